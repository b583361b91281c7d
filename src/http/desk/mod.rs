//! The desk: where moderators decide. Pages for people with a session, and the API for machines with a
//! bearer token.
//!
//! A handler's arguments say who may call it: [`door::Door`] everybody, [`door::Member`] whoever is signed
//! in, [`door::At`] whoever has a role at the site of the address ([`ranks::Editor`], [`ranks::Owner`]: at least that one), [`order::Order`] around one of them a form
//! from one of our own pages, [`door::Fresh`] around one of them a password typed within ten minutes. No GET changes anything, and nothing here decides: that is `moderation`'s.

mod acts;
mod answers;
mod api;
mod arrival;
mod asked;
mod bans;
mod comments;
mod contact;
mod decisions;
mod door;
mod email;
mod embed;
mod factors;
mod fields;
mod figures;
mod fresh;
mod join;
mod log;
mod news;
mod order;
mod people;
mod place;
mod profile;
mod queue;
mod ranks;
mod recheck;
mod said;
mod session;
mod settings;
mod setup;
mod slice;
mod stop;
mod team;
mod threads;
mod tried;
mod undo;
mod waves;

use axum::Router;
use axum::routing::get;

pub use self::api::api_routes;
pub use self::asked::Asked;
pub use self::settings::operator::Operator;
use super::state::Shared;

/// Each part of the desk names its own addresses.
pub fn routes() -> Router<Shared> {
    Router::new()
        .merge(session::routes())
        .merge(fresh::routes())
        .merge(profile::routes())
        .merge(factors::routes())
        .merge(team::routes())
        .merge(join::routes())
        .merge(setup::routes())
        .merge(embed::routes())
        .merge(queue::routes())
        .merge(acts::routes())
        .merge(undo::routes())
        .merge(waves::routes())
        .merge(news::routes())
        .merge(comments::routes())
        .merge(threads::routes())
        .merge(bans::routes())
        .merge(log::routes())
        .merge(figures::routes())
        .merge(recheck::routes())
        .merge(people::routes())
        .merge(settings::routes())
        .route("/desk/{site}/{*rest}", get(door::nothing))
}
