//! What people get by mail: the link that confirms an address, and the word that something waits. Over a real
//! SMTP conversation.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::mail::Mailer;

use crate::readers::{decide, listed, posted};
use crate::spamcheck::{desk, given_up, settled};
use crate::support::app::TestApp;
use crate::support::smtp::SmtpServer;
use crate::support::{TestDb, on_both_engines};

const ANNA: &str = "anna@laeser.example";

/// A service that mails through a server of the test's own.
pub async fn start(db: &TestDb) -> (TestApp, SmtpServer) {
    let smtp = SmtpServer::start().await;
    let app = TestApp::start(db, |options| {
        options.mailer = None;
        options.config.smtp.url = Some(smtp.url().into());
        options.config.smtp.from = Some("Svar <svar@magasinet.example>".to_owned());
    })
    .await;
    (app, smtp)
}

fn receipt_page(answer: &Value) -> String {
    format!("/r/{}", answer["receipt"].as_str().unwrap())
}

/// Asks for the mail as the receipt page's button does, and gives the path of the link in it.
pub async fn mailed_link(app: &TestApp, smtp: &SmtpServer, answer: &Value, address: &str) -> String {
    let page = app.get(&receipt_page(answer)).await.text().await.unwrap();
    assert!(page.contains("value=\"confirm\""), "no button: {page}");
    let asked = app.form(&receipt_page(answer), &[("action", "confirm")]).send().await.unwrap();
    assert_eq!(asked.status(), StatusCode::SEE_OTHER);
    settled(app).await;
    let link = smtp.mail_for(address).await.link("/m/").unwrap();
    link.strip_prefix(&app.base).unwrap().to_owned()
}

async fn post_link(app: &TestApp, link: &str) -> StatusCode {
    app.form(link, &[]).send().await.unwrap().status()
}

async fn confirmed(app: &TestApp, site: &Site, answer: &Value) -> bool {
    desk(app, site, &answer["id"]).await.email_confirmed
}

on_both_engines! {
    /// On request only; looking at the link changes nothing, because mail scanners look; the button works once.
    async fn an_address_is_confirmed_by_the_button_behind_a_mailed_link(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[]).await;
        let answer = posted(&app, "magasinet", json!({"email": ANNA, "name": "Anna Ager"})).await;
        settled(&app).await;
        assert_eq!(smtp.mails(), [], "nobody asked");
        let link = mailed_link(&app, &smtp, &answer, ANNA).await;
        let mail = smtp.mail_for(ANNA).await;
        assert_eq!((mail.to.as_slice(), mail.from.as_str()), (&[ANNA.to_owned()][..], "svar@magasinet.example"));
        assert_eq!(mail.header("auto-submitted").as_deref(), Some("auto-generated"));
        assert!(mail.text().contains("Anna Ager") && mail.text().contains("48 timer"), "{}", mail.text());

        for method in ["GET", "HEAD", "GET"] {
            assert_eq!(app.request(method, &link).send().await.unwrap().status(), 200);
        }
        assert!(!confirmed(&app, &site, &answer).await);
        assert_eq!(post_link(&app, &link).await, 200);
        assert!(confirmed(&app, &site, &answer).await);
        assert_eq!(post_link(&app, &link).await, 404);
        assert_eq!(app.get(&link).await.status(), 404);
        assert!(!app.get(&receipt_page(&answer)).await.text().await.unwrap().contains("value=\"confirm\""));
        assert_eq!(post_link(&app, "/m/svar_m_1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await, 404);
    }

    /// A link works for 48 hours.
    async fn a_link_runs_out(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[]).await;
        let answer = posted(&app, "magasinet", json!({"email": ANNA})).await;
        let link = mailed_link(&app, &smtp, &answer, ANNA).await;
        app.clock.advance(48 * Timestamp::HOUR - 1);
        assert_eq!(app.get(&link).await.status(), 200);
        app.clock.advance(1);
        assert_eq!(app.get(&link).await.status(), 404);
        assert_eq!(post_link(&app, &link).await, 404);
        assert!(!confirmed(&app, &site, &answer).await);
    }

    /// Somebody who was let in before is known by the confirmed address; nothing else that held is forgiven.
    async fn a_confirmed_address_shows_what_only_waited_as_a_first_comment(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[("hold_words", "advokat")]).await;
        let cases = [
            // (approved before, text, decided by a person, shown after confirming)
            (true, "Godt skrevet", false, true),
            (false, "Min første", false, false),
            (true, "Min advokat siger", false, false),
            (true, "Nej tak", true, false),
        ];
        for (n, (before, text, decided, shown)) in cases.into_iter().enumerate() {
            let email = format!("laeser{n}@laeser.example");
            let earlier = posted(&app, "magasinet", json!({"email": email, "body": format!("Tidligere {n}")})).await;
            if before {
                decide(&app, &site, earlier["id"].as_i64().unwrap(), Status::Approved).await;
            }
            let answer = posted(&app, "magasinet", json!({"email": email.to_uppercase(), "body": text})).await;
            assert_eq!(answer["status"], "pending", "a typed address proves nothing");
            let link = mailed_link(&app, &smtp, &answer, &email.to_uppercase().replace("LAESER.EXAMPLE", "laeser.example")).await;
            if decided {
                decide(&app, &site, answer["id"].as_i64().unwrap(), Status::Pending).await;
            }
            assert_eq!(post_link(&app, &link).await, 200);
            let status = if shown { Status::Approved } else { Status::Pending };
            assert_eq!(desk(&app, &site, &answer["id"]).await.status, status, "{text}");
            let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await.to_string();
            assert_eq!(list.contains(text), shown, "{text}");
        }
    }

    /// One mail when something begins to wait; what comes while it waits is told together, an hour later.
    async fn moderators_are_told_once_that_something_waits(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[]).await;
        let other = app.add_site("andet", &[]).await;
        app.add_moderator("mette@holdet.example", Role::Moderator, &[&site]).await;
        app.add_moderator("ole@holdet.example", Role::Owner, &[&site, &other]).await;
        app.add_moderator("fremmed@holdet.example", Role::Editor, &[&other]).await;
        let told = || {
            let mut told: Vec<String> = smtp.mails().into_iter().flat_map(|mail| mail.to).collect();
            told.sort_unstable();
            told
        };
        let (mette, ole) = ("mette@holdet.example".to_owned(), "ole@holdet.example".to_owned());

        let first = posted(&app, "magasinet", json!({"email": ANNA, "name": "Anna Ager", "title": "Frivillige"})).await;
        settled(&app).await;
        assert_eq!(told(), [mette.clone(), ole.clone()]);
        let mail = smtp.mail_for(&mette).await;
        let text = mail.text();
        assert!(text.contains("> Tak for en god artikel.") && text.contains("Anna Ager"), "{text}");
        assert!(text.contains(&format!("{}/desk/magasinet", app.base)), "{text}");
        assert!(!String::from_utf8_lossy(&mail.raw).contains("laeser.example"), "the reader's address is in the mail");

        let mut waiting = vec![first];
        for n in 0..3 {
            waiting.push(posted(&app, "magasinet", json!({"email": ANNA, "body": format!("Mere {n}")})).await);
            settled(&app).await;
        }
        assert_eq!(told().len(), 2, "they know already");
        app.clock.advance(Timestamp::HOUR);
        settled(&app).await;
        assert_eq!(told().len(), 4);
        assert!(smtp.mails()[3].text().contains('4'), "all that waits: {}", smtp.mails()[3].text());

        for answer in waiting {
            decide(&app, &site, answer["id"].as_i64().unwrap(), Status::Approved).await;
        }
        app.clock.advance(Timestamp::DAY);
        settled(&app).await;
        assert_eq!(told().len(), 4, "nothing waits any more");
        posted(&app, "magasinet", json!({"email": "ny@laeser.example", "body": "Begynder igen"})).await;
        settled(&app).await;
        assert_eq!(told(), [mette.clone(), mette.clone(), mette, ole.clone(), ole.clone(), ole]);
    }

    /// What is published at once, and spam, wakes nobody.
    async fn only_what_waits_is_announced(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("spam_words", "kviklån")]).await;
        app.add_moderator("mette@holdet.example", Role::Moderator, &[&site]).await;
        posted(&app, "magasinet", json!({})).await;
        posted(&app, "magasinet", json!({"body": "kviklån"})).await;
        app.clock.advance(Timestamp::DAY);
        settled(&app).await;
        assert_eq!(smtp.mails(), []);
    }

    /// A mail server that is busy is asked again; one that refuses an address is not, and what it said about that
    /// address is kept nowhere. The others get their mail once.
    async fn a_mail_server_that_fails_costs_nobody_else_anything(db: TestDb) {
        let (app, smtp) = start(&db).await;
        let site = app.add_site("magasinet", &[]).await;
        app.add_moderator("mette@holdet.example", Role::Moderator, &[&site]).await;
        app.add_moderator("ole@holdet.example", Role::Moderator, &[&site]).await;
        smtp.script("RCPT", "450 4.2.1 Busy");
        posted(&app, "magasinet", json!({"email": ANNA})).await;
        settled(&app).await;
        assert_eq!(smtp.mails().len(), 1);
        app.clock.advance(2 * Timestamp::MINUTE);
        settled(&app).await;
        let mut told: Vec<String> = smtp.mails().into_iter().flat_map(|mail| mail.to).collect();
        told.sort_unstable();
        assert_eq!(told, ["mette@holdet.example", "ole@holdet.example"]);

        let answer = posted(&app, "magasinet", json!({"email": "nej@laeser.example", "body": "Bekræft mig"})).await;
        smtp.script("RCPT", "550 5.1.1 <nej@laeser.example>: no such person here");
        app.form(&receipt_page(&answer), &[("action", "confirm")]).send().await.unwrap();
        settled(&app).await;
        assert_eq!(given_up(&app).await, 1);
        let dead = app.services.store.dead_jobs(site.id, 10).await.unwrap();
        let why = dead[0].last_error.clone().unwrap();
        assert!(why.contains("550") && !why.contains("laeser"), "{why}");
    }

    /// Without a mail server nothing offers mail, and nothing waits for one.
    async fn without_a_mail_server_nothing_offers_mail(db: TestDb) {
        let app = TestApp::start(&db, |options| options.mailer = Some(Mailer::Off)).await;
        app.add_site("magasinet", &[]).await;
        let answer = posted(&app, "magasinet", json!({})).await;
        assert!(!app.get(&receipt_page(&answer)).await.text().await.unwrap().contains("value=\"confirm\""));
        let asked = app.form(&receipt_page(&answer), &[("action", "confirm")]).send().await.unwrap();
        assert_eq!(asked.status(), 404);
        assert_eq!(app.services.store.next_job_at().await.unwrap(), None);
    }
}
