//! Killed without a word, again and again, while everybody goes on.

use std::time::Instant;

use svar::domain::clock::Random as _;
use tokio::task::block_in_place;

use super::crowd::{Crowd, Seen};
use super::ledger::{self, Allowed};
use super::stage::Stage;
use crate::support::doubles::SeededRandom;
use crate::support::{Engine, TestDb, on_both_engines};

const SENDERS: usize = 8;
/// At most so many answers between two kills.
const LIFE: u8 = 40;

async fn killed(db: TestDb, kills: usize) -> String {
    let began = Instant::now();
    let stage = Stage::new(&db).await;
    let crowd = Crowd::gather(&stage, SENDERS);
    let chance = SeededRandom::new(6);
    let seen = crowd.seen.clone();
    // Some must be hit in the middle of a post; on a machine that is busy that may take a few more.
    let enough = || Seen::of(&seen.again) >= kills / 4;
    let mut ends = 0;
    while ends < kills || (!enough() && ends < 5 * kills) {
        ends += 1;
        let service = stage.serve();
        crowd.go_to(&[&service.address]);
        let mut life = [0];
        chance.fill(&mut life);
        crowd.wait_for(usize::from(life[0] % LIFE)).await;
        block_in_place(|| service.stop("KILL"));
    }
    stage.claims_run_out().await;
    let last = stage.serve();
    crowd.go_to(&[&last.address]);
    let records = crowd.disperse().await;
    stage.settled().await;
    let (unanswered, again) = (Seen::of(&seen.unanswered), Seen::of(&seen.again));
    assert!(again >= kills / 4, "it was killed too late to prove anything");
    assert_eq!(Seen::of(&seen.refused), 0, "nobody was told to come again");
    ledger::agrees(&stage, &records, &Allowed { ends, unanswered }).await;
    assert_eq!(block_in_place(|| last.stop("TERM")).0, Some(0));
    let (comments, mails, took) = (records.len(), stage.smtp.mails().len(), began.elapsed().as_secs());
    format!(
        "{:?}: {ends} kills, {comments} comments answered and there once, {again} of them sent again, {mails} mails, {took} s",
        db.engine
    )
}

on_both_engines! {
    /// The short form.
    async fn nothing_answered_is_lost_and_nothing_is_doubled(db: TestDb) {
        killed(db, 5).await;
    }
}

/// The long form; a line of figures for each engine.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: two hundred kills on each engine"]
async fn two_hundred_kills() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(db) = TestDb::fresh(engine).await else { continue };
        println!("{}", killed(db, 200).await);
    }
}
