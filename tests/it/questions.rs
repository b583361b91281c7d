//! Reading a thread again and again: what a question means is remembered, and never for longer, or for others, than it
//! is true; and so is the form token that goes with the answer.

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;

use crate::readers::posted;
use crate::support::app::{ORIGIN, TestApp};
use crate::support::on_both_engines;

const LIST: &str = "/api/v1/magasinet/comments?key=artikel";

async fn token(app: &TestApp, path: &str) -> String {
    app.get(path).await.headers()["svar-form"].to_str().unwrap().to_owned()
}

on_both_engines! {
    async fn who_reads_at_the_same_moment_gets_the_same_form_token(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0"), ("form_min_seconds", "3")]).await;
        let first = token(&app, LIST).await;
        assert_eq!(token(&app, "/t/magasinet/fragment?key=artikel").await, first, "it is the thread's, not the answer's");
        assert_ne!(token(&app, "/api/v1/magasinet/comments?key=en%20anden").await, first, "and no other thread's");
        app.clock.advance(249);
        assert_eq!(token(&app, LIST).await, first);
        app.clock.advance(1);
        let second = token(&app, LIST).await;
        assert_ne!(second, first);
        // Each is as old as it is.
        app.clock.advance(3 * Timestamp::SECOND - 250);
        let status = async |name: &str, token: &str| {
            let (email, body) = (format!("{name}@laeser.example"), format!("Et svar fra {name}."));
            let post = json!({"key": "artikel", "name": name, "email": email, "body": body, "token": token});
            let answer = app.request("POST", "/api/v1/magasinet/comments").json(&post).send().await.unwrap();
            answer.json::<Value>().await.unwrap()["status"].clone()
        };
        assert_eq!(status("Anna", &first).await, "approved", "it is three seconds old");
        assert_eq!(status("Bo", &second).await, "pending", "it is a quarter of a second younger");
        app.clock.advance(-3 * Timestamp::SECOND);
        assert_eq!(token(&app, LIST).await, first, "and where the clock is set back, none comes from the future");
    }
    async fn the_same_question_means_what_the_site_says_now(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let fragment = async || app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap();
        for _ in 0..2 {
            assert!(fragment().await.contains("kommentarer"));
        }
        svar::sites::set(&app.services, &site.key, &[("lang".to_owned(), "en".to_owned())]).await.unwrap();
        let english = fragment().await;
        assert!(english.contains("comments") && !english.contains("kommentarer"), "{english}");
        // An address of an origin that is no longer the site's.
        let address = format!("/t/magasinet/fragment?url={ORIGIN}/artikel");
        assert_eq!([app.get(&address).await.status(), app.get(&address).await.status()], [200, 200]);
        let elsewhere = [("origin".to_owned(), "https://andet.example".to_owned())];
        svar::sites::set(&app.services, &site.key, &elsewhere).await.unwrap();
        assert_eq!(app.get(&address).await.status(), 422);
    }

    async fn where_the_page_that_asks_says_which_thread_each_gets_its_own(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        let url = |article: &str| format!("{ORIGIN}/{article}");
        for article in ["en", "to"] {
            let (name, body) = (article.to_uppercase(), format!("Om artikel {article}."));
            let email = format!("{article}@laeser.example");
            posted(&app, "magasinet", json!({"key": "", "url": url(article), "name": name, "email": email, "body": body})).await;
        }
        for article in ["en", "to", "en"] {
            let asked = app.request("GET", "/t/magasinet/fragment").header("referer", url(article));
            let html = asked.send().await.unwrap().text().await.unwrap();
            let other = if article == "en" { "to" } else { "en" };
            assert!(html.contains(&format!("Om artikel {article}.")) && !html.contains(&format!("Om artikel {other}.")), "{html}");
        }
    }
    async fn a_page_may_read_why_its_question_makes_no_sense(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        for path in ["/t/magasinet/fragment?key=a&comment=x", "/api/v1/magasinet/comments?key=a&limit=x"] {
            for _ in 0..2 {
                let answer = app.request("GET", path).header("origin", ORIGIN).send().await.unwrap();
                assert_eq!(answer.status(), 400, "{path}");
                let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
                assert_eq!(header("access-control-allow-origin"), ORIGIN, "{path}");
                assert_eq!((header("cache-control"), header("content-type")), ("no-store".into(), "application/problem+json; charset=utf-8".into()));
                let text = answer.text().await.unwrap();
                assert!(!text.contains("deserialize"), "{text}");
            }
        }
    }
}
