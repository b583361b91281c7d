//! A site's own words, what was changed of its settings, and what Akismet last said to its owner.

use serde_json::Value;
use sqlx::types::Json;

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::lang::Lang;
use crate::domain::site::SiteId;
use crate::domain::texts::{TextName, Texts};

#[derive(sqlx::FromRow)]
struct TextRow {
    lang: String,
    id: String,
    form: String,
    text: String,
}

/// A language that an older program knew is left out.
fn texts(rows: Vec<TextRow>) -> Texts {
    let mut texts = Texts::default();
    for row in rows {
        if let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.tag() == row.lang) {
            texts.set(&TextName { lang, id: row.id, form: row.form }, &row.text);
        }
    }
    texts
}

const TEXTS: &str = "SELECT lang, id, form, text FROM own_text WHERE site_id = $1";

/// A change of a site's settings, as the audit log has it.
#[derive(Clone, Debug)]
pub struct SettingsChange {
    /// A moderator's name; `None`: from the command line.
    pub by: Option<String>,
    pub at: Timestamp,
    /// By the setting's name.
    pub before: Value,
    pub after: Value,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    name: Option<String>,
    at: i64,
    before: Option<Json<Value>>,
    after: Option<Json<Value>>,
}

/// What is known of a site's Akismet key and account.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct AkismetState {
    /// `valid`, `invalid`, or why there was no answer.
    pub outcome: Option<String>,
    pub asked: Option<i64>,
    pub alert_code: Option<String>,
    pub alert_message: Option<String>,
    /// Calls of this month and their limit, as Akismet wrote them.
    pub alert_calls: Option<String>,
    pub alert_limit: Option<String>,
    pub alerted: Option<i64>,
    /// Calls of this month, and how many the plan allows; `None`: not known, or no limit.
    pub used: Option<i64>,
    pub used_limit: Option<i64>,
    pub throttled: Option<bool>,
    pub used_asked: Option<i64>,
    /// Why there was no answer when it was last missing, in one word.
    pub trouble: Option<String>,
    pub troubled: Option<i64>,
}

impl Store {
    pub(super) async fn texts(&self, site: SiteId) -> Result<Texts> {
        Ok(texts(on_pool!(self, |c| sqlx::query_as(TEXTS).bind(site.0).fetch_all(c))?))
    }

    /// The latest changes of a site's settings, newest first.
    pub async fn settings_changes(&self, site: SiteId, most: i64) -> Result<Vec<SettingsChange>> {
        let sql =
            "SELECT m.name, d.at, d.before, d.after FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   WHERE d.site_id = $1 AND d.action = 'settings' ORDER BY d.id DESC LIMIT $2";
        let rows: Vec<ChangeRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(most).fetch_all(c))?;
        let change = |row: ChangeRow| SettingsChange {
            by: row.name,
            at: Timestamp(row.at),
            before: row.before.map_or(Value::Null, |json| json.0),
            after: row.after.map_or(Value::Null, |json| json.0),
        };
        Ok(rows.into_iter().map(change).collect())
    }

    pub async fn akismet_state(&self, site: SiteId) -> Result<AkismetState> {
        let sql = "SELECT outcome, asked, alert_code, alert_message, alert_calls, alert_limit, alerted,
                          used, used_limit, throttled, used_asked, trouble, troubled
                   FROM akismet_state WHERE site_id = $1";
        let row: Option<AkismetState> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_optional(c))?;
        Ok(row.unwrap_or_default())
    }
}

impl Tx {
    pub(super) async fn texts(&mut self, site: SiteId) -> Result<Texts> {
        Ok(texts(on_tx!(self, |c| sqlx::query_as(TEXTS).bind(site.0).fetch_all(c))?))
    }

    /// Sets one of a site's own texts; an empty one is taken away. Goes with [`Tx::update_site`].
    pub async fn put_text(&mut self, site: SiteId, name: &TextName, text: &str) -> Result<()> {
        if text.is_empty() {
            let sql = "DELETE FROM own_text WHERE site_id = $1 AND lang = $2 AND id = $3 AND form = $4";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(name.lang.tag()).bind(&name.id).bind(&name.form))?;
            return Ok(());
        }
        let sql = "INSERT INTO own_text (site_id, lang, id, form, text) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (site_id, lang, id, form) DO UPDATE SET text = excluded.text";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(name.lang.tag()).bind(&name.id).bind(&name.form).bind(text))?;
        Ok(())
    }

    /// What came of a question about the site's key.
    pub async fn put_akismet_outcome(&mut self, site: SiteId, outcome: Option<&str>, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO akismet_state (site_id, outcome, asked) VALUES ($1, $2, $3)
                   ON CONFLICT (site_id) DO UPDATE SET outcome = excluded.outcome, asked = excluded.asked";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(outcome).bind(now.0))?;
        Ok(())
    }

    /// What the account has used of its month.
    pub async fn put_akismet_usage(&mut self, site: SiteId, state: &AkismetState) -> Result<()> {
        let sql = "INSERT INTO akismet_state (site_id, used, used_limit, throttled, used_asked)
                   VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (site_id) DO UPDATE SET used = excluded.used, used_limit = excluded.used_limit,
                       throttled = excluded.throttled, used_asked = excluded.used_asked";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(state.used)
                .bind(state.used_limit)
                .bind(state.throttled)
                .bind(state.used_asked)
        )?;
        Ok(())
    }

    /// Why there was no answer just now.
    pub async fn put_akismet_trouble(&mut self, site: SiteId, trouble: &str, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO akismet_state (site_id, trouble, troubled) VALUES ($1, $2, $3)
                   ON CONFLICT (site_id) DO UPDATE SET trouble = excluded.trouble, troubled = excluded.troubled";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(trouble).bind(now.0))?;
        Ok(())
    }

    /// Akismet's last word to the account's owner.
    pub async fn put_akismet_alert(&mut self, site: SiteId, state: &AkismetState) -> Result<()> {
        let sql = "INSERT INTO akismet_state (site_id, alert_code, alert_message, alert_calls, alert_limit, alerted)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (site_id) DO UPDATE SET alert_code = excluded.alert_code,
                       alert_message = excluded.alert_message, alert_calls = excluded.alert_calls,
                       alert_limit = excluded.alert_limit, alerted = excluded.alerted";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(&state.alert_code)
                .bind(&state.alert_message)
                .bind(&state.alert_calls)
                .bind(&state.alert_limit)
                .bind(state.alerted)
        )?;
        Ok(())
    }
}
