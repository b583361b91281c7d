//! The figures by which filters are compared. Rates are in per cent; MCC and F1 are between −1 (0) and 1.

use serde::Serialize;

use super::Scored;
use crate::spam::model::zones::Zones;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    pub n: usize,
    pub spam: usize,
    /// 100 × (1 − area under the ROC curve): how often a random ham scores above a random spam.
    pub roca: f64,
    /// At 0.5.
    pub accuracy: f64,
    pub f1: f64,
    /// Matthews's correlation coefficient.
    pub mcc: f64,
    /// Spam caught, and ham blocked, at 0.5.
    pub sc: f64,
    pub bh: f64,
    /// Spam caught with at most 0.1 %, and 1 %, of ham blocked.
    pub sc01: f64,
    pub sc1: f64,
    /// By the zones: comments that wait; spam that is taken for ham; ham that is taken for spam.
    pub held: f64,
    pub leaked: f64,
    pub lost: f64,
    #[serde(skip)]
    pub calibration: Vec<Bin>,
}

/// Comments whose probability lies in `[from, to)`, and what they really were.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub n: usize,
    pub spam: usize,
    /// Mean of the probabilities.
    pub mean: f64,
}

pub fn measure(scored: &[Scored], zones: Zones) -> Measures {
    let count = |which: &dyn Fn(&Scored) -> bool| scored.iter().filter(|s| which(s)).count();
    let (n, spam) = (scored.len(), count(&|s| s.spam));
    let ham = n - spam;
    let caught = count(&|s| s.spam && s.probability > 0.5);
    let blocked = count(&|s| !s.spam && s.probability > 0.5);
    Measures {
        n,
        spam,
        roca: roca(scored),
        accuracy: percent(caught + (ham - blocked), n),
        f1: ratio(2.0 * caught as f64, (caught + blocked + spam) as f64),
        mcc: mcc(caught, blocked, spam, ham),
        sc: percent(caught, spam),
        bh: percent(blocked, ham),
        sc01: caught_at(scored, 0.001),
        sc1: caught_at(scored, 0.01),
        held: percent(count(&|s| zones.is_unsure(s.probability)), n),
        leaked: percent(count(&|s| s.spam && s.probability < zones.approve), spam),
        lost: percent(count(&|s| !s.spam && s.probability > zones.spam), ham),
        calibration: calibration(scored),
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * ratio(part as f64, whole as f64)
}

fn mcc(caught: usize, blocked: usize, spam: usize, ham: usize) -> f64 {
    let (tp, fp) = (caught as f64, blocked as f64);
    let (fn_, tn) = (spam as f64 - tp, ham as f64 - fp);
    let root = ((tp + fp) * (tp + fn_) * (tn + fp) * (tn + fn_)).sqrt();
    ratio(tp * tn - fp * fn_, root)
}

/// Ties count half (Mann and Whitney).
fn roca(scored: &[Scored]) -> f64 {
    let mut sorted: Vec<Scored> = scored.to_vec();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let (mut wrong, mut spam_below) = (0.0, 0.0);
    for equal in sorted.chunk_by(|a, b| a.probability == b.probability) {
        let spam = equal.iter().filter(|s| s.spam).count() as f64;
        wrong += (equal.len() as f64 - spam) * (spam_below + spam / 2.0);
        spam_below += spam;
    }
    100.0 * ratio(wrong, spam_below * (sorted.len() as f64 - spam_below))
}

/// Spam caught by the lowest threshold that blocks no more than this share of the ham.
fn caught_at(scored: &[Scored], share: f64) -> f64 {
    let mut ham: Vec<f64> = scored.iter().filter(|s| !s.spam).map(|s| s.probability).collect();
    ham.sort_by(|a, b| b.total_cmp(a));
    let allowed = (ham.len() as f64 * share).floor() as usize;
    let threshold = ham.get(allowed).copied().unwrap_or(f64::NEG_INFINITY);
    let spam = scored.iter().filter(|s| s.spam);
    let (caught, all) =
        spam.fold((0, 0), |(caught, all), s| (caught + usize::from(s.probability > threshold), all + 1));
    percent(caught, all)
}

fn calibration(scored: &[Scored]) -> Vec<Bin> {
    const EDGES: [f64; 11] = [0.0, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 1.0 + f64::EPSILON];
    let pairs = EDGES.iter().zip(EDGES.iter().skip(1));
    pairs
        .map(|(&from, &to)| {
            let inside: Vec<&Scored> = scored.iter().filter(|s| (from..to).contains(&s.probability)).collect();
            let sum: f64 = inside.iter().map(|s| s.probability).sum();
            Bin {
                from,
                to: to.min(1.0),
                n: inside.len(),
                spam: inside.iter().filter(|s| s.spam).count(),
                mean: ratio(sum, inside.len() as f64),
            }
        })
        .collect()
}
