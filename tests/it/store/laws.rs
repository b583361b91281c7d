//! Laws that hold for every thread, whatever was done to it: paging shows each comment exactly once, counters
//! say what counting would say, and a version moves with everything that a reader could see.

use std::cmp::Reverse;
use std::collections::HashMap;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use svar::domain::comment::{Comment, CommentId, Status, StoredHtml};
use svar::domain::site::SiteId;
use svar::domain::thread::ThreadId;
use svar::domain::verdict::Verdict;
use svar::store::comments::{Position, Sort};
use svar::store::people::Erased;
use svar::store::queue::Tally;
use svar::store::retention::Rejected;
use svar::store::statuses::{Change, Edit};
use svar::store::submissions::NewComment;
use svar::store::{Changes, Store};

use super::{Raw, Scene, address, at, comment, decided, email};
use crate::support::on_both_engines;

const THREADS: usize = 2;

/// Something that is done to a site. `usize` says which thread or comment, of those that there are.
#[derive(Clone, Debug)]
enum Act {
    Write {
        thread: usize,
        below: Option<Index>,
        status: Status,
    },
    Decide {
        which: Index,
        to: Status,
    },
    Edit {
        which: Index,
    },
    Withdraw {
        which: Index,
    },
    Erase {
        which: Index,
    },
    /// What was rejected in the first half of all time.
    Purge {
        kind: Rejected,
    },
    Close {
        thread: usize,
        closed: bool,
    },
    Name {
        thread: usize,
    },
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Approved), prop::sample::select(&Status::ALL[..])]
}

fn write() -> impl Strategy<Value = Act> {
    let below = prop::option::weighted(0.7, any::<Index>());
    (0..THREADS, below, status()).prop_map(|(thread, below, status)| Act::Write { thread, below, status })
}

fn act() -> impl Strategy<Value = Act> {
    let which = any::<Index>;
    let kind = prop_oneof![Just(Rejected::Spam), Just(Rejected::BlatantSpam), Just(Rejected::Trash)];
    prop_oneof![
        6 => write(),
        6 => (which(), status()).prop_map(|(which, to)| Act::Decide { which, to }),
        1 => which().prop_map(|which| Act::Edit { which }),
        1 => which().prop_map(|which| Act::Withdraw { which }),
        1 => which().prop_map(|which| Act::Erase { which }),
        1 => kind.prop_map(|kind| Act::Purge { kind }),
        1 => (0..THREADS, any::<bool>()).prop_map(|(thread, closed)| Act::Close { thread, closed }),
        1 => (0..THREADS).prop_map(|thread| Act::Name { thread }),
    ]
}

/// A site of its own for each case, so that the cases of one test share a database.
struct Site<'a> {
    store: &'a Store,
    raw: &'a Raw,
    id: SiteId,
    threads: Vec<ThreadId>,
}

/// What a comment's row says, and what counting says.
#[derive(Debug, sqlx::FromRow)]
struct Recount {
    id: i64,
    thread_id: i64,
    parent_id: Option<i64>,
    root_id: Option<i64>,
    status: String,
    visible: bool,
    replies: i64,
    votes: i64,
    created: i64,
    counted: i64,
}

impl Recount {
    fn is_shown(&self) -> bool {
        self.status == "approved" || self.counted > 0
    }
}

const RECOUNT: &str = "
    WITH RECURSIVE below (ancestor, id, status) AS (
        SELECT parent_id, id, status FROM comment WHERE site_id = $1 AND parent_id IS NOT NULL
        UNION ALL
        SELECT p.parent_id, b.id, b.status FROM below b JOIN comment p ON p.id = b.ancestor AND p.site_id = $1
        WHERE p.parent_id IS NOT NULL)
    SELECT c.id, c.thread_id, c.parent_id, c.root_id, c.status, c.visible, c.replies, c.votes, c.created,
           (SELECT COUNT(*) FROM below b WHERE b.ancestor = c.id AND b.status = 'approved') AS counted
    FROM comment c WHERE c.site_id = $1 ORDER BY c.created, c.id";

impl Site<'_> {
    async fn recount(&self) -> Vec<Recount> {
        self.raw.rows(RECOUNT, self.id.0).await
    }

    /// Everything that a reader could see of each thread, and its version.
    async fn seen(&self) -> Vec<(String, i64)> {
        let mut all = Vec::new();
        for id in &self.threads {
            let mut thread = self.store.thread_by_id(self.id, *id).await.unwrap().unwrap();
            let version = std::mem::take(&mut thread.version);
            let comments = self.store.flat(self.id, *id, Sort::Oldest, None, 1_000).await.unwrap();
            all.push((format!("{thread:?} {comments:?}"), version));
        }
        all
    }

    async fn perform(&self, act: &Act, now: i64) -> Changes {
        let rows = self.recount().await;
        let mut tx = self.store.begin().await.unwrap();
        tx.lock_site(self.id).await.unwrap();
        match act {
            Act::Write { thread, below, status } => {
                let here: Vec<_> = rows.iter().filter(|row| row.thread_id == self.threads[*thread].0).collect();
                let below = below.filter(|_| !here.is_empty()).map(|below| below.get(&here));
                let new = NewComment {
                    parent: below.map(|row| CommentId(row.id)),
                    root: below.map(|row| CommentId(row.root_id.unwrap_or(row.id))),
                    status: *status,
                    email: email("mig"),
                    // Few moments for many comments: the id must decide.
                    created: at(now / 3),
                    ..comment(self.id, self.threads[*thread])
                };
                tx.insert_comment(&new).await.unwrap();
            }
            Act::Purge { kind } => {
                let status = if *kind == Rejected::Trash { Status::Trash } else { Status::Spam };
                for id in tx.rejected_before(self.id, *kind, at(now / 2), 5).await.unwrap() {
                    tx.purge_comment(self.id, id, status).await.unwrap();
                }
            }
            Act::Close { thread, closed } => {
                assert!(tx.close_thread(self.id, self.threads[*thread], closed.then_some(at(now))).await.unwrap());
            }
            Act::Name { thread } => {
                tx.ensure_thread(self.id, &address(&format!("{thread}")), Some("Titel"), at(now)).await.unwrap();
            }
            Act::Decide { which, .. } | Act::Edit { which } | Act::Withdraw { which } | Act::Erase { which } => {
                if !rows.is_empty() {
                    self.change(&mut tx, act, CommentId(which.get(&rows).id), now).await;
                }
            }
        }
        tx.commit().await.unwrap()
    }

    /// As `posting` and `moderation` do it.
    async fn change(&self, tx: &mut svar::store::Tx, act: &Act, id: CommentId, now: i64) {
        let current = tx.current(self.id, id).await.unwrap().unwrap();
        let html = StoredHtml { html: format!("<p>{now}</p>"), revision: 1 };
        match act {
            Act::Decide { to, .. } => tx.change_status(self.id, &current, &decided(*to, at(now))).await.unwrap(),
            Act::Edit { .. } => {
                let verdict = Verdict::from_signals(Vec::new());
                let edit =
                    Edit { source: "Rettet", html: &html, text_hash: b"rettet", verdict: &verdict, now: at(now) };
                tx.edit_comment(self.id, &current, &edit).await.unwrap();
            }
            Act::Withdraw { .. } => {
                let change = Change { withdrawn: true, ..decided(Status::Trash, at(now)) };
                tx.change_status(self.id, &current, &change).await.unwrap();
                tx.forget_traces(self.id, id).await.unwrap();
                tx.blank_comment(self.id, id).await.unwrap();
            }
            _ => {
                let erased =
                    Erased { name: "Slettet", source: "Slettet", html: &html, text_hash: b"slettet", now: at(now) };
                tx.erase_comment(self.id, id, &erased).await.unwrap();
            }
        }
    }

    async fn assert_counters(&self) {
        let rows = self.recount().await;
        for row in &rows {
            assert_eq!(row.replies, row.counted, "{row:?}");
            assert_eq!(row.visible, row.is_shown(), "{row:?}");
        }
        for id in &self.threads {
            let thread = self.store.thread_by_id(self.id, *id).await.unwrap().unwrap();
            let here = || rows.iter().filter(|row| row.thread_id == id.0);
            assert_eq!(thread.count, length(here().filter(|row| row.status == "approved")), "count of {thread:?}");
            let top = here().filter(|row| row.parent_id.is_none() && row.is_shown());
            assert_eq!(thread.top, length(top), "top of {thread:?}");
        }
        let of = |status: Status| length(rows.iter().filter(|row| row.status == status.as_str()));
        let [pending, approved, spam, trash] = Status::ALL.map(of);
        assert_eq!(self.store.tally(self.id).await.unwrap(), Tally { pending, approved, spam, trash, flagged: 0 });
    }

    /// Every list, page by page, against what is in the table.
    async fn assert_paging(&self, page: i64) {
        let rows = self.recount().await;
        for thread in &self.threads {
            let shown = || rows.iter().filter(|row| row.thread_id == thread.0 && row.is_shown());
            for sort in [Sort::Oldest, Sort::Newest, Sort::Top] {
                let flat = paged(page, async |after| self.store.flat(self.id, *thread, sort, after, page).await);
                assert_eq!(flat.await, sorted(shown(), sort), "flat, {sort:?}");
                let top = paged(page, async |after| self.store.top_level(self.id, *thread, sort, after, page).await);
                assert_eq!(top.await, sorted(shown().filter(|row| row.parent_id.is_none()), sort), "top, {sort:?}");
            }
            let roots: Vec<_> = shown().filter(|row| row.parent_id.is_none()).map(|row| CommentId(row.id)).collect();
            let mut first = Vec::new();
            for root in &roots {
                let branch = paged(page, async |after| self.store.branch(self.id, *root, after, page).await).await;
                let below = shown().filter(|row| row.root_id == Some(root.0));
                assert_eq!(branch, sorted(below, Sort::Oldest), "branch");
                first.extend(branch.into_iter().take(usize::try_from(page).unwrap()));
            }
            let mut replies = ids(&self.store.replies(self.id, &roots, page).await.unwrap());
            first.sort_unstable();
            replies.sort_unstable();
            assert_eq!(replies, first, "first replies");
        }
        for status in Status::ALL {
            let sort = if status == Status::Pending { Sort::Oldest } else { Sort::Newest };
            let expected = sorted(rows.iter().filter(|row| row.status == status.as_str()), sort);
            assert_eq!(self.queue(status, page).await, expected, "queue of {status:?}");
        }
    }

    async fn queue(&self, status: Status, page: i64) -> Vec<i64> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let comments = self.store.queue(self.id, status, after, page).await.unwrap();
            let Some(last) = comments.last() else { return all };
            after = Some(Position { votes: 0, created: last.created, id: last.id.0 });
            all.extend(comments.iter().map(|comment| comment.id.0));
        }
    }
}

/// Walks a list to its end. Each page begins behind the last comment of the one before.
async fn paged(
    page: i64,
    mut fetch: impl AsyncFnMut(Option<Position>) -> svar::store::Result<Vec<Comment>>,
) -> Vec<i64> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let comments = fetch(after).await.unwrap();
        assert!(comments.len() <= usize::try_from(page).unwrap());
        let Some(last) = comments.last() else { return all };
        after = Some(Position::of(last));
        all.extend(ids(&comments));
    }
}

fn ids(comments: &[Comment]) -> Vec<i64> {
    comments.iter().map(|comment| comment.id.0).collect()
}

fn sorted<'a>(rows: impl Iterator<Item = &'a Recount>, sort: Sort) -> Vec<i64> {
    let mut rows: Vec<_> = rows.collect();
    match sort {
        Sort::Oldest => rows.sort_by_key(|row| (row.created, row.id)),
        Sort::Newest => rows.sort_by_key(|row| Reverse((row.created, row.id))),
        Sort::Top => rows.sort_by_key(|row| (Reverse(row.votes), row.created, row.id)),
    }
    rows.into_iter().map(|row| row.id).collect()
}

fn length<T>(rows: impl Iterator<Item = T>) -> i64 {
    i64::try_from(rows.count()).unwrap()
}

/// Tries a law on `cases` sites; a failing case is made as small as it can be.
async fn hold<S: Strategy>(scene: &Scene, cases: u32, strategy: S, law: impl AsyncFn(Site<'_>, &S::Value)) {
    let config =
        ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Handle::current();
    let number = std::cell::Cell::new(0);
    let result = tokio::task::block_in_place(|| {
        TestRunner::new(config).run(&strategy, |value| {
            runtime.block_on(async {
                number.set(number.get() + 1);
                let id = scene.add_site(&format!("law-{}", number.get())).await;
                let mut threads = Vec::new();
                let mut tx = scene.begin().await;
                for thread in 0..THREADS {
                    threads.push(tx.ensure_thread(id, &address(&format!("{thread}")), None, at(0)).await.unwrap());
                }
                tx.commit().await.unwrap();
                law(Site { store: &scene.store, raw: &scene.raw, id, threads }, &value).await;
            });
            Ok(())
        })
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

on_both_engines! {
    /// What is maintained is what counting would say, after every single act; and whoever cached a thread under
    /// its version never misses a change.
    async fn counters_and_versions_keep_up_with_every_act(db: TestDb) {
        let scene = Scene::open(&db).await;
        hold(&scene, 16, prop::collection::vec(act(), 1..25), async |site, acts| {
            let mut seen = site.seen().await;
            for (now, act) in (1..).zip(acts) {
                let changes = site.perform(act, now).await;
                site.assert_counters().await;
                let after = site.seen().await;
                let told: HashMap<_, _> =
                    changes.threads.iter().map(|change| (change.key.as_str().to_owned(), change.version)).collect();
                for (number, ((old, before), (new, version))) in seen.iter().zip(&after).enumerate() {
                    assert!(version >= before, "{act:?} took the version back");
                    assert!(old == new || version > before, "{act:?} changed what is seen, not the version");
                    let expected = (version > before).then_some(version);
                    assert_eq!(told.get(&number.to_string()), expected, "{act:?} told something else");
                }
                seen = after;
            }
        })
        .await;
    }

    async fn paging_shows_each_comment_exactly_once(db: TestDb) {
        let scene = Scene::open(&db).await;
        let tree = (prop::collection::vec((write(), 0..3_i64), 0..30), 1..6_i64);
        hold(&scene, 12, tree, async |site, (writes, page)| {
            for (now, (write, votes)) in (1..).zip(writes) {
                site.perform(write, now).await;
                // There is no function that votes yet.
                let vote = format!(
                    "UPDATE comment SET votes = {votes}
                     WHERE id = (SELECT MAX(id) FROM comment WHERE site_id = $1)"
                );
                site.raw.run(&vote, site.id.0).await;
            }
            site.assert_paging(*page).await;
        })
        .await;
    }
}
