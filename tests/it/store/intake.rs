//! What is known before a comment is taken in: its place, its doubles, its author, its bans; and that the same
//! request is answered the same way, whoever comes first.

use svar::domain::ban::{Effect, Rule};
use svar::domain::comment::{CommentId, Status};
use svar::domain::sealed::{KeyedHash, TokenHash};
use svar::domain::site::SiteId;
use svar::domain::thread::ThreadKey;
use svar::store::Error;
use svar::store::bans::{Near, NewBan};
use svar::store::idempotency::FirstAnswer;
use svar::store::submissions::{Facts, NewComment, Question};
use tokio::task::JoinSet;

use super::{Scene, at, comment, decided, email, hash, key, reply, sealed, token};
use crate::support::on_both_engines;

/// A question with everything in it, of which a test changes what it is about.
struct Asked {
    site: SiteId,
    thread: ThreadKey,
    parent: Option<CommentId>,
    name: &'static str,
    text: Vec<u8>,
    email: Option<KeyedHash>,
    address: Option<KeyedHash>,
    author: Option<TokenHash>,
    idempotency: Option<&'static str>,
}

impl Asked {
    fn new(site: SiteId) -> Self {
        let (thread, text) = (key("artikel"), b"ny tekst".to_vec());
        Self {
            site,
            thread,
            parent: None,
            name: "Åse",
            text,
            email: None,
            address: None,
            author: None,
            idempotency: None,
        }
    }

    /// Asks outside and inside a write, which must agree.
    async fn ask(&self, scene: &Scene) -> Facts {
        let question = Question {
            site: self.site,
            thread: &self.thread,
            parent: self.parent,
            name: self.name,
            text_hash: &self.text,
            email_hash: self.email.as_ref(),
            address_hash: self.address.as_ref(),
            author: self.author.as_ref(),
            idempotency: self.idempotency,
            now: at(0),
        };
        let outside = scene.store.first_look(&question).await.unwrap().0;
        let inside = scene.begin().await.facts(&question).await.unwrap();
        assert_eq!(format!("{outside:?}"), format!("{inside:?}"));
        outside
    }
}

on_both_engines! {
    async fn nothing_is_known_where_nobody_wrote(db: TestDb) {
        let scene = Scene::open(&db).await;
        let facts = Asked { parent: Some(CommentId(1)), ..Asked::new(scene.site) }.ask(&scene).await;
        assert_eq!((facts.thread_id, facts.thread_created, facts.thread_closed), (None, None, None));
        assert_eq!((facts.parent_id, facts.parent_shown), (None, None));
        assert!(!(facts.duplicate || facts.known_by_receipt || facts.known_by_name));
        assert_eq!((facts.last_by_address, facts.last_by_email, facts.known_by_email), (None, None, false));
    }

    async fn the_place_of_a_reply_is_told(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let thread = scene.thread("artikel").await;
        let root = scene.add(&comment(scene.site, thread)).await;
        let middle = scene.add(&reply(scene.site, thread, root, root)).await;
        let leaf = scene.add(&reply(scene.site, thread, middle, root)).await;
        let mut tx = scene.begin().await;
        tx.close_thread(scene.site, thread, Some(at(9))).await.unwrap();
        tx.commit().await.unwrap();
        let asked = Asked { parent: Some(leaf), ..Asked::new(scene.site) };
        let facts = asked.ask(&scene).await;
        assert_eq!((facts.thread_id, facts.thread_created), (Some(thread.0), Some(at(0).0)));
        assert_eq!(facts.thread_closed, Some(at(9).0));
        assert_eq!((facts.parent_id, facts.parent_thread), (Some(leaf.0), Some(thread.0)));
        assert_eq!((facts.parent_parent, facts.parent_root), (Some(middle.0), Some(root.0)));
        assert_eq!((facts.parent_depth, facts.parent_shown), (Some(2), Some(true)));
        scene.change(leaf, &decided(Status::Trash, at(10))).await;
        assert_eq!(asked.ask(&scene).await.parent_shown, Some(false));
        let foreign = Asked { site: other, ..asked }.ask(&scene).await;
        assert_eq!((foreign.thread_id, foreign.parent_id), (None, None), "an id of another site");
    }

    /// The same words by the same author at the same place; what is in the trash may be said again.
    async fn a_duplicate_is_the_same_in_every_respect(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let elsewhere = scene.thread("andetsteds").await;
        let first = NewComment { text_hash: b"ny tekst".to_vec(), ..comment(scene.site, thread) };
        let id = scene.add(&first).await;
        let same = || Asked::new(scene.site);
        assert!(same().ask(&scene).await.duplicate, "without an e-mail, too");
        assert!(!Asked { text: b"anden".to_vec(), ..same() }.ask(&scene).await.duplicate);
        assert!(!Asked { name: "Bo", ..same() }.ask(&scene).await.duplicate);
        assert!(!Asked { email: Some(hash("mig")), ..same() }.ask(&scene).await.duplicate);
        assert!(!Asked { parent: Some(id), ..same() }.ask(&scene).await.duplicate);
        assert!(!Asked { thread: key("andetsteds"), ..same() }.ask(&scene).await.duplicate);
        for status in [Status::Spam, Status::Pending] {
            scene.change(id, &decided(status, at(1))).await;
            assert!(same().ask(&scene).await.duplicate, "{status:?}");
        }
        scene.change(id, &decided(Status::Trash, at(1))).await;
        assert!(!same().ask(&scene).await.duplicate);

        let text_hash = b"med adresse".to_vec();
        let new = NewComment { text_hash: text_hash.clone(), email: email("mig"), ..comment(scene.site, elsewhere) };
        scene.add(&new).await;
        let mine = Asked { thread: key("andetsteds"), text: text_hash, email: Some(hash("mig")), ..same() };
        assert!(mine.ask(&scene).await.duplicate);
    }

    /// At the whole site, whatever became of it.
    async fn when_somebody_wrote_last_is_known_by_address_and_by_email(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let (here, there) = (scene.thread("et").await, scene.thread("to").await);
        let from = |word: &str| Some((hash(word), "192.0.2.0/24".to_owned()));
        let written = [(here, 5, Status::Approved), (there, 8, Status::Spam), (here, 2, Status::Trash)];
        for (thread, millis, status) in written {
            let new = |millis| NewComment { created: at(millis), status, ..comment(scene.site, thread) };
            scene.add(&NewComment { email: email("mig"), ..new(millis) }).await;
            scene.add(&NewComment { address: from("maskine"), ..new(millis + 10) }).await;
        }
        let asked = Asked { email: Some(hash("mig")), address: Some(hash("maskine")), ..Asked::new(scene.site) };
        let facts = asked.ask(&scene).await;
        assert_eq!((facts.last_by_email, facts.last_by_address), (Some(at(8).0), Some(at(18).0)));
        let facts = Asked { site: other, ..asked }.ask(&scene).await;
        assert_eq!((facts.last_by_email, facts.last_by_address), (None, None));
    }

    /// A receipt proves it, a name or an e-mail only as far as policy lets it; and only by what is approved.
    async fn an_author_is_known_by_an_approved_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let thread = scene.thread("artikel").await;
        let new = NewComment { receipt: token("kvittering"), email: email("mig"), ..comment(scene.site, thread) };
        let id = scene.add(&new).await;
        let mine = || Asked { author: Some(token("kvittering")), email: Some(hash("mig")), ..Asked::new(scene.site) };
        let known = async |asked: Asked| {
            let facts = asked.ask(&scene).await;
            (facts.known_by_receipt, facts.known_by_name, facts.known_by_email)
        };
        assert_eq!(known(mine()).await, (true, true, true));
        assert_eq!(known(Asked { name: "Bo", ..mine() }).await, (true, false, true));
        assert_eq!(known(Asked { email: Some(hash("dig")), ..mine() }).await, (true, false, false));
        assert_eq!(known(Asked { author: Some(token("gættet")), ..mine() }).await, (false, true, true));
        assert_eq!(known(Asked { site: other, ..mine() }).await, (false, false, false));
        for status in [Status::Pending, Status::Spam, Status::Trash] {
            scene.change(id, &decided(status, at(1))).await;
            assert_eq!(known(mine()).await, (false, false, false), "{status:?}");
        }
    }

    async fn another_approved_comment_of_the_same_address_is_found(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let mine = |status| NewComment { status, email: email("mig"), ..comment(scene.site, thread) };
        let waiting = scene.add(&mine(Status::Pending)).await;
        let nobody = scene.add(&NewComment { status: Status::Pending, ..comment(scene.site, thread) }).await;
        let has = async |id| scene.begin().await.knows_email_of(scene.site, id).await.unwrap();
        scene.add(&comment(scene.site, thread)).await;
        assert!(!has(waiting).await);
        let approved = scene.add(&mine(Status::Approved)).await;
        assert!(has(waiting).await);
        assert!(!has(approved).await, "not by itself");
        assert!(!has(nobody).await, "nobody's address is everybody's");
    }

    /// Also after the comment is gone: a ban keeps the hash, never the address.
    async fn a_ban_holds_until_it_ends_or_is_lifted(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let site = scene.site;
        let ban = |rule, expires| NewBan {
            site, rule, effect: Effect::Refuse, label: "Åse".to_owned(), reason: String::new(), moderator: None,
            created: at(0), expires,
        };
        let mut tx = scene.begin().await;
        tx.insert_ban(&ban(Rule::Address(hash("maskine")), Some(at(50)))).await.unwrap();
        tx.insert_ban(&ban(Rule::Email(hash("mig")), None)).await.unwrap();
        tx.insert_ban(&ban(Rule::Word("kasino".to_owned()), Some(at(50)))).await.unwrap();
        tx.insert_ban(&ban(Rule::Range { hash: hash("net"), typed: None }, None)).await.unwrap();
        tx.commit().await.unwrap();
        let kinds = async |site, email: Option<&str>, address: Option<&str>, net: Option<&str>, now| {
            let (email, address, ranges) = (email.map(hash), address.map(hash), net.map(hash).into_iter().collect::<Vec<_>>());
            let near = Near { email: email.as_ref(), address: address.as_ref(), ranges: &ranges };
            let found = scene.store.bans_near(site, &near, at(now)).await.unwrap();
            let mut kinds: Vec<&str> = found.iter().map(|ban| ban.rule.kind().as_str()).collect();
            kinds.sort_unstable();
            kinds.join(" ")
        };
        assert_eq!(kinds(site, None, Some("maskine"), None, 49).await, "address word");
        assert_eq!(kinds(site, None, Some("maskine"), None, 50).await, "", "its time is over");
        assert_eq!(kinds(site, Some("mig"), None, Some("net"), 50).await, "email range");
        assert_eq!(kinds(site, Some("maskine"), Some("mig"), Some("mig"), 0).await, "word", "each kind has hashes of its own");
        assert_eq!(kinds(other, Some("mig"), Some("maskine"), Some("net"), 0).await, "");
        let listed = scene.store.bans(site, at(50)).await.unwrap();
        assert_eq!(listed.iter().map(|ban| ban.kind.as_str()).collect::<Vec<_>>(), ["range", "email"]);
        assert_eq!((listed[0].label.as_str(), listed[0].created, listed[0].expires), ("Åse", at(0).0, None));

        let mut tx = scene.begin().await;
        assert!(tx.lift_ban(other, listed[1].id, at(50)).await.unwrap().is_none());
        assert!(tx.lift_ban(site, listed[1].id, at(50)).await.unwrap().is_some());
        assert!(tx.lift_ban(site, listed[1].id, at(50)).await.unwrap().is_none());
        tx.commit().await.unwrap();
        assert_eq!(kinds(site, Some("mig"), None, None, 50).await, "");
        let mut tx = scene.begin().await;
        assert!(tx.restore_ban(site, listed[1].id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(kinds(site, Some("mig"), None, None, 50).await, "email", "lifting it is taken back");
    }

    async fn an_author_can_be_banned_by_what_their_comment_kept(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let address = Some((hash("maskine"), "192.0.2.0/24".to_owned()));
        let id = scene.add(&NewComment { email: email("mig"), address, ..comment(scene.site, thread) }).await;
        let traces = scene.store.author_traces(scene.site, id).await.unwrap().unwrap();
        assert_eq!((traces.name.as_str(), traces.email, traces.address), ("Åse", Some(hash("mig")), Some(hash("maskine"))));
        assert!(scene.store.author_traces(scene.site, CommentId(id.0 + 1)).await.unwrap().is_none());
    }

    /// Pressing twice, or trying again after a lost answer, must make one comment: of many at once, one is first.
    async fn one_of_many_equal_requests_is_first(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let mut tasks = JoinSet::new();
        for number in 0..8 {
            let store = scene.store.clone();
            tasks.spawn(async move {
                let mut tx = store.begin().await.unwrap();
                let id = tx.insert_comment(&comment(site, thread)).await.unwrap();
                let first = FirstAnswer { body_hash: b"krop".to_vec(), answer: sealed(&number.to_string()) };
                let outcome = match tx.keep_answer(site, "nøgle", &first, id, at(10)).await {
                    Ok(()) => tx.commit().await.map(drop),
                    Err(e) => Err(e),
                };
                assert!(matches!(outcome, Ok(()) | Err(Error::Conflict)), "{outcome:?}");
                outcome.ok().map(|()| first.answer)
            });
        }
        let first: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
        assert_eq!(first.len(), 1);
        assert_eq!(scene.count("SELECT COUNT(*) FROM comment WHERE site_id = $1").await, 1);
        let answer = scene.store.first_answer(site, "nøgle", at(0)).await.unwrap().unwrap();
        assert_eq!((answer.answer, answer.body_hash), (first[0].clone(), b"krop".to_vec()));
    }

    async fn a_first_answer_is_forgotten_after_its_time(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let keep = async |answer: &str, now, since| {
            let mut tx = scene.begin().await;
            let first = FirstAnswer { body_hash: b"krop".to_vec(), answer: sealed(answer) };
            tx.forget_answer(scene.site, "nøgle", at(since)).await.unwrap();
            let kept = tx.keep_answer(scene.site, "nøgle", &first, CommentId(1), at(now)).await;
            kept.is_ok() && tx.commit().await.is_ok()
        };
        let asked = Asked { idempotency: Some("nøgle"), ..Asked::new(scene.site) };
        assert_eq!(asked.ask(&scene).await.answered, None);
        assert!(keep("første", 10, 0).await);
        assert_eq!(asked.ask(&scene).await.answered, Some(at(10).0));
        assert_eq!(Asked { site: other, ..asked }.ask(&scene).await.answered, None);
        assert!(!keep("anden", 20, 10).await, "still kept");
        assert!(scene.store.first_answer(scene.site, "nøgle", at(10)).await.unwrap().is_some());
        assert!(scene.store.first_answer(scene.site, "nøgle", at(11)).await.unwrap().is_none());
        assert!(scene.store.first_answer(other, "nøgle", at(0)).await.unwrap().is_none());
        assert!(keep("tredje", 30, 11).await);
        let answer = scene.store.first_answer(scene.site, "nøgle", at(0)).await.unwrap().unwrap();
        assert_eq!(answer.answer, sealed("tredje"));
    }

    /// Whoever waits for the site's turn sees what the one before has written.
    async fn writers_of_a_site_take_turns(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (site, thread) = (scene.site, scene.thread("artikel").await);
        let mut first = scene.begin().await;
        first.lock_site(site).await.unwrap();
        let store = scene.store.clone();
        let second = tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            tx.lock_site(site).await.unwrap();
            let thread = key("artikel");
            tx.facts(&Question {
                site, thread: &thread, parent: None, name: "Åse", text_hash: b"samme", email_hash: None,
                address_hash: None, author: None, idempotency: None, now: at(0),
            })
            .await
            .unwrap()
        });
        first.insert_comment(&NewComment { text_hash: b"samme".to_vec(), ..comment(site, thread) }).await.unwrap();
        first.commit().await.unwrap();
        assert!(second.await.unwrap().duplicate);
    }

    /// Two comments never share a receipt; the write that tried is gone, and its neighbours are not.
    async fn a_receipt_belongs_to_one_comment(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let new = comment(scene.site, thread);
        scene.add(&new).await;
        let mut tx = scene.begin().await;
        assert!(matches!(tx.insert_comment(&new).await, Err(Error::Conflict)));
        tx.rollback().await.unwrap();
        assert_eq!(scene.count("SELECT COUNT(*) FROM comment WHERE site_id = $1").await, 1);
        assert_eq!(scene.store.tally(scene.site).await.unwrap().approved, 1);
    }
}
