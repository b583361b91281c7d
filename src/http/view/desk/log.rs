//! Lines of the audit log, for people: the log itself, a comment's history, what was done to a person.
//!
//! `templates/desk/log_entries.html` prints `days`, which [`days`] makes of what the store found. What was changed is
//! shown as it was and as it became; what the log keeps only to take a step back is not shown.

mod change;
mod words;

use askama::Template;

pub use change::{Change, Piece};

use super::DeskFrame;
use crate::domain::comment::Status;
use crate::i18n::{Words, rfc3339};
use crate::store::audit::About;
use crate::store::log::LogEntry;

/// `/desk/{site}/log`
#[derive(Template)]
#[template(path = "desk/log.html")]
pub struct LogView<'a> {
    pub frame: DeskFrame<'a>,
    /// `/desk/{site}`
    pub root: String,
    pub asked: Asked<'a>,
    /// Number and name of everybody who may have done something.
    pub moderators: &'a [(i64, String)],
    /// The words of all that was ever done here.
    pub actions: &'a [String],
    pub entries: &'a [LogEntry],
    /// What is wrong with the fields, as sentences by the field's name.
    pub wrong: Vec<(&'static str, String)>,
    /// Address of what follows.
    pub next: Option<String>,
    /// Address of the first part, on a later one.
    pub first: Option<String>,
    /// The moderator may take the log along.
    pub may_export: bool,
}

/// The fields of the search, as they were typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    pub who: &'a str,
    pub action: &'a str,
    pub comment: &'a str,
    pub thread: &'a str,
    /// The number of a comment by the person whose lines are shown.
    pub person: &'a str,
    pub about: &'a str,
    pub from: &'a str,
    pub until: &'a str,
}

impl<'a> Asked<'a> {
    /// Each field that says something, with its name.
    pub fn fields(&self) -> Vec<(&'static str, &'a str)> {
        let all = [
            ("who", self.who),
            ("action", self.action),
            ("about", self.about),
            ("comment", self.comment),
            ("thread", self.thread),
            ("person", self.person),
            ("from", self.from),
            ("until", self.until),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// The lines of one day.
pub struct Day {
    pub name: String,
    pub entries: Vec<Entry>,
}

/// One line.
pub struct Entry {
    pub id: i64,
    /// When, for programs and for people.
    pub written: String,
    pub time: String,
    /// `Anne Lund · afgjort: Afventer → Godkendt`
    pub sentence: String,
    /// What it is about: its page at the desk, if it has one, and its name.
    pub about: Option<(Option<String>, String)>,
    pub changes: Vec<Change>,
}

/// What the lines are shown with.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub words: Words<'a>,
    pub zone: &'a str,
    /// `/desk/{site}`
    pub root: &'a str,
    /// Whether each line says what it is about; not where the whole page is about one thing.
    pub about: bool,
}

/// The lines in their order, day by day.
pub fn days(shown: Shown<'_>, entries: &[LogEntry]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let name = shown.words.date(entry.at, shown.zone);
        let line = shown.entry(entry);
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.entries.push(line),
            None => days.push(Day { name, entries: vec![line] }),
        }
    }
    days
}

/// The word for what was done; what a newer program wrote stands as it is.
pub fn action(words: Words<'_>, action: &str) -> String {
    words.known(&format!("desk-action-{action}")).unwrap_or_else(|| action.to_owned())
}

impl Shown<'_> {
    fn entry(&self, entry: &LogEntry) -> Entry {
        let words = self.words;
        let who = match &entry.moderator {
            Some(name) => name.clone(),
            None => words.t(&format!("desk-actor-{}", entry.actor)),
        };
        let status = |status: Option<Status>| match status {
            Some(status) => words.t(&format!("desk-status-{}", status.as_str())),
            None => "–".to_owned(),
        };
        let moved = match (entry.from, entry.to) {
            (None, None) => String::new(),
            (from, to) => format!(": {} → {}", status(from), status(to)),
        };
        Entry {
            id: entry.id,
            written: rfc3339(entry.at),
            time: words.time(entry.at, self.zone),
            sentence: format!("{who} · {}{moved}", action(words, &entry.action)),
            about: if self.about { self.about_of(entry) } else { None },
            changes: change::changes(words, self.zone, entry.before.as_ref(), entry.after.as_ref()),
        }
    }

    fn about_of(&self, entry: &LogEntry) -> Option<(Option<String>, String)> {
        let words = self.words;
        let title = entry.thread_title.as_deref().unwrap_or_default();
        Some(match &entry.about {
            About::Comment(id) => match &entry.comment_name {
                Some(name) => {
                    let label = words.with("desk-log-comment", &[("name", name), ("title", title)]);
                    (Some(format!("{}/comments/{}", self.root, id.0)), label)
                }
                None => (None, words.with("desk-log-comment-gone", &[("id", &id.0.to_string())])),
            },
            About::Thread(id) => {
                let label = words.with("desk-log-thread", &[("title", title)]);
                (Some(format!("{}/threads/{}", self.root, id.0)), label)
            }
            About::Person(_) => (None, words.t("desk-log-person")),
            About::Site => return None,
        })
    }
}

impl LogView<'_> {
    fn days(&self) -> Vec<Day> {
        let (words, zone, root) = (self.frame.words, self.frame.zone, self.root.as_str());
        days(Shown { words, zone, root, about: true }, self.entries)
    }

    /// Value, word and whether it is chosen.
    fn who_options(&self) -> Vec<(String, String, bool)> {
        let words = self.frame.words;
        let people = self.moderators.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let others = ["author", "system"].map(|actor| (actor.to_owned(), words.t(&format!("desk-actor-{actor}"))));
        people.chain(others).map(|(value, word)| (value.clone(), word, value == self.asked.who)).collect()
    }

    fn action_options(&self) -> Vec<(&str, String, bool)> {
        let words = self.frame.words;
        let mut all: Vec<_> =
            self.actions.iter().map(|word| (word.as_str(), action(words, word), word == self.asked.action)).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }

    /// The fields for numbers: id, name, label, what was typed.
    fn numbers(&self) -> [(&'static str, &'static str, String, &str); 3] {
        let asked = self.asked;
        [
            self.field(("log-comment", "comment", asked.comment)),
            self.field(("log-thread", "thread", asked.thread)),
            self.field(("log-person", "person", asked.person)),
        ]
    }

    fn dates(&self) -> [(&'static str, &'static str, String, &str); 2] {
        [("log-from", "from", self.asked.from), ("log-until", "until", self.asked.until)].map(|field| self.field(field))
    }

    fn field<'f>(
        &self,
        (id, field, value): (&'static str, &'static str, &'f str),
    ) -> (&'static str, &'static str, String, &'f str) {
        (id, field, self.frame.words.t(&format!("desk-log-{field}-field")), value)
    }

    /// The kinds of file, with their buttons' words.
    fn kinds(&self) -> [(&'static str, String); 2] {
        ["csv", "jsonl"].map(|kind| (kind, self.frame.words.t(&format!("desk-log-export-{kind}"))))
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}
