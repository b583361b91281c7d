//! One integration binary: the real program, real databases, a clock that tests hold in their hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod akismet;
mod cli;
mod client;
mod config;
mod crash;
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
mod nodes;
mod people;
mod people_data;
mod readers;
mod serve;
mod spamcheck;
mod spamcheck_later;
mod support;
mod text;
mod text_laws;
