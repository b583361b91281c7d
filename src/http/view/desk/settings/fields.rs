//! A form of settings, built from the site, from what was typed, and from what was wrong with it.

use super::texts::language_name;
use crate::domain::lang::Lang;
use crate::domain::policy::{AkismetAsk, Check, Policy, Wrong, range};
use crate::domain::site::Site;
use crate::domain::texts::TextName;
use crate::i18n::Words;
use crate::sites;
use crate::store::settings::SettingsChange;

/// A form with everything that was typed, and what was wrong with it.
pub struct Form {
    /// The version of the site that it was made from.
    pub version: i64,
    pub fields: Vec<Field>,
    /// Somebody else was faster: one sentence for each of their changes.
    pub collision: Option<Vec<String>>,
    /// Fields that are wrong.
    pub wrong: usize,
}

/// One setting.
pub struct Field {
    /// As in `svar site set`.
    pub name: String,
    pub id: String,
    pub label: String,
    /// What it does, in one line.
    pub about: String,
    pub control: Control,
    pub value: String,
    /// The default; empty where there is none.
    pub standard: String,
    /// It is otherwise than by default.
    pub chosen: bool,
    pub error: Option<String>,
}

pub enum Control {
    Line,
    Number {
        least: u32,
        most: u32,
    },
    Lines,
    Switch,
    Choice(Vec<Choice>),
    /// Any of several; the value names those that are not ticked.
    Boxes(Vec<Choice>),
    /// Values and their words.
    Select(Vec<(String, String)>),
}

/// One of a few ways.
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    /// What happens then, as an example.
    pub example: String,
}

/// What was wrong with a value, in the moderator's language.
pub fn wrong_sentence(words: Words<'_>, wrong: &Wrong) -> String {
    let details = wrong.why.details();
    let details: Vec<(&str, &str)> = details.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.with(&format!("desk-wrong-{}", wrong.why.word()), &details)
}

impl Form {
    /// `typed`: what came in under a setting's name; `None`: the form was not sent yet.
    pub fn new(
        words: Words<'_>,
        site: &Site,
        names: &[&str],
        typed: Option<&dyn Fn(&str) -> String>,
        wrong: &[Wrong],
    ) -> Self {
        let field = |name: &&str| {
            let value = typed.map_or_else(|| sites::shown(site, name), |typed| typed(name));
            Field::new(words, name, value, wrong)
        };
        Self { version: site.version, fields: names.iter().map(field).collect(), collision: None, wrong: wrong.len() }
    }

    /// Somebody was faster: what they changed, in the words of their decisions.
    pub fn collided(mut self, words: Words<'_>, zone: &str, version: i64, changes: &[SettingsChange]) -> Self {
        self.version = version;
        self.collision = Some(changes.iter().flat_map(|change| told(words, zone, change)).collect());
        self
    }
}

impl Field {
    pub fn new(words: Words<'_>, name: &str, value: String, wrong: &[Wrong]) -> Self {
        let word = name.replace('_', "-");
        let usual = Policy::default().get(name);
        let control = control(words, name);
        let standard = usual.as_ref().map_or_else(String::new, |usual| spoken(words, &control, usual));
        let error = wrong.iter().find(|wrong| wrong.setting == name).map(|wrong| wrong_sentence(words, wrong));
        Self {
            id: format!("set-{word}"),
            label: words.t(&format!("desk-set-{word}")),
            about: words.t(&format!("desk-set-{word}-about")),
            chosen: usual.is_some_and(|usual| usual != value),
            name: name.to_owned(),
            control,
            value,
            standard,
            error,
        }
    }

    /// The ids of what describes the field.
    pub(super) fn described(&self) -> String {
        let error = if self.error.is_some() { format!("{}-wrong ", self.id) } else { String::new() };
        format!("{error}{}-about", self.id)
    }

    /// A list of words that can be tried on the last comments before it is saved.
    pub(super) fn can_be_tried(&self) -> bool {
        matches!(self.name.as_str(), "hold_words" | "spam_words")
    }

    /// Several controls under one name.
    pub(super) fn is_group(&self) -> bool {
        matches!(self.control, Control::Choice(_) | Control::Boxes(_))
    }

    /// Of several boxes, this one.
    pub(super) fn is_ticked(&self, word: &str) -> bool {
        !self.value.split([' ', ',']).any(|off| off == word)
    }

    pub(super) fn is_on(&self) -> bool {
        self.value == "true"
    }
}

fn control(words: Words<'_>, name: &str) -> Control {
    if let Some((least, most)) = range(name) {
        return Control::Number { least, most };
    }
    let choice = |values: &[&'static str]| {
        let one = |value: &&'static str| Choice {
            value,
            label: words.t(&format!("desk-set-{}-{value}", name.replace('_', "-"))),
            example: words.t(&format!("desk-set-{}-{value}-example", name.replace('_', "-"))),
        };
        Control::Choice(values.iter().map(one).collect())
    };
    match name {
        "moderation" => choice(&["hold", "first", "open"]),
        "akismet_ask" => choice(&AkismetAsk::ALL.map(AkismetAsk::as_str)),
        "trust" => choice(&["confirmed", "typed"]),
        "checks_off" => Control::Boxes(Check::ALL.map(|check| check_box(words, check)).into()),
        "require_name_email" | "challenge" | "votes" | "flags" | "live" => Control::Switch,
        "origin" | "hold_words" | "spam_words" => Control::Lines,
        "lang" => Control::Select(
            Lang::ALL.into_iter().map(|lang| (lang.tag().to_owned(), language_name(lang).to_owned())).collect(),
        ),
        _ => Control::Line,
    }
}

fn check_box(words: Words<'_>, check: Check) -> Choice {
    let value = check.as_str();
    let word = |end: &str| words.t(&format!("desk-check-{value}{end}"));
    Choice { value, label: word(""), example: word("-about") }
}

/// A default in words.
fn spoken(words: Words<'_>, control: &Control, value: &str) -> String {
    match control {
        Control::Switch => words.t(if value == "true" { "desk-yes" } else { "desk-no" }),
        Control::Choice(choices) => {
            choices.iter().find(|choice| choice.value == value).map_or_else(String::new, |c| c.label.clone())
        }
        Control::Boxes(_) => words.t("desk-checks-all"),
        Control::Select(options) => {
            options.iter().find(|(tag, _)| tag == value).map_or_else(String::new, |(_, word)| word.clone())
        }
        Control::Number { .. } => value.parse().map_or_else(|_| value.to_owned(), |n| words.number(n)),
        _ if value.is_empty() => words.t("desk-set-empty"),
        _ => value.to_owned(),
    }
}

/// A sentence for each setting that somebody changed.
fn told(words: Words<'_>, zone: &str, change: &SettingsChange) -> Vec<String> {
    let who = change.by.clone().unwrap_or_else(|| words.t("desk-set-by-command"));
    let time = words.time(change.at, zone);
    let names = change.after.as_object().into_iter().flat_map(|after| after.keys());
    let one = |name: &String| {
        let value = |values: &serde_json::Value| brief(words, name, values.get(name).and_then(|v| v.as_str()));
        words.with(
            "desk-set-told",
            &[
                ("who", who.as_str()),
                ("time", time.as_str()),
                ("what", label(words, name).as_str()),
                ("before", value(&change.before).as_str()),
                ("after", value(&change.after).as_str()),
            ],
        )
    };
    names.map(one).collect()
}

fn label(words: Words<'_>, name: &str) -> String {
    match TextName::parse(name) {
        Some(text) => words.with("desk-set-text", &[("id", &text.id), ("lang", language_name(text.lang))]),
        None => words.t(&format!("desk-set-{}", name.replace('_', "-"))),
    }
}

/// Long values are cut: the whole stands in the log.
fn brief(words: Words<'_>, name: &str, value: Option<&str>) -> String {
    let value = match (name, value.unwrap_or_default()) {
        ("akismet_key", "set") => return words.t("desk-secret-set"),
        ("akismet_key", _) => return words.t("desk-secret-unset"),
        (_, "") => return words.t("desk-set-empty"),
        ("checks_off", off) => {
            let names = off.split(' ').map(|check| words.t(&format!("desk-check-{check}")));
            names.collect::<Vec<_>>().join(", ")
        }
        (_, "true") => return words.t("desk-yes"),
        (_, "false") => return words.t("desk-no"),
        (_, value) => value.replace('\n', ", "),
    };
    match value.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", value.get(..cut).unwrap_or_default()),
        None => value,
    }
}
