//! How long a connection may take over what it is doing: to begin, to say what it wants, to be idle,
//! to stand still in the middle.
//!
//! hyper has one timer for idling and headers together, and none for a client that stops reading. So
//! the bytes that pass and the requests that begin and end are watched here, and [`Pace::expired`]
//! says when a connection has had its time. (A handler's own time is limited elsewhere.)

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;

#[derive(Clone, Copy, Debug)]
pub struct PaceLimits {
    /// From connecting to the first byte.
    pub first_byte: Duration,
    /// From the first byte of a request to the end of its headers.
    pub headers: Duration,
    /// Between two requests.
    pub idle: Duration,
    /// Without a byte in either direction while a request is worked on. Longer than any handler may
    /// take, and than the pause between two lines of an event stream.
    pub stalled: Duration,
}

/// Watches one connection.
#[derive(Clone)]
pub struct Pace(Arc<Inner>);

struct Inner {
    limits: PaceLimits,
    state: Mutex<State>,
}

struct State {
    phase: Phase,
    since: Instant,
    /// When the last byte passed, either way.
    moved: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Fresh,
    Headers,
    Request,
    Idle,
}

impl Pace {
    pub fn new(limits: PaceLimits) -> Self {
        let now = Instant::now();
        let state = Mutex::new(State { phase: Phase::Fresh, since: now, moved: now });
        Self(Arc::new(Inner { limits, state }))
    }

    /// Returns when the connection has had its time.
    pub async fn expired(&self) {
        let limits = &self.0.limits;
        let shortest = limits.first_byte.min(limits.headers).min(limits.idle).min(limits.stalled);
        loop {
            let (deadline, now) = (self.deadline(), Instant::now());
            if deadline <= now {
                return;
            }
            // Whatever begins from now on has at least the shortest time, so nothing is missed meanwhile, and no step
            // of any request has to wake this.
            tokio::time::sleep_until(deadline.min(now + shortest)).await;
        }
    }

    /// A request has been read and goes to its handler; it ends when the guard is dropped.
    pub fn request(&self) -> InRequest {
        self.enter(Phase::Request);
        InRequest(self.clone())
    }

    fn deadline(&self) -> Instant {
        let (state, limits) = (self.state(), &self.0.limits);
        match state.phase {
            Phase::Fresh => state.since + limits.first_byte,
            Phase::Headers => state.since + limits.headers,
            Phase::Request => state.since.max(state.moved) + limits.stalled,
            // An answer that still drains to a slow client is not idleness.
            Phase::Idle => state.since.max(state.moved) + limits.idle,
        }
    }

    fn enter(&self, phase: Phase) {
        let mut state = self.state();
        state.phase = phase;
        state.since = Instant::now();
    }

    fn wrote(&self) {
        self.state().moved = Instant::now();
    }

    fn read(&self) {
        let mut state = self.state();
        state.moved = Instant::now();
        let begins = matches!(state.phase, Phase::Fresh | Phase::Idle);
        drop(state);
        if begins {
            self.enter(Phase::Headers);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held while a request is worked on and its answer is handed over.
pub struct InRequest(Pace);

impl Drop for InRequest {
    fn drop(&mut self) {
        self.0.enter(Phase::Idle);
    }
}

/// A connection whose bytes are noticed.
pub struct PacedStream {
    stream: TcpStream,
    pace: Pace,
}

impl PacedStream {
    pub fn new(stream: TcpStream, pace: Pace) -> Self {
        Self { stream, pace }
    }

    fn noticed(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.pace.wrote();
        }
        written
    }
}

impl AsyncRead for PacedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.pace.read();
        }
        outcome
    }
}

impl AsyncWrite for PacedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.noticed(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.noticed(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// An answer's body that ends its request when it has been handed over.
pub struct PacedBody {
    body: Body,
    request: Option<InRequest>,
}

impl PacedBody {
    pub fn new(body: Body, request: InRequest) -> Self {
        Self { body, request: Some(request) }
    }
}

impl HttpBody for PacedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(frame, Poll::Ready(None)) {
            self.request = None;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
