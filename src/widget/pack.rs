//! Makes scripts and styles smaller, and puts texts into scripts.
//!
//! What a script may hold is held by a test: no unary `+` behind a binary one, which the minifier would join.

/// A script without comments and needless blanks.
pub fn script(source: &str) -> String {
    minifier::js::minify(source).to_string()
}

/// A style sheet without comments and needless blanks; one that cannot be read stays as it is.
pub fn style(source: &str) -> String {
    minifier::css::minify(source).map_or_else(|_| source.to_owned(), |style| style.to_string())
}

/// A text as a JavaScript string literal. `<` is written so that no script element around it can be closed, and
/// no line break of any kind stands in it.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' => out.push_str("\\x3c"),
            '\n' => out.push_str("\\n"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c if c < ' ' => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
