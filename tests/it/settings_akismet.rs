//! The Akismet key at the desk: asked about before it is saved, never shown again; and what Akismet says.

use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::policy::AkismetField;
use svar::sites;

use crate::desk::{Desk, read};
use crate::desk_settings::{OWNER, after, form_of, owned, save, site};
use crate::readers::posted;
use crate::spamcheck::settled;
use crate::support::akismet::{CHECK, Say, ScriptedAkismet, USAGE, VERIFY};
use crate::support::app::TestApp;
use crate::support::{TestDb, on_both_engines};

const AT: &str = "/desk/magasinet/settings/akismet";
const KEY: &str = "abc123def456";

async fn start(db: &TestDb) -> (TestApp, ScriptedAkismet) {
    let akismet = ScriptedAkismet::start().await;
    let app = TestApp::start(db, |options| options.config.akismet.url = Some(akismet.url.clone())).await;
    owned(&app).await;
    (app, akismet)
}

async fn key(desk: &Desk<'_>, key: &str) -> reqwest::Response {
    save(desk, "akismet", &[("akismet_key", Some(key)), ("do", Some("key"))]).await
}

on_both_engines! {
    /// A key that Akismet knows is saved, used and never shown; removing it is a change of its own.
    async fn a_key_that_akismet_knows_is_saved_and_never_shown(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        assert!(desk.page(AT).await.contains("Akismet bliver ikke brugt: Der er ingen nøgle."));
        let page = after(&desk, key(&desk, KEY).await).await;
        assert!(page.contains("Akismet kender nøglen, og den er gemt.") && page.contains("der ender på 56"), "{page}");
        assert!(!page.contains(KEY) && page.contains("Akismet kendte nøglen"));
        assert!(!page.contains("name=\"step\""), "a key cannot be taken back, so nothing offers it");
        assert_eq!(akismet.asked_for(VERIFY)[0].value("api_key"), Some(KEY));
        posted(&app, "magasinet", json!({})).await;
        assert_eq!(akismet.asked_for(CHECK)[0].value("api_key"), Some(KEY), "it is used at once");

        let page = after(&desk, save(&desk, "akismet", &[("do", Some("remove"))]).await).await;
        assert!(page.contains("Nøglen er fjernet.") && page.contains("Der er ingen nøgle."));
        let changes = app.services.store.settings_changes(site(&app).await.id, 10).await.unwrap();
        assert_eq!(changes.len(), 2);
        assert_eq!((&changes[1].before, &changes[1].after), (&json!({"akismet_key": "unset"}), &json!({"akismet_key": "set"})));
        assert_eq!(changes[0].after, json!({"akismet_key": "unset"}));
    }

    /// A key that Akismet refuses, or that can be none, is not saved; one that nobody could ask about is.
    async fn a_refused_key_is_not_saved_and_an_unanswered_one_is(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        for (typed, sentence) in [
            ("invalid000001", "Akismet kender ikke den nøgle til dette websted. Den er ikke gemt."),
            ("to ord", "Skriv nøglen, som du har fået af Akismet"),
            ("", "Skriv nøglen, som du har fået af Akismet"),
        ] {
            let answer = key(&desk, typed).await;
            assert_eq!(answer.status(), 422, "{typed}");
            let page = read(answer).await;
            assert!(page.contains(sentence), "{page}");
            assert!(typed.is_empty() || !page.contains(typed), "a key is never written into a page");
        }
        assert_eq!(akismet.asked_for(VERIFY).len(), 1, "what can be no key is not asked about");
        assert!(site(&app).await.akismet_key.is_none());

        akismet.next_for(VERIFY, Say::Close);
        let page = after(&desk, key(&desk, KEY).await).await;
        assert!(page.contains("men Akismet svarede ikke, da vi spurgte"), "{page}");
        assert!(site(&app).await.akismet_key.is_some());
        let page = after(&desk, save(&desk, "akismet", &[("do", Some("ask"))]).await).await;
        assert!(page.contains("Akismet kendte nøglen"), "{page}");
        akismet.next_for(VERIFY, Say::Invalid);
        let page = after(&desk, save(&desk, "akismet", &[("do", Some("ask"))]).await).await;
        assert!(page.contains("Akismet kendte ikke nøglen"), "{page}");
    }

    /// What Akismet gets is chosen word by word, shown to readers, and holds at once.
    async fn what_is_sent_is_chosen_and_holds(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        after(&desk, key(&desk, KEY).await).await;
        let page = desk.page(AT).await;
        let mut form: Vec<(String, String)> = form_of(&page, &[("do", Some("send"))]);
        form.extend([("send".to_owned(), "name".to_owned()), ("send".to_owned(), "lang".to_owned())]);
        let answer = crate::desk_settings::send(&desk, "akismet", &form).await;
        after(&desk, answer).await;
        assert_eq!(site(&app).await.policy.akismet_send, [AkismetField::Name, AkismetField::Lang]);
        posted(&app, "magasinet", json!({"name": "Karen"})).await;
        let asked = akismet.asked_for(CHECK).remove(0);
        assert_eq!((asked.value("comment_author"), asked.value("permalink")), (Some("Karen"), None));
        let privacy = app.get("/t/magasinet/privacy").await.text().await.unwrap();
        assert!(privacy.contains("dit navn") && !privacy.contains("hvilken browser du bruger"));
        let retired = [("do".to_owned(), "send".to_owned()), ("send".to_owned(), "dna".to_owned())];
        let form: Vec<_> = form_of(&desk.page(AT).await, &[]).into_iter().chain(retired).collect();
        let answer = crate::desk_settings::send(&desk, "akismet", &form).await;
        assert_eq!(answer.status(), 422);
        assert!(read(answer).await.contains("Vælg blandt felterne."));
    }

    /// Akismet's last word to the owner stands on the page with the figures that came along, and runs nothing.
    async fn the_last_alert_is_kept_and_shown(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        after(&desk, key(&desk, KEY).await).await;
        assert!(desk.page(AT).await.contains("Akismet har ikke haft beskeder til jer."));
        let headers = [
            ("X-akismet-alert-code", "10502"), ("X-akismet-alert-msg", "Over <b>the</b> limit"),
            ("X-akismet-alert-api-calls", "12000"), ("X-akismet-alert-usage-limit", "10000"),
        ];
        akismet.next(Say::raw(200, &headers, "false"));
        posted(&app, "magasinet", json!({})).await;
        let page = desk.page(AT).await;
        assert!(page.contains("(kode 10502)") && page.contains("Over &#60;b&#62;the&#60;/b&#62; limit"), "{page}");
        assert!(page.contains("Brug denne måned: 12000 af 10000"));
    }

    /// The installation's key is said to be used, and nothing of it is shown.
    async fn the_installations_key_is_named_but_not_shown(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.akismet.key = Some("fedcba987654".to_owned().into())).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = desk.page(AT).await;
        assert!(page.contains("bruger nøglen fra den, der driver tjenesten") && page.contains("akismet.key"));
        assert!(!page.contains("fedcba") && !page.contains("ender på"));
    }

    /// When Akismet is asked is chosen in words, holds at once, and can be taken back.
    async fn when_it_is_asked_is_chosen_and_holds(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        after(&desk, key(&desk, KEY).await).await;
        let choose = async |ask: &str| {
            let form = form_of(&desk.page(AT).await, &[("do", Some("when")), ("akismet_ask", Some(ask))]);
            crate::desk_settings::send(&desk, "akismet", &form).await
        };
        let page = after(&desk, choose("unsure").await).await;
        assert!(page.contains("value=\"unsure\" checked") && page.contains("name=\"step\""), "{page}");
        posted(&app, "magasinet", json!({})).await;
        assert_eq!(akismet.asked_for(CHECK).len(), 0, "there was no doubt");
        posted(&app, "magasinet", json!({"token": "", "body": "To"})).await;
        assert_eq!(akismet.asked_for(CHECK).len(), 1);
        let refused = choose("tit").await;
        assert_eq!(refused.status(), 422);
        assert!(read(refused).await.contains("Vælg en af mulighederne."));
        assert_eq!(site(&app).await.policy.akismet_ask, svar::domain::policy::AkismetAsk::Unsure);
    }

    /// The key is asked about when it is saved and then every day, with what the account has used; both are shown, and
    /// so is why Akismet last gave no answer.
    async fn the_key_and_the_account_are_asked_about_every_day(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = after(&desk, key(&desk, KEY).await).await;
        assert!(page.contains("Denne måned er der brugt 4.500 af 10.000 opslag"), "{page}");
        assert_eq!(akismet.asked_for(USAGE)[0].value("api_key"), Some(KEY));

        app.clock.advance(Timestamp::DAY - 1);
        sites::plan_account_checks(&app.services).await.unwrap();
        settled(&app).await;
        assert_eq!(akismet.asked_for(VERIFY).len(), 1, "not before a day is over");
        app.clock.advance(1);
        akismet.next_for(USAGE, Say::raw(200, &[], r#"{"limit":"none","usage":"12000","throttled":true}"#));
        for _ in 0..2 {
            sites::plan_account_checks(&app.services).await.unwrap();
        }
        settled(&app).await;
        assert_eq!((akismet.asked_for(VERIFY).len(), akismet.asked_for(USAGE).len()), (2, 2), "once a day, whoever plans it");
        let page = desk.page(AT).await;
        assert!(page.contains("12.000 opslag. Der er ingen grænse") && page.contains("svarer langsommere"), "{page}");

        app.clock.advance(Timestamp::DAY);
        akismet.next_for(VERIFY, Say::Invalid);
        sites::plan_account_checks(&app.services).await.unwrap();
        settled(&app).await;
        assert!(desk.page(AT).await.contains("Akismet kendte ikke nøglen"));
        akismet.next(Say::Status(500));
        posted(&app, "magasinet", json!({})).await;
        let page = desk.page(AT).await;
        assert!(page.contains("Sidst, der ikke kom noget svar") && page.contains("Akismet meldte fejl"), "{page}");

        app.clock.advance(Timestamp::DAY);
        let no = [("akismet_ask".to_owned(), "never".to_owned())];
        sites::set(&app.services, &site(&app).await.key, &no).await.unwrap();
        sites::plan_account_checks(&app.services).await.unwrap();
        settled(&app).await;
        assert_eq!(akismet.asked_for(VERIFY).len(), 3, "a key that is not used is nobody's business");
    }

    /// A service that does not answer is asked about the account again later; one that does not count is left in peace.
    async fn an_account_that_cannot_be_asked_about_is_tried_again(db: TestDb) {
        let (app, akismet) = start(&db).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        akismet.next_for(USAGE, Say::Status(404));
        after(&desk, key(&desk, KEY).await).await;
        app.clock.advance(Timestamp::DAY);
        akismet.next_for(VERIFY, Say::Close);
        akismet.next_for(USAGE, Say::Html);
        sites::plan_account_checks(&app.services).await.unwrap();
        settled(&app).await;
        assert!(desk.page(AT).await.contains("der var ingen forbindelse"));
        app.clock.advance(2 * Timestamp::MINUTE);
        settled(&app).await;
        assert_eq!((akismet.asked_for(VERIFY).len(), akismet.asked_for(USAGE).len()), (3, 2));
        let page = desk.page(AT).await;
        assert!(page.contains("Akismet kendte nøglen") && !page.contains("Denne måned"), "{page}");
        assert!(app.services.store.dead_jobs(site(&app).await.id, 9).await.unwrap().is_empty());
    }
}
