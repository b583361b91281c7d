//! `/desk/{site}/comments`: finding comments. The form is sent, because an e-mail address must not stand in an address;
//! the answer leads to an address that can be kept and shared.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::asked::{self, Asked};
use super::door::{At, Stop, go, page};
use super::order::Order;
use super::place::Place;
use crate::domain::clock::Timestamp;
use crate::http::state::Shared;
use crate::http::view::desk::{SearchView, Section, Wrong};
use crate::store::comments::Position;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/comments", get(show).post(ask))
}

/// Comments on a page.
const PAGE: i64 = 50;
/// Articles that are offered to choose from.
const OFFERED: i64 = 12;

pub async fn show(at: At) -> Response {
    let asked = Asked::read(&at.member.door.query);
    let found = found(&at, asked, Vec::new()).await;
    at.answer(found)
}

/// What cannot be an address is told beside its field, on the page itself; all else is told where the address leads.
pub async fn ask(order: Order<At>) -> Response {
    let at = &order.who;
    let keys = &at.web().services.keys;
    let mut asked = Asked::read(&order.fields).without("after");
    let mut wrong = Vec::new();
    let typed = |name: &str| order.fields.get(name).map(str::trim).filter(|typed| !typed.is_empty());
    // An e-mail address among the words is meant as one.
    if let Some(person) = typed("q").and_then(|words| asked::person(keys, &at.site, words)) {
        asked = asked.without("q").with("person", person);
    }
    if let Some(email) = typed("email") {
        match asked::person(keys, &at.site, email) {
            Some(person) => asked = asked.with("person", person),
            None => wrong.push(Wrong { field: "email", typed: email.to_owned() }),
        }
    }
    if let Some(address) = typed("address") {
        match asked::client(keys, &at.site, address) {
            Some((name, value)) => asked = asked.without("client").without("net").with(name, value),
            None => wrong.push(Wrong { field: "address", typed: address.to_owned() }),
        }
    }
    let answer = match wrong.is_empty() {
        true => Ok(go(&Place::Comments { site: at.site.key.clone(), asked }.path())),
        false => found(at, asked, wrong).await,
    };
    at.answer(answer)
}

async fn found(at: &At, mut asked: Asked, mut wrong: Vec<Wrong>) -> Result<Response, Stop> {
    let services = &at.web().services;
    let (store, site) = (&services.store, &at.site);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let offered = match asked.get("article").filter(|_| asked.get("thread").is_none()) {
        Some(title) => store.articles(site.id, title, None, OFFERED).await?,
        None => Vec::new(),
    };
    match offered.as_slice() {
        [one] => asked = asked.without("article").with("thread", one.id.0.to_string()),
        [] if asked.get("article").is_some() && asked.get("thread").is_none() => {
            wrong.push(Wrong { field: "article", typed: String::new() });
        }
        _ => {}
    }
    let (filter, senseless) = asked.filter(&services.keys, site);
    wrong.extend(senseless.into_iter().map(|field| Wrong { field, typed: String::new() }));
    let article = match filter.thread {
        Some(id) => store.thread_by_id(site.id, id).await?,
        None => None,
    };
    let list = format!("desk search {} {}", site.key.as_str(), asked.without("after").query());
    let after = match asked.get("after") {
        Some(cursor) => Some(position(at, &list, cursor).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?),
        None => None,
    };
    let oldest = asked.get("order") == Some("oldest");
    let hits = store.search(site.id, &filter, oldest, after, PAGE).await?;
    let comments = store.found(site.id, &hits.ids).await?;
    let next = hits.next.map(|p| services.keys.sign_cursor(&list, &format!("{}.{}", p.created.0, p.id)));
    let next = next.map(|cursor| asked.with("after", cursor));
    let place = Place::Comments { site: site.key.clone(), asked: asked.clone() };
    let view = SearchView {
        frame: at.frame(Section::Comments),
        root: format!("/desk/{}", site.key.as_str()),
        asked: &asked,
        wrong: &wrong,
        query: &filter.words,
        comments: &comments,
        offered: &offered,
        article: article.as_ref(),
        next: next.map(|asked| Place::Comments { site: site.key.clone(), asked }.path()),
        reached: hits.reached,
        indexing: store.is_indexing(site.id).await?,
        chosen: at.query("choose") == Some("all"),
        choose_all: place.with("choose", "all"),
        line: at.line(),
        back: place.path(),
    };
    page(status, &view)
}

fn position(at: &At, list: &str, cursor: &str) -> Option<Position> {
    let text = at.web().services.keys.read_cursor(list, cursor)?;
    let (created, id) = text.split_once('.')?;
    Some(Position { votes: 0, created: Timestamp(created.parse().ok()?), id: id.parse().ok()? })
}
