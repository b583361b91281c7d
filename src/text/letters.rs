//! Which characters of a text reach the page, and how they are written there.
//!
//! A source is in normal form already, but entities (`&#8238;`) and stored HTML bring back what was
//! taken out there, so the same rules are applied once more to what is written.

use unicode_normalization::char::is_combining_mark;

use crate::domain::normal::is_dropped_from_text;

/// In a row, on one letter; more would climb over the lines above.
const MAX_MARKS: u8 = 8;

/// Walks over the characters of one paragraph after the other.
#[derive(Default)]
pub(super) struct Letters {
    marks: u8,
    /// Bidirectional embeddings, overrides and isolates that are open, innermost last.
    open: Vec<Bidi>,
    isolates: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bidi {
    Embedding,
    Isolate,
}

const POP_EMBEDDING: char = '\u{202C}';
const POP_ISOLATE: char = '\u{2069}';

/// Embeddings, overrides and isolates, and what ends them (Unicode's UAX #9).
pub(super) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What leaves no trace where a line begins: white space, what never stays, ends of nothing.
pub(super) fn is_nothing_at_edge(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, POP_EMBEDDING | POP_ISOLATE) || is_dropped_from_text(c)
}

/// What most of a text consists of: written as it is, in the page's form as in the plain one.
pub(super) fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')
}

pub(super) fn escape(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        _ => html.push(c),
    }
}

impl Letters {
    /// Whether this character stays. In code no bidirectional control does: there it can only make a
    /// line read as something that it is not.
    pub(super) fn keeps(&mut self, c: char, in_code: bool) -> bool {
        if c.is_ascii() {
            self.marks = 0;
            return !is_dropped_from_text(c);
        }
        if is_combining_mark(c) {
            self.marks = self.marks.saturating_add(1);
            return self.marks <= MAX_MARKS;
        }
        self.marks = 0;
        if is_bidi(c) {
            return !in_code && self.follows(c);
        }
        !is_dropped_from_text(c)
    }

    /// Characters from the space to the tilde are written, which all stay.
    pub(super) fn pass_ascii(&mut self) {
        self.marks = 0;
    }

    /// An end without a beginning could end what the page around the comment began, so it goes.
    fn follows(&mut self, c: char) -> bool {
        match c {
            POP_EMBEDDING if self.open.last() == Some(&Bidi::Embedding) => {
                self.open.pop();
                true
            }
            POP_ISOLATE if self.isolates > 0 => {
                while self.open.pop() == Some(Bidi::Embedding) {}
                self.isolates -= 1;
                true
            }
            POP_EMBEDDING | POP_ISOLATE => false,
            '\u{2066}'..='\u{2068}' => {
                self.open.push(Bidi::Isolate);
                self.isolates += 1;
                true
            }
            _ => {
                self.open.push(Bidi::Embedding);
                true
            }
        }
    }

    /// What closes everything that is still open, at the end of a paragraph.
    pub(super) fn close(&mut self) -> impl Iterator<Item = char> {
        self.marks = 0;
        self.isolates = 0;
        std::mem::take(&mut self.open).into_iter().rev().map(|open| match open {
            Bidi::Embedding => POP_EMBEDDING,
            Bidi::Isolate => POP_ISOLATE,
        })
    }
}
