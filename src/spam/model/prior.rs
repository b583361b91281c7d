//! The prior that ships: what many labelled comments have in common, in a few kilobytes.
//!
//! A file is a header, the slots in rising order (each as the distance from the one before, in seven-bit groups) with a weight of
//! one byte, and a checksum. Whatever is damaged, of another version, or made for other features is refused, never guessed at.

use sha2::{Digest, Sha256};

use super::features::{REVISION, SLOTS};
use super::learn::Features;

const MAGIC: &[u8; 4] = b"SVPR";
/// Of the layout of the file.
const LAYOUT: u8 = 1;
const CHECKSUM: usize = 8;

/// The largest file that is taken (issue: 96 KiB in the program).
pub const MOST_BYTES: usize = 96 * 1024;

/// Weights that do not change.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// What it was made from, in one line.
    pub origin: String,
    bias: f32,
    scale: f32,
    weights: Vec<i8>,
}

/// Why a file is no prior.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPrior {
    #[error("this is not a prior made by `svar spam train`")]
    Foreign,
    #[error("the prior has layout {0}, and this program reads layout {LAYOUT}; make it again with `svar spam train`")]
    Layout(u8),
    #[error(
        "the prior was made for revision {0} of the features, and this program has revision {REVISION}; make it again with \
         `svar spam train`"
    )]
    Revision(u8),
    #[error("the prior is damaged: its checksum is wrong")]
    Damaged,
    #[error("the prior is larger than {MOST_BYTES} bytes")]
    Large,
}

impl Prior {
    /// No opinion about anything.
    pub fn none() -> Self {
        Self { origin: String::new(), bias: 0.0, scale: 0.0, weights: Vec::new() }
    }

    /// The one inside this program; how it was made stands in `docs/spam-filter.md`.
    pub fn embedded() -> Result<Self, BadPrior> {
        Self::from_bytes(include_bytes!("../../../assets/spam/prior.bin"))
    }

    /// Keeps the `most` heaviest weights, each in one byte.
    pub fn new(origin: &str, bias: f64, weights: impl Iterator<Item = (u32, f64)>, most: usize) -> Self {
        let mut heaviest: Vec<(u32, f64)> = weights.filter(|(slot, _)| *slot < SLOTS).collect();
        heaviest.sort_by(|(a, x), (b, y)| y.abs().total_cmp(&x.abs()).then(a.cmp(b)));
        heaviest.truncate(most);
        let largest = heaviest.first().map_or(0.0, |(_, w)| w.abs());
        let scale = if largest > 0.0 { largest / f64::from(i8::MAX) } else { 1.0 };
        let mut dense = vec![0_i8; SLOTS as usize];
        for (slot, weight) in heaviest {
            if let Some(place) = dense.get_mut(slot as usize) {
                *place = (weight / scale).round() as i8;
            }
        }
        Self { origin: origin.to_owned(), bias: bias as f32, scale: scale as f32, weights: dense }
    }

    /// What the prior says about a comment, in log odds.
    pub fn margin(&self, features: &Features) -> f64 {
        let sum: i64 =
            features.slots.iter().map(|(slot, weight)| i64::from(*weight) * i64::from(self.byte(*slot))).sum();
        f64::from(self.bias) + sum as f64 * f64::from(self.scale) * features.unit()
    }

    pub fn weight(&self, slot: u32) -> f64 {
        f64::from(self.byte(slot)) * f64::from(self.scale)
    }

    pub fn bias(&self) -> f64 {
        f64::from(self.bias)
    }

    /// How many weights it holds.
    pub fn len(&self) -> usize {
        self.weights.iter().filter(|w| **w != 0).count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn byte(&self, slot: u32) -> i8 {
        self.weights.get(slot as usize).copied().unwrap_or(0)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let origin: Vec<u8> = self.origin.bytes().take(usize::from(u16::MAX)).collect();
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&[LAYOUT, REVISION]);
        out.extend_from_slice(&(origin.len() as u16).to_le_bytes());
        out.extend_from_slice(&origin);
        out.extend_from_slice(&self.bias.to_le_bytes());
        out.extend_from_slice(&self.scale.to_le_bytes());
        out.extend_from_slice(&(self.len() as u32).to_le_bytes());
        let mut last = 0;
        for (slot, weight) in self.weights.iter().enumerate().filter(|(_, w)| **w != 0) {
            super::bytes::put_number(&mut out, (slot - last) as u32);
            out.push(weight.to_le_bytes().first().copied().unwrap_or(0));
            last = slot;
        }
        let sum = Sha256::digest(&out);
        out.extend(sum.iter().take(CHECKSUM));
        out
    }

    /// Reads what [`Prior::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadPrior> {
        if bytes.len() > MOST_BYTES {
            return Err(BadPrior::Large);
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(BadPrior::Foreign)?;
        let (&layout, rest) = rest.split_first().ok_or(BadPrior::Damaged)?;
        if layout != LAYOUT {
            return Err(BadPrior::Layout(layout));
        }
        let (body, sum) = bytes.split_at_checked(bytes.len().saturating_sub(CHECKSUM)).ok_or(BadPrior::Damaged)?;
        if Sha256::digest(body).get(..CHECKSUM) != Some(sum) {
            return Err(BadPrior::Damaged);
        }
        let (&revision, _) = rest.split_first().ok_or(BadPrior::Damaged)?;
        if revision != REVISION {
            return Err(BadPrior::Revision(revision));
        }
        Self::body(body.get(MAGIC.len() + 2..).unwrap_or_default()).ok_or(BadPrior::Damaged)
    }

    fn body(rest: &[u8]) -> Option<Self> {
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (origin, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        let (bias, rest) = rest.split_first_chunk::<4>()?;
        let (scale, rest) = rest.split_first_chunk::<4>()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let (bias, scale) = (f32::from_le_bytes(*bias), f32::from_le_bytes(*scale));
        if !(bias.is_finite() && scale.is_finite()) {
            return None;
        }
        let mut weights = vec![0_i8; SLOTS as usize];
        let mut slot = 0_u32;
        for _ in 0..u32::from_le_bytes(*count) {
            slot = slot.checked_add(super::bytes::take_number(&mut rest)?)?;
            let (&weight, after) = rest.split_first()?;
            *weights.get_mut(slot as usize)? = i8::from_le_bytes([weight]);
            rest = after;
        }
        rest.is_empty().then_some(())?;
        Some(Self { origin: String::from_utf8(origin.to_vec()).ok()?, bias, scale, weights })
    }
}
