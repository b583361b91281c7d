//! The room `text`: whatever is typed, only a short list of elements comes out, nothing that was said
//! is lost, and what people mean by line breaks, quotes and addresses is what they get.

use std::path::PathBuf;

use proptest::prelude::*;
use scraper::{Html, Node};
use svar::domain::comment::StoredHtml;
use svar::text::{self, Rendered, SafeHtml, TooMuch};

const ELEMENTS: [&str; 17] =
    ["p", "br", "b", "strong", "i", "em", "s", "del", "q", "cite", "code", "pre", "blockquote", "ul", "ol", "li", "a"];
const REL: &str = "nofollow ugc noopener";

fn html(source: &str) -> String {
    text::render(source).unwrap().html.to_string()
}

fn clean(html: &str) -> SafeHtml {
    text::from_store(&StoredHtml { html: html.to_owned(), revision: 0 })
}

fn link(href: &str, shown: &str) -> String {
    format!("<a href=\"{href}\" rel=\"{REL}\">{shown}</a>")
}

/// Reads the HTML as a browser does, refuses what is not in the list, and gives the links.
fn walk(html: &str) -> Vec<String> {
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
        assert!(ELEMENTS.contains(&element.name()), "<{}> in {html:?}", element.name());
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
        assert_eq!(clean(rendered.html.as_str()).as_str(), rendered.html.as_str(), "cleaning again, of {source:?}");
    }
    let cleaned = clean(source);
    walk(cleaned.as_str());
    assert_eq!(clean(cleaned.as_str()), cleaned, "cleaning twice, of {source:?}");
}

fn fragment() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<em>",
        "</em>",
        "<strong>",
        "<a href=\"https://x.dk/?a=1&amp;b=2\">",
        "<a href='javascript:alert(1)'>",
        "<a href=//x.dk>",
        "<a>",
        "</a>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<q>",
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        "</br>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<blockquote>",
        "</blockquote>",
        "<script>",
        "</script>",
        "<style>",
        "<svg>",
        "<math>",
        "<table>",
        "<td>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "<textarea>",
        "<select>",
        "<template>",
        "<noscript>",
        "<title>",
        "<b",
        "<a href=\"",
        "\"",
        "'",
        ">",
        "<",
        "&",
        "&lt;",
        "&amp;lt;",
        "&#60;",
        "&#x202e;",
        "&nbsp;",
        "\u{a0}",
        "&#1;",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n2. ",
        "\n    ",
        "\n# ",
        "\n---\n",
        "\n```\n",
        "> ",
        "- ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "](",
        ")",
        "![",
        "[x](https://x.dk)",
        "[x](javascript:alert(1))",
        "<https://x.dk>",
        "<a@x.dk>",
        "https://x.dk/(a)",
        "http://",
        "www.x.dk",
        "www.",
        "a@b.dk",
        "\n[x]: https://x.dk\n",
        "[x]",
        "\\",
        " ",
        "  \n",
        "\t",
        "\r",
        "\0",
        "\u{1}",
        "æøå",
        "ord",
        "\u{202e}",
        "\u{202c}",
        "\u{2067}",
        "\u{2069}",
        "\u{301}",
        "\u{200b}",
        "\u{feff}",
        "x",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_markup_escapes_the_list(source in fragment()) {
        assert_lawful(&source);
    }

    #[test]
    fn no_string_escapes_the_list(source in any::<String>()) {
        assert_lawful(&source);
    }
}

/// The lines of a file of hostile strings, each a JSON string or an object that has one under `field`.
/// Lines with lone surrogates are no strings in Rust, and never get past the edge.
fn hostile(file: &str, field: Option<&str>, accept: impl Fn(&serde_json::Value) -> bool) -> Vec<String> {
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

#[test]
fn line_breaks_and_paragraphs_are_kept() {
    assert_eq!(html("en\nto\n\ntre"), "<p>en<br>to</p><p>tre</p>");
    assert_eq!(html("en  \nto"), "<p>en<br>to</p>");
    assert_eq!(html("en<br>\nto<br/>tre"), "<p>en<br>to<br>tre</p>");
    assert_eq!(html("Rødgrød med fløde på Ærø"), "<p>Rødgrød med fløde på Ærø</p>");
}

#[test]
fn markdown_that_a_comment_needs_works() {
    assert_eq!(html("*a* **b** ~~c~~ `d`"), "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>");
    assert_eq!(html("> a\n> b\n\nc"), "<blockquote><p>a<br>b</p></blockquote><p>c</p>");
    assert_eq!(html("- a\n- b"), "<ul><li>a</li><li>b</li></ul>");
    assert_eq!(html("1. a\n2. b"), "<ol><li>a</li><li>b</li></ol>");
    assert_eq!(html("- a\n\n- b"), "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
    assert_eq!(html("- a\n  - b"), "<ul><li>a<ul><li>b</li></ul></li></ul>");
    assert_eq!(html("```\na <b>\n  c\n```"), "<pre><code>a &lt;b&gt;\n  c\n</code></pre>");
    assert_eq!(html("[a](https://x.dk/y)"), format!("<p>{}</p>", link("https://x.dk/y", "a")));
}

#[test]
fn the_tags_that_wordpress_readers_type_work() {
    assert_eq!(
        html("<B>a</B> <strong>b</strong> <i>c</i> <em>d</em> <s>e</s> <strike>f</strike> <del datetime=x>g</del>"),
        "<p><b>a</b> <strong>b</strong> <i>c</i> <em>d</em> <s>e</s> <s>f</s> <del>g</del></p>"
    );
    assert_eq!(html("<q cite=x>a</q> <cite>b</cite> <code>c</code>"), "<p><q>a</q> <cite>b</cite> <code>c</code></p>");
    assert_eq!(
        html("<a href='https://x.dk/?a=1&amp;b=2' title=\"t\" onclick=\"x()\">her</a>"),
        format!("<p>{}</p>", link("https://x.dk/?a=1&amp;b=2", "her"))
    );
    assert_eq!(
        html("<blockquote>a **b**\n\nc</blockquote>\nd"),
        "<blockquote><p>a <strong>b</strong></p><p>c</p></blockquote><p>d</p>"
    );
    assert_eq!(
        html("før\n<blockquote>citat</blockquote>\nefter"),
        "<p>før<br></p><blockquote><p>citat</p></blockquote><p>efter</p>"
    );
    assert_eq!(html("<p>a</p><p>b</p>"), "<p>a</p><p>b</p>");
}

#[test]
fn tags_are_balanced_and_do_not_reach_into_other_paragraphs() {
    assert_eq!(html("<b>a\n\nc"), "<p><b>a</b></p><p>c</p>");
    assert_eq!(html("<b><i>a</b></i> c"), "<p><b><i>a</i></b> c</p>");
    assert_eq!(html("a</b></blockquote></p> c"), "<p>a</p><p>c</p>");
    assert_eq!(html("**a</strong>** c"), "<p><strong>a</strong> c</p>");
    assert_eq!(html("> <blockquote>a\n\nc"), "<blockquote><blockquote><p>a</p></blockquote></blockquote><p>c</p>");
}

#[test]
fn other_html_is_shown_as_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>");
    assert_eq!(html("<!-- a -->"), "<p>&lt;!-- a --&gt;</p>");
    assert_eq!(html("<div>**a**</div>"), "<p>&lt;div&gt;<strong>a</strong>&lt;/div&gt;</p>");
    assert_eq!(html("jeg <3 dig & AT&T &copy; 1 < 2"), "<p>jeg &lt;3 dig &amp; AT&amp;T © 1 &lt; 2</p>");
}

#[test]
fn headings_images_tables_and_rules_become_their_text() {
    assert_eq!(html("# a"), "<p>a</p>");
    assert_eq!(html("a\n==="), "<p>a</p>");
    assert_eq!(html("![en kat](https://x.dk/k.png)"), "<p>en kat</p>");
    assert_eq!(html("|a|b|\n|-|-|\n|c|d|"), "<p>|a|b|<br>|-|-|<br>|c|d|</p>");
    assert_eq!(html("a\n\n---\n\nb"), "<p>a</p><p>---</p><p>b</p>");
    assert_eq!(html("- - - - - - - - - - - - - - - - - -"), "<p>- - - - - - - - - - - - - - - - - -</p>");
}

#[test]
fn a_number_that_begins_a_line_stays_the_number_that_was_typed() {
    assert_eq!(html("2. verdenskrig sluttede i 1945."), "<p>2. verdenskrig sluttede i 1945.</p>");
    assert_eq!(html("3) tredje\n\n4) *fjerde*"), "<p>3) tredje</p><p>4) <em>fjerde</em></p>");
}

#[test]
fn nothing_that_was_typed_disappears() {
    assert_eq!(html("[a]: b"), "<p>[a]: b</p>");
    assert_eq!(html("<b></b>"), "<p>&lt;b&gt;&lt;/b&gt;</p>");
    assert_eq!(html("![](x)\n\n[a]: b"), "<p>![](x)</p><p>[a]: b</p>");
}

#[test]
fn bare_addresses_are_linked() {
    let x = link("https://x.dk/a_b_c?d=1&amp;e=2", "https://x.dk/a_b_c?d=1&amp;e=2");
    assert_eq!(html("se (https://x.dk/a_b_c?d=1&e=2)."), format!("<p>se ({x}).</p>"));
    assert_eq!(html("WWW.x.dk!"), format!("<p>{}!</p>", link("http://www.x.dk/", "WWW.x.dk")));
    assert_eq!(
        html("**http://ærø.dk**"),
        format!("<p><strong>{}</strong></p>", link("http://xn--r-3fa9c.dk/", "http://ærø.dk"))
    );
    assert_eq!(html("<https://x.dk>"), format!("<p>{}</p>", link("https://x.dk/", "https://x.dk")));
    let both = format!("<p>{}, {}</p>", link("http://a.dk/", "http://a.dk"), link("http://www.b.dk/", "www.b.dk"));
    assert_eq!(html("http://a.dk, www.b.dk"), both);
    let parentheses = "https://da.wikipedia.org/wiki/M%C3%B8n_(%C3%B8)";
    assert_eq!(
        html("https://da.wikipedia.org/wiki/Møn_(ø)"),
        format!("<p>{}</p>", link(parentheses, "https://da.wikipedia.org/wiki/Møn_(ø)"))
    );
}

#[test]
fn what_is_no_address_is_not_linked() {
    for source in [
        "skriv til bo@x.dk",
        "<bo@x.dk>",
        "kom til sagen.Det er x.dk",
        "ftp://x.dk",
        "javascript://x.dk",
        "bo@www.x.dk",
        "xhttp://x.dk",
        "www.",
        "http://",
        "http:// x",
        "`https://x.dk`",
        "<code>https://x.dk</code>",
        "```\nhttps://x.dk\n```",
        "https://bo:kode@x.dk",
        "//x.dk",
    ] {
        let rendered = text::render(source).unwrap();
        assert!(rendered.links.is_empty(), "{source:?} gave {:?}", rendered.links);
        assert!(!rendered.html.as_str().contains("<a"), "{source:?} gave {}", rendered.html);
    }
    assert_eq!(text::render("[https://a.dk](https://b.dk)").unwrap().links, ["https://b.dk/"]);
}

#[test]
fn addresses_that_must_not_be_linked_leave_their_text() {
    for href in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//x.dk",
        "/x",
        "x.html",
        "#x",
        "?x",
        "",
        "https://bank.dk@x.dk/",
        "https://:x@x.dk/",
        "http://",
        "mailto:a@b.dk?bcc=c@d.dk",
        "ftp://x.dk",
        "file:///etc/passwd",
        "tel:12345678",
        "&#106;avascript:alert(1)",
        "java&#x0A;script:alert(1)",
    ] {
        assert_eq!(html(&format!("<a href=\"{href}\">her</a>")), "<p>her</p>", "{href}");
        assert_eq!(html(&format!("[her](<{href}>)")), "<p>her</p>", "{href}");
    }
    assert_eq!(html(&format!("[her](https://x.dk/{})", "a".repeat(490))), "<p>her</p>");
    assert_eq!(html("[her](mailto:a@b.dk)"), format!("<p>{}</p>", link("mailto:a@b.dk", "her")));
    assert_eq!(html(r"[her](http:\\x.dk\y)"), format!("<p>{}</p>", link("http://x.dk/y", "her")));
}

#[test]
fn links_are_listed_in_order_with_duplicates() {
    let Rendered { links, .. } =
        text::render("www.b.dk <a href=\"http://a.dk?x&amp;y\">x</a> http://www.b.dk/ [m](mailto:a@b.dk)").unwrap();
    assert_eq!(links, ["http://www.b.dk/", "http://a.dk/?x&y", "http://www.b.dk/"]);
}

#[test]
fn text_direction_cannot_leak_out_of_a_paragraph() {
    assert_eq!(html("a \u{202e}b\n\nc"), "<p>a \u{202e}b\u{202c}</p><p>c</p>");
    assert_eq!(html("\u{2067}\u{202b}a"), "<p>\u{2067}\u{202b}a\u{202c}\u{2069}</p>");
    assert_eq!(html("\u{2067}\u{202b}a\u{2069} b"), "<p>\u{2067}\u{202b}a\u{2069} b</p>");
    assert_eq!(html("a\u{202c}\u{2069}b"), "<p>ab</p>");
    assert_eq!(html("a &#x202e;b"), "<p>a \u{202e}b\u{202c}</p>");
    assert_eq!(html("- \u{202e}a\n- b"), "<ul><li>\u{202e}a\u{202c}</li><li>b</li></ul>");
    assert_eq!(html("`a\u{202e}b`"), "<p><code>ab</code></p>");
    assert_eq!(html("<code>a\u{2066}b</code>"), "<p><code>ab</code></p>");
    assert_eq!(text::render("a \u{202e}b").unwrap().plain, "a b");
    assert_eq!(clean("<p>\u{202e}a</p><p>b</p>").as_str(), "<p>\u{202e}a\u{202c}</p><p>b</p>");
}

#[test]
fn entities_do_not_bring_back_what_the_normal_form_took_out() {
    assert_eq!(html("a&#0;&#1;&#x7f;&#xfffa;&#xe0041;b"), "<p>a\u{fffd}b</p>");
    assert_eq!(html(&format!("a{}b", "&#x301;".repeat(50))), format!("<p>a{}b</p>", "\u{301}".repeat(8)));
}

#[test]
fn deep_nesting_is_refused_however_it_is_made() {
    for unit in ["> ", ">", "- ", "1. ", "<b>", "<blockquote>", "*a **a ", "<i><b>"] {
        let nested = format!("{}x{}", unit.repeat(5_000), "*".repeat(6));
        let nested =
            if unit.starts_with("*a") { format!("{}x{}", "*a **a ".repeat(40), " a** a*".repeat(40)) } else { nested };
        assert_eq!(text::render(&nested).err(), Some(TooMuch::Nested), "{unit:?}");
    }
    assert!(text::render(&format!("{}x", "> ".repeat(16))).is_ok());
    assert!(text::render(&format!("{}x", "- ".repeat(16))).is_ok());
    assert_eq!(text::render(&format!("{}x", "> ".repeat(17))).err(), Some(TooMuch::Nested));
}

#[test]
fn markup_without_end_is_text_and_not_an_error() {
    for unit in ["*", "_", "[", "![", "`", "<", "</b>", "~", "&", "\\", "\n", "<!--", "[a](", "www.~", "http://", "a*"]
    {
        let source = unit.repeat(60_000 / unit.len());
        assert!(text::render(&source).is_ok(), "{unit:?}");
    }
}

#[test]
fn more_than_a_mebibyte_of_html_is_refused() {
    assert_eq!(text::render(&"&".repeat(240 * 1024)).err(), Some(TooMuch::Html));
    assert_eq!(text::render(&"www.a.dk ".repeat(24 * 1024)).err(), Some(TooMuch::Html));
}

#[test]
fn plain_text_keeps_the_words_and_the_lines() {
    let rendered =
        text::render("**a** [b](http://x.dk)\nc\n\n> d &amp; e\n\n- f\n- g\n\n```\nh\n```\n<b>i</b>").unwrap();
    assert_eq!(rendered.plain, "a b\nc\n\nd & e\n\nf\ng\n\nh\n\ni");
}

#[test]
fn an_excerpt_is_cut_between_words() {
    assert_eq!(text::excerpt("en to\n\ntre", 9), "en to tre");
    assert_eq!(text::excerpt("en to tre", 8), "en to…");
    assert_eq!(text::excerpt("en to tre", 5), "en to…");
    assert_eq!(text::excerpt("speciallægepraksis", 7), "special…");
    assert_eq!(text::excerpt("e\u{301}e\u{301} to", 2), "e\u{301}e\u{301}…");
    assert_eq!(text::excerpt("", 5), "");
    assert_eq!(text::excerpt("a", 0), "…");
}

#[test]
fn stored_html_of_this_revision_is_shown_as_it_is_and_other_is_cleaned() {
    let rendered = text::render("a **b**").unwrap();
    let stored = text::to_store(&rendered.html);
    assert_eq!((stored.html.as_str(), stored.revision), ("<p>a <strong>b</strong></p>", text::REVISION));
    assert_eq!(text::from_store(&stored), rendered.html);
    assert_eq!(clean("<p onclick=x>a<script>b</script><style>c</style><b>d").as_str(), "<p>a<b>d</b></p>");
    assert_eq!(clean("a<div>b<a href=/x>c</a></div>").as_str(), "<p>abc</p>");
    assert_eq!(clean("<ul><li>a<li>b</ul>").as_str(), "<ul><li>a</li><li>b</li></ul>");
    assert_eq!(clean("Tom &amp; Jerry &lt;3 &copy;").as_str(), "<p>Tom &amp; Jerry &lt;3 ©</p>");
}

#[test]
fn cleaning_stays_cheap_on_markup_that_parsers_multiply() {
    let bomb: String = (0..2_000).map(|n| format!("<b x={n}><p>")).collect();
    assert!(clean(&bomb).as_str().len() < 1024 * 1024);
}

#[test]
fn a_template_prints_safe_html_as_it_is_and_nothing_else() {
    #[derive(askama::Template)]
    #[template(source = "{{ html }}{{ name }}", ext = "html")]
    struct Page<'a> {
        html: &'a SafeHtml,
        name: &'a str,
    }
    let rendered = text::render("**a**").unwrap();
    let page = askama::Template::render(&Page { html: &rendered.html, name: "<b>" }).unwrap();
    assert_eq!(page, "<p><strong>a</strong></p>&#60;b&#62;");
}
