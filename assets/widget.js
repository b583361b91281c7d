// The tag <svar-thread>. For now it is only known by name: the link inside it leads to the thread page.
"use strict";
(() => {
  // Put in when the service starts: the style, the words by language, the file of what is rare.
  const CSS = "__CSS__";
  const WORDS = "__WORDS__";
  const MORE = "__MORE__";

  class SvarThread extends HTMLElement {}
  SvarThread.parts = [CSS, WORDS, MORE];
  if (!customElements.get("svar-thread")) customElements.define("svar-thread", SvarThread);
})();
