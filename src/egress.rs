//! The one outgoing HTTP client. Nothing else in the program opens a connection for HTTP, so what
//! holds here holds everywhere: https only, no redirect followed, no proxy, no cookie, no referer,
//! small answers, little time, few calls at once, and a target that is down is left alone for a minute.
//!
//! A target is either public (somebody chose it who is not the operator: only global unicast
//! addresses, see [`AddressFilter`]) or the operator's word from the configuration file (plain http
//! and private addresses are fine). The two have clients of their own, so that a connection opened
//! for one is never used by the other.
//!
//! TLS is rustls with ring, named here: this room needs no process-wide provider to be installed.
//! (Whoever else builds a `reqwest::Client`, as a test may, must install one first:
//! `rustls::crypto::ring::default_provider().install_default()`.)
//!
//! It never logs, and no error holds a URL, a form or an answer.

mod address;
mod lane;

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, USER_AGENT};
use rustls_platform_verifier::Verifier;
use tokio::time::timeout_at;
use url::{Host, Url};

pub use address::AddressFilter;
use lane::Lane;

use crate::domain::clock::{Clock, Timestamp};

const CONNECT_BUDGET: Duration = Duration::from_secs(3);
const LARGEST_ANSWER: usize = 64 * 1024;
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
const AGENT: &str = concat!("Svar/", env!("CARGO_PKG_VERSION"));
const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

pub struct Egress {
    public: reqwest::Client,
    operator: reqwest::Client,
    filter: Arc<AddressFilter>,
    /// One for each origin that was ever called. Targets come from settings, so they are few.
    lanes: Mutex<HashMap<(Trust, String), Arc<Lane>>>,
    clock: Arc<dyn Clock>,
}

impl Egress {
    /// `clock` decides when a breaker closes again; budgets are real time.
    pub fn new(clock: Arc<dyn Clock>) -> Result<Self, NotBuilt> {
        Self::with_filter(clock, AddressFilter::default())
    }

    pub fn with_filter(clock: Arc<dyn Clock>, filter: AddressFilter) -> Result<Self, NotBuilt> {
        let filter = Arc::new(filter);
        let tls = tls()?;
        Ok(Self {
            public: client(tls.clone(), Resolver(Some(filter.clone())))?,
            operator: client(tls, Resolver(None))?,
            filter,
            lanes: Mutex::default(),
            clock,
        })
    }

    /// Posts `form` in UTF-8 and reads the answer, whatever its status. `budget` covers all of it:
    /// waiting for a place, name look-up, connecting (at most 3 s of it) and the last byte.
    pub async fn post_form(
        &self,
        target: &Target,
        form: &[(String, String)],
        budget: Duration,
    ) -> Result<Reply, Trouble> {
        self.admit(target)?;
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = self.client(target).post(target.url.clone()).header(CONTENT_TYPE, FORM).body(body);
        self.call(target, request.header(USER_AGENT, target.agent), budget).await
    }

    /// Asks for `target` and reads the answer, whatever its status; otherwise as [`Egress::post_form`].
    pub async fn get(&self, target: &Target, budget: Duration) -> Result<Reply, Trouble> {
        self.admit(target)?;
        let request = self.client(target).get(target.url.clone());
        self.call(target, request.header(USER_AGENT, target.agent), budget).await
    }

    fn client(&self, target: &Target) -> &reqwest::Client {
        match target.trust {
            Trust::Public => &self.public,
            Trust::Operator => &self.operator,
        }
    }

    /// Whether `target` may be called at all, as far as its URL shows; the addresses behind a name
    /// are judged when they are looked up. Useful where a setting is saved.
    pub fn admit(&self, target: &Target) -> Result<(), Trouble> {
        let url = &target.url;
        let refused = |why: &str| Err(Trouble::Refused(why.to_owned()));
        match (target.trust, url.scheme()) {
            (_, "https") | (Trust::Operator, "http") => {}
            (Trust::Public, _) => return refused("the address must begin with https://"),
            (Trust::Operator, _) => return refused("the address must begin with https:// or http://"),
        }
        if target.trust == Trust::Operator {
            return Ok(());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refused("the address must not hold a name or a password");
        }
        if !url.port_or_known_default().is_some_and(|port| self.filter.permits_port(port)) {
            return refused("the address names a port that is not allowed");
        }
        // The client connects to a literal address without asking the resolver.
        let literal = match url.host() {
            Some(Host::Ipv4(v4)) => Some(IpAddr::V4(v4)),
            Some(Host::Ipv6(v6)) => Some(IpAddr::V6(v6)),
            Some(Host::Domain(_)) => None,
            None => return refused("the address names no host"),
        };
        if literal.is_some_and(|address| !self.filter.permits(address)) { refused(NOT_PUBLIC) } else { Ok(()) }
    }

    async fn call(
        &self,
        target: &Target,
        request: reqwest::RequestBuilder,
        budget: Duration,
    ) -> Result<Reply, Trouble> {
        let lane = self.lane(target);
        lane.refuse_if_open(self.clock.now())?;
        let deadline = lane::deadline(budget);
        let _place = lane.place(deadline).await?;
        lane.pass(self.clock.now())?;
        let outcome = timeout_at(deadline, exchange(request)).await.unwrap_or(Err(Trouble::Timeout));
        let now = self.clock.now();
        match &outcome {
            Ok(answer) => lane.record(answer.status < 500, now),
            Err(Trouble::Timeout | Trouble::Unreachable) => lane.record(false, now),
            Err(_) => {}
        }
        outcome.map(|reply| Reply { received: now, ..reply })
    }

    fn lane(&self, target: &Target) -> Arc<Lane> {
        let key = (target.trust, target.url.origin().ascii_serialization());
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.entry(key).or_insert_with(|| Arc::new(Lane::new())).clone()
    }
}

/// Where a call goes, who chose that, and as whom the service speaks there.
#[derive(Clone)]
pub struct Target {
    url: Url,
    trust: Trust,
    agent: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Trust {
    Public,
    Operator,
}

impl Target {
    /// An address that a site's owner chose, or that is out on the internet: https and filtered.
    pub fn public(url: Url) -> Self {
        Self { url, trust: Trust::Public, agent: AGENT }
    }

    /// An address from the operator's configuration file: http and private addresses are allowed.
    /// Never make one of these from anything that can be set over HTTP.
    pub fn operator(url: Url) -> Self {
        Self { url, trust: Trust::Operator, agent: AGENT }
    }

    /// The `User-Agent` at this target, where it asks for one of its own.
    pub fn speaking_as(self, agent: &'static str) -> Self {
        Self { agent, ..self }
    }

    /// The same target with these values in its query, which is in no log of ours.
    pub fn asking(&self, values: &[(&str, &str)]) -> Self {
        let mut target = self.clone();
        target.url.query_pairs_mut().clear().extend_pairs(values);
        target
    }

    /// The same target with `path` (no leading slash) below the path it has.
    pub fn below(&self, path: &str) -> Self {
        let mut target = self.clone();
        target.url.set_path(&format!("{}/{path}", self.url.path().trim_end_matches('/')));
        target
    }
}

/// A URL can hold a secret in its path, so only the origin is shown.
impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Target({:?}, {})", self.trust, self.url.origin().ascii_serialization())
    }
}

/// A complete answer, whatever its status.
pub struct Reply {
    pub status: u16,
    /// Bytes that are not UTF-8 are replaced.
    pub body: String,
    headers: HeaderMap,
    received: Timestamp,
}

impl Reply {
    /// The first header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// `Retry-After`: seconds, or a date (RFC 9110 §10.2.3), which is counted from the answer's own
    /// `Date` because the two clocks may differ. At most a day.
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.header("retry-after")?;
        let wait = match value.trim().parse::<u64>() {
            Ok(seconds) => Duration::from_secs(seconds),
            Err(_) => {
                let until = http_date(&value)?;
                let from = self.header("date").and_then(|date| http_date(&date)).unwrap_or(self.received);
                Duration::from_millis(u64::try_from(until.since(from)).unwrap_or(0))
            }
        };
        Some(wait.min(LONGEST_WAIT))
    }
}

fn http_date(value: &str) -> Option<Timestamp> {
    let parsed = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value.trim());
    parsed.ok().map(|moment| Timestamp(moment.as_millisecond()))
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The target is not allowed; nothing was sent. Asking again does not help.
    #[error("refused: {0}")]
    Refused(String),
    /// The budget is spent, or connecting took longer than 3 s.
    #[error("no answer in time")]
    Timeout,
    /// No such name, no connection, no TLS, or the connection broke.
    #[error("not reachable")]
    Unreachable,
    /// More than 64 KiB.
    #[error("the answer is too large")]
    TooLarge,
    /// Failed five times in a row, less than a minute ago; nothing was sent, so no retry is spent.
    #[error("left alone for a minute after repeated failures")]
    BreakerOpen,
    /// Eight calls were under way for the whole budget; nothing was sent.
    #[error("too many calls at once")]
    Busy,
}

const NOT_PUBLIC: &str = "the address is not on the public internet";

#[derive(Debug, thiserror::Error)]
#[error("the outgoing HTTP client cannot be built: {0}")]
pub struct NotBuilt(String);

/// The system's certificates, so that an operator's own authority counts; on a machine that has none
/// (a bare container) the ones that are compiled in, as mail and PostgreSQL use.
fn tls() -> Result<rustls::ClientConfig, NotBuilt> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|e| NotBuilt(e.to_string()))?;
    Ok(match Verifier::new(provider) {
        Ok(system) => config.dangerous().with_custom_certificate_verifier(Arc::new(system)).with_no_client_auth(),
        Err(_) => {
            let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            config.with_root_certificates(roots).with_no_client_auth()
        }
    })
}

fn client(tls: rustls::ClientConfig, resolver: Resolver) -> Result<reqwest::Client, NotBuilt> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(resolver)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT_BUDGET)
        .build()
        .map_err(|e| NotBuilt(e.to_string()))
}

async fn exchange(request: reqwest::RequestBuilder) -> Result<Reply, Trouble> {
    let mut response = request.send().await.map_err(trouble_of)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(trouble_of)? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(Trouble::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Reply {
        status: response.status().as_u16(),
        body: String::from_utf8_lossy(&body).into_owned(),
        headers: std::mem::take(response.headers_mut()),
        received: Timestamp::default(),
    })
}

fn trouble_of(error: reqwest::Error) -> Trouble {
    let mut cause: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(inner) = cause {
        if inner.is::<NoPublicAddress>() {
            return Trouble::Refused(NOT_PUBLIC.to_owned());
        }
        cause = inner.source();
    }
    if error.is_timeout() { Trouble::Timeout } else { Trouble::Unreachable }
}

/// The system's resolver, behind the filter if there is one. The client connects to nothing but what
/// this hands out, so a name that points somewhere else a moment later gains nothing.
struct Resolver(Option<Arc<AddressFilter>>);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let filter = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let kept: Vec<SocketAddr> =
                found.filter(|address| filter.as_ref().is_none_or(|f| f.permits(address.ip()))).collect();
            if kept.is_empty() {
                return Err(NoPublicAddress.into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{NOT_PUBLIC}")]
struct NoPublicAddress;
