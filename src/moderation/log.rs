//! Taking the audit log along. It is read elsewhere; that somebody took it is written down here.

use std::sync::Arc;

use serde_json::Value;

use super::to_its_end;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::audit::{About, NewDecision};

/// Records that a moderator takes the log along, and what of it (`what`: words and numbers, no name). Returns the
/// line's number: what is handed out are the lines below it. There is nothing to take back.
pub async fn export_log(
    services: &Arc<Services>,
    site: &Arc<Site>,
    moderator: ModeratorId,
    what: Value,
) -> Result<i64, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let actor = Actor::Moderator(moderator);
        let line = NewDecision::new(site.id, About::Site, actor, "export", services.now());
        let id = tx.record_decision(&NewDecision { after: Some(what), ..line }).await?;
        services.commit(tx).await?;
        Ok(id)
    })
    .await
}
