//! An owner sets a site up at the desk: what is saved, what is refused, what is recorded and taken back.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::lang::Lang;
use svar::domain::moderator::Role;
use svar::domain::policy::{Moderation, Trust};
use svar::domain::site::{Site, SiteKey};
use svar::mail::Mailer;

use crate::desk::{Desk, read, value_of};
use crate::readers::{post, posted};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::on_both_engines;

pub const OWNER: &str = "ejer@redaktion.example";
const OTHER: &str = "medejer@redaktion.example";
const AT: &str = "/desk/magasinet/settings";

/// A site with an owner.
pub async fn owned(app: &TestApp) -> Site {
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    (*site).clone()
}

pub async fn site(app: &TestApp) -> Site {
    app.services.store.site(&SiteKey::parse("magasinet").unwrap()).await.unwrap().unwrap()
}

/// Everything that the form of a page would send, with some of it changed; `None` leaves a box unticked.
pub fn form_of(html: &str, change: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(html);
    let forms = scraper::Selector::parse(".settings form:has(input[name=version])").unwrap();
    let fields = scraper::Selector::parse("input[name], textarea[name], select[name]").unwrap();
    let chosen = scraper::Selector::parse("option[selected]").unwrap();
    let form = document.select(&forms).next().expect("there is a form");
    let mut sent = Vec::new();
    for field in form.select(&fields) {
        let attr = |name: &str| field.value().attr(name).map(str::to_owned);
        let value = match (field.value().name(), attr("type").as_deref()) {
            ("textarea", _) => Some(field.text().collect::<String>().trim_start_matches('\n').to_owned()),
            ("select", _) => field.select(&chosen).next().and_then(|o| o.value().attr("value").map(str::to_owned)),
            (_, Some("checkbox" | "radio")) => attr("checked").and_then(|_| attr("value")),
            _ => attr("value").or(Some(String::new())),
        };
        if let Some(value) = value {
            sent.push((attr("name").unwrap(), value));
        }
    }
    for (name, value) in change {
        sent.retain(|(known, _)| known != name);
        sent.extend(value.map(|value| ((*name).to_owned(), value.to_owned())));
    }
    sent
}

/// Opens a page, changes some fields and sends its form.
pub async fn save(desk: &Desk<'_>, tab: &str, change: &[(&str, Option<&str>)]) -> reqwest::Response {
    let form = form_of(&desk.page(&format!("{AT}/{tab}")).await, change);
    send(desk, tab, &form).await
}

pub async fn send(desk: &Desk<'_>, tab: &str, form: &[(String, String)]) -> reqwest::Response {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.form(&format!("{AT}/{tab}"), &fields).send().await.unwrap()
}

/// The page that a form led to.
pub async fn after(desk: &Desk<'_>, answer: reqwest::Response) -> String {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text().await.unwrap());
    desk.page(answer.headers()["location"].to_str().unwrap()).await
}

on_both_engines! {
    /// Every setting of the site and of moderation is saved, shown again, and holds for readers at once.
    async fn each_setting_is_saved_shown_again_and_holds(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let first = save(&desk, "site", &[
            ("name", Some("Det nye magasin")), ("origin", Some("https://magasinet.example\nhttps://www.magasinet.example")),
            ("timezone", Some("Atlantic/Faroe")), ("lang", Some("en")), ("controller", Some("Forlaget ApS")),
            ("rules_url", Some("https://magasinet.example/regler")),
        ]).await;
        let page = after(&desk, first).await;
        assert!(page.contains("The settings are saved.") && page.contains("Det nye magasin"), "{page}");
        let second = save(&desk, "moderation", &[
            ("moderation", Some("open")), ("trust", Some("typed")), ("require_name_email", None), ("max_links", Some("0")),
            ("max_length", Some("40")), ("hold_words", Some("lagerleje\n\n  små  forlag ")), ("spam_words", Some("guldur")),
            ("flood_seconds", Some("7")), ("form_min_seconds", Some("3")), ("challenge", None), ("close_after_days", Some("30")),
            ("edit_minutes", Some("9")), ("votes", Some("true")), ("flags", None), ("live", Some("true")),
        ]).await;
        let page = after(&desk, second).await;
        for shown in ["value=\"40\"", "lagerleje\nsmå forlag</textarea>", "value=\"open\" checked", "chosen here"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let third = save(&desk, "data", &[("spam_days", Some("3")), ("trash_days", Some("4"))]).await;
        assert!(after(&desk, third).await.contains("At most 4 days"), "the table goes by what holds now");

        let Site { name, origins, policy, .. } = site(&app).await;
        assert_eq!((name.as_str(), origins.len(), policy.lang), ("Det nye magasin", 2, Lang::En));
        assert_eq!((policy.timezone.as_str(), policy.controller.as_str()), ("Atlantic/Faroe", "Forlaget ApS"));
        assert_eq!(policy.rules_url, "https://magasinet.example/regler");
        assert_eq!((policy.moderation, policy.trust, policy.require_name_email), (Moderation::Open, Trust::Typed, false));
        assert_eq!((policy.max_links, policy.max_length, policy.flood_seconds), (0, 40, 7));
        assert_eq!((policy.form_min_seconds, policy.close_after_days, policy.edit_minutes), (3, 30, 9));
        assert_eq!((policy.votes, policy.flags, policy.live, policy.challenge), (true, false, true, false));
        assert_eq!((policy.hold_words, policy.spam_words), (vec!["lagerleje".into(), "små forlag".into()], vec!["guldur".into()]));
        assert_eq!((policy.spam_days, policy.trash_days), (3, 4));

        let long = post(&app, "magasinet", json!({"body": "x".repeat(41)})).await;
        assert_eq!(long.status(), 422, "the new length holds at once");
        assert_eq!(posted(&app, "magasinet", json!({"body": "Godt."})).await["status"], "approved");
        let thread = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(thread.contains("1 comment") && thread.contains("https://magasinet.example/regler"), "{thread}");
    }

    /// A wrong value is named beside its field; what was typed stays, and nothing at all is saved.
    async fn a_wrong_value_is_named_and_nothing_is_saved(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let before = owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let wrong = [
            ("site", "name", " ", "Skriv et navn på højst 100 tegn."),
            ("site", "origin", "https://magasinet.example\nmagasinet.example/kultur", "Linje 2 skal se sådan ud"),
            ("site", "origin", "", "Skriv mindst én adresse"),
            ("site", "timezone", "Europa/København", "Skriv navnet på en tidszone"),
            ("site", "lang", "tlh", "Vælg et af sprogene."),
            ("site", "rules_url", "javascript:alert(1)", "Skriv en adresse, der begynder med https://"),
            ("site", "controller", &"x".repeat(201), "Skriv højst 200 tegn."),
            ("moderation", "moderation", "alt", "Vælg en af mulighederne."),
            ("moderation", "max_links", "21", "Skriv et helt tal fra 0 til 20."),
            ("moderation", "max_length", "-1", "Skriv et helt tal fra 1 til 60000."),
            ("moderation", "edit_minutes", "fem", "Skriv et helt tal fra 0 til 1440."),
            ("moderation", "spam_words", &format!("ok\n{}", "y".repeat(201)), "Linje 2 er for lang"),
            ("data", "spam_days", "0", "Skriv et helt tal fra 1 til 3650."),
        ];
        for (tab, name, value, sentence) in wrong {
            let other = if tab == "site" { ("controller", "Nogen") } else { ("flood_seconds", "99") };
            let change = [(other.0, Some(other.1)), (name, Some(value))];
            let answer = save(&desk, tab, &change).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            let page = read(answer).await;
            assert!(page.contains(sentence), "{name}: {page}");
            let again = form_of(&page, &[]);
            let kept = again.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            if name != "moderation" && name != "lang" {
                assert_eq!(kept, Some(value), "{name}: what was typed stays");
            }
            // On the command line an empty list of addresses is meant.
            if (name, value) != ("origin", "") {
                let set = [(name.to_owned(), value.to_owned())];
                let error = svar::sites::set(&app.services, &before.key, &set).await.unwrap_err();
                assert!(error.to_string().contains(name), "the command line refuses it too: {error}");
            }
        }
        let now = site(&app).await;
        assert_eq!((now.version, now.policy, now.origins), (before.version, before.policy, before.origins));
        assert!(app.services.store.settings_changes(now.id, 10).await.unwrap().is_empty());
        let form = form_of(&desk.page(&format!("{AT}/site")).await, &[("version", None)]);
        assert_eq!(send(&desk, "site", &form).await.status(), StatusCode::BAD_REQUEST);
    }

    /// A list of words is tried on the last comments before it is saved; what it would hit is shown.
    async fn words_are_tried_before_they_are_saved(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let before = owned(&app).await;
        for (n, body) in ["Huslejen er for dyr.", "Vi skal tale om lagerlejen.", "Lagerleje igen."].iter().enumerate() {
            posted(&app, "magasinet", json!({"body": body, "email": format!("l{n}@laeser.example")})).await;
        }
        let desk = Desk::signed_in(&app, OWNER).await;
        let typed = [("hold_words", Some("lagerleje\nhuslejen")), ("max_links", Some("4")), ("do", Some("hold_words"))];
        let page = read(save(&desk, "moderation", &typed).await).await;
        assert!(page.contains("Af de seneste 3 kommentarer ville 2 være ramt, heraf 0, som er godkendt."), "{page}");
        assert!(page.contains("Huslejen er for dyr.") && page.contains("Lagerleje igen.") && !page.contains("lagerlejen."));
        assert!(page.contains("lagerleje\nhuslejen</textarea>") && page.contains("value=\"4\""), "what was typed stays");
        let wrong = [("spam_words", Some(&*"x".repeat(201))), ("do", Some("spam_words"))];
        assert_eq!(save(&desk, "moderation", &wrong).await.status(), 422);
        assert_eq!(site(&app).await.version, before.version);
    }

    /// Two owners at once: the later one is told what the other did, loses nothing, and can go on.
    async fn the_later_of_two_owners_is_told_what_the_other_changed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        app.add_moderator(OTHER, Role::Owner, &[&here]).await;
        let (one, two) = (Desk::signed_in(&app, OWNER).await, Desk::signed_in(&app, OTHER).await);
        let page = one.page(&format!("{AT}/moderation")).await;
        after(&two, save(&two, "moderation", &[("max_links", Some("5")), ("votes", Some("true"))]).await).await;
        svar::sites::set(&app.services, &here.key, &[("spam_days".to_owned(), "9".to_owned())]).await.unwrap();

        let late = form_of(&page, &[("max_links", Some("3")), ("hold_words", Some("lagerleje"))]);
        let answer = send(&one, "moderation", &late).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = read(answer).await;
        for told in ["Mette Moderator ændrede", "»Links«: 2 → 5", "anbefale kommentarer«: nej → ja", "Kommandolinjen ændrede", "»Spam«: 15 → 9"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(page.contains("value=\"3\"") && page.contains("lagerleje</textarea>"), "what was typed stays");
        assert_eq!(site(&app).await.policy.max_links, 5);
        let page = after(&one, send(&one, "moderation", &form_of(&page, &[])).await).await;
        assert!(page.contains("Indstillingerne er gemt."));
        let policy = site(&app).await.policy;
        assert_eq!((policy.max_links, policy.spam_days, policy.hold_words.len()), (3, 9, 1));
    }

    /// A change is one step: in the log with before and after, and taken back as one, but for what changed since.
    async fn a_change_is_recorded_and_taken_back_as_one_step(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let answer = save(&desk, "moderation", &[("max_links", Some("7")), ("edit_minutes", Some("1"))]).await;
        let page = after(&desk, answer).await;
        let step = value_of(&page, "step");
        let change = app.services.store.settings_changes(here.id, 10).await.unwrap().remove(0);
        assert_eq!(change.by.as_deref(), Some("Mette Moderator"));
        assert_eq!((change.before, change.after), (json!({"edit_minutes": "5", "max_links": "2"}), json!({"edit_minutes": "1", "max_links": "7"})));
        svar::sites::set(&app.services, &here.key, &[("edit_minutes".to_owned(), "30".to_owned())]).await.unwrap();
        let mine = desk.page("/desk/magasinet/mine").await;
        assert!(mine.contains("Indstillingerne er ændret"), "{mine}");
        desk.sent("/desk/magasinet/undo", &[("step", &step)]).await;
        let policy = site(&app).await.policy;
        assert_eq!((policy.max_links, policy.edit_minutes), (2, 30), "what was changed since stays");
        let nothing = save(&desk, "moderation", &[]).await;
        let version = site(&app).await.version;
        after(&desk, nothing).await;
        assert_eq!(site(&app).await.version, version, "what changes nothing is no change");
    }

    /// Settings are an owner's: nobody else opens a page or changes anything, nor does another site's owner.
    async fn settings_are_the_owners_alone(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        let elsewhere = app.add_site("andet", &[]).await;
        for (email, role) in [("m@redaktion.example", Role::Moderator), ("e@redaktion.example", Role::Editor)] {
            app.add_moderator(email, role, &[&here]).await;
        }
        app.add_moderator("fremmed@redaktion.example", Role::Owner, &[&elsewhere]).await;
        let tabs = ["", "/site", "/moderation", "/look", "/look.css", "/texts", "/akismet", "/data", "/mail", "/jobs"];
        for (email, refusal) in [("m@redaktion.example", 403), ("e@redaktion.example", 403), ("fremmed@redaktion.example", 404)] {
            let desk = Desk::signed_in(&app, email).await;
            let home = if refusal == 404 { "/desk/andet/queue" } else { "/desk/magasinet/queue" };
            let csrf = desk.csrf(home).await;
            for tab in tabs {
                assert_eq!(desk.get(&format!("{AT}{tab}")).await.status(), refusal, "{email} {tab}");
            }
            for (tab, name, value) in [("site", "name", "Mit"), ("moderation", "max_links", "9"), ("look", "light-text", "#000"),
                ("texts", "text.da.form-title", "x"), ("akismet", "do", "remove"), ("data", "spam_days", "1"),
                ("data/person", "email", "a@b.example"), ("mail", "do", "x"), ("jobs", "id", "1")] {
                let fields = [("csrf", csrf.as_str()), ("version", "2"), (name, value)];
                let answer = desk.form(&format!("{AT}/{tab}"), &fields).send().await.unwrap();
                assert_eq!(answer.status(), refusal, "{email} {tab}");
            }
        }
        let owner = Desk::signed_in(&app, OWNER).await;
        let forged = owner.form(&format!("{AT}/site"), &[("csrf", "0"), ("version", "2"), ("name", "Mit")]);
        assert_eq!(forged.send().await.unwrap().status(), 403);
        assert_eq!(site(&app).await.version, here.version);
        assert!(app.mails().is_empty());
    }

    /// An owner adds a site and owns it; a key that is taken is refused with everything typed.
    async fn another_site_is_added_and_owned(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let add = |key: &'static str| [("do", "add"), ("key", key), ("name", "Avisen"), ("origin", "https://avisen.example")];
        let taken = desk.send(&format!("{AT}/site"), &add("magasinet")).await;
        assert_eq!(taken.status(), 422);
        let taken = read(taken).await;
        assert!(taken.contains("Der er allerede et websted med den nøgle.") && taken.contains("https://avisen.example"));
        assert!(read(desk.send(&format!("{AT}/site"), &add("Avis!")).await).await.contains("Skriv 1 til 32 tegn"));
        let made = after(&desk, desk.send(&format!("{AT}/site"), &add("avisen")).await).await;
        assert!(made.contains("Webstedet er tilføjet") && made.contains("/desk/magasinet/settings/site"));
        assert!(desk.page("/desk/avisen/settings/moderation").await.contains("Avisen"));
    }

    /// A test mail goes to whoever asks and to nobody else; without a mail server nothing is offered.
    async fn a_test_mail_goes_to_oneself(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        assert!(desk.sent(&format!("{AT}/mail"), &[("email", "andre@laeser.example")]).await.contains("Mailen er sendt."));
        let mails = app.mails();
        assert_eq!((mails.len(), mails[0].to.expose(), mails[0].subject.as_str()), (1, OWNER, "Prøve fra Magasinet"));
        let without = TestApp::start(&db, |o| {
            o.beside(&app);
            o.mailer = Some(Mailer::Off);
        })
        .await;
        let desk = Desk::signed_in(&without, OWNER).await;
        let page = desk.page(&format!("{AT}/mail")).await;
        assert!(page.contains("Der er ingen mailserver") && !page.contains("<form method=\"post\" action=\"/desk/magasinet/settings/mail"));
        assert_eq!(desk.send(&format!("{AT}/mail"), &[]).await.status(), StatusCode::BAD_GATEWAY);
    }

    /// A person's data is handed out as a file, and erased only with the box ticked; at this site alone.
    async fn a_persons_data_is_handed_out_and_erased(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        app.add_site("andet", &[("flood_seconds", "0")]).await;
        for at in ["magasinet", "andet"] {
            posted(&app, at, json!({"email": "karen@laeser.example", "body": format!("Skrevet på {at}.")})).await;
        }
        let desk = Desk::signed_in(&app, OWNER).await;
        let path = format!("{AT}/data/person");
        let wrong = read(desk.send(&path, &[("email", "karen"), ("do", "export")]).await).await;
        assert!(wrong.contains("Skriv adressen sådan: navn@eksempel.dk."));
        let file = desk.send(&path, &[("email", "Karen@laeser.example"), ("do", "export")]).await;
        assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"person.json\"");
        assert_eq!(file.headers()["cache-control"], "no-store");
        let file: Value = file.json().await.unwrap();
        assert_eq!((file["comments"].as_array().unwrap().len(), &file["comments"][0]["text"]), (1, &json!("Skrevet på magasinet.")));
        let unsure = desk.send(&path, &[("email", "karen@laeser.example"), ("do", "erase")]).await;
        assert_eq!(unsure.status(), 422);
        assert!(read(unsure).await.contains("Sæt hak, hvis det hele skal slettes."));
        let sure = [("email", "karen@laeser.example"), ("do", "erase"), ("sure", "yes")];
        assert!(desk.sent(&path, &sure).await.contains("er slettet."));
        let email = svar::domain::author::Email::parse("karen@laeser.example").unwrap();
        let export = svar::privacy::export(&app.services, &email).await.unwrap();
        assert_eq!(export.iter().map(|e| e.site.as_str()).collect::<Vec<_>>(), ["andet"]);
        assert_eq!(site(&app).await.version, here.version);
    }

    /// Work that was given up is shown with its reason and can be tried again, where it is now and where it was.
    async fn dead_jobs_are_shown_and_tried_again(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        bury_a_job(&app, &here).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        assert_eq!(desk.get("/desk/magasinet/jobs").await.headers()["location"], "/desk/magasinet/settings/jobs");
        let path = format!("{AT}/jobs");
        let list = desk.page(&path).await;
        assert!(list.contains("Meld spam til Akismet") && list.contains("svarer ikke"));
        let id = value_of(&list, "id");
        assert!(desk.sent(&path, &[("id", &id)]).await.contains("Opgaven prøves igen."));
        assert!(app.services.store.dead_jobs(here.id, 10).await.unwrap().is_empty());
        assert!(desk.sent(&path, &[("id", &id)]).await.contains("Opgaven findes ikke mere."));
    }

    /// What the operator decides is shown with its name in the configuration, and no form can change it.
    async fn what_the_operator_decides_is_shown_and_cannot_be_changed(db: TestDb) {
        let app = TestApp::start(&db, |o| o.config.limits.post_per_hour = 77).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = desk.page(&format!("{AT}/moderation")).await;
        assert!(page.contains("limits.post_per_hour") && page.contains("SVAR_LIMITS_POST_PER_HOUR") && page.contains("<bdi>77</bdi>"));
        assert!(!page.contains("name=\"limits"), "it is no field");
        let site = desk.page(&format!("{AT}/site")).await;
        assert!(site.contains(&app.base) && site.contains(if app.services.store.engine_name() == "sqlite" { "SQLite" } else { "PostgreSQL" }));
        assert!(!site.contains("postgres://") && !site.contains("svar.db"), "no address of the database");
        assert!(site.contains(ORIGIN));
    }
}

async fn bury_a_job(app: &TestApp, site: &Site) {
    use svar::store::jobs::{JobKind, NewJob};
    let far = app.now().plus(Timestamp::DAY);
    let (kind, payload) = (JobKind::AkismetSpam, json!({}));
    let mut tx = app.services.store.begin().await.unwrap();
    tx.add_job(&NewJob { site: site.id, kind, comment: None, payload, run_at: far }).await.unwrap();
    let jobs = tx.claim_jobs(far, 1, 10).await.unwrap();
    tx.bury_job(jobs.iter().find(|job| job.kind == kind).unwrap(), "Akismet svarer ikke").await.unwrap();
    tx.commit().await.unwrap();
}
