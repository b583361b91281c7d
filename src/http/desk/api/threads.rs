//! Threads: the articles, one article, and what is done to it. Everybody closes and opens; editors rename, move and
//! merge.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Caller, Reading, Writing, bad_query, bad_value, id, limit, writing};
use crate::domain::clock::Timestamp;
use crate::domain::error::FieldError;
use crate::domain::moderator::{Role, Scope};
use crate::domain::normal;
use crate::domain::submission::Address;
use crate::domain::thread::{PageUrl, Thread, ThreadId};
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::i18n::{self, rfc3339};
use crate::moderation::{self, ThreadDone, ThreadWhyNot, ThreadWish};
use crate::store::articles::Article;

/// Characters that are looked for.
const SOUGHT: usize = 300;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ThreadsQuery {
    /// Words of the title, the key or the address.
    q: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// 1 to 100; default 50.
    limit: Option<i64>,
}

/// Articles, the one with the newest comment first.
#[derive(Serialize, ToSchema)]
pub struct DeskThreadsJson {
    threads: Vec<DeskThreadJson>,
    /// For `after`; null on the last page.
    next: Option<String>,
}

/// An article with comments.
#[derive(Serialize, ToSchema)]
pub struct DeskThreadJson {
    id: i64,
    key: String,
    url: Option<String>,
    title: Option<String>,
    created: Option<String>,
    /// When moderators closed it; null: they did not.
    closed: Option<String>,
    /// The first moment at which nobody writes here any more; null: as the site's rule says.
    closes: Option<String>,
    approved: i64,
    pending: i64,
}

/// One article, with the keys that lead to it besides its own.
#[derive(Serialize, ToSchema)]
pub struct DeskThreadOneJson {
    #[serde(flatten)]
    thread: DeskThreadJson,
    /// Whether readers may write there now.
    open: bool,
    former_keys: Vec<String>,
}

/// What is to be changed; what is not named stays. Each change is a step of its own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadPatchJson {
    /// Nobody writes here from now on; or everybody may again, as far as its date and the site's rule go.
    #[serde(default)]
    closed: Option<bool>,
    /// The last day on which readers may write, as `2026-12-24`, in the site's zone; null: as the site's rule says.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    closes: Option<Option<String>>,
    /// Takes the role editor; null: none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    title: Option<Option<String>>,
    /// Takes the role editor; of one of the site's origins; null: none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    url: Option<Option<String>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveJson {
    /// The new key; the one that it had goes on leading to it. Without it, the key that `url` stands for.
    #[serde(default)]
    key: String,
    /// The new address, of one of the site's origins.
    #[serde(default)]
    url: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeJson {
    /// The key or the address of the article that gets all comments.
    into: String,
}

/// What was done.
#[derive(Serialize, ToSchema)]
pub struct ThreadDoneJson {
    /// The one that has the comments now.
    id: i64,
    /// By which each change can be taken back, with `undo`; empty where all was so already.
    steps: Vec<i64>,
}

/// A field that is there, even as null.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

impl From<Article> for DeskThreadJson {
    fn from(article: Article) -> Self {
        Self {
            id: article.id.0,
            key: article.key,
            url: article.url,
            title: article.title,
            created: Some(rfc3339(article.created)),
            closed: article.closed.map(rfc3339),
            closes: article.closes.map(rfc3339),
            approved: article.approved,
            pending: article.waiting,
        }
    }
}

impl DeskThreadJson {
    fn new(id: ThreadId, thread: &Thread, pending: i64) -> Self {
        Self {
            id: id.0,
            key: thread.key.as_str().to_owned(),
            url: thread.url.as_ref().map(|url| url.as_str().to_owned()),
            title: thread.title.clone(),
            created: thread.created.map(rfc3339),
            closed: thread.closed.map(rfc3339),
            closes: thread.closes.map(rfc3339),
            approved: thread.count,
            pending,
        }
    }
}

/// The articles, the one with the newest comment first.
#[utoipa::path(get, path = "/api/v1/desk/{site}/threads", tag = "desk", operation_id = "desk_threads",
    params(("site" = String, Path, description = "Site key"), ThreadsQuery),
    security(("desk" = [])),
    responses((status = 200, body = DeskThreadsJson), Reading))]
pub async fn list(
    State(web): State<Shared>,
    Path(site): Path<String>,
    query: Result<Query<ThreadsQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let Caller { site, .. } = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let Query(query) = query.map_err(|_| bad_query("The parameters are q, after and limit."))?;
        let limit = limit(query.limit)?;
        let words: String = normal::line(query.q.as_deref().unwrap_or_default()).chars().take(SOUGHT).collect();
        let (keys, signed) = (&web.services.keys, format!("desk api threads {} {words}", site.key.as_str()));
        let position = |cursor: &str| {
            let text = keys.read_cursor(&signed, cursor)?;
            let (active, id) = text.split_once('.')?;
            Some((Timestamp(active.parse().ok()?), ThreadId(id.parse().ok()?)))
        };
        let wrong = || bad_query("after is not a cursor of this list");
        let after = query.after.as_deref().filter(|cursor| !cursor.is_empty());
        let after = after.map(|cursor| position(cursor).ok_or_else(wrong)).transpose()?;
        // One more than is shown tells whether there is more.
        let articles = web.services.store.articles(site.id, &words, after, limit + 1).await;
        let mut articles = articles.map_err(|e| failed(&e.into()))?;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = articles.len() > shown;
        articles.truncate(shown);
        let last = articles.last().filter(|_| more);
        let next = last.map(|last| keys.sign_cursor(&signed, &format!("{}.{}", last.active.0, last.id.0)));
        let threads = articles.into_iter().map(DeskThreadJson::from).collect();
        Ok(axum::Json(DeskThreadsJson { threads, next }).into_response())
    };
    super::reply(&web, read.await)
}

/// One article.
#[utoipa::path(get, path = "/api/v1/desk/{site}/threads/{id}", tag = "desk", operation_id = "desk_thread",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    responses((status = 200, body = DeskThreadOneJson), Reading))]
pub async fn show(
    State(web): State<Shared>,
    Path((site, thread)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let (store, site, id) = (&web.services.store, &caller.site, ThreadId(id(&thread)?));
        let thread = known(&web, &caller, id).await?;
        let pending = store.waiting_in(site.id, id).await.map_err(|e| failed(&e.into()))?;
        let one = DeskThreadOneJson {
            open: thread.is_open(&site.policy, web.services.now()),
            former_keys: store.former_keys(site.id, id).await.map_err(|e| failed(&e.into()))?,
            thread: DeskThreadJson::new(id, &thread, pending),
        };
        Ok(axum::Json(one).into_response())
    };
    super::reply(&web, read.await)
}

async fn known(web: &Web, caller: &Caller, id: ThreadId) -> Result<Thread, Problem> {
    let thread = web.services.store.thread_by_id(caller.site.id, id).await.map_err(|e| failed(&e.into()))?;
    thread.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
}

/// Closes, opens, dates and describes an article. All of it is read before anything is done.
#[utoipa::path(patch, path = "/api/v1/desk/{site}/threads/{id}", tag = "desk", operation_id = "desk_thread_change",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = ThreadPatchJson,
    responses((status = 200, description = "On disk", body = ThreadDoneJson), Writing))]
pub async fn change(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<ThreadPatchJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let id = ThreadId(id);
        if asked.title.is_some() || asked.url.is_some() {
            caller.is(Role::Editor)?;
        }
        let thread = known(&web, &caller, id).await?;
        let mut steps = Vec::new();
        for wish in asked.wishes(&web, &caller, thread)? {
            match act(&web, &caller, id, wish).await? {
                Ok(done) => steps.push(done.step.0),
                Err(ThreadWhyNot::Same) => {}
                Err(_) => return Err(Problem::of(StatusCode::NOT_FOUND)),
            }
        }
        Ok(axum::Json(ThreadDoneJson { id: id.0, steps }).into_response())
    };
    super::reply(&web, done.await)
}

impl ThreadPatchJson {
    fn wishes(self, web: &Web, caller: &Caller, thread: Thread) -> Result<Vec<ThreadWish>, Problem> {
        let site = &caller.site;
        let mut wishes = Vec::new();
        if self.title.is_some() || self.url.is_some() {
            let title = self.title.map_or(thread.title, |title| title.map(|title| normal::line(&title)));
            let title = title.filter(|title| !title.is_empty());
            if title.as_ref().is_some_and(|title| title.chars().count() > Thread::TITLE_GRAPHEMES) {
                let why = format!("title is at most {} characters", Thread::TITLE_GRAPHEMES);
                return Err(bad_value("title", "too-long", &why));
            }
            let url: Option<PageUrl> = match self.url.as_ref().map(|url| url.as_deref().unwrap_or_default().trim()) {
                None => thread.url,
                Some("") => None,
                Some(typed) => Address::parse(site, "", typed).map_err(|e| field(web, caller, "url", &e))?.url,
            };
            wishes.push(ThreadWish::Describe { title, url });
        }
        if let Some(closes) = self.closes {
            let no_day = || bad_value("closes", "date", "closes is a day like 2026-12-24, or null");
            let end = |text: String| i18n::day(&text, &site.policy.timezone).map(|(_, end)| end).ok_or_else(no_day);
            wishes.push(ThreadWish::Close(closes.map(end).transpose()?));
        }
        wishes.extend(self.closed.map(ThreadWish::Lock));
        if wishes.is_empty() {
            return Err(bad_value("closed", "none", "One of closed, closes, title and url says what is to be changed"));
        }
        Ok(wishes)
    }
}

fn field(web: &Web, caller: &Caller, name: &str, error: &FieldError) -> Problem {
    bad_value(name, error.code.as_str(), &format!("{name}: {}", caller.words(web).field_error(error)))
}

async fn act(
    web: &Web,
    caller: &Caller,
    id: ThreadId,
    wish: ThreadWish,
) -> Result<Result<ThreadDone, ThreadWhyNot>, Problem> {
    let done = moderation::change_thread(&web.services, &caller.site, id, wish, caller.moderator).await;
    done.map_err(|e| failed(&e))
}

/// Gives an article another key, and another address with it; it takes the role editor.
#[utoipa::path(post, path = "/api/v1/desk/{site}/threads/{id}/move", tag = "desk", operation_id = "desk_thread_move",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = MoveJson,
    responses((status = 200, description = "On disk", body = ThreadDoneJson), Writing))]
pub async fn relocate(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<MoveJson>(&web, &place, Role::Editor, &headers, body).await?;
        let id = ThreadId(id);
        let to = Address::parse(&caller.site, &asked.key, &asked.url);
        let to = to.map_err(|error| field(&web, &caller, error.field, &error))?;
        led(id, "key", act(&web, &caller, id, ThreadWish::Move(to)).await?)
    };
    super::reply(&web, done.await)
}

/// Puts all comments of an article into another one; it takes the role editor.
#[utoipa::path(post, path = "/api/v1/desk/{site}/threads/{id}/merge", tag = "desk", operation_id = "desk_thread_merge",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = MergeJson,
    responses((status = 200, description = "On disk", body = ThreadDoneJson), Writing))]
pub async fn merge(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<MergeJson>(&web, &place, Role::Editor, &headers, body).await?;
        let id = ThreadId(id);
        let into = Address::parse(&caller.site, &asked.into, "");
        let into = into.map_err(|error| field(&web, &caller, "into", &error))?;
        led(id, "into", act(&web, &caller, id, ThreadWish::Merge(into.key)).await?)
    };
    super::reply(&web, done.await)
}

fn led(id: ThreadId, field: &str, done: Result<ThreadDone, ThreadWhyNot>) -> Result<Response, Problem> {
    let answer = match done {
        Ok(done) => ThreadDoneJson { id: done.thread.0, steps: vec![done.step.0] },
        Err(ThreadWhyNot::Same) if field != "into" => ThreadDoneJson { id: id.0, steps: Vec::new() },
        Err(ThreadWhyNot::Same) => return Err(bad_value(field, "itself", "into is this thread itself")),
        Err(ThreadWhyNot::Taken(other)) => {
            let why = format!("key leads to thread {}; merge with it instead", other.0);
            return Err(bad_value(field, "taken", &why));
        }
        Err(ThreadWhyNot::NoOther) => return Err(bad_value(field, "no-other", "into is no thread of this site")),
        Err(_) => return Err(Problem::of(StatusCode::NOT_FOUND)),
    };
    Ok(axum::Json(answer).into_response())
}
