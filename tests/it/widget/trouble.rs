//! Bad days: the reader is told what to do and loses no text; the owner is told, once, what is wrong with the page.

use svar::domain::comment::Status;
use svar::domain::thread::ThreadKey;

use super::stage::{KEY, Stage, article, said};
use crate::readers::decide;
use crate::support::eventually;
use crate::support::host::Host;

const ME: (&str, &str) = ("Nabo Nielsen", "nabo@laeser.example");
const TEXT: &str = "En lang tekst, som ikke må gå tabt.";

/// Readers see the link that was there before; the owner sees one line in the console.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_embedding_leaves_the_link_and_one_line_for_the_owner() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let elsewhere = Host::start().await;
    let pages = [
        (
            "ukendt",
            stage.host.put("/a", article("", &stage.tag("key=a").replace("magasinet", "ukendt"), &stage.script()), &[]),
        ),
        ("magasinet", elsewhere.put("/b", article("", &stage.tag("key=a"), &stage.script()), &[])),
    ];
    for (site, url) in pages {
        stage.page.open(&url).await;
        stage.that("seen.lines.length > 0").await;
        let lines: Vec<String> = stage.page.value("seen.lines").await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with("error: Svar") && lines[0].contains(site), "{lines:?}");
        assert!(lines[0].contains(url.rsplit_once('/').unwrap().0), "{lines:?}");
        assert_eq!(stage.events("svar:error").await, 1);
        assert!(stage.page.value::<bool>("document.querySelector('svar-thread a').checkVisibility()").await);
        assert_eq!(stage.look::<String>("root.querySelector('.svar, div').innerText.trim()").await, "");
        stage.nothing_went_wrong().await;
    }
    // Without the name of a site there is nothing to ask.
    stage.open("<svar-thread><a href='https://svar.example'>Læs</a></svar-thread>").await;
    stage.that("seen.lines.length === 1").await;
    assert!(stage.page.value::<bool>("document.querySelector('svar-thread a').checkVisibility()").await);
    stage.end().await;
}

/// Whatever becomes of a request, the text stays in its field and as a draft, a sentence says what to do and has the
/// focus, and the next attempt goes through; the same text is never there twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_costs_a_text() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    stage.fill(TEXT, ME.0, ME.1).await;
    let path = "/api/v1/magasinet/comments";
    let problem = [("content-type", "application/problem+json")];
    let answers: [(u16, &str, &str); 7] = [
        (
            429,
            "{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429}",
            "Kommentaren blev ikke sendt.",
        ),
        (413, "", "Kommentaren fylder for meget."),
        (500, "<h1>Internal Server Error</h1>", "Kommentaren blev ikke sendt."),
        (503, "{}", "Kommentaren blev ikke sendt."),
        (200, "<!doctype html><title>Log ind på hotellets net</title>", "Kommentaren blev ikke sendt."),
        (201, "{}", "Kommentaren blev ikke sendt."),
        (201, "[]", "Kommentaren blev ikke sendt."),
    ];
    let refused = async |what: &str, sentence: &str| {
        stage.focused("svar-refusal").await;
        let told = stage.words(".svar-refusal").await;
        assert!(told.contains(sentence), "{what}: {told}");
        assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT, "{what}");
        assert!(stage.kept().await.to_string().contains(TEXT), "{what}");
        assert_eq!(stage.words(".svar-submit").await, "Send kommentar", "{what}");
    };
    for (status, body, sentence) in answers {
        stage.gate.answer("POST", path, status, &problem, body);
        stage.send().await;
        refused(&format!("{status} {body}"), sentence).await;
        stage.gate.open();
    }
    stage.page.offline(true).await;
    stage.send().await;
    refused("offline", "Du er offline. Din tekst er gemt i browseren.").await;
    stage.page.offline(false).await;
    stage.page.unreachable(&[&format!("{}/*", stage.gate.base)]).await;
    stage.send().await;
    refused("down", "Kommentaren blev ikke sendt. Din tekst er gemt i browseren. Prøv igen.").await;
    stage.page.unreachable(&[]).await;

    // Too slow: the button says that it works, a second press does nothing, and after the time-out all is as it was.
    let held = stage.gate.hold("POST", path);
    stage.send().await;
    stage.that("root.querySelector('.svar-submit').innerText === 'Sender …'").await;
    assert!(stage.look::<bool>("root.querySelector('.svar-submit').ariaDisabled === 'true'").await);
    let asked = stage.gate.asked_for("POST", path).len();
    eventually("the held request", || async { (stage.stored().await == 1).then_some(()) }).await;
    stage.press(".svar-submit").await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT);
    stage.page.run("seen.later()").await;
    refused("slow", "Kommentaren blev ikke sendt.").await;
    assert!(stage.gate.asked_for("POST", path).len() <= asked.max(asked + 1));
    held.release();
    stage.gate.open();

    // The answer is lost on the way, though the comment was taken: sent again it is the same comment.
    stage.gate.lose("POST", path);
    stage.send().await;
    refused("lost", "Kommentaren blev ikke sendt.").await;
    stage.gate.open();
    stage.send().await;
    stage.that("seen.events.includes('svar:posted')").await;
    assert_eq!(stage.stored().await, 1);
    let keys: std::collections::BTreeSet<_> =
        stage.gate.asked_for("POST", path).iter().map(|asked| asked.headers["idempotency-key"].clone()).collect();
    assert_eq!(keys.len(), 1, "one text, one key, however often it is sent");
    stage.end().await;
}

/// The world goes on while somebody writes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changes_while_somebody_writes_costs_no_text() {
    let Some(mut stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), said("Karl", "Enig.")]).await;
    stage.read().await;
    stage.press(&format!("#svar-{} .svar-reply", ids[0])).await;
    stage.focused("svar-body").await;
    stage.fill(TEXT, ME.0, ME.1).await;
    decide(&stage.app, &stage.site, ids[0], Status::Trash).await;
    stage.send().await;
    stage.focused("svar-refusal").await;
    let sentence = "Kommentaren, du svarer på, er fjernet. Din tekst står her stadig.";
    assert_eq!(stage.words(".svar-refusal").await, sentence);
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT);
    stage.press(".svar-cancel").await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, TEXT);

    stage.set(&[("flood_seconds", "60")]).await;
    stage.post(TEXT, ME.0, ME.1).await;
    stage.write("#svar-body", "Og en til.").await;
    stage.press(".svar-submit").await;
    stage.focused("svar-refusal").await;
    assert!(stage.words(".svar-refusal").await.starts_with("Vent "), "{}", stage.words(".svar-refusal").await);
    stage.set(&[("flood_seconds", "0")]).await;
    stage.fill(TEXT, ME.0, ME.1).await;
    stage.send().await;
    stage.that("root.querySelector('.svar-refusal').innerText.includes('Den kommentar har du allerede sendt.')").await;

    let key = ThreadKey::parse(KEY).unwrap();
    let thread = stage.app.services.store.thread(stage.site.id, &key).await.unwrap().unwrap().id.unwrap();
    assert!(crate::support::app::close_thread(&stage.app.services, &stage.site, thread, true).await);
    stage.write("#svar-body", "Til allersidst.").await;
    stage.send().await;
    stage
        .that(
            "root.querySelector('.svar-refusal').innerText.includes('Der blev lukket for kommentarer, mens du skrev.')",
        )
        .await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "Til allersidst.");
    stage.end().await;
}

/// A thread that does not come says so, offers another try and the link, and tries by itself when the line is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_that_does_not_come_says_so_and_comes_later() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    let failed = async || {
        stage.seen("[role=alert]").await;
        assert!(stage.words("[role=alert]").await.starts_with("Kommentarerne kunne ikke hentes."));
        assert!(stage.page.value::<bool>("document.querySelector('svar-thread > a').checkVisibility()").await);
    };
    let tag = stage.tag(&format!("key={KEY}"));
    for (status, body) in [(500, "<h1>Fejl</h1>"), (429, "{}"), (200, "<!doctype html><title>Hotellets net</title>")] {
        stage.gate.answer("GET", "/t/", status, &[], body);
        stage.open(&tag).await;
        failed().await;
        stage.gate.open();
        stage.press(".svar-retry").await;
        stage.ready(1).await;
        assert_eq!((stage.count("[role=alert]").await, stage.count(".svar-comment").await), (0, 1));
    }
    // A proxy says so before the service, and lets no page read it.
    for path in ["/t/", "/healthz"] {
        stage.gate.answer("GET", path, 502, &[("access-control-allow-origin", "null")], "<h1>Bad Gateway</h1>");
    }
    stage.open(&tag).await;
    failed().await;
    stage.gate.open();
    // While the script is there and the service is not; and the line comes back.
    stage.page.unreachable(&[&format!("{}/t/*", stage.gate.base), &format!("{}/healthz*", stage.gate.base)]).await;
    stage.open(&tag).await;
    failed().await;
    stage.page.unreachable(&[]).await;
    stage.page.run("dispatchEvent(new Event('online'))").await;
    stage.ready(1).await;

    // Slow: first a line, then the thread; too slow: as above.
    let held = stage.gate.hold("GET", "/t/");
    stage.open(&tag).await;
    stage.seen(".svar-loading").await;
    assert!(stage.words(".svar-loading").await.ends_with('…'));
    assert!(stage.look::<bool>("host.ariaBusy === 'true'").await);
    held.release();
    stage.ready(1).await;
    assert_eq!(stage.count(".svar-loading").await, 0);
    stage.gate.open();
    let held = stage.gate.hold("GET", "/t/");
    stage.open(&tag).await;
    stage.seen(".svar-loading").await;
    stage.page.run("seen.later()").await;
    failed().await;
    held.release();
    stage.end().await;
}
