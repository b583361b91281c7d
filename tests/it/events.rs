//! Server-sent events: who hears what, how many may, and that they hold nothing up.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::site::SiteId;
use svar::domain::thread::ThreadKey;
use svar::http::client::ClientAddr;
use svar::http::live::{Live, LiveLimits};
use tokio_util::sync::CancellationToken;

use crate::readers::{form_token, listed, posted};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::{eventually, on_both_engines};
use crate::votes::behind_a_proxy;

const LONG: Duration = Duration::from_secs(60);
const EVENTS: &str = "/api/v1/magasinet/events?key=artikel";

/// A broken promise fails the test instead of hanging it.
async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(LONG, what).await.expect("it should have happened by now")
}

/// A page that listens.
struct Ear {
    answer: Response,
    heard: String,
}

impl Ear {
    async fn open(app: &TestApp, path: &str, client: &str) -> Self {
        let answer = ask(app, path, client).await;
        assert_eq!(answer.status(), StatusCode::OK);
        Self { answer, heard: String::new() }
    }

    /// The data of the next version; `None` when the stream has ended in order.
    async fn next(&mut self) -> Option<Value> {
        // The whole wait, because a silence has its lines too.
        in_time(self.read()).await
    }

    async fn read(&mut self) -> Option<Value> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let data = event.strip_prefix("event: version\ndata: ").map(|data| serde_json::from_str(data).unwrap());
                self.heard = rest.to_owned();
                match data {
                    Some(data) => return Some(data),
                    None => continue,
                }
            }
            let chunk = self.answer.chunk().await.unwrap()?;
            self.heard.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// Hears on until the thread has so many comments.
    async fn until(&mut self, count: i64) -> Value {
        loop {
            let data = self.next().await.expect("the stream ended");
            if data["count"] == count {
                return data;
            }
        }
    }
}

async fn ask(app: &TestApp, path: &str, client: &str) -> Response {
    app.request("GET", path).header("x-forwarded-for", client).header("origin", ORIGIN).send().await.unwrap()
}

const OPEN: [(&str, &str); 3] = [("moderation", "open"), ("live", "true"), ("votes", "true")];

on_both_engines! {
    /// The present version at once, then every change that a reader could see; of this thread alone.
    async fn a_page_hears_of_every_new_version(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &OPEN).await;
        let mut ear = Ear::open(&app, EVENTS, "").await;
        let header = |name: &str| ear.answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "text/event-stream; charset=utf-8");
        assert_eq!((header("cache-control"), header("access-control-allow-origin")), ("no-store".to_owned(), ORIGIN.to_owned()));
        assert_eq!(ear.next().await, Some(json!({"version": 0, "count": 0})));

        let id = posted(&app, "magasinet", json!({})).await["id"].clone();
        let now = ear.until(1).await;
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!((&now["version"], &list["thread"]["count"]), (&list["thread"]["version"], &json!(1)), "what was told can be read");
        posted(&app, "magasinet", json!({"key": "en anden", "body": "Et andet sted"})).await;
        let token = form_token(&app, "magasinet", "artikel").await;
        let vote = app.request("POST", &format!("/api/v1/magasinet/comments/{id}/vote")).json(&json!({"to": true, "token": token}));
        assert_eq!(vote.send().await.unwrap().status(), 200);
        let version = now["version"].as_i64().unwrap() + 1;
        assert_eq!(ear.next().await, Some(json!({"version": version, "count": 1})), "nothing of the other thread");
        let mut late = Ear::open(&app, EVENTS, "").await;
        assert_eq!(late.next().await, Some(json!({"version": version, "count": 1})), "who comes later knows it at once");
    }

    /// Another process on the same database: another node, or a command beside the service.
    async fn a_page_hears_of_what_another_process_writes(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let other = TestApp::start(&db, |options| options.beside(&app)).await;
        app.add_site("magasinet", &OPEN).await;
        let mut ear = Ear::open(&app, EVENTS, "").await;
        assert_eq!(ear.next().await, Some(json!({"version": 0, "count": 0})));
        posted(&other, "magasinet", json!({})).await;
        ear.until(1).await;
    }

    /// Four a client and no more; whoever leaves makes room. Off, there is nothing.
    async fn streams_are_few(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        app.add_site("magasinet", &OPEN).await;
        app.add_site("stille", &[]).await;
        let mut ears = Vec::new();
        for _ in 0..4 {
            ears.push(Ear::open(&app, EVENTS, "203.0.113.77").await);
        }
        let fifth = ask(&app, EVENTS, "203.0.113.77").await;
        assert_eq!(fifth.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(fifth.headers().contains_key("retry-after"));
        assert_eq!(fifth.headers()["access-control-allow-origin"], ORIGIN);
        let mut elsewhere = Ear::open(&app, EVENTS, "198.51.100.66").await;
        assert!(elsewhere.next().await.is_some(), "another client is not disturbed");
        drop(ears.pop());
        eventually("a place is free again", async || {
            (ask(&app, EVENTS, "203.0.113.77").await.status() == StatusCode::OK).then_some(())
        }).await;

        assert_eq!(ask(&app, "/api/v1/stille/events?key=artikel", "").await.status(), 404);
        assert_eq!(ask(&app, "/api/v1/magasinet/events", "").await.status(), 422);
        assert_eq!(ask(&app, "/api/v1/findes-ikke/events?key=a", "").await.status(), 404);
    }

    /// However long it would wait for what is in flight, a service that stops ends its streams at once.
    async fn a_service_that_stops_ends_its_streams(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.server.shutdown = 1_000 * LONG).await;
        app.add_site("magasinet", &OPEN).await;
        let mut ear = Ear::open(&app, EVENTS, "").await;
        assert!(ear.next().await.is_some());
        in_time(app.stopped()).await;
        assert_eq!(ear.next().await, None, "an orderly end");
    }

    /// Many pages, one task that asks; a line in every silence; and an end.
    async fn one_task_watches_a_thread_however_many_listen(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &OPEN).await;
        let start = |change: fn(&mut LiveLimits)| {
            let mut limits = LiveLimits::new(&app.services, 4_096);
            change(&mut limits);
            Live::new(app.services.clone(), limits, CancellationToken::new())
        };
        assert_eq!([4_096, 600, 1].map(|all| LiveLimits::new(&app.services, all).total), [1_000, 300, 0]);
        let live = start(|limits| limits.total = 9);
        let client = |n: u8| ClientAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, n))).key();
        let open = |live: &Arc<Live>, n: u8, key: &str| live.open(site.id, ThreadKey::parse(key).unwrap(), client(n));
        let mut streams: Vec<_> = (0..9).map(|n| open(&live, n, ["a", "b"][usize::from(n % 2)]).unwrap()).collect();
        assert_eq!((live.len(), live.watching()), (9, 2));
        assert!(open(&live, 10, "a").is_none(), "full");
        for stream in &mut streams {
            assert_eq!(in_time(stream.next()).await.unwrap(), "event: version\ndata: {\"version\":0,\"count\":0}\n\n");
        }
        drop(streams);
        assert!(live.is_empty());
        eventually("nobody is listened for", async || (live.watching() == 0).then_some(())).await;
        assert!(live.open(SiteId(1), ThreadKey::parse("a").unwrap(), client(1)).is_some());

        let live = start(|limits| limits.beat = Duration::from_millis(1));
        let mut stream = open(&live, 1, "a").unwrap();
        while in_time(stream.next()).await.unwrap() != ":\n\n" {}
        let live = start(|limits| limits.life = Duration::from_millis(1));
        let mut stream = open(&live, 1, "a").unwrap();
        while in_time(stream.next()).await.is_some() {}
    }
}
