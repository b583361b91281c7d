//! Reporting a comment without a script: the form on the thread page, and the thank you.

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::form::Incoming;
use super::thread::{Quoted, ThreadQuery, ask, quoted, retry_after, status_of};
use super::{html, notice_at};
use crate::domain::comment::CommentId;
use crate::domain::error::Refusal;
use crate::domain::flag::FlagDraft;
use crate::http::body::BodyLimit;
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::reading::Ask;
use crate::http::state::{Shared, Web};
use crate::http::threads::{Encoding, Rendered, failed};
use crate::http::view::{Asked, Hidden, NoticeView, PageView, ReportView};
use crate::posting::{NotDone, reaction};

/// `GET /t/{site}?…&report={id}`: the thread with an empty report.
pub async fn page(web: &Web, ask: &Ask, rendered: &Rendered, id: CommentId) -> Result<Response, Problem> {
    respond(web, ask, rendered, id, &FlagDraft::default(), None).await
}

/// `GET /t/{site}/report`: the thank you, behind a post.
pub async fn thanks(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<ThreadQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let ask = ask(&web, web.site(&site).await?, &query, &headers)?;
        web.limit(Action::Read, Some(ask.site.id), client).map_err(Problem::too_many)?;
        let links = web.links(&ask, None);
        let thread = links.page();
        let view = NoticeView::reported(web.frame(&ask.site, ask.lang, links.article()), thread);
        Ok::<_, Problem>(web.dress(Surface::Receipt, html(StatusCode::OK, &view)))
    };
    match read.await {
        Ok(response) => response,
        Err(problem) => notice_at(&web, &site, query.lang.as_deref(), &headers, &problem).await,
    }
}

/// `POST /t/{site}/report`.
pub async fn post(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Extension(client): Extension<ClientAddr>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let sent = match (Incoming { client, uri, body }).fields(&web, &headers, BodyLimit::SMALL).await {
        Ok(fields) => sent(fields),
        Err(problem) => return notice_at(&web, &site, None, &headers, &problem).await,
    };
    match take(&web, &site, client, &headers, &sent).await {
        Ok(response) => response,
        Err(problem) => notice_at(&web, &site, sent.query.lang.as_deref(), &headers, &problem).await,
    }
}

/// Everything that the form holds.
#[derive(Default)]
struct Sent {
    id: String,
    draft: FlagDraft,
    query: ThreadQuery,
}

fn sent(fields: Vec<(String, String)>) -> Sent {
    let mut sent = Sent::default();
    for (name, value) in fields {
        match name.as_str() {
            "id" => sent.id = value,
            "reason" => sent.draft.reason = value,
            "note" => sent.draft.note = value,
            "name" => sent.draft.name = value,
            "email" => sent.draft.email = value,
            "token" => sent.draft.token = value,
            "key" => sent.query.key = value,
            "url" => sent.query.url = value,
            "lang" => sent.query.lang = Some(value),
            _ => {}
        }
    }
    sent
}

async fn take(
    web: &Shared,
    site: &str,
    client: ClientAddr,
    headers: &HeaderMap,
    sent: &Sent,
) -> Result<Response, Problem> {
    let ask = ask(web, web.site(site).await?, &sent.query, headers)?;
    let id = sent.id.parse().map(CommentId).map_err(|_| Problem::of(StatusCode::NOT_FOUND))?;
    let outcome = match web.limit(Action::Edit, Some(ask.site.id), client) {
        Ok(()) => reaction::flag(&web.services, &ask.site, id, sent.draft.clone(), web.visit(client, headers)).await,
        Err(wait) => Err(Refusal::TooFast { seconds: i64::try_from(wait.0).unwrap_or(i64::MAX) }.into()),
    };
    let refusal = match outcome {
        Ok(()) => {
            // Relative, so that it leads to the name under which the page is visited.
            let thanks = web.links(&ask, None).reported();
            let thanks = thanks.strip_prefix(web.base()).unwrap_or(&thanks).to_owned();
            let response = (StatusCode::SEE_OTHER, [(header::LOCATION, thanks)]).into_response();
            return Ok(web.dress(Surface::Receipt, response));
        }
        Err(NotDone::Refused(refusal)) => refusal,
        Err(NotDone::Challenged(challenge)) => return Err(Problem::challenged(&challenge)),
        Err(NotDone::Failed(failure)) => match failed(&failure) {
            problem if problem.status == StatusCode::SERVICE_UNAVAILABLE => Refusal::Unavailable,
            problem => return Err(problem),
        },
    };
    let page = async {
        let rendered = web.html(&ask, Encoding::Identity).await?;
        respond(web, &ask, &rendered, id, &sent.draft, Some(&refusal)).await
    };
    match page.await {
        // Nothing can be read around the form either, but what was typed must not be lost.
        Err(problem) if problem.status == StatusCode::SERVICE_UNAVAILABLE => {
            let form = Form { id, around: None, typed: &sent.draft, refusal: Some(&Refusal::Unavailable) };
            form.respond(web, &ask)
        }
        page => page,
    }
}

/// The thread page with the report where the reply form would be; 404 where nothing can be reported.
async fn respond(
    web: &Web,
    ask: &Ask,
    rendered: &Rendered,
    id: CommentId,
    typed: &FlagDraft,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let not_found = || Problem::of(StatusCode::NOT_FOUND);
    let here = web.services.store.approved_in(ask.site.id, id).await.map_err(|e| failed(&e.into()))?;
    if !ask.site.policy.flags || !here.contains(&ask.address.key) {
        return Err(not_found());
    }
    let quoted = quoted(web, ask, id).await?.ok_or_else(not_found)?;
    Form { id, around: Some((rendered, &quoted)), typed, refusal }.respond(web, ask)
}

/// The form for one request.
struct Form<'a> {
    id: CommentId,
    /// The thread, and the comment's own words; `None` where they cannot be read.
    around: Option<(&'a Rendered, &'a Quoted)>,
    typed: &'a FlagDraft,
    refusal: Option<&'a Refusal>,
}

impl Form<'_> {
    fn respond(&self, web: &Web, ask: &Ask) -> Result<Response, Problem> {
        let rendered = self.around.map(|(rendered, _)| rendered);
        let fragment = rendered.and_then(|rendered| rendered.fragment.as_ref());
        if rendered.is_some() && fragment.is_none() {
            return Err(Problem::of(StatusCode::INTERNAL_SERVER_ERROR));
        }
        let links = web.links(ask, rendered.and_then(|rendered| rendered.url.as_deref()));
        let token = web.form_token(ask);
        let action = format!("/t/{}/report", ask.site.key.as_str());
        let (name, excerpt) =
            self.around.map_or(("", ""), |(_, quoted)| (quoted.name.as_str(), quoted.excerpt.as_str()));
        let report = ReportView {
            words: web.site_words(&ask.site, ask.lang),
            action: &action,
            asked: Asked { id: self.id, name, excerpt, cancel: format!("{}#svar-{}", links.page(), self.id.0) },
            hidden: Hidden {
                key: ask.address.key.as_str(),
                url: links.article(),
                lang: (ask.lang != ask.site.policy.lang).then(|| ask.lang.tag()),
                token: &token,
                ..Hidden::default()
            },
            typed: self.typed,
            refusal: self.refusal,
        };
        let view = PageView {
            frame: web.frame(&ask.site, ask.lang, links.article()),
            title: rendered.and_then(|rendered| rendered.title.as_deref()),
            links: &links,
            fragment,
            form: None,
            report: Some(report),
            noindex: true,
        };
        let mut response = html(self.refusal.map_or(StatusCode::OK, status_of), &view);
        if let Some(seconds) = self.refusal.and_then(retry_after) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        Ok(web.dress(Surface::Page { framed_by: &ask.site.origins }, response))
    }
}
