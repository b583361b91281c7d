//! What the local filter learns from decisions, through posting and deciding.

use std::sync::Arc;

use serde_json::json;
use svar::domain::comment::{CommentId, Status};
use svar::domain::site::Site;
use svar::domain::verdict::SignalCode;

use crate::desk::{Desk, EMAIL, magazine};
use crate::desk_undo::told;
use crate::readers::{decide, posted};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const ALONE: &[(&str, &str)] = &[("checks_off", "copies sender domains"), ("flood_seconds", "0")];
const PROBE: &str = "Billige piller uden recept, bestil i dag";

async fn site(app: &TestApp) -> Arc<Site> {
    let site = app.add_site("magasinet", ALONE).await;
    app.add_moderator(EMAIL, svar::domain::moderator::Role::Editor, &[&site]).await;
    site
}

/// Posts by a person of their own.
async fn sent(app: &TestApp, body: &str) -> i64 {
    let email = format!("n{}@laeser.example", app.now().0);
    posted(app, "magasinet", json!({"body": body, "email": email})).await["id"].as_i64().unwrap()
}

async fn lessons(app: &TestApp, site: &Site) -> Vec<(i64, bool)> {
    let (lessons, _) = app.services.store.lessons_after(site.id, 0).await.unwrap();
    lessons.into_iter().map(|lesson| (lesson.comment_id, lesson.spam)).collect()
}

/// What a service thinks of the probe, to the last bit.
async fn probed(app: &TestApp, site: &Site) -> Vec<u8> {
    let progress = app.services.store.lesson_progress(site.id).await.unwrap();
    app.services.model(site.id, progress).await.unwrap().to_bytes()
}

/// The probability in per cent that stands in a comment's Signal.
async fn probability(app: &TestApp, site: &Site, id: i64) -> Option<f64> {
    let comment = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
    let signal = comment.verdict.signals.into_iter().find(|signal| signal.code == SignalCode::Model)?;
    Some(signal.detail.unwrap().parse().unwrap())
}

on_both_engines! {
    /// The next post already knows; the same decision twice teaches once; another one replaces it.
    async fn a_decision_teaches_once_and_at_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let first = sent(&app, PROBE).await;
        let before = probability(&app, &site, first).await.expect("every comment carries what the model thinks");
        for _ in 0..2 {
            decide(&app, &site, first, Status::Spam).await;
            assert_eq!(lessons(&app, &site).await, [(first, true)]);
        }
        let second = sent(&app, PROBE).await;
        let after = probability(&app, &site, second).await.unwrap();
        assert!(after > before, "{before} {after}");
        decide(&app, &site, first, Status::Approved).await;
        assert_eq!(lessons(&app, &site).await, [(first, false)]);
        let third = sent(&app, PROBE).await;
        let last = probability(&app, &site, third).await.unwrap();
        assert!(last < before, "{before} {last}");
    }

    /// The trash says nothing about spam, and takes nothing back.
    async fn the_trash_teaches_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let id = sent(&app, PROBE).await;
        decide(&app, &site, id, Status::Trash).await;
        assert_eq!(lessons(&app, &site).await, []);
        decide(&app, &site, id, Status::Spam).await;
        decide(&app, &site, id, Status::Trash).await;
        assert_eq!(lessons(&app, &site).await, [(id, true)]);
    }

    /// Bit for bit, also when other lessons came after it.
    async fn what_is_taken_back_leaves_nothing_behind(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let (id, other) = (sent(&app, PROBE).await, sent(&app, "Tak for en fin artikel om forlag").await);
        let untaught = probed(&app, &site).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let spam = [("id", id.to_string()), ("to", "spam".to_owned())];
        let spam: Vec<_> = spam.iter().map(|(name, value)| (*name, value.as_str())).collect();
        told(&desk, "/desk/magasinet/decisions", &spam).await;
        assert_ne!(probed(&app, &site).await, untaught);
        told(&desk, "/desk/magasinet/undo", &[]).await;
        assert_eq!(probed(&app, &site).await, untaught);

        decide(&app, &site, other, Status::Approved).await;
        let taught = probed(&app, &site).await;
        let step = told(&desk, "/desk/magasinet/decisions", &spam).await.1["step"].to_string();
        let third = sent(&app, "Jeg savner et kort over ruten").await;
        decide(&app, &site, third, Status::Approved).await;
        told(&desk, "/desk/magasinet/undo", &[("step", &step)]).await;
        assert_eq!(lessons(&app, &site).await, [(other, false), (third, false)]);
        assert_ne!(probed(&app, &site).await, taught, "the third is still there");
        told(&desk, "/desk/magasinet/undo", &[]).await;
        assert_eq!(probed(&app, &site).await, taught);
    }

    /// From the kept weights, or from the first lesson: every service thinks the same.
    async fn a_fresh_service_agrees_with_the_kept_weights(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        for (body, to) in [(PROBE, Status::Spam), ("Tak for en fin artikel", Status::Approved)] {
            let id = sent(&app, body).await;
            decide(&app, &site, id, to).await;
        }
        app.services.write_weights(site.id).await.unwrap();
        assert_eq!(app.services.store.weights(site.id).await.unwrap().1.unwrap().seq, 2);
        let id = sent(&app, "Køb flere piller").await;
        decide(&app, &site, id, Status::Spam).await;
        let there = TestApp::start(&db, |options| options.beside(&app)).await;
        assert_eq!(probed(&there, &site).await, probed(&app, &site).await);
    }

    /// GDPR article 17: the words go, and what they taught goes with them.
    async fn an_erased_person_teaches_nothing_any_more(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let untaught = probed(&app, &site).await;
        let body = json!({"body": PROBE, "email": "vaek@laeser.example"});
        let id = posted(&app, "magasinet", body).await["id"].as_i64().unwrap();
        decide(&app, &site, id, Status::Spam).await;
        assert_ne!(probed(&app, &site).await, untaught);
        let email = svar::domain::author::Email::parse("vaek@laeser.example").unwrap();
        svar::privacy::erase(&app.services, &email).await.unwrap();
        assert_eq!(lessons(&app, &site).await, []);
        assert_eq!(probed(&app, &site).await, untaught);
    }

    /// Where the owner turned the check off there is no such finding.
    async fn a_check_that_is_off_finds_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = sent(&app, PROBE).await;
        assert_eq!(probability(&app, &site, id).await, None);
        assert!(app.services.judging(&site, Default::default()).await.unwrap().is_none());
    }
}
