//! One measurement: a load for a while, and what it cost the process that answered.

use anyhow::Result;

use crate::client::{Answers, Load, Until};
use crate::machine;
use crate::table::median;

/// Of one round.
pub struct Round {
    pub a_second: f64,
    /// Milliseconds.
    pub p50: f64,
    pub p99: f64,
    /// Processor time of an answer, in microseconds.
    pub micros: f64,
    /// The same of the load, which tells how much faster it could have asked.
    pub load_micros: f64,
    /// Bytes, at the end.
    pub resident: f64,
    pub count: f64,
}

/// Runs a load against a process.
pub async fn round(load: &Load<'_>, pid: u32) -> Result<Round> {
    let me = std::process::id();
    let before = (machine::processor_time(pid)?, machine::processor_time(me)?);
    let answers = load.run().await?;
    let after = (machine::processor_time(pid)?, machine::processor_time(me)?);
    from(&answers, [(before.0, after.0), (before.1, after.1)], pid)
}

fn from(answers: &Answers, spent: [(std::time::Duration, std::time::Duration); 2], pid: u32) -> Result<Round> {
    let count = answers.count() as f64;
    let [server, load] = spent.map(|(before, after)| after.saturating_sub(before).as_secs_f64() * 1e6 / count);
    Ok(Round {
        a_second: answers.a_second(),
        p50: answers.quantile(0.5),
        p99: answers.quantile(0.99),
        micros: server,
        load_micros: load,
        resident: machine::resident(pid)? as f64,
        count,
    })
}

/// Lets caches fill and connections' code be warm.
pub async fn warm(load: &Load<'_>) -> Result<()> {
    Load { until: Until::Seconds(0.3), ..*load }.run().await.map(drop)
}

/// The median of one figure over rounds.
pub fn middle(rounds: &[Round], figure: impl Fn(&Round) -> f64) -> f64 {
    median(&mut rounds.iter().map(figure).collect::<Vec<_>>())
}
