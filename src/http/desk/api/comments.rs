//! Comments: the queues, one comment with its history, and what is done to it besides its status.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{DeskCommentJson, LogLineJson, OneJson, QueueJson};
use super::{Caller, Reading, Writing, bad_query, bad_value, id, limit, refused, writing};
use crate::domain::comment::{CommentId, Queue, Status};
use crate::domain::moderator::{Role, Scope};
use crate::http::desk::log::of_comment;
use crate::http::desk::slice::{flags, slice};
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::moderation::{self, Acted, Refused, Target};
use crate::store::marks::Mark;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// `pending` (default), `approved`, `spam`, `trash`, or `flagged` for what readers have reported.
    status: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// 1 to 100; default 50.
    limit: Option<i64>,
}

/// A new text for a comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditJson {
    /// Markdown, and the inline tags that readers of WordPress know.
    body: String,
    /// The comment's `version` that this is about; without it, whatever the comment has become.
    #[serde(default)]
    version: Option<i64>,
}

/// A reply in the account's name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffReplyJson)]
pub struct ReplyJson {
    /// Markdown.
    body: String,
    #[serde(default)]
    version: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkJson {
    /// `pick`, `unpick`, `pin` or `unpin`.
    mark: String,
    #[serde(default)]
    version: Option<i64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteQuery {
    /// The comment's `version` that this is about.
    version: Option<i64>,
}

/// What was done, and what the comment is now.
#[derive(Serialize, ToSchema)]
pub struct ActedJson {
    id: i64,
    /// `pending`, `approved`, `spam` or `trash`.
    status: String,
    version: i64,
    /// By which it can be taken back, with `undo`.
    step: Option<i64>,
    /// The reply that was written.
    reply: Option<i64>,
}

impl From<Acted> for ActedJson {
    fn from(acted: Acted) -> Self {
        Self {
            id: acted.id.0,
            status: acted.status.as_str().to_owned(),
            version: acted.version,
            step: acted.step.map(|step| step.0),
            reply: acted.reply.map(|id| id.0),
        }
    }
}

/// The comments of one status, with what the filter thinks of each.
#[utoipa::path(get, path = "/api/v1/desk/{site}/comments", tag = "desk",
    params(("site" = String, Path, description = "Site key"), QueueQuery),
    security(("desk" = [])),
    responses((status = 200, body = QueueJson), Reading))]
pub async fn list(
    State(web): State<Shared>,
    Path(site): Path<String>,
    query: Result<Query<QueueQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let Query(query) = query.map_err(|_| bad_query("The parameters are status, after and limit."))?;
        let queue = query.status.as_deref().map_or(Some(Queue::Of(Status::Pending)), Queue::from_word);
        let queue = queue.ok_or_else(|| bad_query("status is one of pending, approved, spam, trash, flagged"))?;
        let limit = limit(query.limit)?;
        let after = query.after.as_deref().filter(|cursor| !cursor.is_empty());
        let site = &caller.site;
        let part = slice(&web.services, site, queue, after, limit).await.map_err(|e| failed(&e.into()))?;
        let part = part.ok_or_else(|| bad_query("after is not a cursor of this list"))?;
        let counts = web.services.store.tally(site.id).await.map_err(|e| failed(&e.into()))?;
        let words = caller.words(&web);
        let comments = part.comments.iter().map(|c| DeskCommentJson::new(&web, site, c, &part.flags, words)).collect();
        Ok(axum::Json(QueueJson { comments, next: part.next, counts: counts.into() }).into_response())
    };
    super::reply(&web, read.await)
}

/// One comment, with what was typed and everything that was done to it.
#[utoipa::path(get, path = "/api/v1/desk/{site}/comments/{id}", tag = "desk", operation_id = "desk_comment",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    responses((status = 200, body = OneJson), Reading))]
pub async fn show(
    State(web): State<Shared>,
    Path((site, comment)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let (site, store) = (&caller.site, &web.services.store);
        let id = CommentId(id(&comment)?);
        let comment = store.desk_comment(site.id, id).await.map_err(|e| failed(&e.into()))?;
        let comments = [comment.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))?];
        let flags = flags(&web.services, site, &comments).await.map_err(|e| failed(&e.into()))?;
        let history = of_comment(&web.services, site.id, id).await.map_err(|e| failed(&e.into()))?;
        let [comment] = &comments;
        let one = OneJson {
            comment: DeskCommentJson::new(&web, site, comment, &flags, caller.words(&web)),
            source: comment.source.clone(),
            history: history.into_iter().map(LogLineJson::from).collect(),
        };
        Ok(axum::Json(one).into_response())
    };
    super::reply(&web, read.await)
}

/// Changes the text. Readers see that the editors did; what it said before is in the log.
#[utoipa::path(patch, path = "/api/v1/desk/{site}/comments/{id}", tag = "desk", operation_id = "desk_edit",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = EditJson,
    responses((status = 200, description = "On disk", body = ActedJson), Writing,
        (status = 409, description = "Somebody changed the comment meanwhile", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn edit(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<EditJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let target = Target { id: CommentId(id), version: asked.version };
        let done = moderation::edit(&web.services, &caller.site, target, &asked.body, caller.moderator).await;
        acted(&web, &caller, StatusCode::OK, done.map_err(|e| failed(&e))?)
    };
    super::reply(&web, done.await)
}

/// Answers a comment in the account's name, which approves the comment in the same step.
#[utoipa::path(post, path = "/api/v1/desk/{site}/comments/{id}/replies", tag = "desk", operation_id = "desk_reply",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = ReplyJson,
    responses((status = 201, description = "On disk; `reply` is the new comment", body = ActedJson), Writing,
        (status = 409, description = "Somebody changed the comment meanwhile", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn reply(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<ReplyJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let target = Target { id: CommentId(id), version: asked.version };
        let done = moderation::reply(&web.services, &caller.site, target, &asked.body, caller.moderator).await;
        acted(&web, &caller, StatusCode::CREATED, done.map_err(|e| failed(&e))?)
    };
    super::reply(&web, done.await)
}

/// Makes a comment the editors' pick or pins it above all others, or takes that back.
#[utoipa::path(post, path = "/api/v1/desk/{site}/comments/{id}/marks", tag = "desk", operation_id = "desk_mark",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = MarkJson,
    responses((status = 200, description = "On disk", body = ActedJson), Writing,
        (status = 409, description = "Somebody changed the comment meanwhile", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn mark(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<MarkJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let mark = Mark::from_word(&asked.mark);
        let mark = mark.ok_or_else(|| bad_value("mark", "unknown", "mark is one of pick, unpick, pin, unpin"))?;
        let target = Target { id: CommentId(id), version: asked.version };
        let done = moderation::mark(&web.services, &caller.site, target, mark, caller.moderator).await;
        acted(&web, &caller, StatusCode::OK, done.map_err(|e| failed(&e))?)
    };
    super::reply(&web, done.await)
}

/// Deletes a comment for good; it takes the role editor and cannot be taken back. Its place stays while something
/// answers it.
#[utoipa::path(delete, path = "/api/v1/desk/{site}/comments/{id}", tag = "desk", operation_id = "desk_delete",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path), DeleteQuery),
    security(("desk" = [])),
    responses((status = 204, description = "Gone"), Reading,
        (status = 409, description = "Somebody changed the comment meanwhile", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn delete(
    State(web): State<Shared>,
    Path((site, comment)): Path<(String, String)>,
    query: Result<Query<DeleteQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let done = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        caller.is(Role::Editor)?;
        let id = CommentId(id(&comment)?);
        let Query(query) = query.map_err(|_| bad_query("The one parameter is version, a number."))?;
        let target = Target { id, version: query.version };
        let done = moderation::delete(&web.services, &caller.site, target, caller.moderator).await;
        done.map_err(|e| failed(&e))?.map_err(|why| not_done(&web, &caller, &why))?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    super::reply(&web, done.await)
}

fn acted(web: &Web, caller: &Caller, status: StatusCode, done: Result<Acted, Refused>) -> Result<Response, Problem> {
    let acted = done.map_err(|why| not_done(web, caller, &why))?;
    Ok((status, axum::Json(ActedJson::from(acted))).into_response())
}

fn not_done(web: &Web, caller: &Caller, why: &Refused) -> Problem {
    refused(caller.words(web), &caller.site.policy.timezone, why)
}
