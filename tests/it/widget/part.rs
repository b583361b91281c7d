//! Taking part without writing: report, recommend, and hear of what is new.

use serde_json::{Value, json};

use super::stage::{KEY, Stage, said};
use crate::readers::posted;

/// A report is asked for in place, says what is missing, goes to the service, and thanks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_is_reported_in_its_place() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), said("Karl", "Køb ure.")]).await;
    stage.read().await;
    let comment = format!("#svar-{}", ids[1]);
    stage.press(&format!("{comment} .svar-report")).await;
    stage.seen(&format!("{comment} .svar-asking")).await;
    stage.press(".svar-asking .svar-submit").await;
    stage.seen(".svar-asking .svar-error").await;
    assert!(stage.words(".svar-asking .svar-error").await.ends_with("Vælg en grund."));
    assert_eq!(stage.count("#svar-report-name").await, 0);
    stage.press(".svar-asking [value=illegal]").await;
    stage.seen("#svar-report-name").await;
    stage.press(".svar-asking .svar-quiet").await;
    stage.focused("svar-report").await;
    assert_eq!(stage.count(".svar-asking").await, 0);
    stage.press(&format!("{comment} .svar-report")).await;
    stage.press(".svar-asking [value=spam]").await;
    stage.write("#svar-report-note", "Reklame for ure.").await;
    stage.press(".svar-asking .svar-submit").await;
    stage
        .that("[...root.querySelectorAll('.svar-notice')].some(at => at.innerText === 'Tak. Redaktionen ser på den.')")
        .await;
    stage.focused("svar-notice").await;
    let sent = stage.gate.asked_for("POST", &format!("/api/v1/magasinet/comments/{}/flags", ids[1]));
    let body: Value = serde_json::from_str(&sent[0].body).unwrap();
    assert_eq!((&body["reason"], &body["note"]), (&json!("spam"), &json!("Reklame for ure.")));
    stage.end().await;
}

/// A reader recommends once, however often they come, and can take it back. No sign of it where the owner wants none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recommendation_is_given_and_taken_back() {
    let Some(mut stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    stage.read().await;
    assert_eq!(stage.count(".svar-vote").await, 0);
    stage.set(&[("votes", "true")]).await;
    stage.read().await;
    stage.press(".svar-vote").await;
    stage.that("root.querySelector('.svar-vote').ariaPressed === 'true'").await;
    assert!(stage.words(".svar-vote").await.starts_with("Anbefal (1)"), "{}", stage.words(".svar-vote").await);
    stage.press(".svar-vote").await;
    stage.that("root.querySelector('.svar-vote').ariaPressed === 'false'").await;
    assert!(stage.words(".svar-vote").await.starts_with("Anbefal (0)"));
    stage.press(".svar-vote").await;
    stage.that("root.querySelector('.svar-vote').ariaPressed === 'true'").await;
    // Nothing of it is kept in the browser, and one reader counts once all the same.
    stage.read().await;
    stage.press(".svar-vote").await;
    stage.that("root.querySelector('.svar-vote').ariaPressed === 'true'").await;
    assert!(stage.words(".svar-vote").await.starts_with("Anbefal (1)"));
    assert!(stage.kept().await.as_object().unwrap().is_empty());
    stage.end().await;
}

/// What others write meanwhile is told, and stands there only when the reader asks; what somebody types stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_comments_are_told_and_shown_when_asked_for() {
    let Some(stage) = Stage::begin(&[("live", "true")]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    stage.read().await;
    stage.write("#svar-body", "Et halvt").await;
    posted(&stage.app, "magasinet", json!({"name": "Karl", "email": "karl@laeser.example", "body": "Nyt."})).await;
    stage.seen(".svar-arrivals").await;
    assert_eq!(stage.words(".svar-arrivals").await, "1 ny kommentar – vis den");
    assert_eq!(stage.count(".svar-comment").await, 1, "nothing is put under the eye");
    stage.press(".svar-arrivals").await;
    stage.that("root.querySelectorAll('.svar-comment').length === 2").await;
    stage.focused("svar-2-head").await;
    assert_eq!(stage.count(".svar-arrivals").await, 0);
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "Et halvt");
    stage.post("Et halvt og et helt.", "Nabo", "nabo@laeser.example").await;
    assert_eq!(stage.count(".svar-arrivals").await, 0, "the own comment is no news");
    stage.end().await;
}
