//! A field that people never see, and machines fill in.

use super::Evidence;
use crate::domain::verdict::{Signal, SignalCode};

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    if evidence.trapped {
        found.push(Signal::new(SignalCode::Honeypot));
    }
}
