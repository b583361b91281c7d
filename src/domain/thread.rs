//! A thread: the comments of one article, and the address of that article.

use std::sync::Arc;

use url::Url;

use super::clock::Timestamp;
use super::normal;
use super::policy::Policy;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadId(pub i64);

/// What a thread is found by: an id that the owner gives, else the page's canonical address. Cheap to clone, for all
/// that is kept in memory is kept by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThreadKey(Arc<str>);

impl ThreadKey {
    pub const MAX_BYTES: usize = 2_048;

    /// One line of 1 to 2,048 bytes. `None` when it is empty or too long.
    pub fn parse(raw: &str) -> Option<Self> {
        let key = normal::line(raw);
        (!key.is_empty() && key.len() <= Self::MAX_BYTES).then(|| Self(key.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&PageUrl> for ThreadKey {
    fn from(url: &PageUrl) -> Self {
        Self(url.as_str().into())
    }
}

/// The address of an article: absolute http(s), without fragment, user part and tracking parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUrl(Url);

impl PageUrl {
    pub const MAX_BYTES: usize = 2_048;

    /// Parameters that say where a reader came from, never which article it is.
    const TRACKING: [&'static str; 9] =
        ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_ga"];

    pub fn parse(raw: &str) -> Option<Self> {
        if raw.len() > Self::MAX_BYTES {
            return None;
        }
        let mut url = Url::parse(raw.trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return None;
        }
        url.set_fragment(None);
        url.set_username("").ok()?;
        url.set_password(None).ok()?;
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !name.starts_with("utm_") && !Self::TRACKING.contains(&name.as_ref()))
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect();
        let dropped = kept.len() != url.query_pairs().count();
        if kept.is_empty() {
            url.set_query(None);
        } else if dropped {
            url.query_pairs_mut().clear().extend_pairs(kept);
        }
        (url.as_str().len() <= Self::MAX_BYTES).then_some(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub fn url(&self) -> &Url {
        &self.0
    }
}

/// A thread as readers see it. One that nobody wrote in has no row, and `id` is `None`.
#[derive(Clone, Debug)]
pub struct Thread {
    pub id: Option<ThreadId>,
    pub key: ThreadKey,
    pub url: Option<PageUrl>,
    pub title: Option<String>,
    pub created: Option<Timestamp>,
    /// Closed by a moderator at this time.
    pub closed: Option<Timestamp>,
    /// From this moment on nobody writes here, because a moderator said so; before the site's own rule.
    pub closes: Option<Timestamp>,
    /// Approved comments.
    pub count: i64,
    /// Top-level comments that are shown, tombstones included.
    pub top: i64,
    /// Grows with every change that a reader could see. 0: nobody wrote yet.
    pub version: i64,
}

impl Thread {
    pub const TITLE_GRAPHEMES: usize = 300;

    /// Whether the address is its own, so that what a request says about it changes nothing.
    pub fn has_own_url(&self) -> bool {
        self.id.is_some() && self.url.is_some()
    }

    pub fn empty(key: ThreadKey, url: Option<PageUrl>) -> Self {
        Self {
            id: None,
            key,
            url,
            title: None,
            created: None,
            closed: None,
            closes: None,
            count: 0,
            top: 0,
            version: 0,
        }
    }

    /// When the thread closes: at the moment that a moderator chose, else by age, if the policy says so and somebody
    /// has written in it.
    pub fn closes_at(&self, policy: &Policy) -> Option<Timestamp> {
        let days = i64::from(policy.close_after_days);
        let by_age = self.created.filter(|_| days > 0).map(|created| created.plus(days * Timestamp::DAY));
        self.closes.or(by_age)
    }

    pub fn is_open(&self, policy: &Policy, now: Timestamp) -> bool {
        self.closed.is_none() && self.closes_at(policy).is_none_or(|end| now < end)
    }
}
