//! Which sites' pages are known to work, so that reading a thread costs nothing once that is noted.
//!
//! A fact is looked at once a process for each site and written once for ever.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use super::cors::Caller;
use super::pages::thread::ThreadQuery;
use crate::domain::site::SiteId;
use crate::services::Services;
use crate::sites;

#[derive(Default)]
pub struct Embeds(Mutex<HashMap<SiteId, bool>>);

impl Embeds {
    /// Whether this is news; from now on it is not.
    fn is_news(&self, site: SiteId, article: bool) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(&site) {
            Some(said) if *said || !article => false,
            _ => {
                known.insert(site, article);
                true
            }
        }
    }

    fn forget(&self, site: SiteId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&site);
    }

    /// Heeds an answer that one of the site's pages got: the widget works there, and it said the article's address or
    /// not. The reader waits for none of this.
    pub fn heed(
        self: &Arc<Self>,
        services: &Arc<Services>,
        site: SiteId,
        (caller, query): (Caller<'_>, &ThreadQuery),
        status: StatusCode,
    ) {
        let from_page = matches!(caller, Caller::Allowed(_)) && query.purpose.as_deref() == Some("widget");
        let article = !query.url.is_empty();
        if !from_page || !status.is_success() || !self.is_news(site, article) {
            return;
        }
        let (embeds, services) = (self.clone(), services.clone());
        tokio::spawn(async move {
            if let Err(failure) = sites::note_embed(&services, site, article).await {
                tracing::warn!(site.id = site.0, error = %failure, "what a page showed could not be noted");
                embeds.forget(site);
            }
        });
    }
}
