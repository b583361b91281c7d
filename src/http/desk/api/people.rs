//! People: how somebody has written, under which names, what the team notes about them. Never an e-mail or client
//! address.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Caller, Reading, StepJson, Writing, bad_value, id, writing};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Role, Scope};
use crate::domain::person::{Note, PersonId};
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::threads::failed;
use crate::i18n::rfc3339;
use crate::moderation::{self, NoteError, NoteText};

/// Somebody who writes here.
#[derive(Serialize, ToSchema)]
pub struct PersonJson {
    id: i64,
    /// The latest name.
    name: String,
    created: String,
    /// Since when moderators trust them; null: they do not.
    trusted: Option<String>,
    /// The name of the moderator who does.
    trusted_by: Option<String>,
    record: PersonRecordJson,
    /// The newest name first.
    names: Vec<PersonNameJson>,
    /// The newest first.
    notes: Vec<NoteJson>,
}

/// Their comments, by what they are now.
#[derive(Serialize, ToSchema)]
pub struct PersonRecordJson {
    approved: i64,
    pending: i64,
    spam: i64,
    trash: i64,
    /// Comments for which they have proven that the e-mail address is theirs.
    confirmed: i64,
    /// When their first and their last comment was written.
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PersonNameJson {
    name: String,
    comments: i64,
}

#[derive(Serialize, ToSchema)]
pub struct NoteJson {
    id: i64,
    /// A moderator's name.
    moderator: Option<String>,
    text: String,
    created: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoteJson {
    /// Plain text, 1 to 2,000 characters; for the team.
    text: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrustJson {
    trusted: bool,
}

/// One person: their record, names, notes and whether they are trusted.
#[utoipa::path(get, path = "/api/v1/desk/{site}/people/{id}", tag = "desk", operation_id = "desk_person",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    responses((status = 200, body = PersonJson), Reading))]
pub async fn show(
    State(web): State<Shared>,
    Path((site, person)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let (store, site, id) = (&web.services.store, caller.site.id, PersonId(id(&person)?));
        let person = store.person(site, id).await.map_err(|e| failed(&e.into()))?;
        let person = person.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))?;
        let email = person.email();
        let record = store.person_record(site, &email).await.map_err(|e| failed(&e.into()))?;
        let names = store.person_names(site, &email).await.map_err(|e| failed(&e.into()))?;
        let notes = store.notes(site, &[id]).await.map_err(|e| failed(&e.into()))?;
        let time = |at: i64| rfc3339(Timestamp(at));
        let note = |note: Note| NoteJson {
            id: note.id,
            moderator: note.by_name,
            text: note.text,
            created: rfc3339(note.created),
        };
        let answer = PersonJson {
            id: person.id,
            created: time(person.created),
            trusted: person.trusted.map(time),
            trusted_by: person.trusted_by,
            name: person.name,
            record: PersonRecordJson {
                approved: record.approved,
                pending: record.pending,
                spam: record.spam,
                trash: record.trash,
                confirmed: record.confirmed,
                first: record.first.map(time),
                last: record.last.map(time),
            },
            names: names.into_iter().map(|(name, comments)| PersonNameJson { name, comments }).collect(),
            notes: notes.into_iter().map(|entry| note(entry.note)).collect(),
        };
        Ok(axum::Json(answer).into_response())
    };
    super::reply(&web, read.await)
}

/// Notes something about a person, for the team.
#[utoipa::path(post, path = "/api/v1/desk/{site}/people/{id}/notes", tag = "desk", operation_id = "desk_note",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = NewNoteJson,
    responses((status = 201, description = "On disk", body = StepJson), Writing))]
pub async fn note(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<NewNoteJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let id = PersonId(id);
        let text = NoteText::parse(&asked.text).map_err(|error| match error {
            NoteError::Empty => bad_value("text", "empty", "text is empty"),
            NoteError::TooLong(_) => bad_value("text", "too-long", "text is at most 2000 characters"),
        })?;
        let done = moderation::add_note(&web.services, &caller.site, id, text, caller.moderator).await;
        let step = done.map_err(|e| failed(&e))?.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))?;
        Ok((StatusCode::CREATED, axum::Json(StepJson { step: Some(step.0) })).into_response())
    };
    super::reply(&web, done.await)
}

/// Trusts a person, or no more. It changes no comment that is there.
#[utoipa::path(put, path = "/api/v1/desk/{site}/people/{id}/trust", tag = "desk", operation_id = "desk_trust",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    request_body = TrustJson,
    responses((status = 200, description = "On disk", body = StepJson), Writing))]
pub async fn trust(
    State(web): State<Shared>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let (caller, id, asked) = writing::<TrustJson>(&web, &place, Role::Moderator, &headers, body).await?;
        let (services, site, id) = (&web.services, &caller.site, PersonId(id));
        let done = moderation::set_trust(services, site, id, asked.trusted, caller.moderator).await;
        let step = done.map_err(|e| failed(&e))?;
        // Nothing was done: it was so already, unless there is nobody.
        if step.is_none() && services.store.person(site.id, id).await.map_err(|e| failed(&e.into()))?.is_none() {
            return Err(Problem::of(StatusCode::NOT_FOUND));
        }
        Ok(axum::Json(StepJson { step: step.map(|step| step.0) }).into_response())
    };
    super::reply(&web, done.await)
}
