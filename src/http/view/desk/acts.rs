//! What a moderator did, to be taken back; and what will be deleted for good.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::comment::DeskComment;
use crate::i18n::rfc3339;
use crate::store::steps::StepEntry;
use crate::text;

/// `/desk/{site}/mine`
#[derive(Template)]
#[template(path = "desk/mine.html")]
pub struct MineView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    /// Newest first.
    pub steps: &'a [StepEntry],
    pub line: Option<Line>,
    pub back: String,
}

/// `/desk/{site}/comments/{id}/delete`
#[derive(Template)]
#[template(path = "desk/delete.html")]
pub struct DeleteView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub comment: &'a DeskComment,
}

impl MineView<'_> {
    fn written(&self, step: &StepEntry) -> String {
        rfc3339(step.at)
    }

    fn when(&self, step: &StepEntry) -> String {
        self.frame.words.date_time(step.at, self.frame.zone)
    }

    /// What was done: decisions by the status that they gave, all else by its word.
    fn what(&self, step: &StepEntry) -> String {
        let words = self.frame.words;
        match (step.action.as_str(), step.to) {
            ("decide" | "wave", Some(to)) => words.n(&format!("desk-said-{}", to.as_str()), step.size),
            (action, _) => words.n(&format!("desk-step-{action}"), step.size),
        }
    }

    fn undone(&self, step: &StepEntry) -> Option<String> {
        let time = self.frame.words.date_time(step.undone?, self.frame.zone);
        Some(self.frame.words.with("desk-step-undone", &[("time", &time)]))
    }
}

impl DeleteView<'_> {
    fn excerpt(&self) -> String {
        text::excerpt(&text::plain(&text::from_store(&self.comment.html)), 600)
    }
}
