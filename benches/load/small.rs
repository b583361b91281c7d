//! How little it takes: memory when idle, time to start, size of the program, bytes of database for a comment.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::client::Connection as Client;
use crate::data::{HUNDRED, Sown};
use crate::machine;
use crate::program::{Home, Service, write_get};
use crate::stage::fragment;
use crate::table::{Table, median, megabytes, short, whole};

/// Starts of the service, of which the median counts.
const STARTS: usize = 11;

/// Milliseconds from starting the program to the first 200, which is a thread's.
async fn start_time(home: &Home<'_>) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let started = Instant::now();
        let service = Service::start(home)?;
        let mut request = Vec::new();
        write_get(&mut request, &fragment(HUNDRED), &[], 7);
        let status = Client::open(service.address).await?.exchange(&request).await?;
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
        anyhow::ensure!(status == 200, "a started service answers with {status}");
        service.stop()?;
    }
    Ok(median(&mut times))
}

/// Bytes of memory of a service that has started and is asked nothing.
async fn idle_memory(home: &Home<'_>) -> Result<f64> {
    let service = Service::start(home)?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let resident = machine::resident(service.pid())?;
    service.stop()?;
    Ok(resident as f64)
}

fn program_bytes(home: &Home<'_>) -> Result<f64> {
    Ok(std::fs::metadata(home.program).context("the program is not there")?.len() as f64)
}

/// Bytes of a database in use, by what for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    pub all: f64,
    /// The full-text index.
    pub words: f64,
    /// First answers, which are kept for a day.
    pub answers: f64,
    pub comments: f64,
}

impl Taken {
    /// Of the database of a service that does not run.
    pub async fn of(folder: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(folder.join("svar.db")).read_only(true);
        let mut database = options.connect().await.context("the database cannot be opened")?;
        let sql = "SELECT name, CAST(SUM(pgsize) AS REAL) FROM dbstat GROUP BY name";
        let parts: Vec<(String, f64)> = sqlx::query_as(sql).fetch_all(&mut database).await?;
        let comments: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM comment").fetch_one(&mut database).await?;
        database.close().await?;
        let sum = |has: &str| parts.iter().filter(|(name, _)| name.contains(has)).map(|(_, bytes)| bytes).sum();
        Ok(Self { all: sum(""), words: sum("comment_search"), answers: sum("idempotency"), comments: comments as f64 })
    }

    /// What has come since, for each comment.
    pub fn each(&self, before: &Self) -> [String; 3] {
        let comments = self.comments - before.comments;
        let all = (self.all - before.all) / comments;
        let words = (self.words - before.words) / comments;
        let answers = (self.answers - before.answers) / comments;
        [whole(all), whole(all - words), whole(answers)]
    }
}

pub fn table() -> Table {
    Table::new("How little it takes", &["what", "measured", "target"])
}

/// What is measured before the load.
pub struct Before {
    idle: f64,
    start: f64,
    taken: Taken,
}

impl Before {
    pub async fn measure(home: &Home<'_>, sown: &Sown) -> Result<Self> {
        let taken = Taken::of(home.folder).await?;
        anyhow::ensure!(taken.comments as u64 == sown.comments, "not all that was sown is there");
        Ok(Self { idle: idle_memory(home).await?, start: start_time(home).await?, taken })
    }

    /// The rows of a site after its load; `loaded`: memory at its end.
    pub async fn rows(&self, table: &mut Table, site: &str, loaded: f64, home: &Home<'_>) -> Result<()> {
        let mut row = |what: &str, measured: String, target: &str| {
            table.row(vec![format!("{what} ({site})"), measured, target.to_owned()]);
        };
        let large = self.taken.comments > 500_000.0;
        row("resident, idle", format!("{} MB", megabytes(self.idle)), "≤ 25 MB");
        row("resident after the load", format!("{} MB", megabytes(loaded)), "≤ 80 MB + 64 MB cache");
        let target = if large { "≤ 150 ms" } else { "≤ 50 ms" };
        row("start to the first 200", format!("{} ms", short(self.start)), target);
        row("program, stripped", format!("{} MB", megabytes(program_bytes(home)?)), "≤ 25 MB");
        let [all, rest, _] = self.taken.each(&Taken::default());
        row("database for a comment taken in from elsewhere", format!("{all} bytes"), "≤ 2,000");
        row("the same without the full-text index", format!("{rest} bytes"), "≤ 1,300");
        let after = Taken::of(home.folder).await?;
        if after.comments > self.taken.comments {
            let [all, rest, answers] = after.each(&self.taken);
            row("database for a posted comment", format!("{all} bytes"), "≤ 2,000");
            row("the same without the full-text index", format!("{rest} bytes"), "≤ 1,300");
            row("of it for a day only: the first answer", format!("{answers} bytes"), "");
        }
        Ok(())
    }
}
