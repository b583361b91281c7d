//! The desk for machines: a bearer token, a queue to read, decisions to make.

use std::sync::Arc;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::moderator::{Role, Scope};
use svar::domain::site::Site;

use crate::readers::posted;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const EMAIL: &str = "anne@redaktion.example";
const LIST: &str = "/api/v1/desk/magasinet/comments";
const DECIDE: &str = "/api/v1/desk/magasinet/decisions";

struct Machine<'a> {
    app: &'a TestApp,
    site: Arc<Site>,
    token: String,
}

impl<'a> Machine<'a> {
    async fn new(app: &'a TestApp, scope: Scope) -> Self {
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Moderator, &[&site]).await;
        let token = app.add_token(EMAIL, &site, scope).await;
        Self { app, site, token }
    }

    async fn get(&self, query: &str) -> Response {
        let request = self.app.request("GET", &format!("{LIST}{query}")).bearer_auth(&self.token);
        request.send().await.unwrap()
    }

    async fn list(&self, query: &str) -> Value {
        let answer = self.get(query).await;
        assert_eq!(answer.status(), StatusCode::OK, "{query}");
        answer.json().await.unwrap()
    }

    async fn decide(&self, document: Value) -> Response {
        self.app.request("POST", DECIDE).bearer_auth(&self.token).json(&document).send().await.unwrap()
    }

    async fn waiting(&self, n: usize) -> Vec<i64> {
        let mut ids = Vec::new();
        for n in 0..n {
            let sent =
                json!({"name": "Bo", "email": format!("hemmelig{n}@laeser.example"), "body": format!("Nr. {n}")});
            ids.push(posted(self.app, "magasinet", sent).await["id"].as_i64().unwrap());
        }
        ids
    }
}

async fn problem(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    (status, answer.json::<Value>().await.unwrap()["code"].as_str().unwrap().to_owned())
}

on_both_engines! {
    /// What a machine reads is what a moderator reads: the comment, and why it waits.
    async fn the_queue_is_listed_with_its_reasons(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let machine = Machine::new(&app, Scope::Read).await;
        let article = json!({"key": "", "url": "https://magasinet.example/forlag", "website": "bo.example",
            "body": "Se https://a.example og https://b.example", "name": "Bo", "email": "hemmelig@laeser.example"});
        let id = posted(&app, "magasinet", article).await["id"].as_i64().unwrap();
        let answer = machine.get("").await;
        assert_eq!(answer.headers()["cross-origin-resource-policy"], "same-origin");
        assert!(answer.headers().get("access-control-allow-origin").is_none());
        let text = answer.text().await.unwrap();
        assert!(!text.contains("hemmelig") && !text.contains("127.0.0"), "{text}");
        let list: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(list["counts"], json!({"pending": 1, "approved": 0, "spam": 0, "trash": 0, "flagged": 0}));
        assert_eq!(list["next"], Value::Null);
        let comment = &list["comments"][0];
        let expected = json!({
            "id": id, "key": "https://magasinet.example/forlag", "parent": null, "depth": 0,
            "author": {"name": "Bo", "website": "https://bo.example/", "avatar": null, "role": "guest"},
            "html": comment["html"], "created": "2026-03-02T12:00:20Z", "edited": null, "picked": false, "pinned": false, "status": "pending",
            "votes": 0, "replies": 0, "permalink": format!("https://magasinet.example/forlag#svar-{id}"),
            "verdict": "unsure", "score": 1.0, "version": 1, "flag_count": 0, "flags": [],
            "signals": [
                {"code": "links", "weight": 1.0, "text": "Indeholder 2 links."},
                {"code": "first-comment", "weight": 0.0, "text": "Første kommentar fra denne forfatter."},
            ],
        });
        assert_eq!(*comment, expected);
        assert!(comment["html"].as_str().unwrap().contains("nofollow ugc noopener"));
    }

    /// Paging shows each comment once; a cursor is of one list.
    async fn the_queue_is_read_in_parts(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let machine = Machine::new(&app, Scope::Read).await;
        let ids = machine.waiting(5).await;
        let (mut seen, mut query) = (Vec::new(), "?limit=2".to_owned());
        loop {
            let part = machine.list(&query).await;
            seen.extend(part["comments"].as_array().unwrap().iter().map(|c| c["id"].as_i64().unwrap()));
            let Some(next) = part["next"].as_str() else { break };
            query = format!("?limit=2&after={next}");
        }
        assert_eq!(seen, ids);
        let cursor = query.split("after=").nth(1).unwrap();
        for wrong in [
            &format!("?status=spam&after={cursor}"), "?after=x", "?status=gone", "?limit=0", "?limit=101", "?limit=x", "?page=2",
        ] {
            assert_eq!(problem(machine.get(wrong).await).await, (400, "bad-request".to_owned()), "{wrong}");
        }
    }

    /// Each comment is decided or said not to be; the decision is the moderator's whose token it is.
    async fn decisions_are_carried_out_and_the_rest_is_named(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let machine = Machine::new(&app, Scope::Moderate).await;
        let ids = machine.waiting(2).await;
        let answer = machine.decide(json!({"ids": [ids[1], 4711, ids[0]], "to": "approved"})).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let done: Value = answer.json().await.unwrap();
        assert_eq!(done, json!({"decided": [ids[1], ids[0]], "failed": [{"id": 4711, "code": "not-found"}]}));
        let approved = machine.list("?status=approved").await;
        assert_eq!(approved["counts"], json!({"pending": 0, "approved": 2, "spam": 0, "trash": 0, "flagged": 0}));
        assert_eq!(approved["comments"][0]["id"], ids[1], "the newest first");
        let history = app.services.store.decisions(machine.site.id, svar::domain::comment::CommentId(ids[0])).await;
        assert_eq!(history.unwrap()[0].moderator.as_deref(), Some("Mette Moderator"));

        machine.decide(json!({"ids": [ids[0]], "to": "spam"})).await;
        machine.decide(json!({"ids": [ids[0]], "to": "restore"})).await;
        assert_eq!(machine.list("").await["counts"]["approved"], 2);
    }

    /// A document that is not exactly what is asked for is refused whole, and nothing is decided.
    async fn a_wrong_document_decides_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let machine = Machine::new(&app, Scope::Moderate).await;
        let id = machine.waiting(1).await[0];
        let many: Vec<i64> = (1..=201).collect();
        for (document, code) in [
            (json!({"ids": [id], "to": "gone"}), "fields"),
            (json!({"ids": [], "to": "spam"}), "fields"),
            (json!({"ids": many, "to": "spam"}), "fields"),
            (json!({"ids": [id]}), "shape"),
            (json!({"ids": [id.to_string()], "to": "spam"}), "shape"),
            (json!({"ids": [id], "to": "spam", "site": "avisen"}), "shape"),
            (json!([id]), "shape"),
        ] {
            assert_eq!(problem(machine.decide(document.clone()).await).await, (422, code.to_owned()), "{document}");
        }
        let send = |kind: &str, body: String| {
            app.request("POST", DECIDE).bearer_auth(&machine.token).header("content-type", kind).body(body).send()
        };
        let good = json!({"ids": [id], "to": "spam"}).to_string();
        assert_eq!(problem(send("text/plain", good.clone()).await.unwrap()).await.0, 415);
        assert_eq!(problem(send("application/json", "{".to_owned()).await.unwrap()).await.0, 400);
        assert_eq!(problem(send("application/json", " ".repeat(70_000)).await.unwrap()).await.0, 413);
        assert_eq!(machine.list("").await["counts"]["pending"], 1);
    }

    /// A token counts at its site, as far as it goes, as long as it lasts and its account does; a cookie
    /// never does.
    async fn only_a_good_token_opens_the_desk(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let reader = Machine::new(&app, Scope::Read).await;
        let id = reader.waiting(1).await[0];
        let document = json!({"ids": [id], "to": "approved"});
        assert_eq!(problem(reader.decide(document.clone()).await).await, (403, "forbidden".to_owned()));

        let other = app.add_site("avisen", &[]).await;
        app.add_moderator("line@avisen.example", Role::Owner, &[&other]).await;
        let foreign = app.add_token("line@avisen.example", &other, Scope::Moderate).await;
        let desk = crate::desk::Desk::signed_in(&app, EMAIL).await;
        let bare = || app.request("GET", LIST);
        let refused = [
            ("nothing", bare()),
            ("a cookie", bare().header("cookie", &desk.cookie)),
            ("another site's token", bare().bearer_auth(&foreign)),
            ("a made-up token", bare().bearer_auth(format!("{}x", reader.token))),
            ("another scheme", bare().basic_auth(EMAIL, Some(&reader.token))),
            ("a token in the address", app.request("GET", &format!("{LIST}?access_token={}", reader.token))),
        ];
        for (what, request) in refused {
            let answer = request.send().await.unwrap();
            assert_eq!(answer.headers()["www-authenticate"], "Bearer", "{what}");
            assert_eq!(problem(answer).await, (401, "unauthorized".to_owned()), "{what}");
        }
        let unknown = app.request("GET", "/api/v1/desk/findes-ikke/comments").bearer_auth(&reader.token);
        assert_eq!(problem(unknown.send().await.unwrap()).await.0, 404);
        assert_eq!(reader.list("").await["counts"]["pending"], 1, "nothing was decided");

        app.clock.advance(366 * Timestamp::DAY);
        assert_eq!(problem(reader.get("").await).await.0, 401, "a year has passed");
        let fresh = Machine { token: app.add_token(EMAIL, &reader.site, Scope::Moderate).await, ..reader };
        assert_eq!(fresh.get("").await.status(), StatusCode::OK);
        let email = svar::domain::author::Email::parse(EMAIL).unwrap();
        svar::accounts::disable(&app.services, &email).await.unwrap();
        assert_eq!(problem(fresh.decide(document).await).await.0, 401, "the account is closed");
    }
}
