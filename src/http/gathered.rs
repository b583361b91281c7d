//! Parts of an answer that are ready at the same time, to be handed to the system together.
//!
//! hyper writes once it holds more than its buffer, which one long part is by itself; whatever is short beside it would be
//! a call and a packet of its own, which costs more than copying all of it together. Nothing waits here for what is not
//! ready.

use std::collections::VecDeque;
use std::io::IoSlice;

use axum::body::Bytes;
use hyper::body::Buf;

/// One part, or several in their order.
#[derive(Default)]
pub struct Gathered {
    first: Bytes,
    /// Empty for most answers, and then it takes no memory.
    more: VecDeque<Bytes>,
}

impl Gathered {
    /// So many parts go into one call; a body that is longer than that is ready again at once.
    pub const MOST: usize = 16;

    pub fn push(&mut self, part: Bytes) {
        match self.first.is_empty() {
            true => self.first = part,
            false => self.more.push_back(part),
        }
    }

    pub fn parts(&self) -> usize {
        usize::from(!self.first.is_empty()) + self.more.len()
    }
}

impl Buf for Gathered {
    fn remaining(&self) -> usize {
        self.first.len() + self.more.iter().map(Bytes::len).sum::<usize>()
    }

    fn chunk(&self) -> &[u8] {
        &self.first
    }

    fn chunks_vectored<'a>(&'a self, into: &mut [IoSlice<'a>]) -> usize {
        let parts = std::iter::once(&self.first).chain(&self.more).filter(|part| !part.is_empty());
        let mut filled = 0;
        for (slice, part) in into.iter_mut().zip(parts) {
            *slice = IoSlice::new(part);
            filled += 1;
        }
        filled
    }

    fn advance(&mut self, mut count: usize) {
        while count >= self.first.len() {
            count -= self.first.len();
            match self.more.pop_front() {
                Some(part) => self.first = part,
                // Whoever advances further than there is has miscounted; there is nothing left to skip.
                None => return self.first.clear(),
            }
        }
        self.first.advance(count);
    }
}
