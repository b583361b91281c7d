//! Which addresses the service may speak to when somebody other than the operator chose the target.
//!
//! A site's owner can name a URL (a webhook), and a name can point anywhere, at the database next
//! door or at a cloud's metadata service. So only global unicast addresses are let through, and the
//! test is made on the address that is connected to, never on the name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// What the filter lets through: every global unicast address on port 443, and what the operator
/// added to that in the configuration file.
#[derive(Clone, Debug)]
pub struct AddressFilter {
    networks: Vec<IpNet>,
    ports: Vec<u16>,
}

impl Default for AddressFilter {
    fn default() -> Self {
        Self { networks: Vec::new(), ports: vec![443] }
    }
}

impl AddressFilter {
    /// Lets a network through that is not global: the operator's word, never a setting of a site.
    pub fn allowing(mut self, network: IpNet) -> Self {
        self.networks.push(network);
        self
    }

    /// Lets a port through besides 443: the operator's word, never a setting of a site.
    pub fn allowing_port(mut self, port: u16) -> Self {
        self.ports.push(port);
        self
    }

    pub fn permits(&self, address: IpAddr) -> bool {
        let address = embedded_v4(address);
        self.networks.iter().any(|network| network.contains(&address)) || is_global_unicast(address)
    }

    pub fn permits_port(&self, port: u16) -> bool {
        self.ports.contains(&port)
    }
}

/// The IPv4 address that is really reached: IPv4-mapped addresses and the well-known NAT64 prefix
/// lead to it, so they are judged by it.
fn embedded_v4(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    if let Some(v4) = v6.to_ipv4_mapped() {
        return IpAddr::V4(v4);
    }
    if NAT64.contains(&v6) {
        let [.., a, b, c, d] = v6.octets();
        return IpAddr::V4(Ipv4Addr::new(a, b, c, d));
    }
    address
}

fn is_global_unicast(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !REFUSED_V4.iter().any(|net| net.contains(&v4)),
        IpAddr::V6(v6) => GLOBAL_V6.contains(&v6) && !REFUSED_V6.iter().any(|net| net.contains(&v6)),
    }
}

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(a: u16, b: u16, c: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

/// RFC 6052's well-known prefix.
const NAT64: Ipv6Net = v6(0x64, 0xff9b, 0, 96);

/// All that IANA has given out as global unicast (RFC 4291). What lies outside (loopback, unique
/// local, link-local, multicast, IPv4-compatible, discard-only, local NAT64) is refused unnamed.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 3);

/// Inside 2000::/3, yet not somebody's machine (IANA's registry of special-purpose addresses).
const REFUSED_V6: [Ipv6Net; 5] = [
    v6(0x2001, 0, 0, 23),         // protocol assignments: Teredo, ORCHID, benchmarks
    v6(0x2001, 0xdb8, 0, 32),     // documentation
    v6(0x2002, 0, 0, 16),         // 6to4 holds any IPv4 address, private ones too
    v6(0x2620, 0x4f, 0x8000, 48), // AS112 sinkhole
    v6(0x3fff, 0, 0, 20),         // documentation
];

/// IANA's registry of special-purpose IPv4 addresses, multicast and the reserved top.
const REFUSED_V4: [Ipv4Net; 18] = [
    v4(0, 0, 0, 0, 8),       // this network
    v4(10, 0, 0, 0, 8),      // private
    v4(100, 64, 0, 0, 10),   // carrier-grade NAT
    v4(127, 0, 0, 0, 8),     // loopback
    v4(169, 254, 0, 0, 16),  // link-local, cloud metadata
    v4(172, 16, 0, 0, 12),   // private
    v4(192, 0, 0, 0, 24),    // protocol assignments
    v4(192, 0, 2, 0, 24),    // documentation
    v4(192, 31, 196, 0, 24), // AS112 sinkhole
    v4(192, 52, 193, 0, 24), // AMT relays
    v4(192, 88, 99, 0, 24),  // 6to4 relays
    v4(192, 168, 0, 0, 16),  // private
    v4(192, 175, 48, 0, 24), // AS112 sinkhole
    v4(198, 18, 0, 0, 15),   // benchmarks
    v4(198, 51, 100, 0, 24), // documentation
    v4(203, 0, 113, 0, 24),  // documentation
    v4(224, 0, 0, 0, 4),     // multicast
    v4(240, 0, 0, 0, 4),     // reserved, broadcast
];
