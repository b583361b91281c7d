//! People: the list, one person, and the address where it may be seen.

use askama::Template;

use super::bans::{since, until};
use super::{DeskFrame, Line};
use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::ModeratorId;
use crate::domain::person::Note;
use crate::i18n::rfc3339;
use crate::store::bans::BanEntry;
use crate::store::notes::NoteEntry;
use crate::store::persons::{PeopleFilter, Person, PersonDecision, PersonEntry, PersonLine, PersonRecord, ReportEntry};
use crate::text;

/// Characters, as people count them, that are shown of a comment.
const EXCERPT: usize = 200;

/// `/desk/{site}/people`
#[derive(Template)]
#[template(path = "desk/people.html")]
pub struct PeopleView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub people: &'a [PersonEntry],
    pub filter: PeopleFilter,
    /// Address of what follows.
    pub next: Option<String>,
    /// Not the first part.
    pub later: bool,
    pub line: Option<Line>,
    pub back: String,
}

/// `/desk/{site}/people/{id}`
#[derive(Template)]
#[template(path = "desk/person.html")]
pub struct PersonView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub person: &'a Person,
    pub record: PersonRecord,
    /// Names with how often each was used.
    pub names: &'a [(String, i64)],
    pub notes: &'a [NoteEntry],
    pub lines: &'a [PersonLine],
    pub reports: &'a [ReportEntry],
    pub bans: &'a [BanEntry],
    /// Newest first.
    pub history: &'a [PersonDecision],
    /// Who looks.
    pub me: ModeratorId,
    pub editor: bool,
    /// A note that was not taken, and why.
    pub typed: Option<(String, String)>,
    /// Address of the comments that follow.
    pub next: Option<String>,
    pub later: bool,
    pub line: Option<Line>,
    /// This page.
    pub back: String,
}

/// `/desk/{site}/people/{id}/email`
#[derive(Template)]
#[template(path = "desk/email.html")]
pub struct EmailView<'a> {
    pub frame: DeskFrame<'a>,
    /// The person's page.
    pub person: String,
    pub email: &'a Email,
}

impl PeopleView<'_> {
    fn record(&self, person: &PersonEntry) -> String {
        record(&self.frame, [person.approved, person.pending, person.trash, person.spam])
    }

    fn first(&self, person: &PersonEntry) -> String {
        self.frame.words.date(Timestamp(person.created), self.frame.zone)
    }

    fn last(&self, person: &PersonEntry) -> String {
        person.last.map_or(String::new(), |last| self.frame.words.date(Timestamp(last), self.frame.zone))
    }

    fn is_filtered(&self) -> bool {
        self.filter != PeopleFilter::default()
    }

    /// What the list can be narrowed to: name, word, whether it is.
    fn boxes(&self) -> [(&'static str, String, bool); 3] {
        let filter = &self.filter;
        [("trusted", filter.trusted), ("banned", filter.banned), ("noted", filter.noted)]
            .map(|(name, on)| (name, self.frame.words.t(&format!("desk-people-only-{name}")), on))
    }
}

/// Counts in words: approved, waiting, rejected, spam. Waiting ones are named only where there are any.
fn record(frame: &DeskFrame<'_>, [approved, pending, trash, spam]: [i64; 4]) -> String {
    let ids = [
        ("desk-record-approved", approved),
        ("desk-record-pending", pending),
        ("desk-record-trash", trash),
        ("desk-record-spam", spam),
    ];
    let told = ids.into_iter().filter(|(id, n)| *n > 0 || *id != "desk-record-pending");
    told.map(|(id, n)| frame.words.n(id, n)).collect::<Vec<_>>().join(" · ")
}

impl PersonView<'_> {
    fn record(&self) -> String {
        let r = &self.record;
        record(&self.frame, [r.approved, r.pending, r.trash, r.spam])
    }

    /// From when to when.
    fn span(&self) -> Option<String> {
        let date = |at: i64| self.frame.words.date(Timestamp(at), self.frame.zone);
        let (first, last) = (date(self.record.first?), date(self.record.last?));
        Some(self.frame.words.with("desk-person-span", &[("first", &first), ("last", &last)]))
    }

    fn confirmed(&self) -> &'static str {
        if self.record.confirmed > 0 { "desk-email-confirmed" } else { "desk-email-unconfirmed" }
    }

    /// The names but the latest, which is the heading.
    fn other_names(&self) -> Vec<&str> {
        self.names.iter().map(|(name, _)| name.as_str()).filter(|name| *name != self.person.name).collect()
    }

    fn trusted(&self) -> Option<String> {
        let date = self.frame.words.date(Timestamp(self.person.trusted?), self.frame.zone);
        Some(match &self.person.trusted_by {
            Some(name) => self.frame.words.with("desk-person-trusted-by", &[("name", name), ("date", &date)]),
            None => self.frame.words.with("desk-person-trusted-since", &[("date", &date)]),
        })
    }

    fn excerpt(&self, line: &PersonLine) -> String {
        text::excerpt(&text::plain(&text::from_store(&line.html())), EXCERPT)
    }

    fn status(&self, word: &str) -> String {
        self.frame.words.t(&format!("desk-status-{word}"))
    }

    fn written(&self, at: &i64) -> String {
        rfc3339(Timestamp(*at))
    }

    fn when(&self, at: &i64) -> String {
        self.frame.words.date_time(Timestamp(*at), self.frame.zone)
    }

    fn reason(&self, report: &ReportEntry) -> String {
        self.frame.words.t(&format!("report-{}", report.reason))
    }

    /// Who wrote a note, and when.
    fn by(&self, note: &Note) -> String {
        let when = self.frame.words.date_time(note.created, self.frame.zone);
        let name = note.by_name.clone().unwrap_or_else(|| self.frame.words.t("desk-actor-moderator"));
        format!("{name} · {when}")
    }

    fn noted(&self, note: &Note) -> String {
        rfc3339(note.created)
    }

    fn typed(&self) -> &str {
        self.typed.as_ref().map_or("", |(text, _)| text)
    }

    fn wrong(&self) -> Option<&str> {
        self.typed.as_ref().map(|(_, error)| error.as_str())
    }

    fn ban(&self, ban: &BanEntry) -> String {
        let words = self.frame.words;
        let kind = words.t(&format!("desk-ban-{}", ban.kind));
        let does = words.t(&format!("desk-ban-does-{}", ban.effect));
        let until = until(&self.frame, ban);
        words.with("desk-person-ban", &[("kind", &kind), ("does", &does), ("until", &until)])
    }

    fn ban_since(&self, ban: &BanEntry) -> String {
        since(&self.frame, ban)
    }

    fn deed(&self, entry: &PersonDecision) -> String {
        let words = self.frame.words;
        let who = entry.moderator.clone().unwrap_or_else(|| words.t(&format!("desk-actor-{}", entry.actor)));
        format!("{who} · {}", words.t(&format!("desk-action-{}", entry.action)))
    }
}
