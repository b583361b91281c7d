//! What needs a password that was typed within the last ten minutes: `/desk/confirm`, and forms that wait for it.
//!
//! [`Fresh`] around a visitor asks for it: `Fresh<Owner>` for a page, `Order<Fresh<Owner>>` for a form. A page leads to
//! `/desk/confirm` and comes back. A form that comes too late is not lost: the answer asks for the password and
//! carries along what was typed, and the same form goes on from there.

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::arrival::arrival;
use super::door::{Door, Member, Stop, Visitor, go, page};
use super::fields::Fields;
use super::order::Order;
use crate::accounts::{self, Confirmed};
use crate::http::limits::Action;
use crate::http::state::Shared;
use crate::http::view::desk::ConfirmView;

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/confirm", get(show).post(confirm))
}

/// A visitor whose password was typed a short while ago.
pub struct Fresh<V>(pub V);

impl<V> std::ops::Deref for Fresh<V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.0
    }
}

impl<V: Visitor> Visitor for Fresh<V> {
    fn door(&self) -> &Door {
        self.0.door()
    }

    fn holds(&self, csrf: &str) -> bool {
        self.0.holds(csrf)
    }

    fn member(&self) -> Option<&Member> {
        self.0.member()
    }

    fn must_be_fresh(&self) -> bool {
        true
    }
}

impl<V> FromRequestParts<Shared> for Fresh<V>
where
    V: Visitor + FromRequestParts<Shared, Rejection = Response> + Send,
{
    type Rejection = Response;

    /// A page leads to where the password is asked for. A form is dealt with by [`Order`], which reads it first.
    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Response> {
        let visitor = V::from_request_parts(parts, web).await?;
        let reading = parts.method == Method::GET || parts.method == Method::HEAD;
        if reading && is_stale(&visitor) {
            return Err(visitor.door().answer(Err(Stop::Confirm)));
        }
        Ok(Self(visitor))
    }
}

fn is_stale(visitor: &impl Visitor) -> bool {
    let now = visitor.door().web.services.now();
    visitor.member().is_none_or(|member| !member.signed.is_fresh(now))
}

const PASSWORD: &str = "confirm-password";
const CODE: &str = "confirm-code";
const NEXT: &str = "desk next";

/// Where a page that needs it sends its visitor.
pub fn confirm_path(door: &Door) -> String {
    format!("/desk/confirm?next={}", door.web.services.keys.sign_cursor(NEXT, &door.path))
}

/// Lets a form through whose visitor is fresh, or shows it with the password that came along.
///
/// # Errors
/// The page that asks for the password, with everything that was typed.
pub async fn hold_up(who: &impl Visitor, path: &str, fields: &Fields) -> Result<(), Stop> {
    if !who.must_be_fresh() || !is_stale(who) {
        return Ok(());
    }
    let Some(member) = who.member() else { return Err(Stop::forged()) };
    let again = match fields.get(PASSWORD) {
        Some(_) if proved(member, fields).await? => return Ok(()),
        Some(_) => true,
        None => false,
    };
    // Passwords and codes are not written into a page; they are typed once more.
    let secret = |name: &str| name == "csrf" || name.contains("password") || name.contains("code");
    let kept: Vec<(&str, &str)> = fields.pairs().filter(|(name, _)| !secret(name)).collect();
    let view = ConfirmView {
        frame: member.frame(),
        action: path,
        kept: &kept,
        code: member.signed.moderator.second_factor,
        wrong: again,
    };
    Err(Stop::Answer(Box::new(page(StatusCode::FORBIDDEN, &view)?)))
}

async fn proved(member: &Member, fields: &Fields) -> Result<bool, Stop> {
    let door = &member.door;
    let field = |name| fields.get(name).unwrap_or_default();
    if let Err(wait) = door.web.limit(Action::Login, None, door.client) {
        return Err(crate::http::problem::Problem::too_many(wait).into());
    }
    let services = &door.web.services;
    let said = accounts::confirm(services, &member.signed, field(PASSWORD), field(CODE), &arrival(door)).await?;
    Ok(said == Confirmed::Yes)
}

pub async fn show(member: Member) -> Response {
    let next = member.door.query.get("next").unwrap_or_default().to_owned();
    member.door.answer(form(&member, &next, false, StatusCode::OK))
}

fn form(member: &Member, next: &str, wrong: bool, status: StatusCode) -> Result<Response, Stop> {
    let code = member.signed.moderator.second_factor;
    let kept = [("next", next)];
    page(status, &ConfirmView { frame: member.frame(), action: "/desk/confirm", kept: &kept, code, wrong })
}

pub async fn confirm(order: Order<Member>) -> Response {
    let member = &order.who;
    let done = async {
        let next = order.fields.get("next").unwrap_or_default();
        if !proved(member, &order.fields).await? {
            return form(member, next, true, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // Signed by us, and only for this: nobody is led to an address that somebody else made up.
        let path = member.door.web.services.keys.read_cursor(NEXT, next);
        Ok(go(path.as_deref().unwrap_or("/desk")))
    };
    member.door.answer(done.await)
}
