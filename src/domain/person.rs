//! Whoever writes with one e-mail address, as the desk knows them. Nothing here is ever a reader's to see.

use super::clock::Timestamp;
use super::moderator::ModeratorId;

/// Names a person in the desk's addresses; says nothing about the e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub i64);

/// What stands about a person beside a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub id: PersonId,
    /// Names that were used with this address, the latest first; some of them where there are many.
    pub names: Vec<String>,
    pub trusted: bool,
    /// By this e-mail address, or by the client address that the comment came from.
    pub banned: Option<BanEnd>,
    /// Newest first.
    pub notes: Vec<Note>,
}

/// When a ban ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BanEnd {
    At(Timestamp),
    WhenLifted,
}

/// What somebody of the team has noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: i64,
    pub by: ModeratorId,
    /// The moderator's name, while there is such an account.
    pub by_name: Option<String>,
    pub text: String,
    pub created: Timestamp,
}
