//! Finding comments, and what was found.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::search::{self, Query};
use crate::domain::thread::Thread;
use crate::domain::verdict::SignalCode;
use crate::http::desk::Asked;
use crate::i18n::rfc3339;
use crate::store::articles::Article;
use crate::store::found::Found;
use crate::text;

/// How much of a comment is shown, and how much of it before what was found.
const SHOWN: usize = 280;
const BEFORE: usize = 80;

/// A field that says nothing sensible. The sentence is `desk-search-wrong-{field}`.
pub struct Wrong {
    pub field: &'static str,
    /// What stands in no address and is given back as it was typed.
    pub typed: String,
}

/// `/desk/{site}/comments`
#[derive(Template)]
#[template(path = "desk/comments.html")]
pub struct SearchView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub asked: &'a Asked,
    pub wrong: &'a [Wrong],
    pub query: &'a Query,
    pub comments: &'a [Found],
    /// Articles of which one may be chosen.
    pub offered: &'a [Article],
    /// The one that was chosen.
    pub article: Option<&'a Thread>,
    pub next: Option<String>,
    /// The search stopped here, before it had looked at everything.
    pub reached: Option<Timestamp>,
    /// Older comments cannot all be found yet.
    pub indexing: bool,
    pub chosen: bool,
    pub choose_all: String,
    pub line: Option<Line>,
    pub back: String,
}

/// A choice of a field: its value, its word, whether it is made.
type Choice = (&'static str, String, bool);

impl SearchView<'_> {
    fn value(&self, name: &str) -> &str {
        self.asked.get(name).unwrap_or_default()
    }

    /// What is wrong with a field, as a sentence.
    fn problem(&self, field: &str) -> Option<String> {
        let wrong = self.wrong.iter().any(|wrong| wrong.field == field);
        wrong.then(|| self.frame.words.t(&format!("desk-search-wrong-{field}")))
    }

    fn typed(&self, field: &str) -> &str {
        self.wrong.iter().find(|wrong| wrong.field == field).map_or("", |wrong| &wrong.typed)
    }

    /// Whether more than the words is shown at once.
    fn is_narrow(&self) -> bool {
        self.asked.is_narrow() || !self.wrong.is_empty()
    }

    /// What the search is narrowed to without being in a field: the word, and the address without it.
    fn chips(&self) -> Vec<(String, String)> {
        let words = self.frame.words;
        let mut chips = Vec::new();
        let mut chip = |name: &str, word: String| {
            chips.push((word, format!("{}/comments{}", self.root, self.asked.without("after").without(name).query())));
        };
        if self.asked.get("person").is_some() && self.problem("person").is_none() {
            chip("person", words.t("desk-search-chip-person"));
        }
        if self.asked.get("client").is_some() && self.problem("client").is_none() {
            chip("client", words.t("desk-search-chip-client"));
        }
        if let Some(net) = self.asked.get("net").filter(|_| self.problem("net").is_none()) {
            chip("net", words.with("desk-search-chip-net", &[("net", net)]));
        }
        if let Some(article) = self.article {
            let title = article.title.as_deref().unwrap_or(article.key.as_str());
            chip("thread", words.with("desk-search-chip-article", &[("title", title)]));
        }
        chips
    }

    /// What the form brings along without showing it.
    fn carried(&self) -> Vec<(&'static str, &str)> {
        let carried = ["person", "client", "net", "thread"];
        carried.into_iter().filter_map(|name| Some((name, self.asked.get(name)?))).collect()
    }

    fn offers(&self) -> Vec<(String, String)> {
        let offer = |article: &Article| {
            let asked = self.asked.without("article").without("after").with("thread", article.id.0.to_string());
            let title = article.title.clone().unwrap_or_else(|| article.key.clone());
            (title, format!("{}/comments{}", self.root, asked.query()))
        };
        self.offered.iter().map(offer).collect()
    }

    fn statuses(&self) -> Vec<Choice> {
        let choice = |status: Status| {
            let word = status.as_str();
            (word, self.frame.words.t(&format!("desk-status-{word}")), self.asked.get("status") == Some(word))
        };
        Status::ALL.map(choice).to_vec()
    }

    fn reasons(&self) -> Vec<Choice> {
        let choice = |code: &SignalCode| {
            let word = code.as_str();
            (word, self.frame.words.t(&format!("desk-reason-{word}")), self.asked.get("reason") == Some(word))
        };
        SignalCode::ALL.iter().map(choice).collect()
    }

    fn empty(&self) -> String {
        let id = if self.asked.get("after").is_some() { "later" } else { "search" };
        self.frame.words.t(&format!("desk-empty-{id}"))
    }

    /// This search from its beginning.
    fn first(&self) -> String {
        format!("{}/comments{}", self.root, self.asked.without("after").query())
    }

    fn stopped(&self) -> Option<String> {
        let date = self.frame.words.date(self.reached?, self.frame.zone);
        Some(self.frame.words.with("desk-search-reached", &[("date", &date)]))
    }

    fn lines(&self) -> impl Iterator<Item = FoundLine<'_>> {
        self.comments.iter().map(|comment| FoundLine { comment, view: self })
    }

    fn bulk(&self) -> Vec<(&'static str, String)> {
        let words = [("approved", "approve"), ("trash", "reject"), ("spam", "spam"), ("pending", "hold")];
        words.into_iter().map(|(to, word)| (to, self.frame.words.t(&format!("desk-bulk-{word}")))).collect()
    }
}

/// A comment that was found.
struct FoundLine<'a> {
    comment: &'a Found,
    view: &'a SearchView<'a>,
}

impl FoundLine<'_> {
    fn written(&self) -> String {
        rfc3339(self.comment.created)
    }

    fn when(&self) -> String {
        self.view.frame.words.date_time(self.comment.created, self.view.frame.zone)
    }

    fn title(&self) -> &str {
        self.comment.thread_title.as_deref().unwrap_or(&self.comment.thread_key)
    }

    fn choose(&self) -> String {
        self.view.frame.words.with("desk-choose", &[("name", &self.comment.name)])
    }

    /// The status, and who gave it.
    fn state(&self) -> String {
        let words = self.view.frame.words;
        let status = words.t(&format!("desk-status-{}", self.comment.status.as_str()));
        let (Some(at), Some(name)) = (self.comment.decided, &self.comment.decided_by) else { return status };
        let time = words.date_time(at, self.view.frame.zone);
        words.with("desk-decided-by", &[("status", &status), ("name", name), ("time", &time)])
    }

    fn reasons(&self) -> Vec<String> {
        let signals = self.comment.verdict.signals.iter().filter(|s| s.code != SignalCode::Person);
        signals.map(|signal| self.view.frame.words.signal(signal)).collect()
    }

    fn flagged(&self) -> Option<String> {
        (self.comment.flags > 0).then(|| self.view.frame.words.n("desk-flags", self.comment.flags))
    }

    /// A part of the text around the first word that was found, in pieces; those that were asked for are marked.
    fn excerpt(&self) -> Vec<(bool, String)> {
        let plain = text::plain(&text::from_store(&self.comment.html));
        excerpt(&plain, self.view.query)
    }
}

fn excerpt(plain: &str, query: &Query) -> Vec<(bool, String)> {
    let words = search::words(plain);
    let hits: Vec<_> = words.iter().filter(|word| query.hits(&word.folded)).collect();
    let first = hits.first().map_or(0, |word| word.from);
    let before = plain.get(..first).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(BEFORE);
    // From the beginning of a word, so that none is cut.
    let rough = plain.char_indices().nth(skipped).map_or(0, |(at, _)| at);
    let start = if skipped == 0 { 0 } else { words.iter().map(|w| w.from).find(|from| *from >= rough).unwrap_or(0) };
    let end = plain.char_indices().map(|(at, _)| at).filter(|at| *at >= start).nth(SHOWN).unwrap_or(plain.len());
    let mut pieces = Vec::new();
    if start > 0 {
        pieces.push((false, "… ".to_owned()));
    }
    let mut at = start;
    for hit in hits.iter().filter(|hit| hit.from >= start && hit.to <= end) {
        pieces.push((false, plain.get(at..hit.from).unwrap_or_default().to_owned()));
        pieces.push((true, plain.get(hit.from..hit.to).unwrap_or_default().to_owned()));
        at = hit.to;
    }
    pieces.push((false, plain.get(at..end).unwrap_or_default().to_owned()));
    if end < plain.len() {
        pieces.push((false, " …".to_owned()));
    }
    pieces.retain(|(_, text)| !text.is_empty());
    pieces
}
