//! What is kept of people: for how long, what the privacy page says of it, and giving it out or erasing it.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::author::Email;
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::lang::Lang;
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::keys::tokens::{Token, TokenKind};
use svar::mail::Mailer;
use svar::moderation::{self, BanWish, Terms};
use svar::privacy::{self, KEPT, kept_at};

use crate::people::mailed_link;
use crate::readers::{decide, listed, posted};
use crate::spamcheck::{self, desk};
use crate::support::akismet::{Say, ScriptedAkismet};
use crate::support::app::TestApp;
use crate::support::smtp::SmtpServer;
use crate::support::{TestDb, on_both_engines};

fn id_of(answer: &Value) -> CommentId {
    CommentId(answer["id"].as_i64().unwrap())
}

async fn exists(app: &TestApp, site: &Site, answer: &Value) -> bool {
    app.services.store.desk_comment(site.id, id_of(answer)).await.unwrap().is_some()
}

/// What is left of everything that the purge test made, one word a kind of data.
struct Kinds {
    comments: Vec<(&'static str, Value)>,
    mail: Token,
    bans: usize,
}

impl Kinds {
    async fn left(&self, app: &TestApp, site: &Site, since: Timestamp) -> Vec<&'static str> {
        let store = &app.services.store;
        let mut left = vec![];
        for (code, answer) in &self.comments {
            if exists(app, site, answer).await {
                left.push(*code);
            }
        }
        let approved = desk(app, site, &self.comments[0].1["id"]).await;
        let checks = [
            ("email", approved.has_email),
            ("address", approved.address_prefix.is_some()),
            ("answer", store.first_answer(site.id, "et-helt-unikt-ord", since).await.unwrap().is_some()),
            ("akismet", store.check_request(site.id, approved.id).await.unwrap().is_some()),
            ("mail", store.mail_token(site.id, &self.mail.hash(), since).await.unwrap().is_some()),
            ("ban", store.bans(site.id, since).await.unwrap().len() == self.bans),
        ];
        left.extend(checks.into_iter().filter(|(_, there)| *there).map(|(code, _)| code));
        left.sort_unstable();
        left
    }
}

async fn one_of_each(app: &TestApp, akismet: &ScriptedAkismet, smtp: &SmtpServer, site: &Site) -> Kinds {
    let token = crate::readers::form_token(app, "magasinet", "artikel").await;
    app.clock.advance(20 * Timestamp::SECOND);
    let body =
        json!({"key": "artikel", "name": "Anna", "email": "anna@laeser.example", "body": "Bliver", "token": token});
    let request = app.request("POST", "/api/v1/magasinet/comments").json(&body);
    let sent = request.header("idempotency-key", "et-helt-unikt-ord").send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::CREATED);
    let body: Value = sent.json().await.unwrap();
    let mut comments = vec![("body", body)];
    for (code, say) in [("spam", Say::Spam), ("blatant", Say::Discard), ("trash", Say::Ham)] {
        akismet.next(say);
        let email = format!("{code}@laeser.example");
        comments.push((code, posted(app, "magasinet", json!({"body": code, "email": email})).await));
    }
    let moderator = app.add_moderator("mette@holdet.example", Role::Owner, &[site]).await;
    let site = std::sync::Arc::new(site.clone());
    decide(app, &site, id_of(&comments[3].1).0, Status::Trash).await;
    let link = mailed_link(app, smtp, &comments[0].1, "anna@laeser.example").await;
    let bans = [(BanWish::EmailOf(id_of(&comments[1].1)), None), (BanWish::AddressOf(id_of(&comments[1].1)), Some(1))];
    for (wish, days) in &bans {
        moderation::ban(&app.services, &site, wish, &Terms { days: *days, ..Terms::default() }, moderator)
            .await
            .unwrap()
            .unwrap();
    }
    let mail = Token::parse(TokenKind::Mail, link.strip_prefix("/m/").unwrap()).unwrap();
    Kinds { comments, mail, bans: bans.len() }
}

on_both_engines! {
    /// The table that the privacy page is written from is what the purge does, row by row, to the day.
    async fn everything_is_let_go_of_in_its_time(db: TestDb) {
        let smtp = SmtpServer::start().await;
        let (app, akismet) = spamcheck::start(&db, |options| {
            options.mailer = None;
            options.config.smtp.url = Some(smtp.url().into());
            options.config.smtp.from = Some("svar@magasinet.example".to_owned());
        }).await;
        let settings = [("moderation", "open"), ("spam_days", "10"), ("trash_days", "20")];
        let site = app.add_site("magasinet", &settings).await;
        let start = app.now();
        let kinds = one_of_each(&app, &akismet, &smtp, &site).await;
        let made = app.now();

        let mut expected = ["body", "spam", "blatant", "trash", "email", "address", "answer", "akismet", "mail", "ban"].to_vec();
        expected.sort_unstable();
        assert_eq!(kinds.left(&app, &site, start).await, expected);
        // (days, what goes when they are over), in the order in which it goes
        let ends = [(1, &["answer", "ban"][..]), (2, &["mail", "blatant"]), (10, &["spam"]), (15, &["akismet"]),
            (20, &["trash"]), (30, &["address"])];
        for (days, gone) in ends {
            app.clock.set(start.plus(days * Timestamp::DAY));
            privacy::purge(&app.services).await.unwrap();
            assert_eq!(kinds.left(&app, &site, start).await, expected, "too early, before day {days}");
            app.clock.set(made.plus(days * Timestamp::DAY + Timestamp::SECOND));
            privacy::purge(&app.services).await.unwrap();
            expected.retain(|code| !gone.contains(code));
            assert_eq!(kinds.left(&app, &site, start).await, expected, "too late, after day {days}");
            for code in gone.iter().filter(|code| **code != "ban") {
                let row = KEPT.iter().find(|kept| kept.code == *code).unwrap();
                assert_eq!(row.period.days(&site.policy), Some(days), "what the page says of {code}");
            }
        }
        app.clock.advance(3_650 * Timestamp::DAY);
        privacy::purge(&app.services).await.unwrap();
        assert_eq!(kinds.left(&app, &site, start).await, ["body", "email"]);
        assert_eq!(app.services.store.bans(site.id, app.now()).await.unwrap().len(), 1, "this one has no end");
        let lasting: Vec<_> = KEPT.iter().filter(|k| k.period.days(&site.policy).is_none()).map(|k| k.code).collect();
        assert_eq!(lasting, ["body", "name", "website", "email", "email-hash", "receipt", "flag", "ban", "lesson", "note", "trust"], "rows without a test");
        assert_eq!(KEPT.len(), 21, "rows without a test");
    }

    /// Rejected, and yet answered: its place stays, everything in it goes.
    async fn a_purged_comment_with_answers_keeps_its_place(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("trash_days", "1")]).await;
        let top = posted(&app, "magasinet", json!({"name": "Anna Ager", "body": "Forsvinder"})).await;
        posted(&app, "magasinet", json!({"parent": top["id"], "body": "Svaret bliver", "email": "b@laeser.example"})).await;
        decide(&app, &site, id_of(&top).0, Status::Trash).await;
        app.clock.advance(2 * Timestamp::DAY);
        privacy::purge(&app.services).await.unwrap();
        let left = desk(&app, &site, &top["id"]).await;
        assert_eq!((left.name.as_str(), left.source.as_str(), left.has_email), ("", "", false));
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!(list["comments"][0]["author"], Value::Null);
        assert!(list["comments"][1]["html"].as_str().unwrap().contains("Svaret bliver"));
        let tally = app.services.store.tally(site.id).await.unwrap();
        assert_eq!((tally.approved, tally.trash), (1, 1));
    }

    /// Whatever its status, at every site, however the address was spelled; and nobody else's.
    async fn a_persons_data_is_given_out_and_erased_whole(db: TestDb) {
        let (app, akismet) = spamcheck::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("spam_days", "100")]).await;
        let other = app.add_site("andet", &[("moderation", "hold")]).await;
        let anna = json!({"name": "Anna Ager", "email": "Anna.Ager@Laeser.example", "website": "https://anna.example"});
        let with = |more: Value| -> Value {
            let mut all = anna.clone();
            all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            all
        };
        let shown = posted(&app, "magasinet", with(json!({"body": "Vist"}))).await;
        let reply = json!({"parent": shown["id"], "body": "Svar fra Bo", "name": "Bo", "email": "bo@laeser.example"});
        let reply = posted(&app, "magasinet", reply).await;
        akismet.next(Say::Spam);
        let spam = posted(&app, "magasinet", with(json!({"body": "Spam"}))).await;
        let trash = posted(&app, "magasinet", with(json!({"body": "Trash"}))).await;
        let moderator = app.add_moderator("mette@holdet.example", Role::Owner, &[&site, &other]).await;
        decide(&app, &site, id_of(&trash).0, Status::Trash).await;
        let pending = posted(&app, "andet", with(json!({"body": "Venter", "email": "anna.ager@laeser.example"}))).await;
        for wish in [BanWish::EmailOf(id_of(&spam)), BanWish::AddressOf(id_of(&spam))] {
            moderation::ban(&app.services, &site, &wish, &Terms { days: None, ..Terms::default() }, moderator).await.unwrap().unwrap();
        }

        let email = Email::parse("ANNA.AGER@laeser.example").unwrap();
        let export = serde_json::to_value(privacy::export(&app.services, &email).await.unwrap()).unwrap();
        let found: Vec<(&str, &str)> = export.as_array().unwrap().iter().flat_map(|site| {
            let entries = site["comments"].as_array().unwrap();
            entries.iter().map(|e| (e["text"].as_str().unwrap(), e["status"].as_str().unwrap()))
        }).collect();
        let expected = [("Vist", "approved"), ("Spam", "spam"), ("Trash", "trash"), ("Venter", "pending")];
        let mut sorted = found.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, { let mut e = expected.to_vec(); e.sort_unstable(); e });
        let entry = &export.as_array().unwrap().iter().find(|s| s["site"] == "magasinet").unwrap()["comments"][0];
        assert_eq!(entry["address"], "127.0.0.0/24");
        assert_eq!(entry["sent_to_akismet"]["comment_content"], "Vist");
        assert_eq!((&entry["name"], &entry["website"]), (&json!("Anna Ager"), &json!("https://anna.example/")));

        assert_eq!(privacy::erase(&app.services, &email).await.unwrap(), 4);
        assert!(privacy::export(&app.services, &email).await.unwrap().is_empty());
        for (site, answer, status) in [(&site, &shown, Status::Approved), (&site, &spam, Status::Trash),
            (&site, &trash, Status::Trash), (&other, &pending, Status::Trash)] {
            let left = desk(&app, site, &answer["id"]).await;
            assert_eq!(left.status, status);
            assert_eq!((left.has_email, left.website.is_some(), left.address_prefix), (false, false, None));
            assert!(!left.name.contains("Anna") && left.source == app.services.i18n.words(Lang::Da).t("erased-text"));
            assert!(app.services.store.check_request(site.id, id_of(answer)).await.unwrap().is_none());
            let receipt = format!("/r/{}", answer["receipt"].as_str().unwrap());
            assert_eq!(app.get(&receipt).await.status(), 404, "the receipt is data too");
        }
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!(list["comments"].as_array().unwrap().len(), 2);
        assert!(!list.to_string().contains("Anna") && !list.to_string().contains("Vist"));
        assert_eq!(desk(&app, &site, &reply["id"]).await.name, "Bo");
        let bans = app.services.store.bans(site.id, app.now()).await.unwrap();
        assert!(bans.len() == 2 && bans.iter().all(|ban| !ban.label.contains("Anna")), "{:?}", bans.len());
    }

    /// The page says what these settings do, in every language, and nothing that they do not.
    async fn the_privacy_page_is_written_from_the_live_settings(db: TestDb) {
        for (key, mail) in [(None, false), (Some("0123456789ab"), false), (None, true), (Some("0123456789ab"), true)] {
            let fresh = TestDb::fresh(db.engine).await.unwrap();
            let app = TestApp::start(&fresh, |options| {
                options.config.akismet.key = key.map(|key| key.to_owned().into());
                options.mailer = Some(if mail { Mailer::memory() } else { Mailer::Off });
            }).await;
            app.add_site("magasinet", &[("controller", "Magasinet ApS"), ("spam_days", "9"), ("akismet_send", "email"),
                ("votes", "false"), ("flags", "false")]).await;
            for lang in Lang::ALL {
                let words = app.services.i18n.words(lang);
                let text = async |path: String| text_of(&app.get(&path).await.text().await.unwrap());
                let page = text(format!("/t/magasinet/privacy?lang={}", lang.tag())).await;
                let says = |id: &str| page.contains(&folded(&words.t(id)));
                assert!(says("privacy-title") && says("privacy-public") && page.contains("Magasinet ApS"));
                assert_eq!(says("privacy-akismet"), key.is_some(), "{page}");
                assert_eq!(says("privacy-no-third"), key.is_none(), "{page}");
                assert_eq!(says("privacy-mail"), mail);
                assert!(page.contains(&folded(&words.n("kept-days-most", 9))), "the site's own spam_days: {page}");
                for kept in &KEPT {
                    let applies = kept_at(key.is_some(), mail).any(|k| k.code == kept.code);
                    // A whole cell, because one phrase may begin another.
                    assert_eq!(page.contains(&format!("\n{}\n", folded(&words.t(&format!("kept-{}", kept.code))))), applies, "{}", kept.code);
                }
                for before in ["vote", "flag", "flag-contact"] {
                    assert!(says(&format!("kept-{before}")), "what was kept before it was turned off: {before}");
                }
                let form = text(format!("/t/magasinet?key=artikel&lang={}", lang.tag())).await;
                assert_eq!(form.contains(&folded(&words.t("akismet"))), key.is_some(), "the notice under the form");
            }
        }
    }
}

/// One space for each run of spaces, of whatever kind.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a page, each piece on a line of its own.
fn text_of(html: &str) -> String {
    let pieces: Vec<String> = scraper::Html::parse_document(html)
        .root_element()
        .text()
        .map(folded)
        .filter(|piece| !piece.is_empty())
        .collect();
    format!("\n{}\n", pieces.join("\n"))
}
