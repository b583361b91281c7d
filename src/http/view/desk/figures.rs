//! The team's figures, each with what it means.

use askama::Template;

use super::chart::{Chart, Shapes, bars, line};
use super::{AlarmNotice, DeskFrame, HealthTable};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::i18n::Words;
use crate::moderation::{Figures, FiguresDay, SPANS};

/// `/desk/{site}/figures`
#[derive(Template)]
#[template(path = "desk/figures.html")]
pub struct FiguresView<'a> {
    pub frame: DeskFrame<'a>,
    /// `/desk/{site}`
    pub root: String,
    pub figures: &'a Figures,
    pub health: HealthTable<'a>,
    /// For owners.
    pub alarm: Option<AlarmNotice<'a>>,
}

/// A status in the order of the page, and the drawing's id.
const STATUSES: [(Status, &str); 4] = [
    (Status::Approved, "chart-approved"),
    (Status::Trash, "chart-trash"),
    (Status::Spam, "chart-spam"),
    (Status::Pending, "chart-pending"),
];

/// A number with its name and what it means.
pub struct Fact {
    pub name: String,
    pub value: String,
    pub about: String,
}

/// A day in the table: its date, how many came by status, how many were decided, half waited at most.
pub struct Row {
    pub date: String,
    pub cells: Vec<String>,
}

/// How long something took, in the unit that says it best.
pub fn duration(words: Words<'_>, milliseconds: i64) -> String {
    let of = |unit: i64| (milliseconds + unit / 2) / unit;
    let (id, n) = if milliseconds < Timestamp::MINUTE {
        ("desk-figures-seconds", of(Timestamp::SECOND).max(0))
    } else if milliseconds < 2 * Timestamp::HOUR {
        ("desk-figures-minutes", of(Timestamp::MINUTE))
    } else if milliseconds < 2 * Timestamp::DAY {
        ("desk-figures-hours", of(Timestamp::HOUR))
    } else {
        ("desk-figures-days", of(Timestamp::DAY))
    };
    words.n(id, n)
}

impl FiguresView<'_> {
    /// The spans: address, words, whether it is the present one.
    fn spans(&self) -> [(String, String, bool); 3] {
        SPANS.map(|days| {
            let address = format!("{}/figures?days={days}", self.root);
            (address, self.frame.words.n("desk-figures-last", days), days == self.figures.days.count)
        })
    }

    fn facts(&self) -> Vec<Fact> {
        let (words, figures) = (self.frame.words, self.figures);
        let time = |milliseconds: Option<i64>| milliseconds.map_or("–".to_owned(), |ms| duration(words, ms));
        let values = [
            ("waiting", words.number(figures.waiting)),
            ("oldest", time(figures.oldest)),
            ("median", time(figures.waits.median)),
            ("p95", time(figures.waits.p95)),
            ("decisions", words.number(figures.decisions.n)),
            ("undone", self.undone()),
        ];
        values
            .into_iter()
            .map(|(id, value)| Fact {
                name: words.t(&format!("desk-figures-{id}")),
                about: words.t(&format!("desk-figures-{id}-about")),
                value,
            })
            .collect()
    }

    fn undone(&self) -> String {
        let (words, decisions) = (self.frame.words, self.figures.decisions);
        if decisions.n == 0 {
            return "–".to_owned();
        }
        let percent = (decisions.undone * 100 + decisions.n / 2) / decisions.n;
        match percent {
            0 if decisions.undone > 0 => words.t("desk-figures-below-one"),
            _ => words.n("desk-figures-percent", percent),
        }
    }

    /// What came, by status: its word, how many, the drawing.
    fn statuses(&self) -> Vec<(String, String, Chart)> {
        let words = self.frame.words;
        STATUSES
            .into_iter()
            .map(|(status, id)| {
                let values: Vec<i64> = self.figures.by_day.iter().map(|day| day.of(status)).collect();
                let word = words.t(&format!("desk-queue-{}", status.as_str()));
                let sum = words.number(values.iter().sum());
                let label = |place: usize| {
                    let day = self.figures.by_day.get(place);
                    day.map_or(String::new(), |d| format!("{}: {}", self.date(d.day), words.number(d.of(status))))
                };
                let drawn = bars(&values, label);
                let top = values.iter().max().map_or(String::new(), |top| words.number(*top));
                let title = words.with("desk-figures-chart", &[("what", &word), ("sum", &sum)]);
                (word, sum, self.chart(id, title, top, drawn))
            })
            .collect()
    }

    fn wait_chart(&self) -> Option<Chart> {
        let words = self.frame.words;
        let values: Vec<Option<i64>> = self.figures.by_day.iter().map(|day| day.median).collect();
        let top = duration(words, values.iter().flatten().copied().max()?);
        Some(self.chart("chart-wait", words.t("desk-figures-wait"), top, line(&values)))
    }

    fn chart(&self, id: &'static str, title: String, top: String, (width, shapes): (i64, Shapes)) -> Chart {
        let end = |day: Option<&FiguresDay>| day.map_or(String::new(), |day| self.date(day.day));
        let days = &self.figures.by_day;
        Chart { id, title, top, ends: (end(days.first()), end(days.last())), width, shapes }
    }

    /// Each signal: its word, its number, and its bar as a part of the greatest, of a hundred.
    fn signals(&self) -> Vec<(String, String, i64)> {
        let words = self.frame.words;
        let top = self.figures.signals.first().map_or(1, |(_, n)| (*n).max(1));
        let signals = self.figures.signals.iter();
        signals
            .map(|(code, n)| {
                let word = words.known(&format!("desk-signal-{code}")).unwrap_or_else(|| code.clone());
                (word, words.number(*n), (n * 100 / top).max(1))
            })
            .collect()
    }

    /// The newest day first.
    fn rows(&self) -> Vec<Row> {
        let words = self.frame.words;
        self.figures
            .by_day
            .iter()
            .rev()
            .map(|day| {
                let mut cells: Vec<String> = vec![words.number(day.came())];
                cells.extend(STATUSES.map(|(status, _)| words.number(day.of(status))));
                cells.push(words.number(day.decided));
                cells.push(day.median.map_or("–".to_owned(), |ms| duration(words, ms)));
                Row { date: self.date(day.day), cells }
            })
            .collect()
    }

    fn columns(&self) -> Vec<String> {
        let words = self.frame.words;
        let mut all = vec![words.t("desk-figures-came")];
        all.extend(STATUSES.map(|(status, _)| words.t(&format!("desk-queue-{}", status.as_str()))));
        all.push(words.t("desk-figures-decided"));
        all.push(words.t("desk-figures-median"));
        all
    }

    fn date(&self, day: i64) -> String {
        self.frame.words.date(self.figures.days.noon(day), self.frame.zone)
    }

    fn zone(&self) -> String {
        self.frame.words.with("desk-figures-zone", &[("zone", self.frame.zone)])
    }
}
