//! `/setup`: the first owner and the first site, in a browser, from the link that the program prints.
//!
//! Without the link there is only a sentence. The link makes one account and is gone; the site is made by whoever has
//! that account's session, while there is none.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::arrival::arrival;
use super::door::{Door, Member, Stop, go, page};
use super::fields::Fields;
use super::order::Order;
use super::profile::refused_password;
use super::session::enter;
use crate::accounts::NotMade;
use crate::accounts::setup;
use crate::domain::author::Email;
use crate::domain::policy::Moderation;
use crate::http::headers::Surface;
use crate::http::limits::Action;
use crate::http::problem::Problem;
use crate::http::state::Shared;
use crate::http::view::desk::{SetupSiteView, SetupYouView};
use crate::sites::NotSet;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/setup", get(front))
        .route("/setup/site", get(site_form).post(make_site))
        .route("/setup/{token}", get(you_form).post(make_owner))
}

/// The address holds the link: it is told to nobody.
fn answer(door: &Door, result: Result<Response, Stop>) -> Response {
    let response = door.answer(result);
    door.web.dress(Surface::Setup, response)
}

/// Says only that Svar is not set up; and when it is, leads to where one signs in.
pub async fn front(door: Door) -> Response {
    let shown = async {
        match setup::is_open(&door.web.services).await? {
            true => Err(Problem::new(StatusCode::NOT_FOUND, "not-set-up", "").into()),
            false => Ok(go("/desk/sign-in")),
        }
    };
    answer(&door, shown.await)
}

fn over() -> Stop {
    Problem::new(StatusCode::NOT_FOUND, "setup-over", "").into()
}

/// The wrong fields' sentences, by their names.
type Wrong = Vec<(&'static str, String)>;

fn you(door: &Door, token: &str, status: StatusCode, typed: &Fields, wrong: Wrong) -> Result<Response, Stop> {
    let services = &door.web.services;
    let field = |name| typed.get(name).unwrap_or_default();
    let view = SetupYouView {
        frame: door.frame(),
        token: services.keys.sign_in_token(services.now()),
        action: format!("/setup/{token}"),
        name: field("name"),
        email: field("email"),
        wrong,
    };
    page(status, &view)
}

pub async fn you_form(Path(token): Path<String>, door: Door) -> Response {
    let shown = async {
        door.web.limit(Action::Login, None, door.client).map_err(Problem::too_many)?;
        match setup::is_link(&door.web.services, &token).await? {
            true => you(&door, &token, StatusCode::OK, &Fields::default(), Vec::new()),
            false => Err(over()),
        }
    };
    answer(&door, shown.await)
}

pub async fn make_owner(Path(token): Path<String>, order: Order<Door>) -> Response {
    let done = try_to_make_owner(&order, &token).await;
    answer(&order.who, done)
}

async fn try_to_make_owner(order: &Order<Door>, token: &str) -> Result<Response, Stop> {
    let door = &order.who;
    let services = &door.web.services;
    door.web.limit(Action::Login, None, door.client).map_err(Problem::too_many)?;
    if !setup::is_link(services, token).await? {
        return Err(over());
    }
    let words = door.web.words(door.lang);
    let field = |name| order.fields.get(name).unwrap_or_default();
    let refused = |wrong: Wrong| you(door, token, StatusCode::UNPROCESSABLE_ENTITY, &order.fields, wrong);
    let email = match Email::parse(field("email")) {
        Ok(email) => email,
        Err(_) => return refused(vec![("email", words.t("desk-invite-email-wrong"))]),
    };
    let made = setup::make_owner(services, token, (field("name"), &email, field("password")), &arrival(door)).await;
    match made {
        Ok(Some(entry)) => enter(door, &entry, "/desk/profile/factor?setup=1"),
        Ok(None) => Err(over()),
        Err(NotMade::Name) => refused(vec![("name", words.t("desk-profile-name-wrong"))]),
        Err(why) => refused(vec![("password", words.t(refused_password(why)?))]),
    }
}

async fn site(member: &Member, status: StatusCode, typed: &Fields, wrong: Wrong) -> Result<Response, Stop> {
    let field = |name| typed.get(name).unwrap_or_default();
    let services = &member.door.web.services;
    let view = SetupSiteView {
        frame: member.frame(),
        name: field("name"),
        address: field("address"),
        moderation: typed.get("moderation").unwrap_or("first"),
        mail: services.mailer.is_on(),
        wrong,
    };
    page(status, &view)
}

/// Only while there is no site; then the desk is where one goes.
async fn still_open(member: &Member) -> Result<bool, Stop> {
    Ok(member.door.web.services.store.sites().await?.is_empty())
}

pub async fn site_form(member: Member) -> Response {
    let shown = async {
        match still_open(&member).await? {
            true => site(&member, StatusCode::OK, &Fields::default(), Vec::new()).await,
            false => Ok(go("/desk")),
        }
    };
    member.door.answer(shown.await)
}

pub async fn make_site(order: Order<Member>) -> Response {
    let member = &order.who;
    let done = try_to_make_site(&order).await;
    member.door.answer(done)
}

async fn try_to_make_site(order: &Order<Member>) -> Result<Response, Stop> {
    let (member, services) = (&order.who, &order.who.door.web.services);
    if !still_open(member).await? {
        return Ok(go("/desk"));
    }
    let words = member.door.web.words(member.door.lang);
    let field = |name| order.fields.get(name).unwrap_or_default();
    let moderation = match field("moderation") {
        "hold" => Moderation::Hold,
        "first" => Moderation::First,
        "open" => Moderation::Open,
        _ => return Err(Stop::of(StatusCode::BAD_REQUEST)),
    };
    let refused = async |wrong: Wrong| site(member, StatusCode::UNPROCESSABLE_ENTITY, &order.fields, wrong).await;
    let Some(origin) = setup::origin(field("address")) else {
        return refused(vec![("address", words.t("desk-setup-site-address-wrong"))]).await;
    };
    let owner = member.signed.moderator.id;
    let lang = member.door.lang.tag();
    match setup::make_site(services, owner, field("name"), &origin, moderation, lang).await {
        Ok(Some(site)) => Ok(go(&format!("/desk/{}/settings/embed?setup=1", site.key.as_str()))),
        Ok(None) | Err(NotSet::Exists(_)) => Ok(go("/desk")),
        Err(NotSet::Failed(failure)) => Err(failure.into()),
        Err(_) => refused(vec![("name", words.t("desk-setup-site-name-wrong"))]).await,
    }
}
