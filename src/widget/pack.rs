//! Makes scripts and styles smaller without understanding them: whole-line comments, indentation, blanks.
//!
//! A script must have no template literal over several lines, and block comments only on lines of their own;
//! a test holds the sources to that.

/// A script without whole-line comments, indentation and empty lines. Line breaks stay, so that where a
/// statement ends does not change.
pub fn script(source: &str) -> String {
    let mut packed = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if line.starts_with("/*") && !line.contains("*/") {
            in_comment = true;
        } else if !line.is_empty() && !line.starts_with("//") && !is_comment(line) {
            packed.push_str(line);
            packed.push('\n');
        }
    }
    packed
}

/// One block comment and nothing else.
fn is_comment(line: &str) -> bool {
    line.starts_with("/*") && line.find("*/").is_some_and(|end| end + 2 == line.len())
}

/// A style sheet without comments and without the blanks that mean nothing. A blank before `:` stays (`.a :hover`
/// is not `.a:hover`), and so do those around operators (`calc(1em + 2px)`).
pub fn style(source: &str) -> String {
    let mut packed = String::with_capacity(source.len());
    let mut rest = source;
    let mut blank = false;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '/' if rest.starts_with("/*") => {
                blank = true;
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            c if c.is_ascii_whitespace() => {
                blank = true;
                1
            }
            c => {
                let needless =
                    matches!(c, '{' | '}' | ';' | ',' | '>') || packed.ends_with(['{', '}', ';', ',', '>', ':']);
                if blank && !needless && !packed.is_empty() {
                    packed.push(' ');
                }
                blank = false;
                if c == '}' && packed.ends_with(';') {
                    packed.pop();
                }
                let taken = if matches!(c, '"' | '\'') { string_length(rest, c) } else { c.len_utf8() };
                packed.push_str(rest.get(..taken).unwrap_or_default());
                taken
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    packed
}

/// How many bytes the string at the start of `rest` has, both quotes included.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
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
