//! The form for a new comment, empty or given back with everything that was typed.

use crate::domain::comment::CommentId;
use crate::domain::error::{FieldError, Refusal};
use crate::domain::policy::{Moderation, Policy};
use crate::i18n::Words;

/// The form. It belongs to one request: its idempotency key is never shared.
pub struct FormView<'a> {
    pub words: Words<'a>,
    /// Where it is posted to: `/t/{site}`, absolute.
    pub action: &'a str,
    pub policy: &'a Policy,
    /// Comments go to Akismet: the form says so and links to the privacy page.
    pub akismet: bool,
    /// Mail can be sent, so notification may be offered.
    pub notify: bool,
    /// Inside somebody's article, where a script sends it: with what only a script can do, and without the
    /// hidden fields, which belong to one request.
    pub widget: bool,
    pub privacy: &'a str,
    pub hidden: Hidden<'a>,
    pub typed: Typed<'a>,
    /// The comment that is answered.
    pub asked: Option<Asked<'a>>,
    /// Why the last try failed.
    pub refusal: Option<&'a Refusal>,
}

/// What travels with the form unseen.
#[derive(Clone, Copy, Default)]
pub struct Hidden<'a> {
    pub key: &'a str,
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
    pub lang: Option<&'a str>,
    pub sort: Option<&'a str>,
    pub token: &'a str,
    pub idempotency_key: &'a str,
    /// The receipt by which this browser's author is known again, if it was handed in.
    pub author: Option<&'a str>,
}

/// What somebody typed, given back unchanged.
#[derive(Clone, Copy, Default)]
pub struct Typed<'a> {
    pub body: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub website: &'a str,
    pub notify: bool,
}

/// The comment that the form answers.
pub struct Asked<'a> {
    pub id: CommentId,
    pub name: &'a str,
    /// Its first words as plain text.
    pub excerpt: &'a str,
    /// Back to the thread, at that comment.
    pub cancel: String,
}

/// Fields that can be seen, and so be linked to.
const VISIBLE: [&str; 4] = ["body", "name", "email", "website"];

impl<'a> FormView<'a> {
    /// The wrong fields, in the order of the form.
    pub fn errors(&self) -> &'a [FieldError] {
        match self.refusal {
            Some(Refusal::Fields(errors)) => errors,
            _ => &[],
        }
    }

    /// A refusal that is about the comment and not about one field.
    pub fn refused(&self) -> Option<String> {
        match self.refusal {
            None | Some(Refusal::Fields(_)) => None,
            Some(other) => Some(self.words.refusal(other)),
        }
    }

    /// What is answered, if it could be read.
    pub(super) fn named(&self) -> Option<&Asked<'_>> {
        self.asked.as_ref().filter(|asked| !asked.name.is_empty())
    }

    pub(super) fn failed(&self) -> bool {
        self.refusal.is_some()
    }

    pub(super) fn error(&self, field: &str) -> Option<String> {
        self.errors().iter().find(|e| e.field == field).map(|e| self.words.field_error(e))
    }

    /// The ids of what describes a field, for `aria-describedby`: its error, then its hint, which is
    /// empty where there is none.
    pub(super) fn described(&self, field: &str, hint: &str) -> Option<String> {
        let hint = (!hint.is_empty()).then(|| format!("svar-{hint}"));
        let error = self.error(field).map(|_| format!("svar-{field}-error"));
        let ids: Vec<String> = error.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn summary(&self) -> Vec<(Option<&'static str>, String)> {
        let sentence = |e: &FieldError| {
            let link = VISIBLE.into_iter().find(|field| *field == e.field);
            (link, self.words.field_error(e))
        };
        self.errors().iter().map(sentence).collect()
    }

    pub(super) fn wrong_fields(&self) -> i64 {
        i64::try_from(self.errors().len()).unwrap_or(i64::MAX)
    }

    /// What the editors do before a comment is shown, where they do anything.
    pub(super) fn read_before(&self) -> Option<String> {
        match self.policy.moderation {
            Moderation::Hold => Some(self.words.t("premoderated")),
            Moderation::First => Some(self.words.t("premoderated-first")),
            Moderation::Open => None,
        }
    }

    pub(super) fn longest(&self) -> i64 {
        self.policy.max_length.into()
    }
}
