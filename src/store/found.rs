//! What a search shows of the comments that it found.

use sqlx::types::Json;

use super::packed::PackedHtml;
use super::{Result, Store, on_readers};
use crate::domain::author::AuthorKind;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status, StoredHtml};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::{Signal, Verdict};

/// A comment as a line of a list.
#[derive(Clone, Debug)]
pub struct Found {
    pub id: CommentId,
    pub thread: ThreadId,
    pub thread_key: String,
    pub thread_title: Option<String>,
    pub parent_name: Option<String>,
    pub name: String,
    pub staff: bool,
    pub html: StoredHtml,
    pub status: Status,
    pub withdrawn: bool,
    pub verdict: Verdict,
    pub created: Timestamp,
    pub edited: Option<Timestamp>,
    /// When a person decided, and who it was.
    pub decided: Option<Timestamp>,
    pub decided_by: Option<String>,
    pub address_prefix: Option<String>,
    pub flags: i64,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    id: i64,
    thread_id: i64,
    thread_key: String,
    thread_title: Option<String>,
    parent_name: Option<String>,
    name: String,
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
    status_changed: i64,
    decided: bool,
    decided_by: Option<String>,
    address_prefix: Option<String>,
    flags: i64,
    version: i64,
}

impl FoundRow {
    fn into_found(self) -> Result<Found> {
        Ok(Found {
            id: CommentId(self.id),
            thread: ThreadId(self.thread_id),
            thread_key: self.thread_key,
            thread_title: self.thread_title,
            parent_name: self.parent_name,
            name: self.name,
            staff: super::rows::author_kind(&self.author_kind)? == AuthorKind::Member,
            html: self.html.stored(&self.source, self.renderer),
            status: super::rows::status(&self.status)?,
            withdrawn: self.withdrawn,
            verdict: super::rows::verdict(&self.opinion, self.score, self.signals)?,
            created: Timestamp(self.created),
            edited: self.edited.map(Timestamp),
            decided: self.decided.then_some(Timestamp(self.status_changed)),
            decided_by: self.decided_by,
            address_prefix: self.address_prefix,
            flags: self.flags,
            version: self.version,
        })
    }
}

macro_rules! found {
    ($ids:literal) => {
        concat!(
            "SELECT c.id, c.thread_id, t.key AS thread_key, COALESCE(t.title, c.article_title) AS thread_title,
                    p.name AS parent_name, c.name, c.author_kind, c.source, c.html, c.renderer, c.status, c.withdrawn, c.opinion,
                    c.score, c.signals, c.created, c.edited, c.status_changed, c.decided, c.address_prefix, c.flags,
                    c.version,
                    (SELECT m.name FROM decision d JOIN moderator m ON m.id = d.moderator_id
                     WHERE d.site_id = c.site_id AND d.comment_id = c.id AND d.to_status IS NOT NULL
                     ORDER BY d.id DESC LIMIT 1) AS decided_by
             FROM comment c CROSS JOIN thread t LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
             WHERE t.site_id = c.site_id AND t.id = c.thread_id AND ",
            $ids
        )
    };
}

impl Store {
    /// These comments of a site, in the same order; without those that are gone. Two texts, because the engines
    /// pass lists differently.
    pub async fn found(&self, site: SiteId, ids: &[i64]) -> Result<Vec<Found>> {
        let rows: Vec<FoundRow> = match self {
            Store::Sqlite(engine) => {
                let list = sqlx::types::Json(ids);
                // The plus keeps SQLite from reading the whole site by an index of its own.
                let sql = found!("+c.site_id = $1 AND c.id IN (SELECT value FROM json_each($2))");
                on_readers!(engine, |c| sqlx::query_as(sql).bind(site.0).bind(list).fetch_all(c))
            }
            Store::Postgres(pool) => {
                sqlx::query_as(found!("c.site_id = $1 AND c.id = ANY($2)"))
                    .bind(site.0)
                    .bind(ids)
                    .fetch_all(pool)
                    .await?
            }
        };
        let mut found = rows.into_iter().map(FoundRow::into_found).collect::<Result<Vec<_>>>()?;
        found.sort_by_key(|found| ids.iter().position(|id| *id == found.id.0));
        Ok(found)
    }
}
