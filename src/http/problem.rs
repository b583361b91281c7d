//! Refusals for programs: problem details as JSON (RFC 9457).
//!
//! A problem never carries what was typed, an address, a path, a version or an error of a library.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::domain::challenge::Challenge;
use crate::domain::error::FieldError;
use crate::domain::lang::Lang;
use crate::i18n::{Words, rfc3339};

/// One refusal. `code` is the stable word that programs compare; `title` and `detail` are for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    pub code: &'static str,
    pub title: String,
    pub detail: Option<String>,
    /// The language of `title` and the messages, where they are meant for a reader; else they are English, for
    /// programmers.
    pub lang: Option<Lang>,
    /// Every wrong field of a form, all at once.
    pub errors: Vec<FieldProblem>,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<u64>,
    pub challenge: Option<Box<ChallengeJson>>,
}

/// One wrong field: its name in the API, the stable word, the sentence in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    pub field: String,
    pub code: String,
    pub message: String,
}

impl FieldProblem {
    /// Wrong fields as the API lists them.
    pub fn all(words: Words<'_>, errors: &[FieldError]) -> Vec<Self> {
        let one = |e: &FieldError| Self {
            field: e.field.to_owned(),
            code: e.code.as_str().to_owned(),
            message: words.field_error(e),
        };
        errors.iter().map(one).collect()
    }
}

/// What a client is asked to work out before a comment is taken in: for each puzzle `p` (from 0 to `puzzles` - 1) a
/// number `n`, so that SHA-256 of 24 bytes (the seed, then `p` and `n` as four bytes each, big-endian) begins with `bits`
/// zero bits. The same comment is then sent again with `proof`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ChallengeJson {
    /// `sha256-zeros`.
    pub algorithm: &'static str,
    /// 16 bytes as 32 hexadecimal digits.
    pub seed: String,
    pub puzzles: u8,
    pub bits: u8,
    /// After this the answer counts no more.
    pub expires: String,
    /// The beginning of `proof`.
    pub token: String,
}

impl From<&Challenge> for ChallengeJson {
    fn from(challenge: &Challenge) -> Self {
        Self {
            algorithm: Challenge::ALGORITHM,
            seed: challenge.seed.iter().map(|byte| format!("{byte:02x}")).collect(),
            puzzles: challenge.puzzles,
            bits: challenge.bits,
            expires: rfc3339(challenge.expires),
            token: challenge.token.clone(),
        }
    }
}

/// How a [`Problem`] is written, for the document that describes the API.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProblemBody<'a> {
    /// `urn:svar:problem:` and the code; names the kind of problem for ever.
    pub r#type: String,
    pub title: &'a str,
    pub status: u16,
    pub code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
    /// `title` is a sentence for the reader, in this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub errors: &'a [FieldProblem],
    /// With 428 alone: what is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<&'a ChallengeJson>,
    /// `urn:svar:request:` and the request's id, to find it in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    pub const CONTENT_TYPE: &str = "application/problem+json; charset=utf-8";

    pub fn new(status: StatusCode, code: &'static str, title: impl Into<String>) -> Self {
        Self {
            status,
            code,
            title: title.into(),
            detail: None,
            lang: None,
            errors: Vec::new(),
            retry_after: None,
            challenge: None,
        }
    }

    /// The problem that a bare status stands for, in plain English.
    pub fn of(status: StatusCode) -> Self {
        let (code, title) = match status {
            StatusCode::BAD_REQUEST => ("bad-request", "The request cannot be understood"),
            StatusCode::UNAUTHORIZED => ("unauthorized", "This needs a valid token"),
            StatusCode::FORBIDDEN => ("forbidden", "This is not allowed"),
            StatusCode::NOT_FOUND => ("not-found", "There is no such thing"),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", "This cannot be done with that method"),
            StatusCode::REQUEST_TIMEOUT => ("too-slow", "The request did not arrive in time"),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "The request is too large"),
            StatusCode::URI_TOO_LONG => ("address-too-long", "The address is too long"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("media-type", "This kind of content is not accepted"),
            StatusCode::MISDIRECTED_REQUEST => ("host", "This service does not answer under that host name"),
            StatusCode::UNPROCESSABLE_ENTITY => ("fields", "Some fields are not right"),
            StatusCode::TOO_MANY_REQUESTS => ("too-many", "Too many requests; wait a little"),
            StatusCode::SERVICE_UNAVAILABLE => ("unavailable", "The service cannot do this right now"),
            other if other.is_client_error() => ("refused", "The request is refused"),
            _ => ("internal", "Something went wrong here"),
        };
        Self::new(status, code, title)
    }

    pub fn too_many(retry_after: super::limits::RetryAfter) -> Self {
        Self::of(StatusCode::TOO_MANY_REQUESTS).retry(retry_after.0)
    }

    /// 428: the same comment is taken in when it comes again with the proof.
    pub fn challenged(challenge: &Challenge) -> Self {
        let title = "Work out the challenge and send the same comment again with the proof";
        let mut problem = Self::new(StatusCode::PRECONDITION_REQUIRED, "challenge", title);
        problem.challenge = Some(Box::new(challenge.into()));
        problem
    }

    /// 503 with the seconds after which it may be over.
    pub fn unavailable(retry_after: u64) -> Self {
        Self::of(StatusCode::SERVICE_UNAVAILABLE).retry(retry_after)
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// For the reader's eyes, in this language.
    pub fn said_in(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    pub fn retry(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    pub fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.errors = errors;
        self
    }

    /// The JSON text; `request` is the id under which the log knows the request.
    pub fn json(&self, request: Option<&str>) -> String {
        let body = ProblemBody {
            r#type: format!("urn:svar:problem:{}", self.code),
            title: &self.title,
            status: self.status.as_u16(),
            code: self.code,
            detail: self.detail.as_deref(),
            lang: self.lang.map(Lang::tag),
            errors: &self.errors,
            challenge: self.challenge.as_deref(),
            instance: request.map(|id| format!("urn:svar:request:{id}")),
        };
        // Strings and numbers only: there is nothing that could fail to be written.
        serde_json::to_string(&body).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    /// The problem itself goes along as an extension, so that the outermost layer can add the
    /// request's id.
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.json(None)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Self::CONTENT_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}
