//! The room `text`: nothing that was said is lost, and what people mean by line breaks, quotes and
//! addresses is what they get. The laws that hold for every input are in `text_laws`.

use svar::domain::comment::StoredHtml;
use svar::text::{self, Rendered, SafeHtml, TooMuch};

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

#[test]
fn line_breaks_and_paragraphs_are_kept() {
    assert_eq!(html("en\nto\n\ntre"), "<p>en<br>to</p><p>tre</p>");
    assert_eq!(html("en  \nto"), "<p>en<br>to</p>");
    assert_eq!(html("en<br>\nto<br/>tre<br><br>fire"), "<p>en<br>to<br>tre<br><br>fire</p>");
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
fn markdown_does_not_cut_addresses_into_pieces() {
    for address in ["https://x.dk/__init__.py", "https://x.dk/_a_/_b_?c=_d_", "http://www.x.dk/a_(b_c)"] {
        assert_eq!(html(address), format!("<p>{}</p>", link(address, address)));
        assert_eq!(html(&format!("_{address}_")), format!("<p><em>{}</em></p>", link(address, address)));
        assert_eq!(html(&format!("[x]({address})")), format!("<p>{}</p>", link(address, "x")));
        assert_eq!(html(&format!("<{address}>")), format!("<p>{}</p>", link(address, address)));
        assert_eq!(html(&format!("<a href=\"{address}\">x</a>")), format!("<p>{}</p>", link(address, "x")));
        assert_eq!(html(&format!("`{address}`")), format!("<p><code>{address}</code></p>"));
    }
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
    assert_eq!(text::render("- a\n- \n\nb").unwrap().plain, "- a\n\nb");
    assert_eq!(text::render("kampen den\n1. maj").unwrap().plain, "kampen den\n\n1. maj");
    assert_eq!(rendered.plain, "a b\nc\n\nd & e\n\n- f\n- g\n\nh\n\ni");
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
