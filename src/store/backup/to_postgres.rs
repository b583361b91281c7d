//! A copy in place of a PostgreSQL database: one transaction, so that a failure changes nothing.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

use super::copy::Copy;
use super::from_postgres::{patient, schema, types};
use super::table::{Cell, FULL_TEXT, Kind, Table, cells, quoted, tables};
use super::{ByStatus, Contents, Existing, Progress, Tell, newest};
use crate::store::{Error, POSTGRES, Result, guard, pg_options};

/// Rows in one statement.
const BITE: usize = 500;

/// A database that nobody else has open.
pub struct Claim {
    connection: PgConnection,
}

impl Claim {
    /// `None` when somebody has it open.
    pub async fn take(url: &str) -> Result<Option<Self>> {
        let options = patient(pg_options(url)?).options([("lock_timeout", "5000")]);
        let mut connection = options.connect().await?;
        let alone = guard::claim_connection(&mut connection).await?;
        Ok(alone.then_some(Self { connection }))
    }

    pub async fn existing(&mut self) -> Result<Existing> {
        match schema(&mut self.connection).await? {
            None => {
                let sql = "SELECT to_regclass('site') IS NOT NULL OR to_regclass('comment') IS NOT NULL";
                let other: bool = sqlx::query_scalar(sql).fetch_one(&mut self.connection).await?;
                if other {
                    return Err(Error::Setup(
                        "the database holds tables of another program that are named like Svar's; make a database of \
                         its own for Svar, and name it in database.url"
                            .to_owned(),
                    ));
                }
                Ok(Existing::Nothing)
            }
            Some(schema) if schema > newest(&POSTGRES) => Err(Error::Setup(format!(
                "the database at database.url is of schema {schema}, of which this version knows only {}; restore into \
                 an empty database, and name that in database.url",
                newest(&POSTGRES)
            ))),
            Some(_) => {
                let contents = contents(&mut self.connection).await?;
                Ok(if contents.is_nothing() { Existing::Nothing } else { Existing::Holds(contents) })
            }
        }
    }

    /// Puts the copy in its place. The tables that were there are kept in the schema `aside`, or one of that name with a
    /// number; which one, is handed back. `at_last` is done when all but the commit is; its failure is one of the whole.
    pub async fn replace(
        mut self,
        copy: &mut Copy,
        aside: Option<&str>,
        at_last: impl FnOnce() -> Result<()>,
        tell: Tell<'_>,
    ) -> Result<Option<String>> {
        let expected = copy.contents().await?;
        let from = &mut copy.connection;
        let tables = tables(from).await?;
        let mut to = self.connection.begin().await?;
        let aside = match aside {
            Some(name) => Some(free(&mut to, name).await?),
            None => None,
        };
        clear(&mut to, &tables, aside.as_deref()).await?;
        POSTGRES.run(&mut *to).await.map_err(Error::migration)?;
        let mut progress = (0, 0);
        for table in &tables {
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table.name)));
            let rows: i64 = sqlx::query_scalar(sql).fetch_one(&mut *from).await?;
            progress.1 += u64::try_from(rows).unwrap_or(0);
        }
        for table in &tables {
            let before = progress.0;
            progress.0 = rows(from, &mut to, table, progress, tell).await?;
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table.name)));
            let there: i64 = sqlx::query_scalar(sql).fetch_one(&mut *to).await?;
            if u64::try_from(there).ok() != Some(progress.0 - before) {
                return Err(Error::Defect(format!("the table {} did not take every row", table.name)));
            }
            if table.numbered {
                last_number(from, &mut to, table).await?;
            }
        }
        let sql = "INSERT INTO job (site_id, kind, payload, state, run_at, attempts, created)
                       SELECT s.id, 'index', CAST('{}' AS JSONB), 'ready', 0, 0, 0 FROM site s
                       WHERE EXISTS (SELECT 1 FROM thread t WHERE t.site_id = s.id)
                       AND NOT EXISTS (SELECT 1 FROM job j WHERE j.site_id = s.id AND j.kind = 'index'
                                       AND j.state = 'ready' AND j.payload = CAST('{}' AS JSONB))";
        sqlx::query(sql).execute(&mut *to).await?;
        tell(Progress::Checking);
        if contents(&mut to).await? != expected {
            return Err(Error::Defect("the database does not hold what the backup does".to_owned()));
        }
        at_last()?;
        to.commit().await?;
        // So that the first questions are planned by what is there. Without it the server finds out by itself.
        let _ = sqlx::query("ANALYZE").execute(&mut self.connection).await;
        self.connection.close().await?;
        Ok(aside)
    }
}

/// A name that no schema has: nothing that is kept is kept in the place of something else.
async fn free(to: &mut PgConnection, name: &str) -> Result<String> {
    let mut free = name.to_owned();
    let mut number = 2;
    while sqlx::query_scalar("SELECT to_regnamespace($1) IS NOT NULL").bind(quoted(&free)).fetch_one(&mut *to).await? {
        free = format!("{name}_{number}");
        number += 1;
    }
    Ok(free)
}

/// Moves the tables into a schema of their own, or, where they hold nothing, removes them.
async fn clear(to: &mut PgConnection, tables: &[Table], aside: Option<&str>) -> Result<()> {
    if let Some(aside) = aside {
        execute(to, format!("CREATE SCHEMA {}", quoted(aside))).await?;
    }
    let names = tables.iter().map(|table| &*table.name).chain([FULL_TEXT, "_sqlx_migrations"]);
    for name in names {
        let name = quoted(name);
        let sql = "SELECT to_regclass($1) IS NOT NULL";
        let there: bool = sqlx::query_scalar(sql).bind(&name).fetch_one(&mut *to).await?;
        match aside {
            Some(aside) if there => execute(to, format!("ALTER TABLE {name} SET SCHEMA {}", quoted(aside))).await?,
            None if there => execute(to, format!("DROP TABLE {name} CASCADE")).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn execute(to: &mut PgConnection, sql: String) -> Result<()> {
    sqlx::query(AssertSqlSafe(sql)).execute(to).await?;
    Ok(())
}

async fn contents(connection: &mut PgConnection) -> Result<Contents> {
    let sql = "SELECT COUNT(*) FILTER (WHERE status = 'pending'), COUNT(*) FILTER (WHERE status = 'approved'),
                      COUNT(*) FILTER (WHERE status = 'spam'), COUNT(*) FILTER (WHERE status = 'trash') FROM comment";
    let (pending, approved, spam, trash) = sqlx::query_as(sql).fetch_one(&mut *connection).await?;
    Ok(Contents {
        comments: ByStatus { pending, approved, spam, trash },
        threads: sqlx::query_scalar("SELECT COUNT(*) FROM thread").fetch_one(&mut *connection).await?,
        sites: sqlx::query_scalar("SELECT key FROM site ORDER BY id").fetch_all(&mut *connection).await?,
        accounts: sqlx::query_scalar("SELECT COUNT(*) FROM moderator").fetch_one(connection).await?,
    })
}

async fn rows(
    from: &mut SqliteConnection,
    to: &mut PgConnection,
    table: &Table,
    (mut done, total): (u64, u64),
    tell: Tell<'_>,
) -> Result<u64> {
    let insert = insert(to, table).await?;
    let sql = AssertSqlSafe(format!("SELECT {} FROM {}", table.column_list(), quoted(&table.name)));
    let mut stream = sqlx::query(sql).fetch(from);
    let mut waiting = Vec::with_capacity(BITE);
    while let Some(row) = stream.try_next().await? {
        waiting.push(cells!(&row, table));
        if waiting.len() == BITE {
            done += BITE as u64;
            put(to, &insert, table, std::mem::take(&mut waiting)).await?;
            tell(Progress::Copying { done, total });
        }
    }
    done += waiting.len() as u64;
    put(to, &insert, table, waiting).await?;
    Ok(done)
}

/// A column is one parameter, whatever the number of rows.
async fn insert(to: &mut PgConnection, table: &Table) -> Result<String> {
    let types = types(to, table).await?;
    let parameter = |(n, column): (usize, &super::table::Column)| {
        let kind = match column.kind {
            Kind::Int => "BIGINT",
            Kind::Real => "DOUBLE PRECISION",
            Kind::Text => "TEXT",
            Kind::Bytes => "BYTEA",
        };
        format!("CAST(${} AS {kind}[])", n + 1)
    };
    let value = |(n, kind): (usize, String)| match &*kind {
        "boolean" => format!("CAST(CAST(u.c{n} AS INTEGER) AS BOOLEAN)"),
        "jsonb" => format!("CAST(u.c{n} AS JSONB)"),
        _ => format!("u.c{n}"),
    };
    let parameters: Vec<String> = table.columns.iter().enumerate().map(parameter).collect();
    let names: Vec<String> = (0..table.columns.len()).map(|n| format!("c{n}")).collect();
    let values: Vec<String> = types.into_iter().enumerate().map(value).collect();
    Ok(format!(
        "INSERT INTO {} ({}) SELECT {} FROM UNNEST({}) AS u({})",
        quoted(&table.name),
        table.column_list(),
        values.join(", "),
        parameters.join(", "),
        names.join(", ")
    ))
}

async fn put(to: &mut PgConnection, insert: &str, table: &Table, rows: Vec<Vec<Cell>>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut columns: Vec<Vec<Cell>> = table.columns.iter().map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    macro_rules! of {
        ($cells:expr, $kind:ident) => {
            $cells.into_iter().map(|cell| if let Cell::$kind(value) = cell { value } else { None }).collect::<Vec<_>>()
        };
    }
    let mut query = sqlx::query(AssertSqlSafe(insert.to_owned()));
    for (column, cells) in table.columns.iter().zip(columns) {
        query = match column.kind {
            Kind::Int => query.bind(of!(cells, Int)),
            Kind::Real => query.bind(of!(cells, Real)),
            Kind::Text => query.bind(of!(cells, Text)),
            Kind::Bytes => query.bind(of!(cells, Bytes)),
        };
    }
    query.execute(to).await?;
    Ok(())
}

/// An id is never given out twice, not even that of a row that is gone.
async fn last_number(from: &mut SqliteConnection, to: &mut PgConnection, table: &Table) -> Result<()> {
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = $1";
    let last: Option<i64> = sqlx::query_scalar(sql).bind(&table.name).fetch_optional(from).await?;
    if let Some(last) = last.filter(|last| *last > 0) {
        let sql = "SELECT setval(CAST(pg_get_serial_sequence($1, 'id') AS REGCLASS), $2)";
        sqlx::query(sql).bind(quoted(&table.name)).bind(last).execute(to).await?;
    }
    Ok(())
}
