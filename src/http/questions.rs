//! Questions that were understood before.
//!
//! What stands in the query of an address is the same for all readers of an article: read once, it need not be read
//! again while the site's settings stay. Only what was asked is kept here, never what was answered.

use std::hash::Hash;
use std::sync::Arc;

use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};

use crate::domain::site::{Site, SiteId};

/// What queries mean, by site, the site's version and the query as it came.
pub struct Questions<T>(Cache<Known, Arc<T>, Bytewise>);

#[derive(PartialEq, Eq, Hash)]
pub struct Known(SiteId, i64, String);

#[derive(Hash)]
struct Borrowed<'q>(SiteId, i64, &'q str);

impl Equivalent<Known> for Borrowed<'_> {
    fn equivalent(&self, known: &Known) -> bool {
        (self.0, self.1, self.2) == (known.0, known.1, known.2.as_str())
    }
}

#[derive(Clone)]
struct Bytewise;

impl<T> Weighter<Known, Arc<T>> for Bytewise {
    /// The query, and what is made of it: an address stands in it three times. The site itself is held once for all.
    fn weight(&self, Known(_, _, query): &Known, _: &Arc<T>) -> u64 {
        (4 * query.len() + 600) as u64
    }
}

impl<T> Default for Questions<T> {
    /// Half a megabyte: what the articles that are read most are asked by, and all that whoever makes up questions gets.
    fn default() -> Self {
        Self(Cache::with_weighter(500, 512 * 1024, Bytewise))
    }
}

impl<T> Questions<T> {
    /// What `query` means, which is what `read` makes of it. Where it rests on more than the query, it is read each
    /// time.
    ///
    /// # Errors
    /// Those of `read`; they are not kept.
    pub fn understand<E>(
        &self,
        site: &Site,
        query: &str,
        read: impl FnOnce() -> Result<(T, Basis), E>,
    ) -> Result<Arc<T>, E> {
        if let Some(known) = self.0.get(&Borrowed(site.id, site.version, query)) {
            return Ok(known);
        }
        let (meant, basis) = read()?;
        let meant = Arc::new(meant);
        if basis == Basis::Query {
            self.0.insert(Known(site.id, site.version, query.to_owned()), meant.clone());
        }
        Ok(meant)
    }
}

/// What the meaning of a question rests on, besides the site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Query,
    /// A header said something as well.
    Headers,
}
