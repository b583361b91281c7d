//! `/desk/{site}/settings/jobs`: work that was given up, why, and a button to try again.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, go, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::super::said::{Kind, Said};
use super::{around, done, place};
use crate::http::view::desk::settings::{JobsView, Tab};
use crate::moderation;

/// The newest ones; there are more only when something is badly wrong.
const MOST: i64 = 100;

pub async fn show(owner: Owner) -> Response {
    let list = list(&owner).await;
    owner.answer(list)
}

/// Where this page once was.
pub async fn moved(owner: Owner) -> Response {
    owner.answer(Ok(go(&place(&owner, Tab::Jobs).path())))
}

async fn list(at: &At) -> Result<Response, Stop> {
    let jobs = at.web().services.store.dead_jobs(at.site.id, MOST).await?;
    let (frame, around, line) = around(at, Tab::Jobs);
    page(StatusCode::OK, &JobsView { frame, around, line, jobs: &jobs })
}

pub async fn retry(order: Order<Owner>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let id = order.fields.get("id").and_then(|id| id.parse().ok()).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    let retried = moderation::retry_job(&at.web().services, &at.site, id, at.moderator()).await?;
    Ok(done(at, Tab::Jobs, &Said::just(if retried { Kind::Retried } else { Kind::NotRetried })))
}
