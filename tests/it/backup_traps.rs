//! What lies in the way of a backup or of a restore: leftovers, links, pipes, other people's indexes, names that are
//! taken. Nothing of somebody else's is written to, and nothing that was kept is ever replaced.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use serde_json::json;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use svar::backup::{Restored, Restoring, restore};
use svar::config::DatabaseTarget;
use svar::domain::clock::Timestamp;
use tokio::task::block_in_place;

use crate::backup::{backed_up, home, run, with_demo};
use crate::backup_refusals::refused;
use crate::store::Raw;
use crate::support::program::Home;
use crate::support::{Engine, TestDb, on_both_engines};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn database(db: &TestDb) -> &Path {
    Path::new(db.url.trim_start_matches("sqlite://"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_under_the_hidden_name_is_not_trusted() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    assert_eq!((mode(database(&db)), mode(&here.key_file())), (0o600, 0o600), "nobody else reads them");
    fs::create_dir(here.path("backups")).unwrap();
    // Of a killed program: it had its name already, is everybody's, and SQLite left a journal.
    for name in [".one.partial", ".one.key.partial", ".one.partial-journal"] {
        let left = here.write(&format!("backups/{name}"), "of yesterday");
        fs::set_permissions(left, fs::Permissions::from_mode(0o666)).unwrap();
    }
    fs::hard_link(here.path("backups/.one.partial"), here.path("backups/yesterday")).unwrap();
    run(&here, &["backup", "backups/one", "--with-key"]);
    assert_eq!(fs::read_to_string(here.path("backups/yesterday")).unwrap(), "of yesterday");
    for name in ["one", "one.key"] {
        assert_eq!(mode(&here.path(&format!("backups/{name}"))), 0o600, "{name}");
    }
    assert_eq!(fs::read_dir(here.path("backups")).unwrap().count(), 3, "the leftovers are gone");

    here.write("precious", "mine");
    for (name, to) in [("two", "../precious"), ("three", "../nowhere")] {
        symlink(to, here.path(&format!("backups/.{name}.partial"))).unwrap();
        refused(&here, &["backup", &format!("backups/{name}")], &["is in the way, and is no file"]);
    }
    assert_eq!(fs::read_to_string(here.path("precious")).unwrap(), "mine");
    assert!(!here.path("nowhere").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_place_for_a_database_or_a_backup_is_refused_and_left_alone() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    let (file, _) = backed_up(&here);
    let pipe = here.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    refused(&here, &["restore", "pipe"], &["pipe is no backup"]);
    for end in ["-wal", "-journal", "-shm", ".lock"] {
        let name = format!("{}{end}", database(&db).display());
        if !Path::new(&name).exists() {
            refused(&here, &["backup", &name], &["is where the database itself has a file"]);
        }
    }

    let mut there = home(&db);
    fs::create_dir(there.path("folder")).unwrap();
    for place in ["folder", "pipe"] {
        let place = if place == "pipe" { pipe.clone() } else { there.path(place) };
        there.set("SVAR_DATABASE_URL", &format!("sqlite:{}", place.display()));
        refused(&there, &["restore", &file], &["is no file; look at database.data_dir"]);
        refused(&there, &["restore", &file, "--replace"], &["is no file"]);
        assert!(!Path::new(&format!("{}.lock", place.display())).exists());
    }
    fs::create_dir_all(there.path("data")).unwrap();
    there.set("SVAR_DATABASE_URL", &format!("sqlite:{}", there.path("data/svar.db").display()));
    let whole = fs::read(&file).unwrap();
    for name in ["data/svar.db", "data/.svar.db.partial"] {
        fs::copy(&file, there.path(name)).unwrap();
        refused(&there, &["restore", name], &["choose another name, in another folder"]);
        assert!(fs::read(there.path(name)).unwrap() == whole, "{name} is what it was");
        fs::remove_file(there.path(name)).unwrap();
    }
    fs::remove_file(here.key_file()).unwrap();
    fs::rename(&pipe, here.key_file()).unwrap();
    refused(&here, &["backup", "two", "--with-key"], &["svar.key cannot be read: it is no file"]);
}

/// What a backup is for must not depend on what somebody has added to make a report faster.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_svars_is_left_out_and_told() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    let mut other = SqliteConnection::connect(&db.url).await.unwrap();
    for made in [
        "CREATE TABLE mine (a TEXT)",
        "CREATE INDEX mine_a ON mine (a)",
        "CREATE INDEX names ON comment (name)",
        "CREATE VIEW report AS SELECT name, a FROM comment, mine",
        "CREATE TRIGGER watch AFTER DELETE ON comment BEGIN INSERT INTO mine VALUES (old.name); END",
    ] {
        other.execute(made).await.unwrap();
    }
    other.close().await.unwrap();
    let (file, report) = backed_up(&here);
    assert_eq!(report["left_out"].as_array().unwrap().len(), 5, "{report}");
    assert!(report["left_out"].to_string().contains("the view \\\"report\\\" is not Svar's"), "{report}");
    assert_eq!(report["warnings"], json!([]));
    let told = block_in_place(|| here.run(&["backup", "two"]));
    assert!(told.err.contains("the index \"names\" is not Svar's, and is not in the backup"), "{}", told.err);
    assert_eq!(run(&here, &["restore", &file, "--replace"])["sites"], json!(["demo"]));
}

/// What was done is said even where its report finds no room.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_that_cannot_be_written_is_not_taken_for_a_failure() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    let (file, _) = backed_up(&here);
    let full = "exec \"$@\" > /dev/full";
    let sentence = block_in_place(|| here.run_in(&[], full, &["backup", "two"]).failed());
    assert!(sentence.contains("the backup two is whole, but the report could not be written"), "{sentence}");
    let sentence = block_in_place(|| here.run_in(&[], full, &["restore", &file, "--replace"]).failed());
    assert!(sentence.contains("the backup is restored and what was there is kept as"), "{sentence}");
}

async fn restored(home: &Home, db: &TestDb, backup: &Path) -> Restored {
    let order = Restoring {
        backup,
        database: &DatabaseTarget::parse(&db.url).unwrap(),
        key_path: &home.key_file(),
        data_dir: &home.path("svar-data"),
        replace: true,
        now: Timestamp(1_795_000_000_000),
        ending: AtomicBool::new(false),
    };
    restore(&order, &|_| ()).await.unwrap()
}

on_both_engines! {
    /// Twice in a moment, or with a clock that was set back: each time what was there is kept, and so is its key.
    async fn nothing_that_was_kept_is_replaced(db: TestDb) {
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        let first = fs::read(here.key_file()).unwrap();
        let Some(second_db) = TestDb::fresh(db.engine).await else { return };
        let there = with_demo(&second_db).await;
        let (other, _) = backed_up(&there);
        let second = fs::read(there.key_file()).unwrap();
        let (mut kept, mut keys) = (Vec::new(), Vec::new());
        for backup in [&other, &file, &other, &file] {
            let restored = restored(&here, &db, Path::new(backup)).await;
            kept.push(restored.kept.unwrap());
            keys.push(fs::read(restored.kept_key.unwrap()).unwrap());
        }
        assert_eq!(keys, [first.clone(), second.clone(), first.clone(), second]);
        assert_eq!(fs::read(here.key_file()).unwrap(), first);
        kept.sort_unstable();
        kept.dedup();
        assert_eq!(kept.len(), 4, "{kept:?}");
        if db.engine == Engine::Postgres {
            let schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'svar%' AND $1 = 0 ORDER BY nspname";
            let there: Vec<(String,)> = Raw::open(&db).await.rows(schemas, 0).await;
            assert_eq!(there.into_iter().map(|(name,)| name).collect::<Vec<_>>(), kept);
        } else {
            assert!(kept.iter().all(|file| fs::metadata(file).is_ok_and(|file| file.len() > 100_000)));
        }
        assert!(block_in_place(|| here.run(&["check"])).code == Some(0));
    }
}
