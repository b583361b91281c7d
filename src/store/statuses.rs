//! Changing a comment: its status, its text, its removal; with every counter that depends on it.

use sqlx::types::Json;

use super::packed::PackedHtml;
use super::rows::{OwnRow, own_columns};
use super::{Result, Tx, on_tx, run_tx};
use crate::domain::author::Website;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, OwnComment, Status, StoredHtml};
use crate::domain::health::Judged;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::Verdict;

/// A comment inside a write, as far as a change of status needs it.
#[derive(Clone, Debug)]
pub struct Current {
    pub id: CommentId,
    pub thread: ThreadId,
    pub parent: Option<CommentId>,
    pub status: Status,
    pub status_before: Option<Status>,
    pub decided: bool,
    pub withdrawn: bool,
    pub replies: i64,
    /// Readers' reports that nobody has settled.
    pub flags: i64,
    pub version: i64,
    pub verdict: Verdict,
    pub email_confirmed: bool,
    pub created: Timestamp,
}

#[derive(sqlx::FromRow)]
struct CurrentRow {
    id: i64,
    thread_id: i64,
    parent_id: Option<i64>,
    status: String,
    status_before: Option<String>,
    decided: bool,
    withdrawn: bool,
    replies: i64,
    flags: i64,
    version: i64,
    opinion: String,
    score: f64,
    signals: Json<Vec<crate::domain::verdict::Signal>>,
    email_confirmed: bool,
    created: i64,
}

/// A change of status. `decided`: a person did it.
pub struct Change {
    pub to: Status,
    pub decided: bool,
    pub withdrawn: bool,
    pub verdict: Option<Verdict>,
    pub now: Timestamp,
    pub before: Before,
}

/// The status that `restore` will lead back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// The one that the comment leaves now.
    Follow,
    /// This one: the change takes another one back.
    Is(Option<Status>),
}

/// A new text for a comment.
pub struct Edit<'a> {
    pub source: &'a str,
    pub html: &'a StoredHtml,
    pub text_hash: &'a [u8],
    pub verdict: &'a Verdict,
    pub now: Timestamp,
}

/// A text that a moderator wrote, or put back.
pub struct Rewrite<'a> {
    pub source: &'a str,
    pub html: &'a StoredHtml,
    pub text_hash: &'a [u8],
    pub edited: Option<Timestamp>,
    pub by_staff: bool,
}

/// A comment's text inside a write.
#[derive(Clone, Debug)]
pub struct TextOf {
    pub source: String,
    pub edited: Option<Timestamp>,
    pub by_staff: bool,
}

/// What a reply needs to know of the comment that it answers.
#[derive(Clone, Copy, Debug)]
pub struct Above {
    pub thread: ThreadId,
    pub parent: Option<CommentId>,
    pub root: Option<CommentId>,
    pub depth: i64,
}

impl Current {
    /// As the sums of the filter's health see it.
    fn judged(&self) -> Judged<'_> {
        let decided = self.decided && !self.withdrawn;
        Judged { status: self.status, before: self.status_before, decided, verdict: &self.verdict }
    }
}

impl Tx {
    /// Call after [`Tx::lock_site`], so that nothing changes between reading and writing.
    pub async fn current(&mut self, site: SiteId, id: CommentId) -> Result<Option<Current>> {
        let sql =
            "SELECT id, thread_id, parent_id, status, status_before, decided, withdrawn, replies, flags, version, opinion,
                          score, signals, email_confirmed, created
                   FROM comment WHERE site_id = $1 AND id = $2";
        let row: Option<CurrentRow> = on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Current {
            id: CommentId(row.id),
            thread: ThreadId(row.thread_id),
            parent: row.parent_id.map(CommentId),
            status: super::rows::status(&row.status)?,
            status_before: row.status_before.as_deref().map(super::rows::status).transpose()?,
            decided: row.decided,
            withdrawn: row.withdrawn,
            replies: row.replies,
            flags: row.flags,
            version: row.version,
            verdict: super::rows::verdict(&row.opinion, row.score, row.signals)?,
            email_confirmed: row.email_confirmed,
            created: Timestamp(row.created),
        }))
    }

    pub async fn own_comment(&mut self, site: SiteId, id: CommentId) -> Result<Option<OwnComment>> {
        let sql = concat!("SELECT ", own_columns!(), " FROM comment c WHERE c.site_id = $1 AND c.id = $2");
        let row: Option<OwnRow> = on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        row.map(OwnRow::into_own).transpose()
    }

    /// Moves a comment to another status, with its ancestors' reply counts, the thread and the tally.
    pub async fn change_status(&mut self, site: SiteId, current: &Current, change: &Change) -> Result<()> {
        let verdict = change.verdict.as_ref().unwrap_or(&current.verdict);
        // Deciding the same twice must not make `restore` forget where the comment came from.
        let before = match change.before {
            Before::Is(before) => before,
            Before::Follow if change.to == current.status => current.status_before,
            Before::Follow => Some(current.status),
        };
        let visible = change.to == Status::Approved || current.replies > 0;
        let sql =
            "UPDATE comment SET status = $3, status_before = $4, status_changed = $5, decided = $6, withdrawn = $7,
                          visible = $8, opinion = $9, score = $10, signals = $11, version = version + 1
                   WHERE site_id = $1 AND id = $2";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(current.id.0)
                .bind(change.to.as_str())
                .bind(before.map(Status::as_str))
                .bind(change.now.0)
                .bind(change.decided)
                .bind(change.withdrawn)
                .bind(visible)
                .bind(verdict.opinion.as_str())
                .bind(verdict.score)
                .bind(Json(&verdict.signals))
        )?;
        self.tally(site, current.status, -1).await?;
        self.tally(site, change.to, 1).await?;
        let (from, to) = ((current.status, &*current.verdict.signals), (change.to, &*verdict.signals));
        self.count_figures(site, current.created, Some(from), Some(to)).await?;
        let to = Judged { status: change.to, before, decided: change.decided && !change.withdrawn, verdict };
        self.count_health(site, current.created, Some(current.judged()), Some(to)).await?;

        let shown = |status: Status| i64::from(status == Status::Approved);
        let delta = shown(change.to) - shown(current.status);
        if delta > 0 {
            self.name_thread(site, current).await?;
        }
        let was_visible = current.status == Status::Approved || current.replies > 0;
        let own_top = if current.parent.is_none() { i64::from(visible) - i64::from(was_visible) } else { 0 };
        let top = own_top + if delta == 0 { 0 } else { self.add_to_ancestors(site, current.parent, delta).await? };
        if delta != 0 || was_visible {
            self.touch_thread(site, current.thread, delta, top).await?;
        }
        Ok(())
    }

    /// A title that anybody may send is shown only once a comment that came with it was approved.
    async fn name_thread(&mut self, site: SiteId, current: &Current) -> Result<()> {
        let sql = "UPDATE thread SET title = COALESCE(title, (SELECT article_title FROM comment
                       WHERE site_id = $1 AND id = $3)) WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(current.thread.0).bind(current.id.0))?;
        self.put_thread_words(site, current.thread).await
    }

    /// Adds `delta` approved replies to everything above a comment. Returns by how much the number of
    /// top-level comments that are shown changed: a tombstone appears or goes with its replies.
    pub(super) async fn add_to_ancestors(
        &mut self,
        site: SiteId,
        parent: Option<CommentId>,
        delta: i64,
    ) -> Result<i64> {
        let Some(parent) = parent else { return Ok(0) };
        let sql = "WITH RECURSIVE up (id, parent_id) AS (
                       SELECT id, parent_id FROM comment WHERE site_id = $1 AND id = $2
                       UNION ALL
                       SELECT p.id, p.parent_id FROM comment p JOIN up ON p.id = up.parent_id WHERE p.site_id = $1)
                   UPDATE comment SET replies = replies + $3, visible = (status = 'approved' OR replies + $3 > 0)
                   WHERE site_id = $1 AND id IN (SELECT id FROM up)
                   RETURNING parent_id, status, replies";
        let rows: Vec<(Option<i64>, String, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(parent.0).bind(delta).fetch_all(c))?;
        let root = rows.iter().find(|(parent, _, _)| parent.is_none());
        Ok(root.map_or(0, |(_, status, replies)| {
            let by_itself = status == Status::Approved.as_str();
            let now = by_itself || *replies > 0;
            let before = by_itself || *replies - delta > 0;
            i64::from(now) - i64::from(before)
        }))
    }

    /// Replaces a comment's text and verdict; the status is changed separately.
    pub async fn edit_comment(&mut self, site: SiteId, current: &Current, edit: &Edit<'_>) -> Result<()> {
        let sql = "UPDATE comment SET source = $3, html = $4, renderer = $5, text_hash = $6, opinion = $7, score = $8,
                          signals = $9, edited = $10, staff_edited = FALSE, sketch = NULL, version = version + 1
                   WHERE site_id = $1 AND id = $2";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(current.id.0)
                .bind(edit.source)
                .bind(PackedHtml::of(edit.source, &edit.html.html))
                .bind(edit.html.revision)
                .bind(edit.text_hash)
                .bind(edit.verdict.opinion.as_str())
                .bind(edit.verdict.score)
                .bind(Json(&edit.verdict.signals))
                .bind(edit.now.0)
        )?;
        let (from, to) = (&*current.verdict.signals, &*edit.verdict.signals);
        let (from, to) = ((current.status, from), (current.status, to));
        self.count_figures(site, current.created, Some(from), Some(to)).await?;
        let judged = Judged { verdict: edit.verdict, ..current.judged() };
        self.count_health(site, current.created, Some(current.judged()), Some(judged)).await?;
        if current.status == Status::Approved {
            self.touch_thread(site, current.thread, 0, 0).await?;
        }
        Ok(())
    }

    pub async fn text_of(&mut self, site: SiteId, id: CommentId) -> Result<TextOf> {
        let sql = "SELECT source, edited, staff_edited FROM comment WHERE site_id = $1 AND id = $2";
        let (source, edited, by_staff): (String, Option<i64>, bool) =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_one(c))?;
        Ok(TextOf { source, edited: edited.map(Timestamp), by_staff })
    }

    pub async fn website_of(&mut self, site: SiteId, id: CommentId) -> Result<Option<Website>> {
        let sql = "SELECT website FROM comment WHERE site_id = $1 AND id = $2";
        let website: Option<String> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_one(c))?;
        Ok(website.as_deref().and_then(Website::stored))
    }

    /// Where a reply to this comment hangs.
    pub async fn above(&mut self, site: SiteId, id: CommentId) -> Result<Option<Above>> {
        let sql = "SELECT thread_id, parent_id, root_id, depth FROM comment WHERE site_id = $1 AND id = $2";
        let row: Option<(i64, Option<i64>, Option<i64>, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        Ok(row.map(|(thread, parent, root, depth)| {
            let (parent, root) = (parent.map(CommentId), root.map(CommentId));
            Above { thread: ThreadId(thread), parent, root, depth }
        }))
    }

    /// Replaces a comment's text without judging it anew: a person did it.
    pub async fn rewrite_comment(&mut self, site: SiteId, current: &Current, new: &Rewrite<'_>) -> Result<()> {
        let sql =
            "UPDATE comment SET source = $3, html = $4, renderer = $5, text_hash = $6, edited = $7, staff_edited = $8,
                          sketch = NULL,                          version = version + 1
                   WHERE site_id = $1 AND id = $2";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(current.id.0)
                .bind(new.source)
                .bind(PackedHtml::of(new.source, &new.html.html))
                .bind(new.html.revision)
                .bind(new.text_hash)
                .bind(new.edited.map(|t| t.0))
                .bind(new.by_staff)
        )?;
        if current.status == Status::Approved {
            self.touch_thread(site, current.thread, 0, 0).await?;
        }
        Ok(())
    }

    pub async fn confirm_email(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "UPDATE comment SET email_confirmed = TRUE, version = version + 1 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        Ok(())
    }
}
