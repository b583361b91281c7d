//! `/desk/{site}/settings/embed`: what the site's pages need, and whether it works.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Stop, page};
use super::ranks::Owner;
use crate::http::state::Shared;
use crate::http::view::desk::{EmbedView, Section, recipes};
use crate::widget;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/settings/embed", get(show))
}

pub async fn show(owner: Owner) -> Response {
    let shown = embed(&owner).await;
    owner.answer(shown)
}

async fn embed(at: &At) -> Result<Response, Stop> {
    let (web, site) = (at.web(), &at.site);
    let fallback = web.words(site.policy.lang).t("no-script");
    let snippet = format!("{}\n{}", widget::tag(web.base(), &site.key, &fallback), widget::script_tag(web.base()));
    let origin = site.origins.first().map_or("", |origin| origin.as_str());
    let view = EmbedView {
        frame: at.frame(Section::Settings),
        recipes: recipes(&snippet, web.base(), site.key.as_str(), origin, &fallback),
        origin,
        base: web.base(),
        seen: web.services.store.embed_seen(site.id).await?,
        setup: at.query("setup").is_some(),
        mail: web.services.mailer.is_on(),
        queue: format!("/desk/{}/queue", site.key.as_str()),
        root: format!("/desk/{}", site.key.as_str()),
    };
    page(StatusCode::OK, &view)
}
