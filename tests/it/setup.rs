//! The set-up in a browser: from the link that the program prints to the first comment.

use reqwest::StatusCode;
use serde_json::json;
use svar::accounts::setup;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;
use svar::domain::site::Origin;
use svar::mail::Mailer;

use crate::desk::{Desk, cookie_of, read, value_of};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::{eventually, on_both_engines};

const YOU: [(&str, &str); 3] = [("name", "Mette Holm"), ("email", "mette@ugensblad.dk"), ("password", PASSWORD)];

async fn link(app: &TestApp) -> String {
    setup::link(&app.services).await.unwrap().unwrap().strip_prefix(&app.base).unwrap().to_owned()
}

async fn send(app: &TestApp, link: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let csrf = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
    let fields: Vec<_> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
    app.form(link, &fields).header("sec-fetch-site", "same-origin").send().await.unwrap()
}

on_both_engines! {
    /// From the link to a site with the owner's role, the snippet, and a list that says what was really seen.
    async fn a_magazine_is_set_up_in_a_browser(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let link = link(&app).await;
        let form = app.get(&link).await;
        assert_eq!((form.status(), &form.headers()["referrer-policy"]), (StatusCode::OK, &"no-referrer".parse().unwrap()));
        let wrong = send(&app, &link, &[("name", "Mette Holm"), ("email", "mette"), ("password", PASSWORD)]).await;
        assert_eq!(wrong.status(), 422);
        let html = read(wrong).await;
        assert!(html.contains("value=\"Mette Holm\"") && html.contains("value=\"mette\"") && !html.contains(PASSWORD));
        let answer = send(&app, &link, &YOU).await;
        assert_eq!(answer.headers()["location"], "/desk/profile/factor?setup=1");
        let desk = Desk { app: &app, cookie: cookie_of(&answer) };
        assert!(desk.page("/desk/profile/factor?setup=1").await.contains("href=\"/setup/site\""), "it can be skipped");
        assert_eq!(desk.get("/desk").await.headers()["location"], "/setup/site", "whoever was interrupted goes on");

        let csrf = desk.csrf("/setup/site").await;
        let site = async |address: &str| {
            let fields = [("csrf", &*csrf), ("name", "Ugens blad"), ("address", address), ("moderation", "open")];
            desk.form("/setup/site", &fields).send().await.unwrap()
        };
        let wrong = site("ingen adresse").await;
        assert_eq!(wrong.status(), 422);
        assert!(read(wrong).await.contains("value=\"ingen adresse\""));
        let answer = site("www.ugensblad.dk/kultur?x").await;
        assert_eq!(answer.headers()["location"], "/desk/ugensblad/settings/embed?setup=1");
        assert_eq!(site("www.andetblad.dk").await.headers()["location"], "/desk", "there is a site now");

        let made = app.services.store.sites().await.unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].key.as_str(), made[0].name.as_str()), ("ugensblad", "Ugens blad"));
        assert_eq!(made[0].origins, [Origin::parse("https://www.ugensblad.dk").unwrap()]);
        assert_eq!(made[0].policy.get("moderation").as_deref(), Some("open"));
        let html = desk.page("/desk/ugensblad/settings/embed?setup=1").await;
        let tag = format!("&#60;svar-thread site=&#34;ugensblad&#34; style=&#34;display:block;min-height:100vh&#34;&#62;&#60;a href=&#34;{}/t/ugensblad&#34;", app.base);
        assert!(html.contains(&tag), "{html}");
        for recipe in ["WordPress", "Hugo", "Eleventy", "Astro", "React"] {
            assert!(html.contains(recipe), "{recipe}");
        }
        for example in ["comments.example.dk", "&#34;ugen&#34;", "&#39;ugen&#39;", "ugensblad.example"] {
            assert!(!html.contains(example), "{example} is the document's, not this site's");
        }
    }

    /// The list says what was seen, when it was seen, and not before: the script, an article, a comment.
    async fn the_list_shows_what_was_really_seen(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        app.add_moderator("ejer@redaktion.example", Role::Owner, &[&site]).await;
        let desk = Desk::signed_in(&app, "ejer@redaktion.example").await;
        let list = async || {
            let html = desk.page("/desk/magasinet/settings/embed").await;
            [html.contains("Scriptet er set på https://magasinet.example"), html.contains("Artiklens adresse er fundet"), html.contains("Den første kommentar er kommet")]
        };
        let ask = async |query: &str, origin: Option<&str>| {
            let mut request = app.request("GET", &format!("/t/magasinet/fragment?{query}"));
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            assert!(request.send().await.unwrap().status().is_success());
        };
        ask("key=a&for=widget", None).await;
        ask("key=a&for=widget", Some("https://ond.example")).await;
        ask("key=a", Some("https://magasinet.example")).await;
        assert_eq!(list().await, [false, false, false], "a program, a stranger's page, and what is no widget");
        ask("key=a&for=widget", Some("https://magasinet.example")).await;
        eventually("the script is noted", || async { (list().await == [true, false, false]).then_some(()) }).await;
        ask("key=a&url=https%3A%2F%2Fmagasinet.example%2Fa&for=widget", Some("https://magasinet.example")).await;
        eventually("the address is noted", || async { (list().await == [true, true, false]).then_some(()) }).await;
        let first = app.services.store.embed_seen(site.id).await.unwrap();
        app.clock.advance(Timestamp::HOUR);
        ask("key=a&for=widget", Some("https://magasinet.example")).await;
        crate::readers::posted(&app, "magasinet", json!({"name": "Bo", "body": "Enig."})).await;
        assert_eq!(list().await, [true, true, true]);
        let seen = app.services.store.embed_seen(site.id).await.unwrap();
        assert_eq!((seen.script, seen.article), (first.script, first.article), "each is noted once");
    }

    /// Never an open installer: no link, an old, a replaced, a used or a forged one make nothing.
    async fn nobody_sets_up_without_the_link(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let front = app.get("/setup").await;
        assert_eq!(front.status(), 404);
        assert!(read(front).await.contains("Svar er ikke sat op endnu"));
        let replaced = link(&app).await;
        let old = link(&app).await;
        for link in [&replaced, "/setup/svar_s_AAAA", "/setup/x"] {
            assert_eq!(app.get(link).await.status(), 404);
            assert_eq!(send(&app, link, &YOU).await.status(), 404);
        }
        app.clock.advance(30 * Timestamp::MINUTE);
        assert_eq!(app.get(&old).await.status(), 404);
        assert_eq!(send(&app, &old, &YOU).await.status(), 404);
        assert!(app.services.store.moderators().await.unwrap().is_empty());

        let good = link(&app).await;
        assert_eq!(send(&app, &good, &YOU).await.status(), 303);
        assert_eq!(send(&app, &good, &YOU).await.status(), 404, "gone after use");
        assert_eq!(app.services.store.moderators().await.unwrap().len(), 1);
        assert!(setup::link(&app.services).await.unwrap().is_none(), "there is no link any more");
        assert_eq!(app.get("/setup").await.headers()["location"], "/desk/sign-in");
    }

    /// Sites that a script made before get the owner; without mail the page says what is lost.
    async fn a_site_that_is_there_is_not_made_again(db: TestDb) {
        let app = TestApp::start(&db, |o| o.mailer = Some(Mailer::Off)).await;
        let site = app.add_site("magasinet", &[]).await;
        let link = link(&app).await;
        let desk = Desk { app: &app, cookie: cookie_of(&send(&app, &link, &YOU).await) };
        assert_eq!(desk.get("/setup/site").await.headers()["location"], "/desk");
        assert_eq!(desk.get("/desk").await.headers()["location"], "/desk/magasinet/queue?status=pending");
        let owner = &app.services.store.moderators().await.unwrap()[0].0;
        assert_eq!(owner.role_at(site.id), Some(Role::Owner));
        assert!(desk.page("/desk/magasinet/settings/embed?setup=1").await.contains("Der er ingen mailserver"));
    }
}

/// A key from an address: its host without what every address has.
#[test]
fn a_site_s_key_is_made_from_its_host() {
    for (address, key) in [
        ("www.ugensblad.dk", Some("ugensblad")),
        ("https://kultur.ugensblad.dk/artikler", Some("kultur-ugensblad")),
        ("http://localhost:1313", Some("localhost")),
        ("https://desk.dk", Some("desk-site")),
        ("blåbær.dk", Some("xn--blbr-roah")),
        ("ftp://ugensblad.dk", None),
        ("ugensblad", None),
        ("https://bruger:kode@ugensblad.dk", None),
    ] {
        let origin = setup::origin(address);
        assert_eq!(origin.and_then(|o| setup::key(&o)).as_ref().map(|k| k.as_str()), key, "{address}");
    }
}
