//! The pages that readers open: thread, receipt, mail links, privacy, feed, demo.

pub mod demo;
pub mod feed;
pub mod form;
pub mod fragment;
pub mod mail_link;
pub mod pieces;
pub mod privacy;
pub mod receipt;
pub mod report;
pub mod thread;

use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use self::pieces::Pieces;
use super::headers::Surface;
use super::problem::Problem;
use super::state::Web;
use super::view::{Frame, NoticeView};
use crate::services::Failure;

/// A rendered page, or the 500 that a broken template deserves.
pub fn html(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(body) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response(),
        Err(e) => super::threads::failed(&Failure::Defect(e.to_string())).into_response(),
    }
}

/// The same, and what the page takes from `shared` is sent from there: it need not be copied for each reader.
pub fn html_sharing(status: StatusCode, template: &impl Template, shared: &Bytes) -> Response {
    let mut page = Pieces::sharing(shared.clone());
    match template.render_into(&mut page) {
        Ok(()) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Err(e) => super::threads::failed(&Failure::Defect(e.to_string())).into_response(),
    }
}

/// A problem as a page for people: the same status, in the reader's language.
pub fn notice(web: &Web, frame: Frame<'_>, problem: &Problem) -> Response {
    let view = match problem.status {
        StatusCode::NOT_FOUND => NoticeView::not_found(frame),
        StatusCode::FORBIDDEN => NoticeView::forbidden(frame),
        StatusCode::TOO_MANY_REQUESTS => {
            let seconds = i64::try_from(problem.retry_after.unwrap_or(1)).unwrap_or(60);
            NoticeView::too_many(frame, seconds)
        }
        status if status.is_server_error() => NoticeView::unavailable(frame),
        _ => NoticeView::bad_request(frame),
    };
    let mut response = html(problem.status, &view);
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    web.dress(Surface::Receipt, response)
}

/// The same in the language asked for, else the site's, wherever the address names a site.
pub async fn notice_at(web: &Web, site: &str, lang: Option<&str>, headers: &HeaderMap, problem: &Problem) -> Response {
    match web.site(site).await {
        Ok(site) => notice(web, web.frame(&site, web.lang(&site, lang), None), problem),
        Err(_) => bare_notice(web, headers, problem),
    }
}

/// The same where no site is known.
pub fn bare_notice(web: &Web, headers: &HeaderMap, problem: &Problem) -> Response {
    notice(web, web.bare_frame(headers), problem)
}
