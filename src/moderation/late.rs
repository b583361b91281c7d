//! What the filter may still change after a comment was taken in.

use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::moderator::Actor;
use crate::domain::site::Site;
use crate::domain::verdict::Verdict;
use crate::services::Failure;
use crate::store::Tx;
use crate::store::audit::{About, NewDecision};
use crate::store::statuses::{Before, Change, Current};

/// A late verdict, or late knowledge of the author, goes through policy like the first. Call inside a
/// write, after the site's lock; does nothing where a person has decided.
pub async fn judge_again(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    verdict: Verdict,
    known: bool,
    action: &'static str,
    now: Timestamp,
) -> Result<Status, Failure> {
    if current.decided || current.withdrawn {
        return Ok(current.status);
    }
    let signals = verdict.signals.into_iter().filter(|s| !s.code.is_policy()).collect();
    let (to, verdict) = Verdict::from_signals(signals).decide(site.policy.moderation, known);
    let change = Change { to, decided: false, withdrawn: false, verdict: Some(verdict), now, before: Before::Follow };
    tx.change_status(site.id, current, &change).await?;
    tx.record_decision(&NewDecision {
        from: Some(current.status),
        to: Some(to),
        opinion: Some(current.verdict.opinion),
        ..NewDecision::new(site.id, About::Comment(current.id), Actor::System, action, now)
    })
    .await?;
    Ok(to)
}
