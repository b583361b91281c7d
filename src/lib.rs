pub mod config;
pub mod domain;
pub mod egress;
pub mod keys;
pub mod spam;
pub mod store;
pub mod http;
pub mod metrics;
