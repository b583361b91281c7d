//! PostgreSQL that stands still, that is restarted, and that outlives one of two nodes.

use serde_json::json;
use svar::domain::clock::Random as _;
use tokio::task::block_in_place;

use super::crowd::{Crowd, Seen};
use super::ledger::{self, Allowed};
use super::stage::Stage;
use crate::readers::posted;
use crate::support::app::{TestApp, client};
use crate::support::doubles::SeededRandom;
use crate::support::postgres::OwnServer;
use crate::support::program::Serving;
use crate::support::{Engine, TestDb, eventually};

/// Everybody goes home, what is left is done, everything is counted.
async fn ends_well(stage: &Stage, crowd: Crowd, service: Serving, ends: usize) {
    let seen = crowd.seen.clone();
    let records = crowd.disperse().await;
    assert_eq!(block_in_place(|| service.stop("TERM")).0, Some(0));
    stage.claims_run_out().await;
    let service = stage.serve();
    stage.settled().await;
    // What got 503 because it took too long was done all the same.
    let unanswered = Seen::of(&seen.unanswered) + Seen::of(&seen.refused);
    ledger::agrees(stage, &records, &Allowed { ends, unanswered }).await;
    assert_eq!(block_in_place(|| service.stop("TERM")).0, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_stands_still_and_goes_on_loses_nothing() {
    let Some(server) = OwnServer::start().await else { return };
    let stage = Stage::at(Engine::Postgres, &server.url(), &[], &[]).await;
    let service = stage.serve();
    let crowd = Crowd::gather(&stage, 6);
    crowd.go_to(&[&service.address]);
    crowd.wait_for(20).await;
    server.hold();
    let refused = Seen::of(&crowd.seen.refused);
    eventually("those who ask to be told to come again", async || {
        (Seen::of(&crowd.seen.refused) >= refused + 4).then_some(())
    })
    .await;
    assert!(block_in_place(|| service.get("/healthz")).starts_with("HTTP/1.1 200"));
    assert!(block_in_place(|| service.get("/readyz")).starts_with("HTTP/1.1 503"));
    server.go_on();
    crowd.wait_for(20).await;
    ends_well(&stage, crowd, service, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_restarted_loses_nothing() {
    let Some(mut server) = OwnServer::start().await else { return };
    let stage = Stage::at(Engine::Postgres, &server.url(), &[], &[]).await;
    let service = stage.serve();
    let crowd = Crowd::gather(&stage, 6);
    crowd.go_to(&[&service.address]);
    // In order, and as after a crash.
    for signal in ["INT", "QUIT"] {
        crowd.wait_for(20).await;
        server.restart(signal).await;
        crowd.wait_for(20).await;
    }
    assert!(Seen::of(&crowd.seen.refused) > 0, "nobody noticed");
    assert_eq!(Seen::of(&crowd.seen.unanswered), 0, "the service answers, whatever its database does");
    // A mail that was handed over is noted when the database is back.
    ends_well(&stage, crowd, service, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_may_only_be_read_holds_writing_up() {
    let Some(server) = OwnServer::start().await else { return };
    let stage = Stage::at(Engine::Postgres, &server.url(), &[], &[]).await;
    let service = stage.serve();
    let crowd = Crowd::gather(&stage, 6);
    crowd.go_to(&[&service.address]);
    crowd.wait_for(20).await;
    server.read_only(true).await;
    let (refused, read) = (Seen::of(&crowd.seen.refused), Seen::of(&crowd.seen.read));
    eventually("those who write to be told, and those who read to read on", async || {
        (Seen::of(&crowd.seen.refused) >= refused + 20 && Seen::of(&crowd.seen.read) >= read + 20).then_some(())
    })
    .await;
    assert!(block_in_place(|| service.get("/readyz")).starts_with("HTTP/1.1 503"));
    let typed = [("key", "artikel"), ("name", "Kaj"), ("email", "kaj@laeser.example"), ("body", "En lang tekst")];
    let page = client().post(format!("http://{}/t/magasinet", service.address)).form(&typed).send().await.unwrap();
    assert!(page.status() == 503 && page.headers().contains_key("retry-after"));
    assert!(page.text().await.unwrap().contains("En lang tekst"), "what was typed stays in the form");
    server.read_only(false).await;
    crowd.wait_for(20).await;
    ends_well(&stage, crowd, service, 0).await;
}

/// One of two nodes is killed again and again; the other takes over what it had begun.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_is_killed_beside_another_loses_nothing() {
    const KILLS: usize = 4;
    let Some(db) = TestDb::fresh(Engine::Postgres).await else { return };
    let stage = Stage::new(&db).await;
    let stays = stage.serve();
    let crowd = Crowd::gather(&stage, 8);
    let chance = SeededRandom::new(2);
    for _ in 0..KILLS {
        let goes = stage.serve();
        crowd.go_to(&[&stays.address, &goes.address]);
        let mut life = [0];
        chance.fill(&mut life);
        crowd.wait_for(usize::from(life[0] % 40)).await;
        block_in_place(|| goes.stop("KILL"));
    }
    crowd.go_to(&[&stays.address]);
    ends_well(&stage, crowd, stays, KILLS).await;
}

/// What is in memory is shown without it; what is not, and every write, is told to come again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_memory_is_read_without_a_database() {
    let Some(mut server) = OwnServer::start().await else { return };
    let app = TestApp::start(&TestDb::elsewhere(&server.url()), |_| {}).await;
    app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
    posted(&app, "magasinet", json!({"body": "Stadig her"})).await;
    let paths =
        ["/t/magasinet/fragment?key=artikel", "/api/v1/magasinet/comments?key=artikel", "/t/magasinet?key=artikel"];
    for path in paths {
        assert_eq!(app.get(path).await.status(), 200, "{path}");
    }
    server.stop("QUIT").await;
    for path in paths {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert!(answer.text().await.unwrap().contains("Stadig her"), "{path}");
    }
    for path in ["/t/magasinet/fragment?key=ukendt", "/api/v1/magasinet/comments?key=ukendt"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 503, "{path}");
        assert!(answer.headers().contains_key("retry-after"), "{path}");
    }
    let refused = json!({"key": "artikel", "name": "A", "email": "a@laeser.example", "body": "Ikke nu"});
    let post = async || app.request("POST", paths[1].split('?').next().unwrap()).json(&refused).send().await.unwrap();
    assert_eq!(post().await.status(), 503);
    server.start_again().await;
    eventually("writing to go on", async || (post().await.status() == 201).then_some(())).await;
    posted(&app, "magasinet", json!({"body": "Igen her", "email": "b@laeser.example"})).await;
    assert!(app.get(paths[0]).await.text().await.unwrap().contains("Igen her"));
}
