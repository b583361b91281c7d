//! The Atom feed (RFC 4287) of a thread or of a whole site, with the threading extension (RFC 4685).

use askama::Template;

use crate::domain::clock::Timestamp;
use crate::i18n::{Words, rfc3339};
use crate::text::SafeHtml;

/// `/t/{site}/feed.atom`: approved comments, newest first.
#[derive(Template)]
#[template(path = "feed.xml")]
pub struct FeedView<'a> {
    pub words: Words<'a>,
    pub site: &'a str,
    /// The article's title in the feed of one thread; `None` in the feed of the site.
    pub article: Option<&'a str>,
    /// The feed's own address, which is also its id.
    pub own: &'a str,
    /// The page that the feed belongs to.
    pub page: &'a str,
    /// The newest change; of an empty feed, the site's beginning.
    pub updated: Timestamp,
    pub entries: Vec<FeedEntry>,
}

/// One approved comment.
pub struct FeedEntry {
    /// The permalink, which is also the id.
    pub link: String,
    pub name: String,
    pub website: Option<String>,
    /// The article's title, for the feed of the site.
    pub article: Option<String>,
    pub published: Timestamp,
    pub updated: Timestamp,
    pub html: SafeHtml,
    /// Permalink of the comment that it answers, or the article's address.
    pub answers: Option<String>,
}

impl FeedEntry {
    fn published(&self) -> String {
        rfc3339(self.published)
    }

    fn updated(&self) -> String {
        rfc3339(self.updated)
    }
}

impl FeedView<'_> {
    fn changed(&self) -> String {
        rfc3339(self.updated)
    }

    fn title(&self) -> String {
        match self.article {
            Some(article) => self.words.with("feed-title-thread", &[("title", article)]),
            None => self.words.with("feed-title-site", &[("site", self.site)]),
        }
    }

    fn entry_title(&self, entry: &FeedEntry) -> String {
        match (&self.article, &entry.article) {
            (None, Some(article)) => self.words.with("feed-entry-site", &[("name", &entry.name), ("title", article)]),
            _ => self.words.with("feed-entry", &[("name", &entry.name)]),
        }
    }
}
