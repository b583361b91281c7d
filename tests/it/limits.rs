//! Rate limits: who is refused, for how long, and that the table stays small.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, FakeRelativeClock};
use svar::config;
use svar::domain::site::SiteId;
use svar::http::client::ClientAddr;
use svar::http::limits::{Action, LimitClock, Limits, RetryAfter};
use tokio_util::sync::CancellationToken;

const SITE: Option<SiteId> = Some(SiteId(1));

fn clock() -> (FakeRelativeClock, LimitClock) {
    let fake = FakeRelativeClock::default();
    let seen = fake.clone();
    (fake, LimitClock::from_fn(move || seen.now().into()))
}

fn limits(change: impl FnOnce(&mut config::Limits)) -> (FakeRelativeClock, Limits) {
    let (fake, clock) = clock();
    let mut config = config::Limits::default();
    change(&mut config);
    (fake, Limits::new(&config, &clock))
}

fn client(n: u32) -> ClientAddr {
    // Far apart, so that no two share a neighbourhood.
    ClientAddr::new(IpAddr::V4(Ipv4Addr::from(0x0b00_0000 + n * 0x100)))
}

fn allowed(limits: &Limits, action: Action, client: ClientAddr) -> usize {
    (0..100_000).take_while(|_| limits.check(action, SITE, client).is_ok()).count()
}

#[test]
fn a_client_gets_its_burst_and_then_the_rate() {
    let (fake, limits) = limits(|_| ());
    assert_eq!(allowed(&limits, Action::Post, client(1)), 5);
    assert_eq!(limits.check(Action::Post, SITE, client(1)), Err(RetryAfter(12)));
    fake.advance(Duration::from_millis(11_500));
    assert_eq!(limits.check(Action::Post, SITE, client(1)), Err(RetryAfter(1)), "never less than a second");
    fake.advance(Duration::from_millis(500));
    assert_eq!(allowed(&limits, Action::Post, client(1)), 1);
    assert_eq!(allowed(&limits, Action::Read, client(1)), 200, "another action has its own limit");
    assert_eq!(allowed(&limits, Action::Edit, client(1)), 30);
    assert_eq!(allowed(&limits, Action::Login, client(1)), 10);
    assert_eq!(allowed(&limits, Action::Confirm, client(1)), 5);
}

#[test]
fn clients_and_sites_do_not_disturb_each_other() {
    let (_, limits) = limits(|_| ());
    assert_eq!(allowed(&limits, Action::Post, client(1)), 5);
    assert_eq!(allowed(&limits, Action::Post, client(2)), 5);
    assert!(limits.check(Action::Post, Some(SiteId(2)), client(1)).is_ok());
    let v6 = |text: &str| ClientAddr::new(text.parse().unwrap());
    assert_eq!(allowed(&limits, Action::Post, v6("2001:db8::1")), 5);
    assert_eq!(allowed(&limits, Action::Post, v6("2001:db8::2")), 0, "one subscriber, many addresses");
}

#[test]
fn the_hour_counts_beside_the_minute() {
    let (fake, limits) = limits(|_| ());
    let mut posted = 0;
    for _ in 0..20 {
        posted += allowed(&limits, Action::Post, client(1));
        fake.advance(Duration::from_secs(60));
    }
    assert_eq!(posted, 30 + 9, "thirty at once and one more in two minutes");
}

#[test]
fn a_neighbourhood_may_do_eight_times_what_one_client_may() {
    let (_, limits) = limits(|_| ());
    let total: usize =
        (0..=255).map(|last| allowed(&limits, Action::Confirm, ClientAddr::new(IpAddr::from([192, 0, 2, last])))).sum();
    assert_eq!(total, 5 * 8);
}

#[test]
fn a_refused_client_does_not_use_up_the_site() {
    let (_, limits) = limits(|c| c.site_posts_per_minute = 10);
    for _ in 0..1_000 {
        let _ = limits.check(Action::Post, SITE, client(1));
    }
    assert_eq!(allowed(&limits, Action::Post, client(2)), 5, "five were left of ten");
    assert_eq!(allowed(&limits, Action::Post, client(3)), 0, "the site is full");
    assert!(limits.check(Action::Post, Some(SiteId(2)), client(3)).is_ok());
}

#[test]
fn a_thread_and_an_address_have_limits_of_their_own() {
    let (fake, limits) = limits(|_| ());
    let thread = |key: &str| (0..1_000).take_while(|_| limits.check_thread(SiteId(1), key).is_ok()).count();
    assert_eq!((thread("a"), thread("a"), thread("b")), (60, 0, 60));
    let email = |hash: &[u8]| (0..1_000).take_while(|_| limits.check_email(SiteId(1), hash).is_ok()).count();
    assert_eq!((email(b"one"), email(b"one"), email(b"two")), (10, 0, 10));
    fake.advance(Duration::from_secs(360));
    assert_eq!(email(b"one"), 1);
}

#[test]
fn beyond_the_bound_new_clients_share_one_bucket() {
    let (fake, clock) = clock();
    let limits = Limits::bounded(&config::Limits::default(), &clock, 100);
    for n in 0..100 {
        assert!(limits.check(Action::Confirm, None, client(n)).is_ok());
    }
    let newcomers = (100..200).filter(|n| limits.check(Action::Confirm, None, client(*n)).is_ok()).count();
    assert_eq!(newcomers, 5, "a hundred newcomers have one client's limit together");
    assert!(limits.check(Action::Confirm, None, client(7)).is_ok(), "those who are known keep theirs");
    assert!(limits.len() <= 2 * 100, "two tables of a hundred");

    fake.advance(Duration::from_secs(7_200));
    limits.retain_recent();
    assert!(limits.is_empty());
    assert_eq!(allowed(&limits, Action::Confirm, client(500)), 5);
}

#[test]
fn a_client_that_is_still_over_its_limit_is_not_forgotten() {
    let (fake, limits) = limits(|_| ());
    assert_eq!(allowed(&limits, Action::Confirm, client(1)), 5);
    fake.advance(Duration::from_secs(60));
    limits.retain_recent();
    assert_eq!(allowed(&limits, Action::Confirm, client(1)), 0);
}

#[test]
fn switched_off_nothing_is_refused_or_remembered() {
    let (_, limits) = limits(|c| c.enabled = false);
    assert_eq!(allowed(&limits, Action::Post, client(1)), 100_000);
    assert!(limits.check_thread(SiteId(1), "a").is_ok() && limits.check_email(SiteId(1), b"x").is_ok());
    assert!(limits.is_empty());
}

#[tokio::test]
async fn housekeeping_ends_with_the_service() {
    let (_, limits) = limits(|_| ());
    let stop = CancellationToken::new();
    let running = tokio::spawn(svar::http::limits::housekeep(Arc::new(limits), stop.clone()));
    stop.cancel();
    running.await.unwrap();
}
