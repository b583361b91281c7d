//! Scoring and learning: online logistic regression with AdaGrad's steps.

use super::bytes;
use super::features::{Comment, REVISION, Reader, SLOTS, Sink, What};

/// How much of the prior's say is left beside what the site teaches.
pub const PRIOR_SHARE: f64 = 0.7;

/// Steps of the local weights: fast ones, because a site has few decisions and its own kind of spam.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    pub rate: f64,
    /// What the sums of squared gradients start at.
    pub start: f64,
    /// The bias moves by this share of the rate.
    pub bias: f64,
}

impl Steps {
    pub const LOCAL: Steps = Steps { rate: 1.2, start: 0.002, bias: 0.3 };
}

/// The features of one comment: slots in rising order, each with its weight of 1 to 3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    pub slots: Vec<(u32, u8)>,
}

impl Sink for Features {
    fn put(&mut self, slot: u32, weight: u8, _: What) {
        self.slots.push((slot, weight));
    }
}

impl Features {
    /// Reads a comment into the same buffers again.
    pub fn set(&mut self, reader: &mut Reader, comment: &Comment<'_>) {
        self.slots.clear();
        reader.read(comment, self);
        self.order();
    }

    /// Where two fall into one slot the heavier one counts.
    fn order(&mut self) {
        self.slots.sort_unstable_by_key(|(slot, weight)| (*slot, u8::MAX - weight));
        self.slots.dedup_by_key(|(slot, _)| *slot);
    }

    pub fn of(comment: &Comment<'_>) -> Self {
        let mut features = Self::default();
        features.set(&mut Reader::default(), comment);
        features
    }

    /// By which each weight is multiplied so that the vector has length 1.
    pub fn unit(&self) -> f64 {
        let squares: u64 = self.slots.iter().map(|(_, weight)| u64::from(*weight) * u64::from(*weight)).sum();
        if squares == 0 { 0.0 } else { 1.0 / (squares as f64).sqrt() }
    }
}

impl Features {
    /// For the lesson's row: distances between slots in seven-bit groups, each followed where need be by its weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![REVISION];
        let mut last = 0;
        for (slot, weight) in &self.slots {
            // The weight (1 to 3) lies in the two lowest bits.
            bytes::put_number(&mut out, ((slot - last) << 2) | u32::from(*weight));
            last = *slot;
        }
        out
    }

    /// `None` for what [`Features::to_bytes`] of this revision did not write.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&revision, mut rest) = bytes.split_first()?;
        if revision != REVISION {
            return None;
        }
        let mut slots = Vec::with_capacity(rest.len() / 2);
        let mut slot = 0_u32;
        while !rest.is_empty() {
            let number = bytes::take_number(&mut rest)?;
            let (step, weight) = (number >> 2, (number & 3) as u8);
            if weight == 0 || (step == 0 && !slots.is_empty()) {
                return None;
            }
            slot = slot.checked_add(step).filter(|slot| *slot < SLOTS)?;
            slots.push((slot, weight));
        }
        Some(Self { slots })
    }
}

/// Weights that learn. One place for each slot, or none at all while nothing was learnt: most sites of a large
/// installation have taught nothing.
#[derive(Clone, Debug)]
pub struct Weights {
    steps: Steps,
    weights: Vec<f32>,
    sums: Vec<f32>,
    bias: f64,
    bias_sum: f64,
}

impl Weights {
    pub fn new(steps: Steps) -> Self {
        Self { steps, weights: Vec::new(), sums: Vec::new(), bias: 0.0, bias_sum: 0.0 }
    }

    fn make_room(&mut self) {
        self.weights.resize(SLOTS as usize, 0.0);
        self.sums.resize(SLOTS as usize, 0.0);
    }

    /// What these weights say about a comment, in log odds.
    pub fn margin(&self, features: &Features) -> f64 {
        let sum: f64 = features.slots.iter().map(|(slot, weight)| f64::from(*weight) * self.weight(*slot)).sum();
        self.bias + sum * features.unit()
    }

    pub fn weight(&self, slot: u32) -> f64 {
        self.weights.get(slot as usize).copied().map_or(0.0, f64::from)
    }

    pub fn bias(&self) -> f64 {
        self.bias
    }

    pub fn slots(&self) -> impl Iterator<Item = (u32, f64)> {
        self.weights.iter().enumerate().filter(|(_, w)| **w != 0.0).map(|(slot, w)| (slot as u32, f64::from(*w)))
    }

    /// What is not nothing, for the database: a version, the bias, then slots with their weight and sum.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![REVISION];
        out.extend_from_slice(&self.bias.to_le_bytes());
        out.extend_from_slice(&self.bias_sum.to_le_bytes());
        let mut last = 0;
        for (slot, (weight, sum)) in
            self.weights.iter().zip(&self.sums).enumerate().filter(|(_, (_, sum))| **sum != 0.0)
        {
            bytes::put_number(&mut out, (slot - last) as u32);
            out.extend_from_slice(&weight.to_le_bytes());
            out.extend_from_slice(&sum.to_le_bytes());
            last = slot;
        }
        out
    }

    /// `None` for what [`Weights::to_bytes`] of this revision did not write: then the lessons are replayed.
    pub fn from_bytes(steps: Steps, bytes: &[u8]) -> Option<Self> {
        let (&revision, rest) = bytes.split_first()?;
        let (bias, rest) = rest.split_first_chunk::<8>()?;
        let (bias_sum, mut rest) = rest.split_first_chunk::<8>()?;
        if revision != REVISION {
            return None;
        }
        let mut new = Self::new(steps);
        (new.bias, new.bias_sum) = (f64::from_le_bytes(*bias), f64::from_le_bytes(*bias_sum));
        if !rest.is_empty() {
            new.make_room();
        }
        let mut slot = 0_u32;
        while !rest.is_empty() {
            slot = slot.checked_add(bytes::take_number(&mut rest)?)?;
            let (weight, after) = rest.split_first_chunk::<4>()?;
            let (sum, after) = after.split_first_chunk::<4>()?;
            *new.weights.get_mut(slot as usize)? = f32::from_le_bytes(*weight);
            *new.sums.get_mut(slot as usize)? = f32::from_le_bytes(*sum);
            rest = after;
        }
        let bias = new.bias.is_finite() && new.bias_sum.is_finite() && new.bias_sum >= 0.0;
        let weights = new.weights.iter().all(|w| w.is_finite()) && new.sums.iter().all(|s| s.is_finite() && *s >= 0.0);
        (bias && weights).then_some(new)
    }

    /// One step away from an error: the probability that was given less the truth. `share`: of the rate.
    pub fn step(&mut self, features: &Features, error: f64, share: f64) {
        self.make_room();
        let unit = features.unit();
        let rate = self.steps.rate * share;
        for (slot, weight) in &features.slots {
            let gradient = error * f64::from(*weight) * unit;
            let (Some(w), Some(sum)) = (self.weights.get_mut(*slot as usize), self.sums.get_mut(*slot as usize)) else {
                continue;
            };
            *sum += (gradient * gradient) as f32;
            *w -= (rate * gradient / (self.steps.start + f64::from(*sum)).sqrt()) as f32;
        }
        self.bias_sum += error * error;
        self.bias -= rate * self.steps.bias * error / (self.steps.start + self.bias_sum).sqrt();
    }
}

/// From log odds to a probability. By `libm`, so that every machine gives the same.
pub fn probability(margin: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-margin.clamp(-35.0, 35.0)))
}
