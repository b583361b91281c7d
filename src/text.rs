//! Stand-in until the real renderer is merged: stored HTML is passed on as it is.

use std::fmt;

use crate::domain::comment::StoredHtml;

/// The only HTML that a template prints unescaped.
#[derive(Clone, Debug)]
pub struct SafeHtml(String);

impl SafeHtml {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

pub fn from_store(stored: &StoredHtml) -> SafeHtml {
    SafeHtml(stored.html.clone())
}
