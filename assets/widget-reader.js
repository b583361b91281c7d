// What a reader does with a thread without writing: find the own comments again, read on, turn the order, see what is
// new. It is the first half of what the widget takes in when somebody begins; widget-pen.js, which writes, is the other.
// Both are delivered as one script.

export const HOUR = 36e5, DAY = 24 * HOUR;

// A browser that keeps nothing is no reason to fail: then it is kept as long as the page.
/** @type {Record<string, any>} */
const memory = {};
/** @param {string} name @returns {any} */
export const kept = (name) => { try { return JSON.parse(localStorage.getItem(name) || "0") || memory[name]; } catch { return memory[name]; } };
/** @param {string} name @param {any} value */
export const keep = (name, value) => { try { value ? localStorage.setItem(name, JSON.stringify(value)) : localStorage.removeItem(name); } catch { memory[name] = value; } };

/** A reader in one thread. */
export class Reader {
  /** @param {any} thread */
  constructor(thread) {
    this.thread = thread;
    const { name, site } = thread;
    this.mineName = name + ":mine";
    this.authorName = `svar:${site}:author`;
    /** @type {Record<string, any>} */
    this.mine = {};
    /** @type {Record<string, any>} */
    this.parts = {};
    this.pages = this.known = 0;
    /** @type {any} */
    this.finish;
  }

  /** @param {string} selector @returns {any} */
  find(selector) { return this.thread.find(selector); }

  /** @param {string} id @param {number} [n] */
  say(id, n) { return this.thread.say(id, n); }

  // A copy of something that came with the thread, ready to be filled.
  /** @param {string} what @returns {any} */
  copy(what) { return this.thread.kit.querySelector(what).cloneNode(true); }

  // A request of the reader API: its status and its JSON. One that fails has the status 0.
  /** @param {string} method @param {string} path @param {any} [sent] @param {any} [more] @returns {Promise<{status: number, told: any}>} */
  async call(method, path, sent, { secret, nonce, ...more } = /** @type {any} */ ({})) {
    try {
      const answer = await this.thread.ask(`/api/v1/${this.thread.site}/${path}`, {}, {
        method,
        headers: { "content-type": "application/json", ...secret && { authorization: "Bearer " + secret }, ...nonce && { "idempotency-key": nonce } },
        body: sent ? JSON.stringify(sent) : null,
        ...more,
      });
      return { status: answer.status, told: await answer.json().catch(() => 0) || {} };
    } catch {
      return { status: 0, told: {} };
    }
  }

  // Another part of the script. Some browsers remember a module that did not come, so each try has an address of its own.
  /** @param {string} path @returns {Promise<any>} */
  async part(path) {
    try {
      return this.parts[path] ||= await import(this.thread.base + path + "?" + (this.tries || ""));
    } catch (error) {
      this.tries = Date.now();
      console.error("Svar:", error);
    }
  }

  // The receipt of an own comment.
  /** @param {any} id */
  secret(id) { return kept(this.mineName)?.[id]; }

  /** @param {any} id */
  forget(id) {
    const { [id]: gone, ...mine } = kept(this.mineName) || {};
    keep(this.mineName, Object.keys(mine).length && mine);
    delete this.mine[id];
    if (kept(this.authorName) == gone) keep(this.authorName, 0);
  }

  // The reader's own comments, found again by their receipts: at the same time as the thread, which does not wait long.
  ahead() {
    const receipts = kept(this.mineName) || {}, all = Object.keys(receipts).map(async (id) => {
      const { status, told } = await this.call("GET", "comments/" + id, 0, { secret: receipts[id] });
      if (status == 404 || told.status == "rejected" && Date.now() - Date.parse(told.created) > 30 * DAY) this.forget(id);
      else if (status == 200) this.mine[id] = told, this.thread.kit && this.place(told);
    });
    return Promise.race([Promise.all(all), new Promise((done) => setTimeout(done, 1500))]);
  }

  // An own comment in its place: what only its author sees, and what its author may do.
  /** @param {any} comment @param {boolean} [fresh] */
  place(comment, fresh) {
    this.mine[comment.id] = comment;
    const { id, status } = comment, live = status == "approved", old = this.find("#svar-" + id), made = this.copy("article"), part = (/** @type {string} */ name) => made.querySelector(name);
    const actions = part(".svar-actions");
    if (live) keep(this.authorName, this.secret(id));
    if (!(Date.parse(comment.editable_until) > Date.now())) part(".svar-edit").remove();
    for (const button of actions.children) button.comment = comment;
    if (live && old) {
      // Of a comment that everybody sees, only the deeds are added.
      for (const button of old.querySelectorAll(".svar-edit,.svar-withdraw")) button.remove();
      (old.querySelector(".svar-actions") || old.appendChild(this.thread.make("p", "actions"))).append(...actions.children);
      return this.thread.dress(old);
    }
    // One on a page that is not here is not brought forward.
    if (live && !fresh && Date.now() - Date.parse(comment.created) > HOUR) return;
    const heading = part("h3"), time = part("time");
    made.id = "svar-" + id;
    heading.id = made.id + "-head";
    made.setAttribute("aria-labelledby", heading.id);
    made.classList.add(live ? "svar-comment-new" : "svar-comment-pending");
    part(".svar-author").textContent = comment.author?.name;
    time.dateTime = comment.created;
    time.textContent = new Date(comment.created).toLocaleString([this.thread.lang, "da"], { dateStyle: "long", timeStyle: "short" });
    part(".svar-body").append(this.thread.parse(comment.html));
    if (live) part(".svar-own-note").remove();
    else part(".svar-own-note").textContent = this.say(status == "pending" ? "own-held" : "own-rejected");
    old ? old.replaceWith(made) : this.insert(made, comment.parent);
    this.thread.dress(made.parentNode);
  }

  /** @param {any} article @param {any} parent */
  insert(article, parent) {
    const { make, sort } = this.thread, over = parent && this.find("#svar-" + parent)?.closest("li"), item = make("li", over ? "" : "branch");
    let list = this.find(".svar-list");
    if (!list) this.find(".svar-empty").replaceWith(list = make("ol", "list"));
    if (over) list = over.closest("ol.svar-tier-2") || over.querySelector(":scope>ol") || over.appendChild(make("ol", "replies tier-" + (over.matches(".svar-branch") ? 1 : 2)));
    list.role = "list";
    item.append(article);
    !over && sort == "newest" ? list.prepend(item) : list.append(item);
  }

  // A thread has been put on the page.
  shown() {
    this.pages = 0;
    this.stand();
    this.live();
    const { was } = this.thread;
    this.thread.was = {};
    if (was.pages) this.turnBack(was);
  }

  // What is the reader's own, wherever it stands now.
  stand() {
    for (const id in this.mine) this.place(this.mine[id]);
  }

  // What somebody has begun in a comment is not taken from them.
  async mayTurn() {
    await this.finish?.();
    const open = this.find(".svar-editing textarea,.svar-asking textarea");
    open?.focus();
    return !open;
  }

  // Another order, of the whole thread.
  /** @param {string} sort */
  async order(sort) {
    const { thread } = this;
    if (await this.mayTurn()) await thread.load({}, sort), this.remember();
    this.find("#svar-sort").value = thread.sort || "oldest";
  }

  // The next page joins this one.
  /** @param {any} link */
  async more(link) {
    const { thread } = this, line = this.find(".svar-more");
    if (!line || this.turning) return;
    this.turning = true;
    try {
      const page = await thread.fragment({ after: new URL(line.firstChild.href).searchParams.get("after") }), items = [...page.querySelectorAll(".svar-list>li")];
      thread.dress(page);
      this.find(".svar-list").append(...items);
      line.replaceWith(...page.querySelectorAll(".svar-more"));
      for (const item of items) thread.fold(item);
      this.pages++;
      this.stand();
      if (link) {
        this.remember();
        thread.focus(items[0]);
        thread.tell(this.say("added", items.reduce((sum, item) => sum + item.querySelectorAll("article").length, 0)));
      }
    } catch {
      line.lastChild.textContent = this.say(navigator.onLine ? "load-failed" : "offline");
      thread.tell(line.textContent);
    }
    this.turning = false;
  }

  // What Back brings again: which order, how many pages, how far down.
  remember() {
    const { name, sort } = this.thread, { state } = history;
    if ((this.pages || sort) && (!state || typeof state == "object")) history.replaceState({ ...state, [name]: { sort, pages: this.pages, y: scrollY } }, "");
  }

  /** @param {any} was */
  async turnBack(was) {
    for (let left = was.pages; left-- > 0;) await this.more(0);
    scrollTo(0, was.y);
  }

  // What has been written since: told, and shown only when somebody asks for it.
  live() {
    const { thread } = this;
    if (thread.options.live == null || this.stream || thread.gone.signal.aborted) return;
    const query = new URLSearchParams({ url: thread.url, ...thread.key && { key: thread.key } });
    this.known = +this.find(".svar-title").dataset.count;
    /** @type {any} */
    this.stream = new EventSource(`${thread.base}/api/v1/${thread.site}/events?${query}`);
    // Turned away, it is asked for again: a browser does so only after it has been let in.
    this.stream.onerror = () => this.stream.readyState == 2 && setTimeout(() => { this.stream = 0; this.live(); }, 6e4);
    this.stream.addEventListener("version", (/** @type {any} */ event) => {
      const fresh = JSON.parse(event.data).count - this.known, old = this.find(".svar-arrivals");
      if (fresh < 1) return old?.remove();
      const button = old || thread.make("button", "action arrivals");
      button.textContent = this.say("arrivals", fresh);
      if (!old) this.find(".svar-toolbar").prepend(button);
    });
  }

  async arrivals() {
    const { thread } = this, all = () => [...thread.box.querySelectorAll("article")].map((article) => article.id), seen = all(), fresh = () => all().find((id) => !seen.includes(id));
    if (!await this.mayTurn()) return;
    await thread.load({});
    // On a later page of the oldest first, they are on the first of the newest.
    if (!fresh()) await thread.load({}, "newest");
    this.known = +this.find(".svar-title").dataset.count;
    if (fresh()) thread.go(fresh()?.slice(5), true);
  }
}
