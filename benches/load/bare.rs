//! The bare server: axum and nothing else, which answers from memory with the very bytes and headers that the service
//! answered. It says how fast this machine can send them at all, so a service's figure beside it means something on
//! any machine.
//!
//! It is this same program, started again with [`ARGUMENT`]. It is told its answers on stdin, says its address on
//! stdout, and ends when stdin does: with the bench, however that ends.

use std::io::{BufRead, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::client::Reply;

pub const ARGUMENT: &str = "--bare";

/// One answer, as it is told on a line of stdin.
#[derive(Serialize, Deserialize)]
struct Told {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// The line for an answer of the service.
pub fn line(reply: &Reply) -> Result<String> {
    // What hyper itself adds to any answer.
    let own = |name: &str| ["content-length", "date", "connection"].contains(&name.to_ascii_lowercase().as_str());
    let headers = reply.headers.iter().filter(|(name, _)| !own(name)).cloned().collect();
    let told = Told { status: reply.status, headers, body: BASE64_STANDARD.encode(&reply.body) };
    Ok(serde_json::to_string(&told)?)
}

struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Serves until stdin ends. The first line of stdin says how many answers follow.
pub fn run() -> Result<()> {
    let mut lines = std::io::stdin().lines();
    let mut next = || lines.next().context("too few answers were told")?.context("stdin cannot be read");
    let count: usize = next()?.parse()?;
    let answers = (0..count).map(|_| keep(&next()?)).collect::<Result<Vec<_>>>()?;
    // As the service has it.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.spawn(async move {
        let served = serve(answers).await;
        if let Err(error) = served {
            eprintln!("the bare server ended: {error}");
        }
    });
    // Until the bench is gone.
    for line in std::io::stdin().lock().lines() {
        line?;
    }
    Ok(())
}

fn keep(line: &str) -> Result<Kept> {
    let told: Told = serde_json::from_str(line)?;
    let mut headers = HeaderMap::new();
    for (name, value) in &told.headers {
        headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
    }
    Ok(Kept { status: StatusCode::from_u16(told.status)?, headers, body: BASE64_STANDARD.decode(&told.body)?.into() })
}

async fn serve(answers: Vec<Kept>) -> Result<()> {
    let router = Router::new().route("/{case}", get(answer)).with_state(Arc::new(answers));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", listener.local_addr()?)?;
    stdout.flush()?;
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router).await?;
    Ok(())
}

async fn answer(State(answers): State<Arc<Vec<Kept>>>, Path(case): Path<usize>) -> Response {
    let Some(kept) = answers.get(case) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = Response::new(Body::from(kept.body.clone()));
    *response.status_mut() = kept.status;
    *response.headers_mut() = kept.headers.clone();
    response
}
