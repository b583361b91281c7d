//! The desk: where moderators decide. Pages for people with a session, and the API for machines with a
//! bearer token.
//!
//! A handler's arguments say who may call it: [`door::Door`] everybody, [`door::Member`] whoever is signed
//! in, [`door::At`] whoever has a role at the site of the address ([`door::Editor`], [`door::Owner`]: at least that one), [`order::Order`] around one of them a form
//! from one of our own pages, [`door::Fresh`] around one of them a password typed within ten minutes. No GET changes anything, and nothing here decides: that is `moderation`'s.

mod api;
mod arrival;
mod bans;
mod contact;
mod decisions;
mod door;
mod factors;
mod fields;
mod fresh;
mod jobs;
mod order;
mod place;
mod profile;
mod queue;
mod rank;
mod said;
mod session;
mod slice;
mod threads;

use axum::Router;
use axum::routing::get;

pub use self::api::api_routes;
use super::state::Shared;

/// Each part of the desk names its own addresses.
pub fn routes() -> Router<Shared> {
    Router::new()
        .merge(session::routes())
        .merge(fresh::routes())
        .merge(profile::routes())
        .merge(factors::routes())
        .merge(queue::routes())
        .merge(threads::routes())
        .merge(bans::routes())
        .merge(jobs::routes())
        .route("/desk/{site}/{*rest}", get(door::nothing))
}
