//! What can be wrong with a configuration, each as one sentence that an operator can act on.

use std::fmt;
use std::path::PathBuf;

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    File { path: PathBuf, line: usize },
    Variable(String),
    Flag(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File { path, line } => write!(f, "{}, line {line}", path.display()),
            Place::Variable(name) => write!(f, "variable {name}"),
            Place::Flag(name) => write!(f, "flag {name}"),
        }
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("the configuration file {} cannot be read: {reason}", path.display())]
    File { path: PathBuf, reason: String },

    #[error("{place} is not TOML: {reason}")]
    Syntax { place: Place, reason: String },

    /// `near` is empty or reads `; did you mean …?`.
    #[error("{key} ({place}) is no setting of this service{near}")]
    Unknown { key: String, place: Place, near: String },

    /// `given` is empty for a secret, else reads `, not …`.
    #[error("{key} ({place}) takes {takes}{given}")]
    Value { key: &'static str, place: Place, takes: &'static str, given: String },

    #[error("{key} is set twice, by {place} and by {other}; keep one of them")]
    Twice { key: &'static str, place: Place, other: Place },

    #[error("{key} ({place}) names {}, which cannot be read: {reason}", path.display())]
    Secret { key: &'static str, place: Place, path: PathBuf, reason: String },

    #[error("{key} ({place}) {why}")]
    Conflict { key: &'static str, place: Place, why: String },
}
