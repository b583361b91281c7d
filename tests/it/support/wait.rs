//! The only place where a test waits: on a condition, never for a duration.

use std::future::Future;
use std::time::{Duration, Instant};

/// Far more than a slow, busy machine needs; nobody waits that long unless the condition never comes.
const PATIENCE: Duration = Duration::from_secs(40);

/// Asks again and again until the probe answers, and hands out the answer; panics, naming what was
/// awaited, when it never does. A yes-or-no condition answers with `bool::then_some(())`.
#[track_caller]
pub fn eventually<T, F, P>(what: &str, probe: F) -> impl Future<Output = T>
where
    F: FnMut() -> P,
    P: Future<Output = Option<T>>,
{
    within(PATIENCE, what, probe)
}

/// As `eventually`, for what is known to take longer: programs that start up.
#[track_caller]
pub fn within<T, F, P>(patience: Duration, what: &str, mut probe: F) -> impl Future<Output = T>
where
    F: FnMut() -> P,
    P: Future<Output = Option<T>>,
{
    let caller = std::panic::Location::caller();
    async move {
        let deadline = Instant::now() + patience;
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(answer) = probe().await {
                return answer;
            }
            assert!(Instant::now() < deadline, "{caller}: waited {patience:?} in vain for: {what}");
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }
}
