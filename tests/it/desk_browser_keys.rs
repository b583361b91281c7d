//! The queue under a moderator's fingers: one key a decision, shown before anybody has answered.

use serde_json::json;
use svar::domain::comment::Status;

use crate::desk::tally;
use crate::desk_browser_stage::{ANNE, Stage, Tab};
use crate::support::eventually;

/// Measures inside the page: from the key to the frame in which the card has become a line.
const STOPWATCH: &str = "(() => {
    window.times = [];
    addEventListener('keydown', () => {
        const start = performance.now(), before = document.querySelectorAll('.settled').length;
        const look = () => {
            if (document.querySelectorAll('.settled').length > before) times.push(performance.now() - start);
        };
        requestAnimationFrame(() => setTimeout(look));
    }, true);
})()";

/// What can be written in, in the cards that stand closed.
const CLOSED_FIELDS: &str =
    "document.querySelectorAll('.card:not([open]) :is(textarea, select, input:not([type=hidden]))').length";

async fn counted(stage: &Stage, status: Status, number: i64) {
    eventually("the service to have counted", || async {
        (tally(&stage.app, &stage.site).await.of(status) == number).then_some(())
    })
    .await;
}

/// A hundred waiting comments, a hundred keys: nothing else is pressed, and no key waits for an answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_comments_are_emptied_with_a_hundred_keys() {
    let stage = Stage::begin().await;
    stage.waiting(100).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.page.run(STOPWATCH).await;
    // All that the service answers to a decision is held back: what is shown cannot come from there.
    let held = stage.gate.hold("POST", "/desk/magasinet/decisions");
    for n in 0..100 {
        tab.that(&format!(
            "document.activeElement.closest('.item')?.querySelector('.who bdi').textContent === 'Læser {n}'"
        ))
        .await;
        tab.page.key(["a", "d", "s"][n % 3]).await;
        let settled: usize = tab.look("document.querySelectorAll('.settled').length").await;
        assert_eq!(settled, n + 1, "one key, one decision");
        let fields: usize = tab.look(CLOSED_FIELDS).await;
        assert_eq!(fields, 0, "Chromium reads all fields of the page when some are added: only the open card has any");
    }
    assert_eq!(tab.count("pending").await, 0);
    assert!(stage.gate.asked_for("POST", "/desk/magasinet/decisions").len() <= 1, "nothing was answered yet");
    tab.that("times.length === 100").await;
    let mut times: Vec<f64> = tab.look("times").await;
    times.sort_by(f64::total_cmp);
    println!(
        "key to visible change, of {}: median {:.1} ms, slowest {:.1} ms",
        times.len(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
    held.release();
    stage.gate.open();
    counted(&stage, Status::Approved, 34).await;
    counted(&stage, Status::Trash, 33).await;
    counted(&stage, Status::Spam, 33).await;
    tab.that("!document.querySelector('.list > .empty').hidden").await;
    assert!(
        tab.look::<String>("document.querySelector('.list > .empty').textContent").await.starts_with("Køen er tom.")
    );
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    tab.picture("queue-emptied").await;
    stage.end([tab]).await;
}

/// Z takes back the latest, again the one before, whatever it was; and what was taken back can be decided anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn decisions_are_taken_back_one_after_the_other() {
    let stage = Stage::begin().await;
    stage.waiting(4).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.keys(&["a", "d", "s"]).await;
    assert_eq!(tab.said().await, "Spam: kommentaren fra »Læser 2«.");
    assert_eq!((tab.fate(1).await, tab.fate(2).await), ("Godkendt af dig".to_owned(), "Afvist af dig".to_owned()));
    counted(&stage, Status::Spam, 1).await;
    tab.page.key("z").await;
    assert_eq!((tab.current().await, tab.fate(3).await), ("c3".to_owned(), String::new()));
    assert_eq!(tab.said().await, "Fortrudt: kommentaren fra »Læser 2« er, som den var.");
    tab.keys(&["z", "z"]).await;
    assert_eq!(tab.current().await, "c1");
    counted(&stage, Status::Pending, 4).await;
    assert_eq!(tab.count("pending").await, 4);
    tab.keys(&["d"]).await;
    counted(&stage, Status::Trash, 1).await;

    // What was done before the page came is known to the service alone.
    tab.queue().await;
    tab.page.key("z").await;
    counted(&stage, Status::Pending, 4).await;
    tab.that("document.querySelector('#said [role=status]').textContent.startsWith('Fortrudt')").await;
    tab.page.key("z").await;
    tab.that("document.querySelector('#said [role=status]').textContent === 'Der er ikke noget at fortryde.'").await;
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    stage.end([tab]).await;
}

/// X chooses, Shift+X all that are shown; Shift and a letter decides about them in one step, which one Z takes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_chosen_are_decided_in_one_step() {
    let stage = Stage::begin().await;
    stage.waiting(6).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.keys(&["x", "j", "j", "x"]).await;
    assert_eq!(tab.look::<String>("document.querySelector('#bulk button').innerText").await, "Godkend valgte (2)⇧A");
    tab.picture("queue-bulk").await;
    tab.page.key("Shift+S").await;
    assert_eq!(tab.said().await, "2 kommentarer er spam.");
    assert_eq!(tab.current().await, "c4");
    counted(&stage, Status::Spam, 2).await;
    tab.page.key("Shift+X").await;
    tab.page.press("#bulk button[value=trash]").await;
    counted(&stage, Status::Trash, 4).await;
    assert_eq!(stage.gate.asked_for("POST", "/desk/magasinet/decisions").len(), 2);
    tab.page.press("#said .undo button").await;
    counted(&stage, Status::Pending, 4).await;
    tab.page.key("z").await;
    counted(&stage, Status::Pending, 6).await;
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    stage.end([tab]).await;
}

/// Keys count in the queue alone: not in a field, not with the focus elsewhere, not while a key is held down, not
/// while a word is composed, and not when they were turned off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_are_not_meant_do_nothing() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.keys(&["r", "a", "d", "s", "z"]).await;
    assert_eq!(tab.look::<String>("document.activeElement.value").await, "adsz");
    tab.keys(&["Escape"]).await;
    assert!(tab.look::<bool>("document.activeElement.matches('[data-panel=reply] summary')").await);
    for silent in [
        "document.querySelector('.tabs a').focus()",
        "document.querySelector('.line').focus(); document.body.dataset.keys = 'off'",
    ] {
        tab.page.run(silent).await;
        tab.keys(&["a", "s"]).await;
    }
    tab.page.run("delete document.body.dataset.keys").await;
    for quiet in ["repeat: true", "isComposing: true", "ctrlKey: true", "metaKey: true", "altKey: true"] {
        let press = format!(
            "document.querySelector('.line').dispatchEvent(new KeyboardEvent('keydown', {{key: 'a', bubbles: true, {quiet}}}))"
        );
        tab.page.run(&press).await;
    }
    assert_eq!(tab.look::<usize>("document.querySelectorAll('.settled').length").await, 0);
    tab.keys(&["k", "j", "j", "ArrowUp", "Enter"]).await;
    assert_eq!(tab.current().await, "", "Enter closes");
    tab.keys(&["Enter"]).await;
    assert_eq!(tab.current().await, "c2");
    tab.keys(&["?"]).await;
    assert!(tab.look::<bool>("document.querySelector('#keys').open").await);
    tab.picture("queue-keys").await;
    tab.keys(&["a", "Escape"]).await;
    assert!(!tab.look::<bool>("document.querySelector('#keys').open").await);
    assert_eq!(tab.look::<usize>("document.querySelectorAll('.settled').length").await, 0);
    stage.end([tab]).await;
}

/// A telephone: three buttons under the thumb act on the open card, and nothing is too wide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_telephone_has_three_buttons_under_the_thumb() {
    let stage = Stage::begin().await;
    stage.waiting(4).await;
    let Some(tab) = stage.moderator(ANNE, 390, 844).await else { return };
    tab.queue().await;
    tab.picture("queue-phone").await;
    assert_eq!(
        tab.look::<Vec<String>>("[...document.querySelectorAll('.thumbs button')].map(b => b.textContent)").await,
        ["Afvis", "Spam", "Godkend"]
    );
    assert_eq!(
        tab.look::<f64>("Math.min(...[...document.querySelectorAll('.thumbs button')].map(b => b.offsetHeight))").await,
        52.0
    );
    tab.page.press(".thumbs .ink").await;
    tab.page.press(".thumbs [value=trash]").await;
    assert_eq!((tab.fate(1).await, tab.fate(2).await), ("Godkendt af dig".to_owned(), "Afvist af dig".to_owned()));
    counted(&stage, Status::Approved, 1).await;
    counted(&stage, Status::Trash, 1).await;
    tab.picture("queue-phone-decided").await;
    tab.page.press("#said .undo button").await;
    counted(&stage, Status::Trash, 0).await;
    let wide: f64 = tab.look("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    assert_eq!(wide, 0.0);
    stage.end([tab]).await;
}

/// Back from another page, or after a reload, the moderator stands where they stood.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_place_is_kept() {
    let stage = Stage::begin().await;
    stage.waiting(5).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.keys(&["j", "j", "j"]).await;
    assert_eq!(tab.look::<String>("location.hash").await, "#c4");
    tab.page.key("2").await;
    tab.that("location.search === '?status=flagged' && document.readyState === 'complete'").await;
    tab.queue().await;
    assert_eq!(tab.current().await, "c4");
    stage.end([tab]).await;
}

/// A reply approves in the same step, an edit changes the card in place; a draft survives the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_and_edits_are_written_under_the_card() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.page.key("r").await;
    tab.page.fill("#c1-reply", "Tak for tallene.").await;
    tab.picture("queue-reply").await;
    tab.queue().await;
    tab.page.key("r").await;
    assert_eq!(tab.look::<String>("document.activeElement.value").await, "Tak for tallene.", "a draft is kept");
    tab.page.press("#c1 [data-panel=reply] [type=submit]").await;
    tab.that("document.querySelector('#c1').classList.contains('settled')").await;
    assert_eq!(tab.current().await, "c2");
    counted(&stage, Status::Approved, 2).await;
    assert!(!tab.look::<bool>("Object.keys(sessionStorage).some(key => key.startsWith('svar:draft'))").await);

    tab.keys(&["e"]).await;
    tab.page.refill("#c2-edit", "Rettet af redaktionen.").await;
    tab.picture("queue-edit").await;
    tab.page.press("#c2 [data-panel=edit] [type=submit]").await;
    tab.that("document.querySelector('#c2-text').textContent.includes('Rettet af redaktionen.')").await;
    tab.page.key("a").await;
    counted(&stage, Status::Approved, 3).await;
    tab.keys(&["z", "z"]).await;
    tab.that("document.querySelector('#c2-text').textContent.includes('Nummer 001')").await;
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    stage.end([tab]).await;
}

/// Near-copies are one card, and one key settles them all; one Z brings them all back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wave_is_settled_with_one_key() {
    let stage = Stage::begin().await;
    let copies = "Køb billige ure hos os, de bedste priser i hele byen, fri fragt og hurtig levering i dag";
    for n in 0..5 {
        let (name, email) = (format!("Sælger {n}"), format!("s{n}@ure.example"));
        stage.post(json!({"name": name, "email": email, "body": format!("{copies} {n}.")})).await;
    }
    stage.waiting(1).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    assert_eq!(tab.look::<usize>("document.querySelectorAll('.item').length").await, 2);
    tab.picture("queue-wave").await;
    tab.page.key("s").await;
    assert_eq!((tab.current().await.as_str(), tab.count("spam").await), ("c6", 5));
    counted(&stage, Status::Spam, 5).await;
    tab.that("document.querySelector('#said [role=status]').textContent.startsWith('5 kommentarer er spam, og')").await;
    tab.page.key("z").await;
    assert_eq!(tab.current().await, "c1");
    counted(&stage, Status::Pending, 6).await;
    tab.page.key("d").await;
    counted(&stage, Status::Trash, 5).await;
    assert_eq!(tab.wrong().await, Vec::<String>::new());
    stage.end([tab]).await;
}

/// The first look at it, for people.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_looks_as_it_is_drawn() {
    let stage = Stage::begin().await;
    let holm = stage.post(json!({"name": "Mette Holm", "body": "Jeg savner dog, at I forholder jer til de mindre forlag, som slet ikke har råd til den slags aftaler."})).await;
    crate::readers::decide(&stage.app, &stage.site, holm, Status::Approved).await;
    for (name, body, parent) in [
        ("Karl P.", "Radioen fik podcasten. Hvad får avisen?", None),
        (
            "Bo Mortensen",
            "Jeg har selv drevet et lille forlag i tolv år og kan nikke genkendende til det hele. Det dyreste er ikke papiret, men lagerlejen. Se opgørelsen på https://forlagsforeningen.example/tal.",
            Some(holm),
        ),
        (
            "Birgit",
            "I har glemt det bedste af dem alle sammen, nemlig det i Rømersgade, hvor man stadig kan gøre et fund.",
            None,
        ),
        ("Søren", "Enig.", None),
        (
            "Anne-Grethe Kjærgaard",
            "Tak, fordi I skriver det, som det er. Jeg har været bibliotekar i 31 år og savner en ting i regnestykket:\n\nhvem skal betale?",
            None,
        ),
    ] {
        let email = format!("{}@laeser.example", body.len());
        stage.post(json!({"name": name, "body": body, "email": email, "parent": parent})).await;
    }
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.keys(&["a"]).await;
    assert_eq!(
        tab.look::<String>("document.querySelector('.item > .card[open] .who bdi').textContent").await,
        "Bo Mortensen"
    );
    tab.picture("queue-1280").await;
    tab.keys(&["m"]).await;
    tab.picture("queue-more").await;
    tab.page.prefer(&[("prefers-color-scheme", "dark")]).await;
    tab.picture("queue-1280-dark").await;
    let phone: Tab = stage.moderator(ANNE, 390, 844).await.unwrap();
    phone.queue().await;
    phone.picture("queue-390").await;
    stage.end([tab, phone]).await;
}
