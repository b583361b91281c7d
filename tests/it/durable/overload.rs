//! More than fits: what is let in is done, the rest is told at once when to come again, nobody holds more than their
//! share, and afterwards everything is as before.

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, block_in_place};

use super::stage::Stage;
use crate::support::app::{TestApp, client};
use crate::support::program::Serving;
use crate::support::{Engine, TestDb, eventually, on_both_engines};

const FITS: usize = 4;
const COMES: usize = 40;

fn post(app: &TestApp, n: usize) -> RequestBuilder {
    let email = format!("l{n}@laeser.example");
    let body = json!({"key": "artikel", "name": "Anna", "email": email, "body": format!("Nummer {n}")});
    let request = app.request("POST", "/api/v1/magasinet/comments").json(&body);
    request.header("idempotency-key", format!("noegle-til-nummer-{n:04}"))
}

/// Ten times as many posts as fit, of which those that do not are told to come again.
struct Crowd {
    fit: JoinSet<(usize, Response)>,
    refused: Vec<usize>,
}

impl Crowd {
    /// Those who fit are not answered yet, so this waits for the others alone.
    async fn told(app: &TestApp, why: &str) -> Self {
        let mut crowd = Self { fit: JoinSet::new(), refused: Vec::new() };
        for n in 0..COMES {
            let post = post(app, n).send();
            crowd.fit.spawn(async move { (n, post.await.unwrap()) });
        }
        while crowd.refused.len() < COMES - FITS {
            let (n, answer) = crowd.fit.join_next().await.unwrap().unwrap();
            assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (503, &"2".parse().unwrap()));
            let problem: Value = answer.json().await.unwrap();
            assert_eq!(problem["detail"], why);
            crowd.refused.push(n);
        }
        crowd
    }

    /// Those who fit, and then the others.
    async fn all_taken(mut self, app: &TestApp) {
        while let Some(done) = self.fit.join_next().await {
            assert_eq!(done.unwrap().1.status(), 201);
        }
        for n in self.refused {
            assert_eq!(post(app, n).send().await.unwrap().status(), 201);
        }
    }
}

/// The head of an answer; the client goes on being connected.
async fn head(stream: &mut TcpStream) -> String {
    let mut part = vec![0; 4096];
    let mut answer = String::new();
    while !answer.contains("\r\n\r\n") {
        let n = stream.read(&mut part).await.unwrap();
        assert!(n > 0, "closed after {answer:?}");
        answer.push_str(&String::from_utf8_lossy(&part[..n]));
    }
    answer
}

on_both_engines! {
    /// Ten times as many as fit, while nothing moves in the database.
    async fn what_does_not_fit_is_told_at_once_and_taken_later(db: TestDb) {
        let app = TestApp::start(&db, |options| options.config.server.max_requests = FITS).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        // As long as this is open nobody else writes at this site.
        let mut held = app.services.store.begin().await.unwrap();
        held.lock_site(site.id).await.unwrap();
        let crowd = Crowd::told(&app, "Too many requests at once.").await;
        assert_eq!(app.get("/healthz").await.status(), 200, "a busy service is alive");
        let form = app.form("/t/magasinet", &[("key", "artikel"), ("body", "En tekst")]);
        let page = form.header("accept", "text/html,*/*;q=0.8").header("accept-language", "da").send().await.unwrap();
        assert_eq!((page.status().as_u16(), &page.headers()["retry-after"]), (503, &"2".parse().unwrap()));
        let page = page.text().await.unwrap();
        assert!(page.contains("<h1") && page.contains("prøv igen om lidt"), "people get a page: {page}");
        held.rollback().await.unwrap();
        crowd.all_taken(&app).await;
        assert_eq!(app.services.store.tally(site.id).await.unwrap().pending, COMES as i64);
    }

    /// A crowd that writes finds places for as many as are done quickly. Those who only read notice nothing, and a form
    /// comes back with what was typed.
    async fn who_writes_where_too_many_write_is_told_at_once(db: TestDb) {
        let app = TestApp::start(&db, |options| {
            options.config.server.max_posts = FITS;
            options.config.database.max_connections = 4 * FITS as u32;
        })
        .await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let mut held = app.services.store.begin().await.unwrap();
        held.lock_site(site.id).await.unwrap();
        let crowd = Crowd::told(&app, "Too many comments at once.").await;
        assert_eq!(app.get("/api/v1/magasinet/comments?key=artikel").await.status(), 200);
        let fields = [("key", "artikel"), ("name", "Anna"), ("email", "a@laeser.example"), ("body", "Skrevet længe")];
        let form = app.form("/t/magasinet", &fields).header("accept", "text/html").send().await.unwrap();
        assert_eq!(form.status(), 503);
        assert_eq!(form.headers()["retry-after"], "2");
        assert!(form.text().await.unwrap().contains("Skrevet længe"));
        held.rollback().await.unwrap();
        crowd.all_taken(&app).await;
        assert_eq!(app.services.store.tally(site.id).await.unwrap().pending, COMES as i64);
    }

    /// Bodies that never come hold the places of one client, whatever proxy brings them.
    async fn nobody_holds_every_place_with_a_body_that_never_comes(db: TestDb) {
        let app = TestApp::start(&db, |options| {
            options.config.server.max_requests = FITS;
            options.config.server.max_connections_per_client = 2;
            options.config.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
        })
        .await;
        app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let host = app.base.strip_prefix("http://").unwrap().to_owned();
        let request = format!(
            "POST /api/v1/magasinet/comments HTTP/1.1\r\nhost: {host}\r\nx-forwarded-for: 203.0.113.7\r\n\
             content-type: application/json\r\ncontent-length: 1000\r\n\r\n{{"
        );
        let mut slow = JoinSet::new();
        for _ in 0..3 {
            let mut stream = TcpStream::connect(&host).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            slow.spawn(async move { (head(&mut stream).await, stream) });
        }
        // Two are let in and waited for; whichever is the third is told.
        let (told, _stream) = slow.join_next().await.unwrap().unwrap();
        assert!(told.starts_with("HTTP/1.1 429") && told.contains("retry-after: 2"), "{told}");
        let from = |address: &str, n: usize| post(&app, n).header("x-forwarded-for", address.to_owned()).send();
        assert_eq!(from("203.0.113.8", 1).await.unwrap().status(), 201, "others have their places");
        slow.shutdown().await;
        eventually("places to be given back", async || {
            (from("203.0.113.7", 2).await.unwrap().status() == 201).then_some(())
        })
        .await;
    }
}

/// What the process holds in memory, in kB.
fn resident(service: &Serving) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", service.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().trim().parse().unwrap()
}

/// Readers that take nothing share what they are sent, and those who do not fit leave nothing behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_stays_bounded_whatever_they_do_not_read_or_send() {
    const MANY: usize = 300;
    const MOST_MORE: usize = 48 * 1024;
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let stage = Stage::at(db.engine, &db.url, &[("SVAR_SERVER_MAX_REQUESTS", "8")], &[]).await;
    let service = stage.serve();
    let (client, base) = (client(), format!("http://{}/api/v1/magasinet/comments", service.address));
    for n in 0..100 {
        let token = client.get(format!("{base}?key=artikel&limit=1")).send().await.unwrap();
        let token = token.headers()["svar-form"].to_str().unwrap().to_owned();
        let text = format!("{n} {}", "ord og flere ord ".repeat(280));
        let body = json!({"key": "artikel", "name": "Anna", "email": "a@laeser.example", "body": text, "token": token});
        let answer = client.post(&base).header("x-forwarded-for", format!("10.0.0.{n}")).json(&body).send().await;
        assert_eq!(answer.unwrap().status(), 201);
    }
    let whole =
        async || client.get(format!("{base}?key=artikel&limit=100")).send().await.unwrap().bytes().await.unwrap();
    let size = whole().await.len();
    assert!(size > 400_000, "{size} bytes are too few to prove anything");
    let before = resident(&service);

    let get =
        format!("GET /api/v1/magasinet/comments?key=artikel&limit=100 HTTP/1.1\r\nhost: {}\r\n\r\n", service.address);
    let mut silent = Vec::new();
    for _ in 0..MANY {
        let mut stream = TcpStream::connect(&service.address).await.unwrap();
        stream.write_all(get.as_bytes()).await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        silent.push(stream);
    }
    let post = |address: usize| {
        format!(
            "POST /api/v1/magasinet/comments HTTP/1.1\r\nhost: {}\r\nx-forwarded-for: 10.0.1.{}\r\n\
             content-type: application/json\r\ncontent-length: 200000\r\n\r\n{{",
            service.address,
            address % 250
        )
    };
    let mut senders = JoinSet::new();
    for n in 0..MANY {
        let mut stream = TcpStream::connect(&service.address).await.unwrap();
        stream.write_all(post(n).as_bytes()).await.unwrap();
        senders.spawn(async move { (head(&mut stream).await, stream) });
    }
    let mut told = Vec::new();
    while told.len() < MANY - 8 {
        let (head, stream) = senders.join_next().await.unwrap().unwrap();
        assert!(head.starts_with("HTTP/1.1 503") && head.contains("retry-after: 2"), "{head}");
        told.push(stream);
    }
    let more = resident(&service).saturating_sub(before);
    assert!(more < MOST_MORE, "{more} kB more for {MANY} silent readers of {size} bytes and {MANY} slow senders");
    drop((silent, told));
    senders.shutdown().await;
    eventually("the places to be free again", async || (whole().await.len() == size).then_some(())).await;
    assert_eq!(block_in_place(|| service.stop("TERM")).0, Some(0));
}

/// Where readers and writers want more than there is, readers must not wait for those who write.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_writer_and_nobody_else_gives_way() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let stage = Stage::at(db.engine, &db.url, &[], &[]).await;
    let service = stage.serve();
    assert!(service.get("/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(service.gives_way(), ["sqlx-sqlite-wor"]);
}
