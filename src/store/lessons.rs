//! What the local filter has learnt: lessons in their order, and the weights that they make.

use sqlx::types::Json;

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::SiteId;
use crate::domain::verdict::Signal;

/// How far a site's lessons have come. Whoever holds an older state reads on from there; with another `epoch` from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub seq: i64,
    pub epoch: i64,
}

/// A lesson as it is replayed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lesson {
    pub seq: i64,
    pub comment_id: i64,
    pub spam: bool,
    pub share: f64,
    pub features: Vec<u8>,
}

/// The weights after the lessons up to `seq`.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub seq: i64,
    pub weights: Vec<u8>,
}

/// A comment that a person has decided about, with what was found out when it came.
#[derive(Clone, Debug)]
pub struct DecidedComment {
    pub id: CommentId,
    pub name: String,
    pub website: Option<String>,
    pub source: String,
    pub status: Status,
    pub signals: Vec<Signal>,
}

/// Lessons read at a time.
const PART: i64 = 500;

const PROGRESS: &str = "SELECT seq, epoch FROM spam_model WHERE site_id = $1";

impl Store {
    pub async fn lesson_progress(&self, site: SiteId) -> Result<Progress> {
        let row: Option<(i64, i64)> = on_pool!(self, |c| sqlx::query_as(PROGRESS).bind(site.0).fetch_optional(c))?;
        Ok(row.map_or_else(Progress::default, |(seq, epoch)| Progress { seq, epoch }))
    }

    /// The kept weights, with the epoch that they belong to.
    pub async fn weights(&self, site: SiteId) -> Result<(Progress, Option<Snapshot>)> {
        let sql = "SELECT seq, epoch, weights, weights_seq FROM spam_model WHERE site_id = $1";
        let row: Option<(i64, i64, Option<Vec<u8>>, i64)> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_optional(c))?;
        Ok(row.map_or_else(Default::default, |(seq, epoch, weights, at)| {
            (Progress { seq, epoch }, weights.map(|weights| Snapshot { seq: at, weights }))
        }))
    }

    /// The site of a comment, whose id says nothing about that.
    pub async fn site_of_comment(&self, id: CommentId) -> Result<Option<SiteId>> {
        let sql = "SELECT site_id FROM comment WHERE id = $1";
        let site: Option<i64> = on_pool!(self, |c| sqlx::query_scalar(sql).bind(id.0).fetch_optional(c))?;
        Ok(site.map(SiteId))
    }

    /// The last comments of guests that people approved or called spam, the newest first.
    pub async fn decided_comments(&self, site: SiteId, most: i64) -> Result<Vec<DecidedComment>> {
        type Row = (i64, String, Option<String>, String, String, Json<Vec<Signal>>);
        let sql = "SELECT id, name, website, source, status, signals FROM comment
                   WHERE site_id = $1 AND decided AND NOT withdrawn AND author_kind = 'guest'
                   AND status IN ('approved', 'spam') ORDER BY status_changed DESC, id DESC LIMIT $2";
        let rows: Vec<Row> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(most).fetch_all(c))?;
        rows.into_iter()
            .map(|(id, name, website, source, word, signals)| {
                let status = super::rows::status(&word)?;
                Ok(DecidedComment { id: CommentId(id), name, website, source, status, signals: signals.0 })
            })
            .collect()
    }

    /// The next lessons after one, in order; fewer than asked for are the last.
    pub async fn lessons_after(&self, site: SiteId, seq: i64) -> Result<(Vec<Lesson>, bool)> {
        let sql = "SELECT seq, comment_id, spam, share, features FROM lesson
                   WHERE site_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let lessons: Vec<Lesson> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(seq).bind(PART).fetch_all(c))?;
        let more = lessons.len() as i64 == PART;
        Ok((lessons, more))
    }
}

impl Tx {
    /// What a comment teaches at present, if anything: whether it is spam.
    pub async fn lesson_of(&mut self, site: SiteId, id: CommentId) -> Result<Option<bool>> {
        let sql = "SELECT spam FROM lesson WHERE site_id = $1 AND comment_id = $2";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_optional(c))?)
    }

    /// Adds a lesson at the end. Call after [`Tx::lock_site`], which puts lessons in an order.
    pub async fn teach(
        &mut self,
        site: SiteId,
        id: CommentId,
        (spam, share): (bool, f64),
        features: &[u8],
        now: Timestamp,
    ) -> Result<i64> {
        let sql = "INSERT INTO spam_model (site_id, seq, epoch, weights_seq) VALUES ($1, 1, 0, 0)
                   ON CONFLICT (site_id) DO UPDATE SET seq = spam_model.seq + 1 RETURNING seq";
        let seq: i64 = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_one(c))?;
        let sql = "INSERT INTO lesson (site_id, seq, comment_id, spam, share, features, at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        run_tx!(
            self,
            sqlx::query(sql).bind(site.0).bind(seq).bind(id.0).bind(spam).bind(share).bind(features).bind(now.0)
        )?;
        Ok(seq)
    }

    /// Other features for a lesson: those of this revision.
    pub async fn reteach(&mut self, site: SiteId, seq: i64, features: &[u8]) -> Result<()> {
        let sql = "UPDATE lesson SET features = $3 WHERE site_id = $1 AND seq = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(seq).bind(features))?;
        Ok(())
    }

    /// Takes back what a comment taught: from now on the weights are as if it had never been. False where it
    /// taught nothing.
    pub async fn unteach(&mut self, site: SiteId, id: CommentId) -> Result<bool> {
        let sql = "DELETE FROM lesson WHERE site_id = $1 AND comment_id = $2 RETURNING seq";
        let seq: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let Some(seq) = seq else { return Ok(false) };
        self.forget_weights(site, seq).await?;
        Ok(true)
    }

    /// Every node begins anew, from kept weights that are older than `seq` or from the first lesson.
    pub async fn forget_weights(&mut self, site: SiteId, seq: i64) -> Result<()> {
        let sql = "UPDATE spam_model SET epoch = epoch + 1,
                       weights = CASE WHEN weights_seq < $2 THEN weights END,
                       weights_seq = CASE WHEN weights_seq < $2 THEN weights_seq ELSE 0 END
                   WHERE site_id = $1";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(seq))?;
        Ok(())
    }

    /// Keeps the weights that the lessons up to `seq` make, unless a lesson among them was taken back meanwhile.
    pub async fn keep_weights(&mut self, site: SiteId, at: Progress, weights: &[u8]) -> Result<bool> {
        let sql = "UPDATE spam_model SET weights = $4, weights_seq = $3
                   WHERE site_id = $1 AND epoch = $2 AND weights_seq < $3";
        let kept = run_tx!(self, sqlx::query(sql).bind(site.0).bind(at.epoch).bind(at.seq).bind(weights))?;
        Ok(kept > 0)
    }

    /// How often since then comments like this one taught the same, up to `most`: by its author (the address, or the name where
    /// there is none), its text, or a host that it links to. Not by the client's address: a whole office, or all readers
    /// behind a proxy that nobody declared, share one.
    pub async fn alike_lessons(
        &mut self,
        site: SiteId,
        (id, spam): (CommentId, bool),
        since: Timestamp,
        most: i64,
    ) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM lesson l JOIN comment o ON o.site_id = l.site_id AND o.id = l.comment_id
                   JOIN comment c ON c.site_id = l.site_id AND c.id = $2
                   WHERE l.site_id = $1 AND l.at > $4 AND l.spam = $3 AND o.id <> c.id
                   AND (o.text_hash = c.text_hash OR o.email_hash = c.email_hash
                        OR (o.email_hash IS NULL AND c.email_hash IS NULL AND o.name = c.name)
                        OR EXISTS (SELECT 1 FROM link a JOIN link b ON b.site_id = a.site_id AND b.host = a.host
                                   WHERE a.site_id = $1 AND a.comment_id = o.id AND b.comment_id = c.id)) LIMIT $5) AS alike";
        let (site, id, since) = (site.0, id.0, since.0);
        Ok(on_tx!(self, |c| {
            sqlx::query_scalar(sql).bind(site).bind(id).bind(spam).bind(since).bind(most).fetch_one(c)
        })?)
    }

    /// How many comments a moderator has decided about at a site, up to `most`.
    pub async fn decided_by(&mut self, site: SiteId, moderator: i64, most: i64) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM decision WHERE site_id = $1 AND moderator_id = $2
                   AND to_status IS NOT NULL LIMIT $3) AS decided";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(moderator).bind(most).fetch_one(c))?)
    }
}
