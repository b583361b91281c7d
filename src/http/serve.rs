//! The listener: connections in, requests to the router, and an orderly end.
//!
//! axum's own `serve` has no limits, so the loop is here: so many connections in total and from one
//! client, a time for everything ([`super::pace`]), small buffers, and a shutdown that finishes what
//! is in flight. HTTP/1.1 only; TLS and HTTP/2 are the business of the proxy in front.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use super::client::{ClientAddr, Proxies};
use super::pace::{Pace, PaceLimits, PacedBody, PacedStream};
use super::shares::Shares;
use crate::config::Server;

/// What a listener allows.
#[derive(Clone, Debug)]
pub struct ServeLimits {
    pub pace: PaceLimits,
    /// Open at once; more wait in the system's queue.
    pub connections: usize,
    /// Open at once from one client. Trusted proxies are exempt: they bring everybody.
    pub per_client: usize,
    pub proxies: Proxies,
    /// How long a shutdown waits for what is in flight.
    pub shutdown: Duration,
}

impl ServeLimits {
    pub const PACE: PaceLimits = PaceLimits {
        first_byte: Duration::from_secs(10),
        headers: Duration::from_secs(10),
        idle: Duration::from_secs(30),
        stalled: Duration::from_secs(60),
        unread: Duration::from_secs(60),
    };

    pub fn new(server: &Server) -> Self {
        Self {
            pace: Self::PACE,
            connections: server.max_connections,
            per_client: server.max_connections_per_client,
            proxies: Proxies::new(&server.trusted_proxies, &server.forwarded_header),
            shutdown: server.shutdown,
        }
    }
}

const MAX_HEADERS: usize = 64;
/// Holds the request line and all headers; more is answered with 431.
const BUFFER: usize = 16 * 1024;
/// When the system has no more sockets to give, closing one takes a moment.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves until `shutdown`, then stops accepting, lets requests in flight finish, and returns how
/// many connections had to be cut because they took longer than allowed. Handlers find the peer as
/// `ConnectInfo<SocketAddr>`.
pub async fn serve(listener: TcpListener, router: Router, limits: ServeLimits, shutdown: CancellationToken) -> usize {
    let slots = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let clients = Shares::new(limits.per_client);
    let stop = Stop { gracefully: shutdown.clone(), at_once: CancellationToken::new() };
    let connections = TaskTracker::new();

    while let Some(Ok(slot)) = shutdown.run_until_cancelled(Arc::clone(&slots).acquire_owned()).await {
        let Some(accepted) = shutdown.run_until_cancelled(listener.accept()).await else { break };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(err) => {
                shutdown.run_until_cancelled(after(&err)).await;
                continue;
            }
        };
        let place =
            if limits.proxies.trusts(peer.ip()) { None } else { Some(clients.enter(ClientAddr::new(peer.ip()).key())) };
        // Dropping the stream closes it: whoever holds too many is not owed an explanation.
        if place.as_ref().is_some_and(Option::is_none) {
            continue;
        }
        let served = connection(stream, peer, router.clone(), limits.pace, stop.clone());
        connections.spawn(async move {
            served.await;
            drop((place, slot));
        });
    }

    drop(listener);
    connections.close();
    if tokio::time::timeout(limits.shutdown, connections.wait()).await.is_ok() {
        return 0;
    }
    let cut = connections.len();
    stop.at_once.cancel();
    connections.wait().await;
    cut
}

#[derive(Clone)]
struct Stop {
    gracefully: CancellationToken,
    at_once: CancellationToken,
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, pace: PaceLimits, stop: Stop) {
    // Answers are small; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let pace = Pace::new(pace);
    let watched = pace.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let in_request = watched.request();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request).await;
            Ok::<_, Infallible>(response.map(|body| PacedBody::new(body, in_request)))
        }
    });
    let io = TokioIo::new(PacedStream::new(stream, pace.clone()));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        // hyper's timer runs through idling and headers together; `pace` tells them apart.
        .header_read_timeout(None)
        .max_headers(MAX_HEADERS)
        .max_buf_size(BUFFER)
        .serve_connection(io, service);
    let mut served = std::pin::pin!(served);
    let mut stopping = false;
    loop {
        tokio::select! {
            // A client that breaks off or sends nonsense is everyday life, not an event.
            _ = served.as_mut() => return,
            () = pace.expired() => return,
            () = stop.at_once.cancelled() => return,
            () = stop.gracefully.cancelled(), if !stopping => {
                stopping = true;
                served.as_mut().graceful_shutdown();
            }
        }
    }
}

/// What to do about an `accept` that failed: a client that hung up at once is nothing, a system that
/// has run out of sockets needs a moment.
async fn after(err: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(err.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::warn!(error = %err, "cannot accept connections");
        tokio::time::sleep(PAUSE).await;
    }
}
