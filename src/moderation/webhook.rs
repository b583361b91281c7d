//! What Akismet tells of its own accord: that it thinks otherwise of a comment by now.
//!
//! Heard only as long as the last word about the comment is Akismet's: after a person's decision, a wave's, or the
//! author's change of the text it changes nothing. The same word twice changes nothing either.

use std::sync::Arc;

use super::second_opinion::late_word;
use super::to_its_end;
use crate::domain::comment::Status;
use crate::domain::site::Site;
use crate::domain::verdict::{Signal, SignalCode};
use crate::services::{Failure, Services};
use crate::store::jobs::JobKind;
use crate::store::statuses::Current;

/// A later verdict about the check of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateVerdict {
    pub guid: String,
    pub spam: bool,
}

/// Whether a late verdict found its comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Found,
    NoMatch,
    SeveralMatch,
}

/// Lets late verdicts through policy, each in a write of its own. `act`: else it is only said which are known.
pub async fn hear(
    services: &Arc<Services>,
    site: &Arc<Site>,
    verdicts: Vec<LateVerdict>,
    act: bool,
) -> Result<Vec<(LateVerdict, Heard)>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let mut heard = Vec::with_capacity(verdicts.len());
        for verdict in verdicts {
            let found = one(&services, &site, &verdict, act).await?;
            heard.push((verdict, found));
        }
        Ok(heard)
    })
    .await
}

async fn one(services: &Services, site: &Site, verdict: &LateVerdict, act: bool) -> Result<Heard, Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let id = match tx.checked_as(site.id, &verdict.guid).await?.as_slice() {
        [] => return Ok(Heard::NoMatch),
        [id] => *id,
        _ => return Ok(Heard::SeveralMatch),
    };
    let Some(current) = tx.current(site.id, id).await? else { return Ok(Heard::NoMatch) };
    if !act || !is_open_to(&current, verdict.spam) {
        return Ok(Heard::Found);
    }
    let code = if verdict.spam { SignalCode::AkismetSpam } else { SignalCode::AkismetHam };
    late_word(services, &mut tx, site, &current, Signal::new(code), "webhook", services.now()).await?;
    tx.note_answer(site.id, id, if verdict.spam { "true" } else { "false" }).await?;
    // It has answered now what it wanted to be asked about later.
    tx.drop_jobs(site.id, JobKind::AkismetCheck, id).await?;
    services.commit(tx).await?;
    Ok(Heard::Found)
}

/// The last word is Akismet's, and it was another one.
fn is_open_to(current: &Current, spam: bool) -> bool {
    let mut words = current.verdict.signals.iter().map(|signal| signal.code).filter(|code| code.is_akismet());
    let same = |code: SignalCode| match code {
        SignalCode::AkismetSpam | SignalCode::AkismetDiscard => spam,
        SignalCode::AkismetHam => !spam,
        _ => false,
    };
    !current.decided
        && !current.withdrawn
        && current.status != Status::Trash
        && !current.verdict.has(SignalCode::Wave)
        && words.next().is_some_and(|word| !same(word))
}
