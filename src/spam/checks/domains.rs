//! Where it leads: how comments fared that led to the same domains.
//!
//! An approved link speaks for itself only: it makes no other finding weigh less than it does, and the rule about
//! the number of links holds as before. Otherwise a few harmless decoys would open the door.

use super::Evidence;
use crate::domain::history::HostPast;
use crate::domain::verdict::{Signal, SignalCode};
use crate::spam::domains::{registered, tells};

/// People approved other comments that lead there, though fewer.
const DISPUTED: f64 = 1.5;
/// Not this host, but another one of the same domain.
const NEIGHBOUR: f64 = 2.0;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let hosts = &evidence.history.hosts;
    let worst = hosts.iter().filter_map(|past| suspicion(past, evidence)).max_by(|a, b| a.weight.total_cmp(&b.weight));
    if let Some(signal) = worst {
        found.push(signal);
    } else if !hosts.is_empty() && hosts.iter().all(|past| past.approved > 0 && past.spam == 0) {
        found.push(Signal::new(SignalCode::HostKnown));
    }
}

fn suspicion(past: &HostPast, evidence: &Evidence<'_>) -> Option<Signal> {
    if !tells(&past.host) || (past.approved > 0 && past.approved >= past.spam) {
        return None;
    }
    let signal = Signal::with(SignalCode::HostSpam, &past.host);
    if past.spam > 0 {
        return Some(if past.approved > 0 { signal.weighing(DISPUTED) } else { signal });
    }
    let domain = registered(&past.host)?;
    let of_the_domain = |host: &String| registered(host) == Some(domain);
    let neighbour = evidence.history.marked.iter().any(|marked| marked.hosts.iter().any(of_the_domain));
    neighbour.then(|| signal.weighing(NEIGHBOUR))
}
