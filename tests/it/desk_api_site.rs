//! The desk's API about waves, bans, threads and people: who may call what, which mistakes are named, what is done.

use serde_json::{Value, json};
use svar::domain::moderator::{Role, Scope};
use svar::store::persons::PeopleFilter;

use crate::desk::waiting;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const ROOT: &str = "/api/v1/desk/magasinet";
const EDITOR: &str = "anne@redaktion.example";
const MODERATOR: &str = "bo@redaktion.example";

/// Somebody of each kind, an article with two comments, and who wrote the first.
struct Stage {
    app: TestApp,
    reads: String,
    full: String,
    low: String,
    foreign: String,
    comments: Vec<i64>,
    thread: i64,
    person: i64,
}

impl Stage {
    async fn set(app: TestApp) -> Self {
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let other = app.add_site("avisen", &[]).await;
        app.add_moderator(EDITOR, Role::Editor, &[&site]).await;
        app.add_moderator(MODERATOR, Role::Moderator, &[&site]).await;
        app.add_moderator("line@avisen.example", Role::Owner, &[&other]).await;
        let comments = waiting(&app, &["Vind i kasino nu", "Et helt andet indlæg"]).await;
        let store = &app.services.store;
        let thread = store.articles(site.id, "", None, 1).await.unwrap()[0].id.0;
        let filter = PeopleFilter { name: String::new(), trusted: false, banned: false, noted: false };
        let people = store.people(site.id, &filter, i64::MAX, 10, app.now()).await.unwrap();
        let person = people.iter().find(|person| person.name == "Læser 0").unwrap().id;
        Self {
            reads: app.add_token(EDITOR, &site, Scope::Read).await,
            full: app.add_token(EDITOR, &site, Scope::Moderate).await,
            low: app.add_token(MODERATOR, &site, Scope::Moderate).await,
            foreign: app.add_token("line@avisen.example", &other, Scope::Moderate).await,
            comments,
            thread,
            person,
            app,
        }
    }

    async fn call(&self, method: &str, path: &str, token: &str, body: Option<&Value>) -> (u16, Value) {
        let mut request = self.app.request(method, &format!("{ROOT}{path}"));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn get(&self, path: &str) -> Value {
        let (status, answer) = self.call("GET", path, &self.reads, None).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    async fn done(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let (status, answer) = self.call(method, path, &self.full, body.as_ref()).await;
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }

    /// Method, path, a good body, whether it writes, whether it takes an editor.
    fn operations(&self) -> Vec<(&'static str, String, Option<Value>, bool, bool)> {
        let (thread, person) = (format!("/threads/{}", self.thread), format!("/people/{}", self.person));
        let wave = json!({"comments": [{"id": self.comments[0], "version": 1}], "to": "spam"});
        vec![
            ("GET", "/bans".into(), None, false, false),
            ("GET", "/threads".into(), None, false, false),
            ("GET", thread.clone(), None, false, false),
            ("GET", person.clone(), None, false, false),
            ("POST", "/waves".into(), Some(wave), true, false),
            ("POST", "/bans".into(), Some(json!({"what": "pattern", "text": "kasino*"})), true, true),
            ("PATCH", thread.clone(), Some(json!({"title": "Ny titel"})), true, true),
            ("PATCH", thread.clone(), Some(json!({"closed": true})), true, false),
            ("POST", format!("{thread}/move"), Some(json!({"key": "ny-artikel"})), true, true),
            ("POST", format!("{thread}/merge"), Some(json!({"into": "anden"})), true, true),
            ("POST", format!("{person}/notes"), Some(json!({"text": "Rolig"})), true, false),
            ("PUT", format!("{person}/trust"), Some(json!({"trusted": true})), true, false),
            ("DELETE", "/bans/4711".into(), None, true, false),
        ]
    }
}

on_both_engines! {
    /// Each operation asks for a token of the site, of enough scope and of an account with enough of a role.
    async fn every_operation_refuses_whoever_may_not(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let before = stage.get(&format!("/threads/{}", stage.thread)).await;
        for (method, path, body, writes, editors) in stage.operations() {
            let what = format!("{method} {path}");
            let body = body.as_ref();
            assert_eq!(stage.call(method, &path, "", body).await.0, 401, "{what}");
            assert_eq!(stage.call(method, &path, &stage.foreign, body).await.0, 401, "{what}");
            if writes {
                assert_eq!(stage.call(method, &path, &stage.reads, body).await.0, 403, "{what}");
            }
            if editors {
                let (status, problem) = stage.call(method, &path, &stage.low, body).await;
                assert_eq!((status, &problem["code"]), (403, &json!("role")), "{what}");
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            if parts.len() > 2 {
                parts[2] = "4711";
                assert_eq!(stage.call(method, &parts.join("/"), &stage.full, body).await.0, 404, "{what}");
            }
            if body.is_some() {
                let (status, problem) = stage.call(method, &path, &stage.full, Some(&json!({"wrong": 1}))).await;
                assert_eq!((status, &problem["code"]), (422, &json!("shape")), "{what}");
            }
        }
        let after = stage.get(&format!("/threads/{}", stage.thread)).await;
        assert_eq!((&after, &after["pending"]), (&before, &json!(2)));
        assert_eq!(stage.get("/bans").await["bans"], json!([]));
        assert_eq!(stage.get(&format!("/people/{}", stage.person)).await["notes"], json!([]));
    }

    /// A value that cannot be is 422 and a sentence that names its field; nothing is done.
    async fn every_mistake_names_its_field(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let (thread, person) = (format!("/threads/{}", stage.thread), format!("/people/{}", stage.person));
        let (into, to, notes) = (format!("{thread}/merge"), format!("{thread}/move"), format!("{person}/notes"));
        let one = json!([{"id": stage.comments[0]}]);
        for (method, path, body, field) in [
            ("POST", "/waves", json!({"comments": [], "to": "spam"}), "comments"),
            ("POST", "/waves", json!({"comments": one, "to": "pending"}), "to"),
            ("POST", "/bans", json!({"what": "word"}), "what"),
            ("POST", "/bans", json!({"what": "ord", "text": "kasino"}), "what"),
            ("POST", "/bans", json!({"what": "word", "text": ""}), "text"),
            ("POST", "/bans", json!({"what": "domain", "text": "dk", "try": true}), "text"),
            ("POST", "/bans", json!({"what": "word", "text": "kasino", "days": 0}), "days"),
            ("POST", "/bans", json!({"what": "word", "text": "kasino", "effect": "x"}), "effect"),
            ("POST", "/bans", json!({"what": "word", "text": "kasino", "reason": "x".repeat(501)}), "reason"),
            ("POST", "/bans", json!({"what": "word", "text": "kasino"}), "tried"),
            ("POST", "/bans", json!({"what": "word", "text": "kasino", "tried": "kasino"}), "tried"),
            ("POST", "/bans", json!({"what": "email", "comment": 4711}), "comment"),
            ("POST", "/bans", json!({"what": "email", "person": 4711}), "person"),
            ("PATCH", &thread, json!({}), "closed"),
            ("PATCH", &thread, json!({"closed": true, "closes": "i morgen"}), "closes"),
            ("PATCH", &thread, json!({"closed": true, "title": "x".repeat(2_000)}), "title"),
            ("PATCH", &thread, json!({"closed": true, "url": "https://ond.example/"}), "url"),
            ("POST", &to, json!({}), "key"),
            ("POST", &to, json!({"key": "ny", "url": "https://ond.example/"}), "url"),
            ("POST", &into, json!({"into": ""}), "into"),
            ("POST", &into, json!({"into": "findes-ikke"}), "into"),
            ("POST", &into, json!({"into": "artikel"}), "into"),
            ("POST", &notes, json!({"text": " "}), "text"),
            ("POST", &notes, json!({"text": "x".repeat(2_001)}), "text"),
        ] {
            let (status, problem) = stage.call(method, path, &stage.full, Some(&body)).await;
            assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{method} {path} {body}: {problem}");
            assert!(problem["detail"].as_str().unwrap().to_lowercase().contains(field), "{path} {body}: {problem}");
        }
        assert_eq!(stage.get(&thread).await["closed"], Value::Null);
        assert_eq!(stage.get("/bans").await["bans"], json!([]));
    }

    /// What may hit strangers is banned only as it was tried, and at the site where it was; a person's own e-mail is
    /// banned at once.
    async fn bans_of_strangers_are_tried_first(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let (comment, other) = (stage.comments[0], stage.comments[1]);
        let tries = json!({"what": "name", "comment": comment, "try": true});
        let tried = stage.done("POST", "/bans", Some(tries)).await["tried"].clone();
        for ban in [
            json!({"what": "name", "comment": comment}),
            json!({"what": "name", "comment": other, "tried": tried}),
            json!({"what": "range-24", "comment": comment, "tried": tried}),
            json!({"what": "word", "text": "kasino", "tried": tried}),
        ] {
            let (status, problem) = stage.call("POST", "/bans", &stage.full, Some(&ban)).await;
            assert_eq!((status, &problem["errors"][0]["code"]), (422, &json!("untried")), "{ban}: {problem}");
        }
        assert_eq!(stage.get("/bans").await["bans"], json!([]));
        stage.done("POST", "/bans", Some(json!({"what": "name", "comment": comment, "days": 7, "tried": tried}))).await;
        stage.done("POST", "/bans", Some(json!({"what": "email", "comment": comment}))).await;
        let bans = stage.get("/bans").await["bans"].clone();
        let kinds: Vec<&str> = bans.as_array().unwrap().iter().map(|ban| ban["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["email", "name"]);
    }

    /// A ban is tried, made and lifted, and a wave is decided as one.
    async fn bans_and_waves_are_decided(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let mut ban = json!({"what": "word", "text": "kasino", "effect": "spam", "days": 7, "waiting_too": true, "try": true});
        let tried = stage.done("POST", "/bans", Some(ban.clone())).await;
        assert_eq!((&tried["looked"], &tried["caught"]["pending"]), (&json!(2), &json!(1)));
        assert_eq!(tried["comments"][0]["id"], json!(stage.comments[0]));
        assert_eq!(stage.get("/bans").await["bans"], json!([]), "trying saves nothing");
        ban["try"] = json!(false);
        ban["tried"] = tried["tried"].clone();
        let made = stage.done("POST", "/bans", Some(ban)).await;
        assert_eq!(made["decided"], json!([stage.comments[0]]));
        let listed = stage.get("/bans").await["bans"][0].clone();
        assert_eq!((&listed["id"], &listed["kind"], &listed["label"]), (&made["id"], &json!("word"), &json!("kasino")));
        stage.done("DELETE", &format!("/bans/{}", made["id"]), None).await;
        assert_eq!(stage.get("/bans").await["bans"], json!([]));
        let wave = json!({"comments": [{"id": stage.comments[1], "version": 1}], "to": "trash"});
        assert_eq!(stage.done("POST", "/waves", Some(wave.clone())).await["decided"], json!([stage.comments[1]]));
        assert_eq!(stage.call("POST", "/waves", &stage.full, Some(&wave)).await.0, 409, "once more is too late");
    }

    /// An article is closed, dated, described, moved and merged; each step is taken back by its number.
    async fn threads_are_changed(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let path = format!("/threads/{}", stage.thread);
        let patch = json!({"closed": true, "closes": "2030-12-24", "title": "Ny titel"});
        let done = stage.done("PATCH", &path, Some(patch.clone())).await;
        assert_eq!(done["steps"].as_array().unwrap().len(), 3);
        assert_eq!(stage.done("PATCH", &path, Some(patch)).await["steps"], json!([]), "it is so already");
        let thread = stage.get(&path).await;
        assert_eq!((&thread["title"], &thread["open"]), (&json!("Ny titel"), &json!(false)));
        assert!(thread["closed"].is_string() && thread["closes"].as_str().unwrap().starts_with("2030-12-24T23"), "{thread}");
        stage.done("PATCH", &path, Some(json!({"closes": null, "title": null}))).await;
        let thread = stage.get(&path).await;
        assert_eq!((&thread["closes"], &thread["title"]), (&Value::Null, &Value::Null));
        let step = stage.done("POST", &format!("{path}/move"), Some(json!({"key": "ny"}))).await["steps"][0].clone();
        let thread = stage.get(&path).await;
        assert_eq!((&thread["key"], &thread["former_keys"]), (&json!("ny"), &json!(["artikel"])));
        assert_eq!(stage.get("/threads?q=ny").await["threads"][0]["id"], json!(stage.thread));
        assert_eq!(stage.get("/threads?q=findesikke").await["threads"], json!([]));
        stage.done("POST", "/undo", Some(json!({"step": step}))).await;
        assert_eq!(stage.get(&path).await["key"], json!("artikel"));
    }

    /// A person's page says who they are to the team, and never by what they could be found.
    async fn people_are_noted_and_trusted(db: TestDb) {
        let stage = Stage::set(TestApp::start(&db, |_| {}).await).await;
        let path = format!("/people/{}", stage.person);
        stage.done("POST", &format!("{path}/notes"), Some(json!({"text": "Skriver roligt"}))).await;
        let trust = stage.done("PUT", &format!("{path}/trust"), Some(json!({"trusted": true}))).await;
        assert!(trust["step"].is_i64());
        let again = stage.done("PUT", &format!("{path}/trust"), Some(json!({"trusted": true}))).await;
        assert_eq!(again["step"], Value::Null, "it is so already");
        let person = stage.get(&path).await;
        assert_eq!((&person["notes"][0]["text"], &person["record"]["pending"]), (&json!("Skriver roligt"), &json!(1)));
        assert_eq!(person["names"], json!([{"name": "Læser 0", "comments": 1}]));
        assert!(person["trusted"].is_string());
        assert!(!person.to_string().contains("hemmelig"), "{person}");
    }
}
