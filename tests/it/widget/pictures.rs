//! The main states of the widget, played through; and pictures of them, to be looked at by people.
//!
//! `SVAR_TEST_PICTURES=some-folder cargo test --test it widget::pictures` writes them there.

use std::io::Write as _;
use std::path::PathBuf;

use svar::domain::thread::ThreadKey;

use super::stage::{KEY, Sown, Stage, article};

/// A magazine by day and by night.
pub const STYLE: &str = "<style>
    html { background: #fbf7ee; color: #1d1b18; font: 18px/1.6 Charter, 'Bitstream Charter', Georgia, serif }
    html[data-theme=night] { background: #161513; color: #ece7de }
    html[data-theme=grey] { background: #808080; color: #000 }
    body { max-width: 45rem; margin: 0 auto; padding: 1rem }
    h1 { font-size: 1.8em; line-height: 1.2 }
    footer { margin-top: 3rem }
    @media (max-width: 600px) { body { padding: .5rem } }
    </style>";

/// What stands there now.
#[derive(Clone, Copy)]
pub struct State {
    pub name: &'static str,
}

const CROWD: [(Option<usize>, &str, &str); 9] = [
    (
        None,
        "Mette Holm",
        "Tak for en grundig artikel. Jeg savner dog et afsnit om **bibliotekerne**, som køber en stor del af det, der ikke sælger i butikkerne.",
    ),
    (
        Some(0),
        "Anne Lund",
        "God pointe, Mette. Vi har skrevet om dem i [sidste nummer](https://magasinet.example/biblioteker).",
    ),
    (Some(1), "Jørgen Ågård", "> Vi har skrevet om dem\n\nDet havde jeg overset. Tak."),
    (Some(2), "Et langtnavnudenmellemrumsomikkekanbrydesnogetsted", "Også jeg."),
    (Some(0), "Bo", "To."),
    (Some(0), "Ida", "Tre."),
    (Some(0), "Liv", "Fire."),
    (None, "ליאת כהן", "תודה על המאמר המעניין."),
    (
        None,
        "Viggo",
        "- Lager\n- Papir\n- `portoen`\n\nhttps://lindeby.example/en-meget-lang-adresse-som-ikke-kan-brydes-paent/og/som/bare/fortsaetter",
    ),
];

/// Goes through the states one after the other, in one article, and shows each of them.
pub async fn play(stage: &Stage, mut show: impl AsyncFnMut(&Stage, State)) {
    let comments: Vec<Sown<'_>> = CROWD
        .iter()
        .enumerate()
        .map(|(n, (parent, name, text))| Sown { parent: *parent, name, text, picked: n == 0, staff: n == 1 })
        .collect();
    let ids = stage.sow(KEY, &comments).await;
    let open = async |key: &str| {
        let html = article(STYLE, &stage.tag(&format!("key={key}")), &stage.script());
        stage.page.open(&stage.host.put("/artikel", html, &[])).await;
        stage.ready(1).await;
    };
    open("tom").await;
    show(stage, State { name: "empty" }).await;
    open(KEY).await;
    show(stage, State { name: "thread" }).await;
    stage.press(".svar-more-replies summary").await;
    stage.press(&format!("#svar-{} .svar-reply", ids[2])).await;
    stage.focused("svar-body").await;
    show(stage, State { name: "reply" }).await;
    stage.write("#svar-email", "nabo@").await;
    stage.send().await;
    stage.seen(".svar-error").await;
    show(stage, State { name: "errors" }).await;
    stage.fill("Det **glæder** mig.", "Nabo Nielsen", "nabo@laeser.example").await;
    stage.press(".svar-preview").await;
    stage.seen(".svar-previewed").await;
    show(stage, State { name: "preview" }).await;
    stage.gate.answer("POST", "/api/v1/magasinet/comments", 500, &[], "");
    stage.send().await;
    stage.focused("svar-refusal").await;
    show(stage, State { name: "refused" }).await;
    stage.gate.open();
    stage.post("Det **glæder** mig.", "Nabo Nielsen", "nabo@laeser.example").await;
    show(stage, State { name: "own-live" }).await;
    stage.press(".svar-edit").await;
    stage.seen(".svar-editing").await;
    show(stage, State { name: "edit" }).await;
    stage.press(".svar-editing .svar-quiet").await;
    stage.press(&format!("#svar-{} .svar-report", ids[0])).await;
    stage.seen(".svar-asking").await;
    stage.press(".svar-asking .svar-submit").await;
    stage.press(".svar-asking [value=illegal]").await;
    show(stage, State { name: "report" }).await;
    stage.press(".svar-asking .svar-quiet").await;
    stage.press(".svar-withdraw").await;
    stage.seen(".svar-undo").await;
    show(stage, State { name: "withdrawn" }).await;
    stage.press(".svar-undo").await;
    moderated(stage, "hold").await;
    stage.post("Og en til.", "Nabo Nielsen", "nabo@laeser.example").await;
    stage.seen(".svar-comment-pending").await;
    show(stage, State { name: "own-held" }).await;
    stage.write("#svar-body", "En halv").await;
    stage.that("JSON.stringify(localStorage).includes('En halv')").await;
    open(KEY).await;
    stage.seen(".svar-draft").await;
    show(stage, State { name: "draft" }).await;
    moderated(stage, "open").await;
}

async fn moderated(stage: &Stage, how: &str) {
    let set = [("moderation".to_owned(), how.to_owned())];
    svar::sites::set(&stage.app.services, &stage.site.key, &set).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_are_taken_where_somebody_wants_them() {
    let Some(folder) = std::env::var_os("SVAR_TEST_PICTURES").filter(|folder| !folder.is_empty()).map(PathBuf::from)
    else {
        let said = b"*** SVAR_TEST_PICTURES is not set: no pictures of the widget are taken ***\n";
        std::io::stdout().write_all(said).unwrap();
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let Some(stage) = Stage::begin(&[("votes", "true")]).await else { return };
    play(&stage, async |stage: &Stage, state: State| {
        for (width, size) in [(390, "narrow"), (1280, "wide")] {
            for theme in ["day", "night"] {
                // Taking a picture of all of the page leaves it at another size.
                stage.page.resize(width, 844).await;
                stage.page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
                stage.that(&format!("host.dataset.theme === ('{theme}' === 'day' ? 'light' : 'dark')")).await;
                stage.page.screenshot_to(&folder.join(format!("{}-{size}-{theme}.png", state.name))).await;
            }
        }
        stage.page.run("delete document.documentElement.dataset.theme").await;
        stage.page.resize(390, 844).await;
    })
    .await;
    let show = async |name: &str, attributes: &str| {
        let html = article(STYLE, &stage.tag(&format!("key={KEY} {attributes}")), &stage.script());
        stage.page.resize(if name.ends_with("narrow") { 390 } else { 1280 }, 844).await;
        stage.page.open(&stage.host.put("/artikel", html, &[])).await;
        stage.ready(1).await;
        stage.page.screenshot_to(&folder.join(format!("{name}.png"))).await;
    };
    stage.page.run("localStorage.clear()").await;
    show("arabic-narrow", "lang=ar").await;
    show("arabic-wide", "lang=ar").await;
    stage.page.run("document.documentElement.dataset.theme = 'grey'").await;
    for theme in ["light", "dark"] {
        stage.page.run(&format!("document.querySelector('svar-thread').setAttribute('theme', '{theme}')")).await;
        stage.page.resize(1280, 844).await;
        stage.page.screenshot_to(&folder.join(format!("grey-{theme}.png"))).await;
    }
    stage.page.prefer(&[("forced-colors", "active")]).await;
    show("forced-colors", "").await;
    stage.page.prefer(&[]).await;
    super::proof::ask_for(&stage, 20);
    for (name, theme) in [("working-narrow", "day"), ("working-wide", "night")] {
        show("before-narrow", "").await;
        super::proof::send_at_once(&stage).await;
        stage.seen(".svar-form .svar-notice").await;
        stage.page.resize(if name.ends_with("narrow") { 390 } else { 1280 }, 844).await;
        stage.page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        stage.page.screenshot_to(&folder.join(format!("{name}.png"))).await;
        stage.press(".svar-form .svar-undo").await;
    }
    stage.gate.open();
    let key = ThreadKey::parse(KEY).unwrap();
    let thread = stage.app.services.store.thread(stage.site.id, &key).await.unwrap().unwrap().id.unwrap();
    assert!(crate::support::app::close_thread(&stage.app.services, &stage.site, thread, true).await);
    show("closed", "").await;
    stage.gate.answer("GET", "/t/", 500, &[], "");
    let html = article(STYLE, &stage.tag(&format!("key={KEY}")), &stage.script());
    stage.page.open(&stage.host.put("/artikel", html, &[])).await;
    stage.seen("[role=alert]").await;
    stage.page.screenshot_to(&folder.join("failed.png")).await;
    stage.end().await;
}
