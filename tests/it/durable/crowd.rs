//! Readers and a moderator who do not give up: what they get no answer to, or 503, they send again as it was.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::stage::{HELD, Stage};
use crate::support::app::install_rustls;
use crate::support::eventually;
use crate::support::wait::within;

/// Far longer than anything here is meant to last.
const PATIENCE: Duration = Duration::from_secs(120);

/// What one comment's author and moderator know for sure.
#[derive(Debug)]
pub struct Record {
    pub number: usize,
    pub id: i64,
    pub receipt: String,
    pub source: String,
    pub edited: bool,
    pub status: &'static str,
    pub decided: bool,
    /// How often a mail was asked for; the last time with an answer.
    pub mail: usize,
    /// Its place below another.
    pub parent: Option<i64>,
}

impl Record {
    pub fn key(number: usize) -> String {
        format!("noegle-til-nummer-{number:07}")
    }

    pub fn email(number: usize) -> String {
        format!("l{number}@laeser.example")
    }

    /// A word that only this comment has.
    pub fn word(number: usize) -> String {
        format!("nr{number}nr")
    }
}

#[derive(Default)]
pub struct Seen {
    /// Posts that were answered with 201.
    pub answered: AtomicUsize,
    /// Requests without a whole answer.
    pub unanswered: AtomicUsize,
    /// Posts that were sent more than once.
    pub again: AtomicUsize,
    /// Requests that got 503.
    pub refused: AtomicUsize,
    /// Reads that were answered.
    pub read: AtomicUsize,
    /// Comments that every reader must see by now.
    shown: AtomicI64,
}

impl Seen {
    pub fn of(counter: &AtomicUsize) -> usize {
        counter.load(Ordering::SeqCst)
    }
}

struct Shared {
    nodes: watch::Sender<Vec<String>>,
    token: String,
    over: AtomicBool,
    seen: Arc<Seen>,
}

pub struct Crowd {
    pub seen: Arc<Seen>,
    shared: Arc<Shared>,
    senders: JoinSet<Vec<Record>>,
    readers: JoinSet<()>,
}

impl Crowd {
    /// So many who write, and two who read. They wait until they are told where to go.
    pub fn gather(stage: &Stage, senders: usize) -> Self {
        let seen = Arc::new(Seen::default());
        let (nodes, token) = (watch::Sender::new(Vec::new()), stage.token.clone());
        let shared = Arc::new(Shared { nodes, token, over: AtomicBool::new(false), seen: seen.clone() });
        let mut crowd = Self { seen, shared, senders: JoinSet::new(), readers: JoinSet::new() };
        for n in 0..senders {
            crowd.senders.spawn(One::new(&crowd.shared).write(n));
        }
        for _ in 0..2 {
            crowd.readers.spawn(One::new(&crowd.shared).read());
        }
        crowd
    }

    /// Where the service is from now on: host and port of each node.
    pub fn go_to(&self, nodes: &[&str]) {
        self.shared.nodes.send_replace(nodes.iter().map(|node| (*node).to_owned()).collect());
    }

    /// Waits until so many more posts were answered.
    pub async fn wait_for(&self, more: usize) {
        let enough = Seen::of(&self.seen.answered) + more;
        eventually("more answers", async || (Seen::of(&self.seen.answered) >= enough).then_some(())).await;
    }

    /// Everybody finishes what they have begun and goes home.
    pub async fn disperse(self) -> Vec<Record> {
        self.shared.over.store(true, Ordering::SeqCst);
        let records = self.senders.join_all().await.into_iter().flatten().collect();
        self.readers.join_all().await;
        records
    }
}

/// Somebody with a client of their own.
struct One {
    client: Client,
    shared: Arc<Shared>,
}

type Answer = (u16, Value);

impl One {
    fn new(shared: &Arc<Shared>) -> Self {
        install_rustls();
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        Self { client: client.timeout(Duration::from_secs(30)).build().unwrap(), shared: shared.clone() }
    }

    /// One try: `None` without a whole answer, and after a 503 that is as it should be.
    async fn ask(&self, turn: usize, make: impl Fn(&Client, &str) -> RequestBuilder) -> Option<Answer> {
        let nodes = self.shared.nodes.borrow().clone();
        let node = nodes.get(turn % nodes.len().max(1))?;
        let seen = &self.shared.seen;
        let whole = async {
            let answer = make(&self.client, &format!("http://{node}")).send().await?;
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            Ok::<_, reqwest::Error>((status, headers, answer.bytes().await?))
        };
        let Ok((status, headers, body)) = whole.await else {
            seen.unanswered.fetch_add(1, Ordering::SeqCst);
            return None;
        };
        let json: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status == 503 {
            // A problem document, or a page with a sentence.
            let sentence = json["title"].is_string() || String::from_utf8_lossy(&body).contains("<h1");
            assert!(headers.contains_key("retry-after") && sentence, "{headers:?} {json}");
            seen.refused.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        if let Some(token) = headers.get("svar-form") {
            return Some((status, json!({"token": token.to_str().unwrap(), "list": json})));
        }
        Some((status, json))
    }

    /// Tries until there is an answer, at each node in turn; also how often it was tried.
    async fn insist(&self, what: &str, make: impl Fn(&Client, &str) -> RequestBuilder) -> (Answer, usize) {
        let tries = AtomicUsize::new(0);
        let answer = within(PATIENCE, what, async || {
            let turn = tries.fetch_add(1, Ordering::SeqCst);
            self.ask(turn, &make).await
        });
        (answer.await, tries.into_inner())
    }

    /// Comments one after another, each with what one does about it, until all is over.
    async fn write(self, sender: usize) -> Vec<Record> {
        let mut records: Vec<Record> = Vec::new();
        let mut number = sender * 100_000;
        while !self.shared.over.load(Ordering::SeqCst) {
            let above = records.last().filter(|above| number % 3 == 1 && above.status == "approved");
            let mut record = self.post(number, above.map(|above| above.id)).await;
            match number % 5 {
                1 | 2 if record.status == "pending" => self.decide(&mut record).await,
                3 => self.edit(&mut record).await,
                4 => self.ask_for_mail(&mut record).await,
                _ => {}
            }
            if record.status == "approved" {
                self.shared.seen.shown.fetch_add(1, Ordering::SeqCst);
            }
            records.push(record);
            number += 1;
        }
        records
    }

    /// The same request, known by its key.
    pub async fn post(&self, number: usize, parent: Option<i64>) -> Record {
        let held = if number % 5 == 1 || number % 5 == 2 { HELD } else { "hurtig" };
        let source = format!("Kommentar {} {held}", Record::word(number));
        let (_, list) = self.insist("a form", |client, base| client.get(format!("{base}{LIST}"))).await.0;
        let mut body = json!({"key": "artikel", "name": format!("Læser {number}"), "email": Record::email(number),
            "body": source, "token": list["token"]});
        if let Some(parent) = parent {
            body["parent"] = json!(parent);
        }
        let post = |client: &Client, base: &str| {
            let request = client.post(format!("{base}{COMMENTS}")).json(&body);
            let address = format!("10.{}.{}.{}", number >> 16, (number >> 8) & 255, number & 255);
            request.header("idempotency-key", Record::key(number)).header("x-forwarded-for", address)
        };
        let ((status, answer), tries) = self.insist("a post to be answered", post).await;
        assert_eq!(status, 201, "post {number}: {answer}");
        self.shared.seen.again.fetch_add(usize::from(tries > 1), Ordering::SeqCst);
        self.shared.seen.answered.fetch_add(1, Ordering::SeqCst);
        let status = if held == HELD { "pending" } else { "approved" };
        assert_eq!(answer["status"], status, "post {number}: {answer}");
        let (id, receipt) = (answer["id"].as_i64().unwrap(), answer["receipt"].as_str().unwrap().to_owned());
        Record { number, id, receipt, source, edited: false, status, decided: false, mail: 0, parent }
    }

    async fn decide(&self, record: &mut Record) {
        let to = if record.number.is_multiple_of(2) { "approved" } else { "spam" };
        let decide = |client: &Client, base: &str| {
            let request = client.post(format!("{base}/api/v1/desk/magasinet/decisions"));
            request.bearer_auth(&self.shared.token).json(&json!({"ids": [record.id], "to": to}))
        };
        let ((status, answer), _) = self.insist("a decision", decide).await;
        assert_eq!((status, &answer["failed"]), (200, &json!([])), "{answer}");
        (record.status, record.decided) = (to, true);
    }

    async fn edit(&self, record: &mut Record) {
        let source = format!("{} rettet", record.source);
        let edit = |client: &Client, base: &str| {
            let request = client.patch(format!("{base}{COMMENTS}/{}", record.id));
            request.bearer_auth(&record.receipt).json(&json!({"body": source}))
        };
        let mut changed = self.insist("a change", edit).await.0;
        // What got no answer before may be done in between: then it is not the same comment any more.
        while changed.0 == 409 && changed.1["code"] == "stale" {
            changed = self.insist("a change", edit).await.0;
        }
        assert_eq!(changed.0, 200, "{}", changed.1);
        (record.source, record.edited) = (source, true);
    }

    async fn ask_for_mail(&self, record: &mut Record) {
        let ask = |client: &Client, base: &str| {
            client.post(format!("{base}/r/{}", record.receipt)).form(&[("action", "confirm")])
        };
        let ((status, _), tries) = self.insist("a mail to be on its way", ask).await;
        assert_eq!(status, 303);
        record.mail = tries;
    }

    /// Sees everything that was answered before it asked, and never an older version after a newer one.
    async fn read(self) {
        let mut newest = 0;
        while !self.shared.over.load(Ordering::SeqCst) {
            let one_node = self.shared.nodes.borrow().len() == 1;
            let shown = self.shared.seen.shown.load(Ordering::SeqCst);
            let (status, body) = self.insist("the thread", |client, base| client.get(format!("{base}{LIST}"))).await.0;
            let thread = &body["list"]["thread"];
            assert_eq!(status, 200, "{body}");
            self.shared.seen.read.fetch_add(1, Ordering::SeqCst);
            let (count, version) = (thread["count"].as_i64().unwrap(), thread["version"].as_i64().unwrap());
            assert!(!one_node || (count >= shown && version >= newest), "{thread} after {newest}, {shown} comments");
            newest = newest.max(version);
        }
    }
}

const COMMENTS: &str = "/api/v1/magasinet/comments";
const LIST: &str = "/api/v1/magasinet/comments?key=artikel&limit=1";
