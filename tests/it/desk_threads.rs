//! The articles at the desk: found, closed by a day, renamed, moved, merged; and all of it taken back.

use reqwest::StatusCode;
use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::domain::thread::{ThreadId, ThreadKey};

use crate::desk::{Desk, EMAIL, magazine, read};
use crate::readers::{decide, post, posted};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

async fn thread_of(app: &TestApp, site: &Site, id: i64) -> i64 {
    app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap().thread.0
}

/// An approved comment of an article.
async fn written(app: &TestApp, site: &std::sync::Arc<Site>, key: &str, body: &str, parent: Option<i64>) -> i64 {
    let comment =
        posted(app, "magasinet", json!({"key": key, "body": body, "title": format!("Om {key}"), "parent": parent}))
            .await;
    let id = comment["id"].as_i64().unwrap();
    decide(app, site, id, Status::Approved).await;
    id
}

async fn count(app: &TestApp, key: &str) -> i64 {
    let counts =
        app.get(&format!("/api/v1/magasinet/counts?key={key}")).await.json::<serde_json::Value>().await.unwrap();
    counts["counts"][key].as_i64().unwrap()
}

async fn listed(app: &TestApp, key: &str) -> Vec<i64> {
    let list =
        app.get(&format!("/api/v1/magasinet/comments?key={key}")).await.json::<serde_json::Value>().await.unwrap();
    list["comments"].as_array().unwrap().iter().map(|c| c["id"].as_i64().unwrap()).collect()
}

/// What is maintained is what counting says.
async fn assert_counted(app: &TestApp, site: &Site, key: &str) {
    let thread = app.services.store.thread(site.id, &ThreadKey::parse(key).unwrap()).await.unwrap().unwrap();
    let flat = app.services.store.flat(site.id, thread.id.unwrap(), Default::default(), None, 500).await.unwrap();
    let shown = flat.iter().filter(|c| c.content.is_some()).count();
    let top = flat.iter().filter(|c| c.parent.is_none()).count();
    assert_eq!((thread.count, thread.top), (shown as i64, top as i64), "{key}");
}

on_both_engines! {
    async fn articles_are_found_by_title_and_address(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        written(&app, &site, "små-forlag", "Ja.", None).await;
        written(&app, &site, "https://magasinet.example/2026/antikvariater", "Nej.", None).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let all = desk.page("/desk/magasinet/threads").await;
        assert!(all.contains("små-forlag") && all.contains("antikvariater") && all.contains("Åben"));
        let some = desk.page("/desk/magasinet/threads?q=SMAA").await;
        assert!(some.contains("Om små-forlag") && !some.contains("antikvariater"));
        let none = desk.page("/desk/magasinet/threads?q=%22%25_'").await;
        assert!(none.contains("små-forlag"), "signs are no words");
        assert!(desk.page("/desk/magasinet/threads?q=findesikke").await.contains("ingen artikler"));
        assert_eq!(desk.get("/desk/magasinet/threads?after=xyz").await.status(), StatusCode::BAD_REQUEST);
        assert_eq!(desk.get("/desk/magasinet/threads/4711").await.status(), StatusCode::NOT_FOUND);
    }

    /// Readers may write through the last day of the site's zone, also where that day has 23 hours.
    async fn an_article_closes_at_the_end_of_a_day(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = written(&app, &site, "artikel", "Ja.", None).await;
        let path = format!("/desk/magasinet/threads/{}", thread_of(&app, &site, id).await);
        let desk = Desk::signed_in(&app, EMAIL).await;
        let bad = desk.send(&format!("{path}/date"), &[("date", "2026-02-30")]).await;
        assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let bad = read(bad).await;
        assert!(bad.contains("Det er ikke en dato.") && bad.contains("2026-02-30"));

        // The clocks go forward in Copenhagen on 29 March 2026: the day ends at 22:00 UTC.
        let after = desk.sent(&format!("{path}/date"), &[("date", "2026-03-29")]).await;
        assert!(after.contains("Datoen er gemt.") && after.contains("Åben til og med den 29. marts 2026"), "{after}");
        let end = Timestamp(1_774_821_600_000);
        let thread = app.services.store.thread(site.id, &ThreadKey::parse("artikel").unwrap()).await.unwrap().unwrap();
        assert_eq!(thread.closes, Some(end));
        assert!(thread.is_open(&site.policy, end.plus(-1)) && !thread.is_open(&site.policy, end));
        let page = read(app.get("/t/magasinet?key=artikel").await).await;
        assert!(page.contains("til og med den 29. marts 2026"));

        app.clock.advance(end.since(app.now()) - Timestamp::MINUTE);
        assert_eq!(post(&app, "magasinet", json!({"body": "Lige før"})).await.status(), 201);
        app.clock.advance(end.since(app.now()));
        assert_eq!(post(&app, "magasinet", json!({"body": "For sent"})).await.status(), 403);
    }

    async fn only_editors_rename_move_and_merge(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        app.add_moderator("bo@redaktion.example", Role::Moderator, &[&site]).await;
        let id = written(&app, &site, "artikel", "Ja.", None).await;
        let path = format!("/desk/magasinet/threads/{}", thread_of(&app, &site, id).await);
        let bo = Desk::signed_in(&app, "bo@redaktion.example").await;
        let page = bo.page(&path).await;
        assert!(!page.contains("/merge") && page.contains("/date"));
        for act in ["describe", "move", "merge"] {
            let answer = bo.send(&format!("{path}/{act}"), &[("to", "ny"), ("into", "artikel"), ("title", "Ny")]).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{act}");
        }
        assert!(bo.page(&path).await.contains("Om artikel"));
    }

    /// The key of before goes on leading to the article: to read, to count, to write, to vote; until it is taken back.
    async fn a_moved_article_is_found_under_both_keys(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = written(&app, &site, "gammel", "Ja.", None).await;
        written(&app, &site, "optaget", "Anden.", None).await;
        let path = format!("/desk/magasinet/threads/{}", thread_of(&app, &site, id).await);
        let desk = Desk::signed_in(&app, EMAIL).await;
        assert_eq!(count(&app, "ny").await, 0);
        let taken = desk.send(&format!("{path}/move"), &[("to", "optaget")]).await;
        assert_eq!(taken.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(read(taken).await.contains("Læg de to sammen i stedet."));
        let foreign = desk.send(&format!("{path}/move"), &[("to", "https://fremmed.example/x")]).await;
        assert_eq!(foreign.status(), StatusCode::UNPROCESSABLE_ENTITY);

        let moved = desk.sent(&format!("{path}/move"), &[("to", "ny")]).await;
        assert!(moved.contains("Artiklen er flyttet."));
        for key in ["gammel", "ny"] {
            assert_eq!((listed(&app, key).await, count(&app, key).await), (vec![id], 1), "{key}");
            assert!(app.get(&format!("/t/magasinet/feed.atom?key={key}")).await.text().await.unwrap().contains("Ja."));
        }
        let later = written(&app, &site, "gammel", "Nyt svar.", Some(id)).await;
        assert_eq!(listed(&app, "ny").await, [id, later]);
        assert_counted(&app, &site, "ny").await;

        let undone = desk.sent("/desk/magasinet/undo", &[("step", &step(&moved)), ("back", &path)]).await;
        assert!(undone.contains("gammel"), "{undone}");
        assert_eq!((listed(&app, "gammel").await, listed(&app, "ny").await), (vec![id, later], vec![]));
        // The key is free again, and nobody is shown what was under it.
        let fresh = written(&app, &site, "ny", "En anden artikel.", None).await;
        assert_eq!((listed(&app, "ny").await, listed(&app, "gammel").await), (vec![fresh], vec![id, later]));
    }

    async fn two_articles_become_one_and_part_again(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let one = written(&app, &site, "den-ene", "En.", None).await;
        let answer = written(&app, &site, "den-ene", "Svar på en.", Some(one)).await;
        let two = written(&app, &site, "den-anden", "To.", None).await;
        let (from, into) = (thread_of(&app, &site, one).await, thread_of(&app, &site, two).await);
        let desk = Desk::signed_in(&app, EMAIL).await;
        let path = format!("/desk/magasinet/threads/{from}");
        for (typed, sentence) in [("findesikke", "ingen artikel"), ("den-ene", "samme artikel")] {
            let answer = desk.send(&format!("{path}/merge"), &[("into", typed)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(read(answer).await.contains(sentence), "{typed}");
        }
        let merged = desk.sent(&format!("{path}/merge"), &[("into", "den-anden")]).await;
        assert!(merged.contains("De to artikler er lagt sammen."));
        for key in ["den-ene", "den-anden"] {
            assert_eq!(listed(&app, key).await, [one, answer, two], "{key}");
            assert_counted(&app, &site, key).await;
        }
        assert_eq!(desk.get(&path).await.status(), StatusCode::NOT_FOUND);

        // What came since follows what it answers.
        let late = written(&app, &site, "den-anden", "Sent svar på en.", Some(answer)).await;
        let own = written(&app, &site, "den-ene", "Helt for sig.", None).await;
        let back = format!("/desk/magasinet/threads/{into}");
        desk.sent("/desk/magasinet/undo", &[("step", &step(&merged)), ("back", &back)]).await;
        assert_eq!(listed(&app, "den-ene").await, [one, answer, late]);
        assert_eq!(listed(&app, "den-anden").await, [two, own]);
        for key in ["den-ene", "den-anden"] {
            assert_counted(&app, &site, key).await;
        }
        assert_eq!(thread_of(&app, &site, one).await, from);
    }

    /// What has changed again since is not taken back over somebody's head, and may be tried again later.
    async fn what_changed_since_is_not_taken_back(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = written(&app, &site, "artikel", "Ja.", None).await;
        let path = format!("/desk/magasinet/threads/{}", thread_of(&app, &site, id).await);
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first = desk.sent(&format!("{path}/describe"), &[("title", "Et"), ("url", "")]).await;
        let second = desk.sent(&format!("{path}/describe"), &[("title", "To"), ("url", "https://magasinet.example/a")]).await;
        assert!(second.contains("Et → To") && second.contains("To</bdi>"));
        let refused = desk.sent("/desk/magasinet/undo", &[("step", &step(&first)), ("back", &path)]).await;
        assert!(refused.contains("Det kan ikke fortrydes nu") && refused.contains("To</bdi>"));
        for page in [&second, &first] {
            desk.sent("/desk/magasinet/undo", &[("step", &step(page)), ("back", &path)]).await;
        }
        let thread = app.services.store.thread_by_id(site.id, ThreadId(thread_of(&app, &site, id).await)).await.unwrap().unwrap();
        assert_eq!((thread.title.as_deref(), thread.url), (Some("Om artikel"), None));
    }
}

/// The step that the line's button takes back.
fn step(html: &str) -> String {
    crate::desk::value_of(html, "step")
}
