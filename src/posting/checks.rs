//! The local checks as a comment meets them: what they look at is gathered here, for a comment that comes and for one
//! that its author changes.

use std::sync::Arc;

use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::history::ArticleAge;
use crate::domain::policy::Check;
use crate::domain::sealed::TokenHash;
use crate::domain::site::{Site, SiteId};
use crate::services::{Failure, Services};
use crate::spam::bans::Source;
use crate::spam::checks::{History, Marked};
use crate::spam::sketch::Sketch;
use crate::store::history::{MarkedRow, Sender, SenderPast};
use crate::store::submissions::Facts;
use crate::text;

/// Whose history is asked for.
pub(super) struct About<'a> {
    pub source: &'a Source,
    /// Where the comment leads.
    pub hosts: &'a [String],
    /// The receipt of an earlier comment, which this browser showed.
    pub receipt: Option<&'a TokenHash>,
    /// A comment that is there already and is changed; its address may be confirmed.
    pub own: Option<(CommentId, bool)>,
    /// What was found out about a comment that comes, with the facts about it.
    pub known: Option<Known>,
}

/// What need not be asked for again.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub sender: SenderPast,
    /// The site's last decision: what is marked as spam changes with the next.
    pub decision: i64,
}

/// What the checks that the site makes need to know from before.
pub(super) async fn history(
    services: &Services,
    site: &Site,
    about: &About<'_>,
    now: Timestamp,
) -> Result<History, Failure> {
    let store = &services.store;
    let mut history = History::default();
    let own = about.own.map(|(id, _)| id);
    if site.policy.runs(Check::Sender) {
        let (address, email) = (about.source.address.as_ref(), about.source.email.as_ref());
        let past = match about.known {
            Some(known) => known.sender,
            None => {
                store.sender_past(site.id, &Sender { address, email, receipt: about.receipt, but: own }, now).await?
            }
        };
        let confirmed = past.by_address || about.own.is_some_and(|(_, confirmed)| confirmed);
        // A receipt proves one comment. Under whose address that was written, its author chose: the comments of that
        // address are proved only where the address is.
        let proved = i64::from(past.by_receipt);
        history.proved = if confirmed { past.email.approved.max(proved) } else { proved };
        (history.address, history.email) = (past.address, past.email);
    }
    let ours = text::hosts(site.origins.iter().map(|origin| origin.as_str()));
    let hosts: Vec<String> = about.hosts.iter().filter(|host| !ours.contains(host)).cloned().collect();
    let domains = site.policy.runs(Check::Domains) && !hosts.is_empty();
    if domains {
        history.hosts = store.host_pasts(site.id, &hosts, own).await?;
    }
    if domains || site.policy.runs(Check::Copies) {
        history.marked = marked_lately(services, site.id, about.known.map(|known| known.decision), now).await?;
        if let Some(own) = own.filter(|own| history.marked.iter().any(|marked| marked.id == own.0)) {
            history.marked = history.marked.iter().filter(|marked| marked.id != own.0).cloned().collect();
        }
    }
    Ok(history)
}

async fn marked_lately(
    services: &Services,
    site: SiteId,
    decision: Option<i64>,
    now: Timestamp,
) -> Result<Arc<[Marked]>, Failure> {
    if let Some(marked) = decision.and_then(|decision| services.lately.get(site, decision, now)) {
        return Ok(marked);
    }
    let rows = services.store.marked_spam(site, now).await?;
    let marked: Arc<[Marked]> = rows.into_iter().map(marked).collect();
    if let Some(decision) = decision {
        services.lately.put(site, decision, now, marked.clone());
    }
    Ok(marked)
}

fn marked(row: MarkedRow) -> Marked {
    Marked {
        id: row.id,
        sketch: row.sketch.as_deref().and_then(Sketch::from_bytes),
        text_hash: row.text_hash,
        hosts: row.hosts.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    }
}

/// How old the article is that a submission is about.
pub(super) fn article(facts: &Facts, now: Timestamp) -> Option<ArticleAge> {
    Some(ArticleAge::of(Timestamp(facts.thread_created?), Timestamp(facts.thread_active?), now))
}
