//! Finding comments by what they say and by everything else a moderator knows of them, in the order of their time.
//!
//! A search never takes longer than what it may look at: it either begins with the few comments that have a word or
//! a link, or walks along an index, newest or oldest first, and tests each. A walk that has looked at all of [`PARTS`]
//! stops and says how far it came. Which of the two it is depends on counts that end at [`FEW`], never on an
//! engine's guess. Statements are put together from constant texts; what somebody typed is only ever bound.

use super::comments::Position;
use super::statement::{Bind, Sql, fts5, tsquery};
use super::{Result, Store};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::sealed::KeyedHash;
use crate::domain::search::Query;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::SignalCode;

/// So many comments are fetched and put in order; more are walked.
const FEW: i64 = 20_000;
/// A walk looks at parts of these sizes, one after the other, and then says how far it came.
const PARTS: [i64; 4] = [250, 2_500, 12_500, 35_000];

/// What comments must be like. Everything that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub words: Query,
    pub email: Option<KeyedHash>,
    pub address: Option<KeyedHash>,
    /// The truncated client address, exactly.
    pub prefix: Option<String>,
    /// Host of a link, without `www.`.
    pub host: Option<String>,
    pub thread: Option<ThreadId>,
    pub status: Option<Status>,
    pub reason: Option<SignalCode>,
    /// Only what readers have reported and nobody has settled.
    pub reported: bool,
    /// Written at this moment or later, and before that one.
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    /// Whether a person decided.
    pub decided: Option<bool>,
}

/// The comments of one page, and where the next begins.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    pub ids: Vec<i64>,
    /// `None`: there is nothing behind these.
    pub next: Option<Position>,
    /// The search stopped here before the page was full; it goes on at `next`.
    pub reached: Option<Timestamp>,
}

impl Store {
    /// A page of what fits, newest first or (`oldest`) oldest first, behind `after`.
    pub async fn search(
        &self,
        site: SiteId,
        filter: &Filter,
        oldest: bool,
        after: Option<Position>,
        limit: i64,
    ) -> Result<Hits> {
        let search = Search { store: self, site, filter, oldest };
        match search.begin().await? {
            Begin::Few(few) => search.fetch(few, after, limit).await,
            Begin::Walk(index) => search.walk(index, after, limit).await,
        }
    }
}

/// Where a search begins.
enum Begin {
    Few(Few),
    Walk(Index),
}

#[derive(Clone, Copy)]
enum Few {
    Words,
    Host,
}

/// The index along which a search walks. Every one ends with the time.
#[derive(Clone, Copy)]
enum Index {
    Email,
    Address,
    Prefix,
    Thread,
    Flagged,
    Status,
    All,
}

/// How a statement names the time that a search walks along, and the number that parts equal times.
struct Order {
    created: &'static str,
    both: &'static str,
    oldest: &'static str,
    newest: &'static str,
}

const COLUMNS: Order = Order {
    created: "c.created",
    both: "(c.created, c.id)",
    oldest: "c.created, c.id",
    newest: "c.created DESC, c.id DESC",
};

/// As the widest two indexes are written, so that SQLite without statistics never prefers them to the narrower ones of
/// other questions.
const SUMS: Order = Order {
    created: "c.created + 0",
    both: "(c.created + 0, c.id + 0)",
    oldest: "c.created + 0, c.id + 0",
    newest: "c.created + 0 DESC, c.id + 0 DESC",
};

struct Search<'a> {
    store: &'a Store,
    site: SiteId,
    filter: &'a Filter,
    oldest: bool,
}

/// A part of a walk.
#[derive(sqlx::FromRow)]
struct Bounds {
    seen: i64,
    low: Option<i64>,
    high: Option<i64>,
    created: Option<i64>,
    id: Option<i64>,
}

impl Search<'_> {
    async fn begin(&self) -> Result<Begin> {
        let f = self.filter;
        let by_person = [(f.email.is_some(), Index::Email), (f.address.is_some(), Index::Address)];
        let narrow = by_person.into_iter().chain([(f.prefix.is_some(), Index::Prefix)]);
        if let Some((_, index)) = narrow.into_iter().find(|(given, _)| *given) {
            return Ok(Begin::Walk(index));
        }
        for (given, few) in [(!f.words.is_empty(), Few::Words), (f.host.is_some(), Few::Host)] {
            if given && self.is_few(few).await? {
                return Ok(Begin::Few(few));
            }
        }
        let wide = [(f.thread.is_some(), Index::Thread), (f.reported, Index::Flagged)];
        let wide = wide.into_iter().chain([(f.status.is_some(), Index::Status)]);
        let index = wide.into_iter().find(|(given, _)| *given).map_or(Index::All, |(_, index)| index);
        Ok(Begin::Walk(index))
    }

    async fn is_few(&self, few: Few) -> Result<bool> {
        let mut sql = Sql::new("SELECT COUNT(*) FROM (");
        self.few(&mut sql, few);
        sql.push(" LIMIT ").bind(Bind::Int(FEW + 1)).push(") f");
        let rows: Vec<(i64,)> = self.store.rows(sql).await?;
        Ok(rows.first().is_none_or(|(n,)| *n <= FEW))
    }

    /// Selects the ids of the comments that have the words, or link to the host.
    fn few(&self, sql: &mut Sql, few: Few) {
        match few {
            Few::Words => self.matching(sql),
            Few::Host => {
                sql.push("SELECT comment_id AS id FROM link WHERE site_id = ").bind(Bind::Int(self.site.0));
                sql.push(" AND host = ").bind(Bind::Text(self.filter.host.clone().unwrap_or_default()));
            }
        }
    }

    /// Selects the ids of the comments that have the words. Two texts: the engines' full texts differ.
    fn matching(&self, sql: &mut Sql) {
        match self.store {
            Store::Sqlite(_) => {
                sql.push("SELECT rowid AS id FROM comment_search WHERE comment_search MATCH ");
                sql.bind(Bind::Text(fts5(self.site, &self.filter.words)));
            }
            Store::Postgres(_) => {
                sql.push("SELECT comment_id AS id FROM comment_search WHERE site_id = ").bind(Bind::Int(self.site.0));
                sql.push(" AND words @@ CAST(").bind(Bind::Text(tsquery(self.site, &self.filter.words)));
                sql.push(" AS TSQUERY)");
            }
        }
    }

    /// Everything that fits among the few, put in order.
    async fn fetch(&self, few: Few, after: Option<Position>, limit: i64) -> Result<Hits> {
        let mut sql = Sql::new("SELECT c.id, c.created FROM (");
        self.few(&mut sql, few);
        sql.push(") f CROSS JOIN comment c WHERE c.id = f.id");
        self.conditions(&mut sql, matches!(few, Few::Host).then_some((0, i64::MAX)));
        self.behind(&mut sql, &COLUMNS, after);
        self.in_order(&mut sql, &COLUMNS, limit + 1);
        let rows: Vec<(i64, i64)> = self.store.rows(sql).await?;
        Ok(page(rows, limit))
    }

    /// Part by part along an index, until the page is full, the index ends or enough was looked at.
    async fn walk(&self, index: Index, after: Option<Position>, limit: i64) -> Result<Hits> {
        let (mut rows, mut from) = (Vec::new(), after);
        for size in PARTS {
            let bounds = self.bounds(index, from, size).await?;
            let wanted = limit + 1 - i64::try_from(rows.len()).unwrap_or(limit);
            rows.extend(self.part(index, from, size, &bounds, wanted).await?);
            if i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit || bounds.seen < size {
                return Ok(page(rows, limit));
            }
            let (Some(created), Some(id)) = (bounds.created, bounds.id) else { return Ok(page(rows, limit)) };
            from = Some(Position { votes: 0, created: Timestamp(created), id });
        }
        let ids = rows.into_iter().map(|(id, _)| id).collect();
        Ok(Hits { ids, next: from, reached: from.map(|p| p.created) })
    }

    async fn bounds(&self, index: Index, from: Option<Position>, size: i64) -> Result<Bounds> {
        let mut sql = Sql::new("WITH part AS (");
        self.stretch(&mut sql, index, from, size);
        sql.push(") SELECT COUNT(*) AS seen, MIN(id) AS low, MAX(id) AS high, ");
        sql.push(match self.oldest {
            true => {
                "MAX(created) AS created, (SELECT MAX(id) FROM part WHERE created = (SELECT MAX(created) FROM part))"
            }
            false => {
                "MIN(created) AS created, (SELECT MIN(id) FROM part WHERE created = (SELECT MIN(created) FROM part))"
            }
        });
        sql.push(" AS id FROM part");
        let none = Bounds { seen: 0, low: None, high: None, created: None, id: None };
        Ok(self.store.rows(sql).await?.pop().unwrap_or(none))
    }

    async fn part(
        &self,
        index: Index,
        from: Option<Position>,
        size: i64,
        bounds: &Bounds,
        limit: i64,
    ) -> Result<Vec<(i64, i64)>> {
        let (Some(low), Some(high)) = (bounds.low, bounds.high) else { return Ok(Vec::new()) };
        let mut sql = Sql::new("SELECT c.id, c.created FROM (");
        self.stretch(&mut sql, index, from, size);
        sql.push(") f CROSS JOIN comment c WHERE c.id = f.id");
        self.conditions(&mut sql, Some((low, high)));
        self.in_order(&mut sql, &COLUMNS, limit);
        self.store.rows(sql).await
    }

    /// Selects the next `size` comments of an index, whatever else is asked of them.
    fn stretch(&self, sql: &mut Sql, index: Index, from: Option<Position>, size: i64) {
        let f = self.filter;
        sql.push("SELECT c.id, c.created FROM comment c WHERE c.site_id = ").bind(Bind::Int(self.site.0));
        let bytes = |hash: &Option<KeyedHash>| Bind::Bytes(hash.as_ref().map(|h| h.0.clone()).unwrap_or_default());
        match index {
            Index::Email => sql.push(" AND c.email_hash = ").bind(bytes(&f.email)),
            Index::Address => sql.push(" AND c.address_hash = ").bind(bytes(&f.address)),
            Index::Prefix => {
                sql.push(" AND c.address_prefix = ").bind(Bind::Text(f.prefix.clone().unwrap_or_default()))
            }
            Index::Thread => sql.push(" AND c.thread_id = ").bind(Bind::Int(f.thread.map_or(0, |t| t.0))),
            Index::Flagged => sql.push(" AND c.flags > 0"),
            Index::Status => {
                let status = f.status.map_or("", Status::as_str).to_owned();
                sql.push(" AND c.status = ").bind(Bind::Text(status))
            }
            Index::All => sql,
        };
        let order = match index {
            Index::Thread | Index::All => &SUMS,
            _ => &COLUMNS,
        };
        self.between(sql, order);
        self.behind(sql, order, from);
        self.in_order(sql, order, size);
    }

    fn between(&self, sql: &mut Sql, order: &Order) {
        for (than, time) in [(" >= ", self.filter.from), (" < ", self.filter.to)] {
            if let Some(time) = time {
                sql.push(" AND ").push(order.created).push(than).bind(Bind::Int(time.0));
            }
        }
    }

    /// The first condition follows from the second; it is what SQLite looks up in an index of sums.
    fn behind(&self, sql: &mut Sql, order: &Order, after: Option<Position>) {
        if let Some(after) = after {
            let (not_before, behind) = if self.oldest { (" >= ", " > ") } else { (" <= ", " < ") };
            sql.push(" AND ").push(order.created).push(not_before).bind(Bind::Int(after.created.0));
            sql.push(" AND ").push(order.both).push(behind);
            sql.push("(").bind(Bind::Int(after.created.0)).push(", ").bind(Bind::Int(after.id)).push(")");
        }
    }

    fn in_order(&self, sql: &mut Sql, order: &Order, limit: i64) {
        let order = if self.oldest { order.oldest } else { order.newest };
        sql.push(" ORDER BY ").push(order).push(" LIMIT ").bind(Bind::Int(limit));
    }

    /// Everything that is asked of a comment. `words`: the ids between which they are looked up; `None` where the
    /// search began with them.
    fn conditions(&self, sql: &mut Sql, words: Option<(i64, i64)>) {
        let f = self.filter;
        sql.push(" AND c.site_id = ").bind(Bind::Int(self.site.0));
        self.between(sql, &COLUMNS);
        for (column, hash) in [(" AND c.email_hash = ", &f.email), (" AND c.address_hash = ", &f.address)] {
            if let Some(hash) = hash {
                sql.push(column).bind(Bind::Bytes(hash.0.clone()));
            }
        }
        if let Some(prefix) = &f.prefix {
            sql.push(" AND c.address_prefix = ").bind(Bind::Text(prefix.clone()));
        }
        if let Some(thread) = f.thread {
            sql.push(" AND c.thread_id = ").bind(Bind::Int(thread.0));
        }
        if let Some(status) = f.status {
            sql.push(" AND c.status = ").bind(Bind::Text(status.as_str().to_owned()));
        }
        if f.reported {
            sql.push(" AND c.flags > 0");
        }
        if let Some(decided) = f.decided {
            sql.push(" AND c.decided = ").bind(Bind::Bool(decided));
        }
        if let Some(host) = &f.host {
            sql.push(
                " AND EXISTS (SELECT 1 FROM link l WHERE l.site_id = c.site_id AND l.comment_id = c.id AND l.host = ",
            );
            sql.bind(Bind::Text(host.clone())).push(")");
        }
        if let Some(reason) = f.reason {
            self.has_signal(sql, reason);
        }
        if let Some((low, high)) = words.filter(|_| !f.words.is_empty()) {
            sql.push(" AND f.id IN (");
            self.matching(sql);
            sql.push(match self.store {
                Store::Sqlite(_) => " AND rowid BETWEEN ",
                Store::Postgres(_) => " AND comment_id BETWEEN ",
            });
            sql.bind(Bind::Int(low)).push(" AND ").bind(Bind::Int(high)).push(")");
        }
    }

    /// Two texts: the engines look into JSON in different ways.
    fn has_signal(&self, sql: &mut Sql, reason: SignalCode) {
        match self.store {
            Store::Sqlite(_) => {
                sql.push(" AND EXISTS (SELECT 1 FROM json_each(c.signals) s WHERE s.value ->> 'code' = ");
                sql.bind(Bind::Text(reason.as_str().to_owned())).push(")");
            }
            Store::Postgres(_) => {
                let signals = serde_json::json!([{ "code": reason.as_str() }]).to_string();
                sql.push(" AND c.signals @> CAST(").bind(Bind::Text(signals)).push(" AS JSONB)");
            }
        }
    }
}

/// One row more than the page says that there is more.
fn page(mut rows: Vec<(i64, i64)>, limit: i64) -> Hits {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|(id, created)| Position { votes: 0, created: Timestamp(*created), id: *id });
    Hits { next, reached: None, ids: rows.into_iter().map(|(id, _)| id).collect() }
}
