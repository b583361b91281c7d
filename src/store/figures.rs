//! Sums for the team's figures: how many comments came and what became of them, how long they waited, what was
//! taken back. Never by person.
//!
//! What came is summed up in the write that it comes with, and stays when a comment is removed: `figure` holds it by
//! the quarter of an hour, of which the days of every zone are made. Waiting times stand with the decisions. So a
//! question reads as many rows as its days have, whatever else the site holds.

use std::collections::BTreeMap;

use super::{Result, Store, Tx, on_pool, put_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::days::Days;
use crate::domain::site::SiteId;
use crate::domain::verdict::{Signal, SignalCode};

/// A quarter of an hour, in milliseconds.
const SLOT: i64 = 15 * Timestamp::MINUTE;

/// What the name of a signal's sum begins with.
const SIGNAL: &str = "signal ";

/// Comments of one day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DaySum {
    pub day: i64,
    /// A status, or `signal ` and the code of a signal that spoke for spam.
    pub name: String,
    pub n: i64,
}

impl DaySum {
    pub fn status(&self) -> Option<Status> {
        Status::from_word(&self.name)
    }

    pub fn signal(&self) -> Option<&str> {
        self.name.strip_prefix(SIGNAL)
    }
}

/// The first decisions of one day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DayWait {
    pub day: i64,
    pub n: i64,
    /// Milliseconds; half of the comments waited no longer.
    pub median: i64,
}

/// How long comments waited, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    pub n: i64,
    /// Half of the comments waited no longer, and 95 of a hundred.
    pub median: Option<i64>,
    pub p95: Option<i64>,
}

/// How much was decided, and how much of it was taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Decisions {
    pub n: i64,
    pub undone: i64,
}

/// The number of the day in which a moment of the zone is: `$4`, `$6`, `$8` are the moments at which its clocks
/// change, `$5`, `$7`, `$9`, `$10` by how much they are ahead of UTC.
macro_rules! day {
    ($moment:literal) => {
        concat!(
            "((",
            $moment,
            ") + CASE WHEN (",
            $moment,
            ") < $4 THEN CAST($5 AS BIGINT) WHEN (",
            $moment,
            ") < $6 THEN CAST($7 AS BIGINT) WHEN (",
            $moment,
            ") < $8 THEN CAST($9 AS BIGINT) ELSE CAST($10 AS BIGINT) END) / 86400000"
        )
    };
}

/// Site, span and zone, as every question about days binds them.
macro_rules! bind_days {
    ($query:expr, $site:expr, $from:expr, $until:expr, $days:expr) => {{
        let [one, two, three, four] = $days.ahead;
        $query
            .bind($site.0)
            .bind($from)
            .bind($until)
            .bind(one.0.0)
            .bind(one.1)
            .bind(two.0.0)
            .bind(two.1)
            .bind(three.0.0)
            .bind(three.1)
            .bind(four.1)
    }};
}

impl Store {
    /// Comments by the day on which they came: by status, and spam by signal. Days without any are left out.
    pub async fn day_sums(&self, site: SiteId, days: &Days) -> Result<Vec<DaySum>> {
        let sql = concat!(
            "SELECT ",
            day!("slot * 900000"),
            " AS day, name, CAST(SUM(n) AS BIGINT) AS n FROM figure
             WHERE site_id = $1 AND slot >= $2 AND slot < $3 GROUP BY 1, name HAVING SUM(n) <> 0 ORDER BY 1, name"
        );
        let (from, until) = (slot(days.from), slot(days.until));
        Ok(on_pool!(self, |c| bind_days!(sqlx::query_as(sql), site, from, until, days).fetch_all(c))?)
    }

    /// First decisions about comments that waited, by day. Days without any are left out.
    pub async fn day_waits(&self, site: SiteId, days: &Days) -> Result<Vec<DayWait>> {
        let sql = concat!(
            "SELECT day, n, waited AS median FROM (
                 SELECT day, waited, ROW_NUMBER() OVER (PARTITION BY day ORDER BY waited) AS place,
                        COUNT(*) OVER (PARTITION BY day) AS n
                 FROM (SELECT ",
            day!("at"),
            " AS day, waited FROM decision WHERE site_id = $1 AND at >= $2 AND at < $3 AND waited IS NOT NULL) AS found)
             AS ranked WHERE place = (n + 1) / 2 ORDER BY day"
        );
        let (from, until) = (days.from.0, days.until.0);
        Ok(on_pool!(self, |c| bind_days!(sqlx::query_as(sql), site, from, until, days).fetch_all(c))?)
    }

    /// The same for the whole span. The nearest rank: as many waited as long or less as the part says.
    pub async fn waits(&self, site: SiteId, days: &Days) -> Result<Waits> {
        let sql = "SELECT n, place, waited FROM (
                       SELECT waited, ROW_NUMBER() OVER (ORDER BY waited) AS place, COUNT(*) OVER () AS n FROM decision
                       WHERE site_id = $1 AND at >= $2 AND at < $3 AND waited IS NOT NULL) AS ranked
                   WHERE place = (n + 1) / 2 OR place = (n * 95 + 99) / 100 ORDER BY place";
        let rows: Vec<(i64, i64, i64)> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(days.from.0).bind(days.until.0).fetch_all(c))?;
        let Some((n, ..)) = rows.first() else { return Ok(Waits::default()) };
        let (median, p95) = (rows.first().map(|row| row.2), rows.last().map(|row| row.2));
        Ok(Waits { n: *n, median, p95 })
    }

    /// What moderators decided in the span, and how much of that was taken back, whenever that was.
    pub async fn decided(&self, site: SiteId, days: &Days) -> Result<Decisions> {
        let sql = "SELECT COUNT(*) AS n, COUNT(s.undone) AS undone
                   FROM decision d LEFT JOIN step s ON s.site_id = d.site_id AND s.id = d.step_id
                   WHERE d.site_id = $1 AND d.at >= $2 AND d.at < $3 AND d.actor = 'moderator'
                   AND d.from_status IS NOT NULL AND d.to_status IS NOT NULL AND d.action <> 'undo'";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(days.from.0).bind(days.until.0).fetch_one(c))?)
    }

    /// Since when the comment that came first of those that wait has been here.
    pub async fn oldest_waiting(&self, site: SiteId) -> Result<Option<Timestamp>> {
        let sql = "SELECT MIN(created) FROM comment WHERE site_id = $1 AND status = 'pending'";
        let oldest: Option<i64> = on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_one(c))?;
        Ok(oldest.map(Timestamp))
    }
}

/// What a comment adds to the sums, with the signals of its verdict.
pub(super) type Counted<'a> = (Status, &'a [Signal]);

impl Tx {
    /// Moves a comment from one sum to another. `created`: when it came, which is the sum's day for ever.
    pub(super) async fn count_figures(
        &mut self,
        site: SiteId,
        created: Timestamp,
        from: Option<Counted<'_>>,
        to: Option<Counted<'_>>,
    ) -> Result<()> {
        let mut changes: BTreeMap<String, i64> = BTreeMap::new();
        for (counted, delta) in [(from, -1), (to, 1)] {
            for name in counted.map(names).unwrap_or_default() {
                *changes.entry(name).or_default() += delta;
            }
        }
        let sql = "INSERT INTO figure (site_id, slot, name, n) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (site_id, slot, name) DO UPDATE SET n = figure.n + excluded.n";
        for (name, delta) in changes.into_iter().filter(|(_, delta)| *delta != 0) {
            put_tx!(self, sql, site.0, slot(created), name, delta);
        }
        Ok(())
    }

    /// Sums of days that are shown no more.
    pub async fn forget_figures(&mut self, site: SiteId, before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM figure WHERE site_id = $1 AND slot < $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(slot(before)))?;
        Ok(())
    }
}

/// The sums that a comment is in. Spam that no signal spoke for was found by a person.
fn names((status, signals): Counted<'_>) -> Vec<String> {
    let mut names = vec![status.as_str().to_owned()];
    if status == Status::Spam {
        let mut codes: Vec<&str> = signals.iter().filter(|s| s.weight > 0.0).map(|s| s.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() {
            codes.push(SignalCode::Person.as_str());
        }
        names.extend(codes.into_iter().map(|code| format!("{SIGNAL}{code}")));
    }
    names
}

fn slot(time: Timestamp) -> i64 {
    time.0.div_euclid(SLOT)
}
