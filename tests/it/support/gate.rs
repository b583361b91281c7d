//! The road between a reader's browser and the service: it remembers who asked for what, and a test can hold an
//! answer back and let it go, put another in its place, or break it off.
//!
//! Only what a browser asks (it sends `Sec-Fetch-Site`) is remembered and disturbed; a test's own requests pass.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream;
use tokio::sync::watch;

use super::app::client;

/// The service as the browser knows it. Started before the service, whose public address it is.
pub struct Gate {
    pub base: String,
    road: Arc<Road>,
}

/// What a browser asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// With the query.
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
    /// The service has done it and has begun to answer.
    pub answered: bool,
}

/// What happens to the requests whose method and beginning of the path fit, while the rule stands.
struct Rule {
    method: &'static str,
    path: String,
    deed: Deed,
}

#[derive(Clone)]
enum Deed {
    /// The service is asked, and its answer waits.
    Hold(watch::Receiver<bool>),
    /// The service is not asked.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// The service is asked and does what it does, but its answer is lost on the way.
    Lose,
}

/// A held answer; let go, at the latest, when this is dropped.
pub struct Held {
    go: watch::Sender<bool>,
}

impl Held {
    pub fn release(self) {
        let _ = self.go.send(true);
    }
}

#[derive(Default)]
struct Road {
    target: Mutex<String>,
    asked: Mutex<Vec<Asked>>,
    rules: Mutex<Vec<Rule>>,
}

impl Gate {
    pub async fn start() -> Self {
        let road = Arc::new(Road::default());
        let (client, here) = (client(), Arc::clone(&road));
        let pass_on = async move |request: Request| here.pass_on(&client, request).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(pass_on)).await });
        Self { base, road }
    }

    /// Where the service really is.
    pub fn lead_to(&self, target: &str) {
        target.clone_into(&mut self.road.target.lock().unwrap());
    }

    /// Everything that a browser asked so far, preflights included.
    pub fn asked(&self) -> Vec<Asked> {
        self.road.asked.lock().unwrap().clone()
    }

    /// Those with this method and this beginning of the path.
    pub fn asked_for(&self, method: &str, path: &str) -> Vec<Asked> {
        let fits = |asked: &Asked| asked.method == method && asked.path.starts_with(path);
        self.asked().into_iter().filter(fits).collect()
    }

    /// From now on answers wait until they are let go.
    pub fn hold(&self, method: &'static str, path: &str) -> Held {
        let (go, wait) = watch::channel(false);
        self.disturb(method, path, Deed::Hold(wait));
        Held { go }
    }

    /// From now on the service is not asked, and this is answered; every page may read it.
    pub fn answer(&self, method: &'static str, path: &str, status: u16, headers: &[(&'static str, &str)], body: &str) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.disturb(method, path, Deed::Answer(status, headers, body.to_owned()));
    }

    /// From now on the service does what it is asked, but nobody hears of it.
    pub fn lose(&self, method: &'static str, path: &str) {
        self.disturb(method, path, Deed::Lose);
    }

    /// From now on everything passes.
    pub fn open(&self) {
        self.road.rules.lock().unwrap().clear();
    }

    fn disturb(&self, method: &'static str, path: &str, deed: Deed) {
        self.road.rules.lock().unwrap().push(Rule { method, path: path.to_owned(), deed });
    }
}

impl Road {
    async fn pass_on(&self, client: &reqwest::Client, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let path = head.uri.to_string();
        let (mut deed, mut place) = (None, None);
        if head.headers.contains_key("sec-fetch-site") {
            let method = head.method.to_string();
            let fits = |rule: &&Rule| rule.method == method && path.starts_with(&rule.path);
            deed = self.rules.lock().unwrap().iter().rfind(fits).map(|rule| rule.deed.clone());
            let body = String::from_utf8_lossy(&body).into_owned();
            let (path, headers) = (path.clone(), head.headers.clone());
            let mut all = self.asked.lock().unwrap();
            place = Some(all.len());
            all.push(Asked { method, path, headers, body, answered: false });
        }
        if let Some(Deed::Answer(status, headers, text)) = deed {
            return scripted(status, headers, text);
        }
        let url = format!("{}{path}", self.target.lock().unwrap());
        let asked = client.request(head.method, url).headers(head.headers).body(body);
        // The service may be stopped; a proxy in front of it would say this.
        let Ok(answer) = asked.send().await else { return scripted(502, Vec::new(), "Bad Gateway".to_owned()) };
        if let Some(place) = place {
            self.asked.lock().unwrap()[place].answered = true;
        }
        match deed {
            Some(Deed::Hold(mut wait)) => {
                let _ = wait.wait_for(|go| *go).await;
            }
            Some(Deed::Lose) => return broken_off(),
            _ => {}
        }
        passed(answer)
    }
}

fn scripted(status: u16, headers: Vec<(&'static str, String)>, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    let all = response.headers_mut();
    all.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    all.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after, svar-form"));
    for (name, value) in headers {
        all.insert(HeaderName::from_static(name), HeaderValue::try_from(value).unwrap());
    }
    response
}

/// Piece by piece, because a stream of events never ends.
fn passed(answer: reqwest::Response) -> Response {
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    headers.remove(header::TRANSFER_ENCODING);
    headers.remove(header::CONNECTION);
    let pieces = stream::unfold(answer, async |mut answer| match answer.chunk().await {
        Ok(piece) => piece.map(|piece| (Ok(piece), answer)),
        Err(error) => Some((Err(error), answer)),
    });
    let mut response = Response::new(Body::from_stream(pieces));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// As when the line is cut: to the browser there was no answer.
fn broken_off() -> Response {
    let nothing = stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut off")) });
    let mut response = Response::new(Body::from_stream(nothing));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("1000"));
    response
}
