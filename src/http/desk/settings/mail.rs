//! `/desk/{site}/settings/mail`: whether mail works, and a mail to oneself to see that it does.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::super::said::{Kind, Said};
use super::{around, done};
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::view::desk::settings::{MailView, Tab};
use crate::letters::TestMail;
use crate::mail::{Mail, MailError};
use crate::services::Failure;

pub async fn show(owner: Owner) -> Response {
    let shown = shown(&owner, StatusCode::OK, None);
    owner.answer(shown)
}

fn shown(at: &At, status: StatusCode, trouble: Option<String>) -> Result<Response, Stop> {
    let (frame, around, line) = around(at, Tab::Mail);
    let works = at.web().services.mailer.is_on();
    page(status, &MailView { frame, around, line, works, trouble })
}

pub async fn send(order: Order<Owner>) -> Response {
    let sent = carry_out(&order.who).await;
    order.who.answer(sent)
}

/// To the address of whoever presses the button, and to no other.
async fn carry_out(at: &At) -> Result<Response, Stop> {
    let services = &at.web().services;
    at.web().limit(Action::Confirm, Some(at.site.id), at.member.door.client).map_err(Problem::too_many)?;
    let sealed = services.store.moderator_address(at.moderator()).await?;
    let sealed = sealed.ok_or_else(|| Failure::Defect("an owner without an address".to_owned()))?;
    let words = at.words();
    let letter = TestMail { words, site: &at.site.name };
    let body = askama::Template::render(&letter)?;
    let mail = Mail { to: services.account_email(&sealed)?, subject: letter.subject(), body, name: None };
    match services.mailer.send(&mail).await {
        Ok(()) => Ok(done(at, Tab::Mail, &Said::just(Kind::MailSent))),
        Err(trouble) => {
            let sentence = match trouble {
                MailError::Refused(code) => words.with("desk-mail-refused", &[("code", &code)]),
                MailError::Later => words.t("desk-mail-later"),
                MailError::Off => words.t("desk-mail-off"),
            };
            shown(at, StatusCode::BAD_GATEWAY, Some(sentence))
        }
    }
}
