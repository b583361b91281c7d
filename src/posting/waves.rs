//! Waves, as a comment meets them that comes: what moderators decided about near-copies as one holds for it, too.

use super::{NotDone, Posting, Prepared, policy};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::site::Site;
use crate::domain::verdict::{SignalCode, Verdict};
use crate::moderation;
use crate::spam::sketch::Sketch;
use crate::store::Tx;
use crate::store::submissions::Facts;

impl Posting<'_> {
    /// What the moderators have decided about near-copies holds for this one, too.
    pub(super) async fn follow_wave(
        &self,
        tx: &mut Tx,
        prepared: &Prepared,
        (hosts, sketch): (&[String], Option<&Sketch>),
        facts: &Facts,
        (status, verdict): (&mut Status, &mut Verdict),
        now: Timestamp,
    ) -> Result<Option<moderation::Followed>, NotDone> {
        if !facts.any_waves {
            return Ok(None);
        }
        let email = prepared.hashes.email.as_ref().map(|hash| hash.0.as_slice());
        let senders: Vec<&[u8]> = email.into_iter().chain([prepared.hashes.address.0.as_slice()]).collect();
        let arrival = moderation::Arrival { sketch, hosts, senders: &senders };
        let (mut to, mut of_wave) =
            without_copies(verdict, facts, self.site).unwrap_or_else(|| (*status, verdict.clone()));
        let followed = Box::pin(moderation::follow(tx, self.site, &arrival, &mut to, &mut of_wave, now)).await?;
        if followed.is_some() {
            (*status, *verdict) = (to, of_wave);
        }
        Ok(followed)
    }
}

/// What would become of a comment if nobody had marked its copies: a wave says that better, because it takes its
/// arrivals along when it is taken back. `None` where that makes no difference.
fn without_copies(verdict: &Verdict, facts: &Facts, site: &Site) -> Option<(Status, Verdict)> {
    if !verdict.has(SignalCode::CopySpam) {
        return None;
    }
    let stays = |code: SignalCode| code != SignalCode::CopySpam && !code.is_policy();
    let signals = verdict.signals.iter().filter(|s| stays(s.code)).cloned().collect();
    Some(Verdict::from_signals(signals).decide(site.policy.moderation, policy::is_known(facts, site)))
}
