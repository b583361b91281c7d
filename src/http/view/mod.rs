//! What readers see: plain data in, HTML out.
//!
//! A view holds what its template prints and nothing else, so it can be filled by hand in a test and
//! never reaches for a database, a clock or a request. Everything is escaped by the template; the two
//! exceptions are [`SafeHtml`], which only `text` makes, and [`Fragment`], which is itself the output
//! of these templates. No view ever holds a reader's e-mail or IP address, save the one that a
//! refused form gives back to the person who has just typed it.

mod demo;
pub mod desk;
mod feed;
mod form;
mod links;
mod machine;
mod page;
mod privacy;
mod receipt;
mod report;
mod thread;
mod tree;
mod widget;

pub use demo::DemoView;
pub use feed::{FeedEntry, FeedView};
pub use form::{Asked, FormView, Hidden, Typed};
pub use links::Links;
pub use page::{NoticeView, OneButtonView, PageView};
pub use privacy::{KeptData, PrivacyView};
pub use receipt::{Fate, ReceiptView};
pub use report::ReportView;
pub use thread::{Fragment, Openness, Part, ThreadView};
pub use tree::{Answered, Branch, Node, arrange};
pub use widget::{Said, WidgetView, said};

use crate::domain::comment::StoredHtml;
use crate::i18n::Words;
use crate::text::SafeHtml;

/// What every page has around its content.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub words: Words<'a>,
    /// Address of the style sheet.
    pub style: &'a str,
    /// Key and version of a site that has a look of its own, by which the sheet brings it along.
    pub look: Option<(&'a str, i64)>,
    /// The site's name; empty where no site is known.
    pub site: &'a str,
    /// Where the site's name leads: the article, else the site's first origin.
    pub home: Option<&'a str>,
    /// IANA name of the site's time zone.
    pub zone: &'a str,
}

/// The one place where stored HTML becomes printable.
fn safe(stored: &StoredHtml) -> SafeHtml {
    crate::text::from_store(stored)
}
