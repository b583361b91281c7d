//! Debian's Chromium, one for the test process, as a reader would use it.
//!
//! Each page lives in a context of its own: no cookie or stored draft of one test is seen by another. Chromium
//! calls nobody by itself (no updates, no sync) and goes with the test process.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::dom::{FocusParams, ScrollIntoViewIfNeededParams};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetFocusEmulationEnabledParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams};
use chromiumoxide::cdp::browser_protocol::network::{
    BlockPattern, EventRequestWillBeSent, OverrideNetworkStateParams, SetBlockedUrLsParams, SetCacheDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::page::{
    CrashParams, GetNavigationHistoryParams, NavigateToHistoryEntryParams,
};
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use chromiumoxide::handler::HandlerConfig;
use chromiumoxide::layout::Point;
use chromiumoxide::listeners::EventStream;
use chromiumoxide::page::ScreenshotParams;
use chromiumoxide::{Browser, Element, Page};
use futures_util::{FutureExt as _, StreamExt as _};
use serde::de::DeserializeOwned;
use tokio::sync::OnceCell;

use super::leash::{Leash, Program, find_program};
use super::wait::within;
use super::{eventually, required_or_skip};

/// A tab; `chromiumoxide::Page` for all that is not here.
pub struct TestPage {
    page: Page,
    context: BrowserContextId,
}

/// An empty page of this size in CSS pixels, in the light or the dark scheme. None where there is no Chromium
/// and none is needed.
pub async fn new_page(width: u32, height: u32, dark: bool) -> Option<TestPage> {
    let browser = &BROWSER.get_or_init(Running::start).await.as_ref()?.browser;
    let context = browser.create_browser_context(CreateBrowserContextParams::default()).await.unwrap();
    Some(page_in(browser, context, width, height, dark).await)
}

async fn page_in(browser: &Browser, context: BrowserContextId, width: u32, height: u32, dark: bool) -> TestPage {
    let target = CreateTargetParams::builder().url("about:blank").browser_context_id(context.clone());
    let page = TestPage { page: browser.new_page(target.build().unwrap()).await.unwrap(), context };
    page.resize(width, height).await;
    page.prefer(&[("prefers-color-scheme", if dark { "dark" } else { "light" })]).await;
    page
}

/// The requests of a page, as Chromium itself counts them.
pub struct Requests {
    stream: EventStream<EventRequestWillBeSent>,
    /// Addresses in order; what is read from memory (`data:`, `blob:`) included.
    pub urls: Vec<String>,
}

impl TestPage {
    /// From now on the page's own scripts do not run, as for a reader who has JavaScript turned off.
    pub async fn without_scripts(&self) {
        self.execute(SetScriptExecutionDisabledParams::new(true)).await.unwrap();
    }

    /// Narrow pages are a telephone's: what is too wide makes them wider instead of being cut.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = SetDeviceMetricsOverrideParams::new(i64::from(width), i64::from(height), 1.0, width < 600);
        self.execute(size).await.unwrap();
    }

    /// What the reader's system prefers, as CSS media features; replaces what was preferred before.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features = features.iter().map(|(name, value)| MediaFeature::new(*name, *value)).collect();
        self.emulate_media_features(features).await.unwrap();
    }

    /// Puts `witness.js` into every document from now on, before any script of the page; and the page is told
    /// that it has the focus, however many pages other tests have open.
    pub async fn watch(&self) {
        self.evaluate_on_new_document(include_str!("witness.js")).await.unwrap();
        self.execute(SetFocusEmulationEnabledParams::new(true)).await.unwrap();
        // What changes at the service is seen by the next visit, and not ten seconds later.
        self.execute(SetCacheDisabledParams::new(true)).await.unwrap();
    }

    /// Counts what the page asks for from now on.
    pub async fn requests(&self) -> Requests {
        Requests { stream: self.event_listener().await.unwrap(), urls: Vec::new() }
    }

    /// The tab dies, as a tab does that has run out of memory. Another tab of the same reader comes in its place.
    pub async fn crash(self, width: u32, height: u32) -> Self {
        let Self { page, context } = self;
        // A dead tab answers nothing.
        tokio::spawn(async move { page.execute(CrashParams::default()).await.map(|_| ()) });
        let browser = &BROWSER.get().unwrap().as_ref().unwrap().browser;
        page_in(browser, context, width, height, false).await
    }

    /// Pulls the plug, or puts it back.
    pub async fn offline(&self, offline: bool) {
        self.unreachable(if offline { &["*://*:*/*"] } else { &[] }).await;
        self.execute(OverrideNetworkStateParams::new(offline, 0.0, -1.0, -1.0)).await.unwrap();
    }

    /// Nobody answers at addresses of this pattern (URLPattern); none: everybody answers again.
    pub async fn unreachable(&self, patterns: &[&str]) {
        let patterns = patterns.iter().map(|pattern| BlockPattern::new((*pattern).to_owned(), true));
        self.execute(SetBlockedUrLsParams::builder().url_patterns(patterns).build()).await.unwrap();
    }

    /// Presses a key where the focus is: `Tab`, `Shift+Tab`, `Enter`, `Escape`, `Space`, `ArrowDown` …
    pub async fn key(&self, name: &str) {
        let (modifiers, key) = name.strip_prefix("Shift+").map_or((0, name), |key| (8, key));
        let (code, text) = match key {
            "Tab" => (9, None),
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            "Space" => (32, Some(" ")),
            "End" => (35, None),
            "ArrowDown" => (40, None),
            "ArrowUp" => (38, None),
            // A letter, a figure or a mark, as it is written with the shift key or without.
            mark if mark.chars().count() == 1 => (i64::from(mark.to_ascii_uppercase().as_bytes()[0]), Some(mark)),
            _ => panic!("no such key here: {key}"),
        };
        let press = |kind: DispatchKeyEventType, text: Option<&str>| {
            let mut event = DispatchKeyEventParams::builder().r#type(kind).modifiers(modifiers).code(key);
            event = event.key(if key == "Space" { " " } else { key }).windows_virtual_key_code(code);
            if let Some(text) = text {
                event = event.text(text);
            }
            event.build().unwrap()
        };
        let down = if text.is_some() { DispatchKeyEventType::KeyDown } else { DispatchKeyEventType::RawKeyDown };
        self.execute(press(down, text)).await.unwrap();
        self.execute(press(DispatchKeyEventType::KeyUp, None)).await.unwrap();
    }

    /// Back (-1) or forward (1) in the history of the tab, until a document stands there.
    pub async fn travel(&self, steps: i64) {
        let history = self.execute(GetNavigationHistoryParams::default()).await.unwrap().result;
        let place = usize::try_from(history.current_index + steps).unwrap();
        let there = &history.entries[place];
        self.execute(NavigateToHistoryEntryParams::new(there.id)).await.unwrap();
        let script = format!("location.href === {:?} && document.readyState === 'complete'", there.url);
        eventually(&there.url, || async {
            self.evaluate(script.as_str()).await.ok()?.into_value::<bool>().ok()?.then_some(())
        })
        .await;
    }

    pub async fn open(&self, url: &str) {
        self.goto(url).await.unwrap_or_else(|error| panic!("cannot open {url}: {error}"));
    }

    /// The element that this CSS selector names, as soon as it is there.
    pub async fn wait_for(&self, selector: &str) -> Element {
        eventually(selector, || async { self.find_element(selector).await.ok() }).await
    }

    /// Types into a field as a keyboard would. Needs no script in the page.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.wait_for(selector).await;
        self.execute(FocusParams::builder().backend_node_id(field.backend_node_id).build()).await.unwrap();
        self.execute(InsertTextParams::new(text)).await.unwrap();
    }

    /// Types over what stands in a field.
    pub async fn refill(&self, selector: &str, text: &str) {
        self.wait_for(selector).await.call_js_fn("function() { this.select() }", false).await.unwrap();
        self.fill(selector, text).await;
    }

    /// Presses what leads to another page, and waits until that is there, with what `landmark` names.
    pub async fn follow(&self, selector: &str, landmark: &str) {
        // What is known of the old document dies with it.
        self.value::<bool>("window.left = true").await;
        self.press(selector).await;
        let there =
            format!("!window.left && document.readyState === 'complete' && !!document.querySelector({landmark:?})");
        eventually(landmark, || async {
            self.evaluate(there.as_str()).await.ok()?.into_value::<bool>().ok()?.then_some(())
        })
        .await;
    }

    /// Clicks with the mouse in the middle of an element, once that stands still: a script may put another in its
    /// place, or move it, while it is aimed at. Needs no script in the page.
    pub async fn press(&self, selector: &str) {
        let aim = Aim::default();
        let at = eventually(selector, || async {
            let element = self.find_element(selector).await.ok()?;
            let into_view = ScrollIntoViewIfNeededParams::builder().backend_node_id(element.backend_node_id);
            self.execute(into_view.build()).await.ok()?;
            aim.at(element.clickable_point().await.ok()?)
        });
        let at = at.await;
        self.click(at).await.unwrap();
    }

    /// What stands in an element, for the eye.
    pub async fn text_of(&self, selector: &str) -> String {
        self.wait_for(selector).await.inner_text().await.unwrap().unwrap_or_default()
    }

    /// The value of an expression in the page's world; promises are awaited.
    pub async fn value<T: DeserializeOwned>(&self, script: &str) -> T {
        self.evaluate(script).await.unwrap().into_value().unwrap()
    }

    /// Runs a script in the page's world, and awaits what it promises.
    pub async fn run(&self, script: &str) {
        self.evaluate(script).await.unwrap_or_else(|error| panic!("{script}: {error}"));
    }

    /// The whole page as PNG, however long it is.
    pub async fn screenshot_to(&self, path: &Path) {
        let whole = ScreenshotParams::builder().full_page(true).build();
        self.save_screenshot(whole, path).await.unwrap();
    }

    /// Closes the page and forgets its cookies and storage. A page that is only dropped stays open until the
    /// test process ends, which does no harm.
    pub async fn done(self) {
        let Self { page, context } = self;
        page.close().await.unwrap();
        if let Some(Some(running)) = BROWSER.get() {
            let _ = running.browser.dispose_browser_context(context).await;
        }
    }
}

impl Requests {
    /// Takes in what was asked for up to now.
    pub async fn up_to_now(&mut self, page: &TestPage) -> &[String] {
        // What Chromium said before it answers this has arrived by then.
        for _ in 0..2 {
            page.value::<bool>("true").await;
        }
        while let Some(Some(event)) = self.stream.next().now_or_never() {
            self.urls.push(event.request.url.clone());
        }
        &self.urls
    }
}

impl Deref for TestPage {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

/// Looks at a place again and again, until it has been the same for longer than a frame takes.
#[derive(Default)]
pub struct Aim {
    /// The last place, and how often in a row.
    last: Mutex<Option<(Point, u32)>>,
}

impl Aim {
    pub fn at(&self, point: Point) -> Option<Point> {
        let mut last = self.last.lock().unwrap();
        let same = last.as_ref().filter(|(before, _)| (before.x, before.y) == (point.x, point.y));
        let looks = same.map_or(1, |(_, looks)| looks + 1);
        *last = Some((point, looks));
        // `eventually` pauses 1, 2, 4, 8 ms in between at the least, and each look is a way to the browser and back.
        (looks >= 5).then_some(point)
    }
}

static BROWSER: OnceCell<Option<Running>> = OnceCell::const_new();

struct Running {
    browser: Browser,
    _leash: Leash,
}

impl Running {
    async fn start() -> Option<Self> {
        let Some(chromium) = find_program(&["chromium", "chromium-browser", "google-chrome"], &[]) else {
            required_or_skip("Chromium");
            return None;
        };
        let program = Program { path: &chromium, stop_signal: "KILL", prepare: ":", may_be_root: true };
        let leash = Leash::start(&program, arguments);
        let address = within(Duration::from_secs(60), "Chromium to start", || async { devtools(&leash.dir) }).await;
        Some(Self { browser: connect(address), _leash: leash })
    }
}

/// Chromium writes the port that it took and the path of its control socket into this file.
fn devtools(dir: &Path) -> Option<String> {
    let text = std::fs::read_to_string(dir.join("profile/DevToolsActivePort")).ok()?;
    let (port, path) = text.split_once('\n')?;
    path.starts_with('/').then(|| format!("ws://127.0.0.1:{port}{}", path.trim_end()))
}

/// The conversation with Chromium runs on a thread of its own, because each test has its own runtime and
/// that ends with the test.
fn connect(address: String) -> Browser {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (browser, mut handler) =
                Browser::connect_with_config(address, HandlerConfig::default()).await.expect("Chromium answers");
            sender.send(browser).unwrap();
            while handler.next().await.is_some() {}
        });
    });
    receiver.recv().expect("Chromium answers")
}

fn arguments(dir: &Path) -> Vec<String> {
    let flags = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--disable-breakpad",
        "--disable-client-side-phishing-detection",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate,OptimizationHints,MediaRouter",
        "--disable-sync",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
        "--metrics-recording-only",
        "--mute-audio",
        "--no-default-browser-check",
        "--no-first-run",
        "--password-store=basic",
        "--remote-debugging-port=0",
    ];
    let profile = format!("--user-data-dir={}/profile", dir.display());
    flags.into_iter().map(str::to_owned).chain([profile, "about:blank".to_owned()]).collect()
}
