//! What the model looks at in a comment: words, four-letter pieces, links, author, shape, repeats.
//!
//! Every feature is hashed into one of [`SLOTS`] places, so that there is no dictionary to ship, to grow or to leak:
//! from a slot nobody reads back a word. The same comment makes the same features on every machine.

use super::fold::Folded;
use super::links::{self, Found};
use super::shape;

/// How many places there are for weights.
pub const SLOTS: u32 = 1 << 18;

/// Counted up whenever a feature changes its place or meaning: weights of another revision say nothing.
pub const REVISION: u8 = 1;

/// Characters of a text whose four-letter pieces count.
pub const GRAMS_MOST: usize = 3_000;
/// Characters of a word that count; longer ones differ in their beginnings.
const WORD_MOST: usize = 40;

/// A comment as the model sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Comment<'a> {
    /// As typed, markup and all.
    pub text: &'a str,
    pub author: &'a str,
    /// The author's website.
    pub website: &'a str,
    /// What only a live site knows: findings of other checks, by their words.
    pub known: &'a [&'a str],
}

/// What a feature is about, for those who explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A stretch of the folded text.
    Text(u32, u32),
    /// A link in the text: a stretch of the original (bytes).
    Link(u32, u32),
    Author,
    Website,
    Shape(shape::Kind),
    /// The whole text, author or host, as it may come again.
    Repeat,
    /// The finding at this place of [`Comment::known`].
    Known(u32),
}

/// Takes features as they are found. `weight` is 1, or 2 or 3 for what is a stronger sign.
pub trait Sink {
    fn put(&mut self, slot: u32, weight: u8, what: What);
}

/// The kinds of features, which never meet in one slot but by accident.
#[derive(Clone, Copy)]
enum Space {
    Word = 1,
    Gram,
    Host,
    Domain,
    Top,
    Path,
    SiteHost,
    SiteDomain,
    SiteTop,
    SitePath,
    Author,
    AuthorWord,
    Shape,
    TextAgain,
    AuthorAgain,
    HostAgain,
    Known,
}

/// Buffers that are used again for every comment.
#[derive(Debug, Default)]
pub struct Reader {
    pub folded: Folded,
    author: Folded,
    lower: String,
    joined: String,
}

impl Reader {
    /// Hands every feature of the comment to the sink, some more than once.
    pub fn read(&mut self, comment: &Comment<'_>, sink: &mut impl Sink) {
        self.folded.set(comment.text);
        self.author.set(comment.author);
        let words = words(&self.folded.text);
        for (at, word) in &words {
            let what = What::Text(number(*at), number(at + word.len()));
            sink.put(word_slot(Space::Word, word), 1, what);
        }
        grams(&self.folded.text, GRAMS_MOST, Space::Gram, 4, What::Text, sink);
        joined(&words, &mut self.joined, sink);
        put_right(&self.folded, &mut self.joined, sink);

        let seen = comment.text.char_indices().nth(super::fold::MOST).map_or(comment.text.len(), |(end, _)| end);
        let text = comment.text.get(..seen).unwrap_or_default();
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
        let mut found = Vec::new();
        links::find(&self.lower, &mut found);
        for link in &found {
            let what = What::Link(number(link.from), number(link.to));
            link_features(link, [Space::Host, Space::Domain, Space::Top, Space::Path], 1, what, sink);
        }
        shape::of(text, &self.lower, &self.folded.tricks, &words, &found, |kind, bucket| {
            sink.put(slot(Space::Shape, &[kind as u8, bucket]), kind.weight(), What::Shape(kind));
        });
        by_author(&self.author.text, comment, found.first().map(|link| link.host), sink);
        let letters =
            words.iter().flat_map(|(_, word)| word.chars()).fold(Hash::new(Space::TextAgain), Hash::with_char);
        sink.put(letters.slot(), 2, What::Repeat);
        for (place, word) in comment.known.iter().enumerate() {
            sink.put(slot(Space::Known, word.as_bytes()), 2, What::Known(number(place)));
        }
    }
}

/// The words of a folded text, each with where it begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            words.push((at, word));
        }
        at += piece.len();
    }
    words
}

/// Words spelled out in single letters, joined.
fn joined(words: &[(usize, &str)], out: &mut String, sink: &mut impl Sink) {
    let mut run: Option<(usize, usize)> = None;
    let mut letters = 0;
    out.clear();
    for (at, word) in words {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_alphabetic() => {
                out.push(c);
                letters += 1;
                run = Some((run.map_or(*at, |(from, _)| from), at + word.len()));
            }
            _ => spelled(out, &mut letters, &mut run, sink),
        }
    }
    spelled(out, &mut letters, &mut run, sink);
}

/// Words with digits or signs in place of letters, put right.
fn put_right(folded: &Folded, joined: &mut String, sink: &mut impl Sink) {
    let mut from = 0;
    for chunk in &folded.chunks {
        let to = chunk.end as usize;
        let word = folded.text.get(from..to).unwrap_or_default().trim();
        if unleet(word, joined) {
            let (start, end) = (number(from), number(to));
            sink.put(word_slot(Space::Word, joined.trim()), 1, What::Text(start, end));
            grams(joined, WORD_MOST, Space::Gram, 4, |_, _| What::Text(start, end), sink);
        }
        from = to;
    }
}

fn by_author(name: &str, comment: &Comment<'_>, first_host: Option<&str>, sink: &mut impl Sink) {
    for length in [3, 4] {
        grams(name, 60, Space::Author, length, |_, _| What::Author, sink);
    }
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        sink.put(word_slot(Space::AuthorWord, word), 1, What::Author);
    }
    if !name.is_empty() {
        sink.put(slot(Space::AuthorAgain, name.as_bytes()), 2, What::Author);
    }
    shape::of_author(comment.author, name, comment.website, |kind, bucket| {
        sink.put(slot(Space::Shape, &[kind as u8, bucket]), kind.weight(), What::Shape(kind));
    });
    let website = comment.website.trim().to_ascii_lowercase();
    let mut found = Vec::new();
    links::find(&website, &mut found);
    if let Some(site) = found.first() {
        let spaces = [Space::SiteHost, Space::SiteDomain, Space::SiteTop, Space::SitePath];
        link_features(site, spaces, 2, What::Website, sink);
    }
    let hosts = found.first().map(|site| site.host).into_iter().chain(first_host);
    for host in hosts {
        sink.put(slot(Space::HostAgain, links::registrable(host).as_bytes()), 2, What::Repeat);
    }
}

fn spelled(joined: &mut String, letters: &mut usize, run: &mut Option<(usize, usize)>, sink: &mut impl Sink) {
    if let (Some((from, to)), true) = (run.take(), *letters >= 4) {
        let (from, to) = (number(from), number(to));
        sink.put(word_slot(Space::Word, joined), 1, What::Text(from, to));
        let padded = format!(" {joined} ");
        grams(&padded, WORD_MOST, Space::Gram, 4, |_, _| What::Text(from, to), sink);
    }
    joined.clear();
    *letters = 0;
}

/// Writes what a word says whose digits and signs stand for letters, between spaces; false where none do.
fn unleet(word: &str, out: &mut String) -> bool {
    out.clear();
    if !word.chars().any(|c| stands_for(c).is_some()) {
        return false;
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '@');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || word.len() > WORD_MOST || word.contains("//") {
        return false;
    }
    let mut changed = false;
    out.push(' ');
    for c in word.chars() {
        let letter = stands_for(c);
        changed |= letter.is_some();
        out.push(letter.unwrap_or(c));
    }
    out.push(' ');
    changed
}

fn stands_for(c: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => return None,
    })
}

fn word_slot(space: Space, word: &str) -> u32 {
    word.chars().take(WORD_MOST).fold(Hash::new(space), Hash::with_char).slot()
}

fn grams(text: &str, most: usize, space: Space, length: usize, what: impl Fn(u32, u32) -> What, sink: &mut impl Sink) {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(length - 1);
    for (start, end) in starts.zip(ends).take(most) {
        let gram = text.get(start..end).unwrap_or_default();
        // Pieces of three and of four letters of a name must not be the same feature.
        sink.put(slot(space, gram.as_bytes()), 1, what(number(start), number(end)));
    }
}

fn link_features(
    link: &Found<'_>,
    [host, domain, top, path]: [Space; 4],
    weight: u8,
    what: What,
    sink: &mut impl Sink,
) {
    sink.put(slot(host, link.host.as_bytes()), weight, what);
    sink.put(slot(domain, links::registrable(link.host).as_bytes()), weight, what);
    sink.put(slot(top, links::top_level(link.host).as_bytes()), weight, what);
    let words = link.path.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 3);
    for word in words.take(12) {
        sink.put(word_slot(path, word), weight, what);
    }
}

fn slot(space: Space, bytes: &[u8]) -> u32 {
    bytes.iter().fold(Hash::new(space), |hash, b| hash.with(*b)).slot()
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// FNV-1a, finished with SplitMix64's mixer because its upper bits alone are poor.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new(space: Space) -> Self {
        Self(0xcbf2_9ce4_8422_2325).with(space as u8)
    }

    fn with(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    fn with_char(self, c: char) -> Self {
        Self((self.0 ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
    }

    fn slot(self) -> u32 {
        let n = self.0;
        let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((n ^ (n >> 31)) >> 46) as u32
    }
}
