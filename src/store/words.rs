//! The words by which comments are found, and making what was there before findable.
//!
//! They are kept without the text, written in the write that changes the text, and go with it.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;
use sqlx::types::Json;

use super::tx::Engine;
use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::author::Website;
use crate::domain::comment::CommentId;
use crate::domain::search::{Document, article};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;

/// Places that PostgreSQL tells apart in one text; words behind the last stand together.
const LAST_PLACE: usize = 16_383;

/// A comment whose words are to be kept.
#[derive(Clone, Debug)]
pub struct Unindexed {
    pub id: CommentId,
    pub name: String,
    pub website: Option<Website>,
    pub source: String,
    pub title: Option<String>,
}

#[derive(sqlx::FromRow)]
struct UnindexedRow {
    id: i64,
    name: String,
    website: Option<String>,
    source: String,
    title: Option<String>,
}

impl Tx {
    /// Keeps the words of a comment, instead of those that were kept before. Two texts: the engines' full texts
    /// differ.
    pub async fn put_words(&mut self, site: SiteId, id: CommentId, document: &Document) -> Result<()> {
        let words = document.words();
        match self.engine()? {
            Engine::Sqlite(lease) => lease.find_by((site, id), Some(words.join(" "))),
            Engine::Postgres(transaction) => {
                let sql =
                    "INSERT INTO comment_search (site_id, comment_id, words) VALUES ($1, $2, CAST($3 AS TSVECTOR))
                           ON CONFLICT (site_id, comment_id) DO UPDATE SET words = excluded.words";
                sqlx::query(sql).bind(site.0).bind(id.0).bind(tsvector(words)).execute(&mut **transaction).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn forget_words(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        match self.engine()? {
            Engine::Sqlite(lease) => lease.find_by((site, id), None),
            Engine::Postgres(transaction) => {
                let sql = "DELETE FROM comment_search WHERE site_id = $1 AND comment_id = $2";
                sqlx::query(sql).bind(site.0).bind(id.0).execute(&mut **transaction).await?;
            }
        }
        Ok(())
    }

    /// The next comments of a site, or of one thread, whose words are to be kept, in the order of their ids.
    pub async fn to_index(
        &mut self,
        site: SiteId,
        thread: Option<ThreadId>,
        after: CommentId,
        limit: i64,
    ) -> Result<Vec<Unindexed>> {
        macro_rules! next {
            ($site:literal) => {
                concat!(
                    "SELECT c.id, c.name, c.website, c.source, COALESCE(t.title, c.article_title) AS title
                     FROM comment c CROSS JOIN thread t WHERE t.site_id = c.site_id AND t.id = c.thread_id AND ",
                    $site,
                    " = $1 AND c.id > $3 AND (CAST($2 AS BIGINT) IS NULL OR c.thread_id = $2) ORDER BY c.id LIMIT $4"
                )
            };
        }
        // The plus makes SQLite go by the ids, instead of putting the whole site in order each time.
        let sql = match self.engine()? {
            Engine::Sqlite(_) => next!("+c.site_id"),
            Engine::Postgres(_) => next!("c.site_id"),
        };
        let rows: Vec<UnindexedRow> = on_tx!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(thread.map(|t| t.0))
            .bind(after.0)
            .bind(limit)
            .fetch_all(c))?;
        let unindexed = |row: UnindexedRow| Unindexed {
            id: CommentId(row.id),
            name: row.name,
            website: row.website.as_deref().and_then(Website::stored),
            source: row.source,
            title: row.title,
        };
        Ok(rows.into_iter().map(unindexed).collect())
    }

    /// Keeps the words of a thread's title and address.
    pub async fn put_thread_words(&mut self, site: SiteId, id: ThreadId) -> Result<()> {
        let sql = "SELECT title, key, url, words FROM thread WHERE site_id = $1 AND id = $2";
        let row: Option<(Option<String>, String, Option<String>, String)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let Some((title, key, url, old)) = row else { return Ok(()) };
        let words = article(title.as_deref(), &key, url.as_deref());
        if words != old {
            let sql = "UPDATE thread SET words = $3 WHERE site_id = $1 AND id = $2";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(words))?;
        }
        Ok(())
    }

    /// Threads whose words are not kept yet, at most `limit`.
    pub async fn threads_to_index(&mut self, site: SiteId, limit: i64) -> Result<Vec<ThreadId>> {
        let sql = "SELECT id FROM thread WHERE site_id = $1 AND words = '' ORDER BY id LIMIT $2";
        let ids: Vec<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(limit).fetch_all(c))?;
        Ok(ids.into_iter().map(ThreadId).collect())
    }
}

/// By which words comments are to be found, of everybody who shares a commit; `None`: by none any more. SQLite's full
/// text writes a piece of index for each savepoint in which it changes, and has to merge them afterwards; so it is
/// told once for all, at the end. The last word about a comment counts.
#[derive(Default)]
pub(super) struct WordChanges(BTreeMap<(SiteId, CommentId), Option<String>>);

impl WordChanges {
    pub fn set(&mut self, comment: (SiteId, CommentId), words: Option<String>) {
        self.0.insert(comment, words);
    }

    pub fn append(&mut self, mut later: WordChanges) {
        self.0.append(&mut later.0);
    }

    /// What is no comment any more is not found either.
    pub async fn write(self, connection: &mut SqliteConnection) -> Result<()> {
        let sql = "DELETE FROM comment_search WHERE rowid IN (
                       SELECT c.id FROM json_each($1) j JOIN comment c ON c.id = j.value ->> 1
                       WHERE c.site_id = j.value ->> 0 AND j.value ->> 2 IS NULL);
                   INSERT OR REPLACE INTO comment_search (rowid, words)
                       SELECT c.id, j.value ->> 2 FROM json_each($1) j JOIN comment c ON c.id = j.value ->> 1
                       WHERE c.site_id = j.value ->> 0 AND j.value ->> 2 IS NOT NULL";
        if self.0.is_empty() {
            return Ok(());
        }
        let changes: Vec<_> = self.0.iter().map(|((site, id), words)| (site.0, id.0, words)).collect();
        sqlx::query(sql).bind(Json(changes)).execute(connection).await?;
        Ok(())
    }
}

impl Store {
    /// Whether older comments of a site are still being made findable.
    pub async fn is_indexing(&self, site: SiteId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE site_id = $1 AND kind = 'index' AND state = 'ready')";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_one(c))?)
    }
}

/// The words with their places, as PostgreSQL writes them. They are letters, digits and `_` only, so nothing in
/// them has to be escaped.
fn tsvector(words: &[String]) -> String {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, word) in words.iter().enumerate() {
        places.entry(word).or_default().push((n + 1).min(LAST_PLACE));
    }
    let entry = |(word, places): (&str, Vec<usize>)| {
        let places: Vec<String> = places.iter().take(250).map(usize::to_string).collect();
        format!("'{word}':{}", places.join(","))
    };
    places.into_iter().map(entry).collect::<Vec<_>>().join(" ")
}
