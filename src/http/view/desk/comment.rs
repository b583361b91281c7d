//! One comment with its history.

use askama::Template;

use super::card::Card;
use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment};
use crate::i18n::rfc3339;
use crate::store::audit::DecisionEntry;
use crate::store::flags::FlagEntry;

/// `/desk/{site}/comments/{id}`
#[derive(Template)]
#[template(path = "desk/comment.html")]
pub struct CommentView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub comment: &'a DeskComment,
    pub flags: &'a [FlagEntry],
    pub named: &'a [CommentId],
    /// Oldest first.
    pub history: &'a [DecisionEntry],
    /// What was not taken a moment ago.
    pub writing: Option<Writing>,
    pub may_delete: bool,
    pub line: Option<Line>,
    pub back: String,
    pub now: Timestamp,
}

/// A text that was not taken, and why: it stands in its form again.
#[derive(Clone, Debug)]
pub struct Writing {
    pub what: What,
    pub body: String,
    pub error: String,
}

/// What a moderator can write under a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Edit,
    Reply,
}

impl CommentView<'_> {
    fn card(&self) -> Card<'_> {
        let (words, zone, editor) = (self.frame.words, self.frame.zone, self.frame.is_editor());
        let (comment, flags, named) = (self.comment, self.flags, self.named);
        Card { comment, flags, named, wave: None, words, zone, now: self.now, editor }
    }

    /// What stands in a form: what was typed, else what there is to begin with.
    fn body(&self, what: What) -> &str {
        match (&self.writing, what) {
            (Some(writing), _) if writing.what == what => &writing.body,
            (_, What::Edit) => &self.comment.source,
            (_, What::Reply) => "",
        }
    }

    fn error(&self, what: What) -> Option<&str> {
        self.writing.as_ref().filter(|writing| writing.what == what).map(|writing| writing.error.as_str())
    }

    fn edit_body(&self) -> &str {
        self.body(What::Edit)
    }

    fn reply_body(&self) -> &str {
        self.body(What::Reply)
    }

    fn edit_error(&self) -> Option<&str> {
        self.error(What::Edit)
    }

    fn reply_error(&self) -> Option<&str> {
        self.error(What::Reply)
    }

    fn heading(&self) -> String {
        self.frame.words.with("desk-comment-by", &[("name", &self.comment.name)])
    }

    /// Back to the queue in which the comment is now.
    fn queue(&self) -> String {
        format!("{}/queue?status={}", self.root, self.comment.status.as_str())
    }

    /// When, for programs and for people; who; what.
    fn entries(&self) -> Vec<(String, String, String)> {
        self.history.iter().map(|entry| self.entry(entry)).collect()
    }

    fn entry(&self, entry: &DecisionEntry) -> (String, String, String) {
        let words = self.frame.words;
        let at = Timestamp(entry.at);
        let who = match (&entry.moderator, entry.actor.as_str()) {
            (Some(name), _) => name.clone(),
            (None, actor) => words.t(&format!("desk-actor-{actor}")),
        };
        let status = |word: &Option<String>| match word {
            Some(word) => words.t(&format!("desk-status-{word}")),
            None => "–".to_owned(),
        };
        let change = match (&entry.from_status, &entry.to_status) {
            (None, None) => String::new(),
            (from, to) => format!(": {} → {}", status(from), status(to)),
        };
        let what = format!("{}{change}", words.t(&format!("desk-action-{}", entry.action)));
        (rfc3339(at), words.date_time(at, self.frame.zone), format!("{who} · {what}"))
    }
}
