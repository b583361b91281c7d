//! `/m/{token}`: behind a link in a mail. `GET` shows one button and changes nothing, because mail
//! scanners follow links; only the button acts.

use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{bare_notice, html};
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::http::view::{NoticeView, OneButtonView};
use crate::keys::tokens::{Token, TokenKind};
use crate::posting::{NotDone, own};

pub async fn show(
    State(web): State<Shared>,
    Path(token): Path<String>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        web.limit(Action::Read, None, client).map_err(Problem::too_many)?;
        let Some(parsed) = Token::parse(TokenKind::Mail, &token) else { return Ok(over(&web, &headers)) };
        let found = web.services.store.mail_token(parsed.site, &parsed.hash(), web.services.now()).await;
        let site = web.services.store.site_by_id(parsed.site).await.map_err(|e| failed(&e.into()))?;
        match (found.map_err(|e| failed(&e.into()))?, site) {
            (Some(_), Some(site)) => {
                let action = format!("/m/{}", parsed.expose());
                let frame = web.frame(&site, site.policy.lang, None);
                let response = html(StatusCode::OK, &OneButtonView::confirm(frame, &action));
                Ok(web.dress(Surface::Receipt, response))
            }
            _ => Ok(over(&web, &headers)),
        }
    };
    read.await.unwrap_or_else(|problem: Problem| bare_notice(&web, &headers, &problem))
}

pub async fn act(
    State(web): State<Shared>,
    Path(token): Path<String>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let done = async {
        web.limit(Action::Edit, None, client).map_err(Problem::too_many)?;
        match own::confirm(&web.services, &token).await {
            Ok(Some(_)) => Ok(confirmed(&web, &token, &headers).await),
            Ok(None) => Ok(over(&web, &headers)),
            Err(NotDone::Failed(failure)) => Err(failed(&failure)),
            Err(NotDone::Refused(_) | NotDone::Challenged(_)) => Err(Problem::of(StatusCode::NOT_FOUND)),
        }
    };
    done.await.unwrap_or_else(|problem: Problem| bare_notice(&web, &headers, &problem))
}

async fn confirmed(web: &Web, token: &str, headers: &HeaderMap) -> Response {
    let site = match Token::parse(TokenKind::Mail, token) {
        Some(token) => web.services.store.site_by_id(token.site).await.ok().flatten(),
        None => None,
    };
    let frame = match &site {
        Some(site) => web.frame(site, site.policy.lang, None),
        None => web.bare_frame(headers),
    };
    web.dress(Surface::Receipt, html(StatusCode::OK, &NoticeView::confirmed(frame)))
}

/// Used, expired or never given out: all the same to whoever asks.
fn over(web: &Web, headers: &HeaderMap) -> Response {
    web.dress(Surface::Receipt, html(StatusCode::NOT_FOUND, &NoticeView::link_is_over(web.bare_frame(headers))))
}
