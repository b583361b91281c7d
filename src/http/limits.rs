//! How often one client may ask, in memory: governor's GCRA, one limiter a rule, keyed by site and
//! client.
//!
//! Checking and counting is one step. Memory is bounded: a limiter holds at most
//! [`Limits::MAX_KEYS`] keys, and beyond that all new ones share a single bucket, so that an
//! attacker with many addresses can fill the table but not the machine. Nothing here knows an
//! address or an e-mail in the clear: keys are networks and hashes.

mod keys;

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::{Quota, RateLimiter, clock};
use tokio_util::sync::CancellationToken;

use self::keys::BoundedKeys;
use super::client::{ClientAddr, ClientKey};
use crate::config;
use crate::domain::site::SiteId;

/// What is done, as the limits tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A thread, a count, a feed.
    Read,
    /// A new comment.
    Post,
    /// Edit, withdraw, preview, vote, report.
    Edit,
    /// An attempt to sign in.
    Login,
    /// Asking for a mail that confirms an address.
    Confirm,
}

impl Action {
    /// The word in the metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Post => "post",
            Self::Edit => "edit",
            Self::Login => "login",
            Self::Confirm => "confirm",
        }
    }
}

/// Refused: ask again in this many seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub u64);

/// All limits of one service. Cheap to share, never global.
pub struct Limits {
    rules: Option<Rules>,
    hasher: RandomState,
}

struct Rules {
    read: PerClient,
    post: PerClient,
    post_hour: PerClient,
    edit: PerClient,
    login: PerClient,
    login_hour: PerClient,
    confirm: PerClient,
    site_posts: Rule,
    thread_posts: Rule,
    email_posts: Rule,
}

impl Rules {
    fn all(&self) -> impl Iterator<Item = &Rule> {
        let clients =
            [&self.read, &self.post, &self.post_hour, &self.edit, &self.login, &self.login_hour, &self.confirm];
        let single = [&self.site_posts, &self.thread_posts, &self.email_posts];
        clients.into_iter().flat_map(|rule| [&rule.one, &rule.wide]).chain(single)
    }
}

impl Limits {
    pub const MAX_KEYS: usize = 200_000;
    pub const HOUSEKEEPING: Duration = Duration::from_secs(60);
    /// A neighbourhood (/24, /48) may do this many times what one client may.
    pub const WIDE: u32 = 8;

    pub fn new(limits: &config::Limits, clock: &LimitClock) -> Self {
        Self::bounded(limits, clock, Self::MAX_KEYS)
    }

    /// With another bound on the keys of each limiter; at least one.
    pub fn bounded(limits: &config::Limits, clock: &LimitClock, keys: usize) -> Self {
        let minute = |rate, burst| PerClient::new(MINUTE, rate, burst, clock, keys);
        let hour = |rate| PerClient::new(HOUR, rate, rate, clock, keys);
        let rule = |period, rate| Rule::new(period, rate, rate, clock, keys);
        let rules = limits.enabled.then(|| Rules {
            read: minute(limits.read_per_minute, limits.read_burst),
            post: minute(limits.post_per_minute, limits.post_burst),
            post_hour: hour(limits.post_per_hour),
            edit: minute(limits.edit_per_minute, limits.edit_per_minute),
            login: minute(limits.login_per_minute, limits.login_per_minute),
            login_hour: hour(limits.login_per_hour),
            confirm: hour(limits.confirm_per_hour),
            site_posts: rule(MINUTE, limits.site_posts_per_minute),
            thread_posts: rule(MINUTE, limits.thread_posts_per_minute),
            email_posts: rule(HOUR, limits.email_posts_per_hour),
        });
        Self { rules, hasher: RandomState::new() }
    }

    /// Counts one `action` of a client at a site (`None` where no site is addressed, as at sign-in),
    /// before any work is done for it.
    ///
    /// # Errors
    /// When the client, its neighbourhood or, for a post, the whole site is over its limit. A client
    /// that is refused does not use up what others share.
    pub fn check(&self, action: Action, site: Option<SiteId>, client: ClientAddr) -> Result<(), RetryAfter> {
        let Some(rules) = &self.rules else { return Ok(()) };
        match action {
            Action::Read => rules.read.check(site, client),
            Action::Edit => rules.edit.check(site, client),
            Action::Confirm => rules.confirm.check(site, client),
            Action::Login => {
                rules.login.check(site, client)?;
                rules.login_hour.check(site, client)
            }
            Action::Post => {
                rules.post.check(site, client)?;
                rules.post_hour.check(site, client)?;
                rules.site_posts.check(&Key { site, who: Who::Everybody })
            }
        }
    }

    /// Counts a post to a thread, named by its key.
    ///
    /// # Errors
    /// When the thread gets more posts than people can read.
    pub fn check_thread(&self, site: SiteId, thread_key: &str) -> Result<(), RetryAfter> {
        let Some(rules) = &self.rules else { return Ok(()) };
        rules.thread_posts.check(&self.hashed(site, thread_key.as_bytes()))
    }

    /// Counts a post under an e-mail address, handed in as its keyed hash.
    ///
    /// # Errors
    /// When that address posted too often at this site.
    pub fn check_email(&self, site: SiteId, email_hash: &[u8]) -> Result<(), RetryAfter> {
        let Some(rules) = &self.rules else { return Ok(()) };
        rules.email_posts.check(&self.hashed(site, email_hash))
    }

    /// Forgets every key that has been quiet long enough to be as good as new.
    pub fn retain_recent(&self) {
        for rule in self.rules.iter().flat_map(Rules::all) {
            rule.limiter.retain_recent();
        }
    }

    /// How many keys are held in all limiters together.
    pub fn len(&self) -> usize {
        self.rules.iter().flat_map(Rules::all).map(|rule| rule.limiter.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The random state is this process's own, so nobody outside can make two keys meet.
    fn hashed(&self, site: SiteId, bytes: &[u8]) -> Key {
        Key { site: Some(site), who: Who::Hashed(self.hasher.hash_one(bytes)) }
    }
}

/// Runs [`Limits::retain_recent`] every minute until the service stops.
pub async fn housekeep(limits: Arc<Limits>, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(Limits::HOUSEKEEPING)).await.is_some() {
        limits.retain_recent();
    }
}

/// The time that limits count in: it must never be set back, so the wall clock is no good.
#[derive(Clone)]
pub struct LimitClock(Arc<dyn Fn() -> Duration + Send + Sync>);

impl LimitClock {
    pub fn monotonic() -> Self {
        let start = Instant::now();
        Self::from_fn(move || start.elapsed())
    }

    /// A clock that somebody else moves: the time since any fixed moment.
    pub fn from_fn(since_start: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(since_start))
    }
}

impl clock::Clock for LimitClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        (self.0)().into()
    }
}

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Key {
    site: Option<SiteId>,
    who: Who,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Who {
    Client(ClientKey),
    Hashed(u64),
    Everybody,
}

/// A rule for one client together with its wider one.
struct PerClient {
    one: Rule,
    wide: Rule,
}

impl PerClient {
    fn new(period: Duration, rate: u32, burst: u32, clock: &LimitClock, keys: usize) -> Self {
        let wide = |n: u32| n.saturating_mul(Limits::WIDE);
        Self {
            one: Rule::new(period, rate, burst, clock, keys),
            wide: Rule::new(period, wide(rate), wide(burst), clock, keys),
        }
    }

    fn check(&self, site: Option<SiteId>, client: ClientAddr) -> Result<(), RetryAfter> {
        self.one.check(&Key { site, who: Who::Client(client.key()) })?;
        self.wide.check(&Key { site, who: Who::Client(client.wide()) })
    }
}

struct Rule {
    limiter: RateLimiter<Key, BoundedKeys<Key>, LimitClock, NoOpMiddleware<Nanos>>,
    clock: LimitClock,
}

impl Rule {
    /// `rate` in `period`, of which `burst` may come at once. Zeros count as one: a limit that lets
    /// nothing through is no limit but a switch.
    fn new(period: Duration, rate: u32, burst: u32, clock: &LimitClock, keys: usize) -> Self {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let every = period / at_least_one(rate).get();
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let quota = quota.allow_burst(at_least_one(burst));
        Self { limiter: RateLimiter::new(quota, BoundedKeys::new(keys), clock.clone()), clock: clock.clone() }
    }

    fn check(&self, key: &Key) -> Result<(), RetryAfter> {
        self.limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            RetryAfter(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1))
        })
    }
}
