//! Rendered threads, kept as ready bytes by version.
//!
//! The key names everything that a rendering depends on, so an entry never has to be invalidated: a new
//! version is a new key. What depends on the time alone (a thread that closes by age) carries the moment
//! at which it stops being true. A thousand readers who arrive together at a new version cause one
//! rendering. Nothing in here may differ from reader to reader.

use std::io::Write;
use std::num::NonZeroU64;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::problem::Problem;
use super::view::Fragment;
use crate::domain::clock::Timestamp;
use crate::domain::lang::Lang;
use crate::domain::site::{Site, SiteId};
use crate::domain::thread::ThreadKey;
use crate::keys::digest;
use crate::services::{Failure, Services};
use crate::store::comments::Sort;

/// What is rendered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Html,
    /// One branch, by its top-level comment.
    Branch(i64),
    /// What the widget asks for: with the form and the words of its script, or a later page without them; of one
    /// branch, or all.
    Widget {
        branch: Option<i64>,
        whole: bool,
    },
    /// The flat list of the API, with its page size.
    Json(i64),
}

/// What a rendering depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub site: SiteId,
    pub site_version: i64,
    pub thread: ThreadKey,
    pub thread_version: i64,
    /// Only of a thread that has none of its own: the address that the reader's page says it has.
    pub url: Option<String>,
    pub form: Form,
    pub sort: Sort,
    pub after: Option<String>,
    pub lang: Lang,
    pub encoding: Encoding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

/// Ready bytes.
#[derive(Clone)]
pub struct Rendered {
    pub body: Bytes,
    pub kind: &'static str,
    pub encoding: Encoding,
    /// Of the uncompressed bytes.
    hash: Arc<str>,
    /// The ETag: the hash, and for a twin its encoding (RFC 9110 §8.8.3.3).
    etag: HeaderValue,
    /// The halves of the thread, for the page that puts its form between them.
    pub fragment: Option<Fragment>,
    /// The article as the thread knows it.
    pub title: Option<Arc<str>>,
    pub url: Option<Arc<str>>,
    /// It is the same whatever address the reader's page says it has.
    pub own_url: bool,
    pub open: bool,
    /// From this moment on it is no longer true.
    pub until: Option<Timestamp>,
}

impl Rendered {
    pub fn new(body: impl Into<Bytes>, kind: &'static str) -> Self {
        let body = body.into();
        let hash: String = digest(&[&body]).iter().take(12).map(|b| format!("{b:02x}")).collect();
        Self {
            body,
            kind,
            encoding: Encoding::Identity,
            etag: etag(&hash, Encoding::Identity),
            hash: hash.into(),
            fragment: None,
            title: None,
            url: None,
            own_url: false,
            open: true,
            until: None,
        }
    }

    fn is_true_at(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// The same bytes in another encoding.
    pub fn encoded(&self, encoding: Encoding) -> Self {
        let body = match encoding {
            Encoding::Identity => self.body.clone(),
            Encoding::Gzip => gzip(&self.body, 6),
            Encoding::Brotli => brotli(&self.body, 5),
        };
        if body.is_empty() { self.clone() } else { self.twin(body, encoding) }
    }

    fn twin(&self, body: Bytes, encoding: Encoding) -> Self {
        // Nobody puts a form between packed halves, so these would only keep the unpacked text in memory.
        Self { body, encoding, etag: etag(&self.hash, encoding), fragment: None, ..self.clone() }
    }

    /// As [`Self::encoded`], smaller and slower: for what is made once and sent for as long as the program
    /// runs. Itself where packing does not help.
    pub fn best(&self, encoding: Encoding) -> Self {
        let body = match encoding {
            Encoding::Identity => self.body.clone(),
            Encoding::Gzip => small_gzip(&self.body),
            Encoding::Brotli => brotli(&self.body, 11),
        };
        if body.is_empty() || body.len() >= self.body.len() {
            return self.clone();
        }
        self.twin(body, encoding)
    }

    /// The answer, or 304 when the reader has these bytes already.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let fresh = matches(headers, self.etag.as_bytes());
        let mut response = Response::new(if fresh { Body::empty() } else { Body::from(self.body.clone()) });
        if fresh {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let out = response.headers_mut();
        // For all that comes: growing it in steps costs more than anything that is put in.
        out.reserve(16);
        out.insert(header::ETAG, self.etag.clone());
        out.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if !fresh {
            out.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
            match self.encoding {
                Encoding::Identity => {}
                Encoding::Gzip => drop(out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))),
                Encoding::Brotli => drop(out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"))),
            }
        }
        response
    }
}

/// A strong ETag.
fn etag(hash: &str, encoding: Encoding) -> HeaderValue {
    let twin = match encoding {
        Encoding::Identity => "",
        Encoding::Gzip => "-gzip",
        Encoding::Brotli => "-br",
    };
    // Of hexadecimal digits, so it is always one.
    HeaderValue::from_str(&format!("\"{hash}{twin}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether `If-None-Match` names this ETag (RFC 9110 §13.1.2).
fn matches(headers: &HeaderMap, etag: &[u8]) -> bool {
    headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok()).any(|list| {
        let tags = list.split(',').map(str::trim);
        tags.map(|tag| tag.strip_prefix("W/").unwrap_or(tag)).any(|tag| tag == "*" || tag.as_bytes() == etag)
    })
}

/// The smallest encoding that the reader accepts (RFC 9110 §12.5.3); an encoding with `q=0` is refused.
pub fn negotiate(headers: &HeaderMap) -> Encoding {
    let accepts = |name: &str| {
        headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()).any(|list| {
            list.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                let named = parts.next().is_some_and(|n| n.eq_ignore_ascii_case(name));
                named && !parts.any(|p| matches!(p, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        })
    };
    if accepts("br") {
        Encoding::Brotli
    } else if accepts("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// Without the room that a vector has to spare, which the cache would hold and not count.
pub fn exactly(mut bytes: Vec<u8>) -> Bytes {
    bytes.shrink_to_fit();
    bytes.into()
}

fn gzip(bytes: &Bytes, level: u32) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::new(level));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => exactly(packed),
        // Writing into memory cannot fail; an empty stream would be a lie, so nothing is sent packed.
        Err(_) => Bytes::new(),
    }
}

/// The smallest gzip there is for these bytes; takes some hundred times longer than [`gzip`].
fn small_gzip(bytes: &Bytes) -> Bytes {
    let options = zopfli::Options { iteration_count: FEW, ..zopfli::Options::default() };
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    let written = zopfli::compress(options, zopfli::Format::Gzip, bytes.as_ref(), &mut packed);
    if written.is_ok() { exactly(packed) } else { Bytes::new() }
}

/// More rounds save hardly a byte.
const FEW: NonZeroU64 = NonZeroU64::MIN.saturating_add(5);

fn brotli(bytes: &Bytes, quality: u32) -> Bytes {
    let mut out = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = ::brotli::CompressorWriter::new(&mut out, 16 * 1024, quality, 20);
    let written = encoder.write_all(bytes).and_then(|()| encoder.flush());
    drop(encoder);
    if written.is_ok() { exactly(out) } else { Bytes::new() }
}

/// A bounded amount of memory for rendered threads.
pub struct ThreadCache {
    entries: Cache<Key, Rendered, Bytewise>,
}

#[derive(Clone)]
struct Bytewise;

impl Weighter<Key, Rendered> for Bytewise {
    /// A quarter more than the bytes: where long blocks of many sizes come and go, about so much is lost between them
    /// (measured), and whoever set a bound has set it for that as well.
    fn weight(&self, key: &Key, rendered: &Rendered) -> u64 {
        let bytes = rendered.body.len() + key.thread.as_str().len() + 400;
        (bytes + bytes / 4) as u64
    }
}

impl ThreadCache {
    pub fn new(megabytes: u64) -> Self {
        let megabytes = megabytes.max(1);
        // The cache is cut into parts for the cores, each of 32 entries at least, and keeps nothing that is larger than a
        // part. Counted eight to a megabyte, a part has four megabytes, or all.
        let entries = usize::try_from(8 * megabytes).unwrap_or(usize::MAX);
        Self { entries: Cache::with_weighter(entries, megabytes * 1024 * 1024, Bytewise) }
    }

    /// The rendering of this key in its encoding, made if it is not there. `render` makes the
    /// uncompressed one.
    pub async fn get<E, F>(&self, services: &Services, mut key: Key, render: impl FnOnce() -> F) -> Result<Rendered, E>
    where
        F: Future<Output = Result<Rendered, E>>,
    {
        let now = services.now();
        if let Some(hit) = self.hit(&mut key, now) {
            services.metrics.cache(true);
            return Ok(hit);
        }
        services.metrics.cache(false);
        // In a box, as everything that few wait for: a request's whole future is moved several times before it runs, so
        // its size is paid by those as well who never come here.
        Box::pin(self.make(services, key, render)).await
    }

    async fn make<E, F>(&self, services: &Services, mut key: Key, render: impl FnOnce() -> F) -> Result<Rendered, E>
    where
        F: Future<Output = Result<Rendered, E>>,
    {
        let now = services.now();
        let mut plain = Key { encoding: Encoding::Identity, ..key.clone() };
        let rendered = match self.hit(&mut plain, now) {
            Some(hit) => hit,
            None => {
                self.forget_untrue(&plain, now);
                let made = async {
                    services.metrics.rendering();
                    render().await
                };
                self.entries.get_or_insert_async(&plain, made).await?
            }
        };
        if rendered.own_url && key.url.take().is_some() && self.entries.remove(&plain).is_some() {
            // Kept once, or whoever makes up addresses would fill the memory with copies.
            self.entries.insert(Key { url: None, ..plain }, rendered.clone());
        }
        if key.encoding == Encoding::Identity {
            return Ok(rendered);
        }
        // Packing costs as much as rendering: all who wait for this twin share it as well.
        self.forget_untrue(&key, now);
        self.entries.get_or_insert_async(&key, async { Ok(rendered.encoded(key.encoding)) }).await
    }

    /// What is there. A thread with an address of its own is kept without the reader's.
    fn hit(&self, key: &mut Key, now: Timestamp) -> Option<Rendered> {
        let url = key.url.take();
        let found = self.entries.get(key).filter(|hit| url.is_none() || hit.own_url);
        key.url = url;
        let found = if found.is_none() && key.url.is_some() { self.entries.get(key) } else { found };
        found.filter(|hit| hit.is_true_at(now))
    }

    fn forget_untrue(&self, key: &Key, now: Timestamp) {
        if self.entries.peek(key).is_some_and(|old| !old.is_true_at(now)) {
            self.entries.remove(key);
        }
    }
}

/// A thread page's key in the cache without what is rendered from it.
pub fn key(site: &Site, thread: ThreadKey, thread_version: i64, form: Form, lang: Lang) -> Key {
    Key {
        site: site.id,
        site_version: site.version,
        thread,
        thread_version,
        url: None,
        form,
        sort: Sort::Oldest,
        after: None,
        lang,
        encoding: Encoding::Identity,
    }
}

/// 503 where the database cannot be read, 500 where this program is wrong.
pub fn failed(failure: &Failure) -> Problem {
    if matches!(failure, Failure::Busy) {
        return Problem::unavailable(2).detail("Too many comments at once.");
    }
    if failure.passes() {
        tracing::warn!(error = %failure, "the database cannot be used");
        return Problem::unavailable(30);
    }
    tracing::error!(error = %failure, "a request failed");
    Problem::of(StatusCode::INTERNAL_SERVER_ERROR)
}
