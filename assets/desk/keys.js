// Keys, buttons and the forms under a comment. A key counts only while the focus is in the queue and not in a field, and
// never while a word is being composed; every key has a button.

/** @param {ReturnType<typeof openQueue>} desk */
const hearKeys = (desk) => {
  const { queue, one, outbox, root } = desk;
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));
  const keysOpen = one(".keys-open");
  /** @type {Record<string, string>} */
  const DECISIONS = { a: "approved", d: "trash", s: "spam" };

  /** @param {EventTarget | null} target */
  const itemAt = (target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(".item") : null);
  const acting = () => itemAt(document.activeElement) ?? desk.current();

  /** A decision that the card offers; null where it offers it not. @param {HTMLElement | null} item @param {string} to */
  const offers = (item, to) => item && desk.waits(item) && one(`.decide [value="${to}"]`, item) ? item : null;

  /** What the card has under a key: a panel to open, a field to go to, a button or a link to press. @param {string} key */
  const within = (key) => {
    const item = acting();
    if (!item || !desk.waits(item)) return;
    if (item !== desk.current()) desk.show(item, false);
    const target = one(`[data-key="${key}"]`, item);
    if (!target) return;
    for (let at = target.parentElement?.closest("details"); at && at !== item; at = at.parentElement?.closest("details")) {
      if (at !== target.parentElement || target.localName !== "summary") at.open = true;
    }
    if (target.localName === "summary") return toggle(/** @type {HTMLDetailsElement} */ (target.parentElement));
    if (target.matches("input, textarea, select")) return target.focus();
    target.click();
  };

  /** @param {HTMLDetailsElement} panel */
  const toggle = (panel) => {
    panel.open = !panel.open;
    one("summary", panel).focus({ preventScroll: true });
    if (panel.open) opened(panel);
  };

  // Writing

  /** @param {HTMLTextAreaElement} field */
  const draftOf = (field) => `svar:draft:${root}:${field.id}`;

  /** @param {HTMLDetailsElement} panel */
  const opened = (panel) => {
    const field = /** @type {HTMLTextAreaElement | null} */ (one(":scope > form textarea", panel));
    if (!field) return;
    const draft = sessionStorage.getItem(draftOf(field));
    if (draft) field.value = draft;
    for (const close of panel.querySelectorAll("[data-close]")) /** @type {HTMLElement} */ (close).hidden = false;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  };

  /** @param {HTMLFormElement} written @param {HTMLElement} item */
  const write = (written, item) => {
    const field = /** @type {HTMLTextAreaElement} */ (one("textarea", written));
    const button = /** @type {HTMLButtonElement} */ (one("[type=submit]", written));
    const trouble = one(".trouble", written), label = button.textContent;
    const reply = written.action.endsWith("/reply"), id = item.dataset.id ?? "";
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    button.textContent = desk.words.sending;
    trouble.hidden = true;
    const fields = () => fieldsOf({ csrf: queue.dataset.csrf ?? "", version: item.dataset.version ?? "", body: field.value, back: "" });
    outbox.send([id], () => ask(written.action, fields()), ({ status, json }) => {
      button.removeAttribute("aria-disabled");
      button.textContent = label;
      if (!json?.id) {
        trouble.textContent = json?.detail ?? desk.words.failed;
        trouble.hidden = false;
        desk.say(trouble.textContent ?? "");
        if (status === 409) desk.settle(item, trouble.textContent ?? "", "pending", true);
        return field.focus();
      }
      sessionStorage.removeItem(draftOf(field));
      const from = item.dataset.status ?? "";
      Object.assign(item.dataset, { version: json.version, status: json.status });
      did(id, json);
      if (!reply || from === json.status) return void desk.refresh(id).then((fresh) => fresh && desk.show(fresh, true));
      desk.shift({ ids: [id], to: json.status, from: new Map([[id, from]]), step: "", wave: [], state: "done", optimistic: false }, 1);
      desk.cardOf(item).open = false;
      desk.settle(item, desk.words["fate-approved"], "approved");
      desk.goOn(item);
    });
  };

  /** @param {HTMLFormElement} marks @param {string} what @param {HTMLElement} item */
  const mark = (marks, what, item) => {
    const id = item.dataset.id ?? "";
    const fields = () => fieldsOf({ csrf: queue.dataset.csrf ?? "", version: item.dataset.version ?? "", what, back: "" });
    outbox.send([id], () => ask(marks.action, fields()), ({ json }) => {
      if (!json?.id) return desk.say(json?.detail ?? desk.words.failed);
      did(id, json);
      desk.refresh(id);
    });
  };

  /** @param {string} id @param {any} json */
  const did = (id, json) => {
    desk.say(json.said);
    if (!json.step) return;
    desk.done.push({ ids: [id], to: "", from: new Map(), step: `${json.step}`, wave: [], state: "done", optimistic: false });
    desk.undoForm.hidden = false;
  };

  // Keys

  /** @param {string} key @param {KeyboardEvent} event @returns {(() => void) | undefined} */
  const meant = (key, event) => {
    const item = acting(), lower = key.toLowerCase();
    if (key === "?") return () => dialog.showModal();
    if (key === "/") return () => one(".find").click();
    if (/^[1-5]$/.test(key)) return () => /** @type {HTMLElement} */ (document.querySelectorAll(".tabs a")[Number(key) - 1]).click();
    if (event.shiftKey && lower === "x") return desk.chooseAll;
    if (event.shiftKey && DECISIONS[lower]) return () => { if (bulkOffers(DECISIONS[lower])) desk.decide(desk.chosen(), DECISIONS[lower]); };
    if (event.shiftKey) return undefined;
    if (lower === "j" || key === "ArrowDown") return () => move(desk.beside(item, 1));
    if (lower === "k" || key === "ArrowUp") return () => move(desk.beside(item, -1));
    if (event.repeat) return undefined;
    if (DECISIONS[lower]) return () => { const at = offers(item, DECISIONS[lower]); if (at) decideOne(at, DECISIONS[lower]); };
    if (lower === "z") return desk.undo;
    if (lower === "x") return () => choose(item);
    if (key === "Enter" && event.target === queue) return () => desk.show(desk.current() ?? desk.beside(null, 1), true);
    if ("erfnbmo".includes(lower) && lower.length === 1) return () => within(lower);
    return undefined;
  };

  /** @param {string} to */
  const bulkOffers = (to) => desk.chosen().length && one(`[value="${to}"]`, desk.bulk);
  /** @param {HTMLElement | null} item */
  const move = (item) => { if (item) desk.show(item, true); };
  /** @param {HTMLElement} item @param {string} to @param {boolean} [alone] */
  const decideOne = (item, to, alone = false) => {
    if (item !== desk.current()) desk.show(item, false);
    desk.decide([item], to, alone);
  };
  /** @param {HTMLElement | null} item */
  const choose = (item) => {
    const box = /** @type {HTMLInputElement | null} */ (item && one(".choose input:enabled", item));
    if (!box) return;
    box.checked = !box.checked;
    desk.selected();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (dialog.open) return;
    if (event.key === "Escape") return escape(target);
    if (document.body.dataset.keys === "off" || !queue.contains(target)) return;
    if (target.matches("textarea, select, input:not([type=checkbox]), [contenteditable]")) return;
    const act = meant(event.key, event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  /** Closes what is open; what was typed stays as a draft. @param {HTMLElement} target */
  const escape = (target) => {
    const panel = /** @type {HTMLDetailsElement | null} */ (target.closest("details.panel[open]"));
    if (panel) return toggle(panel);
    for (const box of desk.chosen()) choose(box);
  };

  // Buttons

  queue.addEventListener("submit", (event) => {
    const sent = /** @type {HTMLFormElement} */ (event.target), item = itemAt(sent);
    const value = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value ?? "";
    if (!item || outbox.held() === "somebody-else") return;
    const kind = ["decide", "writing", "marks"].find((name) => sent.classList.contains(name));
    if (!kind) return;
    event.preventDefault();
    if (kind === "decide") decideOne(item, value, sent.classList.contains("only"));
    if (kind === "writing") write(sent, item);
    if (kind === "marks") mark(sent, value, item);
  });
  desk.bulk.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.decide(desk.chosen(), /** @type {HTMLButtonElement} */ (event.submitter).value);
  });
  desk.undoForm.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.undo();
  });
  desk.thumbs.addEventListener("click", (event) => {
    const to = /** @type {HTMLElement} */ (event.target).closest("button")?.value, item = offers(desk.current(), to ?? "");
    if (to && item) desk.decide([item], to);
  });
  queue.addEventListener("change", desk.selected);
  queue.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLTextAreaElement && field.closest(".writing")) sessionStorage.setItem(draftOf(field), field.value);
  });
  queue.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const line = target.closest("summary"), item = itemAt(target);
    if (target.closest(".all")) {
      event.preventDefault();
      return desk.chooseAll();
    }
    if (target.closest("[data-close]")) {
      const panel = /** @type {HTMLDetailsElement} */ (target.closest("details"));
      const field = /** @type {HTMLTextAreaElement | null} */ (one("textarea", panel));
      if (field) sessionStorage.removeItem(draftOf(field));
      panel.querySelector("form")?.reset();
      return toggle(panel);
    }
    if (!line || !item) return;
    event.preventDefault();
    const details = /** @type {HTMLDetailsElement} */ (line.parentElement);
    if (details.classList.contains("panel")) return toggle(details);
    if (item === desk.current() && details.open) details.open = false;
    else if (item.classList.contains("settled")) desk.reopen(item.dataset.id ?? "");
    else desk.show(item, true);
  });
  one(".none", desk.bulk).hidden = false;
  one(".none", desk.bulk).addEventListener("click", () => desk.chosen().forEach(choose));
  keysOpen.hidden = false;
  keysOpen.addEventListener("click", () => dialog.showModal());
};

{
  const queue = document.getElementById("queue");
  if (queue) {
    const desk = openQueue(queue);
    document.body.classList.add("live");
    hearKeys(desk);
    hearNews(desk);
    const kept = document.getElementById(location.hash.slice(1) || (sessionStorage.getItem(desk.remembered) ?? ""));
    const first = kept?.classList.contains("item") ? kept : desk.beside(null, 1);
    desk.show(first, false);
    desk.selected();
    // A browser that has gone to the place in the address takes the focus away once more, when all is loaded.
    const arrive = () => setTimeout(() => {
      if (document.activeElement !== document.body) return;
      if (desk.current()) desk.show(desk.current(), true);
      else queue.focus({ preventScroll: true });
    });
    if (document.readyState === "complete") arrive();
    else addEventListener("load", arrive);
  }
}
