//! The edge that speaks HTTP.

pub mod view;
