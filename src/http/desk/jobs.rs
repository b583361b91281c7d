//! `/desk/{site}/jobs`: work that was given up, why, and a button to try again.

use crate::http::state::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::http::view::desk::{JobsView, Section};
use crate::moderation;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/jobs", get(show).post(retry))
}

/// The newest ones; there are more only when something is badly wrong.
const MOST: i64 = 100;

pub async fn show(at: At) -> Response {
    let list = list(&at).await;
    at.answer(list)
}

async fn list(at: &At) -> Result<Response, Stop> {
    let jobs = at.web().services.store.dead_jobs(at.site.id, MOST).await?;
    let place = Place::Jobs { site: at.site.key.clone() };
    let view = JobsView {
        frame: at.frame(Section::Settings),
        root: format!("/desk/{}", at.site.key.as_str()),
        action: place.path(),
        jobs: &jobs,
        line: at.line(),
    };
    page(StatusCode::OK, &view)
}

pub async fn retry(order: Order<At>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let id = order.fields.get("id").and_then(|id| id.parse().ok()).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    let retried = moderation::retry_job(&at.web().services, &at.site, id).await?;
    let kind = if retried { Kind::Retried } else { Kind::NotRetried };
    Ok(at.back(&order.fields, Place::Jobs { site: at.site.key.clone() }, &Said::just(kind)))
}
