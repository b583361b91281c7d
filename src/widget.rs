//! The widget's scripts as they are delivered: put together from `assets/` once, when the program starts.
//!
//! `assets/widget.js` is a plain script that becomes `/svar.js` with its style, its few words and the name of its
//! second half put in; `assets/widget-reader.js` and `assets/widget-pen.js` make up the module that it takes in when
//! something rare is asked for, and which takes in two more by itself. They are written by hand and packed here, so
//! there is no build step.
//! Nothing in here depends on a site or on a reader: the bytes are the same for everybody.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::domain::lang::Lang;
use crate::domain::site::SiteKey;
use crate::i18n::I18n;

pub mod pack;

/// The colours, the thread and the form: shared by the widget and the readers' pages.
pub const THREAD_CSS: &str = include_str!("../assets/thread.css");
/// What somebody who writes meets: with the second script, and on the readers' pages.
pub const WRITING_CSS: &str = include_str!("../assets/writing.css");
const WIDGET_CSS: &str = include_str!("../assets/widget.css");
const WIDGET_JS: &str = include_str!("../assets/widget.js");
const READER_JS: &str = include_str!("../assets/widget-reader.js");
const PEN_JS: &str = include_str!("../assets/widget-pen.js");
const DEEDS_JS: &str = include_str!("../assets/widget-deeds.js");
const PROOF_JS: &str = include_str!("../assets/widget-proof.js");

/// What the script says before any answer has come, in the order in which it finds them.
static WORDS: [&str; 2] = ["load-failed", "retry"];

/// Stands in the script where its style is put in, as a string literal.
pub const CSS_HERE: &str = "\"__CSS__\"";
/// Stands where the words are put in: an object from a language to an array.
pub const WORDS_HERE: &str = "\"__WORDS__\"";
/// Stands in a string where the file name of the second half is put in.
pub const MORE_HERE: &str = "__MORE__";
/// The same in the second half, of the parts that it takes in.
pub const DEEDS_HERE: &str = "__DEEDS__";
pub const PROOF_HERE: &str = "__PROOF__";

/// All scripts.
#[derive(Clone, Debug)]
pub struct Widget {
    /// `/svar.js`, and its twin with a hash in the name.
    pub script: Script,
    /// Writing, and what else begins with somebody doing something.
    pub more: Script,
    /// Preview, edit, withdraw, report, vote.
    pub deeds: Script,
    /// The work that a doubtful comment costs.
    pub proof: Script,
}

/// A script with its content's hash in its name.
#[derive(Clone, Debug)]
pub struct Script {
    /// `/svar.<hash>.js`: what stands there never changes.
    pub path: String,
    pub text: String,
    /// The value of `integrity` (Subresource Integrity).
    pub integrity: String,
}

impl Default for Widget {
    fn default() -> Self {
        let style = |text: &str| pack::literal(&pack::style(text));
        let deeds = Script::new("svar-deeds", pack::script(DEEDS_JS));
        let proof = Script::new("svar-proof", pack::script(PROOF_JS));
        let more = pack::script(&one_module(READER_JS, PEN_JS))
            .replace(DEEDS_HERE, deeds.file())
            .replace(PROOF_HERE, proof.file())
            .replace(CSS_HERE, &style(WRITING_CSS));
        let more = Script::new("svar-more", more);
        let script = pack::script(WIDGET_JS)
            .replace(WORDS_HERE, &words(&I18n::holding(&WORDS)))
            .replace(MORE_HERE, more.file())
            .replace(CSS_HERE, &style(&format!("{THREAD_CSS}\n{WIDGET_CSS}")));
        Self { script: Script::new("svar", script), more, deeds, proof }
    }
}

impl Widget {
    /// The address that stays while the content changes.
    pub const STABLE: &'static str = "/svar.js";

    /// The scripts that are fetched when they are needed.
    pub fn parts(&self) -> [&Script; 3] {
        [&self.more, &self.deeds, &self.proof]
    }
}

impl Script {
    /// The name without a slash.
    fn file(&self) -> &str {
        self.path.trim_start_matches('/')
    }

    fn new(name: &str, text: String) -> Self {
        let digest = Sha384::digest(text.as_bytes());
        let hash = digest.iter().take(8).fold(String::new(), |mut hash, byte| {
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        Self { path: format!("/{name}.{hash}.js"), text, integrity: format!("sha384-{}", STANDARD.encode(digest)) }
    }
}

/// What the second imports stands before it then, so it imports nothing.
fn one_module(first: &str, second: &str) -> String {
    let second = second.lines().filter(|line| !line.starts_with("import "));
    first.lines().chain(second).flat_map(|line| [line, "\n"]).collect()
}

/// `{"da":["…",…],…}`
fn words(i18n: &I18n) -> String {
    let entry = |lang: Lang| {
        let words = WORDS.map(|id| pack::literal(&i18n.words(lang).t(id)));
        format!("{}:[{}]", pack::literal(lang.tag()), words.join(","))
    };
    format!("{{{}}}", Lang::ALL.map(entry).join(","))
}

/// What a site's pages need, the same for every article: the tag, with a link for readers without scripts. The link
/// finds the article by the address of the page it stands on. `base`: the service's public address.
pub fn tag(base: &str, site: &SiteKey, fallback: &str) -> String {
    let key = site.as_str();
    format!(
        "<svar-thread site=\"{key}\" style=\"display:block;min-height:100vh\">\
         <a href=\"{base}/t/{key}\" referrerpolicy=\"no-referrer-when-downgrade\">{fallback}</a></svar-thread>"
    )
}

/// The element that takes the widget in.
pub fn script_tag(base: &str) -> String {
    format!("<script async src=\"{base}{}\"></script>", Widget::STABLE)
}
