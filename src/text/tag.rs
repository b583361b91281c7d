//! The elements that may be shown, and how they are recognised in HTML that somebody typed or stored.
//!
//! Reading here may be naive (it need not agree with a browser), because nothing that is read is ever
//! copied: an element is written anew from its name, and of all attributes only `href` is looked at.

/// An element of the list. Everything else that looks like a tag is text or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    P,
    Br,
    B,
    Strong,
    I,
    Em,
    S,
    Del,
    Q,
    Cite,
    Code,
    Pre,
    Blockquote,
    Ul,
    Ol,
    Li,
    A,
}

impl Tag {
    pub(super) const ALL: [Tag; 17] = [
        Tag::P,
        Tag::Br,
        Tag::B,
        Tag::Strong,
        Tag::I,
        Tag::Em,
        Tag::S,
        Tag::Del,
        Tag::Q,
        Tag::Cite,
        Tag::Code,
        Tag::Pre,
        Tag::Blockquote,
        Tag::Ul,
        Tag::Ol,
        Tag::Li,
        Tag::A,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Tag::P => "p",
            Tag::Br => "br",
            Tag::B => "b",
            Tag::Strong => "strong",
            Tag::I => "i",
            Tag::Em => "em",
            Tag::S => "s",
            Tag::Del => "del",
            Tag::Q => "q",
            Tag::Cite => "cite",
            Tag::Code => "code",
            Tag::Pre => "pre",
            Tag::Blockquote => "blockquote",
            Tag::Ul => "ul",
            Tag::Ol => "ol",
            Tag::Li => "li",
            Tag::A => "a",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("strike") {
            return Some(Tag::S); // WordPress's list has the old name
        }
        Self::ALL.into_iter().find(|tag| tag.name().eq_ignore_ascii_case(name))
    }

    /// Elements that hold paragraphs or lines, as opposed to parts of a line.
    pub(super) fn is_container(self) -> bool {
        matches!(self, Tag::Pre | Tag::Blockquote | Tag::Ul | Tag::Ol | Tag::Li)
    }

    /// The tags that WordPress's readers type. Lists and preformatted blocks come from Markdown.
    pub(super) fn is_typed(self) -> bool {
        !matches!(self, Tag::Pre | Tag::Ul | Tag::Ol | Tag::Li)
    }
}

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Open(Tag, Option<String>),
    Close(Tag),
    /// A tag that is not in the list, a comment, a declaration.
    Other,
}

/// One complete tag, as a Markdown parser cuts it out: `<b>`, `</a>`, `<a href="…">`.
pub(super) fn parse(html: &str) -> Token<'_> {
    let Some(inner) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Token::Other;
    };
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
    let (name, attributes) = inner.split_at(inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len()));
    match Tag::from_name(name) {
        // `<a:b>` and `<p-q>` are other elements
        Some(_) if !attributes.is_empty() && !attributes.starts_with(['/', ' ', '\t', '\n', '\r', '\x0C']) => {
            Token::Other
        }
        Some(tag) if closing => Token::Close(tag),
        Some(tag) => Token::Open(tag, if tag == Tag::A { href(attributes) } else { None }),
        None => Token::Other,
    }
}

/// Cuts any HTML into tokens, in time that grows with its length only.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (token, length) = next_token(rest);
        rest = rest.get(length..).unwrap_or_default();
        Some(token)
    })
}

fn next_token(html: &str) -> (Token<'_>, usize) {
    let Some(after) = html.strip_prefix('<') else {
        let end = html.find('<').unwrap_or(html.len());
        return (Token::Text(html.get(..end).unwrap_or_default()), end);
    };
    if let Some(comment) = after.strip_prefix("!--") {
        return (Token::Other, comment.find("-->").map_or(html.len(), |end| end + 7));
    }
    let letter = after.strip_prefix('/').unwrap_or(after).starts_with(|c: char| c.is_ascii_alphabetic());
    if !letter && !after.starts_with(['!', '?']) {
        return (Token::Text(html.get(..1).unwrap_or_default()), 1);
    }
    let Some(end) = tag_end(html) else {
        // unfinished: all the rest is text, else each further `<` would look through it again
        return (Token::Text(html), html.len());
    };
    for hidden in ["script", "style"] {
        let name = after.get(..hidden.len()).unwrap_or_default();
        let next = after.get(hidden.len()..).unwrap_or_default();
        if name.eq_ignore_ascii_case(hidden) && !next.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return (Token::Other, end_of_hidden(html, hidden));
        }
    }
    (parse(html.get(..end).unwrap_or_default()), end)
}

/// Behind the first `>` that is not inside quotes.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the end tag of a script or style begins; such content is nobody's words.
fn end_of_hidden(html: &str, name: &str) -> usize {
    let close = format!("</{name}");
    let bytes = html.as_bytes();
    bytes.windows(close.len()).position(|w| w.eq_ignore_ascii_case(close.as_bytes())).unwrap_or(html.len())
}

/// The first `href` of a tag's attributes, its entities decoded.
fn href(attributes: &str) -> Option<String> {
    let space = |c: char| c.is_ascii_whitespace() || c == '/';
    let mut rest = attributes.trim_start_matches(space);
    while !rest.is_empty() {
        let (name, after) = rest.split_at(rest.find(|c: char| space(c) || c == '=').unwrap_or(rest.len()));
        rest = after.trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = value.get(1..).unwrap_or_default();
                    inner.split_once(quote).unwrap_or((inner, ""))
                }
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case("href") {
                return Some(decode(value));
            }
            rest = after;
        }
        rest = rest.trim_start_matches(space);
    }
    None
}

/// The few entities that stand in addresses. Others stay as they are, and make no address.
fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let plain = value.replace("&quot;", "\"").replace("&#039;", "'").replace("&#39;", "'");
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">");
    plain.replace("&#038;", "&").replace("&#38;", "&").replace("&amp;", "&")
}
