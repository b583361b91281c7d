//! Bans: which there are, what one would hit, making and lifting them. What one goes by is never told: neither an
//! e-mail nor a client address. As on the desk's pages, what may hit strangers is tried before it is made.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Caller, Reading, StepJson, Writing, bad_value, id};
use crate::domain::ban::{Effect, Wrong};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::Scope;
use crate::domain::person::PersonId;
use crate::http::api::input::json;
use crate::http::body::BodyLimit;
use crate::http::desk::tried::Aim;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::i18n::rfc3339;
use crate::moderation::{self, BAN_REASON, BanWish, Caught, DryRun, LONGEST_BAN, Rule, Terms};
use crate::store::bans::BanEntry;

/// Comments that a ban is tried on.
const LAST: i64 = 1_000;

/// The site's bans that are in force, the newest first.
#[derive(Serialize, ToSchema)]
pub struct BansJson {
    bans: Vec<BanJson>,
}

#[derive(Serialize, ToSchema)]
pub struct BanJson {
    id: i64,
    /// `email`, `address`, `range`, `name`, `domain`, `word` or `pattern`.
    kind: String,
    /// The author's name, or what was typed.
    label: String,
    /// `refuse`, `hold` or `spam`.
    effect: String,
    /// For the team; may be empty.
    reason: String,
    /// The name of the moderator who made it.
    moderator: Option<String>,
    created: String,
    /// Null: until it is lifted.
    expires: Option<String>,
}

/// What is to be banned: read off a comment or a person, or typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBanJson {
    /// With `comment`: `email`, `address`, `name`, `range-24`, `range-16`, `range-48` or `range-32`. With `person`:
    /// `email`. With `text`: `name`, `range`, `domain`, `word` or `pattern`.
    what: String,
    #[serde(default)]
    comment: Option<i64>,
    #[serde(default)]
    person: Option<i64>,
    #[serde(default)]
    text: Option<String>,
    /// 1 to 3,650; without it, until it is lifted.
    #[serde(default)]
    days: Option<i64>,
    /// `refuse`, `hold` or `spam`; without it, what is usual for its kind.
    #[serde(default)]
    effect: Option<String>,
    /// For the team; at most 500 characters.
    #[serde(default)]
    reason: String,
    /// What it hits among the comments that wait is decided in the same step.
    #[serde(default)]
    waiting_too: bool,
    /// Only says what it would hit; nothing is saved.
    #[serde(default, rename = "try")]
    attempt: bool,
    /// From the answer to the same `what`, `comment`, `person` and `text` with `try`. Only `email` and `address` are
    /// banned without it.
    #[serde(default)]
    tried: Option<String>,
}

/// A ban that was made.
#[derive(Serialize, ToSchema)]
pub struct BannedJson {
    id: i64,
    /// The comments that were decided with it.
    decided: Vec<i64>,
    /// By which all of it can be taken back, with `undo`.
    step: i64,
}

/// What a ban would hit of the last comments, as posting would ask them.
#[derive(Serialize, ToSchema)]
pub struct TriedJson {
    /// How many comments it was tried on.
    looked: usize,
    caught: CaughtCountsJson,
    /// Newest first.
    comments: Vec<CaughtJson>,
    /// To be sent back when the ban is made.
    tried: String,
}

#[derive(Serialize, ToSchema)]
pub struct CaughtCountsJson {
    approved: usize,
    pending: usize,
    spam: usize,
    trash: usize,
}

#[derive(Serialize, ToSchema)]
pub struct CaughtJson {
    id: i64,
    version: i64,
    status: String,
    name: String,
    /// The beginning of the text, without markup.
    excerpt: String,
    /// The article's.
    title: String,
    created: String,
}

impl From<BanEntry> for BanJson {
    fn from(ban: BanEntry) -> Self {
        Self {
            id: ban.id,
            kind: ban.kind,
            label: ban.label,
            effect: ban.effect,
            reason: ban.reason,
            moderator: ban.moderator,
            created: rfc3339(Timestamp(ban.created)),
            expires: ban.expires.map(|end| rfc3339(Timestamp(end))),
        }
    }
}

impl TriedJson {
    fn new(run: DryRun, tried: String) -> Self {
        let caught = CaughtCountsJson {
            approved: run.of(Status::Approved),
            pending: run.of(Status::Pending),
            spam: run.of(Status::Spam),
            trash: run.of(Status::Trash),
        };
        Self { looked: run.looked, caught, comments: run.caught.into_iter().map(CaughtJson::from).collect(), tried }
    }
}

impl From<Caught> for CaughtJson {
    fn from(caught: Caught) -> Self {
        Self {
            id: caught.id.0,
            version: caught.version,
            status: caught.status.as_str().to_owned(),
            name: caught.name,
            excerpt: caught.excerpt,
            title: caught.title,
            created: rfc3339(caught.created),
        }
    }
}

impl NewBanJson {
    fn wish(&self) -> Result<BanWish, Problem> {
        let sources = (self.comment.map(CommentId), self.person.map(PersonId), self.text.clone());
        match sources {
            (Some(comment), None, None) => self.of_comment(comment),
            (None, Some(person), None) if self.what == "email" => Ok(BanWish::EmailOfPerson(person)),
            (None, Some(_), None) => Err(bad_value("what", "unknown", "what is email when person is given")),
            (None, None, Some(text)) => self.typed(text),
            _ => Err(bad_value("what", "source", "what comes with exactly one of comment, person and text")),
        }
    }

    fn of_comment(&self, comment: CommentId) -> Result<BanWish, Problem> {
        Ok(match self.what.as_str() {
            "email" => BanWish::EmailOf(comment),
            "address" => BanWish::AddressOf(comment),
            "name" => BanWish::NameOf(comment),
            "range-24" => BanWish::RangeOf(comment, 24),
            "range-16" => BanWish::RangeOf(comment, 16),
            "range-48" => BanWish::RangeOf(comment, 48),
            "range-32" => BanWish::RangeOf(comment, 32),
            _ => {
                let why =
                    "what is one of email, address, name, range-24, range-16, range-48, range-32 when comment is given";
                return Err(bad_value("what", "unknown", why));
            }
        })
    }

    fn typed(&self, text: String) -> Result<BanWish, Problem> {
        Ok(match self.what.as_str() {
            "name" => BanWish::Name(text),
            "range" => BanWish::Range(text),
            "domain" => BanWish::Domain(text),
            "word" => BanWish::Word(text),
            "pattern" => BanWish::Pattern(text),
            _ => {
                let why = "what is one of name, range, domain, word, pattern when text is given";
                return Err(bad_value("what", "unknown", why));
            }
        })
    }

    fn terms(&self) -> Result<Terms, Problem> {
        if self.days.is_some_and(|days| !(1..=LONGEST_BAN).contains(&days)) {
            return Err(bad_value("days", "range", "days is a number from 1 to 3650"));
        }
        if self.reason.chars().count() > BAN_REASON {
            return Err(bad_value("reason", "too-long", "reason is at most 500 characters"));
        }
        let unknown = || bad_value("effect", "unknown", "effect is one of refuse, hold, spam");
        let effect = self.effect.as_deref().map(|word| Effect::from_word(word).ok_or_else(unknown)).transpose()?;
        Ok(Terms { days: self.days, effect, reason: self.reason.clone(), waiting_too: self.waiting_too })
    }

    fn aim(&self) -> Aim {
        let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        Aim {
            what: self.what.clone(),
            comment: number(self.comment),
            person: number(self.person),
            text: self.text.clone().unwrap_or_default(),
        }
    }

    /// What the ban would hit; or, where it was to be made, that this has to be asked first.
    async fn dry(&self, web: &Web, caller: &Caller, wish: &BanWish) -> Result<Response, Problem> {
        let (services, site) = (&web.services, &caller.site);
        let planned = moderation::plan_ban(services, site, wish).await.map_err(|e| failed(&e))?;
        let rule = Rule::Ban(planned.map_err(|wrong| self.wrong(web, caller, wrong))?.rule);
        if !self.attempt {
            let why = "tried is missing, or of another ban: send the same with \"try\": true, look at what it would \
                       hit, and send it again with the tried of that answer";
            return Err(bad_value("tried", "untried", why));
        }
        let run = moderation::dry_run(services, site, &rule, LAST).await.map_err(|e| failed(&e))?;
        Ok(axum::Json(TriedJson::new(run, self.aim().proof(&services.keys, site))).into_response())
    }

    fn wrong(&self, web: &Web, caller: &Caller, wrong: Wrong) -> Problem {
        let field = match (self.comment, self.person) {
            (Some(_), _) => "comment",
            (_, Some(_)) => "person",
            _ => "text",
        };
        let sentence = caller.words(web).t(&format!("desk-ban-wrong-{}", wrong.as_str()));
        bad_value(field, wrong.as_str(), &format!("{field}: {sentence}"))
    }
}

/// The bans that are in force.
#[utoipa::path(get, path = "/api/v1/desk/{site}/bans", tag = "desk", operation_id = "desk_bans",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    responses((status = 200, body = BansJson), Reading))]
pub async fn list(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap) -> Response {
    let read = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Read).await?;
        let bans = web.services.store.bans(caller.site.id, web.services.now()).await.map_err(|e| failed(&e.into()))?;
        Ok(axum::Json(BansJson { bans: bans.into_iter().map(BanJson::from).collect() }).into_response())
    };
    super::reply(&web, read.await)
}

/// Bans; or, with `try`, says what the ban would hit. Some kinds take the role editor. All but `email` and `address`
/// are tried first, and made with the `tried` of that answer; without it the answer is 422 (`untried`).
#[utoipa::path(post, path = "/api/v1/desk/{site}/bans", tag = "desk", operation_id = "desk_ban",
    params(("site" = String, Path, description = "Site key")),
    security(("desk" = [])),
    request_body = NewBanJson,
    responses((status = 201, description = "On disk", body = BannedJson),
        (status = 200, description = "With `try`: nothing was saved", body = TriedJson), Writing))]
pub async fn make(State(web): State<Shared>, Path(site): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let asked = json::<NewBanJson>(&headers, body, BodyLimit::SMALL).await?;
        let (wish, terms) = (asked.wish()?, asked.terms()?);
        caller.is(wish.kind().needs())?;
        let (services, site) = (&web.services, &caller.site);
        let tried = asked.tried.as_deref().is_some_and(|proof| asked.aim().is_proven(&services.keys, site, proof));
        if asked.attempt || !(wish.kind().is_personal() || tried) {
            return asked.dry(&web, &caller, &wish).await;
        }
        let done = moderation::ban(services, site, &wish, &terms, caller.moderator).await.map_err(|e| failed(&e))?;
        let banned = done.map_err(|wrong| asked.wrong(&web, &caller, wrong))?;
        let decided = banned.decided.iter().map(|one| one.id.0).collect();
        let answer = BannedJson { id: banned.id, decided, step: banned.step.0 };
        Ok((StatusCode::CREATED, axum::Json(answer)).into_response())
    };
    super::reply(&web, done.await)
}

/// Lifts a ban. A kind that takes the role editor to make takes it to lift.
#[utoipa::path(delete, path = "/api/v1/desk/{site}/bans/{id}", tag = "desk", operation_id = "desk_lift",
    params(("site" = String, Path, description = "Site key"), ("id" = i64, Path)),
    security(("desk" = [])),
    responses((status = 200, description = "On disk", body = StepJson), Reading))]
pub async fn lift(
    State(web): State<Shared>,
    Path((site, ban)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let done = async {
        let caller = Caller::new(&web, &site, &headers, Scope::Moderate).await?;
        let (services, id, gone) = (&web.services, id(&ban)?, || Problem::of(StatusCode::NOT_FOUND));
        let kind = services.store.ban_kind(caller.site.id, id).await.map_err(|e| failed(&e.into()))?;
        caller.is(kind.ok_or_else(gone)?.needs())?;
        let done = moderation::lift_ban(services, &caller.site, id, caller.moderator).await;
        let step = done.map_err(|e| failed(&e))?.ok_or_else(gone)?;
        Ok(axum::Json(StepJson { step: Some(step.0) }).into_response())
    };
    super::reply(&web, done.await)
}
