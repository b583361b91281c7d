//! How long it takes to ask what was before, on a big site. A measurement, not a test: it fails only when nothing is
//! found.
//!
//! ```sh
//! cargo test --test it store::history -- --ignored --nocapture
//! ```

use std::time::{Duration, Instant};

use svar::domain::comment::CommentId;
use svar::store::history::Sender;
use svar::store::submissions::Question;

use super::{Raw, Scene, at, hash, key, token};
use crate::support::{Engine, TestDb};

const COMMENTS: i64 = 200_000;
/// Between two comments, in milliseconds: the last month has a tenth of them.
const APART: i64 = 130_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "fills a big database"]
async fn what_was_before_is_known_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(db) = TestDb::fresh(engine).await {
            measure(&Scene::open(&db).await, engine).await;
        }
    }
}

async fn measure(scene: &Scene, engine: Engine) {
    fill(scene).await;
    let (store, site, now) = (&scene.store, scene.site, at(COMMENTS * APART));
    let (busy, rare, receipt, thread) = (hash("0"), hash("77"), token("x"), key("artikel 7"));
    let sender = Sender { address: Some(&busy), email: Some(&busy), receipt: Some(&receipt), but: None };
    let hosts = ["vaert0.example".to_owned(), "vaert7.example".to_owned(), "ingen.example".to_owned()];
    macro_rules! time {
        ($name:literal, $question:expr) => {{
            let mut times = Vec::new();
            for _ in 0..51 {
                let begun = Instant::now();
                $question.await.unwrap();
                times.push(begun.elapsed());
            }
            times.sort_unstable();
            println!("{engine:?} {:30} {:6.2} ms, at most {:6.2}", $name, millis(times[25]), millis(times[50]));
        }};
    }
    let question = Question {
        site,
        thread: &thread,
        parent: Some(CommentId(1)),
        name: "x",
        text_hash: b"x",
        email_hash: Some(&rare),
        address_hash: Some(&rare),
        author: Some(&receipt),
        idempotency: None,
        now,
    };
    time!("first look, with the facts", store.first_look(&question));
    time!("past of a busy sender", store.sender_past(site, &sender, now));
    time!("past of three hosts", store.host_pasts(site, &hosts, None));
    time!("marked spam", store.marked_spam(site, now));
    assert!(store.sender_past(site, &sender, now).await.unwrap().address.spam > 0);
    assert_eq!(store.marked_spam(site, now).await.unwrap().len(), 125);
    assert!(store.host_pasts(site, &hosts, None).await.unwrap().iter().any(|host| host.spam > 0 && host.approved > 0));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Every second comment is of one sender and leads to one host; every fourth is spam that a moderator marked.
async fn fill(scene: &Scene) {
    let who = "CASE WHEN i % 2 = 0 THEN 0 ELSE i % 20000 END";
    let (sender, raw) = match scene.raw {
        Raw::Sqlite(_) => (format!("CAST({who} AS BLOB)"), "randomblob(64)"),
        Raw::Postgres(_) => {
            (format!("CAST(CAST({who} AS TEXT) AS BYTEA)"), "decode(repeat(md5(CAST(i AS TEXT)), 4), 'hex')")
        }
    };
    let n = format!(
        "WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {COMMENTS})"
    );
    let sql = format!(
        "{n} INSERT INTO thread (site_id, id, key, created, count, top, version, active)
         SELECT $1, i, 'artikel ' || i, 0, 200, 200, 1, i FROM n WHERE i <= 1000"
    );
    scene.raw.run(&sql, scene.site.0).await;
    let start = at(0).0;
    let sql = format!(
        "{n} INSERT INTO comment (site_id, id, thread_id, depth, status, status_changed, decided, withdrawn, visible,
             author_kind, name, email_hash, address_hash, email_confirmed, notify, source, html, renderer, text_hash,
             opinion, score, signals, picked, votes, replies, created, version, sketch)
         SELECT $1, i, 1 + i % 1000, 0, CASE i % 4 WHEN 0 THEN 'spam' ELSE 'approved' END, i, TRUE, FALSE, TRUE, 'guest',
             'x', {sender}, {sender}, FALSE, FALSE, 'en tekst af almindelig længde', {raw}, 1, {raw}, 'ham', 0.0, '[]', FALSE, 0, 0,
             {start} + i * {APART}, 1, {raw} FROM n"
    );
    scene.raw.run(&sql, scene.site.0).await;
    let sql = format!(
        "{n} INSERT INTO decision (site_id, comment_id, actor, moderator_id, action, from_status, to_status, at)
         SELECT $1, i, 'moderator', 1, 'decide', 'pending', CASE i % 4 WHEN 0 THEN 'spam' ELSE 'approved' END,
             {start} + i * {APART} FROM n"
    );
    scene.raw.run(&sql, scene.site.0).await;
    let sql = format!(
        "{n} INSERT INTO link (site_id, host, comment_id)
         SELECT $1, 'vaert' || CASE WHEN i % 2 = 0 THEN 0 ELSE i % 5000 END || '.example', i FROM n"
    );
    scene.raw.run(&sql, scene.site.0).await;
    if let Raw::Postgres(pool) = &scene.raw {
        sqlx::query("ANALYZE").execute(pool).await.unwrap();
    }
}
