//! What the operator's machines ask: alive, ready, figures.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::problem::Problem;
use super::state::Shared;
use crate::domain::clock::Timestamp;
use crate::metrics::Metrics;
use crate::services::Services;

/// The process answers. Says nothing about the database, so that a full disk does not restart it in circles.
/// Every page may read it: so the widget tells a service that is away from one that does not know the page.
pub async fn healthz() -> impl IntoResponse {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], "ok\n")
}

/// The database can be written. A probe is a write of its own, so it is bounded in time.
pub async fn readyz(State(web): State<Shared>) -> Response {
    let probe = web.services.store.probe(web.services.now());
    match tokio::time::timeout(Duration::from_secs(5), probe).await {
        Ok(Ok(())) => "ready\n".into_response(),
        _ => Problem::of(StatusCode::SERVICE_UNAVAILABLE)
            .detail("The database cannot be written.")
            .retry(5)
            .into_response(),
    }
}

/// Everything that is counted. Gauges that live in the database are read when they are asked for.
pub async fn metrics(State(services): State<Arc<Services>>) -> Response {
    let now = services.now();
    if let Ok((waiting, oldest)) = services.store.waiting().await {
        services.metrics.queue(waiting, age(now, oldest));
    }
    if let Ok(figures) = services.store.job_figures(now).await {
        services.metrics.jobs_waiting(figures.ready, age(now, figures.oldest_due.map(Timestamp)));
        services.metrics.jobs_dead(figures.dead);
    }
    ([(header::CONTENT_TYPE, Metrics::CONTENT_TYPE)], services.metrics.encode()).into_response()
}

fn age(now: Timestamp, since: Option<Timestamp>) -> Duration {
    since.map_or(Duration::ZERO, |t| Duration::from_millis(u64::try_from(now.since(t)).unwrap_or(0)))
}
