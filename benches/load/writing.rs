//! Posts through the whole pipeline: checked, rendered, judged by the filter, committed to disk, answered.

use std::time::Duration;

use anyhow::{Result, ensure};

use crate::data::{HUNDRED, SITE, TWENTIES, twenty};
use crate::measure::{self, Round, middle};
use crate::program::{write_get, write_post};
use crate::reading::READERS;
use crate::stage::{Stage, fragment};
use crate::table::{Table, megabytes, short, whole};
use crate::texts;

/// People who write at the same time, each as soon as their comment before is answered.
pub const WRITERS: usize = 64;

/// Posts to the threads of 20, every third of them a reply. Each is a text and a person of its own, with the form
/// token of its thread and the key against doubling, as the widget sends them.
pub struct Posts<'a> {
    stage: &'a Stage<'a>,
    tokens: Vec<String>,
}

impl<'a> Posts<'a> {
    /// Fetches the form tokens, and waits until they are old enough to come from a person.
    pub async fn new(stage: &'a Stage<'a>) -> Result<Self> {
        let mut tokens = Vec::new();
        for number in 0..TWENTIES {
            tokens.push(stage.token(&twenty(number)).await?);
        }
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        Ok(Self { stage, tokens })
    }

    pub fn write(&self, into: &mut Vec<u8>) {
        let person = self.stage.somebody();
        // Far from the numbers of what is sown.
        let number = 1_000_000_000 + person;
        let place = number as usize % TWENTIES;
        let token = self.tokens.get(place).map_or("", String::as_str);
        let parent = match number % 3 {
            0 => self.stage.sown.twenties.get(place).and_then(|ids| ids.get(number as usize % 20)),
            _ => None,
        };
        let json = serde_json::json!({
            "key": twenty(place),
            "parent": parent,
            "name": texts::name(number),
            "email": texts::email(number),
            "body": texts::body(number, number.is_multiple_of(4)),
            "token": token,
        });
        let key = format!("bench-{number:020}");
        let path = format!("/api/v1/{SITE}/comments");
        write_post(into, &path, &[("idempotency-key", &key)], person, &json.to_string());
    }
}

pub async fn run(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let columns = ["writing", "posts/s", "p50 ms", "p99 ms", "µs each", "commits each", "approved", "RSS MB"];
    let mut table = Table::new(title, &columns);
    let named = [("post, 64 at once", WRITERS), ("post, one after another", 1)];
    for (name, writers) in named.into_iter().filter(|(name, _)| stage.arguments.wants(name)) {
        let posts = Posts::new(stage).await?;
        let asked = |_: u64, into: &mut Vec<u8>| posts.write(into);
        let load = stage.load(writers, 201, &asked);
        measure::warm(&load).await?;
        let before = Counted::of(stage).await?;
        let mut rounds = Vec::new();
        for _ in 0..stage.arguments.rounds {
            rounds.push(measure::round(&load, stage.service.pid()).await?);
            stage.service.forget_log()?;
        }
        let counted = Counted::of(stage).await?;
        table.row(row(name, &rounds, &before, &counted)?);
    }
    Ok(table)
}

fn row(name: &str, rounds: &[Round], before: &Counted, after: &Counted) -> Result<Vec<String>> {
    let posts: f64 = rounds.iter().map(|r| r.count).sum();
    let taken = after.taken() - before.taken();
    ensure!(taken == posts, "{posts} posts were answered, and {taken} were taken in");
    Ok(vec![
        name.to_owned(),
        whole(middle(rounds, |r| r.a_second)),
        short(middle(rounds, |r| r.p50)),
        short(middle(rounds, |r| r.p99)),
        short(middle(rounds, |r| r.micros)),
        format!("{:.3}", (after.commits - before.commits) / posts),
        format!("{:.1} %", (after.approved - before.approved) / posts * 100.0),
        megabytes(middle(rounds, |r| r.resident)),
    ])
}

/// The service's own counters.
struct Counted {
    commits: f64,
    approved: f64,
    pending: f64,
    spam: f64,
}

impl Counted {
    async fn of(stage: &Stage<'_>) -> Result<Self> {
        let service = &stage.service;
        let status = async |word: &str| service.counted(&format!("svar_comments_total{{status=\"{word}\"}}")).await;
        Ok(Self {
            commits: service.counted("svar_write_batch_size_count").await?,
            approved: status("approved").await?,
            pending: status("pending").await?,
            spam: status("spam").await?,
        })
    }

    fn taken(&self) -> f64 {
        self.approved + self.pending + self.spam
    }
}

/// Reads alone, and the same reads while others write as fast as they can.
pub async fn beside_reads(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let columns = ["reading while writing", "reads/s", "p99 ms", "posts/s", "p99 ms", "of reads alone"];
    let mut table = Table::new(title, &columns);
    if !stage.arguments.wants("reading while writing") {
        return Ok(table);
    }
    let posts = Posts::new(stage).await?;
    let path = fragment(HUNDRED);
    let asked = |_: u64, into: &mut Vec<u8>| write_get(into, &path, &[], 7);
    let posted = |_: u64, into: &mut Vec<u8>| posts.write(into);
    let reads = stage.load(READERS, 200, &asked);
    let writes = stage.load(WRITERS, 201, &posted);
    measure::warm(&reads).await?;
    let (mut alone, mut together, mut written) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..stage.arguments.rounds {
        alone.push(measure::round(&reads, stage.service.pid()).await?);
        let (read, wrote) =
            tokio::join!(measure::round(&reads, stage.service.pid()), measure::round(&writes, stage.service.pid()));
        together.push(read?);
        written.push(wrote?);
        stage.service.forget_log()?;
    }
    let before = middle(&alone, |r| r.a_second);
    let row = |name: &str, reads: &[Round], writes: &[Round]| {
        let of = middle(reads, |r| r.a_second);
        vec![
            name.to_owned(),
            whole(of),
            short(middle(reads, |r| r.p99)),
            short(middle(writes, |r| r.a_second)),
            short(middle(writes, |r| r.p99)),
            format!("{:.2}", of / before),
        ]
    };
    table.row(row("16 read, nobody posts", &alone, &[]));
    table.row(row("16 read, 64 post", &together, &written));
    Ok(table)
}
