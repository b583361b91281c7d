// What a reader writes: the form, its drafts, what is wrong with it, and its way to the service. The widget takes this in
// when somebody begins, or when this browser has kept something of theirs; widget-reader.js, which reads on, comes with
// it. What is done to a comment that stands there is in widget-deeds.js, what a doubtful one costs in widget-proof.js;
// both are fetched when they are needed.
//
// Nothing that was typed is ever lost: it stays in its field until it is on the service's disk, and a draft of it in
// this browser. Name and address are kept here only while the box is ticked.

import { DAY, HOUR, Reader, keep, kept } from "./widget-reader.js";

const FIELDS = ["body", "name", "email", "website", "hjemmeside2"];
const style = new CSSStyleSheet();
style.replaceSync("__CSS__");

/** A reader's hand in one thread. */
export class Pen extends Reader {
  /** @param {any} thread */
  constructor(thread) {
    super(thread);
    const { name, site, box } = thread, { adoptedStyleSheets } = thread.status.getRootNode();
    this.draftName = name + ":draft";
    this.meName = `svar:${site}:me`;
    this.sent = "";
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

  // A thread has been put on the page: anew, or around the form in which somebody writes.
  /** @param {any} [writing] */
  shown(writing) {
    if (!writing) this.parent = 0;
    if (this.parent) this.moveTo(this.parent);
    else if (this.form) this.restore();
    super.shown();
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

  // The form's token; one that has grown old is asked for anew, and is not used so fast that it looks like a machine.
  async token() {
    if (Date.now() - this.thread.tokenTime > 12 * HOUR) await this.thread.fragment({}).catch(() => 0), await new Promise((done) => setTimeout(done, 3e3));
    return this.thread.token;
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
}

// What is in widget-deeds.js.
for (const deed of ["preview", "edit", "withdraw", "report", "vote"]) /** @type {any} */ (Pen.prototype)[deed] = async function (/** @type {any} */ what) {
  const deeds = await this.part("/__DEEDS__");
  if (deeds) return deeds[deed](this, what);
  this.form ? this.refuse(this.reason(0, {})) : this.thread.tell(this.reason(0, {}));
};
