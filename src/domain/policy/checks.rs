//! The local checks that an owner may turn off, each by its name.
//!
//! What has a setting of its own is turned off there and has no name here: `spam_words` and `hold_words` by emptying
//! them, `max_links` and `form_min_seconds` by 0.

use serde::{Deserialize, Serialize};

use super::{Policy, Why, Wrong};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Check {
    /// The field that people never see.
    Honeypot,
    /// The form's token: there, genuine and of today.
    Form,
    /// How the sender fared here before, and how much comes from there now.
    Sender,
    /// How comments fared that lead to the same domains.
    Domains,
    /// Near-copies of what people marked as spam.
    Copies,
    /// Comments on old articles where nobody has written for long.
    Article,
    /// What the site's own filter has learnt.
    Model,
}

impl Check {
    pub const ALL: [Check; 7] =
        [Self::Honeypot, Self::Form, Self::Sender, Self::Domains, Self::Copies, Self::Article, Self::Model];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Honeypot => "honeypot",
            Self::Form => "form",
            Self::Sender => "sender",
            Self::Domains => "domains",
            Self::Copies => "copies",
            Self::Article => "article",
            Self::Model => "model",
        }
    }
}

impl Policy {
    /// Whether the owner lets this check be made.
    pub fn runs(&self, check: Check) -> bool {
        !self.checks_off.contains(&check)
    }
}

/// Each check once, in the order of [`Check::ALL`], whatever the order of the words.
pub(super) fn parse(value: &str) -> Result<Vec<Check>, Wrong> {
    let words: Vec<&str> = value.split([' ', ',', '\n']).map(str::trim).filter(|w| !w.is_empty()).collect();
    let known = |word: &&&str| Check::ALL.iter().any(|check| check.as_str() == **word);
    match words.iter().find(|word| !known(word)) {
        Some(word) => Err(Wrong::new("checks_off", word, Why::Check)),
        None => Ok(Check::ALL.into_iter().filter(|check| words.contains(&check.as_str())).collect()),
    }
}
