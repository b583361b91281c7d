//! The form that reports a comment to the editors, empty or given back with everything that was typed.

use super::form::{Asked, Hidden};
use crate::domain::error::{FieldError, Refusal};
use crate::domain::flag::{FlagDraft, Reason};
use crate::i18n::Words;

pub struct ReportView<'a> {
    pub words: Words<'a>,
    /// Where it is posted to: `/t/{site}/report`.
    pub action: &'a str,
    /// The comment that is reported; name and excerpt are empty when they could not be read.
    pub asked: Asked<'a>,
    pub hidden: Hidden<'a>,
    pub typed: &'a FlagDraft,
    /// Why the last try failed.
    pub refusal: Option<&'a Refusal>,
}

impl ReportView<'_> {
    pub(super) fn failed(&self) -> bool {
        self.refusal.is_some()
    }

    pub(super) fn whom(&self) -> String {
        if self.asked.name.is_empty() {
            return String::new();
        }
        self.words.with("report-whom", &[("name", self.asked.name)])
    }

    /// Each reason: its word, its sentence, whether it was chosen.
    pub(super) fn reasons(&self) -> [(&'static str, String, bool); 5] {
        Reason::ALL
            .map(Reason::as_str)
            .map(|word| (word, self.words.t(&format!("report-{word}")), word == self.typed.reason))
    }

    fn errors(&self) -> &[FieldError] {
        match self.refusal {
            Some(Refusal::Fields(errors)) => errors,
            _ => &[],
        }
    }

    pub(super) fn error(&self, field: &str) -> Option<String> {
        self.errors().iter().find(|e| e.field == field).map(|e| self.words.field_error(e))
    }

    /// Everything that is wrong, each with the id of its field where that can be seen.
    pub(super) fn summary(&self) -> Vec<(Option<&'static str>, String)> {
        let link = |error: &FieldError| match error.field {
            "reason" => Some("svar-reason-spam"),
            "note" => Some("svar-report-note"),
            "name" => Some("svar-name"),
            "email" => Some("svar-email"),
            _ => None,
        };
        match self.refusal {
            None => Vec::new(),
            Some(Refusal::Fields(errors)) => errors.iter().map(|e| (link(e), self.words.field_error(e))).collect(),
            Some(other) => vec![(None, self.words.refusal(other))],
        }
    }
}
