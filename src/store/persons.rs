//! People as the desk knows them: whoever writes with one e-mail address, found by its keyed hash and named in
//! addresses by a number. The row is there from the person's first comment to the last.

use super::comments::Position;
use super::notes::NoteEntry;
use super::packed::PackedHtml;
use super::{Result, Store, Tx, on_pool, on_readers, on_tx, put_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, StoredHtml};
use crate::domain::normal;
use crate::domain::person::{BanEnd, Beside, PersonId};
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::SiteId;

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub id: i64,
    email_hash: Vec<u8>,
    /// The name used last.
    pub name: String,
    pub created: i64,
    pub trusted: Option<i64>,
    /// Name of the moderator who does.
    pub trusted_by: Option<String>,
}

impl Person {
    pub fn email(&self) -> KeyedHash {
        KeyedHash(self.email_hash.clone())
    }
}

/// Whom the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Part of any name that was used; empty: everybody.
    pub name: String,
    pub trusted: bool,
    pub banned: bool,
    pub noted: bool,
}

/// A person in the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonEntry {
    pub id: i64,
    pub name: String,
    pub created: i64,
    pub trusted: bool,
    pub banned: bool,
    pub notes: i64,
    pub approved: i64,
    pub pending: i64,
    pub spam: i64,
    pub trash: i64,
    pub last: Option<i64>,
}

/// How a person did here.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct PersonRecord {
    pub approved: i64,
    pub pending: i64,
    pub spam: i64,
    pub trash: i64,
    pub first: Option<i64>,
    pub last: Option<i64>,
    /// Comments of which the address was confirmed.
    pub confirmed: i64,
}

/// A comment in a person's list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonLine {
    pub id: i64,
    pub name: String,
    pub status: String,
    pub withdrawn: bool,
    source: String,
    html: PackedHtml,
    renderer: i64,
    pub title: String,
    pub created: i64,
}

impl PersonLine {
    pub fn html(&self) -> StoredHtml {
        self.html.clone().stored(&self.source, self.renderer)
    }
}

/// A reader's report of one of a person's comments.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ReportEntry {
    pub comment_id: i64,
    pub reason: String,
    pub note: String,
    pub created: i64,
    pub settled: bool,
}

/// A line of the audit log that is about a person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonDecision {
    pub actor: String,
    pub moderator: Option<String>,
    pub action: String,
    pub at: i64,
}

#[derive(sqlx::FromRow)]
struct BesideRow {
    comment_id: i64,
    person_id: i64,
    trusted: bool,
    banned_until: Option<i64>,
    names: Option<String>,
}

impl BesideRow {
    fn into_beside(self, notes: &[NoteEntry]) -> Beside {
        let end = |end| if end == i64::MAX { BanEnd::WhenLifted } else { BanEnd::At(Timestamp(end)) };
        Beside {
            id: PersonId(self.person_id),
            names: self.names.unwrap_or_default().split('\n').filter(|n| !n.is_empty()).map(str::to_owned).collect(),
            trusted: self.trusted,
            banned: self.banned_until.map(end),
            notes: notes
                .iter()
                .filter(|note| note.person == PersonId(self.person_id))
                .map(|n| n.note.clone())
                .collect(),
        }
    }
}

/// Names that are shown of one person.
const NAMES: i64 = 20;
/// Characters of folded names that are kept for search.
const SEARCHED: i64 = 2_000;

impl Store {
    pub async fn person(&self, site: SiteId, id: PersonId) -> Result<Option<Person>> {
        let sql = "SELECT p.id, p.email_hash, p.name, p.created, p.trusted, m.name AS trusted_by
                   FROM person p LEFT JOIN moderator m ON m.id = p.trusted_by WHERE p.site_id = $1 AND p.id = $2";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?)
    }

    /// Since when the person with this address is trusted.
    pub async fn trusted_since(&self, site: SiteId, email: &KeyedHash) -> Result<Option<Timestamp>> {
        let sql = "SELECT trusted FROM person WHERE site_id = $1 AND email_hash = $2";
        let row: Option<Option<i64>> =
            on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(&email.0).fetch_optional(c))?;
        Ok(row.flatten().map(Timestamp))
    }

    /// People whose number is below `before`, the newest first.
    pub async fn people(
        &self,
        site: SiteId,
        filter: &PeopleFilter,
        before: i64,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<PersonEntry>> {
        macro_rules! count {
            ($status:literal) => {
                concat!(
                    "(SELECT COUNT(*) FROM comment c WHERE c.site_id = p.site_id AND c.email_hash = p.email_hash
                      AND c.status = '",
                    $status,
                    "') AS ",
                    $status
                )
            };
        }
        let sql = concat!(
            "SELECT p.id, p.name, p.created, (p.trusted IS NOT NULL) AS trusted, q.banned, q.notes, ",
            count!("approved"),
            ", ",
            count!("pending"),
            ", ",
            count!("spam"),
            ", ",
            count!("trash"),
            ",
                    (SELECT MAX(c.created) FROM comment c WHERE c.site_id = p.site_id AND c.email_hash = p.email_hash)
                    AS last
             FROM (SELECT w.id,
                          EXISTS (SELECT 1 FROM ban b WHERE b.site_id = w.site_id AND b.kind = 'email'
                                  AND b.hash = w.email_hash AND b.lifted IS NULL
                                  AND (b.expires IS NULL OR b.expires > $2)) AS banned,
                          (SELECT COUNT(*) FROM note n WHERE n.site_id = w.site_id AND n.person_id = w.id
                           AND n.deleted IS NULL) AS notes
                   FROM person w WHERE w.site_id = $1 AND w.id < $3
                   AND (CAST($4 AS TEXT) IS NULL OR w.names LIKE $4 ESCAPE '\\')
                   AND (CAST($5 AS BIGINT) = 0 OR w.trusted IS NOT NULL)) q
             JOIN person p ON p.site_id = $1 AND p.id = q.id
             WHERE (CAST($6 AS BIGINT) = 0 OR q.banned) AND (CAST($7 AS BIGINT) = 0 OR q.notes > 0)
             ORDER BY p.id DESC LIMIT $8"
        );
        Ok(on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(now.0)
            .bind(before)
            .bind(like(&filter.name))
            .bind(i64::from(filter.trusted))
            .bind(i64::from(filter.banned))
            .bind(i64::from(filter.noted))
            .bind(limit)
            .fetch_all(c))?)
    }

    pub async fn person_record(&self, site: SiteId, email: &KeyedHash) -> Result<PersonRecord> {
        let sql = "SELECT COUNT(*) FILTER (WHERE status = 'approved') AS approved,
                          COUNT(*) FILTER (WHERE status = 'pending') AS pending,
                          COUNT(*) FILTER (WHERE status = 'spam') AS spam,
                          COUNT(*) FILTER (WHERE status = 'trash') AS trash,
                          MIN(created) AS first, MAX(created) AS last,
                          COUNT(*) FILTER (WHERE email_confirmed) AS confirmed
                   FROM comment WHERE site_id = $1 AND email_hash = $2";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).fetch_one(c))?)
    }

    /// Names with how often each was used, the latest first.
    pub async fn person_names(&self, site: SiteId, email: &KeyedHash) -> Result<Vec<(String, i64)>> {
        let sql = "SELECT name, COUNT(*) FROM comment WHERE site_id = $1 AND email_hash = $2
                   GROUP BY name ORDER BY MAX(created) DESC, name LIMIT $3";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).bind(NAMES).fetch_all(c))?)
    }

    /// A person's comments behind a position, newest first.
    pub async fn person_lines(
        &self,
        site: SiteId,
        email: &KeyedHash,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Vec<PersonLine>> {
        let (created, id) = after.map_or((i64::MAX, i64::MAX), |p| (p.created.0, p.id));
        let sql = "SELECT c.id, c.name, c.status, c.withdrawn, c.source, c.html, c.renderer,
                          COALESCE(t.title, c.article_title, t.key) AS title, c.created
                   FROM comment c JOIN thread t ON t.site_id = c.site_id AND t.id = c.thread_id
                   WHERE c.site_id = $1 AND c.email_hash = $2 AND (c.created, c.id) < ($3, $4)
                   ORDER BY c.created DESC, c.id DESC LIMIT $5";
        Ok(on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(&email.0)
            .bind(created)
            .bind(id)
            .bind(limit)
            .fetch_all(c))?)
    }

    /// Readers' reports of this person's comments, newest first, settled or not.
    pub async fn reports_about(&self, site: SiteId, email: &KeyedHash, limit: i64) -> Result<Vec<ReportEntry>> {
        let sql = "SELECT f.comment_id, f.reason, f.note, f.created, (f.settled IS NOT NULL) AS settled
                   FROM comment c JOIN flag f ON f.site_id = c.site_id AND f.comment_id = c.id
                   WHERE c.site_id = $1 AND c.email_hash = $2 ORDER BY f.id DESC LIMIT $3";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).bind(limit).fetch_all(c))?)
    }

    /// What moderators did about this person, newest first.
    pub async fn person_decisions(&self, site: SiteId, email: &KeyedHash, limit: i64) -> Result<Vec<PersonDecision>> {
        let sql = "SELECT d.actor, m.name AS moderator, d.action, d.at
                   FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   WHERE d.site_id = $1 AND d.person = $2 ORDER BY d.id DESC LIMIT $3";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).bind(limit).fetch_all(c))?)
    }

    /// Adds who wrote them to comments, from one query for the people and one for the notes, however many they are.
    pub async fn with_people(&self, site: SiteId, comments: &mut [DeskComment]) -> Result<()> {
        let ids: Vec<i64> = comments.iter().filter(|c| c.has_email).map(|c| c.id.0).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let rows = self.beside(site, &ids).await?;
        let mut people: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person_id)).collect();
        people.sort_unstable();
        people.dedup();
        let notes = self.notes(site, &people).await?;
        for row in rows {
            let id = CommentId(row.comment_id);
            let beside = row.into_beside(&notes);
            if let Some(comment) = comments.iter_mut().find(|comment| comment.id == id) {
                comment.person = Some(beside);
            }
        }
        Ok(())
    }

    /// Two texts, because the engines pass lists differently.
    async fn beside(&self, site: SiteId, ids: &[i64]) -> Result<Vec<BesideRow>> {
        macro_rules! beside {
            ($list:literal) => {
                concat!(
                    "SELECT c.id AS comment_id, p.id AS person_id, (p.trusted IS NOT NULL) AS trusted,
                            (SELECT MAX(COALESCE(b.expires, 9223372036854775807)) FROM ban b
                             WHERE b.site_id = c.site_id AND b.lifted IS NULL
                             AND ((b.kind = 'email' AND b.hash = c.email_hash)
                                  OR (b.kind = 'address' AND b.hash = c.address_hash))) AS banned_until,
                            (SELECT string_agg(n.name, '\n') FROM (
                                 SELECT r.name FROM comment r WHERE r.site_id = c.site_id
                                 AND r.email_hash = c.email_hash GROUP BY r.name ORDER BY MAX(r.created) DESC LIMIT 6) n)
                            AS names
                     FROM comment c JOIN person p ON p.site_id = c.site_id AND p.email_hash = c.email_hash
                     WHERE c.site_id = $1 AND c.id ",
                    $list
                )
            };
        }
        Ok(match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_as(beside!("IN (SELECT value FROM json_each($2))"));
                on_readers!(engine, |c| query.bind(site.0).bind(sqlx::types::Json(ids)).fetch_all(c))
            }
            Store::Postgres(pool) => {
                sqlx::query_as(beside!("= ANY($2)")).bind(site.0).bind(ids).fetch_all(pool).await?
            }
        })
    }
}

/// Part of a folded name as a pattern of LIKE.
fn like(name: &str) -> Option<String> {
    let folded = normal::folded(name);
    let escaped = folded.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (!folded.is_empty()).then(|| format!("%{escaped}%"))
}

impl Tx {
    /// Notes that somebody wrote under this name. Call after [`Tx::lock_site`].
    pub(super) async fn meet_person(
        &mut self,
        site: SiteId,
        email: &KeyedHash,
        name: &str,
        now: Timestamp,
    ) -> Result<()> {
        let folded = format!("\n{}\n", normal::folded(name));
        // A name that is there already, or that would be one too many, is not added.
        let sql = "INSERT INTO person (site_id, email_hash, name, names, created) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (site_id, email_hash) DO UPDATE SET name = excluded.name,
                       names = CASE WHEN replace(person.names, excluded.names, '') <> person.names
                                         OR length(person.names) > $6 THEN person.names
                                    ELSE person.names || substr(excluded.names, 2) END
                   WHERE person.name <> excluded.name OR replace(person.names, excluded.names, '') = person.names";
        put_tx!(self, sql, site.0, &email.0, name, folded, now.0, SEARCHED);
        Ok(())
    }

    /// A comment is about to lose its author: with the last one goes the person, and what the team noted.
    pub(super) async fn leave_person(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "SELECT c.email_hash FROM comment c WHERE c.site_id = $1 AND c.id = $2 AND c.email_hash IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM comment o WHERE o.site_id = c.site_id AND o.email_hash = c.email_hash
                                   AND o.id <> c.id)";
        let last: Option<Vec<u8>> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        match last {
            Some(email) => self.erase_person(site, &KeyedHash(email)).await,
            None => Ok(()),
        }
    }

    /// Any one comment's sealed address of this person; they all say the same.
    pub async fn sealed_email_of(&mut self, site: SiteId, email: &KeyedHash) -> Result<Option<Sealed>> {
        let sql = "SELECT email_sealed FROM comment WHERE site_id = $1 AND email_hash = $2
                   AND email_sealed IS NOT NULL ORDER BY created DESC LIMIT 1";
        let sealed: Option<Vec<u8>> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(&email.0).fetch_optional(c))?;
        Ok(sealed.map(Sealed))
    }
}
