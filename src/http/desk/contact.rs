//! `POST /desk/{site}/comments/{id}/contact`: who reported a comment as illegal, for those who answer them.
//!
//! The one place at which an address of a reader is shown. A form and not a link, because that somebody
//! looked is written down; and a moderator who may not look learns nothing, not even that there is something.

use axum::http::StatusCode;
use axum::response::Response;

use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use crate::domain::comment::CommentId;
use crate::http::view::desk::{ContactView, Section};
use crate::privacy;

pub async fn show(order: Order<At>) -> Response {
    let shown = contact(&order.who).await;
    order.who.answer(shown)
}

async fn contact(at: &At) -> Result<Response, Stop> {
    let not_found = || Stop::of(StatusCode::NOT_FOUND);
    let id = CommentId(at.id()?);
    if !at.sees_reporters() {
        return Err(not_found());
    }
    let reporters = privacy::reporters(&at.web().services, &at.site, id, at.moderator()).await?;
    if reporters.is_empty() {
        return Err(not_found());
    }
    let comment = Place::Comment { site: at.site.key.clone(), id }.path();
    let view = ContactView { frame: at.frame(Section::Queue), comment, reporters: &reporters };
    page(StatusCode::OK, &view)
}
