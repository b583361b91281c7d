//! The last days of a calendar, in a zone whose clocks may have been changed meanwhile.

use super::clock::Timestamp;

/// How often clocks may change within the days that are looked at; Morocco's do so twice in two months.
pub const CHANGES: usize = 4;

/// Days in a row, the last of them today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first one's number: days since 1970-01-01 of that calendar.
    pub first: i64,
    pub count: i64,
    /// When the first one began.
    pub from: Timestamp,
    /// When the last one ends.
    pub until: Timestamp,
    /// Until when, and by how many milliseconds, the zone's clocks are ahead of UTC.
    pub ahead: [(Timestamp, i64); CHANGES],
}

impl Days {
    /// The number of the day in which this moment is.
    pub fn of(&self, time: Timestamp) -> i64 {
        time.0.saturating_add(self.ahead_at(time)).div_euclid(Timestamp::DAY)
    }

    /// Noon of a day, in UTC.
    pub fn noon(&self, day: i64) -> Timestamp {
        let noon = Timestamp(day.saturating_mul(Timestamp::DAY).saturating_add(12 * Timestamp::HOUR));
        noon.plus(-self.ahead_at(noon))
    }

    /// Every day's number.
    pub fn all(&self) -> impl Iterator<Item = i64> + use<> {
        self.first..self.first.saturating_add(self.count)
    }

    fn ahead_at(&self, time: Timestamp) -> i64 {
        let found = self.ahead.iter().find(|(until, _)| time < *until).or(self.ahead.last());
        found.map_or(0, |(_, ahead)| *ahead)
    }
}
