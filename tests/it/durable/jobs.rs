//! What the worker has in hand when something goes wrong: done once where that can be known, and never put off longer
//! than it must.

use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::comment::CommentId;
use svar::domain::site::Site;
use svar::mail::Mailer;
use svar::store::jobs::{JobKind, NewJob};

use crate::readers::posted;
use crate::spamcheck::settled;
use crate::store::Raw;
use crate::support::app::TestApp;
use crate::support::logs::capture_logs;
use crate::support::postgres::OwnServer;
use crate::support::smtp::SmtpServer;
use crate::support::{TestDb, eventually, on_both_engines};

fn mailer(smtp: &SmtpServer) -> Option<Mailer> {
    Some(Mailer::smtp(&smtp.url().into(), "svar@magasinet.example").unwrap())
}

/// Comments whose authors ask for a mail, all at one moment.
async fn mails_asked_for(app: &TestApp, site: &Site, many: usize) {
    let mut ids = Vec::new();
    for n in 0..many {
        let sent = json!({"body": format!("Nummer {n}"), "email": format!("l{n}@laeser.example")});
        ids.push(posted(app, site.key.as_str(), sent).await["id"].as_i64().unwrap());
    }
    settled(app).await;
    let mut tx = app.services.store.begin().await.unwrap();
    for id in ids {
        let (kind, run_at) = (JobKind::MailConfirm, app.now());
        let comment = Some(CommentId(id));
        tx.add_job(&NewJob { site: site.id, kind, comment, payload: json!({}), run_at }).await.unwrap();
    }
    app.services.commit(tx).await.unwrap();
}

const LEFT: &str = "SELECT attempts, claimed_until FROM job WHERE kind = 'mail-confirm' AND site_id > $1 ORDER BY id";

on_both_engines! {
    /// A stopping service finishes the job in hand and no other, and the next one need not wait until a claim has run out.
    async fn a_stop_puts_back_what_was_not_begun(db: TestDb) {
        let smtp = SmtpServer::start().await;
        let app = TestApp::start(&db, |options| options.mailer = mailer(&smtp)).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        smtp.hold();
        mails_asked_for(&app, &site, 4).await;
        smtp.wait_for_held(1).await;
        let (base, client) = (app.base.clone(), app.client.clone());
        tokio::join!(app.stopped(), async {
            eventually("the door to be closed", async || client.get(&base).send().await.is_err().then_some(())).await;
            smtp.release();
        });
        assert_eq!(smtp.mails().len(), 1);
        let left: Vec<(i64, Option<i64>)> = Raw::open(&db).await.rows(LEFT, 0).await;
        assert_eq!(left, [(0, None); 3], "not begun, not claimed");
    }

    /// Whoever gets a mail twice, because the program ended before it was noted, gets the same one.
    async fn a_mail_that_comes_twice_is_the_same_mail(db: TestDb) {
        let smtp = SmtpServer::start().await;
        let app = TestApp::start(&db, |options| options.mailer = mailer(&smtp)).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        smtp.hold();
        mails_asked_for(&app, &site, 2).await;
        smtp.wait_for_held(1).await;
        // As after an end without a word: the claim runs out, and the job is still there for another.
        app.clock.advance(3 * Timestamp::MINUTE);
        let services = app.services.clone();
        let other = tokio::spawn(async move { svar::worker::run_due(&services).await });
        smtp.wait_for_held(2).await;
        smtp.release();
        other.await.unwrap().unwrap();
        settled(&app).await;
        let mut ids: Vec<String> = smtp.mails().iter().map(|mail| mail.header("message-id").unwrap()).collect();
        assert!(ids.iter().all(|id| id.ends_with("@magasinet.example>")), "{ids:?}");
        let twice = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((twice > 2, ids.len()), (true, 2), "{ids:?}");
    }

    /// A node whose clock was a day ahead, and stopped, holds nothing once the clock is right.
    async fn a_claim_by_a_clock_that_was_ahead_holds_nothing(db: TestDb) {
        let smtp = SmtpServer::start().await;
        let app = TestApp::start(&db, |options| options.mailer = mailer(&smtp)).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        smtp.hold();
        app.clock.advance(Timestamp::DAY);
        mails_asked_for(&app, &site, 1).await;
        smtp.wait_for_held(1).await;
        app.clock.advance(-Timestamp::DAY);
        // What it has in hand never ends here: another must take it over.
        let mut tx = app.services.store.begin().await.unwrap();
        let jobs = tx.claim_jobs(app.now(), Timestamp::MINUTE, 10).await.unwrap();
        // It became due by the clock that was ahead, so it is not due yet by this one; the worker brings that forward.
        assert!(jobs.is_empty());
        tx.bring_jobs_forward(app.now(), Timestamp::DAY).await.unwrap();
        let jobs = tx.claim_jobs(app.now(), Timestamp::MINUTE, 10).await.unwrap();
        assert_eq!(jobs.len(), 1, "the claim was for tomorrow");
        drop(tx);
        smtp.release();
    }
}

/// A mail was handed over, and then the database could not be written: it is noted later, and not sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_done_is_noted_when_the_database_is_back() {
    let Some(server) = OwnServer::start().await else { return };
    let logs = capture_logs();
    let smtp = SmtpServer::start().await;
    let db = TestDb::elsewhere(&server.url());
    let app = TestApp::start(&db, |options| options.mailer = mailer(&smtp)).await;
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    smtp.hold();
    mails_asked_for(&app, &site, 1).await;
    smtp.wait_for_held(1).await;
    server.read_only(true).await;
    smtp.release();
    eventually("the worker to notice", async || {
        (!logs.lines_with("what became of a job cannot be noted").is_empty()).then_some(())
    })
    .await;
    app.clock.advance(5 * Timestamp::MINUTE);
    server.read_only(false).await;
    let raw = Raw::open(&db).await;
    eventually("the job to be noted", async || raw.rows::<(i64, Option<i64>)>(LEFT, 0).await.is_empty().then_some(()))
        .await;
    settled(&app).await;
    assert_eq!(smtp.mails().len(), 1);
}
