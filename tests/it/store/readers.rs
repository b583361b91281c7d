//! SQLite's readers: as many connections as a busy moment needs, and few in a quiet hour. Counted in `/proc`.

use std::time::Duration;

use svar::store::Store;

use super::writer::{Batches, poll_once};
use crate::support::{Engine, TestDb, eventually};

/// Connections to the database of this process. Each has a handle of its own on the write-ahead log.
fn connections(url: &str) -> usize {
    let log = format!("{}-wal", url.trim_start_matches("sqlite://"));
    let open = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    open.filter(|file| std::fs::read_link(file.path()).is_ok_and(|to| to.to_str() == Some(&log))).count()
}

/// Four questions of which none is answered before the last is asked.
async fn many_ask_at_once(store: &Store) {
    let mut asked = Vec::new();
    while asked.len() < 4 {
        let mut question = Box::pin(store.meta("nothing"));
        // One that is answered while it is asked needs no reader of its own.
        if poll_once(question.as_mut()) {
            asked.push(question);
        }
    }
    for question in asked {
        question.await.unwrap();
    }
}

#[tokio::test]
async fn what_a_busy_moment_opened_is_closed_again_when_nobody_needs_it() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Batches::default().open(&db.url).await;
    let few = connections(&db.url);
    many_ask_at_once(&store).await;
    let many = connections(&db.url);
    assert_eq!(many, few + 3, "four readers instead of one");

    // A minute in which one reader is enough.
    let after = async |seconds| {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(seconds)).await;
        tokio::time::resume();
    };
    after(59).await;
    store.meta("nothing").await.unwrap();
    assert_eq!(connections(&db.url), many, "a second moment like that may come");
    after(2).await;
    for _ in 0..4 {
        store.meta("nothing").await.unwrap();
    }
    eventually("one reader is left", || async { (connections(&db.url) == few).then_some(()) }).await;

    // And as many as before, when they are needed.
    many_ask_at_once(&store).await;
    assert_eq!(connections(&db.url), many);
}
