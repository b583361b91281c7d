//! The desk in a real browser, without script: what a moderator sees and presses.

use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;

use crate::readers::posted;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::{Engine, TestDb, browser};

const EMAIL: &str = "anne@redaktion.example";

/// A moderator signs in, approves one comment and rejects two, and takes that back, with forms alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moderator_empties_the_queue_without_script() {
    let Some(page) = browser::new_page(1280, 900, false).await else { return };
    page.without_scripts().await;
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    for (name, body) in [("Karl", "Radioen fik podcasten."), ("Bo", "Det dyreste er lagerlejen."), ("Søren", "Enig.")]
    {
        posted(&app, "magasinet", json!({"name": name, "body": body, "title": "De små forlags store problem"})).await;
        app.clock.advance(Timestamp::MINUTE);
    }

    page.open(&format!("{}/desk", app.base)).await;
    page.fill("#email", EMAIL).await;
    page.fill("#password", PASSWORD).await;
    page.press("button.ink").await;
    assert!(page.text_of("#c1").await.contains("Radioen fik podcasten."));
    let font = page.value::<String>("getComputedStyle(document.querySelector('.text')).maxWidth").await;
    assert_ne!(font, "none", "the style sheet is let in by the content security policy");

    let folded = "[...document.querySelectorAll('.card')].map(card => card.open)";
    assert_eq!(
        page.value::<Vec<bool>>(folded).await,
        [true, false, false],
        "the first stands open, the rest are lines"
    );
    page.follow("#c1 .decide [value=approved]", ".items").await;
    assert!(page.text_of(".said").await.contains("1 kommentar godkendt."));
    page.press("#c3 summary.line").await;
    assert_eq!(page.value::<Vec<bool>>(folded).await, [false, true], "one stands open at a time");
    page.press("#c3 [data-panel=reply] summary").await;
    page.fill("#c3-reply", "Det er vi også.").await;
    page.follow("#c3 [data-panel=reply] [type=submit]", ".items").await;
    assert!(page.text_of(".said").await.contains("Svaret er publiceret"));
    page.follow(".said .undo button", ".items").await;
    page.press("#c2 .choose").await;
    page.press("#c3 .choose").await;
    page.follow("#bulk button[value=trash]", ".empty").await;
    assert!(page.text_of(".empty").await.contains("Køen er tom."));
    let said = page.text_of(".said").await;
    assert!(said.contains("2 kommentarer afvist."), "{said}");
    page.follow(".said .undo button", ".items").await;
    assert!(page.text_of("#c3").await.contains("Enig."));
    page.done().await;
}

/// The colours of the desk are those of the readers' pages, whose contrast is held by a test of their own.
#[test]
fn the_desk_has_the_colours_of_the_reader_pages() {
    let lines = |css: &'static str| css.lines().map(str::trim).filter(|l| l.starts_with("--svar-"));
    let mut desk: Vec<String> =
        lines(include_str!("../../assets/desk/common.css")).filter(|l| l.contains(": #")).map(str::to_owned).collect();
    assert!(desk.len() > 30, "the colours were not read: {}", desk.len());
    let sheets = [
        include_str!("../../assets/thread.css"),
        include_str!("../../assets/writing.css"),
        include_str!("../../assets/page.css"),
    ];
    let pairs: Vec<[String; 2]> = sheets
        .into_iter()
        .flat_map(lines)
        .filter_map(|l| {
            let (name, colours) = l.strip_suffix(");")?.split_once(": light-dark(")?;
            let (light, dark) = colours.split_once(", ")?;
            Some([light, dark].map(|colour| format!("{name}: {colour};")))
        })
        .collect();
    let mut readers: Vec<String> =
        [0, 1].into_iter().flat_map(|theme| pairs.iter().map(move |p| p[theme].clone())).collect();
    desk.sort();
    readers.sort();
    assert_eq!(desk, readers);
}

/// Style and script of the whole desk fit in 30 kB as they travel.
#[tokio::test]
async fn the_desk_s_style_and_script_fit_in_30_kb() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let mut sizes = Vec::new();
    for path in ["/desk.css", "/desk.js"] {
        let answer = app.request("GET", path).header("accept-encoding", "gzip").send().await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], "gzip");
        sizes.push(answer.bytes().await.unwrap().len());
    }
    assert!(sizes.iter().sum::<usize>() <= 30_000, "style and script: {sizes:?} bytes");
}
