//! `/demo`: an invented magazine, and the tag that it writes under its article.

use askama::Template;

use super::Frame;
use crate::domain::clock::Timestamp;
use crate::i18n::rfc3339;

/// The article, with the tag that a magazine would write and nothing of the thread itself.
#[derive(Template)]
#[template(path = "demo.html")]
pub struct DemoView<'a> {
    pub frame: Frame<'a>,
    /// Address of the magazine's own style sheet.
    pub magazine_style: &'a str,
    /// Address of the drawing.
    pub picture: &'a str,
    pub title: &'a str,
    pub published: Timestamp,
    pub site: &'a str,
    pub key: &'a str,
    /// Address of the thread page: the link inside the tag.
    pub thread: &'a str,
    pub feed: &'a str,
    /// Address of the widget.
    pub script: &'a str,
}

impl DemoView<'_> {
    fn date(&self) -> String {
        self.frame.words.date(self.published, self.frame.zone)
    }

    fn iso_date(&self) -> String {
        rfc3339(self.published)
    }
}
