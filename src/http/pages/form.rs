//! Reading the plain form, and giving it back with everything that was typed.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use url::form_urlencoded;

use crate::checking::TRAP;
use crate::domain::submission::Draft;
use crate::http::body::{BodyLimit, read};
use crate::http::client::ClientAddr;
use crate::http::problem::Problem;
use crate::http::same_origin::FormSource;
use crate::http::state::Web;
use crate::keys::digest;

/// Everything that a reader's form holds.
#[derive(Default)]
pub struct Sent {
    pub draft: Draft,
    pub nonce: String,
    pub lang: Option<String>,
    pub sort: Option<String>,
}

/// What came to an address for readers' forms, before any of it is believed.
pub struct Incoming {
    pub client: ClientAddr,
    pub uri: Uri,
    pub body: Body,
}

impl Incoming {
    /// The fields of a form of one of our own pages.
    ///
    /// # Errors
    /// 403 for another website's form, and what [`fields`] refuses.
    pub async fn fields(
        self,
        web: &Web,
        headers: &HeaderMap,
        limit: BodyLimit,
    ) -> Result<Vec<(String, String)>, Problem> {
        if FormSource::of(&self.uri, headers, &web.edge.hosts) == FormSource::Foreign {
            tracing::warn!(client = self.client.prefix(), "a form from another origin was refused");
            return Err(Problem::of(StatusCode::FORBIDDEN));
        }
        fields(headers, self.body, limit).await
    }
}

/// The fields of a form, in the order in which they were sent.
///
/// # Errors
/// 415 for another media type, 400 for bytes that are not UTF-8, and what [`read`] refuses.
pub async fn fields(headers: &HeaderMap, body: Body, limit: BodyLimit) -> Result<Vec<(String, String)>, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let bytes = read(headers, body, limit).await?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    // The decoder puts U+FFFD where bytes are not UTF-8; nobody's text may be changed silently.
    let replaced = fields.iter().any(|(name, value)| name.contains('\u{FFFD}') || value.contains('\u{FFFD}'));
    let typed = bytes.windows(9).any(|w| w.eq_ignore_ascii_case(b"%EF%BF%BD"))
        || bytes.windows(3).any(|w| w == [0xEF, 0xBF, 0xBD]);
    if replaced && !typed {
        return Err(Problem::of(StatusCode::BAD_REQUEST).detail("The form is not UTF-8."));
    }
    Ok(fields)
}

/// Later fields of the same name win; unknown ones (a button's name) mean nothing.
pub fn sent(fields: Vec<(String, String)>) -> Sent {
    let mut sent = Sent::default();
    for (name, value) in fields {
        let draft = &mut sent.draft;
        match name.as_str() {
            "key" => draft.key = value,
            "url" => draft.url = value,
            "title" => draft.title = value,
            "parent" => draft.parent = value,
            "name" => draft.name = value,
            "email" => draft.email = value,
            "website" => draft.website = value,
            "body" => draft.body = value,
            "token" => draft.token = value,
            "author" => draft.author = value,
            "notify" => draft.notify = matches!(value.as_str(), "true" | "on" | "1"),
            TRAP => draft.trap = value,
            "idempotency_key" => sent.nonce = value,
            "lang" => sent.lang = Some(value),
            "sort" => sent.sort = Some(value),
            _ => {}
        }
    }
    sent
}

impl Sent {
    /// The form's nonce together with the text: pressing twice is one comment, going back and writing
    /// something else is another.
    pub fn idempotency(&self) -> Option<String> {
        let shaped = (16..=64).contains(&self.nonce.len())
            && self.nonce.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let hash = digest(&[self.nonce.as_bytes(), self.draft.parent.as_bytes(), self.draft.body.as_bytes()]);
        shaped.then(|| hash.iter().map(|b| format!("{b:02x}")).collect())
    }
}
