//! What an author typed becomes the only HTML that is ever shown, and the plain text and links that
//! the filter and the mails need.
//!
//! Markdown and the inline tags that WordPress's readers type are read as events (`markdown`),
//! written by a writer that can only make balanced elements of a short list (`writer`), and pass
//! through ammonia last (`clean`). Each layer alone would keep script out.
//!
//! This room knows `domain` and nothing else. It must never hand out HTML that did not pass through
//! `clean`, never load or resolve an address, and never take longer than its input is long.

mod address;
mod clean;
mod letters;
mod markdown;
mod tag;
mod writer;

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use self::clean::Sanitiser;
use crate::domain::comment::StoredHtml;

/// Stored beside the HTML. Counted up whenever the rules in this room change, so that what older
/// rules let through is cleaned again before it is shown.
pub const REVISION: i64 = 1;

/// The only HTML that a template prints unescaped: the elements `p br b strong i em s del q cite code
/// pre blockquote ul ol li a` and the attributes `a[href rel]`. Nothing outside this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

/// A comment's text in the three forms that are kept or looked at.
#[derive(Clone, Debug)]
pub struct Rendered {
    pub html: SafeHtml,
    /// For mail, excerpts and the filter: no markup, no bidirectional controls, a blank line between
    /// paragraphs.
    pub plain: String,
    /// The http(s) addresses that the HTML links to, in order, duplicates kept, exactly as in `href`
    /// (unescaped).
    pub links: Vec<String>,
}

/// Why a text is refused instead of rendered. Neither happens to what people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// Quotes, lists and emphasis inside each other, deeper than 16.
    #[error("the text nests more than 16 levels deep")]
    Nested,
    /// More than 1 MiB of HTML.
    #[error("the text makes more than 1 MiB of HTML")]
    Html,
}

/// Makes HTML of what authors typed. To build one costs as much as to render a comment, so who renders many keeps one.
pub struct Renderer(Sanitiser);

impl Default for Renderer {
    fn default() -> Self {
        Self(Sanitiser::new())
    }
}

impl Renderer {
    /// Markdown with every line break kept, the inline tags of WordPress's comments, bare addresses linked, all other
    /// markup shown as text. Time grows with the length only.
    pub fn render(&self, source: &str) -> Result<Rendered, TooMuch> {
        let mut written = markdown::write(source)?;
        if !written.plain.chars().any(crate::domain::submission::is_visible) {
            // Markdown can swallow a whole text (`[a]: b`, `<b></b>`). What somebody typed is never lost.
            written = markdown::write_literally(source)?;
        }
        let html = self.0.sanitise(&written.html);
        Ok(Rendered { html: SafeHtml(html), plain: written.plain, links: written.links })
    }
}

/// A single text, as [`Renderer::render`] does it.
pub fn render(source: &str) -> Result<Rendered, TooMuch> {
    Renderer::default().render(source)
}

/// The hosts that these addresses lead to, each once, in lower case and without `www.`.
pub fn hosts<'a>(links: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut hosts = Vec::new();
    for link in links {
        let url = url::Url::parse(link).ok();
        let host = url.as_ref().and_then(|url| url.host_str()).map(|host| host.trim_start_matches("www."));
        if let Some(host) = host.filter(|host| !hosts.iter().any(|known| known == host)) {
            hosts.push(host.to_owned());
        }
    }
    hosts
}

/// Stored HTML, ready to be shown: as it is if this revision made it, else cleaned again. Rows from
/// older revisions, and imported HTML stored with revision 0, need no other care.
pub fn from_store(stored: &StoredHtml) -> SafeHtml {
    if stored.revision == REVISION { SafeHtml(stored.html.clone()) } else { SafeHtml(clean::foreign(&stored.html)) }
}

pub fn to_store(html: &SafeHtml) -> StoredHtml {
    StoredHtml { html: html.0.clone(), revision: REVISION }
}

/// The beginning of a plain text on one line: at most `graphemes` characters as people count them,
/// cut between words where it can be, with "…" after it when something was cut.
pub fn excerpt(plain: &str, graphemes: usize) -> String {
    let mut out = String::new();
    let mut left = graphemes;
    for word in plain.split_whitespace() {
        let space = usize::from(!out.is_empty());
        let length = word.graphemes(true).take(left + 1).count();
        if length + space > left {
            if out.is_empty() {
                out.extend(word.graphemes(true).take(left));
            }
            out.push('…');
            return out;
        }
        if space == 1 {
            out.push(' ');
        }
        out.push_str(word);
        left -= length + space;
    }
    out
}

/// The text of safe HTML without its markup, for a quotation in a form or a mail. Knows only the tags and
/// references that the sanitiser writes.
pub fn plain(html: &SafeHtml) -> String {
    let mut out = String::with_capacity(html.0.len());
    let mut rest = html.0.as_str();
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = if from.starts_with('<') { from.find('>') } else { from.find(';') };
        let (mark, after) = from.split_at(end.map_or(from.len(), |e| e + 1));
        out.push_str(match mark {
            "&lt;" => "<",
            "&gt;" => ">",
            "&amp;" => "&",
            "&quot;" => "\"",
            "&nbsp;" => "\u{A0}",
            "<br>" | "</p>" | "</li>" | "</blockquote>" | "</pre>" => "\n",
            _ => "",
        });
        rest = after;
    }
    out.push_str(rest);
    out.trim().to_owned()
}
