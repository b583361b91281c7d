//! `svar spam explain|rebuild|backtest`: what an operator asks the filter of a running site.

use serde_json::json;
use svar::domain::comment::{CommentId, Status};
use svar::learning;

use crate::readers::{decide, posted};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const SPAM: &str =
    "Gratis spins på <a href=\"https://kasino-bonus.example/spil\">kasino</a> uden indskud, hent bonus nu";
const HAM: &str = "Tak for en grundig artikel. Jeg savner dog et ord om, hvad kommunen siger til det.";

/// One comment that people called spam, and one that they approved.
async fn decided(app: &TestApp) -> (std::sync::Arc<svar::domain::site::Site>, i64, i64) {
    let settings = [("moderation", "hold"), ("checks_off", "sender domains copies"), ("flood_seconds", "0")];
    let site = app.add_site("magasinet", &settings).await;
    let mut ids = Vec::new();
    for (body, to) in [(SPAM, Status::Spam), (HAM, Status::Approved)] {
        let id = posted(app, "magasinet", json!({ "body": body })).await["id"].as_i64().unwrap();
        decide(app, &site, id, to).await;
        ids.push(id);
    }
    (site, ids[0], ids[1])
}

on_both_engines! {
    /// What was found then stays; what the model says today is asked anew, and both name the words.
    async fn a_comment_is_explained(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (_, spam, ham) = decided(&app).await;
        let explained = learning::explain(&app.services, CommentId(spam)).await.unwrap().unwrap();
        assert_eq!((explained.site.as_str(), explained.status), ("magasinet", Status::Spam));
        let today = explained.today.unwrap();
        let reasons: String = today.reasons.iter().filter_map(|r| SPAM.get(r.from as usize..r.to as usize)).collect();
        assert!(reasons.contains("kasino"), "{reasons}");
        let percent = |signal: &svar::domain::verdict::Signal| signal.detail.clone().unwrap().parse::<f64>().unwrap();
        let other = learning::explain(&app.services, CommentId(ham)).await.unwrap().unwrap().today.unwrap();
        assert!(percent(&today) > 50.0 && percent(&other) < 50.0, "{today:?} {other:?}");
        assert!(learning::explain(&app.services, CommentId(999_999)).await.unwrap().is_none());
    }

    /// The same weights come out, and every lesson can be read.
    async fn weights_are_made_anew_from_the_decisions(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, ..) = decided(&app).await;
        let weights = async || {
            let progress = app.services.store.lesson_progress(site.id).await.unwrap();
            app.services.model(site.id, progress).await.unwrap().to_bytes()
        };
        let before = weights().await;
        assert_eq!(learning::rebuild(&app.services, &site).await.unwrap(), (2, 2));
        assert_eq!(weights().await, before);
    }

    /// Judged by other thresholds and lists; nothing is changed by asking.
    async fn other_settings_are_tried_on_what_people_decided(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, spam, ham) = decided(&app).await;
        let mut other = site.policy.clone();
        other.set("moderation", "open").unwrap();
        other.set("spam_words", "uden indskud").unwrap();
        other.set("hold_words", "kommunen").unwrap();
        let found = learning::backtest(&app.services, &site, &other, 100).await.unwrap();
        assert_eq!((found.looked_at, found.now.held), (2, 2), "here everything waits");
        assert_eq!((found.then.held, found.then.leaked, found.then.lost), (1, 0, 0));
        let differs: Vec<_> = found.differs.iter().map(|d| (d.id.0, d.now, d.then, d.people)).collect();
        assert_eq!(differs, [(spam, Status::Pending, Status::Spam, Status::Spam)]);
        let last = learning::backtest(&app.services, &site, &other, 1).await.unwrap();
        assert_eq!((last.looked_at, last.differs.len()), (1, 0), "the last decided, {ham}, waits either way");
    }
}
