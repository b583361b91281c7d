//! Who reported a comment as illegal.

use askama::Template;

use super::DeskFrame;
use crate::i18n::rfc3339;
use crate::privacy::Reporter;

/// `/desk/{site}/comments/{id}/contact`
#[derive(Template)]
#[template(path = "desk/contact.html")]
pub struct ContactView<'a> {
    pub frame: DeskFrame<'a>,
    /// The comment's own page.
    pub comment: String,
    /// Oldest first.
    pub reporters: &'a [Reporter],
}

impl ContactView<'_> {
    /// Each: when, for programs and for people; the name; the e-mail address.
    fn entries(&self) -> Vec<(String, String, String, Option<&str>)> {
        let entry = |reporter: &'_ Reporter| {
            let when = self.frame.words.date_time(reporter.since, self.frame.zone);
            let name = reporter.contact.name.clone().unwrap_or_else(|| self.frame.words.t("desk-contact-no-name"));
            (rfc3339(reporter.since), when, name)
        };
        let emails = self.reporters.iter().map(|reporter| reporter.contact.email.as_deref());
        self.reporters
            .iter()
            .map(entry)
            .zip(emails)
            .map(|((written, when, name), email)| (written, when, name, email))
            .collect()
    }
}
