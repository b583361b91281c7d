//! The log as a file: CSV for a spreadsheet, JSON lines for programs. Sent in parts, however long it is.
//!
//! What comments said is in the JSON lines alone. A cell that a spreadsheet would take for a formula begins with an
//! apostrophe (security reference §12).

use std::sync::Arc;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Map, Value};

use super::{Search, asked};
use crate::domain::comment::Status;
use crate::domain::site::Site;
use crate::http::desk::api::LogLineJson;
use crate::http::desk::door::{At, Stop};
use crate::http::desk::fields::Fields;
use crate::i18n::rfc3339;
use crate::moderation;
use crate::services::Services;
use crate::store::audit::About;
use crate::store::log::{LogEntry, LogFilter};
use crate::store::{self};

/// Lines that are read and sent at a time.
const PART: i64 = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    JsonLines,
}

const COLUMNS: [&str; 13] = [
    "id",
    "at",
    "actor",
    "moderator",
    "action",
    "about",
    "comment",
    "thread",
    "article",
    "from",
    "to",
    "before",
    "after",
];

pub async fn hand_out(at: &At, fields: &Fields, format: Format) -> Result<Response, Stop> {
    let services = &at.web().services;
    let asked = asked(fields);
    let search = Search::read(services, &at.site, &asked).await?;
    if !search.wrong.is_empty() {
        return Err(Stop::of(StatusCode::BAD_REQUEST));
    }
    let (name, kind) = match format {
        Format::Csv => ("csv", "text/csv; charset=utf-8; header=present"),
        Format::JsonLines => ("jsonl", "application/jsonl; charset=utf-8"),
    };
    let mut what: Map<String, Value> =
        asked.fields().into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    what.insert("format".to_owned(), name.into());
    let id = moderation::export_log(services, &at.site, at.moderator(), what.into()).await?;
    let day = rfc3339(services.now());
    let day = day.get(..10).unwrap_or_default();
    let file = format!("attachment; filename=\"svar-{}-log-{day}.{name}\"", at.site.key.as_str());
    let body = body(services.clone(), at.site.clone(), search.filter, id, format);
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, file)], body).into_response())
}

/// The lines below a number, newest first. A database that fails half-way ends the answer as one that is broken.
fn body(services: Arc<Services>, site: Arc<Site>, filter: LogFilter, below: i64, format: Format) -> Body {
    // Excel takes UTF-8 for something else without the mark.
    let head = if format == Format::Csv { format!("\u{feff}{}\r\n", COLUMNS.join(",")) } else { String::new() };
    let parts = stream::try_unfold((Some(below), head), move |(below, head)| {
        let (services, site, filter) = (services.clone(), site.clone(), filter.clone());
        async move {
            let Some(below) = below else { return Ok::<_, store::Error>(None) };
            let lines = services.store.log(site.id, &filter, Some(below), PART).await?;
            let last = lines.last().map(|line| line.id);
            let text = lines.into_iter().fold(head, |text, line| match format {
                Format::Csv => text + &csv_line(&line),
                Format::JsonLines => text + &json_line(line),
            });
            Ok(Some((text, (last, String::new()))))
        }
    });
    Body::from_stream(parts)
}

/// A line for programs: the same as the API's.
fn json_line(line: LogEntry) -> String {
    // Words, numbers and what was JSON before: nothing that cannot be written.
    let mut text = serde_json::to_string(&LogLineJson::from(line)).unwrap_or_default();
    text.push('\n');
    text
}

fn csv_line(line: &LogEntry) -> String {
    let (about, comment, thread) = line.about_words();
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let status = |status: Option<Status>| status.map(Status::as_str).unwrap_or_default().to_owned();
    // What a comment said is not for spreadsheets.
    let change = |value: &Option<Value>| match (&line.about, value) {
        (About::Comment(_), _) | (_, None) => String::new(),
        (_, Some(value)) => value.to_string(),
    };
    let cells: [String; COLUMNS.len()] = [
        line.id.to_string(),
        rfc3339(line.at),
        line.actor.clone(),
        line.moderator.clone().unwrap_or_default(),
        line.action.clone(),
        about.to_owned(),
        number(comment),
        number(thread),
        line.thread_title.clone().unwrap_or_default(),
        status(line.from),
        status(line.to),
        change(&line.before),
        change(&line.after),
    ];
    format!("{}\r\n", cells.map(|text| cell(&text)).join(","))
}

/// RFC 4180, and no formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains(['"', ',', '\n', '\r', '\'', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
