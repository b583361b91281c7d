//! Where Akismet tells of later verdicts, and how we know that it is Akismet who does.

use std::net::IpAddr;

use secrecy::ExposeSecret;
use url::{Host, Url};

use crate::domain::site::Site;
use crate::egress::AddressFilter;
use crate::keys;
use crate::services::{Failure, Services};

impl Services {
    /// The address that is sent along with a check; `None` where nobody outside could reach it.
    pub(super) fn callback(&self, site: &Site) -> Option<String> {
        let base = self.settings.public_url.as_str();
        is_reachable(base).then(|| format!("{base}/akismet/{}", site.key.as_str()))
    }

    /// Whether whoever calls knows the key that this site's comments are checked with.
    pub fn is_akismet(&self, site: &Site, key: &str) -> Result<bool, Failure> {
        let Some(known) = self.akismet_key(site)? else { return Ok(false) };
        let (known, given) = (known.expose_secret().to_ascii_lowercase(), key.trim().to_ascii_lowercase());
        Ok(keys::same_secret(known.as_bytes(), given.as_bytes()))
    }
}

/// Whether a service out on the internet can call `base`: https, and neither this machine nor a private network.
pub fn is_reachable(base: &str) -> bool {
    let Ok(url) = Url::parse(base) else { return false };
    let public = |address: IpAddr| AddressFilter::default().permits(address);
    let named = |name: &str| {
        let name = name.trim_end_matches('.');
        let inside = ["localhost", "local", "internal", "lan", "home.arpa"];
        name.contains('.') && !inside.iter().any(|end| name.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')))
    };
    url.scheme() == "https"
        && match url.host() {
            Some(Host::Domain(name)) => named(name),
            Some(Host::Ipv4(address)) => public(address.into()),
            Some(Host::Ipv6(address)) => public(address.into()),
            None => false,
        }
}
