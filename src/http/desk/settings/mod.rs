//! `/desk/{site}/settings/…`: an owner sets a site up. A page for each part; every change is one step of its owner.
//!
//! A form carries the version of the site that it was made from: whoever is later is told what the other changed, and
//! keeps everything typed. Nothing wrong is saved, and nothing is half saved.

mod akismet;
mod data;
mod jobs;
mod look;
mod mail;
pub mod operator;
mod policy;
mod site;
mod texts;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, go};
use super::order::Order;
use super::place::Place;
use super::ranks::Owner;
use super::said::{Kind, Said};
use crate::domain::policy::{Check, Wrong};
use crate::http::state::Shared;
use crate::http::view::desk::Section;
use crate::http::view::desk::settings::{Around, Form, Tab};
use crate::http::view::desk::{DeskFrame, Line};
use crate::services::Failure;
use crate::sites::{self, Changed, Collision, NotSet};

pub fn routes() -> Router<Shared> {
    let at = |tab: &str| format!("/desk/{{site}}/settings/{tab}");
    Router::new()
        .route("/desk/{site}/settings", get(first))
        .route(&at("site"), get(site::show).post(site::change))
        .route(&at("moderation"), get(policy::show).post(policy::change))
        .route(&at("moderation/try"), post(policy::attempt))
        .route(&at("look"), get(look::show).post(look::change))
        .route(&at("look.css"), get(look::sheet))
        .route(&at("texts"), get(texts::show).post(texts::change))
        .route(&at("akismet"), get(akismet::show).post(akismet::change))
        .route(&at("data"), get(data::show).post(data::change))
        .route(&at("data/person"), post(data::person))
        .route(&at("mail"), get(mail::show).post(mail::send))
        .route(&at("jobs"), get(jobs::show).post(jobs::retry))
        .route("/desk/{site}/jobs", get(jobs::moved))
}

/// The settings begin with the site itself.
async fn first(owner: Owner) -> Response {
    owner.answer(Ok(go(&place(&owner, Tab::Site).path())))
}

fn place(at: &At, tab: Tab) -> Place {
    Place::Settings { site: at.site.key.clone(), tab }
}

/// What stands around a page of the settings.
fn around(at: &At, tab: Tab) -> (DeskFrame<'_>, Around, Option<Line>) {
    let root = format!("/desk/{}", at.site.key.as_str());
    let around = Around { root, tab, operator: at.web().operator.about(tab) };
    (at.frame(Section::Settings), around, at.line())
}

/// A form that was sent and is shown again, with its status and what was wrong.
struct Refused {
    status: StatusCode,
    wrong: Vec<Wrong>,
    collision: Option<Collision>,
}

impl Refused {
    fn wrong(wrong: Vec<Wrong>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, wrong, collision: None }
    }

    /// A form with what was typed and with this refusal.
    fn form(&self, at: &At, names: &[&str], typed: &dyn Fn(&str) -> String) -> Form {
        let words = at.words();
        let form = Form::new(words, &at.site, names, Some(typed), &self.wrong);
        match &self.collision {
            Some(found) => form.collided(words, &at.site.policy.timezone, found.version, &found.changes),
            None => form,
        }
    }
}

/// Changes these settings; `Err` inside: the form is to be shown again.
async fn save(order: &Order<Owner>, settings: Vec<(String, String)>) -> Result<Result<Changed, Refused>, Stop> {
    let at = &order.who;
    let seen = order.fields.get("version").and_then(|v| v.parse().ok());
    let seen = seen.ok_or_else(|| Stop::of(StatusCode::BAD_REQUEST))?;
    refused(sites::change(&at.web().services, &at.site, settings, at.moderator(), seen).await)
}

fn refused<T>(changed: Result<T, NotSet>) -> Result<Result<T, Refused>, Stop> {
    Ok(match changed {
        Ok(done) => Ok(done),
        Err(NotSet::Wrong(wrong)) => Err(Refused::wrong(wrong)),
        Err(NotSet::Collision(collision)) => {
            Err(Refused { status: StatusCode::CONFLICT, wrong: Vec::new(), collision: Some(collision) })
        }
        Err(NotSet::Failed(failure)) => return Err(failure.into()),
        Err(other) => return Err(Failure::Defect(other.to_string()).into()),
    })
}

/// Back to the page, with a line that says what was done and, where there is a step, takes it back.
fn done(at: &At, tab: Tab, said: &Said) -> Response {
    go(&place(at, tab).with("done", &said.sign(&at.web().services.keys, &at.site.key)))
}

fn saved(at: &At, tab: Tab, changed: &Changed) -> Response {
    done(at, tab, &Said::step(Kind::Saved, changed.step))
}

/// What a form says under a setting's name: a box that is not ticked is sent by no browser.
fn typed(order: &Order<Owner>, name: &str) -> String {
    match name {
        "require_name_email" | "challenge" | "votes" | "flags" | "live" => order.fields.get(name).is_some().to_string(),
        "checks_off" => unticked(order),
        _ => order.fields.get(name).unwrap_or_default().to_owned(),
    }
}

/// The checks whose boxes are not ticked; as they are where the form had no such boxes.
fn unticked(order: &Order<Owner>) -> String {
    let policy = &order.who.site.policy;
    if order.fields.get("checks").is_none() {
        return policy.get("checks_off").unwrap_or_default();
    }
    let ticked: Vec<&str> = order.fields.all("check").collect();
    let off = Check::ALL.iter().map(|check| check.as_str()).filter(|word| !ticked.contains(word));
    off.collect::<Vec<_>>().join(" ")
}

/// The settings of these names as the form has them.
fn settings(order: &Order<Owner>, names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), typed(order, name))).collect()
}
