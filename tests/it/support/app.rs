//! The whole service on a port of its own, over a test's database, with the clock, chance and mail in the
//! test's hand.
//!
//! Limits are off unless a test turns them on; no Akismet key is set. Dropping it stops the service.

use std::path::PathBuf;
use std::sync::{Arc, Once};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use svar::accounts;
use svar::app::{App, Parts};
use svar::config::Config;
use svar::domain::author::Email;
use svar::domain::clock::{Clock as _, Timestamp};
use svar::domain::moderator::{ModeratorId, Role, Scope};
use svar::domain::site::{Origin, Site, SiteKey};
use svar::http::limits::LimitClock;
use svar::mail::{Mail, Mailer};
use svar::services::Services;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::TestDb;
use super::doubles::{FakeClock, SeededRandom};

/// The origin of every site that [`TestApp::add_site`] makes.
pub const ORIGIN: &str = "https://magasinet.example";
/// The password of every moderator that [`TestApp::add_moderator`] makes.
pub const PASSWORD: &str = "korrekt hest batteri hæfteklamme";

/// What a test may want otherwise.
pub struct Options {
    pub config: Config,
    pub clock: FakeClock,
    /// Two services on one database need two seeds, or their tokens are the same.
    pub seed: u64,
    /// `None`: as configured.
    pub mailer: Option<Mailer>,
    pub demo: bool,
}

impl Options {
    /// A second node beside `other`: the same key file, the same time, other chance.
    pub fn beside(&mut self, other: &TestApp) {
        self.config.database.data_dir.clone_from(&other.data_dir);
        self.clock = other.clock.clone();
        self.seed = other.seed + 1;
    }
}

/// A running service.
pub struct TestApp {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    /// Address of the operator's listener: `…/metrics`.
    pub metrics: String,
    pub services: Arc<Services>,
    pub clock: FakeClock,
    /// Follows no redirect, keeps no cookie.
    pub client: Client,
    pub data_dir: PathBuf,
    seed: u64,
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl TestApp {
    pub async fn start(db: &TestDb, change: impl FnOnce(&mut Options)) -> Self {
        install_rustls();
        let folder = tempfile::Builder::new().prefix("svar-app-").tempdir().unwrap();
        let mut config = Config::default();
        config.limits.enabled = false;
        // What takes a telephone a second takes a test nothing.
        config.limits.challenge_bits = 6;
        config.server.shutdown = Duration::from_secs(5);
        config.database.data_dir = folder.path().to_owned();
        config.database.url = Some(db.url.clone().into());
        config.database.max_connections = 4;
        let mailer = Some(Mailer::memory());
        let mut options = Options { config, clock: FakeClock::new(), seed: 1, mailer, demo: false };
        change(&mut options);
        Self::serve(folder, options).await
    }

    async fn serve(folder: TempDir, options: Options) -> Self {
        let Options { config, clock, seed, mailer, demo } = options;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let metrics_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let bound = listener.local_addr().unwrap();
        let metrics = format!("http://{}/metrics", metrics_listener.local_addr().unwrap());
        let data_dir = config.database.data_dir.clone();
        let parts = Parts {
            clock: Arc::new(clock.clone()),
            random: Arc::new(SeededRandom::new(seed)),
            mailer,
            limit_clock: limit_clock(&clock),
        };
        let app = App::build(config, bound, parts).await.unwrap();
        let services = app.services.clone();
        let stop = CancellationToken::new();
        let task = tokio::spawn(app.serve(listener, Some(metrics_listener), demo, stop.clone()));
        Self {
            base: format!("http://{bound}"),
            metrics,
            services,
            clock,
            client: client(),
            data_dir,
            seed,
            stop,
            task: Some(task),
            _folder: folder,
        }
    }

    /// Stops in order and waits until the database is closed.
    pub async fn stopped(mut self) {
        self.stop.cancel();
        self.task.take().unwrap().await.unwrap();
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request("GET", path).send().await.unwrap()
    }

    /// As a browser sends a form: fields in order, and the page's origin unless the test says otherwise.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request("POST", path).form(fields)
    }

    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.client.request(method.parse().unwrap(), format!("{}{path}", self.base))
    }

    /// A site that [`ORIGIN`] may embed, with settings named as in `svar site set`.
    pub async fn add_site(&self, key: &str, settings: &[(&str, &str)]) -> Arc<Site> {
        let key = SiteKey::parse(key).unwrap();
        let mut settings: Vec<(String, String)> =
            settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        // What the model thinks of a test's few words is no part of most tests; those that are about it say so.
        if settings.iter().all(|(name, _)| name != "checks_off") {
            settings.push(("checks_off".to_owned(), "model".to_owned()));
        }
        let origins = [Origin::parse(ORIGIN).unwrap()];
        Arc::new(svar::sites::add(&self.services, &key, "Magasinet", &origins, &settings).await.unwrap())
    }

    /// An account with [`PASSWORD`] and a role at these sites.
    pub async fn add_moderator(&self, email: &str, role: Role, sites: &[&Site]) -> ModeratorId {
        let sites: Vec<_> = sites.iter().map(|site| site.id).collect();
        let email = Email::parse(email).unwrap();
        accounts::add(&self.services, &email, "Mette Moderator", PASSWORD, role, &sites).await.unwrap()
    }

    /// A bearer token of that account.
    pub async fn add_token(&self, email: &str, site: &Site, scope: Scope) -> String {
        let email = Email::parse(email).unwrap();
        accounts::add_token(&self.services, &email, site, scope).await.unwrap().expose().to_owned()
    }

    /// What was mailed so far; only with the mailer that keeps it in memory.
    pub fn mails(&self) -> Vec<Mail> {
        match &self.services.mailer {
            Mailer::Memory(sent) => sent.lock().unwrap().clone(),
            _ => panic!("this service does not keep its mail in memory"),
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Limits tell the same time as everything else.
fn limit_clock(clock: &FakeClock) -> LimitClock {
    let (start, clock) = (clock.now(), clock.clone());
    LimitClock::from_fn(move || Duration::from_millis(u64::try_from(clock.now().since(start)).unwrap_or(0)))
}

/// Follows no redirect, keeps no cookie.
pub fn client() -> Client {
    install_rustls();
    Client::builder().redirect(Policy::none()).no_proxy().build().unwrap()
}

/// As `main` does, once for the whole test process.
pub fn install_rustls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
}

/// Closes a thread, or opens it; false where there is none.
pub async fn close_thread(services: &Services, site: &Site, id: svar::domain::thread::ThreadId, close: bool) -> bool {
    let mut tx = services.store.begin().await.unwrap();
    tx.lock_site(site.id).await.unwrap();
    let done = tx.close_thread(site.id, id, close.then(|| services.now())).await.unwrap();
    services.commit(tx).await.unwrap();
    done
}
