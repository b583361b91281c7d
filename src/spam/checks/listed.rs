//! The owner's two lists of words.

use super::Evidence;
use crate::domain::verdict::{Signal, SignalCode};
use crate::spam::words::Matcher;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let policy = evidence.policy;
    if policy.spam_words.is_empty() && policy.hold_words.is_empty() {
        return;
    }
    let matcher = listed(evidence.name, evidence.email, evidence.website, evidence.plain);
    if let Some(word) = matcher.first(&policy.spam_words) {
        found.push(Signal::with(SignalCode::SpamWord, word));
    }
    if let Some(word) = matcher.first(&policy.hold_words) {
        found.push(Signal::with(SignalCode::HoldWord, word));
    }
}

/// What the owner's word lists look at in a comment.
pub fn listed(name: &str, email: Option<&str>, website: Option<&str>, plain: &str) -> Matcher {
    Matcher::new(&[name, email.unwrap_or_default(), website.unwrap_or_default(), plain])
}
