pub mod domain;
pub mod egress;
pub mod keys;
pub mod spam;
pub mod store;
