//! What to put into which kind of website: the recipes of `docs/embed.md`, with this site's own names in them, so that
//! the page and the document cannot say different things.

const BOOK: &str = include_str!("../../../../docs/embed.md");

/// The names of the document's examples.
const BASE: &str = "https://comments.example.dk";
const HOME: &str = "https://www.ugensblad.example";
const TEXT: &str = "Read and write comments";

/// One kind of website.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The word in ids and in the locale files (`desk-embed-where-…`).
    pub word: &'static str,
    /// As people call it; not translated.
    pub name: &'static str,
    /// What to put in, each in a file of its own.
    pub code: Vec<String>,
}

/// The heading in the document, the word, the name.
const KINDS: [(&str, &str, &str); 5] = [
    ("WordPress", "wordpress", "WordPress"),
    ("Hugo", "hugo", "Hugo"),
    ("Eleventy", "eleventy", "Eleventy"),
    ("Astro", "astro", "Astro"),
    ("Next.js and React", "react", "React"),
];

/// The plain snippet first, then every recipe. `home`: the site's own origin.
pub fn recipes(snippet: &str, base: &str, key: &str, home: &str, fallback: &str) -> Vec<Recipe> {
    let own = |code: &str| {
        let code = code.replace(BASE, base).replace(HOME, home).replace(TEXT, fallback);
        [("'", "'"), ("\"", "\""), ("/t/", "?"), ("/t/", "`"), ("/t/", "\"")]
            .iter()
            .fold(code, |code, (a, b)| code.replace(&format!("{a}ugen{b}"), &format!("{a}{key}{b}")))
    };
    let plain = Recipe { word: "html", name: "HTML", code: vec![snippet.to_owned()] };
    let others = KINDS.into_iter().map(|(heading, word, name)| {
        let code = blocks(heading).map(|(kind, block)| match kind {
            // The data that the template reads stands in the prose of the document.
            "njk" => format!("{{# _data/svar.json: {} #}}\n{}", data(base, key, home), own(block)),
            _ => own(block),
        });
        Recipe { word, name, code: code.collect() }
    });
    std::iter::once(plain).chain(others).filter(|recipe| !recipe.code.is_empty()).collect()
}

fn data(base: &str, key: &str, home: &str) -> String {
    serde_json::json!({ "origin": base, "site": key, "home": home }).to_string()
}

/// The code of a section: its language and its text.
fn blocks(heading: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mark = format!("\n## {heading}\n");
    let section = BOOK.split_once(mark.as_str()).map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or_default());
    section.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'))
}
