//! `POST /desk/{site}/decisions`: one comment or the chosen ones, all at once.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::answers::{Counts, DecidedJson, FailedJson, json};
use super::door::{At, Stop};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::{CommentId, Status};
use crate::moderation::{self, Outcome, Target, WhyNot, Wish};

/// What one form can decide: a page of the queue, and as many again taken back.
const MOST: usize = 200;

/// What became of the comments, for the script.
#[derive(Serialize)]
struct OutcomeJson {
    /// By which all of it is taken back.
    step: Option<i64>,
    decided: Vec<DecidedJson>,
    failed: Vec<FailedJson>,
    counts: Counts,
    said: String,
}

pub async fn decide(order: Order<At>) -> Response {
    let decided = carry_out(&order).await;
    order.who.answer(decided)
}

/// `id` as often as needed, `to`, `back`. An id may bring the version that was in view: `12.7`.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let wish = order.fields.get("to").and_then(wish).ok_or_else(unreadable)?;
    let targets: Option<Vec<Target>> = order.fields.all("id").map(target).collect();
    let targets = targets.filter(|targets| targets.len() <= MOST).ok_or_else(unreadable)?;
    let or = Place::queue(&at.site.key, Status::Pending);
    if targets.is_empty() {
        return Ok(at.back(&order.fields, or, &Said::just(Kind::NothingChosen)));
    }
    let outcome = moderation::decide(&at.web().services, &at.site, &targets, wish, at.moderator()).await?;
    let kind = match wish {
        Wish::To(status) => status.into(),
        Wish::Restore => Kind::Restored,
    };
    let said = Said::decided(kind, &outcome);
    match at.wants_json() {
        true => answer(at, &outcome, &said).await,
        false => Ok(at.back(&order.fields, or, &said)),
    }
}

/// 409 when nothing was decided because somebody was faster.
pub async fn answer(at: &At, outcome: &Outcome, said: &Said) -> Result<Response, Stop> {
    let counts = at.web().services.store.tally(at.site.id).await?.into();
    let beaten = outcome.failed.iter().any(|(_, why)| matches!(why, WhyNot::Changed(_)));
    let status = if beaten && outcome.decided.is_empty() { StatusCode::CONFLICT } else { StatusCode::OK };
    let answer = OutcomeJson {
        step: outcome.step.map(|step| step.0),
        decided: outcome.decided.iter().map(DecidedJson::from).collect(),
        failed: outcome.failed.iter().map(|(id, why)| FailedJson::new(at, *id, why)).collect(),
        counts,
        said: said.sentence(at.words()),
    };
    Ok(json(status, answer))
}

/// `12` or `12.7`.
pub fn target(text: &str) -> Option<Target> {
    let (id, version) = match text.split_once('.') {
        Some((id, version)) => (id, Some(version.parse().ok()?)),
        None => (text, None),
    };
    let id = id.parse().ok().filter(|id| *id > 0).map(CommentId)?;
    Some(Target { id, version })
}

/// The words of a decision, in forms and in the API.
pub fn wish(word: &str) -> Option<Wish> {
    match word {
        "restore" => Some(Wish::Restore),
        word => Status::from_word(word).map(Wish::To),
    }
}
