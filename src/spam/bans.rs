//! Whether a ban hits a comment. Posting and the desk's dry run ask the same function, so that what is shown before a
//! ban is saved is what it will do.

use std::sync::OnceLock;

use super::words::Matcher;
use crate::domain::ban::Rule;
use crate::domain::normal;
use crate::domain::sealed::KeyedHash;

/// What bans can go by in one comment.
pub struct Subject {
    source: Source,
    /// The name, the website and the text.
    texts: [String; 3],
    hosts: Vec<String>,
    // Made when the first ban asks for them, for most comments meet none.
    folded: OnceLock<[String; 3]>,
    words: OnceLock<Matcher>,
}

/// Where and from whom a comment comes; hashes only.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub email: Option<KeyedHash>,
    pub address: Option<KeyedHash>,
    /// Of the ranges around the address.
    pub ranges: Vec<KeyedHash>,
}

impl Subject {
    /// `hosts`: where its links and its author's website lead. `plain`: its text without markup.
    pub fn new(source: Source, name: &str, website: &str, plain: &str, hosts: Vec<String>) -> Self {
        let texts = [name, website, plain].map(str::to_owned);
        Self { source, texts, hosts, folded: OnceLock::new(), words: OnceLock::new() }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    fn folded(&self) -> &[String; 3] {
        self.folded.get_or_init(|| self.texts.each_ref().map(|text| normal::folded(text)))
    }

    pub fn is_hit_by(&self, rule: &Rule) -> bool {
        match rule {
            Rule::Email(hash) => self.source.email.as_ref() == Some(hash),
            Rule::Address(hash) => self.source.address.as_ref() == Some(hash),
            Rule::Range { hash, .. } => self.source.ranges.contains(hash),
            Rule::Name(name) => {
                let [own, ..] = &self.texts;
                normal::are_alike(name, own)
            }
            Rule::Domain(domain) => self.hosts.iter().any(|host| domain.has(host)),
            Rule::Word(word) => self.words.get_or_init(|| Matcher::new(&self.texts)).matches(word),
            Rule::Pattern(pattern) => self.folded().iter().any(|text| pattern.is_in(text)),
        }
    }
}
