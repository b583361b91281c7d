//! `POST /desk/{site}/comments/{id}/…`: what is done to one comment besides its status.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;

use super::answers::{Counts, json, refused};
use super::door::{At, Stop, page};
use super::order::Order;
use super::place::Place;
use super::queue::written;
use super::ranks::Editor;
use super::said::{Kind, Said};
use crate::domain::comment::{CommentId, Status};
use crate::http::state::Shared;
use crate::http::view::desk::{DeleteView, Section, What, Writing};
use crate::moderation::{self, Acted, Refused, Target};
use crate::store::marks::Mark;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}/comments/{id}/edit", post(edit))
        .route("/desk/{site}/comments/{id}/reply", post(reply))
        .route("/desk/{site}/comments/{id}/mark", post(mark))
        .route("/desk/{site}/comments/{id}/delete", get(ask).post(delete))
}

/// What was done, for the script.
#[derive(Serialize)]
struct ActedJson {
    id: i64,
    version: i64,
    status: &'static str,
    step: Option<i64>,
    reply: Option<i64>,
    counts: Counts,
    said: String,
}

/// `body`, `version`.
async fn edit(order: Order<At>) -> Response {
    let done = async {
        let (at, body) = (&order.who, order.fields.get("body").unwrap_or_default());
        match moderation::edit(&at.web().services, &at.site, target(&order)?, body, at.moderator()).await? {
            Ok(acted) => answer(&order, Kind::Rewritten, &acted).await,
            Err(why) => not_taken(&order, What::Edit, body, &why).await,
        }
    };
    order.who.answer(done.await)
}

/// `body`, `version`; approves the comment.
async fn reply(order: Order<At>) -> Response {
    let done = async {
        let (at, body) = (&order.who, order.fields.get("body").unwrap_or_default());
        match moderation::reply(&at.web().services, &at.site, target(&order)?, body, at.moderator()).await? {
            Ok(acted) => answer(&order, Kind::Replied, &acted).await,
            Err(why) => not_taken(&order, What::Reply, body, &why).await,
        }
    };
    order.who.answer(done.await)
}

/// `what`: pick, unpick, pin, unpin.
async fn mark(order: Order<At>) -> Response {
    let done = async {
        let at = &order.who;
        let mark = order.fields.get("what").and_then(Mark::from_word);
        let mark = mark.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
        let kind = match mark {
            Mark::Pick => Kind::Picked,
            Mark::Unpick => Kind::Unpicked,
            Mark::Pin => Kind::Pinned,
            Mark::Unpin => Kind::Unpinned,
        };
        let done = moderation::mark(&at.web().services, &at.site, target(&order)?, mark, at.moderator()).await?;
        answer(&order, kind, &done.map_err(|why| refused(at, &why))?).await
    };
    order.who.answer(done.await)
}

/// `version`: what was in view. Without it (an old page) whatever the comment has become.
fn target(order: &Order<At>) -> Result<Target, Stop> {
    let version = match order.fields.get("version") {
        None | Some("") => None,
        Some(text) => Some(text.parse().map_err(|_| Stop::of(StatusCode::BAD_REQUEST))?),
    };
    Ok(Target { id: CommentId(order.who.id()?), version })
}

/// A text that was not taken comes back in its form; the script has it still.
async fn not_taken(order: &Order<At>, what: What, body: &str, why: &Refused) -> Result<Response, Stop> {
    let at = &order.who;
    let stop = refused(at, why);
    let (Stop::Page(problem), false) = (&stop, at.wants_json()) else { return Err(stop) };
    if problem.status == StatusCode::NOT_FOUND {
        return Err(stop);
    }
    let error = problem.detail.clone().unwrap_or_default();
    let writing = Writing { what, body: body.to_owned(), error };
    written(at, CommentId(at.id()?), problem.status, Some(writing)).await
}

async fn answer(order: &Order<At>, kind: Kind, acted: &Acted) -> Result<Response, Stop> {
    let at = &order.who;
    let said = Said::acted(kind, acted);
    if !at.wants_json() {
        return Ok(at.back(&order.fields, Place::Comment { site: at.site.key.clone(), id: acted.id }, &said));
    }
    let counts = at.web().services.store.tally(at.site.id).await?.into();
    let answer = ActedJson {
        counts,
        id: acted.id.0,
        version: acted.version,
        status: acted.status.as_str(),
        step: acted.step.map(|step| step.0),
        reply: acted.reply.map(|id| id.0),
        said: said.sentence(at.words()),
    };
    Ok(json(StatusCode::OK, answer))
}

/// What will be deleted, and the button: it cannot be taken back.
async fn ask(at: Editor) -> Response {
    let asked = async {
        let id = CommentId(at.id()?);
        let comment = at.web().services.store.desk_comment(at.site.id, id).await?;
        let comment = comment.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
        let root = format!("/desk/{}", at.site.key.as_str());
        page(StatusCode::OK, &DeleteView { frame: at.frame(Section::Queue), root, comment: &comment })
    };
    at.answer(asked.await)
}

/// `version`.
async fn delete(Order { who: Editor(who), fields }: Order<Editor>) -> Response {
    let order = Order { who, fields };
    let done = async {
        let at = &order.who;
        let done = moderation::delete(&at.web().services, &at.site, target(&order)?, at.moderator()).await?;
        done.map_err(|why| refused(at, &why))?;
        let said = Said::just(Kind::Deleted);
        match at.wants_json() {
            true => Ok(json(StatusCode::OK, serde_json::json!({ "said": said.sentence(at.words()) }))),
            false => Ok(at.back(&order.fields, Place::queue(&at.site.key, Status::Pending), &said)),
        }
    };
    order.who.answer(done.await)
}
