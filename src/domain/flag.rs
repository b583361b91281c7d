//! A reader's report of a comment: a reason, perhaps a note, and for what may be illegal the reporter's
//! name and e-mail, so that the editors can answer (Digital Services Act, article 16).

use super::author::{Email, EmailError, Name, NameError};
use super::error::{FieldCode, FieldError};
use super::normal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Spam,
    Attack,
    Threat,
    Illegal,
    Other,
}

impl Reason {
    pub const ALL: [Reason; 5] = [Reason::Spam, Reason::Attack, Reason::Threat, Reason::Illegal, Reason::Other];

    /// The word in the API, in the database and in the key of its sentence, `report-{word}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Spam => "spam",
            Reason::Attack => "attack",
            Reason::Threat => "threat",
            Reason::Illegal => "illegal",
            Reason::Other => "other",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// Exactly what the form or the API call held.
#[derive(Clone, Default)]
pub struct FlagDraft {
    pub reason: String,
    pub note: String,
    pub name: String,
    pub email: String,
    /// The form token of the comment's thread.
    pub token: String,
}

/// A report, every part of it checked.
#[derive(Clone, Debug)]
pub struct Flag {
    pub reason: Reason,
    /// Plain text; empty where nothing was added.
    pub note: String,
    /// Only of what is reported as illegal.
    pub contact: Option<Contact>,
}

/// Whom the editors may answer. A secret like every reader's e-mail.
#[derive(Clone, Debug)]
pub struct Contact {
    pub name: Option<Name>,
    pub email: Option<Email>,
}

impl Flag {
    /// Characters (code points).
    pub const NOTE: usize = 1_000;

    /// # Errors
    /// Every wrong field at once. Name and e-mail are looked at only where they are kept.
    pub fn parse(draft: &FlagDraft) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let reason = Reason::from_word(draft.reason.trim());
        if reason.is_none() {
            wrong.push(FieldError::new("reason", FieldCode::ReasonMissing));
        }
        let note = normal::text(&draft.note);
        let over = note.chars().count().saturating_sub(Self::NOTE);
        if over > 0 {
            wrong.push(FieldError::counted("note", FieldCode::NoteTooLong, over));
        }
        let contact = match reason {
            Some(Reason::Illegal) => contact(draft, &mut wrong),
            _ => None,
        };
        match reason {
            Some(reason) if wrong.is_empty() => Ok(Self { reason, note, contact }),
            _ => Err(wrong),
        }
    }
}

fn contact(draft: &FlagDraft, wrong: &mut Vec<FieldError>) -> Option<Contact> {
    let name = match Name::parse(&draft.name) {
        Ok(name) => Some(name),
        Err(NameError::Missing) => None,
        Err(NameError::TooLong) => {
            wrong.push(FieldError::counted("name", FieldCode::NameTooLong, Name::MAX_GRAPHEMES));
            None
        }
    };
    let email = match Email::parse(&draft.email) {
        Ok(email) => Some(email),
        Err(EmailError::Missing) => None,
        Err(EmailError::Invalid) => {
            wrong.push(FieldError::new("email", FieldCode::EmailInvalid));
            None
        }
    };
    (name.is_some() || email.is_some()).then_some(Contact { name, email })
}
