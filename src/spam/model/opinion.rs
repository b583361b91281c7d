//! From a probability to a Signal with its reasons.

use std::collections::BTreeMap;

use super::Model;
use super::features::{Comment, Reader, Sink, What};
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
    let mut noted = Noted::default();
    reader.read(comment, &mut noted);
    let features = noted.features();
    let probability = model.probability(&features);
    let zones = zones.for_taught(model.ham, model.spam);
    let weight = zones.weight(probability);
    let reasons = if weight > 0.0 { reasons(model, &noted, features.unit(), &reader) } else { Vec::new() };
    Signal { weight, reasons, ..Signal::with(SignalCode::Model, format!("{:.1}", probability * 100.0)) }
}

/// Features with what each is about, in the order in which they were found.
#[derive(Default)]
struct Noted(Vec<(u32, u8, What)>);

impl Sink for Noted {
    fn put(&mut self, slot: u32, weight: u8, what: What) {
        self.0.push((slot, weight, what));
    }
}

impl Noted {
    fn features(&self) -> Features {
        Features::from_found(self.0.iter().map(|(slot, weight, _)| (*slot, *weight)).collect())
    }

    /// The same feature counts once, where it stands first.
    fn each_once(&self) -> impl Iterator<Item = &(u32, u8, What)> {
        let mut places: Vec<(u32, usize)> = self.0.iter().enumerate().map(|(at, (slot, ..))| (*slot, at)).collect();
        places.sort_unstable();
        places.dedup_by_key(|(slot, _)| *slot);
        places.sort_unstable_by_key(|(_, at)| *at);
        places.into_iter().filter_map(|(_, at)| self.0.get(at))
    }
}

/// The strongest reasons for spam, each with where it stands in the text: overlapping pieces are one.
fn reasons(model: &Model, noted: &Noted, unit: f64, reader: &Reader) -> Vec<Reason> {
    let mut pieces = Vec::new();
    let mut others: BTreeMap<ReasonKind, (f64, Option<(u32, u32)>)> = BTreeMap::new();
    for (slot, weight, what) in noted.each_once() {
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
