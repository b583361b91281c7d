//! How a site's threads look: the custom properties that it has set (`--svar-…`), for light and for dark.
//!
//! What is not set follows the built-in colours of `assets/thread.css`; a test holds the two lists equal. Everything
//! here is checked when it comes in, so that it can be written into a style sheet as it is.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::colour::Colour;
use super::policy::Why;

/// What can be coloured: the name in `--svar-{name}`, and the built-in colours in light and dark.
pub const COLOURS: [(&str, Colour, Colour); 9] = [
    ("text", Colour::new(0x1d, 0x1b, 0x18), Colour::new(0xec, 0xe7, 0xde)),
    ("muted", Colour::new(0x5e, 0x58, 0x50), Colour::new(0xaa, 0xa2, 0x97)),
    ("accent", Colour::new(0x0d, 0x5a, 0x63), Colour::new(0x7c, 0xc4, 0xcc)),
    ("pick", Colour::new(0x7a, 0x3b, 0x00), Colour::new(0xe3, 0xad, 0x77)),
    ("error", Colour::new(0xa0, 0x1f, 0x17), Colour::new(0xf2, 0xa7, 0x9e)),
    ("surface", Colour::new(0xff, 0xff, 0xff), Colour::new(0x1c, 0x1a, 0x17)),
    ("tint", Colour::new(0xf4, 0xf1, 0xea), Colour::new(0x24, 0x21, 0x1d)),
    ("field", Colour::new(0x7b, 0x73, 0x66), Colour::new(0x8b, 0x82, 0x76)),
    ("rule", Colour::new(0xdc, 0xd6, 0xcb), Colour::new(0x3a, 0x35, 0x2f)),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];

    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// The colours that a site has set, by name. As text `text=#1d1b18 accent=#0d5a63`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Palette(BTreeMap<String, Colour>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    pub light: Palette,
    pub dark: Palette,
    /// Of corners, in CSS pixels.
    pub radius: Option<u32>,
    /// Of what readers wrote; empty: the font of the page around it.
    pub font: String,
}

/// How well a colour is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    pub ratio: f64,
    /// The ratio that it should have; `None` for what only decorates.
    pub needs: Option<f64>,
}

impl Seen {
    pub fn is_enough(self) -> bool {
        self.needs.is_none_or(|needs| self.ratio >= needs)
    }
}

impl Palette {
    /// Reads pairs with white space between them; a name without a colour (`text=`) is left to the built-in one.
    pub fn parse(raw: &str) -> Result<Self, Why> {
        let mut colours = BTreeMap::new();
        for pair in raw.split_whitespace() {
            let wrong = || Why::Colour { name: pair.split('=').next().unwrap_or_default().to_owned() };
            let (name, colour) = pair.split_once('=').ok_or_else(wrong)?;
            if !COLOURS.iter().any(|(known, _, _)| *known == name) {
                return Err(wrong());
            }
            if !colour.is_empty() {
                colours.insert(name.to_owned(), Colour::parse(colour).ok_or_else(wrong)?);
            }
        }
        Ok(Self(colours))
    }

    pub fn get(&self, name: &str) -> Option<Colour> {
        self.0.get(name).copied()
    }
}

impl fmt::Display for Palette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> = self.0.iter().map(|(name, colour)| format!("{name}={colour}")).collect();
        f.write_str(&pairs.join(" "))
    }
}

impl Look {
    pub const MOST_RADIUS: u32 = 24;
    const USUAL_RADIUS: u32 = 3;

    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }

    /// The colour that is shown: the site's own, else the built-in one; black for a name that there is not.
    pub fn colour(&self, theme: Theme, name: &str) -> Colour {
        let (own, usual) = match theme {
            Theme::Light => (self.light.get(name), COLOURS.iter().find(|c| c.0 == name).map(|c| c.1)),
            Theme::Dark => (self.dark.get(name), COLOURS.iter().find(|c| c.0 == name).map(|c| c.2)),
        };
        own.or(usual).unwrap_or(Colour::new(0, 0, 0))
    }

    /// How a colour is seen where it is worst: inks and borders on surface and tint, grounds under the text.
    pub fn seen(&self, theme: Theme, name: &str) -> Seen {
        let of = |name: &str| self.colour(theme, name);
        let ratio = match name {
            "surface" | "tint" => of(name).contrast(of("text")),
            _ => of(name).contrast(of("surface")).min(of(name).contrast(of("tint"))),
        };
        let needs = match name {
            "rule" => None,
            "field" => Some(3.0),
            _ => Some(4.5),
        };
        Seen { ratio, needs }
    }

    /// What a magazine puts into its own style sheet; empty where nothing is set. The dark block names whatever the
    /// light one does, because that would else be shown in the dark too.
    pub fn css(&self) -> String {
        let names = || COLOURS.iter().map(|(name, _, _)| *name);
        let line = |theme: Theme, name: &str| format!("  --svar-{name}: {};\n", self.colour(theme, name));
        let mut light: String =
            names().filter(|n| self.light.get(n).is_some()).map(|name| line(Theme::Light, name)).collect();
        if let Some(radius) = self.radius {
            light.push_str(&format!("  --svar-radius: {radius}px;\n"));
        }
        if !self.font.is_empty() {
            light.push_str(&format!("  --svar-font: {};\n", self.font));
        }
        let set = |name: &&str| self.light.get(name).is_some() || self.dark.get(name).is_some();
        let dark: String = names().filter(set).map(|name| line(Theme::Dark, name)).collect();
        let block = |selector: &str, lines: String| match lines.is_empty() {
            true => String::new(),
            false => format!("{selector} {{\n{lines}}}\n"),
        };
        format!("{}{}", block("svar-thread", light), block("svar-thread[data-theme=dark]", dark))
    }

    /// Every property for one selector, both themes in one: what our own pages put behind `thread.css`.
    pub fn declarations(&self) -> String {
        let colours = COLOURS.iter().map(|(name, _, _)| {
            let (light, dark) = (self.colour(Theme::Light, name), self.colour(Theme::Dark, name));
            format!("--svar-{name}:light-dark({light},{dark});")
        });
        let radius = format!("--svar-radius:{}px;", self.radius.unwrap_or(Self::USUAL_RADIUS));
        let font = if self.font.is_empty() { String::new() } else { format!("--svar-font:{};", self.font) };
        colours.chain([radius, font]).collect()
    }
}

/// Names of fonts with commas between them, quoted or not: letters, digits, blanks and hyphens, so that no style
/// sheet can be broken out of. At most 200 characters.
pub fn font(raw: &str) -> Result<String, Why> {
    let families: Vec<&str> = raw.split(',').map(str::trim).filter(|family| !family.is_empty()).collect();
    let plain = |text: &str| {
        text.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '-')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-' || c == '_')
    };
    let quoted =
        |family: &str| ['"', '\''].into_iter().find_map(|q| family.strip_prefix(q)?.strip_suffix(q).map(str::to_owned));
    if raw.len() > 200 || !families.iter().all(|family| plain(&quoted(family).unwrap_or((*family).to_owned()))) {
        return Err(Why::Font);
    }
    Ok(families.join(", "))
}
