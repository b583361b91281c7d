//! Who is behind a host, as far as its name tells.

/// Places where anybody can publish something of their own under one host: what one of them did says nothing about
/// another.
const PLATFORMS: &[&str] = &[
    "youtube.com",
    "youtu.be",
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "tiktok.com",
    "linkedin.com",
    "reddit.com",
    "pinterest.com",
    "vimeo.com",
    "spotify.com",
    "wikipedia.org",
    "google.com",
    "goo.gl",
    "apple.com",
    "amazon.com",
    "github.com",
    "medium.com",
    "imgur.com",
    "change.org",
    "archive.org",
    "bsky.app",
    "dropbox.com",
];

/// Below these everybody has a host of their own, so that neighbours have nothing to do with each other.
const SHARED: &[&str] = &[
    "blogspot.com",
    "wordpress.com",
    "tumblr.com",
    "github.io",
    "gitlab.io",
    "netlify.app",
    "vercel.app",
    "pages.dev",
    "workers.dev",
    "web.app",
    "firebaseapp.com",
    "herokuapp.com",
    "onrender.com",
    "substack.com",
    "wixsite.com",
    "weebly.com",
    "webflow.io",
    "squarespace.com",
    "myshopify.com",
    "livejournal.com",
    "blogger.com",
    "hatenablog.com",
    "mystrikingly.com",
    "jimdofree.com",
    "webnode.com",
    "neocities.org",
    "cloudfront.net",
    "amazonaws.com",
    "azurewebsites.net",
    "glitch.me",
    "replit.app",
    "mastodon.social",
    "hjemmeside.dk",
    "simplesite.com",
];

/// Whether what one comment led to at this host says anything about another one that leads there.
pub fn tells(host: &str) -> bool {
    !PLATFORMS.iter().any(|platform| is_of(host, platform))
}

/// What was registered, by rule of thumb: the last two labels, or three below something like `co.uk`. `None` for an
/// address in numbers, a single label, and below places where everybody has a host of their own.
pub fn registered(host: &str) -> Option<&str> {
    let host = host.trim_end_matches('.');
    let in_numbers = |host: &str| host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if host.contains([':', '[']) || in_numbers(host) {
        return None;
    }
    let mut dots = host.bytes().enumerate().rev().filter(|(_, b)| *b == b'.').map(|(at, _)| at);
    let last = dots.next()?;
    let second = dots.next();
    let begin = match second {
        Some(second) if host.len() - last <= 3 && last - second <= 4 => dots.next().map_or(0, |third| third + 1),
        Some(second) => second + 1,
        None => 0,
    };
    // A top level is never a number, whatever stands before it.
    host.get(begin..).filter(|domain| !SHARED.contains(domain) && !in_numbers(domain))
}

/// The host itself, or one below it.
fn is_of(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
