//! What a reader does, in a real browser with JavaScript turned off; and what another website's page cannot do.

use std::sync::Arc;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use chromiumoxide::layout::Point;
use svar::demo;
use svar::domain::author::{AuthorKind, Name};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::site::{Site, SiteKey};
use svar::domain::submission::Address;
use svar::domain::thread::ThreadKey;
use svar::posting::sow::{Seed, sow};

use crate::readers;
use crate::support::app::TestApp;
use crate::support::browser::{self, Aim, TestPage};
use crate::support::relay::Relay;
use crate::support::{Engine, TestDb, eventually};

/// The demo's magazine, and one reader in front of a telephone.
pub struct Visit {
    pub app: TestApp,
    pub page: TestPage,
    pub site: Arc<Site>,
    _db: TestDb,
}

impl Visit {
    /// None where there is no Chromium and none is needed.
    pub async fn begin() -> Option<Self> {
        let page = browser::new_page(390, 844, false).await?;
        let db = TestDb::fresh(Engine::Sqlite).await?;
        let app = TestApp::start(&db, |options| options.demo = true).await;
        demo::seed(&app.services).await.unwrap();
        let site = app.services.store.site(&SiteKey::parse(demo::SITE_KEY).unwrap()).await.unwrap().unwrap();
        Some(Self { app, page, site: Arc::new(site), _db: db })
    }

    /// The address of a thread page under the name `127.0.0.1`.
    pub fn thread(&self, query: &str) -> String {
        format!("{}/t/demo?{query}", self.app.base)
    }

    /// Comments that stand at the service in any status.
    pub async fn kept(&self) -> i64 {
        let tally = self.app.services.store.tally(self.site.id).await.unwrap();
        Status::ALL.into_iter().map(|status| tally.of(status)).sum()
    }

    /// Approved comments under an article of their own, a minute apart.
    pub async fn sow(&self, key: &str, comments: &[(Option<usize>, &str, &str)]) {
        let seed = |(place, (parent, name, text)): (usize, &(Option<usize>, &str, &str))| Seed {
            parent: *parent,
            author: AuthorKind::Guest,
            name: Name::parse(name).unwrap(),
            email: None,
            website: None,
            source: (*text).to_owned(),
            status: Status::Approved,
            picked: false,
            created: self.app.now().plus((place as i64 - 2_000) * Timestamp::MINUTE),
        };
        let seeds: Vec<Seed> = comments.iter().enumerate().map(seed).collect();
        let address = Address { key: ThreadKey::parse(key).unwrap(), url: None };
        sow(&self.app.services, &self.site, &address, Some("Naboer"), &seeds).await.unwrap();
    }

    /// Writes and sends the form that the page shows, more slowly than a machine does.
    pub async fn send(&self, body: &str, name: &str, email: &str, landmark: &str) {
        self.page.refill("#svar-body", body).await;
        self.page.refill("#svar-name", name).await;
        self.page.refill("#svar-email", email).await;
        self.app.clock.advance(30 * Timestamp::SECOND);
        self.page.follow("#svar-form .svar-submit", landmark).await;
    }

    async fn end(self) {
        self.page.done().await;
        self.app.stopped().await;
    }
}

const RECEIPT: &str = ".svar-own";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_without_scripts_reads_sorts_and_pages() {
    let Some(visit) = Visit::begin().await else { return };
    let texts: Vec<String> = (1..=53).map(|n| format!("Nummer {n}.")).collect();
    let comments: Vec<_> = texts.iter().map(|text| (None, "Nabo", text.as_str())).collect();
    visit.sow("mange", &comments).await;
    let page = &visit.page;
    page.without_scripts().await;

    page.open(&visit.thread("key=mange")).await;
    assert_eq!(page.text_of("#svar-title").await, "53 kommentarer");
    assert_eq!(page.text_of(".svar-body").await, "Nummer 1.");
    page.follow(".svar-more a", ".svar-part").await;
    assert_eq!(bodies(page).await, ["Nummer 51.", "Nummer 52.", "Nummer 53."]);
    page.follow(".svar-part a", ".svar-more").await;

    page.wait_for("#svar-sort").await.focus().await.unwrap().press_key("ArrowDown").await.unwrap();
    page.follow(".svar-sort button", "option[value=newest][selected]").await;
    assert_eq!(page.text_of(".svar-body").await, "Nummer 53.");
    page.follow(".svar-more a", ".svar-part").await;
    assert_eq!(bodies(page).await, ["Nummer 3.", "Nummer 2.", "Nummer 1."]);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_beyond_the_third_are_unfolded_without_scripts() {
    let Some(visit) = Visit::begin().await else { return };
    let page = &visit.page;
    page.without_scripts().await;
    page.open(&visit.thread("key=noeglen")).await;
    let hidden =
        "[...document.querySelectorAll('details.svar-more-replies .svar-comment')].map(c => c.checkVisibility())";
    assert_eq!(page.value::<Vec<bool>>(hidden).await, [false]);
    page.press("details.svar-more-replies > summary").await;
    eventually("the reply to be seen", || async { page.value::<Vec<bool>>(hidden).await[0].then_some(()) }).await;
    visit.end().await;
}

/// Everything that was wrong is said at once, where a reader looks for it, and nothing that was typed is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_without_scripts_answers_corrects_edits_and_withdraws() {
    let Some(visit) = Visit::begin().await else { return };
    let page = &visit.page;
    page.without_scripts().await;
    page.open(&visit.thread("key=noeglen&sort=newest")).await;
    page.follow("#svar-1 .svar-reply", ".svar-asked").await;
    assert_eq!(page.text_of("#svar-form-title").await, "Skriv et svar til Mette Holm");
    assert_eq!(page.value::<String>("document.querySelector(':target').id").await, "svar-form");

    visit.send("Tak, Mette.\n\nDet *vil* jeg prøve.", "", "nabo@", ".svar-summary").await;
    assert_eq!(page.value::<String>("document.activeElement.className").await, "svar-summary");
    assert!(page.get_title().await.unwrap().unwrap().starts_with("Fejl: "));
    assert_eq!(wrong_fields(page).await, ["name: Skriv dit navn.", "email: Skriv adressen sådan: navn@eksempel.dk."]);
    let typed = "['body', 'name', 'email', 'parent', 'sort'].map(name => document.querySelector(`#svar-form [name=${name}]`).value)";
    let typed: Vec<String> = page.value(typed).await;
    assert_eq!(typed, ["Tak, Mette.\n\nDet *vil* jeg prøve.", "", "nabo@", "1", "newest"]);
    page.press(".svar-summary a[href='#svar-email']").await;
    let focused = || async { (page.value::<String>("document.activeElement.id").await == "svar-email").then_some(()) };
    eventually("the field that the summary leads to", focused).await;

    visit.send("Tak, Mette.\n\nDet *vil* jeg prøve.", "Nabo Nielsen", "nabo@laeser.example", RECEIPT).await;
    assert_eq!(page.text_of("#svar-status").await, "Tak! Din kommentar afventer godkendelse.");
    assert_eq!(page.text_of(".svar-own em").await, "vil");
    assert!(!page.content().await.unwrap().contains("laeser.example"), "the address must not come back");

    page.refill("#svar-body", "").await;
    page.follow(".svar-write-section .svar-submit", ".svar-refusal").await;
    assert_eq!(wrong_fields(page).await, ["body: Skriv en kommentar."]);
    page.refill("#svar-body", "Tak. Det **vil** jeg prøve.").await;
    page.follow(".svar-write-section .svar-submit", ".svar-edited").await;
    assert_eq!(page.text_of(".svar-own strong").await, "vil");

    page.follow(".svar-grave", ".svar-own-withdrawn").await;
    assert_eq!(page.text_of("#svar-status").await, "Kommentaren er slettet.");
    assert!(!page.content().await.unwrap().contains("Nabo Nielsen"));
    assert!(page.get_cookies().await.unwrap().is_empty(), "readers get no cookie");
    visit.end().await;
}

/// A link from a mail shows one button, and what the button did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_without_scripts_confirms_an_address() {
    let Some(visit) = Visit::begin().await else { return };
    let page = &visit.page;
    page.without_scripts().await;
    page.open(&visit.thread("key=noeglen")).await;
    visit.send("Hilsen fra naboen.", "Nabo Nielsen", "nabo@laeser.example", RECEIPT).await;
    page.follow("[value=confirm] + button", ".svar-sent").await;
    page.open(&mailed_link(&visit.app).await).await;
    page.follow(".svar-letter button", ".svar-letter:not(:has(button))").await;
    assert_eq!(page.text_of("h1").await, "Tak! Din adresse er bekræftet.");
    visit.end().await;
}

/// The link in the mail that confirms an address, as soon as it is sent.
pub async fn mailed_link(app: &TestApp) -> String {
    eventually("the mail with a link", || async {
        let mails: Vec<String> = app.mails().into_iter().map(|mail| mail.body).collect();
        let words = mails.iter().flat_map(|text| text.split_whitespace());
        words.filter(|word| word.contains("/m/")).map(str::to_owned).next()
    })
    .await
}

/// While no public address is set, `localhost` is as good a name as `127.0.0.1`: the style sheet applies, forms arrive.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_works_under_another_loopback_name() {
    let Some(visit) = Visit::begin().await else { return };
    let page = &visit.page;
    page.without_scripts().await;
    let local = |url: String| url.replace("127.0.0.1", "localhost");
    page.open(&local(visit.thread("key=noeglen"))).await;
    assert!(is_styled(page).await, "the thread page has no style");
    page.wait_for("#svar-sort").await.focus().await.unwrap().press_key("ArrowDown").await.unwrap();
    page.follow(".svar-sort button", "option[value=newest][selected]").await;
    page.open(&local(visit.thread("key=noeglen"))).await;
    visit.send("", "Nabo Nielsen", "nabo@laeser.example", ".svar-summary").await;
    assert!(is_styled(page).await, "the page with errors has no style");
    visit.send("Hilsen fra naboen.", "Nabo Nielsen", "nabo@laeser.example", RECEIPT).await;
    assert!(page.url().await.unwrap().unwrap().starts_with("http://localhost:"));
    assert!(is_styled(page).await, "the receipt has no style");
    page.follow(".svar-grave", ".svar-own-withdrawn").await;
    page.open(&local(format!("{}/demo", visit.app.base))).await;
    assert_eq!(page.value::<f64>("document.querySelector('.mag-picture img').naturalWidth").await, 1200.0);
    assert_eq!(
        page.value::<String>("getComputedStyle(document.querySelector('.mag-intro')).textAlign").await,
        "center"
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_websites_page_cannot_send_the_form() {
    let Some(visit) = Visit::begin().await else { return };
    let page = &visit.page;
    let before = visit.kept().await;
    // A hostile page can fetch a form of its own, so it knows a form token that is genuine.
    let html = visit.app.get("/t/demo?key=noeglen").await.text().await.unwrap();
    let mut fields = readers::fields_of(&html);
    for (name, value) in [("body", "Køb mine ure"), ("name", "Nabo"), ("email", "nabo@laeser.example")] {
        readers::fill(&mut fields, name, value);
    }
    visit.app.clock.advance(30 * Timestamp::SECOND);
    let inputs: String =
        fields.iter().map(|(name, value)| format!("<textarea name='{name}'>{value}</textarea>")).collect();
    let relay = Relay::start(&visit.app).await;
    let form = format!(
        "<form method=post action='{}/t/demo'>{inputs}<button style='position:fixed;inset:0'>Se billeder</button></form>",
        relay.base
    );
    // Another port is another origin of the same site; `localhost` is another site.
    let here = serve(form.clone()).await;
    let elsewhere = here.replace("127.0.0.1", "localhost");
    for (hostile, said) in [(&elsewhere, "cross-site"), (&here, "same-site")] {
        page.open(hostile).await;
        page.follow("button", "main h1").await;
        assert_eq!(page.text_of("h1").await, "Det kan du ikke gøre herfra");
        assert_eq!(status(page).await, 403);
        assert_eq!(relay.last_post().0, said);

        page.open(hostile).await;
        let quietly = "fetch(document.forms[0].action, { method: 'POST', mode: 'no-cors', credentials: 'include',
            body: new URLSearchParams(new FormData(document.forms[0])) }).then(answer => answer.type)";
        assert_eq!(page.value::<String>(quietly).await, "opaque");
        assert_eq!(visit.kept().await, before, "{said}");
    }
    // A page that hides what it is (`Origin: null`), in a frame without scripts.
    let framed = form.replace('&', "&amp;").replace('"', "&quot;");
    let hidden = serve(format!("<iframe sandbox=allow-forms srcdoc=\"{framed}\" height=600></iframe>")).await;
    page.open(&hidden).await;
    let posts = relay.posts().len();
    // A sandboxed frame has a process of its own, and a click that comes before its first picture is lost.
    eventually("the post", || async {
        page.press("iframe").await;
        (relay.posts().len() > posts).then_some(())
    })
    .await;
    assert_eq!(relay.last_post(), ("cross-site".to_owned(), "null".to_owned()));
    assert_eq!(visit.kept().await, before, "null");
    visit.end().await;
}

/// The form of our own page is sent as the headers say that it should be, also from within an article's frame.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_page_sends_the_form_also_inside_an_allowed_frame() {
    let Some(mut visit) = Visit::begin().await else { return };
    let relay = Relay::start(&visit.app).await;
    visit.page.open(&visit.thread("key=noeglen").replace(&visit.app.base, &relay.base)).await;
    visit.send("Hilsen fra naboen.", "Nabo Nielsen", "nabo@laeser.example", RECEIPT).await;
    assert_eq!(relay.last_post(), ("same-origin".to_owned(), relay.base.clone()));

    let article = serve(format!(
        "<h1>En artikel</h1><iframe src='{}' width=380 height=9000></iframe>",
        visit.thread("key=noeglen")
    ))
    .await;
    let page = &visit.page;
    page.open(&article).await;
    assert_eq!(frame_text(page).await, None, "an origin that the site does not name must not frame it");
    let origins = format!("{} {}", visit.app.base, article.trim_end_matches('/'));
    let key = visit.site.key.clone();
    let site = svar::sites::set(&visit.app.services, &key, &[("origin".to_owned(), origins)]).await.unwrap();
    visit.site = Arc::new(site);
    let page = &visit.page;
    page.open(&article).await;
    eventually("the thread in its frame", || async { frame_text(page).await }).await;
    let fill = "[['body', 'Fra en ramme.'], ['name', 'Nabo'], ['email', 'anden@laeser.example']]
        .forEach(([name, value]) => document.querySelector(`#svar-form [name=${name}]`).value = value)";
    in_frame::<serde_json::Value>(page, fill).await;
    visit.app.clock.advance(30 * Timestamp::SECOND);
    let before = visit.kept().await;
    press_in_frame(page, "#svar-form .svar-submit").await;
    // The receipt is a secret and is never framed, so the form leaves the frame.
    assert_eq!(page.text_of("#svar-status").await, "Tak! Din kommentar afventer godkendelse.");
    assert_eq!(visit.kept().await, before + 1);
    visit.end().await;
}

/// Serves one page on a port, and so an origin, of its own.
async fn serve(html: String) -> String {
    let app = Router::new().route("/", get(async move || Html(format!("<!doctype html><meta charset=utf-8>{html}"))));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

async fn bodies(page: &TestPage) -> Vec<String> {
    page.value("[...document.querySelectorAll('.svar-body')].map(body => body.innerText.trim())").await
}

/// Each field that says it is wrong, with the sentence that `aria-describedby` leads to and that can be seen.
async fn wrong_fields(page: &TestPage) -> Vec<String> {
    page.value(
        "[...document.querySelectorAll('[aria-invalid=true]')].map(field => {
            const described = field.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id));
            const said = described.find(element => element?.id === field.id + '-error');
            return `${field.name}: ${said?.checkVisibility() && described.every(Boolean) ? said.lastChild.textContent : 'nothing'}`;
        })",
    )
    .await
}

async fn is_styled(page: &TestPage) -> bool {
    page.value("getComputedStyle(document.querySelector('.svar')).containerType === 'inline-size'").await
}

/// The status of the answer that the page came with.
async fn status(page: &TestPage) -> u16 {
    page.value("performance.getEntriesByType('navigation')[0].responseStatus").await
}

/// The value of an expression in the page's only frame.
async fn in_frame<T: serde::de::DeserializeOwned>(page: &TestPage, script: &str) -> Option<T> {
    use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
    let main = page.mainframe().await.ok()??;
    let frame = page.frames().await.ok()?.into_iter().find(|frame| *frame != main)?;
    let context = page.frame_execution_context(frame).await.ok()??;
    let asked = EvaluateParams::builder().expression(script).context_id(context).return_by_value(true);
    page.evaluate_expression(asked.build().ok()?).await.ok()?.into_value().ok()
}

async fn frame_text(page: &TestPage) -> Option<String> {
    in_frame(page, "document.querySelector('#svar-title').innerText").await
}

/// A real click, because a frame may not leave its place without one; aimed until the frame stands still, which takes
/// its height from what is in it.
async fn press_in_frame(page: &TestPage, selector: &str) {
    let inside = format!(
        "(() => {{ const at = document.querySelector({selector:?}).getBoundingClientRect();
        return [at.x + at.width / 2, at.y + at.height / 2]; }})()"
    );
    let aim = Aim::default();
    let at = eventually("the frame", || async {
        let (x, y): (f64, f64) = in_frame(page, &inside).await?;
        let frame = format!(
            "(() => {{ const at = document.querySelector('iframe').getBoundingClientRect(), y = at.y + {y} + scrollY;
            scrollTo(0, y - 300); return [at.x, y - scrollY]; }})()"
        );
        let (left, y): (f64, f64) = page.value(&frame).await;
        aim.at(Point { x: left + x, y })
    });
    let at = at.await;
    page.click(at).await.unwrap();
}
