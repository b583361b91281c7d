// What a reader does to a comment: see it before it is sent, change it, take it back, report it, recommend it. Fetched by
// widget-pen.js when somebody does one of these for the first time; each is a function of the reader's pen.

// A text as it will be shown.
/** @param {any} pen */
export const preview = async (pen) => {
  if (pen.blameAll({ body: pen.check().body })) return;
  const box = pen.find(".svar-previewed"), { status, told } = await pen.call("POST", "preview", { body: pen.body.value });
  if (status != 200) return pen.refuse(pen.reason(status, told));
  const body = pen.thread.make("div", "body");
  body.dir = "auto";
  body.append(pen.thread.parse(told.html));
  box.replaceChildren(pen.thread.make("h3", "", pen.say("preview-title")), body);
  box.hidden = false;
  pen.thread.dress(box);
  pen.thread.focus(box);
};

// A form that opens in a comment and closes to where it was asked for.
/** @param {any} pen @param {string} what @param {any} button @param {(form: any) => any} sent @returns {any} */
const open = (pen, what, button, sent) => {
  const article = button.closest("article"), form = pen.copy(what), close = form.querySelector("[type=button]");
  const old = pen.find(what);
  old?.querySelector("[type=button]").click();
  if (old && article.contains(old)) return;
  form.onsubmit = async () => {
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    await sent(form);
    form.ariaBusy = null;
  };
  form.close = close.onclick = () => { form.remove(); button.focus(); };
  article.append(form);
  pen.thread.dress(form);
  form.querySelector("input,textarea").focus();
  return form;
};

// The own text in a field of its own, in the same place.
/** @param {any} pen @param {any} button */
export const edit = (pen, button) => {
  const { comment } = button, { id } = comment, form = open(pen, ".svar-editing", button, async ({ elements: { body } }) => {
    const { status, told } = await pen.call("PATCH", "comments/" + id, { body: body.value }, { secret: pen.secret(id) });
    if (status != 200) return pen.blame(body, pen.reason(status, told)), body.focus();
    form.close();
    pen.find(`#svar-${id} .svar-body`).replaceChildren(pen.thread.parse(told.html));
    pen.place(told);
    pen.thread.focus(pen.find("#svar-" + id));
  });
  if (form) form.elements.body.value = comment.source;
};

// Taken back after a moment in which it can be undone; said to be gone only when it is.
/** @param {any} pen @param {any} button */
export const withdraw = (pen, button) => {
  pen.finish?.();
  const { make } = pen.thread, { id } = button.comment, article = button.closest("article"), line = make("p", "notice", pen.say("deleting") + " "), undo = line.appendChild(make("button", "action undo", pen.say("undo")));
  const secret = pen.secret(id), stop = () => { clearTimeout(wait); pen.finish = undefined; };
  const wait = setTimeout(pen.finish = async () => {
    stop();
    const { status, told } = await pen.call("DELETE", "comments/" + id, 0, { secret, keepalive: true, signal: null });
    article.hidden = status == 204 || status == 404;
    line.textContent = article.hidden ? pen.say("deleted") : pen.reason(status, told);
    if (article.hidden) pen.forget(id);
    pen.thread.tell(line.textContent);
  }, 8e3);
  article.hidden = true;
  article.after(line);
  undo.onclick = () => {
    stop();
    line.remove();
    article.hidden = false;
    button.focus();
  };
  undo.focus();
  pen.thread.tell(line.textContent);
};

// Why somebody thinks that a comment should not stand there; in place, without a window.
/** @param {any} pen @param {any} link */
export const report = (pen, link) => {
  const form = open(pen, ".svar-asking", link, async ({ elements }) => {
    const { reason, note, name, email } = elements, reasons = pen.find("#svar-reason");
    pen.blame(reasons, reason.value ? "" : pen.say("report-reason-missing"));
    if (!reason.value) return reason[0].focus();
    const { status, told } = await pen.call("POST", `comments/${link.closest("article").id.slice(5)}/flags`, {
      reason: reason.value, note: note.value, ...reason.value == "illegal" && { name: name.value, email: email.value }, token: await pen.token(),
    });
    const wrong = elements[told.errors?.[0]?.field] || note;
    if (status != 201) return pen.blame(wrong, pen.reason(status, told)), wrong.focus();
    form.close();
    const thanks = pen.thread.make("p", "notice", pen.say("report-done"));
    link.closest("article").append(thanks);
    thanks.tabIndex = -1;
    thanks.focus();
  });
  if (form) form.onchange = () => {
    pen.find(".svar-contact").hidden = form.elements.reason.value != "illegal";
    if (form.elements.reason.value) pen.blame(pen.find("#svar-reason"));
  };
};

/** @param {any} pen @param {any} button */
export const vote = async (pen, button) => {
  const id = button.closest("article").id.slice(5), to = button.ariaPressed != "true";
  const { status, told } = await pen.call("POST", `comments/${id}/vote`, { to, token: await pen.token() });
  if (status != 200) return pen.thread.tell(pen.reason(status, told));
  button.ariaPressed = String(told.voted);
  button.textContent = pen.say("like", told.votes);
};
