//! What somebody does who reads: sort, unfold, turn pages, follow a link to one comment, go and come back.

use svar::domain::thread::ThreadKey;

use super::stage::{KEY, Stage, answered, article, said};
use crate::support::eventually;

/// Scripts of the page know when the thread is there, and the thread says the time as people do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_is_read_unfolded_and_sorted() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let replies = ["Et.", "To.", "Tre.", "Fire.", "Fem."].map(|text| answered(0, "Nabo", text));
    let mut comments = vec![said("Mette Holm", "Tak for en grundig artikel.")];
    comments.extend(replies);
    comments.push(said("Karl", "Enig."));
    let ids = stage.sow(KEY, &comments).await;
    stage.read().await;
    let from: String = stage.page.value("seen.last.find(event => event.name === 'svar:ready').at").await;
    assert_eq!(from, "svar-thread");
    assert_eq!(stage.words(".svar-title").await, "7 kommentarer");
    assert_eq!(stage.all_words(".svar-body").await.len(), 5, "the first three replies stand open");
    assert_eq!(stage.words(".svar-more-replies summary").await, "Vis 2 svar mere");
    stage.press(".svar-more-replies summary").await;
    stage.that("[...root.querySelectorAll('.svar-body')].filter(at => at.checkVisibility()).length === 7").await;
    assert_eq!(stage.words(".svar-time time").await, "for 1 time siden");
    let exact: String = stage.look("root.querySelector('.svar-time time').title").await;
    assert!(exact.contains(" kl. "), "{exact}");

    stage.look::<bool>("(root.querySelector('#svar-sort').focus(), true)").await;
    stage.page.key("ArrowDown").await;
    stage.that("root.querySelector('.svar-body').innerText.trim() === 'Enig.'").await;
    assert_eq!(stage.focus().await, "svar-sort", "who sorts is still where they were");
    let named: Vec<String> = stage.look("[...root.querySelectorAll('[part~=comment]')].map(at => at.id)").await;
    assert_eq!(named.len(), ids.len(), "parts name what an owner may style");
    stage.end().await;
}

/// More answers than come with a page are a step away, and so is the way back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_conversation_is_shown_whole_when_asked_for() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let texts: Vec<String> = (1..=25).map(|n| format!("Svar nummer {n}.")).collect();
    let mut comments = vec![said("Mette Holm", "Hvad synes I?"), said("Karl", "Jeg ved det ikke.")];
    comments.extend(texts.iter().map(|text| answered(0, "Nabo", text)));
    stage.sow(KEY, &comments).await;
    stage.read().await;
    // Twenty answers come with their comment.
    stage.that("root.querySelectorAll('.svar-comment').length === 22").await;
    stage.press(".svar-whole-branch a").await;
    stage.that("root.querySelectorAll('.svar-comment').length === 26").await;
    stage.press(".svar-part a").await;
    stage.that("root.querySelectorAll('.svar-comment').length === 22").await;
    stage.end().await;
}

/// A later page joins the first; the focus goes to what is new, a screen reader is told how much that is, and Back
/// from another page brings all of it and the place again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_join_and_back_brings_them_again() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let ids = stage.sow_many(KEY, 120).await;
    // Not out of the browser's memory of whole pages.
    let html = article("", &stage.tag(&format!("key={KEY}")), &stage.script());
    let url = stage.host.put("/artikel", html, &[("cache-control", "no-store")]);
    stage.page.open(&url).await;
    stage.ready(1).await;
    let link: String = stage.look("root.querySelector('.svar-more a').href").await;
    assert!(link.starts_with(&format!("{}/t/magasinet?", stage.gate.base)) && link.contains("after="), "{link}");
    stage.press(".svar-more a").await;
    stage.focused(&format!("svar-{}-head", ids[50])).await;
    assert_eq!(stage.count(".svar-comment").await, 100);
    stage.that("root.querySelector('[role=status]').textContent === '50 kommentarer mere er vist.'").await;
    stage.look::<bool>(&format!("!root.querySelector('#svar-{}').scrollIntoView()", ids[80])).await;
    let before: f64 = stage.page.value("scrollY").await;

    stage.page.open(&stage.host.put("/andet", article("", "", ""), &[])).await;
    stage.page.travel(-1).await;
    stage.that("root.querySelectorAll('.svar-comment').length === 100").await;
    stage.that(&format!("Math.abs(scrollY - {before}) < 40")).await;
    stage.end().await;
}

/// The link to one comment leads to it, wherever it stands; one that is gone is said to be gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permalink_leads_to_its_comment() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    let mut texts: Vec<String> = (0..119).map(|n| format!("Nummer {n}.")).collect();
    texts.insert(1, "Svar.".to_owned());
    let comments: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| if (1..6).contains(&n) { answered(0, "Nabo", text) } else { said("Nabo", text) })
        .collect();
    let ids = stage.sow(KEY, &comments).await;
    let html =
        article("", &format!("<p style='height:3000px'>…</p>{}", stage.tag(&format!("key={KEY}"))), &stage.script());
    let url = stage.host.put("/artikel", html, &[]);
    // On the third page; then, in the same document, one that lies folded, and one that is gone.
    stage.page.open(&format!("{url}#svar-{}", ids[115])).await;
    stage.focused(&format!("svar-{}-head", ids[115])).await;
    let mark = |id: i64| format!("root.querySelector('#svar-{id}').matches('.svar-comment-new')");
    let inside = |id: i64| {
        format!(
            "(at => at.top >= -1 && at.bottom <= innerHeight)(root.querySelector('#svar-{id}').getBoundingClientRect())"
        )
    };
    stage.that(&mark(ids[115])).await;
    stage.that(&inside(ids[115])).await;
    assert_eq!(stage.count(".svar-part a").await, 1, "and the way to the whole thread");
    stage.page.run(&format!("location.hash = 'svar-{}'", ids[5])).await;
    stage.focused(&format!("svar-{}-head", ids[5])).await;
    stage.that(&inside(ids[5])).await;
    assert!(stage.look::<bool>(&mark(ids[5])).await);
    stage.page.run("location.hash = 'svar-999999'").await;
    stage.seen(".svar-notice").await;
    assert_eq!(stage.words(".svar-notice").await, "Kommentaren findes ikke længere.");
    assert!(stage.count(".svar-comment").await > 10, "the thread is there all the same");
    stage.end().await;
}

/// Nobody is invited to write where they cannot; the first to write is invited; a long comment is whole in the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn empty_closed_and_long_threads_say_so() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.open(&stage.tag("key=tom")).await;
    stage.ready(1).await;
    assert_eq!(stage.words(".svar-title").await, "Kommentarer");
    assert_eq!(stage.words(".svar-empty").await, "Der er ingen kommentarer endnu. Vær den første, der skriver.");
    assert_eq!((stage.count("#svar-sort").await, stage.count("#svar-body").await), (0, 1));
    stage.press(".svar-write").await;
    stage.focused("svar-body").await;

    let long = "Linje for linje.\n\n".repeat(80);
    stage.sow(KEY, &[said("Mette", &long), said("Karl", "Kort.")]).await;
    stage.read().await;
    let height = "root.querySelector('.svar-body').offsetHeight";
    let cut: f64 = stage.look(height).await;
    assert!(stage.look::<String>("root.querySelector('.svar-body').textContent").await.len() > 1000);
    assert_eq!(stage.count(".svar-whole").await, 1);
    stage.press(".svar-whole").await;
    stage.that(&format!("{height} > {cut} * 2")).await;

    let key = ThreadKey::parse(KEY).unwrap();
    let thread = stage.app.services.store.thread(stage.site.id, &key).await.unwrap().unwrap().id.unwrap();
    assert!(crate::support::app::close_thread(&stage.app.services, &stage.site, thread, true).await);
    eventually("the closed thread", || async {
        stage.read().await;
        (stage.count("#svar-form").await == 0).then_some(())
    })
    .await;
    assert!(stage.words(".svar-notice").await.starts_with("Der blev lukket for kommentarer den "));
    assert_eq!((stage.count(".svar-write").await, stage.count(".svar-reply").await), (0, 0));
    assert_eq!((stage.count("#svar-sort").await, stage.count(".svar-comment").await), (1, 2));
    stage.end().await;
}
