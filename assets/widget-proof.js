// The work that a doubtful comment costs: for each puzzle a number with which a hash begins with so many zero bits. Fetched
// by widget-pen.js when the service has asked for it; most readers never do.
//
// SHA-256 is written out here: crypto.subtle is there in secure contexts alone, and takes a promise for each of some
// hundred thousand hashes of 24 bytes, which is many times as long. There is no worker, since a page's policy may forbid
// one: the work is done in slices of a few milliseconds, between which the page answers and scrolls. It goes on in a tab
// that nobody looks at: it is over in about a second, and who has pressed the button thinks that the comment is sent.

const K = new Int32Array(64), H = new Int32Array(8), W = new Int32Array(64);
for (let n = 2, found = 0; found < 64; n++) {
  let d = 2;
  while (n % d) d++;
  if (d < n) continue;
  if (found < 8) H[found] = Math.sqrt(n) * 2 ** 32;
  K[found++] = Math.cbrt(n) * 2 ** 32;
}

// The first 32 bits of the hash of the one block in W (FIPS 180-4, 6.2.2).
const hash = () => {
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
  }
  // One by one: taking the array apart is five times as slow.
  let a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], f = H[5], g = H[6], h = H[7];
  for (let i = 0; i < 64; i++) {
    const t = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    const u = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10), v = a & b ^ a & c ^ b & c;
    h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u + v | 0;
  }
  return H[0] + a | 0;
};

// What is sent along; nothing where it would take too long, null where the reader would rather not.
/** @param {any} pen @param {any} challenge @returns {Promise<string | null | undefined>} */
export const meet = async (pen, challenge) => {
  const { algorithm, seed, puzzles, bits, token } = challenge || {};
  if (algorithm != "sha256-zeros") return;
  const { make } = pen.thread, line = make("p", "notice", pen.say("sending") + " "), undo = line.appendChild(make("button", "action undo", pen.say("undo")));
  const channel = new MessageChannel(), numbers = [token];
  let spent = 0, n = 0, stopped = false;
  undo.type = "button";
  undo.onclick = () => stopped = true;
  line.part = "notice";
  const slow = setTimeout(() => { pen.form?.querySelector(".svar-send").after(line); pen.thread.tell(pen.say("sending")); }, 1e3);
  W.fill(0);
  for (let i = 0; i < 4; i++) W[i] = parseInt(seed.slice(8 * i, 8 * i + 8), 16);
  W[6] = 1 << 31;
  W[15] = 192;
  while (numbers.length <= puzzles && spent < 2e4 && !stopped) {
    const began = performance.now();
    // Few enough also where the clock is kept coarse.
    for (let few = 32; few-- && performance.now() - began < 8;)
      for (let some = 128; some--; n++) {
        W[4] = numbers.length - 1;
        W[5] = n;
        if (Math.clz32(hash()) >= bits) numbers.push(n);
      }
    spent += performance.now() - began;
    // Timers would wait a second each in a tab that nobody looks at.
    await new Promise((done) => { channel.port1.onmessage = done; channel.port2.postMessage(0); });
  }
  channel.port1.close();
  clearTimeout(slow);
  line.remove();
  return stopped ? null : numbers.length > puzzles ? numbers.slice(0, puzzles + 1).join(".") : undefined;
};
