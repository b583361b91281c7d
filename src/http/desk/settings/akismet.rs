//! `/desk/{site}/settings/akismet`: the key, what is sent, and what Akismet says.
//!
//! The key goes in and never comes out: a page shows its last two characters. A key that Akismet refuses is not saved;
//! one that nobody could be asked about is, because comments wait and are not lost until there is an answer.

use axum::http::StatusCode;
use axum::response::Response;
use secrecy::ExposeSecret as _;

use super::super::door::{At, Stop, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::super::recheck::run_box;
use super::super::said::{Kind, Said};
use super::{Refused, around, done, place, refused, save, typed};
use crate::domain::policy::{AkismetField, Why, Wrong};
use crate::http::view::desk::settings::{AkismetView, Form, SentField, Tab, wrong_sentence};
use crate::http::view::desk::{AccountState, Section};
use crate::sites;

/// The settings that are fields of the page.
const NAMES: [&str; 1] = ["akismet_ask"];

pub async fn show(owner: Owner) -> Response {
    let form = Form::new(owner.words(), &owner.site, &NAMES, None, &[]);
    let sent = |field: AkismetField| owner.site.policy.sends(field);
    let shown = shown(&owner, StatusCode::OK, form, &sent, &[]).await;
    owner.answer(shown)
}

async fn shown(
    at: &At,
    status: StatusCode,
    form: Form,
    sent: &(dyn Fn(AkismetField) -> bool + Sync),
    wrong: &[Wrong],
) -> Result<Response, Stop> {
    let services = &at.web().services;
    let state = services.store.akismet_state(at.site.id).await?;
    let run = run_box(at, Section::Settings, &place(at, Tab::Akismet)).await?;
    let key = match at.site.akismet_key {
        Some(_) => services.akismet_key_set(&at.site)?.map(|key| end_of(key.expose_secret())),
        None => None,
    };
    let (frame, around, line) = around(at, Tab::Akismet);
    let words = frame.words;
    let field = |field: AkismetField| SentField {
        word: field.as_str(),
        label: words.t(&format!("desk-akismet-gets-{}", field.as_str().replace('_', "-"))),
        sent: sent(field),
    };
    let error = |name: &str| wrong.iter().find(|w| w.setting == name).map(|w| wrong_sentence(words, w));
    let view = AkismetView {
        fields: AkismetField::ALL.map(field).into(),
        key_error: error("akismet_key"),
        fields_error: error("akismet_send"),
        installation: services.settings.akismet_key.is_some(),
        account: AccountState::new(&frame, state),
        frame,
        around,
        line,
        form,
        key,
        run,
    };
    page(status, &view)
}

/// Two characters, of a key long enough that they tell nothing.
fn end_of(key: &str) -> String {
    let end: Vec<char> = key.chars().rev().take(if key.chars().count() >= 8 { 2 } else { 0 }).collect();
    end.into_iter().rev().collect()
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = match order.fields.get("do") {
        Some("key") => set_key(&order).await,
        Some("remove") => write(&order, "akismet_key", String::new(), Kind::KeyRemoved).await,
        Some("ask") => ask(&order).await,
        Some("when") => write(&order, "akismet_ask", typed(&order, "akismet_ask"), Kind::Saved).await,
        Some("send") => {
            let words: Vec<&str> = order.fields.all("send").collect();
            write(&order, "akismet_send", words.join(" "), Kind::Saved).await
        }
        _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    order.who.answer(changed)
}

async fn set_key(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let key = order.fields.get("akismet_key").unwrap_or_default();
    let refuse = |why: Why| Refused::wrong(vec![Wrong::new("akismet_key", "", why)]);
    let verified = match refused(sites::ask_about_key(services, &at.site, key).await)? {
        Ok(Some(verified)) => verified,
        // Nothing was typed: taking the key away has a button of its own.
        Ok(None) => return again(order, &refuse(Why::AkismetKey)).await,
        Err(refused) => return again(order, &refused).await,
    };
    let kind = match verified {
        Ok(true) => Kind::KeySaved,
        Ok(false) => return again(order, &refuse(Why::AkismetRefused)).await,
        Err(_) => Kind::KeySavedUnasked,
    };
    let answer = write(order, "akismet_key", key.to_owned(), kind).await?;
    if answer.status().is_redirection() {
        sites::note_key(services, at.site.id, Some(&verified)).await?;
        if let Some(site) = services.store.site_by_id(at.site.id).await?.filter(|_| verified == Ok(true)) {
            sites::ask_about_usage(services, &site).await?;
        }
    }
    Ok(answer)
}

async fn write(order: &Order<Owner>, name: &str, value: String, kind: Kind) -> Result<Response, Stop> {
    let at = &order.who;
    match save(order, vec![(name.to_owned(), value)]).await? {
        Ok(changed) => {
            if kind == Kind::KeyRemoved {
                sites::note_key(&at.web().services, at.site.id, None).await?;
            }
            // Of a key nothing earlier is kept: there is nothing to take back.
            let step = changed.step.filter(|_| name != "akismet_key");
            Ok(done(at, Tab::Akismet, &Said::step(kind, step)))
        }
        Err(refused) => again(order, &refused).await,
    }
}

/// Asks about the key that is used now.
async fn ask(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let verified = sites::verify_akismet_key(services, &at.site).await?;
    sites::note_key(services, at.site.id, verified.as_ref()).await?;
    if verified == Some(Ok(true)) {
        sites::ask_about_usage(services, &at.site).await?;
    }
    Ok(done(at, Tab::Akismet, &Said::just(Kind::KeyAsked)))
}

/// The page with what was typed, but for the key: that is typed again.
async fn again(order: &Order<Owner>, refused: &Refused) -> Result<Response, Stop> {
    let at = &order.who;
    let asks = order.fields.get("do") == Some("when");
    let typed = |name: &str| if asks { typed(order, name) } else { sites::shown(&at.site, name) };
    let form = refused.form(at, &NAMES, &typed);
    let sends = order.fields.get("do") == Some("send");
    let sent = |field: AkismetField| match sends {
        true => order.fields.all("send").any(|word| word == field.as_str()),
        false => at.site.policy.sends(field),
    };
    shown(at, refused.status, form, &sent, &refused.wrong).await
}
