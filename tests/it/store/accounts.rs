//! The installation's own: opening and closing, sites, accounts, sessions and tokens.

use std::sync::{Arc, Mutex};

use svar::domain::clock::Timestamp;
use svar::domain::moderator::{ModeratorId, Role, Scope};
use svar::domain::policy::Moderation;
use svar::domain::site::{Origin, SiteKey};
use svar::store::jobs::{JobKind, NewJob};
use svar::store::listen::News;
use svar::store::{Error, Store, ThreadChange};

use super::{Raw, Scene, at, comment, email, hash, key, nobody_hears, sealed, token};
use crate::support::{Engine, TestDb, on_both_engines};

impl Scene {
    async fn add_moderator(&self, word: &str) -> ModeratorId {
        let mut tx = self.begin().await;
        let id = tx.insert_moderator(word, &email(word).unwrap(), "hash", at(0)).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

on_both_engines! {
    async fn a_site_is_found_as_it_was_written(db: TestDb) {
        let scene = Scene::open(&db).await;
        let key = SiteKey::parse("demo").unwrap();
        let site = scene.store.site(&key).await.unwrap().unwrap();
        assert_eq!((site.id, site.key.as_str(), site.name.as_str()), (scene.site, "demo", "Magasinet"));
        assert_eq!((site.origins.len(), site.created, site.version), (1, at(0), 1));
        assert_eq!(site.akismet_key, None);

        let mut changed = site.clone();
        changed.name = "Bladet".to_owned();
        changed.origins.push(Origin::parse("http://localhost:3000").unwrap());
        changed.policy.moderation = Moderation::Hold;
        changed.akismet_key = Some(sealed("nøgle"));
        let mut tx = scene.begin().await;
        tx.update_site(&changed).await.unwrap();
        assert_eq!(tx.commit().await.unwrap().sites, [scene.site], "caches must hear of it");
        let site = scene.store.site_by_id(scene.site).await.unwrap().unwrap();
        assert_eq!((site.name.as_str(), site.version, site.akismet_key), ("Bladet", 2, Some(sealed("nøgle"))));
        assert_eq!((&site.origins, site.policy.moderation), (&changed.origins, Moderation::Hold));

        let second = scene.add_site("andet").await;
        let ids: Vec<_> = scene.store.sites().await.unwrap().into_iter().map(|site| site.id).collect();
        assert_eq!(ids, [scene.site, second]);
        assert!(scene.store.site(&SiteKey::parse("ukendt").unwrap()).await.unwrap().is_none());
        let mut tx = scene.begin().await;
        assert!(matches!(tx.insert_site(&key, "Magasinet", &[], at(1)).await, Err(Error::Conflict)));
    }

    /// What must never be replaced (the key file's fingerprint) is not, whoever tries.
    async fn the_first_claim_stands(db: TestDb) {
        let scene = Scene::open(&db).await;
        assert_eq!(scene.store.meta("key").await.unwrap(), None);
        for (word, stands) in [("min", "min"), ("din", "min")] {
            let mut tx = scene.begin().await;
            assert_eq!(tx.claim_meta("key", word).await.unwrap(), stands);
            tx.commit().await.unwrap();
        }
        for word in ["et", "to"] {
            let mut tx = scene.begin().await;
            tx.set_meta("andet", word).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(scene.store.meta("andet").await.unwrap().as_deref(), Some(word));
        }
        assert_eq!(scene.store.meta("key").await.unwrap().as_deref(), Some("min"));
    }

    async fn a_probe_writes(db: TestDb) {
        let scene = Scene::open(&db).await;
        scene.store.probe(at(7)).await.unwrap();
        assert_eq!(scene.store.meta("probe").await.unwrap(), Some(at(7).0.to_string()));
        let name = match db.engine { Engine::Sqlite => "sqlite", Engine::Postgres => "postgres" };
        assert_eq!(scene.store.engine_name(), name);
    }

    /// Everything is there when it is opened again, and nothing works on what is closed.
    async fn a_closed_store_is_finished(db: TestDb) {
        let scene = Scene::open(&db).await;
        let open = scene.store.clone();
        scene.store.close().await;
        assert!(open.begin().await.is_err_and(|e| e.is_unavailable()));
        assert!(open.sites().await.is_err_and(|e| e.is_unavailable()));
        open.close().await;
        let again = Store::open(&db.url, 4, nobody_hears()).await.unwrap();
        assert_eq!(again.sites().await.unwrap().len(), 1);
    }

    /// It may hold what this version would damage.
    async fn a_database_of_a_newer_version_is_not_opened(db: TestDb) {
        let scene = Scene::open(&db).await;
        scene.store.close().await;
        let checksum = match db.engine { Engine::Sqlite => "x'00'", Engine::Postgres => "'\\x00'" };
        let newer = format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'newer', TRUE, {checksum}, $1)"
        );
        scene.raw.run(&newer, 0).await;
        let Err(Error::Setup(sentence)) = Store::open(&db.url, 4, nobody_hears()).await else { panic!("opened") };
        assert!(sentence.contains("newer"), "{sentence}");
    }

    async fn an_account_is_found_by_its_address_and_named_once(db: TestDb) {
        let scene = Scene::open(&db).await;
        let id = scene.add_moderator("mette").await;
        let found = scene.store.credentials(&hash("mette")).await.unwrap().unwrap();
        assert_eq!((found.id, found.password_hash.as_str(), found.disabled), (id.0, "hash", false));
        assert_eq!((found.failures, found.blocked_until), (0, None));
        assert!(scene.store.credentials(&hash("ukendt")).await.unwrap().is_none());
        let mut tx = scene.begin().await;
        assert!(matches!(tx.insert_moderator("x", &email("mette").unwrap(), "h", at(1)).await, Err(Error::Conflict)));
        drop(tx);
        let second = scene.add_moderator("bo").await;
        let all = scene.store.moderators().await.unwrap();
        let names: Vec<_> = all.iter().map(|(person, address)| (person.id, address.clone())).collect();
        assert_eq!(names, [(id, sealed("sealed mette")), (second, sealed("sealed bo"))]);
    }

    async fn a_moderator_has_one_role_at_each_site(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let id = scene.add_moderator("mette").await;
        for (site, role) in [(scene.site, Role::Moderator), (other, Role::Editor), (scene.site, Role::Owner)] {
            let mut tx = scene.begin().await;
            tx.set_role(site, id, role).await.unwrap();
            tx.commit().await.unwrap();
        }
        let person = scene.store.moderator(id).await.unwrap().unwrap();
        assert_eq!((person.name.as_str(), person.disabled, person.created), ("mette", false, at(0)));
        assert_eq!(person.roles, [(scene.site, Role::Owner), (other, Role::Editor)]);
        assert!(scene.store.moderator(ModeratorId(id.0 + 1)).await.unwrap().is_none());
    }

    /// Whoever stole the old one is out.
    async fn a_new_password_forgets_failures_and_ends_every_session(db: TestDb) {
        let scene = Scene::open(&db).await;
        let (id, other) = (scene.add_moderator("mette").await, scene.add_moderator("bo").await);
        let mut tx = scene.begin().await;
        tx.set_failures(id, 5, Some(at(60))).await.unwrap();
        tx.insert_session(&token("min"), id, b"csrf", at(0)).await.unwrap();
        tx.insert_session(&token("din"), other, b"csrf", at(0)).await.unwrap();
        tx.commit().await.unwrap();
        let found = scene.store.credentials(&hash("mette")).await.unwrap().unwrap();
        assert_eq!((found.failures, found.blocked_until), (5, Some(at(60).0)));
        let mut tx = scene.begin().await;
        tx.set_password(id, "ny hash").await.unwrap();
        tx.commit().await.unwrap();
        let found = scene.store.credentials(&hash("mette")).await.unwrap().unwrap();
        assert_eq!((found.password_hash.as_str(), found.failures, found.blocked_until), ("ny hash", 0, None));
        assert!(scene.store.session(&token("min"), at(0), at(0)).await.unwrap().is_none());
        assert!(scene.store.session(&token("din"), at(0), at(0)).await.unwrap().is_some());
    }

    async fn a_session_ends_by_idleness_by_age_and_by_signing_out(db: TestDb) {
        let scene = Scene::open(&db).await;
        let id = scene.add_moderator("mette").await;
        let mut tx = scene.begin().await;
        tx.insert_session(&token("min"), id, b"csrf", at(10)).await.unwrap();
        tx.commit().await.unwrap();
        let look = async |seen, created| scene.store.session(&token("min"), at(seen), at(created)).await.unwrap();
        let session = look(10, 10).await.unwrap();
        assert_eq!((session.moderator.id, session.csrf.as_slice()), (id, b"csrf".as_slice()));
        assert_eq!((session.created, session.seen), (at(10), at(10)));
        assert!(look(11, 10).await.is_none(), "idle");
        assert!(look(10, 11).await.is_none(), "old");
        let mut tx = scene.begin().await;
        tx.see_session(&token("min"), at(20)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(look(20, 10).await.unwrap().seen, at(20));
        let mut tx = scene.begin().await;
        tx.delete_session(&token("min")).await.unwrap();
        tx.commit().await.unwrap();
        assert!(look(0, 0).await.is_none());
    }

    /// Not through a session that is open, not by a token.
    async fn a_disabled_account_can_do_nothing(db: TestDb) {
        let scene = Scene::open(&db).await;
        let id = scene.add_moderator("mette").await;
        let mut tx = scene.begin().await;
        tx.set_role(scene.site, id, Role::Owner).await.unwrap();
        tx.insert_session(&token("min"), id, b"csrf", at(0)).await.unwrap();
        tx.insert_api_token(scene.site, &token("nøgle"), id, Scope::Moderate, at(0), at(100)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = scene.begin().await;
        tx.disable_moderator(id).await.unwrap();
        tx.insert_session(&token("sen"), id, b"csrf", at(0)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(scene.store.credentials(&hash("mette")).await.unwrap().unwrap().disabled);
        for word in ["min", "sen"] {
            assert!(scene.store.session(&token(word), at(0), at(0)).await.unwrap().is_none(), "{word}");
        }
        assert!(scene.store.api_token(scene.site, &token("nøgle"), at(1)).await.unwrap().is_none());
    }

    async fn a_bearer_token_acts_at_one_site_until_it_expires(db: TestDb) {
        let scene = Scene::open(&db).await;
        let other = scene.add_site("andet").await;
        let id = scene.add_moderator("mette").await;
        let mut tx = scene.begin().await;
        tx.insert_api_token(scene.site, &token("læs"), id, Scope::Read, at(0), at(100)).await.unwrap();
        tx.insert_api_token(scene.site, &token("alt"), id, Scope::Moderate, at(0), at(100)).await.unwrap();
        tx.commit().await.unwrap();
        let look = async |site, word, now: i64| scene.store.api_token(site, &token(word), at(now)).await.unwrap();
        assert_eq!(look(scene.site, "alt", 1).await, None, "an account without a role at the site");
        let mut tx = scene.begin().await;
        tx.set_role(scene.site, id, Role::Moderator).await.unwrap();
        tx.set_role(other, id, Role::Moderator).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(look(scene.site, "læs", 99).await, Some((id, Scope::Read)));
        assert_eq!(look(scene.site, "alt", 99).await, Some((id, Scope::Moderate)));
        assert_eq!(look(scene.site, "alt", 100).await, None);
        assert_eq!(look(other, "alt", 1).await, None);
        assert_eq!(look(scene.site, "gættet", 1).await, None);
    }

    /// On PostgreSQL each node hears of every commit, and of nothing that was not committed. SQLite has no others.
    async fn other_nodes_hear_of_what_was_committed(db: TestDb) {
        let scene = Scene::open(&db).await;
        let node = Store::open(&db.url, 4, nobody_hears()).await.unwrap();
        let thread = scene.thread("en artikel").await;
        let Some(mut news) = node.listen().await.unwrap() else {
            return assert_eq!(db.engine, Engine::Sqlite);
        };
        let mut tx = scene.begin().await;
        tx.insert_comment(&comment(scene.site, thread)).await.unwrap();
        tx.rollback().await.unwrap();
        let mut tx = scene.begin().await;
        tx.insert_comment(&comment(scene.site, thread)).await.unwrap();
        tx.insert_comment(&comment(scene.site, thread)).await.unwrap();
        tx.update_site(&scene.store.site_by_id(scene.site).await.unwrap().unwrap()).await.unwrap();
        let (site, payload) = (scene.site, serde_json::json!({}));
        tx.add_job(&NewJob { site, kind: JobKind::MailWaiting, comment: None, payload, run_at: at(0) }).await.unwrap();
        tx.commit().await.unwrap();
        let change = ThreadChange { site: scene.site, key: key("en artikel"), version: 2 };
        assert_eq!(news.next().await.unwrap(), News::Thread(change));
        assert_eq!(news.next().await.unwrap(), News::Site(scene.site));
        assert_eq!(news.next().await.unwrap(), News::Desk(scene.site));
        assert_eq!(news.next().await.unwrap(), News::Jobs);
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_opened_is_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = format!("sqlite:{}/intet/svar.db", folder.path().display());
    for (url, reason) in [
        ("mysql://localhost/svar", "must start with sqlite: or postgres://"),
        ("postgres://[", "not a valid postgres:// address"),
        (nowhere.as_str(), "cannot be opened"),
    ] {
        let Err(Error::Setup(sentence)) = Store::open(url, 4, nobody_hears()).await else { panic!("{url} was opened") };
        assert!(sentence.contains(reason), "{sentence}");
    }
}

/// What was written is in the file itself then, not in the log beside it: a copy of the file is a whole backup.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_moves_everything_into_sqlites_file() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let sizes = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&sizes);
    let store = Store::open(&db.url, 4, Arc::new(move |size| heard.lock().unwrap().push(size))).await.unwrap();
    store.probe(Timestamp(1)).await.unwrap();
    let _handle_that_lives_on = store.clone();
    store.close().await;
    let log = format!("{}-wal", db.url.strip_prefix("sqlite://").unwrap());
    assert!(!std::path::Path::new(&log).exists(), "the last connection has gone");
    let left: Vec<(String,)> = Raw::open(&db).await.rows("SELECT value FROM meta WHERE $1 = 0", 0).await;
    assert_eq!(left, [("1".to_owned(),)]);
    assert_eq!(sizes.lock().unwrap().first(), Some(&1));
}
