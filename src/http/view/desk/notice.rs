//! Signing in, and pages that say one thing.

use askama::Template;

use super::DeskFrame;
use crate::http::problem::Problem;

/// `/desk/sign-in`
#[derive(Template)]
#[template(path = "desk/sign_in.html")]
pub struct SignInView<'a> {
    pub frame: DeskFrame<'a>,
    /// There is no session yet to hold one.
    pub token: String,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// The moderator's own address, as it was typed a moment ago.
    pub email: &'a str,
    pub error: Option<SignInError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// Unknown address, wrong password, or an account that has to wait: which of them is not told.
    Wrong,
    /// This client has tried too often.
    TooOften { seconds: i64 },
}

impl SignInView<'_> {
    fn problem(&self) -> Option<String> {
        Some(match self.error? {
            SignInError::Wrong => self.frame.words.t("desk-sign-in-wrong"),
            SignInError::TooOften { seconds } => self.frame.words.n("desk-sign-in-too-often", seconds),
        })
    }
}

/// A refusal as a page for people.
#[derive(Template)]
#[template(path = "desk/notice.html")]
pub struct NoticeView<'a> {
    pub frame: DeskFrame<'a>,
    pub title: String,
    pub text: String,
    /// Where to go from here: address and words.
    pub onward: (&'static str, String),
}

impl<'a> NoticeView<'a> {
    /// The title is the message `desk-notice-…`, the text the same with `-text`.
    pub fn new(frame: DeskFrame<'a>, problem: &Problem) -> Self {
        let (word, onward) = match (problem.code, problem.status.as_u16()) {
            ("signed-out", _) => ("signed-out", ("/desk/sign-in", "desk-sign-in")),
            ("role", _) => ("role", ("/desk", "desk-to-queue")),
            (_, 403) => ("forged", ("/desk", "desk-to-queue")),
            (_, 404) => ("not-found", ("/desk", "desk-to-queue")),
            (_, 500..) => ("unavailable", ("/desk", "desk-to-queue")),
            _ => ("unreadable", ("/desk", "desk-to-queue")),
        };
        let words = frame.words;
        if let (true, Some(text)) =
            (problem.code != "role" && matches!(problem.status.as_u16(), 404 | 409 | 422), &problem.detail)
        {
            let onward = (onward.0, words.t(onward.1));
            return Self { title: problem.title.clone(), text: text.clone(), onward, frame };
        }
        let (title, text) = (format!("desk-notice-{word}"), format!("desk-notice-{word}-text"));
        Self { title: words.t(&title), text: words.t(&text), onward: (onward.0, words.t(onward.1)), frame }
    }
}
