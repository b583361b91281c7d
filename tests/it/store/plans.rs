//! A page costs what it shows: SQLite answers every question about comments from an index, with and without
//! statistics, and in the order that the index has.
//!
//! Statistics of a site's first day would make SQLite scan what has grown since, so each start drops them.
//!
//! The statements are those that the store really sends, taken from the log of a process of their own.

use std::collections::BTreeSet;

use svar::domain::comment::{CommentId, Queue, Status, StoredHtml};
use svar::domain::search::Document;
use svar::domain::site::SiteId;
use svar::domain::thread::ThreadId;
use svar::store::Store;
use svar::store::comments::{Position, Sort};
use svar::store::history::Sender;
use svar::store::people::Erased;
use svar::store::retention::Rejected;
use svar::store::submissions::{NewComment, Question};

use super::{Raw, add_site, address, at, comment, decided, email, hash, key, nobody_hears, reply, token};
use crate::support::alone::run_alone;
use crate::support::logs::{Logs, capture_logs};
use crate::support::{Engine, TestDb, eventually};

#[test]
fn comments_are_found_by_an_index() {
    run_alone("store::plans::every_question_is_answered_from_an_index", &[], &[]);
}

/// What a plan may contain besides searches of an index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Rows come out of the index in the order in which they are shown.
    OfTheIndex,
    /// What was found is few, and may be put in order.
    Sorted,
}

/// Tables that have many rows at a busy site.
const GROWING: &[&str] =
    &["check_request", "comment", "decision", "idempotency", "link", "mail_token", "person", "vote"];

/// By which spam is known that is kept for two days only.
const BLATANT: &str = "%akismet-discard%";

struct Statements {
    logs: &'static Logs,
    read: usize,
    marks: usize,
    /// Name of the question, its statement, and what it may cost.
    all: Vec<(String, String, Order)>,
}

impl Statements {
    /// Notes what was logged since the last question. The mark comes from the same connection, so that what was
    /// asked before it is in the log when the mark is.
    async fn note(&mut self, name: &str, order: Order, mark: impl AsyncFnOnce(&str)) {
        self.marks += 1;
        mark(&format!("mark {}", self.marks)).await;
        let marker = "name = $1";
        let (logs, read) = (self.logs, self.read);
        let text = eventually("the mark in the log", async || {
            let text = logs.text();
            let end = text[read..].rfind(marker).map(|at| read + at)?;
            let line = text[end..].find('\n')?;
            Some(text[..=end + line].to_owned())
        })
        .await;
        let lines = text[self.read..].lines().filter(|line| line.contains("sqlx::query"));
        let statements = lines.filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let sql = line["fields"]["db.statement"].as_str()?.trim().to_owned();
            (GROWING.iter().any(|table| sql.contains(table)) && !sql.contains("CREATE")).then_some(sql)
        });
        let before = self.all.len();
        self.all.extend(statements.map(|sql| (name.to_owned(), sql, order)));
        assert!(self.all.len() > before, "{name} was not logged");
        self.read = text.len();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is run in a process of its own"]
async fn every_question_is_answered_from_an_index() {
    let logs = capture_logs();
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Store::open(&db.url, 1, nobody_hears()).await.unwrap();
    let site = add_site(&store, "demo").await;
    let mut statements = Statements { logs, read: logs.text().len(), marks: 0, all: Vec::new() };
    ask_everything(&store, site, &mut statements).await;
    write_everything(&store, site, &mut statements).await;
    assert!(statements.all.len() > 30, "{}", statements.all.len());
    assert_eq!(statements.all.iter().filter(|(_, sql, _)| sql.contains(BLATANT)).count(), 1);

    let raw = Raw::open(&db).await;
    let mut faults = faults(&raw, &statements, "without statistics").await;
    fill(&raw, site).await;
    raw.run("ANALYZE", 0).await;
    let raw = Raw::open(&db).await;
    faults.extend(self::faults(&raw, &statements, "with statistics").await);
    assert!(faults.is_empty(), "\n{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Every reading function that looks at comments.
async fn ask_everything(store: &Store, site: SiteId, statements: &mut Statements) {
    use Order::{OfTheIndex, Sorted};
    macro_rules! ask {
        ($order:ident, $name:literal, $question:expr) => {{
            $question.await.unwrap();
            let mark = async |mark: &str| drop(store.meta(mark).await.unwrap());
            statements.note($name, $order, mark).await;
        }};
    }
    let (thread, id, limit) = (ThreadId(1), CommentId(1), 50);
    for after in [None, Some(Position { votes: 1, created: at(0), id: 5 })] {
        ask!(OfTheIndex, "top, oldest", store.top_level(site, thread, Sort::Oldest, after, limit));
        ask!(OfTheIndex, "top, newest", store.top_level(site, thread, Sort::Newest, after, limit));
        ask!(OfTheIndex, "top, top", store.top_level(site, thread, Sort::Top, after, limit));
        ask!(OfTheIndex, "flat, oldest", store.flat(site, thread, Sort::Oldest, after, limit));
        ask!(OfTheIndex, "flat, newest", store.flat(site, thread, Sort::Newest, after, limit));
        ask!(OfTheIndex, "flat, top", store.flat(site, thread, Sort::Top, after, limit));
        ask!(OfTheIndex, "branch", store.branch(site, id, after, limit));
        ask!(OfTheIndex, "queue, pending", store.queue(site, Status::Pending, after, limit));
        ask!(OfTheIndex, "queue, flagged", store.queue(site, Queue::Flagged, after, limit));
        ask!(OfTheIndex, "queue, spam", store.queue(site, Status::Spam, after, limit));
    }
    ask!(Sorted, "replies", store.replies(site, &[id], limit));
    ask!(OfTheIndex, "feed of the site", store.feed(site, None, limit));
    ask!(OfTheIndex, "feed of a thread", store.feed(site, Some(thread), limit));
    ask!(OfTheIndex, "comment", store.comment(site, id));
    ask!(OfTheIndex, "desk comment", store.desk_comment(site, id));
    ask!(OfTheIndex, "own comment", store.own_comment(site, &token("kvittering")));
    ask!(OfTheIndex, "waiting", store.waiting());
    ask!(OfTheIndex, "author hashes", store.author_traces(site, id));
    ask!(OfTheIndex, "sealed address", store.sealed_email(site, id));
    ask!(Sorted, "comments of a person", store.comments_of(site, &hash("mig")));
    let thread = key("artikel");
    let (text_hash, email, address, author) = (b"tekst", hash("mig"), hash("maskine"), token("kvittering"));
    let question = Question {
        site,
        thread: &thread,
        parent: Some(id),
        name: "Åse",
        text_hash,
        email_hash: Some(&email),
        address_hash: Some(&address),
        author: Some(&author),
        idempotency: Some("nøgle"),
        now: at(0),
    };
    ask!(OfTheIndex, "first look", store.first_look(&question));
    let sender = Sender { address: Some(&address), email: Some(&email), receipt: Some(&author), but: Some(id) };
    ask!(OfTheIndex, "past of a sender", store.sender_past(site, &sender, at(9)));
    let hosts = ["a.example".to_owned(), "b.example".to_owned()];
    ask!(OfTheIndex, "past of hosts", store.host_pasts(site, &hosts, Some(id)));
    ask!(OfTheIndex, "marked spam", store.marked_spam(site, at(9)));
}

/// Every writing function that has to find comments.
async fn write_everything(store: &Store, site: SiteId, statements: &mut Statements) {
    let mut tx = store.begin().await.unwrap();
    let thread = tx.ensure_thread(site, &address("artikel"), None, at(0)).await.unwrap();
    let root = tx.insert_comment(&comment(site, thread)).await.unwrap();
    macro_rules! write {
        ($name:literal, $act:expr) => {{
            let done = $act.await.unwrap();
            let mark = async |mark: &str| drop(tx.claim_meta(mark, "").await.unwrap());
            statements.note($name, Order::Sorted, mark).await;
            done
        }};
    }
    let new = NewComment { email: email("mig"), ..reply(site, thread, root, root) };
    let id = write!("a reply", tx.insert_comment(&new));
    let current = write!("current", tx.current(site, id)).unwrap();
    write!("a decision", tx.change_status(site, &current, &decided(Status::Spam, at(1))));
    write!("another approved comment", tx.knows_email_of(site, id));
    write!("confirmed", tx.confirm_email(site, id));
    for kind in [Rejected::Spam, Rejected::BlatantSpam, Rejected::Trash] {
        write!("rejected", tx.rejected_before(site, kind, at(2), 50));
    }
    write!("addresses", tx.forget_addresses(site, at(2), 50));
    write!("requests", tx.forget_check_requests(site, at(2), 50));
    write!("answers", tx.forget_answers(site, at(2), 50));
    write!("mail links", tx.forget_mail_tokens(site, at(2), 50));
    write!("votes", tx.forget_votes(site, at(2), 50));
    let html = StoredHtml { html: String::new(), revision: 1 };
    let erased = Erased { name: "", source: "", html: &html, text_hash: b"", now: at(2) };
    write!("erased", tx.erase_comment(site, id, &erased));
    write!("purged", tx.purge_comment(site, id, Status::Spam));
    tx.commit().await.unwrap();
    // What a commit does by itself: nothing else is asked of the writer before the mark.
    let mut tx = store.begin().await.unwrap();
    tx.put_words(site, root, &Document::new(site, "Åse", None, "ord")).await.unwrap();
    tx.commit().await.unwrap();
    let mark = async |mark: &str| {
        let mut tx = store.begin().await.unwrap();
        tx.claim_meta(mark, "").await.unwrap();
        tx.commit().await.unwrap();
    };
    statements.note("words", Order::Sorted, mark).await;
}

/// Twenty threads and every kind of comment.
async fn fill(raw: &Raw, site: SiteId) {
    let sql = "
        WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
        INSERT INTO thread (site_id, id, key, created, count, top, version)
        SELECT $1, i, 'thread ' || i, 0, 0, 0, 0 FROM n";
    raw.run(sql, site.0).await;
    let sql = "
        WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
        INSERT INTO comment (site_id, id, thread_id, parent_id, root_id, depth, status, status_changed, decided,
            withdrawn, visible, author_kind, name, email_hash, email_confirmed, notify, address_hash, source, html,
            renderer, text_hash, opinion, score, signals, receipt_hash, picked, votes, replies, created, version)
        SELECT $1, i, 1 + i / 4 % 20, CASE WHEN i % 4 THEN i - i % 4 END, CASE WHEN i % 4 THEN i - i % 4 END, i % 4 > 0,
            CASE i % 5 WHEN 1 THEN 'spam' WHEN 2 THEN 'pending' WHEN 3 THEN 'trash' ELSE 'approved' END, i, FALSE,
            FALSE, i % 5 IN (0, 4), 'guest', 'x', CAST(i % 50 AS BLOB), FALSE, FALSE, CAST(i % 70 AS BLOB), 'x', x'', 1,
            CAST(i AS BLOB), 'ham', 0.0, '[]', CAST(i AS BLOB), FALSE, i % 3, 0, i, 1 FROM n";
    raw.run(sql, site.0).await;
}

/// What is wrong with the plans of these statements.
async fn faults(raw: &Raw, statements: &Statements, when: &str) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for (name, sql, order) in &statements.all {
        let steps = plan(raw, sql).await;
        // Few are blatant, and other spam is kept for weeks.
        if sql.contains(BLATANT) && !steps.iter().any(|step| step.contains("INDEX comment_blatant ")) {
            faults.insert(format!("{when}, {name}: not by the index of the blatant: {steps:?}"));
        }
        for step in steps {
            let scans = aliases(sql)
                .iter()
                .any(|alias| step == format!("SCAN {alias}") || step.starts_with(&format!("SCAN {alias} USING")));
            let sorts = *order == Order::OfTheIndex && step.contains("TEMP B-TREE");
            let all_replies = name.starts_with("top") && step.contains("comment_flat");
            // Without a word of what is looked for: every row of the site, unless a page's worth is enough.
            let grows = GROWING.iter().any(|table| {
                step.contains(&format!("INDEX {table}_")) || step.starts_with(&format!("SEARCH {table} "))
            });
            let whole_site = *order == Order::Sorted && grows && step.ends_with("(site_id=?)");
            if scans || sorts || all_replies || whole_site {
                faults.insert(format!("{when}, {name}: {step}\n    {sql}"));
            }
        }
    }
    faults
}

/// Of each statement, where several went together.
async fn plan(raw: &Raw, sql: &str) -> Vec<String> {
    let Raw::Sqlite(pool) = raw else { return Vec::new() };
    let mut plan = Vec::new();
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explain).fetch_all(pool).await.unwrap();
        plan.extend(steps.into_iter().map(|(.., step)| step));
    }
    plan
}

/// The names under which a statement knows the table of comments.
fn aliases(sql: &str) -> BTreeSet<&str> {
    let words: Vec<_> = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let after = words.windows(2).filter(|pair| pair[0] == "comment").map(|pair| pair[1]);
    after.chain(["comment"]).collect()
}

#[tokio::test]
async fn a_plan_that_scans_or_sorts_is_found() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    Store::open(&db.url, 1, nobody_hears()).await.unwrap().close().await;
    let raw = Raw::open(&db).await;
    let found = async |sql: &str, order| {
        let all = vec![("x".to_owned(), sql.to_owned(), order)];
        faults(&raw, &Statements { logs: capture_logs(), read: 0, marks: 0, all }, "").await.len()
    };
    assert_eq!(found("SELECT html FROM comment", Order::Sorted).await, 1);
    assert_eq!(found("SELECT c.html FROM comment c WHERE c.created > 5", Order::Sorted).await, 1);
    let sorted = "SELECT html FROM comment WHERE site_id = 1 AND thread_id = 2 AND visible ORDER BY html";
    assert_eq!((found(sorted, Order::Sorted).await, found(sorted, Order::OfTheIndex).await), (0, 1));
}

#[tokio::test]
async fn no_statistics_change_what_was_looked_at_here() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let store = Store::open(&db.url, 1, nobody_hears()).await.unwrap();
    add_site(&store, "demo").await;
    store.close().await;
    let raw = Raw::open(&db).await;
    let statistics = async || {
        let sql = "SELECT name FROM sqlite_schema WHERE substr(name, 1, $1) = 'sqlite_stat'";
        raw.rows::<(String,)>(sql, 11).await
    };
    raw.run("ANALYZE", 0).await;
    assert_ne!(statistics().await, []);
    Store::open(&db.url, 1, nobody_hears()).await.unwrap().close().await;
    assert_eq!(statistics().await, []);
}
