//! Bans: the list, the form, and what one would hit before it is saved.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::ban::{Effect, Kind};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::i18n::rfc3339;
use crate::moderation::{Caught, DryRun};
use crate::store::bans::BanEntry;

/// A ban as it is asked for: what the forms send, and what stands in them again.
#[derive(Clone, Debug, Default)]
pub struct BanFields {
    /// What it goes by: a kind, or `range-24`, `range-16`, `range-48`, `range-32`.
    pub what: String,
    /// What was typed.
    pub text: String,
    /// The comment, or the person, that it is read off.
    pub comment: String,
    pub person: String,
    pub days: String,
    /// Empty: what is usual for its kind.
    pub effect: String,
    pub reason: String,
    /// What waits as well.
    pub too: bool,
}

/// `/desk/{site}/bans`
#[derive(Template)]
#[template(path = "desk/bans.html")]
pub struct BansView<'a> {
    pub frame: DeskFrame<'a>,
    /// `/desk/{site}`
    pub root: String,
    /// This page, where its forms are sent.
    pub action: String,
    pub bans: &'a [BanEntry],
    pub fields: BanFields,
    /// Why what was typed cannot be banned.
    pub error: Option<String>,
    pub editor: bool,
    pub line: Option<Line>,
}

/// `/desk/{site}/bans/try`
#[derive(Template)]
#[template(path = "desk/ban_try.html")]
pub struct BanTryView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub action: String,
    pub fields: BanFields,
    /// What moderators see of the ban.
    pub label: String,
    pub kind: Kind,
    pub run: &'a DryRun,
    /// Shows that this ban was tried.
    pub tried: String,
    /// Where the form is that led here.
    pub mend: String,
    /// Where to go when it is saved.
    pub back: String,
}

/// Caught comments that are listed.
const LISTED: usize = 100;

const DAYS: [&str; 5] = ["1", "7", "30", "365", ""];

impl BanFields {
    /// Each time that can be chosen: its value, its days, whether it is chosen.
    fn lasting(&self) -> [(&'static str, i64, bool); 5] {
        DAYS.map(|days| (days, days.parse().unwrap_or(0), days == self.days))
    }
}

impl BansView<'_> {
    /// What can be typed: the word, whether it is chosen.
    fn kinds(&self) -> Vec<(&'static str, bool)> {
        let kinds = [Kind::Word, Kind::Pattern, Kind::Domain, Kind::Name, Kind::Range];
        let open =
            kinds.into_iter().filter(|kind| self.editor || kind.needs() < crate::domain::moderator::Role::Editor);
        open.map(|kind| (kind.as_str(), kind.as_str() == self.fields.what)).collect()
    }

    fn effects(&self) -> Vec<(&'static str, bool)> {
        effects(&self.fields.effect)
    }

    fn kind(&self, ban: &BanEntry) -> String {
        self.frame.words.t(&format!("desk-ban-{}", ban.kind))
    }

    fn effect(&self, ban: &BanEntry) -> String {
        self.frame.words.t(&format!("desk-ban-does-{}", ban.effect))
    }

    fn since(&self, ban: &BanEntry) -> String {
        since(&self.frame, ban)
    }

    fn until(&self, ban: &BanEntry) -> String {
        until(&self.frame, ban)
    }

    fn may_lift(&self, ban: &BanEntry) -> bool {
        self.editor || Kind::from_word(&ban.kind).is_some_and(|k| k.needs() < crate::domain::moderator::Role::Editor)
    }
}

/// Each effect: its word, whether it is chosen.
fn effects(chosen: &str) -> Vec<(&'static str, bool)> {
    Effect::ALL.map(|effect| (effect.as_str(), effect.as_str() == chosen)).to_vec()
}

/// Since when, and by whom.
pub(super) fn since(frame: &DeskFrame<'_>, ban: &BanEntry) -> String {
    let date = frame.words.date(Timestamp(ban.created), frame.zone);
    match &ban.moderator {
        Some(name) => format!("{date} · {name}"),
        None => date,
    }
}

pub(super) fn until(frame: &DeskFrame<'_>, ban: &BanEntry) -> String {
    match ban.expires {
        Some(end) => frame.words.date_time(Timestamp(end), frame.zone),
        None => frame.words.t("desk-ban-for-ever"),
    }
}

impl BanTryView<'_> {
    fn what(&self) -> String {
        let kind = self.frame.words.t(&format!("desk-ban-{}", self.kind.as_str()));
        self.frame.words.with("desk-ban-try-what", &[("kind", &kind), ("label", &self.label)])
    }

    /// How many it hits, of how many.
    fn result(&self) -> String {
        let (words, number) = (self.frame.words, |n: usize| i64::try_from(n).unwrap_or(i64::MAX));
        let looked = words.number(number(self.run.looked));
        match self.run.caught.len() {
            0 => words.with("desk-ban-try-none", &[("looked", &looked)]),
            caught => {
                let caught = words.number(number(caught));
                words.with("desk-ban-try-some", &[("caught", &caught), ("looked", &looked)])
            }
        }
    }

    /// How many of each status.
    fn counts(&self) -> Vec<(&'static str, String, String)> {
        let words = self.frame.words;
        let counts = Status::ALL.map(|status| (status, self.run.of(status)));
        let some = counts.into_iter().filter(|(_, n)| *n > 0);
        some.map(|(status, n)| {
            let word = words.t(&format!("desk-status-{}", status.as_str()));
            (status.as_str(), word, words.number(i64::try_from(n).unwrap_or(i64::MAX)))
        })
        .collect()
    }

    fn warning(&self) -> Option<String> {
        let n = self.run.false_alarms();
        (n > 0).then(|| self.frame.words.n("desk-ban-try-alarm", i64::try_from(n).unwrap_or(i64::MAX)))
    }

    fn caught(&self) -> &[Caught] {
        self.run.caught.get(..LISTED).unwrap_or(&self.run.caught)
    }

    fn more(&self) -> Option<String> {
        let more = self.run.caught.len().checked_sub(LISTED).filter(|more| *more > 0)?;
        Some(self.frame.words.n("desk-ban-try-more", i64::try_from(more).unwrap_or(i64::MAX)))
    }

    fn written(&self, caught: &Caught) -> String {
        rfc3339(caught.created)
    }

    fn when(&self, caught: &Caught) -> String {
        self.frame.words.date(caught.created, self.frame.zone)
    }

    fn effects(&self) -> Vec<(&'static str, bool)> {
        let chosen = if self.fields.effect.is_empty() { self.kind.usual().as_str() } else { &self.fields.effect };
        effects(chosen)
    }
}
