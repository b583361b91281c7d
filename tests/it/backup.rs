//! Backups by the real program: taken while people write, verified, and put back, on the same engine or the other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Column as _, Connection as _, PgConnection, Row as _, SqliteConnection, ValueRef as _};
use tokio::task::{JoinSet, block_in_place};

use crate::store::Raw;
use crate::support::app::client;
use crate::support::program::Home;
use crate::support::{Engine, TestDb, eventually, on_both_engines};

/// A folder to run the program in, with a key file of its own, on this database.
pub fn home(db: &TestDb) -> Home {
    let mut home = Home::new();
    home.set("SVAR_DATABASE_URL", &db.url);
    home.set("SVAR_LIMITS_ENABLED", "false");
    home
}

pub fn add_site(home: &Home, key: &str) {
    let site = ["site", "add", key, "--name", "Magasinet", "--origin", "https://magasinet.example"];
    let settings = ["--set", "moderation=open", "checks_off=model", "flood_seconds=0", "form_min_seconds=0"];
    block_in_place(|| home.run(&[&site[..], &settings].concat()).done());
}

/// A database with the demo's site, thread, comments of every status, flags, bans and an account.
pub async fn with_demo(db: &TestDb) -> Home {
    let home = home(db);
    block_in_place(|| assert_eq!(home.serve(&["--demo"]).stop("TERM").0, Some(0)));
    home
}

pub fn run(home: &Home, arguments: &[&str]) -> Value {
    let text = block_in_place(|| home.run(&[arguments, &["--json"]].concat()).done());
    serde_json::from_str(&text).unwrap()
}

/// A backup with its key, where another home can take it from.
pub fn backed_up(home: &Home) -> (String, Value) {
    let file = home.path("one.backup").display().to_string();
    let report = run(home, &["backup", &file, "--with-key"]);
    (file, report)
}

const SENDERS: usize = 8;
const POSTS: usize = 240;
/// So many answers before the backup begins.
const ENOUGH: usize = 60;

/// What a client knows: the key that it made for a post, and the answer if one came.
type Known = BTreeMap<usize, Option<Value>>;

async fn send(client: &reqwest::Client, address: &str, post: usize) -> Option<Value> {
    let path = format!("http://{address}/api/v1/magasinet/comments");
    let list = client.get(format!("{path}?key=artikel")).send().await.ok()?;
    let token = list.headers()["svar-form"].to_str().unwrap().to_owned();
    let body = json!({"key": "artikel", "name": format!("Læser {post}"), "email": format!("l{post}@laeser.example"),
        "body": format!("Kommentar nummer {post}"), "token": token});
    let request = client.post(path).json(&body);
    let answer = request.header("idempotency-key", format!("noegle-til-nummer-{post:04}")).send().await.ok()?;
    assert_eq!(answer.status(), 201, "post {post}");
    // An answer that broke off is no answer.
    answer.json().await.ok()
}

/// Each sender sends its share, one after another, until it is done or the service is gone.
async fn storm(address: &str, answered: &Arc<AtomicUsize>) -> JoinSet<Known> {
    let mut senders = JoinSet::new();
    for sender in 0..SENDERS {
        let (address, answered) = (address.to_owned(), answered.clone());
        senders.spawn(async move {
            let client = client();
            let mut known = Known::new();
            for post in (sender..POSTS).step_by(SENDERS) {
                let answer = send(&client, &address, post).await;
                let gone = answer.is_none();
                known.insert(post, answer);
                if gone {
                    break;
                }
                answered.fetch_add(1, Ordering::SeqCst);
            }
            known
        });
    }
    senders
}

on_both_engines! {
    /// What was answered before the backup began is in it, and each comment whole; the restored service knows receipts
    /// and repeated posts again, and can open e-mail addresses.
    async fn a_backup_under_load_is_one_moment(db: TestDb) {
        let here = home(&db);
        add_site(&here, "magasinet");
        let service = block_in_place(|| here.serve(&[]));
        let answered = Arc::new(AtomicUsize::new(0));
        let senders = storm(&service.address, &answered).await;
        eventually("enough answers", async || (answered.load(Ordering::SeqCst) >= ENOUGH).then_some(())).await;
        let before = answered.load(Ordering::SeqCst);
        let (file, taken) = backed_up(&here);
        let known: Known = senders.join_all().await.into_iter().flatten().collect();
        assert_eq!(known.len(), POSTS, "nobody was kept from writing");
        block_in_place(|| service.stop("TERM"));

        let inside = taken["comments"]["approved"].as_u64().unwrap() as usize;
        assert!(inside >= before && inside <= POSTS, "{before} were answered before, {inside} are in the backup");
        assert_eq!(taken["warnings"], json!([]));
        assert_eq!((&taken["threads"], &taken["sites"]), (&json!(1), &json!(["magasinet"])));

        let db = TestDb::fresh(db.engine).await.unwrap();
        let there = home(&db);
        let restored = run(&there, &["restore", &file]);
        assert_eq!(restored["comments"], taken["comments"]);
        assert_eq!(restored["warnings"], json!([]));
        let service = block_in_place(|| there.serve(&[]));
        let client = client();
        let mut found = 0;
        for (post, answer) in &known {
            let (answer, path) = (answer.as_ref().unwrap(), format!("http://{}/api/v1/magasinet/comments", service.address));
            let own = client.get(format!("{path}/{}", answer["id"])).bearer_auth(answer["receipt"].as_str().unwrap());
            let own = own.send().await.unwrap();
            if own.status() == 200 {
                found += 1;
                let own: Value = own.json().await.unwrap();
                assert_eq!(own["html"], format!("<p>Kommentar nummer {post}</p>"));
                // The first answer lies sealed in the database.
                let again = send(&client, &service.address, *post).await.unwrap();
                assert_eq!((&again["id"], &again["receipt"]), (&answer["id"], &answer["receipt"]));
            }
        }
        assert_eq!(found, inside, "each comment in the backup has the receipt that its author was given");
        let list = format!("http://{}/api/v1/magasinet/comments?key=artikel", service.address);
        let list: Value = client.get(list).send().await.unwrap().json().await.unwrap();
        assert_eq!(list["thread"]["count"], inside);
        let someone = known.keys().next().unwrap();
        let person = block_in_place(|| there.run(&["person", "export", &format!("l{someone}@laeser.example")]).done());
        assert!(person.contains(&format!("Kommentar nummer {someone}")), "{person}");
        block_in_place(|| service.stop("TERM"));
    }

    /// A backup of before an upgrade is taken as the database is, and is brought up to date when it is restored.
    async fn an_older_database_is_copied_as_it_is_and_migrated_when_it_is_restored(db: TestDb) {
        let here = home(&db);
        let old = old_database(&here, db.engine).await;
        let mut there = Home::new();
        there.set("SVAR_DATABASE_URL", &old.url);
        std::fs::create_dir(there.path("svar-data")).unwrap();
        std::fs::copy(here.key_file(), there.key_file()).unwrap();
        let (file, taken) = backed_up(&there);
        assert_eq!((&taken["schema"], &taken["sites"]), (&json!(6), &json!(["gammel"])));
        let version = "SELECT CAST(MAX(version) AS BIGINT) FROM _sqlx_migrations WHERE version > $1";
        assert_eq!(Raw::open(&old).await.rows::<(i64,)>(version, 0).await, [(6,)], "it was not migrated");

        let restored = run(&here, &["restore", &file]);
        assert_eq!(restored["schema"], 6);
        assert!(block_in_place(|| here.run(&["site", "list"]).done()).starts_with("gammel"));
        block_in_place(|| here.run(&["site", "set", "gammel", "text.da.write=Skriv nu"]).done());
    }
}

/// A database as an older version left it, with a site, and with the key of `home`.
async fn old_database(home: &Home, engine: Engine) -> TestDb {
    block_in_place(|| home.run(&["migrate"]).done());
    let db = TestDb::bare(engine).await.unwrap();
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(name);
    match engine {
        Engine::Sqlite => {
            let mut connection = SqliteConnection::connect(&format!("{}?mode=rwc", db.url)).await.unwrap();
            Migrator::new(folder("sqlite")).await.unwrap().run_to(6, &mut connection).await.unwrap();
        }
        Engine::Postgres => {
            let mut connection = PgConnection::connect(&db.url).await.unwrap();
            Migrator::new(folder("postgres")).await.unwrap().run_to(6, &mut connection).await.unwrap();
        }
    }
    let raw = Raw::open(&db).await;
    raw.run(
        "INSERT INTO site (key, name, origins, policy, created, version) VALUES ('gammel', 'G', '[]', '{}', $1, 1)",
        0,
    )
    .await;
    raw.run("INSERT INTO tally SELECT id, 0, 0, 0, 0, 0 FROM site WHERE created = $1", 0).await;
    let key = block_in_place(|| home.run(&["backup", "key.backup", "--json"]).done());
    let key: Value = serde_json::from_str(&key).unwrap();
    let sql = format!(
        "INSERT INTO meta (name, value) SELECT 'key', '{}' WHERE $1 = 0",
        key["key"]["fingerprint"].as_str().unwrap()
    );
    raw.run(&sql, 0).await;
    db
}

/// From SQLite to PostgreSQL and back: every row of every table, and ids go on where they were.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_goes_from_either_engine_to_either() {
    let Some(other) = TestDb::fresh(Engine::Postgres).await else { return };
    let (first, last) = (TestDb::fresh(Engine::Sqlite).await.unwrap(), TestDb::fresh(Engine::Sqlite).await.unwrap());
    let here = with_demo(&first).await;
    let raw = Raw::open(&first).await;
    // The number of a comment that is gone must not be given out again.
    raw.run("UPDATE sqlite_sequence SET seq = 9000 + $1 WHERE name = 'comment'", 0).await;
    let (file, _) = backed_up(&here);
    let rows = rows_of(&file).await;
    for table in ["comment", "thread", "site", "tally", "moderator", "role", "decision", "figure", "person", "link"] {
        assert!(!rows[table].is_empty(), "the demo has nothing in {table}");
    }

    let middle = home(&other);
    run(&middle, &["restore", &file]);
    let (from_postgres, report) = backed_up(&middle);
    assert_eq!((&report["engine"], &report["warnings"]), (&json!("postgres"), &json!([])));
    assert_same(&rows, &rows_of(&from_postgres).await);

    let there = home(&last);
    run(&there, &["restore", &from_postgres]);
    assert_same(&rows, &rows_of(&backed_up(&there).0).await);

    for (home, db) in [(&middle, &other), (&there, &last)] {
        let service = block_in_place(|| home.serve(&[]));
        let raw = Raw::open(db).await;
        eventually("every comment can be found again", async || {
            let found = "SELECT COUNT(*) FROM comment_search WHERE $1 = 0";
            let all = "SELECT COUNT(*) FROM comment WHERE source <> '' AND $1 = 0";
            let (found, all): (Vec<(i64,)>, Vec<(i64,)>) = (raw.rows(found, 0).await, raw.rows(all, 0).await);
            (found == all).then_some(())
        })
        .await;
        let sent = format!("http://{}/api/v1/demo/comments", service.address);
        let body = json!({"key": "ny", "name": "Ny", "email": "ny@laeser.example", "body": "Efter genskabelsen"});
        let answer: Value = client().post(sent).json(&body).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["id"], 9001, "{answer}");
        block_in_place(|| service.stop("TERM"));
    }
}

/// Tables with their rows, in an order of their own, as text.
type Rows = BTreeMap<String, BTreeSet<String>>;

fn assert_same(one: &Rows, other: &Rows) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (table, rows) in one {
        assert_eq!(rows, &other[table], "{table}");
    }
}

/// What a backup holds, but for what may differ: sessions, the index jobs that make search whole again, and the way
/// that JSON is written.
async fn rows_of(file: &str) -> Rows {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{file}?mode=ro")).await.unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'
               AND name NOT IN ('session', 'sqlite_schema')";
    let names: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    let mut tables = Rows::new();
    for name in names {
        let filter = match &*name {
            "meta" => "name <> 'backup'",
            "job" => "kind <> 'index'",
            "sqlite_sequence" => "name NOT IN ('job', 'session') AND seq > 0",
            _ => "1",
        };
        let sql = AssertSqlSafe(format!("SELECT * FROM {name} WHERE {filter}"));
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        tables.insert(name, rows.iter().map(told).collect());
    }
    tables
}

fn told(row: &sqlx::sqlite::SqliteRow) -> String {
    let cell = |column: &sqlx::sqlite::SqliteColumn| {
        let n = column.ordinal();
        if row.try_get_raw(n).unwrap().is_null() {
            return format!("{}: null", column.name());
        }
        let text = row.try_get_unchecked::<String, _>(n).unwrap_or_default();
        let told = match serde_json::from_str::<Value>(&text) {
            Ok(json @ (Value::Object(_) | Value::Array(_))) => json.to_string(),
            _ => format!("{:?}", row.get_unchecked::<Vec<u8>, _>(n)),
        };
        format!("{}: {told}", column.name())
    };
    row.columns().iter().map(cell).collect::<Vec<_>>().join(", ")
}

/// Whoever was signed in signs in again: a session that was ended after the backup must not be open again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_session_comes_back() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    let raw = Raw::open(&db).await;
    let session = "INSERT INTO session (token_hash, moderator_id, csrf, created, seen, fresh, browser, network)
                   SELECT X'01', id, X'02', $1, 0, 0, '', '' FROM moderator";
    raw.run(session, 0).await;
    let (file, _) = backed_up(&here);
    drop(raw);
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    run(&home(&db), &["restore", &file]);
    let raw = Raw::open(&db).await;
    assert_eq!(raw.rows::<(i64,)>("SELECT COUNT(*) FROM session WHERE $1 = 0", 0).await, [(0,)]);
    assert_eq!(raw.rows::<(i64,)>("SELECT COUNT(*) FROM moderator WHERE $1 = 0", 0).await, [(1,)]);
}

/// A counter that the database itself has wrong is said, and is no reason to be without a backup.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_counter_is_named() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let here = with_demo(&db).await;
    Raw::open(&db).await.run("UPDATE tally SET pending = pending + 1 + $1", 0).await;
    Raw::open(&db).await.run("UPDATE thread SET top = top + 1 + $1", 0).await;
    let ended = block_in_place(|| here.run(&["backup", "one.backup", "--json"]));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(ended.err.lines().count(), 2, "{}", ended.err);
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let said = report["warnings"].to_string();
    assert!(
        said.contains("demo: the numbers of comments by status") && said.contains("demo: 1 threads count"),
        "{said}"
    );
}
