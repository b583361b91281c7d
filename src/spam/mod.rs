//! What a check finds out about a comment. Everything it needs is handed in; nothing here knows the
//! database, the web or how text is rendered.

pub mod akismet;
