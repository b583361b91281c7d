//! What comes after the first answer: asking again, giving up, people who decide meanwhile, their feedback, and
//! texts that are changed.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::moderation::{self, BanWish, Terms};
use svar::spam::akismet::{Check, Credentials, Trouble};

use crate::readers::{decide, listed, posted};
use crate::spamcheck::{KEY, desk, given_up, settled, start, told, verdict};
use crate::support::akismet::{Asked, CHECK, HAM, SPAM, Say, ScriptedAkismet};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::{eventually, on_both_engines};

async fn next_job(app: &TestApp) -> Option<Timestamp> {
    app.services.store.next_job_at().await.unwrap()
}

/// A failing question that is nobody's comment: it keeps the breaker open.
async fn knock(app: &TestApp) -> Trouble {
    let (key, blog) = (KEY.to_owned().into(), format!("{ORIGIN}/"));
    let check = Check { user_ip: "192.0.2.1".to_owned(), ..Check::default() };
    let budget = app.services.settings.akismet_budget;
    app.services.akismet.check(Credentials { key: &key, blog: &blog }, &check, budget).await.unwrap_err()
}

/// What was asked about the comment, without what a report adds.
fn submitted(asked: &Asked) -> Vec<(String, String)> {
    let added = ["reporter", "comment_check_response", "recheck_reason"];
    asked.form.iter().filter(|(name, _)| !added.contains(&name.as_str())).cloned().collect()
}

pub async fn edit(app: &TestApp, answer: &Value, body: &str) -> reqwest::Response {
    let path = format!("/api/v1/magasinet/comments/{}", answer["id"]);
    let receipt = answer["receipt"].as_str().unwrap();
    app.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": body})).send().await.unwrap()
}

async fn open_site(app: &TestApp) -> Arc<Site> {
    app.add_site("magasinet", &[("moderation", "open")]).await
}

/// How many reports of each kind came, and to what end.
fn reports(akismet: &ScriptedAkismet) -> (usize, usize) {
    (akismet.asked_for(SPAM).len(), akismet.asked_for(HAM).len())
}

on_both_engines! {
    /// A minute, 5, 30, then hourly for a day; then the comment is left to people, and says so.
    async fn asking_again_slows_down_and_ends_after_a_day(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        // The daily question about the key would come in between.
        let mut tx = app.services.store.begin().await.unwrap();
        tx.put_akismet_outcome(site.id, Some("valid"), app.now().plus(7 * Timestamp::DAY)).await.unwrap();
        app.services.commit(tx).await.unwrap();
        akismet.otherwise(Say::Garbage);
        let answer = posted(&app, "magasinet", json!({})).await;
        let mut pauses = vec![];
        while let Some(at) = next_job(&app).await {
            pauses.push(at.since(app.now()));
            app.clock.set(at);
            settled(&app).await;
            assert_eq!(akismet.asked().len(), pauses.len() + 1);
        }
        let meant: Vec<i64> = [1, 5, 30].into_iter().chain([60; 24]).map(|minutes| minutes * Timestamp::MINUTE).collect();
        assert_eq!(pauses.len(), meant.len());
        for (pause, meant) in pauses.iter().zip(&meant) {
            assert!((*meant..=*meant + meant / 5).contains(pause), "{pause} ms instead of {meant} and a fifth at most");
        }
        assert!(pauses.iter().collect::<std::collections::HashSet<_>>().len() > 5, "no jitter: {pauses:?}");
        assert_eq!(given_up(&app).await, 1);
        let left = (Status::Pending, vec!["akismet-gave-up=garbage".to_owned()]);
        assert_eq!(verdict(&app, &site, &answer["id"]).await, left);
        let dead = app.services.store.dead_jobs(site.id, 10).await.unwrap();
        assert_eq!((dead[0].kind.as_str(), dead[0].last_error.as_deref()), ("akismet-check", Some("garbage")));
    }

    /// While the service is known to be down nobody knocks, and not having asked costs no attempt.
    async fn an_open_breaker_spends_no_attempt(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        akismet.otherwise(Say::Status(503));
        for _ in 0..5 {
            assert_eq!(knock(&app).await, Trouble::Status(503));
        }
        assert_eq!(knock(&app).await, Trouble::BreakerOpen);
        let answer = posted(&app, "magasinet", json!({})).await;
        let held = (Status::Pending, vec!["akismet-unavailable=breaker-open".to_owned()]);
        assert_eq!(verdict(&app, &site, &answer["id"]).await, held);
        let mut knocks = 5;
        // More often than attempts are allowed.
        for _ in 0..30 {
            let at = next_job(&app).await.unwrap();
            app.clock.set(at.plus(-Timestamp::SECOND));
            assert_eq!(knock(&app).await, Trouble::Status(503));
            knocks += 1;
            app.clock.set(at);
            settled(&app).await;
            assert_eq!(akismet.asked().len(), knocks, "asked while the breaker was open");
        }
        assert_eq!(given_up(&app).await, 0);
        akismet.otherwise(Say::Ham);
        app.clock.advance(2 * Timestamp::MINUTE);
        settled(&app).await;
        assert_eq!(desk(&app, &site, &answer["id"]).await.status, Status::Approved);
    }

    /// Once a person has decided, nobody is asked any more.
    async fn a_decision_ends_the_asking(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        for (n, to) in [Status::Approved, Status::Spam, Status::Trash, Status::Pending].into_iter().enumerate() {
            akismet.next(Say::RecheckAfter(60));
            let answer = posted(&app, "magasinet", json!({"body": format!("Nummer {n}")})).await;
            decide(&app, &site, answer["id"].as_i64().unwrap(), to).await;
            app.clock.advance(2 * Timestamp::DAY);
            settled(&app).await;
            assert_eq!(akismet.asked_for(CHECK).len(), n + 1);
            assert_eq!(desk(&app, &site, &answer["id"]).await.status, to);
        }
    }

    /// Nor does an answer count that was under way while a person decided.
    async fn an_answer_that_comes_after_a_person_changes_nothing(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        akismet.next(Say::Garbage);
        akismet.next(Say::Never);
        let answer = posted(&app, "magasinet", json!({})).await;
        app.clock.advance(Timestamp::MINUTE);
        app.services.jobs.notify_one();
        akismet.wait_for(2).await;
        decide(&app, &site, answer["id"].as_i64().unwrap(), Status::Spam).await;
        akismet.release();
        settled(&app).await;
        let (status, signals) = verdict(&app, &site, &answer["id"]).await;
        assert_eq!(status, Status::Spam, "{signals:?}");
    }

    /// A contradiction is reported with what was sent at first, once, under no moderator's name.
    async fn a_contradiction_is_reported_with_what_was_submitted(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        let source = "Læs <b>mere</b> på https://a.example 🍇";
        let missed = posted(&app, "magasinet", json!({"body": source, "website": "https://læser.example"})).await;
        assert_eq!(missed["status"], "approved");
        let id = missed["id"].as_i64().unwrap();
        app.clock.advance(3 * Timestamp::DAY);
        decide(&app, &site, id, Status::Spam).await;
        told(&app).await;
        let (check, report) = (akismet.asked_for(CHECK).remove(0), akismet.asked_for(SPAM).remove(0));
        assert_eq!(submitted(&report), submitted(&check));
        assert_eq!(report.value("comment_check_response"), Some("false"));
        assert_eq!(report.value("reporter"), Some("moderator"));

        decide(&app, &site, id, Status::Spam).await;
        decide(&app, &site, id, Status::Trash).await;
        told(&app).await;
        assert_eq!(reports(&akismet), (1, 0), "only once");
        decide(&app, &site, id, Status::Approved).await;
        told(&app).await;
        assert_eq!(reports(&akismet), (1, 1), "it was told spam, so it must be told otherwise");
        decide(&app, &site, id, Status::Pending).await;
        told(&app).await;
        assert_eq!(reports(&akismet), (1, 1));
    }

    /// Agreement is no news, and where Akismet never answered there is nothing to contradict.
    async fn agreement_is_not_reported(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[]).await;
        let says = [(Say::Ham, Status::Approved), (Say::Spam, Status::Spam), (Say::Spam, Status::Trash),
            (Say::Ham, Status::Trash), (Say::Garbage, Status::Spam), (Say::Garbage, Status::Approved)];
        for (n, (say, to)) in says.into_iter().enumerate() {
            akismet.next(say);
            let answer = posted(&app, "magasinet", json!({"body": format!("Nummer {n}")})).await;
            decide(&app, &site, answer["id"].as_i64().unwrap(), to).await;
            told(&app).await;
        }
        assert_eq!(reports(&akismet), (0, 0));
        akismet.next(Say::Spam);
        let wrong = posted(&app, "magasinet", json!({"body": "Slet ikke spam"})).await;
        decide(&app, &site, wrong["id"].as_i64().unwrap(), Status::Trash).await;
        decide(&app, &site, wrong["id"].as_i64().unwrap(), Status::Approved).await;
        told(&app).await;
        assert_eq!(reports(&akismet), (0, 1), "through the trash it is a contradiction all the same");
    }

    /// A report that fails is made again; one that was taken back before it got through is not made at all.
    async fn a_report_is_retried_and_can_be_taken_back(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        let id = posted(&app, "magasinet", json!({})).await["id"].as_i64().unwrap();
        akismet.next_for(SPAM, Say::Status(500));
        akismet.next_for(SPAM, Say::Garbage);
        decide(&app, &site, id, Status::Spam).await;
        told(&app).await;
        assert_eq!(reports(&akismet), (1, 0));
        for expected in [2, 3, 3] {
            app.clock.advance(10 * Timestamp::MINUTE);
            settled(&app).await;
            assert_eq!(reports(&akismet), (expected, 0));
        }
        let id = posted(&app, "magasinet", json!({"body": "To"})).await["id"].as_i64().unwrap();
        akismet.next_for(SPAM, Say::Status(500));
        decide(&app, &site, id, Status::Spam).await;
        told(&app).await;
        decide(&app, &site, id, Status::Approved).await;
        app.clock.advance(Timestamp::DAY);
        settled(&app).await;
        assert_eq!(reports(&akismet), (4, 0), "the failed try is the last");
        assert_eq!(given_up(&app).await, 0);
    }

    /// Nothing is slipped in behind the check: a changed text is asked about, and what is spam does not stay up.
    async fn a_changed_text_is_checked_again(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        for (n, (say, status)) in
            [(Say::Spam, Status::Spam), (Say::Garbage, Status::Pending), (Say::RecheckAfter(60), Status::Pending),
                (Say::Ham, Status::Approved)].into_iter().enumerate()
        {
            let answer = posted(&app, "magasinet", json!({"body": format!("Nummer {n}")})).await;
            assert_eq!(answer["status"], "approved");
            decide(&app, &site, answer["id"].as_i64().unwrap(), Status::Approved).await;
            akismet.next(say.clone());
            assert_eq!(edit(&app, &answer, "KØB NU https://x.example").await.status(), 200);
            let asked = akismet.asked_for(CHECK).pop().unwrap();
            assert_eq!(asked.value("recheck_reason"), Some("edit"));
            assert_eq!(asked.value("comment_content"), Some("KØB NU https://x.example"));
            assert_eq!(desk(&app, &site, &answer["id"]).await.status, status, "{say:?}");
            let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
            let shown = list["comments"].as_array().unwrap().iter().any(|c| c["id"] == answer["id"]);
            assert_eq!(shown, status == Status::Approved, "{say:?}");
        }
    }

    /// The owner's lists and bans hold for a changed text too, the author's address included.
    async fn an_edit_passes_the_owners_lists_again(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let settings = [("moderation", "open"), ("hold_words", "advokat\nplage.example"), ("spam_words", "kviklån")];
        let site = app.add_site("magasinet", &settings).await;
        let answer = posted(&app, "magasinet", json!({})).await;
        edit(&app, &answer, "Jeg har en advokat").await;
        let (status, signals) = verdict(&app, &site, &answer["id"]).await;
        assert!(status == Status::Pending && signals.contains(&"hold-word=advokat".to_owned()), "{signals:?}");

        let known = posted(&app, "magasinet", json!({"email": "x@plage.example", "body": "Et"})).await;
        assert_eq!(known["status"], "pending");
        edit(&app, &known, "Et og et halvt").await;
        assert_eq!(desk(&app, &site, &known["id"]).await.status, Status::Pending, "the address is on the list");

        // The first text was settled by the list, so Akismet was never asked and cannot be now.
        let asked = akismet.asked().len();
        let spam = posted(&app, "magasinet", json!({"email": "y@laeser.example", "body": "kviklån"})).await;
        edit(&app, &spam, "Pæn tekst").await;
        assert_eq!(akismet.asked().len(), asked);
        let (status, signals) = verdict(&app, &site, &spam["id"]).await;
        assert_eq!(status, Status::Pending, "{signals:?}");
        assert!(signals.contains(&"akismet-not-asked".to_owned()), "{signals:?}");

        let moderator = app.add_moderator("mette@holdet.example", Role::Editor, &[&site]).await;
        let word = BanWish::Word("casino".to_owned());
        moderation::ban(&app.services, &site, &word, &Terms { days: None, ..Terms::default() }, moderator).await.unwrap().unwrap();
        let late = posted(&app, "magasinet", json!({"email": "z@laeser.example", "body": "Hej"})).await;
        assert_eq!(edit(&app, &late, "Hej, besøg mit casino").await.status(), 403);
    }

    /// An answer about the old text says nothing about the new one.
    async fn a_late_answer_about_the_old_text_counts_for_nothing(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        akismet.next(Say::Garbage);
        akismet.next(Say::Never);
        akismet.next(Say::Spam);
        let answer = posted(&app, "magasinet", json!({})).await;
        app.clock.advance(Timestamp::MINUTE);
        app.services.jobs.notify_one();
        akismet.wait_for(2).await;
        assert_eq!(edit(&app, &answer, "KØB NU").await.status(), 200);
        assert_eq!(desk(&app, &site, &answer["id"]).await.status, Status::Spam);
        akismet.release();
        settled(&app).await;
        eventually("the late answer to be heard", async || {
            let id = CommentId(answer["id"].as_i64().unwrap());
            let entries = app.services.store.decisions(site.id, id).await.unwrap();
            assert!(entries.iter().all(|e| e.action != "recheck"), "{entries:?}");
            next_job(&app).await.is_none().then_some(())
        })
        .await;
        assert_eq!(desk(&app, &site, &answer["id"]).await.status, Status::Spam);
    }
}
