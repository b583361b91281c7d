//! Labelled comments in JSON lines, as `svar spam eval` and `svar spam train` read them.

use serde::Deserialize;

/// A comment with the truth about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    pub author: String,
    pub website: String,
    pub text: String,
    pub spam: bool,
    pub lang: String,
    /// In the published YouTube split: whether it is for training.
    pub train: Option<bool>,
}

/// What is wrong with a file of labelled comments, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    pub why: String,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    url: Option<String>,
    text: String,
    label: serde_json::Value,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    tubespam: Option<String>,
}

/// Reads every line. `text` and `label` (1 spam, 0 ham) must be there; other fields may be absent or empty.
pub fn read(json_lines: &str) -> Result<Vec<Labelled>, BadLine> {
    let lines = json_lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rows: Vec<Labelled> =
        lines.map(|(at, line)| one(line).map_err(|why| BadLine { line: at + 1, why })).collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(BadLine { line: 1, why: "the file holds no comment".to_owned() });
    }
    Ok(rows)
}

fn one(line: &str) -> Result<Labelled, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| without_place(&error))?;
    if line.text.trim().is_empty() {
        return Err("`text` is empty".to_owned());
    }
    let spam = match line.label.as_u64() {
        Some(0) => false,
        Some(1) => true,
        _ => return Err(format!("`label` must be 1 (spam) or 0 (ham), not {}", line.label)),
    };
    let train = match line.tubespam.as_deref() {
        None | Some("") => None,
        Some("train") => Some(true),
        Some("test") => Some(false),
        Some(other) => return Err(format!("`tubespam` must be `train` or `test`, not `{other}`")),
    };
    Ok(Labelled {
        author: line.author.unwrap_or_default(),
        website: line.url.unwrap_or_default(),
        text: line.text,
        spam,
        lang: line.lang.unwrap_or_default(),
        train,
    })
}

/// Every line is a document of its own, so »line 1« in the parser's words would mislead.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => format!("{}, at character {}", text.get(..end).unwrap_or_default(), error.column()),
        None => text,
    }
}
