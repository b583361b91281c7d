//! Every address of the service, on one screen.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::state::Shared;
use super::{akismet, api, assets, desk, ops, pages};
use crate::services::Services;

/// The whole outward surface. What is not here does not exist: 404.
pub fn router(web: Shared) -> Router {
    let assets = assets::routes(&web.assets);
    Router::new()
        .route("/t/{site}", get(pages::thread::show).post(pages::thread::post))
        .route("/t/{site}/report", get(pages::report::thanks).post(pages::report::post))
        .route("/t/{site}/fragment", get(pages::fragment::show).options(api::preflight))
        .route("/t/{site}/feed.atom", get(pages::feed::show))
        .route("/t/{site}/privacy", get(pages::privacy::show))
        .route("/r/{receipt}", get(pages::receipt::show).post(pages::receipt::act))
        .route("/m/{token}", get(pages::mail_link::show).post(pages::mail_link::act))
        .route("/akismet/{site}", post(akismet::hear))
        .route("/demo", get(pages::demo::show))
        .merge(assets)
        .merge(api::routes())
        .merge(desk::routes())
        .route("/healthz", get(ops::healthz))
        .route("/readyz", get(ops::readyz))
        .fallback(assets::otherwise)
        .with_state(web)
}

/// What the operator's own listener shows.
pub fn metrics(services: Arc<Services>) -> Router {
    Router::new().route("/metrics", get(ops::metrics)).with_state(services)
}
