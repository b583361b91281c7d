//! The form's token: whether the comment was written in a form of ours, and today.

use super::Evidence;
use crate::domain::clock::Timestamp;
use crate::domain::submission::FormToken;
use crate::domain::verdict::{Signal, SignalCode};

/// A form older than this was not opened for this comment.
const MAX_AGE: i64 = Timestamp::DAY;
/// Clocks of two nodes may disagree by this much.
pub(super) const TOLERANCE: i64 = Timestamp::MINUTE;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let code = match evidence.form {
        Some(FormToken::Missing) => SignalCode::TokenMissing,
        Some(FormToken::Forged) => SignalCode::TokenForged,
        Some(FormToken::Age(age)) if age < -TOLERANCE => SignalCode::TokenForged,
        Some(FormToken::Age(age)) if age > MAX_AGE => SignalCode::TokenOld,
        Some(FormToken::Age(_)) | None => return,
    };
    found.push(Signal::new(code));
}
