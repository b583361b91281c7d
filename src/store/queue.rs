//! What moderators read: comments of every status, with everything a decision needs beside them.

use sqlx::types::Json;

use super::comments::Position;
use super::packed::PackedHtml;
use super::{Result, Store, on_pool};
use crate::domain::author::{AuthorKind, Website};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Record, Status};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::Signal;

/// How many comments each queue of a site has; maintained, never counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Tally {
    pub pending: i64,
    pub approved: i64,
    pub spam: i64,
    pub trash: i64,
    /// Comments that readers have reported and nobody has decided about since.
    pub flagged: i64,
}

impl Tally {
    pub fn of(&self, queue: impl Into<Queue>) -> i64 {
        match queue.into() {
            Queue::Of(Status::Pending) => self.pending,
            Queue::Of(Status::Approved) => self.approved,
            Queue::Of(Status::Spam) => self.spam,
            Queue::Of(Status::Trash) => self.trash,
            Queue::Flagged => self.flagged,
        }
    }
}

// CROSS JOIN makes SQLite begin with the comments, which come in order.
macro_rules! columns {
    () => {
        "SELECT c.id, c.thread_id, t.key AS thread_key, t.url AS thread_url, COALESCE(t.title, c.article_title) AS thread_title,
                t.count AS thread_count, t.closed AS thread_closed, t.closes AS thread_closes, c.parent_id, p.name AS parent_name,
                p.source AS parent_source, p.html AS parent_html, p.renderer AS parent_renderer, c.depth, c.name, c.website, c.author_kind,
                c.source, c.html, c.renderer, c.status, c.withdrawn, c.opinion, c.score, c.signals, c.created, c.edited, c.staff_edited,
                c.picked, c.pinned,
                c.status_changed, c.decided, (c.email_hash IS NOT NULL) AS has_email, c.email_confirmed,
                c.address_prefix, c.flags, c.votes, c.replies, c.version,
                (SELECT m.name FROM decision d JOIN moderator m ON m.id = d.moderator_id
                 WHERE d.site_id = c.site_id AND d.comment_id = c.id AND d.to_status IS NOT NULL
                 ORDER BY d.id DESC LIMIT 1) AS decided_by,
                (SELECT COUNT(*) FROM comment r WHERE r.site_id = c.site_id AND r.email_hash = c.email_hash
                 AND r.status = 'approved') AS record_approved,
                (SELECT COUNT(*) FROM comment r WHERE r.site_id = c.site_id AND r.email_hash = c.email_hash
                 AND r.status = 'pending') AS record_pending,
                (SELECT COUNT(*) FROM comment r WHERE r.site_id = c.site_id AND r.email_hash = c.email_hash
                 AND r.status = 'spam') AS record_spam,
                (SELECT COUNT(*) FROM comment r WHERE r.site_id = c.site_id AND r.email_hash = c.email_hash
                 AND r.status = 'trash') AS record_trash,
                (SELECT MIN(r.created) FROM comment r WHERE r.site_id = c.site_id AND r.email_hash = c.email_hash)
                 AS record_first
         FROM comment c CROSS JOIN thread t LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
         WHERE t.site_id = c.site_id AND t.id = c.thread_id AND "
    };
}

#[derive(sqlx::FromRow)]
struct DeskRow {
    id: i64,
    thread_id: i64,
    thread_key: String,
    thread_url: Option<String>,
    thread_title: Option<String>,
    thread_count: i64,
    thread_closed: Option<i64>,
    thread_closes: Option<i64>,
    parent_id: Option<i64>,
    parent_name: Option<String>,
    parent_source: Option<String>,
    parent_html: Option<PackedHtml>,
    parent_renderer: Option<i64>,
    depth: i64,
    name: String,
    website: Option<String>,
    author_kind: String,
    source: String,
    html: PackedHtml,
    renderer: i64,
    status: String,
    withdrawn: bool,
    opinion: String,
    score: f64,
    signals: Json<Vec<Signal>>,
    created: i64,
    edited: Option<i64>,
    staff_edited: bool,
    picked: bool,
    pinned: bool,
    status_changed: i64,
    decided: bool,
    has_email: bool,
    email_confirmed: bool,
    address_prefix: Option<String>,
    flags: i64,
    votes: i64,
    replies: i64,
    version: i64,
    decided_by: Option<String>,
    record_approved: i64,
    record_pending: i64,
    record_spam: i64,
    record_trash: i64,
    record_first: Option<i64>,
}

impl DeskRow {
    fn into_desk(self) -> Result<DeskComment> {
        let parent_html = match (self.parent_html, self.parent_source, self.parent_renderer) {
            (Some(html), Some(source), Some(revision)) => Some(html.stored(&source, revision)),
            _ => None,
        };
        Ok(DeskComment {
            id: CommentId(self.id),
            thread: ThreadId(self.thread_id),
            thread_key: self.thread_key,
            thread_url: self.thread_url,
            thread_title: self.thread_title,
            thread_count: self.thread_count,
            thread_closed: self.thread_closed.map(Timestamp),
            thread_closes: self.thread_closes.map(Timestamp),
            parent: self.parent_id.map(CommentId),
            parent_name: self.parent_name,
            parent_html,
            depth: self.depth,
            name: self.name,
            website: self.website.as_deref().and_then(Website::stored),
            staff: super::rows::author_kind(&self.author_kind)? == AuthorKind::Member,
            html: self.html.stored(&self.source, self.renderer),
            source: self.source,
            status: super::rows::status(&self.status)?,
            withdrawn: self.withdrawn,
            verdict: super::rows::verdict(&self.opinion, self.score, self.signals)?,
            created: Timestamp(self.created),
            edited: self.edited.map(Timestamp),
            staff_edited: self.staff_edited,
            picked: self.picked,
            pinned: self.pinned,
            decided: self.decided.then_some(Timestamp(self.status_changed)),
            decided_by: self.decided_by,
            record: Record {
                approved: self.record_approved,
                pending: self.record_pending,
                spam: self.record_spam,
                trash: self.record_trash,
                first: self.record_first.map(Timestamp),
            },
            person: None,
            has_email: self.has_email,
            email_confirmed: self.email_confirmed,
            address_prefix: self.address_prefix,
            flags: self.flags,
            votes: self.votes,
            replies: self.replies,
            version: self.version,
        })
    }
}

impl Store {
    pub async fn tally(&self, site: SiteId) -> Result<Tally> {
        let sql = "SELECT pending, approved, spam, trash, flagged FROM tally WHERE site_id = $1";
        let row: Option<Tally> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_optional(c))?;
        Ok(row.unwrap_or_default())
    }

    /// A page of one queue. What waits or is reported comes oldest first, the rest newest first.
    pub async fn queue(
        &self,
        site: SiteId,
        queue: impl Into<Queue>,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Vec<DeskComment>> {
        let queue = queue.into();
        let start = if matches!(queue, Queue::Of(Status::Pending) | Queue::Flagged) { i64::MIN } else { i64::MAX };
        let (created, id) = after.map_or((start, start), |p| (p.created.0, p.id));
        let sql = match queue {
            Queue::Of(Status::Pending) => concat!(
                columns!(),
                "c.site_id = $1 AND c.status = $2 AND (c.created, c.id) > ($3, $4) ORDER BY c.created, c.id LIMIT $5"
            ),
            Queue::Of(_) => concat!(
                columns!(),
                "c.site_id = $1 AND c.status = $2 AND (c.created, c.id) < ($3, $4)
                 ORDER BY c.created DESC, c.id DESC LIMIT $5"
            ),
            Queue::Flagged => concat!(
                columns!(),
                "c.site_id = $1 AND c.flags > 0 AND CAST($2 AS TEXT) IS NOT NULL AND (c.created, c.id) > ($3, $4)
                 ORDER BY c.created, c.id LIMIT $5"
            ),
        };
        let rows: Vec<DeskRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(queue.as_str())
            .bind(created)
            .bind(id)
            .bind(limit)
            .fetch_all(c))?;
        let mut comments: Vec<DeskComment> = rows.into_iter().map(DeskRow::into_desk).collect::<Result<_>>()?;
        self.with_people(site, &mut comments).await?;
        Ok(comments)
    }

    pub async fn desk_comment(&self, site: SiteId, id: CommentId) -> Result<Option<DeskComment>> {
        let sql = concat!(columns!(), "c.site_id = $1 AND c.id = $2");
        let row: Option<DeskRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let mut comment = row.map(DeskRow::into_desk).transpose()?;
        if let Some(comment) = &mut comment {
            self.with_people(site, std::slice::from_mut(comment)).await?;
        }
        Ok(comment)
    }

    /// How many wait over all sites, and since when the oldest does: for metrics.
    pub async fn waiting(&self) -> Result<(i64, Option<Timestamp>)> {
        let sql = "SELECT CAST(COALESCE(SUM(pending), 0) AS BIGINT) FROM tally";
        let waiting: i64 = on_pool!(self, |c| sqlx::query_scalar(sql).fetch_one(c))?;
        let sql = "SELECT MIN(oldest) FROM (SELECT (SELECT MIN(c.created) FROM comment c WHERE c.site_id = s.id
                   AND c.status = 'pending') AS oldest FROM site s) AS each_site";
        let oldest: Option<i64> = on_pool!(self, |c| sqlx::query_scalar(sql).fetch_one(c))?;
        Ok((waiting, oldest.map(Timestamp)))
    }
}
