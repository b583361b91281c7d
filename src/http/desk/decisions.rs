//! `POST /desk/{site}/decisions`: one comment or the chosen ones, all at once.

use axum::http::StatusCode;
use axum::response::Response;

use super::door::{At, Stop};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::{CommentId, Status};
use crate::moderation::{self, Wish};

/// What one form can decide: a page of the queue, and as many again taken back.
const MOST: usize = 200;

pub async fn decide(order: Order<At>) -> Response {
    let decided = carry_out(&order).await;
    order.who.answer(decided)
}

/// `id` as often as needed, `to`, `back`.
async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let wish = order.fields.get("to").and_then(wish).ok_or_else(unreadable)?;
    let ids: Option<Vec<CommentId>> =
        order.fields.all("id").map(|id| id.parse().ok().filter(|id| *id > 0).map(CommentId)).collect();
    let ids = ids.filter(|ids| ids.len() <= MOST).ok_or_else(unreadable)?;
    let or = Place::queue(&at.site.key, Status::Pending);
    if ids.is_empty() {
        return Ok(at.back(&order.fields, or, &Said::just(Kind::NothingChosen)));
    }
    let outcome = moderation::decide(&at.web().services, &at.site, &ids, wish, at.moderator()).await?;
    let kind = match wish {
        Wish::To(status) => status.into(),
        Wish::Restore => Kind::Restored,
    };
    Ok(at.back(&order.fields, or, &Said::decided(kind, &outcome)))
}

/// The words of a decision, in forms and in the API.
pub fn wish(word: &str) -> Option<Wish> {
    match word {
        "restore" => Some(Wish::Restore),
        word => Status::from_word(word).map(Wish::To),
    }
}
