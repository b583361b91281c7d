//! `/desk/profile/factor`: the second factor, set up with an app and taken away; the recovery codes.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use super::door::{Fresh, Member, Stop, page};
use super::fields::Fields;
use super::order::Order;
use super::profile;
use super::session::session_cookie;
use crate::accounts::{self, NotProved, Renewed};
use crate::http::state::Shared;
use crate::http::view::desk::{CodesView, FactorSetView};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/profile/factor", get(show).post(change))
}

pub async fn show(member: Fresh<Member>) -> Response {
    let shown = form(&member, None, false, StatusCode::OK).await;
    member.door.answer(shown)
}

/// `again`: the secret that was offered before, when its code was wrong.
async fn form(member: &Member, again: Option<&str>, wrong: bool, status: StatusCode) -> Result<Response, Stop> {
    let services = &member.door.web.services;
    let id = member.signed.moderator.id;
    let offer = match member.signed.moderator.second_factor {
        true => None,
        false => Some(accounts::begin_factor(services, id, again).await?),
    };
    let view = FactorSetView {
        frame: member.frame(),
        offer: offer.as_ref(),
        codes_left: accounts::factor_left(services, id).await?,
        needed: member.door.query.get("needed").is_some(),
        required: is_required(member).await?,
        setup: member.door.query.get("setup").is_some(),
        wrong,
    };
    page(status, &view)
}

/// Whether one of the moderator's sites asks for it.
async fn is_required(member: &Member) -> Result<bool, Stop> {
    let moderator = &member.signed.moderator;
    let asks = |site: &crate::domain::site::Site| {
        moderator.role_at(site.id).is_some_and(|role| site.policy.second_factor.asks(role))
    };
    Ok(member.sites().await?.iter().any(asks))
}

/// `what`: `add` the offered one with its `code`, `remove`, or `codes` for new recovery codes.
pub async fn change(order: Order<Fresh<Member>>) -> Response {
    let (member, fields) = (&order.who.0, &order.fields);
    let done = match (fields.get("what"), member.signed.moderator.second_factor) {
        (Some("add"), false) => add(member, fields).await,
        (Some("codes"), true) => codes(member).await,
        (Some("remove"), true) => remove(member).await,
        // It was done in another window in the meantime.
        (Some("add" | "codes" | "remove"), _) => Ok(profile::back(member, "factor-unchanged")),
        _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    member.door.answer(done)
}

async fn add(member: &Member, fields: &Fields) -> Result<Response, Stop> {
    let field = |name| fields.get(name).unwrap_or_default();
    let offer = field("offer");
    let services = &member.door.web.services;
    match accounts::set_factor(services, &member.signed, offer, field("code")).await? {
        Ok((renewed, codes)) => {
            // The forms of this answer are those of the session's new value.
            let mut response = show_codes(member, &codes, Some(&renewed))?;
            let cookie = session_cookie(&member.door.web, &renewed.cookie)?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(NotProved) => form(member, Some(offer), true, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn codes(member: &Member) -> Result<Response, Stop> {
    let codes = accounts::new_recovery_codes(&member.door.web.services, &member.signed).await?;
    show_codes(member, &codes, None)
}

/// Shown once: only their hashes are kept.
fn show_codes(member: &Member, codes: &[String], renewed: Option<&Renewed>) -> Result<Response, Stop> {
    let mut frame = member.frame();
    if let (Some(session), Some(renewed)) = (&mut frame.session, renewed) {
        session.csrf.clone_from(&renewed.csrf);
    }
    let setup = member.door.query.get("setup").is_some();
    page(StatusCode::OK, &CodesView { frame, codes, setup })
}

async fn remove(member: &Member) -> Result<Response, Stop> {
    if is_required(member).await? {
        return Ok(profile::back(member, "factor-required"));
    }
    let renewed = accounts::remove_factor(&member.door.web.services, &member.signed).await?;
    let mut response = profile::back(member, "factor-removed");
    response.headers_mut().append(header::SET_COOKIE, session_cookie(&member.door.web, &renewed.cookie)?);
    Ok(response)
}
