//! The widget in a real browser, inside a page of somebody else's website.

mod host;
mod reading;
mod stage;
mod trouble;
mod workshop;
mod writing;
