//! How well the filter does, as a table; and what owners are told when it does clearly worse.

use super::DeskFrame;
use crate::domain::health::{Alarm, Fall, Share};
use crate::i18n::Words;
use crate::learning::{Health, HealthPeriod};

/// The table of the figures' page.
pub struct HealthTable<'a> {
    words: Words<'a>,
    health: Health,
}

/// Something that has clearly fallen, for owners; it stands in several pages.
pub struct AlarmNotice<'a> {
    pub(super) words: Words<'a>,
    /// `/desk/{site}`
    pub(super) root: String,
    falls: Vec<Fall>,
}

/// A span of days, and what stands under each column.
pub struct HealthRow {
    pub span: String,
    /// Each with its column's name.
    pub cells: Vec<(String, String)>,
}

const COLUMNS: [&str; 5] = ["called", "precision", "spam", "recall", "missed"];

impl<'a> HealthTable<'a> {
    pub fn new(frame: &DeskFrame<'a>, health: Health) -> Self {
        Self { words: frame.words, health }
    }

    /// Some line says something.
    pub(super) fn is_telling(&self) -> bool {
        let rates = |p: &HealthPeriod| p.sums.precision().rate().or(p.sums.recall().rate()).is_some();
        self.health.periods.iter().any(rates)
    }

    pub(super) fn columns(&self) -> [String; 5] {
        COLUMNS.map(|word| self.words.t(&format!("desk-health-{word}")))
    }

    pub(super) fn rows(&self) -> Vec<HealthRow> {
        let words = self.words;
        let row = |period: &HealthPeriod| {
            // Whole days in UTC, like the sums.
            let (first, last) = (words.date(period.first, "UTC"), words.date(period.last, "UTC"));
            let sums = &period.sums;
            let cells = [
                words.number(sums.precision().of),
                self.share(sums.precision()),
                words.number(sums.spam()),
                self.share(sums.recall()),
                words.number(sums.missed),
            ];
            let cells = self.columns().into_iter().zip(cells).collect();
            HealthRow { span: words.with("desk-health-span", &[("first", &first), ("last", &last)]), cells }
        };
        self.health.periods.iter().map(row).collect()
    }

    fn share(&self, share: Share) -> String {
        share.rate().map_or_else(|| self.words.t("desk-health-few"), |rate| percent(self.words, rate))
    }
}

impl<'a> AlarmNotice<'a> {
    /// `None` where nothing has fallen.
    pub fn new(frame: &DeskFrame<'a>, root: &str, falls: Vec<Fall>) -> Option<Self> {
        let (words, root) = (frame.words, root.to_owned());
        (!falls.is_empty()).then_some(Self { words, root, falls })
    }

    /// A sentence for each.
    pub(super) fn sentences(&self) -> Vec<String> {
        let words = self.words;
        let sentence = |fall: &Fall| {
            let when = words.t(if fall.days == 7 { "desk-alarm-week" } else { "desk-alarm-weeks" });
            let (before, now) = (percent(words, fall.before), percent(words, fall.now));
            let id = match fall.alarm {
                Alarm::Precision => "desk-alarm-precision",
                Alarm::Recall => "desk-alarm-recall",
                Alarm::Drift => "desk-alarm-drift",
            };
            words.with(id, &[("when", &when), ("before", &before), ("now", &now)])
        };
        self.falls.iter().map(sentence).collect()
    }
}

/// In whole per cent; all of it only where it is all.
fn percent(words: Words<'_>, rate: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let percent = (rate * 100.0).round() as i64;
    let percent = if rate < 1.0 { percent.min(99) } else { percent };
    words.n("desk-figures-percent", percent)
}
