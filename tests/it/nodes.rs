//! Two nodes on one PostgreSQL: what one writes the other shows, and work is done once.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::comment::Status;
use svar::domain::site::Site;

use crate::readers::{decide, form_token, listed, posted};
use crate::spamcheck::settled;
use crate::support::app::TestApp;
use crate::support::{Engine, TestDb, eventually};

struct Nodes {
    here: TestApp,
    there: TestApp,
    site: Arc<Site>,
}

/// `None` where PostgreSQL cannot run.
async fn two_nodes(settings: &[(&str, &str)]) -> Option<(TestDb, Nodes)> {
    let db = TestDb::fresh(Engine::Postgres).await?;
    let here = TestApp::start(&db, |_| {}).await;
    let there = TestApp::start(&db, |options| options.beside(&here)).await;
    let site = here.add_site("magasinet", settings).await;
    Some((db, Nodes { here, there, site }))
}

/// Everything that a reader could read at a node.
async fn read(app: &TestApp) -> (Value, String, Value) {
    let list = listed(app, "/api/v1/magasinet/comments?key=artikel").await;
    let fragment = app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap();
    let counts = listed(app, "/api/v1/magasinet/counts?key=artikel").await;
    (list["thread"]["count"].clone(), fragment, counts["counts"]["artikel"].clone())
}

/// Waits until a node shows the text, or no longer does, in every form.
async fn shows(app: &TestApp, text: &str, count: i64) {
    let wanted = count > 0;
    eventually(&format!("{count} comments and {text:?} there: {wanted}"), async || {
        let (listed, fragment, counted) = read(app).await;
        (listed == count && counted == count && fragment.contains(text) == wanted).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_node_shows_what_the_other_was_sent() {
    let Some((_db, nodes)) = two_nodes(&[("moderation", "open")]).await else { return };
    // Both have the empty thread in memory, so that a stale answer would be found out.
    shows(&nodes.here, "Tak", 0).await;
    shows(&nodes.there, "Tak", 0).await;
    let answer = posted(&nodes.here, "magasinet", json!({"body": "Tak herfra"})).await;
    let (listed, fragment, counted) = read(&nodes.here).await;
    assert_eq!((listed, counted), (json!(1), json!(1)), "a write is seen at once where it was made");
    assert!(fragment.contains("Tak herfra"));
    shows(&nodes.there, "Tak herfra", 1).await;
    posted(&nodes.there, "magasinet", json!({"body": "Tak derfra", "email": "b@laeser.example"})).await;
    shows(&nodes.here, "Tak derfra", 2).await;

    let path = format!("/api/v1/magasinet/comments/{}", answer["id"]);
    let receipt = answer["receipt"].as_str().unwrap();
    let edit = nodes.there.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": "Rettet derfra"}));
    assert_eq!(edit.send().await.unwrap().status(), 200);
    shows(&nodes.here, "Rettet derfra", 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_on_one_node_is_seen_on_the_other() {
    let Some((_db, nodes)) = two_nodes(&[]).await else { return };
    let answer = posted(&nodes.here, "magasinet", json!({"body": "Venter på nogen"})).await;
    let id = answer["id"].as_i64().unwrap();
    for node in [&nodes.here, &nodes.there] {
        shows(node, "Venter på nogen", 0).await;
    }
    decide(&nodes.there, &nodes.site, id, Status::Approved).await;
    shows(&nodes.here, "Venter på nogen", 1).await;
    decide(&nodes.here, &nodes.site, id, Status::Spam).await;
    shows(&nodes.there, "Venter på nogen", 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_is_done_by_one_node() {
    let Some((_db, nodes)) = two_nodes(&[("flood_seconds", "0")]).await else { return };
    const JOBS: usize = 24;
    for n in 0..JOBS {
        let node = if n % 2 == 0 { &nodes.here } else { &nodes.there };
        let change = json!({"body": format!("Nummer {n}"), "email": format!("l{n}@laeser.example")});
        let answer = posted(node, "magasinet", change).await;
        let receipt = format!("/r/{}", answer["receipt"].as_str().unwrap());
        assert_eq!(node.form(&receipt, &[("action", "confirm")]).send().await.unwrap().status(), 303);
    }
    tokio::join!(settled(&nodes.here), settled(&nodes.there));
    let mails = [nodes.here.mails(), nodes.there.mails()].concat();
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.expose()).collect();
    told.sort_unstable();
    let mut expected: Vec<String> = (0..JOBS).map(|n| format!("l{n}@laeser.example")).collect();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn equal_posts_to_both_nodes_are_one_comment() {
    let Some((_db, nodes)) =
        two_nodes(&[("moderation", "open"), ("flood_seconds", "0"), ("form_min_seconds", "0")]).await
    else {
        return;
    };
    let token = form_token(&nodes.here, "magasinet", "artikel").await;
    for n in 0..10 {
        let send = |node: &TestApp| {
            let body = json!({"key": "artikel", "name": "M", "email": "m@laeser.example", "body": format!("Nummer {n}"), "token": token});
            let request = node.request("POST", "/api/v1/magasinet/comments").json(&body);
            request.header("idempotency-key", format!("samme-noegle-{n:04}")).send()
        };
        let (here, there) = tokio::join!(send(&nodes.here), send(&nodes.there));
        let (here, there) = (here.unwrap(), there.unwrap());
        assert_eq!((here.status().as_u16(), there.status().as_u16()), (201, 201));
        let (here, there): (Value, Value) = (here.json().await.unwrap(), there.json().await.unwrap());
        assert_eq!((&here["id"], &here["receipt"]), (&there["id"], &there["receipt"]));
    }
    shows(&nodes.here, "Nummer 9", 10).await;
    shows(&nodes.there, "Nummer 9", 10).await;
}
