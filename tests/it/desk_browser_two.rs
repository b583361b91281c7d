//! Two moderators at once, and one whose line or session is gone: nobody overrules anybody unseen, and nothing is lost.

use svar::domain::comment::Status;

use crate::desk::tally;
use crate::desk_browser_stage::{ANNE, LINE, Stage, Tab};
use crate::support::eventually;

async fn counted(stage: &Stage, status: Status, number: i64) {
    eventually("the service to have counted", || async {
        (tally(&stage.app, &stage.site).await.of(status) == number).then_some(())
    })
    .await;
}

async fn both(stage: &Stage) -> Option<(Tab, Tab)> {
    let (anne, line) = (stage.moderator(ANNE, 1280, 860).await?, stage.moderator(LINE, 1280, 860).await?);
    anne.queue().await;
    line.queue().await;
    Some((anne, line))
}

/// What another decided turns stale where it stands, with who and what, and can be decided otherwise.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_decided_turns_stale_in_place() {
    let stage = Stage::begin().await;
    stage.waiting(4).await;
    let Some((anne, line)) = both(&stage).await else { return };
    line.keys(&["j", "a"]).await;
    anne.that("document.querySelector('#c2').classList.contains('settled')").await;
    assert!(anne.fate(2).await.starts_with("Godkendt af Line Krogh"), "{}", anne.fate(2).await);
    assert_eq!(anne.current().await, "c1", "nothing moves under the moderator");
    anne.that("document.querySelector('[data-count=pending] b').textContent === '3'").await;
    anne.picture("queue-stale").await;
    anne.keys(&["a"]).await;
    assert_eq!(anne.current().await, "c3", "what is decided is passed over");
    anne.page.press("#c2 .otherwise button").await;
    anne.that(
        "document.querySelector('#c2 .card').open && !document.querySelector('#c2').classList.contains('settled')",
    )
    .await;
    anne.page.press("#c2 .decide [value=trash]").await;
    counted(&stage, Status::Trash, 1).await;
    line.that("document.querySelector('#c2 .fate').textContent.startsWith('Afvist af Anne Lund')").await;
    assert_eq!((anne.wrong().await, line.wrong().await), (Vec::<String>::new(), Vec::<String>::new()));
    stage.end([anne, line]).await;
}

/// Who is later, without having heard of it, is told who decided what, and changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_later_of_two_is_told_and_changes_nothing() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    // Nobody is told anything.
    stage.gate.answer("GET", "/desk/magasinet/events", 503, &[], "");
    let Some((anne, line)) = both(&stage).await else { return };
    line.page.key("a").await;
    counted(&stage, Status::Approved, 1).await;
    anne.page.key("d").await;
    assert_eq!(anne.current().await, "c2", "what is decided is shown at once");
    anne.that("document.querySelector('#c1 .fate').textContent.startsWith('Godkendt af Line Krogh')").await;
    assert!(anne.said().await.starts_with("Godkendt af Line Krogh"));
    assert_eq!(anne.current().await, "c2");
    assert_eq!(tally(&stage.app, &stage.site).await.trash, 0);
    anne.that("document.querySelector('[data-count=approved] b').textContent === '1'").await;
    anne.page.press("#c1 .otherwise button").await;
    anne.that("!document.querySelector('#c1').classList.contains('settled')").await;
    anne.page.key("d").await;
    counted(&stage, Status::Trash, 1).await;
    anne.page.key("z").await;
    counted(&stage, Status::Approved, 1).await;
    stage.end([anne, line]).await;
}

/// New comments are announced, and come when they are asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_comments_are_announced_and_not_inserted() {
    let stage = Stage::begin().await;
    stage.waiting(1).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    stage.waiting(2).await;
    tab.that("document.querySelector('.arrivals').textContent === '2 nye – vis dem'").await;
    assert_eq!(tab.look::<usize>("document.querySelectorAll('.item').length").await, 1);
    tab.page.press(".arrivals button").await;
    tab.that("document.querySelectorAll('.item').length === 3").await;
    assert_eq!(tab.current().await, "c1");
    assert!(tab.look::<bool>("document.querySelector('.arrivals').hidden").await);
    tab.keys(&["j"]).await;
    stage.end([tab]).await;
}

/// Offline: what is decided is shown and kept, and sent in order when the line is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_decided_offline_is_sent_afterwards() {
    let stage = Stage::begin().await;
    stage.waiting(5).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.page.offline(true).await;
    tab.that("!document.querySelector('#banner').hidden").await;
    tab.keys(&["a", "d", "z", "s"]).await;
    assert_eq!(tab.current().await, "c3");
    assert_eq!((tab.fate(1).await, tab.fate(2).await), ("Godkendt af dig".to_owned(), "Spam af dig".to_owned()));
    let banner: String = tab.look("document.querySelector('#banner span').textContent").await;
    assert!(banner.contains("ingen forbindelse") && banner.contains("4 afgørelser venter"), "{banner}");
    tab.picture("queue-offline").await;
    assert_eq!(tally(&stage.app, &stage.site).await.pending, 5);
    tab.page.offline(false).await;
    counted(&stage, Status::Spam, 1).await;
    counted(&stage, Status::Approved, 1).await;
    tab.that("document.querySelector('#banner').hidden").await;
    assert_eq!((tab.current().await.as_str(), tally(&stage.app, &stage.site).await.trash), ("c3", 0));
    stage.end([tab]).await;
}

/// An answer that was lost on the way is no decision that was lost, and none that is made twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_asked_for_again() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    stage.gate.lose("POST", "/desk/magasinet/decisions");
    tab.page.key("a").await;
    tab.that("!document.querySelector('#banner').hidden").await;
    counted(&stage, Status::Approved, 1).await;
    stage.gate.open();
    tab.send_again().await;
    assert_eq!(tab.fate(1).await, "Godkendt af dig");
    tab.page.key("z").await;
    counted(&stage, Status::Pending, 3).await;
    assert_eq!(tab.current().await, "c1");
    stage.end([tab]).await;
}

/// Signed out: the queue stays, decisions wait, and go out after signing in in another tab, but never in somebody
/// else's name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_signed_out_loses_nothing() {
    let stage = Stage::begin().await;
    stage.waiting(4).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.sign_out().await;
    tab.keys(&["a", "a"]).await;
    tab.that("!document.querySelector('#banner .sign-in').hidden").await;
    let banner: String = tab.look("document.querySelector('#banner span').textContent").await;
    assert!(banner.contains("logget ud") && banner.contains("afgørelse"), "{banner}");
    tab.picture("queue-signed-out").await;
    assert_eq!((tab.current().await.as_str(), tally(&stage.app, &stage.site).await.pending), ("c3", 4));

    tab.sign_in(&stage.app, LINE).await;
    tab.page.press("#banner button").await;
    tab.that("document.querySelector('#banner span').textContent.includes('en anden')").await;
    assert_eq!(tally(&stage.app, &stage.site).await.pending, 4);
    stage.end([tab]).await;

    let stage = Stage::begin().await;
    stage.waiting(4).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    tab.sign_out().await;
    tab.keys(&["a", "a"]).await;
    tab.that("!document.querySelector('#banner .sign-in').hidden").await;
    tab.sign_in(&stage.app, ANNE).await;
    tab.page.run("dispatchEvent(new Event('focus'))").await;
    counted(&stage, Status::Approved, 2).await;
    tab.page.key("d").await;
    counted(&stage, Status::Trash, 1).await;
    stage.end([tab]).await;
}

/// What the service refuses comes back, with the reason, and can be decided again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_refused_comes_back() {
    let stage = Stage::begin().await;
    stage.waiting(3).await;
    let Some(tab) = stage.moderator(ANNE, 1280, 860).await else { return };
    tab.queue().await;
    stage.gate.answer("POST", "/desk/magasinet/decisions", 500, &[], "");
    tab.page.key("a").await;
    tab.that("document.querySelector('#c1 > .trouble')?.textContent === 'Det blev ikke gemt. Prøv igen.'").await;
    assert_eq!((tab.current().await.as_str(), tab.count("pending").await), ("c2", 3));
    assert!(tab.look::<bool>("document.querySelector('#said .undo').hidden").await);
    stage.gate.open();
    tab.keys(&["k", "a"]).await;
    counted(&stage, Status::Approved, 1).await;
    stage.end([tab]).await;
}
