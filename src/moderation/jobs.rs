//! Work that was given up, tried again.

use std::sync::Arc;

use super::to_its_end;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::audit::{About, NewDecision};

/// Has a job that was given up tried again. False when there is none of this id.
pub async fn retry_job(
    services: &Arc<Services>,
    site: &Arc<Site>,
    id: i64,
    moderator: ModeratorId,
) -> Result<bool, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let revived = tx.revive_job(site.id, id, now).await?;
        if revived {
            let actor = Actor::Moderator(moderator);
            tx.record_decision(&NewDecision::new(site.id, About::Site, actor, "retry-job", now)).await?;
        }
        services.commit(tx).await?;
        Ok(revived)
    })
    .await
}
