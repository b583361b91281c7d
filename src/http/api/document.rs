//! The OpenAPI document: made from the handlers themselves, finished with what they share.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::http::headers::Surface;
use crate::http::state::Web;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Svar",
        description = "Comments for a magazine: reading, posting, and deciding. Times are RFC 3339 in UTC, errors are \
                       problem details (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "readers", description = "For readers' programs and embedding pages"),
        (name = "desk", description = "For machines that act for a moderator")
    )
)]
struct Document;

pub fn base() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// The document as text, with the two kinds of bearer token.
pub fn finish(mut document: utoipa::openapi::OpenApi) -> String {
    let scheme = |what: &str| {
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(what)).build())
    };
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("receipt", scheme("The receipt from the answer to a post"));
    components.add_security_scheme("desk", scheme("A token from `svar token add`"));
    // Made of strings and numbers; were it not to be written, the address says so by being empty.
    document.to_json().unwrap_or_default()
}

pub fn show(web: &Web, text: String) -> Response {
    web.dress(Surface::Read, ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response())
}
