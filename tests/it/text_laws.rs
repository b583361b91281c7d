//! The laws of the room `text`, for every input: no element or attribute outside the list comes out,
//! links are told exactly, and cleaning again changes nothing.

use std::path::PathBuf;

use proptest::prelude::*;
use scraper::{Html, Node};
use svar::domain::comment::StoredHtml;
use svar::text;

const ELEMENTS: &str = "p br b strong i em s del q cite code pre blockquote ul ol li a";
const REL: &str = "nofollow ugc noopener";

fn clean(html: &str) -> String {
    text::from_store(&StoredHtml { html: html.to_owned(), revision: 0 }).to_string()
}

/// Reads the HTML as a browser does, refuses what is not in the list, and gives the links.
pub fn walk(html: &str) -> Vec<String> {
    let page = Html::parse_fragment(html);
    let mut links = Vec::new();
    for node in page.tree.root().descendants() {
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Text(_) | Node::Fragment => continue,
            other => panic!("{other:?} in {html:?}"),
        };
        if element.name() == "html" && node.parent() == Some(page.tree.root()) {
            continue; // the parser's own
        }
        assert!(ELEMENTS.split(' ').any(|name| name == element.name()), "<{}> in {html:?}", element.name());
        for (name, value) in element.attrs() {
            match (element.name(), name) {
                ("a", "rel") => assert_eq!(value, REL),
                ("a", "href") => {
                    let url = url::Url::parse(value).unwrap();
                    assert!(["http", "https", "mailto"].contains(&url.scheme()), "{value:?}");
                    assert!(url.username().is_empty() && url.password().is_none(), "{value:?}");
                    assert_eq!(url.as_str(), value, "not as a browser reads it");
                    if url.scheme() != "mailto" {
                        links.push(value.to_owned());
                    }
                }
                _ => panic!("{}[{name}] in {html:?}", element.name()),
            }
        }
    }
    links
}

/// The laws that hold for every input.
fn assert_lawful(source: &str) {
    if let Ok(rendered) = text::render(source) {
        assert_eq!(walk(rendered.html.as_str()), rendered.links, "links of {source:?}");
        assert_eq!(clean(rendered.html.as_str()), rendered.html.as_str(), "cleaning again, of {source:?}");
    }
    let cleaned = clean(source);
    walk(&cleaned);
    assert_eq!(clean(&cleaned), cleaned, "cleaning twice, of {source:?}");
}

/// Everything that means something to one of the parsers.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<strong>", "<a href=\"https://x.dk/?a=1&amp;b=2\">",
    "<a href='javascript:alert(1)'>", "<a href=//x.dk>", "<a>", "</a>", "<code>", "</code>", "<pre>", "</pre>",
    "<q>", "<p>", "</p>", "<br>", "<br/>", "</br>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<blockquote>",
    "</blockquote>", "<script>", "</script>", "<style>", "<svg>", "<math>", "<table>", "<td>",
    "<img src=x onerror=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<textarea>", "<select>",
    "<template>", "<noscript>", "<title>", "<b", "<a href=\"", "\"", "'", ">", "<", "&", "&lt;", "&amp;lt;",
    "&#60;", "&#x202e;", "&nbsp;", "\u{a0}", "&#1;", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n2. ", "\n    ",
    "\n# ", "\n---\n", "\n```\n", "> ", "- ", "*", "**", "_", "~~", "`", "``", "[", "](", ")", "![",
    "[x](https://x.dk)", "[x](javascript:alert(1))", "<https://x.dk>", "<a@x.dk>", "https://x.dk/(a)",
    "http://", "www.x.dk", "www.", "a@b.dk", "\n[x]: https://x.dk\n", "[x]", "\\", " ", "  \n", "\t", "\r",
    "\0", "\u{1}", "æøå", "ord", "\u{202e}", "\u{202c}", "\u{2067}", "\u{2069}", "\u{301}", "\u{200b}",
    "\u{feff}", "x", "\u{fdd0}", "https://x.dk/_a_", "[x](https://x.dk/_a_)",
];

fn markup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_markup_escapes_the_list(source in markup()) {
        assert_lawful(&source);
    }

    #[test]
    fn no_string_escapes_the_list(source in any::<String>()) {
        assert_lawful(&source);
    }
}

/// The lines of a file of hostile strings, each a JSON string or an object that has one under `field`.
/// Lines with lone surrogates are no strings in Rust, and never get past the edge.
pub fn hostile(file: &str, field: Option<&str>, accept: impl Fn(&serde_json::Value) -> bool) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hostile").join(file);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("SVAR_TEST_REQUIRE").is_none(), "the hostile strings are missing: {}", path.display());
        println!("\n*** SKIPPED: no hostile strings at {} ***\n", path.display());
        return Vec::new();
    };
    let values = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    values
        .filter(|value| accept(value))
        .map(|value| field.map_or(&value, |field| &value[field]).as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn hostile_markup_does_not_get_through() {
    for source in hostile("xss-dev.txt", None, |_| true) {
        assert_lawful(&source);
    }
}

#[test]
fn naughty_strings_do_not_get_through() {
    for source in hostile("naughty-strings.jsonl", Some("s"), |_| true) {
        assert_lawful(&source);
    }
}

#[test]
fn hostile_unicode_does_not_get_through() {
    for source in hostile("unicode-hostile.jsonl", Some("s"), |_| true) {
        assert_lawful(&source);
    }
}

#[test]
fn hostile_addresses_are_inert_however_they_are_linked() {
    for url in hostile("urls-hostile.jsonl", Some("url"), |line| line["use"] == "author") {
        for source in [
            url.clone(),
            format!("[x]({url})"),
            format!("[x](<{url}>)"),
            format!("<{url}>"),
            format!("<a href=\"{url}\">x</a>"),
            format!("<a href={url}>x</a>"),
            format!("[x]\n\n[x]: {url}"),
        ] {
            assert_lawful(&source);
        }
    }
}
