//! Styles, drawings and the widget's scripts, compiled into the program and packed once.
//!
//! Most addresses are stable, because the content security policy and other people's pages name them; a short
//! cache and an ETag keep them fresh. The scripts have twins with their content's hash in the name, which never
//! change. Scripts may be read by every page (`integrity` and modules ask for that), nothing is redirected.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::headers::Surface;
use super::problem::Problem;
use super::state::Shared;
use super::threads::{Encoding, Rendered, negotiate};
use crate::widget::{THREAD_CSS, WRITING_CSS, Widget};

pub const PAGE_CSS: &str = "/page.css";
pub const DESK_CSS: &str = "/desk.css";
pub const DESK_JS: &str = "/desk.js";
pub const DEMO_CSS: &str = "/demo.css";
pub const DEMO_PICTURE: &str = "/demo-library.svg";

/// The desk's style and script: a file for each part of the desk, served as one.
const DESK_STYLE: &str = concat!(
    include_str!("../../assets/desk/common.css"),
    include_str!("../../assets/desk/queue.css"),
    include_str!("../../assets/desk/comments.css"),
    include_str!("../../assets/desk/people.css"),
    include_str!("../../assets/desk/settings.css"),
    include_str!("../../assets/desk/recheck.css"),
    include_str!("../../assets/desk/accounts.css"),
    include_str!("../../assets/desk/log.css"),
);
const DESK_SCRIPT: &str = concat!(
    include_str!("../../assets/desk/common.js"),
    include_str!("../../assets/desk/outbox.js"),
    include_str!("../../assets/desk/panels.js"),
    include_str!("../../assets/desk/queue.js"),
    include_str!("../../assets/desk/news.js"),
    include_str!("../../assets/desk/keys.js"),
    include_str!("../../assets/desk/settings.js"),
    include_str!("../../assets/desk/recheck.js"),
    include_str!("../../assets/desk/accounts.js"),
    include_str!("../../assets/desk/setup.js"),
);

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml; charset=utf-8";

/// Every file, ready in every encoding.
pub struct Assets {
    /// The widget's scripts, for those that name their addresses.
    pub widget: Widget,
    files: HashMap<String, Asset>,
}

#[derive(Clone)]
struct Asset {
    /// The name stays while the content changes.
    stable: bool,
    /// Other websites' pages may read it.
    shared: bool,
    plain: Rendered,
    /// Packed when somebody first asks for it, as small as it gets: that takes a tenth of a second, which no start
    /// of the service should wait for.
    gzip: Arc<OnceLock<Rendered>>,
    brotli: Arc<OnceLock<Rendered>>,
}

impl Default for Assets {
    fn default() -> Self {
        let widget = Widget::default();
        let page = format!("{THREAD_CSS}\n{WRITING_CSS}\n{}", include_str!("../../assets/page.css"));
        let script = Asset::new(&widget.script.text, JS).shared();
        let mut files = HashMap::from([
            (PAGE_CSS.to_owned(), Asset::new(&page, CSS)),
            (DESK_CSS.to_owned(), Asset::new(DESK_STYLE, CSS)),
            (DESK_JS.to_owned(), Asset::new(DESK_SCRIPT, JS)),
            (DEMO_CSS.to_owned(), Asset::new(include_str!("../../assets/demo.css"), CSS)),
            (DEMO_PICTURE.to_owned(), Asset::new(include_str!("../../assets/demo-library.svg"), SVG)),
            (Widget::STABLE.to_owned(), script.clone()),
            (widget.script.path.clone(), script.for_ever()),
        ]);
        let parts = widget.parts().map(|part| (part.path.clone(), Asset::new(&part.text, JS).shared().for_ever()));
        files.extend(parts);
        Self { widget, files }
    }
}

impl Asset {
    fn new(text: &str, kind: &'static str) -> Self {
        let plain = Rendered::new(text.to_owned(), kind);
        Self { stable: true, shared: false, plain, gzip: Arc::default(), brotli: Arc::default() }
    }

    fn shared(self) -> Self {
        Self { shared: true, ..self }
    }

    fn for_ever(self) -> Self {
        Self { stable: false, ..self }
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let twin = match negotiate(headers) {
            Encoding::Identity => &self.plain,
            Encoding::Gzip => self.gzip.get_or_init(|| self.plain.best(Encoding::Gzip)),
            Encoding::Brotli => self.brotli.get_or_init(|| self.plain.best(Encoding::Brotli)),
        };
        let mut response = twin.answer(headers);
        if self.shared {
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        response
    }
}

/// What has no route. A script that a browser kept from before an upgrade asks for the other parts of its own
/// time: it gets today's, which are not kept. Any other hash that is not of this program is nowhere.
pub async fn otherwise(State(web): State<Shared>, uri: Uri, headers: HeaderMap) -> Response {
    let name =
        |path: &str| path.strip_suffix(".js").and_then(|path| path.split_once('.')).map(|(name, _)| name.to_owned());
    let asked = name(uri.path());
    let part = web.assets.widget.parts().into_iter().find(|part| asked.is_some() && name(&part.path) == asked);
    match part.and_then(|part| web.assets.files.get(&part.path)) {
        Some(part) => {
            let mut response = web.dress(Surface::Script, part.answer(&headers));
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        None => Problem::of(StatusCode::NOT_FOUND).into_response(),
    }
}

#[derive(Deserialize)]
struct LookQuery {
    site: Option<String>,
}

/// The readers' sheet; with a site's own look behind it where its pages ask for that. The policy of those pages names
/// the path, whatever the query.
async fn page_css(State(web): State<Shared>, Query(query): Query<LookQuery>, headers: HeaderMap) -> Response {
    let site = match &query.site {
        Some(key) => web.site(key).await.ok(),
        None => None,
    };
    let Some(asset) = web.assets.files.get(PAGE_CSS) else { return Problem::of(StatusCode::NOT_FOUND).into_response() };
    let response = match site.filter(|site| site.policy.look.is_set()) {
        Some(site) => {
            let look = site.policy.look.declarations();
            let usual = String::from_utf8_lossy(&asset.plain.body);
            let css = format!("{usual}\n@media not (prefers-contrast: more){{:root{{{look}}}}}\n");
            Rendered::new(css, CSS).encoded(negotiate(&headers)).answer(&headers)
        }
        None => asset.answer(&headers),
    };
    web.dress(Surface::Script, response)
}

/// A route for each file.
pub fn routes(assets: &Assets) -> Router<Shared> {
    let pages = Router::new().route(PAGE_CSS, get(page_css));
    assets.files.keys().filter(|path| *path != PAGE_CSS).fold(pages, |router, path| {
        let asked = path.clone();
        router.route(
            path,
            get(async move |State(web): State<Shared>, headers: HeaderMap| match web.assets.files.get(&asked) {
                Some(asset) => {
                    let surface = if asset.stable { Surface::Script } else { Surface::Asset };
                    web.dress(surface, asset.answer(&headers))
                }
                None => Problem::of(StatusCode::NOT_FOUND).into_response(),
            }),
        )
    })
}
