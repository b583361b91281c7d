//! The whole service in each of its languages: what readers are served, and what the desk of such a site says.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::lang::Lang;
use svar::domain::moderator::{Role, Scope};
use svar::domain::site::Site;
use svar::domain::submission::{Draft, Submission};

use crate::desk::{Desk, EMAIL, read};
use crate::readers::{fields_of, fill, posted};
use crate::support::app::TestApp;
use crate::support::{on_both_engines, wait::eventually};

/// A page of the reader's, in this language and with nothing left out.
async fn in_language(answer: Response, status: StatusCode, lang: Lang) -> String {
    let (found, path) = (answer.status(), answer.url().path().to_owned());
    let html = read(answer).await;
    assert_eq!(found, status, "{path}: {html}");
    let said = format!("<html lang=\"{}\" dir=\"{}\">", lang.tag(), lang.dir());
    assert!(html.contains(&said), "{path} is not in {lang:?}: {html}");
    html
}

on_both_engines! {
    async fn every_page_is_served_in_every_language(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        app.add_site("lukket", &[("moderation", "open"), ("close_after_days", "1")]).await;
        posted(&app, "lukket", json!({})).await;
        let closed_on = app.now().plus(Timestamp::DAY);
        app.clock.advance(2 * Timestamp::DAY);
        let first = posted(&app, "magasinet", json!({})).await["id"].as_i64().unwrap();
        posted(&app, "magasinet", json!({"email": "bo@laeser.example", "parent": first})).await;

        for lang in Lang::ALL {
            let words = app.services.i18n.words(lang);
            let tag = lang.tag();
            let page = async |path: &str, status: StatusCode| {
                let mark = if path.contains('?') { '&' } else { '?' };
                in_language(app.get(&format!("{path}{mark}lang={tag}")).await, status, lang).await
            };
            let empty = page("/t/magasinet?key=tom", StatusCode::OK).await;
            for id in ["empty", "title-empty", "form-title", "form-note", "field-name", "send", "powered", "privacy-link"] {
                assert!(empty.contains(&words.t(id)), "{lang:?}: {id}");
            }
            let full = page("/t/magasinet?key=artikel", StatusCode::OK).await;
            let section = format!("lang=\"{tag}\" dir=\"{}\"", lang.dir());
            assert!(full.contains(&words.n("title", 2)) && full.contains(&words.t("in-reply-to")), "{full}");
            assert_eq!(full.matches(&section).count(), 2, "the page and the thread");
            let fragment = read(app.get(&format!("/t/magasinet/fragment?key=artikel&lang={tag}")).await).await;
            assert!(fragment.contains(&section), "{fragment}");
            let reply = page(&format!("/t/magasinet?key=artikel&reply={first}"), StatusCode::OK).await;
            assert!(reply.contains(&words.t("form-title-to")) && reply.contains(&words.t("cancel")));
            let closed = page("/t/lukket?key=artikel", StatusCode::OK).await;
            let since = words.with("closed-on", &[("date", &words.date(closed_on, "Europe/Copenhagen"))]);
            assert!(closed.contains(&since) && !closed.contains("<form class=\"svar-form\""), "{since}: {closed}");
            let privacy = page("/t/magasinet/privacy", StatusCode::OK).await;
            assert!(privacy.contains(&words.t("privacy-title")) && privacy.contains(&words.t("kept-body")));
            let wrong = page("/t/magasinet?key=artikel&sort=top10", StatusCode::BAD_REQUEST).await;
            assert!(wrong.contains(&words.t("notice-bad-request")));
            let wish = app.request("GET", "/r/svar_r_0").header("accept-language", format!("zh, {tag}-XX;q=0.9, da;q=0.1"));
            let gone = in_language(wish.send().await.unwrap(), StatusCode::NOT_FOUND, lang).await;
            assert!(gone.contains(&words.t("notice-not-found")));

            let mut fields = fields_of(&empty);
            fill(&mut fields, "email", "mette@");
            let refused = app.request("POST", "/t/magasinet").form(&fields).send().await.unwrap();
            let refused = in_language(refused, StatusCode::UNPROCESSABLE_ENTITY, lang).await;
            for sentence in [words.t("summary"), words.n("summary-count", 3), words.t("error-email-invalid"), words.t("error-name-missing")] {
                assert!(refused.contains(&sentence), "{lang:?}: {sentence}: {refused}");
            }
            let problem = app.request("POST", &format!("/api/v1/magasinet/comments?lang={tag}")).json(&json!({"key": "artikel", "name": "x", "email": "x", "body": ""}));
            let problem: Value = problem.send().await.unwrap().json().await.unwrap();
            assert_eq!(problem["errors"][0]["message"], words.t("error-body-missing"), "{problem}");
        }
    }

    /// The receipt and the mails to readers are in the site's language.
    async fn a_guest_of_a_site_is_answered_in_its_language(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        for lang in Lang::ALL {
            let words = app.services.i18n.words(lang);
            let site = format!("site-{}", lang.tag());
            app.add_site(&site, &[("lang", lang.tag()), ("moderation", "hold")]).await;
            let email = format!("{}@laeser.example", lang.tag());
            let comment = posted(&app, &site, json!({"email": email})).await;
            let receipt = format!("/r/{}", comment["receipt"].as_str().unwrap());
            let held = in_language(app.get(&receipt).await, StatusCode::OK, lang).await;
            for id in ["sent-held", "edit-title", "save", "withdraw-text", "receipt-about-text", "receipt-confirm-button"] {
                assert!(held.contains(&words.t(id)), "{lang:?}: {id}: {held}");
            }
            app.form(&receipt, &[("action", "confirm")]).send().await.unwrap();
            let subject = words.with("mail-confirm-subject", &[("site", "Magasinet")]);
            let mail = eventually("the mail to the reader", || async {
                app.mails().into_iter().find(|mail| mail.to.expose() == email)
            }).await;
            assert_eq!(mail.subject, subject);
            assert!(mail.body.contains(&words.n("mail-confirm-hours", 48)) && !mail.body.contains('⟦'), "{}", mail.body);
            app.form(&receipt, &[("action", "withdraw")]).send().await.unwrap();
            let gone = in_language(app.get(&receipt).await, StatusCode::OK, lang).await;
            assert!(gone.contains(&words.t("own-withdrawn")), "{gone}");
        }
    }

    /// The desk speaks Danish and English; for any other language it is English throughout, its dates too.
    async fn the_desk_of_a_swedish_site_speaks_english(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("lang", "sv"), ("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        let answer = posted(&app, "magasinet", json!({"title": "Små förlag"})).await;
        let (english, swedish) = (app.services.i18n.words(Lang::En), app.services.i18n.words(Lang::Sv));

        let desk = Desk::signed_in(&app, EMAIL).await;
        let id = answer["id"].as_i64().unwrap();
        let one = format!("comments/{id}");
        for path in ["queue", &one, "bans", "log", "queue?status=spam"].map(|path| format!("/desk/magasinet/{path}")) {
            let html = desk.page(&path).await;
            assert!(html.contains("<html lang=\"en\""), "{path}: {html}");
            assert!(html.contains(&english.t("desk-skip")), "{path}: {html}");
        }
        let queue = desk.page("/desk/magasinet/queue").await;
        let (now, zone) = (app.now(), &site.policy.timezone);
        assert!(queue.contains(&english.t("signal-first-comment")) && queue.contains(&english.date(now, zone)), "{queue}");
        assert!(!queue.contains(&swedish.date(now, zone)));
        let missing = read(desk.get("/desk/magasinet/comments/999").await).await;
        assert!(missing.contains("<html lang=\"en\""), "{missing}");
        let swede = app.request("GET", "/desk/sign-in").header("accept-language", "sv-SE, sv;q=0.9");
        assert!(read(swede.send().await.unwrap()).await.contains(&english.t("desk-sign-in")));

        let token = app.add_token(EMAIL, &site, Scope::Read).await;
        let list = app.request("GET", "/api/v1/desk/magasinet/comments").bearer_auth(token).send().await.unwrap();
        let list: Value = list.json().await.unwrap();
        assert_eq!(list["comments"][0]["signals"][0]["text"], english.t("signal-first-comment"), "{list}");
        let mail = eventually("the mail to the moderator", || async {
            app.mails().into_iter().find(|mail| mail.to.expose() == EMAIL)
        }).await;
        assert_eq!(mail.subject, english.with("mail-waiting-subject", &[("title", "Små förlag")]));
        assert!(mail.body.contains(&english.t("signal-first-comment")) && !mail.body.contains('⟦'), "{}", mail.body);
    }

    /// Whoever leaves the name empty gets the site's word for that; the staff's badge is nobody's name, in any language.
    async fn a_name_is_given_and_refused_in_the_sites_language(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let settings = [("require_name_email", "false"), ("moderation", "open"), ("flood_seconds", "0")];
        let any = app.add_site("magasinet", &settings).await;
        for lang in Lang::ALL {
            let words = app.services.i18n.words(lang);
            let mut site = Site::clone(&any);
            site.policy.lang = lang;
            let named = |name: &str| {
                let draft = Draft { key: "artikel".into(), name: name.into(), body: "Tak".into(), ..Draft::default() };
                Submission::parse(&site, &draft)
            };
            let nobody = named("").unwrap_or_else(|wrong| panic!("{wrong:?}"));
            assert_eq!(nobody.name.as_str(), words.t("erased-name"), "{lang:?}");
            for staff in [words.t("badge-staff"), words.t("badge-staff").to_uppercase()] {
                assert!(named(&staff).is_err(), "{lang:?}: {staff} was taken");
            }
        }
    }
}
