//! Nothing that the service ever emits, logs or stores in the open holds a reader's e-mail or IP address.
//!
//! One story: readers with addresses that occur nowhere else do everything that readers do, while everything
//! that can fail does. All that came out is kept and searched. The one exception: a refused form gives the
//! e-mail back to the request that brought it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use svar::domain::clock::Timestamp;
use svar::domain::moderator::{Role, Scope};
use svar::domain::site::Site;

use crate::desk::Desk;
use crate::readers::{fields_of, fill};
use crate::spamcheck::{self, settled};
use crate::support::akismet::{SPAM, Say, ScriptedAkismet};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::logs::capture_logs;
use crate::support::smtp::SmtpServer;
use crate::support::{Engine, TestDb, on_both_engines};

/// A part of every reader's e-mail in this story, and of nothing else.
const LOCAL: &str = "Sonja.Skjult";
const DOMAIN: &str = "diskret-postkasse.example";
/// Clients as the trusted proxy names them: the whole address must never be seen, its network may.
const CLIENTS: [&str; 3] = ["203.0.113.77", "2001:db8:77:88::abcd", "::ffff:198.51.100.66"];

/// The number of the first reader who posts; those below are used in other places.
const FIRST: usize = 10;

fn email(n: usize) -> String {
    format!("{LOCAL}+{n}@{DOMAIN}")
}

/// Every spelling under which an address could hide, in lower case.
fn needles() -> Vec<String> {
    let mut needles = vec![LOCAL.to_lowercase(), DOMAIN.to_owned(), "diskret%2dpostkasse".to_owned()];
    needles.extend(["203.0.113.77", "203%2e0%2e113%2e77", "cb00714d", "203-0-113-77"].map(str::to_owned));
    needles.extend(
        ["2001:db8:77:88", "2001%3adb8%3a77%3a88", "2001:0db8:0077:0088", "20010db800770088"].map(str::to_owned),
    );
    needles.extend(["198.51.100.66", "c6336442", "c633:6442"].map(str::to_owned));
    // Base64 of the address at each of the three places that it can have in a group of bytes.
    for text in [LOCAL, DOMAIN, &LOCAL.to_lowercase(), CLIENTS[0], CLIENTS[1]] {
        needles.push(hex(text.as_bytes()));
        for shift in 0..3 {
            let padded = [&vec![b'-'; shift], text.as_bytes()].concat();
            for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
                let (first, last) = ([0, 2, 3][shift], encoded.len() - 2);
                needles.push(encoded[first..last].to_lowercase());
            }
        }
    }
    // What anybody can compute of an address names it as well.
    for n in 0..40 {
        for spelled in [email(n), email(n).to_lowercase()] {
            let digest = Sha256::digest(spelled.as_bytes());
            needles.extend([hex(&digest), STANDARD_NO_PAD.encode(digest).to_lowercase()]);
        }
    }
    needles
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[track_caller]
fn assert_silent(where_: &str, text: &str) {
    let folded = text.to_lowercase();
    for needle in needles() {
        if let Some(at) = folded.find(&needle) {
            let start = folded.floor_char_boundary(at.saturating_sub(200));
            let end = folded.ceil_char_boundary((at + 200).min(folded.len()));
            panic!("{needle:?} in {where_}: …{}…", &folded[start..end]);
        }
    }
}

/// Readers behind the proxy, and everything that they and the moderators were answered.
struct Story<'a> {
    app: &'a TestApp,
    site: Arc<Site>,
    heard: Mutex<Vec<(String, String)>>,
    readers: Mutex<usize>,
}

impl Story<'_> {
    /// Sends as the next client in turn, and keeps the whole answer.
    async fn send(&self, request: RequestBuilder) -> (StatusCode, String) {
        let client = CLIENTS[self.heard.lock().unwrap().len() % CLIENTS.len()];
        let request = request.header("x-forwarded-for", format!("192.0.2.250, {client}")).build().unwrap();
        let what = format!("{} {}", request.method(), request.url().path());
        let answer = self.app.client.execute(request).await.unwrap();
        let status = answer.status();
        let head = format!("{:?} {:?}", status, answer.headers());
        let body = answer.text().await.unwrap();
        self.heard.lock().unwrap().push((what, format!("{head}\n{body}")));
        (status, body)
    }

    async fn get(&self, path: &str) -> String {
        self.send(self.app.request("GET", path)).await.1
    }

    fn next_email(&self) -> String {
        let mut readers = self.readers.lock().unwrap();
        *readers += 1;
        email(*readers)
    }

    async fn api(&self, change: Value) -> (StatusCode, Value) {
        let list = self.app.get("/api/v1/magasinet/comments?key=artikel").await;
        let token = list.headers()["svar-form"].to_str().unwrap();
        self.app.clock.advance(30 * Timestamp::SECOND);
        let mut body = json!({"key": "artikel", "url": format!("{ORIGIN}/artikel"), "name": "Sonja", "token": token,
            "email": self.next_email(), "body": format!("Skrevet {}", self.app.now().0)});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let (status, text) = self.send(self.app.request("POST", "/api/v1/magasinet/comments").json(&body)).await;
        (status, serde_json::from_str(&text).unwrap())
    }

    async fn posted(&self, change: Value) -> Value {
        let (status, answer) = self.api(change).await;
        assert_eq!(status, 201, "{answer}");
        answer
    }

    /// Fills in the page's form. A refused one holds the typed e-mail where it was typed, and only there.
    async fn form(&self, changes: &[(&str, &str)]) -> StatusCode {
        let mut fields = fields_of(&self.get("/t/magasinet?key=artikel").await);
        self.app.clock.advance(30 * Timestamp::SECOND);
        let typed = self.next_email();
        let text = format!("Formular {}", self.app.now().0);
        for (name, value) in [("name", "Sonja"), ("email", &typed), ("body", &text)].iter().chain(changes) {
            fill(&mut fields, name, value);
        }
        let typed = fields.iter().find(|(name, _)| name == "email").unwrap().1.clone();
        let (status, body) = self.send(self.app.request("POST", "/t/magasinet").form(&fields)).await;
        if status != 303 {
            let field = format!(" value=\"{typed}\"");
            assert_eq!(body.matches(&field).count(), 1, "what was typed is lost: {body}");
            let mut heard = self.heard.lock().unwrap();
            let last = heard.last_mut().unwrap();
            last.1 = last.1.replace(&field, "");
        }
        status
    }

    /// Everything that anybody can read.
    async fn read_everything(&self) {
        for path in [
            "/t/magasinet?key=artikel",
            "/t/magasinet?key=artikel&sort=newest&lang=en",
            "/t/magasinet/privacy",
            "/t/magasinet/fragment?key=artikel",
            "/t/magasinet/feed.atom",
            "/t/magasinet/feed.atom?key=artikel",
            "/api/v1/magasinet/comments?key=artikel",
            "/api/v1/magasinet/counts?key=artikel",
            "/api/v1/openapi.json",
            "/healthz",
            "/readyz",
            "/findes-ikke",
            "/desk/sign-in",
        ] {
            self.get(path).await;
        }
        for id in 1..30 {
            self.get(&format!("/api/v1/magasinet/comments/{id}")).await;
            self.get(&format!("/t/magasinet?key=artikel&reply={id}")).await;
        }
        let metrics = self.app.client.get(&self.app.metrics).send().await.unwrap().text().await.unwrap();
        self.heard.lock().unwrap().push(("metrics".to_owned(), metrics));
    }
}

async fn readers_write(story: &Story<'_>, akismet: &ScriptedAkismet, smtp: &SmtpServer) {
    let app = story.app;
    let first = story.posted(json!({"website": "https://sonja.example"})).await;
    let list = app.get("/api/v1/magasinet/comments?key=artikel").await;
    let token = list.headers()["svar-form"].to_str().unwrap();
    let report = json!({"reason": "illegal", "name": "Sonja", "email": email(5), "token": token});
    for (what, body, status) in [("flags", report, 201), ("vote", json!({"to": true, "token": token}), 200)] {
        let path = format!("/api/v1/magasinet/comments/{}/{what}", first["id"]);
        assert_eq!(story.send(app.request("POST", &path).json(&body)).await.0, status, "{what}");
    }
    // Services that repeat what they were sent, in every place they have.
    let echo = format!("comment_author_email={} user_ip={} rejected", email(1), CLIENTS[0]);
    let headers = [("X-akismet-debug-help", echo.as_str()), ("X-akismet-guid", &echo)];
    for say in [
        Say::Spam,
        Say::Discard,
        Say::Error(echo.clone()),
        Say::raw(200, &headers, &echo),
        Say::raw(500, &headers, &echo),
        Say::Close,
        Say::Invalid,
        Say::TooMany { retry_after: echo.clone() },
    ] {
        akismet.next(say);
        story.posted(json!({})).await;
        story.posted(json!({"parent": first["id"]})).await;
    }
    for (change, status) in [
        (json!({"name": ""}), 422),
        (json!({"email": format!("{LOCAL}@@{DOMAIN}")}), 422),
        (json!({"parent": 4711}), 404),
        (json!({"email": {"address": email(7)}}), 422),
        (json!({email(8): true}), 422),
        (json!({"url": format!("https://{DOMAIN}/")}), 422),
    ] {
        assert_eq!(story.api(change.clone()).await.0, status, "{change}");
    }
    let broken = format!("{{\"email\": \"{}\", \"name\": ", email(9));
    let raw = app.request("POST", "/api/v1/magasinet/comments").header("content-type", "application/json").body(broken);
    assert_eq!(story.send(raw).await.0, 400);
    // Somebody's browser that sends the form as an address.
    let query = format!("email={}&name=Sonja&body=x", email(9).replace('@', "%40"));
    for path in [
        format!("/t/magasinet?key=artikel&{query}"),
        format!("/api/v1/magasinet/comments?key=artikel&{query}"),
        format!("/nowhere/{}", email(9)),
        format!("/r/{}", email(9)),
        format!("/t/{}", email(9)),
    ] {
        story.send(app.request("GET", &path).header("referer", format!("{ORIGIN}/?mail={}", email(9)))).await;
    }
    assert_eq!(story.form(&[]).await, 303);
    assert_eq!(story.form(&[("body", "")]).await, 422);
    assert_eq!(story.form(&[("name", "")]).await, 422);
    assert_eq!(story.form(&[("email", &format!("{LOCAL} {DOMAIN}"))]).await, 422);

    let own = story.posted(json!({})).await;
    let (receipt, path) = (own["receipt"].as_str().unwrap(), format!("/api/v1/magasinet/comments/{}", own["id"]));
    let owned = |method: &str| app.request(method, &path).bearer_auth(receipt);
    story.get(&format!("/r/{receipt}")).await;
    story.send(owned("GET")).await;
    story.send(owned("PATCH").json(&json!({"body": "Rettet"}))).await;
    story.send(app.form(&format!("/r/{receipt}"), &[("action", "edit"), ("body", ""), ("version", "1")])).await;
    let refusal = format!("550 5.1.1 <{}>: user unknown", email(0));
    for reply in [refusal.as_str(), "450 4.2.1 <busy>"] {
        smtp.script("RCPT", reply);
        story.send(app.form(&format!("/r/{receipt}"), &[("action", "confirm")])).await;
        settled(app).await;
    }
    assert_eq!(story.send(owned("DELETE")).await.0, 204);
    story.get(&format!("/r/{receipt}")).await;

    let confirmed = story.posted(json!({})).await;
    let receipt = format!("/r/{}", confirmed["receipt"].as_str().unwrap());
    story.send(app.form(&receipt, &[("action", "confirm")])).await;
    settled(app).await;
    let mail = smtp.mails().into_iter().rev().find(|mail| mail.to[0].contains(LOCAL)).unwrap();
    assert_silent("the text of a mail", &mail.text());
    let link = mail.link("/m/").unwrap().strip_prefix(&app.base).unwrap().to_owned();
    story.get(&link).await;
    assert_eq!(story.send(app.form(&link, &[])).await.0, 200);
}

async fn moderators_work(story: &Story<'_>, akismet: &ScriptedAkismet) {
    let app = story.app;
    app.add_moderator("mette@holdet.example", Role::Owner, &[&story.site]).await;
    let token = app.add_token("mette@holdet.example", &story.site, Scope::Moderate).await;
    let desk = Desk::signed_in(app, "mette@holdet.example").await;
    let flagged = app.request("GET", "/desk/magasinet/queue?status=flagged").header("cookie", &desk.cookie);
    assert!(story.send(flagged).await.1.contains("Ulovligt indhold"));
    let csrf = desk.csrf("/desk/magasinet/queue").await;
    let shown = desk.form("/desk/magasinet/comments/1/contact", &[("csrf", csrf.as_str())]).send().await.unwrap();
    assert!(shown.text().await.unwrap().contains(&email(5)), "shown here on purpose, and nowhere else");
    akismet.next_for(SPAM, Say::raw(500, &[], &format!("bad mail {}", email(1))));
    for (ids, to) in [([1, 2], "spam"), ([3, 4], "approved"), ([5, 6], "trash")] {
        let body = json!({"ids": ids, "to": to});
        story.send(app.request("POST", "/api/v1/desk/magasinet/decisions").bearer_auth(&token).json(&body)).await;
    }
    for what in ["email", "address"] {
        let csrf = desk.csrf("/desk/magasinet/queue").await;
        let ban = [("csrf", csrf.as_str()), ("what", what), ("comment", "1"), ("days", "30")];
        assert_eq!(story.send(desk.form("/desk/magasinet/bans", &ban)).await.0, 303);
    }
    settled(app).await;
    app.clock.advance(2 * Timestamp::DAY);
    settled(app).await;
    let desk = Desk::signed_in(app, "mette@holdet.example").await;
    let pages = [
        "bans",
        "settings/site",
        "settings/jobs",
        "settings/akismet",
        "settings/data",
        "settings/texts",
        "queue?status=pending",
        "queue?status=approved",
        "queue?status=spam",
        "queue?status=trash",
    ];
    for page in pages {
        let path = format!("/desk/magasinet/{page}");
        let (status, html) = story.send(app.request("GET", &path).header("cookie", &desk.cookie)).await;
        assert_eq!(status, 200, "{path}");
        assert!(page == "bans" || !html.is_empty());
    }
    for id in 1..30 {
        let path = format!("/desk/magasinet/comments/{id}");
        story.send(app.request("GET", &path).header("cookie", &desk.cookie)).await;
    }
    for status in ["pending", "approved", "spam", "trash"] {
        let path = format!("/api/v1/desk/magasinet/comments?status={status}");
        let (answer, _) = story.send(app.request("GET", &path).bearer_auth(&token)).await;
        assert_eq!(answer, 200);
    }
    assert_eq!(story.api(json!({"email": email(FIRST)})).await.0, 403);
    assert_eq!(story.form(&[("email", &email(FIRST))]).await, 403);
}

/// Everything that lies in the database, as somebody who stole it would read it.
async fn stolen(db: &TestDb) -> String {
    match db.engine {
        Engine::Sqlite => {
            let path = db.url.strip_prefix("sqlite://").unwrap();
            let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{path}{end}")).unwrap_or_default());
            let text = String::from_utf8_lossy(&files.concat()).into_owned();
            assert!(text.contains("Sonja"));
            text
        }
        Engine::Postgres => {
            let mut connection = PgConnection::connect(&db.url).await.unwrap();
            let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
            let tables: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut connection).await.unwrap();
            let mut text = String::new();
            for table in tables {
                let rows = AssertSqlSafe(format!("SELECT t::text FROM \"{table}\" t"));
                let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut connection).await.unwrap();
                text.push_str(&rows.join("\n"));
            }
            assert!(text.contains("Sonja"));
            text
        }
    }
}

on_both_engines! {
    /// See above.
    async fn no_address_of_a_reader_ever_leaves_the_service(db: TestDb) {
        let logs = capture_logs();
        let smtp = SmtpServer::start().await;
        let (app, akismet) = spamcheck::start(&db, |options| {
            options.config.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
            options.config.akismet.budget = Duration::from_secs(5);
            options.mailer = None;
            options.config.smtp.url = Some(smtp.url().into());
            options.config.smtp.from = Some("svar@magasinet.example".to_owned());
        })
        .await;
        let every = "name email website user_agent referrer permalink date parent lang";
        let site = app.add_site("magasinet", &[("moderation", "open"), ("akismet_send", every), ("flood_seconds", "0"), ("votes", "true")]).await;
        let story = Story { app: &app, site, heard: Mutex::default(), readers: Mutex::new(FIRST - 1) };
        readers_write(&story, &akismet, &smtp).await;
        moderators_work(&story, &akismet).await;
        story.read_everything().await;

        // It did go where it was meant to go, so the search is not for something that never was.
        assert!(akismet.asked().iter().any(|asked| asked.value("comment_author_email").is_some_and(|e| e.contains(DOMAIN))));
        let sent: Vec<_> = akismet.asked().iter().filter_map(|asked| asked.value("user_ip").map(str::to_owned)).collect();
        assert!(sent.contains(&CLIENTS[0].to_owned()) && sent.contains(&CLIENTS[1].to_owned()), "{sent:?}");
        for (what, text) in story.heard.into_inner().unwrap() {
            assert_silent(&what, &text);
        }
        for mail in smtp.mails().iter().filter(|mail| !mail.to[0].contains(LOCAL)) {
            assert_silent("a mail to a moderator", &String::from_utf8_lossy(&mail.raw));
        }
        assert_silent("the database", &stolen(&db).await);
        app.stopped().await;
        assert_silent("the database at rest", &stolen(&db).await);
        assert_silent("the log", &logs.text());
    }
}
