//! A part of a queue: the page and the API read the same one.

use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue};
use crate::domain::site::Site;
use crate::services::Services;
use crate::store::comments::Position;
use crate::store::flags::FlagEntry;
use crate::store::{self};

#[derive(Default)]
pub struct Slice {
    pub comments: Vec<DeskComment>,
    /// Readers' reports of them.
    pub flags: Vec<FlagEntry>,
    /// The cursor of what follows.
    pub next: Option<String>,
    /// The cursor of the last comment, whether anything follows or not.
    pub last: Option<String>,
}

/// At most `limit` comments behind the cursor; `None` when the cursor is not one of this list.
pub async fn slice(
    services: &Services,
    site: &Site,
    queue: Queue,
    after: Option<&str>,
    limit: i64,
) -> Result<Option<Slice>, store::Error> {
    let list = format!("desk {} {}", site.key.as_str(), queue.as_str());
    let after = match after.map(|cursor| position(services, &list, cursor)) {
        Some(None) => return Ok(None),
        Some(position) => position,
        None => None,
    };
    // One more than is shown tells whether there is more.
    let mut comments = services.store.queue(site.id, queue, after, limit + 1).await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = comments.len() > shown;
    comments.truncate(shown);
    let cursor = |c: &DeskComment| services.keys.sign_cursor(&list, &format!("{}.{}", c.created.0, c.id.0));
    let last = comments.last().map(cursor);
    let next = last.clone().filter(|_| more);
    let flags = flags(services, site, &comments).await?;
    Ok(Some(Slice { comments, flags, next, last }))
}

/// The readers' reports that are shown with these comments.
pub async fn flags(services: &Services, site: &Site, comments: &[DeskComment]) -> Result<Vec<FlagEntry>, store::Error> {
    let flagged: Vec<CommentId> = comments.iter().filter(|c| c.flags > 0).map(|c| c.id).collect();
    if flagged.is_empty() { Ok(Vec::new()) } else { services.store.open_flags(site.id, &flagged).await }
}

fn position(services: &Services, list: &str, cursor: &str) -> Option<Position> {
    let text = services.keys.read_cursor(list, cursor)?;
    let (created, id) = text.split_once('.')?;
    Some(Position { votes: 0, created: Timestamp(created.parse().ok()?), id: id.parse().ok()? })
}
