//! Which hosts a comment links to, for search, bans and waves.

use super::{Result, Tx, put_tx, run_tx};
use crate::domain::comment::CommentId;
use crate::domain::site::SiteId;

/// Hosts of one comment that are kept; more than anybody reads.
const MOST: usize = 40;

impl Tx {
    /// Keeps what a comment links to, instead of what was kept before.
    pub async fn put_links(&mut self, site: SiteId, id: CommentId, hosts: &[String]) -> Result<()> {
        let sql = "DELETE FROM link WHERE site_id = $1 AND comment_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        self.add_links(site, id, hosts).await
    }

    /// The same for a comment that is new.
    pub async fn add_links(&mut self, site: SiteId, id: CommentId, hosts: &[String]) -> Result<()> {
        let sql = "INSERT INTO link (site_id, host, comment_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        for host in hosts.iter().take(MOST) {
            put_tx!(self, sql, site.0, host, id.0);
        }
        Ok(())
    }
}
