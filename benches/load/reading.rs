//! Reading what is in memory: each answer beside a bare server that sends the very same bytes, in turns.

use anyhow::{Result, ensure};

use crate::client::{Load, Reply};
use crate::data::{HUNDRED, SITE, twenty};
use crate::measure::{self, Round, middle};
use crate::program::{Bare, write_get};
use crate::stage::{Stage, fragment, list};
use crate::table::{Table, median, megabytes, short, whole};

/// Readers who ask at the same time, each as soon as the answer to the question before is there.
pub const READERS: usize = 16;

/// A question that is asked again and again.
pub struct Case {
    pub name: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    /// What it has to reach of the bare server's requests a second.
    pub target: f64,
}

impl Case {
    fn headers(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    pub fn write(&self, into: &mut Vec<u8>, reader: u64) {
        write_get(into, &self.path, &self.headers(), reader);
    }
}

pub async fn cases(stage: &Stage<'_>) -> Result<Vec<Case>> {
    let case = |name, path: String, encoding: &str, target| {
        let headers = match encoding {
            "" => Vec::new(),
            encoding => vec![("accept-encoding", encoding.to_owned())],
        };
        Case { name, path, headers, target }
    };
    let counts: Vec<String> = (0..20).map(|number| format!("key={}", twenty(number))).collect();
    let mut cases = vec![
        case("fragment", fragment(HUNDRED), "", 0.85),
        case("fragment, gzip", fragment(HUNDRED), "gzip", 0.85),
        case("fragment, brotli", fragment(HUNDRED), "gzip, br", 0.85),
        case("JSON", list(HUNDRED), "", 0.85),
        case("JSON, gzip", list(HUNDRED), "gzip", 0.85),
        case("JSON, brotli", list(HUNDRED), "gzip, br", 0.85),
        case("thread page", format!("/t/{SITE}?key={HUNDRED}"), "", 0.7),
        case("counts for 20 keys", format!("/api/v1/{SITE}/counts?{}", counts.join("&")), "", 0.7),
    ];
    let mut known = case("fragment, 304", fragment(HUNDRED), "gzip, br", 0.85);
    let answer = stage.service.get(&known.path, &known.headers()).await?;
    known.headers.push(("if-none-match", answer.header("etag").unwrap_or_default().to_owned()));
    cases.push(known);
    Ok(cases)
}

pub async fn run(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let mut cases = cases(stage).await?;
    cases.retain(|case| stage.arguments.wants(case.name));
    let columns = [
        "reading, 16 at once",
        "bytes",
        "requests/s",
        "p50 ms",
        "p99 ms",
        "µs each",
        "RSS MB",
        "bare/s",
        "bare µs",
        "of bare",
        "target",
    ];
    let mut table = Table::new(title, &columns);
    let mut answers = Vec::new();
    for case in &cases {
        answers.push(stage.service.get(&case.path, &case.headers()).await?);
    }
    let bare = Bare::start(&answers, stage.core)?;
    let mut busiest = f64::INFINITY;
    for (number, (case, answer)) in cases.iter().zip(&answers).enumerate() {
        let pair = beside(stage, &bare, case, (number, answer)).await?;
        busiest = busiest.min(1e6 / middle(&pair.bare, |r| r.load_micros));
        table.row(pair.row(case, answer));
    }
    if !table.is_empty() {
        eprintln!("  the load itself could have asked {} times a second at least", whole(busiest));
    }
    Ok(table)
}

/// Rounds of the service and of the bare server, in turns.
pub struct Pair {
    ours: Vec<Round>,
    bare: Vec<Round>,
}

/// Measures a case and the bare server's answer of this number.
pub async fn beside(stage: &Stage<'_>, bare: &Bare, case: &Case, told: (usize, &Reply)) -> Result<Pair> {
    let (number, answer) = told;
    ensure!(matches!(answer.status, 200 | 304), "{} is answered with {}", case.name, answer.status);
    let query = case.path.split_once('?').map_or("", |(_, query)| query);
    let twin = format!("/{number}?{query}");
    let headers = case.headers();
    let asked = |_: u64, into: &mut Vec<u8>| case.write(into, 7);
    let asked_bare = |_: u64, into: &mut Vec<u8>| write_get(into, &twin, &headers, 7);
    let ours = stage.load(READERS, answer.status, &asked);
    let theirs = Load { to: bare.address, ..stage.load(READERS, answer.status, &asked_bare) };
    measure::warm(&ours).await?;
    measure::warm(&theirs).await?;
    let mut pair = Pair { ours: Vec::new(), bare: Vec::new() };
    for _ in 0..stage.arguments.rounds {
        pair.ours.push(measure::round(&ours, stage.service.pid()).await?);
        pair.bare.push(measure::round(&theirs, bare.pid()).await?);
        stage.service.forget_log()?;
    }
    Ok(pair)
}

impl Pair {
    /// Of each round by itself, so that what disturbs the machine for a while disturbs both.
    pub fn ratio(&self) -> f64 {
        median(&mut self.ours.iter().zip(&self.bare).map(|(a, b)| a.a_second / b.a_second).collect::<Vec<_>>())
    }

    fn row(&self, case: &Case, answer: &Reply) -> Vec<String> {
        let ratio = self.ratio();
        vec![
            case.name.to_owned(),
            whole(answer.body.len() as f64),
            whole(middle(&self.ours, |r| r.a_second)),
            short(middle(&self.ours, |r| r.p50)),
            short(middle(&self.ours, |r| r.p99)),
            short(middle(&self.ours, |r| r.micros)),
            megabytes(middle(&self.ours, |r| r.resident)),
            whole(middle(&self.bare, |r| r.a_second)),
            short(middle(&self.bare, |r| r.micros)),
            format!("{ratio:.2}"),
            format!("≥ {:.2} {}", case.target, if ratio >= case.target { "yes" } else { "no" }),
        ]
    }
}
