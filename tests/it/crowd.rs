//! Many readers at once at what nobody has rendered yet.

use reqwest::header::ACCEPT_ENCODING;
use serde_json::json;
use tokio::task::JoinSet;

use crate::readers::{fields_of, posted};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const CROWD: usize = 40;

fn renderings(app: &TestApp) -> u64 {
    let text = app.services.metrics.encode();
    let line = text.lines().find_map(|line| line.strip_prefix("svar_renderings_total "));
    line.unwrap().parse().unwrap()
}

on_both_engines! {
    /// Everybody gets the new version, in each encoding the same bytes, and the thread was rendered once.
    async fn who_arrives_together_shares_one_rendering(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        for (round, encoding) in ["identity", "gzip", "br"].into_iter().enumerate() {
            let body = format!("Kommentar {round} af flere");
            posted(&app, "magasinet", json!({"body": body, "email": format!("l{round}@laeser.example")})).await;
            let before = renderings(&app);
            let mut crowd = JoinSet::new();
            for _ in 0..CROWD {
                let request = app.request("GET", "/t/magasinet/fragment?key=artikel").header(ACCEPT_ENCODING, encoding);
                crowd.spawn(async move {
                    let answer = request.send().await.unwrap();
                    assert_eq!(answer.status(), 200);
                    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
                    (tag, answer.bytes().await.unwrap())
                });
            }
            let mut answers = crowd.join_all().await;
            answers.dedup();
            assert_eq!(answers.len(), 1, "{encoding}");
            assert_eq!(renderings(&app), before + 1, "{encoding}");
        }
    }

    /// What readers say that the article's address is fills no memory: a thread that knows its own is kept once. One
    /// that does not is another for each, because its links lead there.
    async fn made_up_addresses_share_one_rendering(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        let known = json!({"key": "artikel", "url": "https://magasinet.example/forlag"});
        assert_eq!(posted(&app, "magasinet", known).await["status"], "approved");
        for (path, forms) in [("/t/magasinet/fragment", 1), ("/t/magasinet/fragment?for=widget", 2), ("/api/v1/magasinet/comments", 1)] {
            let before = renderings(&app);
            for number in 0..6 {
                let mark = if path.contains('?') { '&' } else { '?' };
                let path = format!("{path}{mark}key=artikel&url=https://magasinet.example/{number}");
                for encoding in ["identity", "br"] {
                    let answer = app.request("GET", &path).header(ACCEPT_ENCODING, encoding).send().await.unwrap();
                    let text = answer.text().await.unwrap();
                    assert!(encoding != "identity" || text.contains("magasinet.example/forlag"), "{text}");
                }
            }
            assert!(renderings(&app) - before <= forms, "{path}");
        }
        for number in 0..2 {
            let path = format!("/api/v1/magasinet/comments?key=ny&url=https://magasinet.example/{number}");
            let text = app.get(&path).await.text().await.unwrap();
            assert!(text.contains(&format!("magasinet.example/{number}")), "{text}");
        }
    }

    /// The memory is cut into parts, of which none may be too small for a thread.
    async fn a_long_thread_is_kept_in_a_small_memory(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.cache.megabytes = 1).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        for number in 0..15 {
            let body = format!("Kommentar {number}. {}", "Ord om papir og priser. ".repeat(200));
            let email = format!("l{number}@laeser.example");
            assert_eq!(posted(&app, "magasinet", json!({"body": body, "email": email})).await["status"], "approved");
        }
        let fragment = async || app.get("/t/magasinet/fragment?key=artikel").await.bytes().await.unwrap();
        let (before, first) = (renderings(&app), fragment().await);
        assert!(first.len() > 128 << 10, "longer than a part would be on two cores: {}", first.len());
        assert_eq!(fragment().await, first);
        assert_eq!(renderings(&app), before + 1);
    }

    /// The page takes most of its bytes from what all readers share; each still gets a whole page with a form of their
    /// own, and a length that is true.
    async fn a_long_page_is_whole_and_its_form_is_ones_own(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        for number in 0..5 {
            let body = format!("Kommentar {number}. {}", "Ord om papir og priser. ".repeat(60));
            let email = format!("l{number}@laeser.example");
            assert_eq!(posted(&app, "magasinet", json!({"body": body, "email": email})).await["status"], "approved");
        }
        let fragment = app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap();
        let mut tokens = Vec::new();
        for _ in 0..2 {
            let answer = app.get("/t/magasinet?key=artikel").await;
            let said: usize = answer.headers()["content-length"].to_str().unwrap().parse().unwrap();
            let page = answer.text().await.unwrap();
            assert_eq!(page.len(), said);
            assert!(page.len() > fragment.len() && page.trim_end().ends_with("</html>"), "{}", page.len());
            let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
            let thread = &fragment[fragment.find("<article").unwrap()..fragment.rfind("</article>").unwrap()];
            assert!(thread.len() > 5_000 && page.contains(thread), "as all others read it");
            let places: Vec<usize> = (0..5).map(|number| at(&format!("Kommentar {number}. Ord"))).collect();
            assert!(places.is_sorted() && places[4] < at("id=\"svar-form\""), "{places:?}");
            assert_eq!(page.matches("Kommentar 3. Ord").count(), fragment.matches("Kommentar 3. Ord").count());
            let field = |name: &str| fields_of(&page).into_iter().find(|(field, _)| field == name).unwrap().1;
            tokens.push(field("idempotency_key"));
        }
        assert_ne!(tokens[0], tokens[1]);
        let head = app.request("HEAD", "/t/magasinet?key=artikel").send().await.unwrap();
        assert!(head.headers()["content-length"].to_str().unwrap().parse::<usize>().unwrap() > fragment.len());
        assert!(head.bytes().await.unwrap().is_empty());
    }
}
