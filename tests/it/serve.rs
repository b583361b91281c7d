//! The listener and the layers: slow, greedy and hostile connections, an orderly end, and a log that
//! gives nobody away.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use svar::config::Server;
use svar::domain::clock::Random;
use svar::http::body::{self, BodyLimit};
use svar::http::client::ClientAddr;
use svar::http::layers::{Edge, RequestId};
use svar::http::pace::PaceLimits;
use svar::http::serve::{ServeLimits, serve};
use svar::metrics::Metrics;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

const LONG: Duration = Duration::from_secs(60);
const SOON: Duration = Duration::from_millis(50);
const GET: &str = "GET /hello HTTP/1.1\r\nhost: localhost\r\n\r\n";

/// A broken promise fails the test instead of hanging it.
async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(LONG, what).await.expect("it should have happened by now")
}

struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<usize>,
}

impl Running {
    async fn start(router: Router, change: impl FnOnce(&mut ServeLimits)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut limits = ServeLimits::new(&Server::default());
        limits.pace = PaceLimits { first_byte: LONG, headers: LONG, idle: LONG, stalled: LONG };
        limits.shutdown = LONG;
        change(&mut limits);
        let stop = CancellationToken::new();
        let task = tokio::spawn(serve(listener, router, limits, stop.clone()));
        Self { address, stop, task }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn stopped(self) -> usize {
        self.stop.cancel();
        within(self.task).await.unwrap()
    }
}

/// Everything until the other side closes; a reset is a way of closing.
async fn rest(stream: &mut TcpStream) -> String {
    let mut out = Vec::new();
    let _ = within(stream.read_to_end(&mut out)).await;
    String::from_utf8_lossy(&out).into_owned()
}

/// One answer of `hello` on a connection that stays open.
async fn answer(stream: &mut TcpStream) -> String {
    let mut out = String::new();
    while !out.ends_with("hello") {
        let mut buf = [0; 1024];
        let n = within(stream.read(&mut buf)).await.unwrap();
        assert!(n > 0, "closed after {out:?}");
        out.push_str(std::str::from_utf8(&buf[..n]).unwrap());
    }
    out
}

fn hello() -> Router {
    Router::new().route("/hello", get(|| async { "hello" }))
}

#[tokio::test]
async fn a_client_that_never_speaks_is_cut_off() {
    let server = Running::start(hello(), |l| l.pace.first_byte = SOON).await;
    assert_eq!(rest(&mut server.connect().await).await, "");
}

#[tokio::test]
async fn a_client_that_dawdles_over_its_headers_is_cut_off() {
    let server = Running::start(hello(), |l| l.pace.headers = SOON).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /hello HTTP/1.1\r\nhost: loc").await.unwrap();
    assert_eq!(rest(&mut slow).await, "");

    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    answer(&mut second).await;
    second.write_all(b"GET /hello HT").await.unwrap();
    assert_eq!(rest(&mut second).await, "", "the second request on a connection is timed too");
}

#[tokio::test]
async fn an_idle_connection_is_closed_but_not_before_it_was_used_again() {
    let server = Running::start(hello(), |l| l.pace.idle = SOON).await;
    let mut stream = server.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200"));
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn a_slow_handler_is_not_mistaken_for_an_idle_connection() {
    let go = Arc::new(Notify::new());
    let waiting = Arc::clone(&go);
    let router = Router::new().route(
        "/hello",
        get(move || async move {
            waiting.notified().await;
            "hello"
        }),
    );
    let server = Running::start(router, |l| {
        l.pace = PaceLimits { first_byte: SOON, headers: SOON, idle: SOON, stalled: LONG };
    })
    .await;
    // Another connection is cut off for being silent, so all the short times are over by then.
    let mut busy = server.connect().await;
    busy.write_all(GET.as_bytes()).await.unwrap();
    let mut silent = server.connect().await;
    assert_eq!(rest(&mut silent).await, "");
    go.notify_one();
    assert!(answer(&mut busy).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_that_stops_sending_its_body_is_cut_off() {
    let router = Router::new().route("/", post(|body: String| async move { body }));
    let server = Running::start(router, |l| l.pace.stalled = SOON).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nabc").await.unwrap();
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn too_many_or_too_large_headers_are_431() {
    let server = Running::start(hello(), |_| ()).await;
    let many: String = (0..80).map(|n| format!("x-{n}: y\r\n")).collect();
    let large = format!("x-large: {}\r\n", "y".repeat(20_000));
    for extra in [many, large] {
        let mut stream = server.connect().await;
        let request = format!("GET /hello HTTP/1.1\r\nhost: localhost\r\n{extra}\r\n");
        let _ = stream.write_all(request.as_bytes()).await;
        assert!(rest(&mut stream).await.starts_with("HTTP/1.1 431"));
    }
}

#[tokio::test]
async fn one_client_holds_only_so_many_connections_and_gets_them_back() {
    let server = Running::start(hello(), |l| l.per_client = 2).await;
    let mut kept = Vec::new();
    for _ in 0..2 {
        let mut stream = server.connect().await;
        stream.write_all(GET.as_bytes()).await.unwrap();
        answer(&mut stream).await;
        kept.push(stream);
    }
    assert_eq!(rest(&mut server.connect().await).await, "");
    drop(kept);
    within(async {
        loop {
            let mut stream = server.connect().await;
            let _ = stream.write_all(GET.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n").as_bytes()).await;
            if rest(&mut stream).await.ends_with("hello") {
                return;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_trusted_proxy_may_hold_more() {
    let server = Running::start(hello(), |l| {
        l.per_client = 1;
        l.proxies = svar::http::client::Proxies::new(&["127.0.0.0/8".parse().unwrap()], "x-forwarded-for");
    })
    .await;
    let mut kept = Vec::new();
    for _ in 0..3 {
        let mut stream = server.connect().await;
        stream.write_all(GET.as_bytes()).await.unwrap();
        answer(&mut stream).await;
        kept.push(stream);
    }
}

#[tokio::test]
async fn beyond_the_total_a_connection_waits_for_another_to_end() {
    let server = Running::start(hello(), |l| l.connections = 1).await;
    let mut first = server.connect().await;
    first.write_all(GET.as_bytes()).await.unwrap();
    answer(&mut first).await;
    let mut second = server.connect().await;
    second.write_all(GET.as_bytes()).await.unwrap();
    first.write_all(GET.as_bytes()).await.unwrap();
    answer(&mut first).await;
    let mut nothing = [0; 1];
    assert!(second.try_read(&mut nothing).is_err(), "not served while the first is open");
    drop(first);
    answer(&mut second).await;
}

#[tokio::test]
async fn a_shutdown_finishes_what_is_in_flight_and_takes_nothing_new() {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (started, wait) = (Arc::clone(&begun), Arc::clone(&go));
    let router = Router::new().route(
        "/hello",
        get(move || async move {
            started.notify_one();
            wait.notified().await;
            "hello"
        }),
    );
    let server = Running::start(router, |_| ()).await;
    let (mut busy, mut idle) = (server.connect().await, server.connect().await);
    busy.write_all(GET.as_bytes()).await.unwrap();
    within(begun.notified()).await;
    server.stop.cancel();
    assert_eq!(rest(&mut idle).await, "", "a connection without a request is closed at once");
    go.notify_one();
    assert!(rest(&mut busy).await.ends_with("hello"));
    let address = server.address;
    assert_eq!(server.stopped().await, 0);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_shutdown_cuts_what_takes_too_long() {
    let begun = Arc::new(Notify::new());
    let started = Arc::clone(&begun);
    let router = Router::new().route(
        "/hello",
        get(move || async move {
            started.notify_one();
            std::future::pending::<()>().await;
        }),
    );
    let server = Running::start(router, |l| l.shutdown = SOON).await;
    let mut stuck = server.connect().await;
    stuck.write_all(GET.as_bytes()).await.unwrap();
    within(begun.notified()).await;
    assert_eq!(server.stopped().await, 1);
    assert_eq!(rest(&mut stuck).await, "");
}

#[tokio::test]
async fn handlers_see_who_is_at_the_other_end() {
    let router = Router::new()
        .route("/hello", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { format!("{peer} hello") }));
    let server = Running::start(router, |_| ()).await;
    let mut stream = server.connect().await;
    let own = stream.local_addr().unwrap();
    stream.write_all(GET.as_bytes()).await.unwrap();
    assert!(answer(&mut stream).await.ends_with(&format!("{own} hello")));
}

// What stands around the router.

/// Different every time, the same in every run.
#[derive(Default)]
struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn edge(change: impl FnOnce(&mut Server)) -> (Edge, Arc<Metrics>) {
    let mut server = Server::default();
    change(&mut server);
    let metrics = Arc::new(Metrics::new());
    let bound = "127.0.0.1:8080".parse().unwrap();
    (Edge::new(&server, bound, Arc::clone(&metrics), Arc::new(Counting::default())), metrics)
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
    let router = hello().route("/json", post(|_: axum::Json<u8>| async {}));
    let app = wrapped(router);
    let with = |method: &str, path: &str| Request::builder().method(method).uri(path).header("host", "localhost");
    let long = format!("/hello?{}", "x".repeat(9_000));
    for (request, status, code) in [
        (ask("/nowhere"), 404, "not-found"),
        (with("POST", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("TRACE", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("BREW", "/hello").body(Body::empty()).unwrap(), 405, "method-not-allowed"),
        (with("POST", "/json").body(Body::from("1")).unwrap(), 415, "media-type"),
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
    let seen = |id: axum::Extension<RequestId>, headers: HeaderMap| async move {
        assert!(!headers.contains_key("x-request-id"));
        id.0.0.to_string()
    };
    let app = wrapped(Router::new().route("/hello", get(seen)));
    let mut request = ask("/hello");
    request.headers_mut().insert("x-request-id", HeaderValue::from_static("forged"));
    let response = app.oneshot(request).await.unwrap();
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(id.len(), 24);
    assert_eq!(axum::body::to_bytes(response.into_body(), 100).await.unwrap(), id);
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

/// What was logged while a test ran.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_names_the_route_and_never_the_path_the_query_or_the_address() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let (edge, metrics) = edge(|_| ());
    let app = Arc::new(edge).wrap(Router::new().route("/r/{receipt}", get(|| async { "hello" })));
    app.clone().oneshot(ask("/r/secret-receipt?mail=anna@example.dk")).await.unwrap();
    app.oneshot(ask("/elsewhere/secret-receipt")).await.unwrap();
    drop(guard);
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(written.lines().count(), 2);
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

#[test]
fn metrics_say_what_they_count() {
    let metrics = Metrics::new();
    metrics.request("GET", "/t/{site}", 200, Duration::from_millis(3));
    metrics.comment(svar::domain::comment::Status::Pending);
    metrics.jobs_waiting(3, Duration::from_secs(9));
    metrics.job("mail", "done");
    metrics.akismet("spam", Duration::from_millis(120));
    metrics.write_batch(4);
    metrics.cache(true);
    metrics.limited("post");
    let text = metrics.encode();
    for line in [
        "svar_http_requests_total{method=\"GET\",route=\"/t/{site}\",status=\"2xx\"} 1",
        "svar_http_request_seconds_count{method=\"GET\",route=\"/t/{site}\"} 1",
        "svar_comments_total{status=\"pending\"} 1",
        "svar_jobs_waiting 3",
        "svar_jobs_oldest_seconds 9",
        "svar_jobs_total{kind=\"mail\",outcome=\"done\"} 1",
        "svar_akismet_requests_total{outcome=\"spam\"} 1",
        "svar_akismet_seconds_bucket{le=\"0.25\"} 1",
        "svar_write_batch_size_bucket{le=\"4.0\"} 1",
        "svar_cache_total{outcome=\"hit\"} 1",
        "svar_http_limited_total{action=\"post\"} 1",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
}
