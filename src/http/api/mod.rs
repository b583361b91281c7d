//! The API.
use super::problem::Problem;
use super::state::Shared;
use axum::Router;
use axum::http::StatusCode;
pub fn routes() -> Router<Shared> {
    Router::new()
}
pub async fn preflight() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}
