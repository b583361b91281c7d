//! Bans, as a comment meets them: looked up, compared, turned into a refusal or a Signal.
//!
//! What is compared is made in one place, [`subject`], for a comment that comes, for one that its author changes, and
//! for those that the desk tries a new ban on; so that all three agree.

use super::NotDone;
use crate::domain::author::Website;
use crate::domain::ban::{Effect, Range, Rule};
use crate::domain::clock::Timestamp;
use crate::domain::error::Refusal;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::Site;
use crate::domain::verdict::{Signal, SignalCode};
use crate::services::Services;
use crate::spam::bans::{Source, Subject};
use crate::store::bans::{ActiveBan, Near};
use crate::text::Rendered;

/// Where a comment comes from, as bans know it. `prefix`: the truncated client address, around which ranges lie.
pub(crate) fn source(
    services: &Services,
    site: &Site,
    email: Option<KeyedHash>,
    address: Option<KeyedHash>,
    prefix: Option<&str>,
) -> Source {
    let ranges = prefix.map(Range::around).unwrap_or_default();
    let ranges = ranges.iter().map(|range| range_hash(services, site, range)).collect();
    Source { email, address, ranges }
}

/// By which a range of client addresses is found again.
pub(crate) fn range_hash(services: &Services, site: &Site, range: &Range) -> KeyedHash {
    services.keys.address_hash(site.id, &range.bytes())
}

pub(crate) fn subject(source: Source, name: &str, website: Option<&Website>, rendered: &Rendered) -> Subject {
    let hosts = super::linked_hosts(rendered, website);
    Subject::new(source, name, website.map_or("", |w| w.as_str()), &rendered.plain, hosts)
}

pub(crate) fn near(source: &Source) -> Near<'_> {
    Near { email: source.email.as_ref(), address: source.address.as_ref(), ranges: &source.ranges }
}

/// The ban that hits, the strictest where several do.
pub(super) fn strictest<'b>(bans: &'b [ActiveBan], subject: &Subject) -> Option<&'b ActiveBan> {
    bans.iter().filter(|ban| subject.is_hit_by(&ban.rule)).max_by_key(|ban| ban.effect)
}

/// What a ban that does not refuse makes of a comment. It names what was banned only where that says nothing about
/// anybody.
pub(super) fn signal(ban: &ActiveBan) -> Option<Signal> {
    let named = match &ban.rule {
        Rule::Name(_) | Rule::Email(_) | Rule::Address(_) | Rule::Range { .. } => None,
        rule => rule.text(),
    };
    Some(match (ban.effect, named) {
        (Effect::Refuse, _) => return None,
        (Effect::Hold, Some(what)) => Signal::with(SignalCode::BanHold, what),
        (Effect::Hold, None) => Signal::new(SignalCode::BanHoldPerson),
        (Effect::Spam, Some(what)) => Signal::with(SignalCode::BanSpam, what),
        (Effect::Spam, None) => Signal::new(SignalCode::BanSpamPerson),
    })
}

/// Refuses a changed comment that is banned now; else the Signal of a ban that holds it or calls it spam.
pub(super) async fn examine_change(
    services: &Services,
    site: &Site,
    subject: &Subject,
    now: Timestamp,
) -> Result<Option<Signal>, NotDone> {
    let bans = services.store.bans_near(site.id, &near(subject.source()), now).await?;
    match strictest(&bans, subject) {
        Some(ban) if ban.effect == Effect::Refuse => Err(Refusal::Banned.into()),
        Some(ban) => Ok(signal(ban)),
        None => Ok(None),
    }
}
