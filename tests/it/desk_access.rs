//! Nobody is shut out of the desk: the queue in all its states, a comment's page and "my decisions", on a small
//! telephone, a telephone and a desk, by day and by night, as far as axe can tell; and nothing is too wide.

use serde_json::json;

use crate::desk_browser_stage::{ANNE, LINE, Stage, Tab};
use crate::support::axe::Axe;

const WIDTHS: [u32; 3] = [320, 390, 1280];

/// What scrolls sideways in a narrow window, laid out whole.
pub const UNROLL: &str = "for (const at of document.querySelectorAll('.sections, .tabs')) Object.assign(at.style, { flexWrap: 'wrap', overflow: 'visible' })";
const ROLL: &str = "for (const at of document.querySelectorAll('.sections, .tabs')) Object.assign(at.style, { flexWrap: '', overflow: '' })";

struct Survey {
    axe: Axe,
    wrong: Vec<String>,
}

impl Survey {
    /// Looks at what stands there, at each width, by day and by night. The queue's own list scrolls, so the window is
    /// as tall as all of it.
    async fn look(&mut self, tab: &Tab, state: &str) {
        self.axe.enter(&tab.page).await;
        for width in WIDTHS {
            tab.page.resize(width, 2_600).await;
            for scheme in ["light", "dark"] {
                tab.page.prefer(&[("prefers-color-scheme", scheme)]).await;
                // What is scrolled out of sight sideways axe cannot judge: for it, all of it is laid out.
                tab.page.run(UNROLL).await;
                for found in self.axe.complaints(&tab.page).await {
                    self.wrong.push(format!("{state}, {width}, {scheme}: {found}"));
                }
            }
            tab.page.run(ROLL).await;
            let wide: f64 =
                tab.look("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            if wide > 0.0 {
                self.wrong.push(format!("{state}, {width}: {wide} pixels too wide"));
            }
            if width < 1280 {
                let low = "[...document.querySelectorAll('.thumbs button, .acts .button')].filter(b => b.checkVisibility() && b.offsetHeight < 44).length";
                assert_eq!(tab.look::<usize>(low).await, 0, "{state}: what is pressed with a thumb is 44 pixels high");
            }
        }
        tab.page.resize(1280, 860).await;
        tab.page.prefer(&[("prefers-color-scheme", "light")]).await;
    }

    fn end(self) {
        assert!(self.wrong.is_empty(), "{} complaints:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_state_of_the_queue_shuts_anybody_out() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    stage.post(json!({"name": "Anne-Grethe Kjærgaard-Østergaard-Mikkelsen", "body": "Se https://lindeby.example/en-meget-lang-adresse-som-ikke-kan-brydes-paent/og/som/bare/fortsaetter?med=parametre\n\n> Et citat\n\n- En liste"})).await;
    let (Some(tab), Some(axe)) = (stage.moderator(ANNE, 1280, 860).await, Axe::load()) else { return };
    let line = stage.moderator(LINE, 1280, 860).await.unwrap();
    let mut survey = Survey { axe, wrong: Vec::new() };
    tab.queue().await;
    survey.look(&tab, "open").await;
    line.queue().await;
    line.keys(&["j", "d"]).await;
    tab.that("document.querySelector('#c2').classList.contains('settled')").await;
    tab.keys(&["a", "x"]).await;
    survey.look(&tab, "stale, decided, chosen").await;
    tab.keys(&["r"]).await;
    survey.look(&tab, "reply").await;
    tab.keys(&["Escape", "e"]).await;
    survey.look(&tab, "more, edit").await;
    tab.keys(&["Escape", "Escape", "?"]).await;
    survey.look(&tab, "keys").await;
    tab.keys(&["Escape"]).await;
    stage.gate.answer("POST", "/desk/magasinet/decisions", 503, &[], "");
    tab.page.press("#c3 .decide [value=spam]").await;
    tab.that("!document.querySelector('#banner').hidden").await;
    survey.look(&tab, "held").await;
    stage.gate.open();
    tab.send_again().await;
    tab.keys(&["d"]).await;
    tab.that("!document.querySelector('.list > .empty').hidden").await;
    survey.look(&tab, "emptied").await;
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    survey.end();
    stage.end([tab, line]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_other_pages_shut_nobody_out() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    let (Some(tab), Some(axe)) = (stage.moderator(ANNE, 1280, 860).await, Axe::load()) else { return };
    let mut survey = Survey { axe, wrong: Vec::new() };
    tab.queue().await;
    tab.keys(&["a", "d", "z"]).await;
    tab.that("document.querySelector('#said [role=status]').textContent.startsWith('Fortrudt')").await;
    let copies = "Køb billige ure hos os, de bedste priser i hele byen, fri fragt og hurtig levering i dag";
    for n in 0..4 {
        stage.post(json!({"name": format!("Sælger {n}"), "email": format!("s{n}@ure.example"), "body": format!("{copies} {n}.")})).await;
    }
    for (state, path) in [
        ("comment", "comments/1"),
        ("delete", "comments/1/delete"),
        ("mine", "mine"),
        ("wave", "queue?status=pending"),
        ("approved", "queue?status=approved"),
        ("empty", "queue?status=spam"),
    ] {
        tab.open(&format!("/desk/magasinet/{path}")).await;
        tab.that("document.readyState === 'complete'").await;
        tab.picture(&format!("page-{state}")).await;
        survey.look(&tab, state).await;
        assert_eq!(tab.wrong().await, Vec::<String>::new(), "{state}");
    }
    survey.end();
    stage.end([tab]).await;
}
