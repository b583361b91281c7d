//! Work that was given up, tried again.

use crate::domain::site::Site;
use crate::services::{Failure, Services};

/// Has a job that was given up tried again. False when there is none of this id.
pub async fn retry_job(services: &Services, site: &Site, id: i64) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    let revived = tx.revive_job(site.id, id, services.now()).await?;
    services.commit(tx).await?;
    Ok(revived)
}
