//! One integration binary: the real program, real databases, a clock that tests hold in their hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod accessibility;
mod akismet;
mod browser;
mod cli;
mod client;
mod config;
mod demo;
mod desk;
mod desk_api;
mod desk_browser;
mod docs;
mod edge;
mod egress;
mod face;
mod face_colours;
mod face_samples;
mod harness;
mod headers;
mod i18n;
mod layers;
mod limits;
mod metrics;
mod migrations;
mod readers;
mod serve;
mod support;
mod text;
mod text_laws;
