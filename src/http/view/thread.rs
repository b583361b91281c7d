//! The thread: the same bytes for the page, the fragment and every reader.
//!
//! So nothing here may differ from reader to reader or from minute to minute: no token, no relative
//! time, no comment that is not public.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;

use super::links::Links;
use super::machine;
use super::tree::{self, Branch, Node};
use crate::domain::clock::Timestamp;
use crate::i18n::Words;

/// A thread, or a part of it, ready to be rendered.
#[derive(Template)]
#[template(path = "thread.html")]
pub struct ThreadView<'a> {
    pub words: Words<'a>,
    pub zone: &'a str,
    pub links: &'a Links,
    /// The site's name and when the thread began: for machines.
    pub site: &'a str,
    pub since: Option<Timestamp>,
    /// The article's title, where it is known: for machines.
    pub title: Option<&'a str>,
    /// Approved comments in the whole thread.
    pub count: i64,
    pub branches: Vec<Branch>,
    /// `oldest`, `newest` or `top`.
    pub sort: &'a str,
    /// Readers can recommend, so that `top` is an order to choose.
    pub votes: bool,
    /// Readers can report comments, in closed threads too.
    pub flags: bool,
    pub openness: Openness,
    pub part: Part,
    /// The cursor of what follows, if anything does.
    pub next: Option<&'a str>,
    /// Top-level comments that the next page will show, where that is known.
    pub next_count: Option<i64>,
}

/// Whether somebody may write, as far as it is the same for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    Open {
        /// When a thread closes by age or on a day.
        until: Option<Timestamp>,
    },
    Closed {
        since: Option<Timestamp>,
    },
}

/// Which part of a thread this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// From the beginning.
    First,
    /// What follows a cursor.
    Later,
    /// One top-level comment with everything below it.
    Branch,
}

impl ThreadView<'_> {
    /// Renders what every reader gets.
    pub fn fragment(&self) -> Result<Fragment, askama::Error> {
        let mut html = String::with_capacity(self.likely_length());
        self.render_into(&mut html)?;
        let thread = html.len();
        if self.is_open() {
            InviteView { words: self.words, links: self.links }.render_into(&mut html)?;
        }
        let invite = html.len();
        FootView { words: self.words, links: self.links }.render_into(&mut html)?;
        let foot = html.len();
        machine::block(self, &mut html);
        Ok(Fragment { html: html.into(), thread, invite, foot })
    }

    /// Too much rather than too little: a text that outgrows its place is copied.
    fn likely_length(&self) -> usize {
        let nodes = self.branches.iter().map(|branch| &branch.top);
        4_096 + nodes.map(likely_length).sum::<usize>()
    }

    fn is_open(&self) -> bool {
        matches!(self.openness, Openness::Open { .. })
    }

    fn permalink(&self, node: &Node) -> String {
        self.links.comment(node.comment.id)
    }

    fn reply_link(&self, node: &Node) -> String {
        self.links.reply(node.comment.id)
    }

    fn report_link(&self, node: &Node) -> String {
        self.links.report(node.comment.id)
    }

    fn branch_link(&self, branch: &Branch) -> String {
        self.links.branch(branch.top.comment.id)
    }

    fn whole_branch(&self, branch: &Branch) -> String {
        self.words.n("whole-branch", branch.top.comment.replies)
    }

    fn reply_to_whom(&self, node: &Node) -> String {
        let name = node.comment.content.as_ref().map_or("", |content| &content.name);
        self.words.with("reply-to-whom", &[("name", name)])
    }

    fn report_whom(&self, node: &Node) -> String {
        let name = node.comment.content.as_ref().map_or("", |content| &content.name);
        self.words.with("report-whom", &[("name", name)])
    }

    fn like(&self, node: &Node) -> String {
        self.words.n("like", node.comment.votes)
    }

    fn when(&self, node: &Node) -> String {
        self.words.date_time(node.comment.created, self.zone)
    }

    fn edited(&self, node: &Node) -> Option<String> {
        let content = node.comment.content.as_ref()?;
        let time = self.words.date_time(content.edited?, self.zone);
        let id = if content.staff_edited { "edited-staff" } else { "edited" };
        Some(self.words.with(id, &[("time", &time)]))
    }

    /// Each order to choose from: its name, its word, whether it is the present one.
    fn orders(&self) -> Vec<(&'static str, String, bool)> {
        let all = [("oldest", "sort-oldest"), ("newest", "sort-newest"), ("top", "sort-top")];
        let offered = all.into_iter().filter(|(order, _)| self.votes || *order != "top");
        offered.map(|(order, id)| (order, self.words.t(id), order == self.sort)).collect()
    }

    fn more(&self) -> String {
        self.next_count.map_or_else(|| self.words.t("more-unknown"), |n| self.words.n("more", n))
    }

    /// How much of the thread is on this page.
    fn progress(&self) -> String {
        let shown: i64 = self.branches.iter().map(|branch| tree::count(std::slice::from_ref(&branch.top))).sum();
        let (shown, count) = (self.words.number(shown), self.words.number(self.count));
        self.words.with("progress", &[("shown", &shown), ("count", &count)])
    }

    /// The sentence where the form would stand, or above it.
    fn notice(&self) -> Option<String> {
        let on = |id: &str, time: Timestamp| {
            let date = self.words.date(time, self.zone);
            Some(self.words.with(id, &[("date", &date)]))
        };
        match self.openness {
            Openness::Open { until: None } => None,
            // The day of the last moment: what closes at midnight is open until the day before.
            Openness::Open { until: Some(end) } => on("closing", end.plus(-1)),
            Openness::Closed { since: None } => Some(self.words.t("closed")),
            Openness::Closed { since: Some(end) } => on("closed-on", end),
        }
    }
}

#[derive(Template)]
#[template(path = "thread_foot.html")]
struct FootView<'a> {
    words: Words<'a>,
    links: &'a Links,
}

#[derive(Template)]
#[template(path = "thread_invite.html")]
struct InviteView<'a> {
    words: Words<'a>,
    links: &'a Links,
}

/// A comment's markup around its text is some 1,200 bytes; the text stands there twice, once for machines.
fn likely_length(node: &Node) -> usize {
    let text = node.comment.content.as_ref().map_or(0, |content| content.html.html.len());
    1_600 + 2 * text + node.replies.iter().map(likely_length).sum::<usize>()
}

/// A rendered thread, to be kept and shared. The page puts its form between the two halves; by itself a
/// link to that form stands there.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// The thread, the invitation to write, the foot, and what is for machines, one after the other.
    html: Arc<str>,
    /// Where the thread, the invitation and the foot end.
    thread: usize,
    invite: usize,
    foot: usize,
}

impl Fragment {
    /// The whole fragment as it is served.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The same without a copy.
    pub fn bytes(&self) -> Bytes {
        Bytes::from_owner(Shared(Arc::clone(&self.html)))
    }

    pub(super) fn thread(&self) -> Trusted<'_> {
        self.part(0..self.thread)
    }

    pub(super) fn foot(&self) -> Trusted<'_> {
        self.part(self.invite..self.foot)
    }

    pub(super) fn machine(&self) -> Trusted<'_> {
        self.part(self.foot..self.html.len())
    }

    fn part(&self, place: Range<usize>) -> Trusted<'_> {
        Trusted(self.html.get(place).unwrap_or_default())
    }
}

struct Shared(Arc<str>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The output of the templates above and of [`machine`], and of nothing else.
pub(super) struct Trusted<'a>(&'a str);

impl fmt::Display for Trusted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl askama::filters::HtmlSafe for Trusted<'_> {}
