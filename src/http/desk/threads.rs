//! `POST /desk/{site}/threads/{id}`: closes a thread for new comments, or opens it again.

use crate::http::state::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;

use super::door::{At, Stop};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::Status;
use crate::domain::thread::ThreadId;
use crate::moderation;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/threads/{id}", post(close))
}

pub async fn close(order: Order<At>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

/// `to`: `closed` or `open`.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let kind = match order.fields.get("to") {
        Some("closed") => Kind::Closed,
        Some("open") => Kind::Opened,
        _ => return Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    let id = ThreadId(at.id()?);
    let wish = moderation::ThreadWish::Lock(kind == Kind::Closed);
    let done = moderation::change_thread(&at.web().services, &at.site, id, wish, at.moderator()).await?;
    if done == Err(moderation::ThreadWhyNot::NotFound) {
        return Err(Stop::of(StatusCode::NOT_FOUND));
    }
    Ok(at.back(&order.fields, Place::queue(&at.site.key, Status::Pending), &Said::just(kind)))
}
