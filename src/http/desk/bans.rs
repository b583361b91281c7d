//! `/desk/{site}/bans`: who and what is shut out, and for how long.

use crate::http::state::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::CommentId;
use crate::http::view::desk::{BansView, Section};
use crate::moderation::{self, BanWish};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/bans", get(show).post(change))
}

pub async fn show(at: At) -> Response {
    let list = list(&at).await;
    at.answer(list)
}

async fn list(at: &At) -> Result<Response, Stop> {
    let services = &at.web().services;
    let bans = services.store.bans(at.site.id, services.now()).await?;
    let place = Place::Bans { site: at.site.key.clone() };
    let view = BansView { frame: at.frame(Section::People), action: place.path(), bans: &bans, line: at.line() };
    page(StatusCode::OK, &view)
}

pub async fn change(order: Order<At>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

/// `lift`: the ban to end. Else `what` (`address`, `email`, `word`), `comment` or `word`, and `days`; no
/// days: until somebody lifts it.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let number = |name: &str| match order.fields.get(name) {
        None | Some("") => Ok(None),
        Some(text) => text.parse::<i64>().ok().filter(|n| *n > 0).map(Some).ok_or_else(unreadable),
    };
    let kind = if let Some(id) = number("lift")? {
        let lifted = moderation::lift_ban(services, &at.site, id).await?;
        if lifted { Kind::Lifted } else { Kind::NotLifted }
    } else {
        let comment = number("comment")?.map(CommentId);
        let wish = match (order.fields.get("what"), comment) {
            (Some("address"), Some(id)) => BanWish::AddressOf(id),
            (Some("email"), Some(id)) => BanWish::EmailOf(id),
            (Some("word"), None) => BanWish::Word(order.fields.get("word").unwrap_or_default().to_owned()),
            _ => return Err(unreadable()),
        };
        let banned = moderation::ban(services, &at.site, &wish, number("days")?, at.moderator()).await?;
        if banned { Kind::Banned } else { Kind::NotBanned }
    };
    Ok(at.back(&order.fields, Place::Bans { site: at.site.key.clone() }, &Said::just(kind)))
}
