//! What the last form did, said on the page that follows it.
//!
//! It travels in that page's address, signed, so that nobody can make a link that claims something was
//! done. Where it can be taken back, the line brings the button along.

use crate::domain::comment::Status;
use crate::domain::site::SiteKey;
use crate::http::view::desk::Line;
use crate::i18n::Words;
use crate::keys::Keys;
use crate::moderation::{Acted, Banned, Outcome, Undone};
use crate::store::audit::StepId;

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
    Trusted = "trusted";
    Distrusted = "distrusted";
    Noted = "noted";
    NoteDeleted = "note-deleted";
    Closed = "closed";
    Opened = "opened";
    ThreadSame = "thread-same";
    ThreadDated = "thread-dated";
    ThreadUndated = "thread-undated";
    ThreadDescribed = "thread-described";
    ThreadMoved = "thread-moved";
    ThreadMerged = "thread-merged";
    ThreadNotUndone = "thread-not-undone";
    Rewritten = "rewritten";
    Replied = "replied";
    Picked = "picked";
    Unpicked = "unpicked";
    Pinned = "pinned";
    Unpinned = "unpinned";
    Deleted = "deleted";
    WaveApproved = "wave-approved";
    WaveSpam = "wave-spam";
    WaveTrash = "wave-trash";
    Undone = "undone";
    NothingToUndo = "nothing-to-undo";
    Retried = "retried";
    NotRetried = "not-retried";
    TeamChanged = "team-changed";
    Invited = "invited";
    Revoked = "revoked";
    NotRevoked = "not-revoked";
    FactorRequired = "factor-required";
    Saved = "saved";
    SiteAdded = "site-added";
    KeySaved = "key-saved";
    KeySavedUnasked = "key-saved-unasked";
    KeyRemoved = "key-removed";
    KeyAsked = "key-asked";
    MailSent = "mail-sent";
    RecheckBegun = "recheck-begun";
    RecheckRuns = "recheck-runs";
    RecheckNothing = "recheck-nothing";
    RecheckOff = "recheck-off";
    RecheckStopped = "recheck-stopped";
    RecheckNotRunning = "recheck-not-running";
    PersonErased = "person-erased";
}

impl Kind {
    /// A wave was decided about.
    pub fn wave(to: Status) -> Self {
        match to {
            Status::Approved | Status::Pending => Kind::WaveApproved,
            Status::Spam => Kind::WaveSpam,
            Status::Trash => Kind::WaveTrash,
        }
    }
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
    /// How many comments were decided.
    done: usize,
    /// How many could not be.
    failed: usize,
    /// By which it is taken back.
    step: Option<StepId>,
}

impl Said {
    pub fn just(kind: Kind) -> Self {
        Self { kind, done: 0, failed: 0, step: None }
    }

    pub fn step(kind: Kind, step: Option<StepId>) -> Self {
        Self { step, ..Self::just(kind) }
    }

    pub fn decided(kind: Kind, outcome: &Outcome) -> Self {
        Self { kind, done: outcome.decided.len(), failed: outcome.failed.len(), step: outcome.step }
    }

    /// With how many comments that waited were decided.
    pub fn banned(banned: &Banned) -> Self {
        Self { done: banned.decided.len(), ..Self::step(Kind::Banned, Some(banned.step)) }
    }

    pub fn acted(kind: Kind, acted: &Acted) -> Self {
        Self { done: 1, ..Self::step(kind, acted.step) }
    }

    /// `None`: there was nothing to take back.
    pub fn undone(undone: Option<&Undone>) -> Self {
        match undone {
            Some(undone) if undone.thread_failed.is_some() => Self::just(Kind::ThreadNotUndone),
            Some(undone) => {
                Self { done: undone.restored.len(), failed: undone.failed.len(), ..Self::just(Kind::Undone) }
            }
            None => Self::just(Kind::NothingToUndo),
        }
    }

    pub fn sign(&self, keys: &Keys, site: &SiteKey) -> String {
        let step = self.step.map_or(0, |step| step.0);
        keys.sign_cursor(&list(site), &format!("{} {} {} {step}", self.kind.word(), self.done, self.failed))
    }

    pub fn read(keys: &Keys, site: &SiteKey, signed: &str) -> Option<Self> {
        let text = keys.read_cursor(&list(site), signed)?;
        let mut parts = text.split(' ');
        let kind = Kind::read(parts.next()?)?;
        let done = parts.next()?.parse().ok()?;
        let failed = parts.next()?.parse().ok()?;
        let step = parts.next()?.parse().ok().filter(|step| *step > 0).map(StepId);
        Some(Self { kind, done, failed, step })
    }

    /// What was done, and what could not be.
    pub fn sentence(&self, words: Words<'_>) -> String {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let failed = (self.failed > 0).then(|| words.n("desk-said-failed", number(self.failed)));
        let done = words.n(&format!("desk-said-{}", self.kind.word()), number(self.done));
        match failed {
            Some(failed) if self.done == 0 => failed,
            Some(failed) => format!("{done} {failed}"),
            None => done,
        }
    }

    pub fn line(&self, words: Words<'_>) -> Line {
        Line { sentence: self.sentence(words), undo: self.step.map(|step| step.0) }
    }
}

fn list(site: &SiteKey) -> String {
    format!("desk said {}", site.as_str())
}
