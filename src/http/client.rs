//! Who is asking: the client's address, from the connection and (only where a trusted proxy stands
//! in front) from one header.
//!
//! Nothing else parses addresses. A full address must never be printed: [`ClientAddr`] and
//! [`ClientKey`] show the truncated form only.

mod entry;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderName};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The proxies that may name the client, and the one header they do it in.
#[derive(Clone, Debug)]
pub struct Proxies {
    trusted: Vec<IpNet>,
    header: HeaderName,
}

impl Proxies {
    /// More entries than any honest chain has; the walk ends here.
    pub const MAX_ENTRIES: usize = 32;

    /// `header` as the configuration has checked it; a name that is none is read as
    /// `x-forwarded-for`.
    pub fn new(trusted: &[IpNet], header: &str) -> Self {
        let header = header.parse().unwrap_or_else(|_| HeaderName::from_static("x-forwarded-for"));
        Self { trusted: trusted.iter().copied().map(canonical_net).collect(), header }
    }

    pub fn trusts(&self, ip: IpAddr) -> bool {
        let ip = canonical(ip);
        self.trusted.iter().any(|net| net.contains(&ip))
    }

    /// The client behind `peer`. A peer that is not trusted is the client itself, whatever it sends.
    /// Else the entries of the header are walked from the right, where the nearest proxy wrote, and
    /// the first address that is not a trusted proxy is the client. At an entry that is no address
    /// the walk stops at the last good hop, because whatever stands further left is hearsay.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> ClientAddr {
        let mut hop = canonical(peer);
        if !self.trusts(hop) {
            return ClientAddr(hop);
        }
        let lines: Vec<Cow<'_, str>> =
            headers.get_all(&self.header).iter().map(|v| String::from_utf8_lossy(v.as_bytes())).collect();
        let joined = match lines.as_slice() {
            [line] => Cow::Borrowed(&**line),
            lines => Cow::Owned(lines.join(",")),
        };
        let entries: Box<dyn Iterator<Item = &str>> = if lines.is_empty() {
            Box::new(std::iter::empty())
        } else if self.header == "forwarded" {
            Box::new(entry::forwarded_elements(&joined))
        } else {
            Box::new(joined.rsplit(','))
        };
        for text in entries.take(Self::MAX_ENTRIES) {
            let node = if self.header == "forwarded" { entry::forwarded_for(text) } else { entry::address(text) };
            let Some(ip) = node else { break };
            hop = canonical(ip);
            if !self.trusts(hop) {
                break;
            }
        }
        ClientAddr(hop)
    }

    /// A proxy seems to stand in front that the configuration does not name: all its readers share
    /// one address and one limit. Worth a warning, once.
    pub fn looks_forgotten(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let near = match canonical(peer) {
            IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
            IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
        };
        self.trusted.is_empty() && near && headers.contains_key(&self.header)
    }
}

/// The address of whoever asks, IPv4 in its own form even where it came mapped into IPv6.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ClientAddr(IpAddr);

impl ClientAddr {
    pub fn new(ip: IpAddr) -> Self {
        Self(canonical(ip))
    }

    /// The full address. Only for Akismet and for the keyed hash; it must not be stored or printed.
    pub fn expose(self) -> IpAddr {
        self.0
    }

    /// What counts as one client: an IPv4 address; an IPv6 /64, which is one subscriber's network.
    pub fn key(self) -> ClientKey {
        ClientKey::cut(self.0, 32, 64)
    }

    /// The neighbourhood, for a second, wider limit: IPv4 /24, IPv6 /48.
    pub fn wide(self) -> ClientKey {
        ClientKey::cut(self.0, 24, 48)
    }

    /// The form that may be logged and stored: `192.0.2.0/24`, `2001:db8:1::/48`.
    pub fn prefix(self) -> String {
        self.wide().0.to_string()
    }
}

impl fmt::Debug for ClientAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientAddr({})", self.prefix())
    }
}

/// A client as limits and bans count it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientKey(IpNet);

impl Hash for ClientKey {
    /// In one go; every request is counted by several of them.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        match self.0.network() {
            IpAddr::V4(ip) => hasher.write_u64(u64::from(u32::from(ip)) << 8 | u64::from(self.0.prefix_len())),
            IpAddr::V6(ip) => hasher.write_u128(u128::from(ip) ^ u128::from(self.0.prefix_len())),
        }
    }
}

impl ClientKey {
    fn cut(ip: IpAddr, v4: u8, v6: u8) -> Self {
        // Prefix lengths are constants within range, so nothing is ever left whole by mistake.
        let net = match ip {
            IpAddr::V4(ip) => Ipv4Net::new(ip, v4).map_or(IpNet::V4(ip.into()), IpNet::V4),
            IpAddr::V6(ip) => Ipv6Net::new(ip, v6).map_or(IpNet::V6(ip.into()), IpNet::V6),
        };
        Self(net.trunc())
    }

    /// A stable form for keyed hashes: family, prefix length, network.
    pub fn bytes(self) -> Vec<u8> {
        let (family, network) = match self.0.network() {
            IpAddr::V4(ip) => (4, ip.octets().to_vec()),
            IpAddr::V6(ip) => (6, ip.octets().to_vec()),
        };
        [vec![family, self.0.prefix_len()], network].concat()
    }
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientKey({})", ClientAddr(self.0.network()).prefix())
    }
}

fn canonical(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

/// `::ffff:10.0.0.0/104` means `10.0.0.0/8`.
fn canonical_net(net: IpNet) -> IpNet {
    let mapped = |v6: Ipv6Addr| v6.to_ipv4_mapped();
    match net {
        IpNet::V6(v6) if v6.prefix_len() >= 96 => match mapped(v6.addr()) {
            Some(v4) => Ipv4Net::new(v4, v6.prefix_len() - 96).map_or(net, IpNet::V4).trunc(),
            None => net,
        },
        _ => net,
    }
}
