//! Requests that are wrong in themselves: each is refused clearly, nothing of it is kept, nothing of it is repeated.

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::site::Site;
use svar::store::queue::Tally;

use crate::readers::{form_token, listed, posted};
use crate::spamcheck::{self, verdict};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::on_both_engines;

/// Stands in everything that is sent, so that an answer which repeats it is found out.
const MARK: &str = "ekko7markering";

const COMMENTS: &str = "/api/v1/magasinet/comments";

fn good() -> Value {
    json!({"key": MARK, "name": MARK, "email": format!("{MARK}@laeser.example"), "body": MARK})
}

fn with(name: &str, value: Value) -> String {
    let mut body = good();
    body[name] = value;
    body.to_string()
}

fn api(app: &TestApp, kind: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
    let request = app.request("POST", COMMENTS).body(body);
    if kind.is_empty() { request } else { request.header("content-type", kind) }
}

/// Checks the refusal and that it repeats nothing; gives its code.
async fn refused(what: &str, request: RequestBuilder, status: u16) -> String {
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), status, "{what}");
    let headers = format!("{:?}", answer.headers());
    assert_eq!(answer.headers()["content-type"], "application/problem+json; charset=utf-8", "{what}");
    assert_eq!(answer.headers()["cache-control"], "no-store", "{what}");
    let text = answer.text().await.unwrap();
    assert!(!text.contains(MARK) && !headers.contains(MARK), "{what} repeats what was sent: {text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    let code = problem["code"].as_str().unwrap().to_owned();
    assert_eq!(problem["status"], status, "{what}");
    assert_eq!(problem["type"], format!("urn:svar:problem:{code}"), "{what}");
    assert!(problem["title"].as_str().is_some_and(|title| title.len() > 5), "{what}: {text}");
    assert!(problem["instance"].as_str().unwrap().starts_with("urn:svar:request:"), "{what}");
    for word in ["sqlx", "serde", "panicked", "src/", "expected", "svar_"] {
        assert!(!text.contains(word), "{what} speaks of its insides: {text}");
    }
    code
}

async fn nothing_stored(app: &TestApp, site: &Site) {
    assert_eq!(app.services.store.tally(site.id).await.unwrap(), Tally::default());
    assert_eq!(listed(app, &format!("{COMMENTS}?key={MARK}")).await["thread"]["version"], 0);
    assert_eq!(app.services.store.next_job_at().await.unwrap(), None);
}

fn deep(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

on_both_engines! {
    /// What the API does not take, before anybody looks at what it says.
    async fn the_api_refuses_what_is_not_a_comment(db: TestDb) {
        let (app, akismet) = spamcheck::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        let json = "application/json";
        let text = || good().to_string();
        let gzip = |request: RequestBuilder| request.header("content-encoding", "gzip");
        let cut = |body: &str| body[..body.len() - 2].to_owned();
        let cases: Vec<(&str, RequestBuilder, u16)> = vec![
            ("no media type", api(&app, "", text()), 415),
            ("text", api(&app, "text/plain", text()), 415),
            ("a form", api(&app, "application/x-www-form-urlencoded", format!("key={MARK}&body={MARK}")), 415),
            ("a file", api(&app, "multipart/form-data; boundary=x", format!("--x\r\n\r\n{MARK}\r\n--x--")), 415),
            ("almost json", api(&app, "application/jsonp", text()), 415),
            ("packed", gzip(api(&app, json, vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0])), 415),
            ("said to be packed", gzip(api(&app, json, text())), 415),
            ("empty", api(&app, json, ""), 400),
            ("cut off", api(&app, json, cut(&text())), 400),
            ("two documents", api(&app, json, format!("{}{}", text(), text())), 400),
            ("not UTF-8", api(&app, json, [b"{\"body\": \"".as_slice(), &[0xff, 0xfe], b"\"}"].concat()), 400),
            ("half a letter", api(&app, json, b"{\"body\": \"\\ud800\"}".to_vec()), 400),
            ("the other half", api(&app, json, b"{\"body\": \"\\udc00 x\"}".to_vec()), 400),
            ("a raw control character", api(&app, json, b"{\"body\": \"a\x01b\"}".to_vec()), 400),
            ("a number too large", api(&app, json, format!("{{\"parent\": {}}}", "9".repeat(400))), 400),
            ("another document", api(&app, json, format!("[\"{MARK}\"]")), 422),
            ("a wrong kind", api(&app, json, with("body", json!([MARK]))), 422),
            ("no whole number", api(&app, json, with("parent", json!(1.5))), 422),
            ("a number as text", api(&app, json, with("parent", json!("1"))), 422),
            ("an unknown field", api(&app, json, with(MARK, json!(1))), 422),
            ("a field of the row", api(&app, json, with("status", json!("approved"))), 422),
            ("deep", api(&app, json, format!("{{\"body\": {}}}", deep(100_000))), 422),
            ("deep and unknown", api(&app, json, format!("{{\"x\": {}}}", deep(100_000))), 422),
            ("too large", api(&app, json, with("body", json!("x".repeat(257 * 1024)))), 413),
            ("too long a text", api(&app, json, with("body", json!("å".repeat(5_001)))), 422),
            ("too long a name", api(&app, json, with("name", json!("å".repeat(61)))), 422),
            ("too long an address", api(&app, json, with("email", json!(format!("{}@a.dk", "a".repeat(300))))), 422),
            ("too long a key", api(&app, json, with("key", json!("k".repeat(2_049)))), 422),
            ("too long a title", api(&app, json, with("title", json!("t".repeat(301)))), 422),
            ("no such parent", api(&app, json, with("parent", json!(i64::MAX))), 404),
            ("a parent below zero", api(&app, json, with("parent", json!(-1))), 422),
            ("a foreign page", api(&app, json, with("url", json!("https://fremmed.example/a"))), 422),
            ("no such site", app.request("POST", "/api/v1/ukendt/comments").json(&good()), 404),
            ("no site's name", app.request("POST", "/api/v1/%2e%2e%2f/comments").json(&good()), 404),
            ("no text in the path", app.request("POST", "/api/v1/%ff/comments").json(&good()), 400),
            ("PUT", app.request("PUT", COMMENTS).json(&good()), 405),
            ("DELETE of a list", app.request("DELETE", COMMENTS), 405),
            ("a method of its own", app.request("BREW", COMMENTS).json(&good()), 405),
            ("a comment by PUT", app.request("PUT", "/api/v1/magasinet/comments/1").json(&good()), 405),
        ];
        for (what, request, status) in cases {
            refused(what, request, status).await;
        }
        nothing_stored(&app, &site).await;
        assert_eq!(akismet.asked().len(), 0);
        assert_eq!(posted(&app, "magasinet", json!({})).await["status"], "approved", "and it still works");
    }

    /// What cannot be asked.
    async fn questions_that_make_no_sense_are_refused(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let keys = format!("key={MARK}&").repeat(101);
        let long = "x".repeat(9_000);
        for (path, status) in [
            (format!("{COMMENTS}?key={MARK}&limit=0"), 400), (format!("{COMMENTS}?key={MARK}&limit=101"), 400),
            (format!("{COMMENTS}?key={MARK}&limit={MARK}"), 400), (format!("{COMMENTS}?key={MARK}&sort={MARK}"), 400),
            (format!("{COMMENTS}?key={MARK}&after={MARK}"), 400), (COMMENTS.to_owned(), 422),
            (format!("{COMMENTS}?url=javascript:{MARK}"), 422), (format!("{COMMENTS}?url=https://fremmed.example/{MARK}"), 422),
            (format!("{COMMENTS}/{MARK}"), 404), (format!("{COMMENTS}/0"), 404), (format!("{COMMENTS}/-1"), 404),
            (format!("{COMMENTS}/99999999999999999999999"), 404), (format!("/api/v1/magasinet/counts?{keys}"), 400),
            (format!("/api/v1/magasinet/{MARK}"), 404), (format!("/api/v2/magasinet/comments?key={MARK}"), 404),
            (format!("/t/magasinet/fragment?key={MARK}&after={MARK}"), 400), (format!("/{MARK}"), 404),
            (format!("/t/magasinet/feed.atom?url={MARK}"), 422), (format!("/t/{MARK}/fragment?key=a"), 404),
            (format!("{COMMENTS}?key={long}"), 414),
        ] {
            refused(&path[..path.len().min(120)], app.request("GET", &path), status).await;
        }
        nothing_stored(&app, &site).await;
        // The pages say it to people.
        for (path, status) in [(format!("/t/magasinet?key=a&after={MARK}"), 400), (format!("/t/{MARK}?key=a"), 404),
            ("/t/magasinet".to_owned(), 422), (format!("/r/{MARK}"), 404), (format!("/m/{MARK}"), 404)] {
            let answer = app.get(&path).await;
            assert_eq!(answer.status(), status, "{path}");
            assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8", "{path}");
            assert!(!answer.text().await.unwrap().contains(MARK), "{path}");
        }
    }

    /// Pages of other origins may not write; programs without one may. What is answered is marked for nobody.
    async fn a_foreign_page_may_not_write(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        let upper = ORIGIN.replace("https", "HTTPS");
        let foreign = ["https://fremmed.example", "null", "http://magasinet.example", "https://magasinet.example:8443",
            "https://magasinet.example.fremmed.example", "https://xmagasinet.example", "https://magasinet.example/", &upper, ""];
        for origin in foreign {
            let request = app.request("POST", COMMENTS).json(&good()).header("origin", origin);
            assert_eq!(refused(origin, request, 403).await, "origin");
            let request = app.request("POST", COMMENTS).json(&good()).header("origin", origin);
            let answer = request.send().await.unwrap();
            assert!(!answer.headers().contains_key("access-control-allow-origin"), "{origin}");
            for method in ["PATCH", "DELETE"] {
                let request = app.request(method, "/api/v1/magasinet/comments/1").header("origin", origin);
                refused(origin, request.bearer_auth("svar_r_1.x").json(&json!({"body": "x"})), 403).await;
            }
        }
        let twice = app.request("POST", COMMENTS).json(&good()).header("origin", ORIGIN).header("origin", ORIGIN);
        refused("two origins", twice, 403).await;
        nothing_stored(&app, &site).await;
        let own = app.request("POST", COMMENTS).json(&good()).header("origin", ORIGIN).send().await.unwrap();
        assert_eq!((own.status().as_u16(), own.headers()["access-control-allow-origin"].to_str().unwrap()), (201, ORIGIN));
        assert!(!own.headers().contains_key("access-control-allow-credentials"));
    }

    /// The plain form: the browser says where it was sent from; what is no form is no form.
    async fn the_form_refuses_what_our_pages_do_not_send(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        let email = format!("{MARK}@laeser.example");
        let fields = [("key", MARK), ("name", MARK), ("email", &email), ("body", MARK)];
        let form = || app.form("/t/magasinet", &fields);
        let kind = "application/x-www-form-urlencoded";
        let raw = |kind: &str, body: Vec<u8>| app.request("POST", "/t/magasinet").header("content-type", kind).body(body);
        let long = format!("key={MARK}&body={}", "x".repeat(257 * 1024));
        let cases = [
            ("cross-site", form().header("sec-fetch-site", "cross-site"), 403),
            ("same-site", form().header("sec-fetch-site", "same-site"), 403),
            ("typed into the address bar", form().header("sec-fetch-site", "none"), 403),
            ("said twice", form().header("sec-fetch-site", "same-origin").header("sec-fetch-site", "cross-site"), 403),
            ("a foreign origin", form().header("origin", "https://fremmed.example"), 403),
            ("an embedding page", form().header("origin", ORIGIN), 403),
            ("null", form().header("origin", "null"), 403),
            ("json", raw("application/json", good().to_string().into()), 415),
            ("a file", raw("multipart/form-data; boundary=x", format!("--x\r\n\r\n{MARK}\r\n--x--").into()), 415),
            ("text", raw("text/plain", format!("key={MARK}").into()), 415),
            ("packed", raw(kind, vec![0x1f, 0x8b]).header("content-encoding", "gzip"), 415),
            ("not UTF-8", raw(kind, b"key=a&body=%ff%fe".to_vec()), 400),
            ("not UTF-8 either", raw(kind, [b"key=a&body=".as_slice(), &[0xc3, 0x28]].concat()), 400),
            ("too large", raw(kind, long.into()), 413),
            ("no such site", app.form("/t/ukendt", &fields), 404),
        ];
        for (what, request, status) in cases {
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), status, "{what}");
            assert!(!answer.text().await.unwrap().contains(MARK), "{what}");
        }
        nothing_stored(&app, &site).await;
        for method in ["PUT", "DELETE", "PATCH"] {
            refused(method, app.request(method, "/t/magasinet"), 405).await;
        }
        let own = form().header("sec-fetch-site", "same-origin").header("origin", "null").send().await.unwrap();
        assert_eq!(own.status(), 303, "Sec-Fetch-Site comes first; a page without referrer policy sends Origin null");
    }

    /// A form token that proves nothing holds the comment and says why; it never refuses it.
    async fn a_form_token_that_proves_nothing_holds_the_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        app.add_site("andet", &[]).await;
        let good = form_token(&app, "magasinet", "artikel").await;
        let (thread, foreign) = (form_token(&app, "magasinet", "anden").await, form_token(&app, "andet", "artikel").await);
        let mut forged = good.clone().into_bytes();
        forged[5] ^= 1;
        let forged = String::from_utf8(forged).unwrap();
        let later = app.now();
        let cut = good[..good.len() - 1].to_owned();
        let long = "A".repeat(100_000);
        let none = String::new();
        let cases = [(&none, 10, "token-missing"), (&forged, 10, "token-forged"), (&cut, 10, "token-forged"),
            (&thread, 10, "token-forged"), (&foreign, 10, "token-forged"), (&long, 10, "token-forged"),
            (&good, 1, "token-young"), (&good, 24 * 3_600 + 1, "token-old"), (&good, -61, "token-forged")];
        for (n, (token, age, reason)) in cases.into_iter().enumerate() {
            app.clock.set(later.plus(age * Timestamp::SECOND));
            let body = json!({"key": "artikel", "name": "M", "email": "m@laeser.example", "token": token, "body": format!("{n}")});
            let answer: Value = app.request("POST", COMMENTS).json(&body).send().await.unwrap().json().await.unwrap();
            assert_eq!(answer["status"], "pending", "{reason} {answer}");
            assert_eq!(verdict(&app, &site, &answer["id"]).await, (Status::Pending, vec![reason.to_owned()]));
        }
        for age in [2, 24 * 3_600] {
            app.clock.set(later.plus(age * Timestamp::SECOND));
            let body = json!({"key": "artikel", "name": "M", "email": "m@laeser.example", "token": good, "body": format!("Alder {age}")});
            let answer: Value = app.request("POST", COMMENTS).json(&body).send().await.unwrap().json().await.unwrap();
            assert_eq!(answer["status"], "approved", "after {age} s");
        }
    }

    /// Who is no trusted proxy cannot take on another address: not for the flood rule, not for Akismet.
    async fn a_forged_address_is_not_believed(db: TestDb) {
        let (app, akismet) = spamcheck::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        let send = |n: usize| {
            let body = json!({"key": "artikel", "name": "M", "email": format!("m{n}@laeser.example"), "body": format!("{n}")});
            let names = ["x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "cf-connecting-ip", "x-client-ip"];
            let request = app.request("POST", COMMENTS).json(&body);
            let forge = |request: RequestBuilder, name: &&str| request.header(*name, format!("203.0.113.{n}"));
            names.iter().fold(request, forge).send()
        };
        let statuses = async |n: usize| -> Response { send(n).await.unwrap() };
        assert_eq!(statuses(1).await.status(), 201);
        assert_eq!(statuses(2).await.status(), 429);
        assert_eq!(akismet.asked()[0].value("user_ip"), Some("127.0.0.1"));
        assert!(!akismet.asked()[0].body.contains("203.0.113"));
    }
}
