//! Articles as moderators look for them: by title or address, with what goes on in each.

use super::{Result, Store, on_pool};
use crate::domain::clock::Timestamp;
use crate::domain::search::words;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;

/// Words of a question that count.
const MOST_WORDS: usize = 4;

/// An article in a list.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: ThreadId,
    pub key: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub created: Timestamp,
    pub closed: Option<Timestamp>,
    pub closes: Option<Timestamp>,
    pub approved: i64,
    pub waiting: i64,
    /// When the newest comment was written.
    pub active: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ArticleRow {
    id: i64,
    key: String,
    url: Option<String>,
    title: Option<String>,
    created: i64,
    closed: Option<i64>,
    closes: Option<i64>,
    count: i64,
    waiting: i64,
    active: i64,
}

/// A line of an article's history.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ThreadEntry {
    pub moderator: Option<String>,
    pub actor: String,
    pub action: String,
    #[sqlx(json(nullable))]
    pub before: Option<serde_json::Value>,
    #[sqlx(json(nullable))]
    pub after: Option<serde_json::Value>,
    pub at: i64,
}

impl Store {
    /// The articles that have all these words in title or address, each perhaps going on; the most lately discussed
    /// first, behind `after` (its time and number). No words: all articles.
    pub async fn articles(
        &self,
        site: SiteId,
        asked: &str,
        after: Option<(Timestamp, ThreadId)>,
        limit: i64,
    ) -> Result<Vec<Article>> {
        let sql = "SELECT t.id, t.key, t.url, t.title, t.created, t.closed, t.closes, t.count, t.active,
                       (SELECT COUNT(*) FROM comment c WHERE c.site_id = t.site_id AND c.thread_id = t.id
                        AND c.status = 'pending') AS waiting
                   FROM thread t WHERE t.site_id = $1 AND (t.active, t.id) < ($2, $3)
                   AND (CAST($4 AS TEXT) IS NULL OR t.words LIKE $4) AND (CAST($5 AS TEXT) IS NULL OR t.words LIKE $5)
                   AND (CAST($6 AS TEXT) IS NULL OR t.words LIKE $6) AND (CAST($7 AS TEXT) IS NULL OR t.words LIKE $7)
                   ORDER BY t.active DESC, t.id DESC LIMIT $8";
        let (active, id) = after.map_or((i64::MAX, i64::MAX), |(active, id)| (active.0, id.0));
        // Letters and digits only: nothing that LIKE would take for a pattern.
        let mut likes = words(asked).into_iter().take(MOST_WORDS).map(|word| format!("% {}%", word.folded));
        let likes: [Option<String>; MOST_WORDS] = std::array::from_fn(|_| likes.next());
        let [one, two, three, four] = likes;
        let rows: Vec<ArticleRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(active)
            .bind(id)
            .bind(one)
            .bind(two)
            .bind(three)
            .bind(four)
            .bind(limit)
            .fetch_all(c))?;
        let article = |row: ArticleRow| Article {
            id: ThreadId(row.id),
            key: row.key,
            url: row.url,
            title: row.title,
            created: Timestamp(row.created),
            closed: row.closed.map(Timestamp),
            closes: row.closes.map(Timestamp),
            approved: row.count,
            waiting: row.waiting,
            active: Timestamp(row.active),
        };
        Ok(rows.into_iter().map(article).collect())
    }

    /// How many comments of an article wait for a moderator.
    pub async fn waiting_in(&self, site: SiteId, id: ThreadId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM comment WHERE site_id = $1 AND thread_id = $2 AND status = 'pending'";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_one(c))?)
    }

    /// The keys that lead to an article besides its own.
    pub async fn former_keys(&self, site: SiteId, id: ThreadId) -> Result<Vec<String>> {
        let sql = "SELECT key FROM thread_alias WHERE site_id = $1 AND thread_id = $2 ORDER BY key";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_all(c))?)
    }

    /// What was done to an article, newest first.
    pub async fn thread_history(&self, site: SiteId, id: ThreadId, limit: i64) -> Result<Vec<ThreadEntry>> {
        let sql = "SELECT m.name AS moderator, d.actor, d.action, d.before, d.after, d.at
                   FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   WHERE d.site_id = $1 AND d.thread_id = $2 ORDER BY d.id DESC LIMIT $3";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).bind(limit).fetch_all(c))?)
    }
}
