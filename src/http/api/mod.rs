//! The API for readers' programs and embedding pages (DESIGN §8). JSON in, JSON or a problem out.
//!
//! Every answer passes [`at_site`], which finds the site and marks the answer for the origins that the site
//! allows and for nobody else. The document at `/api/v1/openapi.json` is made from these very handlers.

pub mod comment;
pub mod comments;
pub mod counts;
pub mod document;
pub mod events;
pub mod input;
pub mod lists;
pub mod reactions;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::cors::Caller;
use super::headers::Surface;
use super::pages::thread::{retry_after, status_of};
use super::problem::{FieldProblem, Problem};
use super::state::{Shared, Web};
use super::threads::failed;
use crate::domain::error::Refusal;
use crate::domain::site::Site;
use crate::i18n::Words;
use crate::posting::NotDone;

pub fn routes() -> Router<Shared> {
    let (router, document) = described().split_for_parts();
    let text = document::finish(document);
    let preflights =
        ["comments", "comments/{id}", "comments/{id}/vote", "comments/{id}/flags", "preview", "counts", "events"];
    let router = preflights.iter().fold(router, |router, path| {
        router.route(&format!("/api/v1/{{site}}/{path}"), axum::routing::options(preflight))
    });
    router.route(
        "/api/v1/openapi.json",
        axum::routing::get(async move |State(web): State<Shared>| document::show(&web, text.clone())),
    )
}

/// The handlers with their descriptions; what is served and what is described cannot differ.
fn described() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(document::base())
        .routes(routes!(lists::list, comments::create))
        .routes(routes!(comments::show, comments::edit, comments::withdraw))
        .routes(routes!(reactions::vote))
        .routes(routes!(reactions::flag))
        .routes(routes!(counts::counts))
        .routes(routes!(events::listen))
        .routes(routes!(comments::preview))
        .merge(super::desk::api_routes())
}

/// `OPTIONS`: what a page of another origin may send.
pub async fn preflight(
    State(web): State<Shared>,
    Path(path): Path<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let key = path.first().map(|(_, site)| site.as_str()).unwrap_or_default();
    let response = match web.site(key).await {
        Ok(site) => Caller::of(&headers, &site.origins).preflight(),
        Err(problem) => problem.into_response(),
    };
    web.dress(Surface::Api, response)
}

/// An answer of the reader API about the site of the address; 404 where there is none.
async fn at_site(
    web: &Web,
    key: &str,
    headers: &HeaderMap,
    surface: Surface<'static>,
    answer: impl AsyncFnOnce(Arc<Site>) -> Result<Response, Problem>,
) -> Response {
    match web.site(key).await {
        Ok(site) => {
            let result = answer(site.clone()).await;
            reply(web, headers, Some(&site), surface, result)
        }
        Err(problem) => reply(web, headers, None, surface, Err(problem)),
    }
}

/// Marked for who may read it, and dressed.
fn reply(
    web: &Web,
    headers: &HeaderMap,
    site: Option<&Site>,
    surface: Surface<'_>,
    result: Result<Response, Problem>,
) -> Response {
    let mut response = result.unwrap_or_else(IntoResponse::into_response);
    if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        let kind = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    let origins = site.map(|s| s.origins.as_slice()).unwrap_or_default();
    Caller::of(headers, origins).mark(response.headers_mut());
    web.dress(surface, response)
}

/// What a use case did not do, as a problem in the reader's language.
fn problem(words: Words<'_>, not_done: &NotDone) -> Problem {
    match not_done {
        NotDone::Failed(failure) => failed(failure),
        NotDone::Refused(refusal) => refused(words, refusal),
        NotDone::Challenged(challenge) => Problem::challenged(challenge),
    }
}

pub fn refused(words: Words<'_>, refusal: &Refusal) -> Problem {
    let mut problem = Problem::new(status_of(refusal), refusal.as_str(), words.refusal(refusal)).said_in(words.lang());
    if let Refusal::Fields(errors) = refusal {
        problem = problem.with_errors(FieldProblem::all(words, errors));
    }
    match retry_after(refusal) {
        Some(seconds) => problem.retry(seconds),
        None => problem,
    }
}
