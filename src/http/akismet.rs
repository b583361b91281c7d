//! `POST /akismet/{site}`: Akismet tells of later verdicts, at the address that was sent as `callback`.
//!
//! Whoever knows the site's key is Akismet. What else is sent along (addresses, names) is neither read nor logged.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use super::body::{BodyLimit, read};
use super::client::ClientAddr;
use super::headers::Surface;
use super::limits::Action;
use super::problem::Problem;
use super::state::Shared;
use super::threads::failed;
use crate::moderation::{self, Heard, LateVerdict};

/// Verdicts in one call, each of which is a write.
const MOST: usize = 100;
/// The longest name of a check; ours are as long as what is kept of a header.
const LONGEST: usize = 200;

/// What became of each verdict, by the name of its check.
#[derive(Serialize)]
struct HeardJson {
    comments: BTreeMap<String, OneJson>,
}

#[derive(Serialize)]
struct OneJson {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

impl OneJson {
    fn new(heard: Heard) -> Self {
        let message = match heard {
            Heard::Found => None,
            Heard::NoMatch => Some("No comment was checked under this guid."),
            Heard::SeveralMatch => Some("Several comments were checked under this guid."),
        };
        Self { status: if message.is_none() { "success" } else { "error" }, message }
    }
}

pub async fn hear(
    State(web): State<Shared>,
    Path(name): Path<String>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let heard = async {
        let site = web.site(&name).await?;
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let bytes = read(&headers, body, BodyLimit::COMMENT).await?;
        let sent: Value = serde_json::from_slice(&bytes).map_err(|_| malformed("The body is not JSON."))?;
        let key = sent.get("key").and_then(Value::as_str).unwrap_or_default();
        if !web.services.is_akismet(&site, key).map_err(|e| failed(&e))? {
            // Guessing is no faster here than at the sign-in.
            web.limit(Action::Login, Some(site.id), client).map_err(Problem::too_many)?;
            return Err(Problem::of(StatusCode::FORBIDDEN).detail("The key is not the one of this site."));
        }
        let act = sent.get("endpoint").and_then(Value::as_str) == Some("comment-check");
        let heard = moderation::hear(&web.services, &site, verdicts(&sent)?, act).await.map_err(|e| failed(&e))?;
        let comments = heard.into_iter().map(|(verdict, heard)| (verdict.guid, OneJson::new(heard))).collect();
        Ok(axum::Json(HeardJson { comments }).into_response())
    };
    let response = heard.await.unwrap_or_else(IntoResponse::into_response);
    web.dress(Surface::Api, response)
}

/// Entries without a name of a check, or without a verdict, are ignored.
fn verdicts(sent: &Value) -> Result<Vec<LateVerdict>, Problem> {
    let Some(list) = sent.get("comments").and_then(Value::as_array) else {
        return Err(malformed("comments is not a list."));
    };
    if list.len() > MOST {
        return Err(malformed("comments has more than 100 entries."));
    }
    let one = |entry: &Value| {
        let guid = entry.get("guid")?.as_str().map(str::trim).filter(|guid| (1..=LONGEST).contains(&guid.len()))?;
        let spam = match entry.get("result")? {
            Value::Bool(spam) => *spam,
            Value::String(word) => word.parse().ok()?,
            _ => return None,
        };
        Some(LateVerdict { guid: guid.to_owned(), spam })
    };
    Ok(list.iter().filter_map(one).collect())
}

fn malformed(why: &'static str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "malformed_request", "The request is not understood").detail(why)
}
