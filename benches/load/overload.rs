//! Ten times more posts than fit: what is let in is done in time, the rest is told quickly, and right afterwards
//! everything is as fast as before.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use futures_util::future::try_join_all;

use crate::client::{Answers, Connection};
use crate::machine;
use crate::measure;
use crate::stage::Stage;
use crate::table::{Table, median, megabytes, short, whole};
use crate::writing::{Posts, WRITERS};

/// So many times as much as fits.
const TIMES: f64 = 10.0;
/// People who write at the same time.
const CROWD: usize = 10 * WRITERS;

/// What came back to a crowd.
#[derive(Default)]
struct Told {
    /// Milliseconds until an answer.
    taken: Vec<f64>,
    refused: Vec<f64>,
}

pub async fn run(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let columns = ["posts", "come/s", "taken/s", "p99 ms", "refused/s", "p99 ms", "slowest ms", "RSS MB"];
    let mut table = Table::new(title, &columns);
    if !stage.arguments.wants("ten times") {
        return Ok(table);
    }
    let posts = Posts::new(stage).await?;
    let posted = |_: u64, into: &mut Vec<u8>| posts.write(into);
    let fits = stage.load(WRITERS, 201, &posted);
    measure::warm(&fits).await?;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut rounds: Vec<[f64; 7]> = Vec::new();
    for _ in 0..stage.arguments.rounds {
        let alone = fits.run().await?;
        rounds.push(crowd(stage, &posts, alone.a_second() * TIMES).await?);
        // The second that follows.
        let then = crate::client::Load { until: crate::client::Until::Seconds(1.0), ..fits }.run().await?;
        before.push(alone);
        after.push(then);
        stage.service.forget_log()?;
    }
    let alone = |name: &str, answers: &[Answers]| {
        let of = |figure: &dyn Fn(&Answers) -> f64| median(&mut answers.iter().map(figure).collect::<Vec<_>>());
        let a_second = whole(of(&|a| a.a_second()));
        let none = || "–".to_owned();
        vec![
            name.to_owned(),
            a_second.clone(),
            a_second,
            short(of(&|a| a.quantile(0.99))),
            none(),
            none(),
            none(),
            none(),
        ]
    };
    let middle = |figure: usize| median(&mut rounds.iter().filter_map(|r| r.get(figure).copied()).collect::<Vec<_>>());
    table.row(alone("64 write", &before));
    table.row(vec![
        "ten times as much comes".to_owned(),
        whole(middle(0)),
        whole(middle(1)),
        short(middle(2)),
        whole(middle(3)),
        short(middle(4)),
        short(middle(5)),
        megabytes(middle(6)),
    ]);
    table.row(alone("64 write, in the second after", &after));
    Ok(table)
}

/// So many posts a second, whatever becomes of them: who is refused comes again after a while.
async fn crowd(stage: &Stage<'_>, posts: &Posts<'_>, a_second: f64) -> Result<[f64; 7]> {
    let mut connections = Vec::new();
    for _ in 0..CROWD {
        connections.push(stage.connect().await?);
    }
    let pause = Duration::from_secs_f64(CROWD as f64 / a_second);
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(stage.arguments.seconds);
    let told = try_join_all(connections.into_iter().enumerate().map(async |(n, connection)| {
        // Not all in the same moment.
        tokio::time::sleep(pause.mul_f64(n as f64 / CROWD as f64)).await;
        somebody(connection, posts, pause, until).await
    }))
    .await?;
    let seconds = started.elapsed().as_secs_f64();
    let resident = machine::resident(stage.service.pid())? as f64;
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for part in told {
        taken.extend(part.taken);
        refused.extend(part.refused);
    }
    let come = (taken.len() + refused.len()) as f64 / seconds;
    Ok([
        come,
        taken.len() as f64 / seconds,
        quantile(&mut taken, 0.99),
        refused.len() as f64 / seconds,
        quantile(&mut refused, 0.99),
        quantile(&mut refused, 1.0),
        resident,
    ])
}

/// Writes once each `pause`, or as soon as the answer before is there.
async fn somebody(mut connection: Connection, posts: &Posts<'_>, pause: Duration, until: Instant) -> Result<Told> {
    let (mut told, mut request) = (Told::default(), Vec::new());
    let mut due = Instant::now();
    while due < until {
        request.clear();
        posts.write(&mut request);
        let sent = Instant::now();
        let status = connection.exchange(&request).await?;
        let took = sent.elapsed().as_secs_f64() * 1_000.0;
        match status {
            201 => told.taken.push(took),
            429 | 503 => told.refused.push(took),
            other => bail!("{other} where too many write"),
        }
        due = (due + pause).max(Instant::now());
        tokio::time::sleep_until(due.into()).await;
    }
    Ok(told)
}

fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let place = (values.len() as f64 * share) as usize;
    values.get(place.min(values.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}
