//! What readers see: the order of a thread, what the form gives back, and that nothing slips through.

use std::collections::HashSet;

use askama::Template;
use proptest::prelude::*;
use scraper::{Html, Selector};
use svar::domain::comment::{Comment, CommentId, Status, Tombstone};
use svar::domain::error::{FieldCode, FieldError, Refusal};
use svar::domain::lang::Lang;
use svar::domain::policy::Moderation;
use svar::http::view::{Fate, FormView, Hidden, Links, Node, Openness, Part, ThreadView, Typed, arrange};

use crate::face_samples::{NOW, Sample, comment, every_page};

fn select(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|e| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn attributes(page: &Html, name: &str) -> Vec<String> {
    let selector = Selector::parse(&format!("[{name}]")).unwrap();
    page.select(&selector).map(|e| e.value().attr(name).unwrap().to_owned()).collect()
}

fn thread_of(sample: &Sample, top: Vec<Comment>, replies: Vec<Comment>) -> String {
    let count = i64::try_from(top.len() + replies.len()).unwrap();
    let view = ThreadView { branches: arrange(top, replies), count, ..sample.thread(Lang::Da) };
    view.fragment().unwrap().html().to_owned()
}

#[test]
fn replies_stand_in_two_tiers_oldest_first_and_say_whom_they_answer() {
    let reply = |id, parent, name: &str| comment(id, Some(parent), 1, name, "<p>x</p>");
    let replies = vec![
        reply(2, 1, "Anne"),
        reply(3, 2, "Jørgen"),
        reply(4, 1, "Karl"),
        reply(5, 3, "Mette"),
        reply(6, 5, "Søren"),
    ];
    let mut top = comment(1, None, 1, "Mette", "<p>x</p>");
    top.replies = 5;
    let branches = arrange(vec![top], replies);

    let ids = |nodes: &[Node]| nodes.iter().map(|n| n.comment.id.0).collect::<Vec<_>>();
    let first = &branches[0].top.replies;
    assert_eq!(ids(first), [2, 4]);
    assert_eq!(ids(&first[0].replies), [3, 5, 6], "the second tier takes whatever is deeper, in order of time");
    assert_eq!(branches[0].missing, 0);
    let answers = |node: &Node| node.answers.clone().map(|a| (a.name, a.is_reply)).unwrap();
    assert_eq!(answers(&first[0]), ("Mette".to_owned(), false));
    assert_eq!(answers(&first[0].replies[2]), ("Mette".to_owned(), true));
}

#[test]
fn a_branch_that_was_not_loaded_whole_leads_to_the_rest() {
    let sample = Sample::new();
    let mut top = comment(1, None, 1, "Mette", "<p>x</p>");
    top.replies = 40;
    let html = thread_of(&sample, vec![top], vec![comment(2, Some(1), 1, "Anne", "<p>x</p>")]);
    let page = Html::parse_fragment(&html);
    assert_eq!(select(&page, ".svar-whole-branch"), ["Vis alle 40 svar"]);
    assert!(html.contains("branch=1#svar-1"), "{html}");
}

#[test]
fn three_replies_stand_open_and_the_rest_is_folded() {
    let sample = Sample::new();
    let mut replies: Vec<_> = (2..=6).map(|id| comment(id, Some(1), 1, "Anne", "<p>x</p>")).collect();
    replies.push(comment(7, Some(5), 1, "Bo", "<p>x</p>"));
    let html = thread_of(&sample, vec![comment(1, None, 1, "Mette", "<p>x</p>")], replies);
    let page = Html::parse_fragment(&html);
    assert_eq!(select(&page, "details.svar-tier-1 > summary"), ["Vis 3 svar mere"], "folded comments, at any depth");
    assert_eq!(select(&page, "article").len(), 7, "folded is not left out");
}

fn any_thread() -> impl Strategy<Value = (Vec<Comment>, Vec<Comment>)> {
    // Each comment answers nobody, an earlier one, or (imported rows) one that comes later or is not there.
    proptest::collection::vec(proptest::option::of(0..40_i64), 1..40).prop_map(|parents| {
        let root = |mut at: usize| {
            for _ in 0..50 {
                match parents.get(at).copied().flatten().and_then(|p| usize::try_from(p).ok()) {
                    Some(parent) if parent < parents.len() => at = parent,
                    _ => break,
                }
            }
            i64::try_from(at).unwrap() + 1
        };
        let all = parents.iter().enumerate().map(|(at, parent)| {
            let id = i64::try_from(at).unwrap() + 1;
            comment(id, parent.map(|p| p + 1), if parent.is_some() { root(at) } else { id }, "N", "<p>x</p>")
        });
        all.partition(|c: &Comment| c.parent.is_none())
    })
}

fn walk(nodes: &[Node], depth: usize, seen: &mut Vec<CommentId>) {
    assert!(depth <= 2 || nodes.is_empty(), "deeper than two tiers");
    let ids: Vec<_> = nodes.iter().map(|n| n.comment.id).collect();
    assert!(depth == 0 || ids.is_sorted(), "replies run oldest first: {ids:?}");
    for node in nodes {
        seen.push(node.comment.id);
        walk(&node.replies, depth + 1, seen);
    }
}

proptest! {
    #[test]
    fn every_comment_under_a_loaded_one_is_shown_exactly_once((top, replies) in any_thread()) {
        let roots: HashSet<_> = top.iter().map(|c| c.id).collect();
        let expected: HashSet<_> =
            top.iter().chain(replies.iter().filter(|c| roots.contains(&c.root))).map(|c| c.id).collect();
        let mut seen = Vec::new();
        for branch in arrange(top, replies) {
            walk(&[branch.top], 0, &mut seen);
        }
        prop_assert_eq!(seen.len(), seen.iter().collect::<HashSet<_>>().len(), "twice");
        prop_assert_eq!(seen.into_iter().collect::<HashSet<_>>(), expected);
    }
}

#[test]
fn a_tombstone_keeps_its_place_and_nothing_else() {
    let sample = Sample::new();
    let mut gone = comment(1, None, 1, "Hemmelig", "<p>Slettet tekst</p>");
    gone.content = None;
    gone.tombstone = Some(Tombstone::Author);
    let html = thread_of(&sample, vec![gone], vec![comment(2, Some(1), 1, "Birgit", "<p>Svar</p>")]);
    let page = Html::parse_fragment(&html);
    assert!(!html.contains("reply=1#"), "nobody can answer what is gone");
    assert_eq!(select(&page, ".svar-gone"), ["Kommentaren er slettet af den, der skrev den."]);
    assert!(html.contains("reply=2#svar-form"));
}

#[test]
fn a_closed_thread_can_be_read_but_offers_no_answer() {
    let sample = Sample::new();
    let openness = Openness::Closed { since: Some(NOW) };
    let view = ThreadView { openness, ..sample.thread(Lang::Da) };
    let fragment = view.fragment().unwrap();
    let text = sample.page(Lang::Da, &fragment, None).render().unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(select(&page, ".svar-notice"), ["Der blev lukket for kommentarer den 22. november 2026."]);
    assert!(select(&page, ".svar-reply, .svar-write, #svar-form").is_empty());
    assert!(!select(&page, ".svar-sort, .svar-body").is_empty(), "reading and sorting still work");
}

#[test]
fn paging_has_real_addresses_that_keep_language_and_order() {
    let sample = Sample::new();
    let links = Links::new("https://svar.example/", "m", "a b&c", None, Some("en"), Some("newest"));
    let view = ThreadView {
        links: &links,
        sort: "newest",
        next: Some("C/1+2"),
        next_count: Some(20),
        count: 1_043,
        ..sample.thread(Lang::En)
    };
    let html = view.fragment().unwrap().html().to_owned();
    assert!(
        html.contains("https://svar.example/t/m?key=a+b%26c&#38;lang=en&#38;sort=newest&#38;after=C%2F1%2B2"),
        "{html}"
    );
    let page = Html::parse_fragment(&html);
    assert_eq!(select(&page, ".svar-more a"), ["Show 20 more comments"]);
    assert_eq!(select(&page, ".svar-progress"), ["Showing 14 of 1,043 comments"]);
    assert_eq!(select(&page, "option[selected]"), ["Newest first"]);
    let later = ThreadView { part: Part::Later, ..view }.fragment().unwrap().html().to_owned();
    let page = Html::parse_fragment(&later);
    assert_eq!(select(&page, ".svar-part"), ["Show the comments from the start"]);
    assert!(select(&page, ".svar-progress").is_empty());
}

#[test]
fn a_key_that_is_the_articles_address_is_not_said_twice() {
    let url = "https://magasin.example/a?b=c";
    let links = Links::new("https://svar.example", "m", url, Some(url), None, None);
    assert_eq!(links.page(), "https://svar.example/t/m?url=https%3A%2F%2Fmagasin.example%2Fa%3Fb%3Dc");
    assert_eq!(links.comment(CommentId(7)), "https://magasin.example/a?b=c#svar-7");
    assert_eq!(links.feed(), "https://svar.example/t/m/feed.atom?url=https%3A%2F%2Fmagasin.example%2Fa%3Fb%3Dc");
}

#[test]
fn a_refused_form_gives_everything_back_and_says_what_to_do_beside_each_field() {
    let sample = Sample::new();
    let fragment = sample.thread(Lang::Da).fragment().unwrap();
    let refusal = Refusal::Fields(vec![
        FieldError::counted("body", FieldCode::BodyTooLong, 1_200),
        FieldError::new("email", FieldCode::EmailInvalid),
    ]);
    let typed = Typed {
        body: "\n\"Først\" </textarea><b>en tom linje",
        name: "O'Hara \"Bo\" <b>",
        email: "bo@",
        website: "https://bo.example/?a=\"b\"",
        notify: false,
    };
    let hidden = Hidden {
        url: Some("https://m.example/\"x"),
        title: Some("<T>"),
        lang: Some("da"),
        ..sample.form(Lang::Da).hidden
    };
    let form = FormView { refusal: Some(&refusal), typed, hidden, ..sample.form(Lang::Da) };
    let text = sample.page(Lang::Da, &fragment, Some(form)).render().unwrap();
    let page = Html::parse_document(&text);

    let value = |id: &str| {
        let selector = Selector::parse(&format!("#svar-{id}")).unwrap();
        page.select(&selector).next().unwrap().value().attr("value").unwrap().to_owned()
    };
    let area = Selector::parse("#svar-body").unwrap();
    let body = page.select(&area).next().unwrap();
    assert_eq!(body.text().collect::<String>(), typed.body);
    assert_eq!(
        (value("name").as_str(), value("email").as_str(), value("website").as_str()),
        (typed.name, typed.email, typed.website)
    );
    assert_eq!(body.value().attr("aria-invalid"), Some("true"));
    assert_eq!(body.value().attr("aria-describedby"), Some("svar-body-error svar-body-hint"));
    assert_eq!(select(&page, "#svar-body-error"), ["!Forkort kommentaren med 1.200 tegn."]);
    assert_eq!(select(&page, "#svar-email-error"), ["!Skriv adressen sådan: navn@eksempel.dk."]);
    assert!(select(&page, "#svar-name-error").is_empty());
    assert_eq!(
        select(&page, ".svar-summary[autofocus] a[href='#svar-email']"),
        ["Skriv adressen sådan: navn@eksempel.dk."]
    );
    assert_eq!(select(&page, ".svar-summary p"), ["Ret 2 felter."]);
    assert!(select(&page, "title")[0].starts_with("Fejl: "));
}

#[test]
fn a_refusal_stands_above_the_button_and_keeps_the_text() {
    let sample = Sample::new();
    let fragment = sample.thread(Lang::Da).fragment().unwrap();
    let typed = Typed { body: "Min tekst", ..Typed::default() };
    let form = FormView { refusal: Some(&Refusal::TooFast { seconds: 9 }), typed, ..sample.form(Lang::Da) };
    let text = sample.page(Lang::Da, &fragment, Some(form)).render().unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(select(&page, ".svar-refusal[role=alert] + .svar-send").len(), 1);
    assert_eq!(select(&page, ".svar-refusal"), ["!Vent 9 sekunder, før du skriver igen. Din tekst står her stadig."]);
    assert_eq!(select(&page, "#svar-body"), ["Min tekst"]);
}

#[test]
fn the_form_promises_only_what_the_settings_do() {
    let mut sample = Sample::new();
    let terms = |sample: &Sample, akismet: bool| {
        let fragment = sample.thread(Lang::Da).fragment().unwrap();
        let form = FormView { akismet, ..sample.form(Lang::Da) };
        let text = sample.page(Lang::Da, &fragment, Some(form)).render().unwrap();
        (select(&Html::parse_document(&text), ".svar-terms")[0].clone(), text)
    };
    sample.policy.moderation = Moderation::Open;
    assert_eq!(terms(&sample, false).0, "");
    assert!(!terms(&sample, false).1.contains("Akismet"));
    assert!(terms(&sample, true).0.starts_with("Siden bruger Akismet"));
    sample.policy.moderation = Moderation::Hold;
    sample.policy.rules_url = "https://m.example/regler".to_owned();
    assert_eq!(terms(&sample, false).0, "Redaktionen læser kommentaren, før den vises. Debatregler");
    sample.policy.require_name_email = false;
    let (_, text) = terms(&sample, false);
    let page = Html::parse_document(&text);
    assert_eq!(attributes(&page, "required").len(), 1, "only the comment itself");
}

#[test]
fn the_shared_thread_holds_nothing_of_one_reader() {
    let sample = Sample::new();
    let fragment = sample.thread(Lang::Da).fragment().unwrap();
    let page = sample.page(Lang::Da, &fragment, Some(sample.form(Lang::Da))).render().unwrap();
    assert!(page.contains("value=\"T0KEN\"") && page.contains("name=\"idempotency_key\" value=\"KEY\""));
    assert!(!fragment.html().contains("T0KEN") && !fragment.html().contains("<form method=\"post\""));
}

#[test]
fn what_readers_write_never_becomes_markup() {
    let sample = Sample::new();
    let hostile = "<script>alert(1)</script>\" onmouseover=\"x";
    let mut top = comment(1, None, 1, hostile, "<p>x</p>");
    top.content.as_mut().unwrap().website = svar::domain::author::Website::stored("https://a.example/\"><script>");
    let html = thread_of(&sample, vec![top], vec![comment(2, Some(1), 1, hostile, "<p>x</p>")]);
    let page = Html::parse_fragment(&html);
    assert!(
        select(&page, "script:not([type='application/ld+json'])").is_empty()
            && attributes(&page, "onmouseover").is_empty(),
        "{html}"
    );
    assert_eq!(select(&page, "h3 .svar-author"), [hostile, hostile], "with and without a website");
}

#[test]
fn no_template_turns_escaping_off() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&entry).unwrap().replace(' ', "");
        assert!(!text.contains("|safe") && !text.contains("|escape") && !text.contains("autoescape"), "{entry:?}");
        seen += 1;
    }
    assert!(seen > 8, "the templates were not read: {seen}");
}

#[test]
fn on_every_page_ids_are_unique_and_every_reference_has_its_target() {
    for lang in Lang::ALL {
        for (name, text) in every_page(lang) {
            assert!(!text.contains('⟦') && !text.contains("{$") && !text.contains("{ $"), "{name} lacks a word");
            let page = Html::parse_document(&text);
            let ids = attributes(&page, "id");
            let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
            assert_eq!(known.len(), ids.len(), "{name}: an id stands twice");
            let local = attributes(&page, "href").into_iter().filter_map(|h| h.strip_prefix('#').map(str::to_owned));
            let described =
                ["for", "aria-labelledby", "aria-describedby"].into_iter().flat_map(|a| attributes(&page, a));
            for target in local.chain(described).flat_map(|t| t.split(' ').map(str::to_owned).collect::<Vec<_>>()) {
                assert!(known.contains(target.as_str()), "{name}: nothing is called {target}");
            }
            assert_eq!(select(&page, "h1").len(), 1, "{name} has one main heading");
            assert_eq!(select(&page, "main").len(), 1, "{name}");
            assert_eq!(attributes(&page, "lang")[0], if name.starts_with("demo") { "da" } else { lang.tag() });
        }
    }
}

#[test]
fn the_receipt_tells_the_truth_and_never_says_spam() {
    let sample = Sample::new();
    for (status, decided, fate, sentence) in [
        (Status::Approved, false, Fate::Live, "Din kommentar er publiceret."),
        (Status::Pending, false, Fate::Held, "Din kommentar afventer godkendelse. Kun du kan se den."),
        (Status::Spam, false, Fate::Held, "Din kommentar afventer godkendelse. Kun du kan se den."),
        (Status::Spam, true, Fate::Rejected, "Redaktionen har valgt ikke at vise din kommentar."),
        (Status::Trash, true, Fate::Rejected, "Redaktionen har valgt ikke at vise din kommentar."),
    ] {
        let own = sample.own(status, decided);
        assert_eq!(Fate::of(&own), fate);
        let mut view = sample.receipt(Lang::Da, &own);
        view.fresh = false;
        let text = view.render().unwrap();
        assert_eq!(select(&Html::parse_document(&text), ".svar-own-status"), [sentence]);
        assert!(!text.to_lowercase().contains("spam"), "{text}");
    }
}

#[test]
fn an_edit_that_is_refused_keeps_what_was_typed() {
    let sample = Sample::new();
    let own = sample.own(Status::Pending, false);
    let mut view = sample.receipt(Lang::Da, &own);
    view.refusal = Some(&Refusal::Stale);
    view.typed = Some("Ny tekst");
    let text = view.render().unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(select(&page, "#svar-body"), ["Ny tekst"]);
    assert_eq!(select(&page, ".svar-refusal").len(), 1);
}

#[test]
fn the_privacy_page_names_akismet_only_where_it_is_used_and_only_what_it_gets() {
    let sample = Sample::new();
    let with = sample.privacy(Lang::Da, true).render().unwrap();
    assert!(with.contains("Akismet får:") && with.contains("<li>din IP-adresse</li>"));
    assert!(!with.contains("<li>din e-mailadresse</li>"), "the address is not sent unless the owner turned that on");
    let mut without = sample.privacy(Lang::Da, false);
    without.kept.retain(|line| !line.what.contains("Akismet"));
    let without = without.render().unwrap();
    assert!(!without.contains("Akismet") && !without.contains("Automattic"), "{without}");
}

#[test]
fn the_feed_is_atom_and_escapes_twice_what_must_be() {
    let text = Sample::new().feed(Lang::Da).render().unwrap();
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"")
    );
    assert!(text.contains("<title>Kommentarer til »Tom &#38; Jerry &#60;3«</title>"), "{text}");
    assert!(text.contains("<content type=\"html\">&#60;p&#62;Tak &#38;amp; farvel&#60;/p&#62;</content>"), "{text}");
    assert!(text.contains("<name>&#60;b&#62;Mette&#60;/b&#62;</name><uri>https://mette.example/?a=1&#38;b=2</uri>"));
    assert!(text.contains("<updated>2026-11-22T17:30:00Z</updated>"), "{text}");
}
