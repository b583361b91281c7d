// Akismet is asked about the queue again: how far it has come is shown where it stands. The queue hears the news anyway;
// other pages listen while a run is under way. Without this script one reloads the page.
{
  /** @type {HTMLElement | null} */
  let box = document.querySelector("[data-recheck]");
  /** @type {EventSource | null} */
  let stream = null;
  const running = () => box?.querySelector("progress") ?? null;

  /** The piece of the page as it is now: a run has begun or ended. */
  const renew = async () => {
    const url = `${box.dataset.recheck}/recheck?part=box&back=${encodeURIComponent(box.dataset.back ?? "")}`;
    const answer = await ask(url).catch(() => null);
    const fresh = answer?.status === 200 ? elements(answer.html).firstElementChild : null;
    if (!fresh) return;
    // Whoever stands on its button stays there.
    const held = box.contains(document.activeElement);
    box.replaceWith(fresh);
    box = /** @type {HTMLElement} */ (fresh);
    if (held) /** @type {HTMLElement | null} */ (box.querySelector("button"))?.focus();
    listen();
  };

  /** @param {{ running: boolean, done: number, total: number, text: string } | null} run */
  const take = (run) => {
    if (!box || !run) return;
    const progress = running();
    if (run.running !== !!progress) return void renew();
    if (!progress) return;
    progress.max = run.total;
    progress.value = run.done;
    box.querySelector(".told").textContent = run.text;
  };

  const listen = () => {
    stream?.close();
    stream = null;
    if (!box || !running() || document.querySelector("#queue")) return;
    stream = new EventSource(`${box.dataset.recheck}/events`);
    stream.addEventListener("news", (event) => take(JSON.parse(event.data).recheck));
  };

  addEventListener("news", (event) => take(/** @type {CustomEvent} */ (event).detail.recheck));
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  listen();
}
