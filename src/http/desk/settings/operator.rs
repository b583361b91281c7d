//! What the operator decides and an owner may see: never an address of a person, never a secret.
//!
//! One rule: what stands in the configuration (file, `SVAR_*`, flags) is the operator's and is not found in the
//! database; what is a site's is in the database and not found in the configuration. The one setting that both have is
//! the Akismet key, and there the site's own comes first.

use crate::config::{Config, DatabaseTarget};
use crate::http::view::desk::settings::Tab;

/// Keys of the configuration with their values as the desk shows them.
pub struct Operator(Vec<(&'static str, String)>);

impl Operator {
    /// `base`: the public address that is really used.
    pub fn new(config: &Config, base: &str) -> Self {
        let limits = &config.limits;
        let engine = match config.database.target() {
            DatabaseTarget::Sqlite(_) => "SQLite",
            DatabaseTarget::Postgres(_) => "PostgreSQL",
        };
        let secret = |is_set: bool| if is_set { "set" } else { "unset" }.to_owned();
        Self(vec![
            ("server.public_url", base.to_owned()),
            ("database.url", engine.to_owned()),
            ("limits.enabled", limits.enabled.to_string()),
            ("limits.post_per_minute", limits.post_per_minute.to_string()),
            ("limits.post_per_hour", limits.post_per_hour.to_string()),
            ("limits.site_posts_per_minute", limits.site_posts_per_minute.to_string()),
            ("limits.thread_posts_per_minute", limits.thread_posts_per_minute.to_string()),
            ("limits.email_posts_per_hour", limits.email_posts_per_hour.to_string()),
            ("limits.edit_per_minute", limits.edit_per_minute.to_string()),
            ("limits.challenge_bits", limits.challenge_bits.to_string()),
            ("akismet.key", secret(config.akismet.key.is_some())),
            ("akismet.url", config.akismet.url.as_ref().map(origin).unwrap_or_default()),
            ("akismet.budget_ms", config.akismet.budget.as_millis().to_string()),
            ("smtp.url", secret(config.smtp.url.is_some())),
            ("smtp.from", config.smtp.from.clone().unwrap_or_default()),
        ])
    }

    /// What a page of the settings is about.
    pub fn about(&self, tab: Tab) -> Vec<(&'static str, String)> {
        let sections: &[&str] = match tab {
            Tab::Site => &["server.", "database."],
            Tab::Moderation => &["limits."],
            Tab::Akismet => &["akismet."],
            Tab::Mail => &["smtp."],
            _ => &[],
        };
        let about = |key: &str| sections.iter().any(|section| key.starts_with(section));
        self.0.iter().filter(|(key, _)| about(key)).cloned().collect()
    }
}

/// Scheme and host only: an address may carry a password.
fn origin(url: &url::Url) -> String {
    url.origin().ascii_serialization()
}
