//! A disk that is full: every write of the batch hears of it, reading goes on, and writing goes on when there is
//! room again, without a restart.
//!
//! Told twice, in a process of its own, because both ways would disturb the other tests: with a limit on how long
//! a file may become, which needs no privilege, and on a small file system, where the process may make one.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use svar::store::Error;
use tokio::task::JoinSet;

use super::writer::{Batches, queue_up};
use super::{Raw, at};
use crate::support::alone::run_alone;

const STORY: &str = "store::disk::a_full_disk_fails_the_whole_batch_and_nothing_else";
const KIND: &str = "SVAR_TEST_FULL";
const PLACE: &str = "SVAR_TEST_PLACE";

#[test]
fn a_file_that_may_not_grow_fails_the_batch_until_it_may() {
    let dir = tempfile::tempdir().unwrap();
    // A write over the limit sends a signal that would end the process.
    let ignoring_the_signal = ["/bin/sh", "-c", r#"trap '' XFSZ; exec "$@""#, "sh"];
    run_alone(STORY, &ignoring_the_signal, &[(KIND, "limit"), (PLACE, dir.path().to_str().unwrap())]);
}

#[test]
fn a_full_file_system_fails_the_batch_until_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().to_str().unwrap();
    // The file system is seen by this process alone and goes with it.
    let mount = format!(r#"mount -t tmpfs -o size=3m tmpfs '{place}' && exec "$@""#);
    let in_its_own = ["unshare", "--mount", "--map-root-user", "/bin/sh", "-c", &mount, "sh"];
    let possible = Command::new(in_its_own[0]).args(&in_its_own[1..]).arg("true").output();
    if possible.is_ok_and(|output| output.status.success()) {
        run_alone(STORY, &in_its_own, &[(KIND, "tmpfs"), (PLACE, place)]);
    } else {
        let notice = "\n*** this process may not mount: the full disk is tried with a limit alone ***\n\n";
        std::io::stderr().write_all(notice.as_bytes()).unwrap();
    }
}

/// How there comes to be no room, and room again.
enum Room {
    /// No file of this process may grow.
    Limit,
    /// All that is left is taken by this file.
    Ballast(PathBuf),
}

impl Room {
    fn none(&self) {
        match self {
            Self::Limit => limit("0:"),
            Self::Ballast(file) => {
                let mut ballast = std::fs::File::create(file).unwrap();
                for size in [4_096, 1] {
                    while ballast.write_all(&vec![0; size]).is_ok() {}
                }
            }
        }
    }

    fn again(&self) {
        match self {
            Self::Limit => limit("unlimited:"),
            Self::Ballast(file) => std::fs::remove_file(file).unwrap(),
        }
    }
}

/// Sets the soft limit of this process on the length of files.
fn limit(soft: &str) {
    let pid = std::process::id().to_string();
    let status = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={soft}")]).status().unwrap();
    assert!(status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is run in a process of its own"]
async fn a_full_disk_fails_the_whole_batch_and_nothing_else() {
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    let room = match std::env::var(KIND).unwrap().as_str() {
        "limit" => Room::Limit,
        _ => Room::Ballast(place.join("ballast")),
    };
    let (url, batches) = (format!("sqlite://{}", place.join("svar.db").display()), Batches::default());
    let store = batches.open(&url).await;
    store.probe(at(1)).await.unwrap();
    assert_eq!(batches.sizes(), [1]);

    room.none();
    let long = "x".repeat(300_000);
    let mut first = store.begin().await.unwrap();
    first.set_meta("første", &long).await.unwrap();
    let mut tasks = JoinSet::new();
    for name in ["anden", "tredje"] {
        let begin = queue_up(&store);
        tasks.spawn(async move {
            let mut tx = begin.await?;
            tx.set_meta(name, "her").await?;
            tx.commit().await.map(drop)
        });
    }
    assert!(matches!(first.commit().await, Err(Error::Unavailable(_))));
    for outcome in tasks.join_all().await {
        assert!(matches!(outcome, Err(Error::Unavailable(_))), "{outcome:?}");
    }
    for _ in 0..3 {
        assert!(store.probe(at(2)).await.is_err_and(|e| e.is_unavailable()), "there is still no room");
        assert_eq!(store.meta("probe").await.unwrap(), Some(at(1).0.to_string()), "reading goes on");
    }
    assert_eq!(batches.sizes(), [1], "nothing was committed");

    room.again();
    store.probe(at(3)).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.set_meta("senere", &long).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.meta("probe").await.unwrap(), Some(at(3).0.to_string()));
    for name in ["første", "anden", "tredje"] {
        assert_eq!(store.meta(name).await.unwrap(), None, "{name} was not acknowledged");
    }
    store.close().await;
    let check = "SELECT integrity_check FROM pragma_integrity_check WHERE $1 = 0";
    let sound: Vec<(String,)> = Raw::sqlite(&url).await.rows(check, 0).await;
    assert_eq!(sound, [("ok".to_owned(),)]);
}
