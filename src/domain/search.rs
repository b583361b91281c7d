//! How moderators search: words of a text, what is asked for, and what is kept of a comment to be found by.
//!
//! Cutting into words and folding them is done here and nowhere else, for what is kept and for what is asked, so that
//! both databases find the same. Every input is a question; none is wrong.

use super::normal;
use super::site::SiteId;
use unicode_normalization::char::is_combining_mark;

/// Letters of one word that count; what is longer is an address or nonsense.
const LONGEST: usize = 64;
/// Bytes of one comment's words that are kept, as PostgreSQL takes at most 1 MiB of them.
const MOST_BYTES: usize = 200_000;
/// Parts of one question, and words of one part.
const MOST_PARTS: usize = 16;

/// A word of a text: where it stands (bytes), and its folded form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub from: usize,
    pub to: usize,
    pub folded: String,
}

/// The words of a text in order. Scripts without spaces are cut into letters.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let ideograph = is_ideograph(c);
        let inside = c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c));
        if let Some(from) = start.filter(|_| !inside || ideograph) {
            push(&mut words, text, from, at);
            start = None;
        }
        if ideograph {
            push(&mut words, text, at, at + c.len_utf8());
        } else if inside && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        push(&mut words, text, from, text.len());
    }
    words
}

fn push(words: &mut Vec<Word>, text: &str, from: usize, to: usize) {
    let mut folded = normal::fold(text.get(from..to).unwrap_or_default());
    if folded.len() > LONGEST
        && let Some((end, _)) = folded.char_indices().nth(LONGEST)
    {
        folded.truncate(end);
        folded.shrink_to_fit();
    }
    if !folded.is_empty() {
        words.push(Word { from, to, folded });
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// What a text must have, or must not have: words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub words: Vec<String>,
    /// The last word may go on.
    pub prefix: bool,
}

/// What is searched for in comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub all: Vec<Part>,
    pub none: Vec<Part>,
}

impl Query {
    /// Reads what somebody typed: words, `"phrases"`, `begin*` and `-without`. Everything else separates words.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() && query.all.len() + query.none.len() < MOST_PARTS {
            let (without, begun) = match rest.strip_prefix('-') {
                Some(begun) => (true, begun),
                None => (false, rest),
            };
            let (piece, after) = match begun.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => begun.split_at(begun.find([' ', '\t', '\n', '\r', '"', '\u{A0}']).unwrap_or(begun.len())),
            };
            let after_star = after.strip_prefix('*');
            let prefix = piece.ends_with('*') || after_star.is_some();
            rest = after_star.unwrap_or(after).trim_start();
            let words: Vec<String> = words(piece).into_iter().take(MOST_PARTS).map(|word| word.folded).collect();
            if !words.is_empty() {
                let parts = if without { &mut query.none } else { &mut query.all };
                parts.push(Part { words, prefix });
            }
        }
        query
    }

    /// Adds words that its author's name must have; each may go on.
    pub fn and_name(&mut self, name: &str) {
        let words = words(name).into_iter().take(MOST_PARTS);
        self.all.extend(words.map(|word| Part { words: vec![format!("{NAME}{}", word.folded)], prefix: true }));
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }

    /// Whether this word of a text is one that was asked for.
    pub fn hits(&self, folded: &str) -> bool {
        self.all.iter().any(|part| {
            let last = part.words.len() - 1;
            part.words.iter().enumerate().any(|(n, word)| match n == last && part.prefix {
                true => folded.starts_with(word.as_str()),
                false => folded == word,
            })
        })
    }
}

// No word of a text has an underscore, so these are nobody's words.
const NAME: &str = "_n";
const BORDER: &str = "_";

/// The word that every comment of a site has.
pub fn site_word(site: SiteId) -> String {
    format!("_s{}", site.0)
}

/// What is kept of a comment to be found by: its words in order; each word of the name stands twice, so that it can
/// be asked for by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document(Vec<String>);

impl Document {
    pub fn new(site: SiteId, name: &str, title: Option<&str>, plain: &str) -> Self {
        let name = words(name);
        let mut all = vec![site_word(site)];
        all.extend(name.iter().map(|word| format!("{NAME}{}", word.folded)));
        for part in [name, words(title.unwrap_or_default()), words(plain)] {
            all.push(BORDER.to_owned());
            all.extend(part.into_iter().map(|word| word.folded));
        }
        let mut left = MOST_BYTES;
        all.retain(|word| {
            left = left.saturating_sub(word.len());
            left > 0
        });
        Self(all)
    }

    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// The words of an article's title and address with a space before each, to be compared with ` word%`.
pub fn article(title: Option<&str>, key: &str, url: Option<&str>) -> String {
    let url = url.filter(|url| *url != key).unwrap_or_default();
    let parts = [title.unwrap_or_default(), key, url];
    parts.iter().flat_map(|part| words(part)).fold(String::new(), |all, word| all + " " + &word.folded)
}
