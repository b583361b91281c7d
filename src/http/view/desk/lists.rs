//! Bans, and work that was given up.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::store::bans::BanEntry;
use crate::store::jobs::Job;

/// `/desk/{site}/bans`
#[derive(Template)]
#[template(path = "desk/bans.html")]
pub struct BansView<'a> {
    pub frame: DeskFrame<'a>,
    /// This page, where its forms are sent.
    pub action: String,
    pub bans: &'a [BanEntry],
    pub line: Option<Line>,
}

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

impl BansView<'_> {
    fn kind(&self, ban: &BanEntry) -> String {
        self.frame.words.t(&format!("desk-ban-{}", ban.kind))
    }

    fn since(&self, ban: &BanEntry) -> String {
        self.frame.words.date(Timestamp(ban.created), self.frame.zone)
    }

    fn until(&self, ban: &BanEntry) -> String {
        match ban.expires {
            Some(end) => self.frame.words.date_time(Timestamp(end), self.frame.zone),
            None => self.frame.words.t("desk-ban-for-ever"),
        }
    }
}

impl JobsView<'_> {
    fn kind(&self, job: &Job) -> String {
        self.frame.words.t(&format!("desk-job-{}", job.kind.as_str()))
    }

    fn since(&self, job: &Job) -> String {
        self.frame.words.date_time(job.created, self.frame.zone)
    }
}
