//! Who and what is shut out: making bans, trying them first, and lifting them.
//!
//! What a ban goes by is read off a comment, or typed; a ban that would match everything is refused where it is read
//! (`domain::ban`).

use std::sync::Arc;

use serde_json::json;

use super::decide::{Decided, Deciding, Target, Wish};
use super::dry_run::{self, Rule as Tried};
use super::to_its_end;
use crate::domain::ban::{self, Domain, Effect, Kind, Pattern, Range, Rule, Wrong};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::person::PersonId;
use crate::domain::site::Site;
use crate::posting::bans::range_hash;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};
use crate::store::bans::{AuthorTraces, NewBan};

/// What a ban is made of, as the desk asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BanWish {
    /// The address that this comment came from, the e-mail that it names, the name it was written under.
    AddressOf(CommentId),
    EmailOf(CommentId),
    NameOf(CommentId),
    /// The range of this many bits around the address that it came from: 24 or 16, 48 or 32.
    RangeOf(CommentId, u8),
    EmailOfPerson(PersonId),
    /// What was typed.
    Name(String),
    Range(String),
    Domain(String),
    Word(String),
    Pattern(String),
}

impl BanWish {
    pub fn kind(&self) -> Kind {
        match self {
            BanWish::AddressOf(_) => Kind::Address,
            BanWish::EmailOf(_) | BanWish::EmailOfPerson(_) => Kind::Email,
            BanWish::NameOf(_) | BanWish::Name(_) => Kind::Name,
            BanWish::RangeOf(..) | BanWish::Range(_) => Kind::Range,
            BanWish::Domain(_) => Kind::Domain,
            BanWish::Word(_) => Kind::Word,
            BanWish::Pattern(_) => Kind::Pattern,
        }
    }
}

/// How a ban is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// `None`: until it is lifted.
    pub days: Option<i64>,
    /// `None`: what is usual for its kind.
    pub effect: Option<Effect>,
    /// For the team; may be empty.
    pub reason: String,
    /// What it hits among the comments that wait is rejected, or is spam, in the same step.
    pub waiting_too: bool,
}

/// A wish that was read: everything about a ban but its terms.
#[derive(Clone, Debug)]
pub struct Planned {
    pub rule: Rule,
    /// What moderators see of it: the author's name, or what was typed.
    pub label: String,
    about: About,
}

/// A ban that was made.
#[derive(Clone, Debug)]
pub struct Banned {
    pub step: StepId,
    /// Its number.
    pub id: i64,
    /// The comments that were decided with it.
    pub decided: Vec<Decided>,
}

/// Characters of a reason.
pub const REASON: usize = 500;
/// Waiting comments that a ban is tried on when it is to decide about them as well.
const WAITING: i64 = 1_000;
/// The longest time of a ban that ends by itself, in days.
pub const LONGEST: i64 = 3_650;

/// Reads what is to be banned.
pub async fn plan_ban(services: &Services, site: &Site, wish: &BanWish) -> Result<Result<Planned, Wrong>, Failure> {
    let typed = |rule: Result<Rule, Wrong>| {
        rule.map(|rule| Planned { label: rule.text().unwrap_or_default(), rule, about: About::Site })
    };
    Ok(match wish {
        BanWish::AddressOf(id) | BanWish::EmailOf(id) | BanWish::NameOf(id) | BanWish::RangeOf(id, _) => {
            match services.store.author_traces(site.id, *id).await? {
                Some(traces) => from_comment(services, site, wish, *id, traces),
                None => Err(Wrong::Gone),
            }
        }
        BanWish::EmailOfPerson(id) => {
            let person = services.store.person(site.id, *id).await?;
            person.ok_or(Wrong::Gone).map(|person| Planned {
                rule: Rule::Email(person.email()),
                about: About::Person(person.email()),
                label: person.name,
            })
        }
        BanWish::Range(text) => typed(
            Range::parse(text)
                .map(|range| Rule::Range { hash: range_hash(services, site, &range), typed: Some(range) }),
        ),
        BanWish::Name(text) => typed(ban::name(text).map(Rule::Name)),
        BanWish::Domain(text) => typed(Domain::parse(text).map(Rule::Domain)),
        BanWish::Word(text) => typed(ban::word(text).map(Rule::Word)),
        BanWish::Pattern(text) => typed(Pattern::parse(text).map(Rule::Pattern)),
    })
}

fn from_comment(
    services: &Services,
    site: &Site,
    wish: &BanWish,
    id: CommentId,
    traces: AuthorTraces,
) -> Result<Planned, Wrong> {
    let AuthorTraces { name, email, address, prefix } = traces;
    let about = email.clone().map_or(About::Comment(id), About::Person);
    let rule = match wish {
        BanWish::EmailOf(_) => email.map(Rule::Email),
        BanWish::NameOf(_) => Some(Rule::Name(ban::name(&name)?)),
        BanWish::RangeOf(_, bits) => {
            let ranges = prefix.as_deref().map(Range::around).unwrap_or_default();
            let range = ranges.into_iter().find(|range| range.bits() == *bits);
            range.map(|range| Rule::Range { hash: range_hash(services, site, &range), typed: None })
        }
        _ => address.map(Rule::Address),
    };
    Ok(Planned { rule: rule.ok_or(Wrong::Gone)?, label: name, about })
}

/// Bans, and decides about what waits where that is wished; all one step.
pub async fn ban(
    services: &Arc<Services>,
    site: &Arc<Site>,
    wish: &BanWish,
    terms: &Terms,
    moderator: ModeratorId,
) -> Result<Result<Banned, Wrong>, Failure> {
    if terms.reason.chars().count() > REASON {
        return Ok(Err(Wrong::TooLong));
    }
    let planned = match plan_ban(services, site, wish).await? {
        Ok(planned) => planned,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let (services, site, terms) = (services.clone(), site.clone(), terms.clone());
    to_its_end(async move { Ok(Ok(carry_out(&services, &site, planned, &terms, moderator).await?)) }).await
}

async fn carry_out(
    services: &Services,
    site: &Site,
    planned: Planned,
    terms: &Terms,
    moderator: ModeratorId,
) -> Result<Banned, Failure> {
    let now = services.now();
    let effect = terms.effect.unwrap_or_else(|| planned.rule.kind().usual());
    let wish = effect.for_waiting().filter(|_| terms.waiting_too).map(Wish::To);
    let waiting = match wish {
        Some(_) => dry_run::among_waiting(services, site, &Tried::Ban(planned.rule.clone()), WAITING).await?.caught,
        None => Vec::new(),
    };
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let step = tx.begin_step(site.id, moderator, "ban", None, now).await?;
    let new = NewBan {
        site: site.id,
        rule: planned.rule,
        effect,
        label: planned.label,
        reason: crate::domain::normal::text(&terms.reason),
        moderator: Some(moderator),
        created: now,
        expires: terms.days.map(|days| now.plus(days.clamp(1, LONGEST) * Timestamp::DAY)),
    };
    let id = tx.insert_ban(&new).await?;
    record(&mut tx, site, planned.about, "ban", (Some(step), moderator, now), after(id, &new)).await?;
    let mut decided = Vec::new();
    if let Some(wish) = wish {
        let mut deciding = Deciding::within(site, moderator, wish, step, now);
        for caught in waiting {
            // One that somebody has decided about in the meantime is let be.
            deciding.decide(&mut tx, Target { id: caught.id, version: Some(caught.version) }).await?;
        }
        decided = deciding.decided();
    }
    tx.end_step(site.id, step, 1 + decided.len()).await?;
    services.commit(tx).await?;
    for one in &decided {
        services.metrics.decision(one.to);
    }
    Ok(Banned { step, id, decided })
}

/// What the log says of a ban. Nothing by which somebody could be recognised: the name stays in the ban.
fn after(id: i64, ban: &NewBan) -> serde_json::Value {
    let what = Some(&ban.rule).filter(|rule| !matches!(rule, Rule::Name(_))).and_then(Rule::text);
    let (kind, effect) = (ban.rule.kind().as_str(), ban.effect.as_str());
    json!({"ban": id, "kind": kind, "what": what, "effect": effect, "expires": ban.expires.map(|end| end.0)})
}

/// Whose a deed is: its step, the moderator, the moment.
type By = (Option<StepId>, ModeratorId, Timestamp);

async fn record(
    tx: &mut Tx,
    site: &Site,
    about: About,
    action: &'static str,
    (step, moderator, now): By,
    after: serde_json::Value,
) -> Result<(), Failure> {
    let new = NewDecision::new(site.id, about, Actor::Moderator(moderator), action, now);
    tx.record_decision(&NewDecision { step, after: Some(after), ..new }).await?;
    Ok(())
}

/// Ends a ban. `None` when it has ended already.
pub async fn lift_ban(
    services: &Arc<Services>,
    site: &Arc<Site>,
    id: i64,
    moderator: ModeratorId,
) -> Result<Option<StepId>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let step = tx.begin_step(site.id, moderator, "lift", None, now).await?;
        if !end(&mut tx, &site, id, (Some(step), moderator, now)).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        tx.end_step(site.id, step, 1).await?;
        services.commit(tx).await?;
        Ok(Some(step))
    })
    .await
}

async fn end(tx: &mut Tx, site: &Site, id: i64, by: By) -> Result<bool, Failure> {
    let Some(lifted) = tx.lift_ban(site.id, id, by.2).await? else { return Ok(false) };
    let about = lifted.person.map_or(About::Site, About::Person);
    record(tx, site, about, "lift", by, json!({"ban": id, "kind": lifted.kind})).await?;
    Ok(true)
}

/// Takes back a ban, or the lifting of one while it is kept; the log gets the opposite word.
pub(super) async fn take_back(
    tx: &mut Tx,
    site: &Site,
    done: &Done,
    moderator: ModeratorId,
    now: Timestamp,
) -> Result<(), Failure> {
    let after = done.after.as_ref();
    let Some(id) = after.and_then(|after| after.get("ban")?.as_i64()) else { return Ok(()) };
    if done.action == "ban" {
        end(tx, site, id, (None, moderator, now)).await?;
    } else if tx.restore_ban(site.id, id).await? {
        let about = done.person.clone().map_or(About::Site, About::Person);
        record(tx, site, about, "ban", (None, moderator, now), after.cloned().unwrap_or_default()).await?;
    }
    Ok(())
}
