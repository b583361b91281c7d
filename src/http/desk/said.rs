//! What the last form did, said on the page that follows it.
//!
//! It travels in that page's address, signed, so that nobody can make a link that claims something was
//! done. Where it can be taken back, the line brings the button along.

use super::place::Place;
use crate::domain::comment::{CommentId, Queue, Status};
use crate::domain::site::SiteKey;
use crate::http::view::desk::{Line, Undo};
use crate::i18n::Words;
use crate::keys::Keys;
use crate::moderation::Outcome;

macro_rules! kinds {
    ($($name:ident = $word:literal;)+) => {
        /// The sentence is `desk-said-{word}` in the locale files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($name,)+ }

        impl Kind {
            fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)+ }
            }

            fn read(word: &str) -> Option<Self> {
                match word { $($word => Some(Kind::$name),)+ _ => None }
            }
        }
    };
}

kinds! {
    Approved = "approved";
    Pending = "pending";
    Spam = "spam";
    Trash = "trash";
    Restored = "restored";
    NothingChosen = "nothing-chosen";
    Banned = "banned";
    NotBanned = "not-banned";
    Lifted = "lifted";
    NotLifted = "not-lifted";
    Closed = "closed";
    Opened = "opened";
    Retried = "retried";
    NotRetried = "not-retried";
    Saved = "saved";
    SiteAdded = "site-added";
    KeySaved = "key-saved";
    KeySavedUnasked = "key-saved-unasked";
    KeyRemoved = "key-removed";
    KeyAsked = "key-asked";
    MailSent = "mail-sent";
    PersonErased = "person-erased";
}

impl From<Status> for Kind {
    fn from(status: Status) -> Self {
        match status {
            Status::Approved => Kind::Approved,
            Status::Pending => Kind::Pending,
            Status::Spam => Kind::Spam,
            Status::Trash => Kind::Trash,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    kind: Kind,
    /// The comments that were decided.
    ids: Vec<CommentId>,
    /// How many could not be.
    failed: usize,
}

impl Said {
    pub fn just(kind: Kind) -> Self {
        Self { kind, ids: Vec::new(), failed: 0 }
    }

    pub fn decided(kind: Kind, outcome: &Outcome) -> Self {
        Self { kind, ids: outcome.decided.iter().map(|decided| decided.id).collect(), failed: outcome.failed.len() }
    }

    pub fn sign(&self, keys: &Keys, site: &SiteKey) -> String {
        let ids: Vec<String> = self.ids.iter().map(|id| id.0.to_string()).collect();
        keys.sign_cursor(&list(site), &format!("{} {} {}", self.kind.word(), self.failed, ids.join(",")))
    }

    pub fn read(keys: &Keys, site: &SiteKey, signed: &str) -> Option<Self> {
        let text = keys.read_cursor(&list(site), signed)?;
        let mut parts = text.splitn(3, ' ');
        let kind = Kind::read(parts.next()?)?;
        let failed = parts.next()?.parse().ok()?;
        let ids = parts.next()?.split(',').filter_map(|id| id.parse().ok().map(CommentId)).collect();
        Some(Self { kind, ids, failed })
    }

    /// From a queue, all its comments had that queue's status; elsewhere each goes to the one before.
    pub fn line(&self, words: Words<'_>, place: &Place) -> Line {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let to = match place {
            // It was this button that was pressed, or its undo: there is nothing to go back to.
            Place::Queue { queue: Queue::Of(status), .. } if Kind::from(*status) == self.kind => None,
            Place::Queue { queue: Queue::Of(status), .. } => Some(status.as_str()),
            // Keeping a comment that was reported leaves its status as it was.
            Place::Queue { queue: Queue::Flagged, .. } if self.kind == Kind::Approved => None,
            _ => Some("restore"),
        };
        let ids: Vec<i64> = self.ids.iter().map(|id| id.0).collect();
        let failed = (self.failed > 0).then(|| words.n("desk-said-failed", number(self.failed)));
        let done = words.n(&format!("desk-said-{}", self.kind.word()), number(ids.len()));
        let sentence = match failed {
            Some(failed) if ids.is_empty() => failed,
            Some(failed) => format!("{done} {failed}"),
            None => done,
        };
        Line { sentence, undo: to.filter(|_| !ids.is_empty()).map(|to| Undo { to, ids }) }
    }
}

fn list(site: &SiteKey) -> String {
    format!("desk said {}", site.as_str())
}
