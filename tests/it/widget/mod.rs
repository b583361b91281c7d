//! The widget in a real browser, inside a page of somebody else's website.

mod stage;
mod workshop;
