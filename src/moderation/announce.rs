//! Telling the moderators that something waits.

use crate::domain::clock::Timestamp;
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::jobs::{JobKind, NewJob};

/// While something waits already, the moderators are reminded at most this often.
const REMINDER: i64 = Timestamp::HOUR;

/// One mail to the moderators when something begins to wait, not one for each comment: what comes while
/// they have not emptied the queue is told together, later. Call after the comment became pending.
pub async fn announce_waiting(services: &Services, tx: &mut Tx, site: &Site, now: Timestamp) -> Result<(), Failure> {
    if !services.mailer.is_on() {
        return Ok(());
    }
    let queued = tx.waiting(site.id).await?;
    announce(services, tx, site, JobKind::MailWaiting, queued, now).await
}

/// The same for what readers report. Call after a comment got its first report.
pub async fn announce_flagged(services: &Services, tx: &mut Tx, site: &Site, now: Timestamp) -> Result<(), Failure> {
    let queued = tx.flagged(site.id).await?;
    announce(services, tx, site, JobKind::MailFlagged, queued, now).await
}

async fn announce(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    kind: JobKind,
    queued: i64,
    now: Timestamp,
) -> Result<(), Failure> {
    if !services.mailer.is_on() {
        return Ok(());
    }
    let begins = queued <= 1;
    if begins || !tx.has_job(site.id, kind, None).await? {
        let run_at = if begins { now } else { now.plus(REMINDER) };
        tx.add_job(&NewJob { site: site.id, kind, comment: None, payload: serde_json::json!({}), run_at }).await?;
    }
    Ok(())
}
