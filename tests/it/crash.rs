//! The real program, killed in the middle of many posts: what was answered is there, and what is sent again
//! is there once.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::task::{JoinSet, block_in_place};

use crate::support::app::client;
use crate::support::program::Home;
use crate::support::{eventually, on_both_engines};

pub const SENDERS: usize = 8;
pub const POSTS: usize = 240;
/// So many answers before the program is killed.
pub const ENOUGH: usize = 60;

/// What a client knows: the key that it made for a post, and the answer if one came.
pub type Known = BTreeMap<usize, Option<Value>>;

pub async fn send(client: &reqwest::Client, address: &str, post: usize) -> Option<Value> {
    let path = format!("http://{address}/api/v1/magasinet/comments");
    let list = client.get(format!("{path}?key=artikel")).send().await.ok()?;
    let token = list.headers()["svar-form"].to_str().unwrap().to_owned();
    let body = json!({"key": "artikel", "name": format!("Læser {post}"), "email": format!("l{post}@laeser.example"),
        "body": format!("Kommentar nummer {post}"), "token": token});
    let request = client.post(path).json(&body);
    let answer = request.header("idempotency-key", format!("noegle-til-nummer-{post:04}")).send().await.ok()?;
    assert_eq!(answer.status(), 201, "post {post}");
    // An answer that broke off is no answer.
    answer.json().await.ok()
}

/// Each sender sends its share, one after another, until it is done or the service is gone.
pub async fn storm(address: &str, answered: &Arc<AtomicUsize>) -> JoinSet<Known> {
    let mut senders = JoinSet::new();
    for sender in 0..SENDERS {
        let (address, answered) = (address.to_owned(), answered.clone());
        senders.spawn(async move {
            let client = client();
            let mut known = Known::new();
            for post in (sender..POSTS).step_by(SENDERS) {
                let answer = send(&client, &address, post).await;
                let gone = answer.is_none();
                known.insert(post, answer);
                if gone {
                    break;
                }
                answered.fetch_add(1, Ordering::SeqCst);
            }
            known
        });
    }
    senders
}

on_both_engines! {
    /// Killed without a word while eight clients post; started again; everybody sends everything again.
    async fn nothing_answered_is_lost_and_nothing_is_doubled(db: TestDb) {
        let mut home = Home::new();
        home.set("SVAR_DATABASE_URL", &db.url);
        home.set("SVAR_LIMITS_ENABLED", "false");
        let site = ["site", "add", "magasinet", "--name", "Magasinet", "--origin", "https://magasinet.example"];
        block_in_place(|| home.run(&[&site[..], &["--set", "moderation=open", "checks_off=model", "flood_seconds=0", "form_min_seconds=0"]].concat()).done());

        let first = block_in_place(|| home.serve(&[]));
        let answered = Arc::new(AtomicUsize::new(0));
        let senders = storm(&first.address, &answered).await;
        let (before, _) = tokio::join!(senders.join_all(), async {
            eventually("enough answers", async || (answered.load(Ordering::SeqCst) >= ENOUGH).then_some(())).await;
            block_in_place(|| first.stop("KILL"));
        });
        let before: Known = before.into_iter().flatten().collect();
        let sure: Vec<usize> = before.iter().filter(|(_, answer)| answer.is_some()).map(|(post, _)| *post).collect();
        assert!(before.values().any(Option::is_none), "it was killed too late to prove anything");

        let second = block_in_place(|| home.serve(&[]));
        let client = client();
        let mut ids = HashSet::new();
        for post in 0..POSTS {
            let answer = send(&client, &second.address, post).await.unwrap();
            assert!(ids.insert(answer["id"].as_i64().unwrap()), "post {post} shares a comment");
            if let Some(Some(first)) = before.get(&post) {
                assert_eq!((&answer["id"], &answer["receipt"]), (&first["id"], &first["receipt"]), "post {post}");
            }
        }
        let mut texts = vec![];
        let mut after = String::new();
        loop {
            let list = format!("http://{}/api/v1/magasinet/comments?key=artikel&limit=100&after={after}", second.address);
            let list: Value = client.get(list).send().await.unwrap().json().await.unwrap();
            assert_eq!(list["thread"]["count"], POSTS);
            texts.extend(list["comments"].as_array().unwrap().iter().map(|c| c["html"].as_str().unwrap().to_owned()));
            let Some(next) = list["next"].as_str() else { break };
            after = next.to_owned();
        }
        let mut expected: Vec<String> = (0..POSTS).map(|post| format!("<p>Kommentar nummer {post}</p>")).collect();
        texts.sort_unstable();
        expected.sort_unstable();
        assert_eq!(texts, expected, "{} were answered before", sure.len());
        block_in_place(|| second.stop("TERM"));
    }
}
