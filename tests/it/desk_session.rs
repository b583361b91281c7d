//! The desk's door: signing in and out, and whose forms count.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;

use crate::desk::{Desk, EMAIL, cookie_of, counted, magazine, read, sign_in, tally, value_of, waiting};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::on_both_engines;

on_both_engines! {
    /// Who has no session is led to the sign-in page, and from there to where they wanted to go.
    async fn signing_in_leads_back_to_the_page_that_was_asked_for(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let asked = app.get("/desk/magasinet/queue?status=spam").await;
        assert_eq!(asked.status(), StatusCode::SEE_OTHER);
        let to = asked.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, "/desk/sign-in?next=%2Fdesk%2Fmagasinet%2Fqueue%3Fstatus%3Dspam");

        let form = read(app.get(&to).await).await;
        let (token, next) = (value_of(&form, "csrf"), value_of(&form, "next"));
        let fields = [("csrf", &*token), ("next", &*next), ("email", EMAIL), ("password", PASSWORD)];
        let answer = app.form("/desk/sign-in", &fields).send().await.unwrap();
        assert_eq!(answer.headers()["location"], "/desk/magasinet/queue?status=spam");

        let desk = Desk { app: &app, cookie: cookie_of(&answer) };
        assert!(desk.page("/desk/magasinet/queue?status=spam").await.contains("Ingen spam."));
        let home = desk.get("/desk").await;
        assert_eq!(home.headers()["location"], "/desk/magasinet/queue?status=pending");
    }

    /// Nobody is sent to an address that somebody else made up.
    async fn signing_in_never_leads_away_from_the_desk(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        for next in ["https://ond.example/", "//ond.example/desk", "/desk/../t/x", "/desk/sign-out", "/deskx"] {
            let token = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
            let fields = [("csrf", &*token), ("next", next), ("email", EMAIL), ("password", PASSWORD)];
            let answer = app.form("/desk/sign-in", &fields).send().await.unwrap();
            assert_eq!((answer.status(), &answer.headers()["location"]), (StatusCode::SEE_OTHER, &"/desk".parse().unwrap()));
        }
    }

    /// Nobody learns who moderates here: not by what is said, not by the status.
    async fn wrong_unknown_and_waiting_accounts_get_the_same_answer(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let nobody = "ingen@redaktion.example";
        let said = async |email: &str, password: &str| {
            let answer = sign_in(&app, email, password).await;
            let status = answer.status();
            assert!(answer.headers().get("set-cookie").is_none() && answer.headers().get("retry-after").is_none());
            let html = read(answer).await;
            assert!(html.contains(&format!("value=\"{email}\"")), "what was typed is kept");
            (status, html.replace(email, "X").replace(&value_of(&html, "csrf"), "TOKEN"))
        };
        let unknown = said(nobody, PASSWORD).await;
        assert_eq!(unknown.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.1.contains("passer ikke sammen"));
        for _ in 0..6 {
            assert_eq!(said(EMAIL, "en anden adgangskode").await, unknown);
        }
        assert_eq!(said(EMAIL, PASSWORD).await, unknown, "the account has to wait now, even with the right one");
        app.clock.advance(3 * Timestamp::SECOND);
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), StatusCode::SEE_OTHER);
    }

    /// One client that guesses is slowed down whatever it guesses, and told for how long.
    async fn a_client_that_tries_too_often_is_stopped(db: TestDb) {
        let app = TestApp::start(&db, |o| {
            o.config.limits.enabled = true;
            o.config.limits.login_per_minute = 2;
        })
        .await;
        for _ in 0..2 {
            assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = sign_in(&app, EMAIL, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers()["retry-after"], "30");
        assert!(read(answer).await.contains("Vent 30 sekunder"));
    }

    /// The cookie is for this host alone, for no script, and for no other site's forms.
    async fn the_session_cookie_is_kept_close(db: TestDb) {
        let plain = TestApp::start(&db, |_| {}).await;
        magazine(&plain).await;
        let answer = sign_in(&plain, EMAIL, PASSWORD).await;
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        let (value, flags) = cookie.split_once("; ").unwrap();
        assert_eq!(value.len(), "svar=".len() + 43, "256 bits");
        assert_eq!(flags, "Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
        assert_eq!(answer.headers()["cache-control"], "no-store");

        let public = TestApp::start(&db, |o| {
            o.beside(&plain);
            o.config.server.public_url = Some(svar::domain::site::Origin::parse("https://svar.example").unwrap());
        })
        .await;
        let as_public = |request: RequestBuilder| request.header("host", "svar.example");
        let form = as_public(public.request("GET", "/desk/sign-in")).send().await.unwrap();
        let token = value_of(&read(form).await, "csrf");
        let fields = [("csrf", token.as_str()), ("email", EMAIL), ("password", PASSWORD)];
        let answer = as_public(public.form("/desk/sign-in", &fields)).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with("__Host-svar=") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        let value = cookie.split(['=', ';']).nth(1).unwrap();
        let queue = async |cookie: String| {
            let request = as_public(public.request("GET", "/desk/magasinet/queue")).header("cookie", cookie);
            request.send().await.unwrap().status()
        };
        assert_eq!(queue(format!("a=b; __Host-svar={value}")).await, 200);
        assert_eq!(queue(format!("svar={value}")).await, 303, "a neighbour can plant a cookie of the plain name");
        assert_eq!(queue(format!("__Host-svar={value}; __Host-svar=x")).await, 303);
    }

    /// A form counts only from our own pages and with the session's own token; else nothing happens.
    async fn a_form_that_is_not_from_the_session_s_own_page_does_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Godt skrevet."]).await[0].to_string();
        let desk = Desk::signed_in(&app, EMAIL).await;
        let other = Desk::signed_in(&app, EMAIL).await;
        let (csrf, foreign) = (desk.csrf("/desk/magasinet/queue").await, other.csrf("/desk/magasinet/queue").await);
        let path = "/desk/magasinet/decisions";
        let plain = |csrf: &str| {
            app.form(path, &[("csrf", csrf), ("id", &id), ("to", "approved")]).header("cookie", &desk.cookie)
        };
        let refused = [
            ("no token", app.form(path, &[("id", &id), ("to", "approved")]).header("cookie", &desk.cookie)),
            ("an empty token", plain("")),
            ("a token of another session", plain(&foreign)),
            ("another site's page", plain(&csrf).header("sec-fetch-site", "cross-site")),
            ("a neighbour's page", plain(&csrf).header("sec-fetch-site", "same-site")),
            ("another origin", plain(&csrf).header("origin", "https://ond.example")),
            ("a hidden origin", plain(&csrf).header("origin", "null")),
        ];
        for (what, request) in refused {
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{what}");
            assert!(read(answer).await.contains("Hent siden igen"), "{what}");
        }
        let without = app.form(path, &[("csrf", &csrf), ("id", &id), ("to", "approved")]).send().await.unwrap();
        assert_eq!(without.status(), StatusCode::UNAUTHORIZED);
        assert!(read(without).await.contains("Du er logget ud"));
        let json = app.request("POST", path).header("cookie", &desk.cookie).json(&json!({"to": "approved"}));
        assert_eq!(json.send().await.unwrap().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 0));

        assert_eq!(plain(&csrf).header("origin", &app.base).send().await.unwrap().status(), StatusCode::SEE_OTHER);
        assert_eq!(tally(&app, &site).await, counted(0, 1, 0, 0));
    }

    /// A site at which a moderator has no role looks like one that does not exist.
    async fn another_site_is_not_there(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = waiting(&app, &["Godt skrevet."]).await[0].to_string();
        let other = app.add_site("avisen", &[]).await;
        app.add_moderator("line@avisen.example", Role::Owner, &[&other]).await;
        let line = Desk::signed_in(&app, "line@avisen.example").await;
        let csrf = line.csrf("/desk/avisen/queue").await;
        let comment = format!("comments/{id}");
        for page in ["queue", "bans", "jobs", &comment] {
            let forbidden = read(line.get(&format!("/desk/magasinet/{page}")).await).await;
            let unknown = line.get(&format!("/desk/findes-ikke/{page}")).await;
            assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
            assert_eq!(read(unknown).await, forbidden);
        }
        let fields = [("csrf", &*csrf), ("id", &*id), ("to", "approved")];
        assert_eq!(line.form("/desk/magasinet/decisions", &fields).send().await.unwrap().status(), 404);
        assert_eq!(line.get(&format!("/desk/avisen/comments/{id}")).await.status(), 404);
        let strange = line.form("/desk/avisen/decisions", &fields).send().await.unwrap();
        let said = line.page(strange.headers()["location"].to_str().unwrap()).await;
        assert!(!said.contains("1 kommentar godkendt.") && said.contains("1 kunne ikke afgøres"));
        assert_eq!(tally(&app, &site).await, counted(1, 0, 0, 0));
    }

    /// Signing out ends the session itself, not only the cookie; so does a day of silence.
    async fn a_session_ends(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        assert_eq!(desk.get("/desk/sign-out").await.status(), 405, "a picture in a comment signs nobody out");
        let answer = desk.send("/desk/sign-out", &[]).await;
        assert_eq!(answer.headers()["location"], "/desk/sign-in");
        assert_eq!(answer.headers()["clear-site-data"], "\"cache\", \"cookies\", \"storage\"");
        assert!(answer.headers()["set-cookie"].to_str().unwrap().starts_with("svar=; Path=/; Max-Age=0;"));
        assert_eq!(desk.get("/desk/magasinet/queue").await.status(), StatusCode::SEE_OTHER);

        let idle = Desk::signed_in(&app, EMAIL).await;
        app.clock.advance(Timestamp::DAY + 1);
        assert_eq!(idle.get("/desk/magasinet/queue").await.status(), StatusCode::SEE_OTHER);
    }
}
