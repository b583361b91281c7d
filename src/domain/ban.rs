//! What can be banned, and in which form it is kept: everything that a moderator types for it is read here.
//!
//! A ban can never match everything: a domain has at least two labels, a word at least one letter, a pattern at
//! least three.

use std::net::IpAddr;

use url::Host;

use super::comment::Status;
use super::moderator::Role;
use super::normal;
use super::sealed::KeyedHash;

/// What a ban goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Email,
    Address,
    Range,
    Name,
    Domain,
    Word,
    Pattern,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Email, Kind::Address, Kind::Range, Kind::Name, Kind::Domain, Kind::Word, Kind::Pattern];

    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Address => "address",
            Kind::Range => "range",
            Kind::Name => "name",
            Kind::Domain => "domain",
            Kind::Word => "word",
            Kind::Pattern => "pattern",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What such a ban does unless the moderator wants otherwise.
    pub fn usual(self) -> Effect {
        if matches!(self, Kind::Domain | Kind::Pattern) { Effect::Hold } else { Effect::Refuse }
    }

    /// Who may make and lift one: what can hit many strangers at once takes an editor.
    pub fn needs(self) -> Role {
        if matches!(self, Kind::Range | Kind::Domain | Kind::Pattern) { Role::Editor } else { Role::Moderator }
    }

    /// One person's own address: it can hit nobody that the moderator does not have in view.
    pub fn is_personal(self) -> bool {
        matches!(self, Kind::Email | Kind::Address)
    }
}

/// What a ban does to what it hits; the later ones are stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    Hold,
    Spam,
    Refuse,
}

impl Effect {
    pub const ALL: [Effect; 3] = [Effect::Refuse, Effect::Hold, Effect::Spam];

    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Refuse => "refuse",
            Effect::Hold => "hold",
            Effect::Spam => "spam",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == word)
    }

    /// What becomes of a comment that waits already; `None`: it waits on.
    pub fn for_waiting(self) -> Option<Status> {
        match self {
            Effect::Refuse => Some(Status::Trash),
            Effect::Spam => Some(Status::Spam),
            Effect::Hold => None,
        }
    }
}

/// One ban, as it is compared with a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Email(KeyedHash),
    Address(KeyedHash),
    /// `typed`: the range as a moderator typed it; one that was read off a comment is kept as the hash alone.
    Range {
        hash: KeyedHash,
        typed: Option<Range>,
    },
    /// A name, whatever its case and look-alike letters.
    Name(String),
    Domain(Domain),
    /// Whole words.
    Word(String),
    Pattern(Pattern),
}

impl Rule {
    pub fn kind(&self) -> Kind {
        match self {
            Rule::Email(_) => Kind::Email,
            Rule::Address(_) => Kind::Address,
            Rule::Range { .. } => Kind::Range,
            Rule::Name(_) => Kind::Name,
            Rule::Domain(_) => Kind::Domain,
            Rule::Word(_) => Kind::Word,
            Rule::Pattern(_) => Kind::Pattern,
        }
    }

    pub fn hash(&self) -> Option<&KeyedHash> {
        match self {
            Rule::Email(hash) | Rule::Address(hash) | Rule::Range { hash, .. } => Some(hash),
            _ => None,
        }
    }

    /// What was typed for it, in its normal form.
    pub fn text(&self) -> Option<String> {
        match self {
            Rule::Email(_) | Rule::Address(_) => None,
            Rule::Range { typed, .. } => typed.as_ref().map(Range::to_string),
            Rule::Name(name) | Rule::Word(name) => Some(name.clone()),
            Rule::Domain(domain) => Some(domain.0.clone()),
            Rule::Pattern(pattern) => Some(pattern.0.clone()),
        }
    }
}

/// Why what was typed cannot be banned. The sentence is `desk-ban-wrong-{word}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    TooLong,
    NoLetters,
    NotARange,
    NotADomain,
    /// It would match everything, or nearly.
    TooWide,
    /// The comment, or its address, is no longer kept.
    Gone,
}

impl Wrong {
    pub fn as_str(self) -> &'static str {
        match self {
            Wrong::Empty => "empty",
            Wrong::TooLong => "too-long",
            Wrong::NoLetters => "no-letters",
            Wrong::NotARange => "not-a-range",
            Wrong::NotADomain => "not-a-domain",
            Wrong::TooWide => "too-wide",
            Wrong::Gone => "gone",
        }
    }
}

/// Characters (code points) of a name, word, domain or pattern.
pub const MOST: usize = 200;

fn line(raw: &str) -> Result<String, Wrong> {
    let line = normal::line(raw);
    match line.chars().count() {
        0 => Err(Wrong::Empty),
        n if n > MOST => Err(Wrong::TooLong),
        _ => Ok(line),
    }
}

/// A word or several in a row.
pub fn word(raw: &str) -> Result<String, Wrong> {
    let word = line(raw)?;
    if word.chars().any(char::is_alphanumeric) { Ok(word) } else { Err(Wrong::NoLetters) }
}

pub fn name(raw: &str) -> Result<String, Wrong> {
    let name = line(raw)?;
    if normal::has_skeleton(&name) { Ok(name) } else { Err(Wrong::NoLetters) }
}

/// A neighbourhood of client addresses: an IPv4 /24 or /16, an IPv6 /48 or /32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    network: IpAddr,
    bits: u8,
}

impl Range {
    /// `203.0.113.0/24`, whatever the bits behind the prefix; IPv4 mapped into IPv6 is IPv4.
    pub fn parse(raw: &str) -> Result<Self, Wrong> {
        let raw = line(raw)?;
        let (address, bits) = raw.split_once('/').ok_or(Wrong::NotARange)?;
        let address: IpAddr = address.trim().parse().map_err(|_| Wrong::NotARange)?;
        let bits: u8 = bits.trim().parse().map_err(|_| Wrong::NotARange)?;
        let canonical = address.to_canonical();
        let bits = if canonical == address { Some(bits) } else { bits.checked_sub(96) };
        bits.and_then(|bits| Self::cut(canonical, bits)).ok_or(Wrong::NotARange)
    }

    fn cut(address: IpAddr, bits: u8) -> Option<Self> {
        let network = match (address, bits) {
            (IpAddr::V4(ip), 16 | 24) => (ip & std::net::Ipv4Addr::from_bits(u32::MAX << (32 - bits))).into(),
            (IpAddr::V6(ip), 32 | 48) => (ip & std::net::Ipv6Addr::from_bits(u128::MAX << (128 - bits))).into(),
            _ => return None,
        };
        Some(Self { network, bits })
    }

    /// Every range that can be banned around a truncated address (`203.0.113.0/24`, `2001:db8:1::/48`), the narrower
    /// first: all that is known of where a comment came from.
    pub fn around(prefix: &str) -> Vec<Self> {
        let Ok(narrow) = Self::parse(prefix) else { return Vec::new() };
        let wide = if narrow.network.is_ipv4() { 16 } else { 32 };
        std::iter::once(narrow).chain(Self::cut(narrow.network, wide).filter(|wide| *wide != narrow)).collect()
    }

    pub fn bits(&self) -> u8 {
        self.bits
    }

    /// A stable form for keyed hashes: family, prefix length, network.
    pub fn bytes(&self) -> Vec<u8> {
        let (family, network) = match self.network {
            IpAddr::V4(ip) => (4, ip.octets().to_vec()),
            IpAddr::V6(ip) => (6, ip.octets().to_vec()),
        };
        [vec![family, self.bits], network].concat()
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.network, self.bits)
    }
}

/// A domain that comments link to, with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain(String);

impl Domain {
    /// `spam.example`, also as the address of a page there; letters outside ASCII become their A-labels.
    pub fn parse(raw: &str) -> Result<Self, Wrong> {
        let raw = line(raw)?.to_lowercase();
        let host = raw.split_once("://").map_or(raw.as_str(), |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.trim_start_matches("*.").trim_start_matches("www.").trim_matches('.');
        match Host::parse(host) {
            Ok(Host::Domain(domain)) if !domain.contains('.') => Err(Wrong::TooWide),
            Ok(Host::Domain(domain)) if domain.split('.').all(|label| !label.is_empty()) => Ok(Self(domain)),
            Ok(Host::Ipv4(ip)) => Ok(Self(ip.to_string())),
            _ => Err(Wrong::NotADomain),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Itself and what is below it: `example.dk` has `a.example.dk`, never `evil-example.dk`.
    pub fn has(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.');
        host.strip_suffix(self.0.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// A piece of text with `*` for any characters and `?` for one, found anywhere in a text and whatever its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Letters and digits that one piece of a pattern must have: fewer are in every text.
    pub const LEAST: usize = 3;

    pub fn parse(raw: &str) -> Result<Self, Wrong> {
        let folded = normal::folded(&line(raw)?);
        let telling = |piece: &str| piece.chars().filter(|c| c.is_alphanumeric()).count() >= Self::LEAST;
        if !folded.split('*').any(telling) {
            return Err(Wrong::TooWide);
        }
        Ok(Self(folded.trim_matches('*').to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it occurs in a text that [`normal::folded`] has folded. Each piece between stars is looked for behind
    /// the one before and never again before it, so the time is at most the text's length times the pattern's.
    pub fn is_in(&self, folded: &str) -> bool {
        let mut rest = folded;
        for piece in self.0.split('*').filter(|piece| !piece.is_empty()) {
            match find(rest, piece) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        true
    }
}

/// What follows the first place of a piece (`?`: any one character) in a text.
fn find<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    if !piece.contains('?') {
        return text.split_once(piece).map(|(_, behind)| behind);
    }
    text.char_indices().find_map(|(at, _)| begins(text.get(at..)?, piece))
}

fn begins<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    let mut chars = text.chars();
    piece.chars().all(|wanted| chars.next().is_some_and(|c| wanted == '?' || c == wanted)).then_some(chars.as_str())
}
