//! One reader in front of an article that embeds a thread: service, gate, magazine and tab, ready to be played on.

use std::panic::{AssertUnwindSafe, Location, resume_unwind};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chromiumoxide::layout::Point;
use futures_util::FutureExt as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use svar::domain::author::{AuthorKind, Name};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::site::{Origin, Site, SiteKey};
use svar::domain::submission::Address;
use svar::domain::thread::ThreadKey;
use svar::posting::sow::{Seed, sow};

use crate::support::app::TestApp;
use crate::support::browser::{self, Aim, TestPage};
use crate::support::doubles::FakeClock;
use crate::support::gate::Gate;
use crate::support::host::Host;
use crate::support::{Engine, TestDb, eventually};

/// The thread that most stories are about.
pub const KEY: &str = "artikel";

/// What may stand in a comment of [`Stage::sow`].
#[derive(Clone, Copy)]
pub struct Sown<'a> {
    pub parent: Option<usize>,
    pub name: &'a str,
    pub text: &'a str,
    pub picked: bool,
    pub staff: bool,
}

pub fn said<'a>(name: &'a str, text: &'a str) -> Sown<'a> {
    Sown { parent: None, name, text, picked: false, staff: false }
}

pub fn answered<'a>(parent: usize, name: &'a str, text: &'a str) -> Sown<'a> {
    Sown { parent: Some(parent), ..said(name, text) }
}

pub struct Stage {
    pub app: TestApp,
    pub gate: Gate,
    pub host: Host,
    pub page: TestPage,
    pub site: Arc<Site>,
    _db: TestDb,
}

impl Stage {
    /// A telephone by day, and a site where what is not doubted is published at once; settings as in `svar site set`.
    /// None where there is no Chromium and none is needed.
    pub async fn begin(settings: &[(&str, &str)]) -> Option<Self> {
        Self::begin_at(390, 844, settings).await
    }

    pub async fn begin_at(width: u32, height: u32, settings: &[(&str, &str)]) -> Option<Self> {
        let page = browser::new_page(width, height, false).await?;
        page.watch().await;
        let (gate, host, db) = (Gate::start().await, Host::start().await, TestDb::fresh(Engine::Sqlite).await?);
        let mut app = TestApp::start(&db, |options| {
            options.config.server.public_url = Some(Origin::parse(&gate.base).unwrap());
            // The browser's clock is a real one, and the widget compares its time with the service's.
            options.clock = FakeClock::at(now());
        })
        .await;
        gate.lead_to(&app.base);
        // Under its own name only, as behind a proxy.
        app.base.clone_from(&gate.base);
        let mut all = vec![("moderation", "open"), ("flood_seconds", "0"), ("checks_off", "model")];
        all.extend(settings);
        let all: Vec<(String, String)> =
            all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (key, origins) = (SiteKey::parse("magasinet").unwrap(), [Origin::parse(&host.base).unwrap()]);
        let site = svar::sites::add(&app.services, &key, "Magasinet", &origins, &all).await.unwrap();
        Some(Self { app, gate, host, page, site: Arc::new(site), _db: db })
    }

    /// Changes settings of the site while everything runs.
    pub async fn set(&mut self, settings: &[(&str, &str)]) {
        let settings: Vec<(String, String)> =
            settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let site = svar::sites::set(&self.app.services, &self.site.key.clone(), &settings).await.unwrap();
        self.site = Arc::new(site);
    }

    /// Approved comments of one thread, a minute apart, the last of them an hour ago. Returns their ids.
    pub async fn sow(&self, key: &str, comments: &[Sown<'_>]) -> Vec<i64> {
        let count = comments.len() as i64;
        let seed = |(place, sown): (usize, &Sown<'_>)| Seed {
            parent: sown.parent,
            author: if sown.staff { AuthorKind::Member } else { AuthorKind::Guest },
            name: Name::parse(sown.name).unwrap(),
            email: None,
            website: None,
            source: sown.text.to_owned(),
            status: Status::Approved,
            picked: sown.picked,
            created: self.app.now().plus((place as i64 - count - 60) * Timestamp::MINUTE),
        };
        let seeds: Vec<Seed> = comments.iter().enumerate().map(seed).collect();
        let address = Address { key: ThreadKey::parse(key).unwrap(), url: None };
        let ids = sow(&self.app.services, &self.site, &address, Some("De små forlags store problem"), &seeds).await;
        ids.unwrap().into_iter().map(|id| id.0).collect()
    }

    /// `n` comments, »Nummer 1.« to »Nummer n.«.
    pub async fn sow_many(&self, key: &str, n: usize) -> Vec<i64> {
        let texts: Vec<String> = (1..=n).map(|n| format!("Nummer {n}.")).collect();
        let comments: Vec<_> = texts.iter().map(|text| said("Nabo", text)).collect();
        self.sow(key, &comments).await
    }

    /// The tag with these further attributes, as the documentation says to write it.
    pub fn tag(&self, attributes: &str) -> String {
        format!(
            "<svar-thread site=magasinet {attributes} style=\"display:block;min-height:100vh\">\
             <a href=\"{}/t/magasinet?key={KEY}\">Læs kommentarerne og skriv et svar</a></svar-thread>",
            self.gate.base
        )
    }

    pub fn script(&self) -> String {
        format!("<script async src=\"{}/svar.js\"></script>", self.gate.base)
    }

    /// Puts an article at `/artikel` whose comments are `inside`, and opens it.
    pub async fn open(&self, inside: &str) {
        let url = self.host.put("/artikel", article("", inside, &self.script()), &[]);
        self.page.open(&url).await;
    }

    /// Opens the article with its thread, and waits until that is there.
    pub async fn read(&self) {
        self.open(&self.tag(&format!("key={KEY}"))).await;
        self.ready(1).await;
    }

    /// Waits until so many threads have said that they are there since the document was loaded.
    pub async fn ready(&self, times: usize) {
        self.that(&format!("seen.events.filter(name => name === 'svar:ready').length >= {times}")).await;
    }

    /// Waits until this expression in the page's world is true. `host` is the first element, `root` its inside.
    #[track_caller]
    pub fn that<'s>(&'s self, expression: &str) -> impl Future<Output = ()> + use<'s> {
        let script = inside(0, &format!("!!({expression})"));
        let what = format!("{expression} ({})", Location::caller());
        async move {
            let holds =
                async || self.page.evaluate(script.as_str()).await.ok()?.into_value::<bool>().ok()?.then_some(());
            self.or_tell(eventually(&what, holds)).await;
        }
    }

    /// When a wait is in vain, says first what the page looks like.
    async fn or_tell(&self, wait: impl Future<Output = ()>) {
        if let Err(panic) = AssertUnwindSafe(wait).catch_unwind().await {
            let told = "[scrollY, innerHeight, root?.querySelector('.svar-comment-new')?.getBoundingClientRect(), seen.lines, seen.errors, seen.violations, seen.events,
                root?.querySelector('.svar')?.innerText.slice(-600)].map(one => JSON.stringify(one)).join('\\n')";
            if let Ok(told) = self.page.evaluate(inside(0, told)).await {
                eprintln!("{}", told.into_value::<String>().unwrap_or_default());
            }
            resume_unwind(panic);
        }
    }

    /// The value of an expression; `host` is the first element, `root` its inside.
    pub async fn look<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.look_in(0, expression).await
    }

    /// As `look`, in the `n`th element of the page.
    pub async fn look_in<T: DeserializeOwned>(&self, n: usize, expression: &str) -> T {
        self.page.value(&inside(n, expression)).await
    }

    /// Waits until this can be seen inside the widget.
    #[track_caller]
    pub fn seen<'s>(&'s self, selector: &str) -> impl Future<Output = ()> + use<'s> {
        self.that(&format!("[...root.querySelectorAll({selector:?})].some(at => at.checkVisibility())"))
    }

    /// Waits until there is no such thing, or none that can be seen.
    #[track_caller]
    pub fn unseen<'s>(&'s self, selector: &str) -> impl Future<Output = ()> + use<'s> {
        self.that(&format!("![...root.querySelectorAll({selector:?})].some(at => at.checkVisibility())"))
    }

    /// How many of these can be seen.
    pub async fn count(&self, selector: &str) -> usize {
        self.look(&format!("[...root.querySelectorAll({selector:?})].filter(at => at.checkVisibility()).length")).await
    }

    /// What the eye reads in the first of these that can be seen.
    pub async fn words(&self, selector: &str) -> String {
        self.seen(selector).await;
        let first = format!("[...root.querySelectorAll({selector:?})].find(at => at.checkVisibility())");
        self.look::<String>(&format!("{first}.innerText.trim()")).await
    }

    /// The texts of all that can be seen.
    pub async fn all_words(&self, selector: &str) -> Vec<String> {
        let seen = format!("[...root.querySelectorAll({selector:?})].filter(at => at.checkVisibility())");
        self.look(&format!("{seen}.map(at => at.innerText.trim())")).await
    }

    /// Clicks with the mouse in the middle of the first of these that can be seen, once that stands still.
    pub async fn press(&self, selector: &str) {
        self.seen(selector).await;
        // Not while the page still scrolls to where the click before this one led.
        let find = format!(
            "(() => {{ const at = [...root.querySelectorAll({selector:?})].find(at => at.checkVisibility());
             if (!at) return [];
             at.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const {{ x, y, width, height }} = at.getClientRects()[0];
             return [x + width / 2, y + height / 2]; }})()"
        );
        let aim = Aim::default();
        let at = eventually(selector, || async {
            let [x, y] = self.look::<Vec<f64>>(&find).await[..] else { return None };
            aim.at(Point { x, y })
        });
        let at = at.await;
        self.page.click(at).await.unwrap();
    }

    /// Types into a field, over what stands there, as a keyboard would.
    pub async fn write(&self, selector: &str, text: &str) {
        self.seen(selector).await;
        self.look::<bool>(&format!("(at => (at.focus(), at.select(), true))(root.querySelector({selector:?}))")).await;
        let typed = chromiumoxide::cdp::browser_protocol::input::InsertTextParams::new(text);
        self.page.execute(typed).await.unwrap();
    }

    /// Fills the form in.
    pub async fn fill(&self, body: &str, name: &str, email: &str) {
        self.write("#svar-body", body).await;
        self.write("#svar-name", name).await;
        self.write("#svar-email", email).await;
    }

    /// Sends the form, more slowly than a machine does.
    pub async fn send(&self) {
        self.app.clock.advance(30 * Timestamp::SECOND);
        self.press(".svar-submit").await;
    }

    /// Writes, sends, and waits until the comment stands there.
    pub async fn post(&self, body: &str, name: &str, email: &str) {
        let before = self.events("svar:posted").await;
        self.fill(body, name, email).await;
        self.send().await;
        self.that(&format!("seen.events.filter(name => name === 'svar:posted').length > {before}")).await;
    }

    pub async fn events(&self, name: &str) -> usize {
        self.page.value(&format!("seen.events.filter(name => name === {name:?}).length")).await
    }

    /// Where the focus is, through shadow roots: the element's id, else its class, else its kind.
    pub async fn focus(&self) -> String {
        self.page
            .value(
                "(() => { let at = document.activeElement;
                while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                return at ? at.id || at.getAttribute('class') || at.localName : 'nothing'; })()",
            )
            .await
    }

    /// Waits until the focus is there.
    #[track_caller]
    pub fn focused<'s>(&'s self, name: &str) -> impl Future<Output = ()> + use<'s> {
        let (name, what) = (name.to_owned(), format!("focus on {name} ({})", Location::caller()));
        async move {
            let there = async || {
                let at = self.focus().await;
                (at == name || at.split(' ').any(|class| class == name)).then_some(())
            };
            self.or_tell(eventually(&what, there)).await;
        }
    }

    /// Keys and values of this origin's storage.
    pub async fn kept(&self) -> Value {
        self.page.value("({ ...localStorage })").await
    }

    /// What must never be, whatever the story was: an error, a dialog, something that a policy stopped.
    pub async fn nothing_went_wrong(&self) {
        let wrong: Vec<String> = self
            .page
            .value("[...seen.errors, ...seen.dialogs, ...seen.violations, document.cookie].filter(Boolean)")
            .await;
        assert_eq!(wrong, Vec::<String>::new());
    }

    /// Comments that stand at the service in any status.
    pub async fn stored(&self) -> i64 {
        let tally = self.app.services.store.tally(self.site.id).await.unwrap();
        Status::ALL.into_iter().map(|status| tally.of(status)).sum()
    }

    /// The end of a story in which everything went as it should.
    pub async fn end(self) {
        self.nothing_went_wrong().await;
        self.end_anyhow().await;
    }

    pub async fn end_anyhow(self) {
        self.page.done().await;
    }
}

/// A page of a magazine: an article, comments, and a foot below them.
pub fn article(head: &str, inside: &str, script: &str) -> String {
    format!(
        "<!doctype html><html lang=da><head><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <title>De små forlags store problem</title><link rel=icon href=\"data:,\">{head}</head><body><main>\
         <h1>De små forlags store problem</h1><p>Det dyreste ved en bog er ikke papiret. Det er den plads, den står på.</p>\
         {inside}</main><footer><p>Magasinet udgives af ingen.</p></footer>{script}</body></html>"
    )
}

fn inside(n: usize, expression: &str) -> String {
    format!(
        "(() => {{ const host = document.querySelectorAll('svar-thread')[{n}], root = host?.shadowRoot;
         return ({expression}); }})()"
    )
}

fn now() -> Timestamp {
    Timestamp(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap())
}
