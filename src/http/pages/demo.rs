//! `/demo`: the article of an invented magazine with its thread, as the embed tag will show it.

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::thread::{Secrets, form_view};
use super::{bare_notice, html};
use crate::demo_text;
use crate::domain::clock::Timestamp;
use crate::domain::submission::{Address, Draft};
use crate::http::assets;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::reading::Ask;
use crate::http::state::{Shared, Web};
use crate::http::threads::Encoding;
use crate::http::view::DemoView;
use crate::store::comments::Sort;

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
    let url = site.origins.first().map_or_else(|| web.base().to_owned(), |o| o.as_str().to_owned());
    let address = Address::parse(&site, demo_text::KEY, &format!("{url}/demo"))
        .map_err(|_| Problem::of(StatusCode::INTERNAL_SERVER_ERROR))?;
    let lang = site.policy.lang;
    let ask = Ask { site, address, lang, sort: Sort::Oldest, after: None, branch: None };
    let rendered = web.html(&ask, Encoding::Identity).await?;
    let Some(fragment) = &rendered.fragment else { return Err(Problem::of(StatusCode::INTERNAL_SERVER_ERROR)) };
    let links = web.links(&ask, rendered.url.as_deref());
    let secrets = Secrets::new(web, &ask);
    let draft = Draft { title: demo_text::TITLE.to_owned(), ..Draft::default() };
    let view = DemoView {
        frame: web.frame(&ask.site, lang, links.article()),
        magazine_style: assets::DEMO_CSS,
        picture: assets::DEMO_PICTURE,
        title: demo_text::TITLE,
        published: ask.site.created.plus(-2 * Timestamp::DAY),
        site: SITE,
        key: demo_text::KEY,
        feed: &links.feed(),
        fragment,
        form: form_view(web, &ask, &links, &secrets, &draft, None, None)?,
    };
    let response = html(StatusCode::OK, &view);
    let more = &web.assets.widget.more.path;
    Ok(web.dress(Surface::Demo { framed_by: &ask.site.origins, more }, response))
}
