//! A scripted Akismet on a real socket: it says what a test wants said, and remembers what it was asked.
//!
//! Without a script it behaves like the real one: a check is not spam, a report is thanked for, a key is
//! valid unless it begins with `invalid`; a request without `api_key`, `blog` or (about a comment)
//! `user_ip` is `invalid`, with a debug header. The guaranteed results work: author
//! `akismet-guaranteed-spam` or address `akismet-guaranteed-spam@example.com` is spam,
//! `user_role=administrator` is not.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

pub const CHECK: &str = "comment-check";
pub const SPAM: &str = "submit-spam";
pub const HAM: &str = "submit-ham";
pub const VERIFY: &str = "verify-key";
pub const USAGE: &str = "usage-limit";
pub const THANKS: &str = "Thanks for making the web a better place.";

/// One answer.
#[derive(Clone, Debug)]
pub enum Say {
    /// What the real service would say to this request.
    Usual,
    Spam,
    Discard,
    Ham,
    RecheckAfter(u64),
    Invalid,
    Empty,
    Garbage,
    /// A page of a captive portal or a broken proxy, with status 200.
    Html,
    Status(u16),
    TooMany {
        retry_after: String,
    },
    /// Not spam, with a word to the owner of the account.
    Alert {
        code: u32,
        message: String,
    },
    /// `true`, and yet an anticipated error: the body does not count.
    Error(String),
    /// No answer until [`ScriptedAkismet::release`]; then the usual one.
    Never,
    /// The connection is closed without an answer.
    Close,
    /// Anything else.
    Raw {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
}

impl Say {
    pub fn raw(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Self::Raw { status, headers, body: body.to_owned() }
    }
}

/// One request as it came in.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The last part of the path.
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    /// As it was on the wire.
    pub body: String,
    pub form: Vec<(String, String)>,
}

impl Asked {
    pub fn value(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn values(&self, name: &str) -> Vec<&str> {
        self.form.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
    }
}

pub struct ScriptedAkismet {
    pub url: Url,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    script: Mutex<HashMap<String, VecDeque<Say>>>,
    otherwise: Mutex<Say>,
    asked: Mutex<Vec<Asked>>,
    count: watch::Sender<usize>,
    released: watch::Sender<bool>,
}

impl ScriptedAkismet {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let state = Arc::new(State {
            script: Mutex::default(),
            otherwise: Mutex::new(Say::Usual),
            asked: Mutex::default(),
            count: watch::Sender::new(0),
            released: watch::Sender::new(false),
        });
        let task = tokio::spawn(accept(listener, state.clone()));
        Self { url, state, task }
    }

    /// The next comment-check is answered so; several are answered in turn.
    pub fn next(&self, say: Say) {
        self.next_for(CHECK, say);
    }

    pub fn next_for(&self, method: &str, say: Say) {
        self.state.script.lock().unwrap().entry(method.to_owned()).or_default().push_back(say);
    }

    /// Every comment-check for which nothing else is scripted is answered so.
    pub fn otherwise(&self, say: Say) {
        *self.state.otherwise.lock().unwrap() = say;
    }

    /// Lets every request that waits for [`Say::Never`] have its answer, now and later.
    pub fn release(&self) {
        self.state.released.send_replace(true);
    }

    /// Everything that was asked, oldest first.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().unwrap().clone()
    }

    pub fn asked_for(&self, method: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.method == method).collect()
    }

    /// Waits until this many requests have come in, answered or not. A request that never comes fails the
    /// test instead of hanging it.
    pub async fn wait_for(&self, requests: usize) {
        let mut count = self.state.count.subscribe();
        let come = tokio::time::timeout(Duration::from_secs(30), count.wait_for(|count| *count >= requests)).await;
        assert!(come.is_ok(), "only {} of {requests} requests came", self.asked().len());
    }
}

impl Drop for ScriptedAkismet {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    // Dropped with this task, and its connections with it: nothing outlives the test.
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else { return };
        let state = state.clone();
        connections.spawn(async move {
            let service = hyper::service::service_fn(|request| answer(state.clone(), request));
            // An error is how `Say::Close` hangs up.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, HangUp> {
    let asked = record(&state, request).await;
    let scripted = state.script.lock().unwrap().get_mut(&asked.method).and_then(VecDeque::pop_front);
    let say = scripted.unwrap_or_else(|| if asked.method == CHECK { state.default_for(&asked) } else { Say::Usual });
    match say {
        Say::Close => Err(HangUp),
        Say::Never => {
            let _ = state.released.subscribe().wait_for(|released| *released).await;
            Ok(usual(&asked))
        }
        Say::Usual => Ok(usual(&asked)),
        other => Ok(spoken(other)),
    }
}

impl State {
    fn default_for(&self, asked: &Asked) -> Say {
        if guaranteed(asked).is_some() { Say::Usual } else { self.otherwise.lock().unwrap().clone() }
    }
}

async fn record(state: &State, request: Request<Incoming>) -> Asked {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|b| b.to_bytes()).unwrap_or_default();
    let path = head.uri.path().to_owned();
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let asked = Asked {
        method: path.rsplit('/').next().unwrap_or_default().to_owned(),
        path,
        headers: head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        form: url::form_urlencoded::parse(head.uri.query().map_or(&body[..], str::as_bytes)).into_owned().collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    state.asked.lock().unwrap().push(asked.clone());
    state.count.send_modify(|count| *count += 1);
    asked
}

fn guaranteed(asked: &Asked) -> Option<&'static str> {
    if asked.value("user_role") == Some("administrator") {
        return Some("false");
    }
    let spam = asked.value("comment_author") == Some("akismet-guaranteed-spam")
        || asked.value("comment_author_email") == Some("akismet-guaranteed-spam@example.com");
    spam.then_some("true")
}

fn usual(asked: &Asked) -> Response<Full<Bytes>> {
    let empty = |name: &str| asked.value(name).unwrap_or_default().is_empty();
    let needed: &[&str] = match asked.method.as_str() {
        USAGE => &["api_key"],
        VERIFY => &["api_key", "blog"],
        _ => &["api_key", "blog", "user_ip"],
    };
    if let Some(missing) = needed.iter().find(|n| empty(n)) {
        return plain(200, &[("X-akismet-debug-help", &format!("Empty \"{missing}\" value"))], "invalid");
    }
    if asked.value("api_key").is_some_and(|key| key.starts_with("invalid")) {
        return plain(200, &[("X-akismet-debug-help", "We could not find your key")], "invalid");
    }
    match asked.method.as_str() {
        CHECK => plain(200, &[("X-akismet-guid", "5f0c-usual")], guaranteed(asked).unwrap_or("false")),
        VERIFY => plain(200, &[], "valid"),
        SPAM | HAM => plain(200, &[], THANKS),
        USAGE => plain(200, &[], r#"{"limit":10000,"usage":4500,"percentage":"45.0","throttled":false}"#),
        _ => plain(404, &[], ""),
    }
}

fn spoken(say: Say) -> Response<Full<Bytes>> {
    let guid = ("X-akismet-guid", "5f0c-scripted");
    match say {
        Say::Spam => plain(200, &[guid], "true"),
        Say::Discard => plain(200, &[guid, ("X-akismet-pro-tip", "discard")], "true"),
        Say::Ham => plain(200, &[guid], "false"),
        Say::RecheckAfter(seconds) => plain(200, &[guid, ("X-akismet-recheck-after", &seconds.to_string())], "false"),
        Say::Invalid => plain(200, &[("X-akismet-debug-help", "We could not find your key")], "invalid"),
        Say::Empty => plain(200, &[], ""),
        Say::Garbage => plain(200, &[], "maybe\u{fffd}"),
        Say::Html => plain(200, &[("Content-Type", "text/html")], "<!doctype html><title>true</title><p>false"),
        Say::Status(status) => plain(status, &[], "true"),
        Say::TooMany { retry_after } => plain(429, &[("Retry-After", &retry_after)], ""),
        Say::Alert { code, message } => {
            plain(200, &[guid, ("X-akismet-alert-code", &code.to_string()), ("X-akismet-alert-msg", &message)], "false")
        }
        Say::Error(error) => plain(200, &[guid, ("X-akismet-error", &error)], "true"),
        Say::Raw { status, headers, body } => {
            let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            plain(status, &headers, &body)
        }
        Say::Usual | Say::Never | Say::Close => unreachable!("handled before"),
    }
}

fn plain(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Full::new(Bytes::copy_from_slice(body.as_bytes()))).unwrap()
}

/// Makes the server drop the connection.
#[derive(Debug)]
struct HangUp;

impl std::fmt::Display for HangUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("hang up")
    }
}

impl std::error::Error for HangUp {}
