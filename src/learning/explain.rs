//! Why the filter thinks what it thinks of one comment: what it found then, and what the model would say today.

use super::{Typed, judge_again};
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::SiteKey;
use crate::domain::verdict::{Signal, Verdict};
use crate::services::{Failure, Services};

/// A comment with the filter's reasons.
#[derive(Clone, Debug)]
pub struct Explained {
    pub site: SiteKey,
    pub status: Status,
    pub source: String,
    /// When it came, or was last judged.
    pub then: Verdict,
    /// What the model says with everything that was learnt since; `None` where the owner turned it off.
    pub today: Option<Signal>,
}

/// `None` when there is no such comment.
pub async fn explain(services: &Services, id: CommentId) -> Result<Option<Explained>, Failure> {
    let Some(site) = services.store.site_of_comment(id).await? else { return Ok(None) };
    let Some(site) = services.store.site_by_id(site).await? else { return Ok(None) };
    let Some(comment) = services.store.desk_comment(site.id, id).await? else { return Ok(None) };
    let model = services.judging(&site, services.store.lesson_progress(site.id).await?).await?;
    let website = comment.website.as_ref().map_or("", |w| w.as_str());
    let typed = Typed { text: &comment.source, author: &comment.name, website };
    let mut signals = comment.verdict.signals.clone();
    judge_again(&site, model.as_deref(), typed, &mut signals);
    let today = signals.into_iter().find(|signal| signal.code == crate::domain::verdict::SignalCode::Model);
    Ok(Some(Explained {
        site: site.key.clone(),
        status: comment.status,
        source: comment.source,
        then: comment.verdict,
        today,
    }))
}
