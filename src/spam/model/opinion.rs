//! From a probability to a Signal with its reasons.

use std::collections::BTreeMap;

use super::Model;
use super::features::{Comment, GRAMS_MOST, Reader, Sink, What};
use super::learn::Features;
use super::shape;
use super::zones::Zones;
use crate::domain::reason::{Reason, ReasonKind};
use crate::domain::verdict::{Signal, SignalCode};

/// Reasons that are kept of a comment that is not plainly ham.
const REASONS: usize = 5;
/// Log odds below which something is no reason.
const LEAST: f64 = 0.05;

/// What the model thinks. The detail is the probability in per cent; the weight follows from the zones, so that what
/// lies between them waits, and what lies above is spam by itself.
pub fn signal(model: &Model, comment: &Comment<'_>, zones: Zones) -> Signal {
    let mut reader = Reader::default();
    let mut noted = Noted::of(comment.text);
    reader.read(comment, &mut noted);
    let (features, first) = noted.ordered();
    let probability = model.probability(&features);
    let zones = zones.for_taught(model.ham, model.spam);
    let weight = zones.weight(probability);
    let reasons = if weight > 0.0 { reasons(model, &noted.0, &first, features.unit(), &reader) } else { Vec::new() };
    Signal { weight, reasons, ..Signal::with(SignalCode::Model, format!("{:.1}", probability * 100.0)) }
}

/// Features with what each is about, in the order in which they were found.
struct Noted(Vec<(u32, u8, What)>);

impl Sink for Noted {
    fn put(&mut self, slot: u32, weight: u8, what: What) {
        self.0.push((slot, weight, what));
    }
}

impl Noted {
    /// With room for what a text usually has, a feature for each letter and for each word: growing in steps would copy
    /// each of them once more.
    fn of(text: &str) -> Self {
        let letters = text.len().min(GRAMS_MOST);
        Self(Vec::with_capacity(letters + letters / 4 + 64))
    }

    /// The features, and for each thing noted whether its slot stands there for the first time.
    fn ordered(&self) -> (Features, Vec<bool>) {
        // One number each: putting a thousand of them in order is most of the work.
        let places = self.0.iter().enumerate().map(|(at, (slot, ..))| (u64::from(*slot) << 32) | at as u64);
        let mut places: Vec<u64> = places.collect();
        places.sort_unstable();
        let mut slots: Vec<(u32, u8)> = Vec::with_capacity(places.len());
        let mut first = vec![false; self.0.len()];
        for at in places.into_iter().map(|place| (place & u64::from(u32::MAX)) as usize) {
            let (Some((slot, weight, _)), Some(first)) = (self.0.get(at), first.get_mut(at)) else { continue };
            match slots.last_mut().filter(|(last, _)| last == slot) {
                // Where two fall into one slot the heavier one counts.
                Some((_, heaviest)) => *heaviest = (*heaviest).max(*weight),
                None => {
                    slots.push((*slot, *weight));
                    *first = true;
                }
            }
        }
        (Features { slots }, first)
    }
}

/// The strongest reasons for spam, each with where it stands in the text: overlapping pieces are one. The same feature
/// counts once, where it stands first.
fn reasons(model: &Model, noted: &[(u32, u8, What)], first: &[bool], unit: f64, reader: &Reader) -> Vec<Reason> {
    let mut pieces = Vec::new();
    let mut others: BTreeMap<ReasonKind, (f64, Option<(u32, u32)>)> = BTreeMap::new();
    for ((slot, weight, what), _) in noted.iter().zip(first).filter(|(_, first)| **first) {
        let says = model.says(*slot, *weight, unit);
        let (kind, at) = match *what {
            What::Text(start, end) => {
                let (from, to) = reader.folded.original(start, end);
                pieces.push((from, to, says));
                continue;
            }
            What::Link(from, to) => (ReasonKind::Link, Some((from, to))),
            What::Author => (ReasonKind::Author, None),
            What::Website => (ReasonKind::Website, None),
            What::Repeat => (ReasonKind::Again, None),
            What::Known(_) => (ReasonKind::Findings, None),
            What::Shape(kind) => (of_shape(kind), None),
        };
        let entry = others.entry(kind).or_insert((0.0, None));
        entry.0 += says;
        entry.1 = entry.1.or(at);
    }
    let mut reasons = merged(pieces);
    reasons.extend(others.into_iter().map(|(kind, (weight, at))| {
        let (from, to) = at.unwrap_or_default();
        Reason { kind, weight, from, to }
    }));
    reasons.retain(|reason| reason.weight > LEAST);
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.from.cmp(&b.from)));
    reasons.truncate(REASONS);
    reasons
}

fn of_shape(kind: shape::Kind) -> ReasonKind {
    use shape::Kind::*;
    match kind {
        Links | LinkShare | HtmlLink | BbCode | MarkdownLink => ReasonKind::Links,
        Hidden | Styled | Mixed | Spaced => ReasonKind::Disguise,
        Mail | Phone => ReasonKind::Contact,
        Website | WebsitePath => ReasonKind::Website,
        AuthorWords | AuthorDigits | AuthorIsLink | AuthorCapitals => ReasonKind::Author,
        Capitals | Exclamations | Emoji => ReasonKind::Shouting,
        Length | Words | Distinct | Digits | NonAscii | Code | Question | Lines => ReasonKind::Shape,
    }
}

/// Stretches that touch the same words of the original, added up; only the ones that speak for spam.
fn merged(mut spans: Vec<(u32, u32, f64)>) -> Vec<Reason> {
    spans.sort_by_key(|(from, to, _)| (*from, *to));
    // What each word of the original says, pieces shared among the words that they touch.
    spans.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    let mut reasons: Vec<Reason> = Vec::new();
    for (from, to, weight) in spans.into_iter().filter(|(_, _, weight)| *weight > 0.0) {
        match reasons.last_mut() {
            Some(last) if from < last.to => {
                last.to = last.to.max(to);
                last.weight += weight;
            }
            _ => reasons.push(Reason { kind: ReasonKind::Words, weight, from, to }),
        }
    }
    reasons
}
