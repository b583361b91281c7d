//! The form token that goes with every read of a thread: in a header, so that the bytes themselves can be shared, or in the
//! form of a page.
//!
//! It is bound to no person, and its age is all that is asked of it later. So all who read a thread within a quarter of a
//! second get the same one, instead of a signature each; who posts is taken to have had the form for so much longer at most.

use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use quick_cache::sync::Cache;

use super::reading::Ask;
use super::state::Web;
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadKey;

/// How old a token may be that is given out, in milliseconds.
const SHARED: i64 = Timestamp::SECOND / 4;

const HEADER: HeaderName = HeaderName::from_static("svar-form");

/// The newest token of each of the threads that are read most.
pub struct FormTokens(Cache<(SiteId, ThreadKey), (Timestamp, Arc<str>)>);

impl Default for FormTokens {
    fn default() -> Self {
        Self(Cache::new(1_000))
    }
}

impl Web {
    /// Every read carries a fresh token.
    pub fn put_form_token(&self, ask: &Ask, response: &mut Response) {
        if let Ok(token) = HeaderValue::from_str(&self.form_token(ask)) {
            response.headers_mut().insert(HEADER, token);
        }
    }

    pub fn form_token(&self, ask: &Ask) -> Arc<str> {
        let now = self.services.now();
        let thread = (ask.site.id, ask.address.key.clone());
        let known = self.form_tokens.0.get(&thread).filter(|(issued, _)| (0..SHARED).contains(&now.since(*issued)));
        known.map(|(_, token)| token).unwrap_or_else(|| {
            let token: Arc<str> = self.services.keys.form_token(thread.0, &thread.1, now).into();
            self.form_tokens.0.insert(thread, (now, Arc::clone(&token)));
            token
        })
    }
}
