//! What one target may cost: so many calls at once, and none at all while it is known to be down.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

use super::Trouble;
use crate::domain::clock::Timestamp;

const CALLS_AT_ONCE: usize = 8;
const FAILURES_TO_OPEN: u32 = 5;
const OPEN_MILLIS: i64 = 60 * Timestamp::SECOND;

pub(super) struct Lane {
    permits: Semaphore,
    breaker: Mutex<Breaker>,
}

#[derive(Default)]
struct Breaker {
    /// In a row.
    failures: u32,
    opened: Option<Timestamp>,
}

impl Breaker {
    /// A clock that was set back must not keep the breaker open: only the minute after `opened` counts.
    fn is_open(&self, now: Timestamp) -> bool {
        self.opened.is_some_and(|opened| (0..OPEN_MILLIS).contains(&now.since(opened)))
    }
}

impl Lane {
    pub(super) fn new() -> Self {
        Self { permits: Semaphore::new(CALLS_AT_ONCE), breaker: Mutex::default() }
    }

    /// Fails at once while the breaker is open, so that nobody queues for a target that is down.
    pub(super) fn refuse_if_open(&self, now: Timestamp) -> Result<(), Trouble> {
        if self.with_breaker(|breaker| breaker.is_open(now)) { Err(Trouble::BreakerOpen) } else { Ok(()) }
    }

    /// Waits for one of the places, as long as the caller's budget lasts.
    pub(super) async fn place(&self, deadline: Instant) -> Result<SemaphorePermit<'_>, Trouble> {
        match timeout_at(deadline, self.permits.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Trouble::Busy),
        }
    }

    /// Asked directly before the call. When the minute is over exactly one caller gets through as a
    /// probe; the others go on being refused until it has answered. A probe that is dropped half-way
    /// costs one more minute, so nothing has to be put back.
    pub(super) fn pass(&self, now: Timestamp) -> Result<(), Trouble> {
        self.with_breaker(|breaker| {
            if breaker.is_open(now) {
                return Err(Trouble::BreakerOpen);
            }
            if breaker.opened.is_some() {
                breaker.opened = Some(now);
            }
            Ok(())
        })
    }

    /// What became of the call. Any answer below 500 shows that the target is alive, 429 included.
    pub(super) fn record(&self, alive: bool, now: Timestamp) {
        self.with_breaker(|breaker| {
            if alive {
                *breaker = Breaker::default();
                return;
            }
            breaker.failures = breaker.failures.saturating_add(1);
            if breaker.failures >= FAILURES_TO_OPEN {
                breaker.opened = Some(now);
            }
        });
    }

    fn with_breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The moment when the budget is spent. No call is worth more than a minute, whatever is asked.
pub(super) fn deadline(budget: Duration) -> Instant {
    Instant::now() + budget.min(Duration::from_secs(60))
}
