//! The pages that readers open: thread, receipt, mail links, privacy, feed, demo.

pub mod demo;
pub mod feed;
pub mod mail_link;
pub mod privacy;
pub mod receipt;
pub mod thread;
