//! The load: so many connections, each of which sends a request when the answer to the one before is there.
//!
//! Written by hand, because it shares the machine with what it measures: one thread, HTTP/1.1 with keep-alive, the
//! body read and thrown away.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Writes the request of this number; numbers count up over all connections of a load.
pub type Ask<'a> = &'a dyn Fn(u64, &mut Vec<u8>);

#[derive(Clone, Copy)]
pub enum Until {
    Seconds(f64),
    Requests(u64),
}

pub struct Load<'a> {
    pub to: SocketAddr,
    pub connections: usize,
    pub until: Until,
    /// The only status that is an answer; any other ends the bench.
    pub expect: u16,
    pub ask: Ask<'a>,
}

/// What came back.
pub struct Answers {
    pub seconds: f64,
    /// How long each answer took, in microseconds, sorted.
    pub micros: Vec<u32>,
}

impl Answers {
    pub fn count(&self) -> u64 {
        self.micros.len() as u64
    }

    pub fn a_second(&self) -> f64 {
        self.count() as f64 / self.seconds
    }

    /// Milliseconds within which this share of the answers came.
    pub fn quantile(&self, share: f64) -> f64 {
        let place = (self.micros.len() as f64 * share) as usize;
        let found = self.micros.get(place.min(self.micros.len().saturating_sub(1)));
        found.map_or(f64::NAN, |micros| f64::from(*micros) / 1_000.0)
    }
}

impl Load<'_> {
    /// # Errors
    /// When a connection breaks, or an answer has another status than expected.
    pub async fn run(&self) -> Result<Answers> {
        let mut connections = Vec::new();
        for _ in 0..self.connections {
            connections.push(Connection::open(self.to).await?);
        }
        let next = Cell::new(0);
        let started = Instant::now();
        let mut all: FuturesUnordered<_> = connections.into_iter().map(|c| self.converse(c, &next, started)).collect();
        let mut micros = Vec::new();
        while let Some(part) = all.next().await {
            micros.append(&mut part?);
        }
        let seconds = started.elapsed().as_secs_f64();
        micros.sort_unstable();
        Ok(Answers { seconds, micros })
    }

    async fn converse(&self, mut connection: Connection, next: &Cell<u64>, started: Instant) -> Result<Vec<u32>> {
        let mut micros = Vec::new();
        let mut request = Vec::new();
        loop {
            let number = next.get();
            let over = match self.until {
                Until::Seconds(seconds) => started.elapsed() >= Duration::from_secs_f64(seconds),
                Until::Requests(most) => number >= most,
            };
            if over {
                return Ok(micros);
            }
            next.set(number + 1);
            request.clear();
            (self.ask)(number, &mut request);
            let sent = Instant::now();
            let status = connection.exchange(&request).await?;
            micros.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
            if status != self.expect {
                bail!("{status} instead of {} for {}", self.expect, first_line(&request));
            }
        }
    }
}

fn first_line(request: &[u8]) -> String {
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(line).into_owned()
}

/// An answer in full.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A connection that is kept.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// Takes a head whole, and a body in few reads.
const BUFFER: usize = 128 * 1024;

impl Connection {
    pub async fn open(to: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(to).await.with_context(|| format!("nobody answers at {to}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER] })
    }

    /// Sends a request and reads the answer to its end; gives the status.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<u16> {
        Ok(self.talk(request, None).await?.0)
    }

    /// As [`Self::exchange`], and keeps everything.
    pub async fn fetch(&mut self, request: &[u8]) -> Result<Reply> {
        let mut body = Vec::new();
        let (status, head) = self.talk(request, Some(&mut body)).await?;
        let head = String::from_utf8_lossy(self.buffer.get(..head).unwrap_or_default()).into_owned();
        let headers = head.split("\r\n").skip(1).filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Reply { status, headers, body })
    }

    async fn talk(&mut self, request: &[u8], mut keep: Option<&mut Vec<u8>>) -> Result<(u16, usize)> {
        self.stream.write_all(request).await?;
        let mut filled = 0;
        let head = loop {
            let room = self.buffer.get_mut(filled..).unwrap_or_default();
            ensure!(!room.is_empty(), "an answer's head does not end");
            let read = self.stream.read(room).await?;
            ensure!(read > 0, "the connection was closed instead of an answer");
            filled += read;
            let so_far = self.buffer.get(..filled).unwrap_or_default();
            if let Some(end) = so_far.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = self.buffer.get(..head).unwrap_or_default();
        let (status, length) = read_head(text)?;
        if let Some(kept) = keep.as_mut() {
            kept.extend_from_slice(self.buffer.get(head..filled).unwrap_or_default());
        }
        let mut left = length.saturating_sub(filled - head);
        while left > 0 {
            // Behind the head, which `fetch` still wants.
            let room = self.buffer.get_mut(head..).unwrap_or_default();
            let most = room.len().min(left);
            let read = self.stream.read(room.get_mut(..most).unwrap_or_default()).await?;
            ensure!(read > 0, "the connection was closed in the middle of an answer");
            left -= read;
            if let Some(kept) = keep.as_mut() {
                kept.extend_from_slice(self.buffer.get(head..head + read).unwrap_or_default());
            }
        }
        Ok((status, head))
    }
}

/// Status and length of the body.
fn read_head(head: &[u8]) -> Result<(u16, usize)> {
    let head = std::str::from_utf8(head)?;
    let status = head.get(9..12).and_then(|digits| digits.parse().ok()).context("an answer without a status")?;
    let named = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    match head.lines().find_map(named) {
        Some(length) => Ok((status, length)),
        None if matches!(status, 204 | 304) => Ok((status, 0)),
        None => bail!("an answer without a length"),
    }
}
