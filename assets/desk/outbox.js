// What was decided goes to the service one after the other, in the order in which it was done. Whoever is offline or
// signed out loses nothing: it waits here, the page says so, and it is sent when there is somebody to take it.

/**
 * @param {{ queue: HTMLElement, words: Record<string, any>, counted: (id: string, n: number) => string,
 *           failed: (text: string) => void, resumed: () => void }} desk
 */
const openOutbox = ({ queue, words, counted, failed, resumed }) => {
  const banner = /** @type {HTMLElement} */ (document.getElementById("banner"));
  const [text, signIn, again] = /** @type {HTMLElement[]} */ ([...banner.children]);
  /** @type {{ ids: string[], run: () => Promise<Answer>, then: (answer: Answer) => void, renewed: boolean }[]} */
  const waiting = [];
  let busy = false;
  /** @type {"" | "offline" | "busy" | "signed-out" | "somebody-else"} Why nothing is sent. */
  let held = "";
  let pause = 1000;
  let timer = 0;

  /** The service, or somebody on the way to it, is not there right now. @param {number} status */
  const later = (status) => status === 408 || status === 429 || status === 502 || status === 503 || status === 504;

  const drain = async () => {
    if (busy || held) return;
    busy = true;
    while (waiting.length && !held) {
      const next = waiting[0];
      const answer = await next.run().catch(() => null);
      if (!answer) hold("offline");
      else if (answer.status === 401) hold("signed-out");
      else if (later(answer.status)) hold("busy");
      else if (answer.status === 403 && !next.renewed) {
        // The session is another one than that of the page.
        next.renewed = true;
        await renew();
      } else {
        waiting.shift();
        pause = 1000;
        next.then(answer);
      }
    }
    busy = false;
  };

  /** Stops sending, says why, and tries again. @param {"offline" | "busy" | "signed-out" | "somebody-else"} why */
  const hold = (why) => {
    const news = held !== why;
    held = why;
    tell();
    if (news) failed(text.textContent ?? "");
    clearTimeout(timer);
    if (why !== "somebody-else") timer = setTimeout(resume, pause);
    pause = Math.min(pause * 2, 20000);
  };

  const tell = () => {
    banner.hidden = !held;
    if (!held) return;
    const kept = waiting.length ? ` ${counted("kept", waiting.length)}` : "";
    text.textContent = words[held] + kept;
    signIn.hidden = held !== "signed-out";
    again.hidden = held === "somebody-else";
  };

  /** The token of the present session; false while there is none. */
  const renew = async () => {
    const answer = await ask(`${queue.dataset.root}/queue?part=token`).catch(() => null);
    if (!answer) return hold("offline"), false;
    if (answer.status !== 200) return hold(answer.status === 401 ? "signed-out" : "busy"), false;
    const { csrf, me } = /** @type {HTMLElement} */ (elements(answer.html).firstElementChild).dataset;
    // What one person decided is not sent in the name of another.
    if (me !== queue.dataset.me) return hold("somebody-else"), false;
    queue.dataset.csrf = csrf;
    for (const field of document.querySelectorAll("input[name=csrf]")) /** @type {HTMLInputElement} */ (field).value = csrf ?? "";
    return true;
  };

  let resuming = false;
  const resume = async () => {
    if (!held || resuming || held === "somebody-else") return;
    clearTimeout(timer);
    resuming = true;
    const back = await renew();
    resuming = false;
    if (!back) return;
    held = "";
    pause = 1000;
    tell();
    resumed();
    drain();
  };

  again.addEventListener("click", () => { pause = 1000; resume(); });
  addEventListener("online", resume);
  addEventListener("focus", resume);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) resume(); });
  addEventListener("offline", () => hold("offline"));
  addEventListener("beforeunload", (event) => {
    // The one that is on its way arrives all the same.
    if (waiting.length > (held ? 0 : 1)) event.preventDefault();
  });

  return {
    hold,
    held: () => held,
    size: () => waiting.length,
    /** Whether something about this comment is on its way. @param {string} id */
    has: (id) => waiting.some(({ ids }) => ids.includes(id)),
    /** @param {string[]} ids @param {() => Promise<Answer>} run @param {(answer: Answer) => void} then */
    send: (ids, run, then) => {
      waiting.push({ ids, run, then, renewed: false });
      if (held) tell();
      drain();
    },
  };
};
