//! `/desk/{site}/settings/moderation`: what waits, what is refused, how long things stay open.

use axum::http::StatusCode;
use axum::response::Response;

use super::super::door::{At, Stop, page};
use super::super::order::Order;
use super::super::ranks::Owner;
use super::{around, save, saved, settings, typed};
use crate::http::view::desk::settings::{Form, ModerationView, Tab};

const NAMES: [&str; 14] = [
    "moderation",
    "trust",
    "require_name_email",
    "max_links",
    "max_length",
    "hold_words",
    "spam_words",
    "flood_seconds",
    "form_min_seconds",
    "close_after_days",
    "edit_minutes",
    "votes",
    "flags",
    "live",
];

pub async fn show(owner: Owner) -> Response {
    let form = Form::new(owner.words(), &owner.site, &NAMES, None, &[]);
    owner.answer(shown(&owner, StatusCode::OK, form))
}

fn shown(at: &At, status: StatusCode, form: Form) -> Result<Response, Stop> {
    let (frame, around, line) = around(at, Tab::Moderation);
    page(status, &ModerationView { frame, around, line, form })
}

pub async fn change(order: Order<Owner>) -> Response {
    let changed = carry_out(&order).await;
    order.who.answer(changed)
}

async fn carry_out(order: &Order<Owner>) -> Result<Response, Stop> {
    match save(order, settings(order, &NAMES)).await? {
        Ok(changed) => Ok(saved(&order.who, Tab::Moderation, &changed)),
        Err(refused) => {
            let form = refused.form(&order.who, &NAMES, &|name| typed(order, name));
            shown(&order.who, refused.status, form)
        }
    }
}
