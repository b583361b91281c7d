//! The owner's word lists. A line matches whole words only, whatever their case: `press` does not match
//! "WordPress" (WordPress itself matches inside words, and holds the innocent). A line of several words
//! matches them in that order.

use crate::domain::normal;

/// Texts prepared once for any number of lists.
pub struct Matcher {
    /// For each text, its words separated and surrounded by single spaces.
    texts: Vec<String>,
}

impl Matcher {
    pub fn new(texts: &[impl AsRef<str>]) -> Self {
        Self { texts: texts.iter().map(|text| spaced(text.as_ref())).collect() }
    }

    /// The first line of the list that occurs in any of the texts.
    pub fn first<'a>(&self, list: &'a [String]) -> Option<&'a str> {
        list.iter().map(String::as_str).find(|line| self.matches(line))
    }

    pub fn matches(&self, line: &str) -> bool {
        let wanted = spaced(line);
        wanted.trim() != "" && self.texts.iter().any(|text| text.contains(&wanted))
    }
}

fn spaced(text: &str) -> String {
    let folded = normal::comparable(text);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}
