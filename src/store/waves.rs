//! What near-copies are compared by, and the decisions about them that still count.

use serde_json::Value;
use sqlx::types::Json;

use super::audit::StepId;
use super::packed::PackedHtml;
use super::{Result, Store, Tx, on_pool, on_readers, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Queue, Status, StoredHtml};
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;

/// A comment of a queue as far as it is compared with others.
#[derive(Clone, Debug)]
pub struct Likeness {
    pub id: CommentId,
    pub version: i64,
    pub name: String,
    /// `None`: not made yet; `html` is there to make it from. Empty: too short to be compared.
    pub sketch: Option<Vec<u8>>,
    pub html: Option<StoredHtml>,
    pub email: Option<KeyedHash>,
    pub address: Option<KeyedHash>,
    pub hosts: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct LikenessRow {
    id: i64,
    version: i64,
    name: String,
    sketch: Option<Vec<u8>>,
    source: String,
    html: Option<PackedHtml>,
    renderer: i64,
    email_hash: Option<Vec<u8>>,
    address_hash: Option<Vec<u8>>,
    hosts: Option<String>,
}

macro_rules! likeness {
    () => {
        "SELECT c.id, c.version, c.name, c.sketch, c.source, CASE WHEN c.sketch IS NULL THEN c.html END AS html, c.renderer,
                c.email_hash, c.address_hash, (SELECT string_agg(l.host, ' ') FROM link l
                 WHERE l.site_id = c.site_id AND l.comment_id = c.id) AS hosts
         FROM comment c WHERE c.site_id = $1 AND NOT c.withdrawn AND "
    };
}

impl From<LikenessRow> for Likeness {
    fn from(row: LikenessRow) -> Self {
        Self {
            id: CommentId(row.id),
            version: row.version,
            name: row.name,
            sketch: row.sketch,
            html: row.html.map(|html| html.stored(&row.source, row.renderer)),
            email: row.email_hash.map(KeyedHash),
            address: row.address_hash.map(KeyedHash),
            hosts: row.hosts.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// A decision about a wave that later arrivals follow.
#[derive(Clone, Debug)]
pub struct Wave {
    pub step: StepId,
    pub to: Status,
    /// What arrivals are known by; `moderation` knows what is in it.
    pub sign: Value,
}

impl Store {
    /// The first comments of a queue, in its order, with what makes them alike.
    pub async fn likenesses(&self, site: SiteId, queue: Queue, limit: i64) -> Result<Vec<Likeness>> {
        macro_rules! first {
            ($filter:literal) => {
                concat!(likeness!(), $filter, " LIMIT $3")
            };
        }
        let sql = match queue {
            Queue::Of(Status::Pending) => first!("c.status = $2 ORDER BY c.created, c.id"),
            Queue::Of(_) => first!("c.status = $2 ORDER BY c.created DESC, c.id DESC"),
            Queue::Flagged => first!("c.flags > 0 AND CAST($2 AS TEXT) IS NOT NULL ORDER BY c.created, c.id"),
        };
        let rows: Vec<LikenessRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(queue.as_str()).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Likeness::from).collect())
    }

    /// One comment, as far as it is compared with others.
    pub async fn likeness(&self, site: SiteId, id: CommentId) -> Result<Option<Likeness>> {
        let sql = concat!(likeness!(), "c.id = $2");
        let row: Option<LikenessRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        Ok(row.map(Likeness::from))
    }

    /// Those of these hosts that approved comments of this site link to. Two texts, because the engines pass lists
    /// differently.
    pub async fn known_hosts(&self, site: SiteId, hosts: &[String]) -> Result<Vec<String>> {
        macro_rules! known {
            ($list:literal) => {
                concat!(
                    "SELECT h.host FROM ",
                    $list,
                    " WHERE EXISTS (SELECT 1 FROM link l JOIN comment c ON c.site_id = l.site_id AND c.id = l.comment_id
                       WHERE l.site_id = $1 AND l.host = h.host AND c.status = 'approved')"
                )
            };
        }
        Ok(match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_scalar(known!("(SELECT value AS host FROM json_each($2)) h"));
                on_readers!(engine, |c| query.bind(site.0).bind(Json(hosts)).fetch_all(c))
            }
            Store::Postgres(pool) => {
                let query = sqlx::query_scalar(known!("unnest($2) h (host)"));
                query.bind(site.0).bind(hosts).fetch_all(pool).await?
            }
        })
    }
}

impl Tx {
    pub async fn insert_wave(&mut self, site: SiteId, wave: &Wave, until: Timestamp) -> Result<()> {
        let sql = "INSERT INTO wave (site_id, step_id, to_status, sign, until) VALUES ($1, $2, $3, $4, $5)";
        let query = run_tx!(
            self,
            sqlx::query(sql).bind(site.0).bind(wave.step.0).bind(wave.to.as_str()).bind(Json(&wave.sign)).bind(until.0)
        );
        query?;
        Ok(())
    }

    /// Waves that later arrivals still follow, the latest first.
    pub async fn waves(&mut self, site: SiteId, now: Timestamp) -> Result<Vec<Wave>> {
        let sql = "SELECT step_id, to_status, sign FROM wave WHERE site_id = $1 AND until > $2
                   ORDER BY step_id DESC LIMIT 100";
        let rows: Vec<(i64, String, Json<Value>)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).fetch_all(c))?;
        rows.into_iter()
            .map(|(step, to, sign)| Ok(Wave { step: StepId(step), to: super::rows::status(&to)?, sign: sign.0 }))
            .collect()
    }

    /// No more arrivals follow this wave.
    pub async fn end_wave(&mut self, site: SiteId, step: StepId) -> Result<()> {
        let sql = "DELETE FROM wave WHERE site_id = $1 AND step_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(step.0))?;
        Ok(())
    }

    /// Waves that ended before.
    pub async fn forget_waves(&mut self, site: SiteId, before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM wave WHERE site_id = $1 AND until <= $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0))?;
        Ok(())
    }
}
