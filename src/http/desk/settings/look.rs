//! `/desk/{site}/settings/look`: the site's own colours, shown on a thread before they are saved.
//!
//! The preview is the widget's own thread in a shadow root, with the widget's sheet and the look behind it. The sheet
//! has an address of its own, which this page's policy names; what stands in its query is read as a look and written
//! anew, so that nothing else can get into it.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::super::door::{At, Stop, page};
use super::super::fields::Fields;
use super::super::order::Order;
use super::super::ranks::Owner;
use super::{around, save, saved};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{Comment, CommentId, Content};
use crate::domain::look::{COLOURS, Look, Theme};
use crate::domain::policy::{Policy, Why, Wrong};
use crate::http::headers::Surface;
use crate::http::view::desk::settings::{ColourField, Form, LookView, Tab, wrong_sentence};
use crate::http::view::{Fragment, Links, Openness, Part, ThreadView, arrange};
use crate::i18n::Words;
use crate::services::Failure;
use crate::text;
use crate::widget::{THREAD_CSS, WRITING_CSS};

const NAMES: [&str; 4] = ["look_light", "look_dark", "look_radius", "look_font"];
const FIELDS: [&str; 2] = ["look_radius", "look_font"];

pub async fn show(owner: Owner) -> Response {
    let look = &owner.site.policy.look;
    let colour = |name: &str| {
        let (theme, name) = name.split_once('-').unwrap_or_default();
        let palette = if theme == "dark" { &look.dark } else { &look.light };
        palette.get(name).map(|colour| colour.to_string()).unwrap_or_default()
    };
    let form = Form::new(owner.words(), &owner.site, &FIELDS, None, &[]);
    answer(&owner, shown(&owner, StatusCode::OK, form, look, &colour, false))
}

fn answer(at: &At, result: Result<Response, Stop>) -> Response {
    let sheet = sheet_path(at);
    at.member.door.answer_as(Surface::DeskLook { sheet: &sheet }, result)
}

fn sheet_path(at: &At) -> String {
    format!("/desk/{}/settings/look.css", at.site.key.as_str())
}

fn shown(
    at: &At,
    status: StatusCode,
    form: Form,
    look: &Look,
    typed: &dyn Fn(&str) -> String,
    tried: bool,
) -> Result<Response, Stop> {
    let words = at.words();
    let wrong = wrong_sentence(words, &Wrong::new("", "", Why::Colour { name: String::new() }));
    let (frame, around, line) = around(at, Tab::Look);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in settings_of(look) {
        query.append_pair(name, &value);
    }
    let sample = sample(words, at)?;
    let view = LookView {
        light: ColourField::all(words, look, Theme::Light, typed, &wrong),
        dark: ColourField::all(words, look, Theme::Dark, typed, &wrong),
        sheet: format!("{}{}?{}", at.web().base(), sheet_path(at), query.finish()),
        css: look.css(),
        sample: &sample,
        frame,
        around,
        line,
        form,
        tried,
    };
    page(status, &view)
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = carry_out(&order).await;
    answer(&order.who, changed)
}

/// `do=show`: only shows it.
async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let field = |name: &str| order.fields.get(name).unwrap_or_default().to_owned();
    let wanted = settings(&order.fields);
    let (look, wrong) = read(&wanted);
    if order.fields.get("do") == Some("show") {
        let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let mut form = Form::new(at.words(), &at.site, &FIELDS, Some(&field), &wrong);
        form.version = field("version").parse().unwrap_or(form.version);
        return shown(at, status, form, &look, &field, wrong.is_empty());
    }
    match save(order, wanted).await? {
        Ok(changed) => Ok(saved(at, Tab::Look, &changed)),
        Err(refused) => {
            let form = refused.form(at, &FIELDS, &field);
            shown(at, refused.status, form, &look, &field, false)
        }
    }
}

/// The four settings that the form's fields make.
fn settings(fields: &Fields) -> Vec<(String, String)> {
    let palette = |theme: Theme| {
        let pair = |(name, _, _): &(&str, _, _)| {
            let typed = fields.get(&format!("{}-{name}", theme.as_str())).unwrap_or_default();
            // A blank inside would make two pairs of it.
            format!("{name}={}", typed.split_whitespace().collect::<String>())
        };
        COLOURS.iter().map(pair).collect::<Vec<_>>().join(" ")
    };
    let value = |name: &str| match name {
        "look_light" => palette(Theme::Light),
        "look_dark" => palette(Theme::Dark),
        _ => fields.get(name).unwrap_or_default().to_owned(),
    };
    NAMES.iter().map(|name| ((*name).to_owned(), value(name))).collect()
}

/// A look from its settings; what is wrong stays as it is built in.
fn read(settings: &[(String, String)]) -> (Look, Vec<Wrong>) {
    let mut policy = Policy::default();
    let wrong = settings.iter().filter_map(|(name, value)| policy.set(name, value).err()).collect();
    (policy.look, wrong)
}

fn settings_of(look: &Look) -> [(&'static str, String); 4] {
    let policy = Policy { look: look.clone(), ..Policy::default() };
    NAMES.map(|name| (name, policy.get(name).unwrap_or_default()))
}

/// The preview's sheet.
pub async fn sheet(owner: Owner) -> Response {
    let value = |name: &&str| ((*name).to_owned(), owner.query(name).unwrap_or_default().to_owned());
    let (look, _) = read(&NAMES.iter().map(value).collect::<Vec<_>>());
    let css = format!(
        "{THREAD_CSS}\n{WRITING_CSS}\n:host{{{}}}\n:host([data-theme=light]){{color-scheme:light}}\n\
         :host([data-theme=dark]){{color-scheme:dark}}\n",
        look.declarations()
    );
    let response = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response();
    owner.web().dress(Surface::DeskApi, response)
}

/// A thread of three comments, in the desk's language.
fn sample(words: Words<'_>, at: &At) -> Result<Fragment, Stop> {
    let comment = |id: i64, parent: Option<i64>| {
        let body = text::render(&words.t(&format!("desk-sample-{id}")));
        let body = body.map_err(|_| Failure::Defect("the sample cannot be rendered".to_owned()))?;
        let content = Content {
            name: words.t(&format!("desk-sample-name-{id}")),
            website: None,
            html: text::to_store(&body.html),
            edited: None,
            picked: id == 1,
            staff: id == 2,
            pinned: false,
            staff_edited: false,
        };
        Ok::<_, Stop>(Comment {
            id: CommentId(id),
            parent: parent.map(CommentId),
            root: CommentId(parent.unwrap_or(id)),
            depth: i64::from(parent.is_some()),
            content: Some(content),
            tombstone: None,
            created: at.site.created.plus(id * Timestamp::MINUTE),
            votes: 3 - id,
            replies: i64::from(id == 1),
        })
    };
    let top = vec![comment(1, None)?, comment(3, None)?];
    let replies = vec![comment(2, Some(1))?];
    let view = ThreadView {
        words,
        zone: &at.site.policy.timezone,
        links: &Links::new(at.web().base(), at.site.key.as_str(), "eksempel", None, None, None),
        site: &at.site.name,
        since: None,
        title: None,
        count: 3,
        branches: arrange(top, replies),
        sort: "oldest",
        votes: true,
        flags: true,
        openness: Openness::Open { until: None },
        part: Part::First,
        next: None,
        next_count: None,
    };
    Ok(view.fragment()?)
}
