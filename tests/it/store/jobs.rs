//! Work that outlives a crash: claimed for a while, tried again, given up where people can see it.

use svar::domain::comment::CommentId;
use svar::domain::site::SiteId;
use svar::store::jobs::{Job, JobFigures, JobKind, JobState, NewJob};
use tokio::task::JoinSet;

use super::{Scene, at};
use crate::support::on_both_engines;

fn job(site: SiteId, run_at: i64) -> NewJob {
    let payload = serde_json::json!({ "forsøg": 1 });
    NewJob { site, kind: JobKind::AkismetCheck, comment: Some(CommentId(7)), payload, run_at: at(run_at) }
}

impl Scene {
    async fn add_job(&self, job: NewJob) {
        let mut tx = self.begin().await;
        tx.add_job(&job).await.unwrap();
        assert!(tx.commit().await.unwrap().jobs, "the worker must hear of it");
    }

    async fn claim(&self, now: i64, limit: i64) -> Vec<Job> {
        let mut tx = self.begin().await;
        let jobs = tx.claim_jobs(at(now), 100, limit).await.unwrap();
        tx.commit().await.unwrap();
        jobs
    }

    async fn waits(&self, site: SiteId, kind: JobKind, comment: Option<CommentId>) -> bool {
        self.begin().await.has_job(site, kind, comment).await.unwrap()
    }
}

on_both_engines! {
    async fn a_job_is_claimed_when_it_is_due_and_by_one_at_a_time(db: TestDb) {
        let scene = Scene::open(&db).await;
        assert_eq!(scene.store.next_job_at().await.unwrap(), None);
        scene.add_job(job(scene.site, 10)).await;
        assert_eq!(scene.store.next_job_at().await.unwrap(), Some(at(10)));
        assert!(scene.claim(9, 5).await.is_empty());
        let claimed = scene.claim(10, 5).await.remove(0);
        assert_eq!((claimed.site, claimed.kind), (scene.site, JobKind::AkismetCheck));
        assert_eq!((claimed.comment, &claimed.payload["forsøg"]), (Some(CommentId(7)), &serde_json::json!(1)));
        assert_eq!((claimed.attempts, claimed.state, claimed.last_error), (1, JobState::Ready, None));
        assert!(scene.claim(10, 5).await.is_empty(), "somebody does it already");
        assert_eq!(scene.store.next_job_at().await.unwrap(), Some(at(110)));
    }

    /// If its node died, another takes it, at the moment for which it was woken.
    async fn a_claim_runs_out(db: TestDb) {
        let scene = Scene::open(&db).await;
        scene.add_job(job(scene.site, 10)).await;
        scene.claim(10, 5).await;
        assert!(scene.claim(109, 5).await.is_empty());
        let next = scene.store.next_job_at().await.unwrap().unwrap();
        let again = scene.claim(next.since(at(0)), 5).await;
        assert_eq!(again.iter().map(|job| job.attempts).collect::<Vec<_>>(), [2]);
    }

    async fn what_has_been_due_longest_is_claimed_first(db: TestDb) {
        let scene = Scene::open(&db).await;
        for run_at in [30, 10, 20] {
            scene.add_job(NewJob { comment: Some(CommentId(run_at)), ..job(scene.site, run_at) }).await;
        }
        let mut first: Vec<_> = scene.claim(40, 2).await.iter().map(|job| job.comment.unwrap().0).collect();
        first.sort_unstable();
        assert_eq!(first, [10, 20]);
        assert_eq!(scene.claim(40, 2).await[0].comment, Some(CommentId(30)));
    }

    /// Nodes that claim at the same moment share the work: nothing twice, nothing left, never more than asked for.
    async fn claimers_at_the_same_moment_share_the_work(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        for number in 0..20 {
            scene.add_job(job(if number % 2 == 0 { scene.site } else { other }, number)).await;
        }
        let mut tasks = JoinSet::new();
        for _ in 0..4 {
            let store = scene.store.clone();
            tasks.spawn(async move {
                let mut all = Vec::new();
                loop {
                    let mut tx = store.begin().await.unwrap();
                    let jobs = tx.claim_jobs(at(50), 100, 3).await.unwrap();
                    tx.commit().await.unwrap();
                    assert!(jobs.len() <= 3);
                    if jobs.is_empty() {
                        return all;
                    }
                    all.extend(jobs.into_iter().map(|job| job.id));
                }
            });
        }
        let mut ids: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
        // On PostgreSQL a claimer may find everything locked by the others and go home early.
        ids.extend(scene.claim(50, 20).await.into_iter().map(|job| job.id));
        ids.sort_unstable();
        let all: Vec<(i64,)> = scene.raw.rows("SELECT id FROM job WHERE $1 = 0 ORDER BY id", 0).await;
        assert_eq!(ids, all.into_iter().map(|(id,)| id).collect::<Vec<_>>());
    }

    async fn a_finished_job_is_gone(db: TestDb) {
        let scene = Scene::open(&db).await;
        scene.add_job(job(scene.site, 10)).await;
        let claimed = scene.claim(10, 5).await.remove(0);
        let mut tx = scene.begin().await;
        tx.finish_job(&claimed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.store.next_job_at().await.unwrap(), None);
        assert_eq!(scene.store.job_figures(at(10)).await.unwrap(), JobFigures::default());
    }

    /// A run that could not even begin (a breaker was open) is no attempt.
    async fn a_postponed_job_comes_back_with_its_reason(db: TestDb) {
        let scene = Scene::open(&db).await;
        scene.add_job(job(scene.site, 10)).await;
        for (now, spent, attempts) in [(10, true, 2), (30, false, 2), (50, true, 3)] {
            let claimed = scene.claim(now, 5).await.remove(0);
            let mut tx = scene.begin().await;
            tx.postpone_job(&claimed, at(now + 20), spent, "svarede ikke").await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(scene.store.next_job_at().await.unwrap(), Some(at(now + 20)));
            assert!(scene.claim(now + 19, 5).await.is_empty());
            let next = scene.claim(now + 20, 5).await.remove(0);
            assert_eq!((next.attempts, next.last_error.as_deref()), (attempts, Some("svarede ikke")));
            let mut tx = scene.begin().await;
            tx.postpone_job(&next, at(now + 20), false, "svarede ikke").await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    async fn a_job_that_is_given_up_stays_where_people_see_it_until_it_is_revived(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        scene.add_job(job(scene.site, 10)).await;
        let claimed = scene.claim(10, 5).await.remove(0);
        let mut tx = scene.begin().await;
        tx.bury_job(&claimed, "afvist").await.unwrap();
        tx.commit().await.unwrap();
        assert!(scene.claim(10_000, 5).await.is_empty());
        assert_eq!(scene.store.next_job_at().await.unwrap(), None);
        assert_eq!(scene.store.job_figures(at(10)).await.unwrap(), JobFigures { dead: 1, ..JobFigures::default() });
        let dead = scene.store.dead_jobs(scene.site, 5).await.unwrap().remove(0);
        assert_eq!((dead.id, dead.state, dead.last_error.as_deref()), (claimed.id, JobState::Dead, Some("afvist")));
        assert!(scene.store.dead_jobs(other, 5).await.unwrap().is_empty());

        let mut tx = scene.begin().await;
        assert!(!tx.revive_job(other, dead.id, at(500)).await.unwrap());
        assert!(tx.revive_job(scene.site, dead.id, at(500)).await.unwrap());
        assert!(!tx.revive_job(scene.site, dead.id, at(500)).await.unwrap(), "it is alive");
        assert!(tx.commit().await.unwrap().jobs);
        assert!(scene.store.dead_jobs(scene.site, 5).await.unwrap().is_empty());
        assert!(scene.claim(499, 5).await.is_empty());
        assert_eq!(scene.claim(500, 5).await[0].attempts, 1, "it starts anew");
    }

    async fn the_metrics_know_how_much_waits_and_since_when(db: TestDb) {
        let scene = Scene::open(&db).await;
        for run_at in [30, 10, 20] {
            scene.add_job(job(scene.site, run_at)).await;
        }
        let figures = scene.store.job_figures(at(25)).await.unwrap();
        assert_eq!(figures, JobFigures { ready: 3, dead: 0, oldest_due: Some(at(10).0) });
        assert_eq!(scene.store.job_figures(at(5)).await.unwrap().oldest_due, None);
    }

    /// One that is running may have looked before the change that asks for it again.
    async fn only_a_job_that_has_not_begun_is_waiting(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, other) = (scene.site, scene.add_site("andet").await);
        scene.add_job(job(site, 10)).await;
        assert!(scene.waits(site, JobKind::AkismetCheck, Some(CommentId(7))).await);
        assert!(scene.waits(site, JobKind::AkismetCheck, None).await);
        assert!(!scene.waits(site, JobKind::AkismetCheck, Some(CommentId(8))).await);
        assert!(!scene.waits(site, JobKind::MailWaiting, None).await);
        assert!(!scene.waits(other, JobKind::AkismetCheck, None).await);
        scene.claim(10, 5).await;
        assert!(!scene.waits(site, JobKind::AkismetCheck, None).await);
    }

    async fn work_for_a_comment_is_dropped_by_its_kind(db: TestDb) {
        let scene = Scene::open(&db).await;
        for kind in JobKind::ALL {
            scene.add_job(NewJob { kind, ..job(scene.site, 10) }).await;
        }
        let mut tx = scene.begin().await;
        tx.drop_jobs(scene.site, JobKind::AkismetSpam, CommentId(7)).await.unwrap();
        tx.drop_jobs(scene.site, JobKind::AkismetHam, CommentId(8)).await.unwrap();
        tx.commit().await.unwrap();
        let mut left: Vec<_> = scene.claim(10, 20).await.into_iter().map(|job| job.kind.as_str()).collect();
        left.sort_unstable();
        assert_eq!(left, ["akismet-account", "akismet-check", "akismet-ham", "index", "mail-confirm", "mail-failures", "mail-flagged", "mail-invitation", "mail-waiting", "recheck", "weights"]);
    }
}
