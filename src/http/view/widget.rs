//! The thread inside somebody's article: the shared thread, the form, and what the script says and shows by itself.

use askama::Template;

use super::form::FormView;
use super::thread::Fragment;
use crate::domain::flag::Reason;
use crate::i18n::Words;

/// What the widget puts into its shadow root.
#[derive(Template)]
#[template(path = "widget.html")]
pub struct WidgetView<'a> {
    pub fragment: &'a Fragment,
    /// As [`said`] makes them.
    pub said: &'a [(String, String)],
    /// Without the hidden fields of one request.
    pub form: FormView<'a>,
    /// Somebody may write.
    pub open: bool,
    /// A later page, which joins one that is already there: the thread alone.
    pub later: bool,
}

/// What the script says by itself.
const SAID: [&str; 26] = [
    "comment-not-found",
    "deleted",
    "deleting",
    "error-body-missing",
    "error-email-invalid",
    "error-email-missing",
    "error-name-missing",
    "form-title",
    "form-title-to",
    "load-failed",
    "now",
    "offline",
    "own-held",
    "own-rejected",
    "preview-title",
    "refused-too-large",
    "report-done",
    "report-reason-missing",
    "send",
    "send-reply",
    "sending",
    "sent-held",
    "sent-live",
    "server-failed",
    "undo",
    "whole",
];

/// The same, about a number: one text for each plural form, with `{n}` where the number stands.
const COUNTED: [&str; 8] =
    ["added", "arrivals", "error-body-too-long", "left", "like", "over", "refused-fields", "title"];

impl WidgetView<'_> {
    /// # Errors
    /// When the template cannot be rendered.
    pub fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }

    fn reasons(&self) -> [(&'static str, String); 5] {
        Reason::ALL.map(|reason| (reason.as_str(), self.form.words.t(&format!("report-{}", reason.as_str()))))
    }
}

/// Words of the script, each with the id by which it is found.
pub type Said = Vec<(String, String)>;

/// Each word of the script: its id, a plural form's category behind a dot, and its text. They depend on the language
/// alone, and finding the plural forms takes its time.
pub fn said(words: Words<'_>) -> Said {
    let plain = SAID.into_iter().map(|id| (id.to_owned(), words.t(id)));
    let counted = COUNTED
        .into_iter()
        .flat_map(|id| words.forms(id).into_iter().map(move |(category, text)| (format!("{id}.{category}"), text)));
    plain.chain(counted).collect()
}
