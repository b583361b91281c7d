use super::super::problem::Problem;
use axum::http::StatusCode;
pub async fn show() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}
pub async fn act() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}
pub async fn post() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}
pub async fn fragment() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}
