//! `/desk/{site}/threads`: the articles, one article, and what is done to it. Everybody closes and opens; editors
//! rename, move and merge.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::ranks::Editor;
use super::said::{Kind, Said};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::moderator::Role;
use crate::domain::normal;
use crate::domain::submission::Address;
use crate::domain::thread::{PageUrl, Thread, ThreadId};
use crate::http::state::Shared;
use crate::http::view::desk::{Amiss, Section, ThreadView, ThreadsView};
use crate::i18n;
use crate::moderation::{self, ThreadDone, ThreadWhyNot, ThreadWish};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}/threads", get(list))
        .route("/desk/{site}/threads/{id}", get(one).post(close))
        .route("/desk/{site}/threads/{id}/date", post(date))
        .route("/desk/{site}/threads/{id}/describe", post(describe))
        .route("/desk/{site}/threads/{id}/move", post(relocate))
        .route("/desk/{site}/threads/{id}/merge", post(merge))
}

/// Articles on a page, and lines of one's history.
const PAGE: i64 = 50;
const HISTORY: i64 = 200;

pub async fn list(at: At) -> Response {
    let articles = articles(&at).await;
    at.answer(articles)
}

async fn articles(at: &At) -> Result<Response, Stop> {
    let services = &at.web().services;
    let words: String = normal::line(at.query("q").unwrap_or_default()).chars().take(300).collect();
    let signed = format!("desk threads {} {words}", at.site.key.as_str());
    let after = match at.query("after") {
        Some(cursor) => {
            let text = services.keys.read_cursor(&signed, cursor);
            let position = text
                .as_deref()
                .and_then(|text| text.split_once('.'))
                .and_then(|(active, id)| Some((Timestamp(active.parse().ok()?), ThreadId(id.parse().ok()?))));
            Some(position.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?)
        }
        None => None,
    };
    let mut articles = services.store.articles(at.site.id, &words, after, PAGE + 1).await?;
    let more = articles.len() as i64 > PAGE;
    articles.truncate(PAGE as usize);
    let place = Place::Threads { site: at.site.key.clone(), words: words.clone() };
    let next = articles.last().filter(|_| more).map(|last| {
        let cursor = services.keys.sign_cursor(&signed, &format!("{}.{}", last.active.0, last.id.0));
        place.with("after", &cursor)
    });
    let view = ThreadsView {
        frame: at.frame(Section::Threads),
        root: format!("/desk/{}", at.site.key.as_str()),
        policy: &at.site.policy,
        now: services.now(),
        words: &words,
        articles: &articles,
        next,
        later: after.is_some(),
        first: place.path(),
        line: at.line(),
        back: place.path(),
    };
    page(StatusCode::OK, &view)
}

pub async fn one(at: At) -> Response {
    let article = article(&at, Amiss::default()).await;
    at.answer(article)
}

/// The article's page, with what was typed where it cannot be done.
async fn article(at: &At, amiss: Amiss) -> Result<Response, Stop> {
    let (store, id) = (&at.web().services.store, ThreadId(at.id()?));
    let thread = store.thread_by_id(at.site.id, id).await?.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
    let place = Place::Thread { site: at.site.key.clone(), id };
    let status = if amiss.field.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = ThreadView {
        frame: at.frame(Section::Threads),
        root: format!("/desk/{}", at.site.key.as_str()),
        id: id.0,
        thread: &thread,
        policy: &at.site.policy,
        now: at.web().services.now(),
        waiting: store.waiting_in(at.site.id, id).await?,
        former: &store.former_keys(at.site.id, id).await?,
        history: &store.thread_history(at.site.id, id, HISTORY).await?,
        editor: at.role() >= Role::Editor,
        amiss,
        line: at.line(),
        back: place.path(),
    };
    page(status, &view)
}

pub async fn close(order: Order<At>) -> Response {
    let done = lock(&order).await;
    order.who.answer(done)
}

/// `to`: `closed` or `open`.
async fn lock(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let kind = match order.fields.get("to") {
        Some("closed") => Kind::Closed,
        Some("open") => Kind::Opened,
        _ => return Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    let done = change(at, ThreadWish::Lock(kind == Kind::Closed)).await?;
    let or = Place::queue(&at.site.key, Status::Pending);
    match done {
        Ok(done) => Ok(at.back(&order.fields, or, &Said::step(kind, Some(done.step)))),
        Err(_) => Ok(at.back(&order.fields, or, &Said::just(kind))),
    }
}

async fn change(at: &At, wish: ThreadWish) -> Result<Result<ThreadDone, ThreadWhyNot>, Stop> {
    let id = ThreadId(at.id()?);
    let done = moderation::change_thread(&at.web().services, &at.site, id, wish, at.moderator()).await?;
    if done == Err(ThreadWhyNot::NotFound) { Err(Stop::of(StatusCode::NOT_FOUND)) } else { Ok(done) }
}

/// To the article's page, with a line that says what was done and takes it back; or the same page with what is wrong.
async fn led(
    at: &At,
    kind: Kind,
    done: Result<ThreadDone, ThreadWhyNot>,
    field: &'static str,
    typed: &str,
) -> Result<Response, Stop> {
    let to = |id| Place::Thread { site: at.site.key.clone(), id };
    let none = super::fields::Fields::default();
    match done {
        Ok(done) => Ok(at.back(&none, to(done.thread), &Said::step(kind, Some(done.step)))),
        Err(ThreadWhyNot::Same) if field != "into" => {
            Ok(at.back(&none, to(ThreadId(at.id()?)), &Said::just(Kind::ThreadSame)))
        }
        Err(why) => {
            let (why, taken) = match why {
                ThreadWhyNot::Taken(other) => ("taken", Some(other.0)),
                ThreadWhyNot::Same => ("itself", None),
                _ => ("no-other", None),
            };
            article(at, Amiss { field, why, typed: typed.to_owned(), taken, ..Amiss::default() }).await
        }
    }
}

pub async fn date(order: Order<At>) -> Response {
    let done = carry_date(&order).await;
    order.who.answer(done)
}

/// `date`: the last day on which readers may write, in the site's zone; empty: as the site's rule says.
async fn carry_date(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let typed = order.fields.get("date").unwrap_or_default().trim();
    let closes = match i18n::day(typed, &at.site.policy.timezone) {
        Some((_, end)) => Some(end),
        None if typed.is_empty() => None,
        None => {
            let amiss = Amiss { field: "date", why: "date", typed: typed.to_owned(), ..Amiss::default() };
            return article(at, amiss).await;
        }
    };
    let kind = if closes.is_some() { Kind::ThreadDated } else { Kind::ThreadUndated };
    led(at, kind, change(at, ThreadWish::Close(closes)).await?, "date", typed).await
}

pub async fn describe(order: Order<Editor>) -> Response {
    let done = carry_description(&order).await;
    order.who.answer(done)
}

/// `title` and `url`; an address must be of one of the site's origins. An empty one is none.
async fn carry_description(order: &Order<Editor>) -> Result<Response, Stop> {
    let at = &order.who.0;
    let title = normal::line(order.fields.get("title").unwrap_or_default());
    let typed = order.fields.get("url").unwrap_or_default().trim();
    let amiss =
        |field, why| Amiss { field, why, typed: typed.to_owned(), title: Some(title.clone()), ..Amiss::default() };
    if title.chars().count() > Thread::TITLE_GRAPHEMES {
        return article(at, amiss("title", "title")).await;
    }
    let url: Option<PageUrl> = match typed {
        "" => None,
        typed => match Address::parse(&at.site, "", typed) {
            Ok(address) => address.url,
            Err(_) => return article(at, amiss("url", "url")).await,
        },
    };
    let title = Some(title.clone()).filter(|title| !title.is_empty());
    let done = change(at, ThreadWish::Describe { title, url }).await?;
    led(at, Kind::ThreadDescribed, done, "url", typed).await
}

/// What somebody typed as an article's address or key; an address must be of one of the site's origins.
fn address(at: &At, typed: &str) -> Option<Address> {
    match PageUrl::parse(typed) {
        Some(_) => Address::parse(&at.site, "", typed).ok(),
        None => Address::parse(&at.site, typed, "").ok(),
    }
}

pub async fn relocate(order: Order<Editor>) -> Response {
    let done = carry_move(&order).await;
    order.who.answer(done)
}

/// `to`: the new address or key.
async fn carry_move(order: &Order<Editor>) -> Result<Response, Stop> {
    let at = &order.who.0;
    let typed = order.fields.get("to").unwrap_or_default().trim();
    let Some(to) = address(at, typed) else {
        let amiss = Amiss { field: "to", why: "url", typed: typed.to_owned(), ..Amiss::default() };
        return article(at, amiss).await;
    };
    led(at, Kind::ThreadMoved, change(at, ThreadWish::Move(to)).await?, "to", typed).await
}

pub async fn merge(order: Order<Editor>) -> Response {
    let done = carry_merge(&order).await;
    order.who.answer(done)
}

/// `into`: the address or key of the article that gets all comments.
async fn carry_merge(order: &Order<Editor>) -> Result<Response, Stop> {
    let at = &order.who.0;
    let typed = order.fields.get("into").unwrap_or_default().trim();
    let Some(into) = address(at, typed) else {
        let amiss = Amiss { field: "into", why: "no-other", typed: typed.to_owned(), ..Amiss::default() };
        return article(at, amiss).await;
    };
    led(at, Kind::ThreadMerged, change(at, ThreadWish::Merge(into.key)).await?, "into", typed).await
}
