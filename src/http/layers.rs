//! What every request passes before and after its handler: id, client, host, limits of time and
//! number, panics, headers, the access log.
//!
//! The log names the route's template and never the path or the query, because paths hold secret
//! links (`/r/…`, `/m/…`, `/setup/…`), and a client only by its truncated address.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::Route;
use axum::routing::future::RouteFuture;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::{Layer, Service};

use super::body::BodyLimit;
use super::client::{ClientAddr, Proxies};
use super::headers::SecurityHeaders;
use super::host::{HostError, Hosts};
use super::limits::RetryAfter;
use super::problem::Problem;
use super::shares::{Share, Shares};
use crate::config::Server;
use crate::domain::clock::Random;
use crate::metrics::{Metrics, RouteMetrics};

/// What the layers need to know; one for each App.
pub struct Edge {
    pub hosts: Hosts,
    pub proxies: Proxies,
    pub headers: SecurityHeaders,
    metrics: Arc<Metrics>,
    ids: Ids,
    slots: Arc<Semaphore>,
    /// Of those slots, so that nobody holds them all with bodies that never come.
    shares: Arc<Shares>,
    timeout: Duration,
    forgotten_proxy: AtomicBool,
}

impl Edge {
    pub const TIMEOUT: Duration = Duration::from_secs(20);
    pub const MAX_URI: usize = 8 * 1024;

    pub fn new(server: &Server, bound: SocketAddr, metrics: Arc<Metrics>, random: Arc<dyn Random>) -> Self {
        let hosts = Hosts::new(server, bound);
        Self {
            headers: SecurityHeaders::new(hosts.public().clone()).local(hosts.is_local()),
            hosts,
            proxies: Proxies::new(&server.trusted_proxies, &server.forwarded_header),
            metrics,
            ids: Ids::new(random.as_ref()),
            slots: Arc::new(Semaphore::new(server.max_requests.min(Semaphore::MAX_PERMITS))),
            shares: Shares::new(server.max_connections_per_client),
            timeout: Self::TIMEOUT,
            forgotten_proxy: AtomicBool::new(false),
        }
    }

    /// With another time for a whole request.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// A request has shown that a proxy stands in front which the configuration does not name.
    pub fn proxy_is_forgotten(&self) -> bool {
        self.forgotten_proxy.load(Ordering::Relaxed)
    }

    /// The router with the edge around it. Handlers find the [`ClientAddr`] among the request's extensions.
    pub fn wrap(self: Arc<Self>, router: Router) -> Router {
        router.layer(Guard { edge: self, notice: None })
    }

    /// The same, and a browser that asks for a page is told in one (`notice`) that this does not go right now.
    pub fn wrap_for_people(self: Arc<Self>, router: Router, notice: Notice) -> Router {
        router.layer(Guard { edge: self, notice: Some(notice) })
    }

    fn client(&self, request: &Request) -> ClientAddr {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        // Without a connection (a call from a test) nobody is trusted, and all are one client.
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        if self.proxies.looks_forgotten(peer, request.headers()) && !self.forgotten_proxy.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                "a proxy seems to stand in front, but server.trusted_proxies is empty: all its readers count as one client"
            );
        }
        self.proxies.client(peer, request.headers())
    }

    /// What is refused whatever the route.
    fn refuse(&self, request: &Request) -> Option<Problem> {
        if method_word(request.method()) == "OTHER" {
            return Some(Problem::of(StatusCode::METHOD_NOT_ALLOWED));
        }
        if request.uri().path_and_query().is_some_and(|whole| whole.as_str().len() > Self::MAX_URI) {
            return Some(Problem::of(StatusCode::URI_TOO_LONG));
        }
        match self.hosts.check(request.uri(), request.headers()) {
            Ok(()) => None,
            Err(HostError::Malformed) => {
                Some(Problem::of(StatusCode::BAD_REQUEST).detail("One Host header is needed."))
            }
            Err(HostError::Foreign) => Some(Problem::of(StatusCode::MISDIRECTED_REQUEST)),
        }
    }
}

/// Makes a page of a problem, for the languages that a browser names.
pub type Notice = Arc<dyn Fn(&HeaderMap, &Problem) -> Response + Send + Sync>;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name of one request in the log and in `X-Request-Id`: made here, never taken from outside.
struct RequestId([u8; 24]);

impl RequestId {
    fn as_str(&self) -> &str {
        // Of hexadecimal digits.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Makes request ids: this process's own, then a number. To tell requests apart they need not be secret, so the system is
/// asked for chance once and not for every request.
struct Ids {
    process: u32,
    next: AtomicU64,
}

impl Ids {
    fn new(random: &dyn Random) -> Self {
        let mut bytes = [0; 4];
        random.fill(&mut bytes);
        Self { process: u32::from_be_bytes(bytes), next: AtomicU64::new(0) }
    }

    /// The number is scattered (SplitMix64's finish, one to one), so that nobody counts our readers by it.
    fn next(&self) -> RequestId {
        let n = self.next.fetch_add(1, Ordering::Relaxed).wrapping_add(u64::from(self.process) << 32);
        let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = (u128::from(self.process) << 64) | u128::from(n ^ (n >> 31));
        let mut digits = [0; 24];
        for (place, digit) in digits.iter_mut().rev().enumerate() {
            *digit = b"0123456789abcdef".get((number >> (4 * place)) as usize & 0xf).copied().unwrap_or_default();
        }
        RequestId(digits)
    }
}

/// A read that takes longer is worth a line of its own.
const SLOW: Duration = Duration::from_secs(1);

/// The access log's line. A macro, because a line's level is part of what the compiler makes of it.
macro_rules! line {
    ($level:ident, $method:ident, $route:ident, $status:ident, $duration_ms:ident, $id:ident, $client:ident) => {
        tracing::event!(
            target: "svar::access",
            tracing::Level::$level,
            method = $method,
            route = $route,
            status = $status,
            duration_ms = $duration_ms,
            request_id = $id.as_str(),
            client = $client.prefix(),
            "request"
        )
    };
}

/// The edge as one layer: each layer of axum's costs every request half a dozen small allocations.
#[derive(Clone)]
struct Guard {
    edge: Arc<Edge>,
    notice: Option<Notice>,
}

impl Layer<Route> for Guard {
    type Service = Guarded;

    fn layer(&self, route: Route) -> Guarded {
        Guarded { guard: self.clone(), route, reading: Arc::default() }
    }
}

/// One route behind the edge.
#[derive(Clone)]
struct Guarded {
    guard: Guard,
    route: Route,
    /// Its counters for GET, which nearly every request is.
    reading: Arc<OnceLock<RouteMetrics>>,
}

impl Service<Request> for Guarded {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request>::poll_ready(&mut self.route, cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let Guard { edge, notice } = self.guard.clone();
        let reading = Arc::clone(&self.reading);
        let line = Line::begin(&edge, &request);
        request.headers_mut().remove(REQUEST_ID);
        request.extensions_mut().insert(line.client);
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            // For axum's own extractors; a route that takes less reads with `body::read`.
            DefaultBodyLimit::max(BodyLimit::COMMENT.bytes).apply(&mut request);
        }
        let let_in = match edge.refuse(&request) {
            Some(problem) => Err(problem),
            None => edge.let_in(&request, line.client),
        };
        let asker = notice.and_then(|notice| Some((notice, languages_of_a_browser(request.headers())?)));
        // Only what is let in reaches its handler, which begins to work (and to panic) when it is polled.
        let answer = let_in.map(|place| (place, self.route.call(request)));
        Box::pin(async move {
            let answer = match answer {
                Ok((_place, answer)) => edge.in_time(answer).await,
                Err(problem) => problem.into_response(),
            };
            let answer = match asker {
                Some((notice, languages)) => for_people(answer, &notice, &languages),
                None => answer,
            };
            let mut response = edge.headers.dress_if_bare(as_problem(answer, &line.id));
            if let Ok(value) = HeaderValue::from_bytes(&line.id.0) {
                response.headers_mut().insert(REQUEST_ID, value);
            }
            let (route, status) = (line.route(), response.status().as_u16());
            match line.method {
                "GET" => line.end(reading.get_or_init(|| edge.metrics.route("GET", route)), status),
                method => line.end(&edge.metrics.route(method, route), status),
            }
            Ok(response)
        })
    }
}

/// What the log and the counters are told of a request.
struct Line {
    started: Instant,
    id: RequestId,
    client: ClientAddr,
    method: &'static str,
    route: Option<MatchedPath>,
}

impl Line {
    fn begin(edge: &Edge, request: &Request) -> Self {
        Self {
            started: Instant::now(),
            id: edge.ids.next(),
            client: edge.client(request),
            method: method_word(request.method()),
            route: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    fn route(&self) -> &str {
        self.route.as_ref().map_or("unmatched", MatchedPath::as_str)
    }

    fn end(&self, counters: &RouteMetrics, status: u16) {
        let Self { started, id, client, method, .. } = self;
        let took = started.elapsed();
        let route = self.route();
        counters.answered(status, took);
        let duration_ms = took.as_secs_f64() * 1_000.0;
        // What was read without trouble is counted above; a line for each would be most of the log, and of the work.
        match matches!(*method, "GET" | "HEAD") && status < 400 && took < SLOW {
            true => line!(DEBUG, method, route, status, duration_ms, id, client),
            false => line!(INFO, method, route, status, duration_ms, id, client),
        }
    }
}

/// A request's place among those that are worked on, of all and of its client's; a probe needs none. Given back when
/// dropped.
type Place = (Option<OwnedSemaphorePermit>, Option<Share>);

impl Edge {
    /// At most so many requests in handlers, of them so many of one client's. Probes always get through: a busy service
    /// is alive.
    fn let_in(&self, request: &Request, client: ClientAddr) -> Result<Place, Problem> {
        let probe = matches!(request.uri().path(), "/healthz" | "/readyz");
        let slot = Arc::clone(&self.slots).try_acquire_owned().ok();
        if slot.is_none() && !probe {
            return Err(Problem::unavailable(2).detail("Too many requests at once."));
        }
        let share = self.shares.enter(client.key());
        if share.is_none() && !probe {
            return Err(Problem::too_many(RetryAfter(2)).detail("Too many requests of yours at once."));
        }
        Ok((slot, share))
    }

    /// The answer, if it comes in time and its handler does not panic.
    async fn in_time(&self, answer: RouteFuture<Infallible>) -> Response {
        let caught = AssertUnwindSafe(answer).catch_unwind();
        match tokio::time::timeout(self.timeout, caught).await {
            Ok(Ok(Ok(response))) => response,
            Ok(Err(_)) => {
                // What a panic says may quote what a reader typed, so it is counted and not repeated.
                self.metrics.panic();
                Problem::of(StatusCode::INTERNAL_SERVER_ERROR).into_response()
            }
            Err(_) => Problem::unavailable(5).detail("The request took too long.").into_response(),
        }
    }
}

/// The languages that a browser wishes for which asks for a page; None for programs.
fn languages_of_a_browser(headers: &HeaderMap) -> Option<HeaderMap> {
    let accept = headers.get(header::ACCEPT)?.to_str().ok()?;
    accept.contains("text/html").then(|| {
        let wish = headers.get(header::ACCEPT_LANGUAGE).cloned();
        HeaderMap::from_iter(wish.map(|wish| (header::ACCEPT_LANGUAGE, wish)))
    })
}

/// What the service cannot do right now, said to people: whoever sends a form without script would otherwise see a
/// document for programs.
fn for_people(mut response: Response, notice: &Notice, languages: &HeaderMap) -> Response {
    let passing = response.status().is_server_error() || response.status() == StatusCode::TOO_MANY_REQUESTS;
    match response.extensions_mut().remove::<Problem>() {
        Some(problem) if passing => return notice(languages, &problem),
        Some(problem) => drop(response.extensions_mut().insert(problem)),
        None => {}
    }
    response
}

/// Every refusal for programs in one form: problems get the request's id, and what a library refused
/// in plain text (or without a word) becomes a problem, so that its wording never gets out.
fn as_problem(mut response: Response, id: &RequestId) -> Response {
    let status = response.status();
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| {
        let refused = status.is_client_error() || status.is_server_error();
        let kind = response.headers().get(header::CONTENT_TYPE);
        let wordless = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
        (refused && wordless).then(|| Problem::of(status))
    });
    let Some(problem) = problem else { return response };
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Problem::CONTENT_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    *response.body_mut() = Body::from(problem.json(Some(id.as_str())));
    response
}

/// The methods that mean anything here; a label must not be what somebody sends.
fn method_word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
