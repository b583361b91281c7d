//! The demo's thread: sown once, counted right, and every reason in it a real one.

use std::collections::HashSet;

use svar::accounts::{self, SignIn};
use svar::demo;
use svar::demo_text::{COMMENTS, KEY, TITLE};
use svar::domain::comment::{DeskComment, Status};
use svar::domain::site::SiteKey;
use svar::domain::thread::ThreadKey;
use svar::domain::verdict::SignalCode;
use svar::services::Services;
use svar::store::comments::Sort;

use crate::support::app::TestApp;
use crate::support::on_both_engines;

async fn in_status(services: &Services, status: Status) -> Vec<DeskComment> {
    let site = services.store.site(&SiteKey::parse("demo").unwrap()).await.unwrap().unwrap();
    services.store.queue(site.id, status, None, 100).await.unwrap()
}

fn expected(status: Status) -> usize {
    COMMENTS.iter().filter(|c| !c.removed && c.status == status).count()
}

on_both_engines! {
    async fn the_thread_is_sown_once_and_every_counter_is_right(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        demo::seed(&app.services).await.unwrap();
        // Another address the next time; nothing is sown again.
        let moved = TestApp::start(&db, |options| options.beside(&app)).await;
        demo::seed(&moved.services).await.unwrap();

        let services = &moved.services;
        let site = services.store.site(&SiteKey::parse("demo").unwrap()).await.unwrap().unwrap();
        assert!(site.allows(&app.base) && site.allows(&moved.base));
        let tally = services.store.tally(site.id).await.unwrap();
        for status in [Status::Approved, Status::Pending, Status::Spam] {
            assert_eq!(tally.of(status), expected(status) as i64, "{status:?}");
        }
        assert_eq!(tally.of(Status::Trash), 1);

        let key = ThreadKey::parse(KEY).unwrap();
        let thread = services.store.thread(site.id, &key).await.unwrap().unwrap();
        assert_eq!(thread.title.as_deref(), Some(TITLE));
        assert_eq!(thread.count, expected(Status::Approved) as i64);
        let top = services.store.top_level(site.id, thread.id.unwrap(), Sort::Oldest, None, 100).await.unwrap();
        assert_eq!(thread.top, top.len() as i64);
        let roots: Vec<_> = top.iter().map(|c| c.id).collect();
        let replies = services.store.replies(site.id, &roots, 100).await.unwrap();
        let shown = top.iter().chain(&replies).filter(|c| c.content.is_some()).count();
        assert_eq!(shown, expected(Status::Approved));
        assert_eq!(top.iter().chain(&replies).filter(|c| c.tombstone.is_some()).count(), 1, "with a reply below it");
    }

    async fn what_is_not_shown_says_why_and_the_filter_agrees(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        demo::seed(&app.services).await.unwrap();
        let mut reasons = HashSet::new();
        for status in [Status::Pending, Status::Spam] {
            for comment in in_status(&app.services, status).await {
                assert!(!comment.verdict.signals.is_empty(), "{}", comment.name);
                assert!(!comment.verdict.has(SignalCode::Person), "{}: nobody has decided yet", comment.name);
                reasons.extend(comment.verdict.signals.iter().map(|s| s.code));
            }
        }
        assert_eq!(reasons, HashSet::from([SignalCode::FirstComment, SignalCode::Links, SignalCode::SpamWord]));
    }

    async fn the_editor_signs_in_with_the_newest_password(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let first = demo::seed(&app.services).await.unwrap();
        let second = demo::seed(&app.services).await.unwrap();
        let from = accounts::Arrival::default();
        let sign_in = |password| accounts::sign_in(&app.services, &second.email, password, &from);
        assert!(matches!(sign_in(&first.password).await.unwrap(), SignIn::Wrong));
        assert!(matches!(sign_in(&second.password).await.unwrap(), SignIn::Done(_)));
    }

    async fn a_site_demo_of_somebody_elses_is_left_alone(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("demo", &[]).await;
        demo::seed(&app.services).await.unwrap();
        for status in Status::ALL {
            assert!(in_status(&app.services, status).await.is_empty());
        }
    }
}
