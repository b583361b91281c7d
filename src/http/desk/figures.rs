//! `/desk/{site}/figures`: how the team does, as a whole and never by person.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Stop, page};
use crate::domain::moderator::Role;
use crate::http::state::Shared;
use crate::http::view::desk::{AlarmNotice, FiguresView, HealthTable, Section};
use crate::learning;
use crate::moderation::{self, SPANS};

/// Days that are shown when nobody asks for others.
pub const SPAN: i64 = 30;
/// Spans of four weeks in the table of how the filter did: half a year.
const PERIODS: i64 = 6;

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
    let health = learning::health(&at.web().services, &at.site, PERIODS).await?;
    let root = format!("/desk/{}", at.site.key.as_str());
    let frame = at.frame(Section::Figures);
    let falls = if at.role() >= Role::Owner { health.falls.clone() } else { Vec::new() };
    let view = FiguresView {
        alarm: AlarmNotice::new(&frame, &root, falls),
        health: HealthTable::new(&frame, health),
        frame,
        root,
        figures: &figures,
    };
    page(StatusCode::OK, &view)
}

/// The days that are asked for, if they can be.
pub fn span(asked: Option<&str>) -> Option<i64> {
    match asked {
        None | Some("") => Some(SPAN),
        Some(text) => text.parse().ok().filter(|days| SPANS.contains(days)),
    }
}
