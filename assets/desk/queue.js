// The queue: one key a decision, shown at once. What is shown here is sent in order by `outbox.js`; what others do
// comes in by `news.js`; keys and the forms under a comment are in `keys.js`. Nothing moves that was not asked for.

/**
 * Something the moderator did. `step`: by which the service takes it back, once it is known.
 * @typedef {{ ids: string[], to: string, from: Map<string, string>, step: string, wave: string[], state: "shown" | "done" | "back", optimistic: boolean }} Deed
 */

/** @param {HTMLElement} queue */
const openQueue = (queue) => {
  /** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] */
  const one = (selector, within = document) => /** @type {E} */ (/** @type {unknown} */ (within.querySelector(selector)));
  const list = one(".items", queue);
  const scroller = one(".list", queue);
  const empty = one(".list > .empty", queue);
  const status = one("#said [role=status]");
  const undoForm = /** @type {HTMLFormElement} */ (one("#said .undo"));
  const bulk = /** @type {HTMLFormElement} */ (one("#bulk"));
  const thumbs = one(".thumbs");
  const { stow, unstow } = openPanels(list);
  const { root = "", queue: kind = "" } = queue.dataset;
  /** @type {Record<string, any>} */
  const words = JSON.parse(queue.dataset.words ?? "{}");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const remembered = `svar:${root}:${kind}`;

  /** Cards are loaded when fewer than this are left to decide. */
  const FEW = 15;
  /** @type {HTMLElement | null} The card that stands open. */
  let current = null;
  /** @type {Deed[]} What was done on this page, the latest last. */
  const done = [];
  let loading = false;
  /** The place is the moderator's from the second card on. */
  let arrived = false;

  /** A sentence about a number. @param {string} id @param {number} n */
  const counted = (id, n) => (words[id][plural.select(n)] ?? words[id].other).replace("{n}", figures.format(n));
  /** @param {string} id @param {HTMLElement | null} [item] */
  const named = (id, item) => words[id].replace("{name}", () => item?.dataset.name ?? "");
  /** @param {string} text */
  const say = (text) => { status.textContent = text; };

  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);
  /** @param {string} id */
  const itemOf = (id) => document.getElementById(`c${id}`);
  /** @param {HTMLElement} item */
  const cardOf = (item) => /** @type {HTMLDetailsElement} */ (one(".card", item));
  /** Still to be decided here. @param {HTMLElement} item */
  const waits = (item) => !item.classList.contains("settled") && !("gone" in item.dataset);

  // The place

  /** Opens a card and closes the one before. @param {HTMLElement | null} item @param {boolean} focus */
  const show = (item, focus) => {
    if (current && current !== item) {
      cardOf(current).open = false;
      stow(current);
    }
    current = item;
    thumbs.toggleAttribute("hidden", !item);
    if (!item) return;
    unstow(item);
    cardOf(item).open = true;
    if (focus) one(".line", item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    if (focus && arrived) keepPlace(item);
    arrived ||= focus;
    if (items().slice(items().indexOf(item)).filter(waits).length < FEW) load();
  };

  /** So that who comes back finds it. @param {HTMLElement} item */
  const keepPlace = (item) => {
    try {
      sessionStorage.setItem(remembered, item.id);
      history.replaceState(history.state, "", `#${item.id}`);
    } catch { /* A browser that is asked too often, or keeps nothing. */ }
  };

  /** The nearest that waits, in this direction. @param {HTMLElement | null} from @param {1 | -1} way */
  const beside = (from, way) => {
    const all = items();
    const start = from ? all.indexOf(from) + way : way > 0 ? 0 : all.length - 1;
    for (let at = start; at >= 0 && at < all.length; at += way) if (waits(all[at])) return all[at];
    return null;
  };

  /** Keys go on working where a button that was pressed has gone. */
  const regain = () => {
    const at = document.activeElement;
    if (at && at !== document.body && at.checkVisibility()) return;
    if (current) one(".line", current).focus({ preventScroll: true });
    else queue.focus({ preventScroll: true });
  };

  /** After a decision: the next one, else the last one that is left. @param {HTMLElement | null} from */
  const goOn = (from) => {
    const next = beside(from, 1) ?? beside(from, -1);
    show(next, true);
    if (next) return;
    queue.focus({ preventScroll: true });
    load();
    emptied();
  };

  const emptied = () => empty.toggleAttribute("hidden", items().some(waits) || loading);

  // Loading

  /** Brings what follows, before it is needed. `fresh`: whatever has come in since, too. @param {boolean} [fresh] */
  const load = async (fresh) => {
    const after = fresh ? queue.dataset.last : queue.dataset.next;
    if (loading || (!fresh && !after)) return;
    loading = true;
    try {
      const newestFirst = kind !== "pending" && kind !== "flagged";
      const part = await piece(`${root}/queue?status=${kind}&part=cards${after && !(fresh && newestFirst) ? `&after=${after}` : ""}`);
      if (!part) return;
      const ol = one("ol", part);
      const found = /** @type {HTMLElement[]} */ ([...ol.children]).filter((item) => !itemOf(item.id.slice(1)));
      found.forEach(stow);
      if (fresh && newestFirst) list.prepend(...found);
      else {
        list.append(...found);
        queue.dataset.next = ol.dataset.next;
        queue.dataset.last = ol.dataset.last || queue.dataset.last;
      }
      const said = one(".empty", part);
      if (said) empty.textContent = said.textContent;
      if (!current && found[0]) show(found.find(waits) ?? null, queue.contains(document.activeElement));
    } finally {
      loading = false;
      emptied();
      if (fresh) regain();
    }
  };

  /** A piece of HTML from the service; null while it cannot be had. @param {string} url */
  const piece = async (url) => {
    const answer = await ask(url).catch(() => null);
    if (!answer || answer.status === 401 || answer.status >= 500) outbox.hold(answer ? answer.status === 401 ? "signed-out" : "busy" : "offline");
    return answer?.status === 200 ? elements(answer.html) : null;
  };

  /** The card anew, as it is now. @param {string} id */
  const refresh = async (id) => {
    const old = itemOf(id), part = old && await piece(`${root}/comments/${id}/card`);
    const item = part && one("li", part);
    if (!item || !old?.isConnected) return null;
    const open = cardOf(old).open, inside = old.contains(document.activeElement);
    cardOf(item).open = open;
    if (!open) stow(item);
    old.replaceWith(item);
    if (current === old) current = item;
    if (inside) one(".line", item).focus({ preventScroll: true });
    return item;
  };

  // Deciding

  /** A line that says what became of it. @param {HTMLElement} item @param {string} fate @param {string | null} to @param {boolean} [other] */
  const settle = (item, fate, to, other) => {
    item.classList.add("settled");
    one(":scope > .trouble", item)?.remove();
    const said = one(".fate", item), box = /** @type {HTMLInputElement} */ (one(".choose input", item));
    said.textContent = fate;
    said.className = `fate fate-${to ?? "trash"}`;
    said.hidden = false;
    box.checked = false;
    box.disabled = true;
    if (item !== current) cardOf(item).open = false;
    if (other && !one(":scope > .otherwise", item)) {
      const p = document.createElement("p"), button = document.createElement("button");
      p.className = "otherwise";
      button.type = "button";
      button.textContent = words["decide-otherwise"];
      button.addEventListener("click", () => reopen(item.dataset.id ?? ""));
      p.append(button);
      item.append(p);
    }
  };

  /** As it was before. @param {HTMLElement} item @param {string} [trouble] */
  const unsettle = (item, trouble) => {
    item.classList.remove("settled");
    one(":scope > .otherwise", item)?.remove();
    one(":scope > .trouble", item)?.remove();
    one(".fate", item).hidden = true;
    /** @type {HTMLInputElement} */ (one(".choose input", item)).disabled = false;
    if (trouble) {
      const p = document.createElement("p");
      p.className = "trouble";
      p.textContent = trouble;
      item.append(p);
    }
    emptied();
  };

  /** Opens what was decided, as it is now, to be decided otherwise. @param {string} id */
  const reopen = async (id) => {
    const item = await refresh(id);
    if (item) show(item, true);
  };

  /** Decides; shown at once, sent behind. @param {HTMLElement[]} chosen @param {string} to @param {boolean} [alone] of a wave only the first */
  const decide = (chosen, to, alone = false) => {
    const those = chosen.filter(waits);
    if (!those.length) return;
    /** @type {Deed} */
    const deed = { ids: those.map((item) => item.dataset.id ?? ""), to, from: new Map(), step: "", wave: [], state: "shown", optimistic: true };
    // A card that stands for near-copies is decided with all of them.
    if (those.length === 1 && !alone) deed.wave = copiesOf(those[0]);
    const last = current && those.includes(current) ? current : null;
    for (const item of those) {
      deed.from.set(item.dataset.id ?? "", item.dataset.status ?? "");
      settle(item, words[`fate-${to}`], to);
      cardOf(item).open = false;
    }
    shift(deed, 1);
    done.push(deed);
    say(deed.wave.length ? counted(`many-${to}`, deed.wave.length) : those.length === 1 ? named(`said-${to}`, those[0]) : counted(`many-${to}`, those.length));
    undoForm.hidden = false;
    selected();
    if (last || !current) goOn(last);
    regain();
    outbox.send(deed.ids, () => ask(`${root}/${deed.wave.length ? "waves" : "decisions"}`, targets(deed)), (answer) => decided(deed, answer));
  };

  /** The near-copies that a card stands for, with their versions. @param {HTMLElement | null} item */
  const copiesOf = (item) => /** @type {HTMLInputElement[]} */ ([...(item?.querySelectorAll(".wave-decide [name=id]") ?? [])]).map((field) => field.value);

  /** @param {Deed} deed */
  const targets = (deed) => {
    const fields = fieldsOf({ csrf: queue.dataset.csrf ?? "", to: deed.to, back: "" });
    // As they are known when it is sent: what was taken back before has another version.
    const those = deed.wave.length ? copiesOf(itemOf(deed.ids[0])) : deed.ids.map((id) => `${id}.${itemOf(id)?.dataset.version ?? ""}`);
    for (const target of those) fields.append("id", target);
    return fields;
  };

  /** @param {Deed} deed @param {Answer} answer */
  const decided = (deed, answer) => {
    const { json, status: code } = answer;
    if (!json?.decided) return failed(deed, deed.ids, json?.detail ?? words.failed, code);
    deed.state = "done";
    deed.step = `${json.step ?? ""}`;
    for (const { id, to, version } of json.decided) {
      const item = itemOf(id);
      if (item) Object.assign(item.dataset, { version, status: to });
    }
    for (const miss of json.failed) beaten(deed, miss);
    if (deed.wave.length && json.said) say(json.said);
    count(json.counts);
  };

  /** Somebody was faster, or it is gone. @param {Deed} deed @param {any} miss */
  const beaten = (deed, miss) => {
    const item = itemOf(miss.id);
    if (!item) return;
    // The answer to a decision that was sent twice: it is as this moderator wanted it.
    const mine = miss.by === queue.dataset.me && miss.status === deed.to;
    if (miss.version) Object.assign(item.dataset, { version: miss.version, status: miss.status });
    if (mine) return;
    deed.ids = deed.ids.filter((id) => id !== `${miss.id}`);
    if (!deed.ids.length) drop(deed);
    settle(item, miss.text, miss.status ?? "trash", miss.code === "changed");
    say(deed.ids.length ? `${counted(`many-${deed.to}`, deed.ids.length)} ${miss.text}` : miss.text);
  };

  /** It was not saved: the cards are back, with the reason. @param {Deed} deed @param {string[]} ids @param {string} why @param {number} code */
  const failed = (deed, ids, why, code) => {
    drop(deed);
    shift(deed, -1);
    for (const id of ids) {
      const item = itemOf(id);
      if (item) unsettle(item, why);
    }
    say(why);
    if (!current || code === 403) show(itemOf(ids[0]), true);
  };

  /** @param {Deed} deed */
  const drop = (deed) => {
    deed.state = "back";
    if (done.includes(deed)) done.splice(done.indexOf(deed), 1);
    undoForm.hidden = !done.length;
  };

  // Taking back

  /** The latest that was done here, else the latest that the service knows. */
  const undo = () => {
    const deed = done.pop();
    const step = /** @type {HTMLInputElement} */ (undoForm.elements.namedItem("step"));
    const known = step.value;
    step.value = "";
    if (deed?.optimistic) takeBack(deed);
    const fields = () => fieldsOf({ csrf: queue.dataset.csrf ?? "", step: deed ? deed.step : known, back: "" });
    outbox.send(deed?.ids ?? [], async () => {
      // It never came to pass.
      if (deed?.state === "back") return { status: 200, json: { restored: [], failed: [], said: "" }, html: "" };
      return ask(`${root}/undo`, fields());
    }, (answer) => undone(deed, answer));
  };

  /** @param {Deed} deed */
  const takeBack = (deed) => {
    const back = deed.ids.map(itemOf).filter((item) => !!item);
    for (const item of back) unsettle(item);
    shift(deed, -1);
    say(back.length === 1 ? named("undone-one", back[0]) : counted("many-undone", back.length));
    show(back[0] ?? current, true);
  };

  /** @param {Deed | undefined} deed @param {Answer} answer */
  const undone = (deed, { json }) => {
    if (!json?.restored) return say(json?.detail ?? words.failed);
    for (const { id, to, version } of json.restored) {
      const item = itemOf(id);
      if (deed?.wave.length) revise(id, version);
      if (!item) continue;
      Object.assign(item.dataset, { version, status: to });
      if (!deed?.optimistic) refresh(`${id}`).then((fresh) => fresh && show(fresh, true));
    }
    for (const miss of json.failed) {
      const item = itemOf(miss.id);
      if (item) settle(item, miss.text, miss.status ?? "trash", miss.code === "changed");
      say(miss.text);
    }
    if (!deed?.optimistic) say(json.said);
    if (json.counts) count(json.counts);
  };

  /** The version of a near-copy, which has no card of its own. @param {number} id @param {number} version */
  const revise = (id, version) => {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll(`.wave-decide [name=id][value^="${id}."]`));
    for (const field of fields) field.value = `${id}.${version}`;
  };

  // Counting

  /** What stands on the tabs, before the service says it. @param {Deed} deed @param {1 | -1} way */
  const shift = (deed, way) => {
    for (const [id, from] of deed.from) {
      const many = way * Math.max(1, deed.wave.length);
      add(from, -many);
      if (deed.to !== "restore") add(deed.to, many);
      if ("flagged" in (itemOf(id)?.dataset ?? {})) add("flagged", -way);
    }
  };

  /** @param {string} word @param {number} by */
  const add = (word, by) => {
    const at = one(`[data-count="${word}"]`);
    set(word, Math.max(0, Number(at.dataset.n) + by));
  };

  /** @param {string} word @param {number} n */
  const set = (word, n) => {
    const at = one(`[data-count="${word}"]`);
    at.dataset.n = `${n}`;
    one("b", at).textContent = figures.format(n);
  };

  /** @param {Record<string, number>} counts */
  const count = (counts) => {
    // While decisions are on their way the service's numbers are older than what is shown.
    if (outbox.size() === 0) for (const [word, n] of Object.entries(counts)) set(word, n);
  };

  // Choosing

  const boxes = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll(".choose input:enabled")]);
  const chosen = () => boxes().filter((box) => box.checked).map((box) => /** @type {HTMLElement} */ (box.closest(".item")));

  const selected = () => {
    const n = chosen().length;
    for (const at of bulk.querySelectorAll(".n")) at.textContent = n ? `(${figures.format(n)})` : "";
  };

  /** All that are shown, or none if they are. */
  const chooseAll = () => {
    const all = boxes(), some = all.some((box) => !box.checked);
    for (const box of all) box.checked = some;
    selected();
  };

  const outbox = openOutbox({ queue, words, counted, failed: say, resumed: () => { regain(); load(); } });
  return {
    queue, list, scroller, words, root, undoForm, bulk, thumbs, one, say, counted, items, itemOf, cardOf, waits, show, beside, goOn, load,
    refresh, reopen, settle, decide, undo, done, count, chosen, selected, chooseAll, outbox, remembered, emptied, shift,
    current: () => current,
  };
};
