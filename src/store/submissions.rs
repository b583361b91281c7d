//! What must be known before a comment is taken in, and taking it in.

use sqlx::types::Json;

use super::history::{SenderPast, SenderRow, sender_columns, sender_tables};
use super::packed::PackedHtml;
use super::threads::KnownThread;
use super::{Result, Store, Tx, on_pool, on_tx, put_tx};
use crate::domain::author::{AuthorKind, Website};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, OwnComment, Status, StoredHtml};
use crate::domain::health::Judged;
use crate::domain::sealed::{KeyedHash, Sealed, TokenHash};
use crate::domain::site::SiteId;
use crate::domain::thread::{PageUrl, ThreadId, ThreadKey};
use crate::domain::verdict::Verdict;

/// What is asked about a submission.
pub struct Question<'a> {
    pub site: SiteId,
    pub thread: &'a ThreadKey,
    pub parent: Option<CommentId>,
    pub name: &'a str,
    pub text_hash: &'a [u8],
    pub email_hash: Option<&'a KeyedHash>,
    pub address_hash: Option<&'a KeyedHash>,
    pub author: Option<&'a TokenHash>,
    /// The key against acting twice on one request.
    pub idempotency: Option<&'a str>,
    pub now: Timestamp,
}

/// Everything that policy needs to know, from one statement. Asked once before the filter runs, and
/// again inside the write, where the answer cannot change any more.
#[derive(Debug, sqlx::FromRow)]
pub struct Facts {
    pub thread_id: Option<i64>,
    pub thread_created: Option<i64>,
    /// When the newest comment there that is no spam was written.
    pub thread_active: Option<i64>,
    pub thread_closed: Option<i64>,
    pub thread_closes: Option<i64>,
    pub thread_key: Option<String>,
    pub thread_url: Option<String>,
    pub thread_titled: Option<bool>,
    pub parent_id: Option<i64>,
    pub parent_thread: Option<i64>,
    pub parent_parent: Option<i64>,
    pub parent_root: Option<i64>,
    pub parent_depth: Option<i64>,
    pub parent_shown: Option<bool>,
    /// The same text by the same author at the same place, not in the trash.
    pub duplicate: bool,
    /// When this address, or this e-mail, last wrote at this site.
    pub last_by_address: Option<i64>,
    pub last_by_email: Option<i64>,
    /// The receipt of an approved comment of this site was shown.
    pub known_by_receipt: bool,
    /// An approved comment has this name and this e-mail.
    pub known_by_name: bool,
    /// An approved comment has this e-mail.
    pub known_by_email: bool,
    /// A moderator trusts whoever has this e-mail, and this browser holds the receipt by which it was confirmed.
    pub trusted: bool,
    /// How far the local filter's lessons have come.
    pub lesson_seq: i64,
    pub lesson_epoch: i64,
    /// The number of the site's last decision; 0: nobody has decided anything.
    pub last_decision: i64,
    /// When a request with this key was answered.
    pub answered: Option<i64>,
    /// Somebody or something is banned at this site; there are waves to follow.
    pub any_bans: bool,
    pub any_waves: bool,
}

impl Facts {
    /// The thread that the submission is for, if there is one.
    pub fn thread(&self) -> Option<KnownThread> {
        let id = ThreadId(self.thread_id?);
        let key = ThreadKey::parse(self.thread_key.as_deref()?)?;
        let url = self.thread_url.as_deref().and_then(PageUrl::parse);
        Some(KnownThread { id, key, url, titled: self.thread_titled? })
    }
}

/// `$more`: further columns, each with a comma before it; `$tables`: the one row that they come from.
macro_rules! facts {
    ($more:expr, $tables:expr) => {
        concat!(
            "
    SELECT t.id AS thread_id, t.created AS thread_created, t.active AS thread_active,
           t.closed AS thread_closed, t.closes AS thread_closes,
           t.key AS thread_key, t.url AS thread_url, (t.title IS NOT NULL) AS thread_titled,
           p.id AS parent_id, p.thread_id AS parent_thread, p.parent_id AS parent_parent, p.root_id AS parent_root,
           p.depth AS parent_depth, (p.status = 'approved') AS parent_shown,
           EXISTS (SELECT 1 FROM comment d WHERE d.site_id = $1 AND d.thread_id = t.id AND d.text_hash = $4
                   AND d.parent_id IS NOT DISTINCT FROM $3 AND d.name = $5
                   AND d.email_hash IS NOT DISTINCT FROM $6 AND d.status <> 'trash') AS duplicate,
           (SELECT MAX(a.created) FROM comment a WHERE a.site_id = $1 AND a.address_hash = $7) AS last_by_address,
           (SELECT MAX(e.created) FROM comment e WHERE e.site_id = $1 AND e.email_hash = $6) AS last_by_email,
           EXISTS (SELECT 1 FROM comment r WHERE r.site_id = $1 AND r.receipt_hash = $8
                   AND r.status = 'approved') AS known_by_receipt,
           EXISTS (SELECT 1 FROM comment n WHERE n.site_id = $1 AND n.email_hash = $6 AND n.name = $5
                   AND n.status = 'approved') AS known_by_name,
           EXISTS (SELECT 1 FROM comment m WHERE m.site_id = $1 AND m.email_hash = $6
                   AND m.status = 'approved') AS known_by_email,
           EXISTS (SELECT 1 FROM comment r JOIN person w ON w.site_id = r.site_id AND w.email_hash = r.email_hash
                   WHERE r.site_id = $1 AND r.receipt_hash = $8 AND r.email_hash = $6 AND r.email_confirmed
                   AND w.trusted IS NOT NULL) AS trusted,
           COALESCE((SELECT l.seq FROM spam_model l WHERE l.site_id = $1), 0) AS lesson_seq,
           COALESCE((SELECT l.epoch FROM spam_model l WHERE l.site_id = $1), 0) AS lesson_epoch,
           COALESCE((SELECT MAX(x.id) FROM decision x WHERE x.site_id = $1), 0) AS last_decision,
           (SELECT i.created FROM idempotency i WHERE i.site_id = $1 AND i.key = $9) AS answered,
           EXISTS (SELECT 1 FROM ban b WHERE b.site_id = $1 AND b.lifted IS NULL) AS any_bans,
           EXISTS (SELECT 1 FROM wave w WHERE w.site_id = $1 AND w.until > $10) AS any_waves",
            $more,
            "
    FROM ",
            $tables,
            "
    LEFT JOIN thread t ON t.site_id = $1 AND t.id = COALESCE(
        (SELECT k.id FROM thread k WHERE k.site_id = $1 AND k.key = $2),
        (SELECT k.thread_id FROM thread_alias k WHERE k.site_id = $1 AND k.key = $2))
    LEFT JOIN comment p ON p.site_id = $1 AND p.id = $3"
        )
    };
}

const FACTS: &str = facts!("", "(SELECT 1 AS one) AS always");

/// With what is known of the sender. The comment is not there yet, so none is left out.
const FIRST_LOOK: &str = facts!(
    concat!(", ", sender_columns!(email = "$6", receipt = "$8")),
    sender_tables!(address = "$7", email = "$6", hour = "$11", day = "$12", but = "0")
);

macro_rules! ask {
    ($sql:expr, $q:expr) => {
        sqlx::query_as($sql)
            .bind($q.site.0)
            .bind($q.thread.as_str())
            .bind($q.parent.map(|p| p.0))
            .bind($q.text_hash)
            .bind($q.name)
            .bind($q.email_hash.map(|h| h.0.as_slice()))
            .bind($q.address_hash.map(|h| h.0.as_slice()))
            .bind($q.author.map(|h| h.0.as_slice()))
            .bind($q.idempotency)
            .bind($q.now.0)
    };
}

#[derive(sqlx::FromRow)]
struct FirstLook {
    #[sqlx(flatten)]
    facts: Facts,
    #[sqlx(flatten)]
    sender: SenderRow,
}

/// A comment about to be stored: everything decided, everything sealed.
pub struct NewComment {
    pub site: SiteId,
    pub thread: ThreadId,
    pub parent: Option<CommentId>,
    pub root: Option<CommentId>,
    pub depth: i64,
    pub status: Status,
    pub author_kind: AuthorKind,
    pub name: String,
    pub website: Option<String>,
    pub email: Option<(Sealed, KeyedHash)>,
    pub notify: bool,
    pub address: Option<(KeyedHash, String)>,
    pub source: String,
    pub html: StoredHtml,
    pub text_hash: Vec<u8>,
    pub verdict: Verdict,
    pub receipt: TokenHash,
    /// What near-copies are found by; `None`: not made yet, empty: too short to be compared.
    pub sketch: Option<Vec<u8>>,
    /// What the submission calls the article; becomes the thread's title when the comment is approved.
    pub article_title: Option<String>,
    pub picked: bool,
    pub created: Timestamp,
}

impl NewComment {
    /// As its author sees it now that it is there under this id.
    pub fn into_own(self, id: CommentId) -> OwnComment {
        OwnComment {
            id,
            thread: self.thread,
            parent: self.parent,
            root: self.root.unwrap_or(id),
            depth: self.depth,
            name: self.name,
            website: self.website.as_deref().and_then(Website::stored),
            source: self.source,
            html: self.html,
            status: self.status,
            decided: false,
            withdrawn: false,
            created: self.created,
            edited: None,
            email_confirmed: false,
            has_email: self.email.is_some(),
            notify: self.notify,
            picked: self.picked,
            pinned: false,
            votes: 0,
            replies: 0,
            version: 1,
        }
    }
}

impl Store {
    /// The facts, and what is known of the sender, from one statement.
    pub async fn first_look(&self, q: &Question<'_>) -> Result<(Facts, SenderPast)> {
        let (hour, day) = (q.now.plus(-Timestamp::HOUR).0, q.now.plus(-Timestamp::DAY).0);
        let look: FirstLook = on_pool!(self, |c| ask!(FIRST_LOOK, q).bind(hour).bind(day).fetch_one(c))?;
        Ok((look.facts, look.sender.into()))
    }
}

impl Tx {
    pub async fn facts(&mut self, q: &Question<'_>) -> Result<Facts> {
        Ok(on_tx!(self, |c| ask!(FACTS, q).fetch_one(c))?)
    }

    /// Whether whoever has the e-mail address of this comment is known: another comment from it is approved, or a
    /// moderator trusts that person. Ask only where the address is confirmed.
    pub async fn knows_email_of(&mut self, site: SiteId, id: CommentId) -> Result<bool> {
        // The plus keeps SQLite from walking along all who are trusted.
        let sql = "SELECT EXISTS (SELECT 1 FROM comment mine JOIN comment other
                       ON other.site_id = mine.site_id AND other.email_hash = mine.email_hash AND other.id <> mine.id
                   WHERE mine.site_id = $1 AND mine.id = $2 AND other.status = 'approved')
                   OR EXISTS (SELECT 1 FROM comment mine JOIN person w
                       ON w.site_id = mine.site_id AND w.email_hash = mine.email_hash
                   WHERE mine.site_id = $1 AND mine.id = $2 AND +w.trusted IS NOT NULL)";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_one(c))?)
    }

    /// Stores a comment and moves every counter that it changes.
    pub async fn insert_comment(&mut self, new: &NewComment) -> Result<CommentId> {
        let sql = "INSERT INTO comment
              (site_id, thread_id, parent_id, root_id, depth, status, status_changed, decided, withdrawn, visible,
               author_kind, name, website, email_sealed, email_hash, email_confirmed, notify, address_hash,
               address_prefix, source, html, renderer, text_hash, opinion, score, signals, receipt_hash, picked, votes,
               replies, created, version, article_title, sketch)
            VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, FALSE, $8, $9, $10, $11, $12, $13, FALSE, $14, $15, $16, $17, $18,
                    $19, $20, $21, $22, $23, $24, $25, 0, 0, $7, 1, $26, $27)
            RETURNING id";
        let approved = new.status == Status::Approved;
        let (email_sealed, email_hash) = new.email.as_ref().map(|(s, h)| (s.0.as_slice(), h.0.as_slice())).unzip();
        let (address_hash, address_prefix) = new.address.as_ref().map(|(h, p)| (h.0.as_slice(), p.as_str())).unzip();
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(new.site.0)
            .bind(new.thread.0)
            .bind(new.parent.map(|p| p.0))
            .bind(new.root.map(|r| r.0))
            .bind(new.depth)
            .bind(new.status.as_str())
            .bind(new.created.0)
            .bind(approved)
            .bind(new.author_kind.as_str())
            .bind(&new.name)
            .bind(&new.website)
            .bind(email_sealed)
            .bind(email_hash)
            .bind(new.notify)
            .bind(address_hash)
            .bind(address_prefix)
            .bind(&new.source)
            .bind(PackedHtml::of(&new.source, &new.html.html))
            .bind(new.html.revision)
            .bind(&new.text_hash)
            .bind(new.verdict.opinion.as_str())
            .bind(new.verdict.score)
            .bind(Json(&new.verdict.signals))
            .bind(&new.receipt.0)
            .bind(new.picked)
            .bind(&new.article_title)
            .bind(&new.sketch)
            .fetch_one(c))?;
        if let (AuthorKind::Guest, Some((_, email))) = (new.author_kind, &new.email) {
            self.meet_person(new.site, email, &new.name, new.created).await?;
        }
        self.tally(new.site, new.status, 1).await?;
        let counted = (new.status, new.verdict.signals.as_slice());
        self.count_figures(new.site, new.created, None, Some(counted)).await?;
        let judged = Judged { status: new.status, before: None, decided: false, verdict: &new.verdict };
        self.count_health(new.site, new.created, None, Some(judged)).await?;
        if new.status != Status::Spam {
            let sql = "UPDATE thread SET active = $3 WHERE site_id = $1 AND id = $2 AND active < $3";
            put_tx!(self, sql, new.site.0, new.thread.0, new.created.0);
        }
        if approved {
            let top = i64::from(new.parent.is_none());
            let top = top + self.add_to_ancestors(new.site, new.parent, 1).await?;
            self.touch_thread(new.site, new.thread, 1, top).await?;
        }
        Ok(CommentId(id))
    }
}
