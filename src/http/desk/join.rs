//! `/desk/join/{token}`: behind the link of an invitation. `GET` shows what will happen; only the button acts.

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use super::arrival::arrival;
use super::door::{Door, Member, Stop, Visitor, go, page};
use super::order::Order;
use super::place::Place;
use super::session::{enter, session_cookie};
use crate::accounts::NotMade;
use crate::accounts::invitation::{self, Joined, Open};
use crate::domain::comment::Status;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::view::desk::{JoinView, JoinWay};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/join/{token}", get(show).post(join))
}

/// Somebody with a link: signed in or not.
pub enum Guest {
    Stranger(Door, String),
    Known(Box<Member>, String),
}

impl Visitor for Guest {
    fn door(&self) -> &Door {
        match self {
            Self::Stranger(door, _) => door,
            Self::Known(member, _) => &member.door,
        }
    }

    fn holds(&self, csrf: &str) -> bool {
        match self {
            Self::Stranger(door, _) => door.holds(csrf),
            Self::Known(member, _) => member.holds(csrf),
        }
    }

    fn member(&self) -> Option<&Member> {
        match self {
            Self::Stranger(..) => None,
            Self::Known(member, _) => Some(member),
        }
    }
}

impl FromRequestParts<Shared> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Response> {
        let token = Path::<String>::from_request_parts(parts, web).await.map(|Path(token)| token).unwrap_or_default();
        let Ok(door) = Door::from_request_parts(parts, web).await;
        match door.signed().await {
            Ok(Some(signed)) => Ok(Self::Known(Box::new(Member { door, signed }), token)),
            Ok(None) => Ok(Self::Stranger(door, token)),
            Err(stop) => Err(door.answer(Err(stop))),
        }
    }
}

impl Guest {
    fn token(&self) -> &str {
        match self {
            Self::Stranger(_, token) | Self::Known(_, token) => token,
        }
    }

    async fn open(&self) -> Result<Open, Stop> {
        let found = invitation::open(&self.door().web.services, self.token()).await?;
        found.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "invitation", "").into())
    }

    fn form(&self, open: &Open, status: StatusCode, name: &str, error: Option<&str>) -> Result<Response, Stop> {
        let door = self.door();
        let words = door.web.words(door.lang);
        let services = &door.web.services;
        let (frame, token, way) = match (self.member(), open.account) {
            (Some(member), _) => {
                let name = &member.signed.moderator.name;
                (member.frame(), member.signed.csrf(), JoinWay::Signed(name))
            }
            (None, Some(code)) => {
                (door.frame(), services.keys.sign_in_token(services.now()), JoinWay::Account { code })
            }
            (None, None) => (door.frame(), services.keys.sign_in_token(services.now()), JoinWay::New { name }),
        };
        let view = JoinView {
            frame,
            token,
            action: format!("/desk/join/{}", self.token()),
            by: &open.invitation.by_name,
            site: &open.site.name,
            role: open.invitation.role,
            way,
            error: error.map(|word| words.t(word)),
        };
        page(status, &view)
    }
}

pub async fn show(guest: Guest) -> Response {
    let shown = async {
        let door = guest.door();
        door.web.limit(Action::Read, None, door.client).map_err(Problem::too_many)?;
        guest.form(&guest.open().await?, StatusCode::OK, "", None)
    };
    guest.door().answer(shown.await)
}

pub async fn join(order: Order<Guest>) -> Response {
    let done = take_up(&order).await;
    order.who.door().answer(done)
}

async fn take_up(order: &Order<Guest>) -> Result<Response, Stop> {
    let (guest, door) = (&order.who, order.who.door());
    let field = |name| order.fields.get(name).unwrap_or_default();
    door.web.limit(Action::Login, None, door.client).map_err(Problem::too_many)?;
    let open = guest.open().await?;
    let services = &door.web.services;
    let refused =
        |name: &str, word: &'static str| guest.form(&open, StatusCode::UNPROCESSABLE_ENTITY, name, Some(word));
    let joined = match (guest.member(), open.account) {
        (Some(member), _) => invitation::join_signed(services, &open, &member.signed).await?,
        (None, Some(_)) => {
            invitation::join_with(services, &open, field("password"), field("code"), &arrival(door)).await?
        }
        (None, None) => {
            match invitation::join_new(services, &open, field("name"), field("password"), &arrival(door)).await {
                Ok(joined) => joined,
                Err(NotMade::Name) => return refused(field("name"), "desk-profile-name-wrong"),
                Err(NotMade::Exists) => {
                    let open = guest.open().await?;
                    return guest.form(&open, StatusCode::CONFLICT, "", Some("desk-join-exists"));
                }
                Err(why) => return refused(field("name"), super::profile::refused_password(why)?),
            }
        }
    };
    let place = Place::queue(&open.site.key, Status::Pending).path();
    match joined {
        Joined::In(entry) => enter(door, &entry, &place),
        Joined::On(renewed) => {
            let mut response = go(&place);
            response.headers_mut().append(header::SET_COOKIE, session_cookie(&door.web, &renewed.cookie)?);
            Ok(response)
        }
        Joined::Wrong => refused("", "desk-join-wrong"),
        Joined::Gone => Err(Problem::new(StatusCode::NOT_FOUND, "invitation", "").into()),
    }
}
