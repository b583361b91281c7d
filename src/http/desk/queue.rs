//! `/desk/{site}/queue` and one comment with its history.

use crate::http::state::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, go, page};
use super::place::Place;
use super::slice::{Slice, flags, slice};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::domain::moderator::Role;
use crate::http::view::desk::{AlarmNotice, CommentView, PartView, QueueView, RunBox, Section, Writing, empty_queue};
use crate::learning;
use crate::moderation::{self, Group};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}", get(first))
        .route("/desk/{site}/queue", get(show))
        .route("/desk/{site}/comments/{id}", get(one))
        .route("/desk/{site}/comments/{id}/card", get(card))
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

/// A page of a queue; with `part=cards` only its comments, for the script, and with `part=token` none of them.
async fn queue(at: &At) -> Result<Response, Stop> {
    let services = &at.web().services;
    let queue = at.query("status").map_or(Some(Queue::Of(Status::Pending)), Queue::from_word);
    let queue = queue.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
    let after = at.query("after");
    let place = Place::Queue { site: at.site.key.clone(), queue, after: after.map(str::to_owned) };
    if at.query("part") == Some("token") {
        return part(at, &Slice::default(), &[], &place, None).await;
    }
    // Before the comments, so that nothing is missed between the two.
    let news = services.store.last_news(at.site.id).await?;
    let slice = slice(services, &at.site, queue, after, PAGE).await?;
    let mut slice = slice.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    let waves = waves(at, queue).await?;
    slice.comments.retain(|comment| !waves.iter().any(|wave| wave.members.iter().skip(1).any(|m| m.id == comment.id)));
    let newest = newest(at, &slice.comments).await?;
    if at.query("part") == Some("cards") {
        let empty = slice.comments.is_empty().then(|| empty_queue(&at.frame(Section::Queue), queue, false, newest));
        return part(at, &slice, &waves, &place, empty).await;
    }
    let next = slice.next.clone().map(|after| Place::Queue { site: at.site.key.clone(), queue, after: Some(after) });
    let view = QueueView {
        frame: at.frame(Section::Queue),
        root: root(at),
        queue,
        tally: services.store.tally(at.site.id).await?,
        named: &named(at, &slice.comments).await?,
        comments: &slice.comments,
        flags: &slice.flags,
        waves: &waves,
        newest,
        next: next.map(|place| place.path()),
        cursor: slice.next,
        last: slice.last,
        later: after.is_some(),
        chosen: at.query("choose") == Some("all"),
        choose_all: place.with("choose", "all"),
        line: at.line(),
        alarm: alarm(at, queue).await?,
        run: recheck(at, queue, &place).await?,
        back: place.path(),
        news: (news, services.store.newest(at.site.id).await?.0),
        now: services.now(),
    };
    page(StatusCode::OK, &view)
}

/// Only what waits is asked about again.
async fn recheck<'a>(at: &'a At, queue: Queue, place: &Place) -> Result<Option<RunBox<'a>>, Stop> {
    match queue {
        Queue::Of(Status::Pending) => super::recheck::run_box(at, Section::Queue, place).await,
        _ => Ok(None),
    }
}

/// What owners are told where the filter does clearly worse than before.
async fn alarm<'a>(at: &'a At, queue: Queue) -> Result<Option<AlarmNotice<'a>>, Stop> {
    if at.role() < Role::Owner || queue != Queue::Of(Status::Pending) {
        return Ok(None);
    }
    let falls = learning::alarms(&at.web().services, at.site.id).await?;
    Ok(AlarmNotice::new(&at.frame(Section::Queue), &root(at), falls))
}

fn root(at: &At) -> String {
    format!("/desk/{}", at.site.key.as_str())
}

/// Near-copies are shown as one, under the first of them. What is approved or rejected is looked through one by one.
async fn waves(at: &At, queue: Queue) -> Result<Vec<Group>, Stop> {
    match queue {
        Queue::Of(Status::Pending | Status::Spam) => Ok(moderation::waves(&at.web().services, &at.site, queue).await?),
        _ => Ok(Vec::new()),
    }
}

/// When the last comment came, where there is none to show.
async fn newest(at: &At, shown: &[DeskComment]) -> Result<Option<Timestamp>, Stop> {
    let mut newest = None;
    for status in [Status::Approved, Status::Spam, Status::Trash] {
        if shown.is_empty() {
            let first = at.web().services.store.queue(at.site.id, status, None, 1).await?;
            newest = newest.max(first.first().map(|comment| comment.created));
        }
    }
    Ok(newest)
}

/// A piece of the page for the script: these comments, and the token that its forms need.
async fn part(at: &At, slice: &Slice, waves: &[Group], place: &Place, empty: Option<String>) -> Result<Response, Stop> {
    let services = &at.web().services;
    let view = PartView {
        frame: at.frame(Section::Queue),
        root: root(at),
        comments: &slice.comments,
        flags: &slice.flags,
        named: &named(at, &slice.comments).await?,
        waves,
        now: services.now(),
        empty,
        next: slice.next.clone(),
        last: slice.last.clone(),
        back: place.path(),
    };
    page(StatusCode::OK, &view)
}

/// `/desk/{site}/comments/{id}/card`: one comment as the queue shows it, for the script.
async fn card(at: At) -> Response {
    let card = async {
        let comment = at.web().services.store.desk_comment(at.site.id, CommentId(at.id()?)).await?;
        let comment = comment.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
        let place = Place::queue(&at.site.key, Status::Pending);
        let comments = vec![comment];
        let flags = flags(&at.web().services, &at.site, &comments).await?;
        part(&at, &Slice { comments, flags, ..Slice::default() }, &[], &place, None).await
    };
    at.answer(card.await)
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
    let history = super::log::of_comment(&at.web().services, at.site.id, id).await?;
    let place = Place::Comment { site: at.site.key.clone(), id };
    let view = CommentView {
        frame: at.frame(Section::Queue),
        root: root(at),
        comment,
        flags: &flags,
        named: &named,
        history: &history,
        writing,
        may_delete: at.role() >= Role::Editor,
        line: at.line(),
        back: place.path(),
        now: at.web().services.now(),
    };
    page(status, &view)
}
