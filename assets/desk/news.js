// What others do at the same time: their decisions turn cards stale where they are, and new comments are announced, not
// inserted. Told by the service (server-sent events); asked for every 20 seconds where that does not get through.

/** @param {ReturnType<typeof openQueue>} desk */
const hearNews = (desk) => {
  const { queue, root, outbox, itemOf, settle, waits } = desk;
  const arrivals = /** @type {HTMLElement} */ (queue.querySelector(".arrivals"));
  const button = /** @type {HTMLElement} */ (arrivals.firstElementChild);
  /** @type {EventSource | null} */
  let stream = null;
  let newest = queue.dataset.seen ?? "0";

  const position = () => `?after=${queue.dataset.after ?? ""}&seen=${queue.dataset.seen ?? ""}`;

  /** @param {any} news */
  const take = (news) => {
    dispatchEvent(new CustomEvent("news", { detail: news }));
    queue.dataset.after = `${news.after}`;
    newest = `${news.newest}`;
    for (const change of news.changes) changed(change);
    desk.count(news.counts);
    const announced = queue.dataset.queue === "pending" && news.new > 0;
    arrivals.hidden = !announced;
    if (announced) button.textContent = desk.counted("new", news.new);
  };

  /** @param {{ id: number, version: number | null, status: string | null, text: string }} change */
  const changed = ({ id, version, status, text }) => {
    const item = itemOf(`${id}`);
    // What this page did itself it hears from the answer.
    if (!item || outbox.has(`${id}`) || (version !== null && version <= Number(item.dataset.version))) return;
    const stale = waits(item);
    settle(item, text, status, status !== null);
    if (stale && item === desk.current()) desk.say(text);
    if (!status) item.dataset.gone = "";
  };

  const listen = () => {
    stream?.close();
    stream = new EventSource(`${root}/events${position()}`);
    stream.addEventListener("news", (event) => take(JSON.parse(event.data)));
    // The position is another one now, so the stream is not opened again by itself.
    stream.addEventListener("error", () => { stream?.close(); stream = null; });
  };

  /** Every 20 seconds: asks where nobody tells, and tries to be told again. */
  const look = async () => {
    setTimeout(look, 20000);
    if (stream || document.hidden || outbox.held()) return;
    const answer = await ask(`${root}/news${position()}`).catch(() => null);
    if (!answer) return outbox.hold("offline");
    if (answer.status === 401) return outbox.hold("signed-out");
    if (answer.status !== 200) return;
    take(answer.json);
    listen();
  };

  button.addEventListener("click", async () => {
    queue.dataset.seen = newest;
    arrivals.hidden = true;
    await desk.load(true);
    if (!desk.current()) desk.goOn(null);
    listen();
  });
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  listen();
  setTimeout(look, 20000);
};
