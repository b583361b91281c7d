//! Counts everything anew and compares: what was answered with what is there, counters with rows, mails with jobs.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};
use tokio::task::block_in_place;

use super::crowd::Record;
use super::stage::{MODERATOR, Stage};
use crate::store::Raw;

/// What may differ, and by how much.
pub struct Allowed {
    /// Ends of the program without a word, at each of which one mail may have been handed over and not noted.
    pub ends: usize,
    /// Requests that got no answer and may have been done: an edit sent again counts as another change.
    pub unanswered: usize,
}

pub async fn agrees(stage: &Stage, records: &[Record], allowed: &Allowed) {
    every_answer_is_there_once(stage, records).await;
    counters_agree(stage, records, allowed).await;
    lessons_agree(stage, records).await;
    search_agrees(stage, records).await;
    mails_agree(stage, records, allowed).await;
}

#[derive(sqlx::FromRow)]
struct Row {
    key: String,
    id: i64,
    source: String,
    status: String,
    decided: bool,
    parent_id: Option<i64>,
}

async fn every_answer_is_there_once(stage: &Stage, records: &[Record]) {
    let sql = "SELECT i.key, c.id, c.source, c.status, c.decided, c.parent_id FROM idempotency i
               JOIN comment c ON c.site_id = i.site_id AND c.id = i.comment_id WHERE i.site_id > $1";
    let rows: Vec<Row> = stage.raw.rows(sql, 0).await;
    let known: HashMap<String, &Record> = records.iter().map(|r| (Record::key(r.number), r)).collect();
    assert_eq!(known.len(), records.len());
    for row in &rows {
        let record = known.get(&row.key).unwrap_or_else(|| panic!("{} was never answered, and is there", row.key));
        let meant = (record.id, &record.source, record.status, record.decided, record.parent);
        assert_eq!((row.id, &row.source, &*row.status, row.decided, row.parent_id), meant, "{}", row.key);
    }
    assert_eq!(rows.len(), records.len(), "every answered post has its comment");
    let comments = stage.count("SELECT COUNT(*) FROM comment WHERE site_id > $1").await;
    assert_eq!(comments, records.len() as i64, "no comment is there twice");
}

async fn counters_agree(stage: &Stage, records: &[Record], allowed: &Allowed) {
    // The program's own check: every page of the file, every reference, `tally` and `thread` against the rows.
    let report = block_in_place(|| {
        let file = stage.home.path("ledger.backup");
        let report = stage.home.run(&["backup", &file.display().to_string(), "--json"]).done();
        std::fs::remove_file(file).unwrap();
        report
    });
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["warnings"], json!([]));

    let replies = "SELECT COUNT(*) FROM comment c WHERE c.site_id > $1 AND c.replies <>
                   (WITH RECURSIVE below (id, status) AS (
                       SELECT d.id, d.status FROM comment d WHERE d.site_id = c.site_id AND d.parent_id = c.id
                       UNION ALL SELECT d.id, d.status FROM comment d JOIN below b ON d.parent_id = b.id
                       WHERE d.site_id = c.site_id)
                    SELECT COUNT(*) FROM below WHERE status = 'approved')";
    assert_eq!(stage.count(replies).await, 0, "comments count other replies than they have");

    let version = stage.count("SELECT version FROM thread WHERE site_id > $1").await;
    let approved = records.iter().filter(|r| r.status == "approved").count();
    let changes = (approved + records.iter().filter(|r| r.edited).count()) as i64;
    let most = changes + allowed.unanswered as i64;
    assert!((changes..=most).contains(&version), "version {version} after {changes} to {most} changes");

    let figures = "SELECT slot, name, CAST(SUM(n) AS BIGINT) FROM figure WHERE site_id > $1
                   AND name IN ('pending', 'approved', 'spam', 'trash') GROUP BY slot, name HAVING SUM(n) <> 0";
    let counted = "SELECT created / 900000, status, COUNT(*) FROM comment WHERE site_id > $1
                   GROUP BY created / 900000, status";
    let (figures, counted) = (sums(&stage.raw, figures).await, sums(&stage.raw, counted).await);
    assert_eq!(figures, counted, "the figures say what counting again says");

    let decisions = "SELECT comment_id, COUNT(*) FROM decision WHERE site_id > $1 AND actor = 'moderator'
                     AND to_status IS NOT NULL AND from_status <> to_status GROUP BY comment_id";
    let decisions: Vec<(i64, i64)> = stage.raw.rows(decisions, 0).await;
    let decided: HashSet<i64> = records.iter().filter(|r| r.decided).map(|r| r.id).collect();
    assert_eq!(decisions.iter().map(|(id, _)| *id).collect::<HashSet<_>>(), decided);
    assert!(decisions.iter().all(|(_, times)| *times == 1), "a decision is recorded once");
}

async fn sums(raw: &Raw, sql: &str) -> BTreeMap<(i64, String), i64> {
    let rows: Vec<(i64, String, i64)> = raw.rows(sql, 0).await;
    rows.into_iter().map(|(slot, name, n)| ((slot, name), n)).collect()
}

async fn lessons_agree(stage: &Stage, records: &[Record]) {
    let lessons: Vec<(i64, i64, bool)> =
        stage.raw.rows("SELECT seq, comment_id, spam FROM lesson WHERE site_id > $1 ORDER BY seq", 0).await;
    let meant: HashMap<i64, bool> = records.iter().filter(|r| r.decided).map(|r| (r.id, r.status == "spam")).collect();
    for (place, (seq, comment, spam)) in lessons.iter().enumerate() {
        assert_eq!((*seq, Some(spam)), (place as i64 + 1, meant.get(comment)), "the lesson of comment {comment}");
    }
    assert_eq!(lessons.len(), meant.len(), "each decision has taught");
    let kept: Vec<(i64, i64)> = stage.raw.rows("SELECT seq, weights_seq FROM spam_model WHERE site_id > $1", 0).await;
    assert!(kept.iter().all(|(seq, at)| *seq == lessons.len() as i64 && at <= seq), "{kept:?}");
}

async fn search_agrees(stage: &Stage, records: &[Record]) {
    let found = match &stage.raw {
        Raw::Sqlite(_) => "SELECT rowid FROM comment_search WHERE comment_search MATCH",
        Raw::Postgres(_) => "SELECT comment_id FROM comment_search WHERE words @@ to_tsquery('simple',",
    };
    for record in records {
        let word = Record::word(record.number);
        let sql = match &stage.raw {
            Raw::Sqlite(_) => format!("{found} '{word}' AND rowid > $1"),
            Raw::Postgres(_) => format!("{found} '{word}') AND comment_id > $1"),
        };
        assert_eq!(stage.raw.rows::<(i64,)>(&sql, 0).await, [(record.id,)], "who looks for {word}");
    }
    if let Raw::Sqlite(_) = &stage.raw {
        stage.raw.run("INSERT INTO comment_search (comment_search, rank) VALUES ('integrity-check', $1)", 0).await;
    }
}

/// Each mail that was asked for has come. A mail is handed over before that can be noted, so each end without a
/// word may repeat one: as the same mail, by its Message-ID.
async fn mails_agree(stage: &Stage, records: &[Record], allowed: &Allowed) {
    let jobs = "SELECT COUNT(*) FROM job WHERE site_id > $1 AND (state <> 'ready' OR kind = 'mail-confirm')";
    assert_eq!(stage.count(jobs).await, 0, "no job is given up, none is left");
    let mails = stage.smtp.mails();
    let mut ids: HashMap<String, HashSet<String>> = HashMap::new();
    for mail in &mails {
        let id = mail.header("message-id").unwrap();
        ids.entry(mail.to[0].clone()).or_default().insert(id);
    }
    let distinct: usize = ids.values().map(HashSet::len).sum();
    assert!(mails.len() - distinct <= allowed.ends, "{} mails, {distinct} of them different", mails.len());
    for record in records {
        let come = ids.get(&Record::email(record.number)).map_or(0, HashSet::len);
        let asked = record.mail;
        assert!((asked.min(1)..=asked).contains(&come), "{come} mails to {} who asked {asked} times", record.number);
    }
    assert!(ids.keys().all(|to| to == MODERATOR || to.ends_with("@laeser.example")));
}
