//! A moderator's own account: the profile, sessions, the password, and being asked for it again.

use reqwest::StatusCode;
use svar::accounts;
use svar::domain::author::Email;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;

use crate::accounts_sign_in::with_factor;
use crate::desk::{Desk, EMAIL, cookie_of, magazine, read, sign_in, value_of};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::on_both_engines;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

on_both_engines! {
    /// The name and the shortcuts are the moderator's own; a name that is none is given back with what was typed.
    async fn a_moderator_says_how_they_sign_and_turns_keys_off(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        assert!(!desk.page("/desk/magasinet/queue").await.contains("data-keys"));
        let saved = desk.sent("/desk/profile", &[("what", "save"), ("name", "Anne <Lund>"), ("keys_off", "1")]).await;
        assert!(saved.contains("Gemt.") && saved.contains("Anne &#60;Lund&#62;"));
        assert!(desk.page("/desk/magasinet/queue").await.contains("data-keys=\"off\""));
        let wrong = desk.send("/desk/profile", &[("what", "save"), ("name", &"x".repeat(61))]).await;
        assert_eq!(wrong.status(), 422);
        let html = read(wrong).await;
        assert!(html.contains(&"x".repeat(61)) && html.contains("højst 60 tegn"));
        assert!(desk.page("/desk/profile").await.contains("Anne &#60;Lund&#62;"));
        assert!(!desk.page("/desk/profile?done=opdigtet").await.contains("role=\"status\""), "nobody can claim it");
    }

    /// Every session is listed with where it comes from, and ends when its owner says so; nobody else's can be ended.
    async fn sessions_are_listed_and_ended(db: TestDb) {
        let app = TestApp::start(&db, |o| {
            o.config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        })
        .await;
        let site = magazine(&app).await;
        app.add_moderator("bo@redaktion.example", Role::Moderator, &[&site]).await;
        let bo = Desk::signed_in(&app, "bo@redaktion.example").await;
        let token = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
        let fields = [("csrf", token.as_str()), ("email", EMAIL), ("password", PASSWORD)];
        let from = app.form("/desk/sign-in", &fields).header("user-agent", FIREFOX).header("x-forwarded-for", "203.0.113.77");
        let away = Desk { app: &app, cookie: cookie_of(&from.send().await.unwrap()) };
        let desk = Desk::signed_in(&app, EMAIL).await;
        let html = desk.page("/desk/profile").await;
        assert!(html.contains("Firefox, Linux") && html.contains("203.0.113.0/24") && !html.contains("203.0.113.77"));
        assert_eq!(html.matches("<b class=\"mark\">denne</b>").count(), 1);
        assert_eq!(html.matches("value=\"end\"").count(), 1, "this session is ended by signing out");

        let id = value_of(&html, "id");
        let said = bo.sent("/desk/profile", &[("what", "end"), ("id", &id)]).await;
        assert!(said.contains("afsluttet i forvejen"));
        assert_eq!(away.get("/desk/profile").await.status(), 200, "somebody else's");
        assert!(desk.sent("/desk/profile", &[("what", "end"), ("id", &id)]).await.contains("Sessionen er afsluttet."));
        assert_eq!(away.get("/desk/profile").await.status(), 303);

        let third = Desk::signed_in(&app, EMAIL).await;
        assert!(desk.sent("/desk/profile", &[("what", "others")]).await.contains("Alle andre sessioner"));
        assert_eq!(third.get("/desk/profile").await.status(), 303);
        assert_eq!((desk.get("/desk/profile").await.status(), bo.get("/desk/profile").await.status()), (StatusCode::OK, StatusCode::OK));
    }

    /// A new password ends every other session and gives this one a new value; what is tried first is refused.
    async fn a_new_password_ends_what_rested_on_the_old_one(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let (mut desk, other) = (Desk::signed_in(&app, EMAIL).await, Desk::signed_in(&app, EMAIL).await);
        for (password, why) in [
            ("for kort", "15 til 128 tegn"),
            ("adgangskode12345", "gætter først"),
            ("Mette Moderator 2026", "gætter først"),
            ("qwertyuiopåasdfgh", "gætter først"),
            ("hemmelighemmelighemmelig", "gætter først"),
        ] {
            let refused = desk.send("/desk/profile/password", &[("password", password)]).await;
            assert_eq!(refused.status(), 422, "{password}");
            let html = read(refused).await;
            assert!(html.contains(why) && !html.contains(password), "{password}");
        }
        let old = Desk { app: &app, cookie: desk.cookie.clone() };
        let new = "fire tilfældige ord og en ræv";
        let answer = desk.send("/desk/profile/password", &[("password", new)]).await;
        desk.cookie = cookie_of(&answer);
        assert!(desk.page(answer.headers()["location"].to_str().unwrap()).await.contains("Adgangskoden er skiftet."));
        for gone in [&old, &other] {
            assert_eq!(gone.get("/desk/profile").await.status(), 303);
        }
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), 422);
        assert_eq!(sign_in(&app, EMAIL, new).await.status(), 303);
    }

    /// Ten minutes after the password was typed it is asked for again; a page comes back to where it was asked for.
    async fn the_password_is_asked_for_again_before_what_matters(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        app.add_moderator(EMAIL, Role::Owner, &[&site]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        assert_eq!(desk.get("/desk/profile/password").await.status(), 200);
        app.clock.advance(10 * Timestamp::MINUTE + 1);
        let asked = desk.get("/desk/profile/password").await;
        let to = asked.headers()["location"].to_str().unwrap().to_owned();
        assert!(to.starts_with("/desk/confirm?next="));
        let next = value_of(&desk.page(&to).await, "next");
        let wrong = desk.send("/desk/confirm", &[("next", &next), ("confirm-password", "en anden adgangskode")]).await;
        assert_eq!(wrong.status(), 422);
        let elsewhere = desk.send("/desk/confirm", &[("next", "https://ond.example"), ("confirm-password", PASSWORD)]).await;
        assert_eq!(elsewhere.headers()["location"], "/desk");
        app.clock.advance(10 * Timestamp::MINUTE + 1);
        let back = desk.send("/desk/confirm", &[("next", &next), ("confirm-password", PASSWORD)]).await;
        assert_eq!(back.headers()["location"], "/desk/profile/password");
        assert_eq!(desk.get("/desk/profile/password").await.status(), 200);
    }

    /// A form that comes too late is not lost: the password is asked for, and the same form goes on.
    async fn a_form_that_comes_too_late_waits_for_the_password(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        app.add_moderator(EMAIL, Role::Owner, &[&site]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        app.clock.advance(11 * Timestamp::MINUTE);
        let path = "/desk/magasinet/settings/team";
        let typed = [("what", "invite"), ("email", "ny@redaktion.example"), ("role", "editor")];
        let held = desk.send(path, &typed).await;
        assert_eq!(held.status(), StatusCode::FORBIDDEN);
        let html = read(held).await;
        for (name, value) in typed {
            assert_eq!(value_of(&html, name), value, "what was typed goes along");
        }
        assert!(app.services.store.invitations(site.id, app.now()).await.unwrap().is_empty());
        let with = |password: &'static str| [typed.as_slice(), &[("confirm-password", password)]].concat();
        assert_eq!(desk.send(path, &with("en anden adgangskode")).await.status(), StatusCode::FORBIDDEN);
        assert!(app.services.store.invitations(site.id, app.now()).await.unwrap().is_empty());
        assert_eq!(desk.send(path, &with(PASSWORD)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(app.services.store.invitations(site.id, app.now()).await.unwrap().len(), 1);
    }

    /// With a second factor its code is asked for again as well.
    async fn the_code_is_asked_for_again_too(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let mut desk = Desk::signed_in(&app, EMAIL).await;
        let (_, codes) = with_factor(&app, &mut desk).await;
        app.clock.advance(11 * Timestamp::MINUTE);
        let to = desk.get("/desk/profile/factor").await.headers()["location"].to_str().unwrap().to_owned();
        let next = value_of(&desk.page(&to).await, "next");
        let password = ("confirm-password", PASSWORD);
        assert_eq!(desk.send("/desk/confirm", &[("next", &next), password]).await.status(), 422);
        let answer = desk.send("/desk/confirm", &[("next", &next), password, ("confirm-code", &codes[0])]).await;
        assert_eq!(answer.headers()["location"], "/desk/profile/factor");
        let removed = desk.send("/desk/profile/factor", &[("what", "remove")]).await;
        assert_ne!(cookie_of(&removed), desk.cookie, "the session has a new value");
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), 303, "the password is enough again");
    }

    /// The token of a session's forms looks different in every answer, and each of them counts.
    async fn the_form_token_is_masked_anew_in_each_answer(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let (one, two) = (desk.csrf("/desk/profile").await, desk.csrf("/desk/profile").await);
        assert_ne!(one, two);
        for csrf in [&one, &two] {
            let fields = [("csrf", csrf.as_str()), ("what", "save"), ("name", "Anne")];
            assert_eq!(desk.form("/desk/profile", &fields).send().await.unwrap().status(), 303);
        }
        let mixed = format!("{}{}", &one[..one.len() / 2], &two[two.len() / 2..]);
        let fields = [("csrf", mixed.as_str()), ("what", "save"), ("name", "Anne")];
        assert_eq!(desk.form("/desk/profile", &fields).send().await.unwrap().status(), 403);
    }

    /// `svar user` and the desk are of one opinion about what a password is.
    async fn the_command_refuses_the_same_passwords(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let email = Email::parse(EMAIL).unwrap();
        for password in ["passwordpassword1", "Sommerferie 2026!", "123456789012345678", "svar svar svar svar"] {
            assert!(accounts::set_password(&app.services, &email, password).await.is_err(), "{password}");
        }
        for password in ["korrekt hest batteri", "839201847562910", "Den gamle mølle drejer 12 gange"] {
            assert!(accounts::set_password(&app.services, &email, password).await.is_ok(), "{password}");
        }
    }
}
