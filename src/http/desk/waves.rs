//! `POST /desk/{site}/waves`: near-copies, decided about as one; and what arrives of them until tomorrow.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;

use super::decisions::{answer, target};
use super::door::{At, Stop};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::Status;
use crate::http::state::Shared;
use crate::moderation::{self, Target};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/waves", post(decide))
}

/// The comments that are compared, and so the largest wave.
const MOST: usize = 500;

async fn decide(order: Order<At>) -> Response {
    let decided = carry_out(&order).await;
    order.who.answer(decided)
}

/// `id` of each member with the version that was in view (`12.7`), `to`, `back`.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let to = order.fields.get("to").and_then(Status::from_word).filter(|to| *to != Status::Pending);
    let to = to.ok_or_else(unreadable)?;
    let targets: Option<Vec<Target>> = order.fields.all("id").map(target).collect();
    let targets = targets.filter(|targets| (1..=MOST).contains(&targets.len())).ok_or_else(unreadable)?;
    let outcome = moderation::decide_wave(&at.web().services, &at.site, &targets, to, at.moderator()).await?;
    let said = Said::decided(Kind::wave(to), &outcome);
    match at.wants_json() {
        true => answer(at, &outcome, &said).await,
        false => Ok(at.back(&order.fields, Place::queue(&at.site.key, Status::Pending), &said)),
    }
}
