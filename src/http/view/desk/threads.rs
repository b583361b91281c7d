//! The articles, and one of them.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::policy::Policy;
use crate::domain::thread::{PageUrl, Thread, ThreadKey};
use crate::i18n::{Words, day_of, rfc3339};
use crate::moderation::ThreadState;
use crate::store::articles::{Article, ThreadEntry};

/// What of a form cannot be done. The sentence is `desk-thread-wrong-{why}`.
#[derive(Debug, Default)]
pub struct Amiss {
    /// Empty: nothing is wrong.
    pub field: &'static str,
    pub why: &'static str,
    pub typed: String,
    /// The title that was typed beside it.
    pub title: Option<String>,
    /// The article that has the address already.
    pub taken: Option<i64>,
}

/// `/desk/{site}/threads`
#[derive(Template)]
#[template(path = "desk/threads.html")]
pub struct ThreadsView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub policy: &'a Policy,
    pub now: Timestamp,
    /// What was asked for.
    pub words: &'a str,
    pub articles: &'a [Article],
    pub next: Option<String>,
    pub later: bool,
    pub first: String,
    pub line: Option<Line>,
    pub back: String,
}

/// `/desk/{site}/threads/{id}`
#[derive(Template)]
#[template(path = "desk/thread.html")]
pub struct ThreadView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub id: i64,
    pub thread: &'a Thread,
    pub policy: &'a Policy,
    pub now: Timestamp,
    pub waiting: i64,
    /// Keys that lead here as well.
    pub former: &'a [String],
    /// Newest first.
    pub history: &'a [ThreadEntry],
    /// Whether this moderator may rename, move and merge.
    pub editor: bool,
    pub amiss: Amiss,
    pub line: Option<Line>,
    pub back: String,
}

/// Whether readers may write, as a sentence.
fn state(words: Words<'_>, zone: &str, policy: &Policy, now: Timestamp, thread: &Thread) -> String {
    // Until the moment before, so that the day is the last one on which readers may write.
    let day = |end: Timestamp| words.date(end.plus(-1), zone);
    match (thread.closed, thread.closes_at(policy)) {
        (Some(closed), _) => words.with("desk-thread-state-locked", &[("date", &words.date(closed, zone))]),
        (None, Some(end)) if now < end => words.with("desk-thread-state-until", &[("date", &day(end))]),
        (None, Some(end)) => words.with("desk-thread-state-over", &[("date", &day(end))]),
        (None, None) => words.t("desk-thread-state-open"),
    }
}

impl ThreadsView<'_> {
    fn title<'t>(&self, article: &'t Article) -> &'t str {
        article.title.as_deref().unwrap_or(&article.key)
    }

    fn address<'t>(&self, article: &'t Article) -> &'t str {
        article.url.as_deref().unwrap_or(&article.key)
    }

    fn state(&self, article: &Article) -> String {
        let Some(key) = ThreadKey::parse(&article.key) else { return String::new() };
        let thread = Thread {
            created: Some(article.created),
            closed: article.closed,
            closes: article.closes,
            ..Thread::empty(key, None)
        };
        state(self.frame.words, self.frame.zone, self.policy, self.now, &thread)
    }

    fn active(&self, article: &Article) -> String {
        self.frame.words.date_time(article.active, self.frame.zone)
    }

    fn active_at(&self, article: &Article) -> String {
        rfc3339(article.active)
    }

    fn approved(&self, article: &Article) -> String {
        self.frame.words.number(article.approved)
    }

    fn waiting(&self, article: &Article) -> String {
        self.frame.words.number(article.waiting)
    }
}

impl ThreadView<'_> {
    fn here(&self) -> String {
        format!("{}/threads/{}", self.root, self.id)
    }

    fn title(&self) -> &str {
        self.thread.title.as_deref().unwrap_or(self.thread.key.as_str())
    }

    fn url(&self) -> Option<&str> {
        self.thread.url.as_ref().map(PageUrl::as_str)
    }

    fn state(&self) -> String {
        state(self.frame.words, self.frame.zone, self.policy, self.now, self.thread)
    }

    fn counts(&self) -> String {
        let words = self.frame.words;
        format!("{} · {}", words.n("title", self.thread.count), words.n("desk-thread-waiting", self.waiting))
    }

    /// The last day on which readers may write, as the field holds it.
    fn date(&self) -> String {
        if self.amiss.field == "date" {
            return self.amiss.typed.clone();
        }
        self.thread.closes.map_or(String::new(), |end| day_of(end.plus(-1), self.frame.zone))
    }

    fn title_field(&self) -> &str {
        self.amiss.title.as_deref().or(self.thread.title.as_deref()).unwrap_or_default()
    }

    fn field(&self, field: &str) -> &str {
        let described = self.amiss.title.is_some();
        match field {
            field if self.amiss.field == field => &self.amiss.typed,
            "url" if described => &self.amiss.typed,
            "url" => self.url().unwrap_or_default(),
            _ => "",
        }
    }

    fn problem(&self, field: &str) -> Option<String> {
        (self.amiss.field == field).then(|| self.frame.words.t(&format!("desk-thread-wrong-{}", self.amiss.why)))
    }

    /// When, for programs and for people; who and what.
    fn entries(&self) -> Vec<(String, String, String)> {
        self.history.iter().map(|entry| self.entry(entry)).collect()
    }

    fn entry(&self, entry: &ThreadEntry) -> (String, String, String) {
        let words = self.frame.words;
        let at = Timestamp(entry.at);
        let who = entry.moderator.clone().unwrap_or_else(|| words.t(&format!("desk-actor-{}", entry.actor)));
        let what = words.t(&format!("desk-action-{}", entry.action));
        let read = |value: &Option<serde_json::Value>| -> ThreadState {
            value.clone().and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
        };
        let change = self.change(&read(&entry.before), &read(&entry.after));
        (rfc3339(at), words.date_time(at, self.frame.zone), format!("{who} · {what}{change}"))
    }

    /// What was something else before.
    fn change(&self, before: &ThreadState, after: &ThreadState) -> String {
        let words = self.frame.words;
        if let Some(merged) = before.merged.as_ref().or(after.merged.as_ref()) {
            return format!(": {}", merged.title.as_ref().unwrap_or(&merged.key));
        }
        let day = |end: Option<i64>| match end {
            Some(end) => words.date(Timestamp(end - 1), self.frame.zone),
            None => "–".to_owned(),
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        let mut changes = Vec::new();
        if before.closes != after.closes {
            changes.push(format!("{} → {}", day(before.closes), day(after.closes)));
        }
        for (old, new) in [(&before.title, &after.title), (&before.key, &after.key), (&before.url, &after.url)] {
            let change = format!("{} → {}", text(old), text(new));
            if old != new && !changes.contains(&change) {
                changes.push(change);
            }
        }
        if changes.is_empty() { String::new() } else { format!(": {}", changes.join(" · ")) }
    }
}
