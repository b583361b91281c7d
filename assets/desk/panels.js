// The panels under a comment, where something is written. The page holds the fields of the open card only: when fields
// are added, a browser that helps to fill in forms reads all there are, and those of a hundred cards take half a second,
// in which no key is heard.

/** Takes in the panels of all cards that are there. @param {HTMLElement} list */
const openPanels = (list) => {
  /** @type {WeakMap<HTMLElement, Element[]>} The panels of the cards that stand closed. */
  const stowed = new WeakMap();

  /** A card is closed, or comes in closed; what was typed stays in its fields. @param {HTMLElement} item */
  const stow = (item) => {
    if (stowed.has(item)) return;
    const panels = [...item.querySelectorAll(".acts > .panel")];
    for (const panel of panels) panel.remove();
    stowed.set(item, panels);
  };

  /** A card is opened. @param {HTMLElement} item */
  const unstow = (item) => {
    item.querySelector(".acts")?.append(...stowed.get(item) ?? []);
    stowed.delete(item);
  };

  for (const item of list.children) stow(/** @type {HTMLElement} */ (item));
  // A browser opens a card by itself where somebody searches in the page.
  list.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open && target.matches(".card")) unstow(/** @type {HTMLElement} */ (target.parentElement));
  }, true);
  return { stow, unstow };
};
