//! The listener: slow, greedy and hostile connections, and an orderly end.

use std::fmt::Write as _;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use hyper::body::Frame;
use svar::config::Server;
use svar::http::pace::PaceLimits;
use svar::http::pages::pieces::Pieces;
use svar::http::serve::{ServeLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

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
        limits.pace = PaceLimits { first_byte: LONG, headers: LONG, idle: LONG, stalled: LONG, unread: LONG };
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
        l.pace = PaceLimits { first_byte: SOON, headers: SOON, idle: SOON, stalled: LONG, unread: LONG };
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

/// An answer without an end, which says when nobody is served with it any more.
struct Endless(Arc<Notify>);

impl hyper::body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        static PART: [u8; 64 << 10] = [b'x'; 64 << 10];
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&PART)))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// It takes a little now and then, so that it never stands still.
#[tokio::test]
async fn a_client_that_takes_its_answer_drop_by_drop_is_cut_off() {
    let over = Arc::new(Notify::new());
    let told = Arc::clone(&over);
    let endless = move || std::future::ready(Body::new(Endless(Arc::clone(&told))));
    let router = Router::new().route("/", get(endless));
    let server = Running::start(router, |l| {
        l.pace.first_byte = SOON;
        l.pace.unread = SOON * 4;
    })
    .await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let drips = async {
        loop {
            // A connection that says nothing is cut off, so a short time has passed.
            assert_eq!(rest(&mut server.connect().await).await, "");
            within(slow.read_exact(&mut [0; 64])).await.unwrap();
        }
    };
    tokio::select! {
        () = within(over.notified()) => {}
        () = drips => unreachable!("it drips for ever"),
    }
}

/// Whoever takes much may take long.
#[tokio::test]
async fn a_client_that_takes_its_answer_at_a_fair_pace_gets_the_whole() {
    const WHOLE: usize = 16 << 20;
    let server = Running::start(Router::new().route("/", get(|| async { vec![b'x'; WHOLE] })), |l| {
        l.pace.first_byte = SOON;
        l.pace.unread = SOON * 40;
    })
    .await;
    let mut fair = server.connect().await;
    fair.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let (mut taken, mut buf) = (0, vec![0; 128 << 10]);
    loop {
        assert_eq!(rest(&mut server.connect().await).await, "");
        match within(fair.read_exact(&mut buf)).await {
            Ok(bytes) => taken += bytes,
            Err(_) => break,
        }
    }
    assert_eq!(taken, WHOLE, "the head and the last part are less than one reading");
}

/// However often the system takes only a part of it.
#[tokio::test]
async fn a_page_in_pieces_comes_whole() {
    let shared: Bytes = (0..6_u32 << 20).map(|n| b'a' + (n % 23) as u8).collect::<Vec<_>>().into();
    let text = String::from_utf8(shared.to_vec()).unwrap();
    let (first, second) = text.split_at(4 << 20);
    let whole = format!("<main>{first}<form></form>{second}</main>");
    let router = Router::new().route(
        "/",
        get(move || async move {
            let kept = std::str::from_utf8(&shared).unwrap();
            let mut page = Pieces::sharing(shared.clone());
            let (first, second) = kept.split_at(4 << 20);
            for part in ["<main>", first, "<form></form>", second, "</main>"] {
                page.write_str(part).unwrap();
            }
            page
        }),
    );
    let server = Running::start(router, |_| ()).await;
    for method in ["GET", "HEAD"] {
        let mut reader = server.connect().await;
        let request = format!("{method} / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        reader.write_all(request.as_bytes()).await.unwrap();
        let answer = rest(&mut reader).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("\r\ncontent-length: {}", whole.len())), "{head}");
        assert!(!head.contains("chunked"), "{head}");
        assert!(body == if method == "GET" { whole.as_str() } else { "" }, "{method}: {} bytes", body.len());
    }
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
