//! The first read after a change, when nothing of the thread's new version is in memory.
//!
//! Each read follows a real change (a vote of somebody new). What the changes alone cost is measured in the same
//! round and taken off.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::client::Connection;
use crate::data::{HUNDRED, TEN_THOUSAND};
use crate::machine;
use crate::program::write_get;
use crate::stage::{Stage, fragment, list, write_vote};
use crate::table::{Table, median, short};

/// A thread that is changed, and what is asked about it: each read takes the next path.
pub struct Case<'a> {
    pub name: &'static str,
    pub thread: &'a str,
    pub comments: &'a [i64],
    pub paths: Vec<String>,
    pub encoding: &'static str,
}

/// Of one read.
pub struct Cost {
    /// Processor time, in microseconds.
    pub micros: f64,
    /// Milliseconds until the answer was there.
    pub p50: f64,
    pub p99: f64,
}

pub async fn cases<'a>(stage: &Stage<'a>) -> Result<Vec<Case<'a>>> {
    let hundred = |name, path: String, encoding| Case {
        name,
        thread: HUNDRED,
        comments: &stage.sown.hundred,
        paths: vec![path],
        encoding,
    };
    let long = |name, paths| Case {
        name,
        thread: TEN_THOUSAND,
        comments: &stage.sown.ten_thousand,
        paths,
        encoding: "identity",
    };
    let mut later = later_pages(stage, TEN_THOUSAND).await?;
    let last = later.pop().context("the long thread has one page")?;
    Ok(vec![
        hundred("100: fragment", fragment(HUNDRED), "identity"),
        hundred("100: fragment, gzip", fragment(HUNDRED), "gzip"),
        hundred("100: fragment, brotli", fragment(HUNDRED), "br"),
        hundred("100: JSON", list(HUNDRED), "identity"),
        long("10,000: first page", vec![fragment(TEN_THOUSAND)]),
        long("10,000: any later page", later),
        long("10,000: last page", vec![last]),
        long("10,000: JSON", vec![list(TEN_THOUSAND)]),
    ])
}

pub async fn run(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let columns = ["first read after a change", "µs each", "p50 ms", "p99 ms", "of the thread of 100"];
    let mut table = Table::new(title, &columns);
    let mut first = None;
    for case in cases(stage).await?.iter().filter(|case| stage.arguments.wants(&format!("changed {}", case.name))) {
        let cost = measure(stage, case).await?;
        let of = *first.get_or_insert(cost.micros);
        table.row(vec![
            case.name.to_owned(),
            short(cost.micros),
            short(cost.p50),
            short(cost.p99),
            format!("{:.2}", cost.micros / of),
        ]);
    }
    Ok(table)
}

/// The medians of the rounds.
pub async fn measure(stage: &Stage<'_>, case: &Case<'_>) -> Result<Cost> {
    let token = stage.token(case.thread).await?;
    let count = (stage.arguments.seconds * 150.0).ceil() as usize;
    let (mut micros, mut times) = (Vec::new(), Vec::new());
    for _ in 0..stage.arguments.rounds {
        let votes = storm(stage, case, &token, count, false).await?;
        let both = storm(stage, case, &token, count, true).await?;
        micros.push((both.spent.as_secs_f64() - votes.spent.as_secs_f64()) * 1e6 / count as f64);
        times.extend(both.times);
        stage.service.forget_log()?;
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    Ok(Cost { micros: median(&mut micros), p50: at(0.5), p99: at(0.99) })
}

struct Storm {
    spent: Duration,
    /// Milliseconds of each read.
    times: Vec<f64>,
}

/// So many votes one after another, each followed by a read where that is wanted.
async fn storm(stage: &Stage<'_>, case: &Case<'_>, token: &str, count: usize, read: bool) -> Result<Storm> {
    let mut connection = stage.connect().await?;
    let before = machine::processor_time(stage.service.pid())?;
    let mut times = Vec::new();
    let mut request = Vec::new();
    for number in 0..count {
        let comment = case.comments.get(number % case.comments.len()).copied().unwrap_or_default();
        request.clear();
        write_vote(&mut request, comment, token, stage.somebody());
        let status = connection.exchange(&request).await?;
        ensure!(status == 200, "a vote is answered with {status}");
        if read {
            let path = case.paths.get(number * 7 % case.paths.len()).context("no path")?;
            request.clear();
            write_get(&mut request, path, &[("accept-encoding", case.encoding)], 7);
            let sent = Instant::now();
            let status = connection.exchange(&request).await?;
            times.push(sent.elapsed().as_secs_f64() * 1_000.0);
            ensure!(status == 200, "{path} is answered with {status}");
        }
    }
    let spent = machine::processor_time(stage.service.pid())?.saturating_sub(before);
    Ok(Storm { spent, times })
}

/// The address of every page of a thread but the first, as each page names the next.
pub async fn later_pages(stage: &Stage<'_>, key: &str) -> Result<Vec<String>> {
    let mut connection: Connection = stage.connect().await?;
    let mut pages = Vec::new();
    let mut path = fragment(key);
    loop {
        let mut request = Vec::new();
        write_get(&mut request, &path, &[], 7);
        let html = connection.fetch(&request).await?.text();
        let Some((_, rest)) = html.split_once("after=") else { return Ok(pages) };
        let cursor =
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().unwrap_or_default();
        path = format!("{}&after={cursor}", fragment(key));
        pages.push(path.clone());
    }
}
