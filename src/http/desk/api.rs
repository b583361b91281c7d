//! The desk for machines: a queue to read, decisions to make, with a bearer token and never a cookie.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::decisions::wish;
use super::slice::slice;
use crate::accounts;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::domain::moderator::{ModeratorId, Scope};
use crate::domain::site::Site;
use crate::domain::verdict::Signal;
use crate::http::api::comment::{AuthorJson, CommentJson};
use crate::http::api::input::{bearer, json};
use crate::http::body::BodyLimit;
use crate::http::headers::Surface;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::http::view::Links;
use crate::i18n::{Words, rfc3339};
use crate::moderation;
use crate::store::flags::FlagEntry;
use crate::store::queue::Tally;
use crate::text;

const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 100;
/// Decided in one write, which other writers wait for.
const MOST_IDS: usize = 200;

pub fn api_routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(decide))
}

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

/// What waits or is reported comes oldest first, the rest newest first.
#[derive(Serialize, ToSchema)]
pub struct QueueJson {
    comments: Vec<DeskCommentJson>,
    /// For `after`; null on the last page.
    next: Option<String>,
    counts: CountsByStatusJson,
}

/// All comments of the site.
#[derive(Serialize, ToSchema)]
pub struct CountsByStatusJson {
    pending: i64,
    approved: i64,
    spam: i64,
    trash: i64,
    /// Comments with reports that nobody has settled.
    flagged: i64,
}

/// A comment as readers get it, except that `status` says what moderators know: `pending`, `approved`,
/// `spam` or `trash`; and why it is where it is.
#[derive(Serialize, ToSchema)]
pub struct DeskCommentJson {
    #[serde(flatten)]
    comment: CommentJson,
    /// What the filter thinks: `ham`, `unsure` or `spam`.
    verdict: String,
    /// The sum of the weights; 1 and more is unsure, 5 and more is spam.
    score: f64,
    signals: Vec<SignalJson>,
    /// Readers' reports that nobody has settled; `flags` holds the newest.
    flag_count: i64,
    flags: Vec<FlagJson>,
    /// Grows with every change of the comment.
    version: i64,
}

/// A reader's report. Who made it is not told.
#[derive(Serialize, ToSchema)]
#[schema(as = ReportJson)]
pub struct FlagJson {
    /// `spam`, `attack`, `threat`, `illegal` or `other`.
    reason: String,
    /// Plain text; may be empty.
    note: String,
    created: String,
}

/// One finding of the filter, or one reason of the site's policy.
#[derive(Serialize, ToSchema)]
pub struct SignalJson {
    code: String,
    /// Evidence for spam when positive, against it when negative.
    weight: f64,
    /// A sentence in the desk's language: the site's, else English.
    text: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionsJson {
    /// 1 to 200 comments.
    ids: Vec<i64>,
    /// `approved`, `pending`, `spam`, `trash`, or `restore` for the status before.
    to: String,
}

#[derive(Serialize, ToSchema)]
pub struct DecidedJson {
    decided: Vec<i64>,
    /// One that cannot be decided does not stop the others.
    failed: Vec<FailedJson>,
}

#[derive(Serialize, ToSchema)]
pub struct FailedJson {
    id: i64,
    /// `not-found`, or `withdrawn` for a comment that its author took back.
    code: String,
}

/// The comments of one status, with what the filter thinks of each.
#[utoipa::path(get, path = "/api/v1/desk/{site}/comments", tag = "desk",
    params(("site" = String, Path, description = "Site key"), QueueQuery),
    security(("desk" = [])),
    responses(
        (status = 200, body = QueueJson),
        (status = 400, description = "An unknown status or parameter, a limit out of range, a cursor of another list", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No token, or not one of this site", body = ProblemBody, content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 404, description = "No such site", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be read; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn list(
    State(web): State<Shared>,
    Path(site): Path<String>,
    query: Result<Query<QueueQuery>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let (site, _) = caller(&web, &site, &headers, Scope::Read).await?;
        let Query(query) = query.map_err(|_| bad_query("The parameters are status, after and limit."))?;
        let queue = query.status.as_deref().map_or(Some(Queue::Of(Status::Pending)), Queue::from_word);
        let queue = queue.ok_or_else(|| bad_query("status is one of pending, approved, spam, trash, flagged"))?;
        let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(bad_query("limit is a number from 1 to 100"));
        }
        let after = query.after.as_deref().filter(|cursor| !cursor.is_empty());
        let part = slice(&web.services, &site, queue, after, limit).await.map_err(|e| failed(&e.into()))?;
        let part = part.ok_or_else(|| bad_query("after is not a cursor of this list"))?;
        let counts = web.services.store.tally(site.id).await.map_err(|e| failed(&e.into()))?;
        let words = web.words(site.policy.lang.at_desk());
        let comments = part.comments.iter().map(|c| DeskCommentJson::new(&web, &site, c, &part.flags, words)).collect();
        Ok(axum::Json(QueueJson { comments, next: part.next, counts: counts.into() }).into_response())
    };
    reply(&web, read.await)
}

/// Decides about comments of one site, as the moderator whose token it is.
#[utoipa::path(post, path = "/api/v1/desk/{site}/decisions", tag = "desk",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    request_body = DecisionsJson,
    responses(
        (status = 200, description = "On disk", body = DecidedJson),
        (status = 400, description = "Not JSON", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No token, or not one of this site", body = ProblemBody, content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 403, description = "The token may only read", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Another shape, an unknown decision, no ids or too many", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be written; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn decide(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let (site, moderator) = caller(&web, &site, &headers, Scope::Moderate).await?;
        let asked = json::<DecisionsJson>(&headers, body, BodyLimit::SMALL).await?;
        let wish = wish(&asked.to).ok_or_else(|| bad_value("to is one of approved, pending, spam, trash, restore"))?;
        if !(1..=MOST_IDS).contains(&asked.ids.len()) {
            return Err(bad_value("ids is a list of 1 to 200 numbers"));
        }
        let ids: Vec<CommentId> = asked.ids.iter().copied().map(CommentId).collect();
        let outcome = moderation::decide(&web.services, &site, &ids, wish, moderator).await.map_err(|e| failed(&e))?;
        let answer = DecidedJson {
            decided: outcome.decided.iter().map(|decided| decided.id.0).collect(),
            failed: outcome
                .failed
                .iter()
                .map(|(id, why)| FailedJson { id: id.0, code: why.as_str().to_owned() })
                .collect(),
        };
        Ok(axum::Json(answer).into_response())
    };
    reply(&web, done.await)
}

/// The site, and for whom the token acts there.
///
/// # Errors
/// 404 for an unknown site, 401 without a good token, 403 for one that allows less than `needed`.
async fn caller(web: &Web, key: &str, headers: &HeaderMap, needed: Scope) -> Result<(Arc<Site>, ModeratorId), Problem> {
    let site = web.site(key).await?;
    let token = bearer(headers).ok_or_else(|| Problem::of(StatusCode::UNAUTHORIZED))?;
    let holder = async |scope| accounts::bearer(&web.services, &site, token, scope).await.map_err(|e| failed(&e));
    if let Some(moderator) = holder(needed).await? {
        return Ok((site, moderator));
    }
    match holder(Scope::Read).await? {
        Some(_) => Err(Problem::of(StatusCode::FORBIDDEN).detail("This token may read, not decide.")),
        None => Err(Problem::of(StatusCode::UNAUTHORIZED)),
    }
}

/// No other origin may read any of it, so there is nothing to mark for one.
fn reply(web: &Web, result: Result<Response, Problem>) -> Response {
    let mut response = result.unwrap_or_else(IntoResponse::into_response);
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    web.dress(Surface::DeskApi, response)
}

fn bad_query(why: &str) -> Problem {
    Problem::of(StatusCode::BAD_REQUEST).detail(why)
}

fn bad_value(why: &str) -> Problem {
    Problem::of(StatusCode::UNPROCESSABLE_ENTITY).detail(why)
}

impl DeskCommentJson {
    fn new(web: &Web, site: &Site, comment: &DeskComment, flags: &[FlagEntry], words: Words<'_>) -> Self {
        let (key, url) = (comment.thread_key.as_str(), comment.thread_url.as_deref());
        let links = Links::new(web.base(), site.key.as_str(), key, url, None, None);
        let author = AuthorJson {
            name: comment.name.clone(),
            website: comment.website.as_ref().map(|w| w.as_str().to_owned()),
            avatar: None,
            role: if comment.staff { "member" } else { "guest" }.to_owned(),
        };
        Self {
            comment: CommentJson {
                id: comment.id.0,
                key: key.to_owned(),
                parent: comment.parent.map(|p| p.0),
                depth: comment.depth,
                author: (!comment.withdrawn).then_some(author),
                html: text::from_store(&comment.html).as_str().to_owned(),
                created: rfc3339(comment.created),
                edited: comment.edited.map(rfc3339),
                picked: comment.picked,
                pinned: comment.pinned,
                status: comment.status.as_str().to_owned(),
                votes: comment.votes,
                replies: comment.replies,
                permalink: links.comment(comment.id),
            },
            verdict: comment.verdict.opinion.as_str().to_owned(),
            score: comment.verdict.score,
            signals: comment.verdict.signals.iter().map(|s| SignalJson::new(s, words)).collect(),
            flag_count: comment.flags,
            flags: flags.iter().filter(|f| f.comment == comment.id).map(FlagJson::new).collect(),
            version: comment.version,
        }
    }
}

impl FlagJson {
    fn new(flag: &FlagEntry) -> Self {
        Self { reason: flag.reason.as_str().to_owned(), note: flag.note.clone(), created: rfc3339(flag.created) }
    }
}

impl SignalJson {
    fn new(signal: &Signal, words: Words<'_>) -> Self {
        Self { code: signal.code.as_str().to_owned(), weight: signal.weight, text: words.signal(signal) }
    }
}

impl From<Tally> for CountsByStatusJson {
    fn from(tally: Tally) -> Self {
        Self {
            pending: tally.pending,
            approved: tally.approved,
            spam: tally.spam,
            trash: tally.trash,
            flagged: tally.flagged,
        }
    }
}
