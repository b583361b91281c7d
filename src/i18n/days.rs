//! Days as people count them: in the zone of a site.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::moment;
use crate::domain::clock::Timestamp;
use crate::domain::days::{CHANGES, Days};

/// The first moment of the day `2026-11-28`, `later` days after it.
pub fn day_begins(text: &str, zone: &str, later: i64) -> Option<Timestamp> {
    // Nothing but digits and dashes: what else jiff can read is not a date in an address.
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date: Date = text.parse().ok().filter(|_| plain)?;
    begins(date.checked_add(jiff::Span::new().try_days(later).ok()?).ok()?, &self::zone(zone))
}

/// The last `count` days, the last of them the one in which `now` is. An unknown zone is UTC.
pub fn last_days(now: Timestamp, zone: &str, count: i64) -> Days {
    let zone = self::zone(zone);
    let today = moment(now).to_zoned_datetime(zone.clone()).date();
    let back = |days: i64| jiff::Span::new().try_days(days).ok().and_then(|span| today.checked_sub(span).ok());
    let first = back(count - 1).unwrap_or(today);
    let from = begins(first, &zone).unwrap_or(now.plus(-count * Timestamp::DAY));
    let until = back(-1).and_then(|date| begins(date, &zone)).unwrap_or(now.plus(Timestamp::DAY));
    Days { first: number(first), count, from, until, ahead: ahead(&zone, from, until) }
}

/// By how much the zone's clocks are ahead, from change to change.
fn ahead(zone: &TimeZone, from: Timestamp, until: Timestamp) -> [(Timestamp, i64); CHANGES] {
    let milliseconds = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * Timestamp::SECOND;
    let mut present = milliseconds(zone.to_offset(moment(from)));
    let mut all = [(Timestamp(i64::MAX), present); CHANGES];
    let mut changes = zone.following(moment(from));
    let mut over = false;
    for span in &mut all {
        let change = changes.next().filter(|change| !over && change.timestamp() < moment(until));
        over |= change.is_none();
        let end = change.as_ref().map_or(Timestamp(i64::MAX), |c| Timestamp(c.timestamp().as_millisecond()));
        *span = (end, present);
        present = change.map_or(present, |change| milliseconds(change.offset()));
    }
    all
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

fn begins(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(Timestamp(date.to_zoned_datetime(zone.clone()).ok()?.timestamp().as_millisecond()))
}

fn number(date: Date) -> i64 {
    let at_utc = begins(date, &TimeZone::UTC).unwrap_or_default();
    at_utc.0.div_euclid(Timestamp::DAY)
}
