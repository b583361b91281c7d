//! How fast it was written: under `form_min_seconds` nobody has read the form.
//!
//! There is no finer measure on purpose. A text that comes sooner than it can be typed is honest as often as not: it was
//! pasted, or it is the draft that the widget keeps and puts back into a new form.

use super::{Evidence, form::TOLERANCE};
use crate::domain::clock::Timestamp;
use crate::domain::submission::FormToken;
use crate::domain::verdict::{Signal, SignalCode};

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let least = i64::from(evidence.policy.form_min_seconds) * Timestamp::SECOND;
    // Beyond the tolerance it is forged, which is the token's business. 0 seconds turn the check off.
    if let Some(FormToken::Age(age)) = evidence.form
        && least > 0
        && (-TOLERANCE..least).contains(&age)
    {
        found.push(Signal::new(SignalCode::TokenYoung));
    }
}
