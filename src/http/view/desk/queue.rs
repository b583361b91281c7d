//! The queue, and a part of it.

use askama::Template;

use super::card::Card;
use super::words::queue_words;
use super::{AlarmNotice, DeskFrame, Line, RunBox};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::moderation::Group;
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
    /// When the newest comment of the site came, where there is nothing to show.
    pub newest: Option<Timestamp>,
    /// Address of what follows, and its cursor.
    pub next: Option<String>,
    pub cursor: Option<String>,
    /// The cursor of the last comment, for what comes in later; `None` where there is none.
    pub last: Option<String>,
    /// Not the first part.
    pub later: bool,
    /// Every box is ticked.
    pub chosen: bool,
    /// This page with every box ticked.
    pub choose_all: String,
    pub line: Option<Line>,
    /// The filter does worse; for owners, at what waits.
    pub alarm: Option<AlarmNotice<'a>>,
    /// Akismet can be asked about what waits; `None` for the other queues, and where it is not used.
    pub run: Option<RunBox<'a>>,
    /// This page.
    pub back: String,
    /// The place in the site's log at which this page was written, and the newest comment that waited then.
    pub news: (i64, i64),
    pub now: Timestamp,
}

/// What `/desk/{site}/queue?…&part=cards` and `/desk/{site}/comments/{id}/card` give to the script.
#[derive(Template)]
#[template(path = "desk/part.html")]
pub struct PartView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub comments: &'a [DeskComment],
    pub flags: &'a [FlagEntry],
    pub named: &'a [CommentId],
    pub waves: &'a [Group],
    pub now: Timestamp,
    /// What stands there when there are no comments.
    pub empty: Option<String>,
    /// The cursor of what follows.
    pub next: Option<String>,
    pub last: Option<String>,
    pub back: String,
}

/// Comments, the readers' reports of them, and those whose reporters can be shown.
type Shown<'c> = (&'c [DeskComment], &'c [FlagEntry], &'c [CommentId]);

/// Comments with what is beside them, one after the other.
fn cards<'c>(
    (comments, flags, named): Shown<'c>,
    waves: &'c [Group],
    frame: &'c DeskFrame<'_>,
    now: Timestamp,
) -> impl Iterator<Item = Card<'c>> {
    let (words, zone, editor) = (frame.words, frame.zone, frame.is_editor());
    comments.iter().map(move |comment| {
        let wave = waves.iter().find(|wave| wave.members.first().is_some_and(|m| m.id == comment.id));
        Card { comment, flags, named, wave, words, zone, now, editor }
    })
}

/// What an empty queue says, and when the last comment came.
pub fn empty_queue(frame: &DeskFrame<'_>, queue: Queue, later: bool, newest: Option<Timestamp>) -> String {
    let id = if later { "later" } else { queue.as_str() };
    let text = frame.words.t(&format!("desk-empty-{id}"));
    match newest.filter(|_| !later && queue == Queue::Of(Status::Pending)) {
        Some(newest) => {
            let time = frame.words.date_time(newest, frame.zone);
            format!("{text} {}", frame.words.with("desk-empty-since", &[("time", &time)]))
        }
        None => text,
    }
}

impl PartView<'_> {
    fn cards(&self) -> impl Iterator<Item = Card<'_>> {
        cards((self.comments, self.flags, self.named), self.waves, &self.frame, self.now)
    }
}

impl QueueView<'_> {
    fn cards(&self) -> impl Iterator<Item = Card<'_>> {
        cards((self.comments, self.flags, self.named), self.waves, &self.frame, self.now)
    }

    /// Each queue: its address, its word, how many are in it, in figures and for people, whether it is the present one.
    fn tabs(&self) -> [(String, &'static str, i64, String, bool); 5] {
        let of = Queue::Of;
        let all = [of(Status::Pending), Queue::Flagged, of(Status::Spam), of(Status::Approved), of(Status::Trash)];
        all.map(|queue| {
            let word = queue.as_str();
            let address = format!("{}/queue?status={word}", self.root);
            let count = self.tally.of(queue);
            (address, word, count, self.frame.words.number(count), queue == self.queue)
        })
    }

    fn empty(&self) -> String {
        empty_queue(&self.frame, self.queue, self.later, self.newest)
    }

    fn first(&self) -> String {
        format!("{}/queue?status={}", self.root, self.queue.as_str())
    }

    /// There is nothing to take back that the page would know of.
    fn nothing_said(&self) -> bool {
        self.line.as_ref().is_none_or(|line| line.undo.is_none())
    }

    /// What the script says by itself.
    fn said(&self) -> String {
        queue_words(self.frame.words)
    }

    /// What the chosen comments can be made: the same decisions as on each card, with their key.
    fn bulk(&self) -> [(&'static str, &'static str, &'static str); 3] {
        const REJECT: (&str, &str, &str) = ("trash", "reject", "D");
        const SPAM: (&str, &str, &str) = ("spam", "spam", "S");
        const APPROVE: (&str, &str, &str) = ("approved", "approve", "A");
        match self.queue {
            Queue::Flagged => [("approved", "keep", "A"), REJECT, SPAM],
            Queue::Of(Status::Pending) => [APPROVE, REJECT, SPAM],
            Queue::Of(Status::Approved) => [REJECT, SPAM, ("pending", "hold", "")],
            Queue::Of(Status::Spam) => [("restore", "not-spam", ""), APPROVE, REJECT],
            Queue::Of(Status::Trash) => [("restore", "restore", ""), APPROVE, SPAM],
        }
    }

    /// The same three under the thumb, what is meant most often at the right.
    fn thumbs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let [first, second, third] = self.bulk();
        [second, third, first].into_iter().map(|(to, word, _)| (to, word))
    }

    /// Every key with what it does, in the order of the drawing.
    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("J ↓", "next"),
            ("K ↑", "previous"),
            ("Enter", "open"),
            ("A", "approve"),
            ("D", "reject"),
            ("S", "spam"),
            ("Z", "undo"),
            ("E", "edit"),
            ("R", "reply"),
            ("F", "pick"),
            ("N", "note"),
            ("B", "ban"),
            ("M", "more"),
            ("O", "article"),
            ("X", "choose"),
            ("Shift|X", "choose-all"),
            ("Shift|A|D|S", "bulk"),
            ("1–5", "queues"),
            ("/", "search"),
            ("?", "keys"),
            ("Esc", "close"),
        ]
    }
}
