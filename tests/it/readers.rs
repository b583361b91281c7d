//! What readers do, from the form and from the API to the page, the fragment, the JSON and the feed.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::i18n::rfc3339;
use svar::moderation::{self, Wish};

use crate::support::app::{ORIGIN, TestApp};
use crate::support::{Engine, on_both_engines};

/// Sends what the API takes, with a form token that is old enough, unless the test says otherwise.
pub async fn post(app: &TestApp, site: &str, change: Value) -> Response {
    let word = |name: &str| change.get(name).and_then(Value::as_str).filter(|w| !w.is_empty());
    let key = word("key").or(word("url")).unwrap_or("artikel").split('?').next().unwrap().to_owned();
    let token = form_token(app, site, &key).await;
    app.clock.advance(20 * Timestamp::SECOND);
    let mut body = json!({
        "key": key, "name": "Mette Holm", "email": "mette@laeser.example", "body": "Tak for en god artikel.",
        "token": token,
    });
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    app.request("POST", &format!("/api/v1/{site}/comments")).json(&body).send().await.unwrap()
}

pub async fn form_token(app: &TestApp, site: &str, key: &str) -> String {
    let list = app.get(&format!("/api/v1/{site}/comments?key={key}")).await;
    assert_eq!(list.status(), 200);
    list.headers()["svar-form"].to_str().unwrap().to_owned()
}

pub async fn posted(app: &TestApp, site: &str, change: Value) -> Value {
    let answer = post(app, site, change).await;
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{text}");
    serde_json::from_str(&text).unwrap()
}

pub async fn listed(app: &TestApp, query: &str) -> Value {
    let answer = app.get(query).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

pub async fn decide(app: &TestApp, site: &std::sync::Arc<Site>, id: i64, to: Status) {
    let moderator = match app.services.store.moderators().await.unwrap().first() {
        Some((moderator, _)) => moderator.id,
        None => app.add_moderator("holdet@svar.example", Role::Editor, &[site]).await,
    };
    let done = moderation::decide(&app.services, site, &[CommentId(id)], Wish::To(to), moderator).await.unwrap();
    assert_eq!(done.decided.iter().map(|d| d.id).collect::<Vec<_>>(), [CommentId(id)]);
}

async fn page(app: &TestApp, path: &str) -> String {
    let answer = app.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// The fields of a page's form, as a browser would send them.
pub fn fields_of(html: &str) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(html);
    let inputs = scraper::Selector::parse("form.svar-form input[name], form.svar-form textarea[name]").unwrap();
    document
        .select(&inputs)
        .filter(|field| field.value().attr("type") != Some("checkbox"))
        .map(|field| {
            let name = field.value().attr("name").unwrap().to_owned();
            let typed = field.text().collect::<String>();
            let value = field.value().attr("value").map_or(typed, str::to_owned);
            (name, value)
        })
        .collect()
}

pub fn fill(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(n, _)| n == name).unwrap_or_else(|| panic!("the form has no {name}"));
    field.1 = value.to_owned();
}

async fn send_form(app: &TestApp, site: &str, fields: &[(String, String)]) -> Response {
    app.request("POST", &format!("/t/{site}")).form(fields).send().await.unwrap()
}

on_both_engines! {
    /// The main job, from the plain form: held, approved by a moderator, read everywhere.
    async fn a_reply_goes_from_the_form_to_the_page(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let empty = page(&app, "/t/magasinet?key=artikel").await;
        assert!(empty.contains("Der er ingen kommentarer endnu"));
        assert!(empty.contains("Din e-mailadresse vil ikke blive publiceret. Krævede felter er markeret med *"));

        let mut fields = fields_of(&empty);
        fill(&mut fields, "body", "Det her er *virkelig* godt.\nNæste linje.");
        fill(&mut fields, "name", "Jørgen Ågård");
        fill(&mut fields, "email", "joergen@laeser.example");
        app.clock.advance(5 * Timestamp::SECOND);
        let sent = send_form(&app, "magasinet", &fields).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        let receipt = sent.headers()["location"].to_str().unwrap().to_owned();
        assert!(receipt.starts_with("/r/svar_r_"));

        let own = page(&app, &receipt).await;
        assert!(own.contains("Din kommentar afventer godkendelse") && own.contains("<em>virkelig</em>"));
        assert!(!page(&app, "/t/magasinet?key=artikel").await.contains("virkelig"));

        decide(&app, &site, 1, Status::Approved).await;
        let read = page(&app, "/t/magasinet?key=artikel").await;
        assert!(read.contains("Det her er <em>virkelig</em> godt.<br>") && read.contains("Jørgen Ågård"));
        assert!(read.contains("1 kommentar"));
        let fragment = page(&app, "/t/magasinet/fragment?key=artikel").await;
        assert!(fragment.contains("virkelig") && !fragment.contains("<form class=\"svar-form\""));
        assert!(fragment.contains(&format!("href=\"{}/t/magasinet?key=artikel#svar-form\"", app.base)));
        assert!(page(&app, "/t/magasinet/feed.atom").await.contains("Jørgen Ågård"));
        assert!(page(&app, "/t/magasinet/feed.atom?key=artikel").await.contains("virkelig"));
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!(list["thread"]["count"], 1);
        assert_eq!(list["comments"][0]["author"]["name"], "Jørgen Ågård");
        let counts = listed(&app, "/api/v1/magasinet/counts?key=artikel&key=andet").await;
        assert_eq!(counts, json!({"counts": {"artikel": 1, "andet": 0}}));
    }

    /// The same by the API; the sender learns only that it waits.
    async fn a_reply_goes_from_the_api_to_the_list(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let answer = posted(&app, "magasinet", json!({"url": format!("{ORIGIN}/artikel?utm_source=x"), "key": ""})).await;
        assert_eq!(answer["status"], "pending");
        let (id, receipt) = (answer["id"].as_i64().unwrap(), answer["receipt"].as_str().unwrap());
        assert_eq!(answer["permalink"], format!("{ORIGIN}/artikel#svar-{id}"));
        assert_eq!(answer["key"], format!("{ORIGIN}/artikel"));

        let path = format!("/api/v1/magasinet/comments/{id}");
        assert_eq!(app.get(&path).await.status(), 404);
        let own = app.request("GET", &path).bearer_auth(receipt).send().await.unwrap();
        assert_eq!(own.json::<Value>().await.unwrap()["status"], "pending");
        decide(&app, &site, id, Status::Approved).await;
        let public: Value = app.get(&path).await.json().await.unwrap();
        assert_eq!(public["status"], "approved");
        assert_eq!(public["html"], "<p>Tak for en god artikel.</p>");
        assert!(public.get("receipt").is_none());
    }

    /// A reply stands under what it answers, says so, and travels with its parent's key.
    async fn a_reply_answers_a_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        let first = posted(&app, "magasinet", json!({})).await;
        assert_eq!(first["status"], "approved");
        let id = first["id"].as_i64().unwrap();
        let form = page(&app, &format!("/t/magasinet?key=artikel&reply={id}")).await;
        assert!(form.contains("Skriv et svar til") && form.contains("Annuller svar"));
        let mut fields = fields_of(&form);
        fill(&mut fields, "body", "Enig!");
        fill(&mut fields, "name", "Karl P.");
        fill(&mut fields, "email", "karl@laeser.example");
        app.clock.advance(20 * Timestamp::SECOND);
        assert_eq!(send_form(&app, "magasinet", &fields).await.status(), 303);
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!(list["comments"][1]["parent"], id);
        assert_eq!(list["comments"][1]["depth"], 1);
        assert_eq!(list["comments"][0]["replies"], 1);
    }

    /// Every wrong field at once, each beside itself, and nothing lost.
    async fn a_wrong_form_comes_back_with_everything_typed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        let mut fields = fields_of(&page(&app, "/t/magasinet?key=artikel").await);
        fill(&mut fields, "name", "");
        fill(&mut fields, "email", "mette@");
        fill(&mut fields, "body", "Min <lange> tekst & mere");
        fill(&mut fields, "website", "javascript:alert(1)");
        app.clock.advance(5 * Timestamp::SECOND);
        let answer = send_form(&app, "magasinet", &fields).await;
        assert_eq!(answer.status(), 422);
        let html = answer.text().await.unwrap();
        assert!(html.contains("Skriv dit navn.") && html.contains("navn@eksempel.dk"));
        assert!(html.contains("Min &#60;lange&#62; tekst &#38; mere") || html.contains("Min &lt;lange&gt; tekst &amp; mere"));
        let again = fields_of(&html);
        assert!(again.contains(&("email".to_owned(), "mette@".to_owned())));
        assert!(again.contains(&("website".to_owned(), "javascript:alert(1)".to_owned())));

        let api = post(&app, "magasinet", json!({"name": " ", "email": "x", "body": ""})).await;
        assert_eq!(api.status(), 422);
        let problem: Value = api.json().await.unwrap();
        let codes: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["body-missing", "name-missing", "email-invalid"]);
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["version"], 0);
    }

    /// The receipt edits within the window, withdraws at any time, and a withdrawn comment leaves nothing.
    async fn the_receipt_edits_and_withdraws(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        let answer = posted(&app, "magasinet", json!({})).await;
        let (id, receipt) = (answer["id"].as_i64().unwrap(), answer["receipt"].as_str().unwrap());
        let path = format!("/api/v1/magasinet/comments/{id}");
        let own = async || -> Value {
            app.request("GET", &path).bearer_auth(receipt).send().await.unwrap().json().await.unwrap()
        };
        let until = rfc3339(app.now().plus(5 * Timestamp::MINUTE));
        assert_eq!((&own().await["source"], &answer["source"]), (&json!("Tak for en god artikel."), &own().await["source"]));
        assert_eq!((&answer["editable_until"], &answer["parent"]), (&json!(until), &Value::Null));
        let public: Value = app.get(&path).await.json().await.unwrap();
        assert!(public.get("source").is_none() && public.get("editable_until").is_none(), "{public}");
        let edit = |body: &str| app.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": body})).send();
        let edited: Value = edit("Rettet **tekst**").await.unwrap().json().await.unwrap();
        assert_eq!(edited["html"], "<p>Rettet <strong>tekst</strong></p>");
        assert_eq!((&edited["source"], &edited["editable_until"]), (&json!("Rettet **tekst**"), &answer["editable_until"]));
        assert!(edited["edited"].is_string());
        assert!(page(&app, "/t/magasinet?key=artikel").await.contains("Rettet <strong>tekst</strong>"));
        app.clock.advance(5 * Timestamp::MINUTE);
        assert_eq!(edit("For sent").await.unwrap().status(), 403);
        assert_eq!(own().await["editable_until"], Value::Null);

        let reply = posted(&app, "magasinet", json!({"parent": id, "email": "b@laeser.example", "body": "Svar"})).await;
        assert_eq!(app.request("DELETE", &path).bearer_auth(receipt).send().await.unwrap().status(), 204);
        assert_eq!(app.get(&path).await.status(), 404);
        let html = page(&app, "/t/magasinet?key=artikel").await;
        assert!(html.contains("Kommentaren er slettet af den, der skrev den.") && !html.contains("Rettet"));
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!((list["comments"][0]["status"].as_str(), &list["comments"][0]["author"]), (Some("rejected"), &Value::Null));
        let receipt = reply["receipt"].as_str().unwrap();
        let path = format!("/api/v1/magasinet/comments/{}", reply["id"]);
        app.request("DELETE", &path).bearer_auth(receipt).send().await.unwrap();
        assert!(page(&app, "/t/magasinet?key=artikel").await.contains("Der er ingen kommentarer endnu"));
    }

    /// The refusals of WordPress's list, each with its right status and the text kept.
    async fn refusals_have_their_statuses(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("close_after_days", "14")]).await;
        let first = posted(&app, "magasinet", json!({})).await;
        assert_eq!(post(&app, "magasinet", json!({})).await.status(), 409);
        assert_eq!(post(&app, "magasinet", json!({"body": " TAK for en  god artikel."})).await.status(), 409);
        let token = form_token(&app, "magasinet", "artikel").await;
        posted(&app, "magasinet", json!({"body": "Nummer to"})).await;
        app.clock.advance(14 * Timestamp::SECOND);
        let body = json!({"key": "artikel", "name": "M", "email": "mette@laeser.example", "body": "Tre", "token": token});
        let fast = app.request("POST", "/api/v1/magasinet/comments").json(&body).send().await.unwrap();
        assert_eq!((fast.status().as_u16(), fast.headers()["retry-after"].to_str().unwrap()), (429, "1"));
        app.clock.advance(Timestamp::SECOND);
        let slow = app.request("POST", "/api/v1/magasinet/comments").json(&body).send().await.unwrap();
        assert_eq!(slow.status(), 201);

        assert_eq!(post(&app, "magasinet", json!({"parent": 999, "body": "a"})).await.status(), 404);
        decide(&app, &site, first["id"].as_i64().unwrap(), Status::Trash).await;
        assert_eq!(post(&app, "magasinet", json!({"parent": first["id"], "body": "b"})).await.status(), 404);
        let elsewhere = json!({"parent": slow.json::<Value>().await.unwrap()["id"], "key": "anden", "body": "c"});
        assert_eq!(post(&app, "magasinet", elsewhere).await.status(), 404);
        let foreign = post(&app, "magasinet", json!({"url": "https://fremmed.example/a", "body": "d"})).await;
        assert_eq!(foreign.status(), 422);

        app.clock.advance(15 * Timestamp::DAY);
        assert_eq!(post(&app, "magasinet", json!({"body": "e"})).await.status(), 403);
        assert!(page(&app, "/t/magasinet?key=artikel").await.contains("Der blev lukket for kommentarer den"));
        let nowhere = app.request("POST", "/api/v1/findes-ikke/comments").json(&json!({})).send().await.unwrap();
        assert_eq!(nowhere.status(), 404);
    }

    /// First comments wait; a browser that shows the receipt of an approved one is known, a typed name is not.
    async fn trust_cannot_be_borrowed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let first = posted(&app, "magasinet", json!({})).await;
        assert_eq!(first["status"], "pending");
        let with_receipt = |n: u32| json!({"author": first["receipt"], "body": format!("Igen {n}")});
        assert_eq!(posted(&app, "magasinet", with_receipt(1)).await["status"], "pending");
        decide(&app, &site, first["id"].as_i64().unwrap(), Status::Approved).await;
        assert_eq!(posted(&app, "magasinet", with_receipt(2)).await["status"], "approved");
        assert_eq!(posted(&app, "magasinet", json!({"body": "Uden kvittering"})).await["status"], "pending");

        app.add_site("som-wordpress", &[("trust", "typed")]).await;
        let first = posted(&app, "som-wordpress", json!({})).await;
        let site = app.services.store.site(&svar::domain::site::SiteKey::parse("som-wordpress").unwrap()).await.unwrap();
        decide(&app, &std::sync::Arc::new(site.unwrap()), first["id"].as_i64().unwrap(), Status::Approved).await;
        assert_eq!(posted(&app, "som-wordpress", json!({"body": "Kendt"})).await["status"], "approved");
        assert_eq!(posted(&app, "som-wordpress", json!({"body": "Hm", "name": "En anden"})).await["status"], "pending");
    }

    /// Owner's lists match whole words only; links, missing and young form tokens hold; a filled trap is spam.
    async fn local_checks_hold_and_explain(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let settings = [("moderation", "open"), ("hold_words", "press\nbillig lån"), ("spam_words", "ÆBLE")];
        let site = app.add_site("magasinet", &settings).await;
        let mut expected = vec![];
        for (n, (change, status, signal)) in [
            (json!({"body": "Jeg læser WordPress"}), Status::Approved, ""),
            (json!({"body": "Fri press nu"}), Status::Pending, "hold-word"),
            (json!({"body": "Få et billig  LÅN i dag"}), Status::Pending, "hold-word"),
            (json!({"body": "Et æble"}), Status::Spam, "spam-word"),
            (json!({"body": "Se https://a.example"}), Status::Approved, ""),
            (json!({"body": "Se https://a.example og https://b.example"}), Status::Pending, "links"),
            (json!({"body": "Ingen token", "token": ""}), Status::Pending, "token-missing"),
            (json!({"body": "Falsk token", "token": "AAAA"}), Status::Pending, "token-forged"),
            (json!({"body": "Fælde", "hjemmeside2": "x"}), Status::Spam, "honeypot"),
        ]
        .into_iter()
        .enumerate()
        {
            let mut change = change;
            change["email"] = json!(format!("laeser{n}@eksempel.example"));
            let answer = posted(&app, "magasinet", change).await;
            let shown = if status == Status::Approved { "approved" } else { "pending" };
            assert_eq!(answer["status"], shown, "{answer}");
            expected.push((answer["id"].as_i64().unwrap(), status, signal));
        }
        for (id, status, signal) in expected {
            let comment = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
            assert_eq!(comment.status, status, "{}", comment.source);
            let codes: Vec<_> = comment.verdict.signals.iter().map(|s| s.code.as_str()).collect();
            assert!(signal.is_empty() || codes.contains(&signal), "{codes:?} lacks {signal}");
            assert!(status == Status::Approved || !codes.is_empty());
        }
    }

    /// Pressing twice, or again after a lost answer, makes one comment; writing something else makes another.
    async fn a_repeated_post_gets_the_first_answer(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        let send = |body: &str| {
            let body = json!({"key": "artikel", "name": "M", "email": "m@laeser.example", "body": body});
            let request = app.request("POST", "/api/v1/magasinet/comments").json(&body);
            request.header("idempotency-key", "0123456789abcdef").send()
        };
        let (first, second) = tokio::join!(send("Et"), send("Et"));
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!((first.status().as_u16(), second.status().as_u16()), (201, 201));
        assert_eq!(first.json::<Value>().await.unwrap(), second.json::<Value>().await.unwrap());
        assert_eq!(send("To").await.unwrap().status(), 409);

        let mut fields = fields_of(&page(&app, "/t/magasinet?key=artikel").await);
        fill(&mut fields, "body", "Fra formularen");
        fill(&mut fields, "name", "Karl");
        fill(&mut fields, "email", "karl@laeser.example");
        app.clock.advance(5 * Timestamp::SECOND);
        let first = send_form(&app, "magasinet", &fields).await.headers()["location"].clone();
        assert_eq!(send_form(&app, "magasinet", &fields).await.headers()["location"], first);
        fill(&mut fields, "body", "Noget andet");
        assert_ne!(send_form(&app, "magasinet", &fields).await.headers()["location"], first);
    }

    /// A page holds 50 conversations; following the links shows each comment exactly once, in every order.
    async fn paging_shows_each_comment_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        let mut ids = vec![];
        for n in 0..130_usize {
            let mut change = json!({"body": format!("Kommentar nummer {n}"), "email": format!("l{n}@eksempel.example")});
            if n % 10 == 3 {
                change["parent"] = json!(ids[n / 2]);
            }
            ids.push(posted(&app, "magasinet", change).await["id"].as_i64().unwrap());
        }
        for sort in ["oldest", "newest", "top"] {
            let mut seen = vec![];
            let mut path = format!("/api/v1/magasinet/comments?key=artikel&limit=17&sort={sort}");
            loop {
                let list = listed(&app, &path).await;
                seen.extend(list["comments"].as_array().unwrap().iter().map(|c| c["id"].as_i64().unwrap()));
                let Some(next) = list["next"].as_str() else { break };
                path = format!("/api/v1/magasinet/comments?key=artikel&limit=17&sort={sort}&after={next}");
            }
            let mut sorted = seen.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, ids, "{sort}");

            let (mut seen, mut path) = (vec![], format!("/t/magasinet?key=artikel&sort={sort}"));
            loop {
                let html = page(&app, &path).await;
                let document = scraper::Html::parse_document(&html);
                let articles = scraper::Selector::parse("article[id^=svar-]").unwrap();
                let number = |a: scraper::ElementRef<'_>| a.value().id().unwrap()[5..].parse::<i64>().unwrap();
                seen.extend(document.select(&articles).map(number));
                let more = scraper::Selector::parse("a[href*='after=']").unwrap();
                let Some(next) = document.select(&more).next() else { break };
                path = next.value().attr("href").unwrap().strip_prefix(&app.base).unwrap().to_owned();
            }
            seen.sort_unstable();
            assert_eq!(seen, ids, "page {sort}");
        }
    }

    /// Shared bytes with an ETag and packed twins; a fresh form token with every answer, 304 included.
    async fn reads_are_shared_bytes(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        posted(&app, "magasinet", json!({})).await;
        for path in ["/api/v1/magasinet/comments?key=artikel", "/t/magasinet/fragment?key=artikel"] {
            let plain = app.get(path).await;
            let etag = plain.headers()["etag"].clone();
            assert!(plain.headers()["cache-control"].to_str().unwrap().starts_with("public, max-age=10"));
            let text = plain.bytes().await.unwrap();
            let same = app.request("GET", path).header("if-none-match", &etag).send().await.unwrap();
            assert_eq!(same.status(), 304);
            assert!(same.headers().contains_key("svar-form"));
            for (encoding, start) in [("gzip", &[0x1f, 0x8b][..]), ("br", &[][..])] {
                let packed = app.request("GET", path).header("accept-encoding", encoding).send().await.unwrap();
                assert_eq!(packed.headers()["content-encoding"], encoding);
                assert_ne!(packed.headers()["etag"], etag);
                let bytes = packed.bytes().await.unwrap();
                assert!(bytes.starts_with(start) && bytes != text);
            }
        }
        app.clock.advance(20 * Timestamp::SECOND);
        let before = app.get("/t/magasinet/fragment?key=artikel").await.headers()["etag"].clone();
        posted(&app, "magasinet", json!({"body": "Mere"})).await;
        assert_ne!(app.get("/t/magasinet/fragment?key=artikel").await.headers()["etag"], before);
    }

    /// A page's language is `lang=`, else the site's; the browser's wish does not count.
    async fn the_language_is_asked_for_or_the_sites(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        app.add_site("magazine", &[("lang", "en")]).await;
        assert!(page(&app, "/t/magazine?key=a").await.contains("Leave a reply"));
        assert!(page(&app, "/t/magazine?key=a&lang=da").await.contains("Skriv et svar"));
        let asked = app.request("GET", "/t/magasinet?key=a").header("accept-language", "en").send().await.unwrap();
        let html = asked.text().await.unwrap();
        assert!(html.contains("Skriv et svar") && html.contains("lang=\"da\""));
        assert!(page(&app, "/t/magasinet?key=a&lang=en").await.contains("Your email address will not be published."));
    }

    /// The document describes what is served: each path and method answers, and none is missing.
    async fn the_openapi_document_describes_what_is_served(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        let document = listed(&app, "/api/v1/openapi.json").await;
        let paths = document["paths"].as_object().unwrap();
        let described: Vec<&str> = paths.keys().map(String::as_str).collect();
        for path in ["/api/v1/{site}/comments", "/api/v1/{site}/comments/{id}", "/api/v1/{site}/counts",
                     "/api/v1/{site}/preview"] {
            assert!(described.contains(&path), "{path} is not described");
        }
        for (path, methods) in paths {
            let address = path.replace("{site}", "magasinet").replace("{id}", "1");
            for method in ["get", "post", "patch", "delete", "put"] {
                let answer = app.request(&method.to_uppercase(), &address).send().await.unwrap();
                let served = answer.status() != 405;
                assert_eq!(served, methods.get(method).is_some(), "{method} {path}: {}", answer.status());
                if let Some(operation) = methods.get(method) {
                    let status = answer.status().as_u16().to_string();
                    assert!(operation["responses"].get(&status).is_some(), "{method} {path} answers {status}");
                }
            }
        }
    }

    /// What is previewed is what will be shown, and nothing of it is kept.
    async fn a_preview_shows_what_will_be_shown(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        let ask = |body: Value| app.request("POST", "/api/v1/magasinet/preview").json(&body).send();
        let answer: Value = ask(json!({"body": "**Fed** <script>alert(1)</script>"})).await.unwrap().json().await.unwrap();
        assert!(answer["html"].as_str().unwrap().starts_with("<p><strong>Fed</strong> &lt;script"));
        assert_eq!(ask(json!({"body": ""})).await.unwrap().status(), 422);
        assert_eq!(ask(json!({"body": "a", "more": 1})).await.unwrap().status(), 422);
    }
}

on_both_engines! {
    /// Anybody may send a title; readers see one only when a comment that came with it was let in.
    async fn an_articles_title_is_believed_with_its_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        posted(&app, "magasinet", json!({"title": "Køb piller", "email": "x@eksempel.example", "body": "Spam"})).await;
        let good = posted(&app, "magasinet", json!({"title": "De små forlag"})).await;
        assert!(!page(&app, "/t/magasinet?key=artikel").await.contains("Køb piller"));
        decide(&app, &site, good["id"].as_i64().unwrap(), Status::Approved).await;
        let html = page(&app, "/t/magasinet?key=artikel").await;
        assert!(html.contains("De små forlag") && !html.contains("Køb piller"));
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!(list["thread"]["title"], "De små forlag");
    }
}

on_both_engines! {
    /// Over the limit: 429 with `Retry-After`, and the text is still in the form.
    async fn a_reader_over_the_limit_keeps_the_text(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.limits.enabled = true).await;
        app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let mut fields = fields_of(&page(&app, "/t/magasinet?key=artikel").await);
        fill(&mut fields, "name", "Mette");
        for n in 0..5 {
            fill(&mut fields, "body", &format!("Kommentar {n}"));
            fill(&mut fields, "email", &format!("l{n}@eksempel.example"));
            assert_eq!(send_form(&app, "magasinet", &fields).await.status(), 303);
        }
        fill(&mut fields, "body", "Den sjette, som jeg har skrevet længe på");
        let refused = send_form(&app, "magasinet", &fields).await;
        assert_eq!(refused.status(), 429);
        let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        let html = refused.text().await.unwrap();
        assert!(html.contains("Den sjette, som jeg har skrevet længe på") && html.contains("sekunder"));
        app.clock.advance(i64::try_from(wait).unwrap() * Timestamp::SECOND);
        assert_eq!(send_form(&app, "magasinet", &fields).await.status(), 303);
    }

    /// Neither the thread nor what is answered can be read, and still the form comes back with every field.
    async fn a_text_comes_back_even_where_the_thread_cannot_be_shown(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        let mut fields = fields_of(&page(&app, "/t/magasinet?key=artikel").await);
        for (name, text) in [("key", "en anden artikel"), ("name", "Mette"), ("email", "m@eksempel.example")] {
            fill(&mut fields, name, text);
        }
        fill(&mut fields, "body", "Skrevet <længe> på");
        fields.push(("parent".to_owned(), "1".to_owned()));
        app.services.store.close().await;
        let refused = send_form(&app, "magasinet", &fields).await;
        assert_eq!(refused.status(), 503);
        assert!(refused.headers().contains_key("retry-after"));
        if db.engine == Engine::Postgres {
            // With the database goes the news of changes, so not even the site is believed in any more.
            return;
        }
        let html = refused.text().await.unwrap();
        assert!(html.contains("role=\"alert\"") && !html.contains("svar-thread"), "{html}");
        let again = fields_of(&html);
        for typed in fields.iter().filter(|(name, _)| ["key", "name", "email", "body", "parent"].contains(&name.as_str())) {
            assert!(again.contains(typed), "{typed:?} is lost: {again:?}");
        }
    }
}
