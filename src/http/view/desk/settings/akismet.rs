//! Akismet: the key, what is sent, and what Akismet has said.

use askama::Template;

use super::{Around, Form};
use crate::domain::clock::Timestamp;
use crate::http::view::desk::{DeskFrame, Line};
use crate::store::settings::AkismetState;

/// `/desk/{site}/settings/akismet`
#[derive(Template)]
#[template(path = "desk/settings/akismet.html")]
pub struct AkismetView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    /// Without fields; its state.
    pub form: Form,
    /// The last two characters of the site's own key.
    pub key: Option<String>,
    /// The operator has a key for sites without one.
    pub installation: bool,
    pub state: AkismetState,
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
    /// What came of the last question about the key.
    fn outcome(&self) -> Option<String> {
        let outcome = self.state.outcome.as_deref()?;
        let id = match outcome {
            "valid" => "desk-akismet-valid",
            "invalid" => "desk-akismet-invalid",
            _ => "desk-akismet-no-answer",
        };
        let time = self.frame.words.date_time(Timestamp(self.state.asked?), self.frame.zone);
        Some(self.frame.words.with(id, &[("time", &time), ("why", outcome)]))
    }

    fn is_bad(&self) -> bool {
        self.state.outcome.as_deref().is_some_and(|outcome| outcome != "valid")
    }

    fn alert(&self) -> Option<(String, String)> {
        let code = self.state.alert_code.as_deref()?;
        let time = self.frame.words.date_time(Timestamp(self.state.alerted?), self.frame.zone);
        let head = self.frame.words.with("desk-akismet-alert", &[("time", &time), ("code", code)]);
        Some((head, self.state.alert_message.clone().unwrap_or_default()))
    }

    fn usage(&self) -> Option<String> {
        let calls = self.state.alert_calls.as_deref()?;
        let limit = self.state.alert_limit.as_deref().unwrap_or("?");
        Some(self.frame.words.with("desk-akismet-usage", &[("calls", calls), ("limit", limit)]))
    }

    /// What is always sent.
    fn always(&self) -> [String; 2] {
        ["desk-akismet-gets-text", "desk-akismet-gets-address"].map(|id| self.frame.words.t(id))
    }
}
