//! `/desk/{site}/log`: who did what, when, and what it was before; and the log as a file.
//!
//! The search is the address: a page can be kept and sent on. Reading changes nothing. Taking the log along is a form,
//! because it is written down.

mod file;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Fresh, Stop, page};
use super::fields::Fields;
use super::order::Order;
use super::ranks::{Editor, Owner};
use crate::domain::comment::CommentId;
use crate::domain::moderator::ModeratorId;
use crate::domain::site::{Site, SiteId};
use crate::domain::thread::ThreadId;
use crate::http::state::Shared;
use crate::http::view::desk::log::Asked;
use crate::http::view::desk::{LogView, Section};
use crate::i18n::day_begins;
use crate::services::Services;
use crate::store::audit::About;
use crate::store::log::{By, LogEntry, LogFilter};
use crate::store::{self};

/// Lines on a page.
const PAGE: i64 = 50;
/// Lines of one comment or person that are shown with it; the log shows the rest.
const BESIDE: i64 = 200;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/{site}/log", get(show))
        .route("/desk/{site}/log.csv", post(csv))
        .route("/desk/{site}/log.jsonl", post(json_lines))
}

async fn show(editor: Editor) -> Response {
    let shown = log(&editor).await;
    editor.answer(shown)
}

async fn csv(order: Order<Fresh<Owner>>) -> Response {
    let file = file::hand_out(&order.who, &order.fields, file::Format::Csv).await;
    order.who.answer(file)
}

async fn json_lines(order: Order<Fresh<Owner>>) -> Response {
    let file = file::hand_out(&order.who, &order.fields, file::Format::JsonLines).await;
    order.who.answer(file)
}

async fn log(at: &At) -> Result<Response, Stop> {
    let (services, query) = (&at.web().services, &at.member.door.query);
    let words = at.web().words(at.member.door.lang);
    let asked = asked(query);
    let before = match query.get("before").filter(|text| !text.is_empty()) {
        Some(text) => Some(number(text).ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?),
        None => None,
    };
    let search = Search::read(services, &at.site, &asked).await?;
    // What was typed wrong finds nothing: everything would look like an answer.
    let mut entries = match search.wrong.is_empty() {
        true => services.store.log(at.site.id, &search.filter, before, PAGE + 1).await?,
        false => Vec::new(),
    };
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = entries.len() > shown;
    entries.truncate(shown);
    let root = format!("/desk/{}", at.site.key.as_str());
    let last = entries.last().filter(|_| more);
    let view = LogView {
        frame: at.frame(Section::Log),
        asked,
        moderators: &services.store.log_moderators(at.site.id).await?,
        actions: &services.store.log_actions(at.site.id).await?,
        next: last.map(|entry| address(&root, &asked, Some(entry.id))),
        first: before.map(|_| address(&root, &asked, None)),
        may_export: at.role() >= crate::domain::moderator::Role::Owner,
        wrong: search.wrong.iter().map(|field| (*field, words.t(&format!("desk-log-wrong-{field}")))).collect(),
        entries: &entries,
        root,
    };
    page(StatusCode::OK, &view)
}

/// The newest lines about one thing, for its own page; the newest first.
pub async fn newest(services: &Services, site: SiteId, about: About) -> Result<Vec<LogEntry>, store::Error> {
    let filter = LogFilter { about: Some(about), ..LogFilter::default() };
    services.store.log(site, &filter, None, BESIDE).await
}

/// A comment's history, the oldest line first.
pub async fn of_comment(services: &Services, site: SiteId, id: CommentId) -> Result<Vec<LogEntry>, store::Error> {
    let mut history = newest(services, site, About::Comment(id)).await?;
    history.reverse();
    Ok(history)
}

pub(super) fn asked(fields: &Fields) -> Asked<'_> {
    let field = |name| fields.get(name).map_or("", str::trim);
    Asked {
        who: field("who"),
        action: field("action"),
        about: field("about"),
        comment: field("comment"),
        thread: field("thread"),
        person: field("person"),
        from: field("from"),
        until: field("until"),
    }
}

fn address(root: &str, asked: &Asked<'_>, before: Option<i64>) -> String {
    let before = before.map(|id| id.to_string());
    let fields = asked.fields().into_iter().chain(before.as_deref().map(|id| ("before", id)));
    let query: Vec<String> = fields
        .map(|(name, value)| {
            let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
            format!("{name}={value}")
        })
        .collect();
    if query.is_empty() { format!("{root}/log") } else { format!("{root}/log?{}", query.join("&")) }
}

/// What is looked for, and which fields could not be read.
pub(super) struct Search {
    pub filter: LogFilter,
    pub wrong: Vec<&'static str>,
}

impl Search {
    pub async fn read(services: &Services, site: &Site, asked: &Asked<'_>) -> Result<Self, store::Error> {
        let mut wrong = Vec::new();
        let mut check = |field: &'static str, text: &str, good: bool| {
            if !text.is_empty() && !good {
                wrong.push(field);
            }
        };
        let by = match asked.who {
            "author" => Some(By::Author),
            "system" => Some(By::System),
            id => number(id).map(|id| By::Moderator(ModeratorId(id))),
        };
        check("who", asked.who, by.is_some());
        let (comment, thread, person) = (number(asked.comment), number(asked.thread), number(asked.person));
        check("comment", asked.comment, comment.is_some());
        check("thread", asked.thread, thread.is_some());
        let hash = match person {
            Some(id) => services.store.author_traces(site.id, CommentId(id)).await?.and_then(|traces| traces.email),
            None => None,
        };
        check("person", asked.person, hash.is_some());
        check("about", asked.about, asked.about == "site");
        let zone = &site.policy.timezone;
        let (from, until) = (day_begins(asked.from, zone, 0), day_begins(asked.until, zone, 1));
        check("from", asked.from, from.is_some());
        check("until", asked.until, until.is_some());
        let mut abouts: Vec<About> = Vec::new();
        abouts.extend(comment.map(|id| About::Comment(CommentId(id))));
        abouts.extend(thread.map(|id| About::Thread(ThreadId(id))));
        abouts.extend(hash.map(About::Person));
        abouts.extend((asked.about == "site").then_some(About::Site));
        // A line is about one thing: two of them together are about nothing.
        check("about", "two", abouts.len() < 2);
        let action = Some(asked.action.to_owned()).filter(|word| !word.is_empty());
        Ok(Self { filter: LogFilter { by, action, about: abouts.into_iter().next(), from, until }, wrong })
    }
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|n| *n > 0)
}
