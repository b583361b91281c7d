//! One integration binary: the real program, real databases, a clock that tests hold in their hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod akismet;
mod config;
mod egress;
mod harness;
mod layers;
mod migrations;
mod client;
mod config;
mod headers;
mod limits;
mod serve;
mod face;
mod face_colours;
mod face_samples;
mod i18n;
mod support;
mod text;
