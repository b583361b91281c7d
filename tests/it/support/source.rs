//! As much of Rust's grammar as the layer rules need: tokens without comments, and the paths in them.

use std::path::Path;

/// One file below a folder, its path with `/` and relative to that folder.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Text,
    Mark,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    /// A word; a string's content; a punctuation mark, `::` as one.
    pub text: String,
    pub line: usize,
}

/// A path such as `crate::store::Tx`, written out in full where it stood in a `use` group. A glob ends in `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    pub segments: Vec<String>,
    pub line: usize,
}

/// Every file below `folder` with this extension; none where there is no such folder.
pub fn files(folder: &Path, extension: Option<&str>) -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(folder, folder, extension, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, extension: Option<&str>, found: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, extension, found);
        } else if extension.is_none() || path.extension().and_then(|end| end.to_str()) == extension {
            let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(SourceFile { path: relative, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Words, strings and marks; comments, characters and lifetimes are left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { rest: text, line: 1, tokens: Vec::new() };
    while let Some(first) = lexer.rest.chars().next() {
        lexer.step(first);
    }
    lexer.tokens
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self, first: char) {
        if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.skip(block_comment(self.rest));
        } else if let Some(hashes) = raw_string(self.rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let open = self.rest.find('"').unwrap_or_default() + 1;
            let close = self.rest[open..].find(&end).map_or(self.rest.len(), |at| open + at);
            self.push(Kind::Text, self.rest[open..close].to_owned());
            self.skip((close + end.len()).min(self.rest.len()));
        } else if first == '"' {
            let close = closing_quote(&self.rest[1..], '"') + 1;
            self.push(Kind::Text, self.rest[1..close].to_owned());
            self.skip((close + 1).min(self.rest.len()));
        } else if first == '\'' {
            self.skip(character_or_lifetime(self.rest));
        } else if first.is_alphanumeric() || first == '_' {
            let end = self.rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let word = &self.rest[..end.unwrap_or(self.rest.len())];
            // The prefixes of byte and C strings belong to the string.
            if !(matches!(word, "b" | "c") && self.rest[1..].starts_with(['"', '\''])) {
                self.push(Kind::Word, word.to_owned());
            }
            self.skip(word.len());
        } else if !first.is_whitespace() {
            let mark = if self.rest.starts_with("::") { "::".to_owned() } else { first.to_string() };
            let length = mark.len();
            self.push(Kind::Mark, mark);
            self.skip(length);
        } else {
            self.skip(first.len_utf8());
        }
    }

    fn push(&mut self, kind: Kind, text: String) {
        self.tokens.push(Token { kind, text, line: self.line });
    }

    fn skip(&mut self, length: usize) {
        let (past, rest) = self.rest.split_at(length);
        self.line += past.matches('\n').count();
        self.rest = rest;
    }
}

/// Block comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The number of `#` where a raw string starts.
fn raw_string(text: &str) -> Option<usize> {
    let after = ["br", "cr", "r"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// Where the next quote is that no backslash protects.
fn closing_quote(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at,
            _ => {}
        }
    }
    text.len().saturating_sub(1)
}

fn character_or_lifetime(text: &str) -> usize {
    let mut letters = text[1..].chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), _) => closing_quote(&text[1..], '\'') + 2,
        (Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => 1 + text[1..].find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len() - 1),
    }
}

/// Words that a path that starts with `::` may follow.
const KEYWORDS: &[&str] =
    &["use", "return", "in", "if", "match", "while", "else", "mut", "dyn", "impl", "for", "where"];

/// All paths of two words or more, and the single words after `use`.
pub fn paths(tokens: &[Token]) -> Vec<NamedPath> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let continues = at >= 2 && is(tokens, at - 1, "::") && !starts_path(tokens, at - 1);
        if tokens[at].kind == Kind::Word && !continues && !KEYWORDS.contains(&&*tokens[at].text) {
            let alone = at >= 1 && is(tokens, at - 1, "use");
            let before = found.len();
            at = path_from(tokens, at, &[], &mut found);
            let short = found.len() == before + 1 && found[before].segments.len() == 1;
            if short && !alone {
                found.pop();
            }
        } else {
            at += 1;
        }
    }
    found
}

/// A `::` that nothing stands before: `::sqlx::query`.
fn starts_path(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].kind != Kind::Word && tokens[at - 1].text != ">" || is(tokens, at - 1, "use")
}

/// Reads one path, and the group at its end; answers the index of the token after it.
fn path_from(tokens: &[Token], start: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut segments = before.to_vec();
    let mut at = start;
    loop {
        segments.push(tokens[at].text.clone());
        at += 1;
        if !is(tokens, at, "::") {
            break;
        }
        match tokens.get(at + 1) {
            Some(next) if next.kind == Kind::Word || next.text == "*" => at += 1,
            Some(next) if next.text == "{" => return group_from(tokens, at + 2, &segments, found),
            _ => break,
        }
    }
    found.push(NamedPath { segments, line: tokens[start].line });
    at
}

fn group_from(tokens: &[Token], start: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut at = start;
    while at < tokens.len() && !is(tokens, at, "}") {
        let item = tokens[at].kind == Kind::Word && !is(tokens, at - 1, "as") || is(tokens, at, "*");
        at = if item { path_from(tokens, at, before, found) } else { at + 1 };
    }
    at + 1
}

fn is(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.kind != Kind::Text && token.text == text)
}
