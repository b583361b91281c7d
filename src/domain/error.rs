//! Why something that a reader asked for is not done. No status codes and no sentences here: `http`
//! gives each its status, `i18n` its words.

use super::clock::Timestamp;

/// One wrong field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field in the API and in the form.
    pub field: &'static str,
    pub code: FieldCode,
    /// The number that the sentence needs, if any: characters too many, a limit.
    pub n: Option<i64>,
}

impl FieldError {
    pub fn new(field: &'static str, code: FieldCode) -> Self {
        Self { field, code, n: None }
    }

    pub fn counted(field: &'static str, code: FieldCode, n: usize) -> Self {
        Self { field, code, n: i64::try_from(n).ok() }
    }
}

/// What is wrong with a field. The word is part of the API; the sentence is `error-{word}` (of a report's
/// reason `report-{word}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldCode {
    BodyMissing,
    BodyTooLong,
    /// Nested deeper, or growing larger as HTML, than is shown.
    BodyTooComplex,
    NameMissing,
    NameTooLong,
    NameTaken,
    EmailMissing,
    EmailInvalid,
    WebsiteInvalid,
    KeyMissing,
    KeyInvalid,
    UrlInvalid,
    UrlForeign,
    TitleTooLong,
    ParentInvalid,
    /// A report without one of the reasons.
    ReasonMissing,
    NoteTooLong,
    /// The form token is missing, forged or too old.
    TokenInvalid,
}

impl FieldCode {
    pub const ALL: [FieldCode; 18] = [
        Self::BodyMissing,
        Self::BodyTooLong,
        Self::BodyTooComplex,
        Self::NameMissing,
        Self::NameTooLong,
        Self::NameTaken,
        Self::EmailMissing,
        Self::EmailInvalid,
        Self::WebsiteInvalid,
        Self::KeyMissing,
        Self::KeyInvalid,
        Self::UrlInvalid,
        Self::UrlForeign,
        Self::TitleTooLong,
        Self::ParentInvalid,
        Self::ReasonMissing,
        Self::NoteTooLong,
        Self::TokenInvalid,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::BodyMissing => "body-missing",
            Self::BodyTooLong => "body-too-long",
            Self::BodyTooComplex => "body-too-complex",
            Self::NameMissing => "name-missing",
            Self::NameTooLong => "name-too-long",
            Self::NameTaken => "name-taken",
            Self::EmailMissing => "email-missing",
            Self::EmailInvalid => "email-invalid",
            Self::WebsiteInvalid => "website-invalid",
            Self::KeyMissing => "key-missing",
            Self::KeyInvalid => "key-invalid",
            Self::UrlInvalid => "url-invalid",
            Self::UrlForeign => "url-foreign",
            Self::TitleTooLong => "title-too-long",
            Self::ParentInvalid => "parent-invalid",
            Self::ReasonMissing => "reason-missing",
            Self::NoteTooLong => "note-too-long",
            Self::TokenInvalid => "token-invalid",
        }
    }
}

/// Why a post, an edit or a withdrawal is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One or more fields are wrong; all of them are named.
    Fields(Vec<FieldError>),
    /// Closed by a moderator or by age.
    Closed,
    Banned,
    /// The comment that is answered is not shown, or not in this thread.
    ParentGone,
    Duplicate,
    /// Too soon after the last one.
    TooFast {
        seconds: i64,
    },
    /// The idempotency key was used for something else.
    KeyReused,
    /// The receipt names nothing, or nothing that can still be changed.
    NotFound,
    /// The time for editing is over.
    EditWindowOver {
        since: Timestamp,
    },
    /// The comment changed meanwhile.
    Stale,
    /// The owner of the site has not made this possible (mail without a mail server).
    NotOffered,
    /// The database cannot be written right now; the same may succeed in a moment.
    Unavailable,
}

impl Refusal {
    /// The stable word for problem documents and locale keys (`refused-{word}`).
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Fields(_) => "fields",
            Self::Closed => "closed",
            Self::Banned => "banned",
            Self::ParentGone => "parent-gone",
            Self::Duplicate => "duplicate",
            Self::TooFast { .. } => "too-fast",
            Self::KeyReused => "key-reused",
            Self::NotFound => "not-found",
            Self::EditWindowOver { .. } => "edit-window-over",
            Self::Stale => "stale",
            Self::NotOffered => "not-offered",
            Self::Unavailable => "unavailable",
        }
    }
}
