//! Signing in and out.
//!
//! A wrong password, an unknown address and an account that has to wait get the same answer after the same
//! work, so that nobody learns who moderates here. The sentence says what to do in each case.

use crate::http::state::Shared;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};

use super::arrival::arrival;
use super::door::{Door, Member, Stop, go, page};
use super::order::Order;
use super::place::Place;
use crate::accounts::{self, COOKIE_LIFE, Entry, SignIn};
use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::http::limits::Action;
use crate::http::state::Web;
use crate::http::view::desk::{FactorView, SignInError, SignInView};
use crate::keys::tokens::DEVICE_LIFE;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/desk", get(arrive))
        .route("/desk/sign-in", get(form).post(sign_in))
        .route("/desk/sign-in/factor", get(factor_form).post(sign_in_factor))
        .route("/desk/sign-out", post(sign_out))
}

/// `/desk`: to the queue of the moderator's first site.
pub async fn arrive(member: Member) -> Response {
    let place = async {
        let first = member.sites().await?.into_iter().next();
        let Some(site) = first else {
            let none = member.door.web.services.store.sites().await?.is_empty();
            // Whoever was interrupted while setting Svar up goes on with that.
            return if none { Ok(go("/setup/site")) } else { Err(Stop::of(StatusCode::NOT_FOUND)) };
        };
        Ok(go(&Place::queue(&site.key, Status::Pending).path()))
    };
    member.door.answer(place.await)
}

pub async fn form(door: Door) -> Response {
    let next = door.query.get("next").and_then(Place::parse);
    door.answer(show(&door, StatusCode::OK, next.as_ref(), "", None))
}

fn show(
    door: &Door,
    status: StatusCode,
    next: Option<&Place>,
    email: &str,
    error: Option<SignInError>,
) -> Result<Response, Stop> {
    let services = &door.web.services;
    let token = services.keys.sign_in_token(services.now());
    page(status, &SignInView { frame: door.frame(), token, next: next.map(Place::path), email, error })
}

pub async fn sign_in(order: Order<Door>) -> Response {
    let door = &order.who;
    door.answer(try_to_sign_in(door, &order).await)
}

async fn try_to_sign_in(door: &Door, order: &Order<Door>) -> Result<Response, Stop> {
    let field = |name| order.fields.get(name).unwrap_or_default();
    let next = order.fields.get("next").and_then(Place::parse);
    let email = field("email");
    if let Err(wait) = door.web.limit(Action::Login, None, door.client) {
        let seconds = i64::try_from(wait.0).unwrap_or(i64::MAX);
        let error = Some(SignInError::TooOften { seconds });
        let mut response = show(door, StatusCode::TOO_MANY_REQUESTS, next.as_ref(), email, error)?;
        response.headers_mut().insert(header::RETRY_AFTER, wait.0.into());
        return Ok(response);
    }
    match accounts::sign_in(&door.web.services, email, field("password"), &arrival(door)).await? {
        SignIn::Done(entry) => enter(door, &entry, &next.unwrap_or(Place::Desk).path()),
        SignIn::Factor(half) => ask_factor(door, StatusCode::OK, next.as_ref(), &half, None),
        SignIn::Wrong | SignIn::Wait(_) | SignIn::Over => {
            show(door, StatusCode::UNPROCESSABLE_ENTITY, next.as_ref(), email, Some(SignInError::Wrong))
        }
    }
}

/// Who comes here without having typed a password begins with that.
pub async fn factor_form(door: Door) -> Response {
    door.answer(Ok(go("/desk/sign-in")))
}

fn ask_factor(
    door: &Door,
    status: StatusCode,
    next: Option<&Place>,
    half: &str,
    error: Option<SignInError>,
) -> Result<Response, Stop> {
    let services = &door.web.services;
    let token = services.keys.sign_in_token(services.now());
    page(status, &FactorView { frame: door.frame(), token, next: next.map(Place::path), half, error })
}

/// The second step: `half` says that the password was right.
pub async fn sign_in_factor(order: Order<Door>) -> Response {
    let door = &order.who;
    let done = async {
        let field = |name| order.fields.get(name).unwrap_or_default();
        let next = order.fields.get("next").and_then(Place::parse);
        let half = field("half");
        let again = |status, error| ask_factor(door, status, next.as_ref(), half, Some(error));
        if let Err(wait) = door.web.limit(Action::Login, None, door.client) {
            let seconds = i64::try_from(wait.0).unwrap_or(i64::MAX);
            let mut response = again(StatusCode::TOO_MANY_REQUESTS, SignInError::TooOften { seconds })?;
            response.headers_mut().insert(header::RETRY_AFTER, wait.0.into());
            return Ok(response);
        }
        match accounts::sign_in_factor(&door.web.services, half, field("code"), &arrival(door)).await? {
            SignIn::Done(entry) => enter(door, &entry, &next.clone().unwrap_or(Place::Desk).path()),
            SignIn::Over | SignIn::Factor(_) => {
                show(door, StatusCode::UNPROCESSABLE_ENTITY, next.as_ref(), "", Some(SignInError::Over))
            }
            SignIn::Wrong | SignIn::Wait(_) => again(StatusCode::UNPROCESSABLE_ENTITY, SignInError::WrongCode),
        }
    };
    door.answer(done.await)
}

/// On to the desk with the cookies of a new session. What cookie came along is not looked at: a planted one opens
/// nothing.
pub fn enter(door: &Door, entry: &Entry, path: &str) -> Result<Response, Stop> {
    let mut response = go(path);
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, session_cookie(&door.web, &entry.session)?);
    let seconds = u64::try_from(DEVICE_LIFE / Timestamp::SECOND).unwrap_or(0);
    headers.append(header::SET_COOKIE, set_cookie(&door.web, device_name(&door.web), &entry.device, seconds)?);
    Ok(response)
}

/// The header that gives a session its (new) value.
pub fn session_cookie(web: &Web, value: &str) -> Result<HeaderValue, Stop> {
    set_cookie(web, cookie_name(web), value, COOKIE_LIFE.as_secs())
}

/// Ends the session, and has the browser forget what it keeps of it.
pub async fn sign_out(order: Order<Member>) -> Response {
    let member = &order.who;
    let done = async {
        accounts::sign_out(&member.door.web.services, &member.signed).await?;
        let mut response = go("/desk/sign-in");
        let headers = response.headers_mut();
        headers.insert(header::SET_COOKIE, set_cookie(&member.door.web, cookie_name(&member.door.web), "", 0)?);
        headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
        Ok(response)
    };
    member.door.answer(done.await)
}

/// A browser takes `__Host-` only with `Secure`, for this host and `/` alone, so no neighbour can plant one.
/// On plain http, which is for a machine of one's own, that is not to be had.
fn cookie_name(web: &Web) -> &'static str {
    if web.edge.hosts.public().is_https() { "__Host-svar" } else { "svar" }
}

/// A browser that was signed in from is known by this; it opens nothing.
fn device_name(web: &Web) -> &'static str {
    if web.edge.hosts.public().is_https() { "__Host-svar-device" } else { "svar-device" }
}

fn set_cookie(web: &Web, name: &str, value: &str, seconds: u64) -> Result<HeaderValue, Stop> {
    let secure = if web.edge.hosts.public().is_https() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).map_err(|_| Stop::of(StatusCode::INTERNAL_SERVER_ERROR))
}

/// The session's secret among the cookies that were sent. Two of the name are none: one is not ours.
pub fn cookie<'h>(web: &Web, headers: &'h HeaderMap) -> Option<&'h str> {
    the_one(headers, cookie_name(web))
}

pub fn device_cookie<'h>(web: &Web, headers: &'h HeaderMap) -> Option<&'h str> {
    the_one(headers, device_name(web))
}

fn the_one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs.filter(|(n, _)| *n == name).map(|(_, value)| value);
    let first = ours.next().filter(|value| !value.is_empty())?;
    ours.next().is_none().then_some(first)
}
