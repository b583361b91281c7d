//! How the nodes of one PostgreSQL database hear of each other's commits: `NOTIFY` on one channel.
//!
//! A message is only a hint to look again. Whoever misses one (a dropped connection) finds out by the
//! short recheck that every cache makes anyway. SQLite has no other nodes.

use sqlx::postgres::PgListener;

use super::{Changes, Result, Store, ThreadChange};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadKey;

/// What another node did.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    Thread(ThreadChange),
    Site(SiteId),
    /// The desk of this site shows something else now.
    Desk(SiteId),
    Jobs,
    /// The connection was lost and restored: anything may have changed.
    Unknown,
}

pub struct Listener(PgListener);

impl Listener {
    /// Waits for the next piece of news. Reconnects by itself.
    pub async fn next(&mut self) -> Result<News> {
        loop {
            match self.0.try_recv().await? {
                None => return Ok(News::Unknown),
                Some(notification) => {
                    if let Some(news) = read(notification.payload()) {
                        return Ok(news);
                    }
                }
            }
        }
    }
}

impl Store {
    /// A connection of its own that hears every node's commits; `None` on SQLite.
    pub async fn listen(&self) -> Result<Option<Listener>> {
        let Store::Postgres(pool) = self else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen("svar").await?;
        Ok(Some(Listener(listener)))
    }
}

/// A payload may have 8,000 bytes; the longest key has 2,048.
pub(super) fn messages(changes: &Changes) -> Vec<String> {
    let threads = changes.threads.iter().map(|t| format!("thread {} {} {}", t.site.0, t.version, t.key.as_str()));
    let sites = changes.sites.iter().map(|s| format!("site {}", s.0));
    let desks = changes.desks.iter().map(|s| format!("desk {}", s.0));
    threads.chain(sites).chain(desks).chain(changes.jobs.then(|| "jobs".to_owned())).collect()
}

fn read(payload: &str) -> Option<News> {
    let mut words = payload.splitn(4, ' ');
    match words.next()? {
        "thread" => {
            let site = SiteId(words.next()?.parse().ok()?);
            let version = words.next()?.parse().ok()?;
            let key = ThreadKey::parse(words.next()?)?;
            Some(News::Thread(ThreadChange { site, key, version }))
        }
        "site" => Some(News::Site(SiteId(words.next()?.parse().ok()?))),
        "desk" => Some(News::Desk(SiteId(words.next()?.parse().ok()?))),
        "jobs" => Some(News::Jobs),
        _ => None,
    }
}
