//! The desk: where moderators decide. Pages for people with a session, and the API for machines with a
//! bearer token.
//!
//! A handler's arguments say who may call it: [`door::Door`] everybody, [`door::Member`] whoever is signed
//! in, [`door::At`] whoever has a role at the site of the address, [`order::Order`] around one of them a form
//! from one of our own pages. No GET changes anything, and nothing here decides: that is `moderation`'s.

mod api;
mod bans;
mod contact;
mod decisions;
mod door;
mod fields;
mod jobs;
mod order;
mod place;
mod queue;
mod said;
mod session;
mod slice;
mod threads;

use axum::Router;
use axum::routing::{get, post};

pub use self::api::api_routes;
use super::state::Shared;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk", get(session::arrive))
        .route("/desk/sign-in", get(session::form).post(session::sign_in))
        .route("/desk/sign-out", post(session::sign_out))
        .route("/desk/{site}/queue", get(queue::show))
        .route("/desk/{site}/comments/{id}", get(queue::one))
        .route("/desk/{site}/comments/{id}/contact", post(contact::show))
        .route("/desk/{site}/decisions", post(decisions::decide))
        .route("/desk/{site}/threads/{id}", post(threads::close))
        .route("/desk/{site}/bans", get(bans::show).post(bans::change))
        .route("/desk/{site}/jobs", get(jobs::show).post(jobs::retry))
        .route("/desk/{site}", get(queue::first))
        .route("/desk/{site}/{*rest}", get(door::nothing))
}
