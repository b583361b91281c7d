//! The edge: what comes in over HTTP becomes a call into the use cases, what comes out becomes bytes.
//!
//! Nothing in here decides what happens to a comment. [`client`] is the only place that says who is
//! asking, [`headers`] the only one that says what a browser may do with an answer, and [`problem`]
//! the only form in which something is refused to a program. Every address stands in [`routes`].

mod akismet;
pub mod api;
pub mod assets;
pub mod body;
pub mod client;
pub mod cors;
pub mod desk;
mod embeds;
mod form_token;
pub mod gathered;
pub mod headers;
pub mod host;
pub mod layers;
pub mod limits;
pub mod live;
pub mod ops;
pub mod pace;
pub mod pages;
pub mod problem;
mod questions;
pub mod reading;
pub mod routes;
pub mod same_origin;
pub mod serve;
mod shares;
pub mod state;
pub mod threads;
pub mod view;
pub mod widget;
