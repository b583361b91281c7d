//! What somebody does who writes: answer, correct, send, find again, change, take back; and what the browser keeps.

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;

use super::stage::{KEY, Stage, said};
use crate::readers::decide;
use crate::support::eventually;

const ME: (&str, &str) = ("Nabo Nielsen", "nabo@laeser.example");

/// Each field that says it is wrong, with the sentence that `aria-describedby` leads to and that can be seen.
const WRONG: &str = "[...root.querySelectorAll('[aria-invalid=true]')].map(field => {
    const ids = field.getAttribute('aria-describedby').split(' ');
    const said = ids.map(id => root.getElementById(id)).find(at => at?.id.endsWith('-error') && at.checkVisibility());
    return `${field.name}: ${said?.lastChild.textContent}`; })";

/// Everything that is wrong is said at once, beside its field, before anybody is asked; a sentence goes as soon as its
/// field is right, and no new one comes before the next attempt. What only the service knows comes to the same place.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_stand_beside_their_fields_until_they_are_mended() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    stage.send().await;
    stage.focused("svar-body").await;
    let wrong = stage.look::<Vec<String>>(WRONG).await;
    assert_eq!(wrong, ["body: Skriv en kommentar.", "name: Skriv dit navn.", "email: Skriv din e-mailadresse."]);
    stage.that("root.querySelector('[role=status]').textContent === 'Ret 3 felter.'").await;
    stage.write("#svar-body", "Hilsen fra naboen.").await;
    stage.write("#svar-email", "nabo@").await;
    stage.that("root.querySelectorAll('[aria-invalid=true]').length === 2").await;
    stage.write("#svar-email", ME.1).await;
    stage.that("root.querySelectorAll('[aria-invalid=true]').length === 1").await;
    stage.write("#svar-body", "").await;
    assert_eq!(stage.look::<Vec<String>>(WRONG).await, ["name: Skriv dit navn."], "nothing new while somebody types");
    stage.write("#svar-body", "Hilsen fra naboen.").await;
    stage.write("#svar-email", "nabo@").await;
    stage.send().await;
    let wrong = stage.look::<Vec<String>>(WRONG).await;
    assert_eq!(wrong, ["name: Skriv dit navn.", "email: Skriv adressen sådan: navn@eksempel.dk."]);
    stage.focused("svar-name").await;
    assert!(stage.gate.asked_for("POST", "/").is_empty(), "none of that needs the service");

    // The name of the house is not for guests, which only the service knows.
    stage.fill("Hilsen fra naboen.", "Magasinet", ME.1).await;
    stage.send().await;
    stage.focused("svar-name").await;
    let wrong = stage.look::<Vec<String>>(WRONG).await;
    assert_eq!(wrong, ["name: Vælg et andet navn. Det navn er forbeholdt redaktionen."]);
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "Hilsen fra naboen.");
    stage.post("Hilsen fra naboen.", ME.0, ME.1).await;
    assert_eq!(stage.count("[aria-invalid=true], .svar-error").await, 0);
    stage.end().await;
}

/// The one form goes to the comment that is answered and back again; Escape never throws a text away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_written_in_its_place() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), said("Karl", "Enig.")]).await;
    stage.read().await;
    let reply = format!("#svar-{} .svar-reply", ids[0]);
    let under = format!("!!root.querySelector('#svar-{} + #svar-form')", ids[0]);
    for cancel in ["Escape", "button"] {
        stage.press(&reply).await;
        stage.focused("svar-body").await;
        assert_eq!(stage.words(".svar-form-title").await, "Skriv et svar til Mette Holm");
        assert_eq!(stage.words(".svar-submit").await, "Send svar");
        stage.that(&under).await;
        if cancel == "Escape" {
            stage.page.key("Escape").await
        } else {
            stage.press(".svar-cancel").await
        }
        stage.focused("svar-reply").await;
        assert!(!stage.look::<bool>(&under).await);
        assert_eq!(stage.words(".svar-form-title").await, "Skriv et svar");
    }
    stage.press(&reply).await;
    stage.focused("svar-body").await;
    stage.press(".svar-write").await;
    stage.that(&format!("!({under})")).await;
    stage.focused("svar-body").await;
    stage.press(&reply).await;
    stage.that(&under).await;
    stage.focused("svar-body").await;
    stage.fill("Selv tak, *Mette*.", ME.0, ME.1).await;
    stage.look::<bool>("(root.querySelector('#svar-body').focus(), true)").await;
    stage.page.key("Escape").await;
    assert!(stage.look::<bool>(&under).await, "a text is not thrown away by a key");
    stage.send().await;
    stage.that("seen.events.includes('svar:posted')").await;
    let detail: Value = stage.page.value("seen.last.find(event => event.name === 'svar:posted').detail").await;
    assert_eq!(detail["status"], "approved");
    let id = detail["id"].as_i64().unwrap();
    stage.focused(&format!("svar-{id}-head")).await;
    let place = format!("root.querySelector('#svar-{id}').closest('ol').parentNode.querySelector('article').id");
    assert_eq!(stage.look::<String>(&place).await, format!("svar-{}", ids[0]));
    assert_eq!(stage.words(&format!("#svar-{id} em")).await, "Mette");
    assert_eq!(stage.words(".svar-title").await, "3 kommentarer");
    stage.that("root.querySelector('[role=status]').textContent === 'Tak! Din kommentar er publiceret.'").await;
    assert!(!stage.look::<bool>(&under).await, "the form is at home again");
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "");
    stage.end().await;
}

/// A page that stood open for more than a day: the form's token is asked for anew, and rests a moment, so that it is
/// neither too old nor too young and nobody has to read the comment first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_stood_open_for_long_sends_all_the_same() {
    let Some(stage) = Stage::begin(&[("moderation", "open")]).await else { return };
    stage.read().await;
    stage.fill("Jeg faldt i søvn over den.", ME.0, ME.1).await;
    stage.app.clock.advance(25 * 60 * Timestamp::MINUTE);
    stage.page.run("const then = Date.now; Date.now = () => then() + 25 * 36e5").await;
    stage.press(".svar-submit").await;
    // Answered, not only asked: the token's age counts from when the service made it.
    let fetched = || stage.gate.asked_for("GET", "/t/magasinet/fragment").iter().filter(|asked| asked.answered).count();
    eventually("a new token", || async { (fetched() == 2).then_some(()) }).await;
    assert!(stage.gate.asked_for("POST", "/api/v1/magasinet/comments").is_empty(), "it rests before it is used");
    stage.app.clock.advance(3 * Timestamp::SECOND);
    stage.that("root.querySelector('[role=status]').textContent === 'Tak! Din kommentar er publiceret.'").await;
    stage.end().await;
}

/// A comment that waits is seen by nobody but who wrote it, who finds it again after the page was loaded anew, by a
/// secret that never stands in an address; and is told what became of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_comment_is_seen_by_its_author_alone() {
    let Some(stage) = Stage::begin(&[("moderation", "hold")]).await else { return };
    stage.read().await;
    stage.post("Hilsen fra naboen.", ME.0, ME.1).await;
    stage.focused("svar-1-head").await;
    let note = "Din kommentar afventer godkendelse. Kun du kan se den.";
    assert_eq!(stage.words(".svar-comment-pending .svar-own-note").await, note);
    stage.that("root.querySelector('[role=status]').textContent === 'Tak! Din kommentar afventer godkendelse.'").await;
    assert_eq!(stage.words(".svar-title").await, "Kommentarer", "it does not count yet");
    let kept = stage.kept().await;
    assert!(kept.as_object().unwrap().keys().all(|key| key.starts_with("svar:")), "{kept}");
    assert!(!kept.to_string().contains("laeser.example"), "{kept}");

    stage.read().await;
    assert_eq!(stage.words(".svar-comment-pending .svar-own-note").await, note);
    let receipt = kept
        .as_object()
        .unwrap()
        .values()
        .find_map(|value| value.as_str()?.split('"').find(|word| word.starts_with("svar_r_")).map(str::to_owned));
    let receipt = receipt.expect("a receipt is kept");
    let asked = stage.gate.asked();
    assert!(asked.iter().all(|asked| !asked.path.contains(&receipt)), "a secret in an address");
    let own = stage.gate.asked_for("GET", "/api/v1/magasinet/comments/1");
    assert_eq!(own[0].headers["authorization"], format!("Bearer {receipt}"));
    let public = stage.app.get(&format!("/t/magasinet/fragment?for=widget&key={KEY}")).await.text().await.unwrap();
    assert!(!public.contains("naboen") && !public.contains(ME.0));

    decide(&stage.app, &stage.site, 1, Status::Trash).await;
    stage.read().await;
    stage.seen(".svar-own-note").await;
    assert_eq!(stage.words(".svar-own-note").await, "Redaktionen har valgt ikke at vise din kommentar.");
    decide(&stage.app, &stage.site, 1, Status::Approved).await;
    stage.read().await;
    stage.seen("#svar-1 .svar-withdraw").await;
    assert_eq!((stage.count(".svar-comment-pending").await, stage.count(".svar-comment").await), (0, 1));
    assert_eq!(stage.words(".svar-title").await, "1 kommentar");
    stage.end().await;
}

/// A text is seen before it is sent, changed while that may be, taken back, and that undone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_own_comment_is_previewed_edited_and_withdrawn() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    stage.press(".svar-preview").await;
    stage.focused("svar-body").await;
    assert_eq!(stage.look::<Vec<String>>(WRONG).await, ["body: Skriv en kommentar."]);
    stage.fill("Det **vil** jeg.\n\n<script>alert(1)</script>", ME.0, ME.1).await;
    stage.press(".svar-preview").await;
    assert_eq!(stage.words(".svar-previewed strong").await, "vil");
    assert_eq!(stage.stored().await, 0);
    stage.send().await;
    stage.seen("#svar-1").await;
    stage.focused("svar-1-head").await;
    assert_eq!(stage.count(".svar-previewed").await, 0);

    stage.press("#svar-1 .svar-edit").await;
    stage.focused("svar-edit").await;
    assert!(stage.look::<String>("root.querySelector('#svar-edit').value").await.starts_with("Det **vil** jeg."));
    stage.write("#svar-edit", "").await;
    stage.press(".svar-editing .svar-submit").await;
    stage.that("root.querySelector('#svar-edit').ariaInvalid === 'true'").await;
    stage.write("#svar-edit", "Det *vil* jeg ikke.").await;
    stage.press(".svar-editing .svar-submit").await;
    stage.focused("svar-1-head").await;
    assert_eq!(stage.words("#svar-1 .svar-body").await, "Det vil jeg ikke.");
    assert_eq!(stage.count(".svar-editing").await, 0);

    stage.press("#svar-1 .svar-withdraw").await;
    stage.focused("svar-undo").await;
    stage.unseen("#svar-1").await;
    stage.press(".svar-undo").await;
    stage.focused("svar-withdraw").await;
    assert_eq!(stage.words("#svar-1 .svar-body").await, "Det vil jeg ikke.");
    assert!(stage.gate.asked_for("DELETE", "/").is_empty(), "nothing was deleted yet");
    stage.press("#svar-1 .svar-withdraw").await;
    stage.focused("svar-undo").await;
    stage.page.run("seen.later()").await;
    stage.that("root.querySelector('[role=status]').textContent === 'Kommentaren er slettet.'").await;
    assert_eq!(stage.count("#svar-1").await, 0);
    assert!(!stage.kept().await.to_string().contains("svar_r_1"), "the receipt of what is gone is not kept");
    let gone = stage.app.get("/api/v1/magasinet/comments/1").await;
    assert_eq!(gone.status(), 404);
    stage.end().await;
}

/// Name and address are kept in this browser while the box is ticked, and no longer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_is_remembered_only_while_the_box_is_ticked() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.read().await;
    assert!(stage.kept().await.as_object().unwrap().is_empty(), "nothing is kept of somebody who reads");
    stage.post("Et.", ME.0, ME.1).await;
    assert!(!stage.kept().await.to_string().contains("Nabo"), "nobody asked for that");
    stage.press("#svar-keep").await;
    stage.that("JSON.stringify(localStorage).includes('nabo@laeser.example')").await;
    stage.write("#svar-name", "Nabo Hansen").await;
    stage.press("#svar-body").await;
    stage.that("JSON.stringify(localStorage).includes('Nabo Hansen')").await;

    stage.read().await;
    stage.that("root.querySelector('#svar-name')?.value === 'Nabo Hansen'").await;
    let filled = "[root.querySelector('#svar-email').value, root.querySelector('#svar-keep').checked]";
    assert_eq!(stage.look::<Value>(filled).await, json!([ME.1, true]));
    stage.press("#svar-keep").await;
    stage.that("!/Nabo|laeser/.test(JSON.stringify(localStorage))").await;
    stage.read().await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-name').value").await, "");
    stage.end().await;
}

/// What somebody typed outlives the tab; a draft that is thrown away, or sent, is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_outlives_a_crash_until_it_is_dropped_or_sent() {
    let Some(mut stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    stage.read().await;
    stage.press(".svar-reply").await;
    stage.focused("svar-body").await;
    stage.write("#svar-body", "Selv tak, Mette, og").await;
    stage.that("JSON.stringify(localStorage).includes('Selv tak, Mette, og')").await;
    stage.page = stage.page.crash(390, 844).await;
    stage.page.watch().await;
    stage.read().await;
    stage.seen(".svar-draft").await;
    assert!(stage.words(".svar-draft").await.starts_with("Din kladde er hentet frem igen."));
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "Selv tak, Mette, og");
    stage.that(&format!("!!root.querySelector('#svar-{} + #svar-form')", ids[0])).await;
    stage.press(".svar-drop").await;
    stage.focused("svar-body").await;
    assert!(stage.kept().await.as_object().unwrap().is_empty());
    assert_eq!(stage.count(".svar-draft").await, 0);
    assert_eq!(stage.words(".svar-form-title").await, "Skriv et svar");

    stage.write("#svar-body", "Noget andet.").await;
    stage.that("JSON.stringify(localStorage).includes('Noget andet.')").await;
    stage.post("Noget andet.", ME.0, ME.1).await;
    assert!(!stage.kept().await.to_string().contains("Noget andet."));
    stage.read().await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "");
    stage.end().await;
}

/// Near the limit the reader sees how much is left; who goes beyond it is told when sending, and loses nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_limit_is_told_before_it_is_reached() {
    let Some(stage) = Stage::begin(&[("max_length", "100")]).await else { return };
    stage.read().await;
    stage.write("#svar-body", &"ø".repeat(70)).await;
    assert_eq!(stage.count(".svar-counter").await, 0);
    stage.write("#svar-body", &"ø".repeat(90)).await;
    assert_eq!(stage.words(".svar-counter").await, "10 tegn tilbage");
    stage.that("root.querySelector('[role=status]').textContent === '10 tegn tilbage'").await;
    stage.fill(&"🙂".repeat(103), ME.0, ME.1).await;
    assert_eq!(stage.words(".svar-counter").await, "3 tegn for meget");
    stage.send().await;
    assert_eq!(stage.look::<Vec<String>>(WRONG).await, ["body: Forkort kommentaren med 3 tegn."]);
    stage.post(&"🙂".repeat(100), ME.0, ME.1).await;
    stage.end().await;
}
