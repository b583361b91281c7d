//! `GET …/events`: a thread's new versions as server-sent events (WHATWG HTML, "Server-sent events").

use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{at_site, refused};
use crate::domain::error::Refusal;
use crate::domain::submission::Address;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::Shared;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// The thread's key.
    #[serde(default)]
    key: String,
    /// The article's address, where no key is known.
    #[serde(default)]
    url: String,
    /// Language of messages.
    lang: Option<String>,
}

/// Seconds after which somebody may have left.
const FULL: u64 = 60;

/// Hear of a thread's new versions: `event: version`, `data: {"version": n, "count": n}`, once at the start
/// and with every change. Where the site has turned it on. A stream ends after a quarter of an hour.
#[utoipa::path(get, path = "/api/v1/{site}/events", tag = "readers",
    params(("site" = String, Path, description = "Site key"), EventsQuery),
    responses(
        (status = 200, body = String, content_type = "text/event-stream"),
        (status = 404, description = "No such site, or it has not turned this on", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Neither key nor url, or a url of another origin", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Too many streams, in all or of this client; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn listen(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<EventsQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    at_site(&web, &site, &headers, Surface::Api, async |site| {
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let words = web.site_words(&site, web.lang(&site, query.lang.as_deref()));
        if !site.policy.live {
            return Err(refused(words, &Refusal::NotOffered));
        }
        let address =
            Address::parse(&site, &query.key, &query.url).map_err(|e| refused(words, &Refusal::Fields(vec![e])))?;
        let stream = web.live.open(site.id, address.key, client.key());
        let stream = stream.ok_or_else(|| Problem::unavailable(FULL).detail("Too many streams are open."))?;
        let mut response = Response::new(stream.into_body());
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
        // A proxy that gathers answers before it hands them on would keep the news to itself (nginx).
        headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
        Ok(response)
    })
    .await
}
