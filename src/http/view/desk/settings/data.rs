//! What is stored about readers, for how long, and one person's data.

use askama::Template;

use super::{Around, Control, Form};
use crate::http::view::KeptData;
use crate::http::view::desk::{DeskFrame, Line};

/// `/desk/{site}/settings/data`
#[derive(Template)]
#[template(path = "desk/settings/data.html")]
pub struct DataView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    pub form: Form,
    /// `privacy::KEPT` under the present settings.
    pub kept: Vec<KeptData>,
    /// The page that readers are shown.
    pub privacy: String,
    /// The address that was typed a moment ago, and what is wrong with it.
    pub email: &'a str,
    pub email_error: Option<String>,
    /// The word was not typed that confirms an erasure.
    pub unconfirmed: bool,
}
