//! Svar: the comment service that a magazine runs itself.
//!
//! The rooms, from the bottom up; a room may use those before it, never those after it:
//!
//! | rank | rooms |
//! |---|---|
//! | types and rules without IO | [`domain`] |
//! | what each know only `domain`, and never each other | [`text`], [`spam`], [`store`], [`keys`] |
//! | the outside and the words | [`egress`], [`mail`], [`i18n`], [`letters`], [`config`], [`metrics`], [`freshness`], [`passwords`], [`widget`] |
//! | what a use case may use | [`services`] |
//! | the use cases: the only callers that open a write | [`checking`], [`learning`], [`posting`], [`moderation`], [`accounts`], [`sites`], [`privacy`], [`backup`] |
//! | the edges: thin, never calling each other | [`http`], [`worker`], [`cli`], [`demo`] |
//! | what puts them together | [`app`] |
//!
//! What never happens, and is tested: SQL outside `store`; HTML that `text` has not made shown
//! unescaped; a reader's e-mail or address in a page, an answer, a feed, a log or an error; an answer
//! before the commit; global state; a clock, a random source or the environment read below the edges.

pub mod accounts;
pub mod app;
pub mod backup;
pub mod checking;
pub mod cli;
pub mod config;
pub mod demo;
pub mod demo_text;
pub mod domain;
pub mod egress;
pub mod freshness;
pub mod http;
pub mod i18n;
pub mod keys;
pub mod learning;
pub mod letters;
pub mod mail;
pub mod metrics;
pub mod moderation;
pub mod passwords;
pub mod posting;
pub mod privacy;
pub mod services;
pub mod sites;
pub mod spam;
pub mod store;
pub mod text;
pub mod widget;
pub mod worker;
