//! The widget's scripts and the style sheets as they are delivered: headers, twins, names, sizes.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Response;
use sha2::{Digest, Sha384};
use svar::domain::lang::Lang;
use svar::i18n::I18n;
use svar::widget::{CSS_HERE, DEEDS_HERE, MORE_HERE, PROOF_HERE, WORDS_HERE, Widget, pack};

use crate::support::app::TestApp;
use crate::support::{Engine, TestDb};

const SCRIPTS: [(&str, &str); 5] = [
    ("widget.js", include_str!("../../assets/widget.js")),
    ("widget-reader.js", include_str!("../../assets/widget-reader.js")),
    ("widget-pen.js", include_str!("../../assets/widget-pen.js")),
    ("widget-deeds.js", include_str!("../../assets/widget-deeds.js")),
    ("widget-proof.js", include_str!("../../assets/widget-proof.js")),
];

fn widget() -> Widget {
    Widget::default()
}

async fn app() -> (TestApp, TestDb) {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    (TestApp::start(&db, |_| {}).await, db)
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn packed(app: &TestApp, path: &str, encoding: &str) -> Response {
    app.request("GET", path).header("accept-encoding", encoding).send().await.unwrap()
}

fn unpacked(bytes: &[u8], encoding: &str) -> String {
    let mut text = String::new();
    match encoding {
        "br" => brotli::Decompressor::new(bytes, 4_096).read_to_string(&mut text),
        _ => flate2::read::GzDecoder::new(bytes).read_to_string(&mut text),
    }
    .unwrap();
    text
}

#[tokio::test]
async fn the_script_is_kept_for_an_hour_and_its_twins_for_ever() {
    let (app, _db) = app().await;
    let widget = widget();
    let for_ever = "public, max-age=31536000, immutable";
    let twin = (widget.script.path.as_str(), &widget.script.text, for_ever);
    let parts = widget.parts().map(|part| (part.path.as_str(), &part.text, for_ever));
    let stable = (Widget::STABLE, &widget.script.text, "public, max-age=3600");
    for (path, text, cache) in [stable, twin].into_iter().chain(parts) {
        let response = app.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(header(&response, "content-type"), "text/javascript; charset=utf-8");
        assert_eq!(header(&response, "cache-control"), cache, "{path}");
        assert_eq!(header(&response, "access-control-allow-origin"), "*", "integrity and modules ask for it");
        assert!(response.headers().get("access-control-allow-credentials").is_none());
        assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
        assert_eq!(header(&response, "vary"), "Accept-Encoding");
        let etag = header(&response, "etag").to_owned();
        assert_eq!(response.text().await.unwrap(), *text, "{path}");
        let again = app.request("GET", path).header("if-none-match", etag).send().await.unwrap();
        assert_eq!(again.status(), 304);
    }
}

#[tokio::test]
async fn every_style_and_script_has_smaller_twins_that_say_the_same() {
    let (app, _db) = app().await;
    let widget = widget();
    let paths = ["/page.css", "/desk.css", "/demo.css", Widget::STABLE, &widget.script.path];
    for path in paths {
        let plain = app.get(path).await.text().await.unwrap();
        for encoding in ["gzip", "br"] {
            let response = packed(&app, path, encoding).await;
            assert_eq!(header(&response, "content-encoding"), encoding, "{path}");
            assert_eq!(header(&response, "vary"), "Accept-Encoding");
            let bytes = response.bytes().await.unwrap();
            assert!(bytes.len() * 2 < plain.len(), "{path} {encoding}: {} of {}", bytes.len(), plain.len());
            assert_eq!(unpacked(&bytes, encoding), plain);
        }
    }
}

#[tokio::test]
async fn what_all_load_fits_in_8_kb_and_what_few_load_in_6() {
    let (app, _db) = app().await;
    let Widget { more, deeds, proof, .. } = widget();
    // What fewer still load is smaller still.
    let parts = [(Widget::STABLE.to_owned(), 8_192), (more.path, 6_144), (deeds.path, 2_048), (proof.path, 1_536)];
    for (path, most) in parts {
        let size = packed(&app, &path, "gzip").await.bytes().await.unwrap().len();
        assert!(size <= most, "{path}: {size} bytes");
    }
}

#[tokio::test]
async fn a_hash_that_is_not_of_this_program_is_nowhere_and_kept_nowhere() {
    let (app, _db) = app().await;
    for path in ["/svar.0123456789abcdef.js", "/svar-more.js", "/thread.css"] {
        let response = app.get(path).await;
        assert_eq!((response.status().as_u16(), header(&response, "cache-control")), (404, "no-store"), "{path}");
    }
}

/// A browser keeps `/svar.js` for an hour, also over an upgrade: its readers can write all the same.
#[tokio::test]
async fn a_script_from_before_an_upgrade_gets_the_other_parts_of_today() {
    let (app, _db) = app().await;
    for part in widget().parts() {
        let name = part.path.split('.').next().unwrap();
        let response = app.get(&format!("{name}.0123456789abcdef.js")).await;
        assert_eq!((response.status().as_u16(), header(&response, "cache-control")), (200, "no-store"), "{name}");
        assert_eq!(header(&response, "access-control-allow-origin"), "*");
        assert_eq!(response.text().await.unwrap(), part.text);
    }
}

#[tokio::test]
async fn the_pages_style_is_the_threads_and_then_its_own() {
    let (app, _db) = app().await;
    let css = app.get("/page.css").await.text().await.unwrap();
    let (thread, page) = (css.find(".svar-title {").unwrap(), css.find(".svar-masthead {").unwrap());
    assert!(thread < page);
}

#[test]
fn a_name_and_an_integrity_value_are_those_of_the_content() {
    let widget = widget();
    for script in widget.parts().into_iter().chain([&widget.script]) {
        let digest = Sha384::digest(script.text.as_bytes());
        assert_eq!(script.integrity, format!("sha384-{}", STANDARD.encode(digest)));
        let hash: String = digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
        assert!(script.path.ends_with(&format!(".{hash}.js")), "{}", script.path);
    }
}

/// Every language's few words, the style and the other half's name are in; no placeholder is left.
#[test]
fn the_script_carries_its_style_its_words_and_the_name_of_its_other_half() {
    let (widget, i18n) = (widget(), I18n::default());
    let text = &widget.script.text;
    for placeholder in [CSS_HERE, WORDS_HERE, MORE_HERE, "__"] {
        assert!(!text.contains(placeholder), "{placeholder}");
    }
    assert!(text.contains(&format!("\"{}?\"", widget.more.path)));
    for (here, part) in [(DEEDS_HERE, &widget.deeds), (PROOF_HERE, &widget.proof)] {
        assert!(!widget.more.text.contains(here) && widget.more.text.contains(&format!("\"{}\"", part.path)), "{here}");
    }
    assert!(!widget.more.text.contains("widget-reader"), "one module, of two files");
    assert!(text.contains(".svar-title{") && text.contains(":host{"));
    for lang in Lang::ALL {
        let words = ["load-failed", "retry"].map(|id| i18n.words(lang).t(id));
        let entry = format!("\"{}\":{}", lang.tag(), serde_json::to_string(&words).unwrap());
        assert!(text.contains(&entry), "{entry}");
    }
    assert!(!text.contains("// ") && !text.contains("\n "), "comments and indentation are dropped");
}

/// What packing relies on, and what makes `/svar.js` a script that needs no `type`.
#[test]
fn the_scripts_are_written_so_that_they_can_be_packed() {
    for (name, source) in SCRIPTS {
        assert!(!source.contains("+ +") && !source.contains("- -"), "{name}: packed, that is another operator");
    }
    assert!(SCRIPTS[0].1.contains("\"use strict\";"));
    assert!(!SCRIPTS[0].1.lines().any(|l| l.starts_with("import ") || l.starts_with("export ")), "a plain script");
}

#[test]
fn packing_keeps_every_blank_that_means_something() {
    let script = "// one\nconst a = \"// no\"; /** @type {A} */ (a).b();\nconst c = `x  ${a + 1}`, d = /( |x)/g.test(a) ? 1 : 2;\n";
    assert_eq!(pack::script(script), "const a=\"// no\";(a).b();const c=`x  ${a + 1}`,d=/( |x)/g.test(a)?1:2;");
    let style =
        "/* a */\n.a :hover > .b { width: calc(1em + 2px); margin: 0 auto; }\n.c::before { content: \"{ ;  }\"; }";
    let packed = pack::style(style);
    for kept in [".a :hover>.b{", "calc(1em + 2px)", "margin:0 auto", "content:\"{ ;  }\""] {
        assert!(packed.contains(kept), "{kept} in {packed}");
    }
}

#[test]
fn a_literal_closes_no_script_and_reads_back_as_it_was() {
    let text = "\"a\"\\ </script><!-- \u{2028}\u{2029}\n\t\u{0} æ";
    let literal = pack::literal(text);
    for banned in ["<", "\u{2028}", "\u{2029}", "\n", "\t"] {
        assert!(!literal.contains(banned), "{banned:?} in {literal}");
    }
    // JSON knows all of it but the short form of a code.
    let json: String = serde_json::from_str(&literal.replace("\\x", "\\u00")).unwrap();
    assert_eq!(json, text);
}
