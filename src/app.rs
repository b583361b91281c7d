//! Builds everything once and runs it: the database, the keys, the outside services, the edges.
//!
//! Time, randomness, mail and the limits' clock are parameters ([`Parts`]), and nothing is global, so two
//! Apps run in one process. Nothing listens before everything is checked.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, DatabaseTarget};
use crate::domain::clock::{Clock, Random, Timestamp};
use crate::egress::Egress;
use crate::freshness::Freshness;
use crate::http::layers::Edge;
use crate::http::limits::{self, LimitClock, Limits};
use crate::http::serve::{ServeLimits, serve};
use crate::http::state::Web;
use crate::i18n::I18n;
use crate::keys::{self, Keys};
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::passwords::Passwords;
use crate::services::{Services, Settings};
use crate::spam::akismet::Akismet;
use crate::spam::checks::lately::Lately;
use crate::spam::model::prior::Prior;
use crate::spam::model::shelf::Shelf;
use crate::store::Store;
use crate::store::listen::News;
use crate::text::Renderer;
use crate::{http, worker};

/// What differs between the program and a test of it.
pub struct Parts {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    /// `None`: as configured.
    pub mailer: Option<Mailer>,
    pub limit_clock: LimitClock,
}

impl Parts {
    /// The machine's own clock and random source.
    pub fn of_the_machine() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            mailer: None,
            limit_clock: LimitClock::monotonic(),
        }
    }
}

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no secrets: ending the request is the only right answer.
        #[allow(clippy::panic)]
        if let Err(e) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {e}");
        }
    }
}

/// Why the service does not start; one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the folder {0} cannot be made: {1}")]
    Folder(String, std::io::Error),
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    #[error(transparent)]
    Key(#[from] keys::file::KeyFileError),
    #[error("{0}")]
    Setting(String),
}

/// A built service that is not listening yet.
pub struct App {
    pub services: Arc<Services>,
    config: Config,
    bound: SocketAddr,
    random: Arc<dyn Random>,
    limit_clock: LimitClock,
}

impl App {
    /// Opens, and if need be creates, the database and the key file. `bound` is the address that is
    /// listened on; links are built from it while `server.public_url` is unset.
    ///
    /// # Errors
    /// One sentence: what is wrong, where, and what to do.
    pub async fn build(config: Config, bound: SocketAddr, parts: Parts) -> Result<Self, StartError> {
        let metrics = Arc::new(Metrics::new());
        let store = open_store(&config, metrics.clone()).await?;
        let keys = open_keys(&config, &store, &*parts.random).await?;
        let setting = |e: &dyn std::fmt::Display| StartError::Setting(e.to_string());
        let egress = Egress::new(parts.clock.clone()).map_err(|e| setting(&e))?;
        let services = Services {
            store,
            keys,
            akismet: Akismet::new(Arc::new(egress), config.akismet.url.clone()).map_err(|e| setting(&e))?,
            i18n: I18n::default(),
            renderer: Renderer::default(),
            mailer: match parts.mailer {
                Some(mailer) => mailer,
                None => mailer(&config)?,
            },
            clock: parts.clock,
            random: parts.random.clone(),
            metrics,
            passwords: Passwords::default(),
            freshness: Freshness::default(),
            models: Shelf::new(shipped_prior()),
            lately: Lately::default(),
            jobs: tokio::sync::Notify::new(),
            places: Arc::new(tokio::sync::Semaphore::new(config.server.max_posts)),
            settings: Settings {
                public_url: config.server.public_origin(bound).as_str().to_owned(),
                akismet_key: config.akismet.key.clone(),
                akismet_budget: config.akismet.budget,
                challenge_bits: config.limits.challenge_bits,
            },
        };
        let services = Arc::new(services);
        Ok(Self { services, config, bound, random: parts.random, limit_clock: parts.limit_clock })
    }

    /// Serves until `shutdown`, finishes what is in flight, then closes the database. `demo` shows the
    /// article page at `/demo`.
    pub async fn serve(
        self,
        listener: TcpListener,
        metrics_listener: Option<TcpListener>,
        demo: bool,
        shutdown: CancellationToken,
    ) {
        let services = self.services;
        let edge = Arc::new(Edge::new(&self.config.server, self.bound, services.metrics.clone(), self.random));
        let limits = Arc::new(Limits::new(&self.config.limits, &self.limit_clock));
        let stop = shutdown.clone();
        let web = Arc::new(Web::new(services.clone(), edge.clone(), limits.clone(), &self.config, demo, stop));
        let people = web.clone();
        let notice = Arc::new(move |wish: &_, problem: &_| http::pages::bare_notice(&people, wish, problem));
        let router = edge.wrap_for_people(http::routes::router(web), notice);

        let tasks = tokio_util::task::TaskTracker::new();
        let stop = shutdown.child_token();
        tasks.spawn(limits::housekeep(limits, stop.clone()));
        tasks.spawn(worker::run(services.clone(), stop.clone()));
        tasks.spawn(hear(services.clone(), stop.clone()));
        if let Some(listener) = metrics_listener {
            let router = http::routes::metrics(services.clone());
            tasks.spawn(serve(listener, router, ServeLimits::new(&self.config.server), stop.clone()));
        }
        let cut = serve(listener, router, ServeLimits::new(&self.config.server), shutdown.clone()).await;
        if cut > 0 {
            tracing::warn!(cut, "connections were cut because they took too long to finish");
        }
        stop.cancel();
        tasks.close();
        tasks.wait().await;
        services.store.close().await;
    }
}

/// What the local filter knows at first. Without it the filter still learns, so the service goes on and says so.
fn shipped_prior() -> Prior {
    Prior::embedded().unwrap_or_else(|error| {
        tracing::error!(%error, "the local spam filter begins without its prior, and knows only what this site teaches");
        Prior::none()
    })
}

async fn open_store(config: &Config, metrics: Arc<Metrics>) -> Result<Store, StartError> {
    let url = match config.database.target() {
        DatabaseTarget::Sqlite(path) => {
            make_folder(path.parent())?;
            format!("sqlite:{}", path.display())
        }
        DatabaseTarget::Postgres(url) => url.expose_secret().to_owned(),
    };
    make_folder(config.database.key_path().parent())?;
    let observer = Arc::new(move |size| metrics.write_batch(size));
    Ok(Store::open(&url, config.database.max_connections, observer).await?)
}

fn make_folder(folder: Option<&Path>) -> Result<(), StartError> {
    match folder.filter(|f| !f.as_os_str().is_empty()) {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| StartError::Folder(folder.display().to_string(), e))
        }
        None => Ok(()),
    }
}

/// The database remembers which key it was used with. Two nodes that start together on an empty database
/// agree here on one of their keys: the other must be given that file, and says so.
async fn open_keys(config: &Config, store: &Store, random: &dyn Random) -> Result<Keys, StartError> {
    let path = config.database.key_path();
    let known = store.meta("key").await?;
    let keys = keys::file::open(&path, known.as_deref(), random)?;
    if known.is_none() {
        let mut tx = store.begin().await?;
        let agreed = tx.claim_meta("key", &keys.fingerprint()).await?;
        tx.commit().await?;
        if agreed != keys.fingerprint() {
            return Err(keys::file::KeyFileError::Other(path).into());
        }
    }
    Ok(keys)
}

fn mailer(config: &Config) -> Result<Mailer, StartError> {
    match (&config.smtp.url, &config.smtp.from) {
        (Some(url), from) => {
            let from = from.as_deref().unwrap_or_default();
            Mailer::smtp(url, from).map_err(|e| StartError::Setting(e.to_string()))
        }
        (None, _) => Ok(Mailer::Off),
    }
}

/// Hears what other nodes commit. Whenever the line breaks, nothing that was believed is believed any more.
async fn hear(services: Arc<Services>, stop: CancellationToken) {
    loop {
        match services.store.listen().await {
            Ok(None) => return,
            Ok(Some(mut listener)) => {
                while let Some(Ok(news)) = stop.run_until_cancelled(listener.next()).await {
                    match news {
                        News::Thread(change) => {
                            services.freshness.saw_thread(change.site, change.key, change.version);
                        }
                        News::Site(site) => services.freshness.forget_site(site),
                        News::Desk(site) => services.freshness.saw_desk(site),
                        News::Jobs => services.jobs.notify_one(),
                        News::Unknown => services.freshness.forget_everything(),
                    }
                }
            }
            Err(e) => tracing::warn!(error = %e, "other nodes cannot be heard; trying again"),
        }
        services.freshness.forget_everything();
        if stop.run_until_cancelled(tokio::time::sleep(Duration::from_secs(1))).await.is_none() {
            return;
        }
    }
}
