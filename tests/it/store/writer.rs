//! SQLite's one writer: what queues up is committed together, each write stands for itself, and nothing is said to
//! be on disk before it is.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

use svar::domain::comment::CommentId;
use svar::domain::sealed::Sealed;
use svar::domain::site::SiteKey;
use svar::store::idempotency::FirstAnswer;
use svar::store::{Error, Result, Store, Tx};
use tokio::task::JoinSet;

use super::{Raw, at};
use crate::support::{Engine, TestDb, on_both_engines};

/// The sizes of the batches that were committed, in order.
#[derive(Clone, Default)]
pub struct Batches(Arc<Mutex<Vec<usize>>>);

impl Batches {
    pub async fn open(&self, url: &str) -> Store {
        let heard = self.0.clone();
        Store::open(url, 4, Arc::new(move |size| heard.lock().unwrap().push(size))).await.unwrap()
    }

    pub fn sizes(&self) -> Vec<usize> {
        self.0.lock().unwrap().clone()
    }
}

type Waiting = Pin<Box<dyn Future<Output = Result<Tx>> + Send>>;

/// Takes a place in the queue, while somebody else has the turn.
pub fn queue_up(store: &Store) -> Waiting {
    let store = store.clone();
    let mut begin: Waiting = Box::pin(async move { store.begin().await });
    assert!(poll_once(begin.as_mut()), "it was its turn at once");
    begin
}

/// Begins something that is not done at once; true when it was indeed not done.
fn poll_once<F: Future + ?Sized>(future: Pin<&mut F>) -> bool {
    future.poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

async fn write(begin: Waiting, name: String) -> Result<()> {
    let mut tx = begin.await?;
    tx.set_meta(&name, "her").await?;
    tx.commit().await.map(drop)
}

async fn names(raw: &Raw) -> Vec<String> {
    let rows: Vec<(String,)> = raw.rows("SELECT name FROM meta WHERE $1 = 0 ORDER BY name", 0).await;
    rows.into_iter().map(|(name,)| name).collect()
}

on_both_engines! {
    /// Nobody sees it before its commit, and after a drop or a rollback nobody ever does.
    async fn a_write_is_all_or_nothing(db: TestDb) {
        let store = Batches::default().open(&db.url).await;
        for commits in [false, true, false] {
            let mut tx = store.begin().await.unwrap();
            tx.set_meta("et", "x").await.unwrap();
            tx.set_meta("to", "x").await.unwrap();
            if commits {
                assert_eq!(store.meta("et").await.unwrap(), None, "not yet");
                tx.commit().await.unwrap();
                break;
            }
            drop(tx);
            let mut tx = store.begin().await.unwrap();
            tx.set_meta("et", "x").await.unwrap();
            tx.rollback().await.unwrap();
            assert_eq!((store.meta("et").await.unwrap(), store.meta("to").await.unwrap()), (None, None));
        }
        assert!(store.meta("et").await.unwrap().is_some() && store.meta("to").await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_that_queue_up_share_one_commit() {
    let (db, batches) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), Batches::default());
    let store = batches.open(&db.url).await;
    let first = store.begin().await.unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..5 {
        tasks.spawn(write(queue_up(&store), number.to_string()));
    }
    first.commit().await.unwrap();
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    assert_eq!(batches.sizes(), [6]);
    assert_eq!(names(&Raw::open(&db).await).await, ["0", "1", "2", "3", "4"]);
}

/// The first of a batch waits for the last, so there must be a last.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_does_not_grow_without_end() {
    let (db, batches) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), Batches::default());
    let store = batches.open(&db.url).await;
    let first = store.begin().await.unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..300 {
        tasks.spawn(write(queue_up(&store), number.to_string()));
    }
    first.commit().await.unwrap();
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    assert_eq!(batches.sizes(), [256, 45]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_acknowledged_before_it_is_on_disk() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Batches::default().open(&db.url).await;
    let outside = Raw::open(&db).await;
    let mut first = store.begin().await.unwrap();
    first.set_meta("første", "her").await.unwrap();
    let second = queue_up(&store);
    let refused = queue_up(&store);
    let acknowledged = tokio::spawn(first.commit());
    // The second's turn comes when the first has handed in its work, in the same transaction.
    let second = second.await.unwrap();
    assert!(!acknowledged.is_finished(), "the transaction is still open");
    assert_eq!(names(&outside).await, [""; 0]);
    // Whoever answers from what it saw of the first must wait, too.
    drop(second);
    let refused = refused.await.unwrap();
    let last = queue_up(&store);
    let refused = tokio::spawn(refused.rollback());
    let last = last.await.unwrap();
    assert!(!acknowledged.is_finished() && !refused.is_finished());
    assert_eq!(names(&outside).await, [""; 0]);
    drop(last);
    acknowledged.await.unwrap().unwrap();
    refused.await.unwrap().unwrap();
    assert_eq!(names(&outside).await, ["første"]);
}

/// An error, a panic, a requester that has gone before its turn or in the midst of a statement: each is undone by
/// itself, and the others of its batch do not notice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_fails_does_not_touch_its_neighbours() {
    let (db, batches) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), Batches::default());
    let store = batches.open(&db.url).await;
    let mut first = store.begin().await.unwrap();
    first.set_meta("første", "her").await.unwrap();
    first.insert_site(&SiteKey::parse("demo").unwrap(), "Magasinet", &[], at(0)).await.unwrap();

    let before = tokio::spawn(write(queue_up(&store), "nabo".to_owned()));
    let conflict = queue_up(&store);
    let conflict = tokio::spawn(async move {
        let mut tx = conflict.await.unwrap();
        tx.set_meta("konflikt", "væk").await.unwrap();
        tx.insert_site(&SiteKey::parse("demo").unwrap(), "Magasinet", &[], at(0)).await
    });
    let gone = queue_up(&store);
    let panics = queue_up(&store);
    let panics = tokio::spawn(async move {
        let mut tx = panics.await.unwrap();
        tx.set_meta("panik", "væk").await.unwrap();
        panic!("on purpose, to see what becomes of its turn");
    });
    let hung_up = queue_up(&store);
    let hung_up = tokio::spawn(async move {
        let mut tx = hung_up.await.unwrap();
        tx.set_meta("afbrudt", "væk").await.unwrap();
        // So much text that its statement is still at work when it is given up.
        let _ = poll_once(Box::pin(tx.set_meta("afbrudt midt i", &"væk".repeat(1_000_000))).as_mut());
    });
    let after = tokio::spawn(write(queue_up(&store), "genbo".to_owned()));

    drop(gone);
    first.commit().await.unwrap();
    before.await.unwrap().unwrap();
    after.await.unwrap().unwrap();
    hung_up.await.unwrap();
    assert!(panics.await.unwrap_err().is_panic());
    assert!(matches!(conflict.await.unwrap(), Err(Error::Conflict)));
    assert_eq!(names(&Raw::open(&db).await).await, ["første", "genbo", "nabo"]);
    assert_eq!(batches.sizes(), [3], "all in one batch");
    store.probe(at(0)).await.unwrap();
}

/// Statements that nobody waits for come with the next question or at the end. Whoever asks sees what they did, and
/// where one fails, its own write has failed and no other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_off_belongs_to_its_write() {
    let (db, batches) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), Batches::default());
    let store = batches.open(&db.url).await;
    let answer = |word: &str| FirstAnswer { body_hash: b"krop".to_vec(), answer: Sealed(word.as_bytes().to_vec()) };
    let mut first = store.begin().await.unwrap();
    let site = first.insert_site(&SiteKey::parse("demo").unwrap(), "Magasinet", &[], at(0)).await.unwrap();
    first.keep_answer(site, "nøgle", &answer("første"), CommentId(1), at(0)).await.unwrap();

    let (sees, same, after) = (queue_up(&store), queue_up(&store), queue_up(&store));
    let sees = tokio::spawn(async move {
        let mut tx = sees.await.unwrap();
        tx.forget_answer(site, "nøgle", at(1)).await.unwrap();
        let new = tx.keep_answer(site, "nøgle", &answer("anden"), CommentId(2), at(2)).await;
        tx.set_meta("anden", "her").await.unwrap();
        new.unwrap();
        tx.commit().await
    });
    let same = tokio::spawn(async move {
        let mut tx = same.await.unwrap();
        tx.set_meta("konflikt", "væk").await.unwrap();
        tx.keep_answer(site, "nøgle", &answer("tredje"), CommentId(3), at(3)).await.unwrap();
        tx.commit().await
    });
    let after = tokio::spawn(write(after, "nabo".to_owned()));
    first.commit().await.unwrap();
    sees.await.unwrap().unwrap();
    assert!(matches!(same.await.unwrap(), Err(Error::Conflict)));
    after.await.unwrap().unwrap();
    assert_eq!(batches.sizes(), [3], "all in one batch");
    assert_eq!(names(&Raw::open(&db).await).await, ["anden", "nabo"]);
    let kept = store.first_answer(site, "nøgle", at(0)).await.unwrap().unwrap();
    assert_eq!(kept.answer, answer("anden").answer);
}

/// What was put off beside a statement that failed is gone, so nothing of such a write is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_error_was_passed_over_is_not_kept() {
    let (db, batches) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), Batches::default());
    let store = batches.open(&db.url).await;
    let mut first = store.begin().await.unwrap();
    let site = first.insert_site(&SiteKey::parse("demo").unwrap(), "Magasinet", &[], at(0)).await.unwrap();
    let answer = FirstAnswer { body_hash: b"krop".to_vec(), answer: Sealed(b"svar".to_vec()) };
    first.keep_answer(site, "nøgle", &answer, CommentId(1), at(0)).await.unwrap();
    first.commit().await.unwrap();

    let mut tx = store.begin().await.unwrap();
    tx.set_meta("konflikt", "væk").await.unwrap();
    tx.keep_answer(site, "nøgle", &answer, CommentId(2), at(1)).await.unwrap();
    assert!(matches!(tx.waiting(site).await, Err(Error::Conflict)), "the first question hears of it");
    assert!(tx.set_meta("bagefter", "væk").await.is_err(), "and so does all that comes after");
    assert!(tx.commit().await.is_err());
    write(queue_up(&store), "nabo".to_owned()).await.unwrap();
    assert_eq!(names(&Raw::open(&db).await).await, ["nabo"]);
}

/// A client that hangs up after the work was handed in cannot undo it half-way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_nobody_waits_for_any_more_is_kept() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Batches::default().open(&db.url).await;
    let mut tx = store.begin().await.unwrap();
    tx.set_meta("sendt", "her").await.unwrap();
    let _ = poll_once(Box::pin(tx.commit()).as_mut());
    store.probe(at(0)).await.unwrap();
    assert_eq!(names(&Raw::open(&db).await).await, ["probe", "sendt"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_finishes_what_has_queued_up() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Batches::default().open(&db.url).await;
    let first = store.begin().await.unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..3 {
        tasks.spawn(write(queue_up(&store), number.to_string()));
    }
    let closing = tokio::spawn({
        let store = store.clone();
        async move { store.close().await }
    });
    first.commit().await.unwrap();
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    closing.await.unwrap();
    assert!(store.begin().await.is_err_and(|e| e.is_unavailable()));
    assert_eq!(names(&Raw::open(&db).await).await, ["0", "1", "2"]);
}

/// Whoever cannot have a turn is told so, and the turn that comes later is the next one's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_turn_for_ever() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Batches::default().open(&db.url).await;
    let held = store.begin().await.unwrap();
    let waited = store.begin().await.map(drop);
    assert!(matches!(&waited, Err(Error::Unavailable(why)) if why.contains("waiting")), "{waited:?}");
    held.commit().await.unwrap();
    store.probe(at(1)).await.unwrap();
}
