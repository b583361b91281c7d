//! The look: contrast as WCAG has it, what is saved, and that no style sheet can be broken out of.

use svar::domain::colour::Colour;
use svar::domain::look::{COLOURS, Look, Palette, Theme};
use svar::domain::policy::Policy;

use crate::desk::{Desk, read};
use crate::desk_settings::{OWNER, after, form_of, owned, save, send, site};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::axe::Axe;
use crate::support::{Engine, TestDb, browser, on_both_engines};

const AT: &str = "/desk/magasinet/settings/look";

fn colour(text: &str) -> Colour {
    Colour::parse(text).unwrap()
}

#[test]
fn contrast_is_that_of_wcag() {
    for (a, b, ratio) in [
        ("#000", "#ffffff", 21.0),
        ("#fff", "#FFF", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#fff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.592),
        ("#1d1b18", "#f4f1ea", 15.24),
    ] {
        let found = colour(a).contrast(colour(b));
        assert!((found - ratio).abs() < 0.01, "{a} on {b}: {found}");
        assert_eq!(found, colour(b).contrast(colour(a)));
    }
    for text in ["", "#", "red", "#12", "#12345", "#1234567", "#ggg", "#12345678", "rgb(0,0,0)", "#fff;", "#ﬀﬀﬀ"]
    {
        assert_eq!(Colour::parse(text), None, "{text}");
    }
}

#[test]
fn the_built_in_colours_are_those_of_the_sheet() {
    let sheet = include_str!("../../assets/thread.css");
    for (name, light, dark) in COLOURS {
        assert!(sheet.contains(&format!("--svar-{name}: light-dark({light}, {dark});")), "{name}");
    }
    let look = Look::default();
    for theme in Theme::ALL {
        assert!(COLOURS.iter().all(|(name, _, _)| look.seen(theme, name).is_enough()), "{theme:?}");
    }
    assert_eq!(look.css(), "");
}

#[test]
fn the_css_holds_in_both_themes_what_is_set_in_one() {
    let look = Look { light: Palette::parse("accent=#800000").unwrap(), radius: Some(0), ..Look::default() };
    assert_eq!(
        look.css(),
        "svar-thread {\n  --svar-accent: #800000;\n  --svar-radius: 0px;\n}\n\
         svar-thread[data-theme=dark] {\n  --svar-accent: #7cc4cc;\n}\n"
    );
}

#[test]
fn nothing_but_colours_and_fonts_gets_into_a_sheet() {
    let mut policy = Policy::default();
    for value in ["text=red", "text=#fff;}", "page=#ffffff", "text", "text=#fff}body{color:#000"] {
        assert!(policy.set("look_light", value).is_err(), "{value}");
    }
    for value in [
        "x}",
        "Georgia;",
        "x}body{display:none",
        "Georgia;color:red",
        "url(https://a.example/x)",
        "\"Iowan",
        "a\\62",
        "a/*",
        "<b>",
        "'a\"",
        "\"a\"b\"",
    ] {
        assert!(policy.set("look_font", value).is_err(), "{value}");
    }
    for value in ["", "Georgia, serif", "\"Iowan Old Style\", 'Source Serif 4', system-ui", "-apple-system"] {
        policy.set("look_font", value).unwrap();
        assert_eq!(policy.get("look_font").unwrap(), value);
    }
    assert!(policy.set("look_radius", "25").is_err() && policy.set("look_radius", "").is_ok());
}

on_both_engines! {
    /// Colours are saved for light and dark, there again next time, with their contrast and the CSS to paste.
    async fn a_look_is_saved_and_shown_with_its_contrast(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = desk.page(AT).await;
        assert!(page.contains("placeholder=\"#1d1b18\"") && page.contains("<span>15,2</span>"), "{page}");
        let answer = save(&desk, "look", &[
            ("light-accent", Some("#C00")), ("dark-text", Some("#555555")), ("look_radius", Some("8")), ("look_font", Some("Georgia, serif")),
        ]).await;
        let page = after(&desk, answer).await;
        for shown in ["value=\"#cc0000\"", "--svar-accent: #cc0000;", "svar-thread[data-theme=dark] {", "--svar-font: Georgia, serif;", "--svar-radius: 8px;"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let policy = site(&app).await.policy;
        assert_eq!((policy.look.radius, policy.look.light.get("accent")), (Some(8), Colour::parse("#cc0000")));
        let low = format!("<b class=\"low\">{}</b>", "svær at se: under 4,5");
        assert_eq!(page.matches(&low).count(), 3, "dark grey text on the dark grounds is warned of: {page}");
    }

    /// The service's own pages for readers have the look too, without their policy naming anything more.
    async fn readers_pages_have_the_look(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = owned(&app).await;
        let sheet_of = |page: &str| page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let page = async || app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert_eq!(sheet_of(&page().await), "/page.css");
        let usual = app.get("/page.css?site=magasinet").await.text().await.unwrap();
        svar::sites::set(&app.services, &here.key, &[("look_light".to_owned(), "accent=#cc0000".to_owned())]).await.unwrap();
        let sheet = sheet_of(&page().await);
        assert_eq!(sheet, format!("/page.css?site=magasinet&v={}", here.version + 1));
        let css = app.get(&sheet).await.text().await.unwrap();
        let look = css.strip_prefix(usual.as_str()).expect("the usual sheet comes first");
        assert!(look.contains("--svar-accent:light-dark(#cc0000,#7cc4cc);"), "{look}");
        for other in ["/page.css", "/page.css?site=andet", "/page.css?site=%3C"] {
            assert_eq!(app.get(other).await.text().await.unwrap(), usual, "{other}");
        }
    }

    /// A wrong colour is named, everything typed stays, and nothing is saved; »Vis« saves nothing either.
    async fn a_wrong_colour_is_named_and_showing_saves_nothing(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let before = owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        for action in [None, Some("show")] {
            let change = [("light-text", Some("rødt")), ("dark-rule", Some("#123456")), ("look_font", Some("x}y")), ("do", action)];
            let answer = save(&desk, "look", &change).await;
            assert_eq!(answer.status(), 422);
            let page = read(answer).await;
            for shown in ["Skriv farven sådan: #1d1b18", "Skriv navne på skrifter", "value=\"rødt\"", "value=\"#123456\"", "value=\"x}y\""] {
                assert!(page.contains(shown), "{shown}: {page}");
            }
        }
        let form = form_of(&desk.page(AT).await, &[("light-text", Some("#003300")), ("do", Some("show"))]);
        let answer = send(&desk, "look", &form).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let page = read(answer).await;
        assert!(page.contains("Det er ikke gemt endnu.") && page.contains("look_light=text%3D%23003300"), "{page}");
        assert!(policy.contains(&format!("{}{AT}.css", app.base)), "{policy}");
        assert_eq!(site(&app).await.version, before.version);
    }

    /// The preview's sheet is written from what its address says, which is read as a look or left out.
    async fn the_preview_sheet_takes_nothing_but_a_look(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let sheet = desk.get(&format!("{AT}.css?look_light=text%3D%23003300&look_radius=4&look_font=x%7Dbody%7Bcolor:red")).await;
        assert_eq!(sheet.headers()["content-type"], "text/css; charset=utf-8");
        assert_eq!((&sheet.headers()["cache-control"], &sheet.headers()["cross-origin-resource-policy"]), (&"no-store".parse().unwrap(), &"same-origin".parse().unwrap()));
        let css = sheet.text().await.unwrap();
        assert!(css.contains("--svar-text:light-dark(#003300,#ece7de);") && css.contains("--svar-radius:4px;"));
        assert!(!css.contains("color:red"));
        assert_eq!(app.get(&format!("{AT}.css")).await.status(), 303, "only for an owner");
    }
}

/// Every page of the settings, in a browser: light and dark, wide and narrow, shuts nobody out; colours are shown while
/// they are typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_settings_page_works_for_everybody_in_a_browser() {
    let Some(axe) = Axe::load() else { return };
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    owned(&app).await;
    let pictures = std::env::var_os("SVAR_TEST_PICTURES").map(std::path::PathBuf::from);
    let mut complaints = Vec::new();
    for (width, dark) in [(1280, false), (390, true), (1280, true), (390, false), (320, false)] {
        let Some(page) = browser::new_page(width, 900, dark).await else { return };
        page.open(&format!("{}/desk", app.base)).await;
        page.fill("#email", OWNER).await;
        page.fill("#password", PASSWORD).await;
        page.follow("button.ink", ".top").await;
        for tab in ["site", "moderation", "look", "texts?q=skriv", "akismet", "data", "mail", "jobs"] {
            page.open(&format!("{}/desk/magasinet/settings/{tab}", app.base)).await;
            let wide: bool = page.value("document.documentElement.scrollWidth > innerWidth").await;
            let state = format!("{} {width} {}", tab.split('?').next().unwrap(), if dark { "dark" } else { "light" });
            if wide {
                complaints.push(format!("{state}: wider than the window"));
            }
            axe.enter(&page).await;
            complaints.extend(axe.complaints(&page).await.into_iter().map(|c| format!("{state}: {c}")));
            if let Some(folder) = &pictures {
                std::fs::create_dir_all(folder).unwrap();
                page.screenshot_to(&folder.join(format!("{}.png", state.replace(' ', "-")))).await;
                // A picture of the whole page leaves it with another size.
                page.resize(width, 900).await;
            }
        }
        page.open(&format!("{}{AT}", app.base)).await;
        page.refill("#light-accent", "#ff0000").await;
        let pane =
            "getComputedStyle(document.querySelector('.look-light').shadowRoot.querySelector('.svar-reply')).color";
        assert_eq!(page.value::<String>(pane).await, "rgb(255, 0, 0)", "shown while it is typed");
        let ratio = page.text_of("#light-accent-ratio").await;
        let rust = colour("#ff0000").contrast(colour("#f4f1ea"));
        assert!(ratio.starts_with(&format!("{:.1}", (rust * 10.0).floor() / 10.0).replace('.', ",")), "{ratio} {rust}");
        assert!(ratio.contains("svær at se"), "{ratio}");
        page.done().await;
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Without script »Vis« shows the colours that are typed, in the widget's own thread, and saves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colours_are_tried_without_script() {
    let Some(page) = browser::new_page(1280, 900, false).await else { return };
    page.without_scripts().await;
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let before = owned(&app).await;
    page.open(&format!("{}/desk", app.base)).await;
    page.fill("#email", OWNER).await;
    page.fill("#password", PASSWORD).await;
    page.follow("button.ink", ".top").await;
    page.open(&format!("{}{AT}", app.base)).await;
    let colour = async |pane: &str| -> String {
        let reply = format!("document.querySelector('{pane}').shadowRoot.querySelector('.svar-reply')");
        page.value(&format!("getComputedStyle({reply}).color")).await
    };
    assert_eq!(
        (colour(".look-light").await, colour(".look-dark").await),
        ("rgb(13, 90, 99)".into(), "rgb(124, 196, 204)".into())
    );
    page.fill("#light-accent", "#cc0000").await;
    page.follow("button[value=show]", ".note[role=status]").await;
    assert_eq!(
        (colour(".look-light").await, colour(".look-dark").await),
        ("rgb(204, 0, 0)".into(), "rgb(124, 196, 204)".into())
    );
    assert_eq!(site(&app).await.version, before.version);
    page.done().await;
}
