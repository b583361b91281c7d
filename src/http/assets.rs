//! Styles and drawings, compiled into the program. Their addresses are stable, because the content
//! security policy names them; a short cache and an ETag keep them fresh.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::headers::Surface;
use super::state::Shared;

pub const PAGE_CSS: &str = "/page.css";
pub const DESK_CSS: &str = "/desk.css";
pub const DEMO_CSS: &str = "/demo.css";
pub const DEMO_PICTURE: &str = "/demo-library.svg";

/// A file with its media type.
struct Asset {
    path: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";

const ASSETS: [Asset; 4] = [
    Asset { path: PAGE_CSS, kind: CSS, bytes: include_bytes!("../../assets/page.css") },
    Asset { path: DESK_CSS, kind: CSS, bytes: include_bytes!("../../assets/desk.css") },
    Asset { path: DEMO_CSS, kind: CSS, bytes: include_bytes!("../../assets/demo.css") },
    Asset {
        path: DEMO_PICTURE,
        kind: "image/svg+xml; charset=utf-8",
        bytes: include_bytes!("../../assets/demo-library.svg"),
    },
];

pub fn routes() -> Router<Shared> {
    ASSETS.iter().fold(Router::new(), |router, asset| {
        router.route(
            asset.path,
            get(async move |State(web): State<Shared>, headers: HeaderMap| {
                web.dress(Surface::Script, serve(asset, &headers))
            }),
        )
    })
}

fn serve(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let etag = super::threads::etag(asset.bytes);
    if super::threads::matches(headers, &etag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    ([(header::CONTENT_TYPE, asset.kind.to_owned()), (header::ETAG, etag)], asset.bytes).into_response()
}
