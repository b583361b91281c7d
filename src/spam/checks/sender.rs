//! How the sender fared here before, and how much comes from there now.
//!
//! An e-mail address is typed by whoever likes: what is known of it may speak against a comment, never for it. For it
//! speaks only what this browser's receipt, or an address that was confirmed, proves. A client address cannot be typed,
//! but may be shared by a school or an office: it counts against a comment only where most of what came from there was
//! spam.

use super::Evidence;
use crate::domain::history::Past;
use crate::domain::verdict::{Signal, SignalCode};

/// Comments that many more than a reader in a heated debate sends: within an hour, within a day.
const BUSY_HOUR: i64 = 10;
const BUSY_DAY: i64 = 40;
/// Of twice as many.
const BUSIER: f64 = 0.75;
/// Proved comments that make somebody a regular, who may write as much as they like.
const REGULAR: i64 = 3;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let history = evidence.history;
    let Past { spam, approved, .. } = history.address;
    if let Some(weight) = address_weight(spam).filter(|_| spam > approved) {
        found.push(Signal::with(SignalCode::AddressSpam, spam).weighing(weight));
    }
    let spam = history.email.spam;
    if let Some(weight) = email_weight(spam).filter(|_| spam > history.proved) {
        found.push(Signal::with(SignalCode::EmailSpam, spam).weighing(weight));
    }
    if history.proved < REGULAR {
        found.extend(busy(&history.address, &history.email));
    }
    if history.proved > 0 && history.email.spam == 0 {
        let signal = Signal::with(SignalCode::SenderKnown, history.proved);
        found.push(if history.proved < REGULAR { signal } else { signal.weighing(-1.0) });
    }
}

/// One may be a mistake, or somebody else behind the same address.
fn address_weight(spam: i64) -> Option<f64> {
    match spam {
        ..=0 => None,
        1 => Some(0.5),
        2 => Some(1.0),
        _ => Some(2.0),
    }
}

fn email_weight(spam: i64) -> Option<f64> {
    match spam {
        ..=0 => None,
        1 => Some(1.0),
        _ => Some(2.0),
    }
}

/// Never enough to hold a comment alone: a school class writes from one address.
fn busy(address: &Past, email: &Past) -> Option<Signal> {
    let (hour, day) = (address.hour.max(email.hour), address.day.max(email.day));
    let (code, n, most) = match (hour, day) {
        (n, _) if n >= BUSY_HOUR => (SignalCode::SenderBusy, n, BUSY_HOUR),
        (_, n) if n >= BUSY_DAY => (SignalCode::SenderBusyDay, n, BUSY_DAY),
        _ => return None,
    };
    let signal = Signal::with(code, n);
    Some(if n >= 2 * most { signal.weighing(BUSIER) } else { signal })
}
