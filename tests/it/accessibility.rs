//! Every page in every state, on a telephone, a small telephone and a desk, by day and by night: nobody is shut
//! out (WCAG 2.2 A and AA as far as axe can tell), and nothing is too wide.
//!
//! `SVAR_PICTURES=some-folder cargo test --test it accessibility` also writes pictures of them there.

use std::path::PathBuf;

use chromiumoxide::page::MediaTypeParams;
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::moderator::Role;
use svar::domain::thread::ThreadKey;
use svar::moderation;

use crate::browser::{Visit, mailed_link};
use crate::readers;
use crate::support::app::PASSWORD;
use crate::support::axe::Axe;
use crate::support::eventually;

/// Widths in CSS pixels: the narrowest that WCAG 1.4.10 asks for, a telephone, a desk.
const WIDTHS: [u32; 3] = [320, 390, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Goes from state to state with the checker in hand and remembers what was wrong.
struct Survey {
    visit: Visit,
    axe: Axe,
    wrong: Vec<String>,
    pictures: Option<PathBuf>,
}

impl Survey {
    async fn begin() -> Option<Self> {
        let (visit, axe) = (Visit::begin().await?, Axe::load()?);
        let pictures = std::env::var_os("SVAR_PICTURES").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        Some(Self { visit, axe, wrong: Vec::new(), pictures })
    }

    async fn open(&mut self, state: &str, url: &str) {
        self.visit.page.open(url).await;
        self.look(state).await;
    }

    /// Looks at the document as it stands, at each width and in each scheme.
    async fn look(&mut self, state: &str) {
        let page = &self.visit.page;
        self.axe.enter(page).await;
        for width in WIDTHS {
            // As tall as the page is, so that nothing that sticks to the window's edge hides what is behind it.
            page.resize(width, 844).await;
            let height = page.value("document.documentElement.scrollHeight").await;
            for scheme in SCHEMES {
                page.resize(width, height).await;
                page.prefer(&[("prefers-color-scheme", scheme)]).await;
                // The widget follows with the next frame.
                let followed =
                    format!("(document.querySelector('svar-thread')?.dataset.theme ?? {scheme:?}) === {scheme:?}");
                eventually("the widget in this scheme", || async { page.value::<bool>(&followed).await.then_some(()) })
                    .await;
                page.run(crate::desk_access::UNROLL).await;
                let found = self.axe.complaints(page).await;
                self.wrong.extend(found.into_iter().map(|found| format!("{state}, {width}, {scheme}: {found}")));
                if let Some(folder) = &self.pictures {
                    page.screenshot_to(&folder.join(format!("{state}-{width}-{scheme}.png"))).await;
                }
            }
            let too_wide: f64 =
                page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            if too_wide > 0.0 {
                self.wrong.push(format!("{state}, {width}: {too_wide} pixels too wide"));
            }
        }
        if let Some(folder) = &self.pictures {
            page.resize(390, 844).await;
            page.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "light")]).await;
            page.screenshot_to(&folder.join(format!("{state}-forced-colors.png"))).await;
            page.prefer(&[("prefers-color-scheme", "light")]).await;
            page.emulate_media_type(MediaTypeParams::Print).await.unwrap();
            page.resize(794, 1123).await;
            page.screenshot_to(&folder.join(format!("{state}-print.png"))).await;
            page.emulate_media_type(MediaTypeParams::Null).await.unwrap();
        }
        page.resize(390, 844).await;
        page.prefer(&[("prefers-color-scheme", "light")]).await;
    }

    async fn end(self) {
        assert!(self.wrong.is_empty(), "{} complaints:\n{}", self.wrong.len(), self.wrong.join("\n"));
        self.visit.page.done().await;
        self.visit.app.stopped().await;
    }
}

/// Every kind of text that a comment holds, five replies to one, and a conversation that goes deep.
const CROWDED: [(Option<usize>, &str, &str); 12] = [
    (
        None,
        "Anne-Grethe Kjærgaard-Østergaard-Mikkelsen",
        "Se https://lindeby.example/en-meget-lang-adresse-som-ikke-kan-brydes-paent/og/som/bare/fortsaetter?med=parametre&og=mere",
    ),
    (
        Some(0),
        "Karl P.",
        "> Et citat\n\n1. Først\n2. Så\n\n- En liste\n\n`kode` og\n\n    en kodelinje som er længere end en smal skærm og derfor ruller til siden\n",
    ),
    (Some(1), "Mette", "Enig."),
    (Some(2), "Et langtnavnudenmellemrumsomikkekanbrydesnogetsted", "Også."),
    (Some(3), "Søren", "Og nogle af dem burde nok forblive ude af tryk :)"),
    (Some(4), "Lone", "Dybere bliver det ikke."),
    (Some(0), "Nabo 2", "To."),
    (Some(0), "Nabo 3", "Tre."),
    (Some(0), "Nabo 4", "Fire."),
    (None, "ליאת כהן", "תודה על המאמר המעניין."),
    (Some(9), "Mette", "Velbekomme."),
    (None, "Viggo", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shut_out_of_reading() {
    let Some(mut survey) = Survey::begin().await else { return };
    let base = survey.visit.app.base.clone();
    let thread = |query: &str| format!("{base}/t/demo?{query}");
    survey.open("empty", &thread("key=tom")).await;
    survey.open("thread", &thread("key=noeglen")).await;
    survey.open("demo", &format!("{base}/demo")).await;
    survey.open("privacy", &format!("{base}/t/demo/privacy")).await;
    survey.open("not-found", &format!("{base}/t/ukendt?key=a")).await;

    let texts: Vec<String> = (1..=50).map(|n| format!("Nummer {n}.")).collect();
    let many = texts.iter().map(|text| (None, "Nabo", text.as_str()));
    let comments: Vec<_> = CROWDED.into_iter().chain(many).collect();
    survey.visit.sow("mange", &comments).await;
    survey.visit.page.open(&thread("key=mange&lang=en")).await;
    let unfold = "[...document.querySelectorAll('details')].filter(details => details.open = true).length";
    assert!(survey.visit.page.value::<usize>(unfold).await > 1);
    survey.look("crowded").await;
    survey.visit.page.resize(320, 844).await;
    let narrowest =
        "Math.min(...[...document.querySelectorAll('.svar-body')].map(body => body.getBoundingClientRect().width))";
    let narrowest: f64 = survey.visit.page.value(narrowest).await;
    assert!(narrowest >= 260.0, "the deepest reply has {narrowest} pixels for its text");
    survey.open("later", &survey.visit.page.value::<String>("document.querySelector('.svar-more a').href").await).await;

    let (services, site) = (&survey.visit.app.services, &survey.visit.site);
    let id = services.store.thread(site.id, &ThreadKey::parse("noeglen").unwrap()).await.unwrap().unwrap().id.unwrap();
    assert!(moderation::close_thread(services, site, id, true).await.unwrap());
    survey.open("closed", &thread("key=noeglen")).await;
    survey.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shut_out_of_writing() {
    let Some(mut survey) = Survey::begin().await else { return };
    let (base, clock) = (survey.visit.app.base.clone(), survey.visit.app.clock.clone());
    survey.open("reply", &format!("{base}/t/demo?key=noeglen&reply=5")).await;
    let (body, name, email) = ("Hilsen fra naboen.", "Nabo Nielsen", "nabo@laeser.example");
    survey.visit.send(" ", "", "nabo", ".svar-summary").await;
    survey.look("errors").await;
    survey.visit.send(body, name, email, ".svar-own").await;
    survey.look("receipt-held").await;
    let receipt = survey.visit.page.url().await.unwrap().unwrap();

    survey.visit.page.open(&format!("{base}/t/demo?key=noeglen&reply=5")).await;
    survey.visit.send(body, name, email, ".svar-refusal").await;
    survey.look("refused").await;

    survey.visit.page.open(&receipt).await;
    survey.visit.page.refill("#svar-body", " ").await;
    survey.visit.page.follow(".svar-write-section .svar-submit", ".svar-refusal").await;
    survey.look("receipt-error").await;
    survey.visit.page.follow("[value=confirm] + button", ".svar-sent").await;
    survey.look("receipt-sent").await;
    survey.open("mail-link", &mailed_link(&survey.visit.app).await).await;
    survey.visit.page.follow(".svar-letter button", ".svar-letter:not(:has(button))").await;
    survey.look("confirmed").await;

    clock.advance(Timestamp::HOUR);
    survey.visit.page.open(&receipt).await;
    let id: i64 =
        survey.visit.page.value("Number(document.querySelector('.svar-own article > *').id.match(/\\d+/)[0])").await;
    for (status, state) in [(Status::Approved, "receipt-live"), (Status::Trash, "receipt-rejected")] {
        readers::decide(&survey.visit.app, &survey.visit.site, id, status).await;
        survey.open(state, &receipt).await;
    }
    survey.visit.page.follow(".svar-grave", ".svar-own-withdrawn").await;
    survey.look("receipt-withdrawn").await;
    survey.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shut_out_of_the_desk() {
    let Some(mut survey) = Survey::begin().await else { return };
    let (app, site) = (&survey.visit.app, survey.visit.site.clone());
    app.add_moderator("mette@redaktion.example", Role::Owner, &[&site]).await;
    let base = app.base.clone();
    survey.open("desk-sign-in", &format!("{base}/desk/sign-in")).await;
    survey.visit.page.fill("#email", "mette@redaktion.example").await;
    survey.visit.page.fill("#password", "forkert").await;
    survey.visit.page.follow("main button", "#wrong").await;
    survey.look("desk-wrong-password").await;
    survey.visit.page.refill("#password", PASSWORD).await;
    survey.visit.page.follow("main button", ".items").await;
    // The queue, a comment's page and "my decisions" are in `desk_access`.
    for room in ["bans", "jobs"] {
        survey.open(&format!("desk-{room}"), &format!("{base}/desk/demo/{room}")).await;
    }
    survey.end().await;
}
