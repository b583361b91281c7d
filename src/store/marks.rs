//! The editors' marks on a comment: their pick, and what stands before all others of its thread.

use serde::{Deserialize, Serialize};

use super::rows::{CommentRow, comments, public_columns};
use super::statuses::Current;
use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::comment::{Comment, CommentId, Status};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Marks {
    pub picked: bool,
    pub pinned: bool,
}

/// A change of one mark. The word stands in forms, in the API and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Pick,
    Unpick,
    Pin,
    Unpin,
}

impl Mark {
    pub const ALL: [Mark; 4] = [Mark::Pick, Mark::Unpick, Mark::Pin, Mark::Unpin];

    pub fn as_str(self) -> &'static str {
        match self {
            Mark::Pick => "pick",
            Mark::Unpick => "unpick",
            Mark::Pin => "pin",
            Mark::Unpin => "unpin",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.as_str() == word)
    }
}

impl Marks {
    pub fn with(self, mark: Mark) -> Self {
        match mark {
            Mark::Pick => Self { picked: true, ..self },
            Mark::Unpick => Self { picked: false, ..self },
            Mark::Pin => Self { pinned: true, ..self },
            Mark::Unpin => Self { pinned: false, ..self },
        }
    }
}

impl Store {
    /// What stands before all other comments of a thread, oldest first.
    pub async fn pinned(&self, site: SiteId, thread: ThreadId) -> Result<Vec<Comment>> {
        // The sign keeps SQLite from reading all top-level comments by `comment_top` in search of a pinned one.
        let sql = concat!(
            "SELECT ",
            public_columns!(),
            " FROM comment c WHERE c.site_id = $1 AND c.thread_id = $2 AND c.pinned AND c.visible
             AND +c.parent_id IS NULL ORDER BY c.created, c.id"
        );
        let rows: Vec<CommentRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(thread.0).fetch_all(c))?;
        comments(rows)
    }
}

impl Tx {
    pub async fn marks_of(&mut self, site: SiteId, id: CommentId) -> Result<Marks> {
        let sql = "SELECT picked, pinned FROM comment WHERE site_id = $1 AND id = $2";
        Ok(on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_one(c))?)
    }

    /// How many comments of a thread are pinned, shown or not.
    pub async fn pinned(&mut self, site: SiteId, thread: ThreadId) -> Result<usize> {
        let sql = "SELECT COUNT(*) FROM comment WHERE site_id = $1 AND thread_id = $2 AND pinned";
        let pinned: i64 = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(thread.0).fetch_one(c))?;
        Ok(usize::try_from(pinned).unwrap_or(usize::MAX))
    }

    pub async fn set_marks(&mut self, site: SiteId, current: &Current, marks: Marks) -> Result<()> {
        let sql = "UPDATE comment SET picked = $3, pinned = $4, version = version + 1 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(current.id.0).bind(marks.picked).bind(marks.pinned))?;
        if current.status == Status::Approved {
            self.touch_thread(site, current.thread, 0, 0).await?;
        }
        Ok(())
    }
}
