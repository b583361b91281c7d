//! Asking Akismet again about a comment that was taken in, and what its late word changes.
//!
//! A person's decision is never overridden: everything goes through [`judge_again`]. What is asked is what was sent
//! the first time; where that is no longer kept nobody is asked.

use super::{announce_waiting, judge_again};
use crate::checking::Checked;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::Site;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::spam::akismet::Trouble;
use crate::store::Tx;
use crate::store::statuses::Current;

/// What came of asking again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedAgain {
    /// What would be sent is no longer kept: 15 days are over, or Akismet was never asked.
    NotKept,
    /// The site has no key any more, or wants nobody asked.
    Off,
    Trouble(Trouble),
    /// A person was faster, or the author changed the text: the answer is about something else.
    Overtaken,
    /// `again`: Akismet wants to be asked once more, in so many milliseconds.
    Judged {
        to: Status,
        again: Option<i64>,
    },
}

/// Asks again about one comment and lets policy decide. `reason`: one word for Akismet.
pub async fn ask_again(services: &Services, site: &Site, id: CommentId, reason: &str) -> Result<AskedAgain, Failure> {
    let Some((check, asked)) = services.kept_check(site, id).await? else { return Ok(AskedAgain::NotKept) };
    let Some(checked) = services.check_again(site, check, reason).await? else { return Ok(AskedAgain::Off) };
    if let Err(trouble) = checked.outcome {
        return Ok(AskedAgain::Trouble(trouble));
    }
    let request = services.seal_check(site, &checked)?;
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let current = tx.current(site.id, id).await?;
    let kept = tx.check_request(site.id, id).await?;
    let Some(current) = current.filter(|current| !current.decided && !current.withdrawn) else {
        return Ok(AskedAgain::Overtaken);
    };
    if kept.is_none_or(|kept| kept.sealed.0 != asked.sealed.0) {
        return Ok(AskedAgain::Overtaken);
    }
    let to = late_word(services, &mut tx, site, &current, checked.signal(), "recheck", now).await?;
    tx.keep_check_request(site.id, id, &request, now).await?;
    services.commit(tx).await?;
    Ok(AskedAgain::Judged { to, again: Checked::ask_again_in(&checked) })
}

/// Puts a late word of Akismet's in place of its earlier ones. Call inside a write, after the site's lock.
pub(super) async fn late_word(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    signal: Signal,
    action: &'static str,
    now: Timestamp,
) -> Result<Status, Failure> {
    let verdict = current.verdict.with_akismet(signal);
    let known =
        was_known(&current.verdict) || (current.email_confirmed && tx.knows_email_of(site.id, current.id).await?);
    let to = judge_again(tx, site, current, verdict, known, action, now).await?;
    if to == Status::Pending && current.status != Status::Pending {
        announce_waiting(services, tx, site, now).await?;
    }
    Ok(to)
}

/// Nobody could be asked: the comment waits for a person and says so. Call inside a write.
pub async fn stop_asking(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    id: CommentId,
    why: &str,
) -> Result<(), Failure> {
    tx.lock_site(site.id).await?;
    if let Some(current) = tx.current(site.id, id).await? {
        let signal = Signal::with(SignalCode::AkismetGaveUp, why);
        let known = was_known(&current.verdict);
        let verdict = current.verdict.with_akismet(signal);
        judge_again(tx, site, &current, verdict, known, "recheck", services.now()).await?;
    }
    Ok(())
}

/// Whether policy took the author for known when the comment came in. Where everything waited nobody
/// asked, so nobody is known.
fn was_known(verdict: &Verdict) -> bool {
    !verdict.has(SignalCode::FirstComment) && !verdict.has(SignalCode::HoldAll)
}
