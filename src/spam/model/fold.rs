//! One spelling for what looks alike: what a reader sees as the same word is the same word for the model.
//!
//! Spammers write »ｃａｓｉｎｏ«, »𝗰𝗮𝘀𝗶𝗻𝗼«, »cаsino« with a Cyrillic а, or put hidden characters between the letters.
//! After folding all of them are »casino«; that it was written so is itself evidence, which `shape` keeps. Folding what
//! is folded changes nothing. Letters with marks that belong to a language (å ä ö é) stay.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text folded chunk by chunk (a chunk is what stands between white space), with one space between chunks.
#[derive(Debug, Default)]
pub struct Folded {
    pub text: String,
    /// For each chunk where it ends in `text`, and where it stands in the original (bytes).
    pub chunks: Vec<Chunk>,
    pub tricks: Tricks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub end: u32,
    pub from: u32,
    pub to: u32,
}

/// What folding took away, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tricks {
    /// Characters that cannot be seen, and direction marks.
    pub hidden: u32,
    /// Letters from the mathematical alphabets, and enclosed and fullwidth ones.
    pub styled: u32,
    /// Marks that belong to no letter.
    pub marks: u32,
    /// Words that mix alphabets.
    pub mixed: u32,
}

/// Original characters that are looked at; a comment is shorter (`max_length`), and cost must end somewhere.
pub const MOST: usize = 20_000;

/// How deep references within references are resolved; below that they only cost, and their signs are dropped.
const NESTED: usize = 6;

impl Folded {
    /// Folds into the same buffers again. Of `text` no more than [`MOST`] characters are looked at.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.chunks.clear();
        self.tricks = Tricks::default();
        let text = match text.char_indices().nth(MOST) {
            Some((end, _)) => text.get(..end).unwrap_or(text),
            None => text,
        };
        let mut scratch = String::new();
        let mut from = 0;
        for chunk in text.split(char::is_whitespace) {
            let to = from + chunk.len();
            if !chunk.is_empty() {
                self.add(chunk, from, &mut scratch);
            }
            // The white space itself may have several bytes.
            from = to + text.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }

    fn add(&mut self, chunk: &str, from: usize, scratch: &mut String) {
        let before = self.text.len();
        if before > 0 {
            self.text.push(' ');
        }
        let start = self.text.len();
        if chunk.chars().all(is_folded_by_case) {
            self.text.extend(chunk.chars().map(lower));
        } else {
            self.add_folded(chunk, scratch);
        }
        if self.text.len() == start {
            self.text.truncate(before);
            return;
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.chunks.push(Chunk { end: number(self.text.len()), from: number(from), to: number(from + chunk.len()) });
    }

    /// References are resolved until there are none: »&amp;amp;« hides as well as »&amp;«, and so do characters that
    /// become a reference only when they are folded.
    fn add_folded(&mut self, chunk: &str, scratch: &mut String) {
        let start = self.text.len();
        scratch.clear();
        entities(chunk, scratch);
        fold_into(scratch, &mut self.text, &mut self.tricks);
        for round in 1..=NESTED {
            let folded = self.text.get(start..).unwrap_or_default();
            if !folded.match_indices('&').any(|(at, _)| reference(folded.get(at..).unwrap_or_default()).is_some()) {
                return;
            }
            scratch.clear();
            match round < NESTED {
                true => entities(folded, scratch),
                false => scratch.extend(folded.chars().filter(|c| *c != '&')),
            }
            self.text.truncate(start);
            fold_into(scratch, &mut self.text, &mut self.tricks);
        }
    }

    /// Where in the original the chunks stand that a stretch of the folded text touches.
    pub fn original(&self, start: u32, end: u32) -> (u32, u32) {
        let first = self.chunks.partition_point(|chunk| chunk.end <= start);
        let touched = self.chunks.get(first..).unwrap_or_default();
        let from = touched.first().map_or(0, |chunk| chunk.from);
        // A stretch is seldom longer than a word or two.
        let last = touched.iter().find(|chunk| chunk.end >= end).or(touched.last());
        (from, last.map_or(from, |chunk| chunk.to))
    }
}

/// A whole text folded. The same as [`Folded::set`], for those who need only the text.
pub fn fold(text: &str) -> String {
    let mut folded = Folded::default();
    folded.set(text);
    folded.text
}

/// What most of a text consists of: it has no other form, begins no reference, and its small letter is one.
fn is_folded_by_case(c: char) -> bool {
    matches!(c, '!'..='%' | '\''..='~' | 'À'..='ÿ')
}

/// The small letter of what [`is_folded_by_case`].
fn lower(c: char) -> char {
    match c {
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        c => c.to_ascii_lowercase(),
    }
}

fn fold_into(chunk: &str, out: &mut String, tricks: &mut Tricks) {
    let start = out.len();
    let mut seen = |c: char| {
        if is_hidden(c) {
            tricks.hidden += 1;
            return false;
        }
        tricks.styled += u32::from(is_styled(c));
        true
    };
    let lower = chunk.chars().filter(|c| seen(*c)).nfkc().flat_map(char::to_lowercase);
    let mut marks = 0;
    for c in lower.nfkc() {
        match c {
            _ if is_combining_mark(c) => marks += 1,
            _ if is_hidden(c) || c.is_control() => {}
            _ if c.is_whitespace() => {
                if out.len() > start && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    tricks.marks += marks;
    while out.len() > start && out.ends_with(' ') {
        out.pop();
    }
    unmix(out, start, tricks);
}

/// Maps look-alikes in the words after `start` that mix alphabets; a word in one alphabet stays as it is.
fn unmix(out: &mut String, start: usize, tricks: &mut Tricks) {
    let tail = out.get(start..).unwrap_or_default();
    let other = |c: char| matches!(u32::from(c), 0x0370..=0x052F);
    if !tail.chars().any(other) {
        return;
    }
    let mut mapped = String::with_capacity(tail.len());
    for word in tail.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let mixes = word.chars().any(other) && word.chars().any(|c| c.is_alphabetic() && u32::from(c) < 0x0250);
        tricks.mixed += u32::from(mixes);
        match mixes {
            true => mapped.extend(word.chars().map(look_alike)),
            false => mapped.push_str(word),
        }
    }
    out.truncate(start);
    out.push_str(&mapped);
}

/// Cyrillic and Greek small letters that pass for Latin ones (after the confusables of UTS 39).
fn look_alike(c: char) -> char {
    const PAIRS: &str = "аaвbсcςcԁdеeгrһhіiјjкkӏlмmнhоoрpԛqѕsтtυuѵvѡwхxуyүyαaβbεeηnιiκkνvοoρpτtυuχxγyωw";
    let mut chars = PAIRS.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// Cannot be seen: soft hyphens, joiners, fillers, direction marks, variation selectors, tags.
pub fn is_hidden(c: char) -> bool {
    matches!(
        u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164
            | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
    )
}

fn is_styled(c: char) -> bool {
    matches!(u32::from(c), 0x1D400..=0x1D7FF | 0x2460..=0x24FF | 0xFF01..=0xFF5E | 0x1F100..=0x1F1FF | 0x2100..=0x214F)
}

/// Writes a text with its HTML character references resolved: the numeric ones and those that comments meet.
fn entities(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match reference(from) {
            Some((c, length)) => {
                out.push(c);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

fn reference(from: &str) -> Option<(char, usize)> {
    // The longest that is known has ten characters: »&#x10FFFF;«.
    let end = from.bytes().take(12).position(|b| b == b';')?;
    let name = from.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" => '\u{200B}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}
