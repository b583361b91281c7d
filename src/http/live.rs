//! Streams of a thread's new versions, for pages that stay open.
//!
//! However many pages watch a thread, one task asks the database about it: when `freshness` hears of a new
//! version, and now and then, because another process may write without a word. A stream only waits for what
//! that task has found. Streams are few, end by themselves and never hold up a service that stops.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use futures_util::stream::unfold;
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::client::ClientKey;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadKey;
use crate::services::Services;

/// What is allowed (security reference §4).
#[derive(Clone, Debug)]
pub struct LiveLimits {
    /// Streams open at once, in all and of one client.
    pub total: usize,
    pub per_client: usize,
    /// How long a stream lasts.
    pub life: Duration,
    /// The longest silence: less than the time after which a connection counts as dead.
    pub beat: Duration,
    /// How often the database is asked about a thread of which nothing was heard.
    pub look: Duration,
}

impl LiveLimits {
    /// `connections`: how many the service has in all; streams get half of them at most, so that whoever
    /// only reads or writes still comes in.
    pub fn new(services: &Services, connections: usize) -> Self {
        // Nodes on PostgreSQL tell each other; on SQLite a command may write while the service runs.
        let look = if services.store.engine_name() == "postgres" { 10 } else { 1 };
        Self {
            total: (connections / 2).min(1_000),
            per_client: 4,
            life: Duration::from_secs(15 * 60),
            beat: Duration::from_secs(25),
            look: Duration::from_secs(look),
        }
    }
}

type Watched = (SiteId, ThreadKey);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct News {
    version: i64,
    count: i64,
}

/// All streams of one service.
pub struct Live {
    services: Arc<Services>,
    limits: LiveLimits,
    stop: CancellationToken,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    clients: HashMap<ClientKey, usize>,
    total: usize,
    threads: HashMap<Watched, watch::Sender<Option<News>>>,
}

impl Live {
    /// `stop` ends every stream.
    pub fn new(services: Arc<Services>, limits: LiveLimits, stop: CancellationToken) -> Arc<Self> {
        Arc::new(Self { services, limits, stop, open: Mutex::default() })
    }

    /// A stream for one client; `None` when it has too many, or everybody together has.
    pub fn open(self: &Arc<Self>, site: SiteId, key: ThreadKey, client: ClientKey) -> Option<Stream> {
        let place = self.enter(client)?;
        let mut open = self.held();
        let watched = (site, key);
        let mut news = match open.threads.get(&watched) {
            Some(sender) => sender.subscribe(),
            None => {
                let (sender, news) = watch::channel(None);
                open.threads.insert(watched.clone(), sender.clone());
                tokio::spawn(self.clone().watch(watched, sender));
                news
            }
        };
        // What is known already is news to whoever has just come.
        news.mark_changed();
        let end = Instant::now() + self.limits.life;
        Some(Stream { news, end, place })
    }

    /// A place among all streams for one client; `None` when it has too many, or everybody together has.
    pub fn enter(self: &Arc<Self>, client: ClientKey) -> Option<Place> {
        let mut open = self.held();
        let mine = open.clients.get(&client).copied().unwrap_or_default();
        if open.total >= self.limits.total || mine >= self.limits.per_client {
            return None;
        }
        open.total += 1;
        open.clients.insert(client, mine + 1);
        Some(Place { live: self.clone(), client })
    }

    /// Streams open now.
    pub fn len(&self) -> usize {
        self.held().total
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Threads that are watched now.
    pub fn watching(&self) -> usize {
        self.held().threads.len()
    }

    /// Tells the streams of one thread what is new in it, until the last of them has gone.
    async fn watch(self: Arc<Self>, watched: Watched, sender: watch::Sender<Option<News>>) {
        let mut heard = self.services.freshness.watch(watched.0, watched.1.clone());
        loop {
            heard.borrow_and_update();
            let known = self.look(&watched, &sender).await;
            let quiet = async {
                // Our own look makes itself heard too; that is no reason to look again.
                while heard.changed().await.is_ok() && Some(*heard.borrow_and_update()) == known {}
            };
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = sender.closed() => {
                    let mut open = self.held();
                    // Somebody may have come in the meantime.
                    if sender.is_closed() {
                        open.threads.remove(&watched);
                        return;
                    }
                }
                () = quiet => {}
                () = tokio::time::sleep(self.limits.look) => {}
            }
        }
    }

    /// Asks the database once; the version that is known now.
    async fn look(&self, watched: &Watched, sender: &watch::Sender<Option<News>>) -> Option<i64> {
        let (site, key) = watched;
        match self.services.store.thread(*site, key).await {
            Ok(thread) => {
                let now = thread.map_or(News { version: 0, count: 0 }, |t| News { version: t.version, count: t.count });
                // First, so that whoever then asks for the thread gets this version.
                self.services.freshness.saw_thread(*site, key.clone(), now.version);
                sender.send_if_modified(|told| {
                    let newer = told.is_none_or(|told| told.version < now.version);
                    if newer {
                        *told = Some(now);
                    }
                    newer
                });
            }
            Err(e) => tracing::debug!(error = %e, "a watched thread could not be read"),
        }
        sender.borrow().map(|news| news.version)
    }

    fn left(&self, client: ClientKey) {
        let mut open = self.held();
        open.total = open.total.saturating_sub(1);
        if let Some(count) = open.clients.get_mut(&client) {
            *count -= 1;
            if *count == 0 {
                open.clients.remove(&client);
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client's place among the streams, free again when it is dropped.
pub struct Place {
    live: Arc<Live>,
    client: ClientKey,
}

impl Place {
    pub fn limits(&self) -> &LiveLimits {
        &self.live.limits
    }

    /// Returns when the service stops.
    pub async fn stopped(&self) {
        self.live.stop.cancelled().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.left(self.client);
    }
}

/// One client's stream.
pub struct Stream {
    news: watch::Receiver<Option<News>>,
    end: Instant,
    place: Place,
}

impl Stream {
    /// The next piece of text, waiting for it; `None` when the stream is over.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            tokio::select! {
                biased;
                () = self.place.stopped() => return None,
                () = tokio::time::sleep_until(self.end) => return None,
                changed = self.news.changed() => {
                    changed.ok()?;
                    let news = *self.news.borrow_and_update();
                    if let Some(news) = news {
                        let data = serde_json::to_string(&news).ok()?;
                        return Some(format!("event: version\ndata: {data}\n\n"));
                    }
                }
                () = tokio::time::sleep(self.place.limits().beat) => return Some(":\n\n".to_owned()),
            }
        }
    }

    pub fn into_body(self) -> Body {
        Body::from_stream(unfold(self, |mut stream| async move {
            let text = stream.next().await?;
            Some((Ok::<_, Infallible>(text), stream))
        }))
    }
}
