//! Rows as they come from either engine, and their way into domain types.

use sqlx::types::Json;

use super::packed::PackedHtml;
use super::{Error, Result};
use crate::domain::author::{AuthorKind, Website};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{Comment, CommentId, Content, OwnComment, Status, Tombstone};
use crate::domain::thread::{PageUrl, Thread, ThreadId, ThreadKey};
use crate::domain::verdict::{Opinion, Signal, Verdict};

/// What readers get of a comment. The content of one that is not approved is never selected.
macro_rules! public_columns {
    () => {
        "c.id, c.parent_id, c.root_id, c.depth, c.withdrawn, c.votes, c.replies, c.created, \
         CASE WHEN c.status = 'approved' THEN c.name END AS name, \
         CASE WHEN c.status = 'approved' THEN c.website END AS website, \
         CASE WHEN c.status = 'approved' THEN c.source END AS source, \
         CASE WHEN c.status = 'approved' THEN c.html END AS html, \
         CASE WHEN c.status = 'approved' THEN c.edited END AS edited, \
         c.renderer, c.picked, c.pinned, c.staff_edited, c.author_kind"
    };
}
pub(super) use public_columns;

#[derive(sqlx::FromRow)]
pub(super) struct CommentRow {
    id: i64,
    parent_id: Option<i64>,
    root_id: Option<i64>,
    depth: i64,
    withdrawn: bool,
    votes: i64,
    replies: i64,
    created: i64,
    name: Option<String>,
    website: Option<String>,
    source: Option<String>,
    html: Option<PackedHtml>,
    edited: Option<i64>,
    renderer: i64,
    picked: bool,
    pinned: bool,
    staff_edited: bool,
    author_kind: String,
}

impl CommentRow {
    pub fn into_comment(self) -> Result<Comment> {
        let kind = author_kind(&self.author_kind)?;
        let content = match (self.name, self.source, self.html) {
            (Some(name), Some(source), Some(html)) => Some(Content {
                name,
                website: self.website.as_deref().and_then(Website::stored),
                html: html.stored(&source, self.renderer),
                edited: self.edited.map(Timestamp),
                staff_edited: self.staff_edited,
                picked: self.picked,
                pinned: self.pinned,
                staff: kind == AuthorKind::Member,
            }),
            _ => None,
        };
        let tombstone = match content {
            Some(_) => None,
            None if self.withdrawn => Some(Tombstone::Author),
            None => Some(Tombstone::Staff),
        };
        Ok(Comment {
            id: CommentId(self.id),
            parent: self.parent_id.map(CommentId),
            root: CommentId(self.root_id.unwrap_or(self.id)),
            depth: self.depth,
            content,
            tombstone,
            created: Timestamp(self.created),
            votes: self.votes,
            replies: self.replies,
        })
    }
}

pub(super) fn comments(rows: Vec<CommentRow>) -> Result<Vec<Comment>> {
    rows.into_iter().map(CommentRow::into_comment).collect()
}

macro_rules! own_columns {
    () => {
        "c.id, c.thread_id, c.parent_id, c.root_id, c.depth, c.name, c.website, c.source, c.html, c.renderer, c.status, \
         c.decided, c.withdrawn, c.created, c.edited, c.email_confirmed, (c.email_hash IS NOT NULL) AS has_email, \
         c.notify, c.picked, c.pinned, c.votes, c.replies, c.version"
    };
}
pub(super) use own_columns;

#[derive(sqlx::FromRow)]
pub(super) struct OwnRow {
    id: i64,
    thread_id: i64,
    parent_id: Option<i64>,
    root_id: Option<i64>,
    depth: i64,
    name: String,
    website: Option<String>,
    source: String,
    html: PackedHtml,
    renderer: i64,
    status: String,
    decided: bool,
    withdrawn: bool,
    created: i64,
    edited: Option<i64>,
    email_confirmed: bool,
    has_email: bool,
    notify: bool,
    picked: bool,
    pinned: bool,
    votes: i64,
    replies: i64,
    version: i64,
}

impl OwnRow {
    pub fn into_own(self) -> Result<OwnComment> {
        Ok(OwnComment {
            id: CommentId(self.id),
            thread: ThreadId(self.thread_id),
            parent: self.parent_id.map(CommentId),
            root: CommentId(self.root_id.unwrap_or(self.id)),
            depth: self.depth,
            name: self.name,
            website: self.website.as_deref().and_then(Website::stored),
            html: self.html.stored(&self.source, self.renderer),
            source: self.source,
            status: status(&self.status)?,
            decided: self.decided,
            withdrawn: self.withdrawn,
            created: Timestamp(self.created),
            edited: self.edited.map(Timestamp),
            email_confirmed: self.email_confirmed,
            has_email: self.has_email,
            notify: self.notify,
            picked: self.picked,
            pinned: self.pinned,
            votes: self.votes,
            replies: self.replies,
            version: self.version,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ThreadRow {
    id: i64,
    key: String,
    url: Option<String>,
    title: Option<String>,
    created: i64,
    closed: Option<i64>,
    closes: Option<i64>,
    count: i64,
    top: i64,
    version: i64,
}

impl ThreadRow {
    pub fn into_thread(self) -> Result<Thread> {
        Ok(Thread {
            id: Some(ThreadId(self.id)),
            key: ThreadKey::parse(&self.key).ok_or_else(|| Error::damaged("thread", "key"))?,
            url: self.url.as_deref().and_then(PageUrl::parse),
            title: self.title,
            created: Some(Timestamp(self.created)),
            closed: self.closed.map(Timestamp),
            closes: self.closes.map(Timestamp),
            count: self.count,
            top: self.top,
            version: self.version,
        })
    }
}

pub(super) fn status(word: &str) -> Result<Status> {
    Status::from_word(word).ok_or_else(|| Error::damaged("comment", "status"))
}

pub(super) fn author_kind(word: &str) -> Result<AuthorKind> {
    AuthorKind::from_word(word).ok_or_else(|| Error::damaged("comment", "author_kind"))
}

pub(super) fn verdict(opinion: &str, score: f64, signals: Json<Vec<Signal>>) -> Result<Verdict> {
    let opinion = Opinion::from_word(opinion).ok_or_else(|| Error::damaged("comment", "opinion"))?;
    Ok(Verdict { opinion, score, signals: signals.0 })
}
