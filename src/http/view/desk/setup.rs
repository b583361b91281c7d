//! The set-up: who, where, and what to put in.

use askama::Template;

use super::settings::{Link, Tab};
use super::{DeskFrame, Recipe};
use crate::store::embed_seen::EmbedSeen;

/// `/setup/{token}`: step 1.
#[derive(Template)]
#[template(path = "desk/setup_you.html")]
pub struct SetupYouView<'a> {
    pub frame: DeskFrame<'a>,
    pub token: String,
    pub action: String,
    pub name: &'a str,
    pub email: &'a str,
    /// Wrong fields: name and sentence.
    pub wrong: Vec<(&'static str, String)>,
}

/// `/setup/site`: step 2.
#[derive(Template)]
#[template(path = "desk/setup_site.html")]
pub struct SetupSiteView<'a> {
    pub frame: DeskFrame<'a>,
    pub name: &'a str,
    pub address: &'a str,
    pub moderation: &'a str,
    /// Mail can be sent.
    pub mail: bool,
    pub wrong: Vec<(&'static str, String)>,
}

fn sentence<'a>(wrong: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    wrong.iter().find(|(field, _)| *field == name).map(|(_, sentence)| sentence.as_str())
}

impl SetupYouView<'_> {
    fn is_wrong(&self, name: &str) -> Option<&str> {
        sentence(&self.wrong, name)
    }
}

impl SetupSiteView<'_> {
    fn is_wrong(&self, name: &str) -> Option<&str> {
        sentence(&self.wrong, name)
    }

    fn modes(&self) -> [(&'static str, String, bool); 3] {
        ["first", "hold", "open"].map(|mode| {
            let words = self.frame.words.t(&format!("desk-setup-moderation-{mode}"));
            (mode, words, mode == self.moderation)
        })
    }
}

/// `/desk/{site}/settings/embed`: step 3, and later.
#[derive(Template)]
#[template(path = "desk/embed.html")]
pub struct EmbedView<'a> {
    pub frame: DeskFrame<'a>,
    pub recipes: Vec<Recipe>,
    pub origin: &'a str,
    pub base: &'a str,
    pub seen: EmbedSeen,
    /// This is the third step of setting Svar up.
    pub setup: bool,
    pub mail: bool,
    pub queue: String,
    /// `/desk/{site}`
    pub root: String,
}

impl EmbedView<'_> {
    fn tabs(&self) -> Vec<Link> {
        Tab::Embed.links(&self.root, self.frame.words)
    }

    fn place(&self, recipe: &Recipe) -> String {
        self.frame.words.t(&format!("desk-embed-where-{}", recipe.word))
    }

    fn policy(&self) -> String {
        self.frame.words.with("desk-embed-csp", &[("origin", self.base)])
    }

    /// Each fact: whether it is there, and its sentence.
    fn facts(&self) -> [(bool, String); 3] {
        let words = self.frame.words;
        let say = |there: bool, word: &str| (there, words.t(&format!("{word}{}", if there { "" } else { "-not" })));
        let script = match self.seen.script.is_some() {
            true => (true, words.with("desk-embed-script", &[("origin", self.origin)])),
            false => (false, words.t("desk-embed-script-not")),
        };
        let article = say(self.seen.article.is_some(), "desk-embed-article");
        [script, article, say(self.seen.comment, "desk-embed-comment")]
    }

    fn all(&self) -> bool {
        self.facts().iter().all(|(there, _)| *there)
    }
}
