//! The set-up, the profile and the team in a real browser: what is pressed, what updates by itself, and that no page
//! shuts anybody out.
//!
//! `SVAR_PICTURES=some-folder cargo test --test it accounts_browser` also writes pictures there.

use std::path::PathBuf;

use svar::accounts::setup;
use svar::domain::moderator::Role;

use crate::accounts_sign_in::secret_of;
use crate::support::app::{PASSWORD, TestApp};
use crate::support::axe::Axe;
use crate::support::browser::TestPage;
use crate::support::{Engine, TestDb, browser, eventually};

/// Looks at each page at each width and in each scheme.
struct Survey {
    axe: Axe,
    wrong: Vec<String>,
    pictures: Option<PathBuf>,
}

impl Survey {
    fn begin() -> Option<Self> {
        let pictures = std::env::var_os("SVAR_PICTURES").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        Some(Self { axe: Axe::load()?, wrong: Vec::new(), pictures })
    }

    async fn look(&mut self, page: &TestPage, state: &str) {
        self.axe.enter(page).await;
        for width in [320, 390, 1280] {
            for scheme in ["light", "dark"] {
                page.resize(width, 900).await;
                page.prefer(&[("prefers-color-scheme", scheme)]).await;
                let mut found = self.axe.complaints(page).await;
                // What is scrolled out of sight in a narrow menu or table cannot be judged there; it is at full width.
                found.retain(|found| width > 390 || !found.contains("partially obscured by another element"));
                self.wrong.extend(found.into_iter().map(|found| format!("{state}, {width}, {scheme}: {found}")));
                if let Some(folder) = &self.pictures {
                    page.screenshot_to(&folder.join(format!("{state}-{width}-{scheme}.png"))).await;
                }
            }
            let wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let too_wide: f64 = page.value(wide).await;
            if too_wide > 0.0 {
                self.wrong.push(format!("{state}, {width}: {too_wide} pixels too wide"));
            }
        }
        page.resize(1280, 900).await;
    }
}

/// From the link to the list that fills by itself; every page of the way can be used by everybody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_magazine_is_set_up_by_hand_and_the_list_fills_by_itself() {
    let Some(page) = browser::new_page(1280, 900, false).await else { return };
    let Some(mut survey) = Survey::begin() else { return };
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    page.open(&format!("{}/setup", app.base)).await;
    survey.look(&page, "setup-not").await;
    page.open(&setup::link(&app.services).await.unwrap().unwrap()).await;
    survey.look(&page, "setup-you").await;
    page.fill("#name", "Mette Holm").await;
    page.fill("#email", "mette@ugensblad.example").await;
    page.fill("#password", PASSWORD).await;
    page.follow("button.ink", "svg.qr").await;
    survey.look(&page, "setup-factor").await;
    page.follow("a[href='/setup/site']", "#address").await;
    survey.look(&page, "setup-site").await;
    page.fill("#name", "Ugens blad").await;
    page.fill("#address", "www.ugensblad.dk").await;
    page.follow("button.ink", "#embed-list").await;
    assert!(page.text_of("#embed-list").await.contains("The script was not seen yet"));
    survey.look(&page, "setup-embed").await;
    page.press(".snippet-box button").await;
    let snippet = page.text_of(".recipe[open] code").await;
    assert!(snippet.contains("<svar-thread site=\"ugensblad\"") && snippet.contains("/svar.js"), "{snippet}");

    // What a page of the site does.
    let asked = "/t/ugensblad/fragment?url=https%3A%2F%2Fwww.ugensblad.dk%2Fa&for=widget";
    let asked = app.request("GET", asked).header("origin", "https://www.ugensblad.dk").send().await.unwrap();
    assert_eq!(asked.status(), 200);
    page.value::<bool>("window.stayed = true").await;
    eventually("the list has filled", || async {
        (page.value::<i64>("document.querySelectorAll('.facts-list .there').length").await == 2).then_some(())
    })
    .await;
    assert!(page.value::<bool>("window.stayed === true").await, "without loading the page again");
    assert!(page.text_of(".facts-list").await.contains("The address of an article was found"));
    assert_eq!(survey.wrong, Vec::<String>::new());
    page.done().await;
}

/// Profile, second factor and team.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_looks_after_account_and_team() {
    let Some(page) = browser::new_page(1280, 900, false).await else { return };
    let Some(mut survey) = Survey::begin() else { return };
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let site = app.add_site("magasinet", &[]).await;
    app.add_moderator("anne@redaktion.example", Role::Owner, &[&site]).await;
    app.add_moderator("bo@redaktion.example", Role::Moderator, &[&site]).await;
    page.open(&format!("{}/desk/profile", app.base)).await;
    page.fill("#email", "anne@redaktion.example").await;
    page.fill("#password", PASSWORD).await;
    page.follow("button.ink", "#keys-off").await;
    survey.look(&page, "profile").await;
    page.open(&format!("{}/desk/profile/password", app.base)).await;
    survey.look(&page, "password").await;
    page.open(&format!("{}/desk/profile/factor", app.base)).await;
    let secret = secret_of(&page.content().await.unwrap());
    page.fill("#code", "000000").await;
    page.follow("button.ink", "#wrong").await;
    survey.look(&page, "factor-wrong").await;
    assert_eq!(secret_of(&page.content().await.unwrap()), secret, "the same picture again");
    let code = svar::accounts::totp::code(&secret, svar::accounts::totp::step(app.now()));
    page.fill("#code", &code).await;
    page.follow("button.ink", ".codes").await;
    survey.look(&page, "codes").await;
    page.follow("a.on", "#keys-off").await;
    assert!(page.text_of(".facts").await.contains("10 recovery codes are left"));

    page.open(&format!("{}/desk/magasinet/settings/team", app.base)).await;
    page.fill("#email", "ny@redaktion.example").await;
    page.follow("button.ink[value=invite]", ".said").await;
    assert!(page.text_of("main").await.contains("ny@redaktion.example"));
    survey.look(&page, "team").await;
    app.clock.advance(11 * svar::domain::clock::Timestamp::MINUTE);
    page.follow("button[value=require]", "input[name=confirm-password]").await;
    survey.look(&page, "confirm").await;
    let link = eventually("the invitation", || async { app.mails().into_iter().next() }).await;
    let link = link.body.lines().find(|line| line.contains("/desk/join/")).unwrap().to_owned();
    page.open(&link).await;
    assert!(page.text_of("main").await.contains("You are signed in as Mette Moderator."));
    survey.look(&page, "join").await;
    page.follow(".me button", "#email").await;
    page.open(&link).await;
    survey.look(&page, "join-new").await;
    page.open(&format!("{}/desk/sign-in", app.base)).await;
    page.fill("#email", "anne@redaktion.example").await;
    page.fill("#password", PASSWORD).await;
    page.follow("button.ink", "#code").await;
    survey.look(&page, "sign-in-factor").await;
    assert_eq!(survey.wrong, Vec::<String>::new());
    page.done().await;
}
