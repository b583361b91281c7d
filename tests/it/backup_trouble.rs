//! Backups on a bad day: a disk without room, and a program that is stopped in the middle. Nothing half-written is
//! left under any name that somebody would take for a backup.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::task::block_in_place;

use crate::backup::{backed_up, run, with_demo};
use crate::store::Raw;
use crate::support::program::Home;
use crate::support::{Engine, TestDb, eventually};

/// What a folder holds, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// No file of the program may become longer than this many blocks of 512 bytes.
fn limited(home: &Home, blocks: usize, arguments: &[&str]) -> String {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    block_in_place(|| home.run_in(&[], &script, arguments).failed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_there_is_no_backup() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(db) = TestDb::fresh(engine).await else { continue };
        let here = with_demo(&db).await;
        std::fs::create_dir(here.path("backups")).unwrap();
        let sentence = limited(&here, 100, &["backup", "backups/one", "--with-key"]);
        assert!(
            sentence.contains("the folder backups cannot be written") && sentence.contains("make room"),
            "{sentence}"
        );
        assert_eq!(names(&here.path("backups")), [""; 0]);
        run(&here, &["backup", "backups/one", "--with-key"]);
        assert_eq!(names(&here.path("backups")), ["one", "one.key"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_nothing_is_restored() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(db) = TestDb::fresh(engine).await else { continue };
        let here = with_demo(&db).await;
        let (file, _) = backed_up(&here);
        let before = names(&here.path("svar-data"));
        limited(&here, 100, &["restore", &file, "--replace"]);
        assert_eq!(names(&here.path("svar-data")), before);
        assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("demo"));
        run(&here, &["restore", &file, "--replace"]);
    }
}

/// The same on a file system that is full, where this process may make one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_file_system_is_left_as_it_was() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    std::fs::create_dir(here.path("small")).unwrap();
    let own = ["unshare", "--mount", "--map-root-user"];
    let mut possible = Command::new(own[0]);
    possible.args(&own[1..]).args(["mount", "-t", "tmpfs", "tmpfs"]).arg(here.path("small"));
    if !possible.output().is_ok_and(|output| output.status.success()) {
        let notice = "\n*** this process may not mount: a full file system is not tried with a backup ***\n\n";
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
        return;
    }
    // Its own view of the files ends with it, so it says itself what is left.
    let script = "mount -t tmpfs -o size=200k tmpfs small && { \"$@\"; code=$?; ls -A small; exit $code; }";
    let ended = block_in_place(|| here.run_in(&own, script, &["backup", "small/one"]));
    assert_eq!((ended.code, &*ended.out), (Some(1), ""), "{}", ended.err);
    assert!(ended.err.contains("the folder small cannot be written"), "{}", ended.err);
}

/// A table that a backup has to wait for: it is in the middle then, for as long as the test wants.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_stopped_leaves_nothing_and_a_killed_one_no_backup() {
    let Some(db) = TestDb::fresh(Engine::Postgres).await else { return };
    let here = with_demo(&db).await;
    std::fs::create_dir(here.path("backups")).unwrap();
    let mut other = PgConnection::connect(&db.url).await.unwrap();
    other.execute("BEGIN; LOCK TABLE comment IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let signals = [("TERM", vec![]), ("INT", vec![]), ("HUP", vec![]), ("KILL", vec![".one.partial"])];
    for (before, (signal, left)) in signals.into_iter().enumerate() {
        let begun = here.begin(&["backup", "backups/one"]);
        // The server does not notice that those before have gone, as long as they wait.
        wait_for_the_table(&mut other, before as i64 + 1).await;
        assert_eq!(names(&here.path("backups")), [".one.partial"]);
        let busy = block_in_place(|| here.run(&["backup", "backups/one"]).failed());
        assert!(busy.contains("another svar is writing backups/one"), "{busy}");
        let ended = block_in_place(|| begun.ended_by(signal));
        assert_ne!(ended.code, Some(0));
        assert!(signal == "KILL" || ended.err.contains("stopped; there is no backup"), "{}", ended.err);
        assert_eq!(names(&here.path("backups")), left, "{signal}");
    }
    // What the killed one left is taken away by the next.
    other.execute("ROLLBACK").await.unwrap();
    run(&here, &["backup", "backups/one"]);
    assert_eq!(names(&here.path("backups")), ["one"]);
}

/// Killed while it fills the database: nothing of it is there, and the next one goes through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_killed_changes_nothing() {
    let Some(db) = TestDb::fresh(Engine::Postgres).await else { return };
    let here = with_demo(&db).await;
    let (file, _) = backed_up(&here);
    let mut other = PgConnection::connect(&db.url).await.unwrap();
    for signal in ["TERM", "KILL"] {
        other.execute("BEGIN; LOCK TABLE wave IN ACCESS SHARE MODE").await.unwrap();
        let begun = here.begin(&["restore", &file, "--replace"]);
        wait_for_the_table(&mut other, 1).await;
        block_in_place(|| begun.ended_by(signal));
        other.execute("ROLLBACK").await.unwrap();
        eventually("the server has noticed", async || {
            (block_in_place(|| here.run(&["site", "list"])).code == Some(0)).then_some(())
        })
        .await;
        let schemas = "SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'svar%' AND $1 = 0";
        assert_eq!(Raw::open(&db).await.rows::<(i64,)>(schemas, 0).await, [(0,)], "{signal}");
    }
    run(&here, &["restore", &file, "--replace"]);
    assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("demo"));
}

/// Until so many other connections wait for a lock.
async fn wait_for_the_table(connection: &mut PgConnection, many: i64) {
    let sql = "SELECT COUNT(*) = $1 FROM (SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
               WHERE NOT l.granted AND d.datname = current_database()) w";
    let patience = std::time::Instant::now();
    while !sqlx::query_scalar::<_, bool>(sql).bind(many).fetch_one(&mut *connection).await.unwrap() {
        assert!(patience.elapsed().as_secs() < 60, "nobody waits for the table");
        tokio::task::yield_now().await;
    }
}
