//! `/desk/{site}/recheck`: Akismet is asked about the queue again; how far that has come, and what the account says.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::comment::Status;
use crate::domain::moderator::Role;
use crate::http::state::Shared;
use crate::http::view::desk::{AccountState, RecheckPart, RecheckView, RunBox, Section};
use crate::moderation::{self, RecheckBegun};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/recheck", get(show).post(act))
}

/// The piece of a page with the button, or with the run that is under way. `None` where Akismet is not used.
pub async fn run_box<'a>(at: &'a At, section: Section, back: &Place) -> Result<Option<RunBox<'a>>, Stop> {
    let services = &at.web().services;
    if services.akismet_key(&at.site)?.is_none() {
        return Ok(None);
    }
    let run = services.store.recheck(at.site.id).await?;
    let root = format!("/desk/{}", at.site.key.as_str());
    Ok(Some(RunBox::new(&at.frame(section), root, back.path(), run, services.now())))
}

/// The page; with `part=box` only its piece, for the script.
async fn show(at: At) -> Response {
    let shown = async {
        let queue = Place::queue(&at.site.key, Status::Pending);
        let place = Place::Recheck { site: at.site.key.clone() };
        if at.query("part") == Some("box") {
            let back = at.query("back").and_then(Place::parse).filter(|back| back.site() == Some(&at.site.key));
            let piece = run_box(&at, Section::Queue, &back.unwrap_or(queue)).await?;
            return match piece {
                Some(run) => page(StatusCode::OK, &RecheckPart { run }),
                None => Ok(StatusCode::NO_CONTENT.into_response()),
            };
        }
        let store = &at.web().services.store;
        let account = match at.role() >= Role::Editor {
            true => Some(AccountState::new(&at.frame(Section::Queue), store.akismet_state(at.site.id).await?)),
            false => None,
        };
        let run = run_box(&at, Section::Queue, &place).await?;
        let (frame, line) = (at.frame(Section::Queue), at.line());
        let root = format!("/desk/{}", at.site.key.as_str());
        page(StatusCode::OK, &RecheckView { frame, root, back: place.path(), line, run, account })
    };
    let shown = shown.await;
    at.answer(shown)
}

async fn act(order: Order<At>) -> Response {
    let done = carry_out(&order).await;
    order.who.answer(done)
}

async fn carry_out(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let kind = match order.fields.get("do") {
        Some("stop") => match moderation::stop_recheck(services, &at.site, at.moderator()).await? {
            true => Kind::RecheckStopped,
            false => Kind::RecheckNotRunning,
        },
        Some("begin") => match moderation::begin_recheck(services, &at.site, at.moderator()).await? {
            RecheckBegun::Begun => Kind::RecheckBegun,
            RecheckBegun::Runs => Kind::RecheckRuns,
            RecheckBegun::Nothing => Kind::RecheckNothing,
            RecheckBegun::Off => Kind::RecheckOff,
        },
        _ => return Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    Ok(at.back(&order.fields, Place::queue(&at.site.key, Status::Pending), &Said::just(kind)))
}
