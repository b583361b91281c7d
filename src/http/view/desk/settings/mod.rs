//! An owner's settings: what each does, what it is, what it is by default, and who decides it.
//!
//! A view is filled from the site and from what was typed; secrets are not among it.

mod akismet;
mod data;
mod fields;
mod look;
mod texts;
mod trial;

pub use akismet::{AkismetView, SentField};
pub use data::DataView;
pub use fields::{Choice, Control, Field, Form, wrong_sentence};
pub use look::{ColourField, LookView};
pub use texts::{TextField, TextGroup, TextsView, language_name};
pub use trial::Trial;

use askama::Template;

use super::{DeskFrame, Line};
use crate::i18n::Words;
use crate::store::jobs::Job;

/// The pages of the settings, each with its word in addresses and in the locale files (`desk-tab-{word}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Site,
    Moderation,
    Look,
    Texts,
    Akismet,
    Data,
    Mail,
    Team,
    Embed,
    Jobs,
}

impl Tab {
    pub const ALL: [Tab; 10] = [
        Tab::Site,
        Tab::Moderation,
        Tab::Look,
        Tab::Texts,
        Tab::Akismet,
        Tab::Data,
        Tab::Mail,
        Tab::Team,
        Tab::Embed,
        Tab::Jobs,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Tab::Site => "site",
            Tab::Moderation => "moderation",
            Tab::Look => "look",
            Tab::Texts => "texts",
            Tab::Akismet => "akismet",
            Tab::Data => "data",
            Tab::Mail => "mail",
            Tab::Team => "team",
            Tab::Embed => "embed",
            Tab::Jobs => "jobs",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.word() == word)
    }

    /// All pages, this one being the present.
    pub(in super::super) fn links(self, root: &str, words: Words<'_>) -> Vec<Link> {
        let link = |tab: Tab| {
            let word = tab.word();
            (format!("{root}/settings/{word}"), words.t(&format!("desk-tab-{word}")), tab == self)
        };
        Self::ALL.map(link).to_vec()
    }
}

/// A page's address, its word, whether it is the present one.
pub type Link = (String, String, bool);

/// What stands around every page of the settings.
pub struct Around {
    /// `/desk/{site}`
    pub root: String,
    pub tab: Tab,
    /// What the operator decides and this page is about: the key in the configuration, and its value.
    pub operator: Vec<(&'static str, String)>,
}

impl Around {
    pub(super) fn title(&self, words: Words<'_>) -> String {
        words.t(&format!("desk-tab-{}", self.tab.word()))
    }

    /// Each page: its address, its word, whether it is the present one.
    pub(super) fn tabs(&self, words: Words<'_>) -> Vec<Link> {
        self.tab.links(&self.root, words)
    }

    /// This page.
    pub(super) fn action(&self) -> String {
        format!("{}/settings/{}", self.root, self.tab.word())
    }

    /// What the operator decides: what it is, its value, its key in the configuration and in the environment.
    pub(super) fn decided(&self, words: Words<'_>) -> Vec<(String, String, String, String)> {
        let row = |(key, value): &(&'static str, String)| {
            let label = words.t(&format!("desk-operator-{}", key.replace(['.', '_'], "-")));
            let value = match value.as_str() {
                "" => words.t("desk-operator-none"),
                "true" => words.t("desk-yes"),
                "false" => words.t("desk-no"),
                "set" => words.t("desk-secret-set"),
                "unset" => words.t("desk-secret-unset"),
                other => other.to_owned(),
            };
            (label, value, (*key).to_owned(), format!("SVAR_{}", key.replace('.', "_").to_uppercase()))
        };
        self.operator.iter().map(row).collect()
    }
}

/// `/desk/{site}/settings/site`
#[derive(Template)]
#[template(path = "desk/settings/site.html")]
pub struct SiteView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    pub form: Form,
    /// Key, name and first origin of every site of this moderator.
    pub sites: Vec<(String, String, String)>,
    /// The form for one more.
    pub new: Form,
}

/// `/desk/{site}/settings/moderation`
#[derive(Template)]
#[template(path = "desk/settings/moderation.html")]
pub struct ModerationView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    pub form: Form,
    pub tried: Option<Tried>,
    pub trial: Option<Trial<'a>>,
}

/// What a list of words would have done to the last comments. Nothing is saved.
pub struct Tried {
    /// The list's own name.
    pub list: String,
    pub sentence: String,
    /// The newest of them: address, name, status in words, the beginning of the text.
    pub caught: Vec<(String, String, String, String)>,
}

/// `/desk/{site}/settings/mail`
#[derive(Template)]
#[template(path = "desk/settings/mail.html")]
pub struct MailView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    /// Mail can be sent.
    pub works: bool,
    /// What the mail server said to the last try.
    pub trouble: Option<String>,
}

/// `/desk/{site}/settings/jobs`
#[derive(Template)]
#[template(path = "desk/settings/jobs.html")]
pub struct JobsView<'a> {
    pub frame: DeskFrame<'a>,
    pub around: Around,
    pub line: Option<Line>,
    pub jobs: &'a [Job],
}

impl JobsView<'_> {
    fn kind(&self, job: &Job) -> String {
        self.frame.words.t(&format!("desk-job-{}", job.kind.as_str()))
    }

    fn since(&self, job: &Job) -> String {
        self.frame.words.date_time(job.created, self.frame.zone)
    }
}
