//! Asking Akismet about the queue again: begun, looked at, stopped.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Caller, Reading, Writing};
use crate::domain::moderator::Scope;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::i18n::rfc3339;
use crate::moderation::{self, RecheckBegun};
use crate::store::rechecks::{Recheck, RecheckState};

/// The last run through the queue.
#[derive(Serialize, ToSchema)]
pub struct RecheckJson {
    /// `running`, `done`, `stopped`, `failed`, or `none` while there never was one.
    state: String,
    /// Comments that waited when it began, and those that are finished.
    total: i64,
    done: i64,
    /// Moved to spam, and approved, by what Akismet says and the site's policy.
    spam: i64,
    approved: i64,
    /// The site does not want Akismet asked about them (`akismet_ask`).
    not_asked: i64,
    /// What would be sent is no longer kept: it is, for 15 days at most.
    not_kept: i64,
    started: Option<String>,
    ended: Option<String>,
    /// Whoever began it, by name.
    by: Option<String>,
    /// Why Akismet gives no answer at present, in one word; the run goes on by itself when it does.
    trouble: Option<String>,
}

impl RecheckJson {
    fn new(run: Option<Recheck>) -> Self {
        let started = run.as_ref().map(|run| rfc3339(run.started));
        let ended = run.as_ref().and_then(|run| run.ended).map(rfc3339);
        let number = |of: fn(&Recheck) -> i64| run.as_ref().map_or(0, of);
        Self {
            state: run.as_ref().map_or("none", |run| run.state.as_str()).to_owned(),
            total: number(|run| run.total),
            done: number(|run| run.done),
            spam: number(|run| run.spam),
            approved: number(|run| run.approved),
            not_asked: number(|run| run.not_asked),
            not_kept: number(|run| run.not_kept),
            started,
            ended,
            by: run.as_ref().and_then(|run| run.by.clone()),
            trouble: run.filter(|run| run.state != RecheckState::Done).and_then(|run| run.trouble),
        }
    }
}

async fn look(web: &Web, caller: &Caller, status: StatusCode) -> Result<Response, Problem> {
    let run = web.services.store.recheck(caller.site.id).await.map_err(|e| failed(&e.into()))?;
    Ok((status, axum::Json(RecheckJson::new(run))).into_response())
}

/// How far the last run through the queue has come, and what came of it.
#[utoipa::path(get, path = "/api/v1/desk/{site}/recheck", tag = "desk", operation_id = "desk_recheck",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    responses((status = 200, body = RecheckJson), Reading))]
pub async fn show(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        look(&web, &caller, StatusCode::OK).await
    };
    super::reply(&web, read.await)
}

/// Has Akismet asked again about each comment that waits and that no person has decided about. It needs no body.
#[utoipa::path(post, path = "/api/v1/desk/{site}/recheck", tag = "desk", operation_id = "desk_recheck_begin",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    responses((status = 202, description = "It has begun", body = RecheckJson),
        (status = 200, description = "Nothing waits that could be asked about; the last run", body = RecheckJson), Writing,
        (status = 409, description = "A run is under way (`running`), or Akismet is not used here (`akismet-off`)",
            content_type = "application/problem+json")))]
pub async fn begin(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap) -> Response {
    let done = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let begun = moderation::begin_recheck(&web.services, &caller.site, caller.moderator).await;
        let not = |code, title| Err(Problem::new(StatusCode::CONFLICT, code, title));
        match begun.map_err(|e| failed(&e))? {
            RecheckBegun::Begun => look(&web, &caller, StatusCode::ACCEPTED).await,
            RecheckBegun::Nothing => look(&web, &caller, StatusCode::OK).await,
            RecheckBegun::Runs => not("running", "The queue is being asked about already"),
            RecheckBegun::Off => not("akismet-off", "Akismet is not used at this site"),
        }
    };
    super::reply(&web, done.await)
}

/// Ends the run that is under way; what it has done stays.
#[utoipa::path(delete, path = "/api/v1/desk/{site}/recheck", tag = "desk", operation_id = "desk_recheck_stop",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    responses((status = 200, description = "It has ended, now or before", body = RecheckJson), Writing))]
pub async fn stop(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap) -> Response {
    let done = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        moderation::stop_recheck(&web.services, &caller.site, caller.moderator).await.map_err(|e| failed(&e))?;
        look(&web, &caller, StatusCode::OK).await
    };
    super::reply(&web, done.await)
}
