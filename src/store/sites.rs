//! Sites and their settings.

use sqlx::types::Json;

use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::policy::Policy;
use crate::domain::sealed::Sealed;
use crate::domain::site::{Origin, Site, SiteId, SiteKey};
use crate::domain::texts::Texts;

#[derive(sqlx::FromRow)]
struct SiteRow {
    id: i64,
    key: String,
    name: String,
    origins: Json<Vec<String>>,
    policy: Json<Policy>,
    akismet_key_sealed: Option<Vec<u8>>,
    created: i64,
    version: i64,
}

impl SiteRow {
    fn into_site(self, texts: Texts) -> Result<Site> {
        Ok(Site {
            id: SiteId(self.id),
            key: SiteKey::parse(&self.key).map_err(|_| Error::damaged("site", "key"))?,
            name: self.name,
            origins: self.origins.0.iter().filter_map(|o| Origin::parse(o).ok()).collect(),
            policy: self.policy.0,
            texts,
            akismet_key: self.akismet_key_sealed.map(Sealed),
            created: Timestamp(self.created),
            version: self.version,
        })
    }
}

macro_rules! columns {
    () => {
        "SELECT id, key, name, origins, policy, akismet_key_sealed, created, version FROM site"
    };
}

impl Store {
    pub async fn sites(&self) -> Result<Vec<Site>> {
        let sql = concat!(columns!(), " ORDER BY id");
        let rows: Vec<SiteRow> = on_pool!(self, |c| sqlx::query_as(sql).fetch_all(c))?;
        let mut sites = Vec::with_capacity(rows.len());
        for row in rows {
            let texts = self.texts(SiteId(row.id)).await?;
            sites.push(row.into_site(texts)?);
        }
        Ok(sites)
    }

    pub async fn site(&self, key: &SiteKey) -> Result<Option<Site>> {
        let sql = concat!(columns!(), " WHERE key = $1");
        let row: Option<SiteRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(key.as_str()).fetch_optional(c))?;
        self.whole(row).await
    }

    pub async fn site_by_id(&self, id: SiteId) -> Result<Option<Site>> {
        let sql = concat!(columns!(), " WHERE id = $1");
        let row: Option<SiteRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c))?;
        self.whole(row).await
    }

    /// The texts are read after the row: whoever sees an older row beside newer texts asks again within a second.
    async fn whole(&self, row: Option<SiteRow>) -> Result<Option<Site>> {
        let Some(row) = row else { return Ok(None) };
        let texts = self.texts(SiteId(row.id)).await?;
        row.into_site(texts).map(Some)
    }
}

impl Tx {
    /// The site as this write sees it; call after [`Tx::lock_site`].
    pub async fn site(&mut self, id: SiteId) -> Result<Option<Site>> {
        let sql = concat!(columns!(), " WHERE id = $1");
        let row: Option<SiteRow> = on_tx!(self, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c))?;
        let Some(row) = row else { return Ok(None) };
        let texts = self.texts(id).await?;
        row.into_site(texts).map(Some)
    }

    /// [`Error::Conflict`] when the key is taken.
    pub async fn insert_site(
        &mut self,
        key: &SiteKey,
        name: &str,
        origins: &[Origin],
        now: Timestamp,
    ) -> Result<SiteId> {
        let origins: Vec<&str> = origins.iter().map(Origin::as_str).collect();
        let sql = "INSERT INTO site (key, name, origins, policy, created, version)
                   VALUES ($1, $2, $3, $4, $5, 1) RETURNING id";
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(key.as_str())
            .bind(name)
            .bind(Json(origins))
            .bind(Json(Policy::default()))
            .bind(now.0)
            .fetch_one(c))?;
        let sql = "INSERT INTO tally (site_id, pending, approved, spam, trash) VALUES ($1, 0, 0, 0, 0)";
        run_tx!(self, sqlx::query(sql).bind(id))?;
        Ok(SiteId(id))
    }

    /// Writes everything that can be changed of a site but its texts ([`Tx::put_text`]).
    pub async fn update_site(&mut self, site: &Site) -> Result<()> {
        let origins: Vec<&str> = site.origins.iter().map(Origin::as_str).collect();
        let sql = "UPDATE site SET name = $2, origins = $3, policy = $4, akismet_key_sealed = $5, version = version + 1
                   WHERE id = $1";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.id.0)
                .bind(&site.name)
                .bind(Json(origins))
                .bind(Json(&site.policy))
                .bind(site.akismet_key.as_ref().map(|s| s.0.as_slice()))
        )?;
        self.note_site(site.id);
        Ok(())
    }
}
