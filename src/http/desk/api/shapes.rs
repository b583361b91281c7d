//! What the desk's API writes: comments, lines of the log, the team's figures.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::domain::clock::Timestamp;
use crate::domain::comment::{DeskComment, Status};
use crate::domain::site::Site;
use crate::domain::verdict::Signal;
use crate::http::api::comment::{AuthorJson, CommentJson};
use crate::http::state::Web;
use crate::http::view::Links;
use crate::i18n::{Words, rfc3339};
use crate::moderation::{Figures, FiguresDay};
use crate::store::flags::FlagEntry;
use crate::store::log::LogEntry;
use crate::store::queue::Tally;
use crate::text;

/// What waits or is reported comes oldest first, the rest newest first.
#[derive(Serialize, ToSchema)]
pub struct QueueJson {
    pub comments: Vec<DeskCommentJson>,
    /// For `after`; null on the last page.
    pub next: Option<String>,
    pub counts: CountsByStatusJson,
}

/// All comments of the site.
#[derive(Serialize, ToSchema)]
pub struct CountsByStatusJson {
    pub pending: i64,
    pub approved: i64,
    pub spam: i64,
    pub trash: i64,
    /// Comments with reports that nobody has settled.
    pub flagged: i64,
}

/// A comment as readers get it, except that `status` says what moderators know: `pending`, `approved`,
/// `spam` or `trash`; and why it is where it is.
#[derive(Serialize, ToSchema)]
pub struct DeskCommentJson {
    #[serde(flatten)]
    pub comment: CommentJson,
    /// What the filter thinks: `ham`, `unsure` or `spam`.
    pub verdict: String,
    /// The sum of the weights; 1 and more is unsure, 5 and more is spam.
    pub score: f64,
    pub signals: Vec<SignalJson>,
    /// Readers' reports that nobody has settled; `flags` holds the newest.
    pub flag_count: i64,
    pub flags: Vec<FlagJson>,
    /// Grows with every change of the comment.
    pub version: i64,
}

/// A reader's report. Who made it is not told.
#[derive(Serialize, ToSchema)]
#[schema(as = ReportJson)]
pub struct FlagJson {
    /// `spam`, `attack`, `threat`, `illegal` or `other`.
    pub reason: String,
    /// Plain text; may be empty.
    pub note: String,
    pub created: String,
}

/// One finding of the filter, or one reason of the site's policy.
#[derive(Serialize, ToSchema)]
pub struct SignalJson {
    pub code: String,
    /// Evidence for spam when positive, against it when negative.
    pub weight: f64,
    /// A sentence in the desk's language: the site's, else English.
    pub text: String,
}

/// One comment, with what its author typed and everything that was done to it.
#[derive(Serialize, ToSchema)]
pub struct OneJson {
    #[serde(flatten)]
    pub comment: DeskCommentJson,
    /// Markdown, as it was typed; what `PATCH` replaces.
    pub source: String,
    /// Oldest first; at most the 200 newest lines of the log.
    pub history: Vec<LogLineJson>,
}

/// A part of the log, newest first.
#[derive(Serialize, ToSchema)]
pub struct LogJson {
    pub lines: Vec<LogLineJson>,
    /// For `after`; null on the last page.
    pub next: Option<String>,
}

/// Something that was done: by whom, to what, and how that was before.
#[derive(Serialize, ToSchema)]
pub struct LogLineJson {
    pub id: i64,
    /// RFC 3339, UTC.
    pub at: String,
    /// `moderator`, `author` or `system`.
    pub actor: String,
    /// A moderator's name.
    pub moderator: Option<String>,
    /// A word; new ones may come.
    pub action: String,
    /// `comment`, `thread`, `person` or `site`.
    pub about: String,
    pub comment: Option<i64>,
    pub thread: Option<i64>,
    /// The article's title, else the thread's key.
    pub article: Option<String>,
    /// The status that a comment left, and the one that it got.
    pub from: Option<String>,
    pub to: Option<String>,
    /// What was changed, as it was and as it became; what is in it depends on the action.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

impl From<LogEntry> for LogLineJson {
    fn from(line: LogEntry) -> Self {
        let (about, comment, thread) = line.about_words();
        let status = |status: Option<Status>| status.map(|s| s.as_str().to_owned());
        Self {
            id: line.id,
            at: rfc3339(line.at),
            actor: line.actor,
            moderator: line.moderator,
            action: line.action,
            about: about.to_owned(),
            comment,
            thread,
            article: line.thread_title,
            from: status(line.from),
            to: status(line.to),
            before: line.before,
            after: line.after,
        }
    }
}

/// How the team does; never by person. Times are seconds.
#[derive(Serialize, ToSchema)]
pub struct FiguresJson {
    /// IANA name of the zone whose days these are.
    pub zone: String,
    /// Comments that are pending now.
    pub waiting: i64,
    /// How long ago the one of them that came first came.
    pub oldest_seconds: Option<i64>,
    /// Comments that waited and that a person first decided about in these days.
    pub first_decisions: i64,
    /// Half of those waited no longer, from when they came until that decision.
    pub median_wait_seconds: Option<i64>,
    /// 95 of a hundred waited no longer.
    pub p95_wait_seconds: Option<i64>,
    /// Comments that moderators gave a status in these days, each as often as that happened.
    pub decisions: i64,
    /// Of these, how many were taken back, whenever that was.
    pub undone: i64,
    /// Every day, the oldest first.
    pub days: Vec<FiguresDayJson>,
    /// Spam that came in these days, by each signal that spoke for it; `person` where none did.
    pub spam_signals: Vec<SignalSumJson>,
}

#[derive(Serialize, ToSchema)]
pub struct FiguresDayJson {
    /// `2026-11-28`
    pub day: String,
    /// Comments that came on it, by what they are now, or were when they were deleted.
    pub approved: i64,
    pub pending: i64,
    pub spam: i64,
    pub trash: i64,
    /// First decisions on it about comments that had waited, and how long half of these waited at most.
    pub first_decisions: i64,
    pub median_wait_seconds: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct SignalSumJson {
    pub code: String,
    pub comments: i64,
}

impl FiguresJson {
    pub fn new(figures: &Figures, zone: &str) -> Self {
        let signals = figures.signals.iter();
        Self {
            zone: zone.to_owned(),
            waiting: figures.waiting,
            oldest_seconds: figures.oldest.map(seconds),
            first_decisions: figures.waits.n,
            median_wait_seconds: figures.waits.median.map(seconds),
            p95_wait_seconds: figures.waits.p95.map(seconds),
            decisions: figures.decisions.n,
            undone: figures.decisions.undone,
            days: figures.by_day.iter().map(FiguresDayJson::new).collect(),
            spam_signals: signals.map(|(code, n)| SignalSumJson { code: code.clone(), comments: *n }).collect(),
        }
    }
}

impl FiguresDayJson {
    fn new(day: &FiguresDay) -> Self {
        let date = rfc3339(Timestamp(day.day.saturating_mul(Timestamp::DAY)));
        Self {
            day: date.split('T').next().unwrap_or_default().to_owned(),
            approved: day.approved,
            pending: day.pending,
            spam: day.spam,
            trash: day.trash,
            first_decisions: day.decided,
            median_wait_seconds: day.median.map(seconds),
        }
    }
}

fn seconds(milliseconds: i64) -> i64 {
    (milliseconds + Timestamp::SECOND / 2) / Timestamp::SECOND
}

impl DeskCommentJson {
    pub fn new(web: &Web, site: &Site, comment: &DeskComment, flags: &[FlagEntry], words: Words<'_>) -> Self {
        let (key, url) = (comment.thread_key.as_str(), comment.thread_url.as_deref());
        let links = Links::new(web.base(), site.key.as_str(), key, url, None, None);
        let author = AuthorJson {
            name: comment.name.clone(),
            website: comment.website.as_ref().map(|w| w.as_str().to_owned()),
            avatar: None,
            role: if comment.staff { "member" } else { "guest" }.to_owned(),
        };
        Self {
            comment: CommentJson {
                id: comment.id.0,
                key: key.to_owned(),
                parent: comment.parent.map(|p| p.0),
                depth: comment.depth,
                author: (!comment.withdrawn).then_some(author),
                html: text::from_store(&comment.html).as_str().to_owned(),
                created: rfc3339(comment.created),
                edited: comment.edited.map(rfc3339),
                picked: comment.picked,
                pinned: comment.pinned,
                status: comment.status.as_str().to_owned(),
                votes: comment.votes,
                replies: comment.replies,
                permalink: links.comment(comment.id),
            },
            verdict: comment.verdict.opinion.as_str().to_owned(),
            score: comment.verdict.score,
            signals: comment.verdict.signals.iter().map(|s| SignalJson::new(s, words)).collect(),
            flag_count: comment.flags,
            flags: flags.iter().filter(|f| f.comment == comment.id).map(FlagJson::new).collect(),
            version: comment.version,
        }
    }
}

impl FlagJson {
    fn new(flag: &FlagEntry) -> Self {
        Self { reason: flag.reason.as_str().to_owned(), note: flag.note.clone(), created: rfc3339(flag.created) }
    }
}

impl SignalJson {
    fn new(signal: &Signal, words: Words<'_>) -> Self {
        Self { code: signal.code.as_str().to_owned(), weight: signal.weight, text: words.signal(signal) }
    }
}

impl From<Tally> for CountsByStatusJson {
    fn from(tally: Tally) -> Self {
        Self {
            pending: tally.pending,
            approved: tally.approved,
            spam: tally.spam,
            trash: tally.trash,
            flagged: tally.flagged,
        }
    }
}
