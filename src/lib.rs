pub mod config;
pub mod domain;
pub mod http;
pub mod metrics;
