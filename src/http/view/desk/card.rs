//! One comment with everything that a decision needs beside it.

use crate::domain::ban::Range;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Status};
use crate::domain::person::{BanEnd, Note};
use crate::domain::reason::{Reason, ReasonKind};
use crate::domain::verdict::SignalCode;
use crate::i18n::{Words, rfc3339};
use crate::moderation::{Because, Group};
use crate::store::flags::FlagEntry;
use crate::text::{self, SafeHtml};

/// How much of the comment that is answered is quoted.
const QUOTED: usize = 240;
/// How much of a comment stands on the line that it is until it is opened.
const EXCERPT: usize = 160;
/// Hosts of links that are named.
const HOSTS: usize = 8;

pub struct Card<'a> {
    pub comment: &'a DeskComment,
    /// Readers' reports, of this and of other comments.
    pub flags: &'a [FlagEntry],
    /// Comments, of which this may be one, whose reporters can be shown to this moderator.
    pub named: &'a [CommentId],
    /// The near-copies for which it stands.
    pub wave: Option<&'a Group>,
    pub words: Words<'a>,
    pub zone: &'a str,
    pub now: Timestamp,
    /// The moderator is an editor at least.
    pub editor: bool,
}

/// A button of a card: what it does, its word, its key (empty: none), whether it is the one that is meant most often.
pub type Button = (&'static str, &'static str, &'static str, bool);

/// What it does, its word, its key.
pub type Spoken = (&'static str, &'static str, &'static str);

impl Card<'_> {
    pub(super) fn body(&self) -> SafeHtml {
        text::from_store(&self.comment.html)
    }

    /// The first words of the comment, on one line.
    pub(super) fn excerpt(&self) -> String {
        text::excerpt(&text::plain(&self.body()), EXCERPT)
    }

    /// What a form sends: the comment, and the version that is in view.
    pub(super) fn target(&self) -> String {
        format!("{}.{}", self.comment.id.0, self.comment.version)
    }

    pub(super) fn written(&self) -> String {
        rfc3339(self.comment.created)
    }

    pub(super) fn when(&self) -> String {
        self.words.date_time(self.comment.created, self.zone)
    }

    /// As short as it can be said: the time of today, else the day.
    pub(super) fn clock(&self) -> String {
        let (words, created, zone) = (self.words, self.comment.created, self.zone);
        let today = words.date(self.now, zone) == words.date(created, zone);
        let this_year = words.dated("desk-clock-year", self.now, zone) == words.dated("desk-clock-year", created, zone);
        match (today, this_year) {
            (true, _) => words.dated("desk-clock", created, zone),
            (false, true) => words.dated("desk-clock-day", created, zone),
            (false, false) => words.date(created, zone),
        }
    }

    pub(super) fn edited(&self) -> Option<String> {
        let time = self.words.date_time(self.comment.edited?, self.zone);
        Some(self.words.with("edited", &[("time", &time)]))
    }

    /// The article's title, else the key of its thread.
    pub(super) fn title(&self) -> &str {
        self.comment.thread_title.as_deref().unwrap_or(&self.comment.thread_key)
    }

    /// The article where it is an address that a browser may be sent to.
    pub(super) fn article(&self) -> Option<&str> {
        let url = self.comment.thread_url.as_deref()?;
        (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
    }

    /// Until when readers may write, where a moderator chose a day.
    pub(super) fn open_until(&self) -> Option<String> {
        let last = self.comment.thread_closes?.plus(-1);
        Some(self.words.with("desk-thread-until", &[("date", &self.words.date(last, self.zone))]))
    }

    /// The first words of the comment that is answered.
    pub(super) fn quoted(&self) -> Option<String> {
        let parent = text::from_store(self.comment.parent_html.as_ref()?);
        Some(text::excerpt(&text::plain(&parent), QUOTED))
    }

    /// Why the filter or the policy wanted a person to look, as sentences; the person who then did is
    /// named elsewhere.
    pub(super) fn reasons(&self) -> Vec<String> {
        let signals = self.comment.verdict.signals.iter().filter(|s| s.code != SignalCode::Person);
        signals.map(|signal| self.words.signal(signal)).collect()
    }

    /// What the local model goes by, the strongest first, each in a few words.
    pub(super) fn whys(&self) -> Vec<String> {
        let model = self.comment.verdict.signals.iter().find(|s| s.code == SignalCode::Model);
        let reasons = model.map(|signal| signal.reasons.as_slice()).unwrap_or_default();
        reasons.iter().map(|reason| self.why(reason)).collect()
    }

    fn why(&self, reason: &Reason) -> String {
        let id = format!("desk-why-{}", reason.kind.as_str());
        let stretch = self.comment.source.get(reason.from as usize..reason.to as usize).unwrap_or_default();
        match reason.kind {
            ReasonKind::Words | ReasonKind::Link => self.words.with(&id, &[("text", &text::excerpt(stretch, QUOTED))]),
            _ => self.words.t(&id),
        }
    }

    /// The comment as it was typed, in parts: with `true` those that the local model goes by.
    pub(super) fn marked(&self) -> Vec<(bool, &str)> {
        let model = self.comment.verdict.signals.iter().find(|s| s.code == SignalCode::Model);
        let mut spans: Vec<(usize, usize)> = model
            .map(|signal| {
                signal.reasons.iter().map(|r| (r.from as usize, r.to as usize)).filter(|(a, b)| a < b).collect()
            })
            .unwrap_or_default();
        spans.sort_unstable();
        let (source, mut parts, mut at) = (self.comment.source.as_str(), Vec::new(), 0);
        for (from, to) in spans {
            // An edited text may be shorter than the one that was judged.
            if let (Some(before), Some(span)) = (source.get(at..from), source.get(from..to)) {
                parts.extend([(false, before), (true, span)]);
                at = to;
            }
        }
        if !parts.is_empty() {
            parts.push((false, source.get(at..).unwrap_or_default()));
        }
        parts
    }

    /// How many readers have reported it, as a sentence.
    pub(super) fn flagged(&self) -> Option<String> {
        (self.comment.flags > 0).then(|| self.words.n("desk-flags", self.comment.flags))
    }

    /// Each report: when, for programs and for people; its reason; what the reader added.
    pub(super) fn reports(&self) -> Vec<(String, String, String, &str)> {
        let mine = self.flags.iter().filter(|flag| flag.comment == self.comment.id);
        mine.map(|flag| {
            let when = self.words.date_time(flag.created, self.zone);
            let reason = self.words.t(&format!("report-{}", flag.reason.as_str()));
            (rfc3339(flag.created), when, reason, flag.note.as_str())
        })
        .collect()
    }

    /// Whether somebody who reported it can be answered, by this moderator.
    pub(super) fn has_contact(&self) -> bool {
        self.named.contains(&self.comment.id)
    }

    pub(super) fn opinion(&self) -> String {
        let score = format!("{:.1}", self.comment.verdict.score);
        let score = if self.words.lang().tag() == "da" { score.replace('.', ",") } else { score };
        let id = format!("desk-opinion-{}", self.comment.verdict.opinion.as_str());
        self.words.with(&id, &[("score", &score)])
    }

    /// Where the links lead, each host once: a link's own words need not say it.
    pub(super) fn link_hosts(&self) -> Vec<String> {
        let links = text::render(&self.comment.source).map(|rendered| rendered.links).unwrap_or_default();
        let mut hosts = text::hosts(links.iter().map(String::as_str));
        hosts.truncate(HOSTS);
        hosts
    }

    /// How many near-copies there are, this one included, and by what they are known.
    pub(super) fn wave_sentence(&self, wave: &Group) -> String {
        let size = i64::try_from(wave.members.len()).unwrap_or(i64::MAX);
        let because = match &wave.because {
            Because::Text => self.words.t("desk-wave-text"),
            Because::Link(host) => self.words.with("desk-wave-link", &[("host", host)]),
            Because::Sender => self.words.t("desk-wave-sender"),
        };
        format!("{} {because}", self.words.n("desk-wave-size", size))
    }

    /// The members, as the form names them: `12.7`.
    pub(super) fn wave_ids(&self, wave: &Group) -> Vec<String> {
        wave.members.iter().map(|m| format!("{}.{}", m.id.0, m.version.unwrap_or_default())).collect()
    }

    /// The others, to be looked at one by one.
    pub(super) fn wave_others(&self, wave: &Group) -> Vec<(i64, String)> {
        let others = wave.members.iter().zip(&wave.names).skip(1);
        others.map(|(member, name)| (member.id.0, name.clone())).collect()
    }

    /// How this author did before, this comment included.
    pub(super) fn record(&self) -> Vec<String> {
        if !self.comment.has_email {
            return vec![self.words.t("desk-record-none")];
        }
        let record = &self.comment.record;
        let counts = [
            ("desk-record-approved", record.approved),
            ("desk-record-trash", record.trash),
            ("desk-record-spam", record.spam),
        ];
        let counts: Vec<String> = counts.iter().map(|(id, n)| self.words.n(id, *n)).collect();
        let mut lines = vec![counts.join(" · ")];
        if let Some(first) = record.first {
            let date = self.words.date(first, self.zone);
            lines.push(self.words.with("desk-record-first", &[("date", &date)]));
        }
        let confirmed = if self.comment.email_confirmed { "desk-email-confirmed" } else { "desk-email-unconfirmed" };
        lines.push(self.words.t(confirmed));
        lines
    }

    /// Who decided last, and when.
    pub(super) fn decided(&self) -> Option<String> {
        let time = self.words.date_time(self.comment.decided?, self.zone);
        let status = self.words.t(&format!("desk-status-{}", self.comment.status.as_str()));
        Some(match &self.comment.decided_by {
            Some(name) => self.words.with("desk-decided-by", &[("status", &status), ("name", name), ("time", &time)]),
            None => self.words.with("desk-decided", &[("status", &status), ("time", &time)]),
        })
    }

    pub(super) fn choose(&self) -> String {
        self.words.with("desk-choose", &[("name", &self.comment.name)])
    }

    /// The names that this person used besides.
    pub(super) fn other_names(&self) -> Option<String> {
        let person = self.comment.person.as_ref()?;
        let others: Vec<&str> = person.names.iter().map(String::as_str).filter(|n| *n != self.comment.name).collect();
        (!others.is_empty()).then(|| self.words.with("desk-person-also", &[("names", &others.join(", "))]))
    }

    /// That the person is banned, and until when.
    pub(super) fn banned(&self) -> Option<String> {
        Some(match self.comment.person.as_ref()?.banned? {
            BanEnd::WhenLifted => self.words.t("desk-person-banned"),
            BanEnd::At(end) => {
                let time = self.words.date_time(end, self.zone);
                self.words.with("desk-person-banned-until", &[("time", &time)])
            }
        })
    }

    /// Who wrote a note, and when.
    pub(super) fn noted_by(&self, note: &Note) -> String {
        let name = note.by_name.clone().unwrap_or_else(|| self.words.t("desk-actor-moderator"));
        format!("{name} · {}", self.words.date_time(note.created, self.zone))
    }

    /// The ranges around the address that the comment came from, by their length.
    pub(super) fn ranges(&self) -> Vec<u8> {
        let prefix = self.comment.address_prefix.as_deref();
        prefix.map(Range::around).unwrap_or_default().iter().map(Range::bits).collect()
    }

    /// What stands beside the comment, by a name of its own.
    pub(super) fn beside(&self) -> String {
        format!("{}: {}", self.words.t("desk-beside"), self.comment.name)
    }

    /// Whom a reply answers.
    pub(super) fn reply_to(&self) -> String {
        self.words.t("desk-reply-label")
    }

    /// The marks that can be put on or taken off, each with its word and its key.
    pub(super) fn marks(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let pick = if self.comment.picked { ("unpick", "desk-unpick", "F") } else { ("pick", "desk-pick", "F") };
        let pin = if self.comment.pinned { ("unpin", "desk-unpin", "") } else { ("pin", "desk-pin", "") };
        let top = self.comment.parent.is_none();
        [Some(pick), Some(pin).filter(|_| top)].into_iter().flatten().collect()
    }

    /// Answering approves what is not yet shown, and the button says so.
    pub(super) fn reply_word(&self) -> String {
        let shown = self.comment.status == Status::Approved;
        self.words.t(if shown { "desk-reply-send" } else { "desk-reply-approve" })
    }

    /// The same for all near-copies at once; what the queue holds most of comes first.
    pub(super) fn wave_buttons(&self) -> [Spoken; 3] {
        const APPROVE: Spoken = ("approved", "desk-wave-approve", "A");
        const REJECT: Spoken = ("trash", "desk-wave-reject", "D");
        [("spam", "desk-wave-spam", "S"), REJECT, APPROVE]
    }

    pub(super) fn buttons(&self) -> &'static [Button] {
        const APPROVE: Button = ("approved", "desk-approve", "A", false);
        const REJECT: Button = ("trash", "desk-reject", "D", false);
        const SPAM: Button = ("spam", "desk-spam", "S", false);
        match self.comment.status {
            Status::Pending => &[("approved", "desk-approve", "A", true), REJECT, SPAM],
            Status::Approved if self.comment.flags > 0 => &[("approved", "desk-keep", "A", true), REJECT, SPAM],
            Status::Approved => &[REJECT, SPAM, ("pending", "desk-hold", "", false)],
            Status::Spam => &[("restore", "desk-not-spam", "", true), APPROVE, REJECT],
            Status::Trash => &[("restore", "desk-restore", "", true), APPROVE, SPAM],
        }
    }
}
