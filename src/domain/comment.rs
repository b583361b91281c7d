//! A comment, in the two forms that are kept apart on purpose: what readers get, which has no
//! private field to leak, and what moderators get.

use super::author::Website;
use super::clock::Timestamp;
use super::thread::ThreadId;
use super::verdict::Verdict;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommentId(pub i64);

/// Replies are stored to this depth; deeper ones attach to it (security reference §4).
pub const MAX_DEPTH: i64 = 32;

/// What the world sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    Pending,
    Approved,
    Spam,
    Trash,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Pending, Status::Approved, Status::Spam, Status::Trash];

    pub fn as_str(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Approved => "approved",
            Status::Spam => "spam",
            Status::Trash => "trash",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// The word for the author and the public: whether it was spam is never told. A comment that the
    /// filter alone called spam still reads `pending`, so that a spammer learns nothing.
    pub fn public(self, decided_by_person: bool) -> &'static str {
        match self {
            Status::Approved => "approved",
            Status::Pending => "pending",
            Status::Spam | Status::Trash if decided_by_person => "rejected",
            Status::Spam | Status::Trash => "pending",
        }
    }
}

/// What moderators read as one list: the comments of one status, or those that readers have reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    Of(Status),
    /// Whatever their status: one that was reported may since have been changed, and wait.
    Flagged,
}

impl Queue {
    pub fn as_str(self) -> &'static str {
        match self {
            Queue::Of(status) => status.as_str(),
            Queue::Flagged => "flagged",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        if word == "flagged" { Some(Queue::Flagged) } else { Status::from_word(word).map(Queue::Of) }
    }
}

impl From<Status> for Queue {
    fn from(status: Status) -> Self {
        Queue::Of(status)
    }
}

/// Who removed a comment whose place is still shown because it has replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tombstone {
    Staff,
    Author,
}

/// Html as it lies in the database. Not safe by itself: only `text` turns it into `SafeHtml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredHtml {
    pub html: String,
    /// Which revision of the renderer made it; other revisions are cleaned again before they are shown.
    pub revision: i64,
}

/// A comment as every reader may see it. Built from statements that do not select private columns.
#[derive(Clone, Debug)]
pub struct Comment {
    pub id: CommentId,
    pub parent: Option<CommentId>,
    /// The top-level comment of its branch; its own id when it is one.
    pub root: CommentId,
    /// 0 for a top-level comment.
    pub depth: i64,
    /// `None` for a tombstone, as are name, website and text.
    pub content: Option<Content>,
    pub tombstone: Option<Tombstone>,
    pub created: Timestamp,
    pub votes: i64,
    /// Approved comments below it.
    pub replies: i64,
}

#[derive(Clone, Debug)]
pub struct Content {
    pub name: String,
    pub website: Option<Website>,
    pub html: StoredHtml,
    pub edited: Option<Timestamp>,
    /// The text was last changed by a moderator.
    pub staff_edited: bool,
    pub picked: bool,
    pub pinned: bool,
    /// Written by a moderator of the site.
    pub staff: bool,
}

/// A comment as its author sees it through the receipt.
#[derive(Clone, Debug)]
pub struct OwnComment {
    pub id: CommentId,
    pub thread: ThreadId,
    pub parent: Option<CommentId>,
    pub root: CommentId,
    pub depth: i64,
    pub name: String,
    pub website: Option<Website>,
    pub source: String,
    pub html: StoredHtml,
    pub status: Status,
    /// A person decided last, not the filter.
    pub decided: bool,
    pub withdrawn: bool,
    pub created: Timestamp,
    pub edited: Option<Timestamp>,
    pub picked: bool,
    pub pinned: bool,
    pub email_confirmed: bool,
    pub has_email: bool,
    pub notify: bool,
    pub votes: i64,
    pub replies: i64,
    pub version: i64,
}

/// How an author did before at this site: what a moderator wants to know first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub approved: i64,
    pub pending: i64,
    pub spam: i64,
    pub trash: i64,
    pub first: Option<Timestamp>,
}

/// A comment as a moderator sees it at the desk.
#[derive(Clone, Debug)]
pub struct DeskComment {
    pub id: CommentId,
    pub thread: ThreadId,
    pub thread_key: String,
    pub thread_url: Option<String>,
    pub thread_title: Option<String>,
    pub thread_count: i64,
    pub thread_closed: Option<Timestamp>,
    pub parent: Option<CommentId>,
    pub parent_name: Option<String>,
    pub parent_html: Option<StoredHtml>,
    pub depth: i64,
    pub name: String,
    pub website: Option<Website>,
    pub staff: bool,
    pub source: String,
    pub html: StoredHtml,
    pub status: Status,
    /// Its author took it back; it is not for moderators to show again.
    pub withdrawn: bool,
    pub verdict: Verdict,
    pub created: Timestamp,
    pub edited: Option<Timestamp>,
    /// The text was changed by a moderator.
    pub staff_edited: bool,
    pub picked: bool,
    pub pinned: bool,
    pub decided: Option<Timestamp>,
    pub decided_by: Option<String>,
    pub record: Record,
    /// Who wrote it, where an e-mail address was given.
    pub person: Option<super::person::Beside>,
    pub has_email: bool,
    pub email_confirmed: bool,
    /// Truncated client address (/24 or /48), while it is kept.
    pub address_prefix: Option<String>,
    /// Readers' reports that nobody has settled.
    pub flags: i64,
    pub votes: i64,
    pub replies: i64,
    pub version: i64,
}
