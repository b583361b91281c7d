//! What a moderator did lately, and what anybody did since: for "my decisions" and for desks that stay open.

use super::{Result, Store, on_pool};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::ModeratorId;
use crate::domain::site::SiteId;
use crate::store::audit::StepId;

/// A step as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEntry {
    pub id: StepId,
    pub action: String,
    pub to: Option<Status>,
    /// How many comments or things.
    pub size: i64,
    pub at: Timestamp,
    pub undone: Option<Timestamp>,
    /// The comment, where it was about one alone, and who wrote that.
    pub comment: Option<(CommentId, String)>,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: i64,
    action: String,
    to_status: Option<String>,
    size: i64,
    at: i64,
    undone: Option<i64>,
    comment_id: Option<i64>,
    name: Option<String>,
}

/// Something that changed at the desk: a comment's status, its text, its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsEntry {
    pub id: i64,
    pub comment: CommentId,
    pub action: String,
    /// A moderator's name; `None` for its author and the filter.
    pub by: Option<String>,
    pub moderator: Option<ModeratorId>,
    pub at: Timestamp,
    /// What the comment is now; `None` when it is gone.
    pub now: Option<(Status, i64)>,
}

#[derive(sqlx::FromRow)]
struct NewsRow {
    id: i64,
    comment_id: i64,
    action: String,
    moderator_id: Option<i64>,
    by: Option<String>,
    at: i64,
    status: Option<String>,
    version: Option<i64>,
}

impl Store {
    /// A moderator's latest steps, newest first.
    pub async fn steps(&self, site: SiteId, moderator: ModeratorId, limit: i64) -> Result<Vec<StepEntry>> {
        let sql = "SELECT s.id, s.action, s.to_status, s.size, s.at, s.undone,
                          (SELECT MIN(d.comment_id) FROM decision d WHERE d.site_id = s.site_id AND d.step_id = s.id
                           AND s.size = 1) AS comment_id,
                          (SELECT c.name FROM decision d JOIN comment c ON c.site_id = d.site_id AND c.id = d.comment_id
                           WHERE d.site_id = s.site_id AND d.step_id = s.id AND s.size = 1 LIMIT 1) AS name
                   FROM step s WHERE s.site_id = $1 AND s.moderator_id = $2 ORDER BY s.id DESC LIMIT $3";
        let rows: Vec<StepRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(moderator.0).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(StepEntry {
                    id: StepId(row.id),
                    action: row.action,
                    to: row.to_status.as_deref().map(super::rows::status).transpose()?,
                    size: row.size,
                    at: Timestamp(row.at),
                    undone: row.undone.map(Timestamp),
                    comment: row.comment_id.map(|id| (CommentId(id), row.name.unwrap_or_default())),
                })
            })
            .collect()
    }

    /// The number of the log's last line, from which on there is news.
    pub async fn last_news(&self, site: SiteId) -> Result<i64> {
        let sql = "SELECT COALESCE(MAX(id), 0) FROM decision WHERE site_id = $1";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_one(c))?)
    }

    /// What was done to comments after this line of the log, oldest first.
    pub async fn news(&self, site: SiteId, after: i64, limit: i64) -> Result<Vec<NewsEntry>> {
        let sql = "SELECT d.id, d.comment_id, d.action, d.moderator_id, m.name AS by, d.at, c.status, c.version
                   FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   LEFT JOIN comment c ON c.site_id = d.site_id AND c.id = d.comment_id
                   WHERE d.site_id = $1 AND d.id > $2 AND d.comment_id IS NOT NULL ORDER BY d.id LIMIT $3";
        let rows: Vec<NewsRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(after).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                let status = row.status.as_deref().map(super::rows::status).transpose()?;
                Ok(NewsEntry {
                    id: row.id,
                    comment: CommentId(row.comment_id),
                    action: row.action,
                    by: row.by,
                    moderator: row.moderator_id.map(ModeratorId),
                    at: Timestamp(row.at),
                    now: status.zip(row.version),
                })
            })
            .collect()
    }

    /// How many comments came in after this one, and the newest one's id.
    pub async fn arrivals(&self, site: SiteId, after: CommentId) -> Result<(i64, CommentId)> {
        let sql =
            "SELECT COUNT(*), COALESCE(MAX(id), $2) FROM comment WHERE site_id = $1 AND status = 'pending' AND id > $2";
        let (count, newest): (i64, i64) =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(after.0).fetch_one(c))?;
        Ok((count, CommentId(newest)))
    }
}
