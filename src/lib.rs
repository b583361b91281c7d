pub mod domain;
pub mod keys;
pub mod store;
