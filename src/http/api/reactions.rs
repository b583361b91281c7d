//! What readers do about others' comments: recommend them, and report them to the editors.

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::comments::{LangQuery, comment_id, open};
use super::input::{bearer, json};
use super::{at_site, problem};
use crate::domain::comment::CommentId;
use crate::domain::flag::FlagDraft;
use crate::domain::site::Site;
use crate::http::body::BodyLimit;
use crate::http::client::ClientAddr;
use crate::http::cors::Caller;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::{Shared, Web};
use crate::posting::reaction;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteJson {
    /// Give the vote, or take it back. The same twice changes nothing.
    to: bool,
    /// The form token: the last `Svar-Form` header of this thread, at most a day old.
    #[serde(default)]
    token: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct VotedJson {
    /// How many the comment has now.
    votes: i64,
    voted: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagJson {
    /// `spam`, `attack`, `threat`, `illegal` or `other`.
    #[serde(default)]
    reason: Option<String>,
    /// Plain text, at most 1,000 characters.
    #[serde(default)]
    note: Option<String>,
    /// Kept, sealed, only where the reason is `illegal`.
    #[serde(default)]
    name: Option<String>,
    /// Kept, sealed, only where the reason is `illegal`.
    #[serde(default)]
    email: Option<String>,
    /// The form token: the last `Svar-Form` header of this thread, at most a day old.
    #[serde(default)]
    token: Option<String>,
}

impl FlagJson {
    fn into_draft(self) -> FlagDraft {
        FlagDraft {
            reason: self.reason.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            name: self.name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            token: self.token.unwrap_or_default(),
        }
    }
}

/// Nothing to tell, but there may be one day.
#[derive(Serialize, ToSchema)]
pub struct FlaggedJson {}

/// Recommend a comment, or take that back. Counts once a client and comment; where the site has turned it on.
#[utoipa::path(post, path = "/api/v1/{site}/comments/{id}/vote", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path, description = "Comment id"), LangQuery),
    request_body = VoteJson,
    responses(
        (status = 200, body = VotedJson),
        (status = 400, description = "Not JSON", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "An origin that is not the site's, the comment is one's own, or the reader is banned", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such comment is shown, or the site has no votes", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The form token is missing, forged or too old", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be written; see Retry-After", body = ProblemBody, content_type = "application/problem+json")),
    security((), ("receipt" = [])))]
pub async fn vote(
    State(web): State<Shared>,
    Path((site, id)): Path<(String, String)>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        let id = begin(&web, &site, &id, client, &headers)?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        let sent = json::<VoteJson>(&headers, body, BodyLimit::SMALL).await?;
        if let Some(receipt) = bearer(&headers) {
            match open(&web, &site, id, receipt).await {
                Ok(_) => return Err(Problem::of(StatusCode::FORBIDDEN).detail("Nobody recommends their own comment.")),
                Err(problem) if problem.status == StatusCode::NOT_FOUND => {}
                // Not known whose it is: then it does not count.
                Err(problem) => return Err(problem),
            }
        }
        let (token, visit) = (sent.token.unwrap_or_default(), web.visit(client, &headers));
        let voted = reaction::vote(&web.services, &site, id, sent.to, token, visit).await;
        let voted = voted.map_err(|e| problem(words, &e))?;
        Ok(axum::Json(VotedJson { votes: voted.votes, voted: voted.voted }).into_response())
    })
    .await
}

/// Report a comment to the editors. It stays where it is until they decide.
#[utoipa::path(post, path = "/api/v1/{site}/comments/{id}/flags", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path, description = "Comment id"), LangQuery),
    request_body = FlagJson,
    responses(
        (status = 201, description = "Reported, now or before", body = FlaggedJson),
        (status = 400, description = "Not JSON", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "An origin that is not the site's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such comment is shown, or the site takes no reports", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Every wrong field, in `errors`; the form token is one of them", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be written; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn flag(
    State(web): State<Shared>,
    Path((site, id)): Path<(String, String)>,
    Query(query): Query<LangQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        let id = begin(&web, &site, &id, client, &headers)?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        let draft = json::<FlagJson>(&headers, body, BodyLimit::SMALL).await?.into_draft();
        let flagged = reaction::flag(&web.services, &site, id, draft, web.visit(client, &headers)).await;
        flagged.map_err(|e| problem(words, &e))?;
        Ok((StatusCode::CREATED, axum::Json(FlaggedJson {})).into_response())
    })
    .await
}

/// What both have in common: an allowed origin, the limit, a comment.
fn begin(web: &Web, site: &Site, id: &str, client: ClientAddr, headers: &HeaderMap) -> Result<CommentId, Problem> {
    Caller::of(headers, &site.origins).may_write()?;
    web.limit(Action::Edit, Some(site.id), client).map_err(Problem::too_many)?;
    comment_id(id)
}
