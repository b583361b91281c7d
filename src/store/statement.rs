//! Statements that are put together, because what is asked for differs too much for one text: out of constant texts
//! and bound values. What somebody typed is never part of a text.

use sqlx::AssertSqlSafe;

use super::{Result, Store, on_readers};
use crate::domain::search::{Part, Query, site_word};
use crate::domain::site::SiteId;

pub(super) enum Bind {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
}

/// A statement out of constant texts and bound values.
pub(super) struct Sql {
    text: String,
    binds: Vec<Bind>,
}

impl Sql {
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), binds: Vec::new() }
    }

    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub fn bind(&mut self, value: Bind) -> &mut Self {
        self.binds.push(value);
        self.text.push_str(&format!("${}", self.binds.len()));
        self
    }
}

macro_rules! fetch {
    ($query:expr, $binds:expr, $fetch:ident, $pool:expr) => {{
        let mut query = $query;
        for value in $binds {
            query = match value {
                Bind::Int(n) => query.bind(n),
                Bind::Text(text) => query.bind(text),
                Bind::Bytes(bytes) => query.bind(bytes),
                Bind::Bool(yes) => query.bind(yes),
            };
        }
        query.$fetch($pool)
    }};
}

impl Store {
    pub(super) async fn rows<T>(&self, sql: Sql) -> Result<Vec<T>>
    where
        T: Send + Unpin + for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>,
        T: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
    {
        let Sql { text, binds } = sql;
        Ok(match self {
            Store::Sqlite(engine) => {
                on_readers!(engine, |c| fetch!(sqlx::query_as(AssertSqlSafe(text)), binds, fetch_all, c))
            }
            Store::Postgres(pool) => fetch!(sqlx::query_as(AssertSqlSafe(text)), binds, fetch_all, pool).await?,
        })
    }
}

/// A question for FTS5. Words are letters, digits and `_` only, so nothing in them has to be escaped.
pub(super) fn fts5(site: SiteId, query: &Query) -> String {
    let part = |part: &Part| {
        let words: Vec<String> = part.words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("{}{}", words.join(" + "), if part.prefix { " *" } else { "" })
    };
    let here = format!("\"{}\"", site_word(site));
    let all: Vec<String> = query.all.iter().map(part).chain([here]).collect();
    let none: Vec<String> = query.none.iter().map(part).collect();
    let without = if none.is_empty() { String::new() } else { format!(" NOT ({})", none.join(" OR ")) };
    format!("({}){without}", all.join(" AND "))
}

/// The same for PostgreSQL.
pub(super) fn tsquery(site: SiteId, query: &Query) -> String {
    let part = |part: &Part| {
        let words: Vec<String> = part.words.iter().map(|word| format!("'{word}'")).collect();
        format!("({}{})", words.join(" <-> "), if part.prefix { ":*" } else { "" })
    };
    let here = format!("'{}'", site_word(site));
    let all = query.all.iter().map(part).chain([here]);
    let none = query.none.iter().map(|none| format!("!{}", part(none)));
    all.chain(none).collect::<Vec<_>>().join(" & ")
}
