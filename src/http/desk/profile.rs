//! `/desk/profile`: a moderator's own account. How they sign, the single-key shortcuts, sessions, the password.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use super::door::{Fresh, Member, Stop, go, page};
use super::order::Order;
use super::session::session_cookie;
use crate::accounts::{self, NotMade};
use crate::http::state::Shared;
use crate::http::view::desk::{PasswordView, ProfileView};
use crate::store::accounts::SessionId;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk/profile", get(show).post(change))
        .route("/desk/profile/password", get(password_form).post(change_password))
}

const SAID: &str = "desk profile said";

/// To the profile, with a line that says what was done: one of the words of `desk-profile-said-…`. Signed, so that
/// nobody can make a link that claims it.
pub fn back(member: &Member, word: &str) -> Response {
    go(&format!("/desk/profile?done={}", member.door.web.services.keys.sign_cursor(SAID, word)))
}

pub async fn show(member: Member) -> Response {
    let shown = profile(&member, StatusCode::OK, None).await;
    member.door.answer(shown)
}

/// What was typed and cannot be taken: the name, the box, and why.
type Refused<'a> = (&'a str, bool, String);

async fn profile(member: &Member, status: StatusCode, refused: Option<Refused<'_>>) -> Result<Response, Stop> {
    let services = &member.door.web.services;
    let moderator = &member.signed.moderator;
    let sessions = accounts::sessions(services, moderator.id).await?;
    let done = member.door.query.get("done").and_then(|done| services.keys.read_cursor(SAID, done));
    let words = member.door.web.words(member.door.lang);
    let zone = member.sites().await?.into_iter().next().map(|site| site.policy.timezone);
    let (name, keys_off, error) = match refused {
        Some((name, keys_off, error)) => (name, keys_off, Some(error)),
        None => (moderator.name.as_str(), moderator.keys_off, None),
    };
    let view = ProfileView {
        frame: member.frame(),
        zone: zone.as_deref().unwrap_or("UTC"),
        name,
        keys_off,
        error,
        said: done.map(|word| words.t(&format!("desk-profile-said-{word}"))),
        second_factor: moderator.second_factor,
        codes_left: accounts::factor_left(services, moderator.id).await?,
        sessions: &sessions,
        this: member.signed.session,
    };
    page(status, &view)
}

/// `what`: `save` the name and the box, `end` the session `id`, `others` all sessions but this.
pub async fn change(order: Order<Member>) -> Response {
    let member = &order.who;
    member.door.answer(carry_out(&order).await)
}

async fn carry_out(order: &Order<Member>) -> Result<Response, Stop> {
    let (member, services) = (&order.who, &order.who.door.web.services);
    match order.fields.get("what") {
        Some("save") => {
            let name = order.fields.get("name").unwrap_or_default();
            let keys_off = order.fields.get("keys_off").is_some();
            match accounts::save_profile(services, &member.signed, name, keys_off).await {
                Ok(()) => Ok(back(member, "saved")),
                Err(NotMade::Failed(failure)) => Err(failure.into()),
                Err(_) => {
                    let sentence = member.door.web.words(member.door.lang).t("desk-profile-name-wrong");
                    profile(member, StatusCode::UNPROCESSABLE_ENTITY, Some((name, keys_off, sentence))).await
                }
            }
        }
        Some("end") => {
            let id = order.fields.get("id").and_then(|id| id.parse().ok()).map(SessionId);
            let id = id.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
            let ended = accounts::end_session(services, &member.signed, id).await?;
            Ok(back(member, if ended { "ended" } else { "not-ended" }))
        }
        Some("others") => {
            accounts::end_others(services, &member.signed).await?;
            Ok(back(member, "others-ended"))
        }
        _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
    }
}

pub async fn password_form(member: Fresh<Member>) -> Response {
    let shown = page(StatusCode::OK, &PasswordView { frame: member.frame(), error: None });
    member.door.answer(shown)
}

pub async fn change_password(order: Order<Fresh<Member>>) -> Response {
    let member = &order.who.0;
    let done = async {
        let password = order.fields.get("password").unwrap_or_default();
        match accounts::change_password(&member.door.web.services, &member.signed, password).await {
            Ok(renewed) => {
                let mut response = back(member, "password");
                response.headers_mut().append(header::SET_COOKIE, session_cookie(&member.door.web, &renewed.cookie)?);
                Ok(response)
            }
            Err(why) => {
                let word = refused_password(why)?;
                let error = Some(member.door.web.words(member.door.lang).t(word));
                page(StatusCode::UNPROCESSABLE_ENTITY, &PasswordView { frame: member.frame(), error })
            }
        }
    };
    member.door.answer(done.await)
}

/// The sentence for a password that is not taken.
pub fn refused_password(why: NotMade) -> Result<&'static str, Stop> {
    match why {
        NotMade::PasswordLength => Ok("desk-password-length"),
        NotMade::PasswordGuessable => Ok("desk-password-guessable"),
        NotMade::Failed(failure) => Err(failure.into()),
        _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
    }
}
