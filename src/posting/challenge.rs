//! What a doubtful submission is asked for before it is taken in: a second of work from its sender's machine.
//!
//! Asked only where it can move something, and of those who said that they can do it. Whoever cannot, or answers
//! wrongly or too late, is held as doubtful comments are; nobody is refused, and how doubtful it was is never told.

use super::{NotDone, Posting, body_hash};
use crate::domain::challenge::Proof;
use crate::domain::policy::Moderation;
use crate::domain::submission::{Draft, Submission};
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::keys::challenge::About;

impl Posting<'_> {
    /// The Signal of a challenge that was met. `signals`: what the local checks and the bans found.
    ///
    /// # Errors
    /// [`NotDone::Challenged`]: nothing has been written, and the same submission may come again with its proof.
    pub(super) fn work_done(
        &self,
        signals: &[Signal],
        submission: &Submission,
        draft: &Draft,
    ) -> Result<Option<Signal>, NotDone> {
        let (services, policy) = (self.services, &self.site.policy);
        // Where everything waits, the work would move nothing.
        let asked = policy.challenge && policy.moderation != Moderation::Hold;
        if draft.proof == Proof::Unable || !asked || !Verdict::from_signals(signals.to_vec()).can_be_moved() {
            return Ok(None);
        }
        let (hash, now) = (body_hash(draft), services.now());
        let about = About { site: self.site.id, thread: &submission.thread.key, body_hash: &hash };
        match &draft.proof {
            Proof::Given(proof) => {
                let met = services.keys.is_met(&about, now, proof);
                services.metrics.challenge(if met { "met" } else { "missed" });
                Ok(met.then(|| Signal::new(SignalCode::ProofOfWork)))
            }
            _ => {
                services.metrics.challenge("asked");
                let bits = services.settings.challenge_bits;
                Err(NotDone::Challenged(Box::new(services.keys.challenge(&*services.random, &about, bits, now))))
            }
        }
    }
}
