//! The instruments themselves: each must show what it is there to show, or the stories prove nothing.

use serde_json::Value;

use super::stage::{Stage, article};
use crate::support::axe::Axe;
use crate::support::eventually;

/// Shifts, errors, dialogs, what a policy stops, and requests to strangers are all noticed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_witness_sees_what_a_reader_would_not() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let page = &stage.page;
    let mut requests = page.requests().await;
    let script = "<script>addEventListener('load', () => setTimeout(() => {
        alert('Hov');
        console.error('En linje'); setTimeout(() => window.late = true, 15000);
        dispatchEvent(new CustomEvent('svar:ready', { detail: 1 }));
        Promise.reject(new Error('glemt')); throw new Error('fejl') }, 100))</script>
        <img src='http://127.0.0.1:1/fremmed.png' alt=''>";
    let policy = [("content-security-policy", "default-src 'unsafe-inline'; img-src 'none'")];
    page.open(&stage.host.put("/a", article("", "", script), &policy)).await;
    stage.that("seen.errors.length === 2").await;
    page.run("seen.armed()").await;
    page.run("document.querySelector('h1').style.marginTop = '200px'").await;
    let shifts: Value = page.value("seen.shifted()").await;
    assert!(shifts[0]["value"].as_f64().unwrap() > 0.05, "{shifts}");
    let rest = "JSON.stringify([seen.violations.filter(one => one.includes('127.0.0.1:1')).length, seen.dialogs, seen.errors, seen.lines, seen.events])";
    assert_eq!(
        page.value::<String>(rest).await,
        r#"[1,["alert(Hov)"],["Uncaught Error: fejl","Error: glemt"],["error: En linje"],["svar:ready"]]"#
    );
    assert_eq!(page.value::<usize>("seen.later()").await, 1);
    assert!(page.value::<bool>("window.late").await);
    page.open(&stage.host.put("/b", article("", "", "<img src='http://127.0.0.1:1/fremmed.png' alt=''>"), &[])).await;
    assert!(requests.up_to_now(page).await.iter().any(|url| url == "http://127.0.0.1:1/fremmed.png"));
    stage.end_anyhow().await;
}

/// The checker looks into shadow roots.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn axe_looks_into_shadow_roots() {
    let (Some(stage), Some(axe)) = (Stage::begin(&[]).await, Axe::load()) else { return };
    let html = article("", "<div id=host></div>", "");
    stage.page.open(&stage.host.put("/a", html, &[])).await;
    axe.enter(&stage.page).await;
    assert_eq!(axe.complaints(&stage.page).await, Vec::<String>::new());
    let plant = "document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML =
        '<input><p style=\"color:#aaa;background:#fff\">Bleg</p>'";
    stage.page.value::<String>(plant).await;
    let found = axe.complaints(&stage.page).await.join("\n");
    assert!(found.contains("label: #host,input") && found.contains("color-contrast: #host,p"), "{found}");
    stage.end_anyhow().await;
}

/// An answer is held and let go, replaced, lost; and the line is cut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gate_holds_replaces_and_loses_answers() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let (page, gate) = (&stage.page, &stage.gate);
    page.open(&stage.host.put("/a", article("", "", ""), &[])).await;
    let ask = format!(
        "(window.answers = [], window.ask = () => fetch('{}/t/magasinet/fragment?key=a', {{ cache: 'no-store' }}).then(
            async answer => answers.push(`${{answer.status}} ${{await answer.text()}}`.slice(0, 20)),
            error => answers.push(error.name)), 0)",
        gate.base
    );
    page.value::<i32>(&ask).await;
    let held = gate.hold("GET", "/t/");
    page.run("void ask()").await;
    eventually("the question", || async { (gate.asked_for("GET", "/t/").len() == 1).then_some(()) }).await;
    assert_eq!(page.value::<usize>("answers.length").await, 0);
    held.release();
    stage.that("answers.length === 1").await;
    gate.answer("GET", "/t/", 429, &[("retry-after", "7")], "Senere");
    page.run("void ask()").await;
    stage.that("answers.length === 2").await;
    gate.open();
    gate.lose("GET", "/t/");
    page.run("void ask().catch(error => answers.push(error.name))").await;
    stage.that("answers.length === 3").await;
    gate.open();
    for closed in [true, false] {
        if closed {
            page.offline(true).await
        } else {
            page.unreachable(&[&format!("{}/*", gate.base)]).await
        }
        page.run("void ask()").await;
        stage.that(if closed { "answers.length === 4" } else { "answers.length === 5" }).await;
        if closed { page.offline(false).await } else { page.unreachable(&[]).await }
    }
    page.run("void ask()").await;
    stage.that("answers.length === 6").await;
    let answers: Vec<String> = page.value("answers.map(answer => answer.split('<')[0])").await;
    assert_eq!(answers, ["200 ", "429 Senere", "TypeError", "TypeError", "TypeError", "200 "]);
    stage.end_anyhow().await;
}

/// What the reader's browser kept outlives the tab.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crashed_tab_leaves_what_was_stored() {
    let Some(mut stage) = Stage::begin(&[]).await else { return };
    let url = stage.host.put("/a", article("", "", ""), &[]);
    stage.page.open(&url).await;
    stage.page.run("localStorage.setItem('a', 'b')").await;
    stage.page = stage.page.crash(390, 844).await;
    stage.page.watch().await;
    stage.page.open(&url).await;
    assert_eq!(stage.kept().await["a"], "b");
    stage.end_anyhow().await;
}
