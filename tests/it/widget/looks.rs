//! What the eye meets: nothing moves, the theme is that of the page, and everybody can read and hit it.

use chromiumoxide::page::MediaTypeParams;
use serde_json::Value;

use super::stage::{KEY, Stage, answered, article, said};

/// The page does not move when a slow answer comes, whatever stands in it, at whatever height the window is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_moves_when_the_thread_arrives() {
    for (width, height) in [(390, 844), (1280, 900), (1280, 1400)] {
        let Some(stage) = Stage::begin_at(width, height, &[]).await else { return };
        stage.sow_many("fuld", 60).await;
        for key in ["tom", "fuld"] {
            let held = stage.gate.hold("GET", "/t/");
            let html = article("", &stage.tag(&format!("key={key}")), "");
            stage.page.open(&stage.host.put("/artikel", html, &[])).await;
            stage.page.run("seen.armed()").await;
            // The script, too, comes to a page that stands there already.
            let script = format!(
                "document.body.append(Object.assign(document.createElement('script'), {{ src: '{}/svar.js' }}))",
                stage.gate.base
            );
            stage.page.run(&script).await;
            stage.seen(".svar-loading").await;
            held.release();
            stage.ready(1).await;
            let shifts: Value = stage.page.value("seen.shifted()").await;
            assert_eq!(shifts, Value::Array(Vec::new()), "{key} at {width} × {height}");
            stage.gate.open();
            // The height that was kept free is given back unseen, while somebody scrolls.
            stage.page.run("scrollTo(0, 1e6)").await;
            stage.page.run("seen.shifted().then(() => scrollTo(0, 0)).then(seen.shifted)").await;
            let shifts: Value = stage.page.value("seen.shifted()").await;
            assert_eq!(shifts, Value::Array(Vec::new()), "{key} at {width} × {height}, scrolled");
        }
        stage.end().await;
    }
}

/// By day or by night as the page behind it is, not as the system is; on paper of its own where that is in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_theme_is_that_of_the_page() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    let theme = "host.dataset.theme + (root.querySelector('.svar-panel') ? ' on paper' : '')";
    let dark = "body { background: #111; color: #eee }";
    for (style, attributes, wanted) in [
        ("", "", "light"),
        (dark, "", "dark"),
        ("body { background: #fff } main { background: color-mix(in oklab, black 95%, white) }", "", "dark"),
        ("body { background: #111 } main { background: rgb(255 255 255 / 0.02) }", "", "dark"),
        ("body { background: #888 }", "", "light on paper"),
        ("body { background: #555 }", "", "dark on paper"),
        (dark, "theme=light", "light on paper"),
        (dark, "theme=dark", "dark"),
    ] {
        let tag = stage.tag(&format!("key={KEY} {attributes}"));
        let html = article(&format!("<style>{style}</style>"), &tag, &stage.script());
        for scheme in ["light", "dark"] {
            stage.page.prefer(&[("prefers-color-scheme", scheme)]).await;
            stage.page.open(&stage.host.put("/artikel", html.clone(), &[])).await;
            stage.ready(1).await;
            assert_eq!(stage.look::<String>(theme).await, wanted, "{style} {attributes} where {scheme} is preferred");
        }
    }
    // A page that changes its mind, or follows the system.
    stage.page.prefer(&[("prefers-color-scheme", "light")]).await;
    let style = "<style>:root { color-scheme: light dark } .nat { background: #000 }</style>";
    let html = article(style, &stage.tag(&format!("key={KEY}")), &stage.script());
    stage.page.open(&stage.host.put("/artikel", html, &[])).await;
    stage.ready(1).await;
    assert_eq!(stage.look::<String>(theme).await, "light");
    stage.page.run("document.body.className = 'nat'").await;
    stage.that("host.dataset.theme === 'dark'").await;
    stage.page.run("document.body.className = ''").await;
    stage.that("host.dataset.theme === 'light'").await;
    stage.page.prefer(&[("prefers-color-scheme", "dark")]).await;
    stage.that("host.dataset.theme === 'dark'").await;
    // An owner's colours reach inside.
    stage
        .page
        .run("host = document.querySelector('svar-thread'); host.style.setProperty('--svar-accent', 'rgb(1, 2, 3)')")
        .await;
    assert_eq!(stage.look::<String>("getComputedStyle(root.querySelector('.svar-reply')).color").await, "rgb(1, 2, 3)");
    stage.end().await;
}

/// On the narrowest screen the deepest reply can be read, and fingers hit what they mean.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_narrowest_screen_and_the_thickest_finger_are_served() {
    let Some(stage) = Stage::begin_at(320, 640, &[("votes", "true")]).await else { return };
    let deep: Vec<_> =
        (0..6).map(|n| if n == 0 { said("Nabo", "Øverst.") } else { answered(n - 1, "Nabo", "Dybere.") }).collect();
    stage.sow(KEY, &deep).await;
    stage.open(&format!("<style>body {{ margin: 8px }}</style>{}", stage.tag(&format!("key={KEY}")))).await;
    stage.ready(1).await;
    stage.look::<bool>("[...root.querySelectorAll('details')].every(at => at.open = true)").await;
    let narrowest: f64 = stage
        .look("Math.min(...[...root.querySelectorAll('.svar-body')].map(at => at.getBoundingClientRect().width))")
        .await;
    assert!(narrowest >= 260.0, "the deepest reply has {narrowest} pixels");
    let wide: f64 =
        stage.page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    assert!(wide <= 0.0, "{wide} pixels too wide");
    let small =
        "[...root.querySelectorAll('button, select, input, textarea, summary, .svar-actions a, .svar-toolbar a')]
        .filter(at => at.checkVisibility() && !at.closest('.svar-trap'))
        .map(at => [at.className || at.id || at.localName, at.getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 23.9)
        .map(([name, { width, height }]) => `${name} ${width}×${height}`)";
    stage.press(".svar-reply").await;
    stage.focused("svar-body").await;
    // A check box that has a label is as large as that.
    let small: Vec<String> = stage.look(small).await;
    let small: Vec<_> = small.into_iter().filter(|at| !at.starts_with("svar-keep")).collect();
    assert_eq!(small, Vec::<String>::new());
    stage.end().await;
}

/// From right to left, on paper, with colours of the reader's own, and without movement.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn direction_print_and_preferences_are_heeded() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), answered(0, "ليان", "شكرا جزيلا")]).await;
    stage.open(&stage.tag(&format!("key={KEY} lang=ar"))).await;
    stage.ready(1).await;
    assert_eq!(stage.look::<String>("getComputedStyle(root.querySelector('.svar')).direction").await, "rtl");
    let sides = format!(
        "(at => [at('#svar-{}').left < 30, at('#svar-{}').right < at('#svar-{}').right])(q => root.querySelector(q).getBoundingClientRect())",
        ids[1], ids[1], ids[0]
    );
    assert_eq!(stage.look::<Vec<bool>>(&sides).await, [true, true], "replies are indented from the right");
    let dirs: Vec<String> =
        stage.look("[...root.querySelectorAll('.svar-body')].map(at => getComputedStyle(at).direction)").await;
    assert_eq!(dirs, ["ltr", "rtl"]);
    assert!(stage.words(".svar-reply").await.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)));

    stage.page.emulate_media_type(MediaTypeParams::Print).await.unwrap();
    stage.unseen("#svar-form, .svar-actions, .svar-toolbar, .svar-more").await;
    assert_eq!(stage.count(".svar-body").await, 2);
    stage.page.emulate_media_type(MediaTypeParams::Null).await.unwrap();

    stage
        .page
        .prefer(&[("prefers-reduced-motion", "reduce"), ("forced-colors", "active"), ("prefers-contrast", "more")])
        .await;
    stage.page.run(&format!("location.hash = 'svar-{}'", ids[0])).await;
    stage.focused(&format!("svar-{}-head", ids[0])).await;
    let moving = "root.getAnimations().length + [...root.querySelectorAll('*')].filter(at => at.getAnimations().some(one => one.playState === 'running')).length";
    assert_eq!(stage.look::<usize>(moving).await, 0);
    let bordered = "getComputedStyle(root.querySelector('#svar-body')).borderTopStyle !== 'none'";
    assert!(stage.look::<bool>(bordered).await);
    stage.end().await;
}
