//! Search finds what fits, all of it, once, and nothing else; on both engines the same.

use proptest::prelude::*;
use svar::domain::comment::{CommentId, Status};
use svar::domain::normal::fold;
use svar::domain::search::{Document, Query, words};
use svar::domain::site::SiteId;
use svar::domain::verdict::{Signal, SignalCode, Verdict};
use svar::store::comments::Position;
use svar::store::search::Filter;
use svar::store::submissions::NewComment;

use super::{Scene, address, at, comment, decided, email, hash};
use crate::support::on_both_engines;

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC*") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_word_is_letters_and_digits_only(text in "\\PC*") {
        for word in words(&text) {
            prop_assert!(word.folded.chars().all(char::is_alphanumeric), "{:?}", word);
            prop_assert!(text.get(word.from..word.to).is_some());
        }
    }
}

#[test]
fn danish_is_found_however_it_is_spelled() {
    for alike in [
        ["Grønlandsk", "groenlandsk", "GRØNLANDSK", "grönlandsk"],
        ["Århus", "aarhus", "AARHUS", "A\u{30a}rhus"],
        ["æble", "aeble", "ÄBLE", "Æble"],
        ["Café", "cafe", "CAFÉ", "ｃａｆｅ"],
    ] {
        for other in alike {
            assert_eq!(fold(other), fold(alike[0]), "{other}");
        }
    }
    assert_ne!(fold("hår"), fold("har"));
}

/// A comment with its words kept, as `posting` writes it.
async fn add(scene: &Scene, new: &NewComment, text: &str) -> i64 {
    let id = scene.add(new).await;
    put(scene, new.site, id, &new.name, text).await;
    id.0
}

async fn put(scene: &Scene, site: SiteId, id: CommentId, name: &str, text: &str) {
    let mut tx = scene.begin().await;
    tx.put_words(site, id, &Document::new(site, name, Some("De små forlag"), text)).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everything that is found, page by page.
async fn all(scene: &Scene, filter: &Filter, oldest: bool, page: i64) -> Vec<i64> {
    let (mut all, mut after) = (Vec::new(), None::<Position>);
    loop {
        let hits = scene.store.search(scene.site, filter, oldest, after, page).await.unwrap();
        assert!(hits.ids.len() <= usize::try_from(page).unwrap());
        all.extend(hits.ids);
        after = hits.next;
        if after.is_none() {
            return all;
        }
    }
}

async fn found(scene: &Scene, query: &str) -> Vec<i64> {
    all(scene, &Filter { words: Query::parse(query), ..Filter::default() }, true, 7).await
}

on_both_engines! {
    async fn words_phrases_beginnings_and_exclusions(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("a").await;
        let new = |name: &str, n: i64| NewComment { name: name.to_owned(), created: at(n), ..comment(scene.site, thread) };
        let one = add(&scene, &new("Jens Grøn", 1), "Den grønlandske indlandsis smelter").await;
        let two = add(&scene, &new("Ane", 2), "Isen smelter, siger de i Århus").await;
        let three = add(&scene, &new("Bo", 3), "Hund og kat").await;
        let other = scene.add_site("andre").await;
        let mut tx = scene.begin().await;
        let there = tx.ensure_thread(other, &address("a"), None, at(0)).await.unwrap();
        tx.commit().await.unwrap();
        add(&scene, &NewComment { ..comment(other, there) }, "Den grønlandske indlandsis smelter").await;

        for (query, expected) in [
            ("smelter", vec![one, two]),
            ("GROENLANDSKE", vec![one]),
            ("grønl*", vec![one]),
            ("grønl", vec![]),
            ("smelter -aarhus", vec![one]),
            ("-smelter", vec![three]),
            ("\"smelter siger\"", vec![two]),
            ("\"siger smelter\"", vec![]),
            ("\"hund og\" kat", vec![three]),
            ("\"hund og k\"*", vec![three]),
            ("forlag", vec![one, two, three]),
            ("jens", vec![one]),
            ("jens -grøn", vec![]),
            ("hund smelter", vec![]),
            ("", vec![one, two, three]),
        ] {
            assert_eq!(found(&scene, query).await, expected, "{query}");
        }
        // A name is asked for by itself, and may go on.
        let mut name = Query::default();
        name.and_name("grø");
        assert_eq!(all(&scene, &Filter { words: name, ..Filter::default() }, true, 9).await, [one]);
    }

    /// No input is an error of the database, and none reaches another site.
    async fn every_input_is_a_question(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("a").await;
        add(&scene, &comment(scene.site, thread), "almindelig tekst").await;
        for hostile in [
            "'", "\"", "\"\"", "*", "-", "- -", "--", "a OR b", "NEAR(a b)", "words:x", "a AND", "^a", "(", "{a}", "a:*", "!a & |",
            "'; DROP TABLE comment; --", "\\", "%", "_s1", "_n", "\u{0}", "a\"b*c\"-d", "<->", "日本語", "𝔘𝔫𝔦", "-\"", "🎈",
            &"x".repeat(5_000), &"a* ".repeat(500),
        ] {
            found(&scene, hostile).await;
            let mut query = Query::default();
            query.and_name(hostile);
            all(&scene, &Filter { words: query, ..Filter::default() }, false, 5).await;
            let filter = Filter { host: Some(hostile.replace('\0', "")), prefix: Some(hostile.replace('\0', "")), ..Filter::default() };
            assert!(all(&scene, &filter, false, 5).await.is_empty());
        }
        assert_eq!(found(&scene, "almindelig").await.len(), 1);
    }

    /// Each filter alone and all together against what looking at each comment says; every page shows each once.
    async fn filters_find_what_fits_and_paging_shows_each_once(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (one, two) = (scene.thread("a").await, scene.thread("b").await);
        let mut comments = Vec::new();
        for n in 0..60_i64 {
            let signal = if n % 4 == 0 { SignalCode::Links } else { SignalCode::HoldWord };
            let status = Status::ALL[usize::try_from(n % 4).unwrap()];
            let new = NewComment {
                status,
                email: email(if n % 3 == 0 { "mig" } else { "dig" }),
                address: Some((hash(if n % 5 == 0 { "her" } else { "der" }), format!("192.0.{}.0/24", n % 2))),
                verdict: Verdict::from_signals(vec![Signal::with(signal, "links")]),
                created: at(n / 3),
                ..comment(scene.site, if n % 2 == 0 { one } else { two })
            };
            let id = add(&scene, &new, if n % 6 == 0 { "sjælden hændelse" } else { "daglig hændelse" }).await;
            let mut tx = scene.begin().await;
            if n % 7 == 0 {
                tx.add_links(scene.site, CommentId(id), &["eksempel.dk".to_owned()]).await.unwrap();
            }
            tx.commit().await.unwrap();
            if n % 10 == 0 {
                scene.change(CommentId(id), &decided(status, at(99))).await;
            }
            comments.push((n, id));
        }
        type Rule = fn(i64) -> bool;
        let f = Filter::default;
        let cases: Vec<(Filter, Rule)> = vec![
            (f(), |_| true),
            (Filter { words: Query::parse("sjælden"), ..f() }, |n| n % 6 == 0),
            (Filter { words: Query::parse("-sjælden"), ..f() }, |n| n % 6 != 0),
            (Filter { email: Some(hash("mig")), ..f() }, |n| n % 3 == 0),
            (Filter { address: Some(hash("her")), ..f() }, |n| n % 5 == 0),
            (Filter { prefix: Some("192.0.1.0/24".to_owned()), ..f() }, |n| n % 2 == 1),
            (Filter { host: Some("eksempel.dk".to_owned()), ..f() }, |n| n % 7 == 0),
            (Filter { thread: Some(two), ..f() }, |n| n % 2 == 1),
            (Filter { status: Some(Status::ALL[2]), ..f() }, |n| n % 4 == 2),
            (Filter { reason: Some(SignalCode::Links), ..f() }, |n| n % 4 == 0),
            (Filter { reported: true, ..f() }, |_| false),
            (Filter { from: Some(at(5)), to: Some(at(9)), ..f() }, |n| (15..27).contains(&n)),
            (Filter { decided: Some(true), ..f() }, |n| n % 10 == 0),
            (Filter { decided: Some(false), status: Some(Status::ALL[0]), ..f() }, |n| n % 4 == 0 && n % 10 != 0),
            (Filter { words: Query::parse("sjæld*"), thread: Some(one), email: Some(hash("mig")), ..f() }, |n| n % 6 == 0),
            (Filter { host: Some("eksempel.dk".to_owned()), words: Query::parse("hændelse -daglig"), ..f() }, |n| n % 42 == 0),
            (Filter { status: Some(Status::ALL[0]), reason: Some(SignalCode::Links), from: Some(at(10)), ..f() },
                |n| n % 4 == 0 && n >= 30),
        ];
        for (case, (filter, rule)) in cases.iter().enumerate() {
            let expected: Vec<i64> = comments.iter().filter(|(n, _)| rule(*n)).map(|(_, id)| *id).collect();
            for page in [1, 7, 100] {
                assert_eq!(all(&scene, filter, true, page).await, expected, "case {case}, oldest first");
                let newest: Vec<i64> = expected.iter().rev().copied().collect();
                assert_eq!(all(&scene, filter, false, page).await, newest, "case {case}, newest first");
            }
        }
    }

    /// What is forgotten is found no more; what is changed is found by its new words alone.
    async fn the_words_follow_the_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("a").await;
        let id = add(&scene, &comment(scene.site, thread), "gammel tekst").await;
        put(&scene, scene.site, CommentId(id), "Åse", "ny tekst").await;
        assert_eq!((found(&scene, "gammel").await, found(&scene, "ny").await), (vec![], vec![id]));
        let other = scene.add_site("andre").await;
        let mut tx = scene.begin().await;
        tx.forget_traces(other, CommentId(id)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&scene, "ny").await, [id], "another site's hand");
        let mut tx = scene.begin().await;
        tx.forget_traces(scene.site, CommentId(id)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&scene, "ny").await, Vec::<i64>::new());
    }

    /// Writes that share a commit: the last word about a comment counts, and a write that is undone has none.
    async fn the_last_word_counts_at_once(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("a").await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(add(&scene, &comment(scene.site, thread), "gammel").await);
        }
        let words = |text: &str| Document::new(scene.site, "Åse", None, text);
        // On SQLite each of them gets its turn in the first one's transaction; on PostgreSQL they come after each other.
        let mut tx = scene.begin().await;
        tx.put_words(scene.site, CommentId(ids[0]), &words("ny")).await.unwrap();
        tx.put_words(scene.site, CommentId(ids[1]), &words("ny")).await.unwrap();
        let store = scene.store.clone();
        let site = scene.site;
        let (first, second, undone) = (CommentId(ids[0]), CommentId(ids[1]), CommentId(ids[2]));
        let forgets = tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            tx.forget_traces(site, first).await.unwrap();
            tx.commit().await.map(drop)
        });
        let (store, newest) = (scene.store.clone(), words("nyest"));
        let changes = tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            tx.put_words(site, second, &newest).await.unwrap();
            tx.commit().await.map(drop)
        });
        let (store, never) = (scene.store.clone(), words("aldrig"));
        let undoes = tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            tx.put_words(site, undone, &never).await.unwrap();
            tx.rollback().await
        });
        tokio::task::yield_now().await;
        tx.commit().await.unwrap();
        forgets.await.unwrap().unwrap();
        changes.await.unwrap().unwrap();
        undoes.await.unwrap().unwrap();
        assert_eq!(found(&scene, "ny").await, Vec::<i64>::new());
        assert_eq!((found(&scene, "nyest").await, found(&scene, "aldrig").await), (vec![ids[1]], vec![]));
        assert_eq!(found(&scene, "gammel").await, [ids[2]]);
    }
}
