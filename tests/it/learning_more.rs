//! How far the local filter trusts what it was taught: the safe start, campaigns, new moderators, moderators who
//! disagree, two nodes; and how its reasons stand on the card.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::{ModeratorId, Role};
use svar::domain::site::Site;
use svar::domain::verdict::SignalCode;
use svar::moderation::{self, Wish};
use svar::store::lessons::Lesson;

use crate::desk::{Desk, EMAIL};
use crate::desk_looks::shut_nobody_out;
use crate::readers::{decide, posted};
use crate::support::app::TestApp;
use crate::support::{Engine, TestDb, on_both_engines};

const SETTINGS: &[(&str, &str)] =
    &[("checks_off", "copies sender domains"), ("flood_seconds", "0"), ("moderation", "open")];

/// A site whose comments the model alone judges.
async fn site(app: &TestApp) -> Arc<Site> {
    let site = app.add_site("magasinet", SETTINGS).await;
    app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    site
}

/// Posts by a person of their own, unless the change says otherwise.
async fn sent(app: &TestApp, change: Value) -> i64 {
    let number = app.now().0;
    let mut body = json!({"email": format!("n{number}@laeser.example"), "name": format!("Læser {number}")});
    change.as_object().unwrap().iter().for_each(|(name, value)| body[name] = value.clone());
    posted(app, "magasinet", body).await["id"].as_i64().unwrap()
}

fn spam(n: usize) -> String {
    let what = ["kasino", "piller", "lån", "krypto", "ure", "backlinks", "spins", "poker", "bitcoin", "slankekur"];
    format!(
        "Billige {} uden gebyr, hent bonus nu på https://tilbud{n}.example/bonus og spar 9{n} %",
        what[n % what.len()]
    )
}

fn ham(n: usize) -> String {
    let what = ["skolen", "havnen", "bogen", "broen", "parken", "koncerten", "rejsen", "maden", "vejret", "valget"];
    format!(
        "Tak for artiklen om {}. Jeg var der selv i {} og husker det på samme måde.",
        what[n % what.len()],
        1980 + n
    )
}

async fn lessons(app: &TestApp, site: &Site) -> Vec<Lesson> {
    app.services.store.lessons_after(site.id, 0).await.unwrap().0
}

/// What became of a comment, and what was found out about it.
async fn judged(app: &TestApp, site: &Site, id: i64) -> (Status, Vec<SignalCode>) {
    let comment = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
    (comment.status, comment.verdict.signals.iter().map(|signal| signal.code).collect())
}

/// What a service would judge by, to the last bit.
async fn weights(app: &TestApp, site: &Site) -> Vec<u8> {
    let progress = app.services.store.lesson_progress(site.id).await.unwrap();
    app.services.model(site.id, progress).await.unwrap().to_bytes()
}

async fn decided_by(app: &TestApp, site: &Arc<Site>, id: i64, to: Status, moderator: ModeratorId) {
    moderation::decide(&app.services, site, &[CommentId(id)], Wish::To(to), moderator).await.unwrap();
}

on_both_engines! {
    /// Until a site has taught ten of each kind the model holds what it doubts and condemns nothing; what waits says why.
    async fn a_site_that_has_taught_little_condemns_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        for n in 0..10 {
            let id = sent(&app, json!({"body": spam(n)})).await;
            let (status, signals) = judged(&app, &site, id).await;
            assert_eq!((status, signals), (Status::Pending, vec![SignalCode::Model]), "after {n} of each");
            decide(&app, &site, id, Status::Spam).await;
            let id = sent(&app, json!({"body": ham(n)})).await;
            decide(&app, &site, id, Status::Approved).await;
        }
        // The eleventh is by nobody and about nothing that came before; only its kind has come before.
        let id = sent(&app, json!({"body": spam(11)})).await;
        assert_eq!(judged(&app, &site, id).await.0, Status::Spam);
        let id = sent(&app, json!({"body": ham(11)})).await;
        assert_eq!(judged(&app, &site, id).await.0, Status::Approved);
    }

    /// The same author, text or host teaches five times a day: a campaign teaches no more than that.
    async fn a_campaign_teaches_five_times_a_day(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let campaigns: [fn(usize) -> Value; 3] = [
            |n| json!({"body": spam(n), "email": "altid@den-samme.example"}),
            |n| json!({"body": format!("Se nummer {n} på https://en-og-samme.example/{n}")}),
            // Without an address the name is all that is known of an author.
            |n| json!({"body": ham(n), "email": "", "name": "Fast navn"}),
        ];
        let settings = [("require_name_email".to_owned(), "false".to_owned())];
        svar::sites::set(&app.services, &site.key, &settings).await.unwrap();
        let mut expected = 0;
        for campaign in campaigns {
            for n in 0..7 {
                let id = sent(&app, campaign(n)).await;
                decide(&app, &site, id, Status::Spam).await;
            }
            expected += 5;
            assert_eq!(lessons(&app, &site).await.len(), expected, "{}", campaign(0));
        }
        let id = sent(&app, json!({"body": "En helt anden, helt andre ord"})).await;
        decide(&app, &site, id, Status::Spam).await;
        assert_eq!(lessons(&app, &site).await.len(), expected + 1, "others behind the same connection still teach");
        app.clock.advance(Timestamp::DAY);
        let id = sent(&app, campaigns[0](8)).await;
        decide(&app, &site, id, Status::Spam).await;
        assert_eq!(lessons(&app, &site).await.len(), expected + 2, "a day later it teaches again");
    }

    /// A new moderator's first twenty decisions count half; that of somebody else says nothing about them.
    async fn a_new_moderator_teaches_half(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let new = app.add_moderator("ny@redaktion.example", Role::Moderator, &[&site]).await;
        for n in 0..21 {
            let id = sent(&app, json!({"body": ham(n)})).await;
            decided_by(&app, &site, id, Status::Approved, new).await;
        }
        let id = sent(&app, json!({"body": ham(22)})).await;
        decide(&app, &site, id, Status::Approved).await;
        let shares: Vec<f64> = lessons(&app, &site).await.iter().map(|lesson| lesson.share).collect();
        assert_eq!(shares, [[0.5; 20].as_slice(), &[1.0, 0.5]].concat());
    }

    /// Whoever comes last is believed, and the weights say what the statuses say, whatever the order was.
    async fn two_moderators_who_disagree_at_once_teach_what_came_last(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let (one, other) = (
            app.add_moderator("en@redaktion.example", Role::Moderator, &[&site]).await,
            app.add_moderator("to@redaktion.example", Role::Moderator, &[&site]).await,
        );
        let mut ids = Vec::new();
        for n in 0..6 {
            ids.push(sent(&app, json!({"body": ham(n)})).await);
        }
        for id in &ids {
            tokio::join!(
                decided_by(&app, &site, *id, Status::Spam, one),
                decided_by(&app, &site, *id, Status::Approved, other),
            );
        }
        let mut taught: Vec<(i64, bool)> = lessons(&app, &site).await.iter().map(|l| (l.comment_id, l.spam)).collect();
        taught.sort_unstable();
        let mut stands = Vec::new();
        for id in &ids {
            let status = app.services.store.desk_comment(site.id, CommentId(*id)).await.unwrap().unwrap().status;
            stands.push((*id, status == Status::Spam));
        }
        assert_eq!(taught, stands);
        let fresh = TestApp::start(&db, |options| options.beside(&app)).await;
        assert_eq!(weights(&fresh, &site).await, weights(&app, &site).await);
    }

    /// What an author makes of an approved comment is judged by its new words.
    async fn a_changed_text_is_judged_anew(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = site(&app).await;
        let answer = posted(&app, "magasinet", json!({"body": ham(1)})).await;
        decide(&app, &site, answer["id"].as_i64().unwrap(), Status::Approved).await;
        let path = format!("/api/v1/magasinet/comments/{}", answer["id"]);
        let receipt = answer["receipt"].as_str().unwrap();
        let change = app.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": spam(1)}));
        assert_eq!(change.send().await.unwrap().status(), 200);
        let id = answer["id"].as_i64().unwrap();
        assert_eq!(judged(&app, &site, id).await, (Status::Pending, vec![SignalCode::Edited, SignalCode::Model]));
        let own = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
        let model = own.verdict.signals.iter().find(|signal| signal.code == SignalCode::Model).unwrap();
        assert!(model.reasons.iter().all(|reason| own.source.get(reason.from as usize..reason.to as usize).is_some()));
        assert!(!model.reasons.is_empty());
    }

    /// What the model goes by is marked where it stands, and nothing of what was typed becomes markup.
    async fn the_card_marks_what_the_model_goes_by(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        site(&app).await;
        let typed = "<b>Gratis</b> kasino & <script>alert(1)</script> bonus: \
                     <a href=\"https://spil.example/?a=1&b=2\">hent 100 gratis spins nu</a>";
        sent(&app, json!({ "body": typed })).await;
        let page = Desk::signed_in(&app, EMAIL).await.page("/desk/magasinet/queue").await;
        let document = scraper::Html::parse_document(&page);
        let select = |what: &str| scraper::Selector::parse(what).unwrap();
        let card = document.select(&select("p.marked")).next().expect("a text with marks");
        let marks: Vec<String> = card.select(&select("mark")).map(|mark| mark.text().collect()).collect();
        assert!(!marks.is_empty(), "{page}");
        assert!(marks.iter().all(|mark| typed.contains(mark.as_str())), "{marks:?}");
        assert!(marks.iter().any(|mark| mark.contains("spins") || mark.contains("kasino") || mark.contains("spil.example")), "{marks:?}");
        assert_eq!(card.select(&select(":not(mark)")).count(), 0, "{}", card.html());
        assert_eq!(card.text().collect::<String>().trim(), typed, "what was typed, no more and no less");
    }
}

/// Both decide and both judge: neither ever judges by less than what was decided before, and in the end they are one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_learn_as_one() {
    let Some(db) = TestDb::fresh(Engine::Postgres).await else { return };
    let here = TestApp::start(&db, |_| {}).await;
    let there = TestApp::start(&db, |options| options.beside(&here)).await;
    let site = site(&here).await;
    for n in 0..6 {
        let (one, other) = (sent(&here, json!({"body": spam(n)})).await, sent(&there, json!({"body": ham(n)})).await);
        tokio::join!(decide(&there, &site, one, Status::Spam), decide(&here, &site, other, Status::Approved));
        assert_eq!(weights(&here, &site).await, weights(&there, &site).await, "after {n}");
        if n == 3 {
            // A decision that is replaced elsewhere is forgotten here.
            decide(&here, &site, one, Status::Approved).await;
            assert_eq!(weights(&here, &site).await, weights(&there, &site).await);
        }
    }
    let fresh = TestApp::start(&db, |options| options.beside(&here)).await;
    assert_eq!(weights(&fresh, &site).await, weights(&here, &site).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_with_marks_shuts_nobody_out() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    site(&app).await;
    for n in 0..3 {
        sent(&app, json!({ "body": spam(n) })).await;
    }
    shut_nobody_out(&app, &[("marks", "/desk/magasinet/comments/1")]).await;
}
