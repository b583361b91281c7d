//! "Ask about the queue again": what is asked, what moves, what waits, and who can stop it.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::{ModeratorId, Role, Scope};
use svar::domain::site::Site;
use svar::moderation::{self, RecheckBegun, Rechecked};
use svar::store::rechecks::{Recheck, RecheckState};
use svar::{privacy, sites};

use crate::desk::{Desk, EMAIL};
use crate::readers::{decide, posted};
use crate::spamcheck::{desk, settled, start, verdict};
use crate::support::akismet::{CHECK, Say, ScriptedAkismet};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

/// A site at which everybody's first comment waits, with a moderator.
async fn stage(app: &TestApp) -> (Arc<Site>, ModeratorId) {
    let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
    let moderator = app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    (site, moderator)
}

/// Comments that wait although Akismet found nothing in them.
async fn waiting(app: &TestApp, n: usize) -> Vec<Value> {
    let mut all = Vec::new();
    for n in 0..n {
        let comment = posted(app, "magasinet", json!({"body": format!("Kommentar {n}")})).await;
        assert_eq!(comment["status"], "pending");
        all.push(comment["id"].clone());
    }
    all
}

async fn set(app: &TestApp, site: &Site, name: &str, value: &str) -> Arc<Site> {
    Arc::new(sites::set(&app.services, &site.key, &[(name.to_owned(), value.to_owned())]).await.unwrap())
}

async fn begin(app: &TestApp, site: &Arc<Site>, by: ModeratorId) -> RecheckBegun {
    moderation::begin_recheck(&app.services, site, by).await.unwrap()
}

async fn run(app: &TestApp, site: &Site) -> Recheck {
    app.services.store.recheck(site.id).await.unwrap().unwrap()
}

/// `(total, done, spam, approved, not asked, not kept)`
fn figures(run: &Recheck) -> (i64, i64, i64, i64, i64, i64) {
    (run.total, run.done, run.spam, run.approved, run.not_asked, run.not_kept)
}

/// The questions of a run, by what was asked about.
fn rechecked(akismet: &ScriptedAkismet) -> Vec<String> {
    let asked = akismet.asked_for(CHECK).into_iter();
    let again = asked.filter(|asked| asked.value("recheck_reason") == Some("recheck_queue"));
    again.map(|asked| asked.value("comment_content").unwrap().to_owned()).collect()
}

on_both_engines! {
    /// Each comment once, oldest first, over more than one go; spam moves, policy decides about the rest, and what a
    /// person has decided is not even asked about.
    async fn the_queue_is_asked_about_once_and_moves_by_policy(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, anne) = stage(&app).await;
        let ids = waiting(&app, 14).await;
        decide(&app, &site, ids[3].as_i64().unwrap(), Status::Pending).await;
        let site = set(&app, &site, "moderation", "open").await;
        akismet.next(Say::Spam);
        akismet.next(Say::Ham);
        akismet.next(Say::RecheckAfter(120));
        assert_eq!(begin(&app, &site, anne).await, RecheckBegun::Begun);
        settled(&app).await;
        let ended = run(&app, &site).await;
        assert_eq!((ended.state, figures(&ended)), (RecheckState::Done, (13, 13, 1, 11, 0, 0)));
        assert_eq!((ended.by.as_deref(), ended.ended), (Some("Mette Moderator"), Some(app.now())));
        let asked = rechecked(&akismet);
        let meant: Vec<String> = (0..14).filter(|n| *n != 3).map(|n| format!("Kommentar {n}")).collect();
        assert_eq!(asked, meant);
        assert_eq!(verdict(&app, &site, &ids[0]).await, (Status::Spam, vec!["akismet-spam".to_owned()]));
        assert_eq!(desk(&app, &site, &ids[1]).await.status, Status::Approved);
        assert_eq!(verdict(&app, &site, &ids[2]).await, (Status::Pending, vec!["akismet-provisional".to_owned()]));
        assert_eq!(desk(&app, &site, &ids[3]).await.status, Status::Pending);
        app.clock.advance(2 * Timestamp::MINUTE);
        settled(&app).await;
        assert_eq!(desk(&app, &site, &ids[2]).await.status, Status::Approved, "what was provisional is asked about again");

        assert_eq!(begin(&app, &site, anne).await, RecheckBegun::Nothing);
        assert_eq!(figures(&run(&app, &site).await).1, 13, "the last run stands");
        let log = app.services.store.log(site.id, &Default::default(), None, 50).await.unwrap();
        assert_eq!(log.iter().filter(|line| line.action == "recheck-begin").count(), 1);
    }

    /// Only what the setting says, and only with what is kept; the rest is counted and left alone.
    async fn what_is_not_wanted_or_not_kept_is_counted_and_left_alone(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, anne) = stage(&app).await;
        let old = waiting(&app, 1).await;
        app.clock.advance(16 * Timestamp::DAY);
        privacy::purge(&app.services).await.unwrap();
        let doubted = posted(&app, "magasinet", json!({"token": "", "body": "Tvivlsom"})).await;
        let sure = posted(&app, "magasinet", json!({"body": "Sikker"})).await;
        begin(&app, &site, anne).await;
        settled(&app).await;
        assert_eq!(figures(&run(&app, &site).await), (3, 3, 0, 0, 0, 1));
        assert_eq!(rechecked(&akismet), ["Tvivlsom", "Sikker"]);

        let site = set(&app, &site, "akismet_ask", "unsure").await;
        akismet.next(Say::Spam);
        begin(&app, &site, anne).await;
        settled(&app).await;
        assert_eq!(figures(&run(&app, &site).await), (3, 3, 1, 0, 2, 0));
        assert_eq!(rechecked(&akismet)[2..], ["Tvivlsom"]);
        assert_eq!(desk(&app, &site, &doubted["id"]).await.status, Status::Spam);
        for id in [&old[0], &sure["id"]] {
            assert_eq!(desk(&app, &site, id).await.status, Status::Pending);
        }
        let site = set(&app, &site, "akismet_ask", "never").await;
        assert_eq!(begin(&app, &site, anne).await, RecheckBegun::Off);
    }

    /// While Akismet is down a run waits, longer each time, and goes on where it was; there is one at a time.
    async fn a_run_waits_while_akismet_is_down_and_goes_on_where_it_was(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, anne) = stage(&app).await;
        waiting(&app, 3).await;
        akismet.next(Say::Ham);
        akismet.next(Say::Status(503));
        akismet.next(Say::TooMany { retry_after: "600".to_owned() });
        begin(&app, &site, anne).await;
        settled(&app).await;
        let waits = run(&app, &site).await;
        assert_eq!((waits.state, waits.done, waits.trouble.as_deref()), (RecheckState::Running, 1, Some("status")));
        assert_eq!(begin(&app, &site, anne).await, RecheckBegun::Runs);
        app.clock.advance(7 * Timestamp::MINUTE);
        settled(&app).await;
        assert_eq!(run(&app, &site).await.trouble.as_deref(), Some("too-many"));
        app.clock.advance(9 * Timestamp::MINUTE);
        settled(&app).await;
        assert_eq!(rechecked(&akismet).len(), 3, "it asked us to wait for ten minutes");
        app.clock.advance(15 * Timestamp::MINUTE);
        settled(&app).await;
        let ended = run(&app, &site).await;
        assert_eq!((ended.state, ended.done, ended.trouble), (RecheckState::Done, 3, None));
        assert_eq!(rechecked(&akismet), ["Kommentar 0", "Kommentar 1", "Kommentar 1", "Kommentar 1", "Kommentar 2"]);

        akismet.next(Say::Invalid);
        begin(&app, &site, anne).await;
        settled(&app).await;
        let failed = run(&app, &site).await;
        assert_eq!((failed.state, failed.done, failed.trouble.as_deref()), (RecheckState::Failed, 0, Some("invalid-key")));
        assert!(app.services.store.dead_jobs(site.id, 10).await.unwrap().is_empty());
    }

    /// A run that is stopped asks nothing more, and one that was begun since is not taken for it; a job of a run that is
    /// over does nothing, however often it comes.
    async fn a_run_can_be_stopped_and_an_old_job_does_nothing(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, anne) = stage(&app).await;
        waiting(&app, 2).await;
        akismet.next(Say::Close);
        begin(&app, &site, anne).await;
        settled(&app).await;
        let first = run(&app, &site).await.run;
        assert!(moderation::stop_recheck(&app.services, &site, anne).await.unwrap());
        assert!(!moderation::stop_recheck(&app.services, &site, anne).await.unwrap());
        app.clock.advance(Timestamp::HOUR);
        settled(&app).await;
        assert_eq!((rechecked(&akismet).len(), run(&app, &site).await.state), (1, RecheckState::Stopped));
        begin(&app, &site, anne).await;
        settled(&app).await;
        let before = run(&app, &site).await;
        assert_eq!((before.run, before.state), (first + 1, RecheckState::Done));
        for number in [first, first + 1, 99] {
            let again = moderation::recheck(&app.services, &site, &json!({"run": number})).await.unwrap();
            assert_eq!(again, Rechecked::Ended);
        }
        assert_eq!(run(&app, &site).await, before);
    }

    /// A person who decides while the question is under way is not overridden.
    async fn a_person_who_is_faster_is_not_overridden(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, anne) = stage(&app).await;
        let ids = waiting(&app, 1).await;
        akismet.next(Say::Never);
        begin(&app, &site, anne).await;
        app.services.jobs.notify_one();
        akismet.wait_for(2).await;
        decide(&app, &site, ids[0].as_i64().unwrap(), Status::Spam).await;
        akismet.release();
        settled(&app).await;
        assert_eq!(desk(&app, &site, &ids[0]).await.status, Status::Spam);
        let id = CommentId(ids[0].as_i64().unwrap());
        let history = app.services.store.decisions(site.id, id).await.unwrap();
        assert_eq!(history.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["decide"]);
    }

    /// The button at the desk: in the queue, with progress, a result, and a way to stop; for moderators without the
    /// account's figures, for editors with them.
    async fn the_desk_begins_shows_and_stops_a_run(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, _) = stage(&app).await;
        app.add_moderator("ung@redaktion.example", Role::Moderator, &[&site]).await;
        waiting(&app, 3).await;
        let (anne, young) = (Desk::signed_in(&app, EMAIL).await, Desk::signed_in(&app, "ung@redaktion.example").await);
        assert!(!anne.page("/desk/magasinet/queue?status=spam").await.contains("Spørg Akismet igen"));
        akismet.next(Say::Ham);
        akismet.next(Say::Close);
        let fields = [("do", "begin"), ("back", "/desk/magasinet/queue?status=pending")];
        let page = young.sent("/desk/magasinet/recheck", &fields).await;
        assert!(page.contains("Akismet bliver nu spurgt om køen."), "{page}");
        settled(&app).await;
        let page = young.page("/desk/magasinet/queue").await;
        assert!(page.contains("Akismet bliver spurgt om køen: 1 af 3. Lige nu venter vi, fordi der var ingen forbindelse."), "{page}");
        assert!(page.contains("<progress max=\"3\" value=\"1\""), "{page}");
        let news: Value = anne.get("/desk/magasinet/news").await.json().await.unwrap();
        assert_eq!((&news["recheck"]["running"], &news["recheck"]["done"]), (&json!(true), &json!(1)));
        assert!(young.sent("/desk/magasinet/recheck", &fields).await.contains("bliver allerede spurgt"));
        let page = anne.sent("/desk/magasinet/recheck", &[("do", "stop"), ("back", "/desk/magasinet/recheck")]).await;
        assert!(page.contains("Det, der er nået, bliver stående.") && page.contains("efter 1 af 3."), "{page}");
        assert!(page.contains("Nøgle og forbrug") && page.contains("der var ingen forbindelse"), "{page}");
        assert!(!young.page("/desk/magasinet/recheck").await.contains("Nøgle og forbrug"), "not for everybody");
        let part = anne.page("/desk/magasinet/recheck?part=box&back=%2Fdesk%2Favisen%2Fqueue").await;
        assert!(part.trim().starts_with("<section") && part.contains("value=\"/desk/magasinet/queue?status=pending\""), "{part}");
        assert_eq!(young.send("/desk/magasinet/recheck", &[("do", "alt")]).await.status(), 400);
    }

    /// The same for machines.
    async fn the_api_begins_shows_and_stops_a_run(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let (site, _) = stage(&app).await;
        let token = app.add_token(EMAIL, &site, Scope::Moderate).await;
        let call = async |method: &str| {
            let answer = app.request(method, "/api/v1/desk/magasinet/recheck").bearer_auth(&token).send().await.unwrap();
            (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
        };
        let (status, none) = call("GET").await;
        assert_eq!((status, &none["state"], &none["total"], &none["started"]), (200, &json!("none"), &json!(0), &Value::Null));
        assert_eq!(call("POST").await.0, 200, "nothing waits");
        waiting(&app, 2).await;
        akismet.next(Say::Ham);
        akismet.next(Say::Html);
        let (status, begun) = call("POST").await;
        assert_eq!((status, &begun["state"], &begun["by"]), (202, &json!("running"), &json!("Mette Moderator")));
        settled(&app).await;
        let (status, refused) = call("POST").await;
        assert_eq!((status, &refused["code"]), (409, &json!("running")));
        let (_, run) = call("GET").await;
        assert_eq!((&run["done"], &run["total"], &run["trouble"]), (&json!(1), &json!(2), &json!("garbage")));
        let (status, ended) = call("DELETE").await;
        assert_eq!((status, &ended["state"]), (200, &json!("stopped")));
        set(&app, &site, "akismet_ask", "never").await;
        let (status, refused) = call("POST").await;
        assert_eq!((status, &refused["code"]), (409, &json!("akismet-off")));
    }
}
