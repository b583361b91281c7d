// Settings: colours are shown while they are typed, and texts found while one searches.
// In a block of its own: the files of this folder are one script.
{
  /** Relative luminance (WCAG), of `#rrggbb`. @param {string} hex */
  const luminance = (hex) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  /** The contrast of two colours, as `domain/colour.rs` has it. @param {string} a @param {string} b */
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };

  /** `#rrggbb` of what is typed, or nothing. @param {string} text */
  const colour = (text) => {
    const hex = text.trim().toLowerCase();
    if (/^#[0-9a-f]{6}$/.test(hex)) return hex;
    return /^#[0-9a-f]{3}$/.test(hex) ? `#${[...hex.slice(1)].map((c) => c + c).join("")}` : undefined;
  };

  const look = document.querySelector("form.look");
  const fields = [...(look?.querySelectorAll("input[data-colour]") ?? [])];
  /** @param {string} theme @param {string} name */
  const shown = (theme, name) => {
    const field = fields.find((field) => field.name === `${theme}-${name}`);
    return colour(field.value) ?? field.dataset.usual;
  };

  const comma = document.documentElement.lang === "da" ? "," : ".";
  const update = () => {
    for (const field of fields) {
      const [theme, name] = field.name.split(/-(.*)/);
      const here = shown(theme, name);
      const ground = name === "surface" || name === "tint" ? ["text"] : ["surface", "tint"];
      const ratio = Math.min(...ground.map((other) => contrast(here, shown(theme, other))));
      const row = field.closest(".colour");
      row.querySelector("rect").setAttribute("fill", here);
      row.querySelector(".ratio > span").textContent = (Math.floor(ratio * 10) / 10).toFixed(1).replace(".", comma);
      const low = row.querySelector(".low");
      if (low) low.hidden = ratio >= Number(row.dataset.needs.replace(",", "."));
      for (const pane of document.querySelectorAll(`.look-pane[data-theme=${theme}]`)) {
        pane.style.setProperty(`--svar-${name}`, here);
      }
    }
    const radius = look.elements.namedItem("look_radius").value.trim();
    const font = look.elements.namedItem("look_font").value.trim();
    for (const pane of document.querySelectorAll(".look-pane")) {
      pane.style.setProperty("--svar-radius", `${/^\d{1,2}$/.test(radius) ? radius : 3}px`);
      if (font) pane.style.setProperty("--svar-font", font);
      else pane.style.removeProperty("--svar-font");
    }
  };
  look?.addEventListener("input", update);

  // What does not contain the word is folded away; sending the form asks the server the same.
  const filter = document.querySelector("input[data-filter=texts]");
  const groups = [...document.querySelectorAll("details.texts")];
  const opened = groups.map((group) => group.open);
  filter?.addEventListener("input", () => {
    const word = filter.value.trim().toLowerCase();
    groups.forEach((group, at) => {
      let found = 0;
      for (const row of group.querySelectorAll(".set")) {
        const own = row.querySelector("input, textarea").value;
        row.hidden = !`${row.textContent} ${own}`.toLowerCase().includes(word);
        found += row.hidden ? 0 : 1;
      }
      group.hidden = found === 0;
      group.open = word ? found > 0 : opened[at];
    });
  });
}
