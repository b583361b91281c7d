//! `POST /desk/{site}/people/{id}/email`: a person's e-mail address, for owners and editors.
//!
//! With `contact` the only place at which an address of a reader is shown. A form and not a link, because that somebody
//! looked is written down.

use axum::http::StatusCode;
use axum::response::Response;

use super::door::{Stop, page};
use super::order::Order;
use super::place::Place;
use super::ranks::Editor;
use crate::domain::person::PersonId;
use crate::http::view::desk::{EmailView, Section};
use crate::moderation;

pub async fn show(Order { who: at, .. }: Order<Editor>) -> Response {
    let shown = async {
        let id = PersonId(at.id()?);
        let email = moderation::email_of(&at.web().services, &at.site, id, at.moderator()).await?;
        let email = email.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
        let person = Place::Person { site: at.site.key.clone(), id }.path();
        page(StatusCode::OK, &EmailView { frame: at.frame(Section::People), person, email: &email })
    };
    let shown = shown.await;
    at.answer(shown)
}
