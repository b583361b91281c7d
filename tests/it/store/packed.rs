//! HTML is kept packed against its source: what comes out is what went in, from before as well, and what cannot be
//! read any more is never shown as it lies there.

use std::path::Path;

use sqlx::migrate::{MigrationSource as _, Migrator};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use svar::domain::comment::{CommentId, StoredHtml};
use svar::domain::site::SiteId;
use svar::store::Store;
use svar::store::submissions::NewComment;

use super::{Raw, Scene, comment, nobody_hears};
use crate::support::{Engine, TestDb, on_both_engines};

/// As a revision of the renderer that there is made it.
fn rendered(html: &str) -> StoredHtml {
    StoredHtml { html: html.to_owned(), revision: 1 }
}

async fn html_of(store: &Store, site: SiteId, id: CommentId) -> StoredHtml {
    let (_, comment) = store.comment(site, id).await.unwrap().unwrap();
    comment.content.unwrap().html
}

/// Bytes as both engines write them.
fn bytes(engine: Engine, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match engine {
        Engine::Sqlite => format!("x'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'"),
    }
}

on_both_engines! {
    async fn html_comes_back_as_it_was_written(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let text = "Færgen sejler kun, fordi nogen møder op klokken fem om morgenen, også i januar. ";
        let long = text.repeat(1_300);
        let unlike: String = (0..40_000_u64).map(|n| char::from(33 + (n * n * n % 89) as u8)).collect();
        let cases = [
            (String::new(), String::new()),
            ("Ja".to_owned(), "<p>Ja</p>".to_owned()),
            (text.to_owned(), format!("<p>{}</p>", text.trim())),
            (format!("*{text}*\n\nSe [her](https://a.example/)"), format!(
                "<p><em>{text}</em></p><p>Se <a href=\"https://a.example/\" rel=\"nofollow ugc noopener\">her</a></p>"
            )),
            (long.clone(), format!("<p>{long}</p>")),
            (String::new(), format!("<p>{long}</p>")),
            (text.to_owned(), format!("<p>{unlike}</p>")),
        ];
        for (source, html) in cases {
            let new = NewComment { source, html: rendered(&html), ..comment(scene.site, thread) };
            let id = scene.add(&new).await;
            assert!(html_of(&scene.store, scene.site, id).await == rendered(&html), "{:.100} of {:.100}", html, new.source);
            let kept: Vec<(i64,)> = scene.raw.rows("SELECT CAST(LENGTH(html) AS BIGINT) FROM comment WHERE id = $1", id.0).await;
            assert!(kept[0].0 as usize <= html.len(), "{} bytes of {}", kept[0].0, html.len());
            if new.source == text && html.len() < 100 {
                assert!(kept[0].0 < 35, "a line of text says nothing that its source does not: {}", kept[0].0);
            }
        }
    }

    /// An operator blots out a name past Svar, a disk returns other bytes: the source is shown, and nothing of it
    /// works as HTML.
    async fn what_does_not_fit_its_source_is_cleaned_before_it_is_shown(db: TestDb) {
        let scene = Scene::open(&db).await;
        let thread = scene.thread("artikel").await;
        let source = "Se <script>alert(1)</script> hos Åse, som <b>altid</b> har ret i den slags spørgsmål.";
        let html = "<p>Se &lt;script&gt;alert(1)&lt;/script&gt; hos Åse, som <b>altid</b> har ret i den slags spørgsmål.</p>";
        let fresh = || NewComment { source: source.to_owned(), html: rendered(html), ..comment(scene.site, thread) };
        let other = source.replace("Åse", "***");
        let damages = [
            ("source", format!("'{other}'"), other.as_str()),
            ("html", bytes(db.engine, b"\x01"), source),
            ("html", bytes(db.engine, b"\x01\0\0\0\0\xff\xff\xff\xff\0"), source),
            ("html", bytes(db.engine, b"\x01\0\0\0\0\x05\0\0\0\x50hello"), source),
            ("html", bytes(db.engine, b"\xff\xfe"), source),
        ];
        for (column, value, shown) in damages {
            let id = scene.add(&fresh()).await;
            assert_eq!(html_of(&scene.store, scene.site, id).await, rendered(html));
            scene.raw.run(&format!("UPDATE comment SET {column} = {value} WHERE id = $1"), id.0).await;
            let stored = html_of(&scene.store, scene.site, id).await;
            assert_eq!((stored.html.as_str(), stored.revision), (shown, 0), "{column} = {value}");
            let safe = svar::text::from_store(&stored);
            assert!(!safe.as_str().contains("<script") && safe.as_str().contains("<b>altid</b>"), "{}", safe.as_str());
        }
    }
}

/// Fails a migration that is given a limited time: PostgreSQL would cut it off where there are many comments.
const NOT_CUT_OFF: &str = "DO $do$ BEGIN
    CREATE FUNCTION not_cut_off() RETURNS trigger AS $$ BEGIN
        IF current_setting('statement_timeout') <> '0' THEN RAISE EXCEPTION 'the time is limited'; END IF;
        RETURN NEW;
    END $$ LANGUAGE plpgsql;
    CREATE TRIGGER not_cut_off BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION not_cut_off();
END $do$";

/// The database of the version before: its comments read the same, and its hashes are as long as new ones.
async fn from_before(engine: Engine) {
    let Some(db) = TestDb::bare(engine).await else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let folder = folder.join(match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    });
    let mut migrations = folder.as_path().resolve().await.unwrap();
    migrations.retain(|migration| migration.version < 12);
    let migrator = Migrator::with_migrations(migrations);
    match engine {
        Engine::Sqlite => {
            let mut connection = SqliteConnection::connect(&format!("{}?mode=rwc", db.url)).await.unwrap();
            migrator.run(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        Engine::Postgres => migrator.run(&mut PgConnection::connect(&db.url).await.unwrap()).await.unwrap(),
    }
    let raw = Raw::open(&db).await;
    let hash = bytes(engine, b"0123456789abcdef0123456789ABCDEF");
    let nothing = bytes(engine, b"");
    let html = "<p>Æblerne er røde &amp; søde.</p>";
    for sql in [
        "INSERT INTO site (id, key, name, origins, policy, created, version) VALUES ($1, 'demo', 'M', '[]', '{}', 0, 1)",
        "INSERT INTO thread (site_id, id, key, created, count, top, version) VALUES ($1, 1, 'artikel', 0, 1, 1, 1)",
        &format!(
            "INSERT INTO comment (site_id, id, thread_id, depth, status, status_changed, decided, withdrawn, visible,
                 author_kind, name, email_hash, address_hash, email_confirmed, notify, source, html, renderer, text_hash,
                 receipt_hash, opinion, score, signals, picked, votes, replies, created, version)
             VALUES ($1, 7, 1, 0, 'approved', 0, FALSE, FALSE, TRUE, 'guest', 'Åse', {hash}, {hash}, FALSE, FALSE,
                 'Æblerne er røde & søde.', '{html}', 1, {hash}, {hash}, 'ham', 0.0, '[]', FALSE, 0, 0, 5, 1)"
        ),
        // Withdrawn by its author: all that is left is its place.
        &format!(
            "INSERT INTO comment (site_id, id, thread_id, depth, status, status_changed, decided, withdrawn, visible,
                 author_kind, name, email_confirmed, notify, source, html, renderer, text_hash, opinion, score, signals,
                 picked, votes, replies, created, version)
             VALUES ($1, 8, 1, 0, 'trash', 0, FALSE, TRUE, FALSE, 'guest', '', FALSE, FALSE, '', '', 1, {nothing}, 'ham',
                 0.0, '[]', FALSE, 0, 0, 5, 1)"
        ),
        &format!("INSERT INTO person (site_id, email_hash, name, names, created) VALUES ($1, {hash}, 'Åse', '', 0)"),
        &format!("INSERT INTO vote (site_id, comment_id, voter, created) VALUES ($1, 7, {hash}, 0)"),
        &format!(
            "INSERT INTO flag (site_id, comment_id, reporter, reason, note, email_hash, created)
             VALUES ($1, 7, {hash}, 'other', '', {hash}, 0)"
        ),
        &format!(
            "INSERT INTO ban (site_id, kind, hash, label, created, effect, reason)
             VALUES ($1, 'email', {hash}, '', 0, 'hold', '')"
        ),
        &format!("INSERT INTO decision (site_id, person, actor, action, at) VALUES ($1, {hash}, 'system', 'ban', 0)"),
        &format!(
            "INSERT INTO moderator (id, name, email_sealed, email_hash, password_hash, disabled, failures, created)
             VALUES ($1, 'Redaktionen', {hash}, {hash}, '', FALSE, 0, 0)"
        ),
        &format!(
            "INSERT INTO mail_token (site_id, token_hash, purpose, comment_id, created, expires)
             VALUES ($1, {hash}, 'confirm', 7, 0, 9)"
        ),
        &format!(
            "INSERT INTO api_token (site_id, token_hash, moderator_id, scope, created, expires)
             VALUES ($1, {hash}, 1, 'read', 0, 9)"
        ),
        &format!(
            "INSERT INTO invitation (site_id, token_hash, role, email_sealed, invited_by, created, expires)
             VALUES ($1, {hash}, 'editor', {hash}, 1, 0, 9)"
        ),
    ] {
        raw.run(sql, 1).await;
    }
    if engine == Engine::Postgres {
        raw.run(NOT_CUT_OFF, 1).await;
    }
    let store = Store::open(&db.url, 4, nobody_hears()).await.unwrap();
    assert_eq!(html_of(&store, SiteId(1), CommentId(7)).await, rendered(html));
    let columns = [
        ("comment", "email_hash"),
        ("comment", "address_hash"),
        ("comment", "text_hash"),
        ("comment", "receipt_hash"),
        ("person", "email_hash"),
        ("vote", "voter"),
        ("flag", "reporter"),
        ("flag", "email_hash"),
        ("ban", "hash"),
        ("decision", "person"),
        ("moderator", "email_hash"),
        ("mail_token", "token_hash"),
        ("api_token", "token_hash"),
        ("invitation", "token_hash"),
    ];
    for (table, column) in columns {
        let kept: Vec<(Vec<u8>,)> =
            raw.rows(&format!("SELECT {column} FROM {table} WHERE LENGTH({column}) > $1"), 0).await;
        assert_eq!(kept, [(b"0123456789abcdef".to_vec(),)], "{table}.{column}");
    }
}

#[tokio::test]
async fn a_database_from_before_reads_the_same_on_sqlite() {
    from_before(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_database_from_before_reads_the_same_on_postgres() {
    from_before(Engine::Postgres).await;
}
