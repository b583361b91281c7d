//! The moderators' desk: what stands on its pages, and what its forms do.

use std::sync::Arc;

use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::comment::CommentId;
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::store::queue::Tally;

use crate::readers::posted;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::on_both_engines;

pub const EMAIL: &str = "anne@redaktion.example";

/// A moderator's browser: keeps its cookie, and sends forms as from our own pages.
pub struct Desk<'a> {
    pub app: &'a TestApp,
    pub cookie: String,
}

impl<'a> Desk<'a> {
    pub async fn signed_in(app: &'a TestApp, email: &str) -> Self {
        let answer = sign_in(app, email, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        Self { app, cookie: cookie_of(&answer) }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.app.request("GET", path).header("cookie", &self.cookie).send().await.unwrap()
    }

    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        read(answer).await
    }

    pub async fn csrf(&self, path: &str) -> String {
        value_of(&self.page(path).await, "csrf")
    }

    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.app.form(path, fields).header("cookie", &self.cookie).header("sec-fetch-site", "same-origin")
    }

    /// Sends a form with the session's token.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let csrf = self.csrf("/desk/magasinet/queue").await;
        let fields: Vec<_> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.form(path, &fields).send().await.unwrap()
    }

    /// Sends a form and reads the page that it leads to.
    pub async fn sent(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.send(path, fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        self.page(answer.headers()["location"].to_str().unwrap()).await
    }
}

pub async fn read(answer: Response) -> String {
    let html = answer.text().await.unwrap();
    assert!(!html.contains('⟦'), "a word is missing: {html}");
    html
}

pub fn value_of(html: &str, name: &str) -> String {
    let document = scraper::Html::parse_document(html);
    let field = scraper::Selector::parse(&format!("input[name={name}]")).unwrap();
    let field = document.select(&field).next().unwrap_or_else(|| panic!("there is no {name}"));
    field.value().attr("value").unwrap().to_owned()
}

pub fn cookie_of(answer: &Response) -> String {
    answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

pub async fn sign_in(app: &TestApp, email: &str, password: &str) -> Response {
    let token = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
    let fields = [("csrf", token.as_str()), ("email", email), ("password", password)];
    app.form("/desk/sign-in", &fields).header("sec-fetch-site", "same-origin").send().await.unwrap()
}

pub async fn magazine(app: &TestApp) -> Arc<Site> {
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    site
}

/// Comments that wait, by different people, one after the other.
pub async fn waiting(app: &TestApp, bodies: &[&str]) -> Vec<i64> {
    let mut ids = Vec::new();
    for (n, body) in bodies.iter().enumerate() {
        let email = format!("hemmelig{n}@laeser.example");
        let sent = json!({"name": format!("Læser {n}"), "email": email, "body": body, "title": "De små forlag"});
        let comment = posted(app, "magasinet", sent).await;
        assert_eq!(comment["status"], "pending");
        ids.push(comment["id"].as_i64().unwrap());
    }
    ids
}

pub async fn tally(app: &TestApp, site: &Site) -> Tally {
    app.services.store.tally(site.id).await.unwrap()
}

pub fn counted(pending: i64, approved: i64, spam: i64, trash: i64) -> Tally {
    Tally { pending, approved, spam, trash, flagged: 0 }
}

on_both_engines! {
    /// Everything that a decision needs stands on the card; what a moderator needs not know does not.
    async fn a_card_shows_the_comment_its_context_and_why_it_waits(db: TestDb) {
        let app = TestApp::start(&db, |o| {
            o.config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        })
        .await;
        let site = magazine(&app).await;
        let first = waiting(&app, &["Hvad med *lagerlejen*?"]).await[0];
        crate::readers::decide(&app, &site, first, svar::domain::comment::Status::Approved).await;
        let token = crate::readers::form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(20 * Timestamp::SECOND);
        let reply = json!({"key": "artikel", "parent": first, "name": "Bo <b>", "email": "bo@laeser.example",
            "website": "https://bo.example", "token": token, "body": "Se https://a.example og https://b.example"});
        let sent = app.request("POST", "/api/v1/magasinet/comments").header("x-forwarded-for", "203.0.113.77");
        assert_eq!(sent.json(&reply).send().await.unwrap().status(), 201);

        let desk = Desk::signed_in(&app, EMAIL).await;
        let html = desk.page("/desk/magasinet/queue").await;
        for shown in [
            "Bo &#60;b&#62;", "svar til", "De små forlag", "Svarer på", "Hvad med lagerlejen?", "Indeholder 2 links.",
            "Første kommentar fra denne forfatter.", "0 godkendt · 0 afvist · 0 spam", "203.0.113.0/24",
            "https://bo.example/", "I tvivl (1,0)", "Godkend", "Mette Moderator", "Afventer <b>1</b>",
            "Godkendt <b>1</b>", "2. marts 2026 kl. ",
        ] {
            assert!(html.contains(shown), "{shown} is missing: {html}");
        }
        assert!(!html.contains("href=\"https://bo.example"), "an author's website is text at the desk");
        for hidden in ["bo@laeser", "hemmelig0@", "203.0.113.77"] {
            assert!(!html.contains(hidden), "{hidden} is shown");
        }
    }

    /// One button, one decision: counted, shown to readers, in the audit log, and to be taken back.
    async fn a_single_decision_is_carried_out_recorded_and_undone(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Godt skrevet."]).await[0].to_string();
        let desk = Desk::signed_in(&app, EMAIL).await;
        let back = ("back", "/desk/magasinet/queue?status=pending");
        let after = desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "approved"), back]).await;
        assert!(after.contains("1 kommentar godkendt.") && after.contains("Køen er tom."));
        assert_eq!(tally(&app, &site).await, counted(0, 1, 0, 0));
        assert!(app.get("/t/magasinet?key=artikel").await.text().await.unwrap().contains("Godt skrevet."));

        let undo = desk.sent("/desk/magasinet/undo", &[("step", &value_of(&after, "step")), back]).await;
        assert!(undo.contains("Fortrudt: 1 kommentar er, som den var.") && undo.contains("Godt skrevet."));
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 0));

        desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "spam"), back]).await;
        assert_eq!(tally(&app, &site).await, counted(0, 0, 1, 0));
        desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "restore"), back]).await;
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 0));

        let history = desk.page(&format!("/desk/magasinet/comments/{id}")).await;
        for line in ["Afventer → Godkendt", "Godkendt → Afventer", "Afventer → Spam", "gendannet: Spam → Afventer"] {
            assert!(history.contains(line), "{line} is missing: {history}");
        }
        let recorded = app.services.store.decisions(site.id, CommentId(id.parse().unwrap())).await.unwrap();
        let by_anne = recorded.iter().filter(|d| d.moderator.as_deref() == Some("Mette Moderator")).count();
        assert_eq!(by_anne, 4);
    }

    /// The chosen comments are decided together; one that cannot be does not stop the others.
    async fn the_chosen_comments_are_decided_together(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids: Vec<String> = waiting(&app, &["En.", "To.", "Tre."]).await.iter().map(i64::to_string).collect();
        let desk = Desk::signed_in(&app, EMAIL).await;
        let path = "/desk/magasinet/decisions";
        let none = desk.sent(path, &[("to", "spam")]).await;
        assert!(none.contains("Ingen kommentarer var valgt."));

        let after = desk.sent(path, &[("id", &ids[0]), ("id", &ids[2]), ("id", "4711"), ("to", "trash")]).await;
        assert!(after.contains("2 kommentarer afvist.") && after.contains("1 kunne ikke afgøres"));
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 2));
        assert!(after.contains("To.") && !after.contains("Tre."));

        let wrong: [&[(&str, &str)]; 3] =
            [&[("id", &ids[1]), ("to", "gone")], &[("id", &ids[1])], &[("id", "x"), ("to", "spam")]];
        for fields in wrong {
            assert_eq!(desk.send(path, fields).await.status(), StatusCode::BAD_REQUEST, "{fields:?}");
        }
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 2));
        let chosen = desk.page("/desk/magasinet/queue?status=pending&choose=all").await;
        assert_eq!(chosen.matches(" checked").count(), 1);
    }

    /// Paging shows each comment once, and a cursor is of one list of one site.
    async fn a_long_queue_is_read_in_parts(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let bodies: Vec<String> = (0..52).map(|n| format!("Nummer {n:02} af mange.")).collect();
        waiting(&app, &bodies.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first = desk.page("/desk/magasinet/queue").await;
        let next = link_to_next(&first);
        let second = desk.page(&next).await;
        for (n, body) in bodies.iter().enumerate() {
            assert_eq!((first.contains(body), second.contains(body)), (n < 50, n >= 50), "{body}");
        }
        let cursor = next.split("after=").nth(1).unwrap();
        let of_spam = desk.get(&format!("/desk/magasinet/queue?status=spam&after={cursor}")).await;
        assert_eq!(of_spam.status(), StatusCode::BAD_REQUEST);
        assert_eq!(desk.get("/desk/magasinet/queue?status=gone").await.status(), StatusCode::NOT_FOUND);
    }

    /// Who and what is banned from the card and the list is kept out, until the ban is lifted.
    async fn bans_are_made_listed_and_lifted(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let id = waiting(&app, &["Køb billige ure."]).await[0].to_string();
        let desk = Desk::signed_in(&app, EMAIL).await;
        let path = "/desk/magasinet/bans";
        let after = desk.sent(path, &[("what", "email"), ("comment", &id), ("days", "7")]).await;
        assert!(after.contains("Spærret.") && after.contains("Læser 0") && after.contains("9. marts 2026"));
        assert!(!after.contains("hemmelig0"));
        let tried = desk.send(&format!("{path}/try"), &[("what", "word"), ("text", "guldur"), ("days", "")]).await;
        let tried = value_of(&read(tried).await, "tried");
        desk.sent(path, &[("what", "word"), ("text", "guldur"), ("days", ""), ("tried", &tried)]).await;
        let again = json!({"email": "hemmelig0@laeser.example", "body": "Igen."});
        assert_eq!(crate::readers::post(&app, "magasinet", again.clone()).await.status(), 403);
        let word = crate::readers::post(&app, "magasinet", json!({"body": "Et guldur til dig"})).await;
        assert_eq!(word.status(), 403);

        let list = desk.page(path).await;
        assert!(list.contains("guldur") && list.contains("Indtil den bliver ophævet"));
        let lift = |list: &str| list.split("name=\"lift\" value=\"").last().unwrap().split('"').next().unwrap().to_owned();
        let lifted = desk.sent(path, &[("lift", &lift(&list))]).await;
        assert!(lifted.contains("Spærringen er ophævet.") && !lifted.contains("Læser 0"));
        assert_eq!(crate::readers::post(&app, "magasinet", again).await.status(), 201);
        assert_eq!(desk.send(path, &[("what", "word"), ("text", "x"), ("days", "-1")]).await.status(), 400);
        assert_eq!(desk.send(path, &[("what", "word"), ("text", " ")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    /// A thread is closed from a card, and opened again.
    async fn a_thread_is_closed_and_opened(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Godt skrevet."]).await[0];
        let thread = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap().thread.0;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let path = format!("/desk/magasinet/threads/{thread}");
        assert!(desk.sent(&path, &[("to", "closed")]).await.contains("Der er lukket for kommentarer til artiklen."));
        assert_eq!(crate::readers::post(&app, "magasinet", json!({})).await.status(), 403);
        desk.sent(&path, &[("to", "open")]).await;
        assert_eq!(crate::readers::post(&app, "magasinet", json!({})).await.status(), 201);
        assert_eq!(desk.send("/desk/magasinet/threads/4711", &[("to", "closed")]).await.status(), 404);
    }

    /// What its author took back is not for moderators to show again.
    async fn a_withdrawn_comment_cannot_be_decided(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let comment = posted(&app, "magasinet", json!({"body": "Det fortryder jeg."})).await;
        let (id, receipt) = (comment["id"].to_string(), comment["receipt"].as_str().unwrap());
        let gone = app.request("DELETE", &format!("/api/v1/magasinet/comments/{id}")).bearer_auth(receipt);
        assert!(gone.send().await.unwrap().status().is_success());
        let desk = Desk::signed_in(&app, EMAIL).await;
        let trash = desk.page("/desk/magasinet/queue?status=trash").await;
        assert!(trash.contains("slettet af den, der skrev den") && !trash.contains("fortryder"));
        assert!(!trash.contains(&format!("aria-describedby=\"c{id}-who\"")), "there is no button");
        let said = desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "approved")]).await;
        assert!(said.contains("1 kunne ikke afgøres"));
        assert_eq!(tally(&app, &site).await, counted(0, 0, 0, 1));
    }

    /// A line that says what was done is ours alone to write.
    async fn nobody_else_can_make_the_desk_say_that_something_was_done(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let queue = "/desk/magasinet/queue?status=pending";
        for made_up in ["approved", "YXBwcm92ZWQgMCAx", ""] {
            assert!(desk.page(&format!("{queue}&done={made_up}")).await.contains("<p role=\"status\"></p>"));
        }
    }
}

/// What the button in the line that says what was done would send.
fn link_to_next(html: &str) -> String {
    let document = scraper::Html::parse_document(html);
    let link = scraper::Selector::parse("a[rel=next]").unwrap();
    document.select(&link).next().unwrap().value().attr("href").unwrap().to_owned()
}
