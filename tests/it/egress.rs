//! The outgoing client: whom it speaks to, how long it waits, how much it reads, when it gives up.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use svar::domain::clock::{Clock, Timestamp};
use svar::egress::{AddressFilter, Egress, Target, Trouble};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use url::Url;

use crate::support::akismet::{Say, ScriptedAkismet};

/// More than any healthy answer takes; no test waits for it.
const LONG: Duration = Duration::from_secs(30);
/// The budget against a server that never answers.
const SHORT: Duration = Duration::from_millis(50);

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub fn at(millis: i64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Timestamp(millis))))
    }

    pub fn forward(&self, millis: i64) {
        let mut now = self.0.lock().unwrap();
        *now = now.plus(millis);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

fn egress() -> Egress {
    Egress::new(HandClock::at(0)).unwrap()
}

fn operator(server: &ScriptedAkismet) -> Target {
    Target::operator(server.url.clone()).below("1.1/comment-check")
}

fn public(url: &str) -> Target {
    Target::public(Url::parse(url).unwrap())
}

async fn status(egress: &Egress, target: &Target, budget: Duration) -> Result<u16, Trouble> {
    egress.post_form(target, &[], budget).await.map(|reply| reply.status)
}

/// Every refused range, with its first and last address.
const REFUSED: &[(&str, &str, &str)] = &[
    ("0/8", "0.0.0.0", "0.255.255.255"),
    ("10/8", "10.0.0.0", "10.255.255.255"),
    ("100.64/10", "100.64.0.0", "100.127.255.255"),
    ("127/8", "127.0.0.0", "127.255.255.255"),
    ("169.254/16", "169.254.0.0", "169.254.255.255"),
    ("172.16/12", "172.16.0.0", "172.31.255.255"),
    ("192.0.0/24", "192.0.0.0", "192.0.0.255"),
    ("192.0.2/24", "192.0.2.0", "192.0.2.255"),
    ("192.31.196/24", "192.31.196.0", "192.31.196.255"),
    ("192.52.193/24", "192.52.193.0", "192.52.193.255"),
    ("192.88.99/24", "192.88.99.0", "192.88.99.255"),
    ("192.168/16", "192.168.0.0", "192.168.255.255"),
    ("192.175.48/24", "192.175.48.0", "192.175.48.255"),
    ("198.18/15", "198.18.0.0", "198.19.255.255"),
    ("198.51.100/24", "198.51.100.0", "198.51.100.255"),
    ("203.0.113/24", "203.0.113.0", "203.0.113.255"),
    ("224/4", "224.0.0.0", "239.255.255.255"),
    ("240/4", "240.0.0.0", "255.255.255.255"),
    ("unspecified and loopback", "::", "::1"),
    ("IPv4-compatible", "::2", "::ffff:ffff"),
    ("IPv4-mapped private", "::ffff:10.0.0.0", "::ffff:10.255.255.255"),
    ("IPv4-mapped loopback", "::ffff:127.0.0.1", "::ffff:127.255.255.255"),
    ("NAT64 of private", "64:ff9b::192.168.0.0", "64:ff9b::192.168.255.255"),
    ("NAT64 of metadata", "64:ff9b::169.254.169.254", "64:ff9b::169.254.169.254"),
    ("local NAT64", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"),
    ("discard only", "100::", "100::ffff:ffff:ffff:ffff"),
    ("protocol assignments", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("Teredo", "2001:0:808:808::", "2001::808:808"),
    ("documentation", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("6to4", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("6to4 of a public address", "2002:808:808::1", "2002:808:808::1"),
    ("AS112", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff"),
    ("documentation, new", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("segment routing", "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("not given out", "4000::", "5eff::"),
    ("unique local", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("link-local", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("site-local", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("multicast", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
];

/// The neighbours of those ranges, which are somebody's machines.
const PERMITTED: &[&str] = &[
    "1.0.0.0",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.0.3.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2000::",
    "2001:200::",
    "2001:db7:ffff::",
    "2001:db9::",
    "2003::",
    "2620:4f:7fff::",
    "2620:4f:8001::",
    "2a00:1450:400f::2004",
    "3fff:1000::",
];

#[test]
fn only_global_unicast_addresses_pass_the_filter() {
    let filter = AddressFilter::default();
    let permits = |address: &str| filter.permits(address.parse::<IpAddr>().unwrap());
    for (range, first, last) in REFUSED {
        assert!(!permits(first), "{range}: {first}");
        assert!(!permits(last), "{range}: {last}");
    }
    for address in PERMITTED {
        assert!(permits(address), "{address}");
    }
}

#[test]
fn a_network_that_the_operator_allows_passes_also_in_its_ipv6_disguises() {
    let filter = AddressFilter::default().allowing("10.1.0.0/16".parse().unwrap());
    let permits = |address: &str| filter.permits(address.parse::<IpAddr>().unwrap());
    assert!(permits("10.1.2.3") && permits("::ffff:10.1.2.3") && permits("64:ff9b::10.1.2.3"));
    assert!(!permits("10.2.0.0") && !permits("::ffff:10.2.0.0") && !permits("127.0.0.1"));
}

#[tokio::test]
async fn a_public_target_is_https_on_an_allowed_port_without_credentials() {
    let egress = egress();
    for url in [
        "http://svar.example/",
        "ftp://svar.example/",
        "https://user@svar.example/",
        "https://:word@svar.example/",
        "https://svar.example:8443/",
        "https://svar.example:80/",
    ] {
        assert!(matches!(status(&egress, &public(url), LONG).await, Err(Trouble::Refused(_))), "{url}");
    }
    assert_eq!(egress.admit(&public("https://svar.example/hook")), Ok(()));
    assert_eq!(egress.admit(&public("https://svar.example:443/hook")), Ok(()));
    let with_port = AddressFilter::default().allowing_port(8443);
    let egress = Egress::with_filter(HandClock::at(0), with_port).unwrap();
    assert_eq!(egress.admit(&public("https://svar.example:8443/")), Ok(()));
}

#[tokio::test]
async fn a_literal_address_is_judged_in_every_spelling() {
    let egress = egress();
    for url in [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.0.0.1./",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fd00::1]/",
    ] {
        assert!(matches!(egress.admit(&public(url)), Err(Trouble::Refused(_))), "{url}");
        assert!(matches!(status(&egress, &public(url), LONG).await, Err(Trouble::Refused(_))), "{url}");
    }
    assert_eq!(egress.admit(&public("https://192.0.1.1/")), Ok(()));
}

/// The same name on the same port: refused by the filter, and with the filter open the connection is made.
#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_refused_before_connecting() {
    let server = ScriptedAkismet::start().await;
    let port = server.url.port().unwrap();
    let target = public(&format!("https://localhost:{port}/"));
    let shut = AddressFilter::default().allowing_port(port);
    let open = shut.clone().allowing("127.0.0.0/8".parse().unwrap()).allowing("::1/128".parse().unwrap());

    let egress = Egress::with_filter(HandClock::at(0), shut).unwrap();
    assert!(matches!(status(&egress, &target, LONG).await, Err(Trouble::Refused(_))));
    // The server speaks no TLS, so a connection that is made ends there.
    let egress = Egress::with_filter(HandClock::at(0), open).unwrap();
    assert_eq!(status(&egress, &target, LONG).await, Err(Trouble::Unreachable));
}

#[tokio::test]
async fn the_operators_word_may_be_plain_http_on_a_private_address_but_nothing_else_than_http() {
    let server = ScriptedAkismet::start().await;
    assert_eq!(status(&egress(), &operator(&server), LONG).await, Ok(200));
    let file = Target::operator(Url::parse("file:///etc/passwd").unwrap());
    assert!(matches!(status(&egress(), &file, LONG).await, Err(Trouble::Refused(_))));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let server = ScriptedAkismet::start().await;
    let elsewhere = ScriptedAkismet::start().await;
    for code in [301, 302, 303, 307, 308] {
        server.next(Say::raw(code, &[("Location", elsewhere.url.as_str())], ""));
        assert_eq!(status(&egress(), &operator(&server), LONG).await, Ok(code));
    }
    assert_eq!(server.asked().len(), 5);
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn a_request_carries_no_cookie_and_no_referer_and_says_who_asks() {
    let server = ScriptedAkismet::start().await;
    let egress = egress();
    server.next(Say::raw(200, &[("Set-Cookie", "a=b; Path=/")], ""));
    status(&egress, &operator(&server), LONG).await.unwrap();
    status(&egress, &operator(&server), LONG).await.unwrap();
    for asked in server.asked() {
        assert_eq!(asked.headers.get("cookie"), None);
        assert_eq!(asked.headers.get("referer"), None);
        assert_eq!(asked.headers["user-agent"], concat!("Svar/", env!("CARGO_PKG_VERSION")));
        assert_eq!(asked.headers["content-type"], "application/x-www-form-urlencoded; charset=UTF-8");
    }
}

#[tokio::test]
async fn an_answer_is_read_up_to_64_kib_and_no_further() {
    let server = ScriptedAkismet::start().await;
    let egress = egress();
    server.next(Say::raw(200, &[], &"x".repeat(64 * 1024)));
    let reply = egress.post_form(&operator(&server), &[], LONG).await.unwrap();
    assert_eq!(reply.body.len(), 64 * 1024);
    server.next(Say::raw(200, &[], &"x".repeat(64 * 1024 + 1)));
    assert_eq!(status(&egress, &operator(&server), LONG).await, Err(Trouble::TooLarge));
}

/// Reads a request, writes `answer`, and then keeps the connection open or closes it.
async fn half_an_answer(answer: &'static str, keep_open: bool) -> (Target, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(answer.as_bytes()).await;
        if keep_open {
            std::future::pending::<()>().await;
        }
    });
    (Target::operator(url), task)
}

#[tokio::test]
async fn the_budget_covers_the_body_and_a_broken_body_is_no_answer() {
    let (stalls, task) = half_an_answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntr", true).await;
    assert_eq!(status(&egress(), &stalls, SHORT).await, Err(Trouble::Timeout));
    task.abort();
    let (breaks, _) = half_an_answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntr", false).await;
    assert_eq!(status(&egress(), &breaks, LONG).await, Err(Trouble::Unreachable));
    let (babbles, _) = half_an_answer("220 mail.example ESMTP\r\n", false).await;
    assert_eq!(status(&egress(), &babbles, LONG).await, Err(Trouble::Unreachable));
}

#[tokio::test]
async fn five_failures_in_a_row_open_the_breaker_for_a_minute_and_one_probe_closes_it() {
    let server = ScriptedAkismet::start().await;
    let clock = HandClock::at(1_000_000);
    let egress = Arc::new(Egress::new(clock.clone()).unwrap());
    let target = operator(&server);
    for _ in 0..5 {
        server.next(Say::Status(503));
        assert_eq!(status(&egress, &target, LONG).await, Ok(503));
    }
    assert_eq!(status(&egress, &target, LONG).await, Err(Trouble::BreakerOpen));
    clock.forward(59_999);
    assert_eq!(status(&egress, &target, LONG).await, Err(Trouble::BreakerOpen));
    assert_eq!(server.asked().len(), 5, "an open breaker sends nothing");

    clock.forward(1);
    server.next(Say::Never);
    let probe = tokio::spawn({
        let (egress, target) = (egress.clone(), target.clone());
        async move { status(&egress, &target, LONG).await }
    });
    server.wait_for(6).await;
    assert_eq!(status(&egress, &target, LONG).await, Err(Trouble::BreakerOpen), "one probe, not a stampede");
    server.release();
    assert_eq!(probe.await.unwrap(), Ok(200));
    assert_eq!(status(&egress, &target, LONG).await, Ok(200));
}

#[tokio::test]
async fn a_probe_that_fails_opens_the_breaker_again() {
    let server = ScriptedAkismet::start().await;
    let clock = HandClock::at(1_000_000);
    let egress = Egress::new(clock.clone()).unwrap();
    for _ in 0..6 {
        server.next(Say::Close);
    }
    for _ in 0..5 {
        assert_eq!(status(&egress, &operator(&server), LONG).await, Err(Trouble::Unreachable));
    }
    clock.forward(60_000);
    assert_eq!(status(&egress, &operator(&server), LONG).await, Err(Trouble::Unreachable));
    assert_eq!(status(&egress, &operator(&server), LONG).await, Err(Trouble::BreakerOpen));
}

#[tokio::test]
async fn a_clock_that_is_set_back_does_not_keep_the_breaker_open() {
    let server = ScriptedAkismet::start().await;
    let clock = HandClock::at(1_000_000);
    let egress = Egress::new(clock.clone()).unwrap();
    for _ in 0..5 {
        server.next(Say::Status(500));
        status(&egress, &operator(&server), LONG).await.unwrap();
    }
    clock.forward(-500_000);
    assert_eq!(status(&egress, &operator(&server), LONG).await, Ok(200));
}

#[tokio::test]
async fn timeouts_count_and_any_answer_below_500_starts_the_count_anew() {
    let server = ScriptedAkismet::start().await;
    let egress = egress();
    let target = operator(&server);
    for alive in [200, 302, 404, 429] {
        server.otherwise(Say::Never);
        for _ in 0..4 {
            assert_eq!(status(&egress, &target, SHORT).await, Err(Trouble::Timeout));
        }
        server.otherwise(Say::raw(alive, &[], ""));
        assert_eq!(status(&egress, &target, LONG).await, Ok(alive));
    }
    server.otherwise(Say::Never);
    for _ in 0..5 {
        assert_eq!(status(&egress, &target, SHORT).await, Err(Trouble::Timeout));
    }
    assert_eq!(status(&egress, &target, LONG).await, Err(Trouble::BreakerOpen));
}

#[tokio::test]
async fn a_breaker_is_the_targets_own() {
    let down = ScriptedAkismet::start().await;
    let up = ScriptedAkismet::start().await;
    let egress = egress();
    for _ in 0..5 {
        down.next(Say::Status(500));
        status(&egress, &operator(&down), LONG).await.unwrap();
    }
    assert_eq!(status(&egress, &operator(&down), LONG).await, Err(Trouble::BreakerOpen));
    assert_eq!(status(&egress, &operator(&up), LONG).await, Ok(200));
    assert_eq!(status(&egress, &operator(&down).below("other"), LONG).await, Err(Trouble::BreakerOpen));
}

#[tokio::test]
async fn eight_calls_at_once_and_a_ninth_waits_no_longer_than_its_budget() {
    let server = ScriptedAkismet::start().await;
    let egress = Arc::new(egress());
    let target = operator(&server);
    server.otherwise(Say::Never);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let (egress, target) = (egress.clone(), target.clone());
            tokio::spawn(async move { status(&egress, &target, LONG).await })
        })
        .collect();
    server.wait_for(8).await;
    for _ in 0..6 {
        assert_eq!(status(&egress, &target, SHORT).await, Err(Trouble::Busy));
    }
    assert_eq!(server.asked().len(), 8);
    server.release();
    for call in calls {
        assert_eq!(call.await.unwrap(), Ok(200));
    }
    assert_eq!(status(&egress, &target, LONG).await, Ok(200), "a full house is no failure of the target");
}

#[test]
fn a_target_shows_its_origin_and_nothing_of_its_path() {
    let target = Target::operator(Url::parse("https://user:word@hooks.example/secret?key=1").unwrap());
    assert_eq!(format!("{target:?}"), "Target(Operator, https://hooks.example)");
}
