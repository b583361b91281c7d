//! A site's own words for readers, in place of the built-in ones.
//!
//! A text is plain: `{n}` and `{name}` stand for what the program puts in, everything else is shown as it is
//! typed, and templates escape it like any other text. A sentence about a number has a text for each of its plural
//! forms, by the form's name (`one`, `few`, `other` …); a sentence without has the form of the empty name.

use std::collections::{BTreeMap, HashMap};

use super::lang::Lang;

/// Characters (code points) of one text.
pub const MOST: usize = 2_000;

/// By language, message and form; only what is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(HashMap<Lang, BTreeMap<String, BTreeMap<String, String>>>);

/// The name of one text, as in `svar site set`: `text.da.form-title`, `text.da.title.one`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextName {
    pub lang: Lang,
    pub id: String,
    pub form: String,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Plain(&'a str),
    /// `{name}`
    Variable(&'a str),
}

impl TextName {
    pub fn parse(setting: &str) -> Option<Self> {
        let mut parts = setting.strip_prefix("text.")?.splitn(3, '.');
        let tag = parts.next()?;
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == tag)?;
        let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
        Some(Self { lang, id, form: parts.next().unwrap_or_default().to_owned() })
    }

    pub fn setting(&self) -> String {
        let dot = if self.form.is_empty() { "" } else { "." };
        format!("text.{}.{}{dot}{}", self.lang.tag(), self.id, self.form)
    }
}

impl Texts {
    pub fn set(&mut self, name: &TextName, text: &str) {
        let of_lang = self.0.entry(name.lang).or_default();
        if text.is_empty() {
            if let Some(forms) = of_lang.get_mut(&name.id) {
                forms.remove(&name.form);
                if forms.is_empty() {
                    of_lang.remove(&name.id);
                }
            }
        } else {
            of_lang.entry(name.id.clone()).or_default().insert(name.form.clone(), text.to_owned());
        }
        if of_lang.is_empty() {
            self.0.remove(&name.lang);
        }
    }

    pub fn get(&self, lang: Lang, id: &str, form: &str) -> Option<&str> {
        self.forms(lang, id)?.get(form).map(String::as_str)
    }

    /// Every form of a message that is set.
    pub fn forms(&self, lang: Lang, id: &str) -> Option<&BTreeMap<String, String>> {
        self.0.get(&lang)?.get(id)
    }

    /// Everything that is set, by the names of `svar site set`.
    pub fn all(&self) -> BTreeMap<String, &str> {
        let mut all = BTreeMap::new();
        for (lang, messages) in &self.0 {
            for (id, forms) in messages {
                for (form, text) in forms {
                    let name = TextName { lang: *lang, id: id.clone(), form: form.clone() };
                    all.insert(name.setting(), text.as_str());
                }
            }
        }
        all
    }

    /// Whether anything is set in this language.
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains_key(&lang)
    }
}

/// The parts of a text, in order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut plain = rest;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').map(|(name, _)| name).filter(|name| is_name(name));
        let Some(name) = name else {
            rest = after;
            continue;
        };
        let length = plain.len() - rest.len() + before.len();
        if let Some(text) = plain.get(..length).filter(|text| !text.is_empty()) {
            found.push(Piece::Plain(text));
        }
        found.push(Piece::Variable(name));
        rest = after.get(name.len() + 1..).unwrap_or_default();
        plain = rest;
    }
    if !plain.is_empty() {
        found.push(Piece::Plain(plain));
    }
    found
}

/// The variables that a text names.
pub fn variables(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Variable(name) => Some(name),
        Piece::Plain(_) => None,
    })
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}
