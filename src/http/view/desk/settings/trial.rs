//! What settings that are not saved would have done to the comments that people decided about last.

use crate::domain::comment::Status;
use crate::i18n::Words;
use crate::learning::{Backtest, Differs, Outcome};

/// Comments that are listed.
const LISTED: usize = 100;

pub struct Trial<'a> {
    words: Words<'a>,
    /// `/desk/{site}`
    root: String,
    found: Backtest,
}

/// A comment whose fate would be another one.
pub struct TrialLine {
    pub address: String,
    pub name: String,
    pub excerpt: String,
    /// Status by status, each with its word.
    pub now: (&'static str, String),
    pub then: (&'static str, String),
    pub people: (&'static str, String),
}

impl<'a> Trial<'a> {
    /// What would be wrong then comes first.
    pub fn new(words: Words<'a>, root: String, mut found: Backtest) -> Self {
        found.differs.sort_by_key(|differs| !is_wrong(differs));
        Self { words, root, found }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.looked_at == 0
    }

    pub(super) fn looked(&self) -> String {
        self.words.n("desk-trial-looked", count(self.found.looked_at))
    }

    /// What became of them: in words, as it is, with the other settings.
    pub(super) fn outcomes(&self) -> [(String, String, String); 4] {
        let of = |word: &str, n: fn(&Outcome) -> usize| {
            let number = |outcome: &Outcome| self.words.number(count(n(outcome)));
            (self.words.t(&format!("desk-trial-{word}")), number(&self.found.now), number(&self.found.then))
        };
        [of("right", |o| o.right), of("held", |o| o.held), of("leaked", |o| o.leaked), of("lost", |o| o.lost)]
    }

    pub(super) fn differing(&self) -> String {
        self.words.n("desk-trial-differs", count(self.found.differs.len()))
    }

    pub(super) fn lines(&self) -> Vec<TrialLine> {
        let status = |status: Status| (status.as_str(), self.words.t(&format!("desk-status-{}", status.as_str())));
        let line = |differs: &Differs| TrialLine {
            address: format!("{}/comments/{}", self.root, differs.id.0),
            name: differs.name.clone(),
            excerpt: differs.excerpt.clone(),
            now: status(differs.now),
            then: status(differs.then),
            people: status(differs.people),
        };
        self.found.differs.iter().take(LISTED).map(line).collect()
    }

    pub(super) fn more(&self) -> Option<String> {
        let more = self.found.differs.len().checked_sub(LISTED).filter(|more| *more > 0)?;
        Some(self.words.n("desk-trial-more", count(more)))
    }
}

fn is_wrong(differs: &Differs) -> bool {
    differs.then != Status::Pending && differs.then != differs.people
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
