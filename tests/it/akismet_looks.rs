//! Akismet's pages in a real browser: nobody is shut out, nothing is too wide, and a run is seen where it stands.

use serde_json::json;
use svar::domain::moderator::Role;

use crate::readers::posted;
use crate::spamcheck::{settled, start};
use crate::support::akismet::{Say, USAGE, VERIFY};
use crate::support::app::PASSWORD;
use crate::support::axe::Axe;
use crate::support::browser;
use crate::support::{Engine, TestDb, eventually};

const OWNER: &str = "ejer@redaktion.example";

const PAGES: [(&str, &str); 3] =
    [("akismet-queue", "queue"), ("akismet-settings", "settings/akismet"), ("akismet-recheck", "recheck")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn akismets_pages_shut_nobody_out_and_show_a_run() {
    let (Some(mut page), Some(axe)) = (browser::new_page(1280, 900, false).await, Axe::load()) else { return };
    let pictures = std::env::var_os("SVAR_TEST_PICTURES").map(std::path::PathBuf::from);
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
    let mut wrong = Vec::new();
    for dark in [false, true] {
        if dark {
            page.done().await;
            page = browser::new_page(1280, 900, true).await.unwrap();
        }
        page.open(&format!("{}/desk", app.base)).await;
        page.fill("#email", OWNER).await;
        page.fill("#password", PASSWORD).await;
        page.follow("button.ink", "#main").await;
        for (name, path) in PAGES {
            for width in [1280, 390, 320] {
                page.resize(width, 3_000).await;
                page.open(&format!("{}/desk/magasinet/{path}", app.base)).await;
                page.wait_for("[data-recheck] progress").await;
                let wide: i64 =
                    page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
                if wide > 0 {
                    wrong.push(format!("{name} at {width}: {wide} px too wide"));
                }
                axe.enter(&page).await;
                let mut found = axe.complaints(&page).await;
                // The queue's row of tabs runs out of a narrow window, where axe cannot see what is behind it.
                found.retain(|what| width == 1280 || !what.starts_with("color-contrast: a[aria-keyshortcuts="));
                wrong.extend(found.into_iter().map(|what| format!("{name} at {width}, dark {dark}: {what}")));
                if let Some(folder) = pictures.as_ref().filter(|_| width > 320) {
                    let shade = if dark { "dark" } else { "light" };
                    page.screenshot_to(&folder.join(format!("{name}-{width}-{shade}.png"))).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
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
