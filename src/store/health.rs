//! Sums of how the filter did, by the day on which comments came (UTC), moved in the write that changes a comment.
//!
//! So a person's later decision replaces the earlier one, one that is taken back leaves nothing, and what is purged
//! still counts. What counts as what is said by [`crate::domain::health`].

use super::{Result, Store, Tx, on_pool, put_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::health::{HealthSums, Judged};
use crate::domain::site::SiteId;

/// The sums of one day: its number since 1970-01-01 UTC.
pub type HealthDay = (i64, HealthSums);

pub fn day(time: Timestamp) -> i64 {
    time.0.div_euclid(Timestamp::DAY)
}

impl Store {
    /// From a day on, the oldest first; days without anything are left out.
    pub async fn health(&self, site: SiteId, from: i64) -> Result<Vec<HealthDay>> {
        let sql = "SELECT day, alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares
                   FROM health WHERE site_id = $1 AND day >= $2 ORDER BY day";
        type Row = (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64);
        let rows: Vec<Row> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(from).fetch_all(c))?;
        let sums =
            |(day, a, b, c, d, e, f, g, h, i, j): Row| (day, HealthSums::from_columns([a, b, c, d, e, f, g, h, i, j]));
        Ok(rows.into_iter().map(sums).collect())
    }
}

impl Tx {
    /// Moves a comment from one sum to another. `created`: when it came, which is its day for ever.
    pub(super) async fn count_health(
        &mut self,
        site: SiteId,
        created: Timestamp,
        from: Option<Judged<'_>>,
        to: Option<Judged<'_>>,
    ) -> Result<()> {
        let sums = |judged: Option<Judged<'_>>| judged.map(|judged| judged.sums()).unwrap_or_default();
        let change = sums(to).minus(&sums(from));
        if change == HealthSums::default() {
            return Ok(());
        }
        let sql =
            "INSERT INTO health (site_id, day, alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed,
                       weight, squares) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                   ON CONFLICT (site_id, day) DO UPDATE SET alone = health.alone + excluded.alone,
                       agreed = health.agreed + excluded.agreed, rescued = health.rescued + excluded.rescued,
                       held_spam = health.held_spam + excluded.held_spam,
                       held_ham = health.held_ham + excluded.held_ham, missed = health.missed + excluded.missed,
                       passed = health.passed + excluded.passed, weighed = health.weighed + excluded.weighed,
                       weight = health.weight + excluded.weight, squares = health.squares + excluded.squares";
        let [a, b, c, d, e, f, g, h, i, j] = change.columns();
        put_tx!(self, sql, site.0, day(created), a, b, c, d, e, f, g, h, i, j);
        Ok(())
    }

    /// Sums of days that are shown no more.
    pub async fn forget_health(&mut self, site: SiteId, before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM health WHERE site_id = $1 AND day < $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(day(before)))?;
        Ok(())
    }
}
