//! How the site's threads look, with what can be seen of each colour.

use askama::Template;

use super::{Around, Control, Form};
use crate::domain::look::{COLOURS, Look, Seen, Theme};
use crate::http::view::Fragment;
use crate::http::view::desk::{DeskFrame, Line};
use crate::http::view::thread::Trusted;
use crate::i18n::Words;

/// `/desk/{site}/settings/look`
#[derive(Template)]
#[template(path = "desk/settings/look.html")]
pub struct LookView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    /// Radius and font, and the state of the whole form.
    pub form: Form,
    pub light: Vec<ColourField>,
    pub dark: Vec<ColourField>,
    /// The preview's style sheet, with the look that is typed.
    pub sheet: String,
    /// To paste; empty where nothing is set.
    pub css: String,
    /// The thread that is shown in it, three times.
    pub sample: &'a Fragment,
    /// What is shown is not saved.
    pub tried: bool,
}

/// One colour in one theme.
pub struct ColourField {
    /// `light-text`
    pub name: String,
    pub word: &'static str,
    pub label: String,
    /// As it was typed; empty: the built-in one.
    pub value: String,
    /// The built-in one.
    pub usual: String,
    /// What is shown: the value where it is a colour, else the built-in one.
    pub shown: String,
    pub seen: Seen,
    /// `4,7`
    pub ratio: String,
    pub needs: String,
    pub error: Option<String>,
}

impl ColourField {
    /// Every colour of a theme. `typed`: as it came in; `wrong`: the sentence for what is no colour.
    pub fn all(words: Words<'_>, look: &Look, theme: Theme, typed: &dyn Fn(&str) -> String, wrong: &str) -> Vec<Self> {
        let own = |name: &'static str| {
            let value = typed(&format!("{}-{name}", theme.as_str()));
            let is_colour = value.trim().is_empty() || crate::domain::colour::Colour::parse(&value).is_some();
            let seen = look.seen(theme, name);
            ColourField {
                name: format!("{}-{name}", theme.as_str()),
                word: name,
                label: words.t(&format!("desk-colour-{name}")),
                usual: Look::default().colour(theme, name).to_string(),
                shown: look.colour(theme, name).to_string(),
                ratio: decimal(words, seen.ratio),
                needs: seen.needs.map(|needs| decimal(words, needs)).unwrap_or_default(),
                seen,
                error: (!is_colour).then(|| wrong.to_owned()),
                value,
            }
        };
        COLOURS.iter().map(|(name, _, _)| own(name)).collect()
    }
}

/// Cut, not rounded: 4.49 is not 4.5.
fn decimal(words: Words<'_>, ratio: f64) -> String {
    let text = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    if words.lang() == crate::domain::lang::Lang::Da { text.replace('.', ",") } else { text }
}

impl LookView<'_> {
    fn thread(&self) -> Trusted<'_> {
        self.sample.thread()
    }

    /// The panes: theme, words, class.
    fn panes(&self) -> [(&'static str, String, &'static str); 3] {
        let word = |id: &str| self.frame.words.t(id);
        [
            ("light", word("desk-look-light"), "look-wide"),
            ("dark", word("desk-look-dark"), "look-wide"),
            ("light", word("desk-look-narrow"), "look-narrow"),
        ]
    }

    fn themes(&self) -> [(String, &[ColourField]); 2] {
        let word = |id: &str| self.frame.words.t(id);
        [(word("desk-look-light"), self.light.as_slice()), (word("desk-look-dark"), self.dark.as_slice())]
    }
}
