//! `/desk/{site}/bans`: who and what is shut out, and for how long. `…/try`: what a ban would hit, before it is saved.
//!
//! A ban of somebody's own e-mail or client address may be saved at once; every other one only by the form of the page
//! that has shown what it hits.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use super::door::{At, Stop, page};
use super::fields::Fields;
use super::order::Order;
use super::place::Place;
use super::said::{Kind as SaidKind, Said};
use super::tried::Aim;
use crate::domain::ban::{Effect, Kind, Wrong};
use crate::domain::comment::CommentId;
use crate::domain::moderator::Role;
use crate::domain::person::PersonId;
use crate::http::state::Shared;
use crate::http::view::desk::{BanFields, BanTryView, BansView, Section};
use crate::moderation::{self, BanWish, Rule, Terms};

pub fn routes() -> Router<Shared> {
    Router::new().route("/desk/{site}/bans", get(show).post(change)).route("/desk/{site}/bans/try", post(attempt))
}

/// Comments that a ban is tried on.
const LAST: i64 = 1_000;

pub async fn show(at: At) -> Response {
    let text = |name: &str| at.query(name).unwrap_or_default().to_owned();
    let what = at.query("what").unwrap_or(Kind::Word.as_str()).to_owned();
    let fields = BanFields { what, text: text("text"), days: "30".to_owned(), ..BanFields::default() };
    let list = list(&at, StatusCode::OK, fields, None).await;
    at.answer(list)
}

async fn list(at: &At, status: StatusCode, fields: BanFields, error: Option<String>) -> Result<Response, Stop> {
    let services = &at.web().services;
    let bans = services.store.bans(at.site.id, services.now()).await?;
    let view = BansView {
        frame: at.frame(Section::People),
        root: format!("/desk/{}", at.site.key.as_str()),
        action: Place::Bans { site: at.site.key.clone() }.path(),
        bans: &bans,
        fields,
        error,
        editor: at.role() >= Role::Editor,
        line: at.line(),
    };
    page(status, &view)
}

/// `lift`: the ban to end. Else a ban to save: the fields of [`BanFields`], and `tried`.
pub async fn change(order: Order<At>) -> Response {
    let done = async {
        match number(&order.fields, "lift")? {
            Some(id) => lift(&order, id).await,
            None => save(&order).await,
        }
    };
    order.who.answer(done.await)
}

/// The same fields; nothing is saved.
pub async fn attempt(order: Order<At>) -> Response {
    let tried = async {
        let fields = read(&order.fields);
        let wish = wish(&order.who, &fields)?;
        terms(&fields)?;
        dry(&order, fields, &wish).await
    };
    order.who.answer(tried.await)
}

async fn lift(order: &Order<At>, id: i64) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let step = match services.store.ban_kind(at.site.id, id).await? {
        Some(kind) if kind.needs() > at.role() => return Err(Stop::role()),
        Some(_) => moderation::lift_ban(services, &at.site, id, at.moderator()).await?,
        None => None,
    };
    let kind = if step.is_some() { SaidKind::Lifted } else { SaidKind::NotLifted };
    Ok(at.back(&order.fields, Place::Bans { site: at.site.key.clone() }, &Said::step(kind, step)))
}

async fn save(order: &Order<At>) -> Result<Response, Stop> {
    let at = &order.who;
    let fields = read(&order.fields);
    let wish = wish(at, &fields)?;
    let terms = terms(&fields)?;
    let keys = &at.web().services.keys;
    let tried = order.fields.get("tried").is_some_and(|proof| aim(&fields).is_proven(keys, &at.site, proof));
    if !(wish.kind().is_personal() || tried) {
        return dry(order, fields, &wish).await;
    }
    match moderation::ban(&at.web().services, &at.site, &wish, &terms, at.moderator()).await? {
        Ok(banned) => Ok(at.back(&order.fields, Place::Bans { site: at.site.key.clone() }, &Said::banned(&banned))),
        Err(wrong) => refuse(order, fields, wrong).await,
    }
}

/// What was typed comes back in its form; what was read off a comment that is gone has none.
async fn refuse(order: &Order<At>, fields: BanFields, wrong: Wrong) -> Result<Response, Stop> {
    let at = &order.who;
    if wrong == Wrong::Gone {
        let said = Said::just(SaidKind::NotBanned);
        return Ok(at.back(&order.fields, Place::Bans { site: at.site.key.clone() }, &said));
    }
    let error = at.words().t(&format!("desk-ban-wrong-{}", wrong.as_str()));
    list(at, StatusCode::UNPROCESSABLE_ENTITY, fields, Some(error)).await
}

/// The page that shows what a ban hits, with the button that saves it.
async fn dry(order: &Order<At>, fields: BanFields, wish: &BanWish) -> Result<Response, Stop> {
    let at = &order.who;
    let services = &at.web().services;
    let planned = match moderation::plan_ban(services, &at.site, wish).await? {
        Ok(planned) => planned,
        Err(wrong) => return refuse(order, fields, wrong).await,
    };
    let run = moderation::dry_run(services, &at.site, &Rule::Ban(planned.rule.clone()), LAST).await?;
    let bans = Place::Bans { site: at.site.key.clone() };
    let mend = match number(&order.fields, "comment")? {
        Some(id) => Place::Comment { site: at.site.key.clone(), id: CommentId(id) }.path(),
        None => format!("{}?{}", bans.path(), typed(&fields)),
    };
    let view = BanTryView {
        frame: at.frame(Section::People),
        root: format!("/desk/{}", at.site.key.as_str()),
        action: bans.path(),
        tried: aim(&fields).proof(&services.keys, &at.site),
        kind: wish.kind(),
        label: planned.label,
        run: &run,
        mend,
        back: order.fields.get("back").and_then(Place::parse).unwrap_or(bans).path(),
        fields,
    };
    page(StatusCode::OK, &view)
}

fn typed(fields: &BanFields) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("what", &fields.what).append_pair("text", &fields.text).finish()
}

fn aim(fields: &BanFields) -> Aim {
    let BanFields { what, comment, person, text, .. } = fields.clone();
    Aim { what, comment, person, text }
}

fn read(fields: &Fields) -> BanFields {
    let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    BanFields {
        what: text("what"),
        text: text("text"),
        comment: text("comment"),
        person: text("person"),
        days: text("days"),
        effect: text("effect"),
        reason: text("reason"),
        too: fields.get("too").is_some_and(|too| !too.is_empty()),
    }
}

/// What is to be banned. 400 for what no form of ours sends, 403 for what this role may not ban.
fn wish(at: &At, fields: &BanFields) -> Result<BanWish, Stop> {
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let id = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0).ok_or_else(unreadable);
    let text = fields.text.clone();
    let wish = match (fields.what.as_str(), fields.comment.as_str(), fields.person.as_str()) {
        ("email", "", person) => BanWish::EmailOfPerson(PersonId(id(person)?)),
        ("word", "", "") => BanWish::Word(text),
        ("pattern", "", "") => BanWish::Pattern(text),
        ("domain", "", "") => BanWish::Domain(text),
        ("name", "", "") => BanWish::Name(text),
        ("range", "", "") => BanWish::Range(text),
        ("email", comment, "") => BanWish::EmailOf(CommentId(id(comment)?)),
        ("address", comment, "") => BanWish::AddressOf(CommentId(id(comment)?)),
        ("name", comment, "") => BanWish::NameOf(CommentId(id(comment)?)),
        (what, comment, "") => {
            let bits = what.strip_prefix("range-").and_then(|bits| bits.parse().ok()).ok_or_else(unreadable)?;
            BanWish::RangeOf(CommentId(id(comment)?), bits)
        }
        _ => return Err(unreadable()),
    };
    if wish.kind().needs() > at.role() { Err(Stop::role()) } else { Ok(wish) }
}

fn terms(fields: &BanFields) -> Result<Terms, Stop> {
    let unreadable = || Stop::of(StatusCode::BAD_REQUEST);
    let days = match fields.days.as_str() {
        "" => None,
        days => Some(days.parse().ok().filter(|days| *days > 0).ok_or_else(unreadable)?),
    };
    let effect = match fields.effect.as_str() {
        "" => None,
        word => Some(Effect::from_word(word).ok_or_else(unreadable)?),
    };
    Ok(Terms { days, effect, reason: fields.reason.clone(), waiting_too: fields.too })
}

fn number(fields: &Fields, name: &str) -> Result<Option<i64>, Stop> {
    match fields.get(name) {
        None | Some("") => Ok(None),
        Some(text) => match text.parse() {
            Ok(n) if n > 0 => Ok(Some(n)),
            _ => Err(Stop::of(StatusCode::BAD_REQUEST)),
        },
    }
}
