//! Hostile strings in every field, through HTTP into the database and out again in every form: whatever was
//! typed stays text in the place that the templates give it.
//!
//! What may stand on a page is learned from a page of the same kind with harmless comments: an element or an
//! attribute that is not there came from what somebody typed. The rendering of texts has laws of its own
//! (`text_laws`); here it is about everything around them.

use std::collections::BTreeSet;
use std::sync::Arc;

use reqwest::StatusCode;
use scraper::Html;
use serde_json::{Value, json};
use svar::domain::comment::CommentId;
use svar::domain::moderator::Role;
use svar::domain::normal;
use svar::domain::site::Site;
use svar::domain::thread::ThreadKey;
use svar::mail::Mailer;
use tokio::task::JoinSet;

use crate::desk::Desk;
use crate::readers::{fields_of, fill};
use crate::support::app::TestApp;
use crate::support::{Engine, TestDb, on_both_engines};
use crate::text_laws::{hostile, walk};

const FIELDS: [&str; 3] = ["name", "website", "title"];
const SETTINGS: [(&str, &str); 5] = [
    ("checks_off", "model sender"),
    ("moderation", "open"),
    ("flood_seconds", "0"),
    ("max_links", "0"),
    ("max_length", "60000"),
];
/// Comments of one thread, so that a page shows them all.
const THREAD: usize = 40;

/// Every `n`th line, others on each engine: neighbours in the files do much the same, and a test must not take
/// minutes. The texts alone are all rendered in `text_laws`.
fn share(db: &TestDb, n: usize, lines: Vec<String>) -> Vec<String> {
    lines.into_iter().skip(if db.engine == Engine::Postgres { n / 2 } else { 0 }).step_by(n).collect()
}

async fn start(db: &TestDb) -> (Arc<TestApp>, Arc<Site>) {
    let app = TestApp::start(db, |options| options.mailer = Some(Mailer::Off)).await;
    let site = app.add_site("magasinet", &SETTINGS).await;
    (Arc::new(app), site)
}

/// A comment with every kind of text, twice, one answering the other; with a website and without.
async fn harmless(app: &TestApp, site: &Site) {
    let body = "Et *to* **tre** `fire` ~~fem~~ <q>seks</q> [syv](https://syv.example) otte@ni.example\nti\n\n> citat\n\n\
        - et\n- to\n\n1. et\n2. to\n\n```\nkode\n```\n<cite>c</cite> <i>i</i> <b>b</b> <del>d</del> <s>s</s>";
    let first = json!({"key": "pænt", "name": "Anna", "email": "a@laeser.example", "website": "https://a.example",
        "title": "En artikel", "body": body, "url": "https://magasinet.example/pænt"});
    let (_, answer) = send(app, site, first.clone()).await;
    let mut second = first;
    second["parent"] = answer["id"].clone();
    second["email"] = json!("b@laeser.example");
    second["website"] = json!("");
    assert_eq!(send(app, site, second).await.0, 201);
}

async fn send(app: &TestApp, site: &Site, mut body: Value) -> (StatusCode, Value) {
    if let Some(key) = body["key"].as_str().and_then(ThreadKey::parse) {
        body["token"] = json!(app.services.keys.form_token(site.id, &key, app.now().plus(-60_000)));
    }
    let answer = app.request("POST", "/api/v1/magasinet/comments").json(&body).send().await.unwrap();
    let status = answer.status();
    (status, answer.json().await.unwrap_or_default())
}

/// Element and attribute names; what addresses there are must be ones that only lead somewhere.
fn names(html: &str, what: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let mut names = BTreeSet::new();
    for element in page.tree.root().descendants().filter_map(scraper::ElementRef::wrap) {
        names.insert(format!("<{}>", element.value().name()));
        for (name, value) in element.value().attrs() {
            names.insert(format!("{}[{name}]", element.value().name()));
            if ["href", "src", "action", "formaction", "data", "poster", "background", "srcset"].contains(&name) {
                let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
                let harmless = value.starts_with(['#', '/', '?']) && !value.starts_with("//");
                let known = scheme.is_some_and(|s| ["http", "https", "mailto"].contains(&s.as_str()));
                assert!(harmless || known, "{what}: {name}={value:?}");
            }
        }
    }
    names
}

/// The names of all tags of a document in which every other `<` is escaped.
fn tags(xml: &str) -> BTreeSet<String> {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(legal), "a character that XML does not allow");
    let pieces = xml.split('<').skip(1);
    pieces.map(|piece| piece.split(['>', ' ', '\n']).next().unwrap().to_owned()).collect()
}

async fn text(app: &TestApp, path: &str) -> String {
    let answer = app.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// What a page may hold, by its kind.
struct Allowed {
    page: BTreeSet<String>,
    feed: BTreeSet<String>,
}

impl Allowed {
    async fn learn(app: &TestApp, site: &Site) -> Self {
        harmless(app, site).await;
        let mut page = names(&text(app, "/t/magasinet?key=pænt&reply=1").await, "a harmless page");
        // A title, and a thread without one; a form with everything wrong.
        page.extend(names(&text(app, "/t/magasinet?key=tom").await, "an empty page"));
        let wrong = [
            ("key", "pænt"),
            ("name", ""),
            ("email", "x"),
            ("website", "x:"),
            ("body", ""),
            ("title", "t"),
            ("sort", "newest"),
        ];
        let refused = app.form("/t/magasinet", &wrong).send().await.unwrap();
        assert_eq!(refused.status(), 422);
        page.extend(names(&refused.text().await.unwrap(), "a refused form"));
        page.extend(names(&text(app, "/t/magasinet?key=pænt&sort=newest&lang=en").await, "another order"));
        Self { page, feed: tags(&text(app, "/t/magasinet/feed.atom?key=pænt").await) }
    }

    #[track_caller]
    fn hold(&self, html: &str, what: &str) {
        let strange: Vec<_> = names(html, what).difference(&self.page).cloned().collect();
        assert_eq!(strange, Vec::<String>::new(), "on {what}: {html}");
    }

    /// Reads a thread in every form that there is.
    async fn check(&self, app: &TestApp, key: &str) {
        let key: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
        self.hold(&text(app, &format!("/t/magasinet?key={key}")).await, &key);
        self.hold(&text(app, &format!("/t/magasinet/fragment?key={key}")).await, &key);
        let feed = tags(&text(app, &format!("/t/magasinet/feed.atom?key={key}")).await);
        assert!(feed.is_subset(&self.feed), "feed of {key}: {feed:?}");
        let list: Value =
            serde_json::from_str(&text(app, &format!("/api/v1/magasinet/comments?key={key}&limit=100")).await).unwrap();
        for comment in list["comments"].as_array().unwrap() {
            walk(comment["html"].as_str().unwrap());
            if let Some(website) = comment["author"]["website"].as_str() {
                let url = url::Url::parse(website).unwrap();
                assert!(["http", "https"].contains(&url.scheme()) && url.as_str() == website, "{website:?}");
            }
        }
    }
}

/// Posts each line as a text, and in one more field in turn; a field that refuses it is left out the second time.
/// Gives the ids of what was taken, with the line.
async fn post_all(app: &Arc<TestApp>, site: &Arc<Site>, lines: &[String]) -> Vec<(i64, String)> {
    let mut taken = vec![];
    for (chunk, part) in lines.chunks(THREAD).enumerate() {
        let mut posts = JoinSet::new();
        for (n, line) in part.iter().cloned().enumerate() {
            let (app, site) = (app.clone(), site.clone());
            posts.spawn(async move {
                let mut plain = json!({"key": format!("tråd {chunk}"), "name": "Anna", "body": line,
                    "email": format!("l{chunk}-{n}@laeser.example")});
                let field = FIELDS[(n + chunk) % FIELDS.len()];
                let mut full = plain.clone();
                full[field] = json!(line);
                let (mut status, mut answer) = send(&app, &site, full).await;
                if status == 422 {
                    (status, answer) = send(&app, &site, plain.take()).await;
                }
                assert!([201, 422].contains(&status.as_u16()), "{status} to {line:?}: {answer}");
                answer["id"].as_i64().map(|id| (id, line))
            });
        }
        taken.extend(posts.join_all().await.into_iter().flatten());
    }
    taken
}

on_both_engines! {
    /// Markup in every field: it is read in page, fragment, list and feed, at the desk and on the receipt.
    async fn markup_stays_text(db: TestDb) {
        let (app, site) = start(&db).await;
        let allowed = Allowed::learn(&app, &site).await;
        let lines = share(&db, 5, hostile("xss-dev.txt", None, |_| true));
        let taken = post_all(&app, &site, &lines).await;
        assert!(taken.len() * 10 >= lines.len() * 9, "only {} of {} were taken", taken.len(), lines.len());
        for chunk in 0..lines.len().div_ceil(THREAD) {
            allowed.check(&app, &format!("tråd {chunk}")).await;
        }
        app.add_moderator("mette@holdet.example", Role::Owner, &[&site]).await;
        let desk = Desk::signed_in(&app, "mette@holdet.example").await;
        let harmless = names(&desk.page("/desk/magasinet/comments/1").await, "the desk");
        for (id, _) in taken.iter().step_by(40) {
            let found = names(&desk.page(&format!("/desk/magasinet/comments/{id}")).await, "the desk");
            let strange: Vec<_> = found.difference(&harmless).filter(|name| !in_texts(name)).collect();
            assert!(strange.is_empty(), "comment {id} at the desk: {strange:?}");
        }
    }

    /// In the key, in the address of a page, and in a form that is given back.
    async fn what_is_given_back_stays_text(db: TestDb) {
        let (app, site) = start(&db).await;
        let allowed = Allowed::learn(&app, &site).await;
        let mut lines = share(&db, 24, hostile("xss-dev.txt", None, |_| true));
        lines.extend(share(&db, 6, hostile("naughty-strings.jsonl", Some("s"), |_| true)));
        let empty = fields_of(&text(&app, "/t/magasinet?key=pænt").await);
        for line in lines.iter().filter(|line| line.len() < 2_000) {
            let key: String = url::form_urlencoded::byte_serialize(line.as_bytes()).collect();
            let page = app.get(&format!("/t/magasinet?key={key}&lang={key}")).await;
            assert!([200, 422].contains(&page.status().as_u16()), "{} to {line:?}", page.status());
            if page.status() == 200 {
                allowed.hold(&page.text().await.unwrap(), line);
            }
            let mut fields = empty.clone();
            for name in ["body", "name", "website", "email"] {
                fill(&mut fields, name, line);
            }
            fields.push(("title".to_owned(), line.clone()));
            let answer = app.request("POST", "/t/magasinet").form(&fields).send().await.unwrap();
            assert_eq!(answer.status(), 422, "{line:?} is no e-mail address");
            let html = answer.text().await.unwrap();
            allowed.hold(&html, line);
            let again = fields_of(&html);
            let typed = |name: &str| again.iter().find(|(n, _)| n == name).unwrap().1.clone();
            // A parser turns CR into LF, and NUL into U+FFFD or nothing, whoever wrote the page.
            let read = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace(['\0', '\u{fffd}'], "");
            for name in ["name", "website", "email", "body"] {
                assert_eq!(read(&typed(name)), read(line), "{name} is lost");
            }
        }
        assert_eq!(app.services.store.tally(site.id).await.unwrap().approved, 2, "nothing of it was stored");
    }

    /// Odd letters are kept as they were typed, in normal form, or refused; and change nothing around them.
    async fn odd_letters_are_kept_or_refused(db: TestDb) {
        let (app, site) = start(&db).await;
        let allowed = Allowed::learn(&app, &site).await;
        let mut lines = hostile("naughty-strings.jsonl", Some("s"), |_| true);
        lines.extend(hostile("unicode-hostile.jsonl", Some("s"), |_| true));
        let lines = share(&db, 2, lines);
        let taken = post_all(&app, &site, &lines).await;
        assert!(taken.len() * 2 > lines.len());
        for (id, line) in &taken {
            let stored = app.services.store.desk_comment(site.id, CommentId(*id)).await.unwrap().unwrap();
            assert_eq!(stored.source, normal::text(line));
            assert!(stored.name == "Anna" || stored.name == normal::line(line), "{:?}", stored.name);
        }
        for chunk in 0..lines.len().div_ceil(THREAD) {
            allowed.check(&app, &format!("tråd {chunk}")).await;
        }
    }

    /// Addresses that people mail to are taken, what only looks like one is refused in its field.
    async fn addresses_are_told_from_what_looks_like_them(db: TestDb) {
        let (app, site) = start(&db).await;
        for (file, class, wanted) in [("emails-valid.jsonl", "must", Some(201)), ("emails-invalid.jsonl", "must-reject", Some(422)),
            ("emails-invalid.jsonl", "may-reject", None)] {
            for (n, email) in hostile(file, Some("email"), |line| line["class"] == class).into_iter().enumerate() {
                let body = json!({"key": "k", "name": format!("{class} {n}"), "body": format!("{class} {n}"), "email": email});
                let (status, answer) = send(&app, &site, body).await;
                assert!(wanted.is_none_or(|wanted| status == wanted) && status.as_u16() < 500, "{status} to {email:?}");
                if status == 422 {
                    assert_eq!(answer["errors"][0]["field"], "email", "{email:?}");
                    assert!(email.len() < 6 || !answer.to_string().contains(&email), "{answer}");
                }
            }
        }
    }

    /// A website is a link that only leads somewhere, or it is refused.
    async fn a_website_is_an_inert_link_or_refused(db: TestDb) {
        let (app, site) = start(&db).await;
        let allowed = Allowed::learn(&app, &site).await;
        let urls = share(&db, 2, hostile("urls-hostile.jsonl", Some("url"), |_| true));
        for (n, url) in urls.iter().enumerate() {
            let body = json!({"key": format!("tråd {}", n / THREAD), "name": "Anna", "email": format!("l{n}@laeser.example"),
                "body": format!("{url} {n}"), "website": url});
            let (status, answer) = send(&app, &site, body).await;
            assert!([201, 422].contains(&status.as_u16()), "{status} to {url:?}: {answer}");
            let page = json!({"key": "k", "name": "Anna", "email": "x@laeser.example", "body": format!("{n}"), "url": url});
            let (status, answer) = send(&app, &site, page).await;
            assert!(status == 422 || answer["permalink"].as_str().unwrap().starts_with("http"), "{status} to {url:?}");
        }
        for chunk in 0..urls.len().div_ceil(THREAD) {
            allowed.check(&app, &format!("tråd {chunk}")).await;
        }
    }
}

/// What the text of a comment may hold (`text_laws` holds it to that).
fn in_texts(name: &str) -> bool {
    let texts = "<p> <br> <b> <strong> <i> <em> <s> <del> <q> <cite> <code> <pre> <blockquote> <ul> <ol> <li> <a>";
    texts.split(' ').any(|known| known == name) || ["a[href]", "a[rel]"].contains(&name)
}
