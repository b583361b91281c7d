//! `/desk/{site}/settings/moderation`: what waits, what is refused, how long things stay open.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::{around, save, saved, settings, typed};
use crate::domain::policy::{Policy, Wrong};
use crate::http::view::desk::settings::{Form, ModerationView, Tab, Trial, Tried};
use crate::learning;
use crate::moderation::{self, Caught, Rule};

const NAMES: [&str; 18] = [
    "moderation",
    "trust",
    "require_name_email",
    "max_links",
    "max_length",
    "hold_words",
    "spam_words",
    "checks_off",
    "flood_seconds",
    "form_min_seconds",
    "challenge",
    "approve_below",
    "spam_above",
    "close_after_days",
    "edit_minutes",
    "votes",
    "flags",
    "live",
];

pub async fn show(owner: Owner) -> Response {
    let form = Form::new(owner.words(), &owner.site, &NAMES, None, &[]);
    owner.answer(shown(&owner, StatusCode::OK, form, Shown::default()))
}

/// What was tried, if anything was.
#[derive(Default)]
struct Shown<'a> {
    tried: Option<Tried>,
    trial: Option<Trial<'a>>,
}

fn shown(at: &At, status: StatusCode, form: Form, tries: Shown<'_>) -> Result<Response, Stop> {
    let (frame, around, line) = around(at, Tab::Moderation);
    let Shown { tried, trial } = tries;
    page(status, &ModerationView { frame, around, line, form, tried, trial })
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = match order.fields.get("do") {
        Some(list @ ("hold_words" | "spam_words")) => try_words(&order, list).await,
        _ => carry_out(&order).await,
    };
    order.who.answer(changed)
}

/// Comments that a list is tried on, and those that are shown of what it would have hit.
const LAST: i64 = 1_000;
const SHOWN: usize = 10;

/// What a list would have done to the last comments; with everything else that was typed kept, and nothing saved.
async fn try_words(order: &Order<Owner>, list: &str) -> Result<Response, Stop> {
    let at = &order.who;
    let words = at.words();
    let mut policy = Policy::default();
    let wrong: Vec<Wrong> = policy.set(list, &typed(order, list)).err().into_iter().collect();
    let form = kept(order, &wrong);
    if !wrong.is_empty() {
        return shown(at, StatusCode::UNPROCESSABLE_ENTITY, form, Shown::default());
    }
    let list_of = if list == "hold_words" { policy.hold_words } else { policy.spam_words };
    let run = moderation::dry_run(&at.web().services, &at.site, &Rule::Words(list_of), LAST).await?;
    let number = |n: usize| words.number(i64::try_from(n).unwrap_or(i64::MAX));
    let (looked, caught, approved) = (number(run.looked), number(run.caught.len()), number(run.false_alarms()));
    let figures = [("looked", looked.as_str()), ("caught", caught.as_str()), ("approved", approved.as_str())];
    let line = |caught: &Caught| {
        let address = format!("/desk/{}/comments/{}", at.site.key.as_str(), caught.id.0);
        let status = words.t(&format!("desk-status-{}", caught.status.as_str()));
        (address, caught.name.clone(), status, caught.excerpt.clone())
    };
    let tried = Tried {
        list: words.t(&format!("desk-set-{}", list.replace('_', "-"))),
        sentence: words.with("desk-tried", &figures),
        caught: run.caught.iter().take(SHOWN).map(line).collect(),
    };
    shown(at, StatusCode::OK, form, Shown { tried: Some(tried), trial: None })
}

/// The form with everything that was typed, and still of the version that it was made from.
fn kept(order: &Order<Owner>, wrong: &[Wrong]) -> Form {
    let at = &order.who;
    let mut form = Form::new(at.words(), &at.site, &NAMES, Some(&|name: &str| typed(order, name)), wrong);
    form.version = order.fields.get("version").and_then(|v| v.parse().ok()).unwrap_or(form.version);
    form
}

/// Decided comments that typed settings are tried on.
const DECIDED: i64 = 1_000;

/// `…/try`: what everything typed would have done to what people decided about last; nothing is saved.
pub async fn attempt(order: Order<Owner>) -> Response {
    let tried = try_all(&order).await;
    order.who.answer(tried)
}

async fn try_all(order: &Order<Owner>) -> Result<Response, Stop> {
    let at = &order.who;
    let mut policy = at.site.policy.clone();
    let set = |name: &&str| policy.set(name, &typed(order, name)).err();
    let wrong: Vec<Wrong> = NAMES.iter().filter_map(set).collect();
    let form = kept(order, &wrong);
    if !wrong.is_empty() {
        return shown(at, StatusCode::UNPROCESSABLE_ENTITY, form, Shown::default());
    }
    let found = learning::backtest(&at.web().services, &at.site, &policy, DECIDED).await?;
    let root = format!("/desk/{}", at.site.key.as_str());
    let trial = Some(Trial::new(at.words(), root, found));
    shown(at, StatusCode::OK, form, Shown { tried: None, trial })
}

async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    match save(order, settings(order, &NAMES)).await? {
        Ok(changed) => Ok(saved(&order.who, Tab::Moderation, &changed)),
        Err(refused) => {
            let form = refused.form(&order.who, &NAMES, &|name| typed(order, name));
            shown(&order.who, refused.status, form, Shown::default())
        }
    }
}
