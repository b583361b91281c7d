//! What the team notes about a person. Never in anything that readers get.

use super::{Result, Store, Tx, on_pool, on_readers, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::ModeratorId;
use crate::domain::person::{Note, PersonId};
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;

/// Notes that are shown of one person.
const SHOWN: i64 = 50;

/// A note, and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEntry {
    pub person: PersonId,
    pub note: Note,
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: i64,
    person_id: i64,
    moderator_id: i64,
    moderator: Option<String>,
    text: String,
    created: i64,
}

impl NoteRow {
    fn into_entry(self) -> NoteEntry {
        let (by, by_name, created) = (ModeratorId(self.moderator_id), self.moderator, Timestamp(self.created));
        let note = Note { id: self.id, by, by_name, text: self.text, created };
        NoteEntry { person: PersonId(self.person_id), note }
    }
}

impl Store {
    /// The newest notes about these people, newest first, from one query. Two texts, because the engines pass lists
    /// differently.
    pub async fn notes(&self, site: SiteId, people: &[PersonId]) -> Result<Vec<NoteEntry>> {
        macro_rules! newest {
            ($list:literal) => {
                concat!(
                    "SELECT id, person_id, moderator_id, moderator, text, created FROM (
                         SELECT n.id, n.person_id, n.moderator_id, m.name AS moderator, n.text, n.created,
                                ROW_NUMBER() OVER (PARTITION BY n.person_id ORDER BY n.id DESC) AS place
                         FROM note n LEFT JOIN moderator m ON m.id = n.moderator_id
                         WHERE n.site_id = $1 AND n.deleted IS NULL AND n.person_id ",
                    $list,
                    ") AS placed WHERE place <= $3 ORDER BY id DESC"
                )
            };
        }
        let ids: Vec<i64> = people.iter().map(|id| id.0).collect();
        let rows: Vec<NoteRow> = match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_as(newest!("IN (SELECT value FROM json_each($2))"));
                on_readers!(engine, |c| query.bind(site.0).bind(sqlx::types::Json(&ids)).bind(SHOWN).fetch_all(c))
            }
            Store::Postgres(pool) => {
                sqlx::query_as(newest!("= ANY($2)")).bind(site.0).bind(&ids).bind(SHOWN).fetch_all(pool).await?
            }
        };
        Ok(rows.into_iter().map(NoteRow::into_entry).collect())
    }

    /// Everything that is noted about the person with this address, oldest first: for that person. What its author
    /// has taken away is not among it.
    pub async fn notes_about(&self, site: SiteId, email: &KeyedHash) -> Result<Vec<(String, i64)>> {
        let sql = "SELECT n.text, n.created FROM note n JOIN person p ON p.site_id = n.site_id AND p.id = n.person_id
                   WHERE n.site_id = $1 AND p.email_hash = $2 AND n.deleted IS NULL ORDER BY n.id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).fetch_all(c))?)
    }
}

impl Tx {
    pub async fn insert_note(
        &mut self,
        site: SiteId,
        person: PersonId,
        moderator: ModeratorId,
        text: &str,
        now: Timestamp,
    ) -> Result<i64> {
        let sql = "INSERT INTO note (site_id, person_id, moderator_id, text, created) VALUES ($1, $2, $3, $4, $5)
                   RETURNING id";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(person.0)
            .bind(moderator.0)
            .bind(text)
            .bind(now.0)
            .fetch_one(c))?)
    }

    /// Takes a moderator's own note about a person away, or brings it back (`at`: `None`). False when there is none
    /// like that.
    pub async fn hide_note(
        &mut self,
        site: SiteId,
        person: &KeyedHash,
        id: i64,
        moderator: ModeratorId,
        at: Option<Timestamp>,
    ) -> Result<bool> {
        let sql = "UPDATE note SET deleted = $4 WHERE site_id = $1 AND id = $2 AND moderator_id = $3
                   AND (deleted IS NULL) <> (CAST($4 AS BIGINT) IS NULL)
                   AND person_id = (SELECT p.id FROM person p WHERE p.site_id = $1 AND p.email_hash = $5)";
        let done: u64 = run_tx!(
            self,
            sqlx::query(sql).bind(site.0).bind(id).bind(moderator.0).bind(at.map(|at| at.0)).bind(&person.0)
        )?;
        Ok(done > 0)
    }

    /// Deletes the notes that their authors took away before.
    pub async fn forget_notes(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM note WHERE site_id = $1 AND id IN (
                   SELECT id FROM note WHERE site_id = $1 AND deleted < $2 LIMIT $3)";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0).bind(limit))?)
    }
}
