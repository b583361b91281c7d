// What a reader does with a thread: write, answer, find the own comments again, read on, and see what is new. The
// widget takes this in when somebody begins, or when this browser has kept something of theirs. What is done to a
// comment that stands there is in widget-deeds.js, what a doubtful one costs in widget-proof.js; both are fetched when
// they are needed.
//
// Nothing that was typed is ever lost: it stays in its field until it is on the service's disk, and a draft of it in
// this browser. Name and address are kept here only while the box is ticked.

const HOUR = 36e5, DAY = 24 * HOUR, FIELDS = ["body", "name", "email", "website", "hjemmeside2"];
const style = new CSSStyleSheet();
style.replaceSync("__CSS__");

// A browser that keeps nothing is no reason to fail: then it is kept as long as the page.
/** @type {Record<string, any>} */
const memory = {};
/** @param {string} name @returns {any} */
const kept = (name) => { try { return JSON.parse(localStorage.getItem(name) || "0") || memory[name]; } catch { return memory[name]; } };
/** @param {string} name @param {any} value */
const keep = (name, value) => { try { value ? localStorage.setItem(name, JSON.stringify(value)) : localStorage.removeItem(name); } catch { memory[name] = value; } };

/** A reader's hand in one thread. */
export class Pen {
  /** @param {any} thread */
  constructor(thread) {
    this.thread = thread;
    const { name, site, box } = thread, { adoptedStyleSheets } = thread.status.getRootNode();
    this.draftName = name + ":draft";
    this.mineName = name + ":mine";
    this.meName = `svar:${site}:me`;
    this.authorName = `svar:${site}:author`;
    /** @type {Record<string, any>} */
    this.mine = {};
    /** @type {Record<string, any>} */
    this.parts = {};
    this.pages = this.known = 0;
    this.sent = "";
    /** @type {any} */
    this.finish;
    if (!adoptedStyleSheets.includes(style)) adoptedStyleSheets.push(style);
    thread.on(box, "input", (/** @type {any} */ event) => this.form?.contains(event.target) && this.typed(event.target));
    thread.on(box, "change", (/** @type {any} */ event) => event.target.closest(".svar-check,.svar-pair") && this.keepMe());
    thread.on(box, "keydown", (/** @type {any} */ event) => event.key == "Escape" && this.parent && event.target == this.body && !this.body.value && this.cancel());
    thread.on(window, "pagehide", () => { this.save(); this.remember(); this.finish?.(); });
    // Not by `on`, whose listeners are gone by then.
    thread.gone.signal.addEventListener("abort", () => { this.save(); this.stream?.close(); this.finish?.(); });
    // Typed while this was on its way, perhaps in a thread that has left meanwhile.
    if (this.body?.value) this.drafting = -1, this.save(), this.count();
    if (thread.kit) this.shown(), this.ahead();
  }

  get form() { return this.thread.form; }

  get body() { return this.form?.elements.body; }

  /** @param {string} selector @returns {any} */
  find(selector) { return this.thread.find(selector); }

  /** @param {string} id @param {number} [n] */
  say(id, n) { return this.thread.say(id, n); }

  // A copy of something that came with the thread, ready to be filled.
  /** @param {string} what @returns {any} */
  copy(what) { return this.thread.kit.querySelector(what).cloneNode(true); }

  // The reader's own comments, found again by their receipts: at the same time as the thread, which does not wait long.
  ahead() {
    const receipts = kept(this.mineName) || {}, all = Object.keys(receipts).map(async (id) => {
      const { status, told } = await this.call("GET", "comments/" + id, 0, { secret: receipts[id] });
      if (status == 404 || told.status == "rejected" && Date.now() - Date.parse(told.created) > 30 * DAY) this.forget(id);
      else if (status == 200) this.mine[id] = told, this.thread.kit && this.place(told);
    });
    return Promise.race([Promise.all(all), new Promise((done) => setTimeout(done, 1500))]);
  }

  // A thread has been put on the page: anew, or around the form in which somebody writes.
  /** @param {any} [writing] */
  shown(writing) {
    this.pages = 0;
    if (!writing) this.parent = 0;
    if (this.parent) this.moveTo(this.parent);
    else if (this.form) this.restore();
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

  // Drafts: per thread, for 30 days.
  restore() {
    const me = kept(this.meName), draft = kept(this.draftName), { name, email } = this.form.elements;
    if (me) name.value ||= me.name, email.value ||= me.email, this.find("#svar-keep").checked = true;
    if (!draft || this.body.value) return;
    if (Date.now() - draft.time > 30 * DAY) return keep(this.draftName, 0);
    this.body.value = draft.body;
    this.find(".svar-draft").hidden = false;
    if (draft.parent) this.moveTo(draft.parent);
    this.count();
  }

  save() {
    if (!this.drafting || !this.body) return;
    clearTimeout(this.drafting);
    this.drafting = 0;
    const body = this.body.value;
    keep(this.draftName, body && { body, parent: this.parent, time: Date.now() });
  }

  drop() {
    keep(this.draftName, 0);
    this.cancel(true);
    this.body.value = "";
    this.count();
    this.find(".svar-draft").hidden = true;
    this.body.focus();
  }

  /** @param {any} field */
  typed(field) {
    this.drafting ||= setTimeout(() => this.save(), 1e3);
    if (field.ariaInvalid && !this.check()[field.name]) this.blame(field);
    if (field == this.body) this.count();
  }

  keepMe() {
    const { name, email } = this.form.elements;
    keep(this.meName, this.find("#svar-keep").checked && { name: name.value, email: email.value });
  }

  count() {
    const counter = this.form.querySelector(".svar-counter"), most = counter.dataset.max, left = most - [...this.body.value].length;
    counter.hidden = left > most / 5;
    counter.textContent = left < 0 ? this.say("over", -left) : this.say("left", left);
    clearTimeout(this.pause);
    if (!counter.hidden) this.pause = setTimeout(() => this.thread.tell(counter.textContent), 1e3);
  }

  write() {
    this.cancel(true);
    this.body.focus();
  }

  // The one form moves under the comment that is answered.
  /** @param {any} link */
  reply(link) {
    this.moveTo(/\d+/.exec(link.closest("article").id)?.[0]);
    this.body.focus();
  }

  /** @param {any} id */
  moveTo(id) {
    const comment = this.find("#svar-" + id), form = this.find("#svar-form");
    if (!comment || !form) return;
    if (!this.home?.isConnected) this.find(".svar-footer").before(this.home = this.thread.make("span"));
    this.parent = id;
    comment.after(form);
    this.titled(comment.querySelector(".svar-author").textContent);
  }

  /** @param {any} [quiet] */
  cancel(quiet) {
    if (!this.parent) return;
    const asked = this.find("#svar-" + this.parent);
    this.parent = 0;
    this.home.before(this.find("#svar-form"));
    this.titled("");
    if (quiet !== true) (asked?.querySelector(".svar-reply") || this.body).focus();
  }

  /** @param {string} name */
  titled(name) {
    this.find(".svar-form-title").replaceChildren(this.say(name ? "form-title-to" : "form-title") + " ", name && this.thread.make("bdi", "", name));
    this.find(".svar-submit").textContent = this.say(name ? "send-reply" : "send");
    this.find(".svar-cancel").hidden = !name;
  }

  // What is wrong with the form, before anybody is asked: a sentence for each field.
  /** @returns {Record<string, any>} */
  check() {
    const { body, name, email } = this.form.elements, over = [...body.value].length - this.find(".svar-counter").dataset.max;
    const missing = (/** @type {any} */ field) => field.required && !field.value.trim() && this.say(`error-${field.name}-missing`);
    return {
      body: missing(body) || over > 0 && this.say("error-body-too-long", over),
      name: missing(name),
      email: missing(email) || !/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/.test(email.value.trim()) && this.say("error-email-invalid"),
    };
  }

  // A sentence beside its field, or none any more.
  /** @param {any} field @param {string} [text] */
  blame(field, text) {
    const id = field.id + "-error", others = (field.getAttribute("aria-describedby") || "").split(" ").filter((/** @type {string} */ one) => one != id);
    this.find("#" + id)?.remove();
    field.ariaInvalid = text ? "true" : null;
    if (text) {
      const { make } = this.thread, line = make("p", "error"), mark = make("span", "mark", "!");
      mark.ariaHidden = "true";
      line.id = id;
      line.append(mark, text);
      line.part = "error";
      field.after(line);
      others.unshift(id);
    }
    field.setAttribute("aria-describedby", others.join(" ").trim());
  }

  /** @param {Record<string, any>} wrong */
  blameAll(wrong) {
    const fields = FIELDS.map((name) => this.form.elements[name]), bad = fields.filter((field) => wrong[field.name]);
    for (const field of fields) this.blame(field, wrong[field.name]);
    bad[0]?.focus();
    if (bad.length > 1) this.thread.tell(this.say("refused-fields", bad.length));
    return bad.length;
  }

  // A sentence above the button; the text stays in its field.
  /** @param {string} text */
  refuse(text) {
    const line = this.form.querySelector(".svar-refusal");
    line.textContent = text;
    line.hidden = !text;
    if (text) line.focus();
  }

  // An answer of the service in the reader's own language, or the sentence for one that never came.
  /** @param {number} status @param {any} told */
  reason(status, told) {
    return told.errors?.[0]?.message || told.lang && told.title || this.say(status == 413 ? "refused-too-large" : navigator.onLine ? "server-failed" : "offline");
  }

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

  // The form's token; one that has grown old is asked for anew, and is not used so fast that it looks like a machine.
  async token() {
    if (Date.now() - this.thread.tokenTime > 12 * HOUR) await this.thread.fragment({}).catch(() => 0), await new Promise((done) => setTimeout(done, 3e3));
    return this.thread.token;
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

  async send() {
    if (this.sending) return;
    this.refuse("");
    if (this.blameAll(this.check())) return;
    const { thread } = this, { elements } = this.form, button = this.find(".svar-submit"), word = button.textContent;
    /** @type {Record<string, any>} */
    const sent = { url: thread.url, title: [...document.title].slice(0, 300).join(""), author: kept(this.authorName) || "" };
    if (thread.key) sent.key = thread.key;
    if (this.parent) sent.parent = +this.parent;
    for (const field of FIELDS) sent[field] = elements[field].value;
    // The same text sent again is the same comment, however often its answer was lost.
    const same = JSON.stringify(sent);
    if (same != this.sent) this.nonce = crypto.getRandomValues(new Uint32Array(4)).join("-"), this.sent = same;
    this.sending = true;
    button.ariaDisabled = "true";
    button.textContent = this.say("sending");
    this.drafting ||= -1;
    this.save();
    sent.token = await this.token();
    sent.solves = "sha256-zeros";
    // Goes on where the page has moved on meanwhile: the receipt must not be lost.
    const post = () => this.call("POST", "comments", sent, { nonce: this.nonce, signal: AbortSignal.timeout(15e3) });
    let { status, told } = await post(), stopped;
    if (status == 428) {
      // Asked for work. Where that cannot be done, the comment is sent without, and waits for a moderator.
      const { meet } = await this.part("/__PROOF__") || {};
      sent.solves = "";
      sent.proof = meet && await meet(this, told.challenge);
      if (!(stopped = sent.proof === null)) ({ status, told } = await post());
    }
    this.sending = false;
    button.ariaDisabled = null;
    button.textContent = word;
    if (stopped) return this.body?.focus();
    if (status == 201 && told.receipt) return this.posted(told, sent.body);
    if (told.code == "key-reused") this.sent = "";
    thread.emit("error", { status });
    const errors = told.errors?.map((/** @type {any} */ one) => [one.field, one.message]) || [];
    if (!this.blameAll(Object.fromEntries(errors))) this.refuse(this.reason(status, told));
  }

  /** @param {any} comment @param {string} text */
  posted(comment, text) {
    const { thread } = this, live = comment.status == "approved", title = this.find(".svar-title");
    keep(this.mineName, { ...kept(this.mineName), [comment.id]: comment.receipt });
    keep(this.draftName, 0);
    if (thread.gone.signal.aborted) return;
    // What was typed meanwhile stays.
    if (this.body.value == text) this.body.value = "";
    else this.drafting = -1, this.save();
    this.sent = "";
    this.cancel(true);
    this.count();
    for (const line of [".svar-draft", ".svar-previewed"]) this.find(line).hidden = true;
    this.place(comment, true);
    // The service may have told of it before it answered.
    if (live) title.textContent = this.say("title", ++title.dataset.count), this.known++, this.find(".svar-arrivals")?.remove();
    thread.focus(this.find("#svar-" + comment.id));
    thread.tell(this.say(live ? "sent-live" : "sent-held"));
    thread.emit("posted", { id: comment.id, status: comment.status });
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

// What is in widget-deeds.js.
for (const deed of ["preview", "edit", "withdraw", "report", "vote"]) /** @type {any} */ (Pen.prototype)[deed] = async function (/** @type {any} */ what) {
  const deeds = await this.part("/__DEEDS__");
  if (deeds) return deeds[deed](this, what);
  this.form ? this.refuse(this.reason(0, {})) : this.thread.tell(this.reason(0, {}));
};
