pub mod demo_text;
pub mod domain;
pub mod http;
pub mod i18n;
pub mod text;
