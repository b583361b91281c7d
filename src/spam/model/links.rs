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
        match around(lower, dot, at) {
            Some(found) => {
                at = found.to.max(dot + 1);
                out.push(found);
            }
            None => at = dot + 1,
        }
    }
}

/// The address that the dot at `dot` belongs to, beginning no earlier than `least`.
fn around(lower: &str, dot: usize, least: usize) -> Option<Found<'_>> {
    let before = lower.get(least..dot)?;
    let label = before.bytes().rev().take_while(|b| is_label(*b)).count();
    let from = dot - label;
    let rest = lower.get(from..)?;
    let length = rest.bytes().take_while(|b| is_label(*b) || *b == b'.').count();
    let host = rest.get(..length)?.trim_end_matches(['.', '-']);
    let scheme = lower.get(least..from)?.ends_with("://");
    let path = path_of(rest.get(host.len()..)?);
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let last = bare.rsplit('.').next()?;
    let named = bare.contains('.') && (2..=18).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_alphabetic());
    // »user@host« is an e-mail address, »end.Beginning« a missing space.
    let mail = lower.get(..from)?.ends_with('@');
    let www = bare.len() < host.len();
    let plausible = scheme || www || (!mail && (is_common(last) || (path.len() > 2 && path.starts_with('/'))));
    (named && plausible).then(|| Found { host: bare, path, from, to: from + host.len() + path.len() })
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
