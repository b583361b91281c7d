//! `/desk/{site}/settings/data`: how long things are kept, and one person's data on their request.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::super::door::{At, Fresh, Stop, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::super::said::{Kind, Said};
use super::{around, done, save, saved, settings, typed};
use crate::domain::author::Email;
use crate::http::pages::privacy::row;
use crate::http::view::desk::settings::{DataView, Form, Tab};
use crate::privacy;
use crate::services::Failure;

const NAMES: [&str; 2] = ["spam_days", "trash_days"];

/// What the form about a person has wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    Fine,
    Address,
    NotSure,
}

pub async fn show(owner: Owner) -> Response {
    let form = Form::new(owner.words(), &owner.site, &NAMES, None, &[]);
    let shown = shown(&owner, StatusCode::OK, form, "", Person::Fine);
    owner.answer(shown)
}

fn shown(at: &At, status: StatusCode, form: Form, email: &str, person: Person) -> Result<Response, Stop> {
    let services = &at.web().services;
    let akismet = services.akismet_key(&at.site)?.is_some();
    let (frame, around, line) = around(at, Tab::Data);
    let words = frame.words;
    let view = DataView {
        kept: privacy::kept_at(akismet, services.mailer.is_on()).map(|kept| row(words, &at.site, kept)).collect(),
        privacy: format!("/t/{}/privacy", at.site.key.as_str()),
        email_error: (person == Person::Address).then(|| words.t("error-email-invalid")),
        unconfirmed: person == Person::NotSure,
        email,
        frame,
        around,
        line,
        form,
    };
    page(status, &view)
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = carry_out(&order).await;
    order.who.answer(changed)
}

async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    match save(order, settings(order, &NAMES)).await? {
        Ok(changed) => Ok(saved(&order.who, Tab::Data, &changed)),
        Err(refused) => {
            let form = refused.form(&order.who, &NAMES, &|name| typed(order, name));
            shown(&order.who, refused.status, form, "", Person::Fine)
        }
    }
}

/// `do=export`: a file with everything of this address at this site; `do=erase` with `sure`: none of it stays.
/// Whoever asks has typed their password a short while ago.
pub async fn person(order: Order<Fresh<Owner>>) -> Response {
    let done = of_person(&order).await;
    order.who.answer(done)
}

async fn of_person(order: &Order<Fresh<Owner>>) -> Result<Response, Stop> {
    let at: &At = &order.who;
    let services = &at.web().services;
    let typed = order.fields.get("email").unwrap_or_default();
    let again = |person: Person| {
        let form = Form::new(at.words(), &at.site, &NAMES, None, &[]);
        shown(at, StatusCode::UNPROCESSABLE_ENTITY, form, typed, person)
    };
    let Ok(email) = Email::parse(typed) else { return again(Person::Address) };
    match order.fields.get("do") {
        Some("export") => {
            let export = privacy::hand_out(services, &at.site, &email, at.moderator()).await?;
            let json = serde_json::to_string_pretty(&export).map_err(|e| Failure::Defect(e.to_string()))?;
            let mut response = ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], json).into_response();
            let file = HeaderValue::from_static("attachment; filename=\"person.json\"");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
            Ok(response)
        }
        Some("erase") if order.fields.get("sure").is_none() => again(Person::NotSure),
        Some("erase") => {
            privacy::erase_at_desk(services, &at.site, &email, at.moderator()).await?;
            Ok(done(at, Tab::Data, &Said::just(Kind::PersonErased)))
        }
        _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
    }
}
