//! What a comment is judged by that was there before: how its sender and its links fared, and what people marked as
//! spam.
//!
//! Every statement looks at a bounded number of rows, whatever the size of the database. Only what a person decided
//! counts (`decided`): what the filter did by itself must not teach the filter.

use sqlx::types::Json;

use super::{Result, Store, Tx, on_pool, on_readers, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::history::{HostPast, Past};
use crate::domain::sealed::{KeyedHash, TokenHash};
use crate::domain::site::SiteId;
use crate::domain::verdict::{Signal, SignalCode};

/// Decisions that marked spam is looked for among, and how far back: spammers change their texts within days, and
/// what is older is the model's to remember. Comparing two hundred sketches takes some microseconds.
const DECISIONS: i64 = 500;
const MARKED: i64 = 200;
const MARKED_FOR: i64 = 30 * Timestamp::DAY;
/// Hosts of one comment that are asked about.
const HOSTS: usize = 10;

/// What a [`SenderRow`] holds, for a sender's address, e-mail and receipt.
macro_rules! sender_columns {
    (email = $email:literal, receipt = $receipt:literal) => {
        concat!(
            "addr.spam AS address_spam, addr.approved AS address_approved,
             addr.hour AS address_hour, addr.day AS address_day,
             mail.spam AS email_spam, mail.approved AS email_approved, mail.hour AS email_hour, mail.day AS email_day,
             EXISTS (SELECT 1 FROM comment r WHERE r.site_id = $1 AND r.receipt_hash = ",
            $receipt,
            " AND r.status = 'approved' AND r.decided) AS by_receipt,
             EXISTS (SELECT 1 FROM comment r WHERE r.site_id = $1 AND r.receipt_hash = ",
            $receipt,
            " AND r.status = 'approved' AND r.decided AND r.email_confirmed AND r.email_hash = ",
            $email,
            ") AS by_address"
        )
    };
}

/// Where they come from: sums over the last hundred comments from an address and under an e-mail, but for one comment.
/// Who has written more is judged by these.
macro_rules! sender_tables {
    (address = $address:literal, email = $email:literal, hour = $hour:literal, day = $day:literal, but = $but:literal) => {
        concat!(
            sender_tables!(@past "address_hash", $address, $hour, $day, $but),
            " addr CROSS JOIN ",
            sender_tables!(@past "email_hash", $email, $hour, $day, $but),
            " mail"
        )
    };
    (@past $column:literal, $sender:literal, $hour:literal, $day:literal, $but:literal) => {
        concat!(
            "(SELECT COALESCE(SUM(CASE WHEN c.decided AND c.status = 'spam' THEN 1 ELSE 0 END), 0) AS spam,
                     COALESCE(SUM(CASE WHEN c.decided AND c.status = 'approved' THEN 1 ELSE 0 END), 0) AS approved,
                     COALESCE(SUM(CASE WHEN c.created > ",
            $hour,
            " THEN 1 ELSE 0 END), 0) AS hour, COALESCE(SUM(CASE WHEN c.created > ",
            $day,
            " THEN 1 ELSE 0 END), 0) AS day
              FROM (SELECT l.status, l.decided, l.created FROM comment l WHERE l.site_id = $1 AND l.",
            $column,
            " = ",
            $sender,
            " AND l.id <> ",
            $but,
            " ORDER BY l.created DESC LIMIT 100) c)"
        )
    };
}

pub(super) use {sender_columns, sender_tables};

const SENDER: &str = concat!(
    "SELECT ",
    sender_columns!(email = "$3", receipt = "$4"),
    " FROM ",
    sender_tables!(address = "$2", email = "$3", hour = "$5", day = "$6", but = "$7")
);

/// The last hundred comments that lead to a host. Two texts, because the engines pass lists differently.
macro_rules! hosts {
    ($list:literal) => {
        concat!(
            "SELECT h.host, (SELECT COUNT(*) FROM (",
            hosts!(@last),
            " l CROSS JOIN comment c WHERE c.site_id = $1 AND c.id = l.comment_id AND c.decided AND c.status = 'spam')",
            " s) AS spam, (SELECT COUNT(*) FROM (",
            hosts!(@last),
            " l CROSS JOIN comment c WHERE c.site_id = $1 AND c.id = l.comment_id AND c.decided
              AND c.status = 'approved') s) AS approved FROM ",
            $list
        )
    };
    (@last) => {
        "SELECT 1 FROM (SELECT k.comment_id FROM link k WHERE k.site_id = $1 AND k.host = h.host AND k.comment_id <> $3
         ORDER BY k.comment_id DESC LIMIT 100)"
    };
}

/// `CROSS JOIN`: SQLite keeps the order, and looks at no comment that nobody decided about.
const MARKED_SQL: &str = "
    SELECT c.id, c.text_hash, c.sketch, (SELECT string_agg(l.host, ' ') FROM link l
           WHERE l.site_id = c.site_id AND l.comment_id = c.id) AS hosts
    FROM (SELECT d.comment_id, d.to_status, d.at FROM decision d
          WHERE d.site_id = $1 AND d.at > $2 AND d.actor = 'moderator' AND d.from_status IS NOT NULL
          AND d.to_status IS NOT NULL AND d.action <> 'undo' ORDER BY d.at DESC LIMIT $3) m
    CROSS JOIN comment c
    WHERE m.to_status = 'spam' AND c.site_id = $1 AND c.id = m.comment_id AND c.status = 'spam' AND c.decided
    LIMIT $4";

/// Who is asked about.
pub struct Sender<'a> {
    pub address: Option<&'a KeyedHash>,
    pub email: Option<&'a KeyedHash>,
    pub receipt: Option<&'a TokenHash>,
    /// The comment at hand, which is no part of its own history.
    pub but: Option<CommentId>,
}

/// What is known of a sender.
#[derive(Clone, Copy, Debug, Default)]
pub struct SenderPast {
    pub address: Past,
    pub email: Past,
    /// The receipt is one of a comment that a person approved.
    pub by_receipt: bool,
    /// The same, and that comment's e-mail address is confirmed and is the one asked about.
    pub by_address: bool,
}

/// A comment that a person marked as spam.
#[derive(Debug, sqlx::FromRow)]
pub struct MarkedRow {
    pub id: i64,
    pub text_hash: Vec<u8>,
    /// Empty: too short to be compared.
    pub sketch: Option<Vec<u8>>,
    /// With spaces between them.
    pub hosts: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct SenderRow {
    address_spam: i64,
    address_approved: i64,
    address_hour: i64,
    address_day: i64,
    email_spam: i64,
    email_approved: i64,
    email_hour: i64,
    email_day: i64,
    by_receipt: bool,
    by_address: bool,
}

impl From<SenderRow> for SenderPast {
    fn from(row: SenderRow) -> Self {
        Self {
            address: Past {
                spam: row.address_spam,
                approved: row.address_approved,
                hour: row.address_hour,
                day: row.address_day,
            },
            email: Past {
                spam: row.email_spam,
                approved: row.email_approved,
                hour: row.email_hour,
                day: row.email_day,
            },
            by_receipt: row.by_receipt,
            by_address: row.by_address,
        }
    }
}

impl Store {
    pub async fn sender_past(&self, site: SiteId, sender: &Sender<'_>, now: Timestamp) -> Result<SenderPast> {
        let row: SenderRow = on_pool!(self, |c| sqlx::query_as(SENDER)
            .bind(site.0)
            .bind(sender.address.map(|h| h.0.as_slice()))
            .bind(sender.email.map(|h| h.0.as_slice()))
            .bind(sender.receipt.map(|h| h.0.as_slice()))
            .bind(now.plus(-Timestamp::HOUR).0)
            .bind(now.plus(-Timestamp::DAY).0)
            .bind(but(sender.but))
            .fetch_one(c))?;
        Ok(row.into())
    }

    /// How comments fared that lead to each of these hosts.
    pub async fn host_pasts(&self, site: SiteId, hosts: &[String], own: Option<CommentId>) -> Result<Vec<HostPast>> {
        let hosts = hosts.get(..HOSTS).unwrap_or(hosts);
        let rows: Vec<(String, i64, i64)> = match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_as(hosts!("(SELECT value AS host FROM json_each($2)) h"));
                on_readers!(engine, |c| query.bind(site.0).bind(Json(hosts)).bind(but(own)).fetch_all(c))
            }
            Store::Postgres(pool) => {
                let query = sqlx::query_as(hosts!("unnest($2) h (host)"));
                query.bind(site.0).bind(hosts).bind(but(own)).fetch_all(pool).await?
            }
        };
        Ok(rows.into_iter().map(|(host, spam, approved)| HostPast { host, spam, approved }).collect())
    }

    /// What people marked as spam lately and did not take back, each once.
    pub async fn marked_spam(&self, site: SiteId, now: Timestamp) -> Result<Vec<MarkedRow>> {
        let mut rows: Vec<MarkedRow> = on_pool!(self, |c| sqlx::query_as(MARKED_SQL)
            .bind(site.0)
            .bind(now.plus(-MARKED_FOR).0)
            .bind(DECISIONS)
            .bind(MARKED)
            .fetch_all(c))?;
        // Decided about more than once.
        rows.sort_unstable_by_key(|row| row.id);
        rows.dedup_by_key(|row| row.id);
        Ok(rows)
    }
}

/// No comment has the number 0.
fn but(own: Option<CommentId>) -> i64 {
    own.map_or(0, |own| own.0)
}

impl Tx {
    /// Takes out of a comment's reasons where it led: that goes with its text.
    pub(super) async fn forget_named_hosts(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "SELECT signals FROM comment WHERE site_id = $1 AND id = $2";
        let signals: Option<Json<Vec<Signal>>> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let Some(Json(mut signals)) = signals else { return Ok(()) };
        let named = signals.iter_mut().filter(|s| s.code == SignalCode::HostSpam && s.detail.is_some());
        if named.map(|signal| signal.detail = Some("…".to_owned())).count() > 0 {
            let sql = "UPDATE comment SET signals = $3 WHERE site_id = $1 AND id = $2";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(Json(&signals)))?;
        }
        Ok(())
    }
}
