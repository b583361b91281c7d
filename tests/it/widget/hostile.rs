//! Hostile strings as names and texts of comments inside somebody's page: nothing of it runs, and nothing of it
//! becomes an element that a text may not have.

use super::stage::{Sown, Stage, said};
use crate::text_laws::hostile;
use svar::domain::author::Name;

/// What the service's templates and the texts of comments are made of.
const STRANGE: &str = "[...root.querySelectorAll('*')].filter(at => at.namespaceURI !== 'http://www.w3.org/1999/xhtml'
    || /^(script|iframe|object|embed|img|svg|math|style|link|meta|base|video|audio|marquee|applet|frame|noscript)$/.test(at.localName)
    || [...at.attributes].some(({ name, value }) => /^on|^style$|^srcdoc$|^formaction$/.test(name)
        || /^(href|src|action)$/.test(name) && !/^(https?:|mailto:|#)/.test(value)))
    .map(at => at.outerHTML.slice(0, 200))";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_comments_run_nothing_in_the_page() {
    let Some(stage) = Stage::begin_at(1280, 900, &[("max_length", "60000")]).await else { return };
    let mut lines = hostile("xss-dev.txt", None, |_| true);
    lines.extend(hostile("naughty-strings.jsonl", Some("s"), |_| true));
    let lines: Vec<String> =
        lines.into_iter().step_by(4).filter(|line| line.len() < 4_000 && !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return;
    }
    let mut requests = stage.page.requests().await;
    for (place, part) in lines.chunks(50).enumerate() {
        let comments: Vec<Sown<'_>> = part
            .iter()
            .filter(|line| svar::text::render(line).is_ok())
            .map(|line| said(if Name::parse(line).is_ok() { line } else { "Anna" }, line))
            .collect();
        let key = format!("tråd {place}");
        stage.sow(&key, &comments).await;
        stage.open(&stage.tag(&format!("key='{key}'"))).await;
        stage.ready(1).await;
        assert_eq!(stage.look::<Vec<String>>(STRANGE).await, Vec::<String>::new(), "{key}");
        let here = format!("{}/artikel", stage.host.base);
        assert_eq!(stage.page.url().await.unwrap().unwrap(), here);
        stage.nothing_went_wrong().await;
    }
    // What somebody types, and gets back as a draft, a preview and an own comment.
    for line in lines.iter().filter(|line| line.contains('<')).step_by(40).take(8) {
        stage.write("#svar-body", line).await;
        stage.write("#svar-name", "<img src=x onerror=alert(1)>").await;
        stage.write("#svar-email", "nabo@laeser.example").await;
        stage.press(".svar-preview").await;
        stage.seen(".svar-previewed, .svar-refusal, .svar-error").await;
        stage.look::<bool>("(root.querySelector('.svar-previewed').hidden = true)").await;
        let before = stage.events("svar:posted").await;
        stage.send().await;
        stage.that(&format!("seen.events.filter(name => name === 'svar:posted').length > {before} || !root.querySelector('.svar-refusal').hidden || root.querySelector('.svar-error')")).await;
        assert_eq!(stage.look::<Vec<String>>(STRANGE).await, Vec::<String>::new(), "{line}");
        stage.nothing_went_wrong().await;
    }
    let ours = [&stage.gate.base, &stage.host.base];
    for url in requests.up_to_now(&stage.page).await {
        assert!(url.starts_with("data:") || ours.iter().any(|base| url.starts_with(&format!("{base}/"))), "{url}");
    }
    stage.end().await;
}
