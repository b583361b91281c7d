//! A guest's own comment, behind its receipt: what became of it, and what its author can still do.

use askama::Template;

use super::Frame;
use crate::domain::clock::Timestamp;
use crate::domain::comment::OwnComment;
use crate::domain::error::Refusal;
use crate::i18n::rfc3339;
use crate::text::SafeHtml;

/// `/r/{receipt}`.
#[derive(Template)]
#[template(path = "receipt.html")]
pub struct ReceiptView<'a> {
    pub frame: Frame<'a>,
    pub own: &'a OwnComment,
    /// The page's own address, where its forms are sent.
    pub action: &'a str,
    /// The thread, at this comment where it is shown.
    pub thread: &'a str,
    pub article_title: Option<&'a str>,
    /// Editing is possible until then; `None` when it is over.
    pub editable_until: Option<Timestamp>,
    /// It was sent a moment ago: say thank you.
    pub fresh: bool,
    /// A link to confirm the address can be mailed: there is an address, it is not confirmed, and
    /// mail is set up.
    pub offers_confirmation: bool,
    /// That mail was asked for a moment ago.
    pub confirmation_sent: bool,
    /// Why the last try failed, and the text that was typed then.
    pub refusal: Option<&'a Refusal>,
    pub typed: Option<&'a str>,
}

/// What became of a comment, as its author may know it. Whether it was spam is never told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Live,
    Held,
    Rejected,
    Withdrawn,
}

impl Fate {
    /// The word in the class name of the box.
    fn class(self) -> &'static str {
        match self {
            Fate::Live => "live",
            Fate::Held => "held",
            Fate::Rejected => "rejected",
            Fate::Withdrawn => "withdrawn",
        }
    }

    pub fn of(own: &OwnComment) -> Self {
        if own.withdrawn {
            return Fate::Withdrawn;
        }
        match own.status.public(own.decided) {
            "approved" => Fate::Live,
            "rejected" => Fate::Rejected,
            _ => Fate::Held,
        }
    }
}

impl ReceiptView<'_> {
    fn fate(&self) -> Fate {
        Fate::of(self.own)
    }

    fn body(&self) -> SafeHtml {
        super::safe(&self.own.html)
    }

    fn status_word(&self) -> &'static str {
        match (self.fate(), self.fresh) {
            (Fate::Live, true) => "sent-live",
            (Fate::Live, false) => "own-live",
            (Fate::Held, true) => "sent-held",
            (Fate::Held, false) => "own-held",
            (Fate::Rejected, _) => "own-rejected",
            (Fate::Withdrawn, _) => "own-withdrawn",
        }
    }

    fn written(&self) -> String {
        rfc3339(self.own.created)
    }

    fn when(&self) -> String {
        self.frame.words.date_time(self.own.created, self.frame.zone)
    }

    fn edited(&self) -> Option<String> {
        let time = self.frame.words.date_time(self.own.edited?, self.frame.zone);
        Some(self.frame.words.with("edited", &[("time", &time)]))
    }

    /// Until when the text can be changed, in words; `None` when that is over.
    fn edit_until(&self) -> Option<String> {
        let until = self.frame.words.time(self.editable_until?, self.frame.zone);
        Some(self.frame.words.with("edit-until", &[("time", &until)]))
    }

    fn way_back(&self) -> String {
        match self.article_title {
            Some(title) => self.frame.words.with("back-to", &[("title", title)]),
            None => self.frame.words.t("back-to-thread"),
        }
    }

    fn source(&self) -> &str {
        self.typed.unwrap_or(&self.own.source)
    }

    fn problem(&self) -> Option<String> {
        match self.refusal? {
            Refusal::Fields(errors) => errors.first().map(|e| self.frame.words.field_error(e)),
            other => Some(self.frame.words.refusal(other)),
        }
    }
}
