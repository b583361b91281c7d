//! What moderators do and take back: steps, versions, text, replies, marks; through the desk's own addresses.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::moderation::GRACE;

use crate::desk::{Desk, EMAIL, counted, magazine, tally, waiting};
use crate::readers::{listed, posted};
use crate::spamcheck::{settled, start};
use crate::support::akismet::{HAM, SPAM};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

/// What the desk's script is answered.
pub async fn told(desk: &Desk<'_>, path: &str, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let csrf = desk.csrf("/desk/magasinet/queue").await;
    let fields: Vec<_> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
    let answer: Response = desk.form(path, &fields).header("accept", "application/json").send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

async fn decided(desk: &Desk<'_>, ids: &[i64], to: &str) -> Value {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    let fields: Vec<_> = ids.iter().map(|id| ("id", id.as_str())).chain([("to", to)]).collect();
    let (status, answer) = told(desk, "/desk/magasinet/decisions", &fields).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

async fn undone(desk: &Desk<'_>, fields: &[(&str, &str)]) -> Value {
    let (status, answer) = told(desk, "/desk/magasinet/undo", fields).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

async fn status_of(app: &TestApp, id: i64) -> Status {
    let site = app.services.store.sites().await.unwrap()[0].id;
    app.services.store.desk_comment(site, CommentId(id)).await.unwrap().unwrap().status
}

async fn another(app: &TestApp) -> Desk<'_> {
    let site = app.services.store.sites().await.unwrap().remove(0);
    app.add_moderator("line@redaktion.example", Role::Moderator, &[&site]).await;
    Desk::signed_in(app, "line@redaktion.example").await
}

on_both_engines! {
    /// Any number back, the latest first, each whole; and what was taken back cannot be taken back again.
    async fn decisions_are_taken_back_one_step_after_the_other(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids = waiting(&app, &["En.", "To.", "Tre.", "Fire."]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &ids[..1], "approved").await;
        decided(&desk, &ids[1..3], "spam").await;
        decided(&desk, &ids[3..], "trash").await;
        decided(&desk, &ids[..1], "trash").await;
        assert_eq!(tally(&app, &site).await, counted(0, 0, 2, 2));

        let first = undone(&desk, &[]).await;
        assert_eq!(first["restored"][0]["to"], "approved");
        assert_eq!(tally(&app, &site).await, counted(0, 1, 2, 1));
        undone(&desk, &[]).await;
        let both = undone(&desk, &[]).await;
        assert_eq!(both["restored"].as_array().unwrap().len(), 2, "a step is taken back whole");
        assert_eq!(both["said"], "Fortrudt: 2 kommentarer er, som de var.");
        assert_eq!(tally(&app, &site).await, counted(3, 1, 0, 0));
        undone(&desk, &[]).await;
        assert_eq!(tally(&app, &site).await, counted(4, 0, 0, 0));
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 0);

        let nothing = undone(&desk, &[]).await;
        assert_eq!((&nothing["step"], nothing["said"].as_str()), (&Value::Null, Some("Der er ikke noget at fortryde.")));
        let waits = app.services.store.desk_comment(site.id, CommentId(ids[0])).await.unwrap().unwrap();
        assert!(waits.decided.is_none(), "nobody has decided about it any more");
        assert!(waits.verdict.signals.iter().all(|s| s.code.as_str() != "person"));
    }

    /// In any order, from the list of one's own; what somebody decided since stays, and is named.
    async fn an_earlier_step_is_taken_back_and_a_later_decision_of_another_stays(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let ids = waiting(&app, &["En.", "To."]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first = decided(&desk, &ids, "approved").await["step"].to_string();
        decided(&desk, &[waiting(&app, &["Tre er noget helt andet."]).await[0]], "spam").await;
        let line = another(&app).await;
        decided(&line, &ids[..1], "trash").await;

        assert!(desk.page("/desk/magasinet/mine").await.contains("2 kommentarer godkendt."));
        assert_eq!(undone(&line, &[("step", &first)]).await["step"], Value::Null, "it is not hers");
        let answer = undone(&desk, &[("step", &first)]).await;
        assert_eq!(answer["restored"].as_array().unwrap().len(), 1);
        assert_eq!((&answer["failed"][0]["id"], answer["failed"][0]["code"].as_str()), (&json!(ids[0]), Some("changed")));
        assert!(answer["failed"][0]["text"].as_str().unwrap().starts_with("Afvist af Mette Moderator"));
        assert_eq!((status_of(&app, ids[0]).await, status_of(&app, ids[1]).await), (Status::Trash, Status::Pending));
        assert!(desk.page("/desk/magasinet/mine").await.contains("Fortrudt"));
        assert_eq!(undone(&desk, &[("step", &first)]).await["step"], Value::Null, "once");
    }

    /// Two moderators at once: the later one changes nothing and sees who decided what.
    async fn a_decision_on_what_was_in_view_no_more_is_refused(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids = waiting(&app, &["En.", "To."]).await;
        let (anne, line) = (Desk::signed_in(&app, EMAIL).await, another(&app).await);
        let seen = format!("{}.1", ids[0]);
        decided(&line, &ids[..1], "approved").await;

        let (status, late) = told(&anne, "/desk/magasinet/decisions", &[("id", &seen), ("to", "spam")]).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!((late["failed"][0]["by"].as_str(), late["failed"][0]["status"].as_str()), (Some("Mette Moderator"), Some("approved")));
        assert_eq!(tally(&app, &site).await, counted(1, 1, 0, 0));

        let other = format!("{}.1", ids[1]);
        let (status, some) = told(&anne, "/desk/magasinet/decisions", &[("id", &seen), ("id", &other), ("to", "spam")]).await;
        assert_eq!((status, some["decided"].as_array().unwrap().len()), (StatusCode::OK, 1), "one does not stop the others");
        let now = format!("{}.{}", ids[0], late["failed"][0]["version"]);
        let (status, _) = told(&anne, "/desk/magasinet/decisions", &[("id", &now), ("to", "spam")]).await;
        assert_eq!((status, status_of(&app, ids[0]).await), (StatusCode::OK, Status::Spam), "having seen it, she may");
        let page = anne.sent("/desk/magasinet/decisions", &[("id", &seen), ("to", "trash")]).await;
        assert!(page.contains("kunne ikke afgøres"), "without script the line says so");
        let (status, gone) = told(&anne, "/desk/magasinet/decisions", &[("id", "4711"), ("to", "spam")]).await;
        assert_eq!((status, gone["failed"][0]["code"].as_str()), (StatusCode::OK, Some("not-found")));
    }

    /// What a decision sets off outside waits, so that one that is taken back tells nobody; what was told is corrected.
    async fn an_undone_decision_tells_akismet_nothing(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        magazine(&app).await;
        let id = posted(&app, "magasinet", json!({})).await["id"].as_i64().unwrap();
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &[id], "spam").await;
        settled(&app).await;
        app.clock.advance(GRACE - Timestamp::SECOND);
        undone(&desk, &[]).await;
        app.clock.advance(Timestamp::HOUR);
        settled(&app).await;
        assert_eq!(akismet.asked_for(SPAM).len(), 0);

        decided(&desk, &[id], "spam").await;
        app.clock.advance(GRACE);
        settled(&app).await;
        assert_eq!((akismet.asked_for(SPAM).len(), akismet.asked_for(HAM).len()), (1, 0));
        undone(&desk, &[]).await;
        app.clock.advance(GRACE);
        settled(&app).await;
        assert_eq!((akismet.asked_for(SPAM).len(), akismet.asked_for(HAM).len()), (1, 1), "it is told otherwise");
    }

    /// The text is changed for readers, marked, kept as it was in the history, and put back.
    async fn a_text_is_changed_marked_and_put_back(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Ring til Bo på 12345678, han er en skurk."]).await[0];
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &[id], "approved").await;
        let path = format!("/desk/magasinet/comments/{id}/edit");
        let (status, answer) = told(&desk, &path, &[("version", "2"), ("body", "Ring til Bo. <script>alert(1)</script>")]).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let page = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(page.contains("Ring til Bo.") && page.contains("rettet af redaktionen") && !page.contains("12345678"));
        assert!(!page.contains("<script>alert"));
        let (status, late) = told(&desk, &path, &[("version", "2"), ("body", "For sent")]).await;
        assert_eq!((status, late["code"].as_str()), (StatusCode::CONFLICT, Some("changed")));
        let (status, empty) = told(&desk, &path, &[("version", "3"), ("body", "  ")]).await;
        assert_eq!((status, empty["detail"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("Skriv en kommentar.")));

        undone(&desk, &[]).await;
        let page = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(page.contains("12345678") && !page.contains("rettet af redaktionen"));
        // What was written against is erased with the comment, in the log too.
        told(&desk, &path, &[("body", "Igen")]).await;
        let email = svar::domain::author::Email::parse("hemmelig0@laeser.example").unwrap();
        svar::privacy::erase(&app.services, &email).await.unwrap();
        let left = undone(&desk, &[]).await;
        assert_eq!(left["failed"][0]["code"], "changed", "{left}");
        assert_eq!(app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap().source, "Teksten er slettet efter ønske fra den, der skrev den.");
    }

    /// Without script a text that was not taken stands in its form again, with the reason.
    async fn a_text_that_was_not_taken_comes_back_in_its_form(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let id = waiting(&app, &["En."]).await[0];
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &[id], "approved").await;
        let long = "x".repeat(5_001);
        for what in ["edit", "reply"] {
            let answer = desk.send(&format!("/desk/magasinet/comments/{id}/{what}"), &[("body", &long)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.text().await.unwrap();
            assert!(page.contains(&long) && page.contains("Forkort kommentaren med 1 tegn."), "{what}");
            let fields = [("version", "1"), ("body", "Skrevet for sent")];
            let answer = desk.send(&format!("/desk/magasinet/comments/{id}/{what}"), &fields).await;
            assert_eq!(answer.status(), StatusCode::CONFLICT);
            let page = answer.text().await.unwrap();
            assert!(page.contains("Skrevet for sent") && page.contains("Godkendt af Mette Moderator"), "{what}");
        }
    }

    /// A reply as staff approves what it answers, is shown as the editors', and both are taken back together.
    async fn a_reply_approves_and_is_taken_back_with_it(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Hvornår udkommer næste nummer?"]).await[0];
        let desk = Desk::signed_in(&app, EMAIL).await;
        let path = format!("/desk/magasinet/comments/{id}/reply");
        let (status, answer) = told(&desk, &path, &[("version", "1"), ("body", "På torsdag.")]).await;
        assert_eq!((status, answer["status"].as_str()), (StatusCode::OK, Some("approved")), "{answer}");
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        let reply = list["comments"].as_array().unwrap().iter().find(|c| c["id"] == answer["reply"]).unwrap();
        assert_eq!((reply["parent"].as_i64(), reply["author"]["role"].as_str()), (Some(id), Some("member")));
        assert_eq!(tally(&app, &site).await, counted(0, 2, 0, 0));
        undone(&desk, &[]).await;
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 1));
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 0);
    }

    /// Marks are shown to readers, and a pinned comment stands before all others exactly once.
    async fn a_pinned_comment_stands_first_and_a_pick_is_marked(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids = waiting(&app, &["Den første.", "Den anden.", "Den tredje.", "Den fjerde.", "Den femte."]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &ids, "approved").await;
        let mark = async |id: i64, what: &str| told(&desk, &format!("/desk/magasinet/comments/{id}/mark"), &[("what", what)]).await;
        assert_eq!(mark(ids[3], "pin").await.0, StatusCode::OK);
        assert_eq!(mark(ids[0], "pick").await.0, StatusCode::OK);
        let page = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing"));
        assert!(place("Den fjerde.") < place("Den første.") && page.matches(&format!("id=\"svar-{}\"", ids[3])).count() == 1);
        assert!(page.contains("Fastgjort") && page.contains("Redaktionens valg"));
        mark(ids[1], "pin").await;
        mark(ids[2], "pin").await;
        let (status, most) = mark(ids[4], "pin").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(most["detail"].as_str().unwrap().contains("tre kommentarer"));
        let reply = posted(&app, "magasinet", json!({"body": "Et svar", "parent": ids[0]})).await["id"].as_i64().unwrap();
        assert_eq!(mark(reply, "pin").await.0, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..3 {
            undone(&desk, &[]).await;
        }
        let marks = app.services.store.desk_comment(site.id, CommentId(ids[0])).await.unwrap().unwrap();
        assert!(!marks.picked, "three steps back: two pins and the pick");
        assert!(app.get("/t/magasinet?key=artikel").await.text().await.unwrap().contains("Fastgjort"));
    }

    /// Deleting for good needs an editor and a page that asks; nothing of the comment is left but its line in the log.
    async fn deleting_for_good_leaves_a_tombstone_or_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids = waiting(&app, &["Slet mig.", "Behold mig."]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        decided(&desk, &ids, "approved").await;
        told(&desk, &format!("/desk/magasinet/comments/{}/reply", ids[1]), &[("body", "Et svar.")]).await;
        let line = another(&app).await;
        let path = format!("/desk/magasinet/comments/{}/delete", ids[0]);
        assert_eq!(line.get(&path).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(line.send(&path, &[]).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(status_of(&app, ids[0]).await, Status::Approved);

        assert!(desk.page(&path).await.contains("kan ikke fortrydes"));
        assert!(desk.sent(&path, &[]).await.contains("slettet for altid"));
        assert!(app.services.store.desk_comment(site.id, CommentId(ids[0])).await.unwrap().is_none());
        assert_eq!(tally(&app, &site).await, counted(0, 2, 0, 0));
        desk.sent(&format!("/desk/magasinet/comments/{}/delete", ids[1]), &[]).await;
        let page = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(page.contains("fjernet af redaktionen") && page.contains("Et svar.") && !page.contains("Behold mig"));
        assert_eq!(app.services.store.desk_comment(site.id, CommentId(ids[1])).await.unwrap().unwrap().source, "");
    }
}
