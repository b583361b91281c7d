//! The fragment: the shared part of a thread alone, for the widget, for static sites and for edge includes.

use std::sync::Arc;

use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::thread::{ThreadQuery, ask};
use crate::domain::comment::CommentId;
use crate::domain::site::Site;
use crate::http::client::ClientAddr;
use crate::http::cors::Caller;
use crate::http::headers::{Surface, Taken};
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::questions::Basis;
use crate::http::reading::Ask;
use crate::http::state::{Shared, Web};
use crate::http::threads::negotiate;

/// `GET /t/{site}/fragment`.
pub async fn show(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Extension(client): Extension<ClientAddr>,
    uri: Uri,
    Taken(headers): Taken,
) -> Response {
    let site = match web.site(&site).await {
        Ok(site) => site,
        Err(problem) => return web.dress(Surface::Read, problem.into_response()),
    };
    let caller = Caller::of(&headers, &site.origins);
    let read = async {
        let FragmentQuestion { query, ask } = &*asked(&web, &site, &uri, &headers)?;
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let turned = match query.comment.map(CommentId).filter(|_| ask.after.is_none()) {
            Some(id) => Some(Box::pin(web.turned_to(ask, id)).await?),
            None => None,
        };
        let ask = turned.as_ref().unwrap_or(ask);
        let rendered = match query.purpose.as_deref() {
            Some("widget") => web.widget(ask, negotiate(&headers)).await?,
            _ => web.html(ask, negotiate(&headers)).await?,
        };
        let mut response = rendered.answer(&headers);
        web.put_form_token(ask, &mut response);
        web.embeds.heed(&web.services, site.id, (caller, query), response.status());
        Ok::<_, Problem>(response)
    };
    let mut response = read.await.unwrap_or_else(IntoResponse::into_response);
    // Errors too: the page that embeds the thread must be able to read what is wrong.
    caller.mark(response.headers_mut());
    web.dress(Surface::Read, response)
}

/// A question about a thread, and the query that it was put in.
pub struct FragmentQuestion {
    query: ThreadQuery,
    ask: Ask,
}

fn asked(web: &Web, site: &Arc<Site>, uri: &Uri, headers: &HeaderMap) -> Result<Arc<FragmentQuestion>, Problem> {
    web.questions.understand(site, uri.query().unwrap_or_default(), || {
        let Query(query) = Query::<ThreadQuery>::try_from_uri(uri).map_err(|_| Problem::of(StatusCode::BAD_REQUEST))?;
        let ask = ask(web, site.clone(), &query, headers)?;
        let basis = if query.names_thread() { Basis::Query } else { Basis::Headers };
        Ok((FragmentQuestion { query, ask }, basis))
    })
}
