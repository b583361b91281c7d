//! Web addresses in what somebody typed, in whatever markup: what a link filter must see, linked or not.
//!
//! Not the links that are shown: those are `text`'s business. Here »www.x.dk«, »x.top/bonus« and `[url=…]` count as well.

/// An address in a text: its host in lower case without `www.`, what follows, and where it stands (bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    pub host: &'a str,
    /// After the host: port, path, query; may be empty.
    pub path: &'a str,
    pub from: usize,
    pub to: usize,
}

/// More are not looked at.
const MOST: usize = 60;

/// Every address in the text, in order. `lower` is the text in ASCII lower case.
pub fn find<'a>(lower: &'a str, out: &mut Vec<Found<'a>>) {
    out.clear();
    let mut at = 0;
    while out.len() < MOST {
        let Some(rest) = lower.get(at..) else { return };
        let Some(dot) = rest.find('.') else { return };
        let dot = at + dot;
        let (run, found) = around(lower, dot, at);
        // What was read is never read again: a text of nothing but dots must cost no more than another.
        at = found.map_or(run, |found| found.to).max(dot + 1);
        out.extend(found);
    }
}

/// Where the labels around the dot at `dot` end that begin no earlier than `least`, and the address that they are.
fn around(lower: &str, dot: usize, least: usize) -> (usize, Option<Found<'_>>) {
    let bytes = lower.as_bytes();
    let label = bytes.get(least..dot).map_or(0, |before| before.iter().rev().take_while(|b| is_label(**b)).count());
    let from = dot - label;
    let mut to = dot;
    // »Nej...de« has no labels between its dots, and ».net« none before its own.
    while label > 0 && bytes.get(to) == Some(&b'.') && bytes.get(to + 1).is_some_and(|b| is_label(*b)) {
        to += 1 + bytes.get(to + 1..).map_or(0, |after| after.iter().take_while(|b| is_label(**b)).count());
    }
    (to, address(lower, from, to, least))
}

fn address(lower: &str, from: usize, to: usize, least: usize) -> Option<Found<'_>> {
    let host = lower.get(from..to)?.trim_end_matches('-');
    let after = lower.get(from + host.len()..)?;
    let scheme = lower.get(least..from)?.ends_with("://");
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let last = bare.rsplit('.').next()?;
    let named = bare.contains('.') && (2..=18).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_alphabetic());
    // »user@host« is an e-mail address, »end.Beginning« a missing space.
    let mail = lower.get(..from)?.ends_with('@') || after.starts_with('@');
    let sure = scheme || bare.len() < host.len() || (!mail && is_common(last));
    if !named || !(sure || (!mail && after.starts_with('/'))) {
        return None;
    }
    let path = path_of(after);
    (sure || path.len() > 2).then(|| Found { host: bare, path, from, to: from + host.len() + path.len() })
}

fn path_of(rest: &str) -> &str {
    if !rest.starts_with(['/', ':', '?', '#']) {
        return "";
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '|' | '«' | '»');
    let path = rest.split(ends).next().unwrap_or_default();
    path.trim_end_matches(['.', ',', ':', ';', '!', '?'])
}

fn is_label(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'_'
}

/// Top levels that are recognised without `http://`, `www.` or a path.
fn is_common(last: &str) -> bool {
    const COMMON: &str = " com net org info biz io co dk se no fi is de at ch nl be fr es it pt pl cz eu uk us ca au in id \
        ru ua cn jp tr br mx ar ir vn za ng ke ph my sg hk tw kr xyz top site online shop store club vip app dev me tv \
        cc ws link click live pro win bet casino fun space website tech icu buzz cam loan work life world today agency \
        blog news page gg to ly gl ai ";
    COMMON.split(' ').any(|known| known == last)
}

/// Who registered a host, by rule of thumb: the last two labels, or three below something like `co.uk`.
pub fn registrable(host: &str) -> &str {
    let mut dots = host.bytes().enumerate().rev().filter(|(_, b)| *b == b'.').map(|(at, _)| at);
    let (Some(last), Some(second)) = (dots.next(), dots.next()) else { return host };
    let third = dots.next();
    let short = host.len() - last <= 3 && last - second <= 4;
    match (short, third) {
        (true, Some(third)) => host.get(third + 1..).unwrap_or(host),
        (true, None) => host,
        (false, _) => host.get(second + 1..).unwrap_or(host),
    }
}

/// The last label of a host.
pub fn top_level(host: &str) -> &str {
    host.rsplit('.').next().unwrap_or(host)
}
