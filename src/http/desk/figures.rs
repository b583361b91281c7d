//! `/desk/{site}/figures`: how the team does, as a whole and never by person.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Stop, page};
use crate::http::state::Shared;
use crate::http::view::desk::{FiguresView, Section};
use crate::moderation::{self, SPANS};

/// Days that are shown when nobody asks for others.
pub const SPAN: i64 = 30;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/figures", get(show))
}

async fn show(at: At) -> Response {
    let shown = figures(&at).await;
    at.answer(shown)
}

async fn figures(at: &At) -> Result<Response, Stop> {
    let days = span(at.query("days")).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    let figures = moderation::figures(&at.web().services, &at.site, days).await?;
    let root = format!("/desk/{}", at.site.key.as_str());
    page(StatusCode::OK, &FiguresView { frame: at.frame(Section::Figures), root, figures: &figures })
}

/// The days that are asked for, if they can be.
pub fn span(asked: Option<&str>) -> Option<i64> {
    match asked {
        None | Some("") => Some(SPAN),
        Some(text) => text.parse().ok().filter(|days| SPANS.contains(days)),
    }
}
