//! Reading JSON strictly: the right media type, known fields only, no deeper than a form is.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::domain::challenge::{Challenge, Proof};
use crate::domain::submission::Draft;
use crate::http::body::{BodyLimit, read};
use crate::http::problem::Problem;

/// A new comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCommentJson {
    /// The thread's key: the owner's own id of the article, or nothing where `url` says it.
    #[serde(default)]
    pub key: Option<String>,
    /// The article's address; of one of the site's origins.
    #[serde(default)]
    pub url: Option<String>,
    /// The article's title, kept from the first comment that names it.
    #[serde(default)]
    pub title: Option<String>,
    /// The comment that is answered.
    #[serde(default)]
    pub parent: Option<i64>,
    #[serde(default)]
    pub name: Option<String>,
    /// Never shown to anybody.
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub website: Option<String>,
    /// Markdown, and the inline tags that readers of WordPress know.
    #[serde(default)]
    pub body: Option<String>,
    /// The form token: the last `Svar-Form` header of this thread.
    #[serde(default)]
    pub token: Option<String>,
    /// The receipt of an approved comment of this site, by which its author is known again.
    #[serde(default)]
    pub author: Option<String>,
    /// The author wants mail about answers. Kept as a wish; mails about answers are not sent yet.
    #[serde(default)]
    pub notify: Option<bool>,
    /// The field that people never see. Leave it empty.
    #[serde(default)]
    pub hjemmeside2: Option<String>,
    /// The challenge that this client can meet: `sha256-zeros`. Without it none is asked for, and what is doubtful
    /// waits for a moderator.
    #[serde(default)]
    pub solves: Option<String>,
    /// What was found for the challenge of a 428: its `token` and a number for each puzzle, with dots between them.
    #[serde(default)]
    pub proof: Option<String>,
}

impl NewCommentJson {
    pub fn into_draft(self) -> Draft {
        let proof = match (self.proof, self.solves.as_deref()) {
            (Some(proof), _) if !proof.is_empty() => Proof::Given(proof),
            (_, Some(Challenge::ALGORITHM)) => Proof::Able,
            _ => Proof::Unable,
        };
        Draft {
            key: self.key.unwrap_or_default(),
            url: self.url.unwrap_or_default(),
            title: self.title.unwrap_or_default(),
            parent: self.parent.map(|id| id.to_string()).unwrap_or_default(),
            name: self.name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            website: self.website.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            token: self.token.unwrap_or_default(),
            author: self.author.unwrap_or_default(),
            notify: self.notify.unwrap_or_default(),
            trap: self.hjemmeside2.unwrap_or_default(),
            proof,
        }
    }
}

/// A text: of an edit, or of a preview.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyJson {
    pub body: String,
}

/// A JSON document of this shape.
///
/// # Errors
/// 415 for another media type, 400 for what is not JSON, 422 for JSON of another shape. What was sent is
/// never repeated.
pub async fn json<T: DeserializeOwned>(headers: &HeaderMap, body: Body, limit: BodyLimit) -> Result<T, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail("Send application/json."));
    }
    let bytes = read(headers, body, limit).await?;
    serde_json::from_slice(&bytes).map_err(|e| match e.classify() {
        serde_json::error::Category::Data => Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "shape",
            "The document has a field that does not belong here, or a value of the wrong kind",
        )
        .detail(format!("Line {}, column {}.", e.line(), e.column())),
        _ => Problem::of(StatusCode::BAD_REQUEST).detail(format!(
            "Not JSON at line {}, column {}.",
            e.line(),
            e.column()
        )),
    })
}

/// The token of `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// `Idempotency-Key`, if there is one: 16 to 64 of letters, digits, `-` and `_`.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    let shaped =
        (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !shaped {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "idempotency-key",
            "Idempotency-Key must be 16 to 64 letters, digits, - or _",
        ));
    }
    Ok(Some(key.to_owned()))
}
