//! What was seen of a site's pages while it was being set up: facts, each noted once.

use super::{Result, Store, Tx, on_pool, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;

/// Since when something was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EmbedSeen {
    /// One of the site's pages asked for a thread.
    pub script: Option<Timestamp>,
    /// And said its address.
    pub article: Option<Timestamp>,
    /// A comment was received.
    pub comment: bool,
}

impl Store {
    pub async fn embed_seen(&self, site: SiteId) -> Result<EmbedSeen> {
        let sql = "SELECT s.script, s.article, EXISTS (SELECT 1 FROM comment c WHERE c.site_id = $1)
                   FROM (SELECT 1 AS one) o LEFT JOIN embed_seen s ON s.site_id = $1";
        let (script, article, comment): (Option<i64>, Option<i64>, bool) =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_one(c))?;
        Ok(EmbedSeen { script: script.map(Timestamp), article: article.map(Timestamp), comment })
    }
}

impl Tx {
    /// Notes what was seen now, where nothing was noted before.
    pub async fn note_embed(&mut self, site: SiteId, article: bool, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO embed_seen (site_id, script, article) VALUES ($1, $2, $3)
                   ON CONFLICT (site_id) DO UPDATE SET article = COALESCE(embed_seen.article, excluded.article)";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(now.0).bind(article.then_some(now.0)))?;
        Ok(())
    }
}
