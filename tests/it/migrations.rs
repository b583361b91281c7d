//! The two sets of migrations make the same database.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::support::{postgres, source};

/// Tables of the whole installation. Every other one belongs to a site and says so in its first column, by which
/// a database that is spread over many machines can keep a site's rows together.
const OF_NO_SITE: &[&str] = &["known_device", "meta", "moderator", "recovery_code", "session", "site"];

/// Tables with their columns in order: name, and whether it may be null.
type Schema = BTreeMap<String, Vec<(String, bool)>>;

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine| source::files(&folder(engine), Some("sql")).into_iter().map(|file| file.path);
    assert_eq!(names("sqlite").collect::<Vec<_>>(), names("postgres").collect::<Vec<_>>());
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let Some(database) = postgres::bare_database().await else { return };
    postgres::migrate(&database.url).await;
    let sqlite = sqlite_schema(&sqlite_migrated().await).await;
    let postgres = postgres_schema(&database.url).await;
    let differences = differences(&sqlite, &postgres);
    assert!(differences.is_empty(), "\n{}\n", differences.join("\n"));
}

#[tokio::test]
async fn every_table_of_a_site_has_the_site_first() {
    let schema = sqlite_schema(&sqlite_migrated().await).await;
    let strangers = without_site(&schema);
    assert!(strangers.is_empty(), "`site_id` must be the first column of {strangers:?}");
}

fn folder(engine: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine)
}

async fn sqlite_migrated() -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut connection = sqlite(&file).await;
    if folder("sqlite").is_dir() {
        Migrator::new(folder("sqlite")).await.unwrap().run(&mut connection).await.unwrap();
    }
    file
}

async fn sqlite(file: &tempfile::NamedTempFile) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", file.path().display())).await.unwrap()
}

/// A column of a primary key is never null here, although SQLite reports it only where it is declared. Of a virtual
/// table (the full text) SQLite knows no more than the names of its columns, and its shadow tables are its own affair.
async fn sqlite_schema(file: &tempfile::NamedTempFile) -> Schema {
    let query = "SELECT t.name, c.name, c.\"notnull\" = 0 AND c.pk = 0 AND t.type = 'table'
        FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
        WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '_sqlx%'
        ORDER BY t.name, c.cid";
    let rows: Vec<(String, String, bool)> = sqlx::query_as(query).fetch_all(&mut sqlite(file).await).await.unwrap();
    schema(rows)
}

async fn postgres_schema(url: &str) -> Schema {
    let query = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), is_nullable = 'YES'
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'
        ORDER BY table_name, ordinal_position";
    let mut connection = PgConnection::connect(url).await.unwrap();
    let rows: Vec<(String, String, bool)> = sqlx::query_as(query).fetch_all(&mut connection).await.unwrap();
    schema(rows)
}

fn schema(rows: Vec<(String, String, bool)>) -> Schema {
    let mut schema = Schema::new();
    for (table, column, nullable) in rows {
        schema.entry(table).or_default().push((column, nullable));
    }
    schema
}

fn differences(sqlite: &Schema, postgres: &Schema) -> Vec<String> {
    let tables = sqlite.keys().chain(postgres.keys().filter(|table| !sqlite.contains_key(*table)));
    let different = tables.filter(|table| sqlite.get(*table) != postgres.get(*table));
    let tell = |table: &String| {
        format!("{table}:\n  SQLite     {:?}\n  PostgreSQL {:?}", sqlite.get(table), postgres.get(table))
    };
    different.map(tell).collect()
}

fn without_site(schema: &Schema) -> Vec<&str> {
    let has_site = |columns: &[(String, bool)]| columns.first().is_some_and(|(name, _)| name == "site_id");
    let tables = schema.iter().filter(|(table, _)| !OF_NO_SITE.contains(&&***table));
    tables.filter(|(_, columns)| !has_site(columns)).map(|(table, _)| &**table).collect()
}

#[test]
fn a_column_that_one_engine_lacks_or_lets_be_null_is_found() {
    let row = |table: &str, column: &str, nullable| (table.to_owned(), column.to_owned(), nullable);
    let one = schema(vec![row("comment", "site_id", false), row("comment", "name", false)]);
    assert_eq!(differences(&one, &one), Vec::<String>::new());
    for other in [
        vec![row("comment", "site_id", false)],
        vec![row("comment", "site_id", false), row("comment", "name", true)],
        vec![row("comment", "site_id", false), row("comment", "name", false), row("vote", "site_id", false)],
    ] {
        let other = schema(other);
        assert_eq!((differences(&one, &other).len(), differences(&other, &one).len()), (1, 1), "{other:?}");
    }
    assert_eq!(without_site(&schema(vec![row("comment", "id", false), row("site", "id", false)])), ["comment"]);
}
