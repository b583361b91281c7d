//! What somebody notices of the work that a doubtful comment costs: nothing, or a line that can be stopped.

use serde_json::{Value, json};
use svar::domain::comment::Status;

use super::stage::{KEY, Stage, article};
use crate::spamcheck::verdict;

const ME: (&str, &str) = ("Nabo Nielsen", "nabo@laeser.example");
const TEXT: &str = "En lang tekst, som ikke må gå tabt.";
const POST: &str = "/api/v1/magasinet/comments";

/// Sends the form faster than a person writes.
pub async fn send_at_once(stage: &Stage) {
    stage.fill(TEXT, ME.0, ME.1).await;
    stage.press(".svar-submit").await;
}

/// What was sent, of each attempt.
fn sent(stage: &Stage) -> Vec<Value> {
    stage.gate.asked_for("POST", POST).iter().map(|asked| serde_json::from_str(&asked.body).unwrap()).collect()
}

/// The service asks for so much work; what is found is no proof for it.
pub fn ask_for(stage: &Stage, bits: u32) {
    let challenge = json!({"algorithm": "sha256-zeros", "seed": "00112233445566778899aabbccddeeff", "puzzles": 32,
        "bits": bits, "expires": "2030-01-01T00:00:00Z", "token": "AAAA"});
    let body = json!({"status": 428, "code": "challenge", "title": "Work", "challenge": challenge}).to_string();
    stage.gate.answer("POST", POST, 428, &[("content-type", "application/problem+json")], &body);
}

/// Under the strictest policy: only whoever is doubted fetches the script, works, and is taken in; one comment, one key.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubtful_comment_works_its_way_in() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let policy = format!(
        "default-src 'none'; script-src {0}; connect-src {0}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types svar",
        stage.gate.base
    );
    let tag = stage.tag(&format!("key={KEY}")).replace(" style=\"display:block;min-height:100vh\"", "");
    let html = article("", &tag, &stage.script()).replace("<link rel=icon href=\"data:,\">", "");
    stage.page.open(&stage.host.put("/artikel", html, &[("content-security-policy", &policy)])).await;
    stage.ready(1).await;
    stage.post("Den første, i ro og mag.", ME.0, ME.1).await;
    assert_eq!(stage.gate.asked_for("GET", "/svar-proof.").len(), 0, "who is not doubted fetches nothing");

    stage
        .page
        .run("dispatchEvent(new Event('online')); document.querySelector('svar-thread').setAttribute('sort', 'newest')")
        .await;
    stage.ready(2).await;
    send_at_once(&stage).await;
    stage.that("seen.events.filter(name => name === 'svar:posted').length === 2").await;
    let script = stage.gate.asked_for("GET", "/svar-proof.");
    assert_eq!(script.len(), 1);
    let attempts = &stage.gate.asked_for("POST", POST)[1..];
    assert_eq!(attempts.len(), 2);
    assert_eq!(attempts[0].headers["idempotency-key"], attempts[1].headers["idempotency-key"]);
    let sent = sent(&stage);
    assert_eq!((&sent[1]["solves"], &sent[1]["proof"]), (&json!("sha256-zeros"), &Value::Null));
    assert_eq!(sent[2]["proof"].as_str().unwrap().split('.').count(), 33);
    let found = verdict(&stage.app, &stage.site, &json!(2)).await;
    assert_eq!(found, (Status::Pending, vec!["token-young".to_owned(), "proof-of-work".to_owned()]));
    assert_eq!(
        stage.words(".svar-comment-pending .svar-own-note").await,
        "Din kommentar afventer godkendelse. Kun du kan se den."
    );
    assert_eq!(stage.words(".svar-submit").await, "Send kommentar");
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "");
    stage.end().await;
}

/// Work that takes its time shows after a second, leaves the page usable, and can be stopped without losing anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_work_is_told_and_can_be_stopped() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    ask_for(&stage, 20);
    send_at_once(&stage).await;
    stage.that("root.querySelector('.svar-submit').innerText === 'Sender …'").await;
    assert_eq!(stage.words(".svar-form .svar-notice").await, "Sender … Fortryd");
    assert_eq!(stage.look::<String>("root.querySelector('[role=status]').textContent").await, "Sender …");
    stage.page.run("window.frames_ = 0; (function next() { frames_++; requestAnimationFrame(next) })()").await;
    stage.that("frames_ > 20").await;
    stage.press(".svar-submit").await;
    stage.write("#svar-name", "Nabo N.").await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-name').value").await, "Nabo N.");
    assert!(stage.look::<bool>("!!root.querySelector('.svar-form .svar-notice')").await, "it still works");
    stage.press(".svar-form .svar-undo").await;
    stage.focused("svar-body").await;
    assert_eq!(stage.words(".svar-submit").await, "Send kommentar");
    assert_eq!(stage.count(".svar-form .svar-notice").await + stage.count(".svar-refusal").await, 0);
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT);
    assert!(stage.kept().await.to_string().contains(TEXT), "as a draft, too");
    assert_eq!((sent(&stage).len(), stage.stored().await), (1, 0), "what was stopped is not sent");
    stage.gate.open();
    stage.send().await;
    stage.that("seen.events.includes('svar:posted')").await;
    assert_eq!(stage.stored().await, 1);
    stage.end().await;
}

/// Between question and answer the line is cut: the text stays, and the next attempt goes through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_is_cut_in_between_costs_no_text() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    let held = stage.gate.hold("GET", "/svar-proof.");
    send_at_once(&stage).await;
    crate::support::eventually("the question for the script", || async {
        (!stage.gate.asked_for("GET", "/svar-proof.").is_empty()).then_some(())
    })
    .await;
    stage.page.unreachable(&[&format!("{}/api/*", stage.gate.base)]).await;
    held.release();
    stage.focused("svar-refusal").await;
    let told = stage.words(".svar-refusal").await;
    assert!(told.starts_with("Kommentaren blev ikke sendt. Din tekst er gemt i browseren."), "{told}");
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT);
    assert_eq!(stage.stored().await, 0);
    stage.page.unreachable(&[]).await;
    stage.gate.open();
    stage.press(".svar-submit").await;
    stage.that("seen.events.includes('svar:posted')").await;
    let found = verdict(&stage.app, &stage.site, &json!(1)).await;
    assert_eq!(found.1, ["token-young", "proof-of-work"], "asked anew, and answered");
    stage.end().await;
}

/// Where the work cannot be done (the script does not come, another kind is asked for), the comment is sent without it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_worked_out_is_sent_without_and_waits() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    stage.gate.answer("GET", "/svar-proof.", 404, &[], "");
    send_at_once(&stage).await;
    stage.that("seen.events.includes('svar:posted')").await;
    let found = verdict(&stage.app, &stage.site, &json!(1)).await;
    assert_eq!(found, (Status::Pending, vec!["token-young".to_owned()]));
    let last = sent(&stage).pop().unwrap();
    assert_eq!((&last["solves"], &last["proof"]), (&json!(""), &Value::Null));
    let lines: Vec<String> = stage.page.value("seen.lines").await;
    assert!(lines.iter().any(|line| line.contains("Svar:")), "{lines:?}");
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "");
    stage.end().await;
}
