//! Which pages may read an answer of the reader API (CORS, fetch.spec.whatwg.org).
//!
//! Only origins that a site lists, compared byte by byte: no pattern, no suffix, never `null`, never
//! credentials. The desk and the pages themselves have none of this.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::problem::Problem;
use crate::domain::site::Origin;

/// The `Origin` that a browser sent, looked up in the list of the addressed site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'h> {
    /// No browser, or a page of our own: nothing to allow.
    Unnamed,
    Allowed(&'h HeaderValue),
    Foreign,
}

impl<'h> Caller<'h> {
    pub fn of(headers: &'h HeaderMap, allowed: &[Origin]) -> Self {
        let mut sent = headers.get_all(header::ORIGIN).iter();
        match (sent.next(), sent.next()) {
            (None, _) => Self::Unnamed,
            (Some(origin), None) if allowed.iter().any(|o| o.as_str().as_bytes() == origin.as_bytes()) => {
                Self::Allowed(origin)
            }
            _ => Self::Foreign,
        }
    }

    /// For everything that writes: a foreign page is refused, a program without `Origin` is not.
    ///
    /// # Errors
    /// 403 `origin`.
    pub fn may_write(self) -> Result<(), Problem> {
        match self {
            Self::Foreign => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "origin",
                "Pages of that origin may not write here; it is not in the site's list",
            )),
            Self::Unnamed | Self::Allowed(_) => Ok(()),
        }
    }

    /// Marks an answer of the reader API, error or not. Caches must keep answers to different pages
    /// apart even where this one is to nobody in particular.
    pub fn mark(self, headers: &mut HeaderMap) {
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        if let Self::Allowed(origin) = self {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
        }
    }

    /// The answer to `OPTIONS`: what an allowed page may send, nothing for the others.
    pub fn preflight(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        if let Self::Allowed(origin) = self {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            for (name, value) in PREFLIGHT {
                headers.insert(name, HeaderValue::from_static(value));
            }
        }
        response
    }
}

const EXPOSED: &str = "etag, retry-after, svar-form";

const PREFLIGHT: [(&str, &str); 3] = [
    ("access-control-allow-methods", "GET, POST, PATCH, DELETE"),
    ("access-control-allow-headers", "content-type, authorization, idempotency-key, if-none-match"),
    ("access-control-max-age", "600"),
];
