//! Those who decide: accounts, roles, and what a machine's token may do.

use super::clock::Timestamp;
use super::site::SiteId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModeratorId(pub i64);

/// What a moderator may do; each role includes the ones below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Moderator,
    Editor,
    Owner,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Moderator, Role::Editor, Role::Owner];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Moderator => "moderator",
            Role::Editor => "editor",
            Role::Owner => "owner",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// What a bearer token allows: `moderate` includes `read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Read,
    Moderate,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Moderate => "moderate",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Scope::Read, Scope::Moderate].into_iter().find(|s| s.as_str() == word)
    }
}

/// An account as the desk knows it. The e-mail is a moderator's own, given to sign in with.
#[derive(Clone, Debug)]
pub struct Moderator {
    pub id: ModeratorId,
    pub name: String,
    pub disabled: bool,
    pub created: Timestamp,
    /// Signing in takes a code from a device of theirs as well.
    pub second_factor: bool,
    /// They have turned the desk's single-key shortcuts off.
    pub keys_off: bool,
    /// Sites and the role at each.
    pub roles: Vec<(SiteId, Role)>,
}

impl Moderator {
    pub fn role_at(&self, site: SiteId) -> Option<Role> {
        self.roles.iter().find(|(id, _)| *id == site).map(|(_, role)| *role)
    }
}

/// Who made a decision, for the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Moderator(ModeratorId),
    /// The author of the comment, by receipt.
    Author,
    /// The filter's late verdict or a retention rule; never overrides a person.
    System,
}

impl Actor {
    pub fn kind(self) -> &'static str {
        match self {
            Actor::Moderator(_) => "moderator",
            Actor::Author => "author",
            Actor::System => "system",
        }
    }

    pub fn moderator(self) -> Option<ModeratorId> {
        match self {
            Actor::Moderator(id) => Some(id),
            _ => None,
        }
    }
}
