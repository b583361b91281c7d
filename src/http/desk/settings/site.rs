//! `/desk/{site}/settings/site`: what the site is, and further sites.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, go, page};
use super::super::order::Order;
use super::super::place::Place;
use super::super::ranks::Owner;
use super::super::said::{Kind, Said};
use super::{Refused, around, refused, save, saved, settings, typed};
use crate::domain::site::Origin;
use crate::http::view::desk::settings::{Field, Form, SiteView, Tab};
use crate::sites;

const NAMES: [&str; 6] = ["name", "origin", "timezone", "lang", "controller", "rules_url"];
const NEW: [&str; 3] = ["key", "name", "origin"];

pub async fn show(owner: Owner) -> Response {
    let form = Form::new(owner.words(), &owner.site, &NAMES, None, &[]);
    let shown = shown(&owner, StatusCode::OK, form, empty(&owner)).await;
    owner.answer(shown)
}

async fn shown(at: &At, status: StatusCode, form: Form, new: Form) -> Result<Response, Stop> {
    let (frame, around, line) = around(at, Tab::Site);
    let origin = |origins: &[Origin]| origins.first().map_or_else(String::new, |o| o.as_str().to_owned());
    let sites = at.member.sites().await?;
    let sites = sites.into_iter().map(|s| (s.key.as_str().to_owned(), s.name.clone(), origin(&s.origins))).collect();
    page(status, &SiteView { frame, around, line, form, sites, new })
}

fn empty(at: &At) -> Form {
    new_site(at, &|_| String::new(), &Refused::wrong(Vec::new()))
}

/// The form for another site; its fields have ids of their own.
fn new_site(at: &At, typed: &dyn Fn(&str) -> String, refused: &Refused) -> Form {
    let field = |name: &&str| {
        let field = Field::new(at.words(), name, typed(name), &refused.wrong);
        Field { id: format!("new-{name}"), standard: String::new(), chosen: false, ..field }
    };
    Form { version: 0, fields: NEW.iter().map(field).collect(), collision: None, wrong: refused.wrong.len() }
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = match order.fields.get("do") {
        Some("add") => add(&order).await,
        _ => carry_out(&order).await,
    };
    order.who.answer(changed)
}

async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    match save(order, settings(order, &NAMES)).await? {
        Ok(changed) => Ok(saved(&order.who, Tab::Site, &changed)),
        Err(refused) => {
            let form = refused.form(&order.who, &NAMES, &|name| typed(order, name));
            shown(&order.who, refused.status, form, empty(&order.who)).await
        }
    }
}

/// Another site, whose owner is whoever makes it.
async fn add(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let field = |name: &str| typed(order, name);
    let (key, name, origin) = (field("key"), field("name"), field("origin"));
    match refused(sites::add_owned(services, &key, &name, &origin, at.moderator()).await)? {
        Ok(site) => {
            let said = Said::just(Kind::SiteAdded).sign(&services.keys, &site.key);
            Ok(go(&Place::Settings { site: site.key, tab: Tab::Site }.with("done", &said)))
        }
        Err(refused) => {
            let form = Form::new(at.words(), &at.site, &NAMES, None, &[]);
            shown(at, refused.status, form, new_site(at, &field, &refused)).await
        }
    }
}
