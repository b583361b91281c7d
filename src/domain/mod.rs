//! The words of the trade: plain types and the rules that need nothing but their arguments.
//!
//! Nothing here reads a clock, a file, the environment, the network or a random source, and nothing
//! here knows that a database or HTTP exists. What comes from outside becomes one of these types
//! through a constructor that refuses what it must ("parse, don't validate").

pub mod author;
pub mod ban;
pub mod challenge;
pub mod clock;
pub mod colour;
pub mod comment;
pub mod days;
pub mod error;
pub mod flag;
pub mod health;
pub mod history;
pub mod lang;
pub mod look;
pub mod moderator;
pub mod normal;
pub mod person;
pub mod policy;
pub mod reason;
pub mod sealed;
pub mod search;
pub mod site;
pub mod submission;
pub mod texts;
pub mod thread;
pub mod verdict;
