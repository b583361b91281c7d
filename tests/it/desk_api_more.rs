//! The desk's API beyond the queue: who may call what, conflicts, undo, texts, the log, the figures.

use serde_json::{Value, json};
use svar::domain::moderator::{Role, Scope};

use crate::desk::waiting;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const ROOT: &str = "/api/v1/desk/magasinet";
const EDITOR: &str = "anne@redaktion.example";
const MODERATOR: &str = "bo@redaktion.example";

/// Every operation: method, path below the site, a good body, whether it writes, whether it needs an editor.
fn operations(id: i64) -> Vec<(&'static str, String, Option<Value>, bool, bool)> {
    let one = format!("/comments/{id}");
    vec![
        ("GET", "/comments".into(), None, false, false),
        ("GET", one.clone(), None, false, false),
        ("GET", "/log".into(), None, false, true),
        ("GET", "/figures".into(), None, false, false),
        ("POST", "/decisions".into(), Some(json!({"ids": [id], "to": "approved"})), true, false),
        ("POST", format!("{one}/marks"), Some(json!({"mark": "pick"})), true, false),
        ("PATCH", one.clone(), Some(json!({"body": "Rettet"})), true, false),
        ("POST", format!("{one}/replies"), Some(json!({"body": "Tak"})), true, false),
        ("POST", "/undo".into(), Some(json!({})), true, false),
        ("DELETE", one, None, true, true),
    ]
}

async fn call(app: &TestApp, method: &str, path: &str, token: &str, body: Option<&Value>) -> (u16, Value) {
    let mut request = app.request(method, &format!("{ROOT}{path}"));
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    if let Some(body) = body {
        request = request.json(body);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

on_both_engines! {
    /// Each operation asks for a token of the site, of enough scope and of an account with enough of a role.
    async fn every_operation_refuses_whoever_may_not(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let other = app.add_site("avisen", &[]).await;
        app.add_moderator(EDITOR, Role::Editor, &[&site]).await;
        app.add_moderator(MODERATOR, Role::Moderator, &[&site]).await;
        app.add_moderator("line@avisen.example", Role::Owner, &[&other]).await;
        let foreign = app.add_token("line@avisen.example", &other, Scope::Moderate).await;
        let reads = app.add_token(EDITOR, &site, Scope::Read).await;
        let full = app.add_token(EDITOR, &site, Scope::Moderate).await;
        let low = app.add_token(MODERATOR, &site, Scope::Moderate).await;
        let id = waiting(&app, &["Hej"]).await[0];
        for (method, path, body, writes, editors) in operations(id) {
            let what = format!("{method} {path}");
            assert_eq!(call(&app, method, &path, "", body.as_ref()).await.0, 401, "{what}");
            assert_eq!(call(&app, method, &path, &foreign, body.as_ref()).await.0, 401, "{what}");
            if writes {
                assert_eq!(call(&app, method, &path, &reads, body.as_ref()).await.0, 403, "{what}");
            }
            if editors {
                let (status, problem) = call(&app, method, &path, &low, body.as_ref()).await;
                assert_eq!((status, &problem["code"]), (403, &json!("role")), "{what}");
            }
            if path.contains("/comments/") {
                let gone = path.replace(&id.to_string(), "4711");
                assert_eq!(call(&app, method, &gone, &full, body.as_ref()).await.0, 404, "{what}");
            }
            if body.is_some() {
                let (status, problem) = call(&app, method, &path, &full, Some(&json!({"wrong": 1}))).await;
                assert_eq!((status, &problem["code"]), (422, &json!("shape")), "{what}");
            }
        }
        assert_eq!(call(&app, "GET", &format!("/comments/{id}"), &full, None).await.1["version"], 1, "nothing was done");
        for (method, path, body, ..) in operations(id) {
            let (status, answer) = call(&app, method, &path, &full, body.as_ref()).await;
            assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        }
    }

    /// Whoever is late is told who was faster; what is taken back is as it was.
    async fn a_conflict_names_the_winner_and_undo_takes_back(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        app.add_moderator(EDITOR, Role::Editor, &[&site]).await;
        let token = app.add_token(EDITOR, &site, Scope::Moderate).await;
        let id = waiting(&app, &["Hej"]).await[0];
        let decide = json!({"comments": [{"id": id, "version": 1}], "to": "approved"});
        let (status, done) = call(&app, "POST", "/decisions", &token, Some(&decide)).await;
        assert_eq!((status, &done["decided"]), (200, &json!([id])));
        let late = json!({"comments": [{"id": id, "version": 1}], "to": "spam"});
        let (status, late) = call(&app, "POST", "/decisions", &token, Some(&late)).await;
        let failed = &late["failed"][0];
        assert_eq!(status, 409);
        assert_eq!((&failed["code"], &failed["by"]), (&json!("changed"), &json!("Mette Moderator")));
        assert_eq!((&failed["status"], &failed["version"]), (&json!("approved"), &json!(2)));
        let (status, problem) =
            call(&app, "PATCH", &format!("/comments/{id}"), &token, Some(&json!({"body": "x", "version": 1}))).await;
        assert_eq!((status, &problem["code"]), (409, &json!("changed")));
        let (status, undone) = call(&app, "POST", "/undo", &token, Some(&json!({"step": done["step"]}))).await;
        assert_eq!((status, &undone["restored"][0]["status"]), (200, &json!("pending")));
        assert_eq!(call(&app, "POST", "/undo", &token, Some(&json!({}))).await.0, 404);
        let one = call(&app, "GET", &format!("/comments/{id}"), &token, None).await.1;
        let actions: Vec<&str> = one["history"].as_array().unwrap().iter().map(|l| l["action"].as_str().unwrap()).collect();
        assert_eq!((actions, &one["source"]), (vec!["decide", "undo"], &json!("Hej")));
    }

    /// The document of the API describes each operation, and the page about it names no other.
    async fn the_desk_page_of_the_documents_names_what_is_described(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let document: Value = app.get("/api/v1/openapi.json").await.json().await.unwrap();
        let text = include_str!("../../docs/desk-api.md");
        let mut named = 0;
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let words: Vec<&str> = line.split('`').nth(1).unwrap().split(' ').collect();
            let operation = &document["paths"][format!("/api/v1/desk/{{site}}{}", words[1])][words[0].to_lowercase()];
            assert!(operation.is_object(), "{line}");
            named += 1;
        }
        let paths = document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.contains("/desk/"));
        let methods = ["get", "post", "put", "patch", "delete"];
        let described: usize = paths.map(|(_, item)| methods.iter().filter(|m| item.get(**m).is_some()).count()).sum();
        assert_eq!(named, described, "every operation is named");
    }
}
