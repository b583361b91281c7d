//! Reading a request's body: whole, within a size and a time, and never unpacked.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::problem::Problem;

/// How much may be sent, and how long it may take.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimit {
    pub bytes: usize,
    pub time: Duration,
}

impl BodyLimit {
    /// A comment: 240 KiB of text and what belongs around it.
    pub const COMMENT: Self = Self { bytes: 256 * 1024, time: Duration::from_secs(15) };
    /// Every other form or JSON document.
    pub const SMALL: Self = Self { bytes: 64 * 1024, time: Duration::from_secs(15) };
}

/// The whole body.
///
/// # Errors
/// 415 for a packed body (a few bytes could become many), 413 over the size, 408 over the time, 400
/// for a body that breaks off.
pub async fn read(headers: &HeaderMap, body: Body, limit: BodyLimit) -> Result<Bytes, Problem> {
    let packed =
        headers.get_all(header::CONTENT_ENCODING).iter().any(|v| !v.as_bytes().eq_ignore_ascii_case(b"identity"));
    if packed {
        return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail("Send the body without Content-Encoding."));
    }
    match tokio::time::timeout(limit.time, Limited::new(body, limit.bytes).collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(err)) if is_too_long(err.as_ref()) => Err(Problem::of(StatusCode::PAYLOAD_TOO_LARGE)),
        Ok(Err(_)) => Err(Problem::of(StatusCode::BAD_REQUEST).detail("The body broke off.")),
        Err(_) => Err(Problem::of(StatusCode::REQUEST_TIMEOUT)),
    }
}

fn is_too_long(err: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(err), |err| err.source()).any(|err| err.is::<LengthLimitError>())
}
