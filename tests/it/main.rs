//! One integration binary: the real program, real databases, a clock that tests hold in their hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod support;
mod text;
mod text_laws;
