// Svar's widget: the comments of one article, inside that article.
//
// A plain strict script without a build step. This file is what somebody who reads needs; what begins with somebody
// doing something is in widget-pen.js and fetched then. It never sets a cookie, asks nobody but the service that it
// came from, and moves nothing that is being read. The thread arrives as HTML in the reader's language, with every
// word that is said here.
"use strict";
(() => {
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const base = (script?.src || "").replace(/\/svar(\.[\w-]+)?\.js([?#].*)?$/, "");
const HOUR = 36e5, root = document.documentElement, night = matchMedia("(prefers-color-scheme:dark)");
// Of each language: failed, try again. All other words come with the thread.
/** @type {Record<string, string[]>} */
const first = /** @type {any} */ ("__WORDS__");

/** @param {string} tag @param {string} [name] @param {string} [text] @returns {any} */
const make = (tag, name, text) => {
const made = document.createElement(tag);
if (name) made.className = name.replace(/(^| )/g, "$1svar-");
made.textContent = text || "";
return made;
};

// The one place where text becomes elements. The service has cleaned it; what is not on this list goes all the same.
const known = new Set("a article b bdi blockquote br button cite code del details div em fieldset footer form h2 h3 header i input label legend li ol option p pre q s section select span strong summary template textarea time ul".split(" "));
/** @param {any} root @returns {any} */
const scrub = (root) => {
  for (const found of root.querySelectorAll("*")) {
    if (!known.has(found.localName)) found.remove();
    if (found.content) scrub(found.content);
    for (const { name, value } of [...found.attributes])
      if (/^(on|style|formaction|src|ping)/.test(name) || /^(href|action)$/.test(name) && !/^(https?:|mailto:|#)/.test(value)) found.removeAttribute(name);
  }
  return root;
};
/** @type {any} */
let policy;
/** @param {string} html @returns {any} */
const parse = (html) => {
  const holder = make("template");
  policy ||= /** @type {any} */ (window).trustedTypes?.createPolicy("svar", { createHTML: (/** @type {string} */ text) => text });
  holder.innerHTML = policy ? policy.createHTML(html) : html;
  return scrub(holder.content);
};

// How light a colour is, from 0 to 1, or nothing for one that shows what is behind it.
/** @param {string} colour @returns {number | undefined} */
const lightness = (colour) => {
  let [r, g, b, opaque = 1] = /^rgb/.test(colour) ? (colour.match(/[\d.]+/g) || []).map(Number) : [];
  if (r == null) {
    // Every other notation is read off a canvas.
    const brush = make("canvas").getContext("2d");
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    [r, g, b, opaque] = brush.getImageData(0, 0, 1, 1).data;
    opaque /= 255;
  }
  if (opaque >= .5) return .2126 * (r / 255) ** 2.2 + .7152 * (g / 255) ** 2.2 + .0722 * (b / 255) ** 2.2;
};

// One thread on the page, from the moment at which its element arrives until it leaves.
class Thread {
  /** @param {any} host @param {any} box @param {any} status */
  constructor(host, box, status) {
    this.host = host;
    this.box = box;
    this.status = status;
    this.base = base;
    this.make = make;
    this.parse = parse;
    /** @type {any} */
    this.form;
    /** @type {any} */
    this.hand;
    /** @type {any} */
    this.pen;
    const asked = (/** @type {string} */ name) => host.getAttribute(name) || "";
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    this.site = asked("site");
    this.key = asked("key") || asked("data-key");
    this.url = asked("url") || canonical?.href || location.href.split("#")[0];
    this.lang = asked("lang") || host.closest("[lang]")?.getAttribute("lang") || "";
    this.level = +asked("heading-level") || 2;
    // Under this name the browser keeps what is this thread's.
    this.name = `svar:${this.site}:${this.key || this.url}`;
    this.was = history.state?.[this.name] || {};
    this.sort = this.was.sort || asked("sort");
    /** @type {Record<string, string>} */
    this.words = {};
    this.gone = new AbortController();
    // Before it scrolls into view, or at once where the address names one of its comments.
    const id = this.linked();
    this.watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.load(id ? { comment: id } : {}), { rootMargin: id ? "99999px" : "800px" });
    this.watch.observe(host);
    this.gone.signal.onabort = () => this.watch.disconnect();
    this.on(window, "hashchange", () => this.linked() && this.go(this.linked()));
    this.on(window, "online", () => this.failed && this.load({}));
    this.on(window, "scroll", () => this.release());
    this.on(night, "change", () => host.hue());
    this.on(root, "transitionend", () => host.hue());
    this.on(box, "click", (/** @type {any} */ event) => this.click(event));
    this.on(box, "change", (/** @type {any} */ event) => event.target.name == "sort" && this.act("order", event.target.value));
    this.on(box, "focusin", (/** @type {any} */ event) => this.form?.contains(event.target) && this.act());
    this.on(box, "submit", (/** @type {any} */ event) => {
      event.preventDefault();
      if (event.target == this.form) this.act("send");
    });
  }

  /** @param {EventTarget} where @param {string} what @param {any} done */
  on(where, what, done) { where.addEventListener(what, done, { signal: this.gone.signal }); }

  // The comment that the page's address names.
  linked() { return /^#svar-(\d+)$/.exec(location.hash)?.[1]; }

  /** @param {string} selector @returns {any} */
  find(selector) { return this.box.querySelector(selector); }

  // A word of the thread's language, in the plural form of a number.
  /** @param {string} id @param {number} [n] */
  say(id, n) {
    if (n == null) return this.words[id] || "";
    const form = new Intl.PluralRules(this.lang).select(n);
    return (this.words[id + "." + form] || this.words[id + ".other"] || "").replace("{n}", n.toLocaleString(this.lang));
  }

  // Said by a screen reader; never moves the focus.
  /** @param {string} text */
  tell(text) { this.status.textContent = text; }

  /** @param {string} name @param {object} [detail] */
  emit(name, detail) { this.host.dispatchEvent(new CustomEvent("svar:" + name, { detail, bubbles: true, composed: true })); }

  /** @param {string} path @param {any} [query] @param {any} [options] @returns {Promise<Response>} */
  ask(path, query, options) {
    return fetch(`${base + path}?${new URLSearchParams({ url: this.url, ...this.key && { key: this.key }, ...this.lang && { lang: this.lang }, ...query })}`,
      { credentials: "omit", signal: AbortSignal.any([this.gone.signal, AbortSignal.timeout(15e3)]), ...options });
  }

  // A part of the thread; the form's token comes along.
  /** @param {object} part */
  async fragment(part) {
    const answer = await this.ask(`/t/${this.site}/fragment`, { for: "widget", ...this.sort && { sort: this.sort }, ...part }, { cache: "no-cache" });
    const html = answer.ok && await answer.text();
    if (!html || !html.includes("svar-thread")) throw answer.status;
    this.token = answer.headers.get("svar-form");
    this.tokenTime = Date.now();
    return parse(html);
  }

  /** @param {any} part @param {string} [sort] */
  async load(part, sort = this.sort) {
    const turn = this.turn = {}, before = this.sort;
    const slow = setTimeout(() => { this.host.ariaBusy = "true"; if (this.form === undefined) this.note("empty loading", "…"); }, 400);
    let kept;
    try { kept = Object.keys(localStorage).some((name) => name.startsWith("svar:" + this.site)); } catch { }
    this.watch.disconnect();
    this.sort = sort;
    this.failed = 0;
    this.find(".svar-failed")?.remove();
    try {
      // What this browser keeps comes at the same time, so that nothing moves later.
      const ahead = (kept || this.was.pages) && this.act("ahead"), content = await this.fragment(part);
      await ahead;
      if (turn == this.turn) this.show(content, part.comment);
    } catch (error) {
      if (turn == this.turn && !this.gone.signal.aborted) this.sort = before, this.fail(error);
    }
    clearTimeout(slow);
    if (turn == this.turn) this.host.ariaBusy = null, this.find(".svar-loading")?.remove();
  }

  // Readers get a sentence, a button and the link; the owner gets one line in the console.
  /** @param {any} error */
  async fail(error) {
    const status = +error || 0, say = first[(this.lang || root.lang).slice(0, 2).toLowerCase().replace(/n[no]/, "nb")] || first.en;
    this.emit("error", { status });
    // What cannot be read of a service that is well: the embedding is wrong, not the weather.
    if (status == 404 || status == 422 || error instanceof TypeError && await fetch(base + "/healthz", { credentials: "omit" }).then((well) => well.ok, () => 0))
      return console.error(`Svar: ${base} refuses. Is “${this.site}” a site there, with the origin ${location.origin} and the address ${this.url}?`, error);
    this.failed = 1;
    const box = this.note("refusal failed", say[0]), again = box.appendChild(make("button", "quiet retry", say[1]));
    box.role = "alert";
    again.onclick = () => this.load({});
  }

  // A line above the thread.
  /** @param {string} name @param {string} text */
  note(name, text) {
    const line = make("p", name, text);
    this.box.prepend(line);
    return line;
  }

  /** @param {any} content @param {any} id */
  show(content, id) {
    const words = content.querySelector("template"), thread = content.querySelector("section"), slot = content.querySelector("#svar-form"), at = this.status.getRootNode().activeElement;
    this.options = words.dataset;
    this.kit = words.content;
    for (const word of this.kit.querySelectorAll("i")) this.words[word.title] = word.textContent;
    words.remove();
    this.box.lang = this.status.lang = this.lang = thread.lang;
    this.box.dir = thread.dir;
    // What somebody is writing stays as it is, even where the thread was closed meanwhile.
    const writing = this.form?.elements.body.value && this.find("#svar-form");
    if (writing) slot ? slot.replaceWith(writing) : content.append(writing);
    this.dress(content);
    this.box.replaceChildren(content);
    this.form = this.find(".svar-form");
    this.hand?.shown(writing);
    this.fold(this.box);
    this.host.hue();
    this.release();
    if (at) (at.id && this.find("#" + at.id) || this.find("#svar-title")).focus({ preventScroll: true });
    if (this.options.live != null) this.act();
    if (id) this.go(id, true);
    this.emit("ready");
  }

  // Parts for the magazine's style sheet, headings of the level that it wants, times as people say them.
  /** @param {any} content */
  dress(content) {
    for (const found of content.querySelectorAll("[class]")) found.setAttribute("part", found.className.replace(/svar-/g, ""));
    if (this.level != 2) for (const heading of content.querySelectorAll("h2,h3")) heading.ariaLevel = this.level - 2 + Number(heading.localName[1]);
    for (const time of content.querySelectorAll("time:not([title])")) {
      const age = Date.now() - Date.parse(time.dateTime), said = new Intl.RelativeTimeFormat(this.lang);
      time.title = time.textContent;
      // In a language that the browser does not speak, the service's own words stay.
      if (age < 24 * HOUR && said.resolvedOptions().locale.startsWith(this.lang)) time.textContent = age < 6e4 ? this.say("now") : age < HOUR ? said.format(-(age / 6e4 | 0), "minute") : said.format(-(age / HOUR | 0), "hour");
    }
  }

  // A long comment is cut by its height; all of it is there.
  /** @param {any} content */
  fold(content) {
    for (const body of content.querySelectorAll(".svar-body")) if (body.scrollHeight > 900) {
      const button = make("button", "action whole", this.say("whole"));
      body.classList.add("svar-long");
      body.after(button);
      button.onclick = () => { body.classList.remove("svar-long"); body.tabIndex = -1; body.focus(); button.remove(); };
    }
  }

  // The height that is kept free is given back only where nobody sees it happen.
  release() {
    const { top, bottom } = this.host.getBoundingClientRect();
    if (this.form !== undefined && bottom >= innerHeight && top + this.box.offsetHeight >= innerHeight) this.host.style.minHeight = "0";
  }

  /** @param {any} event */
  click(event) {
    const what = event.target.closest("a,button");
    if (!what || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const is = (/** @type {string} */ name) => what.matches(".svar-" + name);
    const id = /\d+$/.exec(what.href)?.[0], deed = /svar-(reply|cancel|drop|report|preview|edit|withdraw|vote|arrivals)/.exec(what.className);
    if (is("write")) this.form.elements.body.focus(), this.act("write");
    else if (is("more a")) this.act("more", what);
    else if (is("whole-branch a")) this.load({ branch: id });
    else if (is("part a")) this.load({});
    else if (is("reply-to a")) this.go(id);
    else if (deed && (deed[1] != "reply" || this.form)) this.act(deed[1], what);
    else return;
    event.preventDefault();
  }

  // What begins with somebody doing something.
  /** @param {string} [deed] @param {any} [what] */
  async act(deed, what) {
    try {
      // Some browsers remember a module that did not come, so each try has an address of its own.
      this.pen ||= import(base + "/__MORE__?" + (this.tries || "")).then((more) => new more.Pen(this));
      this.hand = await this.pen;
    } catch (error) {
      this.pen = undefined;
      this.tries = Date.now();
      const line = this.find("form .svar-refusal");
      if (deed && line) line.textContent = this.say(navigator.onLine ? "server-failed" : "offline"), line.hidden = false;
      return console.error("Svar:", error);
    }
    return deed && this.hand[deed](what);
  }

  // To a comment's heading.
  /** @param {any} place */
  focus(place) {
    const heading = place.querySelector("h3");
    heading.tabIndex = -1;
    heading.focus();
  }

  // To one comment, wherever in the thread it stands.
  /** @param {any} id @param {boolean} [asked] */
  go(id, asked) {
    const found = this.find("#svar-" + id);
    if (!found) {
      // Of another thread on the page, perhaps.
      if (document.querySelectorAll("svar-thread")[1]) return;
      if (!asked) return this.load({ comment: id });
      const gone = this.say("comment-not-found");
      return this.note("notice", gone), this.tell(gone);
    }
    for (let at = found; at = at.parentElement?.closest("details");) at.open = true;
    this.find(".svar-comment-new")?.classList.remove("svar-comment-new");
    found.classList.add("svar-comment-new");
    found.scrollIntoView();
    this.focus(found);
  }
}

// The script may stand on a page more than once.
if (!customElements.get("svar-thread")) {
  const style = new CSSStyleSheet();
  style.replaceSync("__CSS__");

  customElements.define("svar-thread", class extends HTMLElement {
    static observedAttributes = ["site", "key", "url", "lang", "theme", "sort", "heading-level"];

    connectedCallback() {
      if (!this.box) {
        const shadow = this.attachShadow({ mode: "open" });
        shadow.adoptedStyleSheets = [style];
        shadow.append(this.status = make("p", "vh"), this.box = make("div"));
        this.status.role = "status";
      }
      if (!document.getElementById("svar")) this.id = "svar";
      /** @type {any} */
      this.watch = new MutationObserver(() => this.hue());
      for (const node of document.querySelectorAll("html,body")) this.watch.observe(node, { attributes: true });
      this.start();
    }

    disconnectedCallback() {
      this.thread?.gone.abort();
      this.thread = null;
      this.watch.disconnect();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.thread || before == now) return;
      if (name == "theme") return this.hue();
      // Attributes that change together are one change.
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.isConnected && this.start());
    }

    start() {
      this.thread?.gone.abort();
      this.box.className = "svar";
      this.box.replaceChildren(make("slot"));
      this.hue();
      if (base && this.getAttribute("site")) this.thread = new Thread(this, this.box, this.status);
      else console.error("Svar: <svar-thread> needs a site, and svar.js from the service itself");
    }

    // Light or dark as the page behind it is; in between, and where the owner says otherwise, on paper of its own.
    hue() {
      const wish = this.getAttribute("theme") || "";
      let light;
      for (let node = /** @type {any} */ (this); node && light == null; node = node.parentNode || node.host) if (node.localName) light = lightness(getComputedStyle(node).backgroundColor);
      light ??= night.matches && /dark/.test(getComputedStyle(root).colorScheme) ? 0 : 1;
      const fits = light < .18 ? "dark" : "light", theme = /^(light|dark)$/.test(wish) ? wish : fits;
      this.dataset.theme = theme;
      this.box.classList.toggle("svar-panel", theme != fits || light > .035 && light < .65);
    }
  });

  // How many comments there are, on pages that list articles: one request for a hundred.
  const count = async () => {
    /** @type {Record<string, any[]>} */
    const marks = {}, site = /** @type {any} */ (document.querySelector("[data-svar-site]"))?.dataset.svarSite || script?.dataset.site || document.querySelector("svar-thread")?.getAttribute("site");
    for (const mark of /** @type {any} */ (document.querySelectorAll("[data-svar-count],a[href$='#svar']:not([href^='#'])"))) (marks[mark.dataset.svarCount || mark.href.split("#")[0]] ||= []).push(mark);
    for (const keys = Object.keys(marks); site && keys[0];) {
      const query = new URLSearchParams(keys.splice(0, 100).map((key) => ["key", key]));
      query.set("lang", root.lang);
      const { counts, texts } = await (await fetch(`${base}/api/v1/${site}/counts?${query}`, { credentials: "omit" })).json();
      for (const key in counts) for (const mark of marks[key] || []) mark.textContent = mark.localName == "a" && texts?.[key] || counts[key];
    }
  };
  document.addEventListener("svar:count", count);
  if (document.readyState == "loading") document.addEventListener("DOMContentLoaded", count);
  else count();
}

// The script alone: the thread stands where the script does.
if (script?.dataset.site && !document.querySelector("svar-thread")) {
  const made = make("svar-thread");
  for (const name in script.dataset) made.setAttribute(name.replace(/[A-Z]/g, "-$&"), script.dataset[name]);
  script.after(made);
}
})();
