//! What is only read: the log and the figures.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::shapes::{FiguresJson, LogJson, LogLineJson};
use super::{Caller, Reading, bad_query, limit};
use crate::domain::moderator::{Role, Scope};
use crate::http::desk::figures::SPAN;
use crate::http::desk::log::Search;
use crate::http::state::Shared;
use crate::http::threads::failed;
use crate::http::view::desk::log::Asked;
use crate::moderation::{self, SPANS};

/// Everything that is named must hold; `about`, `comment`, `thread` and `person` are one question.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// A moderator's number, `author` or `system`.
    who: Option<String>,
    /// The word of what was done.
    action: Option<String>,
    /// `site`: only what concerns the whole site.
    about: Option<String>,
    comment: Option<String>,
    thread: Option<String>,
    /// What was done to the person who wrote the comment of this number.
    person: Option<String>,
    /// The first and the last day, as `2026-11-28`, in the site's zone.
    from: Option<String>,
    until: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// 1 to 100; default 50.
    limit: Option<i64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    /// 7, 30 (default) or 90, today included.
    days: Option<i64>,
}

impl LogQuery {
    fn asked(&self) -> Asked<'_> {
        fn text(field: &Option<String>) -> &str {
            field.as_deref().map_or("", str::trim)
        }
        Asked {
            who: text(&self.who),
            action: text(&self.action),
            about: text(&self.about),
            comment: text(&self.comment),
            thread: text(&self.thread),
            person: text(&self.person),
            from: text(&self.from),
            until: text(&self.until),
        }
    }
}

/// The audit log, newest first. It takes the role editor.
#[utoipa::path(get, path = "/api/v1/desk/{site}/log", tag = "desk",
    params(("site" = String, Path, description = "Site key"), LogQuery),
    security(("desk" = [])),
    responses((status = 200, body = LogJson), Reading))]
pub async fn log(
    State(web): State<Shared>,
    Path(site): Path<String>,
    query: Result<Query<LogQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        caller.is(Role::Editor)?;
        let unknown = "The parameters are who, action, about, comment, thread, person, from, until, after and limit.";
        let Query(query) = query.map_err(|_| bad_query(unknown))?;
        let limit = limit(query.limit)?;
        let after = query.after.as_deref().filter(|text| !text.is_empty());
        let after = after.map(|text| text.parse::<i64>().map_err(|_| bad_query("after is not a cursor of this list")));
        let (services, asked) = (&web.services, query.asked());
        let search = Search::read(services, &caller.site, &asked).await.map_err(|e| failed(&e.into()))?;
        if let Some(field) = search.wrong.first() {
            return Err(bad_query(&format!("{field} is not a value that can be looked for")));
        }
        // One more than is shown tells whether there is more.
        let lines = services.store.log(caller.site.id, &search.filter, after.transpose()?, limit + 1).await;
        let mut lines = lines.map_err(|e| failed(&e.into()))?;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = lines.len() > shown;
        lines.truncate(shown);
        let next = lines.last().filter(|_| more).map(|line| line.id.to_string());
        let lines = lines.into_iter().map(LogLineJson::from).collect();
        Ok(axum::Json(LogJson { lines, next }).into_response())
    };
    super::reply(&web, read.await)
}

/// How long comments wait, what becomes of them and what gives spam away; never by person.
#[utoipa::path(get, path = "/api/v1/desk/{site}/figures", tag = "desk",
    params(("site" = String, Path, description = "Site key"), FiguresQuery),
    security(("desk" = [])),
    responses((status = 200, body = FiguresJson), Reading))]
pub async fn figures(
    State(web): State<Shared>,
    Path(site): Path<String>,
    query: Result<Query<FiguresQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let Query(query) = query.map_err(|_| bad_query("The one parameter is days."))?;
        let days = query.days.unwrap_or(SPAN);
        if !SPANS.contains(&days) {
            return Err(bad_query("days is one of 7, 30, 90"));
        }
        let figures = moderation::figures(&web.services, &caller.site, days).await.map_err(|e| failed(&e))?;
        Ok(axum::Json(FiguresJson::new(&figures, &caller.site.policy.timezone)).into_response())
    };
    super::reply(&web, read.await)
}
