//! Writes HTML that is always balanced: elements of the list, each closed where it must be, paragraphs
//! opened when there is something to put into them.
//!
//! Whoever calls it cannot make it write anything else: text is escaped here, an address is checked
//! here, an end tag without its beginning is forgotten.

use super::TooMuch;
use super::address;
use super::clean::REL;
use super::letters::{Letters, escape, is_bidi, is_nothing_at_edge, is_plain};
use super::tag::Tag;

/// How deep markup may nest. A list and its item count as one, a paragraph as none.
pub(super) const MAX_LEVELS: usize = 16;
const MAX_HTML: usize = 1024 * 1024;

/// What is written: the page's form, the filter's and the mail's.
pub(super) struct Written {
    pub html: String,
    pub plain: String,
    pub links: Vec<String>,
}

/// Who began an element. Tags that were typed by hand may be unbalanced, and then must not end what
/// Markdown began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Markdown,
    Hand,
}

/// What the text that comes in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Characters. Bare addresses in them are linked.
    Typed,
    /// HTML between tags: its entities stay as they are.
    Html,
}

#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    by: By,
    /// Of a list: the items that it has so far.
    items: usize,
}

pub(super) struct Writer {
    input: Input,
    out: Written,
    open: Vec<Open>,
    /// Text that came in and is not written yet, so that an address is seen whole.
    pending: String,
    letters: Letters,
    /// The text that follows belongs into a paragraph, also where a list item would do without.
    in_paragraph: bool,
    /// Nothing stands yet on the line that is written: white space and line breaks are dropped.
    at_edge: bool,
    /// Line feeds, and the list item's marker, that are due before the next plain text.
    gap: usize,
    marker: String,
    too_much: Option<TooMuch>,
}

impl Writer {
    pub(super) fn new(input: Input) -> Self {
        Self {
            input,
            out: Written { html: String::new(), plain: String::new(), links: Vec::new() },
            open: Vec::new(),
            pending: String::new(),
            letters: Letters::default(),
            in_paragraph: false,
            at_edge: true,
            gap: 0,
            marker: String::new(),
            too_much: None,
        }
    }

    pub(super) fn too_much(&self) -> Option<TooMuch> {
        self.too_much
    }

    pub(super) fn text(&mut self, text: &str) {
        self.pending.push_str(text);
    }

    /// Begins an element. `href` counts for `a` alone, which without a good one is left out.
    pub(super) fn start(&mut self, tag: Tag, by: By, href: Option<&str>) {
        match tag {
            Tag::Br => self.line_break(),
            Tag::P => self.paragraph(true),
            _ if tag.is_container() => self.start_container(tag, by),
            _ => self.start_inline(tag, by, href),
        }
    }

    /// Ends the innermost element of Markdown, if it is this one; what was begun by hand inside it ends too.
    pub(super) fn end_markdown(&mut self, tag: Tag) {
        if tag == Tag::P {
            return self.paragraph(false);
        }
        self.flush();
        if let Some(at) = self.open.iter().rposition(|open| open.by == By::Markdown)
            && self.open.get(at).is_some_and(|open| open.tag == tag)
        {
            self.close_to(at);
        }
    }

    /// Ends an element that was begun by hand, if there is one inside the innermost of Markdown's.
    pub(super) fn end_by_hand(&mut self, tag: Tag) {
        match tag {
            Tag::Br => return self.line_break(), // `</br>` is a common slip
            Tag::P => return self.paragraph(false),
            _ => self.flush(),
        }
        if let Some(at) = self.open.iter().rposition(|open| open.by == By::Markdown || open.tag == tag)
            && self.open.get(at).is_some_and(|open| open.by == By::Hand)
        {
            self.close_to(at);
        }
    }

    /// A line break, which at the beginning of a paragraph means nothing.
    pub(super) fn line_break(&mut self) {
        self.flush();
        if self.open.iter().any(|open| open.tag == Tag::Pre) {
            self.write("\n");
        } else if !self.at_edge {
            self.out.html.push_str("<br>");
            if !self.out.plain.is_empty() {
                self.out.plain.push('\n');
            }
        }
    }

    /// The end of a typed line. Behind a `<br>` it is that line break, not another one.
    pub(super) fn end_of_line(&mut self) {
        self.flush();
        if !self.out.html.ends_with("<br>") {
            self.line_break();
        }
    }

    pub(super) fn finish(mut self) -> Written {
        self.flush();
        self.close_to(0);
        let kept = self.out.plain.trim_end().len();
        self.out.plain.truncate(kept);
        self.out
    }

    pub(super) fn finish_within_limits(mut self) -> Result<Written, TooMuch> {
        self.flush();
        self.close_to(0);
        match self.too_much {
            Some(too_much) => Err(too_much),
            None => Ok(self.finish()),
        }
    }

    fn paragraph(&mut self, begins: bool) {
        self.flush();
        if self.may_end_line() && self.container() != Some(Tag::Pre) {
            self.end_line();
            self.in_paragraph = begins;
            self.gap = 2;
        }
    }

    fn start_container(&mut self, tag: Tag, by: By) {
        self.flush();
        let container = self.container();
        let in_list = matches!(container, Some(Tag::Ul | Tag::Ol));
        let fits = match tag {
            Tag::Li => in_list || container == Some(Tag::Li),
            _ => container != Some(Tag::Pre),
        };
        if !fits || !self.may_end_line() {
            return;
        }
        self.end_line();
        self.in_paragraph = false;
        if tag == Tag::Li && !in_list {
            self.pop();
        } else if tag != Tag::Li && in_list {
            self.push(Tag::Li, By::Hand, None);
        }
        self.push(tag, by, None);
    }

    fn start_inline(&mut self, tag: Tag, by: By, href: Option<&str>) {
        let href = href.and_then(address::canonical);
        if tag == Tag::A && (href.is_none() || self.open.iter().any(|open| open.tag == Tag::A)) {
            return;
        }
        self.flush();
        self.begin_line();
        self.push(tag, by, href.as_deref());
    }

    fn container(&self) -> Option<Tag> {
        self.open.iter().rev().map(|open| open.tag).find(|tag| tag.is_container())
    }

    /// Whether the line may end here: not in the middle of Markdown's emphasis.
    fn may_end_line(&self) -> bool {
        self.open.iter().rev().take_while(|open| !open.tag.is_container()).all(|open| open.by == By::Hand)
    }

    /// Something is going to be written: the paragraph or list item that it needs is opened.
    fn begin_line(&mut self) {
        let top = self.open.last().map(|open| open.tag);
        if matches!(top, Some(Tag::Ul | Tag::Ol)) {
            self.push(Tag::Li, By::Hand, None);
        }
        if matches!(top, None | Some(Tag::Blockquote)) || (top == Some(Tag::Li) && self.in_paragraph) {
            self.push(Tag::P, By::Hand, None);
        }
        self.at_edge = false;
    }

    /// Closes the paragraph and what is open in it.
    fn end_line(&mut self) {
        while self.open.last().is_some_and(|open| !open.tag.is_container()) {
            self.pop();
        }
        self.close_letters();
        self.at_edge = true;
    }

    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            self.pop();
        }
    }

    fn push(&mut self, tag: Tag, by: By, href: Option<&str>) {
        let levels = self.open.iter().filter(|open| !matches!(open.tag, Tag::P | Tag::Li)).count();
        if levels >= MAX_LEVELS && !matches!(tag, Tag::P | Tag::Li) {
            if self.input == Input::Typed {
                self.too_much.get_or_insert(TooMuch::Nested);
            }
            return;
        }
        self.write_start(tag, href);
        if tag == Tag::Li
            && let Some(list) = self.open.last_mut()
        {
            list.items += 1;
            self.marker = if list.tag == Tag::Ol { format!("{}. ", list.items) } else { "- ".to_owned() };
        }
        self.open.push(Open { tag, by, items: 0 });
    }

    fn write_start(&mut self, tag: Tag, href: Option<&str>) {
        let html = &mut self.out.html;
        html.push('<');
        html.push_str(tag.name());
        if let Some(href) = href {
            html.push_str(" href=\"");
            href.chars().for_each(|c| escape(html, c));
            html.push_str("\" rel=\"");
            html.push_str(REL);
            html.push('"');
            if !href.starts_with("mailto:") {
                self.out.links.push(href.to_owned());
            }
        }
        html.push('>');
        self.edge_of(tag);
        if self.out.html.len() > MAX_HTML {
            self.too_much.get_or_insert(TooMuch::Html);
        }
    }

    fn pop(&mut self) {
        let Some(Open { tag, .. }) = self.open.pop() else { return };
        if tag.is_container() || tag == Tag::P {
            self.close_letters();
        }
        if tag.is_container() {
            self.in_paragraph = false;
            self.marker.clear();
        }
        self.edge_of(tag);
        let html = &mut self.out.html;
        html.push_str("</");
        html.push_str(tag.name());
        html.push('>');
    }

    /// Where a block begins or ends, a new line begins.
    fn edge_of(&mut self, tag: Tag) {
        if tag.is_container() || tag == Tag::P {
            self.at_edge = tag != Tag::Pre;
            self.gap = self.gap.max(if tag == Tag::Li { 1 } else { 2 });
        }
    }

    fn close_letters(&mut self) {
        for c in self.letters.close() {
            self.out.html.push(c);
        }
    }

    /// Writes the text that came in since the last tag.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut pending = std::mem::take(&mut self.pending);
        let mut text = pending.as_str();
        if self.at_edge {
            text = text.trim_start_matches(is_nothing_at_edge);
        } else if self.out.html.ends_with("<pre>") {
            text = text.trim_start_matches('\n'); // a parser drops the line feed there
        }
        if !text.is_empty() {
            self.begin_line();
            let is_inert = |open: &Open| matches!(open.tag, Tag::A | Tag::Code | Tag::Pre);
            if self.input == Input::Html || self.open.iter().any(is_inert) {
                self.write(text);
            } else {
                self.write_linked(text);
            }
        }
        pending.clear();
        self.pending = pending;
    }

    fn write_linked(&mut self, text: &str) {
        for (part, href) in address::spans(text) {
            if let Some(href) = href {
                self.write_start(Tag::A, Some(&href));
                self.write(part);
                self.out.html.push_str("</a>");
            } else {
                self.write(part);
            }
        }
    }

    fn write(&mut self, text: &str) {
        let in_code = self.open.iter().any(|open| matches!(open.tag, Tag::Code | Tag::Pre));
        let mut chars = text.chars();
        loop {
            let rest = chars.as_str();
            let run = rest.get(..rest.bytes().take_while(|b| is_plain(*b)).count()).unwrap_or_default();
            if !run.is_empty() {
                self.letters.pass_ascii();
                self.begin_plain();
                self.out.plain.push_str(run);
                self.out.html.push_str(run);
                chars = rest.get(run.len()..).unwrap_or_default().chars();
            }
            let Some(c) = chars.next() else { break };
            if self.letters.keeps(c, in_code) {
                self.write_letter(c);
            }
        }
        if self.out.html.len() > MAX_HTML {
            self.too_much.get_or_insert(TooMuch::Html);
        }
    }

    fn write_letter(&mut self, c: char) {
        if !is_bidi(c) {
            self.begin_plain();
            self.out.plain.push(c);
        }
        match c == '&' && self.input == Input::Html {
            true => self.out.html.push(c),
            false => escape(&mut self.out.html, c),
        }
    }

    /// Writes what is due before the next plain text.
    fn begin_plain(&mut self) {
        let plain = &mut self.out.plain;
        if self.gap > 0 && !plain.is_empty() {
            plain.truncate(plain.trim_end_matches('\n').len());
            plain.extend(std::iter::repeat_n('\n', self.gap));
        }
        self.gap = 0;
        plain.push_str(&self.marker);
        self.marker.clear();
    }
}
