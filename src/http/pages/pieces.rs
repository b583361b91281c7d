//! A page of which the most is the same for everybody: that part is sent from where it is kept, and only the rest is
//! written for this reader.
//!
//! The bytes are the same as if all had been written. Nothing of one reader's may get into what is shared.

use std::convert::Infallible;
use std::fmt;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

/// Less than this is sooner copied than sent by itself.
const WORTH: usize = 4 * 1024;

/// Takes a page as it is written, in order.
pub struct Pieces {
    shared: Bytes,
    done: Vec<Bytes>,
    own: String,
}

impl Pieces {
    /// `shared`: what stands ready, parts of which will be written.
    pub fn sharing(shared: Bytes) -> Self {
        Self { shared, done: Vec::new(), own: String::with_capacity(2 * WORTH) }
    }

    fn is_shared(&self, text: &str) -> bool {
        let (whole, part) = (self.shared.as_ptr_range(), text.as_bytes().as_ptr_range());
        whole.start <= part.start && part.end <= whole.end
    }

    fn close(&mut self) {
        if !self.own.is_empty() {
            self.done.push(std::mem::take(&mut self.own).into());
        }
    }
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() < WORTH || !self.is_shared(text) {
            self.own.push_str(text);
        } else {
            self.close();
            self.done.push(self.shared.slice_ref(text.as_bytes()));
        }
        Ok(())
    }
}

impl IntoResponse for Pieces {
    fn into_response(mut self) -> Response {
        self.close();
        let length: usize = self.done.iter().map(Bytes::len).sum();
        let mut response =
            Response::new(Body::from_stream(stream::iter(self.done.into_iter().map(Ok::<_, Infallible>))));
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        response
    }
}
