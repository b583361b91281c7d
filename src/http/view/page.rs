//! The thread page, and the short pages: one message, one button.

use askama::Template;

use super::Frame;
use super::form::FormView;
use super::links::Links;
use super::report::ReportView;
use super::thread::Fragment;

/// `/t/{site}`: the shared thread, with a form of the request's own.
#[derive(Template)]
#[template(path = "page.html")]
pub struct PageView<'a> {
    pub frame: Frame<'a>,
    /// The article's title, where it is known.
    pub title: Option<&'a str>,
    pub links: &'a Links,
    /// `None` when it could not be read, but what somebody typed has to be given back.
    pub fragment: Option<&'a Fragment>,
    /// `None` when the thread is closed.
    pub form: Option<FormView<'a>>,
    /// The form that reports a comment; stands where the other would.
    pub report: Option<ReportView<'a>>,
    /// A variant of the page (an answer, an order, a later part) that search engines should not keep.
    pub noindex: bool,
}

impl PageView<'_> {
    /// First in the title, so that a screen reader says it first.
    fn failed(&self) -> bool {
        self.form.as_ref().is_some_and(FormView::failed) || self.report.as_ref().is_some_and(ReportView::failed)
    }
}

/// A page that says one thing: an error, or that something has been done.
#[derive(Template)]
#[template(path = "notice.html")]
pub struct NoticeView<'a> {
    pub frame: Frame<'a>,
    pub title: String,
    pub text: String,
    /// Where to go from here: address and words.
    pub onward: Option<(&'a str, String)>,
}

impl<'a> NoticeView<'a> {
    /// 404. The same words for what never was and for what nobody may see.
    pub fn not_found(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-not-found")
    }

    /// 403: another website's form, or a reader who is shut out.
    pub fn forbidden(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-forbidden")
    }

    /// 429.
    pub fn too_many(frame: Frame<'a>, seconds: i64) -> Self {
        let text = frame.words.n("notice-too-many-text", seconds);
        Self { text, ..Self::of(frame, "notice-too-many") }
    }

    /// 503.
    pub fn unavailable(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-unavailable")
    }

    /// Any other 4xx: the request was not one that this program makes.
    pub fn bad_request(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-bad-request")
    }

    /// A link from a mail that was used, has run out or never was.
    pub fn link_is_over(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-link-over")
    }

    /// An address has been confirmed.
    pub fn confirmed(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-confirmed")
    }

    /// A person's data has been erased.
    pub fn erased(frame: Frame<'a>) -> Self {
        Self::of(frame, "notice-erased")
    }

    /// A report has come in. `thread`: the way back.
    pub fn reported(frame: Frame<'a>, thread: &'a str) -> Self {
        let (title, onward) = (frame.words.t("report-done"), frame.words.t("back-to-thread"));
        Self { frame, title, text: String::new(), onward: Some((thread, onward)) }
    }

    /// The title is the message `id`, the text `id` + `-text`.
    fn of(frame: Frame<'a>, id: &str) -> Self {
        let (title, text) = (frame.words.t(id), frame.words.t(&format!("{id}-text")));
        Self { frame, title, text, onward: None }
    }
}

/// `/m/{token}`: says what will happen; only the button makes it happen, because mail scanners
/// follow links.
#[derive(Template)]
#[template(path = "one_button.html")]
pub struct OneButtonView<'a> {
    pub frame: Frame<'a>,
    pub title: String,
    pub text: String,
    pub button: String,
    /// Where the button posts to.
    pub action: &'a str,
    /// It cannot be undone, so the button looks the part.
    pub grave: bool,
}

impl<'a> OneButtonView<'a> {
    /// Confirms the address that the mail went to.
    pub fn confirm(frame: Frame<'a>, action: &'a str) -> Self {
        Self::of(frame, action, "confirm", false)
    }

    /// Shows a person everything that is kept about them.
    pub fn export(frame: Frame<'a>, action: &'a str) -> Self {
        Self::of(frame, action, "export", false)
    }

    /// Erases what is kept about a person.
    pub fn erase(frame: Frame<'a>, action: &'a str) -> Self {
        Self::of(frame, action, "erase", true)
    }

    fn of(frame: Frame<'a>, action: &'a str, what: &str, grave: bool) -> Self {
        let word = |part: &str| frame.words.with(&format!("{what}-{part}"), &[("site", frame.site)]);
        Self { title: word("title"), text: word("text"), button: word("button"), frame, action, grave }
    }
}
