//! What belongs to a person: links mailed to them, what was sent elsewhere about them, and erasing it all.

use svar::domain::ban::{Effect, Rule};
use svar::domain::comment::{CommentId, Status, StoredHtml};
use svar::store::bans::NewBan;
use svar::store::idempotency::FirstAnswer;
use svar::store::jobs::{JobKind, NewJob};
use svar::store::people::Erased;
use svar::store::submissions::NewComment;
use svar::store::tokens::{CheckRequest, MailLink, Purpose};
use tokio::task::JoinSet;

use super::{Scene, at, comment, email, hash, reply, sealed, token, with_url};
use crate::support::on_both_engines;

const LINK: MailLink = MailLink { purpose: Purpose::ConfirmEmail, comment: CommentId(7) };

fn request(words: &str) -> CheckRequest {
    CheckRequest { sealed: sealed(words), guid: Some("guid".to_owned()), answer: None, reported: None }
}

impl Scene {
    async fn mail(&self, word: &str, expires: i64) {
        let mut tx = self.begin().await;
        tx.insert_mail_token(self.site, &token(word), &LINK, at(0), at(expires)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Something in every table that knows the comment.
    pub async fn leave_traces(&self, id: CommentId) {
        let (kind, payload) = (JobKind::AkismetCheck, serde_json::json!({}));
        let first = FirstAnswer { body_hash: b"krop".to_vec(), answer: sealed("svar") };
        let link = MailLink { comment: id, ..LINK };
        let mut tx = self.begin().await;
        tx.keep_check_request(self.site, id, &request("sendt"), at(0)).await.unwrap();
        tx.keep_answer(self.site, &format!("nøgle {}", id.0), &first, id, at(0)).await.unwrap();
        tx.insert_mail_token(self.site, &token(&format!("link {}", id.0)), &link, at(0), at(50)).await.unwrap();
        tx.add_job(&NewJob { site: self.site, kind, comment: Some(id), payload, run_at: at(0) }).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn traces(&self, id: CommentId) -> i64 {
        let mut all = 0;
        for table in ["check_request", "idempotency", "mail_token", "job"] {
            let id = id.0;
            all += self.count(&format!("SELECT COUNT(*) FROM {table} WHERE site_id = $1 AND comment_id = {id}")).await;
        }
        all
    }
}

on_both_engines! {
    /// Looking at it (as mail scanners do) uses nothing up; of many presses at once, one counts.
    async fn a_mail_link_works_once(db: TestDb) {
        let scene = Scene::open(&db).await;
        let site = scene.site;
        scene.mail("link", 50).await;
        let seen = scene.store.mail_token(site, &token("link"), at(49)).await.unwrap().unwrap();
        assert_eq!((seen.purpose, seen.comment), (Purpose::ConfirmEmail, CommentId(7)));
        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let store = scene.store.clone();
            tasks.spawn(async move {
                let mut tx = store.begin().await.unwrap();
                let link = tx.use_mail_token(site, &token("link"), at(49)).await.unwrap();
                tx.commit().await.unwrap();
                link
            });
        }
        assert_eq!(tasks.join_all().await.into_iter().flatten().count(), 1);
        assert!(scene.store.mail_token(site, &token("link"), at(49)).await.unwrap().is_none());
    }

    async fn a_mail_link_runs_out_and_belongs_to_one_site(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        scene.mail("link", 50).await;
        for (site, word, now) in [(scene.site, "link", 50), (other, "link", 1), (scene.site, "gættet", 1)] {
            assert!(scene.store.mail_token(site, &token(word), at(now)).await.unwrap().is_none(), "{word} {now}");
            let mut tx = scene.begin().await;
            assert!(tx.use_mail_token(site, &token(word), at(now)).await.unwrap().is_none(), "{word} {now}");
            tx.commit().await.unwrap();
        }
        assert!(scene.store.mail_token(scene.site, &token("link"), at(1)).await.unwrap().is_some());
    }

    /// What a person reported is believed before what it answered itself.
    async fn what_akismet_was_told_and_said_is_kept_with_the_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let (site, id) = (scene.site, CommentId(7));
        let belief = async || scene.begin().await.akismet_belief(site, id).await.unwrap();
        assert_eq!(belief().await, None);
        for (answer, believed) in [(None, None), (Some("false"), Some(false)), (Some("true"), Some(true))] {
            let mut tx = scene.begin().await;
            let request = CheckRequest { answer: answer.map(str::to_owned), ..request("sendt") };
            tx.keep_check_request(site, id, &request, at(0)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(belief().await, believed, "{answer:?}");
        }
        let mut tx = scene.begin().await;
        tx.note_report(site, id, "false").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(belief().await, Some(false));
        let kept = scene.store.check_request(site, id).await.unwrap().unwrap();
        assert_eq!((kept.sealed, kept.guid.as_deref()), (sealed("sendt"), Some("guid")));
        assert_eq!((kept.answer.as_deref(), kept.reported.as_deref()), (Some("true"), Some("false")));
        let mut tx = scene.begin().await;
        assert_eq!(tx.check_request(site, id).await.unwrap().unwrap().reported.as_deref(), Some("false"));
        assert!(tx.check_request(other, id).await.unwrap().is_none());
        tx.keep_check_request(site, id, &CheckRequest { answer: Some("true".to_owned()), ..request("igen") }, at(1))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(belief().await, Some(true), "a new answer is about a new text");
        assert!(scene.store.check_request(other, id).await.unwrap().is_none());
        assert!(scene.store.check_request(site, CommentId(8)).await.unwrap().is_none());
    }

    async fn the_sealed_address_is_handed_out_for_a_comment_that_has_one(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let with = scene.add(&NewComment { email: email("mig"), ..comment(scene.site, thread) }).await;
        let without = scene.add(&comment(scene.site, thread)).await;
        let of = async |id| scene.store.sealed_email(scene.site, id).await.unwrap();
        assert_eq!(of(with).await, Some(sealed("sealed mig")));
        assert_eq!((of(without).await, of(CommentId(without.0 + 1)).await), (None, None));
    }

    /// Spam and trash too, of this address and no other, oldest first.
    async fn a_person_is_shown_everything_that_is_theirs(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let mut tx = scene.begin().await;
        let thread = tx.ensure_thread(scene.site, &with_url("artikel"), Some("Titel"), at(0)).await.unwrap();
        tx.commit().await.unwrap();
        let mut mine = Vec::new();
        for (millis, status) in (0..).zip(Status::ALL) {
            let address = Some((hash("maskine"), "192.0.2.0/24".to_owned()));
            let new = NewComment { status, created: at(9 - millis), ..comment(scene.site, thread) };
            mine.insert(0, scene.add(&NewComment { email: email("mig"), address, ..new }).await.0);
        }
        scene.add(&NewComment { email: email("dig"), ..comment(scene.site, thread) }).await;
        scene.leave_traces(CommentId(mine[0])).await;
        let rows = scene.store.comments_of(scene.site, &hash("mig")).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), mine);
        let first = &rows[0];
        assert_eq!((first.thread_key.as_str(), first.thread_title.as_deref()), ("artikel", Some("Titel")));
        assert_eq!(first.thread_url.as_deref(), Some("https://magasinet.example/artikel"));
        assert_eq!((first.status.as_str(), first.address_prefix.as_deref()), ("trash", Some("192.0.2.0/24")));
        assert_eq!((first.sealed_request(), rows[1].sealed_request()), (Some(sealed("sendt")), None));
        assert!(scene.store.comments_of(other, &hash("mig")).await.unwrap().is_empty());
    }

    /// Nothing of the person is left in any table; the replies of others keep their place.
    async fn an_erased_comment_keeps_its_place_under_a_neutral_name(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let address = || Some((hash("maskine"), "192.0.2.0/24".to_owned()));
        let new = NewComment {
            name: "Åse".to_owned(), website: Some("https://aase.example/".to_owned()), address: address(),
            receipt: token("kvittering"), notify: true, email: email("mig"),
            article_title: Some("Åses artikel".to_owned()), ..comment(site, thread)
        };
        let id = scene.add(&new).await;
        scene.add(&NewComment { name: "Bo".to_owned(), ..reply(site, thread, id, id) }).await;
        scene.leave_traces(id).await;
        let mut tx = scene.begin().await;
        let (machine, mine, yours) = (hash("maskine"), hash("mig"), hash("dig"));
        for rule in [Rule::Address(machine), Rule::Email(mine), Rule::Email(yours)] {
            let (label, moderator) = ("Åse".to_owned(), None);
            tx.insert_ban(&NewBan { site, rule, effect: Effect::Refuse, reason: String::new(), label, moderator, created: at(0), expires: None }).await.unwrap();
        }
        tx.confirm_email(site, id).await.unwrap();
        tx.commit().await.unwrap();

        let html = StoredHtml { html: "<p>Slettet</p>".to_owned(), revision: 3 };
        let erased = Erased { name: "Slettet", source: "Slettet", html: &html, text_hash: b"slettet", now: at(9) };
        let mut tx = scene.begin().await;
        // First, while the comment still says which client address was theirs.
        tx.unname_bans(site, &hash("mig"), &[], "Slettet").await.unwrap();
        tx.erase_comment(site, id, &erased).await.unwrap();
        assert_eq!(tx.commit().await.unwrap().threads.len(), 1, "readers must get the new text");

        let (_, seen) = scene.store.comment(site, id).await.unwrap().unwrap();
        let content = seen.content.unwrap();
        assert_eq!((content.name.as_str(), content.website, &content.html, seen.replies), ("Slettet", None, &html, 1));
        assert_eq!(scene.traces(id).await, 0);
        assert!(scene.store.own_comment(site, &token("kvittering")).await.unwrap().is_none());
        assert!(scene.store.comments_of(site, &hash("mig")).await.unwrap().is_empty());
        let left = "SELECT COUNT(*) FROM comment WHERE site_id = $1 AND name <> 'Bo' AND (website IS NOT NULL
            OR email_sealed IS NOT NULL OR email_hash IS NOT NULL OR email_confirmed OR notify OR edited IS NOT NULL
            OR address_hash IS NOT NULL OR address_prefix IS NOT NULL OR source <> 'Slettet'
            OR article_title IS NOT NULL)";
        assert_eq!(scene.count(left).await, 0);
        let labels: Vec<_> = scene.store.bans(site, at(0)).await.unwrap().into_iter().map(|ban| ban.label).collect();
        assert_eq!(labels, ["Åse", "Slettet", "Slettet"], "newest first; the first is another person's");
    }

    async fn an_erased_comment_is_not_found_at_another_site(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let thread = scene.thread("artikel").await;
        let id = scene.add(&NewComment { email: email("mig"), ..comment(scene.site, thread) }).await;
        scene.leave_traces(id).await;
        let html = StoredHtml { html: String::new(), revision: 3 };
        let erased = Erased { name: "", source: "", html: &html, text_hash: b"", now: at(9) };
        let mut tx = scene.begin().await;
        tx.erase_comment(other, id, &erased).await.unwrap();
        tx.forget_traces(other, id).await.unwrap();
        assert_eq!(tx.commit().await.unwrap().threads, []);
        assert_eq!(scene.traces(id).await, 4);
        assert_eq!(scene.store.comments_of(scene.site, &hash("mig")).await.unwrap().len(), 1);
    }
}
