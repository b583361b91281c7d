//! Near-copies of what people marked as spam. What they approved is no bonus: whoever copies it has written nothing.

use super::{Evidence, Marked};
use crate::domain::verdict::{Signal, SignalCode};
use crate::spam::sketch::Sketch;

/// Texts with this much in common are copies, as in a wave.
const COPIES: f64 = 0.5;
/// Of three and more copies.
const MANY: (usize, f64) = (3, 4.0);
/// The same few words: people do say the same.
const SHORT: f64 = 1.5;
/// Words below which the same text is no copy: »Helt enig« is written by everybody.
const LEAST_WORDS: usize = 4;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let marked = &evidence.history.marked;
    if marked.is_empty() {
        return;
    }
    let like =
        |sketch: &Sketch, other: &Marked| other.sketch.as_ref().is_some_and(|other| other.likeness(sketch) >= COPIES);
    let copies = match evidence.sketch {
        Some(sketch) => marked.iter().filter(|other| like(sketch, other)).count(),
        None if evidence.plain.split_whitespace().count() < LEAST_WORDS => 0,
        None => marked.iter().filter(|other| other.text_hash == evidence.text_hash).count(),
    };
    let signal = match copies {
        0 => return,
        n => Signal::with(SignalCode::CopySpam, n),
    };
    found.push(match evidence.sketch {
        None => signal.weighing(SHORT),
        Some(_) if copies >= MANY.0 => signal.weighing(MANY.1),
        Some(_) => signal,
    });
}
