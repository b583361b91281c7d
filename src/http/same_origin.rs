//! Was a form sent from one of our own pages? (Cross-site request forgery.)
//!
//! Browsers say so themselves: first in `Sec-Fetch-Site`, which no page can forge, else in `Origin`.
//! This answers for the browser only. A program that is no browser says nothing and has no session to
//! be ridden on; what it may do is decided by tokens, which are the caller's business.

use axum::http::{HeaderMap, Uri, header};

use super::host::Hosts;

/// Where a form came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormSource {
    /// One of our own pages.
    Own,
    /// Another site's page, or one that hides what it is (`null`): refuse.
    Foreign,
    /// Neither header was sent. A reader's form goes on (its form token tells); at the desk the
    /// session's form token alone decides, and must be there.
    Unsaid,
}

impl FormSource {
    pub fn of(uri: &Uri, headers: &HeaderMap, hosts: &Hosts) -> Self {
        if let Some(word) = single(headers, "sec-fetch-site") {
            return if word == Some("same-origin") { Self::Own } else { Self::Foreign };
        }
        match single(headers, header::ORIGIN.as_str()) {
            Some(Some(origin)) if hosts.is_own_origin(origin, uri, headers) => Self::Own,
            Some(_) => Self::Foreign,
            None => Self::Unsaid,
        }
    }
}

/// `None`: not sent. `Some(None)`: sent twice or not as text, which no browser does.
fn single<'h>(headers: &'h HeaderMap, name: &str) -> Option<Option<&'h str>> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.next().is_some() {
        return Some(None);
    }
    Some(first.to_str().ok())
}
