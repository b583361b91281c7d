//! What the tests stand on: databases, a clock and chance that tests hold, mail, a browser, captured logs.
//!
//! What a machine may lack (PostgreSQL's programs, Chromium, axe) is skipped with one loud notice, and is a
//! failure where `SVAR_TEST_REQUIRE=1` is set, as in CI. Nothing here outlives the test process.

pub mod akismet;
pub mod alone;
pub mod app;
pub mod axe;
pub mod browser;
pub mod doubles;
pub mod gate;
pub mod host;
pub mod leash;
pub mod logs;
pub mod mime;
pub mod postgres;
pub mod program;
pub mod relay;
pub mod smtp;
pub mod source;
pub mod wait;

use std::collections::HashSet;
use std::io::Write as _;
use std::sync::Mutex;

pub use wait::eventually;

/// The two databases that every use case is tested on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An empty database of one test, gone when the test is over.
pub struct TestDb {
    pub engine: Engine,
    /// As in the setting `database.url`.
    pub url: String,
    _keep: Keep,
}

/// What must live as long as the test does.
enum Keep {
    Directory {
        _dir: tempfile::TempDir,
    },
    Database {
        _database: postgres::Database,
    },
    /// Somebody else does.
    Nothing,
}

impl TestDb {
    /// One in which there is nothing, not even tables.
    pub async fn bare(engine: Engine) -> Option<Self> {
        if engine == Engine::Sqlite {
            return Self::fresh(engine).await;
        }
        let database = postgres::bare_database().await?;
        Some(Self { engine, url: database.url.clone(), _keep: Keep::Database { _database: database } })
    }

    /// On a PostgreSQL server of the test's own.
    pub fn elsewhere(url: &str) -> Self {
        Self { engine: Engine::Postgres, url: url.to_owned(), _keep: Keep::Nothing }
    }

    /// None where the engine cannot run on this machine and need not.
    pub async fn fresh(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => {
                let dir = tempfile::Builder::new().prefix("svar-test-").tempdir().unwrap();
                let url = format!("sqlite://{}", dir.path().join("svar.db").display());
                Some(Self { engine, url, _keep: Keep::Directory { _dir: dir } })
            }
            Engine::Postgres => {
                let database = postgres::fresh_database().await?;
                Some(Self { engine, url: database.url.clone(), _keep: Keep::Database { _database: database } })
            }
        }
    }
}

/// Writes each story once and tells it on both engines: `NAME::sqlite` and `NAME::postgres`.
///
/// ```ignore
/// on_both_engines! {
///     /// What the behaviour is.
///     async fn a_held_comment_is_not_listed(db: TestDb) { … }
/// }
/// ```
macro_rules! on_both_engines {
    ($( $(#[$note:meta])* async fn $name:ident($db:ident: TestDb) $story:block )+) => {$(
        $(#[$note])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($db: $crate::support::TestDb) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                if let Some(db) = $crate::support::TestDb::fresh($crate::support::Engine::Sqlite).await {
                    story(db).await;
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::support::TestDb::fresh($crate::support::Engine::Postgres).await {
                    story(db).await;
                }
            }
        }
    )+};
}
pub(crate) use on_both_engines;

/// To be called where `what` was looked for and not found. Says so loudly, once for each thing, and
/// answers true: the test may be skipped. Panics where the machine is meant to have everything.
pub fn required_or_skip(what: &str) -> bool {
    static TOLD: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    assert!(!everything_is_required(), "{what} was not found, and SVAR_TEST_REQUIRE=1 says that it must be there");
    let mut told = TOLD.lock().unwrap();
    if told.get_or_insert_default().insert(what.to_owned()) {
        // Not `eprintln!`, whose text the test runner keeps to itself when a test passes.
        let notice = format!("\n*** {what} was not found: the tests that need it are SKIPPED ***\n\n");
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
    }
    true
}

fn everything_is_required() -> bool {
    std::env::var_os("SVAR_TEST_REQUIRE").is_some_and(|value| value == "1")
}
