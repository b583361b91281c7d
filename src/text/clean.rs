//! The last step before HTML is stored, and before HTML that this revision did not make is shown.
//!
//! Nothing becomes `SafeHtml` without it. What comes out stays the same when it goes through again.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use super::address;
use super::markdown;
use super::tag::{self, Tag, Token};
use super::writer::{By, Input, Writer};

/// What every link says of itself: no recommendation by the site, written by users, no handle on the
/// page that it is opened from.
pub(super) const REL: &str = "nofollow ugc noopener";

/// Lets through the elements of [`Tag`] and a link's address, and nothing else.
pub(super) struct Sanitiser(Builder<'static>);

impl Sanitiser {
    pub fn new() -> Self {
        let mut builder = Builder::empty();
        builder
            .tags(Tag::ALL.iter().map(|tag| tag.name()).collect::<HashSet<_>>())
            .clean_content_tags(HashSet::from(["script", "style"]))
            .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .url_relative(UrlRelative::Deny)
            .link_rel(Some(REL))
            .strip_comments(true)
            .attribute_filter(|_, name, value| match name {
                "href" => address::canonical(value).map(Cow::Owned),
                _ => Some(Cow::Borrowed(value)), // `rel`, which ammonia itself has set
            });
        Self(builder)
    }

    pub fn sanitise(&self, html: &str) -> String {
        self.0.clean(html).to_string()
    }
}

/// HTML from an older revision or another system. It is written anew first, balanced and not deep,
/// because a parser of HTML can be made to take quadratic time and memory by markup that is not.
pub(super) fn foreign(html: &str) -> String {
    let sanitiser = Sanitiser::new();
    let mut now = html.to_owned();
    for _ in 0..4 {
        let next = sanitiser.sanitise(&rewrite(&now));
        if next == now {
            return next;
        }
        now = next;
    }
    // It never settled, which no known input does: then it is shown as what it is, a text.
    markdown::write_literally(html).map_or_else(|_| String::new(), |written| sanitiser.sanitise(&written.html))
}

fn rewrite(html: &str) -> String {
    let mut writer = Writer::new(Input::Html);
    for token in tag::tokens(html) {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Open(tag, href) => writer.start(tag, By::Hand, href.as_deref()),
            Token::Close(tag) => writer.end_by_hand(tag),
            Token::Other => {}
        }
    }
    writer.finish().html
}
