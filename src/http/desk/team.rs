//! `/desk/{site}/settings/team`: who is in the team and as what, invitations, and who needs a second factor.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::door::{At, Fresh, Stop, page};
use super::fields::Fields;
use super::order::Order;
use super::place::Place;
use super::ranks::Owner;
use super::said::{Kind, Said};
use crate::accounts::invitation::{self, Invited};
use crate::accounts::team::{self, NotChanged, TeamWish};
use crate::domain::author::Email;
use crate::domain::moderator::{ModeratorId, Role};
use crate::domain::policy::FactorFor;
use crate::http::state::Shared;
use crate::http::view::desk::settings::Tab;
use crate::http::view::desk::{InvitationLine, Section, TeamView};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/settings/team", get(show).post(change))
}

/// What is shown beside the lists.
#[derive(Default)]
struct Extra<'a> {
    /// Why nothing was changed.
    error: Option<String>,
    /// The address that was typed, and the role that was chosen.
    typed: (&'a str, Option<Role>),
    /// The link of an invitation that could not be mailed.
    link: Option<String>,
}

pub async fn show(owner: Owner) -> Response {
    let shown = team(&owner, StatusCode::OK, Extra::default()).await;
    owner.answer(shown)
}

async fn team(at: &At, status: StatusCode, extra: Extra<'_>) -> Result<Response, Stop> {
    let services = &at.web().services;
    let members = services.store.team(at.site.id).await?;
    let mut invitations = Vec::new();
    for invitation in services.store.invitations(at.site.id, services.now()).await? {
        let email = services.account_email(&invitation.email)?;
        invitations.push(InvitationLine { email: email.expose().to_owned(), invitation });
    }
    let place = Place::Settings { site: at.site.key.clone(), tab: Tab::Team };
    let view = TeamView {
        frame: at.frame(Section::Settings),
        action: place.path(),
        members: &members,
        me: at.moderator(),
        invitations: &invitations,
        require: at.site.policy.second_factor,
        mail: services.mailer.is_on(),
        error: extra.error,
        email: extra.typed.0,
        role: extra.typed.1.unwrap_or(Role::Moderator),
        link: extra.link,
        line: at.line(),
        root: format!("/desk/{}", at.site.key.as_str()),
        back: place.path(),
    };
    page(status, &view)
}

/// `what`: `role` (to `role`), `remove`, `disable` or `enable` the member `id`; `invite` an `email` as `role`; `revoke`
/// the invitation `id`; `require` a second factor of `who`.
pub async fn change(order: Order<Fresh<Owner>>) -> Response {
    let at: &At = &order.who.0;
    at.answer(carry_out(at, &order.fields).await)
}

async fn carry_out(at: &At, fields: &Fields) -> Result<Response, Stop> {
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let id = fields.get("id").and_then(|id| id.parse::<i64>().ok());
    let role = fields.get("role").and_then(Role::from_word);
    let services = &at.web().services;
    let (changed, kind) = match fields.get("what").unwrap_or_default() {
        "invite" => return invite(at, fields, role.ok_or_else(unreadable)?).await,
        "revoke" => {
            let revoked = invitation::revoke(services, &at.site, at.moderator(), id.ok_or_else(unreadable)?).await?;
            (Ok(()), if revoked { Kind::Revoked } else { Kind::NotRevoked })
        }
        "require" => {
            let who = FactorFor::ALL.into_iter().find(|who| Some(who.as_str()) == fields.get("who"));
            let who = who.ok_or_else(unreadable)?;
            (team::require_factor(services, &at.site, at.moderator(), who).await?, Kind::FactorRequired)
        }
        what => {
            let wish = match what {
                "role" => TeamWish::Role(role.ok_or_else(unreadable)?),
                "remove" => TeamWish::Remove,
                "disable" => TeamWish::Disable,
                "enable" => TeamWish::Enable,
                _ => return Err(unreadable()),
            };
            let whom = ModeratorId(id.ok_or_else(unreadable)?);
            (team::change(services, &at.site, at.moderator(), whom, wish).await?, Kind::TeamChanged)
        }
    };
    let word = match changed {
        Ok(()) => {
            return Ok(at.back(
                fields,
                Place::Settings { site: at.site.key.clone(), tab: Tab::Team },
                &Said::just(kind),
            ));
        }
        Err(NotChanged::NotOwner) => return Err(Stop::role()),
        Err(NotChanged::NoSuch) => "desk-team-no-such",
        Err(NotChanged::LastOwner) => "desk-team-last-owner",
        Err(NotChanged::Elsewhere) => "desk-team-elsewhere",
    };
    let error = Some(at.words().t(word));
    team(at, StatusCode::UNPROCESSABLE_ENTITY, Extra { error, ..Extra::default() }).await
}

async fn invite(at: &At, fields: &Fields, role: Role) -> Result<Response, Stop> {
    let typed = fields.get("email").unwrap_or_default();
    let refused = async |word: &str| {
        let extra = Extra { error: Some(at.words().t(word)), typed: (typed, Some(role)), link: None };
        team(at, StatusCode::UNPROCESSABLE_ENTITY, extra).await
    };
    let Ok(email) = Email::parse(typed) else { return refused("desk-invite-email-wrong").await };
    match invitation::invite(&at.web().services, &at.site, at.moderator(), &email, role).await? {
        Invited::Mailed => Ok(at.back(
            fields,
            Place::Settings { site: at.site.key.clone(), tab: Tab::Team },
            &Said::just(Kind::Invited),
        )),
        Invited::Link(link) => team(at, StatusCode::OK, Extra { link: Some(link), ..Extra::default() }).await,
        Invited::Member => refused("desk-invite-member").await,
        Invited::NotOwner => Err(Stop::role()),
    }
}
