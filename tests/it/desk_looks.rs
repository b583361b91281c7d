//! Searching and the articles in a real browser: nobody is shut out, nothing is too wide, in light and in dark.

use serde_json::json;
use svar::domain::clock::Timestamp;

use crate::desk::{EMAIL, magazine};
use crate::readers::posted;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::axe::Axe;
use crate::support::{Engine, TestDb, browser};

const PAGES: [(&str, &str); 4] = [
    ("search", "comments?q=forlag&status=pending&from=x&name=l%C3%A6ser"),
    ("search-plain", "comments"),
    ("threads", "threads"),
    ("thread", "threads/1"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn search_and_articles_shut_nobody_out() {
    let (Some(mut page), Some(axe)) = (browser::new_page(1280, 900, false).await, Axe::load()) else { return };
    let pictures = std::env::var_os("SVAR_TEST_PICTURES").map(std::path::PathBuf::from);
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
    let mut wrong = Vec::new();
    for dark in [false, true] {
        if dark {
            page.done().await;
            page = browser::new_page(1280, 900, true).await.unwrap();
        }
        page.open(&format!("{}/desk", app.base)).await;
        page.fill("#email", EMAIL).await;
        page.fill("#password", PASSWORD).await;
        page.follow("button.ink", "#main").await;
        for (name, path) in PAGES {
            for width in [1280, 390, 320] {
                // As tall as everything, so that the bar at the bottom lies over nothing.
                page.resize(width, 4_000).await;
                page.open(&format!("{}/desk/magasinet/{path}", app.base)).await;
                page.wait_for("#main").await;
                let wide: i64 =
                    page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
                if wide > 0 {
                    wrong.push(format!("{name} at {width}: {wide} px too wide"));
                }
                axe.enter(&page).await;
                let found = axe.complaints(&page).await;
                wrong.extend(found.into_iter().map(|what| format!("{name} at {width}, dark {dark}: {what}")));
                if let Some(folder) = pictures.as_ref().filter(|_| width > 320) {
                    page.screenshot_to(
                        &folder.join(format!("{name}-{width}-{}.png", if dark { "dark" } else { "light" })),
                    )
                    .await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    page.done().await;
}
