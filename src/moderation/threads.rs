//! What moderators do to a whole thread.

use crate::domain::site::Site;
use crate::domain::thread::ThreadId;
use crate::services::{Failure, Services};

/// Closes a thread for new comments, or opens it again. False when there is no such thread.
pub async fn close_thread(services: &Services, site: &Site, id: ThreadId, close: bool) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let done = tx.close_thread(site.id, id, close.then(|| services.now())).await?;
    services.commit(tx).await?;
    Ok(done)
}
