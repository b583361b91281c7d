//! Without a mouse: from the top of the article to a comment that stands there.

use super::stage::{KEY, Stage, said};

/// Presses Tab until the focus is there, and says how often that was.
async fn tab_to(stage: &Stage, name: &str) -> usize {
    for times in 1..60 {
        stage.page.key("Tab").await;
        let at = stage.focus().await;
        if at == name || at.split(' ').any(|class| class == name) {
            return times;
        }
        let ring = "(() => { let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at === document.body || at.localName === 'svar-thread' || getComputedStyle(at).outlineStyle !== 'none'; })()";
        assert!(stage.page.value::<bool>(ring).await, "no ring around {at}");
    }
    panic!("Tab never leads to {name}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_is_answered_changed_and_sent_without_a_mouse() {
    let Some(stage) = Stage::begin_at(1280, 900, &[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen."), said("Karl", "Enig.")]).await;
    stage.read().await;
    // The way to the form is the second stop, however long the thread is.
    assert_eq!(tab_to(&stage, "svar-write").await, 2);
    stage.page.key("Enter").await;
    stage.focused("svar-body").await;
    stage.page.key("Shift+Tab").await;
    assert_ne!(stage.focus().await, "svar-body", "Tab is not held in the field");

    stage.read().await;
    tab_to(&stage, "svar-reply").await;
    stage.page.key("Enter").await;
    stage.focused("svar-body").await;
    stage.page.key("Escape").await;
    stage.focused("svar-reply").await;
    stage.page.key("Enter").await;
    stage.focused("svar-body").await;
    type_in(&stage, "Selv tak.").await;
    tab_to(&stage, "svar-name").await;
    type_in(&stage, "Nabo Nielsen").await;
    tab_to(&stage, "svar-email").await;
    type_in(&stage, "nabo@laeser.example").await;
    tab_to(&stage, "svar-keep").await;
    stage.page.key("Space").await;
    stage.that("root.querySelector('#svar-keep').checked").await;
    stage.app.clock.advance(30_000);
    tab_to(&stage, "svar-submit").await;
    stage.page.key("Enter").await;
    stage.focused("svar-3-head").await;
    tab_to(&stage, "svar-edit").await;
    stage.page.key("Enter").await;
    stage.focused("svar-edit").await;
    stage.end().await;
}

async fn type_in(stage: &Stage, text: &str) {
    let typed = chromiumoxide::cdp::browser_protocol::input::InsertTextParams::new(text);
    stage.page.execute(typed).await.unwrap();
}
