//! One comment with everything that a decision needs beside it.

use crate::domain::ban::Range;
use crate::domain::comment::{CommentId, DeskComment, Status};
use crate::domain::person::{BanEnd, Note};
use crate::domain::verdict::SignalCode;
use crate::i18n::{Words, rfc3339};
use crate::moderation::{Because, Group};
use crate::store::flags::FlagEntry;
use crate::text::{self, SafeHtml};

/// How much of the comment that is answered is quoted.
const QUOTED: usize = 240;
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
}

/// A button of a card: what it does, its word, whether it is the one that is meant most often.
pub type Button = (&'static str, &'static str, bool);

impl Card<'_> {
    pub(super) fn body(&self) -> SafeHtml {
        text::from_store(&self.comment.html)
    }

    pub(super) fn written(&self) -> String {
        rfc3339(self.comment.created)
    }

    pub(super) fn when(&self) -> String {
        self.words.date_time(self.comment.created, self.zone)
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

    pub(super) fn buttons(&self) -> &'static [Button] {
        match self.comment.status {
            Status::Pending => {
                &[("approved", "desk-approve", true), ("trash", "desk-reject", false), ("spam", "desk-spam", false)]
            }
            Status::Approved if self.comment.flags > 0 => {
                &[("approved", "desk-keep", true), ("trash", "desk-reject", false), ("spam", "desk-spam", false)]
            }
            Status::Approved => {
                &[("trash", "desk-reject", false), ("spam", "desk-spam", false), ("pending", "desk-hold", false)]
            }
            Status::Spam => &[
                ("restore", "desk-not-spam", true),
                ("approved", "desk-approve", false),
                ("trash", "desk-reject", false),
            ],
            Status::Trash => {
                &[("restore", "desk-restore", true), ("approved", "desk-approve", false), ("spam", "desk-spam", false)]
            }
        }
    }
}
