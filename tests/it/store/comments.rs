//! Threads and comments as readers, authors and moderators get them.

use svar::domain::author::AuthorKind;
use svar::domain::comment::{CommentId, Record, Status, StoredHtml, Tombstone};
use svar::domain::moderator::Actor;
use svar::domain::submission::Address;
use svar::domain::thread::ThreadId;
use svar::domain::verdict::{Opinion, Signal, SignalCode, Verdict};
use svar::store::ThreadChange;
use svar::store::audit::{About, NewDecision};
use svar::store::comments::{Position, Sort};
use svar::store::queue::Tally;
use svar::store::statuses::{Change, Edit};
use svar::store::submissions::NewComment;

use super::{Scene, address, at, comment, decided, email, hash, key, reply, token, with_url};
use crate::support::on_both_engines;

on_both_engines! {
    /// It is found by its key and its id at its own site alone, and keeps what it was first told of its article.
    async fn a_thread_is_made_by_its_first_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let (store, site) = (&scene.store, scene.site);
        assert!(store.thread(site, &key("artikel")).await.unwrap().is_none());
        assert_eq!(store.thread_version(site, &key("artikel")).await.unwrap(), 0);

        let mut tx = scene.begin().await;
        let id = tx.ensure_thread(site, &address("artikel"), None, at(1)).await.unwrap();
        let foreign = tx.ensure_thread(other, &address("artikel"), None, at(1)).await.unwrap();
        assert_eq!(tx.commit().await.unwrap().threads, [], "nobody has read it yet");
        assert_ne!(id, foreign);

        let mut tx = scene.begin().await;
        let title = Some("Frivillige på færgen");
        assert_eq!(tx.ensure_thread(site, &with_url("artikel"), title, at(2)).await.unwrap(), id);
        let late = tx.commit().await.unwrap();
        assert_eq!(late.threads, [ThreadChange { site, key: key("artikel"), version: 1 }], "readers see the title");
        let mut tx = scene.begin().await;
        tx.ensure_thread(site, &with_url("andetsteds"), Some("En anden"), at(3)).await.unwrap();
        tx.ensure_thread(site, &Address { key: key("artikel"), ..with_url("falsk") }, Some("Falsk"), at(3))
            .await
            .unwrap();
        assert_eq!(tx.commit().await.unwrap().threads, []);

        let thread = store.thread(site, &key("artikel")).await.unwrap().unwrap();
        assert_eq!(thread.id, Some(id));
        assert_eq!(thread.url.unwrap().as_str(), "https://magasinet.example/artikel");
        assert_eq!((thread.title.as_deref(), thread.created), (title, Some(at(1))));
        assert_eq!((thread.closed, thread.count, thread.top, thread.version), (None, 0, 0, 1));
        assert_eq!(store.thread_by_id(site, id).await.unwrap().unwrap().key, key("artikel"));
        assert!(store.thread_by_id(other, id).await.unwrap().is_none());
    }

    /// Anybody may send a title; it is shown once a comment that came with it was approved, and no other replaces it.
    async fn a_title_is_shown_when_its_comment_is_approved(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let sent = |title: &str| NewComment {
            status: Status::Pending,
            article_title: Some(title.to_owned()),
            ..comment(scene.site, thread)
        };
        let (first, second) = (scene.add(&sent("Frivillige på færgen")).await, scene.add(&sent("Køb billigt")).await);
        let title = async || scene.store.thread_by_id(scene.site, thread).await.unwrap().unwrap().title;
        scene.change(second, &decided(Status::Spam, at(1))).await;
        assert_eq!(title().await, None);
        let seen = scene.store.desk_comment(scene.site, second).await.unwrap().unwrap();
        assert_eq!(seen.thread_title.as_deref(), Some("Køb billigt"), "a moderator sees what was sent");
        for (id, to) in [(first, Status::Approved), (first, Status::Trash), (second, Status::Approved)] {
            scene.change(id, &decided(to, at(2))).await;
            assert_eq!(title().await.as_deref(), Some("Frivillige på færgen"));
        }
    }

    async fn a_thread_is_closed_and_opened_again_where_readers_see_it(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let id = scene.thread("artikel").await;
        for (closed, version) in [(Some(at(5)), 1), (None, 2)] {
            let mut tx = scene.begin().await;
            assert!(!tx.close_thread(other, id, closed).await.unwrap());
            assert!(!tx.close_thread(scene.site, ThreadId(id.0 + 100), closed).await.unwrap());
            assert!(tx.close_thread(scene.site, id, closed).await.unwrap());
            let changes = tx.commit().await.unwrap();
            assert_eq!(changes.threads, [ThreadChange { site: scene.site, key: key("artikel"), version }]);
            assert_eq!(scene.store.thread_by_id(scene.site, id).await.unwrap().unwrap().closed, closed);
        }
    }

    /// One answer for many articles; an article that nobody wrote about is not in it.
    async fn counts_are_of_what_is_approved(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (busy, quiet) = (scene.thread("travl").await, scene.thread("stille").await);
        for status in [Status::Approved, Status::Approved, Status::Pending, Status::Spam] {
            scene.add(&NewComment { status, ..comment(scene.site, busy) }).await;
        }
        scene.add(&NewComment { status: Status::Trash, ..comment(scene.site, quiet) }).await;
        let counts = scene.store.counts(scene.site, &[key("travl"), key("stille"), key("ukendt")]).await.unwrap();
        assert_eq!(counts.len(), 2, "{counts:?}");
        assert_eq!((counts["travl"], counts["stille"]), ((2, 2), (0, 0)));
        assert!(scene.store.counts(scene.site, &[]).await.unwrap().is_empty());
        assert_eq!(scene.store.thread_version(scene.site, &key("travl")).await.unwrap(), 2);
    }

    async fn a_reader_gets_everything_that_is_public_of_an_approved_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let first = scene
            .add(&NewComment {
                author_kind: AuthorKind::Member,
                website: Some("https://aase.example/".to_owned()),
                email: email("aase@laeser.example"),
                picked: true,
                ..comment(scene.site, thread)
            })
            .await;
        let second = scene.add(&NewComment { created: at(7), ..reply(scene.site, thread, first, first) }).await;
        let (found, parent) = scene.store.comment(scene.site, first).await.unwrap().unwrap();
        assert_eq!((found, parent.parent, parent.root, parent.depth), (thread, None, first, 0));
        assert_eq!((parent.created, parent.votes, parent.replies, parent.tombstone), (at(0), 0, 1, None));
        let content = parent.content.unwrap();
        assert_eq!((content.name.as_str(), content.website.unwrap().as_str()), ("Åse", "https://aase.example/"));
        assert_eq!((content.staff, content.picked, content.edited, content.html.revision), (true, true, None, 1));
        let (_, child) = scene.store.comment(scene.site, second).await.unwrap().unwrap();
        assert_eq!((child.parent, child.root, child.depth), (Some(first), first, 1));
        assert!(!child.content.unwrap().staff);
        let other = scene.add_site("andet").await;
        assert!(scene.store.comment(other, first).await.unwrap().is_none(), "an id of another site");
    }

    /// A comment that is not approved looks like one that does not exist.
    async fn what_is_not_approved_is_shown_to_no_reader(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let root = scene.add(&comment(site, thread)).await;
        for status in [Status::Pending, Status::Spam, Status::Trash] {
            let (hidden, changes) = scene.add_and_tell(&NewComment { status, ..comment(site, thread) }).await;
            assert_eq!(changes.threads, [], "{status:?} must not even move the version");
            let below = scene.add(&NewComment { status, ..reply(site, thread, root, root) }).await;
            for id in [hidden, below] {
                assert!(scene.store.comment(site, id).await.unwrap().is_none(), "{status:?}");
            }
        }
        assert_eq!(ids(scene.store.top_level(site, thread, Sort::Oldest, None, 9).await.unwrap()), [root]);
        assert_eq!(ids(scene.store.flat(site, thread, Sort::Newest, None, 9).await.unwrap()), [root]);
        assert!(scene.store.branch(site, root, None, 9).await.unwrap().is_empty());
        assert!(scene.store.replies(site, &[root], 9).await.unwrap().is_empty());
        assert_eq!(scene.store.feed(site, None, 9).await.unwrap().len(), 1);
        let thread = scene.store.thread_by_id(site, thread).await.unwrap().unwrap();
        assert_eq!((thread.count, thread.top, thread.version), (1, 1, 1));
    }

    /// Who removed it is told, and nothing else; it goes with the last reply, and its place comes back with it.
    async fn a_removed_comment_keeps_its_place_as_long_as_it_has_replies(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let root = scene.add(&comment(site, thread)).await;
        let middle = scene.add(&reply(site, thread, root, root)).await;
        let leaf = scene.add(&reply(site, thread, middle, root)).await;
        let top = async || {
            let thread = scene.store.thread_by_id(site, thread).await.unwrap().unwrap();
            (thread.count, thread.top)
        };
        let tombstone = async |id| {
            let (_, comment) = scene.store.comment(site, id).await.unwrap().unwrap();
            assert!(comment.content.is_none(), "{comment:?}");
            comment.tombstone
        };
        scene.change(root, &decided(Status::Spam, at(1))).await;
        scene.change(middle, &Change { withdrawn: true, ..decided(Status::Trash, at(2)) }).await;
        assert_eq!(tombstone(root).await, Some(Tombstone::Staff));
        assert_eq!(tombstone(middle).await, Some(Tombstone::Author));
        assert_eq!(top().await, (1, 1));
        assert_eq!(ids(scene.store.branch(site, root, None, 9).await.unwrap()), [middle, leaf]);

        scene.change(leaf, &decided(Status::Trash, at(3))).await;
        for id in [root, middle, leaf] {
            assert!(scene.store.comment(site, id).await.unwrap().is_none());
        }
        assert_eq!(top().await, (0, 0));
        scene.change(leaf, &decided(Status::Approved, at(4))).await;
        assert_eq!(tombstone(root).await, Some(Tombstone::Staff));
        assert_eq!(top().await, (1, 1));
    }

    /// Whatever its status, and by nothing but its receipt.
    async fn an_author_finds_their_own_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        for status in Status::ALL {
            let receipt = token(status.as_str());
            let id = scene
                .add(&NewComment {
                    status,
                    receipt: receipt.clone(),
                    email: email("mig"),
                    notify: true,
                    ..comment(site, thread)
                })
                .await;
            let own = scene.store.own_comment(site, &receipt).await.unwrap().unwrap();
            assert_eq!((own.id, own.thread, own.status), (id, thread, status));
            assert_eq!(own.source, "Tak for *en* god artikel.");
            assert_eq!((own.has_email, own.notify, own.email_confirmed), (true, true, false));
            assert_eq!((own.decided, own.withdrawn, own.version), (false, false, 1));
            assert!(scene.store.own_comment(other, &receipt).await.unwrap().is_none());
            let mut tx = scene.begin().await;
            assert_eq!(tx.own_comment(site, id).await.unwrap().unwrap().status, status);
            assert!(tx.own_comment(other, id).await.unwrap().is_none());
        }
        assert!(scene.store.own_comment(site, &token("gættet")).await.unwrap().is_none());
    }

    async fn the_feed_is_what_was_approved_newest_first(db: TestDb) {
        let scene = Scene::open(&db).await;
        let mut tx = scene.begin().await;
        let first = tx.ensure_thread(scene.site, &with_url("et"), Some("Et"), at(0)).await.unwrap();
        let second = tx.ensure_thread(scene.site, &address("to"), None, at(0)).await.unwrap();
        tx.commit().await.unwrap();
        let mut added = Vec::new();
        for (millis, thread) in [(1, first), (3, second), (2, first), (3, first)] {
            added.push(scene.add(&NewComment { created: at(millis), ..comment(scene.site, thread) }).await);
        }
        scene.add(&NewComment { status: Status::Pending, created: at(9), ..comment(scene.site, first) }).await;
        scene.add(&reply(scene.site, first, added[0], added[0])).await;
        scene.change(added[0], &decided(Status::Trash, at(9))).await;
        let feed = async |thread, limit| {
            let entries = scene.store.feed(scene.site, thread, limit).await.unwrap();
            entries.into_iter().map(|entry| (entry.comment.id, entry.thread_key)).collect::<Vec<_>>()
        };
        let expected = [(added[3], "et".to_owned()), (added[1], "to".to_owned()), (added[2], "et".to_owned())];
        assert_eq!(feed(None, 3).await, expected);
        assert_eq!(feed(None, 9).await.len(), 4, "a tombstone is not news");
        assert_eq!(feed(Some(second), 9).await, [(added[1], "to".to_owned())]);
        let entry = scene.store.feed(scene.site, Some(first), 1).await.unwrap().remove(0);
        assert_eq!(entry.thread_url.unwrap().as_str(), "https://magasinet.example/et");
        assert_eq!((entry.thread_title.as_deref(), entry.comment.content.is_some()), (Some("Et"), true));
    }

    async fn an_edit_replaces_text_and_verdict_and_says_when(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let html = StoredHtml { html: "<p>Rettet</p>".to_owned(), revision: 2 };
        let verdict = Verdict::from_signals(vec![Signal::with(SignalCode::Links, 3)]);
        for (status, moved) in [(Status::Approved, 1), (Status::Pending, 0)] {
            let id = scene.add(&NewComment { status, ..comment(scene.site, thread) }).await;
            let mut tx = scene.begin().await;
            let current = tx.current(scene.site, id).await.unwrap().unwrap();
            let edit = Edit { source: "Rettet", html: &html, text_hash: b"rettet", verdict: &verdict, now: at(60) };
            tx.edit_comment(scene.site, &current, &edit).await.unwrap();
            assert_eq!(tx.commit().await.unwrap().threads.len(), moved, "{status:?}");
            let mut tx = scene.begin().await;
            let own = tx.own_comment(scene.site, id).await.unwrap().unwrap();
            assert_eq!((own.source.as_str(), &own.html, own.edited), ("Rettet", &html, Some(at(60))));
            assert_eq!((own.version, own.status), (2, status));
            assert_eq!(tx.current(scene.site, id).await.unwrap().unwrap().verdict, verdict);
        }
        let hashes: Vec<(Vec<u8>,)> = scene.rows("SELECT text_hash FROM comment WHERE site_id = $1").await;
        assert!(hashes.iter().all(|(hash,)| hash == b"rettet"));
    }

    /// `restore` needs to know where a comment came from, also when the same was decided twice.
    async fn a_status_remembers_the_one_before_it(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let verdict = Verdict::from_signals(vec![Signal::new(SignalCode::Honeypot)]);
        let id = scene.add(&NewComment { verdict: verdict.clone(), ..comment(scene.site, thread) }).await;
        let current = async || scene.begin().await.current(scene.site, id).await.unwrap().unwrap();
        assert_eq!((current().await.status_before, current().await.decided), (None, false));
        for _ in 0..2 {
            scene.change(id, &decided(Status::Trash, at(1))).await;
            let now = current().await;
            assert_eq!((now.status, now.status_before, now.decided), (Status::Trash, Some(Status::Approved), true));
            assert_eq!(now.verdict, verdict, "the filter's opinion stays");
        }
        let ham = Verdict::from_signals(vec![Signal::new(SignalCode::AkismetHam)]);
        let change = Change { verdict: Some(ham.clone()), decided: false, ..decided(Status::Pending, at(2)) };
        scene.change(id, &change).await;
        let now = current().await;
        assert_eq!((now.status, now.status_before, now.decided), (Status::Pending, Some(Status::Trash), false));
        assert_eq!((now.verdict, now.version, now.replies, now.parent), (ham, 4, 0, None));
        assert!(scene.begin().await.current(scene.site, CommentId(id.0 + 100)).await.unwrap().is_none());
    }

    async fn a_confirmed_address_is_noted(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let id = scene.add(&NewComment { email: email("mig"), ..comment(scene.site, thread) }).await;
        let mut tx = scene.begin().await;
        assert!(!tx.current(scene.site, id).await.unwrap().unwrap().email_confirmed);
        tx.confirm_email(scene.site, id).await.unwrap();
        assert!(tx.current(scene.site, id).await.unwrap().unwrap().email_confirmed);
        tx.commit().await.unwrap();
        assert!(scene.store.desk_comment(scene.site, id).await.unwrap().unwrap().email_confirmed);
    }

    async fn a_moderator_gets_everything_that_a_decision_needs(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let parent = scene.add(&NewComment { name: "Bo".to_owned(), ..comment(site, thread) }).await;
        let mine = |status, millis| NewComment {
            status, email: email("mig"), created: at(millis), ..comment(site, thread)
        };
        scene.add(&mine(Status::Approved, 3)).await;
        scene.add(&mine(Status::Spam, 2)).await;
        let verdict = Verdict::from_signals(vec![Signal::with(SignalCode::Links, 4)]);
        let id = scene
            .add(&NewComment {
                parent: Some(parent),
                root: Some(parent),
                depth: 1,
                address: Some((hash("adresse"), "192.0.2.0/24".to_owned())),
                verdict: verdict.clone(),
                ..mine(Status::Pending, 5)
            })
            .await;
        let seen = scene.store.desk_comment(site, id).await.unwrap().unwrap();
        assert_eq!((seen.thread, seen.thread_key.as_str(), seen.thread_count), (thread, "artikel", 2));
        assert_eq!((seen.parent, seen.parent_name.as_deref(), seen.depth), (Some(parent), Some("Bo"), 1));
        assert!(seen.parent_html.unwrap().html.contains("god artikel"));
        assert_eq!((seen.verdict, seen.has_email), (verdict, true));
        assert_eq!((seen.address_prefix.as_deref(), seen.withdrawn), (Some("192.0.2.0/24"), false));
        assert_eq!(seen.record, Record { approved: 1, pending: 1, spam: 1, trash: 0, first: Some(at(2)) });
        assert_eq!((seen.decided, seen.decided_by), (None, None));

        let mut tx = scene.begin().await;
        let person = tx.insert_moderator("Mette", &email("mette").unwrap(), "hash", at(0)).await.unwrap();
        let current = tx.current(site, id).await.unwrap().unwrap();
        tx.change_status(site, &current, &decided(Status::Trash, at(8))).await.unwrap();
        let decision = NewDecision {
from: Some(Status::Pending),
to: Some(Status::Trash),
opinion: Some(Opinion::Unsure),
..NewDecision::new(site, About::Comment(id), Actor::Moderator(person), "decide", at(8))
};
        tx.record_decision(&decision).await.unwrap();
        let recheck = NewDecision { actor: Actor::System, action: "recheck", to: None, ..decision };
        tx.record_decision(&recheck).await.unwrap();
        tx.commit().await.unwrap();
        let seen = scene.store.desk_comment(site, id).await.unwrap().unwrap();
        assert_eq!((seen.decided, seen.decided_by.as_deref()), (Some(at(8)), Some("Mette")));
        let history = scene.store.decisions(site, id).await.unwrap();
        assert_eq!((history[0].actor.as_str(), history[0].moderator.as_deref()), ("moderator", Some("Mette")));
        let moved = (history[0].from_status.as_deref(), history[0].to_status.as_deref());
        assert_eq!(moved, (Some("pending"), Some("trash")));
        let second = (history[1].action.as_str(), history[1].to_status.as_deref(), history[1].at);
        assert_eq!(second, ("recheck", None, at(8).0));
        let other = scene.add_site("andet").await;
        assert!(scene.store.desk_comment(other, id).await.unwrap().is_none());
        assert!(scene.store.decisions(other, id).await.unwrap().is_empty());
    }

    /// Over all sites for the metrics, for one site at the desk.
    async fn what_waits_is_counted_and_dated(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        assert_eq!(scene.store.waiting().await.unwrap(), (0, None));
        assert_eq!(scene.store.tally(scene.site).await.unwrap(), Tally::default());
        for (millis, status) in [(3, Status::Pending), (2, Status::Pending), (1, Status::Spam), (0, Status::Approved)] {
            scene.add(&NewComment { status, created: at(millis), ..comment(scene.site, thread) }).await;
        }
        assert_eq!(scene.store.waiting().await.unwrap(), (2, Some(at(2))));
        let tally = scene.store.tally(scene.site).await.unwrap();
        assert_eq!(tally, Tally { pending: 2, approved: 1, spam: 1, trash: 0, flagged: 0 });
        assert_eq!(Status::ALL.map(|status| tally.of(status)), [2, 1, 1, 0]);
        let mut tx = scene.begin().await;
        tx.insert_comment(&NewComment { status: Status::Pending, ..comment(scene.site, thread) }).await.unwrap();
        assert_eq!(tx.waiting(scene.site).await.unwrap(), 3, "this write included");
        drop(tx);
        let oldest = scene.store.queue(scene.site, Status::Pending, None, 1).await.unwrap();
        assert_eq!(oldest[0].created, at(2), "who has waited longest comes first");
        let after = Position { votes: 0, created: oldest[0].created, id: oldest[0].id.0 };
        let rest = scene.store.queue(scene.site, Status::Pending, Some(after), 9).await.unwrap();
        assert_eq!(rest.iter().map(|c| c.created).collect::<Vec<_>>(), [at(3)]);
    }
}

fn ids(comments: Vec<svar::domain::comment::Comment>) -> Vec<CommentId> {
    comments.into_iter().map(|comment| comment.id).collect()
}
