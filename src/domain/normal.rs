//! One normal form for everything that people type (security reference §3): NFC, LF line ends, no
//! control characters, no invisible characters that could fool a reader.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether nothing in a text could be a mark or have another composed form: most of what people type.
fn is_simple(text: &str) -> bool {
    text.chars().all(|c| c < '\u{300}')
}

/// The text in NFC; most of what people type is that already, which is quickly seen.
fn composed(raw: &str) -> Cow<'_, str> {
    match is_simple(raw) || is_nfc_quick(raw.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(raw),
        false => Cow::Owned(raw.nfc().collect()),
    }
}

/// The form in which a comment's text is kept: NFC, LF, and no control characters but LF and TAB.
pub fn text(raw: &str) -> String {
    let unix = match raw.contains('\r') {
        true => Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(raw),
    };
    let mut kept = composed(&unix).into_owned();
    kept.retain(|c| !is_dropped_from_text(c));
    limit_marks(kept, 8).trim_matches(['\n', ' ', '\t']).to_owned()
}

/// The form of a one-line field (name, title): like `text`, white space folded, and without the
/// invisible characters with which a name could change the text around it.
pub fn line(raw: &str) -> String {
    // Keys and addresses, of which every read names some: nothing in them has another form.
    if raw.bytes().all(|byte| byte.is_ascii_graphic()) {
        return raw.to_owned();
    }
    let kept: String = composed(raw)
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_dropped_from_text(*c) && !is_invisible(*c))
        .collect();
    let folded = kept.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    limit_marks(folded, 4)
}

/// The form in which two texts are compared: case folded, white space folded.
pub fn comparable(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced.to_lowercase()
}

/// The form in which patterns and names are looked for: NFC, case and white space folded, nothing invisible in between.
pub fn folded(text: &str) -> String {
    let seen: String = composed(text).chars().filter(|c| !is_invisible(*c)).collect();
    comparable(&seen)
}

/// Controls (but not LF and TAB), interlinear annotation, tag characters and noncharacters.
pub(crate) fn is_dropped_from_text(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && c != '\n' && c != '\t')
        || (0xFFF9..=0xFFFB).contains(&code)
        || (0xE0000..=0xE007F).contains(&code)
        || (0xFDD0..=0xFDEF).contains(&code)
        || code & 0xFFFE == 0xFFFE
}

fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0x00AD | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180E
            | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
            | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
    )
}

/// Keeps at most `most` combining marks in a row, so that a text cannot climb over its neighbours.
fn limit_marks(mut text: String, most: usize) -> String {
    let mut run = 0;
    if !is_simple(&text) {
        text.retain(|c| {
            run = if is_combining_mark(c) { run + 1 } else { 0 };
            run <= most
        });
    }
    text
}

/// Whether two names can be mistaken for each other: nothing tells them apart once look-alikes are folded together.
/// Most differ in their first letter, and no more of them is read.
pub fn are_alike(one: &str, other: &str) -> bool {
    match (first_plain(one), first_plain(other)) {
        (Some(first), Some(of_other)) if first != of_other => false,
        _ => skeleton(one).eq(skeleton(other)),
    }
}

/// What a skeleton begins with, where that can be seen without taking the name apart.
fn first_plain(name: &str) -> Option<char> {
    name.chars().next().filter(char::is_ascii_alphanumeric).map(|c| look_alike(c.to_ascii_lowercase()))
}

/// Whether anything is left of a name by which it could be told from another.
pub fn has_skeleton(name: &str) -> bool {
    skeleton(name).next().is_some()
}

/// What is left of a name when look-alikes are folded together: compatibility forms, case, the
/// Cyrillic and Greek letters that look Latin, digits that stand for letters, and everything that is
/// neither letter nor digit (after UTS 39, with the look-alikes that Latin-script names meet).
fn skeleton(name: &str) -> impl Iterator<Item = char> {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(look_alike)
        .filter(|c| c.is_alphanumeric())
}

fn look_alike(c: char) -> char {
    if c.is_ascii_lowercase() {
        return c;
    }
    const PAIRS: &str = "аaвbсcԁdеeѕsіiјjкkӏlмmнhоoрpтtуyхxԛqԝwαaβbεeιiκkνvοoρpτtυuχx0o1l|l5s";
    let mut chars = PAIRS.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// The form in which words are searched for: without case, accents and compatibility forms, and with one spelling
/// for what Danes, Norwegians, Swedes and Germans write in two (å = aa, æ = ä = ae, ø = ö = oe). Letters and digits
/// only. Folding twice is folding once.
pub fn fold(word: &str) -> String {
    // What most words consist of: nothing in it has another form, so only case and spelling are left.
    if word.chars().all(|c| c.is_ascii() || matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å')) {
        let mut out = String::with_capacity(word.len() + 2);
        for c in word.chars() {
            match c {
                c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
                c if c.is_ascii() => {}
                c => out.extend(c.to_lowercase().filter_map(spelled_out)),
            }
        }
        return out;
    }
    let lower: String = word.nfkc().flat_map(char::to_lowercase).collect();
    let mut out = String::with_capacity(lower.len() + 4);
    for c in lower.nfc() {
        match spelled_out(c) {
            Some(spelling) => out.push_str(spelling),
            None => out.extend(
                std::iter::once(c)
                    .nfkd()
                    .flat_map(char::to_lowercase)
                    .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)),
            ),
        }
    }
    out
}

fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'å' | 'ǻ' => "aa",
        'æ' | 'ä' | 'ǽ' | 'ǣ' => "ae",
        'ø' | 'ö' | 'ǿ' | 'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ð' | 'đ' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}
