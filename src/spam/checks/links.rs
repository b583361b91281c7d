//! How many links there are.

use super::Evidence;
use crate::domain::verdict::{Signal, SignalCode};

/// More than this nobody means well with, whatever the site allows.
const MOST: usize = 20;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let allowed = evidence.policy.max_links as usize;
    if (allowed > 0 && evidence.links >= allowed) || evidence.links > MOST {
        found.push(Signal::with(SignalCode::Links, evidence.links));
    }
}
