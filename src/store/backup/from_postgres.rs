//! A copy of a PostgreSQL database while it is in use.

use std::path::Path;

use futures_util::TryStreamExt;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

use super::copy::Copy;
use super::table::{Cell, FULL_TEXT, Kind, Table, cells, quoted, tables};
use super::{Progress, Tell, newest};
use crate::store::{Error, POSTGRES, Result, SQLITE, guard, pg_options};

/// Rows in one statement; with the widest table well under SQLite's 32,766 parameters.
const BITE: usize = 200;

/// Copies the database at one moment into the empty file `into`: everything that was committed before, and nothing
/// of what comes after. Nobody waits for it.
pub async fn snapshot(url: &str, into: &Path, tell: Tell<'_>) -> Result<()> {
    let mut from = patient(pg_options(url)?).connect().await?;
    if !guard::share_connection(&mut from).await? {
        return Err(Error::Setup(guard::RESTORING.to_owned()));
    }
    let mut snapshot = from.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    let schema = schema(&mut snapshot).await?.filter(|schema| *schema <= newest(&POSTGRES));
    let Some(schema) = schema else {
        return Err(Error::Setup(
            "the database holds no Svar, or one of a newer version; look at database.url, or use that version's program"
                .to_owned(),
        ));
    };
    let mut copy = Copy::open(into).await?;
    SQLITE.run_to(schema, &mut copy.connection).await.map_err(Error::migration)?;
    let mut to = copy.connection.begin().await?;
    let tables = tables(&mut to).await?;
    let total = about(&mut snapshot, &tables).await?;
    let mut done = 0;
    for table in &tables {
        done = rows(&mut snapshot, &mut to, table, (done, total), tell).await?;
        if table.numbered {
            last_number(&mut snapshot, &mut to, table).await?;
        }
    }
    if schema_has_full_text(&mut to).await? {
        let sql = "INSERT INTO job (site_id, kind, payload, state, run_at, attempts, created)
                       SELECT s.id, 'index', '{}', 'ready', 0, 0, 0 FROM site s
                       WHERE EXISTS (SELECT 1 FROM thread t WHERE t.site_id = s.id)";
        sqlx::query(sql).execute(&mut *to).await?;
    }
    to.commit().await?;
    copy.close().await?;
    snapshot.rollback().await?;
    Ok(from.close().await?)
}

/// A copy may take longer than the server lets others work.
pub(super) fn patient(options: PgConnectOptions) -> PgConnectOptions {
    options.options([("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0")])
}

/// The newest migration of a PostgreSQL database; `None` where there is none.
pub(super) async fn schema(connection: &mut PgConnection) -> Result<Option<i64>> {
    let sql = "SELECT to_regclass('_sqlx_migrations') IS NOT NULL";
    let known: bool = sqlx::query_scalar(sql).fetch_one(&mut *connection).await?;
    if !known {
        return Ok(None);
    }
    let sql = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// About how many rows there are, as the planner guesses.
async fn about(connection: &mut PgConnection, tables: &[Table]) -> Result<u64> {
    let names: Vec<&str> = tables.iter().map(|table| &*table.name).collect();
    let sql = "SELECT CAST(COALESCE(SUM(GREATEST(c.reltuples, 0)), 0) AS BIGINT)
               FROM UNNEST($1) AS n(name) JOIN pg_class c ON c.oid = to_regclass(n.name)";
    let rows: i64 = sqlx::query_scalar(sql).bind(names).fetch_one(connection).await?;
    Ok(u64::try_from(rows).unwrap_or(0))
}

async fn rows(
    from: &mut PgConnection,
    to: &mut SqliteConnection,
    table: &Table,
    (mut done, total): (u64, u64),
    tell: Tell<'_>,
) -> Result<u64> {
    let list = selected(from, table).await?;
    let sql = AssertSqlSafe(format!("SELECT {list} FROM {}", quoted(&table.name)));
    let mut stream = sqlx::query(sql).fetch(from);
    let mut waiting = Vec::with_capacity(BITE);
    while let Some(row) = stream.try_next().await? {
        waiting.push(cells!(&row, table));
        if waiting.len() == BITE {
            done += BITE as u64;
            put(to, table, std::mem::take(&mut waiting)).await?;
            tell(Progress::Copying { done: done.min(total), total });
        }
    }
    done += waiting.len() as u64;
    put(to, table, waiting).await?;
    Ok(done)
}

/// What is asked for, so that every value comes as one of the four kinds.
async fn selected(from: &mut PgConnection, table: &Table) -> Result<String> {
    let types = types(from, table).await?;
    let column = |(column, kind): (&super::table::Column, String)| {
        let name = quoted(&column.name);
        match (&*kind, column.kind) {
            ("boolean", Kind::Int) => Ok(format!("CAST(CAST({name} AS INTEGER) AS BIGINT)")),
            ("jsonb", Kind::Text) => Ok(format!("CAST({name} AS TEXT)")),
            ("bigint", Kind::Int)
            | ("double precision", Kind::Real)
            | ("text", Kind::Text)
            | ("bytea", Kind::Bytes) => Ok(name),
            _ => Err(Error::Defect(format!("backups do not know the type {kind} of {}.{name}", table.name))),
        }
    };
    let list: Result<Vec<String>> = table.columns.iter().zip(types).map(column).collect();
    Ok(list?.join(", "))
}

/// PostgreSQL's types of a table's columns, in their order.
pub(super) async fn types(connection: &mut PgConnection, table: &Table) -> Result<Vec<String>> {
    let names: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
    let sql = "SELECT format_type(a.atttypid, NULL) FROM UNNEST($2) WITH ORDINALITY AS n(name, place)
               JOIN pg_attribute a ON a.attname = n.name AND a.attrelid = to_regclass($1) AND NOT a.attisdropped
               ORDER BY n.place";
    let types: Vec<String> =
        sqlx::query_scalar(sql).bind(quoted(&table.name)).bind(names).fetch_all(connection).await?;
    if types.len() == table.columns.len() {
        return Ok(types);
    }
    Err(Error::Defect(format!("the table {} has other columns than it should", table.name)))
}

async fn put(to: &mut SqliteConnection, table: &Table, rows: Vec<Vec<Cell>>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let row = format!("({})", vec!["?"; table.columns.len()].join(", "));
    let values = vec![row; rows.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES {values}", quoted(&table.name), table.column_list());
    // Full bites share one text, the last one of a table would only fill the cache.
    let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(rows.len() == BITE);
    for cell in rows.into_iter().flatten() {
        query = match cell {
            Cell::Int(value) => query.bind(value),
            Cell::Real(value) => query.bind(value),
            Cell::Text(value) => query.bind(value),
            Cell::Bytes(value) => query.bind(value),
        };
    }
    query.execute(to).await?;
    Ok(())
}

/// An id is never given out twice, not even that of a row that is gone.
async fn last_number(from: &mut PgConnection, to: &mut SqliteConnection, table: &Table) -> Result<()> {
    let sql = "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, 'id') AS REGCLASS))";
    let last: Option<i64> = sqlx::query_scalar(sql).bind(quoted(&table.name)).fetch_one(from).await?;
    sqlx::query("DELETE FROM sqlite_sequence WHERE name = $1").bind(&table.name).execute(&mut *to).await?;
    if let Some(last) = last {
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)";
        sqlx::query(sql).bind(&table.name).bind(last).execute(to).await?;
    }
    Ok(())
}

async fn schema_has_full_text(connection: &mut SqliteConnection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = $1)";
    Ok(sqlx::query_scalar(sql).bind(FULL_TEXT).fetch_one(connection).await?)
}
