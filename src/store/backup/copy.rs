//! A copy as a file: what it holds, whether it is sound, and making it ready to be used.

use std::collections::BTreeSet;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::table::quoted;
use super::{ByStatus, Contents, Label, Progress, Tell, newest_schema};
use crate::domain::clock::Timestamp;
use crate::store::{Error, Result, SQLITE};

/// "Svar" in the header of the file, by which it is known for what it is before anything in it is read.
const APPLICATION: i64 = 0x5376_6172;

/// The row of `meta` that says what a copy is.
const LABEL: &str = "backup";

/// An open copy, on which nobody else works. Until it is closed it is not on the disk as a whole; it leaves no other
/// file beside it.
pub struct Copy {
    pub(super) connection: SqliteConnection,
}

impl Copy {
    pub async fn open(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false)
            .journal_mode(SqliteJournalMode::Memory)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(false)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON");
        Ok(Self { connection: options.connect().await? })
    }

    pub async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }

    /// The number of the newest migration in it; `None` where it is no database of Svar's.
    pub async fn schema(&mut self) -> Result<Option<i64>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations')";
        let known: bool = sqlx::query_scalar(sql).fetch_one(&mut self.connection).await?;
        if !known {
            return Ok(None);
        }
        let sql = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut self.connection).await?)
    }

    pub async fn put_label(&mut self, now: Timestamp, engine: &str) -> Result<()> {
        let label = Label { made: now.0, svar: env!("CARGO_PKG_VERSION").to_owned(), engine: engine.to_owned() };
        let sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ($1, $2)";
        sqlx::query(sql).bind(LABEL).bind(sqlx::types::Json(label)).execute(&mut self.connection).await?;
        self.set_application(APPLICATION).await
    }

    pub async fn label(&mut self) -> Result<Option<Label>> {
        let text = self.meta(LABEL).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// The fingerprint of the key that e-mail addresses in it are sealed with.
    pub async fn fingerprint(&mut self) -> Result<Option<String>> {
        self.meta("key").await
    }

    async fn meta(&mut self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM meta WHERE name = $1";
        Ok(sqlx::query_scalar(sql).bind(name).fetch_optional(&mut self.connection).await?)
    }

    async fn set_application(&mut self, id: i64) -> Result<()> {
        let sql = sqlx::AssertSqlSafe(format!("PRAGMA application_id = {id}"));
        sqlx::query(sql).execute(&mut self.connection).await?;
        Ok(())
    }

    pub async fn contents(&mut self) -> Result<Contents> {
        contents(&mut self.connection).await
    }

    /// Whether pages, indexes and references are whole, and the tables those of its schema. An error is what is
    /// broken.
    pub async fn check(&mut self, tell: Tell<'_>) -> Result<()> {
        tell(Progress::Checking);
        let found: Vec<String> =
            sqlx::query_scalar("PRAGMA integrity_check(3)").fetch_all(&mut self.connection).await?;
        if found != ["ok"] {
            return Err(Error::Defect(found.join("; ")));
        }
        let sql = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check";
        let torn: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut self.connection).await?;
        if !torn.is_empty() {
            return Err(Error::Defect(format!("rows of {} refer to rows that are not there", torn.join(", "))));
        }
        let (here, meant) = (names(&mut self.connection).await?, self.meant().await?);
        match here.symmetric_difference(&meant).next() {
            None => Ok(()),
            Some((kind, name)) => {
                Err(Error::Defect(format!("the {kind} {name:?} does not belong there, or is missing")))
            }
        }
    }

    /// Takes out what somebody else has put into the database that was copied, such as an index of the operator's own,
    /// and says what. A restore lets none of it in.
    pub async fn leave_out_others(&mut self) -> Result<Vec<String>> {
        let (here, meant) = (names(&mut self.connection).await?, self.meant().await?);
        let mut others: Vec<_> = here.difference(&meant).collect();
        // What depends on a table goes with it, or before it.
        others
            .sort_by_key(|(kind, _)| ["trigger", "view", "index"].iter().position(|known| known == kind).unwrap_or(3));
        for (kind, name) in &others {
            let kind = match &**kind {
                "trigger" => "TRIGGER",
                "view" => "VIEW",
                "index" => "INDEX",
                _ => "TABLE",
            };
            let sql = sqlx::AssertSqlSafe(format!("DROP {kind} IF EXISTS {}", quoted(name)));
            sqlx::query(sql).execute(&mut self.connection).await?;
        }
        Ok(others.into_iter().map(|(kind, name)| format!("the {kind} {name:?} is not Svar's")).collect())
    }

    /// What a database of this schema consists of.
    async fn meant(&mut self) -> Result<BTreeSet<(String, String)>> {
        let schema = self.schema().await?.unwrap_or(0);
        let mut empty = SqliteConnection::connect("sqlite::memory:").await?;
        SQLITE.run_to(schema, &mut empty).await.map_err(Error::migration)?;
        let meant = names(&mut empty).await?;
        empty.close().await?;
        Ok(meant)
    }

    /// Counters that say something else than the rows do, a sentence each. Only a copy of the newest schema has all
    /// of them.
    pub async fn wrong_counters(&mut self) -> Result<Vec<String>> {
        if self.schema().await? != Some(newest_schema()) {
            return Ok(Vec::new());
        }
        let sql = "SELECT s.key FROM tally y JOIN site s ON s.id = y.site_id LEFT JOIN
                       (SELECT site_id, COUNT(*) FILTER (WHERE status = 'pending') AS pending,
                               COUNT(*) FILTER (WHERE status = 'approved') AS approved,
                               COUNT(*) FILTER (WHERE status = 'spam') AS spam,
                               COUNT(*) FILTER (WHERE status = 'trash') AS trash,
                               COUNT(*) FILTER (WHERE flags > 0) AS flagged
                        FROM comment GROUP BY site_id) c ON c.site_id = y.site_id
                   WHERE (y.pending, y.approved, y.spam, y.trash, y.flagged) <>
                         (COALESCE(c.pending, 0), COALESCE(c.approved, 0), COALESCE(c.spam, 0), COALESCE(c.trash, 0),
                          COALESCE(c.flagged, 0)) ORDER BY s.key";
        let sites: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut self.connection).await?;
        let sql = "SELECT s.key, COUNT(*) FROM thread t JOIN site s ON s.id = t.site_id LEFT JOIN
                       (SELECT thread_id, COUNT(*) FILTER (WHERE status = 'approved') AS count,
                               COUNT(*) FILTER (WHERE visible AND parent_id IS NULL) AS top
                        FROM comment GROUP BY thread_id) c ON c.thread_id = t.id
                   WHERE (t.count, t.top) <> (COALESCE(c.count, 0), COALESCE(c.top, 0)) GROUP BY s.key ORDER BY s.key";
        let threads: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut self.connection).await?;
        let sites =
            sites.into_iter().map(|key| format!("{key}: the numbers of comments by status differ from the rows"));
        let threads =
            threads.into_iter().map(|(key, n)| format!("{key}: {n} threads count other comments than they have"));
        Ok(sites.chain(threads).collect())
    }

    /// Brings it to the newest schema, and takes out what must not come back: that it is a copy, and who was signed
    /// in when it was taken, because a session that was ended since would be open again.
    pub async fn make_ready(&mut self) -> Result<()> {
        SQLITE.run(&mut self.connection).await.map_err(Error::migration)?;
        sqlx::query("DELETE FROM meta WHERE name = $1").bind(LABEL).execute(&mut self.connection).await?;
        sqlx::query("DELETE FROM session").execute(&mut self.connection).await?;
        self.set_application(0).await
    }
}

/// Whether a file begins as a copy that was taken by Svar does.
pub fn is_ours(header: &[u8]) -> bool {
    let id = header.get(68..72).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
    id.is_some_and(|bytes| i64::from(u32::from_be_bytes(bytes)) == APPLICATION)
}

pub(super) async fn contents(connection: &mut SqliteConnection) -> Result<Contents> {
    let sql = "SELECT COUNT(*) FILTER (WHERE status = 'pending'), COUNT(*) FILTER (WHERE status = 'approved'),
                      COUNT(*) FILTER (WHERE status = 'spam'), COUNT(*) FILTER (WHERE status = 'trash') FROM comment";
    let (pending, approved, spam, trash) = sqlx::query_as(sql).fetch_one(&mut *connection).await?;
    Ok(Contents {
        comments: ByStatus { pending, approved, spam, trash },
        threads: sqlx::query_scalar("SELECT COUNT(*) FROM thread").fetch_one(&mut *connection).await?,
        sites: sqlx::query_scalar("SELECT key FROM site ORDER BY id").fetch_all(&mut *connection).await?,
        accounts: sqlx::query_scalar("SELECT COUNT(*) FROM moderator").fetch_one(connection).await?,
    })
}

/// Tables, indexes, views and triggers; not what SQLite adds by itself.
async fn names(connection: &mut SqliteConnection) -> Result<BTreeSet<(String, String)>> {
    let sql = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let names: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(connection).await?;
    Ok(names.into_iter().collect())
}
