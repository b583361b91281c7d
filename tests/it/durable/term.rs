//! Told to stop in the middle of the load: whoever was heard gets a whole answer, and whoever got none was not heard.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, block_in_place};

use super::stage::Stage;
use crate::support::{eventually, on_both_engines};

const SENDERS: usize = 8;

/// What one sender heard: the numbers of posts with a whole answer, and of those without any.
#[derive(Default)]
struct Heard {
    answered: BTreeSet<usize>,
    silent: BTreeSet<usize>,
}

enum Answer {
    Whole(String),
    /// Closed before the first byte.
    None,
}

async fn ask(stream: &mut TcpStream, request: &str) -> Answer {
    if stream.write_all(request.as_bytes()).await.is_err() {
        return Answer::None;
    }
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut part).await {
            Ok(n @ 1..) => answer.extend_from_slice(&part[..n]),
            _ if answer.is_empty() => return Answer::None,
            _ => panic!("an answer broke off: {}", String::from_utf8_lossy(&answer)),
        }
        let text = String::from_utf8_lossy(&answer).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        if body.len() == length.parse::<usize>().unwrap() {
            return Answer::Whole(text);
        }
    }
}

/// Posts on a connection that stays open, and on a new one whenever that is closed, until none is taken any more.
async fn send(address: String, first: usize, count: Arc<AtomicUsize>) -> Heard {
    let (mut heard, mut number) = (Heard::default(), first);
    while let Ok(mut stream) = TcpStream::connect(&address).await {
        loop {
            number += 1;
            let body = format!(
                r#"{{"key":"artikel","name":"Anna","email":"l{number}@laeser.example","body":"Kommentar {number}"}}"#
            );
            let request = format!(
                "POST /api/v1/magasinet/comments HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
                 x-forwarded-for: 10.{}.{}.{}\r\nidempotency-key: noegle-til-nummer-{number:07}\r\n\
                 content-length: {}\r\n\r\n{body}",
                number >> 16,
                (number >> 8) & 255,
                number & 255,
                body.len()
            );
            match ask(&mut stream, &request).await {
                Answer::Whole(answer) => {
                    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
                    heard.answered.insert(number);
                    count.fetch_add(1, Ordering::SeqCst);
                }
                Answer::None => {
                    heard.silent.insert(number);
                    break;
                }
            }
        }
    }
    heard
}

on_both_engines! {
    /// Three times, each with a crowd that keeps its connections open and posts without a pause.
    async fn who_was_heard_is_answered_and_who_was_not_is_not_there(db: TestDb) {
        let stage = Stage::new(&db).await;
        let (mut answered, mut silent) = (BTreeSet::new(), BTreeSet::new());
        for round in 0..3 {
            let service = stage.serve();
            let count = Arc::new(AtomicUsize::new(0));
            let mut senders = JoinSet::new();
            for sender in 0..SENDERS {
                let first = (round * SENDERS + sender) * 100_000;
                senders.spawn(send(service.address.clone(), first, count.clone()));
            }
            eventually("some answers", async || (count.load(Ordering::SeqCst) >= 40).then_some(())).await;
            service.signal("TERM");
            for heard in senders.join_all().await {
                answered.extend(heard.answered);
                silent.extend(heard.silent);
            }
            let (code, log) = block_in_place(|| service.ended());
            assert_eq!(code, Some(0), "{log}");
            assert!(!log.contains("were cut"), "{log}");
        }
        assert!(silent.len() >= SENDERS, "each was sent away in the end");
        let rows: Vec<(String,)> = stage.raw.rows("SELECT key FROM idempotency WHERE site_id > $1", 0).await;
        let there: BTreeSet<usize> = rows.iter().map(|(key,)| key.rsplit('-').next().unwrap().parse().unwrap()).collect();
        assert_eq!(there, answered, "of {} without an answer none is there", silent.len());
        assert_eq!(stage.count("SELECT COUNT(*) FROM comment WHERE site_id > $1").await, answered.len() as i64);
    }
}
