//! Figures for the team: how long comments wait, what becomes of them, what the filter finds. Never by person.
//!
//! What each figure means stands on its page (`desk-figures-*-about` in the locale files) and in the API's document;
//! the tests count it again.

use crate::domain::comment::Status;
use crate::domain::days::Days;
use crate::domain::site::Site;
use crate::i18n::last_days;
use crate::services::{Failure, Services};
use crate::store::figures::{DaySum, DayWait, Decisions, Waits};

/// The spans that can be looked at, in days, today included.
pub const SPANS: [i64; 3] = [7, 30, 90];

/// All that the team sees of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub days: Days,
    /// Comments that wait now.
    pub waiting: i64,
    /// How long the one that came first of them has waited, in milliseconds.
    pub oldest: Option<i64>,
    pub waits: Waits,
    pub decisions: Decisions,
    /// Every day of the span, the oldest first.
    pub by_day: Vec<FiguresDay>,
    /// Spam that came in the span, by each signal that spoke for it; the most frequent first.
    pub signals: Vec<(String, i64)>,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiguresDay {
    /// Days since 1970-01-01, in the site's zone.
    pub day: i64,
    /// Comments that came on it, by what they are now.
    pub approved: i64,
    pub pending: i64,
    pub spam: i64,
    pub trash: i64,
    /// First decisions on it about comments that waited, and how long half of those waited at most.
    pub decided: i64,
    pub median: Option<i64>,
}

impl FiguresDay {
    pub fn of(&self, status: Status) -> i64 {
        match status {
            Status::Approved => self.approved,
            Status::Pending => self.pending,
            Status::Spam => self.spam,
            Status::Trash => self.trash,
        }
    }

    pub fn came(&self) -> i64 {
        Status::ALL.into_iter().map(|status| self.of(status)).sum()
    }
}

/// The figures of the last `count` days, one of [`SPANS`].
pub async fn figures(services: &Services, site: &Site, count: i64) -> Result<Figures, Failure> {
    let (store, now) = (&services.store, services.now());
    let days = last_days(now, &site.policy.timezone, count);
    let sums = store.day_sums(site.id, &days).await?;
    let waits = store.day_waits(site.id, &days).await?;
    let oldest = store.oldest_waiting(site.id).await?;
    Ok(Figures {
        waiting: store.tally(site.id).await?.pending,
        oldest: oldest.map(|since| now.since(since).max(0)),
        waits: store.waits(site.id, &days).await?,
        decisions: store.decided(site.id, &days).await?,
        by_day: days.all().map(|day| of_day(day, &sums, &waits)).collect(),
        signals: by_signal(&sums),
        days,
    })
}

fn of_day(day: i64, sums: &[DaySum], waits: &[DayWait]) -> FiguresDay {
    let of = |status: Status| {
        let found = sums.iter().filter(|sum| sum.day == day && sum.status() == Some(status));
        found.map(|sum| sum.n).sum()
    };
    let wait = waits.iter().find(|wait| wait.day == day);
    FiguresDay {
        day,
        approved: of(Status::Approved),
        pending: of(Status::Pending),
        spam: of(Status::Spam),
        trash: of(Status::Trash),
        decided: wait.map_or(0, |wait| wait.n),
        median: wait.map(|wait| wait.median),
    }
}

fn by_signal(sums: &[DaySum]) -> Vec<(String, i64)> {
    let mut all: Vec<(String, i64)> = Vec::new();
    for (code, n) in sums.iter().filter_map(|sum| Some((sum.signal()?, sum.n))) {
        match all.iter_mut().find(|(known, _)| known == code) {
            Some((_, sum)) => *sum += n,
            None => all.push((code.to_owned(), n)),
        }
    }
    all.retain(|(_, n)| *n > 0);
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}
