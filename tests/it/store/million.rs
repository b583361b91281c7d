//! How long searches take among a million comments. A measurement, not a test: it fails only when nothing is found.
//!
//! ```sh
//! cargo test --test it store::million -- --ignored --nocapture
//! ```

use std::time::{Duration, Instant};

use svar::domain::comment::Status;
use svar::domain::search::Query;
use svar::domain::thread::ThreadId;
use svar::domain::verdict::SignalCode;
use svar::store::comments::Position;
use svar::store::search::Filter;

use super::{Raw, Scene, at, hash};
use crate::support::{Engine, TestDb};

const COMMENTS: i64 = 1_000_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "fills a database of gigabytes"]
async fn searches_among_a_million_comments() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let scene = Scene::open(&db).await;
    fill(&scene).await;
    let pages: Vec<(i64,)> = scene
        .rows("SELECT page_count * (SELECT page_size FROM pragma_page_size()) FROM pragma_page_count() WHERE $1 > 0")
        .await;
    let words: Vec<(i64,)> = scene.rows("SELECT SUM(LENGTH(block)) FROM comment_search_data WHERE $1 > 0").await;
    println!("database {} MB; words of a comment {} bytes", pages[0].0 / 1_000_000, words[0].0 / COMMENTS);
    let words = |text: &str| Filter { words: Query::parse(text), ..Filter::default() };
    let deep = Position { votes: 0, created: at(COMMENTS * 100), id: 0 };
    let f = Filter::default;
    let cases = [
        ("everything", f(), None),
        ("deep page", f(), Some(deep)),
        ("rare word", words("d777777"), None),
        ("word of 1 in 130", words("b77"), None),
        ("frequent word", words("a7"), None),
        ("frequent word, deep page", words("a7"), Some(deep)),
        ("two frequent words and a third without", words("a7 a9 -a11"), None),
        ("phrase", words("\"a7 a9\""), None),
        ("beginning", words("c77*"), None),
        ("author", words("laeser4711"), None),
        ("e-mail", Filter { email: Some(hash("4711")), ..f() }, None),
        ("domain, rare", Filter { host: Some("vaert76.example".to_owned()), ..f() }, None),
        ("domain, frequent", Filter { host: Some("vaert0.example".to_owned()), ..f() }, None),
        ("article", Filter { thread: Some(ThreadId(77)), ..f() }, None),
        ("status", Filter { status: Some(Status::Spam), ..f() }, None),
        ("status and reason", Filter { status: Some(Status::Spam), reason: Some(SignalCode::Links), ..f() }, None),
        (
            "status and a rare reason",
            Filter { status: Some(Status::Spam), reason: Some(SignalCode::Honeypot), ..f() },
            None,
        ),
        ("dates", Filter { from: Some(at(COMMENTS * 50)), to: Some(at(COMMENTS * 51)), ..f() }, None),
        (
            "frequent word, status and dates",
            Filter { status: Some(Status::Spam), from: Some(at(0)), to: Some(at(COMMENTS * 60)), ..words("a7") },
            None,
        ),
    ];
    for (name, filter, after) in cases {
        let mut times = Vec::new();
        let (mut found, mut reached) = (0, None);
        for _ in 0..9 {
            let begun = Instant::now();
            let hits = scene.store.search(scene.site, &filter, false, after, 50).await.unwrap();
            found = scene.store.found(scene.site, &hits.ids).await.unwrap().len();
            reached = hits.reached;
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let part = if reached.is_some() { ", a part of the time looked through" } else { "" };
        println!("{name:45} {:8.1} ms   {found} shown{part}", millis(times[4]));
        assert!(found > 0 || reached.is_some(), "{name}");
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

async fn fill(scene: &Scene) {
    let Raw::Sqlite(_) = scene.raw else { return };
    let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO thread (site_id, id, key, title, created, count, top, version, active)
        SELECT $1, i, 'artikel ' || i, 'Artikel ' || i, 0, 200, 200, 1, i FROM n";
    scene.raw.run(sql, scene.site.0).await;
    for bite in 0..20 {
        let (from, to) = (bite * COMMENTS / 20 + 1, (bite + 1) * COMMENTS / 20);
        let sql = format!("WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to})
            INSERT INTO comment (site_id, id, thread_id, depth, status, status_changed, decided, withdrawn, visible,
                author_kind, name, email_hash, email_confirmed, notify, source, html, renderer, text_hash, opinion, score,
                signals, picked, votes, replies, created, version)
            SELECT $1, i, 1 + i % 5000, 0, CASE i % 10 WHEN 3 THEN 'spam' WHEN 7 THEN 'trash' ELSE 'approved' END, i, i % 2,
                FALSE, i % 10 NOT IN (3, 7), 'guest', 'Læser' || (i % 20000), CAST(i % 20000 AS BLOB), FALSE, FALSE,
                hex(randomblob(200)), randomblob(80), 1, randomblob(16), 'ham', 0.0,
                CASE WHEN i % 100003 = 3 THEN '[{{\"code\":\"honeypot\",\"weight\":6.0}}]'
                     WHEN i % 3 = 0 THEN '[{{\"code\":\"links\",\"weight\":1.0}}]' ELSE '[]' END,
                FALSE, 0, 0, {start} + i * 100, 1 FROM n", start = at(0).0);
        scene.raw.run(&sql, scene.site.0).await;
        let word = |letter: &str, of: i64| format!("' {letter}' || (abs(random()) % {of})");
        let kinds = [("a", 60, 18), ("b", 2_000, 15), ("c", 60_000, 15), ("d", 1_000_000, 3)];
        let text: Vec<String> = kinds.iter().flat_map(|(l, of, n)| (0..*n).map(|_| word(l, *of))).collect();
        let sql = format!("INSERT INTO comment_search (rowid, words)
            SELECT id, '_s' || $1 || ' _nlaeser' || (id % 20000) || ' _ laeser' || (id % 20000) || ' _ artikel ' || thread_id || ' _'
                || {} || CASE WHEN id % 250001 = 0 THEN ' d777777' ELSE '' END FROM comment WHERE id BETWEEN {from} AND {to}", text.join(" || "));
        scene.raw.run(&sql, scene.site.0).await;
        let sql = format!(
            "INSERT INTO link (site_id, host, comment_id)
            SELECT $1, 'vaert' || CASE WHEN id % 2 THEN 0 ELSE id % 5000 END || '.example', id FROM comment
            WHERE id BETWEEN {from} AND {to} AND id % 3 = 0",
        );
        scene.raw.run(&sql.replace("id % 5000", "id % 500"), scene.site.0).await;
    }
}
