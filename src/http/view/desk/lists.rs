//! Work that was given up.

use askama::Template;

use super::{DeskFrame, Line};
use crate::store::jobs::Job;

/// `/desk/{site}/jobs`
#[derive(Template)]
#[template(path = "desk/jobs.html")]
pub struct JobsView<'a> {
    pub frame: DeskFrame<'a>,
    pub root: String,
    pub action: String,
    pub jobs: &'a [Job],
    pub line: Option<Line>,
}

impl JobsView<'_> {
    fn kind(&self, job: &Job) -> String {
        self.frame.words.t(&format!("desk-job-{}", job.kind.as_str()))
    }

    fn since(&self, job: &Job) -> String {
        self.frame.words.date_time(job.created, self.frame.zone)
    }
}
