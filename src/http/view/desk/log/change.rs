//! What was changed, as it was and as it became.

use serde_json::Value;

use super::words::diff;
use crate::domain::clock::Timestamp;
use crate::i18n::Words;

pub use super::words::Piece;

/// A text longer than this is shown below itself, and not beside it.
const SHORT: usize = 60;

/// What the log keeps only so that a step can be taken back.
const KEPT_FOR_UNDO: &[&str] = &["asked", "decided", "status_before", "html", "renderer", "text_hash", "staff_edited"];
/// Moments, in milliseconds.
const MOMENTS: &[&str] = &["expires", "closed", "close_at", "until", "created", "edited"];
/// Names whose values are a status.
const STATUSES: &[&str] = &["status", "to"];

/// One thing that was changed.
pub enum Change {
    /// Its name, what it was and what it is; `None`: it was not there, or is no more.
    Value { name: String, old: Option<String>, new: Option<String> },
    /// Its name and both texts, with what differs marked.
    Text { name: String, old: Vec<Piece>, new: Vec<Piece> },
}

/// Everything that differs, in the order in which it was written down.
pub(super) fn changes(words: Words<'_>, zone: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    flatten(before, &mut Vec::new(), &mut old);
    flatten(after, &mut Vec::new(), &mut new);
    let mut paths: Vec<&Vec<String>> = new.iter().map(|(path, _)| path).collect();
    paths.extend(old.iter().map(|(path, _)| path).filter(|path| !new.iter().any(|(other, _)| other == *path)));
    let find = |list: &[(Vec<String>, Value)], path: &[String]| {
        list.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone())
    };
    let mut all = Vec::new();
    for path in paths {
        let (was, is) = (find(&old, path), find(&new, path));
        let key = path.last().map_or("", String::as_str);
        let text = |value: Option<Value>| value.and_then(|value| shown(words, zone, key, &value));
        let (was, is) = (text(was), text(is));
        if was == is {
            continue;
        }
        let name = name(words, path);
        let long = |text: &Option<String>| text.as_ref().is_some_and(|t| t.contains('\n') || t.chars().count() > SHORT);
        all.push(if long(&was) || long(&is) {
            let (old, new) = diff(&was.unwrap_or_default(), &is.unwrap_or_default());
            Change::Text { name, old, new }
        } else {
            Change::Value { name, old: was, new: is }
        });
    }
    all
}

/// Names within names become one list of paths; what is kept for undo alone is left out.
fn flatten(value: Option<&Value>, path: &mut Vec<String>, all: &mut Vec<(Vec<String>, Value)>) {
    match value {
        None | Some(Value::Null) => {}
        Some(Value::Object(fields)) => {
            for (name, value) in fields {
                if KEPT_FOR_UNDO.contains(&name.as_str()) {
                    continue;
                }
                path.push(name.clone());
                flatten(Some(value), path, all);
                path.pop();
            }
        }
        Some(value) => all.push((path.clone(), value.clone())),
    }
}

fn shown(words: Words<'_>, zone: &str, key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(words.t(if *yes { "desk-log-yes" } else { "desk-log-no" })),
        Value::Number(number) => Some(match number.as_i64() {
            Some(n) if MOMENTS.contains(&key) => words.date_time(Timestamp(n), zone),
            // A number's digits are grouped only where it counts something.
            Some(n) if key == "id" || key.ends_with("_id") => n.to_string(),
            Some(n) => words.number(n),
            None => number.to_string(),
        }),
        Value::String(text) if STATUSES.contains(&key) => {
            Some(words.known(&format!("desk-status-{text}")).unwrap_or_else(|| text.clone()))
        }
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => {
            let list: Vec<String> = list.iter().filter_map(|value| shown(words, zone, key, value)).collect();
            Some(list.join("\n")).filter(|text| !text.is_empty())
        }
        // Inside a list.
        Value::Object(_) => Some(value.to_string()),
    }
}

/// A name that has no word stands as it is written in the log.
fn name(words: Words<'_>, path: &[String]) -> String {
    let word = |name: &String| words.known(&format!("desk-log-key-{name}")).unwrap_or_else(|| name.replace('_', " "));
    path.iter().map(word).collect::<Vec<_>>().join(" · ")
}
