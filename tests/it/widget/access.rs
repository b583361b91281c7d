//! Nobody is shut out: every state of the widget, on a small telephone, a telephone and a desk, by day and by night,
//! as far as axe can tell (WCAG 2.2 A and AA, best practice), and nothing is too wide.

use svar::domain::thread::ThreadKey;

use super::pictures::{State, play};
use super::stage::{KEY, Stage, article, said};
use crate::support::axe::Axe;

const WIDTHS: [u32; 3] = [320, 390, 1280];

struct Survey {
    axe: Axe,
    wrong: Vec<String>,
}

impl Survey {
    /// Looks at what stands there, at each width, by day and by night.
    async fn look(&mut self, stage: &Stage, state: &str) {
        self.axe.enter(&stage.page).await;
        for width in WIDTHS {
            stage.page.resize(width, 844).await;
            let height: u32 = stage.page.value("document.documentElement.scrollHeight").await;
            stage.page.resize(width, height).await;
            for night in [false, true] {
                stage.page.run(&format!("document.documentElement.dataset.theme = {night} ? 'night' : 'day'")).await;
                stage.that(&format!("host.dataset.theme === ({night} ? 'dark' : 'light')")).await;
                // What fades in has its colour when it has done so.
                stage.look::<bool>("Promise.all([...root.querySelectorAll('*')].flatMap(at => at.getAnimations()).map(one => one.finish())).then(() => true)").await;
                for found in self.axe.complaints(&stage.page).await {
                    self.wrong.push(format!("{state}, {width}, {}: {found}", if night { "dark" } else { "light" }));
                }
            }
            // On a telephone what is too wide makes the page wider, and not what it is shown in.
            let wide: f64 =
                stage.page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            if wide > 0.0 {
                self.wrong.push(format!("{state}, {width}: {wide} pixels too wide"));
            }
        }
        stage.page.resize(390, 844).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_state_shuts_anybody_out() {
    let (Some(stage), Some(axe)) = (Stage::begin(&[("votes", "true")]).await, Axe::load()) else { return };
    let mut survey = Survey { axe, wrong: Vec::new() };
    play(&stage, async |stage: &Stage, state: State| survey.look(stage, state.name).await).await;
    assert!(survey.wrong.is_empty(), "{} complaints:\n{}", survey.wrong.len(), survey.wrong.join("\n"));
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closed_and_failed_threads_shut_nobody_out() {
    let (Some(stage), Some(axe)) = (Stage::begin(&[]).await, Axe::load()) else { return };
    let mut survey = Survey { axe, wrong: Vec::new() };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), said("Karl", "Enig.")]).await;
    let key = ThreadKey::parse(KEY).unwrap();
    let thread = stage.app.services.store.thread(stage.site.id, &key).await.unwrap().unwrap().id.unwrap();
    assert!(crate::support::app::close_thread(&stage.app.services, &stage.site, thread, true).await);
    let html = article(super::pictures::STYLE, &stage.tag(&format!("key={KEY}")), &stage.script());
    let url = stage.host.put("/artikel", html, &[]);
    stage.page.open(&url).await;
    stage.ready(1).await;
    survey.look(&stage, "closed").await;
    stage.gate.answer("GET", "/t/", 500, &[], "");
    stage.page.open(&url).await;
    stage.seen("[role=alert]").await;
    survey.look(&stage, "failed").await;
    assert!(survey.wrong.is_empty(), "{} complaints:\n{}", survey.wrong.len(), survey.wrong.join("\n"));
    stage.end().await;
}
