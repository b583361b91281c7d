//! One comment with its history.

use askama::Template;

use super::card::Card;
use super::log::{Change, Day, Shown, days};
use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment};
use crate::store::flags::FlagEntry;
use crate::store::log::LogEntry;

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
    pub history: &'a [LogEntry],
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

    /// What became of it, day by day.
    fn days(&self) -> Vec<Day> {
        let (words, zone, root) = (self.frame.words, self.frame.zone, self.root.as_str());
        days(Shown { words, zone, root, about: false }, self.history)
    }
}
