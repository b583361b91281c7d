//! Making comments findable that were there before search was, or whose article is called something else now.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::comment::CommentId;
use crate::domain::search::Document;
use crate::domain::site::Site;
use crate::domain::thread::ThreadId;
use crate::posting::linked_hosts;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::jobs::{JobKind, NewJob};
use crate::store::words::Unindexed;
use crate::text::Renderer;

/// Comments in one write, and writes in one job; the next job goes on from there, after whatever else is due.
const BITE: i64 = 100;
const BITES: usize = 20;

/// What such a job knows: behind which comment it goes on, and of which thread alone.
fn payload(thread: Option<ThreadId>, after: CommentId) -> Value {
    json!({ "after": after.0, "thread": thread.map(|t| t.0) })
}

/// Has everything of a thread made findable anew, by and by: its title is another.
pub(super) async fn index_thread(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    thread: ThreadId,
) -> Result<(), Failure> {
    let (payload, run_at) = (payload(Some(thread), CommentId(0)), services.now());
    tx.add_job(&NewJob { site: site.id, kind: JobKind::Index, comment: None, payload, run_at }).await?;
    Ok(())
}

/// One job's share. A job that is cut off begins again, and does the same once more.
pub async fn index(services: &Arc<Services>, site: &Site, job: &Value) -> Result<(), Failure> {
    let number = |name: &str| job.get(name).and_then(Value::as_i64);
    let thread = number("thread").map(ThreadId);
    let mut after = CommentId(number("after").unwrap_or(0));
    for bite in 1..=BITES {
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        for id in tx.threads_to_index(site.id, BITE).await? {
            tx.put_thread_words(site.id, id).await?;
        }
        let comments = tx.to_index(site.id, thread, after, BITE).await?;
        for comment in &comments {
            one(&services.renderer, &mut tx, site, comment).await?;
        }
        let last = comments.last().map(|comment| comment.id);
        let more = comments.len() as i64 == BITE;
        if let Some(last) = last.filter(|_| more && bite == BITES) {
            let (payload, run_at) = (payload(thread, last), services.now());
            tx.add_job(&NewJob { site: site.id, kind: JobKind::Index, comment: None, payload, run_at }).await?;
        }
        services.commit(tx).await?;
        match last {
            Some(last) if more => after = last,
            _ => break,
        }
    }
    Ok(())
}

/// Makes one comment findable as it is now, in the write that changed it.
pub async fn index_comment(tx: &mut Tx, site: &Site, id: CommentId) -> Result<(), Failure> {
    match tx.to_index(site.id, None, CommentId(id.0 - 1), 1).await?.first().filter(|comment| comment.id == id) {
        Some(comment) => one(&Renderer::default(), tx, site, comment).await,
        None => Ok(()),
    }
}

/// What is empty was taken back or purged, and is not to be found.
async fn one(renderer: &Renderer, tx: &mut Tx, site: &Site, comment: &Unindexed) -> Result<(), Failure> {
    let Ok(rendered) = renderer.render(&comment.source) else { return Ok(()) };
    if comment.source.is_empty() {
        return Ok(());
    }
    tx.put_links(site.id, comment.id, &linked_hosts(&rendered, comment.website.as_ref())).await?;
    let document = Document::new(site.id, &comment.name, comment.title.as_deref(), &rendered.plain);
    Ok(tx.put_words(site.id, comment.id, &document).await?)
}
