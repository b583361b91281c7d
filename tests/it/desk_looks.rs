//! Pages of the desk in a real browser: nobody is shut out, nothing is too wide, in light and in dark. Here searching
//! and the articles.

use std::path::Path;

use serde_json::json;
use svar::domain::clock::Timestamp;

use crate::desk::{EMAIL, magazine};
use crate::readers::posted;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::axe::Axe;
use crate::support::browser::{self, TestPage};
use crate::support::{Engine, TestDb};

const PAGES: [(&str, &str); 4] = [
    ("search", "/desk/magasinet/comments?q=forlag&status=pending&from=x&name=l%C3%A6ser"),
    ("search-plain", "/desk/magasinet/comments"),
    ("threads", "/desk/magasinet/threads"),
    ("thread", "/desk/magasinet/threads/1"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn search_and_articles_shut_nobody_out() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    magazine(&app).await;
    let long = "De små forlags store problem er lagerlejen. ".repeat(20);
    for (n, body) in ["Hvad med forlagene? Se https://eksempel.dk", &long, "Et forlag er et forlag."].iter().enumerate()
    {
        let url = format!("https://magasinet.example/2026/03/en-meget-lang-adresse-til-artikel-nummer-{n}");
        let sent = json!({"key": "", "url": url, "body": body, "name": format!("Læser {n}"), "title": format!("De små forlags store problem, del {n}")});
        posted(&app, "magasinet", sent).await;
        app.clock.advance(Timestamp::HOUR);
    }
    shut_nobody_out(&app, &PAGES).await;
}

/// Walks the editor of [`magazine`] through pages.
pub async fn shut_nobody_out(app: &TestApp, pages: &[(&str, &str)]) {
    walk(app, EMAIL, pages, async |page: &TestPage, _: &str| {
        page.wait_for("#main").await;
    })
    .await;
}

/// Walks somebody through pages, each a name for its pictures and a path: at three widths, in light and in dark, and says
/// at once all that is wrong with them. `ready` brings each page, known by its name, to where it is looked at.
pub async fn walk(app: &TestApp, email: &str, pages: &[(&str, &str)], ready: impl AsyncFn(&TestPage, &str)) {
    let Some(axe) = Axe::load() else { return };
    let mut wrong = Vec::new();
    for dark in [false, true] {
        let Some(page) = browser::new_page(1280, 900, dark).await else { return };
        page.open(&format!("{}/desk", app.base)).await;
        page.fill("#email", email).await;
        page.fill("#password", PASSWORD).await;
        page.follow("button.ink", "#main").await;
        for (name, path) in pages {
            for width in [1280, 390, 320] {
                // As tall as everything, so that the bar at the bottom lies over nothing.
                page.resize(width, 4_000).await;
                page.open(&format!("{}{path}", app.base)).await;
                ready(&page, name).await;
                let found = complaints(&page, &axe, width).await;
                wrong.extend(found.into_iter().map(|what| format!("{name} at {width}, dark {dark}: {what}")));
                picture(&page, &format!("{name}-{width}-{}", if dark { "dark" } else { "light" })).await;
            }
        }
        page.done().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn complaints(page: &TestPage, axe: &Axe, width: u32) -> Vec<String> {
    let wide: i64 = page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    axe.enter(page).await;
    let mut found = axe.complaints(page).await;
    // The queue's row of tabs runs out of a narrow window, where axe cannot see what is behind it.
    found.retain(|what| width == 1280 || !what.starts_with("color-contrast: a[aria-keyshortcuts="));
    if wide > 0 {
        found.push(format!("{wide} px too wide"));
    }
    found
}

/// For people, where somebody asked for pictures.
async fn picture(page: &TestPage, name: &str) {
    let Some(folder) = std::env::var_os("SVAR_TEST_PICTURES").filter(|folder| !folder.is_empty()) else { return };
    page.screenshot_to(&Path::new(&folder).join(format!("{name}.png"))).await;
}
