//! Recommendations: one a reader and comment, whatever a script tries.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::submission::Visit;
use svar::posting::{own, reaction};
use svar::privacy::{self, KEPT};
use svar::domain::ban::{Effect, Rule};
use svar::store::bans::NewBan;

use crate::readers::{decide, form_token, listed, posted};
use crate::store::Raw;
use crate::support::app::{ORIGIN, TestApp};
use crate::support::{TestDb, eventually, on_both_engines};

const LIST: &str = "/api/v1/magasinet/comments?key=artikel";
const HERE: &str = "203.0.113.77";
const THERE: &str = "198.51.100.66";

/// A service behind a proxy, so that a test can be many readers.
pub async fn behind_a_proxy(db: &TestDb) -> TestApp {
    TestApp::start(db, |options| {
        options.config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await
}

/// Sends a vote as a page of the site does, from `client`.
async fn send(app: &TestApp, id: &Value, client: &str, vote: &Value) -> Response {
    let request = app.request("POST", &format!("/api/v1/magasinet/comments/{id}/vote"));
    request.header("x-forwarded-for", client).header("origin", ORIGIN).json(vote).send().await.unwrap()
}

/// With a token of this moment.
async fn vote(app: &TestApp, id: &Value, client: &str, to: bool) -> Value {
    let token = form_token(app, "magasinet", "artikel").await;
    let answer = send(app, id, client, &json!({"to": to, "token": token})).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

async fn voters(db: &TestDb) -> usize {
    let rows: Vec<(i64,)> = Raw::open(db).await.rows("SELECT comment_id FROM vote WHERE site_id = $1", 1).await;
    rows.len()
}

/// Begins to wait for something, and then no more.
async fn hang_up(what: impl Future) {
    let mut what = Box::pin(what);
    std::future::poll_fn(|context| {
        assert!(what.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
}

on_both_engines! {
    /// Pressed again it changes nothing, pressed by another it counts, taken back it is gone; every reader
    /// sees it at once, and the order by votes goes by it.
    async fn a_vote_counts_once_a_reader_and_can_be_taken_back(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        app.add_site("magasinet", &[("moderation", "open"), ("votes", "true")]).await;
        let first = posted(&app, "magasinet", json!({"body": "Den første"})).await["id"].clone();
        let second = posted(&app, "magasinet", json!({"body": "Den anden"})).await["id"].clone();
        let before = listed(&app, LIST).await["thread"]["version"].as_i64().unwrap();
        assert_eq!(vote(&app, &second, HERE, false).await, json!({"votes": 0, "voted": false}));
        assert_eq!(listed(&app, LIST).await["thread"]["version"], before, "nothing has changed");

        for _ in 0..2 {
            assert_eq!(vote(&app, &second, HERE, true).await, json!({"votes": 1, "voted": true}));
        }
        let list = listed(&app, LIST).await;
        assert_eq!((&list["thread"]["version"], &list["comments"][1]["votes"]), (&json!(before + 1), &json!(1)));
        let page = app.get("/t/magasinet?key=artikel&sort=top").await.text().await.unwrap();
        assert!(page.contains("aria-pressed=\"false\" data-votes=\"1\">Anbefal (1)</button>"), "{page}");
        assert!(page.find("Den anden").unwrap() < page.find("Den første").unwrap());

        assert_eq!(vote(&app, &second, THERE, true).await["votes"], 2);
        assert_eq!(vote(&app, &first, HERE, true).await["votes"], 1, "another comment is another vote");
        // One subscriber has many IPv6 addresses, and still one vote.
        assert_eq!(vote(&app, &second, "2001:db8:77:88::1", true).await["votes"], 3);
        assert_eq!(vote(&app, &second, "2001:db8:77:88::2", true).await["votes"], 3);
        for _ in 0..2 {
            assert_eq!(vote(&app, &second, HERE, false).await, json!({"votes": 2, "voted": false}));
        }
        assert_eq!(listed(&app, LIST).await["comments"][1]["votes"], 2);
    }

    /// The client is gone before anything has happened; the vote is counted all the same, and told.
    async fn a_vote_runs_to_its_end_when_the_client_hangs_up(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("votes", "true"), ("edit_minutes", "60")]).await;
        let comment = posted(&app, "magasinet", json!({"body": "Den første"})).await;
        let id = CommentId(comment["id"].as_i64().unwrap());
        let token = form_token(&app, "magasinet", "artikel").await;
        let votes = async |app: &TestApp| listed(app, LIST).await["comments"][0]["votes"].clone();
        assert_eq!(votes(&app).await, 0);
        hang_up(reaction::vote(&app.services, &site, id, true, token, Visit::default())).await;
        eventually("the vote is shown", async || (votes(&app).await == 1).then_some(())).await;

        let own = own::open(&app.services, comment["receipt"].as_str().unwrap()).await.unwrap().unwrap();
        hang_up(own::edit(&app.services, &own, "Rettet nu")).await;
        let html = async || listed(&app, LIST).await["comments"][0]["html"].to_string();
        eventually("the new text is shown", async || html().await.contains("Rettet nu").then_some(())).await;
        hang_up(own::withdraw(&app.services, &own)).await;
        eventually("it is gone", async || (listed(&app, LIST).await["thread"]["count"] == 0).then_some(())).await;
    }

    /// What is no vote, each with its status; and none of them counts.
    async fn what_is_no_vote_is_refused_with_its_reason(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("votes", "true"), ("flood_seconds", "0")]).await;
        app.add_site("andet", &[("moderation", "open")]).await;
        let mine = posted(&app, "magasinet", json!({"body": "Min egen"})).await;
        let id = mine["id"].clone();
        let elsewhere = posted(&app, "andet", json!({"body": "Uden stemmer"})).await["id"].clone();
        let waits = posted(&app, "magasinet", json!({"body": "Afvist", "email": "b@laeser.example"})).await["id"].clone();
        decide(&app, &site, waits.as_i64().unwrap(), Status::Pending).await;
        let other_thread = form_token(&app, "magasinet", "en anden artikel").await;
        let other_site = form_token(&app, "andet", "artikel").await;
        let old = form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(Timestamp::DAY + Timestamp::SECOND);
        let token = form_token(&app, "magasinet", "artikel").await;
        let good = json!({"to": true, "token": token});

        for wrong in [json!({"to": true}), json!({"to": true, "token": ""}), json!({"to": true, "token": "smedet"}),
            json!({"to": true, "token": old}), json!({"to": true, "token": other_thread}), json!({"to": true, "token": other_site})] {
            let answer = send(&app, &id, HERE, &wrong).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            let problem: Value = answer.json().await.unwrap();
            assert_eq!((&problem["errors"][0]["field"], &problem["errors"][0]["code"]), (&json!("token"), &json!("token-invalid")));
            assert_eq!(problem["errors"][0]["message"], "Siden havde stået åben længe. Prøv igen.");
        }
        for (wrong, status) in [(json!({"token": token}), 422), (json!({"to": "ja", "token": token}), 422),
            (json!({"to": true, "token": token, "more": 1}), 422)] {
            assert_eq!(send(&app, &id, HERE, &wrong).await.status(), status, "{wrong}");
        }
        for nothing in [json!(999), waits, elsewhere.clone(), json!("x")] {
            assert_eq!(send(&app, &nothing, HERE, &good).await.status(), 404, "{nothing}");
        }
        let off = app.request("POST", &format!("/api/v1/andet/comments/{elsewhere}/vote")).json(&good);
        let off: Value = off.send().await.unwrap().json().await.unwrap();
        assert_eq!((&off["status"], &off["code"]), (&json!(404), &json!("not-offered")));

        let request = || app.request("POST", &format!("/api/v1/magasinet/comments/{id}/vote"));
        let foreign = request().header("origin", "https://fremmed.example").json(&good);
        assert_eq!(foreign.send().await.unwrap().status(), 403);
        let plain = request().header("content-type", "text/plain").body(good.to_string());
        assert_eq!(plain.send().await.unwrap().status(), 415);
        let own = request().bearer_auth(mine["receipt"].as_str().unwrap()).json(&good);
        assert_eq!(own.send().await.unwrap().status(), 403, "one's own comment");
        assert_eq!(listed(&app, LIST).await["comments"][0]["votes"], 0);
        assert_eq!(voters(&db).await, 0);
        assert_eq!(send(&app, &id, HERE, &good).await.status(), 200, "a form that is young is no matter");

        let preflight = app.request("OPTIONS", &format!("/api/v1/magasinet/comments/{id}/vote")).header("origin", ORIGIN);
        let preflight = preflight.send().await.unwrap();
        assert_eq!((preflight.status().as_u16(), preflight.headers()["access-control-allow-origin"].to_str().unwrap()), (204, ORIGIN));

        // The site is still known from memory, but whose the comment is cannot be found out.
        let spoil = "UPDATE site SET policy = '1' WHERE id = $1 RETURNING id";
        Raw::open(&db).await.rows::<(i64,)>(spoil, 1).await;
        let own = request().bearer_auth(mine["receipt"].as_str().unwrap()).json(&good);
        assert_eq!(own.send().await.unwrap().status(), 500, "what may be one's own does not count");
        assert_eq!(voters(&db).await, 1);
    }

    /// Who voted is forgotten after a month, or with the comment; how many did stays as long as it does.
    async fn voters_are_forgotten_and_votes_are_not(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("votes", "true")]).await;
        let stays = posted(&app, "magasinet", json!({"body": "Bliver"})).await;
        let goes = posted(&app, "magasinet", json!({"body": "Trækkes tilbage"})).await;
        for comment in [&stays, &goes] {
            vote(&app, &comment["id"], HERE, true).await;
            vote(&app, &comment["id"], THERE, true).await;
        }
        assert_eq!(voters(&db).await, 4);
        let hashes: Vec<(Vec<u8>,)> = Raw::open(&db).await.rows("SELECT DISTINCT voter FROM vote WHERE site_id = $1", 1).await;
        assert_eq!(hashes.len(), 4, "two votes of one reader do not show to be of one reader");
        let path = format!("/api/v1/magasinet/comments/{}", goes["id"]);
        let withdrawn = app.request("DELETE", &path).bearer_auth(goes["receipt"].as_str().unwrap());
        assert_eq!(withdrawn.send().await.unwrap().status(), 204);
        assert_eq!(voters(&db).await, 2);

        let days = KEPT.iter().find(|kept| kept.code == "vote").unwrap().period.days(&site.policy).unwrap();
        app.clock.advance(days * Timestamp::DAY - Timestamp::MINUTE);
        privacy::purge(&app.services).await.unwrap();
        assert_eq!(voters(&db).await, 2, "too early");
        app.clock.advance(2 * Timestamp::MINUTE);
        privacy::purge(&app.services).await.unwrap();
        assert_eq!(voters(&db).await, 0);
        assert_eq!(listed(&app, LIST).await["comments"][0]["votes"], 2);
    }

    /// As they may not write; but they may report what is written about them.
    async fn whoever_is_banned_cannot_vote_but_can_report(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("votes", "true")]).await;
        let id = posted(&app, "magasinet", json!({})).await["id"].clone();
        let client: std::net::IpAddr = HERE.parse().unwrap();
        let key = svar::http::client::ClientAddr::new(client).key().bytes();
        let until = app.now().plus(Timestamp::DAY);
        let mut tx = app.services.store.begin().await.unwrap();
        let ban = NewBan {
            site: site.id,
            effect: Effect::Refuse,
            reason: String::new(),
            rule: Rule::Address(app.services.keys.address_hash(site.id, &key)),
            label: "Bo".to_owned(),
            moderator: None,
            created: app.now(),
            expires: Some(until),
        };
        tx.insert_ban(&ban).await.unwrap();
        app.services.commit(tx).await.unwrap();
        let token = form_token(&app, "magasinet", "artikel").await;
        let refused = send(&app, &id, HERE, &json!({"to": true, "token": token})).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
        assert_eq!(refused.json::<Value>().await.unwrap()["code"], "banned");
        assert_eq!((vote(&app, &id, THERE, true).await["votes"].clone(), voters(&db).await), (json!(1), 1));
        let report = app.request("POST", &format!("/api/v1/magasinet/comments/{id}/flags")).header("x-forwarded-for", HERE);
        let report = report.json(&json!({"reason": "threat", "token": token})).send().await.unwrap();
        assert_eq!(report.status(), StatusCode::CREATED);
        app.clock.advance(Timestamp::DAY);
        assert_eq!(vote(&app, &id, HERE, true).await["votes"], 2, "the ban is over");
    }

    /// A script gets no further than any reader with a quick finger.
    async fn a_client_that_votes_too_fast_waits(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.limits.enabled = true).await;
        app.add_site("magasinet", &[("moderation", "open"), ("votes", "true")]).await;
        let id = posted(&app, "magasinet", json!({})).await["id"].clone();
        let token = form_token(&app, "magasinet", "artikel").await;
        for n in 0..30 {
            assert_eq!(send(&app, &id, HERE, &json!({"to": n % 2 == 0, "token": token})).await.status(), 200);
        }
        let refused = send(&app, &id, HERE, &json!({"to": true, "token": token})).await;
        assert_eq!(refused.status(), 429);
        assert!(refused.headers().contains_key("retry-after"));
    }
}
