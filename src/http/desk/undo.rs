//! `POST /desk/{site}/undo` and `GET /desk/{site}/mine`: a moderator takes back what they did themselves.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;

use super::answers::{Counts, DecidedJson, FailedJson, json};
use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::said::Said;
use crate::domain::comment::Status;
use crate::http::state::Shared;
use crate::http::view::desk::{MineView, Section};
use crate::moderation;
use crate::store::audit::StepId;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/undo", post(undo)).route("/desk/{site}/mine", get(mine))
}

/// Steps that are listed.
const LISTED: i64 = 200;

/// What was taken back, for the script; `step` is null when there was nothing.
#[derive(Serialize)]
struct UndoneJson {
    step: Option<i64>,
    action: Option<String>,
    restored: Vec<DecidedJson>,
    failed: Vec<FailedJson>,
    counts: Counts,
    said: String,
}

pub async fn undo(order: Order<At>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

/// `step`: which; without it the latest.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let step = match order.fields.get("step") {
        None | Some("") => None,
        Some(text) => Some(StepId(text.parse().map_err(|_| Stop::of(StatusCode::BAD_REQUEST))?)),
    };
    let undone = moderation::undo(services, &at.site, at.moderator(), step).await?;
    let said = Said::undone(undone.as_ref());
    if !at.wants_json() {
        return Ok(at.back(&order.fields, Place::queue(&at.site.key, Status::Pending), &said));
    }
    let counts = services.store.tally(at.site.id).await?.into();
    let said = said.sentence(at.words());
    let answer = match undone {
        None => UndoneJson { step: None, action: None, restored: Vec::new(), failed: Vec::new(), counts, said },
        Some(undone) => UndoneJson {
            step: Some(undone.step.0),
            action: Some(undone.action),
            restored: undone.restored.iter().map(DecidedJson::from).collect(),
            failed: undone.failed.iter().map(|(id, why)| FailedJson::new(at, *id, why)).collect(),
            counts,
            said,
        },
    };
    Ok(json(StatusCode::OK, answer))
}

pub async fn mine(at: At) -> Response {
    let list = list(&at).await;
    at.answer(list)
}

async fn list(at: &At) -> Result<Response, Stop> {
    let steps = at.web().services.store.steps(at.site.id, at.moderator(), LISTED).await?;
    let place = Place::Mine { site: at.site.key.clone() };
    let root = format!("/desk/{}", at.site.key.as_str());
    let view = MineView { frame: at.frame(Section::Queue), root, steps: &steps, line: at.line(), back: place.path() };
    page(StatusCode::OK, &view)
}
