//! What a site knows from before that bears on a comment: how its sender and its links fared, and how old its article is.
//!
//! Only what people decided counts as spam or approved here: what the filter did by itself must not teach the filter.

use super::clock::Timestamp;

/// How the last comments of one sender fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Marked as spam by people.
    pub spam: i64,
    /// Approved by people.
    pub approved: i64,
    /// Sent within the last hour, whatever became of them.
    pub hour: i64,
    pub day: i64,
}

/// How the last comments fared that lead to one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostPast {
    pub host: String,
    pub spam: i64,
    pub approved: i64,
}

/// How old an article's thread is, and how long nobody has written in it (milliseconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleAge {
    pub age: i64,
    pub silent: i64,
}

impl ArticleAge {
    pub fn of(created: Timestamp, active: Timestamp, now: Timestamp) -> Self {
        Self { age: now.since(created), silent: now.since(active) }
    }
}
