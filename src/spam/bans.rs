//! Whether a ban hits a comment. Posting and the desk's dry run ask the same function, so that what is shown before a
//! ban is saved is what it will do.

use super::words::Matcher;
use crate::domain::ban::Rule;
use crate::domain::normal;
use crate::domain::sealed::KeyedHash;

/// What bans can go by in one comment.
pub struct Subject {
    source: Source,
    name: String,
    hosts: Vec<String>,
    folded: [String; 3],
    words: Matcher,
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
        Self {
            source,
            name: name.to_owned(),
            hosts,
            folded: [name, website, plain].map(normal::folded),
            words: Matcher::new(&[name, website, plain]),
        }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub fn is_hit_by(&self, rule: &Rule) -> bool {
        match rule {
            Rule::Email(hash) => self.source.email.as_ref() == Some(hash),
            Rule::Address(hash) => self.source.address.as_ref() == Some(hash),
            Rule::Range { hash, .. } => self.source.ranges.contains(hash),
            Rule::Name(name) => normal::are_alike(name, &self.name),
            Rule::Domain(domain) => self.hosts.iter().any(|host| domain.has(host)),
            Rule::Word(word) => self.words.matches(word),
            Rule::Pattern(pattern) => self.folded.iter().any(|text| pattern.is_in(text)),
        }
    }
}
