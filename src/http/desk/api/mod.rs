//! The desk for machines: everything that moderators read and decide, with a bearer token and never a cookie.
//!
//! The same use cases as the pages'. A token acts for its account at its site: it never allows more than the
//! account's role there, and `read` reads only.

mod bans;
mod comments;
mod decisions;
mod people;
mod reading;
mod recheck;
mod shapes;
mod threads;

pub use self::shapes::LogLineJson;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::accounts;
use crate::domain::moderator::{ModeratorId, Role, Scope};
use crate::domain::site::Site;
use crate::http::api::input::{bearer, json};
use crate::http::body::BodyLimit;
use crate::http::headers::Surface;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::i18n::Words;
use crate::moderation::{Refused, WhyNot};

const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 100;

pub fn api_routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(comments::list))
        .routes(routes!(comments::show, comments::edit, comments::delete))
        .routes(routes!(comments::reply))
        .routes(routes!(comments::mark))
        .routes(routes!(decisions::decide))
        .routes(routes!(decisions::wave))
        .routes(routes!(decisions::undo))
        .routes(routes!(bans::list, bans::make))
        .routes(routes!(bans::lift))
        .routes(routes!(threads::list))
        .routes(routes!(threads::show, threads::change))
        .routes(routes!(threads::relocate))
        .routes(routes!(threads::merge))
        .routes(routes!(people::show))
        .routes(routes!(people::note))
        .routes(routes!(people::trust))
        .routes(routes!(reading::log))
        .routes(routes!(reading::figures))
        .routes(routes!(recheck::show, recheck::begin, recheck::stop))
}

/// For whom a token acts, and where.
struct Caller {
    site: Arc<Site>,
    moderator: ModeratorId,
    role: Role,
}

impl Caller {
    /// # Errors
    /// 404 for an unknown site, 401 without a good token of an account with a role there, 403 for a token that allows
    /// less than `needed`.
    async fn new(web: &Web, key: &str, headers: &HeaderMap, needed: Scope) -> Result<Self, Problem> {
        let site = web.site(key).await?;
        let unauthorized = || Problem::of(StatusCode::UNAUTHORIZED);
        let token = bearer(headers).ok_or_else(unauthorized)?;
        let holder = async |scope| accounts::bearer(&web.services, &site, token, scope).await.map_err(|e| failed(&e));
        let Some(moderator) = holder(needed).await? else {
            return Err(match holder(Scope::Read).await? {
                Some(_) => Problem::of(StatusCode::FORBIDDEN).detail("This token may read, not decide."),
                None => unauthorized(),
            });
        };
        let account = web.services.store.moderator(moderator).await.map_err(|e| failed(&e.into()))?;
        let role = account.and_then(|account| account.role_at(site.id)).ok_or_else(unauthorized)?;
        Ok(Self { site, moderator, role })
    }

    /// # Errors
    /// 403 when the account is less than that at the site.
    fn is(&self, role: Role) -> Result<(), Problem> {
        if self.role >= role {
            return Ok(());
        }
        let detail = format!("It takes the role {} at this site.", role.as_str());
        Err(Problem::new(StatusCode::FORBIDDEN, "role", "The account’s role does not allow this").detail(detail))
    }

    fn words<'w>(&self, web: &'w Web) -> Words<'w> {
        web.words(self.site.policy.lang.at_desk())
    }
}

/// What a request to write asks for: whose it is, the number in its address, and its body.
///
/// # Errors
/// As [`Caller::new`] with the scope to moderate, and [`Caller::is`]; 404 for what is no number of ours; 400, 413, 415
/// or 422 for a body that is not a `T`.
async fn writing<T: DeserializeOwned>(
    web: &Web,
    (site, number): &(String, String),
    role: Role,
    headers: &HeaderMap,
    body: Body,
) -> Result<(Caller, i64, T), Problem> {
    let caller = Caller::new(web, site, headers, Scope::Moderate).await?;
    caller.is(role)?;
    let id = id(number)?;
    Ok((caller, id, json(headers, body, BodyLimit::SMALL).await?))
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

/// One field whose value cannot be.
fn bad_value(field: &str, code: &str, why: &str) -> Problem {
    let error = FieldProblem { field: field.to_owned(), code: code.to_owned(), message: why.to_owned() };
    Problem::of(StatusCode::UNPROCESSABLE_ENTITY).detail(why).with_errors(vec![error])
}

/// A number of ours, or nothing at all.
fn id(text: &str) -> Result<i64, Problem> {
    text.parse().ok().filter(|id| *id > 0).ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
}

fn limit(asked: Option<i64>) -> Result<i64, Problem> {
    let limit = asked.unwrap_or(DEFAULT_LIMIT);
    if (1..=MAX_LIMIT).contains(&limit) { Ok(limit) } else { Err(bad_query("limit is a number from 1 to 100")) }
}

/// The step by which something can be taken back, with `undo`; null where it was so already.
#[derive(Serialize, ToSchema)]
pub struct StepJson {
    pub step: Option<i64>,
}

/// Why an act was refused: 404 for what is gone, 409 for what somebody changed meanwhile, else 422 with the field.
fn refused(words: Words<'_>, zone: &str, refused: &Refused) -> Problem {
    match refused {
        Refused::Not(WhyNot::Changed(last)) => {
            let time = last.at.map(|at| words.date_time(at, zone)).unwrap_or_default();
            let sentence = super::answers::became(words, last.status, last.by.as_deref(), &time);
            let title = "Somebody changed the comment meanwhile";
            Problem::new(StatusCode::CONFLICT, "changed", title).detail(sentence)
        }
        Refused::Not(why) => {
            let sentence = words.t(&format!("desk-refused-{}", why.as_str()));
            Problem::new(StatusCode::NOT_FOUND, why.as_str(), "There is no such comment any more").detail(sentence)
        }
        Refused::Field(error) => bad_value(error.field, error.code.as_str(), &words.field_error(error)),
        other => bad_value("mark", other.as_str(), &words.t(&format!("desk-refused-{}", other.as_str()))),
    }
}

/// How reading may fail, for the document.
struct Reading;
/// How writing may fail.
struct Writing;

const SHARED: [(&str, &str); 4] = [
    ("401", "No token, or not one of this site (`WWW-Authenticate: Bearer`)"),
    ("403", "The token may only read, or the account’s role does not allow it"),
    ("404", "No such site, or no such thing there"),
    ("503", "The database cannot be reached; see Retry-After"),
];

impl IntoResponses for Reading {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        refusals([("400", "An unknown parameter, or one whose value cannot be")].iter())
    }
}

impl IntoResponses for Writing {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let writing = [
            ("400", "Not JSON"),
            ("413", "Too large"),
            ("415", "Not application/json"),
            ("422", "Another shape, or a value that cannot be; `errors` names the field"),
        ];
        refusals(writing.iter())
    }
}

fn refusals<'a>(
    own: impl Iterator<Item = &'a (&'a str, &'a str)>,
) -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
    own.chain(SHARED.iter())
        .map(|(status, description)| {
            let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemBody"))).build();
            let response = ResponseBuilder::new().description(*description).content("application/problem+json", body);
            ((*status).to_owned(), RefOr::T(response.build()))
        })
        .collect()
}
