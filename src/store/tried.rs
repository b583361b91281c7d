//! Comments as a new rule is tried on them: the last ones, with everything that a rule may look at.

use super::{Result, Store, on_pool};
use crate::domain::author::Website;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::SiteId;

/// A guest's comment, whatever its status.
#[derive(Clone, Debug)]
pub struct Tried {
    pub id: CommentId,
    pub version: i64,
    pub status: Status,
    pub name: String,
    pub website: Option<Website>,
    pub source: String,
    pub email: Option<KeyedHash>,
    pub email_sealed: Option<Sealed>,
    pub address: Option<KeyedHash>,
    /// Truncated client address, while it is kept.
    pub prefix: Option<String>,
    /// The article's title, else the key of its thread.
    pub title: String,
    pub created: Timestamp,
}

#[derive(sqlx::FromRow)]
struct TriedRow {
    id: i64,
    version: i64,
    status: String,
    name: String,
    website: Option<String>,
    source: String,
    email_hash: Option<Vec<u8>>,
    email_sealed: Option<Vec<u8>>,
    address_hash: Option<Vec<u8>>,
    address_prefix: Option<String>,
    title: String,
    created: i64,
}

impl TriedRow {
    fn into_tried(self) -> Result<Tried> {
        Ok(Tried {
            id: CommentId(self.id),
            version: self.version,
            status: super::rows::status(&self.status)?,
            name: self.name,
            website: self.website.as_deref().and_then(Website::stored),
            source: self.source,
            email: self.email_hash.map(KeyedHash),
            email_sealed: self.email_sealed.map(Sealed),
            address: self.address_hash.map(KeyedHash),
            prefix: self.address_prefix,
            title: self.title,
            created: Timestamp(self.created),
        })
    }
}

/// What was withdrawn or purged has no text any more.
macro_rules! tried {
    ($filter:literal) => {
        concat!(
            "SELECT c.id, c.version, c.status, c.name, c.website, c.source, c.email_hash, c.email_sealed, c.address_hash,
                    c.address_prefix, COALESCE(t.title, c.article_title, t.key) AS title, c.created
             FROM comment c CROSS JOIN thread t WHERE t.site_id = c.site_id AND t.id = c.thread_id
             AND c.site_id = $1 AND c.author_kind = 'guest' AND c.source <> ''",
            $filter
        )
    };
}

impl Store {
    /// The last comments of a site, newest first.
    pub async fn last_comments(&self, site: SiteId, last: i64) -> Result<Vec<Tried>> {
        let sql = tried!(" ORDER BY c.id DESC LIMIT $2");
        let rows: Vec<TriedRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(last).fetch_all(c))?;
        rows.into_iter().map(TriedRow::into_tried).collect()
    }

    /// The last of those that wait.
    pub async fn last_waiting(&self, site: SiteId, last: i64) -> Result<Vec<Tried>> {
        let sql = tried!(" AND c.status = 'pending' ORDER BY c.created DESC, c.id DESC LIMIT $2");
        let rows: Vec<TriedRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(last).fetch_all(c))?;
        rows.into_iter().map(TriedRow::into_tried).collect()
    }
}
