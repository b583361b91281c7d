//! `/t/{site}/privacy`: how comment data is processed, from the live settings and the one table of what is
//! kept (`crate::privacy`).

use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::{html, notice_at};
use crate::domain::site::Site;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::threads::failed;
use crate::http::view::{KeptData, PrivacyView};
use crate::i18n::Words;
use crate::privacy::{Kept, Period, kept_at};

#[derive(Deserialize)]
pub struct PrivacyQuery {
    lang: Option<String>,
}

pub async fn show(
    State(web): State<Shared>,
    Path(name): Path<String>,
    Query(query): Query<PrivacyQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let site = web.site(&name).await?;
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let lang = web.lang(&site, query.lang.as_deref());
        let akismet = web.services.akismet_key(&site).map_err(|e| failed(&e))?.is_some();
        let mail = web.services.mailer.is_on();
        let words = web.site_words(&site, lang);
        let view = PrivacyView {
            frame: web.frame(&site, lang, None),
            policy: &site.policy,
            akismet,
            in_doubt: web.services.asks_only_in_doubt(&site),
            mail,
            kept: kept_at(akismet, mail).map(|kept| row(words, &site, kept)).collect(),
            request: None,
        };
        let response = html(StatusCode::OK, &view);
        Ok::<_, Problem>(web.dress(Surface::PublicPage { framed_by: &site.origins }, response))
    };
    match read.await {
        Ok(response) => response,
        Err(problem) => notice_at(&web, &name, query.lang.as_deref(), &headers, &problem).await,
    }
}

/// A row of the table, in words.
pub fn row(words: Words<'_>, site: &Site, kept: &Kept) -> KeptData {
    KeptData {
        what: words.t(&format!("kept-{}", kept.code)),
        why: words.t(&format!("kept-{}-why", kept.code)),
        how_long: match kept.period {
            Period::WithComment => words.t("kept-with-comment"),
            Period::UntilLifted => words.t("kept-until-lifted"),
            Period::UntilErased => words.t("kept-until-erased"),
            Period::Days(1) => words.n("kept-hours", 24),
            period => words.n("kept-days-most", period.days(&site.policy).unwrap_or_default()),
        },
    }
}
