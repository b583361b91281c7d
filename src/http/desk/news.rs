//! What happened at the desk since a page was loaded: asked for (`/news`) or told (`/events`).
//!
//! Other people's decisions are named with their author, so that a card can say who was faster. A stream ends with
//! its session: whoever was signed out elsewhere hears nothing more.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use futures_util::stream::unfold;
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::Instant;

use super::answers::{Counts, became, json};
use super::door::{At, Stop};
use crate::accounts;
use crate::domain::comment::CommentId;
use crate::http::live::Place;
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::view::desk::told;
use crate::i18n::rfc3339;
use crate::store::rechecks::Recheck;
use crate::store::steps::NewsEntry;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/news", get(ask)).route("/desk/{site}/events", get(listen))
}

/// Changes that are told at once; who was away for longer reloads the page.
const MOST: i64 = 500;
/// Seconds after which somebody may have left.
const FULL: u64 = 60;

#[derive(Serialize, PartialEq)]
struct News {
    /// The position in the log up to which this tells.
    after: i64,
    counts: Counts,
    changes: Vec<ChangeJson>,
    /// Comments that wait and came in after the one named by `seen`.
    new: i64,
    /// The newest comment, for `seen`.
    newest: i64,
    /// The last run through the queue.
    recheck: Option<RecheckJson>,
}

/// How far Akismet was asked about the queue again.
#[derive(Serialize, PartialEq)]
struct RecheckJson {
    running: bool,
    done: i64,
    total: i64,
    text: String,
}

impl RecheckJson {
    fn new(at: &At, run: &Recheck) -> Self {
        let text = told(at.words(), &at.site.policy.timezone, run);
        Self { running: run.is_running(), done: run.done, total: run.total, text }
    }
}

#[derive(Serialize, PartialEq)]
struct ChangeJson {
    id: i64,
    /// `null` when the comment is gone.
    status: Option<&'static str>,
    version: Option<i64>,
    by: Option<String>,
    /// This moderator did it, here or in another window.
    own: bool,
    at: String,
    text: String,
}

impl ChangeJson {
    fn new(at: &At, entry: &NewsEntry) -> Self {
        let words = at.words();
        let time = words.time(entry.at, &at.site.policy.timezone);
        let text = match entry.now {
            Some((status, _)) => became(words, status, entry.by.as_deref(), &time),
            None => words.t("desk-refused-not-found"),
        };
        Self {
            id: entry.comment.0,
            status: entry.now.map(|(status, _)| status.as_str()),
            version: entry.now.map(|(_, version)| version),
            by: entry.by.clone(),
            own: entry.moderator == Some(at.moderator()),
            at: rfc3339(entry.at),
            text,
        }
    }
}

async fn ask(at: At) -> Response {
    let news = async {
        let (after, seen) = position(&at)?;
        Ok(json(StatusCode::OK, look(&at, after, seen).await?))
    };
    at.answer(news.await)
}

/// `after` and `seen`; without them nothing is new yet.
fn position(at: &At) -> Result<(Option<i64>, Option<CommentId>), Stop> {
    let number = |name: &str| match at.query(name) {
        None | Some("") => Ok(None),
        Some(text) => text.parse::<i64>().map(Some).map_err(|_| Stop::of(StatusCode::BAD_REQUEST)),
    };
    Ok((number("after")?, number("seen")?.map(CommentId)))
}

async fn look(at: &At, after: Option<i64>, seen: Option<CommentId>) -> Result<News, Stop> {
    let (store, site) = (&at.web().services.store, at.site.id);
    let entries = match after {
        Some(after) => store.news(site, after, MOST).await?,
        None => Vec::new(),
    };
    let after = match (entries.last(), after) {
        (Some(last), _) => last.id,
        (None, Some(after)) => after,
        (None, None) => store.last_news(site).await?,
    };
    let (new, newest) = store.arrivals(site, seen.unwrap_or(CommentId(0))).await?;
    let counts = store.tally(site).await?.into();
    let changes = entries.iter().map(|entry| ChangeJson::new(at, entry)).collect();
    let recheck = store.recheck(site).await?.map(|run| RecheckJson::new(at, &run));
    Ok(News { after, counts, changes, new: if seen.is_some() { new } else { 0 }, newest: newest.0, recheck })
}

async fn listen(at: At) -> Response {
    let opened = async {
        let (after, seen) = position(&at)?;
        let web = at.web();
        let place = web.live.enter(at.member.door.client.key());
        let place = place.ok_or_else(|| Problem::unavailable(FULL).detail("Too many streams are open."))?;
        let heard = web.services.freshness.watch_desk(at.site.id);
        let first = look(&at, after, seen).await?;
        Ok((place, heard, first, seen))
    };
    match opened.await {
        Err(stop) => at.answer(Err(stop)),
        Ok((place, heard, first, seen)) => {
            let end = Instant::now() + place.limits().life;
            let after = first.after;
            let web = at.member.door.web.clone();
            let stream = Stream { at, place, heard, end, after, seen, told: Some(first), fresh: true };
            let mut response = Response::new(stream.into_body());
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
            // A proxy that gathers answers before it hands them on would keep the news to itself (nginx).
            headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
            web.dress(crate::http::headers::Surface::Desk, response)
        }
    }
}

/// One page's stream.
struct Stream {
    at: At,
    place: Place,
    heard: watch::Receiver<u64>,
    end: Instant,
    after: i64,
    seen: Option<CommentId>,
    told: Option<News>,
    /// What is in `told` has not been sent yet.
    fresh: bool,
}

impl Stream {
    /// The next piece of text, waiting for it; `None` when the stream is over.
    async fn next(&mut self) -> Option<String> {
        if std::mem::take(&mut self.fresh) {
            return self.event();
        }
        let quiet = Instant::now() + self.place.limits().beat;
        loop {
            let look = self.place.limits().look;
            tokio::select! {
                biased;
                () = self.place.stopped() => return None,
                () = tokio::time::sleep_until(self.end) => return None,
                heard = self.heard.changed() => {
                    heard.ok()?;
                    self.heard.borrow_and_update();
                }
                () = tokio::time::sleep(look) => {}
            }
            // A session that was ended must not go on hearing.
            let services = &self.at.web().services;
            if !accounts::lives(services, &self.at.member.signed).await.ok()? {
                return None;
            }
            let news = look_again(&self.at, self.after, self.seen).await?;
            self.after = news.after;
            let changed = !news.changes.is_empty()
                || self.told.as_ref().is_none_or(|told| {
                    told.counts != news.counts || told.new != news.new || told.recheck != news.recheck
                });
            self.told = Some(news);
            if changed {
                return self.event();
            }
            if Instant::now() >= quiet {
                return Some(":\n\n".to_owned());
            }
        }
    }

    fn event(&self) -> Option<String> {
        let data = serde_json::to_string(self.told.as_ref()?).ok()?;
        Some(format!("event: news\ndata: {data}\n\n"))
    }

    fn into_body(self) -> Body {
        Body::from_stream(unfold(self, |mut stream| async move {
            let text = stream.next().await?;
            Some((Ok::<_, Infallible>(text), stream))
        }))
    }
}

async fn look_again(at: &At, after: i64, seen: Option<CommentId>) -> Option<News> {
    look(at, Some(after), seen).await.ok()
}
