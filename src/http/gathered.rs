//! Pieces of an answer that stand ready, to be handed to the system together.
//!
//! hyper writes once it holds more than its buffer, which one long piece is by itself; a short one behind it would be a
//! call and a packet of its own, which costs more than copying all of them together.

use std::collections::VecDeque;
use std::io::IoSlice;

use axum::body::Bytes;
use hyper::body::Buf;

/// One piece, or several in their order.
#[derive(Default)]
pub struct Gathered {
    first: Bytes,
    /// Empty for most answers, and then it takes no memory.
    more: VecDeque<Bytes>,
}

impl Gathered {
    /// So many go into one call.
    pub const MOST: usize = 16;

    pub fn of(piece: Bytes) -> Self {
        Self { first: piece, more: VecDeque::new() }
    }

    pub fn push(&mut self, piece: Bytes) {
        match self.first.is_empty() {
            true => self.first = piece,
            false => self.more.push_back(piece),
        }
    }

    pub fn pieces(&self) -> usize {
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
        let pieces = std::iter::once(&self.first).chain(&self.more).filter(|piece| !piece.is_empty());
        let mut filled = 0;
        for (slice, piece) in into.iter_mut().zip(pieces) {
            *slice = IoSlice::new(piece);
            filled += 1;
        }
        filled
    }

    fn advance(&mut self, mut count: usize) {
        while count >= self.first.len() {
            count -= self.first.len();
            match self.more.pop_front() {
                Some(piece) => self.first = piece,
                // Whoever advances further than there is has miscounted; there is nothing left to skip.
                None => return self.first.clear(),
            }
        }
        self.first.advance(count);
    }
}
