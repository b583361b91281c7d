//! A disk that is full, and has room again: whoever writes is told to come again and does, whoever reads reads on.
//!
//! Told twice, as in `store::disk`: with a limit on the length of the service's files, which needs no privilege, and
//! on a small file system, where this process may make one.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use tokio::task::block_in_place;

use super::crowd::{Crowd, Seen};
use super::ledger::{self, Allowed};
use super::stage::Stage;
use crate::support::alone::run_alone;
use crate::support::program::Serving;
use crate::support::{Engine, TestDb, eventually};

const STORY: &str = "durable::disk::a_full_disk_holds_writing_up_and_loses_nothing";
const PLACE: &str = "SVAR_TEST_PLACE";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_may_not_grow_hold_writing_up_until_they_may() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let url = db.url.clone();
    full_and_free_again(&url, &Room::Limit).await;
}

#[test]
fn a_full_file_system_holds_writing_up_until_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().to_str().unwrap();
    let mount = format!(r#"mount -t tmpfs -o size=24m tmpfs '{place}' && exec "$@""#);
    let in_its_own = ["unshare", "--mount", "--map-root-user", "/bin/sh", "-c", &mount, "sh"];
    let possible = Command::new(in_its_own[0]).args(&in_its_own[1..]).arg("true").output();
    if possible.is_ok_and(|output| output.status.success()) {
        run_alone(STORY, &in_its_own, &[(PLACE, place)]);
    } else {
        let notice = "\n*** this process may not mount: the full disk is tried with a limit alone ***\n\n";
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is run in a process of its own"]
async fn a_full_disk_holds_writing_up_and_loses_nothing() {
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    let url = format!("sqlite://{}", place.join("svar.db").display());
    full_and_free_again(&url, &Room::Ballast(place.join("ballast"))).await;
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

async fn full_and_free_again(url: &str, room: &Room) {
    let stage = Stage::at(Engine::Sqlite, url, &[], &[]).await;
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
        let ready = block_in_place(|| service.get("/readyz"));
        assert!(ready.starts_with("HTTP/1.1 503") && ready.contains("cannot be written"), "{ready}");
        assert!(block_in_place(|| service.get("/healthz")).starts_with("HTTP/1.1 200"));
        room.again(&service);
        crowd.wait_for(20).await;
        assert!(block_in_place(|| service.get("/readyz")).starts_with("HTTP/1.1 200"));
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
