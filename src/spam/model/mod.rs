//! The local model: a hashed logistic regression that learns from the moderators' decisions, one at a time.
//!
//! Score = shipped prior × 0.7 + what this site has taught. Pure arithmetic on what is handed in: no database, no clock, no
//! chance, and the same numbers on every machine. It never decides anything; `domain::verdict` does.

pub mod bytes;
pub mod features;
pub mod fold;
pub mod learn;
pub mod links;
pub mod opinion;
pub mod prior;
pub mod shape;
pub mod shelf;
pub mod zones;

use std::sync::Arc;

use self::learn::{Features, PRIOR_SHARE, Steps, Weights, probability};
use self::prior::Prior;

/// What a site's model knows.
#[derive(Clone, Debug)]
pub struct Model {
    prior: Arc<Prior>,
    local: Weights,
    /// Lessons of each kind.
    pub ham: u32,
    pub spam: u32,
}

impl Model {
    /// A model that has been taught nothing.
    pub fn new(prior: Arc<Prior>) -> Self {
        Self { prior, local: Weights::new(Steps::LOCAL), ham: 0, spam: 0 }
    }

    pub fn probability(&self, features: &Features) -> f64 {
        probability(PRIOR_SHARE * self.prior.margin(features) + self.local.margin(features))
    }

    /// How much one slot says in a comment whose features are `unit` long, in log odds.
    pub fn says(&self, slot: u32, weight: u8, unit: f64) -> f64 {
        f64::from(weight) * unit * (PRIOR_SHARE * self.prior.weight(slot) + self.local.weight(slot))
    }

    /// Learns what a person decided. `share`: of a full step.
    pub fn learn(&mut self, features: &Features, spam: bool, share: f64) {
        let error = self.probability(features) - f64::from(u8::from(spam));
        self.local.step(features, error, share);
        match spam {
            true => self.spam += 1,
            false => self.ham += 1,
        }
    }

    /// For the database: how many lessons of each kind, and the weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(&self.ham.to_le_bytes());
        out.extend_from_slice(&self.spam.to_le_bytes());
        out.extend(self.local.to_bytes());
        out
    }

    /// `None` for what another revision wrote, or what is damaged.
    pub fn from_bytes(prior: Arc<Prior>, bytes: &[u8]) -> Option<Self> {
        let (ham, rest) = bytes.split_first_chunk::<4>()?;
        let (spam, rest) = rest.split_first_chunk::<4>()?;
        let local = Weights::from_bytes(Steps::LOCAL, rest)?;
        Some(Self { prior, local, ham: u32::from_le_bytes(*ham), spam: u32::from_le_bytes(*spam) })
    }

    pub fn is_taught(&self) -> bool {
        zones::is_taught(self.ham, self.spam)
    }

    pub fn local(&self) -> &Weights {
        &self.local
    }
}
