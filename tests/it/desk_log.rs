//! The audit log: searched, read in parts, handed out as a file.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::moderator::{Actor, Role};
use svar::domain::site::Site;
use svar::store::audit::{About, NewDecision};

use crate::desk::{Desk, EMAIL, waiting};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const OWNER: &str = "else@redaktion.example";
const LOG: &str = "/desk/magasinet/log";

async fn owned(app: &TestApp) -> std::sync::Arc<Site> {
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    site
}

/// Lines about the site, with something changed in each.
async fn lines(app: &TestApp, site: &Site, n: usize) {
    for n in 0..n {
        let mut tx = app.services.store.begin().await.unwrap();
        tx.lock_site(site.id).await.unwrap();
        let line = NewDecision::new(site.id, About::Site, Actor::System, "recheck", app.now());
        let after = Some(json!({ "name": format!("=Nr. {n}") }));
        tx.record_decision(&NewDecision { after, ..line }).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance(Timestamp::MINUTE);
    }
}

fn ids(html: &str) -> Vec<i64> {
    html.split("id=\"log-").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

fn next(html: &str) -> Option<String> {
    let document = scraper::Html::parse_document(html);
    let link = scraper::Selector::parse("a[rel=next]").unwrap();
    document.select(&link).next().map(|a| a.value().attr("href").unwrap().to_owned())
}

on_both_engines! {
    /// Every line (the first says that the site was made) is on one page, once, the newest first.
    async fn paging_shows_each_line_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = owned(&app).await;
        lines(&app, &site, 120).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let (mut seen, mut address) = (Vec::new(), Some(LOG.to_owned()));
        while let Some(path) = address {
            let html = desk.page(&path).await;
            seen.extend(ids(&html));
            address = next(&html);
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((seen.len(), &seen), (121, &sorted));
    }

    /// Each field of the search keeps what fits and leaves out the rest; a wrong one finds nothing and says so.
    async fn the_log_is_searched(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = owned(&app).await;
        let comments = waiting(&app, &["Et", "To"]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        for id in &comments {
            desk.sent("/desk/magasinet/decisions", &[("id", &id.to_string()), ("to", "approved")]).await;
        }
        app.clock.advance(3 * Timestamp::DAY);
        lines(&app, &site, 2).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let count = async |query: &str| ids(&desk.page(&format!("{LOG}?{query}")).await).len();
        assert_eq!(count("").await, 5, "the first says that the site was made");
        assert_eq!(count("action=decide").await, 2);
        assert_eq!(count("who=system&action=recheck").await, 2);
        let moderators = app.services.store.log_moderators(site.id).await.unwrap();
        let counts = [count(&format!("who={}", moderators[0].0)).await, count(&format!("who={}", moderators[1].0)).await];
        assert_eq!(counts.iter().sum::<usize>(), 2, "one of the two decided");
        assert_eq!(count(&format!("comment={}", comments[0])).await, 1);
        assert_eq!(count("about=site&action=recheck").await, 2);
        assert_eq!(count("until=2026-03-02").await, 3);
        assert_eq!(count("from=2026-03-03").await, 2);
        assert_eq!(count("from=2026-03-03&until=2026-03-04").await, 0);
        assert_eq!(count("action=decide&who=author").await, 0);
        for wrong in ["from=i+går", "comment=x", "who=Anne", "person=4711", "comment=1&thread=1"] {
            let html = desk.page(&format!("{LOG}?{wrong}")).await;
            assert!(ids(&html).is_empty() && html.contains("log-wrong"), "{wrong}");
        }
        assert_eq!(desk.get(&format!("{LOG}?before=x")).await.status(), StatusCode::BAD_REQUEST);
    }

    /// A changed text stands there before and after, escaped; moderators' tricks stay text.
    async fn a_changed_text_is_shown_before_and_after(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let id = waiting(&app, &["Det <script>er</script> dårligt"]).await[0];
        let desk = Desk::signed_in(&app, EMAIL).await;
        let edit = format!("/desk/magasinet/comments/{id}/edit");
        desk.sent(&edit, &[("body", "Det <img src=x onerror=alert(1)> er godt\nog ny linje")]).await;
        for page in [LOG.to_owned(), format!("/desk/magasinet/comments/{id}")] {
            let html = desk.page(&page).await;
            assert!(html.contains("<ins>") && html.contains("<del>"), "{html}");
            assert!(html.contains("&#60;img src=x") && !html.contains("<img src=x"), "{html}");
            assert!(!html.contains("<script>er"), "{html}");
        }
    }

    /// What is handed out is what the log says, for owners; that it was handed out is written down.
    async fn the_log_is_handed_out_whole_and_that_is_recorded(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = owned(&app).await;
        lines(&app, &site, 600).await;
        let id = waiting(&app, &["Hemmelig tekst"]).await[0];
        let desk = Desk::signed_in(&app, OWNER).await;
        desk.sent(&format!("/desk/magasinet/comments/{id}/edit"), &[("body", "Anden tekst")]).await;

        let answer = desk.send(&format!("{LOG}.jsonl"), &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; "));
        let text = answer.text().await.unwrap();
        let all: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(all.len(), 602);
        assert_eq!((&all[0]["action"], &all[0]["before"]["source"]), (&json!("rewrite"), &json!("Hemmelig tekst")));
        assert_eq!(all[600]["after"]["name"], "=Nr. 0");
        assert!(!text.contains("laeser.example"));

        let csv = desk.send(&format!("{LOG}.csv"), &[("about", "site")]).await.text().await.unwrap();
        assert_eq!(csv.lines().count(), 603, "a head, the lines, and the first export");
        assert!(!csv.contains("tekst"));
        let log = desk.page(&format!("{LOG}?action=export")).await;
        assert_eq!(ids(&log).len(), 2, "both are in the log");

        let editor = Desk::signed_in(&app, EMAIL).await;
        assert_eq!(editor.send(&format!("{LOG}.csv"), &[]).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(desk.get(&format!("{LOG}.csv")).await.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(ids(&desk.page(&format!("{LOG}?action=export")).await).len(), 2, "nothing more was recorded");
    }

    /// No cell is a formula.
    async fn no_cell_of_the_file_is_a_formula(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        for (n, title) in ["=1+1", "+1", "-1", "@A1", "\"=1"].iter().enumerate() {
            let body = json!({"key": format!("a{n}"), "title": title, "body": "Hej", "email": format!("x{n}@laeser.example")});
            let id = crate::readers::posted(&app, "magasinet", body).await["id"].as_i64().unwrap();
            let desk = Desk::signed_in(&app, OWNER).await;
            desk.sent("/desk/magasinet/decisions", &[("id", &id.to_string()), ("to", "approved")]).await;
        }
        let desk = Desk::signed_in(&app, OWNER).await;
        let csv = desk.send(&format!("{LOG}.csv"), &[]).await.text().await.unwrap();
        for cell in ["'=1+1", "'+1", "'-1", "'@A1"] {
            assert!(csv.contains(&format!(",\"{cell}\",")), "{cell}: {csv}");
        }
        assert!(csv.contains(",\"\"\"=1\","), "{csv}");
    }
}
