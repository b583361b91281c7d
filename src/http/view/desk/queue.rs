//! The queue, and one comment with its history.

use askama::Template;

use super::card::Card;
use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::i18n::rfc3339;
use crate::moderation::Group;
use crate::store::audit::DecisionEntry;
use crate::store::flags::FlagEntry;
use crate::store::queue::Tally;

/// `/desk/{site}/queue`
#[derive(Template)]
#[template(path = "desk/queue.html")]
pub struct QueueView<'a> {
    pub frame: DeskFrame<'a>,
    /// `/desk/{site}`
    pub root: String,
    pub queue: Queue,
    pub tally: Tally,
    pub comments: &'a [DeskComment],
    /// Readers' reports of them.
    pub flags: &'a [FlagEntry],
    /// Those whose reporters can be shown to this moderator.
    pub named: &'a [CommentId],
    /// Near-copies, each group shown under its first comment.
    pub waves: &'a [Group],
    /// Address of what follows.
    pub next: Option<String>,
    /// Not the first part.
    pub later: bool,
    /// Every box is ticked.
    pub chosen: bool,
    /// This page with every box ticked.
    pub choose_all: String,
    pub line: Option<Line>,
    /// This page.
    pub back: String,
}

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

impl QueueView<'_> {
    fn cards(&self) -> impl Iterator<Item = Card<'_>> {
        let (flags, named, words, zone) = (self.flags, self.named, self.frame.words, self.frame.zone);
        self.comments.iter().map(move |comment| {
            let wave = self.waves.iter().find(|wave| wave.members.first().is_some_and(|m| m.id == comment.id));
            Card { comment, flags, named, wave, words, zone }
        })
    }

    /// Each queue: its address, its word, how many are in it, whether it is the present one.
    fn tabs(&self) -> [(String, String, String, bool); 5] {
        let of = Queue::Of;
        let all = [of(Status::Pending), Queue::Flagged, of(Status::Spam), of(Status::Approved), of(Status::Trash)];
        all.map(|queue| {
            let word = queue.as_str();
            let address = format!("{}/queue?status={word}", self.root);
            let count = self.frame.words.number(self.tally.of(queue));
            (address, self.frame.words.t(&format!("desk-queue-{word}")), count, queue == self.queue)
        })
    }

    fn empty(&self) -> String {
        let id = if self.later { "later" } else { self.queue.as_str() };
        self.frame.words.t(&format!("desk-empty-{id}"))
    }

    fn first(&self) -> String {
        format!("{}/queue?status={}", self.root, self.queue.as_str())
    }

    /// What the chosen comments can be made: the same decisions as on each card.
    fn bulk(&self) -> Vec<(&'static str, String)> {
        let words = match self.queue {
            Queue::Flagged => [("approved", "keep"), ("trash", "reject"), ("spam", "spam")],
            Queue::Of(Status::Pending) => [("approved", "approve"), ("trash", "reject"), ("spam", "spam")],
            Queue::Of(Status::Approved) => [("trash", "reject"), ("spam", "spam"), ("pending", "hold")],
            Queue::Of(Status::Spam) => [("restore", "not-spam"), ("approved", "approve"), ("trash", "reject")],
            Queue::Of(Status::Trash) => [("restore", "restore"), ("approved", "approve"), ("spam", "spam")],
        };
        words.into_iter().map(|(to, word)| (to, self.frame.words.t(&format!("desk-bulk-{word}")))).collect()
    }
}

impl CommentView<'_> {
    fn card(&self) -> Card<'_> {
        let (words, zone) = (self.frame.words, self.frame.zone);
        Card { comment: self.comment, flags: self.flags, named: self.named, wave: None, words, zone }
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

    fn reply_button(&self) -> String {
        let id = if self.comment.status == Status::Approved { "desk-reply-send" } else { "desk-reply-approve" };
        self.frame.words.t(id)
    }

    /// The marks that can be put on or taken off.
    fn marks(&self) -> Vec<(&'static str, &'static str)> {
        let pick = if self.comment.picked { ("unpick", "desk-unpick") } else { ("pick", "desk-pick") };
        let pin = if self.comment.pinned { ("unpin", "desk-unpin") } else { ("pin", "desk-pin") };
        let top = self.comment.parent.is_none();
        [Some(pick), Some(pin).filter(|_| top)].into_iter().flatten().collect()
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
