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
    let mut features = Features::default();
    features.set(&mut reader, comment);
    let probability = model.probability(&features);
    let zones = zones.for_taught(model.ham, model.spam);
    let weight = zones.weight(probability);
    let reasons = if weight > 0.0 { reasons(model, comment, features.unit()) } else { Vec::new() };
    Signal { weight, reasons, ..Signal::with(SignalCode::Model, format!("{:.1}", probability * 100.0)) }
}

/// The strongest reasons for spam, each with where it stands in the text: overlapping pieces are one.
pub fn reasons(model: &Model, comment: &Comment<'_>, unit: f64) -> Vec<Reason> {
    let mut collected =
        Collected { model, unit, pieces: Vec::new(), others: BTreeMap::new(), seen: Default::default() };
    let mut reader = Reader::default();
    reader.read(comment, &mut collected);
    let Collected { pieces, others, .. } = collected;
    let spans = pieces.into_iter().map(|(start, end, weight)| {
        let (from, to) = reader.folded.original(start, end);
        (from, to, weight)
    });
    let mut reasons = merged(spans.collect());
    reasons.extend(others.into_iter().map(|(kind, (weight, at))| Reason {
        kind,
        weight,
        from: at.map_or(0, |(from, _)| from),
        to: at.map_or(0, |(_, to)| to),
    }));
    reasons.retain(|reason| reason.weight > LEAST);
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.from.cmp(&b.from)));
    reasons.truncate(REASONS);
    reasons
}

struct Collected<'a> {
    model: &'a Model,
    unit: f64,
    /// Stretches of the folded text with what they say.
    pieces: Vec<(u32, u32, f64)>,
    others: BTreeMap<ReasonKind, (f64, Option<(u32, u32)>)>,
    seen: std::collections::HashSet<u32>,
}

impl Sink for Collected<'_> {
    fn put(&mut self, slot: u32, weight: u8, what: What) {
        // The same feature counts once, where it stands first.
        if !self.seen.insert(slot) {
            return;
        }
        let says = self.model.says(slot, weight, self.unit);
        let (kind, at) = match what {
            What::Text(start, end) => return self.pieces.push((start, end, says)),
            What::Link(from, to) => (ReasonKind::Link, Some((from, to))),
            What::Author => (ReasonKind::Author, None),
            What::Website => (ReasonKind::Website, None),
            What::Repeat => (ReasonKind::Again, None),
            What::Known(_) => (ReasonKind::Findings, None),
            What::Shape(kind) => (of_shape(kind), None),
        };
        let entry = self.others.entry(kind).or_insert((0.0, None));
        entry.0 += says;
        entry.1 = entry.1.or(at);
    }
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
    let mut words: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (from, to, weight) in spans {
        *words.entry((from, to)).or_default() += weight;
    }
    let mut reasons: Vec<Reason> = Vec::new();
    for ((from, to), weight) in words.into_iter().filter(|(_, weight)| *weight > 0.0) {
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
