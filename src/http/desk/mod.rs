//! The desk: where moderators decide. Pages for people with a session, and the API for machines with a
//! bearer token.

use axum::Router;

use super::state::Shared;

pub fn routes() -> Router<Shared> {
    Router::new()
}

pub fn api_routes() -> utoipa_axum::router::OpenApiRouter<Shared> {
    utoipa_axum::router::OpenApiRouter::new()
}
