//! `/r/{receipt}`: a guest's own comment. What became of it, and what its author can still do.
//!
//! The secret in the path decides who may act here; a page that does not know it cannot send these forms.

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::thread::{retry_after, status_of};
use super::{bare_notice, form, html};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::error::Refusal;
use crate::http::body::BodyLimit;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::http::view::{Links, ReceiptView};
use crate::posting::NotDone;
use crate::posting::own::{self, Own};

/// How long after sending the page says thank you.
const FRESH: i64 = Timestamp::MINUTE;

/// What the page was left with.
#[derive(Deserialize)]
pub struct ReceiptQuery {
    /// A link to confirm the address was asked for.
    sent: Option<String>,
}

pub async fn show(
    State(web): State<Shared>,
    Path(receipt): Path<String>,
    Query(query): Query<ReceiptQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        web.limit(Action::Read, None, client).map_err(Problem::too_many)?;
        let own = open(&web, &receipt).await?;
        page(&web, &own, query.sent.is_some(), None, None, StatusCode::OK)
    };
    read.await.unwrap_or_else(|problem| bare_notice(&web, &headers, &problem))
}

async fn open(web: &Web, receipt: &str) -> Result<Own, Problem> {
    let own = own::open(&web.services, receipt).await.map_err(|e| failed(&e))?;
    own.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
}

fn page(
    web: &Web,
    own: &Own,
    sent: bool,
    refusal: Option<&Refusal>,
    typed: Option<&str>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let now = web.services.now();
    let url = own.thread.url.as_ref().map(|u| u.as_str());
    let links = Links::new(web.base(), own.site.key.as_str(), own.thread.key.as_str(), url, None, None);
    let shown = own.comment.status == Status::Approved;
    let thread = if shown { format!("{}#svar-{}", links.page(), own.comment.id.0) } else { links.page().to_owned() };
    let action = format!("/r/{}", own.receipt.expose());
    let view = ReceiptView {
        frame: web.frame(&own.site, own.site.policy.lang, url),
        own: &own.comment,
        action: &action,
        thread: &thread,
        article_title: own.thread.title.as_deref(),
        editable_until: own.editable_until(now),
        fresh: own.comment.edited.is_none() && now.since(own.comment.created) < FRESH,
        offers_confirmation: own.may_confirm(&web.services),
        confirmation_sent: sent,
        refusal,
        typed,
    };
    let mut response = html(status, &view);
    if let Some(seconds) = refusal.and_then(retry_after) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(web.dress(Surface::Receipt, response))
}

/// One of the page's buttons: `action` is `edit`, `withdraw` or `confirm`.
pub async fn act(
    State(web): State<Shared>,
    Path(receipt): Path<String>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = async {
        let own = open(&web, &receipt).await?;
        let fields = form::fields(&headers, body, BodyLimit::COMMENT).await?;
        let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let typed = field("body");
        let outcome = perform(&web, own, field("action"), field("version"), typed, client).await?;
        match outcome {
            (own, Ok(())) => {
                let sent = if field("action") == Some("confirm") { "?sent" } else { "" };
                let back = format!("/r/{}{sent}", own.receipt.expose());
                Ok(web.dress(Surface::Receipt, (StatusCode::SEE_OTHER, [(header::LOCATION, back)]).into_response()))
            }
            (own, Err(refusal)) => page(&web, &own, false, Some(&refusal), typed, status_of(&refusal)),
        }
    };
    done.await.unwrap_or_else(|problem: Problem| bare_notice(&web, &headers, &problem))
}

async fn perform(
    web: &Web,
    mut own: Own,
    action: Option<&str>,
    version: Option<&str>,
    body: Option<&str>,
    client: ClientAddr,
) -> Result<(Own, Result<(), Refusal>), Problem> {
    let limited = match action {
        Some("confirm") => Action::Confirm,
        _ => Action::Edit,
    };
    if let Err(wait) = web.limit(limited, Some(own.site.id), client) {
        let seconds = i64::try_from(wait.0).unwrap_or(60);
        return Ok((own, Err(Refusal::TooFast { seconds })));
    }
    if let Some(version) = version {
        own.comment.version = version.parse().map_err(|_| Problem::of(StatusCode::BAD_REQUEST))?;
    }
    let done = match action {
        Some("edit") => own::edit(&web.services, &own, body.unwrap_or_default()).await.map(|_| ()),
        Some("withdraw") => own::withdraw(&web.services, &own).await,
        Some("confirm") => own::request_confirmation(&web.services, &own).await,
        _ => return Err(Problem::of(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(()) => Ok((own, Ok(()))),
        Err(NotDone::Refused(refusal)) => Ok((own, Err(refusal))),
        Err(NotDone::Failed(failure)) if failure.passes() => Ok((own, Err(Refusal::Unavailable))),
        Err(NotDone::Failed(failure)) => Err(failed(&failure)),
        Err(NotDone::Challenged(challenge)) => Err(Problem::challenged(&challenge)),
    }
}
