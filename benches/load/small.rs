//! How little it takes: memory when idle, time to start, size of the program, bytes of database for a comment.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::client::Connection as Client;
use crate::data::HUNDRED;
use crate::machine;
use crate::program::{PROGRAM, Service, write_get};
use crate::stage::fragment;
use crate::table::{median, whole};

/// Starts of the service, of which the median counts.
const STARTS: usize = 11;

/// Milliseconds from starting the program to the first 200, which is a thread's.
pub async fn start_time(folder: &Path, core: Option<usize>) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let started = Instant::now();
        let service = Service::start(folder, core)?;
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
pub async fn idle_memory(folder: &Path, core: Option<usize>) -> Result<f64> {
    let service = Service::start(folder, core)?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let resident = machine::resident(service.pid())?;
    service.stop()?;
    Ok(resident as f64)
}

pub fn program_bytes() -> Result<f64> {
    Ok(std::fs::metadata(PROGRAM).context("the program is not there")?.len() as f64)
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
