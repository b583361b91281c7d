//! Sample data for the views, and every page of the reader's face rendered from it.
//!
//! `SVAR_SAMPLES=some-folder cargo test --test it face_samples` writes the pages there, to be looked at.

use askama::Template;
use svar::demo_text;
use svar::domain::author::Website;
use svar::domain::clock::Timestamp;
use svar::domain::comment::{Comment, CommentId, Content, OwnComment, Status, StoredHtml, Tombstone};
use svar::domain::error::{FieldCode, FieldError, Refusal};
use svar::domain::lang::Lang;
use svar::domain::policy::Policy;
use svar::domain::thread::ThreadId;
use svar::http::view::{
    Asked, DemoView, FeedEntry, FeedView, FormView, Fragment, Frame, Hidden, KeptData, Links, NoticeView,
    OneButtonView, Openness, PageView, Part, PrivacyView, ReceiptView, ThreadView, Typed, arrange,
};
use svar::i18n::{I18n, Words};
use svar::letters::{ConfirmMail, WaitingMail};

/// 22 November 2026, 18:30 in Copenhagen.
pub const NOW: Timestamp = Timestamp(1_795_368_600_000);
pub const ZONE: &str = "Europe/Copenhagen";

pub fn comment(id: i64, parent: Option<i64>, root: i64, name: &str, html: &str) -> Comment {
    Comment {
        id: CommentId(id),
        parent: parent.map(CommentId),
        root: CommentId(root),
        depth: i64::from(parent.is_some()),
        content: Some(Content {
            name: name.to_owned(),
            website: None,
            html: StoredHtml { html: html.to_owned(), revision: 1 },
            edited: None,
            staff_edited: false,
            picked: false,
            pinned: false,
            staff: false,
        }),
        tombstone: None,
        created: NOW.plus(id * Timestamp::MINUTE),
        votes: 0,
        replies: 0,
    }
}

/// The demo's thread as the store would hand it out: top-level comments, then replies.
pub fn demo_comments() -> (Vec<Comment>, Vec<Comment>) {
    let sown = demo_text::COMMENTS;
    let root = |mut at: usize| {
        while let Some(parent) = sown[at].parent {
            at = parent;
        }
        at
    };
    let all: Vec<Comment> = (0..sown.len())
        .filter(|at| sown[*at].status == Status::Approved)
        .map(|at| {
            let said = sown[at];
            let id = |at: usize| i64::try_from(at).unwrap() + 1;
            let html = paragraphs(said.text);
            let mut comment = comment(id(at), said.parent.map(id), id(root(at)), said.author, &html);
            comment.created = NOW.plus(-said.minutes_ago * Timestamp::MINUTE);
            comment.replies = 0;
            if said.removed {
                comment.content = None;
                comment.tombstone = Some(Tombstone::Staff);
            }
            if let Some(content) = &mut comment.content {
                content.picked = said.picked;
                content.staff = said.staff;
            }
            comment
        })
        .collect();
    all.into_iter().partition(|comment| comment.parent.is_none())
}

/// Enough of Markdown to look at a page; the real renderer is `text`'s.
fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(|part| match part.strip_prefix("> ") {
            Some(quoted) => format!("<blockquote><p>{quoted}</p></blockquote>"),
            None => format!("<p>{}</p>", part.replacen("**", "<strong>", 1).replacen("**", "</strong>", 1)),
        })
        .collect()
}

pub struct Sample {
    pub i18n: I18n,
    pub links: Links,
    pub policy: Policy,
}

impl Sample {
    pub fn new() -> Self {
        let url = Some("https://magasin.example/noeglen");
        let links = Links::new("https://svar.example", "magasinet", "noeglen", url, None, None);
        Self { i18n: I18n::default(), links, policy: Policy::default() }
    }

    pub fn words(&self, lang: Lang) -> Words<'_> {
        self.i18n.words(lang)
    }

    pub fn frame(&self, lang: Lang) -> Frame<'_> {
        Frame {
            words: self.words(lang),
            style: "page.css",
            look: None,
            site: "Fællesskrift",
            home: Some("https://magasin.example/"),
            zone: ZONE,
        }
    }

    pub fn thread(&self, lang: Lang) -> ThreadView<'_> {
        let (top, replies) = demo_comments();
        ThreadView {
            words: self.words(lang),
            zone: ZONE,
            links: &self.links,
            site: "Magasinet",
            since: Some(NOW),
            title: Some(demo_text::TITLE),
            count: 14,
            branches: arrange(top, replies),
            sort: "oldest",
            votes: false,
            flags: true,
            openness: Openness::Open { until: None },
            part: Part::First,
            next: None,
            next_count: None,
        }
    }

    pub fn form(&self, lang: Lang) -> FormView<'_> {
        FormView {
            words: self.words(lang),
            action: self.links.root(),
            policy: &self.policy,
            akismet: true,
            notify: false,
            widget: false,
            privacy: "https://svar.example/t/magasinet/privacy",
            hidden: Hidden { key: "noeglen", token: "T0KEN", idempotency_key: "KEY", ..Hidden::default() },
            typed: Typed::default(),
            asked: None,
            refusal: None,
        }
    }

    pub fn page<'a>(&'a self, lang: Lang, fragment: &'a Fragment, form: Option<FormView<'a>>) -> PageView<'a> {
        let title = Some(demo_text::TITLE);
        PageView {
            frame: self.frame(lang),
            title,
            links: &self.links,
            fragment: Some(fragment),
            form,
            report: None,
            noindex: false,
        }
    }

    pub fn own(&self, status: Status, decided: bool) -> OwnComment {
        OwnComment {
            id: CommentId(31),
            thread: ThreadId(1),
            parent: None,
            root: CommentId(31),
            depth: 0,
            name: "Sofie Lind".to_owned(),
            website: None,
            source: "Jeg har selv drevet et lille forlag i *tolv år*.".to_owned(),
            html: StoredHtml {
                html: "<p>Jeg har selv drevet et lille forlag i <em>tolv år</em>.</p>".to_owned(),
                revision: 1,
            },
            status,
            decided,
            withdrawn: false,
            created: NOW,
            edited: None,
            email_confirmed: false,
            has_email: true,
            picked: false,
            pinned: false,
            notify: false,
            votes: 0,
            replies: 0,
            version: 1,
        }
    }

    pub fn receipt<'a>(&'a self, lang: Lang, own: &'a OwnComment) -> ReceiptView<'a> {
        ReceiptView {
            frame: self.frame(lang),
            own,
            action: "/r/svar_r_secret",
            thread: "https://svar.example/t/magasinet?key=noeglen",
            article_title: Some(demo_text::TITLE),
            editable_until: Some(NOW.plus(5 * Timestamp::MINUTE)),
            fresh: true,
            offers_confirmation: true,
            confirmation_sent: false,
            refusal: None,
            typed: None,
        }
    }

    pub fn privacy(&self, lang: Lang, akismet: bool) -> PrivacyView<'_> {
        let words = self.words(lang);
        let kept = ["body", "name", "website", "email", "address", "receipt", "akismet", "decision"]
            .into_iter()
            .map(|field| KeptData {
                what: words.t(&format!("kept-{field}")),
                why: words.t(&format!("kept-{field}-why")),
                how_long: if field == "address" { words.n("kept-days", 30) } else { words.t("kept-with-comment") },
            })
            .collect();
        PrivacyView {
            frame: self.frame(lang),
            policy: &self.policy,
            akismet,
            in_doubt: false,
            mail: true,
            kept,
            request: None,
        }
    }

    pub fn feed(&self, lang: Lang) -> FeedView<'_> {
        FeedView {
            words: self.words(lang),
            site: "Fællesskrift",
            article: Some("Tom & Jerry <3"),
            own: "https://svar.example/t/magasinet/feed.atom?key=a&url=b",
            page: "https://magasin.example/noeglen",
            updated: NOW,
            entries: vec![FeedEntry {
                link: "https://magasin.example/noeglen#svar-1".to_owned(),
                name: "<b>Mette</b>".to_owned(),
                website: Website::stored("https://mette.example/?a=1&b=2").map(|w| w.as_str().to_owned()),
                article: None,
                published: NOW,
                updated: NOW,
                html: svar::text::from_store(&StoredHtml { html: "<p>Tak &amp; farvel</p>".to_owned(), revision: 1 }),
                answers: Some("https://magasin.example/noeglen".to_owned()),
            }],
        }
    }
}

/// Every page in one language, with the name of the file that it would be.
pub fn every_page(lang: Lang) -> Vec<(String, String)> {
    let mut sample = Sample::new();
    sample.policy.rules_url = "https://magasin.example/debatregler".to_owned();
    let fragment = sample.thread(lang).fragment().unwrap();
    let mut pages = Vec::new();
    let mut add = |name: &str, text: Result<String, askama::Error>| {
        pages.push((format!("{name}-{}.html", lang.tag()), text.unwrap()));
    };

    add("page", sample.page(lang, &fragment, Some(sample.form(lang))).render());
    let asked = Asked {
        id: CommentId(1),
        name: "Mette Holm",
        excerpt: "Jeg har siddet på den anden side af bordet i elleve år som sagsbehandler, og jeg kan …",
        cancel: "https://svar.example/t/magasinet?key=noeglen#svar-1".to_owned(),
    };
    let reply = FormView { asked: Some(asked), notify: true, ..sample.form(lang) };
    add("reply", PageView { noindex: true, ..sample.page(lang, &fragment, Some(reply)) }.render());

    let wrong = Refusal::Fields(vec![
        FieldError::new("body", FieldCode::BodyMissing),
        FieldError::new("name", FieldCode::NameMissing),
        FieldError::new("email", FieldCode::EmailInvalid),
        FieldError::new("url", FieldCode::UrlForeign),
    ]);
    let typed = Typed { email: "mette", website: "https://mette.example", ..Typed::default() };
    let errors = FormView { refusal: Some(&wrong), typed, ..sample.form(lang) };
    add("errors", sample.page(lang, &fragment, Some(errors)).render());
    let fast = Refusal::TooFast { seconds: 9 };
    let refused = FormView { refusal: Some(&fast), ..sample.form(lang) };
    add("refused", sample.page(lang, &fragment, Some(refused)).render());

    let empty = ThreadView { count: 0, branches: Vec::new(), ..sample.thread(lang) };
    add("empty", sample.page(lang, &empty.fragment().unwrap(), Some(sample.form(lang))).render());
    let closed = ThreadView {
        openness: Openness::Closed { since: Some(NOW) },
        next: Some("CURSOR"),
        next_count: Some(50),
        count: 4_321,
        ..sample.thread(lang)
    };
    add("closed", sample.page(lang, &closed.fragment().unwrap(), None).render());

    let held = sample.own(Status::Pending, false);
    add("receipt-held", sample.receipt(lang, &held).render());
    let live = sample.own(Status::Approved, true);
    let later = ReceiptView { editable_until: None, fresh: false, ..sample.receipt(lang, &live) };
    add("receipt-live", later.render());
    let gone = OwnComment { withdrawn: true, ..sample.own(Status::Trash, true) };
    add("receipt-withdrawn", sample.receipt(lang, &gone).render());

    add("privacy", sample.privacy(lang, true).render());
    add("confirm", OneButtonView::confirm(sample.frame(lang), "/m/token").render());
    add("erase", OneButtonView::erase(sample.frame(lang), "/m/token").render());
    add("not-found", NoticeView::not_found(sample.frame(lang)).render());
    add("too-many", NoticeView::too_many(sample.frame(lang), 30).render());
    let demo = DemoView {
        frame: sample.frame(lang),
        magazine_style: "demo.css",
        picture: "demo-library.svg",
        title: demo_text::TITLE,
        published: NOW.plus(-2 * Timestamp::DAY),
        site: "demo",
        key: demo_text::KEY,
        thread: "/t/demo?key=noeglen",
        feed: "/t/demo/feed.atom",
        script: "svar.js",
    };
    add("demo", demo.render());
    pages
}

#[test]
fn every_page_renders_in_every_language_and_leaves_no_word_untranslated() {
    for lang in Lang::ALL {
        for (name, text) in every_page(lang) {
            if let Ok(folder) = std::env::var("SVAR_SAMPLES") {
                std::fs::write(std::path::Path::new(&folder).join(&name), &text).unwrap();
            }
            let page = scraper::Html::parse_document(&text);
            assert!(page.errors.is_empty(), "{name} is not well formed: {:?}", page.errors);
            let scripts: Vec<&str> = text.split("<script").skip(1).collect();
            let allowed = |script: &&str| {
                script.starts_with(" type=\"application/ld+json\">") || script.starts_with(" async src=")
            };
            assert!(!text.contains("style=") && scripts.iter().all(allowed), "{name} would break the CSP");
        }
    }
}

#[test]
fn mails_hold_what_their_readers_need() {
    let sample = Sample::new();
    let words = sample.words(Lang::Da);
    let confirm =
        ConfirmMail { words, site: "Fællesskrift", name: "O'Hara", link: "https://svar.example/m/x", hours: 48 };
    let text = confirm.render().unwrap();
    assert!(text.contains("Hej O'Hara"), "plain text is not escaped as HTML: {text}");
    assert!(text.contains("https://svar.example/m/x\n") && text.contains("48 timer"));
    let waiting = WaitingMail {
        queue: svar::domain::comment::Queue::Of(svar::domain::comment::Status::Pending),
        words,
        site: "Fællesskrift",
        title: &"å".repeat(80),
        name: "Mette",
        text: "Linje 1\nLinje 2",
        reasons: vec!["Indeholder 3 links.".to_owned()],
        link: "https://svar.example/desk/queue",
        waiting: 12,
    };
    let text = waiting.render().unwrap();
    assert!(text.contains("> Linje 1\n> Linje 2\n\n") && text.contains("- Indeholder 3 links.\n\n"), "{text}");
    assert_eq!(waiting.subject(), format!("Ny kommentar venter: »{}…«", "å".repeat(60)));
}
