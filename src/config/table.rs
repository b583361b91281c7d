//! The settings, a row each: name, what it takes, how it is written into the typed sections.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use lettre::message::Mailbox;
use secrecy::SecretString;
use url::Url;

use super::{Config, DatabaseTarget, LogFormat};
use crate::domain::site::Origin;

/// A value as it was found, before anybody knows what it should be.
#[derive(Clone, PartialEq)]
pub enum Raw {
    /// Out of the environment or from a flag: text that may stand for any kind.
    Word(String),
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<String>),
    /// A kind that no setting takes.
    Other,
}

pub struct Setting {
    /// `section.name`.
    pub key: &'static str,
    /// Completes the sentence "KEY takes …".
    pub takes: &'static str,
    /// Its value is never shown; it may also be given as `KEY_file`.
    pub secret: bool,
    /// Writes the value, or says by `None` that it does not fit.
    pub set: fn(&mut Config, &Raw) -> Option<()>,
}

type Set = fn(&mut Config, &Raw) -> Option<()>;

const fn open(key: &'static str, takes: &'static str, set: Set) -> Setting {
    Setting { key, takes, secret: false, set }
}

const fn secret(key: &'static str, takes: &'static str, set: Set) -> Setting {
    Setting { key, takes, secret: true, set }
}

/// The row beside a secret's: names a file that holds it. Reading it is the business of `layers`.
const fn file(key: &'static str) -> Setting {
    open(key, "the path of a file, or \"\" for none", |_, raw| raw.text().map(|_| ()))
}

const LISTEN: &str = "an IP address and a port such as 127.0.0.1:8080";
const RATE: &str = "a whole number from 1 to 1000000 (to turn limits off, set limits.enabled)";
const RATES: RangeInclusive<i64> = 1..=1_000_000;

#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    open("server.listen", LISTEN, |c, v| put(&mut c.server.listen, v.parsed())),
    open("server.public_url", "an address such as https://comments.example.dk, without a path, or \"\"",
        |c, v| put(&mut c.server.public_url, v.optional(|s| Origin::parse(s).ok()))),
    open("server.hosts", "a list of host names such as [\"comments.example.dk\"]",
        |c, v| put(&mut c.server.hosts, v.list(host))),
    open("server.metrics_listen", "an IP address and a port such as 127.0.0.1:9090, or \"\"",
        |c, v| put(&mut c.server.metrics_listen, v.optional(|s| s.parse::<SocketAddr>().ok()))),
    open("server.trusted_proxies", "a list of networks such as [\"10.0.0.0/8\", \"::1\"]",
        |c, v| put(&mut c.server.trusted_proxies, v.list(network))),
    open("server.i_know_every_peer_is_my_proxy", "true or false",
        |c, v| put(&mut c.server.i_know_every_peer_is_my_proxy, v.flag())),
    open("server.forwarded_header", "the name of a header such as x-forwarded-for or forwarded",
        |c, v| put(&mut c.server.forwarded_header, v.text().and_then(header))),
    open("server.max_connections", "a whole number from 1 to 100000",
        |c, v| put(&mut c.server.max_connections, v.number(1..=100_000))),
    open("server.max_connections_per_client", "a whole number from 1 to 100000",
        |c, v| put(&mut c.server.max_connections_per_client, v.number(1..=100_000))),
    open("server.max_requests", "a whole number from 1 to 100000",
        |c, v| put(&mut c.server.max_requests, v.number(1..=100_000))),
    open("server.max_posts", "a whole number from 1 to 100000",
        |c, v| put(&mut c.server.max_posts, v.number(1..=100_000))),
    open("server.shutdown_seconds", "a number of seconds from 0 to 3600",
        |c, v| put(&mut c.server.shutdown, v.number(0..=3_600).map(Duration::from_secs))),

    secret("database.url", "postgres://… or sqlite:PATH, or \"\" for a SQLite file in database.data_dir",
        |c, v| put(&mut c.database.url, v.secret(|s| DatabaseTarget::parse(s).is_some()))),
    file("database.url_file"),
    open("database.data_dir", "the path of a folder", |c, v| put(&mut c.database.data_dir, v.path()?)),
    open("database.key_file", "the path of a file, or \"\" for svar.key in database.data_dir",
        |c, v| put(&mut c.database.key_file, v.path())),
    open("database.max_connections", "a whole number from 1 to 1000",
        |c, v| put(&mut c.database.max_connections, v.number(1..=1_000))),

    open("limits.enabled", "true or false", |c, v| put(&mut c.limits.enabled, v.flag())),
    open("limits.read_per_minute", RATE, |c, v| put(&mut c.limits.read_per_minute, v.number(RATES))),
    open("limits.read_burst", RATE, |c, v| put(&mut c.limits.read_burst, v.number(RATES))),
    open("limits.post_per_minute", RATE, |c, v| put(&mut c.limits.post_per_minute, v.number(RATES))),
    open("limits.post_burst", RATE, |c, v| put(&mut c.limits.post_burst, v.number(RATES))),
    open("limits.post_per_hour", RATE, |c, v| put(&mut c.limits.post_per_hour, v.number(RATES))),
    open("limits.site_posts_per_minute", RATE, |c, v| put(&mut c.limits.site_posts_per_minute, v.number(RATES))),
    open("limits.thread_posts_per_minute", RATE, |c, v| put(&mut c.limits.thread_posts_per_minute, v.number(RATES))),
    open("limits.email_posts_per_hour", RATE, |c, v| put(&mut c.limits.email_posts_per_hour, v.number(RATES))),
    open("limits.edit_per_minute", RATE, |c, v| put(&mut c.limits.edit_per_minute, v.number(RATES))),
    open("limits.login_per_minute", RATE, |c, v| put(&mut c.limits.login_per_minute, v.number(RATES))),
    open("limits.login_per_hour", RATE, |c, v| put(&mut c.limits.login_per_hour, v.number(RATES))),
    open("limits.confirm_per_hour", RATE, |c, v| put(&mut c.limits.confirm_per_hour, v.number(RATES))),
    open("limits.challenge_bits", "a whole number from 1 to 18",
        |c, v| put(&mut c.limits.challenge_bits, v.number(1..=18))),

    secret("akismet.key", "the key of an account, without spaces, or \"\" for none",
        |c, v| put(&mut c.akismet.key, v.secret(|s| s.bytes().all(|b| b.is_ascii_graphic())))),
    file("akismet.key_file"),
    open("akismet.url", "an http or https address, or \"\" for the real service",
        |c, v| put(&mut c.akismet.url, v.optional(web))),
    open("akismet.budget_ms", "a number of milliseconds from 100 to 15000",
        |c, v| put(&mut c.akismet.budget, v.number(100..=15_000).map(Duration::from_millis))),

    secret("smtp.url", "smtp://user:password@host:port or smtps://…, or \"\" for no mail",
        |c, v| put(&mut c.smtp.url, v.secret(mail_server))),
    file("smtp.url_file"),
    open("smtp.from", "a mail address such as \"Svar <svar@example.dk>\", or \"\"",
        |c, v| put(&mut c.smtp.from, v.optional(|s| s.parse::<Mailbox>().ok().map(|_| s.to_owned())))),

    open("cache.megabytes", "a whole number from 1 to 65536",
        |c, v| put(&mut c.cache.megabytes, v.number(1..=65_536))),

    open("log.level", "error, warn, info, debug or trace", |c, v| put(&mut c.log.level, v.text().and_then(level))),
    open("log.format", "json or text", |c, v| put(&mut c.log.format, match v.text()? {
        "json" => Some(LogFormat::Json),
        "text" => Some(LogFormat::Text),
        _ => None,
    })),
];

fn put<T>(slot: &mut T, value: Option<T>) -> Option<()> {
    *slot = value?;
    Some(())
}

impl Raw {
    pub fn text(&self) -> Option<&str> {
        match self {
            Raw::Word(text) | Raw::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    fn parsed<T: std::str::FromStr>(&self) -> Option<T> {
        self.text()?.parse().ok()
    }

    fn flag(&self) -> Option<bool> {
        match self {
            Raw::Flag(flag) => Some(*flag),
            Raw::Word(word) => word.trim().parse().ok(),
            _ => None,
        }
    }

    fn number<T: TryFrom<i64>>(&self, range: RangeInclusive<i64>) -> Option<T> {
        let number = match self {
            Raw::Number(number) => *number,
            Raw::Word(word) => word.trim().parse().ok()?,
            _ => return None,
        };
        range.contains(&number).then(|| T::try_from(number).ok()).flatten()
    }

    /// A TOML list, or words with commas or spaces between them.
    fn list<T>(&self, item: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        match self {
            Raw::List(items) => items.iter().map(|text| item(text.trim())).collect(),
            Raw::Word(words) => words.split([',', ' ']).filter(|w| !w.is_empty()).map(item).collect(),
            _ => None,
        }
    }

    /// Empty text means "none"; the outer `None` is a value that does not fit.
    fn optional<T>(&self, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        match self.text()? {
            "" => Some(None),
            text => read(text).map(Some),
        }
    }

    fn path(&self) -> Option<Option<PathBuf>> {
        self.optional(|text| Some(PathBuf::from(text)))
    }

    fn secret(&self, fits: fn(&str) -> bool) -> Option<Option<SecretString>> {
        self.optional(|text| fits(text).then(|| SecretString::from(text)))
    }
}

/// `10.0.0.0/8`, or one address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse().ok().map(|ip: std::net::IpAddr| IpNet::from(ip)))
}

fn host(text: &str) -> Option<String> {
    Origin::parse(&format!("http://{text}")).ok().map(|origin| origin.authority().to_owned())
}

fn header(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fits.then(|| text.to_ascii_lowercase())
}

fn web(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn mail_server(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host())
}

fn level(text: &str) -> Option<tracing::Level> {
    matches!(text, "error" | "warn" | "info" | "debug" | "trace").then(|| text.parse().ok()).flatten()
}
