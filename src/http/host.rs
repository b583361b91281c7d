//! Under which names this service answers.
//!
//! A request for any other `Host` is refused, so that no page of a stranger's domain that points
//! here (DNS rebinding) can read or steer anything, and no link is ever built from what was sent.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Uri, header};

use crate::config::Server;
use crate::domain::site::Origin;

/// The service's own address, and the further names it may be called by.
#[derive(Clone, Debug)]
pub struct Hosts {
    public: Origin,
    aliases: Vec<String>,
    /// While nobody has said what the public address is, every loopback name is as good as the other.
    loopback: bool,
}

/// Why a request's host is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// None, several, or none that can be read (RFC 9112 §3.2: 400).
    Malformed,
    /// A name that is not ours (RFC 9110 §15.5.20: 421).
    Foreign,
}

impl Hosts {
    /// `bound` is the address that is really listened on.
    pub fn new(server: &Server, bound: SocketAddr) -> Self {
        Self {
            public: server.public_origin(bound),
            aliases: server.hosts.clone(),
            loopback: server.public_url.is_none(),
        }
    }

    /// What links, CSP and cookies are built from.
    pub fn public(&self) -> &Origin {
        &self.public
    }

    /// No public address is set, so the same page is visited under several loopback names.
    pub fn is_local(&self) -> bool {
        self.loopback
    }

    /// Checks the host that a request names, in its target or in its one `Host` header.
    ///
    /// # Errors
    /// [`HostError`]. Probes of the machine itself (`/healthz`, `/readyz`) may use any name.
    pub fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), HostError> {
        if matches!(uri.path(), "/healthz" | "/readyz") {
            return Ok(());
        }
        let host = sent(uri, headers).ok_or(HostError::Malformed)?;
        // As nearly everybody writes it.
        if host == self.public.authority() {
            return Ok(());
        }
        let host = lower(host).ok_or(HostError::Malformed)?;
        if self.knows(&host) { Ok(()) } else { Err(HostError::Foreign) }
    }

    /// `origin` is the one that a page of ours has, fetched with these headers. Compared with the host
    /// that was asked for, which [`Hosts::check`] has accepted: on loopback another port is another
    /// program, and none of ours.
    pub fn is_own_origin(&self, origin: &str, uri: &Uri, headers: &HeaderMap) -> bool {
        let scheme = if self.public.is_https() { "https" } else { "http" };
        let asked = || {
            let host = sent(uri, headers).and_then(lower).filter(|host| self.knows(host))?;
            Some(format!("{scheme}://{}", self.without_default_port(&host)))
        };
        origin == self.public.as_str() || asked().is_some_and(|own| own == origin)
    }

    fn knows(&self, host: &str) -> bool {
        let host = self.without_default_port(host);
        host == self.public.authority()
            || self.aliases.iter().any(|alias| alias == host)
            || (self.loopback && is_loopback(host))
    }

    fn without_default_port<'h>(&self, host: &'h str) -> &'h str {
        host.strip_suffix(if self.public.is_https() { ":443" } else { ":80" }).unwrap_or(host)
    }
}

/// The authority that a request is for, as it was written. An absolute target overrides the header.
fn sent<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Option<&'r str> {
    let mut sent = headers.get_all(header::HOST).iter();
    let first = sent.next();
    if sent.next().is_some() {
        return None;
    }
    match uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => first?.to_str().ok(),
    }
}

/// In lower case; `None` for what no host looks like.
fn lower(host: &str) -> Option<String> {
    let shaped = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
    shaped.then(|| host.to_ascii_lowercase())
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let ip = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(name);
    name == "localhost" || ip.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}
