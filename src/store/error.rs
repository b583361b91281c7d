//! What can go wrong with a database, in the three kinds that callers act upon.

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Full, read-only, busy, gone: the same request may succeed later.
    #[error("the database cannot be used right now: {0}")]
    Unavailable(String),
    /// A row like this exists already.
    #[error("a row like this exists already")]
    Conflict,
    /// The database cannot be opened as configured.
    #[error("{0}")]
    Setup(String),
    /// A defect of this program.
    #[error("a database statement failed: {0}")]
    Defect(String),
}

impl Error {
    pub fn migration(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as M;
        match error {
            M::VersionMissing(n) => Self::Setup(format!(
                "the database was migrated to version {n} by a newer Svar; start that version, or restore an older backup"
            )),
            M::Execute(e) | M::ExecuteMigration(e, _) => e.into(),
            other => Self::Setup(format!("the database could not be migrated: {other}")),
        }
    }

    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// A row holds what no version of this program writes.
    pub(super) fn damaged(table: &str, column: &str) -> Self {
        Self::Defect(format!("{table}.{column} holds an unknown value"))
    }
}

/// Codes of errors that pass: SQLite's primary result codes BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN,
/// and PostgreSQL's classes 08 (connection), 53 (resources), 57 (operator), 40 (rollback) with 25006
/// (read-only) and 55P03 (lock timeout).
fn passes(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57", "40"].iter().any(|class| code.starts_with(class))
            || code == "25006"
            || code == "55P03";
    }
    code.parse::<u32>().is_ok_and(|extended| matches!(extended & 0xFF, 5 | 6 | 8 | 10 | 13 | 14))
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::BeginFailed => Self::Unavailable(error.to_string()),
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Conflict,
            sqlx::Error::Database(e) if e.code().is_some_and(|code| passes(&code)) => {
                Self::Unavailable(e.message().to_owned())
            }
            // The message of a driver names statements and columns, never the values that were bound.
            _ => Self::Defect(error.to_string()),
        }
    }
}
