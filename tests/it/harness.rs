//! The tests' own tools do what the other tests believe of them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{RawForm, State};
use axum::response::Html;
use axum::routing::get;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};
use svar::domain::clock::{Clock as _, Random as _, Timestamp};

use crate::support::doubles::{FakeClock, SeededRandom};
use crate::support::logs::capture_logs;
use crate::support::smtp::SmtpServer;
use crate::support::{Engine, TestDb, browser, eventually, on_both_engines};

on_both_engines! {
    /// One test's tables are not seen by the next.
    async fn each_test_has_a_database_of_its_own(db: TestDb) {
        let other = TestDb::fresh(db.engine).await.unwrap();
        run(&db, "CREATE TABLE only_here (id BIGINT)").await.unwrap();
        run(&db, "INSERT INTO only_here VALUES (1)").await.unwrap();
        assert!(run(&other, "SELECT id FROM only_here").await.is_err(), "the table must not be in {}", other.url);
    }
}

async fn run(db: &TestDb, sql: &'static str) -> Result<(), sqlx::Error> {
    match db.engine {
        Engine::Sqlite => {
            let options: sqlx::sqlite::SqliteConnectOptions = db.url.parse()?;
            SqliteConnection::connect_with(&options.create_if_missing(true)).await?.execute(sql).await.map(drop)
        }
        Engine::Postgres => PgConnection::connect(&db.url).await?.execute(sql).await.map(drop),
    }
}

#[tokio::test]
async fn a_database_is_removed_with_its_test() {
    let (Some(first), Some(second)) = (TestDb::fresh(Engine::Postgres).await, TestDb::fresh(Engine::Postgres).await)
    else {
        return;
    };
    let gone = first.url.clone();
    drop(first);
    eventually("the database to be dropped", async || PgConnection::connect(&gone).await.is_err().then_some(())).await;
    assert!(PgConnection::connect(&second.url).await.is_ok());
}

#[test]
fn the_clock_stands_still_until_it_is_moved() {
    let clock = FakeClock::at(Timestamp(1_000));
    let hand = clock.clone();
    assert_eq!(clock.now(), clock.now());
    hand.advance(Timestamp::MINUTE);
    assert_eq!(clock.now(), Timestamp(61_000));
    hand.set(Timestamp(5));
    assert_eq!(clock.now(), Timestamp(5));
    assert!(FakeClock::new().now() > Timestamp(0));
}

#[test]
fn chance_repeats_itself_for_the_same_seed_only() {
    let bytes = |random: &SeededRandom| {
        let mut bytes = [0; 20];
        random.fill(&mut bytes);
        bytes
    };
    let random = SeededRandom::new(1);
    let first = bytes(&random);
    assert_eq!(first, bytes(&SeededRandom::new(1)));
    assert_ne!(first, bytes(&SeededRandom::new(2)));
    assert_ne!(first, bytes(&random), "two draws must differ");
}

#[tokio::test]
#[should_panic(expected = "what never comes")]
async fn waiting_gives_up_and_says_for_what() {
    let patience = std::time::Duration::from_millis(5);
    crate::support::wait::within(patience, "what never comes", || async { None::<()> }).await;
}

#[test]
fn logs_of_every_thread_are_captured() {
    let logs = capture_logs();
    std::thread::spawn(|| tracing::trace!(target: "svar::test", "written on another thread")).join().unwrap();
    assert_eq!(logs.lines_with("written on another thread").len(), 1);
}

fn danish_mail() -> Message {
    let mail = Message::builder()
        .from("Svar <svar@example.org>".parse().unwrap())
        .to("Åse <aase@example.org>".parse().unwrap())
        .subject("Nyt svar på »Frivillige på færgen« – læs det her");
    let text = "Kære Åse\n.\nBekræft: https://svar.example/m/abc?x=1&y=2\n".to_owned();
    mail.multipart(lettre::message::MultiPart::alternative_plain_html(text, "<p>Kære Åse</p>".to_owned())).unwrap()
}

fn client(server: &SmtpServer) -> lettre::transport::smtp::AsyncSmtpTransportBuilder {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(&server.url()).unwrap()
}

#[tokio::test]
async fn mail_arrives_as_its_reader_sees_it() {
    let server = SmtpServer::start().await;
    client(&server).build().send(danish_mail()).await.unwrap();
    let mail = server.mail_for("aase@example.org").await;
    assert_eq!(mail.from, "svar@example.org");
    assert_eq!(mail.header("subject").unwrap(), "Nyt svar på »Frivillige på færgen« – læs det her");
    assert_eq!(mail.text().trim_end(), "Kære Åse\n.\nBekræft: https://svar.example/m/abc?x=1&y=2");
    assert_eq!(mail.html().trim_end(), "<p>Kære Åse</p>");
    assert_eq!(mail.link("/m/").unwrap(), "https://svar.example/m/abc?x=1&y=2");
}

#[tokio::test]
async fn a_long_body_survives_each_transfer_encoding() {
    use lettre::message::header::ContentTransferEncoding::{Base64, EightBit, QuotedPrintable};
    let server = SmtpServer::start().await;
    let text = "rødgrød med fløde = dessert\n".repeat(20);
    for encoding in [Base64, QuotedPrintable, EightBit] {
        let body = lettre::message::Body::new_with_encoding(text.clone(), encoding).unwrap();
        let mail = Message::builder().from("a@example.org".parse().unwrap()).to("b@example.org".parse().unwrap());
        let mail = mail.subject("x").header(ContentType::TEXT_PLAIN).body(body).unwrap();
        client(&server).build().send(mail).await.unwrap();
        assert_eq!(server.mails().pop().unwrap().text().trim_end(), text.trim_end(), "{encoding:?}");
    }
}

#[tokio::test]
async fn the_mail_server_refuses_as_scripted_and_keeps_nothing_it_refused() {
    let server = SmtpServer::start().await;
    server.script("RCPT", "450 4.2.1 Busy");
    server.script(".", "554 5.7.1 Not wanted");
    server.script("MAIL", "");
    let transport = || client(&server).build();
    // A refused RCPT comes before a refused text, and hanging up waits for the third attempt's turn.
    let errors =
        [transport().send(danish_mail()).await.unwrap_err(), transport().send(danish_mail()).await.unwrap_err()];
    assert!(errors.iter().any(lettre::transport::smtp::Error::is_transient), "{errors:?}");
    assert_eq!(server.mails(), []);
}

#[tokio::test]
async fn the_mail_server_asks_for_its_account() {
    let server = SmtpServer::start_with_account("svar", "hemmelig").await;
    let with = |password: &str| client(&server).credentials(Credentials::new("svar".into(), password.into())).build();
    assert!(client(&server).build().send(danish_mail()).await.is_err());
    assert!(with("forkert").send(danish_mail()).await.unwrap_err().is_permanent());
    with("hemmelig").send(danish_mail()).await.unwrap();
    assert_eq!(server.mails()[0].signed_in_as.as_deref(), Some("svar"));
}

const FORM: &str = r#"<!doctype html><meta name="viewport" content="width=device-width">
<style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black } }</style>
<div style="height:3000px">a long article</div>
<form method="post"><input name="name"><textarea name="body"></textarea><button>Send</button></form>
<script>document.title = 'script ran'</script>"#;

/// Serves a form on a free port and keeps what is posted to it.
async fn form_server() -> (String, Arc<Mutex<Vec<String>>>) {
    let posted = Arc::new(Mutex::new(Vec::new()));
    let receive = async |State(posted): State<Arc<Mutex<Vec<String>>>>, RawForm(form): RawForm| {
        posted.lock().unwrap().push(String::from_utf8(form.to_vec()).unwrap());
        Html("<p id=thanks>Tak</p>")
    };
    let app = Router::new().route("/", get(async || Html(FORM)).post(receive)).with_state(Arc::clone(&posted));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, posted)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_fills_in_and_sends_a_form_without_scripts() {
    let Some(page) = browser::new_page(390, 844, true).await else { return };
    let (url, posted) = form_server().await;
    page.without_scripts().await;
    page.open(&url).await;
    assert_ne!(page.get_title().await.unwrap().as_deref(), Some("script ran"));
    page.fill("[name=name]", "Åse Ørsted").await;
    page.fill("[name=body]", "Godt svar & tak").await;
    page.press("button").await;
    assert_eq!(page.text_of("#thanks").await, "Tak");
    let expected = "name=%C3%85se+%C3%98rsted&body=Godt+svar+%26+tak";
    assert_eq!(*posted.lock().unwrap(), [expected]);
    page.done().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_page_has_the_size_and_scheme_that_were_asked_for() {
    let (Some(small), Some(large)) =
        (browser::new_page(390, 844, true).await, browser::new_page(1280, 800, false).await)
    else {
        return;
    };
    let (url, _) = form_server().await;
    for (page, width, dark) in [(&small, 390, true), (&large, 1280, false)] {
        page.open(&url).await;
        assert_eq!(page.value::<u32>("innerWidth").await, width);
        assert_eq!(page.value::<bool>("matchMedia('(prefers-color-scheme: dark)').matches").await, dark);
        assert_eq!(page.get_title().await.unwrap().as_deref(), Some("script ran"));
    }
    small.value::<String>("localStorage.draft = 'mine'").await;
    assert!(large.value::<bool>("localStorage.draft === undefined").await, "pages must not share storage");
    let picture = tempfile::NamedTempFile::with_suffix(".png").unwrap();
    small.screenshot_to(picture.path()).await;
    assert!(std::fs::read(picture.path()).unwrap().starts_with(b"\x89PNG"));
    small.done().await;
    large.done().await;
}
