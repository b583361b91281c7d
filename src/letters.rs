//! The mails that Svar writes, as plain text. Each goes to one address, which is not among what they say.

use askama::Template;

use crate::domain::comment::Queue;
use crate::i18n::Words;

/// Asks the holder of an address whether it is theirs.
#[derive(Template)]
#[template(path = "mail/confirm.txt")]
pub struct ConfirmMail<'a> {
    pub words: Words<'a>,
    pub site: &'a str,
    /// The name that the comment was signed with.
    pub name: &'a str,
    /// `/m/{token}`.
    pub link: &'a str,
    /// How long the link works.
    pub hours: i64,
}

impl ConfirmMail<'_> {
    pub fn subject(&self) -> String {
        self.words.with("mail-confirm-subject", &[("site", self.site)])
    }

    fn hello(&self) -> String {
        self.words.with("mail-hello", &[("name", self.name)])
    }

    fn why(&self) -> String {
        self.words.with("mail-confirm-text", &[("site", self.site)])
    }
}

/// Shows an owner that mail comes through.
#[derive(Template)]
#[template(path = "mail/test.txt")]
pub struct TestMail<'a> {
    pub words: Words<'a>,
    pub site: &'a str,
}

impl TestMail<'_> {
    pub fn subject(&self) -> String {
        self.words.with("desk-mail-test-subject", &[("site", self.site)])
    }

    fn text(&self) -> String {
        self.words.with("desk-mail-test-text", &[("site", self.site)])
    }
}

/// Tells a moderator that a comment waits or was reported, and why; nothing of who reported it.
#[derive(Template)]
#[template(path = "mail/waiting.txt")]
pub struct WaitingMail<'a> {
    pub words: Words<'a>,
    /// In which queue of the desk it is: the words are `mail-waiting-…`, of reported ones `mail-flagged-…`.
    pub queue: Queue,
    pub site: &'a str,
    /// The article's title, else its key.
    pub title: &'a str,
    pub name: &'a str,
    /// The comment as plain text.
    pub text: &'a str,
    /// One sentence for each Signal, or for each reason of a report.
    pub reasons: Vec<String>,
    /// The queue at the desk.
    pub link: &'a str,
    /// All comments of that queue, this one included.
    pub waiting: i64,
}

impl WaitingMail<'_> {
    /// The title is cut, so that the subject stays readable in a list of mails.
    pub fn subject(&self) -> String {
        let mut title: String = self.title.chars().take(60).collect();
        if title.len() < self.title.len() {
            title.push('…');
        }
        self.words.with(&self.id("subject"), &[("title", &title)])
    }

    fn id(&self, part: &str) -> String {
        let about = if self.queue == Queue::Flagged { "flagged" } else { "waiting" };
        format!("mail-{about}-{part}")
    }

    fn who(&self) -> String {
        self.words.with(&self.id("text"), &[("name", self.name), ("title", self.title)])
    }
}
