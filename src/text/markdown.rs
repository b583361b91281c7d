//! Reads a source as Markdown and hands its parts to the writer.
//!
//! Of Markdown, what a comment needs: emphasis, links, quotes, lists and code. Headings and images
//! become their text, tables and HTML blocks are not known. What CommonMark would swallow or change
//! though a reader did not mean it as markup stays as typed (see [`Reader::item`], [`Reader::event`]).

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag as Mark, TagEnd};

use super::tag::{self, Tag, Token};
use super::writer::{By, Input, MAX_LEVELS, Writer, Written};
use super::{TooMuch, address};

pub(super) fn write(source: &str) -> Result<Written, TooMuch> {
    if nests_too_deep(source) {
        return Err(TooMuch::Nested);
    }
    let prepared = prepare(source);
    let mut reader =
        Reader { source: &prepared, writer: Writer::new(Input::Typed), literal_lists: Vec::new(), marker: None };
    for (event, range) in Parser::new_ext(&prepared, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        reader.event(event, range);
        if let Some(too_much) = reader.writer.too_much() {
            return Err(too_much);
        }
    }
    reader.writer.finish_within_limits()
}

/// The source as it was typed, nothing in it read as markup; only line breaks, paragraphs and addresses.
pub(super) fn write_literally(source: &str) -> Result<Written, TooMuch> {
    let mut writer = Writer::new(Input::Typed);
    for line in source.lines() {
        if line.trim().is_empty() {
            writer.start(Tag::P, By::Markdown, None);
        } else {
            writer.line_break();
            writer.text(line);
        }
    }
    writer.finish_within_limits()
}

struct Reader<'a> {
    source: &'a str,
    writer: Writer,
    /// For each open list, whether its numbers are shown as text.
    literal_lists: Vec<bool>,
    /// The number that the next paragraph begins with.
    marker: Option<String>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(marker) = self.marker.take() {
            self.writer.start(Tag::P, By::Markdown, None);
            self.writer.text(&marker);
            if matches!(event, Event::Start(Mark::Paragraph)) {
                return;
            }
        }
        match event {
            Event::Start(mark) => self.start(mark, range),
            Event::End(mark) => self.end(mark),
            Event::Text(text) | Event::Html(text) => self.writer.text(&unmarked(&text)),
            Event::Code(code) => {
                self.writer.start(Tag::Code, By::Markdown, None);
                self.writer.text(&code);
                self.writer.end_markdown(Tag::Code);
            }
            Event::InlineHtml(html) => match tag::parse(&unmarked(&html)) {
                Token::Open(tag, href) if tag.is_typed() => self.writer.start(tag, By::Hand, href.as_deref()),
                Token::Close(tag) if tag.is_typed() => self.writer.end_by_hand(tag),
                _ => self.writer.text(&unmarked(&html)),
            },
            Event::SoftBreak | Event::HardBreak => self.writer.end_of_line(),
            Event::Rule => {
                // there is no element for it in the list, so the dashes stay
                self.writer.start(Tag::P, By::Markdown, None);
                self.writer.text(self.source.get(range).unwrap_or_default().trim());
                self.writer.end_markdown(Tag::P);
            }
            _ => {}
        }
    }

    fn start(&mut self, mark: Mark<'_>, range: Range<usize>) {
        let tag = match mark {
            Mark::Paragraph | Mark::Heading { .. } | Mark::HtmlBlock => Tag::P,
            Mark::BlockQuote(_) => Tag::Blockquote,
            Mark::CodeBlock(_) => {
                self.writer.start(Tag::Pre, By::Markdown, None);
                Tag::Code
            }
            Mark::List(first) => {
                let literal = first.is_some_and(|number| number != 1);
                self.literal_lists.push(literal);
                match first {
                    _ if literal => return,
                    Some(_) => Tag::Ol,
                    None => Tag::Ul,
                }
            }
            Mark::Item => return self.item(range),
            Mark::Emphasis => Tag::Em,
            Mark::Strong => Tag::Strong,
            Mark::Strikethrough => Tag::Del,
            Mark::Link { link_type, dest_url, .. } => {
                if link_type != LinkType::Email {
                    self.writer.start(Tag::A, By::Markdown, Some(&unmarked(&dest_url)));
                }
                return;
            }
            _ => return,
        };
        self.writer.start(tag, By::Markdown, None);
    }

    /// A list that does not begin with 1 cannot be shown as one (that takes an attribute), and mostly
    /// is none: "2. verdenskrig sluttede i 1945". Its numbers are text.
    fn item(&mut self, range: Range<usize>) {
        if !self.is_literal() {
            return self.writer.start(Tag::Li, By::Markdown, None);
        }
        let typed = self.source.get(range).unwrap_or_default().trim_start();
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        self.marker = typed.get(..digits + 1).map(|number| format!("{number} "));
    }

    fn end(&mut self, mark: TagEnd) {
        let tag = match mark {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => Tag::P,
            TagEnd::BlockQuote(_) => Tag::Blockquote,
            TagEnd::CodeBlock => {
                self.writer.end_markdown(Tag::Code);
                Tag::Pre
            }
            TagEnd::List(ordered) => match self.literal_lists.pop() {
                Some(true) => return,
                _ if ordered => Tag::Ol,
                _ => Tag::Ul,
            },
            TagEnd::Item if self.is_literal() => Tag::P,
            TagEnd::Item => Tag::Li,
            TagEnd::Emphasis => Tag::Em,
            TagEnd::Strong => Tag::Strong,
            TagEnd::Strikethrough => Tag::Del,
            TagEnd::Link => Tag::A,
            _ => return,
        };
        self.writer.end_markdown(tag);
    }

    fn is_literal(&self) -> bool {
        self.literal_lists.last() == Some(&true)
    }
}

/// What may stand before the content of a line: indentation, quote and list markers.
fn is_marker(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '*' | '+' | '-' | '.' | ')' | '0'..='9')
}

/// Stands where Markdown must not see what it would see. It is a noncharacter, which no text keeps, so
/// one that was typed means nothing: wherever it ends up, it is dropped.
const MARK: char = '\u{FDD0}';

fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) { Cow::Owned(text.replace(MARK, "")) } else { Cow::Borrowed(text) }
}

/// Two things that CommonMark would read, and readers do not mean. A line that begins with a tag is a
/// block of HTML, in which Markdown sleeps and nothing is decoded: a mark before the `<` keeps every tag
/// an inline one. And `_` in an address is emphasis: between marks it is part of a word.
fn prepare(source: &str) -> Cow<'_, str> {
    let begins_with_tag = |line: &str| line.trim_start_matches(is_marker).starts_with('<');
    if !source.contains('_') && !source.lines().any(begins_with_tag) {
        return Cow::Borrowed(source);
    }
    let mut prepared = String::with_capacity(source.len() + 64);
    for line in source.split_inclusive('\n') {
        let content = line.trim_start_matches(is_marker);
        let (markers, mut rest) = line.split_at(line.len() - content.len());
        prepared.push_str(markers);
        if rest.starts_with('<') {
            prepared.push(MARK);
        }
        while let Some(start) = address::candidate(rest) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(address::word(from).len());
            prepared.push_str(before);
            push_address(&mut prepared, word);
            rest = after;
        }
        prepared.push_str(rest);
    }
    Cow::Owned(prepared)
}

/// The last character stays bare: `_https://x.dk/_` is an address in italics.
fn push_address(prepared: &mut String, word: &str) {
    for (at, c) in word.char_indices() {
        if c == '_' && at + 1 < word.len() {
            prepared.extend([MARK, c, MARK]);
        } else {
            prepared.push(c);
        }
    }
}

/// The parser builds all containers of a line before it tells of the first, and looks at each of them
/// again at every blank line, so a line of many quote and list markers is refused before it costs.
fn nests_too_deep(source: &str) -> bool {
    source.lines().any(|line| {
        let mut levels = 0;
        let mut rest = line.trim_start();
        while let Some(after) = after_marker(rest) {
            levels += 1;
            rest = after.trim_start();
        }
        // `* * * * *` is a rule
        levels > MAX_LEVELS
            && !line.chars().all(|c| matches!(c, '*' | ' ' | '\t'))
            && !line.chars().all(|c| matches!(c, '-' | ' ' | '\t'))
    })
}

fn after_marker(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix('>') {
        return Some(rest);
    }
    let rest = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line.get(digits..).filter(|_| (1..=9).contains(&digits)).and_then(|rest| rest.strip_prefix(['.', ')']))
    })?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}
