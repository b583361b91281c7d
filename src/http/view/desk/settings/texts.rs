//! What readers are told, with a field for the site's own words beside each of the built-in ones.

use askama::Template;

use super::{Around, Form};
use crate::domain::lang::Lang;
use crate::http::view::desk::{DeskFrame, Line};

/// `/desk/{site}/settings/texts`
#[derive(Template)]
#[template(path = "desk/settings/texts.html")]
pub struct TextsView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    /// Without fields: those stand in the groups.
    pub form: Form,
    pub lang: Lang,
    /// What is searched for; empty: all is shown.
    pub search: &'a str,
    pub groups: Vec<TextGroup>,
}

/// Texts that belong together, sent as one form.
pub struct TextGroup {
    pub number: usize,
    pub title: String,
    pub fields: Vec<TextField>,
    pub open: bool,
}

pub struct TextField {
    /// `text.da.form-title`
    pub name: String,
    pub id: String,
    /// The message's name and, of a sentence about a number, its form.
    pub message: String,
    pub form: String,
    pub usual: String,
    pub own: String,
    pub long: bool,
    pub error: Option<String>,
}

impl TextsView<'_> {
    fn languages(&self) -> [(&'static str, &'static str, bool); 16] {
        Lang::ALL.map(|lang| (lang.tag(), language_name(lang), lang == self.lang))
    }

    fn own(&self, group: &TextGroup) -> i64 {
        let own = group.fields.iter().filter(|field| !field.own.is_empty()).count();
        i64::try_from(own).unwrap_or(i64::MAX)
    }
}

/// A language in its own words.
pub fn language_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => "dansk",
        Lang::En => "English",
        Lang::Sv => "svenska",
        Lang::Nb => "norsk bokmål",
        Lang::Fi => "suomi",
        Lang::Is => "íslenska",
        Lang::Fo => "føroyskt",
        Lang::De => "Deutsch",
        Lang::Nl => "Nederlands",
        Lang::Fr => "français",
        Lang::Es => "español",
        Lang::Pt => "português",
        Lang::It => "italiano",
        Lang::Pl => "polski",
        Lang::Uk => "українська",
        Lang::Ar => "العربية",
    }
}
