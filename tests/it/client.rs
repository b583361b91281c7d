//! Who is asking: only a configured proxy may say so, and only as far as the chain can be believed.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use svar::http::client::{ClientAddr, Proxies};

const PROXIES: [&str; 3] = ["10.0.0.0/8", "2001:db8:ffff::/48", "::ffff:172.16.0.0/108"];

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn proxies(header: &str) -> Proxies {
    Proxies::new(&PROXIES.map(|net| net.parse().unwrap()), header)
}

fn lines(header: &str, values: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(header.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    headers
}

/// The client that is found behind `peer` with these lines of the header.
fn found(header: &str, peer: &str, values: &[&str]) -> IpAddr {
    proxies(header).client(ip(peer), &lines(header, values)).expose()
}

#[test]
fn a_peer_that_is_no_proxy_is_the_client_whatever_it_sends() {
    for peer in ["203.0.113.7", "::1", "11.0.0.1", "2001:db8:fffe::1"] {
        assert_eq!(found("x-forwarded-for", peer, &["198.51.100.1"]), ip(peer));
        assert_eq!(found("forwarded", peer, &["for=198.51.100.1"]), ip(peer));
    }
    let nobody = Proxies::new(&[], "x-forwarded-for");
    assert_eq!(nobody.client(ip("127.0.0.1"), &lines("x-forwarded-for", &["198.51.100.1"])).expose(), ip("127.0.0.1"));
}

#[test]
fn the_first_address_from_the_right_that_is_no_proxy_is_the_client() {
    for (values, client) in [
        (vec!["198.51.100.1"], "198.51.100.1"),
        (vec!["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
        (vec!["1.1.1.1, 198.51.100.1, 10.1.1.1"], "198.51.100.1"),
        (vec!["1.1.1.1", "198.51.100.1, 10.1.1.1", "172.16.4.4"], "198.51.100.1"),
        (vec!["198.51.100.1:4711"], "198.51.100.1"),
        (vec!["[2001:db8::5]:4711"], "2001:db8::5"),
        (vec!["[2001:db8::5]"], "2001:db8::5"),
        (vec!["2001:db8::5"], "2001:db8::5"),
        (vec!["2001:db8::5%eth0"], "2001:db8::5"),
        (vec!["::ffff:198.51.100.1"], "198.51.100.1"),
        (vec!["::ffff:10.1.1.1"], "10.1.1.1"),
        (vec!["\t198.51.100.1 "], "198.51.100.1"),
        (vec![], "10.0.0.1"),
        (vec!["10.2.2.2, 10.1.1.1"], "10.2.2.2"),
    ] {
        assert_eq!(found("x-forwarded-for", "10.0.0.1", &values), ip(client), "{values:?}");
    }
    assert_eq!(found("cf-connecting-ip", "::ffff:10.0.0.1", &["198.51.100.1"]), ip("198.51.100.1"));
}

#[test]
fn at_an_entry_that_is_no_address_the_walk_stops_at_the_last_good_hop() {
    for (values, client) in [
        (vec!["1.1.1.1, unknown, 10.1.1.1"], "10.1.1.1"),
        (vec!["1.1.1.1, , 10.1.1.1"], "10.1.1.1"),
        (vec!["1.1.1.1,"], "10.0.0.1"),
        (vec![""], "10.0.0.1"),
        (vec!["1.1.1.1, _hidden"], "10.0.0.1"),
        (vec!["1.1.1.1:x"], "10.0.0.1"),
        (vec!["1.1.1.1:123456"], "10.0.0.1"),
        (vec!["[2001:db8::5"], "10.0.0.1"),
        (vec!["[2001:db8::5]x"], "10.0.0.1"),
        (vec!["2001:db8::5%"], "10.0.0.1"),
        (vec!["01.1.1.1"], "10.0.0.1"),
        (vec!["1.1.1.1 2.2.2.2"], "10.0.0.1"),
        (vec!["é"], "10.0.0.1"),
    ] {
        assert_eq!(found("x-forwarded-for", "10.0.0.1", &values), ip(client), "{values:?}");
    }
}

#[test]
fn a_chain_is_followed_for_32_entries_and_no_further() {
    let chain = |proxies: usize| format!("198.51.100.1{}", ", 10.1.1.1".repeat(proxies));
    assert_eq!(found("x-forwarded-for", "10.0.0.1", &[&chain(31)]), ip("198.51.100.1"));
    assert_eq!(found("x-forwarded-for", "10.0.0.1", &[&chain(32)]), ip("10.1.1.1"));
}

#[test]
fn forwarded_is_read_as_rfc_7239_writes_it() {
    for (values, client) in [
        (vec!["for=198.51.100.1"], "198.51.100.1"),
        (vec!["For=\"[2001:db8::5]:4711\";proto=https;by=10.0.0.1"], "2001:db8::5"),
        (vec!["proto=http; for=\"198.51.100.1:80\""], "198.51.100.1"),
        (vec!["for=1.1.1.1, for=198.51.100.1;host=\"a,b\", for=10.1.1.1"], "198.51.100.1"),
        (vec!["for=1.1.1.1", "for=198.51.100.1"], "198.51.100.1"),
        (vec!["for=unknown"], "10.0.0.1"),
        (vec!["for=_secret, for=10.1.1.1"], "10.1.1.1"),
        (vec!["proto=https"], "10.0.0.1"),
        (vec!["for=1.1.1.1;for=2.2.2.2"], "10.0.0.1"),
        (vec!["for=\"1.1.1.1"], "10.0.0.1"),
        // A quote that the client left open does not swallow what the proxy wrote behind it.
        (vec!["for=\"1.1.1.1, for=198.51.100.1"], "198.51.100.1"),
        (vec!["host=\"\\\", for=198.51.100.1"], "198.51.100.1"),
    ] {
        assert_eq!(found("forwarded", "10.0.0.1", &values), ip(client), "{values:?}");
    }
}

#[test]
fn a_client_counts_as_one_v4_address_or_one_v6_subscriber() {
    let key = |text: &str| ClientAddr::new(ip(text)).key();
    let wide = |text: &str| ClientAddr::new(ip(text)).wide();
    assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    assert_eq!(key("192.0.2.1"), key("::ffff:192.0.2.1"));
    assert_eq!(wide("192.0.2.1"), wide("192.0.2.200"));
    assert_ne!(wide("192.0.2.1"), wide("192.0.3.1"));
    assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
    assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
    assert_eq!(wide("2001:db8:1:2::1"), wide("2001:db8:1:3::1"));
    assert_ne!(key("192.0.2.0").bytes(), wide("192.0.2.0").bytes());
}

#[test]
fn what_is_printed_is_cut_short() {
    let v4 = ClientAddr::new(ip("192.0.2.77"));
    let v6 = ClientAddr::new(ip("2001:db8:1:2:3:4:5:6"));
    assert_eq!((v4.prefix(), v6.prefix()), ("192.0.2.0/24".to_owned(), "2001:db8:1::/48".to_owned()));
    for shown in [format!("{v4:?} {:?}", v4.key()), format!("{v6:?} {:?}", v6.key())] {
        assert!(!shown.contains("77") && !shown.contains("1:2"), "{shown}");
    }
}

#[test]
fn a_proxy_that_the_configuration_forgot_is_noticed() {
    let sent = lines("x-forwarded-for", &["198.51.100.1"]);
    let nobody = Proxies::new(&[], "x-forwarded-for");
    assert!(nobody.looks_forgotten(ip("127.0.0.1"), &sent) && nobody.looks_forgotten(ip("::ffff:10.0.0.1"), &sent));
    assert!(!nobody.looks_forgotten(ip("127.0.0.1"), &HeaderMap::new()));
    assert!(!nobody.looks_forgotten(ip("203.0.113.7"), &sent), "a stranger may send what it likes");
    assert!(!proxies("x-forwarded-for").looks_forgotten(ip("127.0.0.1"), &sent));
}

proptest! {
    #[test]
    fn no_header_changes_who_a_stranger_is(peer: u32, value in "[ -~]{0,60}", forwarded: bool) {
        let peer = IpAddr::V4(peer.into());
        let header = if forwarded { "forwarded" } else { "x-forwarded-for" };
        let proxies = proxies(header);
        prop_assume!(!proxies.trusts(peer));
        prop_assert_eq!(proxies.client(peer, &lines(header, &[&value])).expose(), peer);
    }

    /// Whatever a client puts before it, the address that the proxy appended is the one that counts.
    #[test]
    fn what_a_client_sends_cannot_hide_what_the_proxy_appends(junk in "[ -~]{0,60}", client: u32) {
        let client = IpAddr::V4(client.into());
        prop_assume!(!proxies("forwarded").trusts(client));
        let list = format!("{junk}, {client}");
        prop_assert_eq!(found("x-forwarded-for", "10.0.0.1", &[&list]), client);
        let elements = format!("{junk}, for={client};proto=https");
        prop_assert_eq!(found("forwarded", "10.0.0.1", &[&elements]), client);
    }
}
