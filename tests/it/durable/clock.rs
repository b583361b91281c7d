//! The clock jumps a day ahead and back again: nobody is shut out, nothing is lost, nothing waits for tomorrow.

use reqwest::Response;
use serde_json::{Value, json};
use svar::accounts;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;

use crate::desk::{Desk, EMAIL, sign_in};
use crate::readers::{form_token, listed, posted};
use crate::spamcheck::settled;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::{eventually, on_both_engines};

async fn send(app: &TestApp, n: usize, email: &str, token: &str) -> Response {
    let body = json!({"key": "artikel", "name": "Anna", "email": email, "body": format!("Nummer {n}"), "token": token});
    let request = app.request("POST", "/api/v1/magasinet/comments").json(&body);
    request.header("idempotency-key", format!("noegle-til-nummer-{n:04}")).send().await.unwrap()
}

async fn answered(app: &TestApp, n: usize, email: &str, token: &str) -> Value {
    let answer = send(app, n, email, token).await;
    assert_eq!(answer.status(), 201);
    answer.json().await.unwrap()
}

/// Sets the clock and wakes the worker, which looks at it every ten seconds by itself.
fn jump(app: &TestApp, millis: i64) {
    app.clock.advance(millis);
    app.services.jobs.notify_one();
}

on_both_engines! {
    /// Who wrote ahead of time is not too fast afterwards; who sends again is known; a form from tomorrow costs no comment.
    async fn readers_are_not_shut_out(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "3600")]).await;
        let today = form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(Timestamp::MINUTE);
        let first = answered(&app, 1, "a@laeser.example", &today).await;
        jump(&app, Timestamp::DAY);
        assert_eq!(answered(&app, 1, "a@laeser.example", &today).await["id"], first["id"], "sent again a day later");
        let tomorrow = form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(Timestamp::MINUTE);
        let ahead = answered(&app, 2, "a@laeser.example", &tomorrow).await;
        jump(&app, -Timestamp::DAY);
        app.clock.advance(2 * Timestamp::HOUR);
        assert_eq!(answered(&app, 2, "a@laeser.example", &tomorrow).await["id"], ahead["id"], "sent again");
        let after = answered(&app, 3, "a@laeser.example", &today).await;
        assert_eq!(after["status"], "approved", "{after}");
        let held = answered(&app, 4, "b@laeser.example", &tomorrow).await;
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        let shown: Vec<&Value> = list["comments"].as_array().unwrap().iter().map(|c| &c["id"]).collect();
        assert!([&first, &ahead, &after].iter().all(|c| shown.contains(&&c["id"])), "{list}");
        assert_eq!(held["status"], "pending", "what a form says of its age is not believed");
    }

    /// What was put off by the clock that was ahead is not put off for a day.
    async fn no_job_waits_for_tomorrow(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Moderator, &[&site]).await;
        posted(&app, "magasinet", json!({"body": "Den første"})).await;
        settled(&app).await;
        assert_eq!(app.mails().len(), 1, "something waits");
        jump(&app, Timestamp::DAY);
        settled(&app).await;
        // While something waits already, the moderators are reminded in an hour.
        posted(&app, "magasinet", json!({"body": "Den anden", "email": "b@laeser.example"})).await;
        settled(&app).await;
        let mails = app.mails().len();
        let due = app.services.store.next_job_at().await.unwrap().unwrap();
        assert!(due.since(app.now()) > 50 * Timestamp::MINUTE);
        jump(&app, -Timestamp::DAY);
        eventually("the reminder to be brought forward", async || {
            let due = app.services.store.next_job_at().await.unwrap();
            due.is_none_or(|due| due.since(app.now()) <= 70 * Timestamp::MINUTE).then_some(())
        })
        .await;
        app.clock.advance(2 * Timestamp::HOUR);
        settled(&app).await;
        assert!(app.mails().len() > mails, "it has come today");
    }

    /// Who signed in ahead of time stays signed in, and no password counts as fresh for a day; who mistyped theirs
    /// then is not shut out until tomorrow.
    async fn moderators_are_not_shut_out_and_nothing_stays_fresh(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        app.add_moderator(EMAIL, Role::Owner, &[&site]).await;
        jump(&app, Timestamp::DAY);
        let desk = Desk::signed_in(&app, EMAIL).await;
        let secret = desk.cookie.split_once('=').unwrap().1.to_owned();
        let signed = async || accounts::session(&app.services, &secret).await.unwrap().unwrap();
        assert!(signed().await.is_fresh(app.now()));
        for _ in 0..12 {
            sign_in(&app, EMAIL, "forkert kodeord her").await;
        }
        assert_ne!(sign_in(&app, EMAIL, PASSWORD).await.status(), 303, "too many failures");
        jump(&app, -Timestamp::DAY);
        desk.page("/desk/magasinet/queue").await;
        assert!(!signed().await.is_fresh(app.now()), "typed tomorrow is not typed a short while ago");
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), 303);
    }
}
