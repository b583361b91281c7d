//! How well the filter does at a site, and whether that has become clearly worse: sums and rules, of nobody.
//!
//! A comment counts once, on the day on which it came (UTC), by what the filter said and by what became of it. What the
//! filter held or let through counts when a person has decided about it. What it called spam counts at once, as long as
//! nobody takes it out: nobody goes through the spam to agree with it, and a filter that is right more often would else
//! seem to find less.

use super::comment::Status;
use super::verdict::{Opinion, SignalCode, Verdict};

/// Fewer than this say nothing.
pub const ENOUGH: i64 = 30;
/// Days that are one line of the table, and the longer of the two spans that are compared with what was before.
pub const PERIOD: i64 = 28;
/// The last days that are compared with the [`PERIOD`] before them: a site with much spam hears of it in a week.
const RECENT: [i64; 2] = [7, PERIOD];
/// The normal distribution's quantile for intervals that hold the truth 999 times of 1,000: this is asked each day, of three
/// things and two spans, and nobody heeds what cries wolf.
const Z: f64 = 3.290_526_731_491_926;
/// A smaller fall is no news, however sure it is.
const LEAST_FALL: f64 = 0.03;

/// Sums of some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HealthSums {
    /// The filter called it spam, and: nobody said otherwise; a person said the same; a person approved it.
    pub alone: i64,
    pub agreed: i64,
    pub rescued: i64,
    /// The filter was not sure; a person called it spam, or approved it.
    pub held_spam: i64,
    pub held_ham: i64,
    /// The filter found nothing against it; a person called it spam, or approved it.
    pub missed: i64,
    pub passed: i64,
    /// Of all this spam: what the model gave a probability, their sum in thousandths, and the sum of their squares.
    pub weighed: i64,
    pub weight: i64,
    pub squares: i64,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub hits: i64,
    pub of: i64,
}

/// A comment as the sums see it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    pub status: Status,
    /// The status before this one.
    pub before: Option<Status>,
    /// A person decided so; its author does not count.
    pub decided: bool,
    pub verdict: &'a Verdict,
}

impl Judged<'_> {
    /// What this comment adds to the sums of its day.
    pub fn sums(&self) -> HealthSums {
        let mut sums = HealthSums::default();
        let decided = |n: &mut i64| *n = i64::from(self.decided);
        // The trash says nothing about spam, and takes nothing back.
        let spam = self.status == Status::Spam || (self.status, self.before) == (Status::Trash, Some(Status::Spam));
        match (self.verdict.opinion, spam, self.status) {
            (Opinion::Spam, true, Status::Spam) if self.decided => sums.agreed = 1,
            (Opinion::Spam, true, _) => sums.alone = 1,
            (Opinion::Spam, false, Status::Approved) => decided(&mut sums.rescued),
            (Opinion::Unsure, true, _) => decided(&mut sums.held_spam),
            (Opinion::Unsure, false, Status::Approved) => decided(&mut sums.held_ham),
            (Opinion::Ham, true, _) => decided(&mut sums.missed),
            (Opinion::Ham, false, Status::Approved) => decided(&mut sums.passed),
            _ => {}
        }
        if let Some(thousandths) = self.probability().filter(|_| sums.spam() > 0) {
            (sums.weighed, sums.weight, sums.squares) = (1, thousandths, thousandths * thousandths);
        }
        sums
    }

    fn probability(&self) -> Option<i64> {
        let model = self.verdict.signals.iter().find(|signal| signal.code == SignalCode::Model)?;
        let percent: f64 = model.detail.as_deref()?.parse().ok()?;
        #[allow(clippy::cast_possible_truncation)]
        (0.0..=100.0).contains(&percent).then(|| (percent * 10.0).round() as i64)
    }
}

impl HealthSums {
    /// The columns of the table, in its order.
    pub fn columns(&self) -> [i64; 10] {
        [
            self.alone,
            self.agreed,
            self.rescued,
            self.held_spam,
            self.held_ham,
            self.missed,
            self.passed,
            self.weighed,
            self.weight,
            self.squares,
        ]
    }

    pub fn from_columns(columns: [i64; 10]) -> Self {
        let [alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares] = columns;
        Self { alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares }
    }

    fn with(&self, other: &Self, sign: i64) -> Self {
        let mut columns = self.columns();
        for (mine, theirs) in columns.iter_mut().zip(other.columns()) {
            *mine = mine.saturating_add(sign * theirs);
        }
        Self::from_columns(columns)
    }

    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, 1)
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.with(other, -1)
    }

    /// All spam that is known of.
    pub fn spam(&self) -> i64 {
        self.alone + self.agreed + self.held_spam + self.missed
    }

    /// Of what the filter called spam, what was.
    pub fn precision(&self) -> Share {
        let right = self.alone + self.agreed;
        Share { hits: right, of: right + self.rescued }
    }

    /// Of the spam, what the filter called so.
    pub fn recall(&self) -> Share {
        Share { hits: self.alone + self.agreed, of: self.spam() }
    }

    /// The mean probability that the model gave spam, from 0 to 1; `None` where too little was weighed.
    pub fn mean(&self) -> Option<f64> {
        (self.weighed >= ENOUGH).then(|| self.weight as f64 / self.weighed as f64 / 1_000.0)
    }

    /// Where the mean that was measured may really lie, at the worst and at the best.
    fn mean_interval(&self) -> Option<Interval> {
        let (mean, n) = (self.mean()?, self.weighed as f64);
        let variance = (self.squares as f64 / n / 1e6 - mean * mean).max(0.0) * n / (n - 1.0);
        let reach = Z * libm::sqrt(variance / n);
        Some(Interval { low: mean - reach, is: mean, high: mean + reach })
    }
}

impl Share {
    /// From 0 to 1; `None` where it is a share of too little to say something.
    pub fn rate(&self) -> Option<f64> {
        (self.of >= ENOUGH).then(|| self.hits as f64 / self.of as f64)
    }

    /// Wilson's score interval.
    fn interval(&self) -> Option<Interval> {
        let (rate, n) = (self.rate()?, self.of as f64);
        let (square, part) = (Z * Z, 1.0 + Z * Z / n);
        let middle = (rate + square / (2.0 * n)) / part;
        let reach = Z / part * libm::sqrt(rate * (1.0 - rate) / n + square / (4.0 * n * n));
        Some(Interval { low: middle - reach, is: rate, high: middle + reach })
    }
}

#[derive(Clone, Copy)]
struct Interval {
    low: f64,
    is: f64,
    high: f64,
}

/// What has fallen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alarm {
    /// More of what the filter calls spam is none.
    Precision,
    /// It finds less of the spam.
    Recall,
    /// The model is less sure of spam: spam has changed.
    Drift,
}

impl Alarm {
    pub const ALL: [Alarm; 3] = [Self::Precision, Self::Recall, Self::Drift];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::Drift => "drift",
        }
    }

    fn interval(self, sums: &HealthSums) -> Option<Interval> {
        match self {
            Self::Precision => sums.precision().interval(),
            Self::Recall => sums.recall().interval(),
            Self::Drift => sums.mean_interval(),
        }
    }
}

/// Something that has clearly fallen: from what, to what (0 to 1), in how many last days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    pub alarm: Alarm,
    pub days: i64,
    pub before: f64,
    pub now: f64,
}

/// What is clearly worse in the last week, or the last four, than in the four weeks before: both have [`ENOUGH`], the two
/// intervals of 99.9 % do not touch, and the difference is 3 points or more. `sum`: of the days from one to another.
pub fn falls(today: i64, sum: impl Fn(i64, i64) -> HealthSums) -> Vec<Fall> {
    let fallen = |alarm: Alarm| {
        RECENT.into_iter().find_map(|days| {
            let first = today - days + 1;
            let now = alarm.interval(&sum(first, today))?;
            let before = alarm.interval(&sum(first - PERIOD, first - 1))?;
            let clear = now.high < before.low && before.is - now.is >= LEAST_FALL;
            clear.then_some(Fall { alarm, days, before: before.is, now: now.is })
        })
    };
    Alarm::ALL.into_iter().filter_map(fallen).collect()
}
