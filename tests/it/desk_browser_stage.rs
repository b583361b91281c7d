//! A moderator in front of the queue: service, gate and tab, ready to be played on.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;
use svar::domain::site::{Origin, Site};

use crate::desk::Desk;
use crate::readers::{form_token, posted};
use crate::support::app::TestApp;
use crate::support::browser::{self, TestPage};
use crate::support::gate::Gate;
use crate::support::{Engine, TestDb, eventually};

pub const ANNE: &str = "anne@redaktion.example";
pub const LINE: &str = "line@redaktion.example";
pub const QUEUE: &str = "/desk/magasinet/queue";

pub struct Stage {
    pub app: TestApp,
    pub gate: Gate,
    pub site: Arc<Site>,
    /// Comments written so far.
    written: AtomicUsize,
    _db: TestDb,
}

impl Stage {
    /// A magazine where everything waits, with two editors; the browser knows it by the gate's name only.
    pub async fn begin() -> Self {
        let (gate, db) = (Gate::start().await, TestDb::fresh(Engine::Sqlite).await.unwrap());
        let mut app = TestApp::start(&db, |options| {
            options.config.server.public_url = Some(Origin::parse(&gate.base).unwrap());
        })
        .await;
        gate.lead_to(&app.base);
        app.base.clone_from(&gate.base);
        let site = app.add_site("magasinet", &[("flood_seconds", "0"), ("moderation", "hold")]).await;
        for (email, name) in [(ANNE, "Anne Lund"), (LINE, "Line Krogh")] {
            let email = svar::domain::author::Email::parse(email).unwrap();
            let password = crate::support::app::PASSWORD;
            svar::accounts::add(&app.services, &email, name, password, Role::Editor, &[site.id]).await.unwrap();
        }
        Self { app, gate, site, written: AtomicUsize::new(0), _db: db }
    }

    /// Comments that wait, by `Læser 0`, `Læser 1` …, a minute apart.
    pub async fn waiting(&self, count: usize) {
        for n in (0..count).map(|_| self.written.fetch_add(1, Ordering::Relaxed)) {
            let body = said(n);
            self.post(
                json!({"name": format!("Læser {n}"), "email": format!("hemmelig{n}@laeser.example"), "body": body}),
            )
            .await;
        }
    }

    pub async fn post(&self, mut comment: Value) -> i64 {
        let token = form_token(&self.app, "magasinet", "artikel").await;
        self.app.clock.advance(Timestamp::MINUTE);
        let all = comment.as_object_mut().unwrap();
        all.entry("title").or_insert("De små forlags store problem".into());
        all.insert("token".to_owned(), token.into());
        posted(&self.app, "magasinet", comment).await["id"].as_i64().unwrap()
    }

    /// A tab of a moderator who is signed in. None where there is no Chromium and none is needed.
    pub async fn moderator(&self, email: &str, width: u32, height: u32) -> Option<Tab> {
        let page = browser::new_page(width, height, false).await?;
        page.watch().await;
        let tab = Tab { page, base: self.gate.base.clone() };
        tab.sign_in(&self.app, email).await;
        Some(tab)
    }

    pub async fn end(self, tabs: impl IntoIterator<Item = Tab>) {
        for tab in tabs {
            tab.page.run("for (const stop of ['beforeunload']) addEventListener(stop, e => e.stopImmediatePropagation(), true)").await;
            tab.page.done().await;
        }
        self.app.stopped().await;
    }
}

/// No two of these are near-copies of each other: words of syllables, drawn anew for each.
fn said(n: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["bo", "ger", "pa", "pir", "for", "lag", "tryk", "ke", "ri", "læ", "ser", "om", "slag", "pris", "krit", "ik"];
    let mut seed = n as u64 * 7919 + 17;
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        SYLLABLES[(seed >> 60) as usize]
    };
    let words: Vec<String> = (0..12).map(|_| format!("{}{}{}", draw(), draw(), draw())).collect();
    format!("Nummer {n:03}: {}.", words.join(" "))
}

pub struct Tab {
    pub page: TestPage,
    base: String,
}

impl Tab {
    /// As if somebody had signed in in another tab of the same browser.
    pub async fn sign_in(&self, app: &TestApp, email: &str) {
        let cookie = Desk::signed_in(app, email).await.cookie;
        let (name, value) = cookie.split_once('=').unwrap();
        let cookie = chromiumoxide::cdp::browser_protocol::network::CookieParam::builder();
        let cookie = cookie.name(name).value(value).url(&self.base).http_only(true).build().unwrap();
        self.page
            .execute(chromiumoxide::cdp::browser_protocol::network::SetCookiesParams::new(vec![cookie]))
            .await
            .unwrap();
    }

    /// As if the session had been ended in another tab.
    pub async fn sign_out(&self) {
        use chromiumoxide::cdp::browser_protocol::network::ClearBrowserCookiesParams;
        self.page.execute(ClearBrowserCookiesParams::default()).await.unwrap();
    }

    pub async fn open(&self, path: &str) {
        self.page.open(&format!("{}{path}", self.base)).await;
    }

    /// Opens the queue and waits until its script is there.
    pub async fn queue(&self) {
        self.open(QUEUE).await;
        self.that("document.body.classList.contains('live') && document.activeElement.closest('.queue') !== null")
            .await;
    }

    /// Waits until an expression is true.
    pub async fn that(&self, condition: &str) {
        eventually(condition, || async {
            self.page.evaluate(condition).await.ok()?.into_value::<bool>().ok()?.then_some(())
        })
        .await;
    }

    /// Has what waits sent again now. The page may have done so by itself meanwhile, and the button is gone then.
    pub async fn send_again(&self) {
        self.page.run("document.querySelector('#banner:not([hidden]) button')?.click()").await;
        self.that("document.querySelector('#banner').hidden").await;
    }

    pub async fn look<T: DeserializeOwned>(&self, script: &str) -> T {
        self.page.value(script).await
    }

    pub async fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.page.key(key).await;
        }
    }

    /// The card that stands open.
    pub async fn current(&self) -> String {
        self.look("document.querySelector('.item > .card[open]')?.closest('.item').id ?? ''").await
    }

    /// What stands in the bar.
    pub async fn said(&self) -> String {
        self.look("document.querySelector('#said [role=status]').textContent").await
    }

    /// What the line of a comment says became of it.
    pub async fn fate(&self, id: i64) -> String {
        self.look(&format!("(item => item.classList.contains('settled') ? item.querySelector('.fate').textContent : '')(document.querySelector('#c{id}'))"))
            .await
    }

    /// The number on a tab.
    pub async fn count(&self, queue: &str) -> i64 {
        self.look(&format!("Number(document.querySelector('[data-count={queue}] b').textContent)")).await
    }

    /// What the page's own policy stopped, and what went wrong in it.
    pub async fn wrong(&self) -> Vec<String> {
        self.look("[...seen.violations, ...seen.errors, ...seen.lines, ...seen.dialogs]").await
    }

    /// A picture for people, where somebody asked for pictures.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("SVAR_TEST_PICTURES").filter(|folder| !folder.is_empty()) else { return };
        std::fs::create_dir_all(&folder).unwrap();
        let window = chromiumoxide::page::ScreenshotParams::builder().build();
        self.page.save_screenshot(window, Path::new(&folder).join(format!("{name}.png"))).await.unwrap();
    }
}
