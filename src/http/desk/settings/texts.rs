//! `/desk/{site}/settings/texts`: what readers are told, in the site's own words.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, go, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::super::said::{Kind, Said};
use super::{Refused, around, place, save};
use crate::domain::lang::Lang;
use crate::domain::policy::Wrong;
use crate::domain::texts::TextName;
use crate::http::view::desk::settings::{Form, Tab, TextField, TextGroup, TextsView, wrong_sentence};
use crate::i18n::{Group, readers_messages};

pub async fn show(owner: Owner) -> Response {
    let lang = lang(&owner, owner.query("lang"));
    let search = owner.query("q").unwrap_or_default().trim().to_owned();
    let open = owner.query("group").and_then(|n| n.parse().ok());
    let form = Form::new(owner.words(), &owner.site, &[], None, &[]);
    let own = |name: &TextName| own(&owner, name);
    let groups = groups(&owner, lang, &search, open, &own, &[]);
    let shown = shown(&owner, StatusCode::OK, form, lang, &search, groups);
    owner.answer(shown)
}

fn own(at: &At, name: &TextName) -> String {
    at.site.texts.get(name.lang, &name.id, &name.form).unwrap_or_default().to_owned()
}

/// The language that is asked for, else the site's.
fn lang(at: &At, asked: Option<&str>) -> Lang {
    asked.and_then(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag)).unwrap_or(at.site.policy.lang)
}

fn shown(
    at: &At,
    status: StatusCode,
    form: Form,
    lang: Lang,
    search: &str,
    groups: Vec<TextGroup>,
) -> Result<Response, Stop> {
    let (frame, around, line) = around(at, Tab::Texts);
    page(status, &TextsView { frame, around, line, form, lang, search, groups })
}

/// Every group with what is searched for. Headings are in the desk's language, texts in their own.
fn groups(
    at: &At,
    lang: Lang,
    search: &str,
    open: Option<usize>,
    own: &dyn Fn(&TextName) -> String,
    wrong: &[Wrong],
) -> Vec<TextGroup> {
    let titles: Vec<String> = readers_messages(at.words().lang()).into_iter().map(|group| group.title).collect();
    let all = readers_messages(lang).into_iter().zip(titles).enumerate();
    let group = |(number, (group, title)): (usize, (Group, String))| {
        let fields = fields(at, lang, &group, own, wrong).into_iter();
        let fields: Vec<TextField> = fields.filter(|field| finds(field, search)).collect();
        TextGroup { open: open == Some(number) || !search.is_empty(), number, title, fields }
    };
    all.map(group).filter(|group| !group.fields.is_empty()).collect()
}

fn finds(field: &TextField, search: &str) -> bool {
    let search = search.to_lowercase();
    [&field.message, &field.usual, &field.own].iter().any(|text| text.to_lowercase().contains(&search))
}

fn fields(at: &At, lang: Lang, group: &Group, own: &dyn Fn(&TextName) -> String, wrong: &[Wrong]) -> Vec<TextField> {
    let mut fields = Vec::new();
    for message in &group.messages {
        for form in &message.forms {
            let name = TextName { lang, id: message.id.clone(), form: form.name.clone() };
            let setting = name.setting();
            let error = wrong.iter().find(|wrong| wrong.setting == setting);
            fields.push(TextField {
                id: setting.replace('.', "-"),
                own: own(&name),
                message: message.id.clone(),
                form: form.name.clone(),
                usual: form.text.clone(),
                long: form.text.chars().count() > 60,
                error: error.map(|wrong| wrong_sentence(at.words(), wrong)),
                name: setting,
            });
        }
    }
    fields
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = carry_out(&order).await;
    order.who.answer(changed)
}

/// Saves one group. What it does not name stays as it is.
async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let lang = lang(at, order.fields.get("lang"));
    let open: Option<usize> = order.fields.get("group").and_then(|n| n.parse().ok());
    let search = order.fields.get("q").unwrap_or_default().to_owned();
    let names = readers_messages(lang).into_iter().flat_map(|group| group.messages).flat_map(|message| {
        let name = move |form: String| TextName { lang, id: message.id.clone(), form };
        message.forms.into_iter().map(move |form| name(form.name)).collect::<Vec<_>>()
    });
    let sent = names.filter_map(|name| {
        let setting = name.setting();
        order.fields.get(&setting).map(|value| (setting.clone(), value.to_owned()))
    });
    match save(order, sent.collect()).await? {
        Ok(changed) => {
            let said = Said::step(Kind::Saved, changed.step).sign(&at.web().services.keys, &at.site.key);
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("lang", lang.tag()).append_pair("q", &search).append_pair("done", &said);
            if let Some(open) = open {
                query.append_pair("group", &open.to_string());
            }
            Ok(go(&format!("{}?{}", place(at, Tab::Texts).path(), query.finish())))
        }
        Err(refused) => again(order, &refused, lang, open, &search),
    }
}

fn again(
    order: &Order<Owner>,
    refused: &Refused,
    lang: Lang,
    open: Option<usize>,
    search: &str,
) -> Result<Response, Stop> {
    let at = &order.who;
    let typed = |name: &TextName| order.fields.get(&name.setting()).map_or_else(|| own(at, name), str::to_owned);
    let form = refused.form(at, &[], &|_| String::new());
    let mut groups = groups(at, lang, search, open, &typed, &refused.wrong);
    for group in &mut groups {
        group.open = group.open || group.fields.iter().any(|field| field.error.is_some());
    }
    shown(at, refused.status, form, lang, search, groups)
}
