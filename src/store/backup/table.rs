//! Tables as both engines have them: the same names and columns in the same order, of four kinds.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use crate::store::{Error, Result};

/// What SQLite keeps of a value; PostgreSQL's types (booleans, JSON) become one of these on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Real,
    Text,
    Bytes,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The database gives out `id`, and never the same twice.
    pub numbered: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Cell {
    Int(Option<i64>),
    Real(Option<f64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// The full text is no such table: the engines keep it in different ways, and it is made anew from the comments.
pub(super) const FULL_TEXT: &str = "comment_search";

/// All tables of a copy, each after those that it refers to.
pub(super) async fn tables(connection: &mut SqliteConnection) -> Result<Vec<Table>> {
    let sql =
        "SELECT t.name, s.sql LIKE '%AUTOINCREMENT%' FROM pragma_table_list t JOIN sqlite_schema s ON s.name = t.name
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
               AND t.name NOT LIKE '\\_sqlx\\_%' ESCAPE '\\' ORDER BY t.name";
    let names: Vec<(String, bool)> = sqlx::query_as(sql).fetch_all(&mut *connection).await?;
    let mut waiting = Vec::new();
    for (name, numbered) in names {
        let sql = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1) WHERE \"table\" <> $1";
        let above: Vec<String> = sqlx::query_scalar(sql).bind(&name).fetch_all(&mut *connection).await?;
        let columns = columns(connection, &name).await?;
        waiting.push((Table { name, columns, numbered }, above));
    }
    let (mut ordered, mut placed) = (Vec::new(), BTreeSet::new());
    while !waiting.is_empty() {
        let free = |above: &[String]| above.iter().all(|name| placed.contains(name));
        let (next, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, above)| free(above));
        if next.is_empty() {
            return Err(Error::Defect("tables refer to each other in a circle".to_owned()));
        }
        placed.extend(next.iter().map(|(table, _)| table.name.clone()));
        ordered.extend(next.into_iter().map(|(table, _)| table));
        waiting = later;
    }
    Ok(ordered)
}

async fn columns(connection: &mut SqliteConnection, table: &str) -> Result<Vec<Column>> {
    let sql = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
    let columns: Vec<(String, String)> = sqlx::query_as(sql).bind(table).fetch_all(connection).await?;
    columns.into_iter().map(|(name, declared)| Ok(Column { kind: kind(table, &name, &declared)?, name })).collect()
}

fn kind(table: &str, column: &str, declared: &str) -> Result<Kind> {
    match declared {
        "INTEGER" => Ok(Kind::Int),
        "REAL" => Ok(Kind::Real),
        "TEXT" => Ok(Kind::Text),
        "BLOB" => Ok(Kind::Bytes),
        _ => Err(Error::Defect(format!("backups do not know the type {declared} of {table}.{column}"))),
    }
}

/// A name as part of a statement. All of them are those of our own migrations.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Table {
    pub fn column_list(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }
}

/// Reads a row, of either engine, cell by cell.
macro_rules! cells {
    ($row:expr, $table:expr) => {{
        let mut cells = Vec::with_capacity($table.columns.len());
        for (n, column) in $table.columns.iter().enumerate() {
            cells.push(match column.kind {
                Kind::Int => Cell::Int(sqlx::Row::try_get($row, n)?),
                Kind::Real => Cell::Real(sqlx::Row::try_get($row, n)?),
                Kind::Text => Cell::Text(sqlx::Row::try_get($row, n)?),
                Kind::Bytes => Cell::Bytes(sqlx::Row::try_get($row, n)?),
            });
        }
        cells
    }};
}
pub(super) use cells;
