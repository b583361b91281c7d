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
    /// What would be otherwise, and what people decided.
    pub fate: String,
    pub people: String,
    /// It would go wrong then.
    pub wrong: bool,
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
        let words = self.words;
        let status = |status: Status| words.t(&format!("desk-status-{}", status.as_str()));
        let line = |differs: &Differs| {
            let (now, then, people) = (status(differs.now), status(differs.then), status(differs.people));
            TrialLine {
                address: format!("{}/comments/{}", self.root, differs.id.0),
                name: differs.name.clone(),
                excerpt: differs.excerpt.clone(),
                fate: words.with("desk-trial-fate", &[("now", &now), ("then", &then)]),
                people: words.with("desk-trial-people", &[("people", &people)]),
                wrong: is_wrong(differs),
            }
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
