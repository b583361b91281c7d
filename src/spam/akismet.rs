//! Akismet, the outside check, complete for comments: verify-key, comment-check, submit-spam and
//! submit-ham (the vendor's API 1.1), and any service that speaks the same.
//!
//! An answer counts only when its status is a success and its body is exactly one of the agreed
//! words; everything else is a [`Trouble`], and the caller holds the comment. The key travels in the
//! body, so it is in no host name, path or log; personal data is in no log and no error. Plain http is
//! never spoken to the real service, and nothing falls back to it.

mod check;
mod usage;

use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

pub use check::{Check, Feedback};
pub use usage::Usage;

use crate::egress::{self, Egress, Reply, Target};

const SERVICE: &str = "https://rest.akismet.com";
/// `Application/Version | Plugin/Version`, as the vendor asks.
const AGENT: &str = concat!("Svar/", env!("CARGO_PKG_VERSION"), " | SvarAkismet/", env!("CARGO_PKG_VERSION"));
const THANKS: &str = "Thanks for making the web a better place.";

pub struct Akismet {
    egress: Arc<Egress>,
    target: Target,
}

/// Whose account is asked, and which site about. `blog` is the site's front page with its scheme.
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    pub key: &'a SecretString,
    pub blog: &'a str,
}

impl Akismet {
    /// `base`: the operator's `[akismet] url`, to which the address filter does not apply; without it
    /// the real service is asked, behind the filter.
    pub fn new(egress: Arc<Egress>, base: Option<Url>) -> Result<Self, BadAddress> {
        let target = match base {
            Some(url) => operators_target(url)?,
            None => Target::public(Url::parse(SERVICE).map_err(|_| BadAddress::NotHttp)?),
        };
        Ok(Self { egress, target: target.speaking_as(AGENT) })
    }

    /// Is this spam? `budget` is the longest the caller waits, all in all.
    pub async fn check(&self, cred: Credentials<'_>, check: &Check, budget: Duration) -> Result<Answer, Trouble> {
        let started = Instant::now();
        let mut pairs = check.pairs();
        pairs.extend(check.callback.clone().map(|url| ("callback".to_owned(), url)));
        let answer = self.ask("comment-check", cred, pairs, budget).await;
        let answer = answer.and_then(|reply| read_answer(&reply, cred.key));
        note("comment-check", answer.as_ref().map_or_else(Trouble::as_str, |a| a.opinion.as_str()), started);
        answer
    }

    /// What the account has used this month, over all its sites. The key stands in the address, because the service
    /// takes it nowhere else here; it travels over https, and no address is logged.
    pub async fn usage(&self, key: &SecretString, budget: Duration) -> Result<Usage, Trouble> {
        let started = Instant::now();
        let target = self.target.below("1.2/usage-limit").asking(&[("api_key", key.expose_secret())]);
        let reply = self.egress.get(&target, budget).await.map_err(Trouble::from);
        let usage = reply.and_then(|reply| usage::read(&sorted(reply, key)?));
        note("usage-limit", usage.as_ref().map_or_else(Trouble::as_str, |_| "done"), started);
        usage
    }

    /// Whether the service knows the key and lets this site use it.
    pub async fn verify_key(&self, cred: Credentials<'_>, budget: Duration) -> Result<bool, Trouble> {
        let started = Instant::now();
        // The older parameter; both are sent, as the vendor's own library does.
        let key = vec![("key".to_owned(), cred.key.expose_secret().to_owned())];
        let valid = match self.ask("verify-key", cred, key, budget).await {
            Ok(reply) => {
                if reply.body.trim() == "valid" {
                    Ok(true)
                } else {
                    Err(Trouble::Garbage)
                }
            }
            Err(Trouble::InvalidKey) => Ok(false),
            Err(trouble) => Err(trouble),
        };
        let outcome = valid.as_ref().map_or_else(Trouble::as_str, |v| if *v { "valid" } else { "invalid-key" });
        note("verify-key", outcome, started);
        valid
    }

    /// A person found spam that the service had let pass. `check` is what was sent at first, unchanged.
    pub async fn submit_spam(
        &self,
        cred: Credentials<'_>,
        check: &Check,
        feedback: &Feedback,
        budget: Duration,
    ) -> Result<(), Trouble> {
        self.submit("submit-spam", cred, check, feedback, budget).await
    }

    /// A person found good what the service had called spam.
    pub async fn submit_ham(
        &self,
        cred: Credentials<'_>,
        check: &Check,
        feedback: &Feedback,
        budget: Duration,
    ) -> Result<(), Trouble> {
        self.submit("submit-ham", cred, check, feedback, budget).await
    }

    async fn submit(
        &self,
        method: &'static str,
        cred: Credentials<'_>,
        check: &Check,
        feedback: &Feedback,
        budget: Duration,
    ) -> Result<(), Trouble> {
        let started = Instant::now();
        let mut pairs = check.pairs();
        pairs.extend(feedback.pairs());
        let thanks = self.ask(method, cred, pairs, budget).await;
        let done = thanks.and_then(|reply| if reply.body.trim() == THANKS { Ok(()) } else { Err(Trouble::Garbage) });
        note(method, done.as_ref().map_or_else(Trouble::as_str, |()| "done"), started);
        done
    }

    /// Sends one request about a site.
    async fn ask(
        &self,
        method: &str,
        cred: Credentials<'_>,
        pairs: Vec<(String, String)>,
        budget: Duration,
    ) -> Result<Reply, Trouble> {
        let mut form = vec![
            ("api_key".to_owned(), cred.key.expose_secret().to_owned()),
            ("blog".to_owned(), cred.blog.to_owned()),
        ];
        form.extend(pairs);
        let reply = self.egress.post_form(&self.target.below(&format!("1.1/{method}")), &form, budget).await?;
        sorted(reply, cred.key)
    }
}

/// An answer that may mean something; everything that is none, whatever the method, is a [`Trouble`].
fn sorted(reply: Reply, key: &SecretString) -> Result<Reply, Trouble> {
    match reply.status {
        200..=299 => {}
        429 => return Err(Trouble::TooMany { retry_after: reply.retry_after() }),
        status => return Err(Trouble::Status(status)),
    }
    if reply.body.trim() == "invalid" {
        return Err(Trouble::InvalidKey);
    }
    // The service says that the account or the request is at fault: its body is not a verdict then.
    if reply.header("x-akismet-error").is_some() {
        return Err(Trouble::Account(shown(&reply, "x-akismet-error", key).unwrap_or_default()));
    }
    Ok(reply)
}

/// What the service thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// `recheck_after`: only for now; slower tests are running, ask again after that time.
    Ham { recheck_after: Option<Duration> },
    /// `discard`: so blatant that the service would not even keep it. Kept all the same, for a short time.
    Spam { discard: bool },
}

impl Opinion {
    /// The stable word for metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Ham { recheck_after: None } => "ham",
            Self::Ham { recheck_after: Some(_) } => "provisional",
            Self::Spam { discard: false } => "spam",
            Self::Spam { discard: true } => "discard",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub opinion: Opinion,
    /// The service's own name for this check.
    pub guid: Option<String>,
    /// Something that the owner of the account should know.
    pub alert: Option<Alert>,
    /// The service's hint about what is wrong with the request.
    pub debug_help: Option<String>,
}

/// A word to the owner of the account: limits, a suspended key. The code is a number in practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub code: String,
    pub message: String,
    /// Calls of this month and their limit, as the service wrote them, where the alert is about them.
    pub calls: Option<String>,
    pub limit: Option<String>,
}

/// Why there is no verdict. None of these says anything about the comment: it waits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("Akismet did not answer in time")]
    Timeout,
    #[error("Akismet cannot be reached")]
    Unreachable,
    /// `retry_after`: what the service asks for, at most a day.
    #[error("Akismet says that it is asked too often")]
    TooMany { retry_after: Option<Duration> },
    #[error("Akismet answered with status {0}")]
    Status(u16),
    #[error("Akismet's answer makes no sense")]
    Garbage,
    #[error("Akismet does not accept the key for this site")]
    InvalidKey,
    /// What `X-akismet-error` says, without the key, at most 200 characters.
    #[error("Akismet reports a problem with the account or the request: {0}")]
    Account(String),
    /// Nothing was sent; spends no retry.
    #[error("Akismet failed repeatedly and is left alone for a minute")]
    BreakerOpen,
}

impl Trouble {
    /// The stable word for signals and metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::TooMany { .. } => "too-many",
            Self::Status(_) => "status",
            Self::Garbage => "garbage",
            Self::InvalidKey => "invalid-key",
            Self::Account(_) => "account",
            Self::BreakerOpen => "breaker-open",
        }
    }
}

impl From<egress::Trouble> for Trouble {
    fn from(trouble: egress::Trouble) -> Self {
        match trouble {
            // All places were taken for the whole budget: to the caller the same as no answer in time.
            egress::Trouble::Timeout | egress::Trouble::Busy => Self::Timeout,
            egress::Trouble::Unreachable | egress::Trouble::Refused(_) => Self::Unreachable,
            egress::Trouble::TooLarge => Self::Garbage,
            egress::Trouble::BreakerOpen => Self::BreakerOpen,
        }
    }
}

/// Why `[akismet] url` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    #[error("akismet.url must begin with http:// or https://")]
    NotHttp,
    #[error("akismet.url must begin with https:// for akismet.com: the key and readers' data would travel in clear")]
    PlainHttp,
}

fn operators_target(url: Url) -> Result<Target, BadAddress> {
    match url.scheme() {
        "https" => Ok(Target::operator(url)),
        "http" if is_the_real_service(&url) => Err(BadAddress::PlainHttp),
        "http" => Ok(Target::operator(url)),
        _ => Err(BadAddress::NotHttp),
    }
}

fn is_the_real_service(url: &Url) -> bool {
    let Some(Host::Domain(host)) = url.host() else { return false };
    let host = host.trim_end_matches('.');
    host == "akismet.com" || host.ends_with(".akismet.com")
}

fn read_answer(reply: &Reply, key: &SecretString) -> Result<Answer, Trouble> {
    let opinion = match reply.body.trim() {
        "true" => Opinion::Spam {
            discard: reply.header("x-akismet-pro-tip").is_some_and(|tip| tip.trim().eq_ignore_ascii_case("discard")),
        },
        "false" => Opinion::Ham { recheck_after: recheck_after(reply) },
        _ => return Err(Trouble::Garbage),
    };
    let message = shown(reply, "x-akismet-alert-msg", key).unwrap_or_default();
    Ok(Answer {
        opinion,
        guid: shown(reply, "x-akismet-guid", key),
        alert: shown(reply, "x-akismet-alert-code", key).map(|code| Alert {
            code,
            message,
            calls: shown(reply, "x-akismet-alert-api-calls", key),
            limit: shown(reply, "x-akismet-alert-usage-limit", key),
        }),
        debug_help: shown(reply, "x-akismet-debug-help", key),
    })
}

/// A header that cannot be read still says that the verdict is not final; the service's usual time is
/// two minutes. Never more than a day.
fn recheck_after(reply: &Reply) -> Option<Duration> {
    let header = reply.header("x-akismet-recheck-after")?;
    let seconds = header.trim().parse::<u64>().unwrap_or(120);
    Some(Duration::from_secs(seconds.clamp(1, 24 * 60 * 60)))
}

/// What a header says, fit to be stored and shown to the owner: no control characters, no key, short.
fn shown(reply: &Reply, name: &str, key: &SecretString) -> Option<String> {
    let value = reply.header(name)?;
    let key = key.expose_secret();
    let value = if key.is_empty() { value.into_owned() } else { value.replace(key, "…") };
    let value: String = value.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    if value.is_empty() { None } else { Some(value) }
}

fn note(method: &str, outcome: &str, started: Instant) {
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(method, outcome, duration_ms, "asked Akismet");
}
