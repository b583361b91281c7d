//! Bans.

use askama::Template;

use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::store::bans::BanEntry;

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
