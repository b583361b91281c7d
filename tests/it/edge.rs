//! What stands around the router: one form for every refusal, limits that hold, and a log that gives
//! nobody away.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use svar::config::Server;
use svar::domain::clock::Random;
use svar::http::body::{self, BodyLimit};
use svar::http::client::ClientAddr;
use svar::http::layers::Edge;
use svar::metrics::Metrics;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::support::doubles::SeededRandom;
use crate::support::logs::capture_logs;

const LONG: Duration = Duration::from_secs(60);
const SOON: Duration = Duration::from_millis(50);

/// A broken promise fails the test instead of hanging it.
async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(LONG, what).await.expect("it should have happened by now")
}

fn hello() -> Router {
    Router::new().route("/hello", get(|| async { "hello" }))
}

/// Different every time, the same in every run.
#[derive(Default)]
struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn edge(change: impl FnOnce(&mut Server)) -> (Edge, Arc<Metrics>) {
    edge_with(change, Counting::default())
}

fn edge_with(change: impl FnOnce(&mut Server), random: impl Random) -> (Edge, Arc<Metrics>) {
    let mut server = Server::default();
    change(&mut server);
    let metrics = Arc::new(Metrics::new());
    let bound = "127.0.0.1:8080".parse().unwrap();
    (Edge::new(&server, bound, Arc::clone(&metrics), Arc::new(random)), metrics)
}

fn wrapped(router: Router) -> Router {
    Arc::new(edge(|_| ()).0).wrap(router)
}

fn ask(path: &str) -> Request<Body> {
    let mut request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo::<SocketAddr>("192.0.2.77:4711".parse().unwrap()));
    request
}

async fn json(response: Response) -> serde_json::Value {
    assert_eq!(response.headers()["content-type"], "application/problem+json; charset=utf-8");
    let bytes = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn every_refusal_is_a_problem_that_names_its_request() {
    let router = hello().route("/json", post(|_: axum::Json<u8>| async {})).route("/text", post(|_: String| async {}));
    let app = wrapped(router);
    let with = |method: &str, path: &str| Request::builder().method(method).uri(path).header("host", "localhost");
    let long = format!("/hello?{}", "x".repeat(9_000));
    for (request, status, code) in [
        (ask("/nowhere"), 404, "not-found"),
        (with("POST", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("TRACE", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("BREW", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("POST", "/json").body(Body::from("1")).unwrap(), 415, "media-type"),
        (with("POST", "/text").body(Body::from("x".repeat(256 * 1024 + 1))).unwrap(), 413, "too-large"),
        (with("GET", &long).body(Body::empty()).unwrap(), 414, "address-too-long"),
        (Request::get("/hello").header("host", "evil.example").body(Body::empty()).unwrap(), 421, "host"),
        (Request::get("/hello").body(Body::empty()).unwrap(), 400, "bad-request"),
    ] {
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert!(response.headers().contains_key("content-security-policy"));
        let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
        let problem = json(response).await;
        assert_eq!((problem["code"].as_str(), problem["status"].as_u64()), (Some(code), Some(u64::from(status))));
        assert_eq!(problem["instance"], format!("urn:svar:request:{id}"));
    }
}

#[tokio::test]
async fn a_panic_is_a_500_that_tells_nothing_and_is_counted() {
    async fn broken() -> &'static str {
        panic!("inside 'Hej, jeg hedder Åse'")
    }
    let (edge, metrics) = edge(|_| ());
    let app = Arc::new(edge).wrap(Router::new().route("/hello", get(broken)));
    let problem = json(app.oneshot(ask("/hello")).await.unwrap()).await;
    assert_eq!(problem["code"], "internal");
    assert!(!problem.to_string().contains("Åse"));
    assert!(metrics.encode().contains("svar_http_panics_total 1"));
}

#[tokio::test]
async fn a_request_id_is_ours_and_never_the_one_that_was_sent() {
    let seen = |headers: HeaderMap| async move { assert!(!headers.contains_key("x-request-id")) };
    let app = wrapped(Router::new().route("/hello", get(seen)));
    let mut request = ask("/hello");
    request.headers_mut().insert("x-request-id", HeaderValue::from_static("forged"));
    let response = app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let id = response.headers()["x-request-id"].to_str().unwrap();
    assert!(id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    let next = app.oneshot(ask("/hello")).await.unwrap();
    assert_ne!(next.headers()["x-request-id"], id);
}

#[tokio::test]
async fn a_handler_that_takes_too_long_is_given_up() {
    let (edge, _) = edge(|_| ());
    let router = Router::new().route("/hello", get(std::future::pending::<String>));
    let response = within(Arc::new(edge.timeout(SOON)).wrap(router).oneshot(ask("/hello"))).await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"5".parse().unwrap())
    );
}

#[tokio::test]
async fn beyond_the_limit_a_request_is_refused_at_once_and_probes_still_answer() {
    let (edge, _) = edge(|s| s.max_requests = 1);
    let begun = Arc::new(Semaphore::new(0));
    let started = Arc::clone(&begun);
    let slow = get(move || async move {
        started.add_permits(1);
        std::future::pending::<()>().await;
    });
    let app = Arc::new(edge).wrap(hello().route("/slow", slow).route("/healthz", get(|| async { "alive" })));
    let occupied = tokio::spawn(app.clone().oneshot(ask("/slow")));
    within(begun.acquire()).await.unwrap().forget();
    let refused = app.clone().oneshot(ask("/hello")).await.unwrap();
    assert_eq!(
        (refused.status(), &refused.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"2".parse().unwrap())
    );
    assert_eq!(app.clone().oneshot(ask("/healthz")).await.unwrap().status(), StatusCode::OK);
    occupied.abort();
    let _ = occupied.await;
    assert_eq!(app.oneshot(ask("/hello")).await.unwrap().status(), StatusCode::OK, "the place is given back");
}

#[tokio::test]
async fn the_log_names_the_route_and_never_the_path_the_query_or_the_address() {
    let logs = capture_logs();
    // Ids that no other test of this process makes.
    let (edge, metrics) = edge_with(|_| (), SeededRandom::new(77));
    let hello = || async { "hello" };
    let app = Arc::new(edge).wrap(Router::new().route("/r/{receipt}", get(hello).post(hello)));
    let mut post = ask("/r/secret-receipt");
    *post.method_mut() = Method::POST;
    let mut written = String::new();
    for (request, level) in [
        // What was read without trouble is not worth a line.
        (ask("/r/secret-receipt?mail=anna@example.dk"), "DEBUG"),
        (post, "INFO"),
        (ask("/elsewhere/secret-receipt"), "INFO"),
    ] {
        let answer = app.clone().oneshot(request).await.unwrap();
        let lines = logs.lines_with(answer.headers()["x-request-id"].to_str().unwrap());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains(&format!("\"level\":\"{level}\"")), "{level}: {}", lines[0]);
        written.push_str(&lines[0]);
    }
    for part in
        ["\"route\":\"/r/{receipt}\"", "\"route\":\"unmatched\"", "\"status\":200", "192.0.2.0/24", "request_id"]
    {
        assert!(written.contains(part), "{part} in {written}");
    }
    for secret in ["secret-receipt", "anna", "192.0.2.77"] {
        assert!(!written.contains(secret) && !metrics.encode().contains(secret), "{secret} in {written}");
    }
}

#[tokio::test]
async fn handlers_get_the_client_that_the_proxy_named() {
    let (edge, _) = edge(|s| s.trusted_proxies = vec!["192.0.2.0/24".parse().unwrap()]);
    let seen = |client: axum::Extension<ClientAddr>| async move { client.0.expose().to_string() };
    let edge = Arc::new(edge);
    let app = Arc::clone(&edge).wrap(Router::new().route("/hello", get(seen)));
    let mut request = ask("/hello");
    request.headers_mut().insert("x-forwarded-for", HeaderValue::from_static("198.51.100.9"));
    let body = app.oneshot(request).await.unwrap().into_body();
    assert_eq!(axum::body::to_bytes(body, 100).await.unwrap(), "198.51.100.9");
    assert!(!edge.proxy_is_forgotten());
}

#[tokio::test]
async fn a_forgotten_proxy_is_remembered_for_the_desk() {
    let edge = Arc::new(edge(|_| ()).0);
    let app = Arc::clone(&edge).wrap(hello());
    let mut request = ask("/hello");
    request.extensions_mut().insert(ConnectInfo::<SocketAddr>("10.0.0.1:4711".parse().unwrap()));
    request.headers_mut().insert("x-forwarded-for", HeaderValue::from_static("198.51.100.9"));
    app.oneshot(request).await.unwrap();
    assert!(edge.proxy_is_forgotten());
}

#[tokio::test]
async fn a_body_is_taken_whole_in_time_and_unpacked_by_nobody() {
    let limit = BodyLimit { bytes: 10, time: LONG };
    let none = HeaderMap::new();
    assert_eq!(body::read(&none, Body::from("0123456789"), limit).await.unwrap(), "0123456789");
    let refused = |result: Result<_, svar::http::problem::Problem>| {
        result.map(|_: axum::body::Bytes| ()).unwrap_err().status.as_u16()
    };
    assert_eq!(refused(body::read(&none, Body::from("0123456789a"), limit).await), 413);
    let mut packed = HeaderMap::new();
    packed.insert("content-encoding", HeaderValue::from_static("gzip"));
    assert_eq!(refused(body::read(&packed, Body::from("x"), limit).await), 415);
    let never = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let short = BodyLimit { bytes: 10, time: SOON };
    assert_eq!(refused(within(body::read(&none, never, short)).await), 408);
}
