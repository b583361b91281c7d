//! What `svar backup` and `svar restore` refuse: one sentence that says what to do, and nothing is changed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use tokio::task::block_in_place;

use crate::backup::{add_site, backed_up, home, run, with_demo};
use crate::store::Raw;
use crate::support::program::Home;
use crate::support::{Engine, TestDb, on_both_engines};

/// The length of what stands behind the database in a backup.
const END: usize = 48;

/// Everything in a folder, with its content; locks are nobody's content.
fn folder(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(path).unwrap().map(Result::unwrap).filter(|file| file.file_type().unwrap().is_file());
    let named = files.map(|file| (file.file_name().into_string().unwrap(), file.path()));
    named.filter(|(name, _)| !name.ends_with(".lock")).map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

#[track_caller]
pub fn refused(home: &Home, arguments: &[&str], words: &[&str]) {
    let sentence = block_in_place(|| home.run(arguments).failed());
    for word in words {
        assert!(sentence.contains(word), "{word:?} is missing: {sentence}");
    }
}

on_both_engines! {
    async fn a_backup_never_replaces_anything(db: TestDb) {
        let here = with_demo(&db).await;
        here.write("there", "something else");
        refused(&here, &["backup", "there"], &["there exists already; choose another name"]);
        refused(&here, &["backup", "svar-data"], &["exists already"]);
        refused(&here, &["backup", "nowhere/one"], &["the folder nowhere does not exist"]);
        refused(&here, &["backup", ".."], &["is no name for a file"]);
        here.write("one.key", "something else");
        refused(&here, &["backup", "one", "--with-key"], &["one.key exists already"]);
        fs::rename(here.key_file(), here.path("away")).unwrap();
        refused(&here, &["backup", "two", "--with-key"], &["svar.key does not exist"]);
        let key = fs::read_to_string(here.path("away")).unwrap();
        let first = if key.starts_with('A') { "B" } else { "A" };
        fs::write(here.key_file(), format!("{first}{}", &key[1..])).unwrap();
        refused(&here, &["backup", "two", "--with-key"], &["is not the one this database was made with"]);
        let names: Vec<String> = folder(&here.path(".")).into_keys().collect();
        assert_eq!(names, ["away", "one.key", "there"]);
        assert_eq!(fs::read_to_string(here.path("there")).unwrap(), "something else");

        let without = run(&here, &["backup", "two"]);
        assert_eq!(without["key"]["file"], json!(null));
        let mode = fs::metadata(here.path("two")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for misused in [&["backup"][..], &["restore"], &["backup", "a", "b"], &["backup", "--fast", "a"]] {
            block_in_place(|| here.run(misused).misused());
        }
    }

    async fn a_file_that_is_no_whole_backup_is_refused(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        let whole = fs::read(&file).unwrap();
        fs::copy(format!("{file}.key"), here.path("bad.key")).unwrap();
        let bad = here.path("bad");
        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 1;
        let mut longer = whole.clone();
        longer.extend(b"x");
        let mut unlike = whole.clone();
        unlike[whole.len() - 1] ^= 1;
        for (bytes, word) in [
            (&whole[..whole.len() - 1], "the end of the backup bad is missing"),
            (&whole[..whole.len() - END], "the end of the backup bad is missing"),
            (&whole[..whole.len() / 2], "the end of the backup bad is missing"),
            (&whole[..4096], "the end of the backup bad is missing"),
            (&longer, "the end of the backup bad is missing"),
            (&whole[..50], "no backup"),
            (b"", "no backup"),
            (b"Kommentarer", "no backup"),
            (&damaged, "the backup bad is damaged"),
            (&unlike, "the backup bad is damaged"),
        ] {
            fs::write(&bad, bytes).unwrap();
            let before = folder(&here.path("svar-data"));
            refused(&here, &["restore", "bad", "--replace"], &[word]);
            assert_eq!(folder(&here.path("svar-data")), before, "{word}");
        }
        refused(&here, &["restore", "nothing", "--replace"], &["the backup nothing cannot be read"]);
        refused(&here, &["restore", "svar-data", "--replace"], &["no backup"]);
        assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("demo"));
        assert_eq!(run(&here, &["restore", &file, "--replace"])["sites"], json!(["demo"]), "the whole one is fine");
    }

    /// What has its seal and is not sound all the same: a newer schema, torn references, tables that are not ours.
    async fn a_sealed_file_is_looked_into(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        fs::copy(format!("{file}.key"), here.path("bad.key")).unwrap();
        for (change, word) in [
            ("UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)", "is of schema 9999, made by Svar"),
            ("DELETE FROM thread", "rows of comment refer to rows that are not there"),
            ("CREATE TRIGGER t AFTER INSERT ON site BEGIN DELETE FROM site; END", "the trigger \"t\" does not belong"),
            ("CREATE TABLE \"x; DROP TABLE site\" (a TEXT)", "does not belong there"),
            ("DROP TABLE vote", "does not belong there, or is missing"),
            ("DELETE FROM meta WHERE name = 'backup'", "is no backup"),
            ("DROP TABLE _sqlx_migrations", "is no backup"),
            ("UPDATE _sqlx_migrations SET checksum = X'00' WHERE version = 3", "is damaged"),
        ] {
            altered(&file, &here.path("bad"), change).await;
            let before = folder(&here.path("svar-data"));
            refused(&here, &["restore", "bad", "--replace"], &[word]);
            assert_eq!(folder(&here.path("svar-data")), before, "{word}");
        }
        assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("demo"));
    }

    async fn a_database_in_use_is_left_alone(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        let service = block_in_place(|| here.serve(&[]));
        refused(&here, &["restore", &file, "--replace"], &["in use; stop `svar serve`", "every node"]);
        assert!(service.get("/t/demo?key=demo").starts_with("HTTP/1.1 200"));
        // Another command beside it is none of its business.
        block_in_place(|| here.run(&["site", "list"]).done());
        // The system lets go of the lock of one that was killed; PostgreSQL as soon as it notices.
        block_in_place(|| service.stop("KILL"));
        crate::support::eventually("the lock is let go", async || {
            let again = block_in_place(|| here.run(&["restore", &file, "--replace"]).code);
            (again == Some(0)).then_some(())
        })
        .await;
    }

    async fn nobody_comes_in_while_a_backup_is_restored(db: TestDb) {
        let here = with_demo(&db).await;
        let alone = Alone::with(&db).await;
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["site", "list"], &["backup", "one"]] {
            refused(&here, command, &["a backup is being restored into this database", "wait until"]);
        }
        refused(&here, &["restore", "one"], &["the backup one cannot be read"]);
        drop(alone);
        crate::support::eventually("the lock is let go", async || {
            (block_in_place(|| here.run(&["site", "list"])).code == Some(0)).then_some(())
        })
        .await;
    }

    /// Only when asked to, and what was there is kept.
    async fn what_is_there_is_replaced_only_when_asked_and_kept(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        add_site(&here, "nyere");
        refused(&here, &["restore", &file], &["is not empty (comments: ", "sites: 2, accounts: 1)", "--replace"]);
        assert!(block_in_place(|| here.run(&["site", "list"]).done()).contains("nyere"));

        let report = run(&here, &["restore", &file, "--replace"]);
        assert!(!block_in_place(|| here.run(&["site", "list"]).done()).contains("nyere"));
        let kept = report["kept"].as_str().unwrap();
        let keys: Vec<(String,)> = match db.engine {
            Engine::Sqlite => {
                let sql = "SELECT key FROM site WHERE $1 = 0 ORDER BY id";
                Raw::sqlite(&format!("sqlite://{kept}")).await.rows(sql, 0).await
            }
            Engine::Postgres => {
                let sql = format!("SELECT key FROM {kept}.site WHERE $1 = 0 ORDER BY id");
                Raw::open(&db).await.rows(&sql, 0).await
            }
        };
        assert_eq!(keys, [("demo".to_owned(),), ("nyere".to_owned(),)]);
        // A database as a first start leaves it is no loss, and nothing is kept of it.
        let empty = TestDb::fresh(db.engine).await.unwrap();
        let there = home(&empty);
        block_in_place(|| there.run(&["migrate"]).done());
        let report = run(&there, &["restore", &file]);
        assert_eq!(report["kept"], json!(null));
        assert!(block_in_place(|| there.run(&["site", "list"]).done()).starts_with("demo"));
        let own = report["kept_key"].as_str().expect("the key of the empty database was another one");
        assert!(there.path(own).exists());
    }

    async fn without_its_key_a_backup_is_not_restored(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, report) = backed_up(&here);
        let fingerprint = report["key"]["fingerprint"].as_str().unwrap().to_owned();
        fs::rename(format!("{file}.key"), here.path("apart")).unwrap();

        let empty = TestDb::fresh(db.engine).await.unwrap();
        let there = home(&empty);
        refused(&there, &["restore", &file], &[&fingerprint, "there is no key file", "svar.key", "one.backup.key"]);
        block_in_place(|| there.run(&["migrate"]).done());
        let other = fs::read(there.key_file()).unwrap();
        refused(&there, &["restore", &file], &[&fingerprint, "holds the key", "one.backup.key"]);
        fs::copy(there.key_file(), format!("{file}.key")).unwrap();
        refused(&there, &["restore", &file], &[&fingerprint, "holds the key"]);
        assert_eq!(fs::read(there.key_file()).unwrap(), other);
        assert_eq!(block_in_place(|| there.run(&["site", "list"]).done()), "");

        // Put where the sentence says.
        fs::copy(here.path("apart"), there.key_file()).unwrap();
        let report = run(&there, &["restore", &file]);
        assert_eq!((&report["key"]["fingerprint"], &report["kept_key"]), (&json!(fingerprint), &json!(null)));
        block_in_place(|| there.run(&["user", "list"]).done());
    }
}

/// Holds the database as a restore does.
enum Alone {
    File { _lock: fs::File },
    Connection { _connection: Box<PgConnection> },
}

impl Alone {
    async fn with(db: &TestDb) -> Self {
        match db.engine {
            Engine::Sqlite => {
                let path = format!("{}.lock", db.url.strip_prefix("sqlite://").unwrap());
                let lock = fs::File::open(path).unwrap();
                lock.try_lock().unwrap();
                Self::File { _lock: lock }
            }
            Engine::Postgres => {
                // PostgreSQL lets go of the lock of a program that has ended when it notices.
                let connection = crate::support::eventually("the lock", async || {
                    let mut connection = PgConnection::connect(&db.url).await.unwrap();
                    let lock = sqlx::query_scalar("SELECT pg_try_advisory_lock(1937138034)");
                    lock.fetch_one(&mut connection).await.unwrap_or(false).then_some(connection)
                });
                Self::Connection { _connection: Box::new(connection.await) }
            }
        }
    }
}

/// A backup in which something was changed, sealed again.
async fn altered(file: &str, to: &Path, change: &'static str) {
    let whole = fs::read(file).unwrap();
    let (body, end) = whole.split_at(whole.len() - END);
    fs::write(to, body).unwrap();
    let url = format!("sqlite://{}", to.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("PRAGMA foreign_keys = OFF").execute(&mut connection).await.unwrap();
    sqlx::query(change).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let mut sealed = fs::read(to).unwrap();
    let digest = Sha256::digest(&sealed);
    sealed.extend(&end[..16]);
    sealed.extend(digest);
    fs::write(to, sealed).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_not_there_is_not_made() {
    let here = Home::new();
    refused(&here, &["backup", "one"], &["there is no database at ./svar-data/svar.db"]);
    assert_eq!(folder(&here.path(".")), BTreeMap::new());
    assert!(!here.path("svar-data").exists());
}

/// What cannot be read is no reason against a restore; it is kept as it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_database_can_be_replaced() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    let (file, _) = backed_up(&here);
    let path = db.url.strip_prefix("sqlite://").unwrap();
    fs::write(path, "ødelagt").unwrap();
    refused(&here, &["backup", "two"], &["database"]);
    assert!(!here.path("two").exists());
    refused(&here, &["restore", &file], &["cannot be read", "--replace"]);
    let report = run(&here, &["restore", &file, "--replace"]);
    assert_eq!(fs::read_to_string(report["kept"].as_str().unwrap()).unwrap(), "ødelagt");
    assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("demo"));
}
