//! The desk: where moderators decide. Pages for people with a session, and the API for machines with a
//! bearer token.
//!
//! A handler's arguments say who may call it: [`door::Door`] everybody, [`door::Member`] whoever is signed
//! in, [`door::At`] whoever has a role at the site of the address ([`ranks::Editor`], [`ranks::Owner`]: at least that one), [`order::Order`] around one of them a form
//! from one of our own pages. No GET changes anything, and nothing here decides: that is `moderation`'s.

mod acts;
mod answers;
mod api;
mod bans;
mod contact;
mod decisions;
mod door;
mod email;
mod fields;
mod news;
mod order;
mod people;
mod place;
mod queue;
mod ranks;
mod said;
mod session;
mod settings;
mod slice;
mod threads;
mod undo;
mod waves;

use axum::Router;
use axum::routing::get;

pub use self::api::api_routes;
pub use self::settings::operator::Operator;
use super::state::Shared;

/// Each part of the desk names its own addresses.
pub fn routes() -> Router<Shared> {
    Router::new()
        .merge(session::routes())
        .merge(queue::routes())
        .merge(acts::routes())
        .merge(undo::routes())
        .merge(waves::routes())
        .merge(news::routes())
        .merge(threads::routes())
        .merge(bans::routes())
        .merge(people::routes())
        .merge(settings::routes())
        .route("/desk/{site}/{*rest}", get(door::nothing))
}
