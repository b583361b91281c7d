//! What a check finds out about a comment. Everything it needs is handed in; nothing here knows the
//! database, the web or how text is rendered. Each check yields Signals; `domain::verdict` adds them up.

pub mod akismet;
pub mod asking;
pub mod bans;
pub mod checks;
pub mod domains;
pub mod eval;
pub mod model;
pub mod sketch;
pub mod training;
pub mod words;
