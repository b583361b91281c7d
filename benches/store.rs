//! The database: what it costs to take comments in, alone and many at once, and to read a first page, on SQLite
//! in a file with `synchronous=FULL`, as the service uses it.
//!
//! `cargo bench --bench store`

#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use divan::Bencher;
use divan::counter::ItemsCount;
use svar::domain::author::AuthorKind;
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status, StoredHtml};
use svar::domain::sealed::{KeyedHash, Sealed, TokenHash};
use svar::domain::site::{SiteId, SiteKey};
use svar::domain::submission::Address;
use svar::domain::thread::{ThreadId, ThreadKey};
use svar::domain::verdict::Verdict;
use svar::store::Store;
use svar::store::comments::Sort;
use svar::store::submissions::NewComment;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

fn main() {
    divan::main();
}

/// One site with one thread.
struct Bench {
    runtime: Runtime,
    store: Store,
    site: SiteId,
    thread: ThreadId,
    next: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

const TEXT: &str = "Tak for en grundig artikel. Jeg savner dog, at I forholder jer til de mindre forlag, som slet ikke \
    har råd til den slags aftaler, og som jeg synes, at redaktionen skulle have nævnt. Det er ti år siden, man sagde \
    det samme om radioen, og se, hvor den er i dag. Læserne forsvinder ikke; de læser bare andre steder.";

impl Bench {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("svar.db").display());
        let (store, site, thread) = runtime.block_on(async {
            let store = Store::open(&url, 8, Arc::new(|_| {})).await.unwrap();
            let mut tx = store.begin().await.unwrap();
            let now = Timestamp(0);
            let site = tx.insert_site(&SiteKey::parse("magasinet").unwrap(), "Magasinet", &[], now).await.unwrap();
            let address = Address { key: ThreadKey::parse("artikel").unwrap(), url: None };
            let thread = tx.ensure_thread(site, &address, None, now).await.unwrap();
            tx.commit().await.unwrap();
            (store, site, thread)
        });
        Self { runtime, store, site, thread, next: Arc::default(), _folder: folder }
    }

    /// A thread of so many comments: every third is a top-level one, which the next two answer.
    fn with(comments: i64) -> Self {
        let bench = Self::new();
        bench.runtime.block_on(async {
            let mut tx = bench.store.begin().await.unwrap();
            let mut top = None;
            for number in 0..comments {
                let parent = top.filter(|_| number % 3 != 0);
                let id = tx.insert_comment(&comment(bench.site, bench.thread, number, parent)).await.unwrap();
                top = parent.or(Some(id));
            }
            tx.commit().await.unwrap();
        });
        bench.next.store(comments, Ordering::Relaxed);
        bench
    }
}

fn comment(site: SiteId, thread: ThreadId, number: i64, parent: Option<CommentId>) -> NewComment {
    let hash = |word: &str| KeyedHash(format!("{word} {number:028}").into_bytes());
    NewComment {
        site,
        thread,
        parent,
        root: parent,
        depth: i64::from(parent.is_some()),
        status: Status::Approved,
        author_kind: AuthorKind::Guest,
        name: "Åse Ærø".to_owned(),
        website: None,
        email: Some((Sealed(vec![7; 72]), hash("mail"))),
        notify: false,
        address: Some((hash("addr"), "192.0.2.0/24".to_owned())),
        source: TEXT.to_owned(),
        html: StoredHtml { html: format!("<p>{TEXT}</p>"), revision: 1 },
        text_hash: hash("text").0,
        verdict: Verdict::from_signals(Vec::new()),
        receipt: TokenHash(hash("rcpt").0),
        sketch: None,
        article_title: None,
        picked: false,
        created: Timestamp(number),
    }
}

/// So many readers send at the same moment, in a thread that has a thousand comments; until the last is on disk.
#[divan::bench(args = [1, 16, 64], sample_count = 30, sample_size = 1)]
fn commit_by_writers(bencher: Bencher<'_, '_>, writers: usize) {
    let bench = Bench::with(1_000);
    bencher.counter(ItemsCount::new(writers)).bench_local(|| {
        bench.runtime.block_on(async {
            let mut tasks = JoinSet::new();
            for _ in 0..writers {
                let (store, site, thread, next) = (bench.store.clone(), bench.site, bench.thread, bench.next.clone());
                tasks.spawn(async move {
                    let new = comment(site, thread, next.fetch_add(1, Ordering::Relaxed), None);
                    let mut tx = store.begin().await.unwrap();
                    tx.lock_site(site).await.unwrap();
                    tx.insert_comment(&new).await.unwrap();
                    tx.commit().await.unwrap();
                });
            }
            tasks.join_all().await;
        });
    });
}

/// Fifty top-level comments with their first replies.
#[divan::bench(args = [100, 10_000])]
fn first_page_of_a_thread(bencher: Bencher<'_, '_>, comments: i64) {
    let bench = Bench::with(comments);
    bencher.bench_local(|| {
        bench.runtime.block_on(async {
            let top = bench.store.top_level(bench.site, bench.thread, Sort::Oldest, None, 50).await.unwrap();
            let roots: Vec<_> = top.iter().map(|comment| comment.id).collect();
            (bench.store.replies(bench.site, &roots, 3).await.unwrap(), top)
        })
    });
}
