//! A page of which the most is the same for everybody: that part is sent from where it is kept, and only the rest is
//! written for this reader.
//!
//! The bytes are the same as if all had been written. Nothing of one reader's may get into what is shared.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

/// Less than this is sooner copied than sent by itself.
const WORTH: usize = 4 * 1024;

/// Takes a page as it is written, in order.
pub struct Pieces {
    shared: Bytes,
    done: InOrder,
    own: String,
}

impl Pieces {
    /// `shared`: what stands ready, parts of which will be written.
    pub fn sharing(shared: Bytes) -> Self {
        Self { shared, done: InOrder::default(), own: String::new() }
    }

    fn is_shared(&self, text: &str) -> bool {
        let (whole, part) = (self.shared.as_ptr_range(), text.as_bytes().as_ptr_range());
        whole.start <= part.start && part.end <= whole.end
    }

    fn close(&mut self) {
        if !self.own.is_empty() {
            self.done.0.push_back(std::mem::take(&mut self.own).into());
        }
    }
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() < WORTH || !self.is_shared(text) {
            if self.own.is_empty() {
                self.own.reserve(2 * WORTH);
            }
            self.own.push_str(text);
        } else {
            self.close();
            self.done.0.push_back(self.shared.slice_ref(text.as_bytes()));
        }
        Ok(())
    }
}

impl IntoResponse for Pieces {
    fn into_response(mut self) -> Response {
        self.close();
        Response::new(Body::new(self.done))
    }
}

/// Pieces in their order, as a body that knows how long it is.
#[derive(Default)]
struct InOrder(VecDeque<Bytes>);

impl HttpBody for InOrder {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.iter().map(|piece| piece.len() as u64).sum())
    }
}
