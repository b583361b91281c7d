//! How alike two texts are, from a few bytes of each (min-hash, Broder 1997).
//!
//! A sketch says nothing of what a text is about and cannot be turned back into it. Two sketches agree in about as many
//! places as the texts have pairs of neighbouring words in common (Jaccard). Texts of a few words have none: »Enig« is
//! no copy of »Enig«.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Values in a sketch; each is two bytes.
const VALUES: usize = 32;
/// Pairs of words that a text needs for its sketch to mean anything.
const LEAST: usize = 6;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u16; VALUES]);

impl Sketch {
    /// `None` for a text that is too short to be told from others.
    pub fn of(plain: &str) -> Option<Self> {
        let text = folded(plain);
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut before = words.next()?;
        let mut pairs: Vec<u64> = words.map(|word| pair(std::mem::replace(&mut before, word), word)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.len() < LEAST {
            return None;
        }
        let mut values = [u16::MAX; VALUES];
        for (place, value) in values.iter_mut().enumerate() {
            let seed = mixed(place as u64 + 1);
            let least = pairs.iter().map(|pair| mixed(pair ^ seed)).min().unwrap_or(u64::MAX);
            // The upper bits of the least of many values are all alike; the lower ones are not.
            *value = (least & 0xFFFF) as u16;
        }
        Some(Self(values))
    }

    /// From 0 (nothing in common) to 1 (the same words in the same order, give or take punctuation and digits).
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 / VALUES as f64
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|value| value.to_be_bytes()).collect()
    }

    /// `None` for anything that [`Sketch::bytes`] did not make.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != 2 * VALUES {
            return None;
        }
        let mut values = [0; VALUES];
        let pairs = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
        for (value, pair) in values.iter_mut().zip(pairs) {
            *value = u16::from_be_bytes(pair);
        }
        Some(Self(values))
    }
}

/// A text as far as copies share it: no marks, no case, every digit the same. Its words are what is between its other
/// signs.
fn folded(plain: &str) -> String {
    let mut folded = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '0'..='9' => folded.push('0'),
            // Most of a text, and its own compatibility form.
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            // Letter by letter, because what normalising does to several at once is to order their marks.
            c => {
                let letters = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
                folded.extend(letters.map(|c| if c.is_numeric() { '0' } else { c }));
            }
        }
    }
    folded
}

/// Two words that stand beside each other, by their FNV-1a.
fn pair(first: &str, second: &str) -> u64 {
    let bytes = first.bytes().chain([b' ']).chain(second.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finisher of SplitMix64: every bit of the result depends on every bit of the number.
fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
