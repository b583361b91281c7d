//! One entry of a forwarding header: what proxies write in practice, and nothing more generous.

use std::net::{IpAddr, Ipv6Addr};

/// An address with what proxies put around it: a port, brackets, a zone. `None` for everything else
/// (`unknown`, obfuscated names, nothing at all).
pub fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim_matches([' ', '\t']);
    if let Some(rest) = text.strip_prefix('[') {
        let (inside, port) = rest.split_once(']')?;
        let well_ended = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return if well_ended { v6(inside) } else { None };
    }
    if let Ok(ip) = text.parse() {
        return Some(ip);
    }
    match text.rsplit_once(':') {
        // One colon is a port behind an IPv4 address; more are an IPv6 address with a zone.
        Some((host, port)) if !host.contains(':') && is_port(port) => host.parse().ok().map(IpAddr::V4),
        _ => v6(text),
    }
}

/// The address in `for=` of one element of `Forwarded` (RFC 7239 §4).
pub fn forwarded_for(element: &str) -> Option<IpAddr> {
    let mut node = None;
    for pair in element.split(';') {
        let Some((name, value)) = pair.trim_matches([' ', '\t']).split_once('=') else { continue };
        if name.eq_ignore_ascii_case("for") && node.replace(value).is_some() {
            return None;
        }
    }
    let node = node?;
    match node.strip_prefix('"') {
        // Neither an address nor a port has anything to escape.
        Some(quoted) => quoted.strip_suffix('"').filter(|inside| !inside.contains(['"', '\\'])).and_then(address),
        None => address(node),
    }
}

/// The elements of a `Forwarded` value, the last one first. Split from the right, because only the
/// right end was written by somebody trusted: a quote that a client left open must not swallow it.
pub fn forwarded_elements(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut quoted = false;
        for (at, c) in text.char_indices().rev() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => {
                    let (before, element) = (text.get(..at)?, text.get(at + 1..)?);
                    rest = Some(before);
                    return Some(element);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

/// An IPv6 address whose zone, if any, says something only to the machine that wrote it.
fn v6(text: &str) -> Option<IpAddr> {
    let (address, zone) = text.split_once('%').unwrap_or((text, "0"));
    let zone_fits = !zone.is_empty() && zone.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-~".contains(&b));
    if zone_fits { address.parse::<Ipv6Addr>().ok().map(IpAddr::V6) } else { None }
}

fn is_port(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
