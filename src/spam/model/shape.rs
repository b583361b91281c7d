//! How a comment is built, apart from what it says: length, links, capitals, markup, tricks.
//!
//! Numbers are put into few buckets, so that »three links« is the same sign in a short text and in a long one.

use super::fold::Tricks;
use super::links::Found;

/// The shapes there are. Names and order are part of the model: a new one goes to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    Length = 1,
    Words,
    Links,
    Capitals,
    Digits,
    NonAscii,
    Exclamations,
    LinkShare,
    Distinct,
    HtmlLink,
    BbCode,
    MarkdownLink,
    Code,
    Mail,
    Phone,
    Hidden,
    Styled,
    Mixed,
    Spaced,
    Emoji,
    Question,
    Lines,
    AuthorWords,
    AuthorDigits,
    AuthorIsLink,
    AuthorCapitals,
    Website,
    WebsitePath,
}

/// Counts of one walk over the text.
#[derive(Default)]
struct Counts {
    chars: u32,
    letters: u32,
    capitals: u32,
    digits: u32,
    foreign: u32,
    shouts: u32,
    questions: u32,
    emoji: u32,
    lines: u32,
    phone: bool,
}

impl Kind {
    /// Whether there is a website is most of what is known of an author.
    pub fn weight(self) -> u8 {
        match self {
            Kind::Website | Kind::WebsitePath => 3,
            _ => 1,
        }
    }
}

/// Tells every shape of a text, also given in ASCII lower case, with its bucket. What folding found, and the words of
/// what it left, are about the same text.
pub fn of(
    text: &str,
    lower: &str,
    tricks: &Tricks,
    words: &[(usize, &str)],
    links: &[Found<'_>],
    mut tell: impl FnMut(Kind, u8),
) {
    let counts = count(text);
    tell(Kind::Length, doublings(counts.chars));
    let spaced = spaced(words);
    let mut words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    let all = words.len();
    tell(Kind::Words, doublings(all as u32));
    words.sort_unstable();
    words.dedup();
    if all >= 8 {
        tell(Kind::Distinct, tenths(words.len() as u32, all as u32));
    }
    tell(Kind::Links, few(links.len() as u32));
    if !links.is_empty() {
        let linked: usize = links.iter().map(|link| link.to - link.from).sum();
        tell(Kind::LinkShare, tenths(linked as u32, text.len().max(1) as u32) / 2);
    }
    tell(Kind::Lines, few(counts.lines));
    // What nearly no comment has says something where it is, and next to nothing where it is not.
    let rare = [
        (Kind::Capitals, if counts.letters >= 4 { share(counts.capitals, counts.letters) } else { 0 }),
        (Kind::Digits, share(counts.digits, counts.chars)),
        (Kind::NonAscii, share(counts.foreign, counts.chars)),
        (Kind::Exclamations, few(counts.shouts)),
    ];
    for (kind, bucket) in rare.into_iter().filter(|(_, bucket)| *bucket > 0) {
        tell(kind, bucket);
    }
    let markup = [
        (Kind::HtmlLink, lower.contains("<a ") || lower.contains("href=")),
        (Kind::BbCode, lower.contains("[url") || lower.contains("[link")),
        (Kind::MarkdownLink, lower.contains("](http")),
        (
            Kind::Code,
            text.contains('`') || lower.contains("<code") || lower.contains("<pre") || text.contains("\n    "),
        ),
        (Kind::Mail, has_mail(lower)),
        (Kind::Phone, counts.phone),
        (Kind::Hidden, tricks.hidden + tricks.marks > 2),
        (Kind::Styled, tricks.styled > 3),
        (Kind::Mixed, tricks.mixed > 0),
        (Kind::Spaced, spaced),
        (Kind::Emoji, counts.emoji > 0),
        (Kind::Question, counts.questions > 0),
    ];
    for (kind, _) in markup.into_iter().filter(|(_, there)| *there) {
        tell(kind, 1);
    }
}

/// Tells every shape of an author: `name` as typed, `folded`, and the website.
pub fn of_author(name: &str, folded: &str, website: &str, mut tell: impl FnMut(Kind, u8)) {
    let words = folded.split(' ').filter(|w| !w.is_empty()).count();
    tell(Kind::AuthorWords, (words as u32).min(6) as u8);
    let link = folded.contains("http") || folded.contains("www.") || folded.contains(".com");
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let all = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let rare = [
        (Kind::AuthorDigits, u8::from(name.chars().any(|c| c.is_ascii_digit()))),
        (Kind::AuthorIsLink, u8::from(link)),
        (Kind::AuthorCapitals, u8::from(capital) + u8::from(all && capital && name.chars().count() > 2)),
    ];
    for (kind, bucket) in rare.into_iter().filter(|(_, bucket)| *bucket > 0) {
        tell(kind, bucket);
    }
    tell(Kind::Website, u8::from(!website.trim().is_empty()));
    if let Some((_, path)) =
        website.trim().trim_end_matches('/').split_once("://").and_then(|(_, rest)| rest.split_once('/'))
    {
        tell(Kind::WebsitePath, few(path.split('/').count() as u32));
    }
}

fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut run = 0;
    for c in text.chars() {
        counts.chars += 1;
        match c {
            'a'..='z' => counts.letters += 1,
            'A'..='Z' => {
                counts.letters += 1;
                counts.capitals += 1;
            }
            '0'..='9' => {
                counts.digits += 1;
                run += 1;
                counts.phone |= run >= 8;
            }
            '!' => counts.shouts += 1,
            '?' => counts.questions += 1,
            '\n' => counts.lines += 1,
            c if c.is_ascii() => {}
            c => {
                counts.foreign += 1;
                counts.letters += u32::from(c.is_alphabetic());
                counts.capitals += u32::from(c.is_uppercase());
                counts.emoji += u32::from(is_emoji(c));
            }
        }
        if !matches!(c, '0'..='9' | ' ' | '-' | '(' | ')' | '+' | '.') {
            run = 0;
        }
    }
    counts
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF | 0x2B50 | 0x2B55)
}

/// Something before an `@`, and a dot after it.
fn has_mail(lower: &str) -> bool {
    lower.match_indices('@').any(|(at, _)| {
        let before = lower.get(..at).and_then(|s| s.chars().next_back()).is_some_and(char::is_alphanumeric);
        let after = lower.get(at + 1..).unwrap_or_default().split(char::is_whitespace).next().unwrap_or_default();
        before && after.trim_end_matches('.').contains('.')
    })
}

/// Four single letters in a row.
fn spaced(words: &[(usize, &str)]) -> bool {
    let mut run = 0;
    for (_, word) in words {
        run = if word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic) { run + 1 } else { 0 };
        if run >= 4 {
            return true;
        }
    }
    false
}

fn doublings(n: u32) -> u8 {
    (u32::BITS - n.leading_zeros()) as u8
}

fn few(n: u32) -> u8 {
    match n {
        0..=3 => n as u8,
        4..=5 => 4,
        6..=10 => 5,
        _ => 6,
    }
}

fn tenths(part: u32, whole: u32) -> u8 {
    (u64::from(part) * 10 / u64::from(whole.max(1))).min(10) as u8
}

/// None, a trace, some, much, most.
fn share(part: u32, whole: u32) -> u8 {
    match (part, u64::from(part) * 100 / u64::from(whole.max(1))) {
        (0, _) => 0,
        (_, 0..=3) => 1,
        (_, 4..=9) => 2,
        (_, 10..=29) => 3,
        (_, 30..=59) => 4,
        _ => 5,
    }
}
