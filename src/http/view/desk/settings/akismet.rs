//! Akismet: the key, what is sent, and what Akismet has said.

use askama::Template;

use super::{Around, Control, Form};
use crate::http::view::desk::{AccountState, DeskFrame, Line, RunBox};

/// `/desk/{site}/settings/akismet`
#[derive(Template)]
#[template(path = "desk/settings/akismet.html")]
pub struct AkismetView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    /// When Akismet is asked.
    pub form: Form,
    /// The last two characters of the site's own key.
    pub key: Option<String>,
    /// The operator has a key for sites without one.
    pub installation: bool,
    pub account: AccountState<'a>,
    /// The queue that is asked about again; `None` where Akismet is not used.
    pub run: Option<RunBox<'a>>,
    /// What may be left out.
    pub fields: Vec<SentField>,
    pub key_error: Option<String>,
    pub fields_error: Option<String>,
}

/// Something that may be sent.
pub struct SentField {
    pub word: &'static str,
    pub label: String,
    pub sent: bool,
}

impl AkismetView<'_> {
    /// What is always sent.
    fn always(&self) -> [String; 2] {
        ["desk-akismet-gets-text", "desk-akismet-gets-address"].map(|id| self.frame.words.t(id))
    }
}
