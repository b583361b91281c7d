//! A disk that is full, and has room again: whoever writes is told to come again and does, whoever reads reads on.
//!
//! Told twice of SQLite, as in `store::disk`: with a limit on the length of the service's files, which needs no
//! privilege, and on a small file system, where this process may make one. A limit fails each write, as a file system
//! does that the system has made read-only. Told of PostgreSQL where this process is root: its tables are on a small
//! file system, its log is not, for without room for that it ends, which `durable::postgres` tells of.

use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use tokio::task::block_in_place;

use super::crowd::{Crowd, Seen};
use super::ledger::{self, Allowed};
use super::stage::Stage;
use crate::support::alone::run_alone;
use crate::support::leash::unprivileged_user;
use crate::support::postgres::OwnServer;
use crate::support::program::Serving;
use crate::support::{Engine, TestDb, eventually};

const STORY: &str = "durable::disk::a_full_disk_holds_writing_up_and_loses_nothing";
const STORY_OF_POSTGRES: &str = "durable::disk::a_full_tablespace_holds_writing_up_and_loses_nothing";
const PLACE: &str = "SVAR_TEST_PLACE";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_may_not_grow_hold_writing_up_until_they_may() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let url = db.url.clone();
    full_and_free_again(Engine::Sqlite, &url, &Room::Limit).await;
}

#[test]
fn a_full_file_system_holds_writing_up_until_there_is_room() {
    on_a_small_disk(STORY, &["unshare", "--mount", "--map-root-user"], "size=24m");
}

#[test]
fn a_full_file_system_holds_postgres_up_until_there_is_room() {
    let (uid, gid) = unprivileged_user();
    on_a_small_disk(STORY_OF_POSTGRES, &["unshare", "--mount"], &format!("size=24m,mode=0700,uid={uid},gid={gid}"));
}

/// Tells a story in a process that has a small file system of its own, if there may be one.
fn on_a_small_disk(story: &str, unshare: &[&str], options: &str) {
    // PostgreSQL's user has to come there.
    let dir = tempfile::Builder::new().permissions(Permissions::from_mode(0o755)).tempdir().unwrap();
    let place = dir.path().to_str().unwrap();
    let mount = format!(r#"mount -t tmpfs -o {options} tmpfs '{place}' && exec "$@""#);
    let in_its_own = [unshare, &["/bin/sh", "-c", &mount, "sh"]].concat();
    let possible = Command::new(in_its_own[0]).args(&in_its_own[1..]).arg("true").output();
    if possible.is_ok_and(|output| output.status.success()) {
        run_alone(story, &in_its_own, &[(PLACE, place)]);
    } else {
        let notice = format!("\n*** this process may not mount: {story} is not told ***\n\n");
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is run in a process of its own"]
async fn a_full_disk_holds_writing_up_and_loses_nothing() {
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    let url = format!("sqlite://{}", place.join("svar.db").display());
    full_and_free_again(Engine::Sqlite, &url, &Room::Ballast(place.join("ballast"))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is run in a process of its own"]
async fn a_full_tablespace_holds_writing_up_and_loses_nothing() {
    let Some(server) = OwnServer::start().await else { return };
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    server.keep_tables_in(&place).await;
    full_and_free_again(Engine::Postgres, &server.url(), &Room::Ballast(place.join("ballast"))).await;
}

/// How there comes to be no room, and room again.
enum Room {
    /// No file of the service may grow.
    Limit,
    /// All that is left is taken by this file.
    Ballast(PathBuf),
}

impl Room {
    fn none(&self, service: &Serving) {
        match self {
            Self::Limit => limit(service, "0:"),
            Self::Ballast(file) => {
                let mut ballast = std::fs::File::create(file).unwrap();
                for size in [4_096, 1] {
                    while ballast.write_all(&vec![0; size]).is_ok() {}
                }
            }
        }
    }

    fn again(&self, service: &Serving) {
        match self {
            Self::Limit => limit(service, "unlimited:"),
            Self::Ballast(file) => std::fs::remove_file(file).unwrap(),
        }
    }
}

fn limit(service: &Serving, soft: &str) {
    let status = Command::new("prlimit").args(["--pid", service.pid(), &format!("--fsize={soft}")]).status().unwrap();
    assert!(status.success());
}

async fn full_and_free_again(engine: Engine, url: &str, room: &Room) {
    let stage = Stage::at(engine, url, &[], &[]).await;
    // A write over the limit sends a signal that would end the service.
    let service = block_in_place(|| stage.home.serve_in(&["/bin/sh", "-c", r#"trap '' XFSZ; exec "$@""#, "sh"], &[]));
    let crowd = Crowd::gather(&stage, 6);
    crowd.go_to(&[&service.address]);
    crowd.wait_for(20).await;
    for _ in 0..2 {
        room.none(&service);
        let (refused, read) = (Seen::of(&crowd.seen.refused), Seen::of(&crowd.seen.read));
        eventually("those who write to be told, and those who read to read on", async || {
            (Seen::of(&crowd.seen.refused) >= refused + 20 && Seen::of(&crowd.seen.read) >= read + 20).then_some(())
        })
        .await;
        // PostgreSQL has room left in the pages that it has, such as for the row that this changes.
        if engine == Engine::Sqlite {
            let ready = block_in_place(|| service.get("/readyz"));
            assert!(ready.starts_with("HTTP/1.1 503") && ready.contains("cannot be written"), "{ready}");
        }
        assert!(block_in_place(|| service.get("/healthz")).starts_with("HTTP/1.1 200"));
        room.again(&service);
        crowd.wait_for(20).await;
        assert!(block_in_place(|| service.get("/readyz")).starts_with("HTTP/1.1 200"));
        // SQLite's writer has begun anew, and still gives way to readers.
        #[cfg(target_os = "linux")]
        assert_eq!(service.gives_way().len(), usize::from(engine == Engine::Sqlite));
    }
    let seen = crowd.seen.clone();
    let records = crowd.disperse().await;
    assert_eq!(block_in_place(|| service.stop("TERM")).0, Some(0));
    stage.claims_run_out().await;
    let service = stage.serve();
    stage.settled().await;
    assert_eq!(Seen::of(&seen.unanswered), 0, "everybody was answered, one way or the other");
    ledger::agrees(&stage, &records, &Allowed { ends: 0, unanswered: 0 }).await;
    assert_eq!(block_in_place(|| service.stop("TERM")).0, Some(0));
}
