//! `/desk/{site}/people`: who writes here. One person's page, the team's notes, trust.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, page};
use super::fields::Fields;
use super::order::Order;
use super::place::Place;
use super::said::{Kind, Said};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::Role;
use crate::domain::person::PersonId;
use crate::http::state::Shared;
use crate::http::view::desk::{PeopleView, PersonView, Section};
use crate::moderation::{self, NoteError, NoteText};
use crate::store::comments::Position;
use crate::store::persons::PeopleFilter;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}/people", get(list))
        .route("/desk/{site}/people/{id}", get(show))
        .route("/desk/{site}/people/{id}/notes", post(note))
        .route("/desk/{site}/people/{id}/trust", post(trust))
        .route("/desk/{site}/people/{id}/email", post(super::email::show))
}

/// People, and comments of one person, on a page.
const PAGE: i64 = 50;
/// Reports and lines of history on a person's page.
const BESIDE: i64 = 50;
/// Characters of a name that is looked for.
const SOUGHT: usize = 100;

/// `q`, `trusted`, `banned`, `noted`; `before`: the number of the last person that was shown.
async fn list(at: At) -> Response {
    let shown = async {
        let services = &at.web().services;
        let on = |name: &str| at.query(name).is_some_and(|value| !value.is_empty());
        let name: String = at.query("q").unwrap_or_default().chars().take(SOUGHT).collect();
        let filter = PeopleFilter { name, trusted: on("trusted"), banned: on("banned"), noted: on("noted") };
        let before = match at.query("before") {
            None => None,
            Some(before) => Some(before.parse::<i64>().map_err(|_| Stop::of(StatusCode::BAD_REQUEST))?),
        };
        let from = before.unwrap_or(i64::MAX);
        let mut people = services.store.people(at.site.id, &filter, from, PAGE + 1, services.now()).await?;
        let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = people.len() > shown;
        people.truncate(shown);
        let place = Place::People { site: at.site.key.clone() };
        let next = people.last().filter(|_| more).map(|last| format!("{}?{}", place.path(), query(&filter, last.id)));
        let view = PeopleView {
            frame: at.frame(Section::People),
            root: format!("/desk/{}", at.site.key.as_str()),
            people: &people,
            filter,
            next,
            later: before.is_some(),
            line: at.line(),
            back: place.path(),
        };
        page(StatusCode::OK, &view)
    };
    let shown = shown.await;
    at.answer(shown)
}

fn query(filter: &PeopleFilter, before: i64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !filter.name.is_empty() {
        query.append_pair("q", &filter.name);
    }
    for (name, on) in [("trusted", filter.trusted), ("banned", filter.banned), ("noted", filter.noted)] {
        if on {
            query.append_pair(name, "1");
        }
    }
    query.append_pair("before", &before.to_string()).finish()
}

async fn show(at: At) -> Response {
    let shown = person(&at, StatusCode::OK, None).await;
    at.answer(shown)
}

/// The person's page; `typed`: a note that was not taken, and why.
async fn person(at: &At, status: StatusCode, typed: Option<(String, String)>) -> Result<Response, Stop> {
    let (services, site, id) = (&at.web().services, at.site.id, PersonId(at.id()?));
    let store = &services.store;
    let person = store.person(site, id).await?.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
    let email = person.email();
    let list = format!("desk person {} {}", at.site.key.as_str(), id.0);
    let after = match at.query("after") {
        None => None,
        Some(cursor) => {
            let text = services.keys.read_cursor(&list, cursor);
            Some(text.as_deref().and_then(position).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?)
        }
    };
    let later = after.is_some();
    let mut lines = store.person_lines(site, &email, after, PAGE + 1).await?;
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = lines.len() > shown;
    lines.truncate(shown);
    let place = Place::Person { site: at.site.key.clone(), id };
    let cursor =
        lines.last().filter(|_| more).map(|l| services.keys.sign_cursor(&list, &format!("{}.{}", l.created, l.id)));
    let view = PersonView {
        frame: at.frame(Section::People),
        root: format!("/desk/{}", at.site.key.as_str()),
        person: &person,
        record: store.person_record(site, &email).await?,
        names: &store.person_names(site, &email).await?,
        notes: &store.notes(site, &[id]).await?,
        lines: &lines,
        reports: &store.reports_about(site, &email, BESIDE).await?,
        bans: &store.bans_of(site, &email, services.now()).await?,
        history: &store.person_decisions(site, &email, BESIDE).await?,
        me: at.moderator(),
        editor: at.role() >= Role::Editor,
        typed,
        next: cursor.map(|cursor| place.with("after", &cursor)),
        later,
        line: at.line(),
        back: place.path(),
    };
    page(status, &view)
}

fn position(text: &str) -> Option<Position> {
    let (created, id) = text.split_once('.')?;
    Some(Position { votes: 0, created: Timestamp(created.parse().ok()?), id: id.parse().ok()? })
}

/// `text`: a note to add. `delete`: one's own note to take away.
async fn note(order: Order<At>) -> Response {
    let done = async {
        let (at, id) = (&order.who, PersonId(order.who.id()?));
        let (services, moderator) = (&at.web().services, at.moderator());
        if let Some(note) = order.fields.get("delete") {
            let note = note.parse().map_err(|_| Stop::of(StatusCode::BAD_REQUEST))?;
            let step = moderation::delete_note(services, &at.site, id, note, moderator).await?;
            let step = step.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
            return Ok(back(at, &order.fields, &Said::step(Kind::NoteDeleted, Some(step))));
        }
        let typed = order.fields.get("text").unwrap_or_default();
        match NoteText::parse(typed) {
            Ok(text) => {
                let step = moderation::add_note(services, &at.site, id, text, moderator).await?;
                let step = step.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))?;
                Ok(back(at, &order.fields, &Said::step(Kind::Noted, Some(step))))
            }
            Err(error) => {
                let error = match error {
                    NoteError::Empty => at.words().t("desk-note-empty"),
                    NoteError::TooLong(over) => {
                        at.words().n("desk-note-too-long", i64::try_from(over).unwrap_or(i64::MAX))
                    }
                };
                person(at, StatusCode::UNPROCESSABLE_ENTITY, Some((typed.to_owned(), error))).await
            }
        }
    };
    order.who.answer(done.await)
}

/// `to`: `trusted` or `ordinary`.
async fn trust(order: Order<At>) -> Response {
    let done = async {
        let (at, id) = (&order.who, PersonId(order.who.id()?));
        let services = &at.web().services;
        let (trusted, kind) = match order.fields.get("to") {
            Some("trusted") => (true, Kind::Trusted),
            Some("ordinary") => (false, Kind::Distrusted),
            _ => return Err(Stop::of(StatusCode::BAD_REQUEST)),
        };
        let step = moderation::set_trust(services, &at.site, id, trusted, at.moderator()).await?;
        if step.is_none() && services.store.person(at.site.id, id).await?.is_none() {
            return Err(Stop::of(StatusCode::NOT_FOUND));
        }
        Ok(back(at, &order.fields, &Said::step(kind, step)))
    };
    order.who.answer(done.await)
}

fn back(at: &At, fields: &Fields, said: &Said) -> Response {
    let people = Place::People { site: at.site.key.clone() };
    let person = at.id().map(|id| Place::Person { site: at.site.key.clone(), id: PersonId(id) });
    at.back(fields, person.unwrap_or(people), said)
}
