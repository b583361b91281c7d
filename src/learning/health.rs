//! How the filter did lately, and whether that has become clearly worse.
//!
//! The sums are moved by the writes that change comments, so both questions read a few hundred rows of one index, and a page
//! may ask each time. [`Watch`] asks for the operator, now and then, and tells of what is new.

use std::collections::BTreeSet;

use crate::domain::clock::Timestamp;
use crate::domain::health::{Alarm, Fall, HealthSums, PERIOD, falls};
use crate::domain::site::{Site, SiteId};
use crate::services::{Failure, Services};
use crate::store::health::{HealthDay, day};

/// Periods that can be looked at; the sums of a year and a little are kept.
pub const PERIODS: i64 = 13;

/// How the filter did in some days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HealthPeriod {
    /// Noon of its first and of its last day, UTC.
    pub first: Timestamp,
    pub last: Timestamp,
    pub sums: HealthSums,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// Four weeks each, the last of them first; those at the end in which nothing came are left out.
    pub periods: Vec<HealthPeriod>,
    pub falls: Vec<Fall>,
}

/// The last `count` periods, at most [`PERIODS`].
pub async fn health(services: &Services, site: &Site, count: i64) -> Result<Health, Failure> {
    let today = day(services.now());
    let count = count.clamp(2, PERIODS);
    let days = services.store.health(site.id, today - count * PERIOD + 1).await?;
    let mut periods: Vec<HealthPeriod> = (0..count).map(|n| period(&days, today - n * PERIOD)).collect();
    while periods.last().is_some_and(|period| period.sums == HealthSums::default()) {
        periods.pop();
    }
    Ok(Health { periods, falls: falls(today, |first, last| sum(&days, first, last)) })
}

/// What has clearly fallen lately.
pub async fn alarms(services: &Services, site: SiteId) -> Result<Vec<Fall>, Failure> {
    let today = day(services.now());
    let days = services.store.health(site, today - 2 * PERIOD + 1).await?;
    Ok(falls(today, |first, last| sum(&days, first, last)))
}

fn sum(days: &[HealthDay], first: i64, last: i64) -> HealthSums {
    let within = days.iter().filter(|(day, _)| (first..=last).contains(day));
    within.fold(HealthSums::default(), |sum, (_, sums)| sum.plus(sums))
}

fn period(days: &[HealthDay], last: i64) -> HealthPeriod {
    let noon = |day: i64| Timestamp(day.saturating_mul(Timestamp::DAY).saturating_add(12 * Timestamp::HOUR));
    let first = last - PERIOD + 1;
    HealthPeriod { first: noon(first), last: noon(last), sums: sum(days, first, last) }
}

/// Looks at all sites for the operator: the metrics say how it is, and the log says once that something has fallen.
#[derive(Debug, Default)]
pub struct Watch {
    told: BTreeSet<(i64, Alarm)>,
}

impl Watch {
    pub async fn look(&mut self, services: &Services) -> Result<(), Failure> {
        let today = day(services.now());
        let (mut all, mut fallen) = (HealthSums::default(), BTreeSet::new());
        for site in services.store.sites().await? {
            let days = services.store.health(site.id, today - 2 * PERIOD + 1).await?;
            all = all.plus(&sum(&days, today - PERIOD + 1, today));
            for fall in falls(today, |first, last| sum(&days, first, last)) {
                let key = (site.id.0, fall.alarm);
                if !self.told.contains(&key) {
                    tell(&site, &fall);
                }
                fallen.insert(key);
            }
        }
        for alarm in Alarm::ALL {
            services.metrics.filter_alarm(alarm.as_str(), fallen.iter().filter(|(_, known)| *known == alarm).count());
        }
        services.metrics.filter_health(all.precision().rate(), all.recall().rate());
        self.told = fallen;
        Ok(())
    }
}

fn tell(site: &Site, fall: &Fall) {
    let (alarm, days, before, now) = (fall.alarm.as_str(), fall.days, fall.before, fall.now);
    tracing::warn!(site.key = site.key.as_str(), alarm, days, before, now, "the filter does clearly worse than before");
}
