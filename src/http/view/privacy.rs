//! How comment data is processed, written from the live settings and never by hand: a site that
//! sends nothing to Akismet does not say that it does, and one that does cannot hide it.

use askama::Template;

use super::Frame;
use crate::domain::policy::{AkismetField, Policy};

/// `/t/{site}/privacy`: what articles 13 and 14 of the GDPR ask to be told.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct PrivacyView<'a> {
    pub frame: Frame<'a>,
    pub policy: &'a Policy,
    /// Comments go to Akismet, because a key is set and the owner wants it asked.
    pub akismet: bool,
    /// Only those that the local filter doubts.
    pub in_doubt: bool,
    /// Mail can be sent, so a mail server handles addresses.
    pub mail: bool,
    /// Each stored field with its purpose and its retention, as the purge job goes by them.
    pub kept: Vec<KeptData>,
    /// Where a person asks for a copy or for erasure; `None` where no mail can be sent.
    pub request: Option<&'a str>,
}

/// One line of the table, in the reader's language.
#[derive(Clone, Debug)]
pub struct KeptData {
    pub what: String,
    pub why: String,
    pub how_long: String,
}

impl PrivacyView<'_> {
    /// A sentence that names who answers for the data.
    fn naming(&self, id: &str) -> String {
        let named = self.policy.controller.as_str();
        let controller = if named.is_empty() { self.frame.site } else { named };
        self.frame.words.with(id, &[("controller", controller)])
    }

    /// What Akismet gets, as one phrase each: what it always needs, then what the owner allows.
    fn told_akismet(&self) -> Vec<String> {
        let always = ["akismet-gets-text", "akismet-gets-address"].map(|id| self.frame.words.t(id));
        let allowed = AkismetField::ALL.into_iter().filter(|field| self.policy.sends(*field));
        always
            .into_iter()
            .chain(allowed.map(|field| self.frame.words.t(&format!("akismet-gets-{}", dashed(field)))))
            .collect()
    }
}

fn dashed(field: AkismetField) -> String {
    field.as_str().replace('_', "-")
}
