// The set-up: copying the snippet, the list that fills by itself.
{
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".snippet-box"))) {
    const { copy = "", copied = "" } = box.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("code")?.textContent ?? "");
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 4000);
    });
    if (navigator.clipboard) box.append(button);
  }

  const PAUSE = 5000;
  const facts = () => /** @type {HTMLElement | null} */ (document.querySelector("#embed-list[data-waits]"));
  facts()?.classList.add("has-script");

  // Asks for this page again and takes the list out of it, until everything is there.
  const look = async () => {
    const list = facts();
    if (!list) return;
    try {
      const answer = document.hidden ? null : await fetch(location.href, { headers: { accept: "text/html" } });
      const fresh = answer?.ok && !answer.redirected ? elements(await answer.text()).querySelector("#embed-list") : null;
      const [now, then] = [list.querySelector(".facts-list"), fresh?.querySelector(".facts-list")];
      if (now && then && now.innerHTML !== then.innerHTML) now.replaceChildren(...then.childNodes);
      if (fresh && !fresh.hasAttribute("data-waits")) {
        list.removeAttribute("data-waits");
        list.querySelectorAll(".scripted, .unscripted").forEach((line) => line.remove());
      }
    } catch {
      // Offline for a moment: the next look may find it.
    }
    setTimeout(look, PAUSE);
  };
  if (facts()) setTimeout(look, PAUSE);
}
