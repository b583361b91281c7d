//! Reading comments as readers may see them. A page costs what it shows: paging is by key, never by
//! offset, and nothing is counted.

use super::rows::{CommentRow, OwnRow, comments, own_columns, public_columns};
use super::{Result, Store, on_pool, on_readers};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{Comment, CommentId, OwnComment};
use crate::domain::sealed::TokenHash;
use crate::domain::site::SiteId;
use crate::domain::thread::{PageUrl, ThreadId};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    #[default]
    Oldest,
    Newest,
    /// Most votes first.
    Top,
}

/// Where a page of top-level comments begins: behind this comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub votes: i64,
    pub created: Timestamp,
    pub id: i64,
}

impl Position {
    pub fn of(comment: &Comment) -> Self {
        Self { votes: comment.votes, created: comment.created, id: comment.id.0 }
    }

    fn start(sort: Sort) -> Self {
        match sort {
            Sort::Oldest => Self { votes: 0, created: Timestamp(i64::MIN), id: i64::MIN },
            Sort::Newest => Self { votes: 0, created: Timestamp(i64::MAX), id: i64::MAX },
            Sort::Top => Self { votes: i64::MAX, created: Timestamp(i64::MIN), id: i64::MIN },
        }
    }
}

/// An approved comment with what a feed says about its article.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    pub comment: Comment,
    pub thread_key: String,
    pub thread_url: Option<PageUrl>,
    pub thread_title: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PlacedRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    thread_id: i64,
}

#[derive(sqlx::FromRow)]
struct FeedRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    key: String,
    url: Option<String>,
    title: Option<String>,
}

impl Sort {
    /// The word in addresses and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Oldest => "oldest",
            Sort::Newest => "newest",
            Sort::Top => "top",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Sort::Oldest, Sort::Newest, Sort::Top].into_iter().find(|s| s.as_str() == word)
    }
}

impl Store {
    /// A page of top-level comments, tombstones included; without those that are pinned ([`Store::pinned`]).
    pub async fn top_level(
        &self,
        site: SiteId,
        thread: ThreadId,
        sort: Sort,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Vec<Comment>> {
        self.page(site, thread, sort, after, limit, true).await
    }

    /// A page of all comments of a thread, replies among them, tombstones included.
    pub async fn flat(
        &self,
        site: SiteId,
        thread: ThreadId,
        sort: Sort,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Vec<Comment>> {
        self.page(site, thread, sort, after, limit, false).await
    }

    async fn page(
        &self,
        site: SiteId,
        thread: ThreadId,
        sort: Sort,
        after: Option<Position>,
        limit: i64,
        only_top: bool,
    ) -> Result<Vec<Comment>> {
        let after = after.unwrap_or(Position::start(sort));
        macro_rules! page {
            ($which:literal, $rest:literal) => {
                concat!(
                    "SELECT ",
                    public_columns!(),
                    " FROM comment c WHERE c.site_id = $1 AND c.thread_id = $2 AND c.visible AND CAST($5 AS BIGINT) IS NOT NULL ",
                    $which,
                    $rest
                )
            };
        }
        macro_rules! top_or_all {
            ($rest:literal) => {
                if only_top { page!("AND c.parent_id IS NULL AND NOT c.pinned ", $rest) } else { page!("", $rest) }
            };
        }
        let sql = match sort {
            Sort::Oldest => top_or_all!("AND (c.created, c.id) > ($3, $4) ORDER BY c.created, c.id LIMIT $6"),
            Sort::Newest => top_or_all!("AND (c.created, c.id) < ($3, $4) ORDER BY c.created DESC, c.id DESC LIMIT $6"),
            // The first condition follows from the second; it is what SQLite can look up in the index.
            Sort::Top => top_or_all!(
                "AND -c.votes >= -$5 AND (-c.votes, c.created, c.id) > (-$5, $3, $4)
                 ORDER BY -c.votes, c.created, c.id LIMIT $6"
            ),
        };
        let rows: Vec<CommentRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(thread.0)
            .bind(after.created.0)
            .bind(after.id)
            .bind(after.votes)
            .bind(limit)
            .fetch_all(c))?;
        comments(rows)
    }

    /// The first `limit` comments below each of these top-level comments, oldest first. Two texts: the
    /// engines pass lists differently, and only PostgreSQL has LATERAL.
    pub async fn replies(&self, site: SiteId, roots: &[CommentId], limit: i64) -> Result<Vec<Comment>> {
        let roots: Vec<i64> = roots.iter().map(|r| r.0).collect();
        let rows: Vec<CommentRow> = match self {
            Store::Sqlite(engine) => {
                let sql = concat!(
                    "SELECT ",
                    public_columns!(),
                    " FROM json_each($2) r CROSS JOIN comment c WHERE c.id IN (
                         SELECT id FROM comment WHERE site_id = $1 AND root_id = r.value AND visible
                         ORDER BY created, id LIMIT $3)
                      ORDER BY c.created, c.id"
                );
                let roots = sqlx::types::Json(&roots);
                on_readers!(engine, |c| sqlx::query_as(sql).bind(site.0).bind(roots).bind(limit).fetch_all(c))
            }
            Store::Postgres(pool) => {
                let sql = concat!(
                    "SELECT ",
                    public_columns!(),
                    " FROM unnest($2) r (id) CROSS JOIN LATERAL (
                         SELECT * FROM comment WHERE site_id = $1 AND root_id = r.id AND visible
                         ORDER BY created, id LIMIT $3) c
                      ORDER BY c.created, c.id"
                );
                sqlx::query_as(sql).bind(site.0).bind(&roots).bind(limit).fetch_all(pool).await?
            }
        };
        comments(rows)
    }

    /// A page of everything below one top-level comment, oldest first.
    pub async fn branch(
        &self,
        site: SiteId,
        root: CommentId,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Vec<Comment>> {
        let after = after.unwrap_or(Position::start(Sort::Oldest));
        let sql = concat!(
            "SELECT ",
            public_columns!(),
            " FROM comment c WHERE c.site_id = $1 AND c.root_id = $2 AND c.visible AND (c.created, c.id) > ($3, $4)
             ORDER BY c.created, c.id LIMIT $5"
        );
        let rows: Vec<CommentRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(root.0)
            .bind(after.created.0)
            .bind(after.id)
            .bind(limit)
            .fetch_all(c))?;
        comments(rows)
    }

    /// One comment as readers see it: approved, or a tombstone that still has replies.
    pub async fn comment(&self, site: SiteId, id: CommentId) -> Result<Option<(ThreadId, Comment)>> {
        let sql = concat!(
            "SELECT ",
            public_columns!(),
            ", c.thread_id FROM comment c WHERE c.site_id = $1 AND c.id = $2 AND c.visible"
        );
        let row: Option<PlacedRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        row.map(|row| Ok((ThreadId(row.thread_id), row.comment.into_comment()?))).transpose()
    }

    /// A guest's own comment, whatever its status.
    pub async fn own_comment(&self, site: SiteId, receipt: &TokenHash) -> Result<Option<OwnComment>> {
        let sql = concat!("SELECT ", own_columns!(), " FROM comment c WHERE c.site_id = $1 AND c.receipt_hash = $2");
        let row: Option<OwnRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&receipt.0).fetch_optional(c))?;
        row.map(OwnRow::into_own).transpose()
    }

    /// The newest approved comments of a site, or of one thread.
    pub async fn feed(&self, site: SiteId, thread: Option<ThreadId>, limit: i64) -> Result<Vec<FeedEntry>> {
        macro_rules! feed {
            ($filter:literal) => {
                concat!(
                    "SELECT ",
                    public_columns!(),
                    ", t.key, t.url, t.title FROM comment c CROSS JOIN thread t
                     WHERE t.site_id = c.site_id AND t.id = c.thread_id
                     AND c.site_id = $1 AND c.status = 'approved' AND c.visible AND ",
                    $filter,
                    " ORDER BY c.created DESC, c.id DESC LIMIT $3"
                )
            };
        }
        // What is approved is visible; saying so lets a thread's feed read that thread's index alone. CROSS JOIN
        // makes SQLite begin with the comments, which come in order, however few threads there are.
        let sql = match thread {
            Some(_) => feed!("c.thread_id = $2"),
            None => feed!("CAST($2 AS BIGINT) IS NULL"),
        };
        let rows: Vec<FeedRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(thread.map(|t| t.0)).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(FeedEntry {
                    comment: row.comment.into_comment()?,
                    thread_key: row.key,
                    thread_url: row.url.as_deref().and_then(PageUrl::parse),
                    thread_title: row.title,
                })
            })
            .collect()
    }
}
