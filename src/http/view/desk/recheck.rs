//! Akismet is asked about the queue again, and what it says about the account.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::i18n::Words;
use crate::store::rechecks::{Recheck, RecheckState};
use crate::store::settings::AkismetState;

/// `/desk/{site}/recheck`
#[derive(Template)]
#[template(path = "desk/recheck_page.html")]
pub struct RecheckView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub back: String,
    pub line: Option<Line>,
    pub run: Option<RunBox<'a>>,
    /// For editors and owners.
    pub account: Option<AccountState<'a>>,
}

/// `/desk/{site}/recheck?part=box`, for the script.
#[derive(Template)]
#[template(path = "desk/recheck_part.html")]
pub struct RecheckPart<'a> {
    pub run: RunBox<'a>,
}

/// The button, or the run that is under way. It stands in several pages, and is fetched anew by the script.
pub struct RunBox<'a> {
    pub(super) words: Words<'a>,
    zone: &'a str,
    pub(super) csrf: String,
    /// `/desk/{site}`
    pub(super) root: String,
    /// The page that it stands in.
    pub(super) back: String,
    run: Option<Recheck>,
    now: Timestamp,
}

/// What came of a run is told for as long.
const TOLD: i64 = Timestamp::DAY;

impl<'a> RunBox<'a> {
    pub fn new(frame: &DeskFrame<'a>, root: String, back: String, run: Option<Recheck>, now: Timestamp) -> Self {
        Self { words: frame.words, zone: frame.zone, csrf: frame.csrf().to_owned(), root, back, run, now }
    }

    pub(super) fn running(&self) -> Option<&Recheck> {
        self.run.as_ref().filter(|run| run.is_running())
    }

    /// Of a run that has ended lately.
    pub(super) fn result(&self) -> Option<String> {
        let run = self.run.as_ref().filter(|run| !run.is_running())?;
        let lately = run.ended.is_some_and(|at| self.now.since(at) < TOLD);
        lately.then(|| told(self.words, self.zone, run))
    }

    pub(super) fn progress(&self) -> String {
        self.run.as_ref().map(|run| told(self.words, self.zone, run)).unwrap_or_default()
    }
}

/// A run in words: how far it has come, what came of it, and what could not be asked about.
pub fn told(words: Words<'_>, zone: &str, run: &Recheck) -> String {
    let (done, total) = (words.number(run.done), words.number(run.total));
    let ended = run.ended.map(|at| words.date_time(at, zone)).unwrap_or_default();
    let trouble = run.trouble.as_deref().map(|word| words.t(&format!("desk-akismet-trouble-{word}")));
    let why = trouble.unwrap_or_default();
    let facts = [("done", done.as_str()), ("total", total.as_str()), ("time", ended.as_str()), ("why", why.as_str())];
    let id = match run.state {
        RecheckState::Running if run.trouble.is_some() => "desk-recheck-waits",
        RecheckState::Running => "desk-recheck-running",
        RecheckState::Done => "desk-recheck-done",
        RecheckState::Stopped => "desk-recheck-stopped",
        RecheckState::Failed => "desk-recheck-failed",
    };
    let figures = [
        ("desk-recheck-spam", run.spam),
        ("desk-recheck-approved", run.approved),
        ("desk-recheck-not-asked", run.not_asked),
        ("desk-recheck-not-kept", run.not_kept),
    ];
    let figures = figures.into_iter().filter(|(_, n)| *n > 0).map(|(id, n)| words.n(id, n));
    [words.with(id, &facts)].into_iter().chain(figures).collect::<Vec<_>>().join(" ")
}

/// What is known of the key and the account, each with its time.
pub struct AccountState<'a> {
    words: Words<'a>,
    zone: &'a str,
    state: AkismetState,
}

impl<'a> AccountState<'a> {
    pub fn new(frame: &DeskFrame<'a>, state: AkismetState) -> Self {
        Self { words: frame.words, zone: frame.zone, state }
    }

    fn time(&self, at: i64) -> String {
        self.words.date_time(Timestamp(at), self.zone)
    }

    fn trouble_word(&self, word: &str) -> String {
        let words = self.words;
        words.known(&format!("desk-akismet-trouble-{word}")).unwrap_or_else(|| word.to_owned())
    }

    /// What came of the last question about the key.
    pub fn outcome(&self) -> Option<String> {
        let outcome = self.state.outcome.as_deref()?;
        let id = match outcome {
            "valid" => "desk-akismet-valid",
            "invalid" => "desk-akismet-invalid",
            _ => "desk-akismet-no-answer",
        };
        let (time, why) = (self.time(self.state.asked?), self.trouble_word(outcome));
        Some(self.words.with(id, &[("time", &time), ("why", &why)]))
    }

    pub fn is_bad(&self) -> bool {
        self.state.outcome.as_deref().is_some_and(|outcome| outcome != "valid")
    }

    pub fn alert(&self) -> Option<(String, String)> {
        let code = self.state.alert_code.as_deref()?;
        let time = self.time(self.state.alerted?);
        let head = self.words.with("desk-akismet-alert", &[("time", &time), ("code", code)]);
        Some((head, self.state.alert_message.clone().unwrap_or_default()))
    }

    /// The figures that came with the alert, where none were asked for since.
    pub fn alert_usage(&self) -> Option<String> {
        let calls = self.state.alert_calls.as_deref().filter(|_| self.state.used_asked < self.state.alerted)?;
        let limit = self.state.alert_limit.as_deref().unwrap_or("?");
        Some(self.words.with("desk-akismet-usage", &[("calls", calls), ("limit", limit)]))
    }

    /// What the account had used of its month when it was last asked about.
    pub fn usage(&self) -> Option<String> {
        let words = self.words;
        let (calls, time) = (words.number(self.state.used?), self.time(self.state.used_asked?));
        let limit = self.state.used_limit.map(|limit| words.number(limit));
        let id = if limit.is_some() { "desk-akismet-used" } else { "desk-akismet-used-unlimited" };
        let limit = limit.unwrap_or_default();
        Some(words.with(id, &[("calls", &calls), ("limit", &limit), ("time", &time)]))
    }

    pub fn throttled(&self) -> bool {
        self.state.throttled == Some(true)
    }

    /// When it last gave no answer, and why.
    pub fn trouble(&self) -> Option<String> {
        let (time, why) = (self.time(self.state.troubled?), self.trouble_word(self.state.trouble.as_deref()?));
        Some(self.words.with("desk-akismet-last-trouble", &[("time", &time), ("why", &why)]))
    }
}
