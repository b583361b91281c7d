//! What an operator may set: typed sections with defaults, laid over by a file, then `SVAR_*`, then
//! flags.
//!
//! Every key has exactly one row in [`table`], which knows its name, what it takes and how it is
//! written, so that an unknown key or a wrong value can be named in one sentence. Nothing here reads
//! the process environment (it is handed in), and no secret is ever part of a message or of `Debug`.

mod error;
mod layers;
mod table;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

pub use self::error::ConfigError;
pub use self::layers::Overrides;
use crate::domain::site::Origin;

/// The whole configuration, checked.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub limits: Limits,
    pub akismet: Akismet,
    pub smtp: Smtp,
    pub cache: Cache,
    pub log: Log,
}

impl Config {
    /// Defaults, then `file`, then every `SVAR_*` of `env`, then `flags`; secrets that are named by a
    /// file are read from it.
    ///
    /// # Errors
    /// One sentence that names the key, where it was set and what it takes: an unknown key, a value
    /// that does not fit, a file that cannot be read, a secret given twice, settings that contradict
    /// each other.
    pub fn load(
        file: Option<&Path>,
        env: impl IntoIterator<Item = (String, String)>,
        flags: Overrides,
    ) -> Result<Self, ConfigError> {
        let mut layers = layers::Layers::default();
        if let Some(path) = file {
            layers.file(path)?;
        }
        layers.environment(env)?;
        layers.flags(flags)?;
        layers.finish()
    }

    /// Every key that exists, `section.name`, in the order of the sample file.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        table::SETTINGS.iter().map(|setting| setting.key)
    }
}

/// Where the service listens and who stands in front of it.
#[derive(Clone, Debug)]
pub struct Server {
    pub listen: SocketAddr,
    /// `None` while unset; see [`Server::public_origin`].
    pub public_url: Option<Origin>,
    /// Further `Host` values that are answered, lower case, with a port where it is not the scheme's.
    pub hosts: Vec<String>,
    /// Metrics in Prometheus text are served here; `None`: nowhere.
    pub metrics_listen: Option<SocketAddr>,
    pub trusted_proxies: Vec<IpNet>,
    /// Without this word a list that believes everybody (`0.0.0.0/0`, `::/0`) is refused.
    pub i_know_every_peer_is_my_proxy: bool,
    /// The one header that a trusted proxy names the client in, lower case.
    pub forwarded_header: String,
    pub max_connections: usize,
    pub max_connections_per_client: usize,
    /// Requests in handlers at the same time.
    pub max_requests: usize,
    /// Comments that are taken in at the same time.
    pub max_posts: usize,
    /// How long a stopping service waits for what is in flight.
    pub shutdown: Duration,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            hosts: Vec::new(),
            metrics_listen: None,
            trusted_proxies: Vec::new(),
            i_know_every_peer_is_my_proxy: false,
            forwarded_header: "x-forwarded-for".to_owned(),
            max_connections: 4096,
            max_connections_per_client: 64,
            max_requests: 2_048,
            max_posts: 64,
            shutdown: Duration::from_secs(20),
        }
    }
}

impl Server {
    /// What links, CSP and cookies are built from: `public_url`, else `http://` and the address that
    /// is really listened on (`bound`; with port 0 only the running service knows it). An unspecified
    /// address is nothing that can be visited, so loopback stands for it.
    pub fn public_origin(&self, bound: SocketAddr) -> Origin {
        if let Some(origin) = &self.public_url {
            return origin.clone();
        }
        let host = match bound.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        Origin::http(SocketAddr::new(host, bound.port()))
    }
}

/// Where comments are kept.
#[derive(Clone, Debug)]
pub struct Database {
    /// `None`: a SQLite file in `data_dir`.
    pub url: Option<SecretString>,
    pub data_dir: PathBuf,
    /// `None`: `svar.key` in `data_dir`.
    pub key_file: Option<PathBuf>,
    /// Readers on SQLite (there is one writer beside them), all connections on PostgreSQL.
    pub max_connections: u32,
}

/// Which engine, and where.
#[derive(Clone, Debug)]
pub enum DatabaseTarget {
    Sqlite(PathBuf),
    /// The whole address, with its password.
    Postgres(SecretString),
}

impl Default for Database {
    fn default() -> Self {
        Self { url: None, data_dir: PathBuf::from("./svar-data"), key_file: None, max_connections: 8 }
    }
}

impl Database {
    pub const FILE: &str = "svar.db";
    pub const KEY_FILE: &str = "svar.key";

    pub fn target(&self) -> DatabaseTarget {
        let default = || DatabaseTarget::Sqlite(self.data_dir.join(Self::FILE));
        self.url.as_ref().and_then(|url| DatabaseTarget::parse(url.expose_secret())).unwrap_or_else(default)
    }

    /// The file that e-mail addresses are sealed with.
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.data_dir.join(Self::KEY_FILE))
    }
}

impl DatabaseTarget {
    /// `sqlite:PATH`, `sqlite://PATH`, `postgres://…` or `postgresql://…`.
    pub fn parse(url: &str) -> Option<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return (!path.is_empty() && !path.contains('?')).then(|| Self::Sqlite(PathBuf::from(path)));
        }
        let parsed = Url::parse(url).ok()?;
        matches!(parsed.scheme(), "postgres" | "postgresql").then(|| Self::Postgres(SecretString::from(url)))
    }
}

/// How often one client, one site, one thread, one address may ask. Over it: 429.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Off only for load tests.
    pub enabled: bool,
    pub read_per_minute: u32,
    pub read_burst: u32,
    pub post_per_minute: u32,
    pub post_burst: u32,
    pub post_per_hour: u32,
    pub site_posts_per_minute: u32,
    pub thread_posts_per_minute: u32,
    pub email_posts_per_hour: u32,
    pub edit_per_minute: u32,
    pub login_per_minute: u32,
    pub login_per_hour: u32,
    pub confirm_per_hour: u32,
    /// Zero bits that each puzzle of a challenge takes.
    pub challenge_bits: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            enabled: true,
            read_per_minute: 600,
            read_burst: 200,
            post_per_minute: 5,
            post_burst: 5,
            post_per_hour: 30,
            site_posts_per_minute: 120,
            thread_posts_per_minute: 60,
            email_posts_per_hour: 10,
            edit_per_minute: 30,
            login_per_minute: 10,
            login_per_hour: 100,
            confirm_per_hour: 5,
            challenge_bits: 13,
        }
    }
}

/// The outside spam check, for sites without a key of their own.
#[derive(Clone, Debug)]
pub struct Akismet {
    pub key: Option<SecretString>,
    /// Another server that speaks the same protocol; `None`: the real one.
    pub url: Option<Url>,
    /// How long a reader may be kept waiting for the verdict.
    pub budget: Duration,
}

impl Default for Akismet {
    fn default() -> Self {
        Self { key: None, url: None, budget: Duration::from_millis(3_000) }
    }
}

/// How mail leaves. Without `url` nothing offers mail.
#[derive(Clone, Debug, Default)]
pub struct Smtp {
    pub url: Option<SecretString>,
    /// `svar@example.dk` or `Svar <svar@example.dk>`; always set when `url` is.
    pub from: Option<String>,
}

/// Rendered threads that are kept in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache {
    pub megabytes: u64,
}

impl Default for Cache {
    fn default() -> Self {
        Self { megabytes: 64 }
    }
}

/// Structured logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    pub level: tracing::Level,
    pub format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Json,
    Text,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: tracing::Level::INFO, format: LogFormat::Json }
    }
}
