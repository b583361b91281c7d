//! A site: one embedding website, its key, its origins, its policy.

use std::net::SocketAddr;

use url::Url;

use super::clock::Timestamp;
use super::policy::Policy;
use super::sealed::Sealed;
use super::texts::Texts;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub i64);

/// The public name of a site in addresses: `[a-z0-9-]{1,32}`, never `desk`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteKey(String);

impl SiteKey {
    pub fn parse(raw: &str) -> Result<Self, String> {
        let shaped = (1..=32).contains(&raw.len())
            && raw.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
        if !shaped {
            return Err(format!("site key {raw:?} must be 1 to 32 of a-z, 0-9 and -"));
        }
        if raw == "desk" {
            return Err("site key \"desk\" is reserved".to_owned());
        }
        Ok(Self(raw.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Scheme, host and port of a website that may embed a site's threads (RFC 6454).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    /// Accepts `https://example.dk`, with an optional port; anything behind the host is refused.
    pub fn parse(raw: &str) -> Result<Self, String> {
        let wrong = || format!("origin {raw:?} must be like https://example.dk, without a path");
        let url = Url::parse(raw.trim()).map_err(|_| wrong())?;
        let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !bare || !url.username().is_empty() || url.password().is_some()
        {
            return Err(wrong());
        }
        Ok(Self(url.origin().ascii_serialization()))
    }

    /// The origin that an absolute address belongs to.
    pub fn of(url: &Url) -> Self {
        Self(url.origin().ascii_serialization())
    }

    /// Plain http at a socket address: what a service without a public name is reached by.
    pub fn http(address: SocketAddr) -> Self {
        match address.port() {
            80 if address.is_ipv6() => Self(format!("http://[{}]", address.ip())),
            80 => Self(format!("http://{}", address.ip())),
            _ => Self(format!("http://{address}")),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port where that is not the scheme's own: what a browser sends as `Host`.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, authority)| authority)
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// A site as the program works with it.
#[derive(Clone, Debug)]
pub struct Site {
    pub id: SiteId,
    pub key: SiteKey,
    pub name: String,
    pub origins: Vec<Origin>,
    pub policy: Policy,
    /// The site's own words for readers.
    pub texts: Texts,
    /// The site's own Akismet key; opened by `keys` when it is needed.
    pub akismet_key: Option<Sealed>,
    pub created: Timestamp,
    /// Grows with every change of the site, so that rendered pages can name what they were made from.
    pub version: i64,
}

impl Site {
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|o| o.as_str() == origin)
    }
}
