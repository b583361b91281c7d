//! Letting go in time: what is rejected is purged, what is no longer needed is forgotten, and nothing else is.

use serde_json::json;
use svar::domain::ban::{Effect, Rule};
use svar::domain::comment::{CommentId, Status};
use svar::domain::verdict::{Signal, SignalCode, Verdict};
use svar::store::bans::NewBan;
use svar::store::idempotency::FirstAnswer;
use svar::store::jobs::{JobKind, NewJob};
use svar::store::retention::Rejected;
use svar::store::submissions::NewComment;
use svar::store::tokens::{CheckRequest, MailLink, Purpose};

use super::{Scene, at, comment, decided, email, hash, reply, sealed, token};
use crate::support::on_both_engines;

impl Scene {
    async fn rejected(&self, kind: Rejected, before: i64, limit: i64) -> Vec<CommentId> {
        self.begin().await.rejected_before(self.site, kind, at(before), limit).await.unwrap()
    }

    async fn purge(&self, kind: Rejected, before: i64) -> usize {
        let status = if kind == Rejected::Trash { Status::Trash } else { Status::Spam };
        let mut tx = self.begin().await;
        let ids = tx.rejected_before(self.site, kind, at(before), 100).await.unwrap();
        for id in &ids {
            tx.purge_comment(self.site, *id, status).await.unwrap();
        }
        tx.commit().await.unwrap();
        ids.len()
    }

    async fn left(&self) -> Vec<i64> {
        let rows: Vec<(i64,)> = self.rows("SELECT id FROM comment WHERE site_id = $1 ORDER BY id").await;
        rows.into_iter().map(|(id,)| id).collect()
    }
}

on_both_engines! {
    /// By the time of the decision, not of the comment.
    async fn rejected_comments_are_found_by_how_long_they_have_been_so(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let new = |status, millis| NewComment { status, created: at(millis), ..comment(scene.site, thread) };
        let blatant = Verdict::from_signals(vec![Signal::new(SignalCode::AkismetDiscard)]);
        let old = scene.add(&new(Status::Spam, 10)).await;
        let worst = scene.add(&NewComment { verdict: blatant.clone(), ..new(Status::Spam, 11) }).await;
        let judged = scene.add(&NewComment { verdict: blatant, ..new(Status::Pending, 5) }).await;
        scene.change(judged, &decided(Status::Spam, at(12))).await;
        let thrown = scene.add(&new(Status::Approved, 1)).await;
        scene.change(thrown, &decided(Status::Trash, at(20))).await;
        scene.add(&new(Status::Pending, 1)).await;

        assert_eq!(scene.rejected(Rejected::Spam, 12, 9).await, [worst, old]);
        assert_eq!(scene.rejected(Rejected::Spam, 13, 9).await, [judged, worst, old]);
        assert_eq!(scene.rejected(Rejected::Spam, 13, 2).await.len(), 2);
        assert_eq!(scene.rejected(Rejected::BlatantSpam, 13, 9).await, [worst], "a person looked at the other");
        assert_eq!(scene.rejected(Rejected::Trash, 20, 9).await, []);
        assert_eq!(scene.rejected(Rejected::Trash, 21, 9).await, [thrown]);
    }

    async fn a_purged_comment_is_gone_with_its_traces(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let new = |millis| NewComment { status: Status::Spam, created: at(millis), ..comment(scene.site, thread) };
        let (id, kept) = (scene.add(&new(0)).await, scene.add(&new(50)).await);
        scene.leave_traces(id).await;
        scene.leave_traces(kept).await;
        assert_eq!(scene.purge(Rejected::Spam, 50).await, 1);
        assert_eq!((scene.left().await, scene.traces(id).await, scene.traces(kept).await), (vec![kept.0], 0, 4));
        assert_eq!(scene.store.tally(scene.site).await.unwrap().spam, 1);
    }

    /// The replies of others stay where they were; once they are gone, the empty place goes, too.
    async fn a_purged_comment_that_was_answered_leaves_an_empty_place(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let address = Some((hash("maskine"), "192.0.2.0/24".to_owned()));
        let article_title = Some("Åses artikel".to_owned());
        let new = NewComment { email: email("mig"), address, article_title, ..comment(site, thread) };
        let root = scene.add(&new).await;
        let answer = scene.add(&NewComment { name: "Bo".to_owned(), ..reply(site, thread, root, root) }).await;
        scene.change(root, &decided(Status::Trash, at(1))).await;
        assert_eq!(scene.purge(Rejected::Trash, 50).await, 1);
        assert_eq!(scene.left().await, [root.0, answer.0]);
        let words = "SELECT COUNT(*) FROM comment WHERE site_id = $1 AND name <> 'Bo' AND (name <> '' OR source <> ''
            OR LENGTH(html) > 0 OR email_hash IS NOT NULL OR email_sealed IS NOT NULL OR address_hash IS NOT NULL
            OR address_prefix IS NOT NULL OR length(text_hash) > 0 OR article_title IS NOT NULL)";
        assert_eq!(scene.count(words).await, 0, "nothing of it may be left");
        assert_eq!(scene.purge(Rejected::Trash, 50).await, 0, "there is nothing more to take");
        let (_, seen) = scene.store.comment(site, root).await.unwrap().unwrap();
        assert!(seen.content.is_none() && seen.replies == 1);

        scene.change(answer, &decided(Status::Trash, at(2))).await;
        assert_eq!(scene.purge(Rejected::Trash, 50).await, 1);
        assert_eq!(scene.purge(Rejected::Trash, 50).await, 1);
        assert_eq!(scene.left().await, [0; 0]);
        assert_eq!(scene.store.tally(site).await.unwrap().trash, 0);
    }

    /// At once, not one generation a day.
    async fn a_rejected_branch_goes_as_a_whole(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let root = scene.add(&NewComment { status: Status::Spam, ..comment(site, thread) }).await;
        let middle = scene.add(&NewComment { status: Status::Spam, ..reply(site, thread, root, root) }).await;
        scene.add(&NewComment { status: Status::Spam, ..reply(site, thread, middle, root) }).await;
        assert_eq!(scene.purge(Rejected::Spam, 50).await, 3);
        assert_eq!(scene.left().await, [0; 0]);
        assert_eq!(scene.store.tally(site).await.unwrap().spam, 0);
    }

    /// The receipt still says what became of it.
    async fn a_blanked_comment_says_nothing_but_its_status(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let new = NewComment { receipt: token("kvittering"), email: email("mig"), ..comment(scene.site, thread) };
        let id = scene.add(&new).await;
        scene.change(id, &decided(Status::Trash, at(1))).await;
        let mut tx = scene.begin().await;
        tx.blank_comment(scene.site, id).await.unwrap();
        tx.commit().await.unwrap();
        let own = scene.store.own_comment(scene.site, &token("kvittering")).await.unwrap().unwrap();
        assert_eq!((own.name.as_str(), own.source.as_str(), own.html.html.as_str()), ("", "", ""));
        assert_eq!((own.has_email, own.status, own.version), (false, Status::Trash, 3));
    }

    /// In small bites, at one site, and only what is older.
    async fn what_is_no_longer_needed_is_forgotten(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let thread = scene.thread("artikel").await;
        for millis in [1, 2, 3, 90] {
            let address = Some((hash("maskine"), "192.0.2.0/24".to_owned()));
            let id = scene.add(&NewComment { address, created: at(millis), ..comment(scene.site, thread) }).await;
            leave_old_things(&scene, id, millis).await;
        }
        let site = scene.site;
        let addresses = "SELECT COUNT(*) FROM comment WHERE site_id = $1
            AND (address_hash IS NOT NULL OR address_prefix IS NOT NULL)";
        macro_rules! forgets {
            ($forget:ident, $left:expr) => {
                for (site, before, gone) in [(other, 91, 0), (site, 3, 2), (site, 91, 2), (site, 91, 0)] {
                    let mut tx = scene.begin().await;
                    assert_eq!(tx.$forget(site, at(before), 2).await.unwrap(), gone, stringify!($forget));
                    tx.commit().await.unwrap();
                    if before == 3 {
                        assert_eq!(scene.count($left).await, 2, stringify!($forget));
                    }
                }
                assert_eq!(scene.count($left).await, 0, stringify!($forget));
            };
        }
        forgets!(forget_addresses, addresses);
        forgets!(forget_check_requests, "SELECT COUNT(*) FROM check_request WHERE site_id = $1");
        forgets!(forget_answers, "SELECT COUNT(*) FROM idempotency WHERE site_id = $1");
        forgets!(forget_mail_tokens, "SELECT COUNT(*) FROM mail_token WHERE site_id = $1");
        forgets!(forget_bans, "SELECT COUNT(*) FROM ban WHERE site_id = $1 AND expires IS NOT NULL");
        forgets!(forget_dead_jobs, "SELECT COUNT(*) FROM job WHERE site_id = $1 AND state = 'dead'");
        assert_eq!(scene.left().await.len(), 4, "the comments themselves stay");
        assert_eq!(scene.count("SELECT COUNT(*) FROM ban WHERE site_id = $1").await, 4, "a ban without an end stays");
        assert_eq!(scene.count("SELECT COUNT(*) FROM job WHERE site_id = $1").await, 4, "work that waits stays");
    }

    async fn sessions_that_were_not_used_are_forgotten(db: TestDb) {
        let scene = Scene::open(&db).await;
        let mut tx = scene.begin().await;
        let id = tx.insert_moderator("Mette", &email("mette").unwrap(), "hash", at(0)).await.unwrap();
        for (word, millis) in [("gammel", 1), ("ny", 2)] {
            tx.insert_session(&token(word), id, b"csrf", at(millis), Default::default()).await.unwrap();
        }
        tx.forget_sessions(at(2)).await.unwrap();
        tx.commit().await.unwrap();
        let found = async |word| scene.store.session(&token(word), at(0), at(0)).await.unwrap().is_some();
        assert_eq!((found("gammel").await, found("ny").await), (false, true));
    }
}

/// One of everything that has a time, as old as `millis`.
async fn leave_old_things(scene: &Scene, id: CommentId, millis: i64) {
    let (site, then) = (scene.site, at(millis));
    let word = format!("{}", id.0);
    let request = CheckRequest { sealed: sealed("sendt"), guid: None, answer: None, reported: None };
    let first = FirstAnswer { body_hash: b"krop".to_vec(), answer: sealed("svar") };
    let link = MailLink { purpose: Purpose::ConfirmEmail, comment: id };
    let mut tx = scene.begin().await;
    tx.keep_check_request(site, id, &request, then).await.unwrap();
    tx.keep_answer(site, &word, &first, id, then).await.unwrap();
    tx.insert_mail_token(site, &token(&word), &link, at(0), then).await.unwrap();
    for expires in [Some(then), None] {
        let (rule, label) = (Rule::Word(word.clone()), word.clone());
        tx.insert_ban(&NewBan {
            site,
            rule,
            effect: Effect::Refuse,
            reason: String::new(),
            label,
            moderator: None,
            created: at(0),
            expires,
        })
        .await
        .unwrap();
    }
    let due = NewJob { site, kind: JobKind::MailConfirm, comment: Some(id), payload: json!({}), run_at: then };
    tx.add_job(&due).await.unwrap();
    let job = tx.claim_jobs(then, 1_000, 1).await.unwrap().remove(0);
    tx.bury_job(&job, "afvist").await.unwrap();
    tx.add_job(&NewJob { kind: JobKind::AkismetCheck, run_at: at(1_000), ..due }).await.unwrap();
    tx.commit().await.unwrap();
}
