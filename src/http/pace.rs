//! How long a connection may take over what it is doing: to begin, to say what it wants, to be idle,
//! to stand still in the middle, to take an answer.
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

use super::gathered::Gathered;

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
    /// How long a client may keep an answer waiting for it, all pauses together. What it has taken gives it more
    /// ([`PaceLimits::RATE`]): whoever reads a long answer slowly may, whoever reads it drop by drop may not.
    pub unread: Duration,
}

impl PaceLimits {
    /// So many bytes of an answer give a client another second.
    pub const RATE: u64 = 4 * 1024;
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
    /// Since when the client has had no room for more.
    full: Option<Instant>,
    /// How long that was before, during this answer, and how many bytes it has made room for since it was first so.
    /// What went into the system's buffers before, it need not have taken.
    waited: Duration,
    taken: Option<u64>,
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
        let (full, waited, taken) = (None, Duration::ZERO, None);
        let state = Mutex::new(State { phase: Phase::Fresh, since: now, moved: now, full, waited, taken });
        Self(Arc::new(Inner { limits, state }))
    }

    /// Returns when the connection has had its time.
    pub async fn expired(&self) {
        let limits = &self.0.limits;
        let shortest = limits.first_byte.min(limits.headers).min(limits.idle).min(limits.stalled).min(limits.unread);
        loop {
            let (deadline, now) = (self.deadline(), Instant::now());
            if deadline <= now {
                return;
            }
            // Whatever begins from now on has at least the shortest time, so hardly anything is missed meanwhile (a client
            // that has used up its time to read may get that much more), and no step of any request has to wake this.
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
        let phase = match state.phase {
            Phase::Fresh => state.since + limits.first_byte,
            Phase::Headers => state.since + limits.headers,
            Phase::Request => state.since.max(state.moved) + limits.stalled,
            // An answer that still drains to a slow client is not idleness.
            Phase::Idle => state.since.max(state.moved) + limits.idle,
        };
        let earned = Duration::from_millis(state.taken.unwrap_or(0).saturating_mul(1_000) / PaceLimits::RATE);
        let left = (limits.unread + earned).saturating_sub(state.waited);
        state.full.map_or(phase, |since| phase.min(since + left))
    }

    fn enter(&self, phase: Phase) {
        let mut state = self.state();
        state.phase = phase;
        state.since = Instant::now();
        if phase == Phase::Request && state.full.is_none() {
            (state.waited, state.taken) = (Duration::ZERO, None);
        }
    }

    fn wrote(&self, bytes: usize) {
        let mut state = self.state();
        let now = Instant::now();
        state.moved = now;
        state.taken = state.taken.map(|taken| taken.saturating_add(bytes as u64));
        if let Some(since) = state.full.take() {
            state.waited += now - since;
        }
    }

    fn is_full(&self) {
        let mut state = self.state();
        state.full.get_or_insert_with(Instant::now);
        state.taken.get_or_insert(0);
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
        match written {
            Poll::Ready(Ok(bytes @ 1..)) => self.pace.wrote(bytes),
            Poll::Pending => self.pace.is_full(),
            Poll::Ready(_) => {}
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

/// An answer's body that ends its request when it has been handed over. Pieces that stand ready are handed over together;
/// a body that has yet to find out what it says is asked for more only when there is room for it.
pub struct PacedBody {
    body: Body,
    request: Option<InRequest>,
    held: Option<Held>,
}

/// What came behind pieces that had to be handed over first.
enum Held {
    Frame(Result<Frame<Gathered>, axum::Error>),
    End,
}

impl PacedBody {
    pub fn new(body: Body, request: InRequest) -> Self {
        Self { body, request: Some(request), held: None }
    }

    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(frame, Poll::Ready(None)) {
            self.request = None;
        }
        frame
    }

    /// More of what stands ready: of a body that knows its length every byte does.
    fn gather(&mut self, cx: &mut Context<'_>, ready: &mut Gathered) {
        while ready.pieces() < Gathered::MOST && self.body.size_hint().exact().is_some() && !self.body.is_end_stream() {
            match self.poll_body(cx) {
                Poll::Pending => return,
                Poll::Ready(None) => return self.held = Some(Held::End),
                Poll::Ready(Some(Err(error))) => return self.held = Some(Held::Frame(Err(error))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(piece) => ready.push(piece),
                    Err(trailers) => return self.held = Some(Held::Frame(Ok(trailers.map_data(Gathered::of)))),
                },
            }
        }
    }
}

impl HttpBody for PacedBody {
    type Data = Gathered;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Gathered>, axum::Error>>> {
        match self.held.take() {
            Some(Held::Frame(frame)) => return Poll::Ready(Some(frame)),
            Some(Held::End) => return Poll::Ready(None),
            None => {}
        }
        self.poll_body(cx).map_ok(|frame| frame.map_data(Gathered::of)).map(|frame| {
            let mut data = match frame? {
                Ok(frame) => match frame.into_data() {
                    Ok(data) => data,
                    Err(trailers) => return Some(Ok(trailers)),
                },
                Err(error) => return Some(Err(error)),
            };
            self.gather(cx, &mut data);
            Some(Ok(Frame::data(data)))
        })
    }

    fn is_end_stream(&self) -> bool {
        match self.held {
            Some(Held::Frame(_)) => false,
            Some(Held::End) => true,
            None => self.body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
