//! `/t/{site}/feed.atom`: approved comments of a site, or of one thread.

use axum::extract::{Extension, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::thread::ThreadQuery;
use crate::domain::clock::Timestamp;
use crate::domain::submission::Address;
use crate::domain::thread::Thread;
use crate::http::client::ClientAddr;
use crate::http::cors::Caller;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::{Rendered, failed};
use crate::http::view::{FeedEntry, FeedView, Links};
use crate::services::Failure;
use crate::store::comments;
use crate::text;
use askama::Template;
use axum::http::StatusCode;

/// As many as WordPress's reader would find useful.
const ENTRIES: i64 = 30;

pub async fn show(
    State(web): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<ThreadQuery>,
    Extension(client): Extension<ClientAddr>,
    headers: HeaderMap,
) -> Response {
    let read = async {
        let site = web.site(&site).await?;
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let feed = render(&web, &site, &query).await?;
        let mut response = feed.answer(&headers);
        Caller::of(&headers, &site.origins).mark(response.headers_mut());
        Ok::<_, Problem>(response)
    };
    let response = read.await.unwrap_or_else(IntoResponse::into_response);
    web.dress(Surface::Read, response)
}

async fn render(web: &Web, site: &crate::domain::site::Site, query: &ThreadQuery) -> Result<Rendered, Problem> {
    let lang = web.lang(site, query.lang.as_deref());
    let fail = |e: crate::store::Error| failed(&e.into());
    let one = !query.key.is_empty() || !query.url.is_empty();
    let thread = if one {
        let address =
            Address::parse(site, &query.key, &query.url).map_err(|_| Problem::of(StatusCode::UNPROCESSABLE_ENTITY))?;
        let found = web.services.store.thread(site.id, &address.key).await.map_err(fail)?;
        Some(found.unwrap_or_else(|| Thread::empty(address.key, address.url)))
    } else {
        None
    };
    let entries = match &thread {
        Some(Thread { id: None, .. }) => Vec::new(),
        _ => {
            let id = thread.as_ref().and_then(|t| t.id);
            web.services.store.feed(site.id, id, ENTRIES).await.map_err(fail)?
        }
    };
    let links = thread.as_ref().map(|t| links(web, site, t.key.as_str(), t.url.as_ref().map(|u| u.as_str())));
    let root = format!("{}/t/{}", web.base(), site.key.as_str());
    let own = links.as_ref().map_or_else(|| format!("{root}/feed.atom"), Links::feed);
    let home = site.origins.first().map_or(root, |o| o.as_str().to_owned());
    let page = links.as_ref().map_or(home, |l| l.article().unwrap_or(l.page()).to_owned());
    let title = thread.as_ref().map(|t| t.title.clone().unwrap_or_else(|| t.key.as_str().to_owned()));
    let newest = entries.iter().map(changed).max().unwrap_or(site.created);
    let view = FeedView {
        words: web.site_words(site, lang),
        site: &site.name,
        article: title.as_deref(),
        own: &own,
        page: &page,
        updated: newest,
        entries: entries.into_iter().filter_map(|e| entry(web, site, e)).collect(),
    };
    let body = view.render().map_err(|e| failed(&Failure::Defect(e.to_string())))?;
    Ok(Rendered::new(body, "application/atom+xml; charset=utf-8"))
}

fn links(web: &Web, site: &crate::domain::site::Site, key: &str, url: Option<&str>) -> Links {
    Links::new(web.base(), site.key.as_str(), key, url, None, None)
}

fn changed(entry: &comments::FeedEntry) -> Timestamp {
    let edited = entry.comment.content.as_ref().and_then(|c| c.edited);
    edited.unwrap_or(entry.comment.created)
}

fn entry(web: &Web, site: &crate::domain::site::Site, entry: comments::FeedEntry) -> Option<FeedEntry> {
    let updated = changed(&entry);
    let links = links(web, site, &entry.thread_key, entry.thread_url.as_ref().map(|u| u.as_str()));
    let content = entry.comment.content?;
    let answers = match entry.comment.parent {
        Some(parent) => Some(links.comment(parent)),
        None => links.article().map(str::to_owned),
    };
    Some(FeedEntry {
        link: links.comment(entry.comment.id),
        name: content.name,
        website: content.website.map(|w| w.as_str().to_owned()),
        article: Some(entry.thread_title.unwrap_or(entry.thread_key)),
        published: entry.comment.created,
        updated,
        html: text::from_store(&content.html),
        answers,
    })
}
