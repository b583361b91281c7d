//! What it costs to render a comment: an ordinary one, the longest one, and ones made to be slow.

use svar::domain::comment::StoredHtml;
use svar::text;

const PARAGRAPH: &str = "Tak for en **god** artikel om frivillige og kommuner. Jeg savner dog, at I nævner \
                         <em>økonomien</em>, se https://www.example.dk/aarsrapport-2024?side=3 og \
                         [referatet](https://example.org/referat).\nMvh. Åse Ærø\n\n> Partnerskaber kræver tid.\n\n\
                         Det er ikke altid nemt at blive enige, men <b>hvis</b> man taler sammen, så går det.\n\n";

fn main() {
    divan::main();
}

fn comment(characters: usize) -> String {
    PARAGRAPH.chars().cycle().take(characters).collect()
}

#[divan::bench(args = [400, 5_000, 60_000])]
fn comment_of_characters(bencher: divan::Bencher, characters: usize) {
    let source = comment(characters);
    bencher.bench(|| text::render(&source));
}

#[divan::bench(args = [400, 5_000])]
fn cleaning_an_older_row(bencher: divan::Bencher, characters: usize) {
    let html = text::render(&comment(characters)).map(|rendered| rendered.html.to_string()).unwrap_or_default();
    let stored = StoredHtml { html, revision: 0 };
    bencher.bench(|| text::from_store(&stored));
}

const HOSTILE: [&str; 48] = [
    ">",
    "> ",
    "*",
    "* ",
    "*a ",
    "*a",
    "a*",
    "**a *a ",
    "_",
    "_a ",
    "a_",
    "a_b",
    "~",
    "~a ",
    "~~a ",
    "[",
    "![",
    "]",
    "[a](",
    "[a](<",
    "[a]: b\n",
    "[a",
    "[](",
    "`",
    "`a``",
    "<b>",
    "<b",
    "</b>",
    "<",
    "<!--",
    "<?",
    "<![CDATA[",
    "<a href=\"",
    "&",
    "&#",
    "\\",
    "- ",
    "1. ",
    "2. x\n",
    "+",
    "#",
    "\n",
    "\t",
    "www.",
    "http://",
    "a.",
    ":",
    "<blockquote>",
];

/// 240 KiB of one piece of markup.
#[divan::bench(args = HOSTILE, sample_count = 3, sample_size = 1)]
fn hostile(bencher: divan::Bencher, unit: &str) {
    let source = unit.repeat(240 * 1024 / unit.len());
    bencher.bench(|| text::render(&source));
}

/// Deep containers that many blank lines lead through again and again.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn hostile_nesting(bencher: divan::Bencher) {
    let deep: String = (0..120).map(|level| " ".repeat(32 * level) + &"- ".repeat(16) + "a\n").collect();
    let source = deep.chars().take(120 * 1024).chain(" \n".chars().cycle()).take(240 * 1024).collect::<String>();
    bencher.bench(|| text::render(&source));
}
