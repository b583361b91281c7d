//! Akismet's pages in a real browser: nobody is shut out, nothing is too wide, and a run is seen where it stands.

use serde_json::json;
use svar::domain::moderator::Role;

use crate::desk_looks::walk;
use crate::readers::posted;
use crate::spamcheck::{settled, start};
use crate::support::akismet::{Say, USAGE, VERIFY};
use crate::support::app::PASSWORD;
use crate::support::browser::{self, TestPage};
use crate::support::{Engine, TestDb, eventually};

const OWNER: &str = "ejer@redaktion.example";

const PAGES: [(&str, &str); 3] = [
    ("akismet-queue", "/desk/magasinet/queue"),
    ("akismet-settings", "/desk/magasinet/settings/akismet"),
    ("akismet-recheck", "/desk/magasinet/recheck"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn akismets_pages_shut_nobody_out_and_show_a_run() {
    let Some(page) = browser::new_page(1280, 900, false).await else { return };
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let (app, akismet) = start(&db, |_| {}).await;
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    let owner = app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    for n in 0..4 {
        posted(&app, "magasinet", json!({"body": format!("Kommentar {n} om de små forlag")})).await;
    }
    akismet.next_for(VERIFY, Say::Usual);
    akismet.next_for(USAGE, Say::raw(200, &[], r#"{"limit":10000,"usage":12345,"throttled":true}"#));
    svar::sites::ask_about_account(&app.services, &site).await.unwrap();
    let headers = [("X-akismet-alert-code", "10502"), ("X-akismet-alert-msg", "You are over your plan’s limit")];
    akismet.next(Say::raw(200, &headers, "false"));
    akismet.next(Say::Close);
    svar::moderation::begin_recheck(&app.services, &site, owner).await.unwrap();
    settled(&app).await;
    walk(&app, OWNER, &PAGES, async |page: &TestPage, _: &str| {
        page.wait_for("[data-recheck] progress").await;
    })
    .await;
    page.open(&format!("{}/desk", app.base)).await;
    page.fill("#email", OWNER).await;
    page.fill("#password", PASSWORD).await;
    page.follow("button.ink", "#main").await;
    page.open(&format!("{}/desk/magasinet/recheck", app.base)).await;
    page.wait_for("[data-recheck] progress").await;
    // It ends while the page is open, and the page says so by itself.
    app.clock.advance(10 * 60_000);
    settled(&app).await;
    eventually("the page to tell that the run is over", async || {
        let over: bool = page.value("!document.querySelector('[data-recheck] progress')").await;
        over.then_some(())
    })
    .await;
    let told: String = page.value("document.querySelector('[data-recheck] .told').textContent").await;
    assert!(told.contains("4 af 4"), "{told}");
    page.done().await;
}
