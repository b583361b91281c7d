//! A thread's comments, page by page.

use std::sync::Arc;

use axum::extract::{Extension, Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::comment::CommentJson;
use super::{at_site, refused};
use crate::domain::clock::Timestamp;
use crate::domain::error::Refusal;
use crate::domain::site::Site;
use crate::domain::submission::Address;
use crate::http::client::ClientAddr;
use crate::http::headers::{Surface, Taken};
use crate::http::limits::Action;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::questions::Basis;
use crate::http::reading::{Ask, bad_cursor};
use crate::http::state::{Shared, Web};
use crate::http::threads::{Form, Rendered, exactly, failed, negotiate};
use crate::services::Failure;
use crate::store::comments::{Position, Sort};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The thread's key.
    #[serde(default)]
    key: String,
    /// The article's address, where no key is known.
    #[serde(default)]
    url: String,
    /// `oldest` (default), `newest` or `top`.
    sort: Option<String>,
    /// 1 to 100; default 50.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
    /// Language of messages.
    lang: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ListJson {
    thread: ThreadJson,
    /// Replies stand among the others in the order asked for; `parent` and `depth` say where they belong.
    comments: Vec<CommentJson>,
    /// For `after`; null on the last page.
    next: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ThreadJson {
    key: String,
    url: Option<String>,
    title: Option<String>,
    /// New comments are taken.
    open: bool,
    /// Approved comments.
    count: i64,
    /// Grows with every change that a reader could see; 0 while nobody has written.
    version: i64,
}

const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 100;

/// A thread's comments. One that nobody wrote in is empty, not missing.
#[utoipa::path(get, path = "/api/v1/{site}/comments", tag = "readers",
    params(("site" = String, Path, description = "Site key"), ListQuery),
    responses(
        (status = 200, body = ListJson, headers(("Svar-Form" = String, description = "A fresh form token"), ("ETag" = String))),
        (status = 304, description = "Not modified since the ETag", headers(("Svar-Form" = String, description = "A fresh form token"))),
        (status = 400, description = "A cursor of another list, or a limit out of range", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Neither key nor url, or a url of another origin", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn list(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Extension(client): Extension<ClientAddr>,
    uri: Uri,
    Taken(headers): Taken,
) -> Response {
    at_site(&web, &site, &headers, Surface::Read, async |site| {
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let query = uri.query().unwrap_or_default();
        let listed = web.list_questions.understand(&site, query, || Ok((listed(&web, &site, &uri)?, Basis::Query)))?;
        let Listed { ask, limit } = &*listed;
        let render = || render(&web, ask, *limit);
        let rendered = web.cached(ask, Form::Json(*limit), negotiate(&headers), render).await?;
        let mut response = rendered.answer(&headers);
        web.put_form_token(ask, &mut response);
        Ok(response)
    })
    .await
}

/// A question for a page of a thread's comments.
pub struct Listed {
    ask: Ask,
    limit: i64,
}

fn listed(web: &Web, site: &Arc<Site>, uri: &Uri) -> Result<Listed, Problem> {
    let Query(query) = Query::<ListQuery>::try_from_uri(uri)
        .map_err(|_| bad_query("limit is a number, and each parameter stands once"))?;
    let lang = web.lang(site, query.lang.as_deref());
    let address = Address::parse(site, &query.key, &query.url)
        .map_err(|e| refused(web.site_words(site, lang), &Refusal::Fields(vec![e])))?;
    let sort = query.sort.as_deref().map_or(Some(Sort::Oldest), Sort::from_word);
    let sort = sort.ok_or_else(|| bad_query("sort is one of oldest, newest, top"))?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(bad_query("limit is a number from 1 to 100"));
    }
    let after = query.after.filter(|a| !a.is_empty());
    // The answer holds no words, so that all languages share it.
    let lang = site.policy.lang;
    Ok(Listed { ask: Ask { site: site.clone(), address, lang, sort, after, branch: None, turned: false }, limit })
}

pub(super) fn bad_query(why: &str) -> Problem {
    Problem::of(StatusCode::BAD_REQUEST).detail(why)
}

async fn render(web: &Web, ask: &Ask, limit: i64) -> Result<Rendered, Problem> {
    let thread = web.thread(ask).await.map_err(|e| failed(&e))?;
    let list = format!("json {} {} {}", ask.site.id.0, ask.sort.as_str(), ask.address.key.as_str());
    let after = match &ask.after {
        Some(cursor) => {
            let position = web.services.keys.read_cursor(&list, cursor);
            Some(position.as_deref().and_then(read_position).ok_or_else(bad_cursor)?)
        }
        None => None,
    };
    let mut comments = match thread.id {
        Some(id) => {
            let page = web.services.store.flat(ask.site.id, id, ask.sort, after, limit + 1).await;
            page.map_err(|e| failed(&e.into()))?
        }
        None => Vec::new(),
    };
    let more = comments.len() as i64 > limit;
    comments.truncate(limit as usize);
    let next = comments.last().filter(|_| more).map(Position::of);
    let url = thread.url.as_ref().map(|u| u.as_str());
    let links = web.links(ask, url);
    let own_url = thread.has_own_url();
    let (now, policy) = (web.services.now(), &ask.site.policy);
    let (open, until) = (thread.is_open(policy, now), thread.closes_at(policy));
    let json = ListJson {
        comments: comments.iter().map(|c| CommentJson::public(c, thread.key.as_str(), &links)).collect(),
        next: next.map(|p| web.services.keys.sign_cursor(&list, &format!("{} {} {}", p.votes, p.created.0, p.id))),
        thread: ThreadJson {
            key: thread.key.as_str().to_owned(),
            url: url.map(str::to_owned),
            title: thread.title,
            open,
            count: thread.count,
            version: thread.version,
        },
    };
    let body = serde_json::to_string(&json).map_err(|e| failed(&Failure::Defect(e.to_string())))?;
    let mut rendered = Rendered::new(exactly(body.into_bytes()), "application/json; charset=utf-8");
    rendered.own_url = own_url;
    rendered.until = until.filter(|_| open);
    Ok(rendered)
}

fn read_position(text: &str) -> Option<Position> {
    let numbers: Vec<i64> = text.split(' ').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [votes, created, id] => Some(Position { votes: *votes, created: Timestamp(*created), id: *id }),
        _ => None,
    }
}
