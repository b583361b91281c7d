//! Decisions about many comments at once, and taking them back.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Caller, Writing, bad_value};
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::Scope;
use crate::http::api::input::json;
use crate::http::body::BodyLimit;
use crate::http::desk::decisions::wish;
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::threads::failed;
use crate::i18n::rfc3339;
use crate::moderation::{self, Decided, Outcome, Target, WhyNot};
use crate::store::audit::StepId;

/// Decided in one write, which other writers wait for.
const MOST: usize = 200;
/// The comments that are compared with each other.
const LARGEST_WAVE: usize = 500;

/// 1 to 200 comments, in `ids`, in `comments` or in both.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionsJson {
    /// Comments, whatever has become of them.
    #[serde(default)]
    ids: Vec<i64>,
    /// Comments with the version that was in view: one that somebody changed since is not decided.
    #[serde(default)]
    comments: Vec<TargetJson>,
    /// `approved`, `pending`, `spam`, `trash`, or `restore` for the status before.
    to: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetJson {
    id: i64,
    #[serde(default)]
    version: Option<i64>,
}

/// A wave: comments that are near-copies of each other.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveJson {
    /// 1 to 500 comments, each with the version that was in view.
    comments: Vec<TargetJson>,
    /// `approved`, `spam` or `trash`.
    to: String,
}

#[derive(Serialize, ToSchema)]
pub struct DecidedJson {
    decided: Vec<i64>,
    /// One that cannot be decided does not stop the others.
    failed: Vec<FailedJson>,
    /// By which all of it can be taken back, with `undo`; null when nothing was decided.
    step: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct FailedJson {
    id: i64,
    /// `not-found`; `withdrawn` for a comment that its author took back; `changed` when somebody was faster: then the
    /// rest says who, and what the comment is now.
    code: String,
    /// A moderator's name; absent where its author or the filter changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoJson {
    /// One of the account's own steps at this site; without it the latest that is not undone.
    #[serde(default)]
    step: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct UndoneJson {
    step: i64,
    /// What had been done, in one word.
    action: String,
    restored: Vec<RestoredJson>,
    /// Where somebody has decided otherwise since, that stays.
    failed: Vec<FailedJson>,
}

#[derive(Serialize, ToSchema)]
pub struct RestoredJson {
    id: i64,
    status: String,
    version: i64,
}

impl FailedJson {
    fn new((id, why): &(CommentId, WhyNot)) -> Self {
        let last = match why {
            WhyNot::Changed(last) => Some(last),
            _ => None,
        };
        Self {
            id: id.0,
            code: why.as_str().to_owned(),
            by: last.and_then(|last| last.by.clone()),
            status: last.map(|last| last.status.as_str().to_owned()),
            at: last.and_then(|last| last.at).map(rfc3339),
            version: last.map(|last| last.version),
        }
    }
}

impl RestoredJson {
    fn new(decided: &Decided) -> Self {
        Self { id: decided.id.0, status: decided.to.as_str().to_owned(), version: decided.version }
    }
}

impl TargetJson {
    fn target(&self) -> Target {
        Target { id: CommentId(self.id), version: self.version }
    }
}

impl DecisionsJson {
    fn targets(&self) -> Result<Vec<Target>, Problem> {
        let bare = self.ids.iter().map(|id| Target::from(CommentId(*id)));
        let seen = self.comments.iter().map(TargetJson::target);
        let all: Vec<Target> = bare.chain(seen).collect();
        let field = if self.comments.is_empty() { "ids" } else { "comments" };
        match all.len() {
            0 => Err(bad_value(field, "none", "ids or comments names 1 to 200 comments")),
            1..=MOST => Ok(all),
            _ => Err(bad_value(field, "too-many", "ids and comments name 200 comments at most")),
        }
    }
}

/// Decides about comments of one site, as the moderator whose token it is.
#[utoipa::path(post, path = "/api/v1/desk/{site}/decisions", tag = "desk",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    request_body = DecisionsJson,
    responses((status = 200, description = "On disk", body = DecidedJson), Writing,
        (status = 409, description = "Nothing was decided, because somebody was faster", body = DecidedJson)))]
pub async fn decide(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let Caller { site, moderator, .. } = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let asked = json::<DecisionsJson>(&headers, body, BodyLimit::SMALL).await?;
        let unknown = || bad_value("to", "unknown", "to is one of approved, pending, spam, trash, restore");
        let wish = wish(&asked.to).ok_or_else(unknown)?;
        let targets = asked.targets()?;
        let done = moderation::decide(&web.services, &site, &targets, wish, moderator).await;
        let outcome = done.map_err(|e| failed(&e))?;
        Ok(decided(&outcome))
    };
    super::reply(&web, done.await)
}

/// Decides about near-copies in one step, and about what arrives of them within the next 24 hours.
#[utoipa::path(post, path = "/api/v1/desk/{site}/waves", tag = "desk", operation_id = "desk_wave",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    request_body = WaveJson,
    responses((status = 200, description = "On disk", body = DecidedJson), Writing,
        (status = 409, description = "Nothing was decided, because somebody was faster", body = DecidedJson)))]
pub async fn wave(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let Caller { site, moderator, .. } = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let asked = json::<WaveJson>(&headers, body, BodyLimit::SMALL).await?;
        let to = Status::from_word(&asked.to).filter(|to| *to != Status::Pending);
        let to = to.ok_or_else(|| bad_value("to", "unknown", "to is one of approved, spam, trash"))?;
        let targets: Vec<Target> = asked.comments.iter().map(TargetJson::target).collect();
        match targets.len() {
            0 => return Err(bad_value("comments", "none", "comments names 1 to 500 comments")),
            1..=LARGEST_WAVE => {}
            _ => return Err(bad_value("comments", "too-many", "comments names 500 comments at most")),
        }
        let done = moderation::decide_wave(&web.services, &site, &targets, to, moderator).await;
        Ok(decided(&done.map_err(|e| failed(&e))?))
    };
    super::reply(&web, done.await)
}

fn decided(outcome: &Outcome) -> Response {
    let beaten = outcome.failed.iter().any(|(_, why)| matches!(why, WhyNot::Changed(_)));
    let status = if beaten && outcome.decided.is_empty() { StatusCode::CONFLICT } else { StatusCode::OK };
    let answer = DecidedJson {
        decided: outcome.decided.iter().map(|decided| decided.id.0).collect(),
        failed: outcome.failed.iter().map(FailedJson::new).collect(),
        step: outcome.step.map(|step| step.0),
    };
    (status, axum::Json(answer)).into_response()
}

/// Takes back one of the account's own steps, whenever it was.
#[utoipa::path(post, path = "/api/v1/desk/{site}/undo", tag = "desk",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    request_body = UndoJson,
    responses((status = 200, description = "On disk", body = UndoneJson), Writing))]
pub async fn undo(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let Caller { site, moderator, .. } = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let asked = json::<UndoJson>(&headers, body, BodyLimit::SMALL).await?;
        let done = moderation::undo(&web.services, &site, moderator, asked.step.map(StepId)).await;
        let nothing = || Problem::of(StatusCode::NOT_FOUND).detail("There is no such step to take back.");
        let undone = done.map_err(|e| failed(&e))?.ok_or_else(nothing)?;
        let answer = UndoneJson {
            step: undone.step.0,
            restored: undone.restored.iter().map(RestoredJson::new).collect(),
            failed: undone.failed.iter().map(FailedJson::new).collect(),
            action: undone.action,
        };
        Ok(axum::Json(answer).into_response())
    };
    super::reply(&web, done.await)
}
