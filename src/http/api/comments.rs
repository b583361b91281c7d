//! One comment: post it, read it, change it, withdraw it; and see a text before it is sent.

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::comment::{CommentJson, OwnJson, PostedJson, ShownJson};
use super::input::{BodyJson, NewCommentJson, bearer, idempotency_key, json};
use super::{at_site, problem, refused};
use crate::domain::comment::CommentId;
use crate::domain::error::{FieldCode, FieldError, Refusal};
use crate::domain::site::Site;
use crate::domain::submission::Source;
use crate::domain::thread::{PageUrl, ThreadKey};
use crate::http::body::BodyLimit;
use crate::http::client::ClientAddr;
use crate::http::cors::Caller;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::pages::thread::over_limit;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::http::view::Links;
use crate::posting::own::{self, Own};
use crate::services::Failure;
use crate::{posting, text};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LangQuery {
    /// Language of messages; one that is not spoken here is the site's.
    pub lang: Option<String>,
}

/// Post a comment.
#[utoipa::path(post, path = "/api/v1/{site}/comments", tag = "readers",
    params(("site" = String, Path, description = "Site key"), LangQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "16 to 64 characters; a repeated post gets the first answer again")),
    request_body = NewCommentJson,
    responses(
        (status = 201, description = "On disk. `status` says what the world sees now", body = PostedJson),
        (status = 400, description = "Not JSON", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Closed, banned, or an origin that is not the site's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such site, or the comment that is answered is not shown", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "A duplicate, or an idempotency key used for something else", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Every wrong field, in `errors`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 428, description = "Doubtful, and this client said that it `solves`: send it again with the `proof` for `challenge`. Nothing is written yet", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be written, or too many comments come at once; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn create(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        Caller::of(&headers, &site.origins).may_write()?;
        if web.services.is_full() {
            return Err(failed(&Failure::Busy));
        }
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        let key = idempotency_key(&headers)?;
        let draft = json::<NewCommentJson>(&headers, body, BodyLimit::COMMENT).await?.into_draft();
        // Before the limits: who is told to come again has used up nothing.
        let room = web.services.room().map_err(|busy| failed(&busy))?;
        if let Some(refusal) = over_limit(&web, &site, &draft, client) {
            return Err(refused(words, &refusal));
        }
        let visit = web.visit(client, &headers);
        let posted =
            posting::post(&web.services, &site, draft, visit, key, room).await.map_err(|e| problem(words, &e))?;
        let (key, links) = place(&web, &site, &posted.key, posted.url.as_ref());
        let until = own::editable_until(&site.policy, &posted.comment, web.services.now());
        let own = OwnJson::new(&posted.comment, until, key, &links);
        let location = format!("{}/api/v1/{}/comments/{}", web.base(), site.key.as_str(), posted.comment.id.0);
        let answer = PostedJson { own, receipt: posted.receipt.expose().to_owned() };
        Ok((StatusCode::CREATED, [(header::LOCATION, location)], axum::Json(answer)).into_response())
    })
    .await
}

/// The key of a thread and the addresses of what is in it.
fn place<'k>(web: &Web, site: &Site, key: &'k ThreadKey, url: Option<&PageUrl>) -> (&'k str, Links) {
    let key = key.as_str();
    (key, Links::new(web.base(), site.key.as_str(), key, url.map(PageUrl::as_str), None, None))
}

/// Read a comment. With its receipt as bearer token, its author also sees one that waits.
#[utoipa::path(get, path = "/api/v1/{site}/comments/{id}", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path, description = "Comment id")),
    responses(
        (status = 200, description = "With the receipt, what its author may know", body = ShownJson),
        (status = 404, description = "Not there, or not for you", body = ProblemBody, content_type = "application/problem+json")),
    security((), ("receipt" = [])))]
pub async fn show(
    State(web): State<Shared>,
    Path((site, id)): Path<(String, String)>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let id = comment_id(&id)?;
        let json = match bearer(&headers) {
            Some(receipt) => ShownJson::Own(own_json(&web, &open(&web, &site, id, receipt).await?)),
            None => ShownJson::Public(public_json(&web, &site, id).await?),
        };
        Ok(axum::Json(json).into_response())
    })
    .await
}

pub fn comment_id(raw: &str) -> Result<CommentId, Problem> {
    raw.parse().ok().map(CommentId).ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
}

async fn public_json(web: &Web, site: &Site, id: CommentId) -> Result<CommentJson, Problem> {
    let fail = |e: crate::store::Error| failed(&e.into());
    let not_found = || Problem::of(StatusCode::NOT_FOUND);
    let (thread, comment) = web.services.store.comment(site.id, id).await.map_err(fail)?.ok_or_else(not_found)?;
    if comment.content.is_none() {
        return Err(not_found());
    }
    let thread = web.services.store.thread_by_id(site.id, thread).await.map_err(fail)?.ok_or_else(not_found)?;
    let (key, links) = place(web, site, &thread.key, thread.url.as_ref());
    Ok(CommentJson::public(&comment, key, &links))
}

fn own_json(web: &Web, own: &Own) -> OwnJson {
    let (key, links) = place(web, &own.site, &own.thread.key, own.thread.url.as_ref());
    OwnJson::new(&own.comment, own.editable_until(web.services.now()), key, &links)
}

/// The comment that this receipt opens; 404 when it is not this one, at this site.
pub async fn open(web: &Web, site: &Site, id: CommentId, receipt: &str) -> Result<Own, Problem> {
    let own = own::open(&web.services, receipt).await.map_err(|e| failed(&e))?;
    own.filter(|own| own.site.id == site.id && own.comment.id == id).ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
}

/// Change a comment's text within the site's `edit_minutes`. The new text is checked like a new comment.
#[utoipa::path(patch, path = "/api/v1/{site}/comments/{id}", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path, description = "Comment id"), LangQuery),
    request_body = BodyJson,
    responses(
        (status = 200, body = OwnJson),
        (status = 401, description = "No receipt", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "The time is over", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not the comment of this receipt", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The text is not right", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json")),
    security(("receipt" = [])))]
pub async fn edit(
    State(web): State<Shared>,
    Path((site, id)): Path<(String, String)>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        let mut own = owned(&web, &site, &id, client, &headers).await?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        let text = json::<BodyJson>(&headers, body, BodyLimit::COMMENT).await?;
        own.comment = own::edit(&web.services, &own, &text.body).await.map_err(|e| problem(words, &e))?;
        Ok(axum::Json(own_json(&web, &own)).into_response())
    })
    .await
}

/// Withdraw a comment. Its name and text are overwritten at once.
#[utoipa::path(delete, path = "/api/v1/{site}/comments/{id}", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path, description = "Comment id"), LangQuery),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 401, description = "No receipt", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not the comment of this receipt", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json")),
    security(("receipt" = [])))]
pub async fn withdraw(
    State(web): State<Shared>,
    Path((site, id)): Path<(String, String)>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        let own = owned(&web, &site, &id, client, &headers).await?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        own::withdraw(&web.services, &own).await.map_err(|e| problem(words, &e))?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

/// What changing and withdrawing have in common: an allowed origin, the limit, the receipt.
async fn owned(web: &Web, site: &Site, id: &str, client: ClientAddr, headers: &HeaderMap) -> Result<Own, Problem> {
    Caller::of(headers, &site.origins).may_write()?;
    web.limit(Action::Edit, Some(site.id), client).map_err(Problem::too_many)?;
    let receipt = bearer(headers).ok_or_else(|| Problem::of(StatusCode::UNAUTHORIZED))?;
    open(web, site, comment_id(id)?, receipt).await
}

#[derive(Serialize, ToSchema)]
pub struct PreviewJson {
    html: String,
}

/// See a text as it will be shown. Nothing is stored.
#[utoipa::path(post, path = "/api/v1/{site}/preview", tag = "readers",
    params(("site" = String, Path, description = "Site key"), LangQuery),
    request_body = BodyJson,
    responses(
        (status = 200, body = PreviewJson),
        (status = 404, description = "No such site", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The text is not right", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn preview(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        Caller::of(&headers, &site.origins).may_write()?;
        web.limit(Action::Edit, Some(site.id), client).map_err(Problem::too_many)?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        let sent = json::<BodyJson>(&headers, body, BodyLimit::COMMENT).await?;
        let source =
            Source::parse(&sent.body, site.policy.max_length).map_err(|e| refused(words, &Refusal::Fields(vec![e])))?;
        let rendered = text::render(source.as_str())
            .map_err(|_| refused(words, &Refusal::Fields(vec![FieldError::new("body", FieldCode::BodyTooComplex)])))?;
        Ok(axum::Json(PreviewJson { html: rendered.html.as_str().to_owned() }).into_response())
    })
    .await
}
