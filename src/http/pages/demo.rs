//! `/demo`: the article of an invented magazine with the widget under it, as any website would embed it.

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{bare_notice, html};
use crate::demo_text;
use crate::domain::clock::Timestamp;
use crate::http::assets;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::view::{DemoView, Links};
use crate::widget::Widget;

/// The site that `serve --demo` makes.
const SITE: &str = "demo";

pub async fn show(State(web): State<Shared>, Extension(client): Extension<ClientAddr>, headers: HeaderMap) -> Response {
    page(&web, client).await.unwrap_or_else(|problem| bare_notice(&web, &headers, &problem))
}

async fn page(web: &Web, client: ClientAddr) -> Result<Response, Problem> {
    if !web.demo {
        return Err(Problem::of(StatusCode::NOT_FOUND));
    }
    let site = web.site(SITE).await?;
    web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
    // Relative: the page may be visited under another name than the public one.
    let links = Links::new("", SITE, demo_text::KEY, None, None, None);
    let view = DemoView {
        frame: web.frame(&site, site.policy.lang, None),
        magazine_style: assets::DEMO_CSS,
        picture: assets::DEMO_PICTURE,
        title: demo_text::TITLE,
        published: site.created.plus(-2 * Timestamp::DAY),
        site: SITE,
        key: demo_text::KEY,
        thread: links.page(),
        feed: &links.feed(),
        script: Widget::STABLE,
    };
    let parts = web.assets.widget.parts().map(|part| part.path.as_str());
    let surface = Surface::Demo { framed_by: &site.origins, parts: &parts };
    Ok(web.dress(surface, html(StatusCode::OK, &view)))
}
