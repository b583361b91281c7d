//! From a probability to an opinion.

use crate::domain::verdict::Verdict;

/// Below `approve` a comment is taken for ham, above `spam` for spam; between them nobody knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zones {
    pub approve: f64,
    pub spam: f64,
}

impl Default for Zones {
    fn default() -> Self {
        Self { approve: 0.10, spam: 0.98 }
    }
}

/// Decisions of each kind that a site needs before the model may call anything spam.
pub const TAUGHT: u32 = 10;
/// What counts as ham before that.
const CAREFUL: f64 = 0.05;

impl Zones {
    pub fn is_unsure(self, probability: f64) -> bool {
        probability >= self.approve && probability <= self.spam
    }

    /// The zones of a site that has taught this many of each: held, not condemned, until it has taught enough.
    pub fn for_taught(self, ham: u32, spam: u32) -> Self {
        match is_taught(ham, spam) {
            true => self,
            false => Self { approve: self.approve.min(CAREFUL), spam: 1.0 },
        }
    }
}

impl Zones {
    /// On the verdict's scale: nothing below `approve`, from 1 to just below 5 between the zones, and more than 5 above.
    pub fn weight(self, probability: f64) -> f64 {
        const UNSURE: f64 = Verdict::UNSURE_FROM;
        const SPAM: f64 = Verdict::SPAM_FROM;
        if probability < self.approve {
            return 0.0;
        }
        if probability > self.spam {
            return SPAM + 0.5;
        }
        let odds = |p: f64| {
            let p = p.clamp(0.001, 0.999);
            libm::log(p / (1.0 - p))
        };
        let (low, high) = (odds(self.approve), odds(self.spam));
        let share = if high > low { (odds(probability) - low) / (high - low) } else { 0.0 };
        UNSURE + share.clamp(0.0, 1.0) * (SPAM - UNSURE - 0.1)
    }
}

pub fn is_taught(ham: u32, spam: u32) -> bool {
    ham >= TAUGHT && spam >= TAUGHT
}
