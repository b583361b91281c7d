//! The widget in a real browser, inside a page of somebody else's website.

mod access;
mod host;
mod hostile;
mod keyboard;
mod looks;
mod part;
mod pictures;
mod proof;
mod reading;
mod stage;
mod trouble;
mod workshop;
mod writing;
