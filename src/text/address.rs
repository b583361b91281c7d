//! Which addresses may be linked, and how bare ones are found in text.
//!
//! Nothing is resolved or fetched here. An address is linked in the form in which a browser would read
//! it, so that what is checked is what will be opened.

use linkify::{LinkFinder, LinkKind};
use url::Url;

/// In bytes, of the serialised form.
const MAX_BYTES: usize = 500;

/// The form in which an address is linked, or `None` if it is not. http and https with a host and
/// without a user part (`https://bank.example@evil.example` misleads); mailto without a `?` part (which
/// would fill in the reader's mail). Relative addresses would point into whatever page shows the comment.
pub(super) fn canonical(raw: &str) -> Option<String> {
    if raw.len() > 4 * MAX_BYTES {
        return None;
    }
    let url = Url::parse(raw).ok()?;
    let fine = match url.scheme() {
        "http" | "https" => {
            url.host_str().is_some_and(|host| !host.is_empty()) && url.username().is_empty() && url.password().is_none()
        }
        "mailto" => url.query().is_none() && url.fragment().is_none() && is_plain_mailbox(url.path()),
        _ => false,
    };
    let serialised = String::from(url);
    (fine && serialised.len() <= MAX_BYTES).then_some(serialised)
}

fn is_plain_mailbox(path: &str) -> bool {
    path.contains('@') && path.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'))
}

/// The text in parts, each with the address that it is, if it is one: `http://`, `https://` or `www.`
/// in front, punctuation behind left out. E-mail addresses are not linked.
pub(super) fn spans(text: &str) -> Vec<(&str, Option<String>)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = candidate(rest) {
        let (before, from) = rest.split_at(start);
        let word = word(from);
        if let Some((length, href)) = bare(word) {
            let (link, after) = from.split_at(length);
            parts.extend([(before, None), (link, Some(href))]);
            rest = after;
        } else {
            // the whole word is passed over, else a word of many beginnings would be read again from each
            let (plain, after) = rest.split_at(start + word.len());
            parts.push((plain, None));
            rest = after;
        }
    }
    parts.push((rest, None));
    parts
}

const SCHEMES: [&str; 2] = ["http://", "https://"];
const WWW: &str = "www.";

/// Where an address may begin: not in the middle of a word, of an e-mail address or of another address.
pub(super) fn candidate(text: &str) -> Option<usize> {
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let before = std::mem::replace(&mut before, c);
        let may = matches!(c, 'w' | 'W' | 'h' | 'H');
        if !may || before.is_alphanumeric() || matches!(before, '/' | '@' | '.' | '-' | '+') {
            return None;
        }
        let from = text.get(at..)?;
        (starts(from, WWW) || SCHEMES.iter().any(|scheme| starts(from, scheme))).then_some(at)
    })
}

fn starts(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// As far as an address that begins here could reach.
pub(super) fn word(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '|');
    text.get(..text.find(ends).unwrap_or(text.len())).unwrap_or_default()
}

/// The address that a word begins with, and how long it is there.
fn bare(word: &str) -> Option<(usize, String)> {
    if word.len() > MAX_BYTES {
        return None;
    }
    let added = if starts(word, WWW) { "http://" } else { "" };
    let whole = format!("{added}{word}");
    let mut finder = LinkFinder::new();
    let link = finder.kinds(&[LinkKind::Url]).links(&whole).next().filter(|link| link.start() == 0)?;
    let href = canonical(link.as_str())?;
    if !added.is_empty() && href.split('/').nth(2)?.matches('.').count() < 2 {
        return None; // `www.` alone, and `www.x`, are no hosts
    }
    Some((link.end().checked_sub(added.len())?, href))
}
