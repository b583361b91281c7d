//! The thread page and the fragment: reading, and the plain form.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::form::{self, Incoming, Sent};
use super::{html, html_sharing, notice, notice_at};
use crate::domain::comment::CommentId;
use crate::domain::error::Refusal;
use crate::domain::site::Site;
use crate::domain::submission::{Address, Draft};
use crate::http::body::BodyLimit;
use crate::http::client::ClientAddr;
use crate::http::headers::{Surface, Taken};
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::reading::Ask;
use crate::http::state::{Shared, Web};
use crate::http::threads::{Encoding, Rendered, failed};
use crate::http::view::{Asked, FormView, Hidden, Links, PageView, Typed};
use crate::keys::tokens::nonce;
use crate::posting::{self, NotDone};
use crate::store::comments::Sort;
use crate::text;

#[derive(Clone, Debug, Default, Deserialize)]
pub struct ThreadQuery {
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub url: String,
    /// The article's title, for the form; a page that links here may say it.
    #[serde(default)]
    pub title: String,
    pub sort: Option<String>,
    pub after: Option<String>,
    pub lang: Option<String>,
    pub reply: Option<i64>,
    /// The comment to report to the editors.
    pub report: Option<i64>,
    pub branch: Option<i64>,
    /// The fragment for whom: `widget`, or nothing for static sites and edge includes.
    #[serde(rename = "for")]
    pub purpose: Option<String>,
    /// Of the fragment: the page that holds this comment.
    pub comment: Option<i64>,
}

impl ThreadQuery {
    /// Else the page that links here says which thread.
    pub fn names_thread(&self) -> bool {
        !self.key.is_empty() || !self.url.is_empty()
    }
}

/// `GET /t/{site}`.
pub async fn show(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<ThreadQuery>,
    Extension(client): Extension<ClientAddr>,
    Taken(headers): Taken,
) -> Response {
    match page(&web, &site, &query, client, &headers).await {
        Ok(response) => response,
        Err(problem) => Box::pin(notice_at(&web, &site, query.lang.as_deref(), &headers, &problem)).await,
    }
}

async fn page(
    web: &Web,
    site: &str,
    query: &ThreadQuery,
    client: ClientAddr,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let ask = ask(web, web.site(site).await?, query, headers)?;
    web.limit(Action::Read, Some(ask.site.id), client).map_err(Problem::too_many)?;
    let rendered = web.html(&ask, Encoding::Identity).await?;
    if let Some(id) = query.report {
        return Box::pin(super::report::page(web, &ask, &rendered, CommentId(id))).await;
    }
    let draft = Draft {
        parent: query.reply.map(|id| id.to_string()).unwrap_or_default(),
        title: query.title.clone(),
        ..Draft::default()
    };
    respond(web, &ask, Some(&rendered), &draft, None, StatusCode::OK).await
}

/// Which thread is asked about. Without `key` and `url` the page that links here says it (`Referer`).
pub fn ask(web: &Web, site: Arc<Site>, query: &ThreadQuery, headers: &HeaderMap) -> Result<Ask, Problem> {
    let lang = web.lang(&site, query.lang.as_deref());
    let referer = headers.get(header::REFERER).and_then(|v| v.to_str().ok());
    let url = match referer {
        Some(referer) if !query.names_thread() => referer,
        _ => &query.url,
    };
    let address = Address::parse(&site, &query.key, url).map_err(|error| {
        let sentence = web.site_words(&site, lang).field_error(&error);
        Problem::of(StatusCode::UNPROCESSABLE_ENTITY).detail(sentence)
    })?;
    let sort = match query.sort.as_deref() {
        None | Some("") => Sort::Oldest,
        Some(word) => Sort::from_word(word)
            .ok_or_else(|| Problem::of(StatusCode::BAD_REQUEST).detail("sort is one of oldest, newest, top"))?,
    };
    let after = query.after.clone().filter(|a| !a.is_empty());
    Ok(Ask { site, address, lang, sort, after, branch: query.branch.map(CommentId), turned: false })
}

/// `POST /t/{site}`: the plain form.
pub async fn post(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Extension(client): Extension<ClientAddr>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let sent = match (Incoming { client, uri, body }).fields(&web, &headers, BodyLimit::COMMENT).await {
        Ok(fields) => form::sent(fields),
        Err(problem) => return notice_at(&web, &site, None, &headers, &problem).await,
    };
    match take(&web, &site, client, &headers, &sent).await {
        Ok(response) => response,
        Err(problem) => notice_at(&web, &site, sent.lang.as_deref(), &headers, &problem).await,
    }
}

async fn take(
    web: &Shared,
    site: &str,
    client: ClientAddr,
    headers: &HeaderMap,
    sent: &Sent,
) -> Result<Response, Problem> {
    let site = web.site(site).await?;
    let outcome = match web.services.room() {
        Err(busy) => Err(busy.into()),
        Ok(room) => match over_limit(web, &site, &sent.draft, client) {
            Some(refusal) => Err(NotDone::Refused(refusal)),
            None => {
                let visit = web.visit(client, headers);
                posting::post(&web.services, &site, sent.draft.clone(), visit, sent.idempotency(), room).await
            }
        },
    };
    match outcome {
        Ok(posted) => {
            let receipt = format!("/r/{}", posted.receipt.expose());
            Ok(web.dress(Surface::Receipt, (StatusCode::SEE_OTHER, [(header::LOCATION, receipt)]).into_response()))
        }
        Err(not_done) => give_back(web, &site, sent, headers, &not_done).await,
    }
}

/// The limits of the edge, as a refusal that keeps the text.
pub fn over_limit(web: &Web, site: &Site, draft: &Draft, client: ClientAddr) -> Option<Refusal> {
    let check = || {
        web.limit(Action::Post, Some(site.id), client)?;
        web.limits.check_thread(site.id, if draft.key.is_empty() { &draft.url } else { &draft.key })?;
        match crate::domain::author::Email::parse(&draft.email) {
            Ok(email) => web.limits.check_email(site.id, &web.services.keys.email_hash(site.id, &email).0),
            Err(_) => Ok(()),
        }
    };
    let wait = check().err()?;
    Some(Refusal::TooFast { seconds: i64::try_from(wait.0).unwrap_or(i64::MAX) })
}

/// The page again, with every field as it was typed and every error beside its field. Where not even the
/// thread can be shown (no database), the text still is.
async fn give_back(
    web: &Web,
    site: &Arc<Site>,
    sent: &Sent,
    headers: &HeaderMap,
    not_done: &NotDone,
) -> Result<Response, Problem> {
    let (refusal, status, wait) = match not_done {
        NotDone::Refused(refusal) => (refusal.clone(), status_of(refusal), retry_after(refusal)),
        // Only clients that say that they can are asked; the form is none of them.
        NotDone::Challenged(challenge) => return Err(Problem::challenged(challenge)),
        NotDone::Failed(failure) => {
            let problem = failed(failure);
            if problem.status != StatusCode::SERVICE_UNAVAILABLE {
                return Err(problem);
            }
            (Refusal::Unavailable, problem.status, problem.retry_after)
        }
    };
    let query = ThreadQuery {
        key: sent.draft.key.clone(),
        url: sent.draft.url.clone(),
        sort: sent.sort.clone(),
        lang: sent.lang.clone(),
        ..ThreadQuery::default()
    };
    let lang = web.lang(site, sent.lang.as_deref());
    let ask = match ask(web, site.clone(), &query, headers) {
        Ok(ask) => ask,
        // The form did not say, or not rightly, where it belongs: there is no page to give it back on.
        Err(problem) => return Ok(notice(web, web.frame(site, lang, None), &problem)),
    };
    let rendered = match web.html(&ask, Encoding::Identity).await {
        Err(problem) if problem.status != StatusCode::SERVICE_UNAVAILABLE => return Err(problem),
        rendered => rendered.ok(),
    };
    let mut response = respond(web, &ask, rendered.as_ref(), &sent.draft, Some(&refusal), status).await?;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}

/// Which status a refusal has, in page and API alike.
pub fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Closed | Refusal::Banned | Refusal::EditWindowOver { .. } => StatusCode::FORBIDDEN,
        Refusal::ParentGone | Refusal::NotFound | Refusal::NotOffered => StatusCode::NOT_FOUND,
        Refusal::Duplicate | Refusal::KeyReused | Refusal::Stale => StatusCode::CONFLICT,
        Refusal::TooFast { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub fn retry_after(refusal: &Refusal) -> Option<u64> {
    match refusal {
        Refusal::TooFast { seconds } => u64::try_from(*seconds).ok().map(|s| s.max(1)),
        Refusal::Unavailable => Some(30),
        _ => None,
    }
}

/// The page around the shared thread, with a form of this request's own.
async fn respond(
    web: &Web,
    ask: &Ask,
    rendered: Option<&Rendered>,
    draft: &Draft,
    refusal: Option<&Refusal>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let asked = match draft.parent.trim().parse() {
        // What is answered cannot be read either; the reply still knows its place.
        Ok(id) if rendered.is_none() => Some(Quoted { id: CommentId(id), name: String::new(), excerpt: String::new() }),
        Ok(id) => quoted(web, ask, CommentId(id)).await?,
        Err(_) => None,
    };
    let links = web.links(ask, rendered.and_then(|rendered| rendered.url.as_deref()));
    let secrets = Secrets::new(web, ask, &links);
    let title = rendered.and_then(|rendered| rendered.title.as_deref());
    // Somebody's text is never taken away, even where the thread was closed meanwhile.
    let form = (rendered.is_some_and(|rendered| rendered.open) || refusal.is_some())
        .then(|| form_view(web, ask, &links, &secrets, draft, asked.as_ref(), refusal));
    let view = PageView {
        frame: web.frame(&ask.site, ask.lang, links.article()),
        title,
        links: &links,
        fragment: rendered.and_then(|rendered| rendered.fragment.as_ref()),
        form: form.transpose()?,
        report: None,
        noindex: draft_is_variant(ask, draft),
    };
    let response = match rendered {
        Some(rendered) => html_sharing(status, &view, &rendered.body),
        None => html(status, &view),
    };
    Ok(web.dress(Surface::Page { framed_by: &ask.site.origins }, response))
}

fn draft_is_variant(ask: &Ask, draft: &Draft) -> bool {
    !draft.parent.is_empty() || ask.after.is_some() || ask.branch.is_some() || ask.sort != Sort::Oldest
}

/// What the form holds for this request alone.
struct Secrets {
    token: Arc<str>,
    nonce: String,
    action: String,
    privacy: String,
}

impl Secrets {
    pub fn new(web: &Web, ask: &Ask, links: &Links) -> Self {
        Self {
            token: web.form_token(ask),
            nonce: nonce(&*web.services.random),
            // Relative, so that it is sent to the name under which the page is visited.
            action: format!("/t/{}", ask.site.key.as_str()),
            privacy: links.privacy(),
        }
    }
}

/// The comment that is answered or reported: its author and first words.
pub struct Quoted {
    pub id: CommentId,
    pub name: String,
    pub excerpt: String,
}

pub async fn quoted(web: &Web, ask: &Ask, id: CommentId) -> Result<Option<Quoted>, Problem> {
    let found = web.services.store.comment(ask.site.id, id).await.map_err(|e| failed(&e.into()))?;
    Ok(found.and_then(|(_, comment)| comment.content).map(|content| {
        let plain = text::plain(&text::from_store(&content.html));
        Quoted { id, name: content.name, excerpt: text::excerpt(&plain, 140) }
    }))
}

fn form_view<'a>(
    web: &'a Web,
    ask: &'a Ask,
    links: &'a Links,
    secrets: &'a Secrets,
    draft: &'a Draft,
    answering: Option<&'a Quoted>,
    refusal: Option<&'a Refusal>,
) -> Result<FormView<'a>, Problem> {
    let akismet = web.services.akismet_key(&ask.site).map_err(|e| failed(&e))?.is_some();
    let some = |text: &'a str| (!text.is_empty()).then_some(text);
    Ok(FormView {
        words: web.site_words(&ask.site, ask.lang),
        action: &secrets.action,
        policy: &ask.site.policy,
        akismet,
        // Mails about replies are not sent yet, so they are not offered.
        notify: false,
        widget: false,
        privacy: &secrets.privacy,
        hidden: Hidden {
            key: ask.address.key.as_str(),
            url: links.article(),
            title: some(&draft.title),
            lang: (ask.lang != ask.site.policy.lang).then(|| ask.lang.tag()),
            sort: (ask.sort != Sort::Oldest).then(|| ask.sort.as_str()),
            token: &secrets.token,
            idempotency_key: &secrets.nonce,
            author: some(&draft.author),
        },
        typed: Typed {
            body: &draft.body,
            name: &draft.name,
            email: &draft.email,
            website: &draft.website,
            notify: draft.notify,
        },
        asked: answering.map(|a| Asked {
            id: a.id,
            name: &a.name,
            excerpt: &a.excerpt,
            cancel: format!("{}#svar-{}", links.page(), a.id.0),
        }),
        refusal,
    })
}
