//! `/desk/{site}/queue` and one comment with its history.

use crate::http::state::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, go, page};
use super::place::Place;
use super::slice::{flags, slice};
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::domain::moderator::Role;
use crate::http::view::desk::{CommentView, QueueView, Section, Writing};
use crate::moderation::{self, Group};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}", get(first))
        .route("/desk/{site}/queue", get(show))
        .route("/desk/{site}/comments/{id}", get(one))
        .route("/desk/{site}/comments/{id}/contact", post(super::contact::show))
        .route("/desk/{site}/decisions", post(super::decisions::decide))
}

/// Comments on a page.
const PAGE: i64 = 50;

/// `/desk/{site}`: to what waits.
pub async fn first(at: At) -> Response {
    let place = Place::queue(&at.site.key, Status::Pending);
    at.answer(Ok(go(&place.path())))
}

pub async fn show(at: At) -> Response {
    let queue = queue(&at).await;
    at.answer(queue)
}

async fn queue(at: &At) -> Result<Response, Stop> {
    let services = &at.web().services;
    let queue = at.query("status").map_or(Some(Queue::Of(Status::Pending)), Queue::from_word);
    let queue = queue.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
    let after = at.query("after");
    let part = slice(services, &at.site, queue, after, PAGE).await?;
    let mut part = part.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    let waves = waves(at, queue).await?;
    part.comments.retain(|comment| !waves.iter().any(|wave| wave.members.iter().skip(1).any(|m| m.id == comment.id)));
    let named = named(at, &part.comments).await?;
    let tally = services.store.tally(at.site.id).await?;
    let next = part.next.map(|after| Place::Queue { site: at.site.key.clone(), queue, after: Some(after) });
    let place = Place::Queue { site: at.site.key.clone(), queue, after: after.map(str::to_owned) };
    let view = QueueView {
        frame: at.frame(Section::Queue),
        root: format!("/desk/{}", at.site.key.as_str()),
        queue,
        tally,
        comments: &part.comments,
        flags: &part.flags,
        named: &named,
        waves: &waves,
        next: next.map(|place| place.path()),
        later: after.is_some(),
        chosen: at.query("choose") == Some("all"),
        choose_all: place.with("choose", "all"),
        line: at.line(),
        back: place.path(),
    };
    page(StatusCode::OK, &view)
}

/// Near-copies are shown as one, under the first of them. What is approved or rejected is looked through one by one.
async fn waves(at: &At, queue: Queue) -> Result<Vec<Group>, Stop> {
    match queue {
        Queue::Of(Status::Pending | Status::Spam) => Ok(moderation::waves(&at.web().services, &at.site, queue).await?),
        _ => Ok(Vec::new()),
    }
}

/// Those of these comments whose reporters this moderator may see.
async fn named(at: &At, comments: &[DeskComment]) -> Result<Vec<CommentId>, Stop> {
    if !at.sees_reporters() || comments.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CommentId> = comments.iter().map(|comment| comment.id).collect();
    Ok(at.web().services.store.with_contact(at.site.id, &ids).await?)
}

pub async fn one(at: At) -> Response {
    let comment = comment(&at).await;
    at.answer(comment)
}

async fn comment(at: &At) -> Result<Response, Stop> {
    written(at, CommentId(at.id()?), StatusCode::OK, None).await
}

/// The comment's page, with what somebody has just tried to write there.
pub async fn written(at: &At, id: CommentId, status: StatusCode, writing: Option<Writing>) -> Result<Response, Stop> {
    let store = &at.web().services.store;
    let comment = store.desk_comment(at.site.id, id).await?;
    let comment = comment.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
    let comments = [comment];
    let flags = flags(&at.web().services, &at.site, &comments).await?;
    let named = named(at, &comments).await?;
    let [comment] = &comments;
    let history = store.decisions(at.site.id, id).await?;
    let place = Place::Comment { site: at.site.key.clone(), id };
    let view = CommentView {
        frame: at.frame(Section::Queue),
        root: format!("/desk/{}", at.site.key.as_str()),
        comment,
        flags: &flags,
        named: &named,
        history: &history,
        writing,
        may_delete: at.role() >= Role::Editor,
        line: at.line(),
        back: place.path(),
    };
    page(status, &view)
}
