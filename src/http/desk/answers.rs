//! What the desk's own script is answered, as JSON. Without the script the same handlers answer with a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::door::{At, Stop};
use crate::domain::comment::{CommentId, Status};
use crate::http::problem::Problem;
use crate::i18n::{Words, rfc3339};
use crate::moderation::{Decided, Refused, WhyNot};
use crate::store::audit::LastDecision;
use crate::store::queue::Tally;

/// How many comments each queue has now.
#[derive(PartialEq, Serialize)]
pub struct Counts {
    pending: i64,
    flagged: i64,
    spam: i64,
    approved: i64,
    trash: i64,
}

impl From<Tally> for Counts {
    fn from(t: Tally) -> Self {
        Self { pending: t.pending, flagged: t.flagged, spam: t.spam, approved: t.approved, trash: t.trash }
    }
}

/// A comment and what it is now.
#[derive(Serialize)]
pub struct DecidedJson {
    id: i64,
    from: &'static str,
    to: &'static str,
    version: i64,
}

impl From<&Decided> for DecidedJson {
    fn from(decided: &Decided) -> Self {
        let (from, to) = (decided.from.as_str(), decided.to.as_str());
        Self { id: decided.id.0, from, to, version: decided.version }
    }
}

/// A comment that was not decided, and why.
#[derive(Serialize)]
pub struct FailedJson {
    id: i64,
    code: &'static str,
    #[serde(flatten)]
    last: Option<LastJson>,
    text: String,
}

/// Who was faster, and what the comment is now.
#[derive(Serialize)]
pub struct LastJson {
    by: Option<String>,
    status: &'static str,
    at: Option<String>,
    version: i64,
}

impl LastJson {
    fn new(last: &LastDecision) -> Self {
        let (status, at) = (last.status.as_str(), last.at.map(rfc3339));
        Self { by: last.by.clone(), status, at, version: last.version }
    }
}

impl FailedJson {
    pub fn new(at: &At, id: CommentId, why: &WhyNot) -> Self {
        let last = match why {
            WhyNot::Changed(last) => Some(LastJson::new(last)),
            _ => None,
        };
        Self { id: id.0, code: why.as_str(), last, text: why_not(at, why) }
    }
}

/// Why a comment was not decided, as a sentence.
pub fn why_not(at: &At, why: &WhyNot) -> String {
    let words = at.words();
    match why {
        WhyNot::Changed(last) => {
            let zone = at.site.policy.timezone.as_str();
            let time = last.at.map(|at| words.time(at, zone)).unwrap_or_default();
            became(words, last.status, last.by.as_deref(), &time)
        }
        other => words.t(&format!("desk-refused-{}", other.as_str())),
    }
}

/// `Godkendt af Line kl. 14.32`.
pub fn became(words: Words<'_>, status: Status, by: Option<&str>, time: &str) -> String {
    let status = words.t(&format!("desk-status-{}", status.as_str()));
    match by {
        Some(name) => words.with("desk-decided-by", &[("status", &status), ("name", name), ("time", time)]),
        None => words.with("desk-decided", &[("status", &status), ("time", time)]),
    }
}

/// Why an act was refused: 404 for what is gone, 409 for what somebody changed meanwhile, else 422.
pub fn refused(at: &At, refused: &Refused) -> Stop {
    let words = at.words();
    let (status, sentence) = match refused {
        Refused::Not(why @ WhyNot::Changed(_)) => (StatusCode::CONFLICT, why_not(at, why)),
        Refused::Not(why) => (StatusCode::NOT_FOUND, why_not(at, why)),
        Refused::Field(error) => (StatusCode::UNPROCESSABLE_ENTITY, words.field_error(error)),
        other => (StatusCode::UNPROCESSABLE_ENTITY, words.t(&format!("desk-refused-{}", other.as_str()))),
    };
    let code = match refused {
        Refused::Not(why) => why.as_str(),
        _ => "fields",
    };
    Problem::new(status, code, words.t("desk-notice-not-done")).detail(sentence).into()
}

pub fn json(status: StatusCode, answer: impl Serialize) -> Response {
    (status, axum::Json(answer)).into_response()
}
