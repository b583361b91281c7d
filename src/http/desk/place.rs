//! The desk's own pages, as somewhere to go (back) to.
//!
//! What a form or a query names is read into one of these and written anew, so that no address that
//! somebody else made is ever redirected to.

use super::asked::Asked;
use crate::domain::comment::{CommentId, Queue, Status};
use crate::domain::person::PersonId;
use crate::domain::site::SiteKey;
use crate::domain::thread::ThreadId;
use crate::http::view::desk::settings::Tab;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first page of whoever is signed in.
    Desk,
    /// `after`: the cursor of a later part.
    Queue {
        site: SiteKey,
        queue: Queue,
        after: Option<String>,
    },
    Comment {
        site: SiteKey,
        id: CommentId,
    },
    /// A search, with what is searched for.
    Comments {
        site: SiteKey,
        asked: Asked,
    },
    /// The articles of which one may ask for some words.
    Threads {
        site: SiteKey,
        words: String,
    },
    Thread {
        site: SiteKey,
        id: ThreadId,
    },
    /// What the moderator did.
    Mine {
        site: SiteKey,
    },
    Bans {
        site: SiteKey,
    },
    People {
        site: SiteKey,
    },
    Person {
        site: SiteKey,
        id: PersonId,
    },
    Settings {
        site: SiteKey,
        tab: Tab,
    },
    /// The queue that is asked about again.
    Recheck {
        site: SiteKey,
    },
    /// The moderator's own account.
    Profile,
}

impl Place {
    pub fn queue(site: &SiteKey, status: Status) -> Self {
        Self::Queue { site: site.clone(), queue: Queue::Of(status), after: None }
    }

    /// Reads a path of [`Place::path`]; `None` for everything else.
    pub fn parse(path: &str) -> Option<Self> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut parts = path.strip_prefix("/desk")?.split('/').skip(1);
        let Some(site) = parts.next() else { return Some(Self::Desk) };
        if path == "/desk/profile" {
            return Some(Self::Profile);
        }
        let site = SiteKey::parse(site).ok()?;
        let place = match (parts.next()?, parts.next()) {
            ("queue", None) => {
                let query = super::fields::Fields::parse(query.as_bytes());
                let queue = query.get("status").map_or(Some(Queue::Of(Status::Pending)), Queue::from_word)?;
                let after = query.get("after").filter(|c| is_cursor(c)).map(str::to_owned);
                Self::Queue { site, queue, after }
            }
            ("comments", None) => {
                Self::Comments { site, asked: Asked::read(&super::fields::Fields::parse(query.as_bytes())) }
            }
            ("threads", None) => {
                let query = super::fields::Fields::parse(query.as_bytes());
                Self::Threads { site, words: query.get("q").unwrap_or_default().chars().take(300).collect() }
            }
            ("threads", Some(id)) => Self::Thread { site, id: ThreadId(id.parse().ok()?) },
            ("comments", Some(id)) => Self::Comment { site, id: CommentId(id.parse().ok()?) },
            ("mine", None) => Self::Mine { site },
            ("bans", None) => Self::Bans { site },
            ("recheck", None) => Self::Recheck { site },
            ("people", None) => Self::People { site },
            ("people", Some(id)) => Self::Person { site, id: PersonId(id.parse().ok().filter(|id| *id > 0)?) },
            ("jobs", None) => Self::Settings { site, tab: Tab::Jobs },
            ("settings", tab) => Self::Settings { site, tab: tab.map_or(Some(Tab::Site), Tab::from_word)? },
            _ => return None,
        };
        parts.next().is_none().then_some(place)
    }

    /// Path and query, from the root.
    pub fn path(&self) -> String {
        match self {
            Self::Desk => "/desk".to_owned(),
            Self::Queue { site, queue, after } => {
                let after = after.as_ref().map_or(String::new(), |cursor| format!("&after={cursor}"));
                format!("/desk/{}/queue?status={}{after}", site.as_str(), queue.as_str())
            }
            Self::Comment { site, id } => format!("/desk/{}/comments/{}", site.as_str(), id.0),
            Self::Comments { site, asked } => format!("/desk/{}/comments{}", site.as_str(), asked.query()),
            Self::Threads { site, words } if words.is_empty() => format!("/desk/{}/threads", site.as_str()),
            Self::Threads { site, words } => {
                let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
                format!("/desk/{}/threads?q={words}", site.as_str())
            }
            Self::Thread { site, id } => format!("/desk/{}/threads/{}", site.as_str(), id.0),
            Self::Mine { site } => format!("/desk/{}/mine", site.as_str()),
            Self::Bans { site } => format!("/desk/{}/bans", site.as_str()),
            Self::Recheck { site } => format!("/desk/{}/recheck", site.as_str()),
            Self::Profile => "/desk/profile".to_owned(),
            Self::People { site } => format!("/desk/{}/people", site.as_str()),
            Self::Person { site, id } => format!("/desk/{}/people/{}", site.as_str(), id.0),
            Self::Settings { site, tab } => format!("/desk/{}/settings/{}", site.as_str(), tab.word()),
        }
    }

    /// The place, with one more thing in its query.
    pub fn with(&self, name: &str, value: &str) -> String {
        let path = self.path();
        let mark = if path.contains('?') { '&' } else { '?' };
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        format!("{path}{mark}{name}={value}")
    }

    pub fn site(&self) -> Option<&SiteKey> {
        match self {
            Self::Desk | Self::Profile => None,
            Self::Queue { site, .. }
            | Self::Comment { site, .. }
            | Self::Comments { site, .. }
            | Self::Threads { site, .. }
            | Self::Thread { site, .. }
            | Self::Mine { site }
            | Self::Bans { site }
            | Self::Recheck { site }
            | Self::People { site }
            | Self::Person { site, .. }
            | Self::Settings { site, .. } => Some(site),
        }
    }
}

/// The alphabet of cursors; what a cursor says is checked by its signature when it is used.
fn is_cursor(text: &str) -> bool {
    (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
