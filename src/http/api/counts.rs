//! How many comments articles have, in one request for a whole index page.
//!
//! All readers of a front page ask the same, so the whole answer is kept by the words of the question, and sent again
//! for as long as every count in it is known to be right.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::Response;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::at_site;
use super::lists::bad_query;
use crate::domain::site::{Site, SiteId};
use crate::domain::thread::{PageUrl, ThreadKey};
use crate::freshness::{Freshness, Validity};
use crate::http::client::ClientAddr;
use crate::http::headers::{Surface, Taken};
use crate::http::limits::Action;
use crate::http::problem::{Problem, ProblemBody};
use crate::http::state::{Shared, Web};
use crate::http::threads::{Rendered, exactly, failed};
use crate::services::Failure;

#[derive(Serialize, ToSchema)]
pub struct CountsJson {
    /// Approved comments by the key that was asked for; 0 for a thread that nobody wrote in.
    counts: BTreeMap<String, i64>,
    /// Only with `lang`: the same in words, like `12 kommentarer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<BTreeMap<String, String>>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct CountsQuery {
    /// Thread keys or article addresses, up to 100. An address is the thread that `url` would find.
    key: Vec<String>,
    /// Asks for `texts` in this language; in the site's own where it is not spoken here.
    lang: Option<String>,
}

const MAX_KEYS: usize = 100;

/// Answers as they were sent, by question.
pub struct CountsCache {
    entries: Cache<Question, (Arc<Rendered>, Validity), Bytewise>,
}

/// A site, its version (its words stand in the answer) and the query as it came.
type Question = (SiteId, i64, String);

#[derive(Clone)]
struct Bytewise;

impl Weighter<Question, (Arc<Rendered>, Validity)> for Bytewise {
    fn weight(&self, (_, _, query): &Question, (rendered, _): &(Arc<Rendered>, Validity)) -> u64 {
        (query.len() + rendered.body.len() + 400) as u64
    }
}

impl Default for CountsCache {
    /// A megabyte is more front pages than a magazine has, and all that whoever makes up questions gets.
    fn default() -> Self {
        Self { entries: Cache::with_weighter(200, 1024 * 1024, Bytewise) }
    }
}

impl CountsCache {
    fn get(&self, question: &Question, freshness: &Freshness) -> Option<Arc<Rendered>> {
        self.entries.get(question).filter(|(_, validity)| freshness.is_valid(*validity)).map(|(rendered, _)| rendered)
    }
}

/// How many comments articles have, in one request for a whole index page.
#[utoipa::path(get, path = "/api/v1/{site}/counts", tag = "readers",
    params(("site" = String, Path, description = "Site key"), CountsQuery),
    responses(
        (status = 200, body = CountsJson),
        (status = 400, description = "More than 100 keys", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too fast; see Retry-After", body = ProblemBody, content_type = "application/problem+json")))]
pub async fn counts(
    State(web): State<Shared>,
    Path(site): Path<String>,
    RawQuery(query): RawQuery,
    Extension(client): Extension<ClientAddr>,
    Taken(headers): Taken,
) -> Response {
    at_site(&web, &site, &headers, Surface::Read, async |site| {
        web.limit(Action::Read, Some(site.id), client).map_err(Problem::too_many)?;
        let question = (site.id, site.version, query.unwrap_or_default());
        if let Some(known) = web.counts.get(&question, &web.services.freshness) {
            return Ok(known.answer(&headers));
        }
        let (answer, validity) = answer(&web, &site, &question.2).await?;
        let response = answer.answer(&headers);
        if let Some(validity) = validity {
            web.counts.entries.insert(question, (Arc::new(answer), validity));
        }
        Ok(response)
    })
    .await
}

/// What is answered to a query, and for how long that is right.
async fn answer(web: &Web, site: &Site, query: &str) -> Result<(Rendered, Option<Validity>), Problem> {
    let of = |wanted: &'static str| {
        let pairs = url::form_urlencoded::parse(query.as_bytes()).filter(move |(name, _)| name == wanted);
        pairs.map(|(_, value)| value.into_owned())
    };
    let asked: Vec<String> = of("key").collect();
    let lang = of("lang").find(|lang| !lang.is_empty()).map(|lang| web.lang(site, Some(&lang)));
    if asked.len() > MAX_KEYS {
        return Err(bad_query("Ask for at most 100 keys."));
    }
    // A page names an article by the address in its link; the thread knows the canonical one.
    let keys: Vec<Option<ThreadKey>> = asked
        .iter()
        .map(|raw| PageUrl::parse(raw).as_ref().map(ThreadKey::from).or_else(|| ThreadKey::parse(raw)))
        .collect();
    let wanted: Vec<ThreadKey> = keys.iter().flatten().cloned().collect();
    let (found, validity) = web.services.counts(site.id, &wanted).await.map_err(|e| failed(&e))?;
    let mut found = found.into_iter();
    let mut count = |key: &Option<ThreadKey>| key.as_ref().and_then(|_| found.next()).unwrap_or(0);
    let counts: BTreeMap<String, i64> = asked.into_iter().zip(&keys).map(|(raw, key)| (raw, count(key))).collect();
    let texts = lang.map(|lang| {
        let words = web.site_words(site, lang);
        counts.iter().map(|(raw, n)| (raw.clone(), words.n("title", *n))).collect()
    });
    let body =
        serde_json::to_vec(&CountsJson { counts, texts }).map_err(|e| failed(&Failure::Defect(e.to_string())))?;
    Ok((Rendered::new(exactly(body), "application/json; charset=utf-8"), validity))
}
