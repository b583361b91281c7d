//! Other people's pages: strict policies, rude style sheets, several threads, pages that never reload.

use serde_json::Value;

use super::stage::{KEY, Stage, article, said};
use crate::support::eventually;

const ME: (&str, &str) = ("Nabo Nielsen", "nabo@laeser.example");

/// Under a policy that allows nothing but the service's own origin, and where no text becomes markup unchecked, all
/// of it works: reading, writing, preview, edit. Two requests bring the first thread; nobody else is asked anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_strictest_policy_is_no_hindrance() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for *artiklen*."), said("Karl", "Enig.")]).await;
    let policy = format!(
        "default-src 'none'; script-src {0}; connect-src {0}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types svar",
        stage.gate.base
    );
    let tag = stage.tag(&format!("key={KEY}")).replace(" style=\"display:block;min-height:100vh\"", "");
    let html = article("", &tag, &stage.script()).replace("<link rel=icon href=\"data:,\">", "");
    let url = stage.host.put("/artikel", html, &[("content-security-policy", &policy)]);
    let mut requests = stage.page.requests().await;
    stage.page.open(&url).await;
    stage.ready(1).await;
    let asked: Vec<String> =
        stage.gate.asked().iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert_eq!(asked[0], "GET /svar.js");
    assert!(asked[1].starts_with("GET /t/magasinet/fragment?"), "{asked:?}");
    assert!(stage.gate.asked().iter().all(|asked| !asked.headers.contains_key("cookie")));
    let styled = "getComputedStyle(root.querySelector('.svar')).containerType === 'inline-size'";
    assert!(stage.look::<bool>(styled).await, "the style is let in");

    stage.post("Hilsen *fra* naboen.", ME.0, ME.1).await;
    stage.write("#svar-body", "Mere.").await;
    stage.press(".svar-preview").await;
    stage.seen(".svar-previewed p").await;
    stage.press(".svar-edit").await;
    stage.write("#svar-edit", "Hilsen **fra** naboen.").await;
    stage.press(".svar-editing .svar-submit").await;
    stage.seen(".svar-comment strong").await;
    let ours = [stage.gate.base.as_str(), stage.host.base.as_str()];
    for url in requests.up_to_now(&stage.page).await {
        assert!(ours.iter().any(|base| url.starts_with(&format!("{base}/"))), "{url}");
    }
    assert!(stage.page.get_cookies().await.unwrap().is_empty());
    let kept = stage.kept().await;
    assert!(kept.as_object().unwrap().keys().all(|key| key.starts_with("svar:")), "{kept}");
    assert_eq!(stage.page.value::<usize>("sessionStorage.length").await, 0);
    stage.end().await;
}

/// A style sheet that shouts at everything on the page does not reach the thread.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rude_style_sheet_stays_outside() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    let rude = "<style>
        p, a, div, h2, h3, article, section, form, label, input, textarea, button, ol, li, header, footer, span, bdi {
            display: none !important; position: fixed !important; color: red !important; float: right !important;
            font: 3px/1 fantasy !important; text-transform: uppercase !important; opacity: 0 !important }
        .svar, .svar-comment, .svar-form, #svar-1, #svar-body { display: none !important }
        :root { font-size: 4px; direction: ltr } body { line-height: 0.2 }
        </style>";
    let unset = "<style>* { all: unset !important } main { display: block !important }</style>";
    let measure = "[root.querySelector('.svar-body').getBoundingClientRect().height,
        root.querySelector('#svar-body').getBoundingClientRect().width,
        root.querySelector('.svar-submit').getBoundingClientRect().height].map(Math.round)";
    for head in [rude, unset] {
        let html = article(head, &stage.tag(&format!("key={KEY}")), &stage.script());
        stage.page.open(&stage.host.put("/artikel", html, &[])).await;
        stage.ready(1).await;
        let sizes: Vec<f64> = stage.look(measure).await;
        assert!(sizes[0] >= 20.0 && sizes[1] >= 250.0 && sizes[2] >= 24.0, "{sizes:?} under {head}");
        let style = "(at => [at.textTransform, at.opacity, parseFloat(at.fontSize) >= 16].join())(getComputedStyle(root.querySelector('.svar-body')))";
        assert_eq!(stage.look::<String>(style).await, "none,1,true", "under {head}");
        stage.nothing_went_wrong().await;
    }
    stage.end().await;
}

/// Two threads on one page know nothing of each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_threads_stand_on_one_page() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow("a", &[said("Mette Holm", "Under den ene.")]).await;
    stage.sow("b", &[said("Karl", "Under den anden.")]).await;
    stage.open(&(stage.tag("key=a") + &stage.tag("key=b") + &stage.script())).await;
    stage.page.run("document.querySelectorAll('svar-thread')[1].scrollIntoView()").await;
    stage.ready(2).await;
    let bodies = "[...root.querySelectorAll('.svar-body')].map(body => body.innerText.trim())";
    assert_eq!(stage.look_in::<Vec<String>>(0, bodies).await, ["Under den ene."]);
    assert_eq!(stage.look_in::<Vec<String>>(1, bodies).await, ["Under den anden."]);
    stage.post("Nyt under den ene.", ME.0, ME.1).await;
    assert_eq!(stage.look_in::<Vec<String>>(0, bodies).await.len(), 2);
    assert_eq!(stage.look_in::<Vec<String>>(1, bodies).await.len(), 1);
    assert_eq!(stage.look_in::<String>(1, "root.querySelector('#svar-body').value").await, "");
    assert_eq!(stage.gate.asked_for("GET", "/t/magasinet/fragment").len(), 2);
    stage.end().await;
}

/// On a page that changes without being loaded anew the thread goes with it, and so does what was typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_side_navigation_is_followed() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow("a", &[said("Mette Holm", "Under den ene.")]).await;
    stage.sow("b", &[said("Karl", "Under den anden.")]).await;
    let shows = |text: &str| format!("root.querySelector('.svar-body')?.innerText.trim() === {text:?}");
    stage.open(&stage.tag("key=a")).await;
    stage.that(&shows("Under den ene.")).await;
    stage.write("#svar-body", "Et halvt svar til den ene").await;
    stage.page.run("document.querySelector('svar-thread').setAttribute('key', 'b')").await;
    stage.that(&shows("Under den anden.")).await;
    assert_eq!(stage.look::<String>("root.querySelector('#svar-body').value").await, "", "not under another article");

    stage.page.run("window.old = document.querySelector('svar-thread'); old.remove()").await;
    stage.page.run("old.setAttribute('key', 'a'); document.querySelector('main').append(old)").await;
    stage.that(&shows("Under den ene.")).await;
    stage.that("root.querySelector('#svar-body').value === 'Et halvt svar til den ene'").await;
    // A new element, made by a script of the page; and an address instead of a key.
    let made = format!(
        "document.querySelector('svar-thread').remove();
         const made = document.createElement('svar-thread'); made.setAttribute('site', 'magasinet');
         made.setAttribute('url', '{}/ny'); document.querySelector('main').append(made)",
        stage.host.base
    );
    stage.page.run(&made).await;
    stage.seen(".svar-empty").await;
    let threads = stage.gate.asked_for("GET", "/t/magasinet/fragment");
    let last = threads.last().unwrap().path.clone();
    assert!(last.contains("url=http%3A%2F%2Flocalhost") && last.contains("ny") && !last.contains("key="), "{last}");
    stage.page.run("document.querySelector('svar-thread').setAttribute('lang', 'en')").await;
    stage.that("root.querySelector('.svar-title')?.innerText === 'Comments'").await;
    stage.page.run("for (let n = 0; n < 5; n++) { const at = document.querySelector('svar-thread'); at.remove(); document.querySelector('main').append(at) }").await;
    stage.that("root.querySelector('.svar-title')?.innerText === 'Comments'").await;
    stage.end().await;
}

/// The script tag alone is enough.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_alone_makes_the_element() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow(KEY, &[said("Mette Holm", "Tak for artiklen.")]).await;
    let script = format!(
        "<script async src='{}/svar.js' data-site=magasinet data-key={KEY} data-lang=en></script><p id=after>",
        stage.gate.base
    );
    stage.page.open(&stage.host.put("/artikel", article("", &script, ""), &[])).await;
    stage.ready(1).await;
    assert_eq!(stage.words(".svar-title").await, "1 comment");
    let place: Vec<String> = stage.page.value("[document.querySelector('svar-thread').previousElementSibling.localName, document.querySelector('svar-thread').nextElementSibling.id]").await;
    assert_eq!(place, ["script", "after"]);
    stage.end().await;
}

/// Index pages learn all their numbers by one request, without a thread.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_come_by_one_request() {
    let Some(stage) = Stage::begin(&[]).await else { return };
    stage.sow("a", &[said("Mette Holm", "Et."), said("Karl", "To.")]).await;
    let url = format!("{}/b", stage.host.base);
    let sent = serde_json::json!({"url": url, "key": "", "name": ME.0, "email": ME.1, "body": "Under en adresse."});
    crate::readers::posted(&stage.app, "magasinet", sent).await;
    let list = format!(
        "<ul><li><span data-svar-count=a>–</span><li><a href='/b#svar'>Læs</a><li><span data-svar-count=tom>–</span>\
         <li><a href='/a' data-svar-count=a>–</a></ul><script async src='{}/svar.js' data-site=magasinet></script>",
        stage.gate.base
    );
    // The script would put a thread after itself; an index page says that it wants none by having one, or not.
    stage.page.open(&stage.host.put("/liste", article("", &list, ""), &[])).await;
    let texts = "[...document.querySelectorAll('li')].map(at => at.innerText.trim()).join('|')";
    eventually("the counts", || async {
        (stage.page.value::<String>(texts).await == "2|1 kommentar|0|2 kommentarer").then_some(())
    })
    .await;
    assert_eq!(stage.gate.asked_for("GET", "/api/v1/magasinet/counts").len(), 1);
    stage.nothing_went_wrong().await;
    let _: Value = stage.kept().await;
    stage.end().await;
}
