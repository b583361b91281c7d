//! What people marked as spam lately, of several sites, in memory: every comment that comes is compared with it, and it
//! changes only when somebody decides.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Marked;
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;

/// As it was after this decision, at this time.
#[derive(Clone)]
struct Seen {
    decision: i64,
    at: Timestamp,
    marked: Arc<[Marked]>,
}

/// So long what is gone without a decision (an author's edit, a purge, what became too old) may still be compared with.
const FRESH: i64 = Timestamp::MINUTE;
/// Some fifty kilobytes each; sites beyond these are asked for again.
const MOST: usize = 64;

#[derive(Default)]
pub struct Lately(Mutex<HashMap<i64, Seen>>);

impl Lately {
    /// What was kept of a site whose last decision is this one.
    pub fn get(&self, site: SiteId, decision: i64, now: Timestamp) -> Option<Arc<[Marked]>> {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = sites.get(&site.0).filter(|seen| seen.decision == decision)?;
        (0..FRESH).contains(&now.since(seen.at)).then(|| seen.marked.clone())
    }

    /// Keeps what was asked for after this decision. What is newer than it may be in it already: the next decision's
    /// number asks again.
    pub fn put(&self, site: SiteId, decision: i64, now: Timestamp, marked: Arc<[Marked]>) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is gone from the database goes from memory as well, as soon as somebody writes anywhere.
        sites.retain(|_, seen| (0..FRESH).contains(&now.since(seen.at)));
        if sites.len() >= MOST && !sites.contains_key(&site.0) {
            let other = sites.keys().next().copied();
            other.and_then(|other| sites.remove(&other));
        }
        sites.insert(site.0, Seen { decision, at: now, marked });
    }
}
