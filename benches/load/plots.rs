//! How cost grows: with the size of a thread, with the size of a site, with the number of connections.

use std::path::Path;

use anyhow::Result;

use crate::arguments::Arguments;
use crate::changed::{self, Case};
use crate::client::Load;
use crate::data::{self, HUNDRED, Sown, TEN_THOUSAND, THOUSAND, twenty};
use crate::machine;
use crate::measure::{self, Round, middle};
use crate::program::{Bare, Home, Service, write_get};
use crate::reading::READERS;
use crate::stage::{Stage, fragment};
use crate::svg::{Chart, Line};
use crate::writing::{Posts, WRITERS};

const CONNECTIONS: [usize; 5] = [1, 4, 16, 64, 256];

/// Measures and draws them into `to`.
pub async fn draw(arguments: &Arguments, folder: &Path, core: Option<usize>, to: &Path) -> Result<()> {
    let mut sites = Vec::new();
    let wanted = if arguments.large { [0, 900, data::MILLION].as_slice() } else { [0, 900].as_slice() };
    for more in wanted {
        let at = folder.join(format!("{more}"));
        std::fs::create_dir(&at)?;
        let sown = data::sow_all(&at, *more).await?;
        if core.is_some() {
            machine::stay_on(machine::LOAD_CORE)?;
        }
        let home = Home { program: &arguments.program, folder: &at, core };
        let stage = Stage::new(Service::start(&home)?, &sown, arguments, core);
        sites.push(of_site(&stage).await?);
        if *more == 0 {
            save(to, "threads.svg", &threads(&stage).await?)?;
            save(to, "connections-reading.svg", &reading(&stage).await?)?;
            save(to, "connections-writing.svg", &writing(&stage).await?)?;
        }
        stage.service.stop()?;
        if core.is_some() {
            machine::stay_anywhere();
        }
        std::fs::remove_dir_all(&at)?;
    }
    save(to, "sites.svg", &site_chart(&sites))
}

fn save(folder: &Path, name: &str, chart: &Chart) -> Result<()> {
    let path = folder.join(name);
    let mut half = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut half, chart.svg().as_bytes())?;
    half.persist(&path)?;
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&path, mode)?;
    eprintln!("  {} is drawn", path.display());
    Ok(())
}

/// The first page of threads of four sizes.
async fn threads(stage: &Stage<'_>) -> Result<Chart> {
    let (twenty, sown) = (twenty(0), stage.sown);
    let sizes: [(f64, &str, &[i64]); 4] = [
        (20.0, &twenty, sown.twenties.first().map_or(&[], Vec::as_slice)),
        (100.0, HUNDRED, &sown.hundred),
        (1_000.0, THOUSAND, &sown.thousand),
        (10_000.0, TEN_THOUSAND, &sown.ten_thousand),
    ];
    let (mut changed, mut cached) = (Vec::new(), Vec::new());
    for (size, thread, comments) in sizes {
        changed.push((size, first_read(stage, thread, comments).await?));
        let rounds = rounds(stage, thread, READERS, None).await?;
        cached.push((size, middle(&rounds, |r| r.micros)));
    }
    let lines =
        vec![Line { name: "first after a change", points: changed }, Line { name: "from memory", points: cached }];
    let title = "First page of a thread, by the size of the thread";
    Ok(Chart { title, across: "comments in the thread", up: "processor time of a read, µs", lines })
}

async fn first_read(stage: &Stage<'_>, thread: &str, comments: &[i64]) -> Result<f64> {
    let case = Case { name: "", thread, comments, paths: vec![fragment(thread)], encoding: "identity" };
    Ok(changed::measure(stage, &case).await?.micros)
}

/// Reads of a thread's fragment, from memory: of the service, or of a bare server.
async fn rounds(stage: &Stage<'_>, thread: &str, connections: usize, bare: Option<&Bare>) -> Result<Vec<Round>> {
    let path = if bare.is_some() { "/0".to_owned() } else { fragment(thread) };
    // One of few readers for each connection: of one alone the service would not work on so many at a time.
    let asked = |n: u64, into: &mut Vec<u8>| write_get(into, &path, &[("accept-encoding", "br")], n % 1_000);
    let load = stage.load(connections, 200, &asked);
    let load = Load { to: bare.map_or(load.to, |bare| bare.address), ..load };
    let pid = bare.map_or(stage.service.pid(), Bare::pid);
    measure::warm(&load).await?;
    let mut rounds = Vec::new();
    for _ in 0..stage.arguments.rounds {
        rounds.push(measure::round(&load, pid).await?);
        stage.service.forget_log()?;
    }
    Ok(rounds)
}

async fn reading(stage: &Stage<'_>) -> Result<Chart> {
    let answer = stage.service.get(&fragment(HUNDRED), &[("accept-encoding", "br")]).await?;
    let bare = Bare::start(&[answer], stage.core)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for connections in CONNECTIONS {
        let round = rounds(stage, HUNDRED, connections, None).await?;
        ours.push((connections as f64, middle(&round, |r| r.a_second)));
        let round = rounds(stage, HUNDRED, connections, Some(&bare)).await?;
        theirs.push((connections as f64, middle(&round, |r| r.a_second)));
    }
    let lines = vec![Line { name: "Svar", points: ours }, Line { name: "bare server", points: theirs }];
    let title = "Reading a thread of 100 (brotli), by the number of connections";
    Ok(Chart { title, across: "connections", up: "requests a second", lines })
}

async fn writing(stage: &Stage<'_>) -> Result<Chart> {
    let mut points = Vec::new();
    // More are told to come again (`overload`).
    for connections in CONNECTIONS.into_iter().filter(|connections| *connections <= WRITERS) {
        points.push((connections as f64, posts(stage, connections, |r| r.a_second).await?));
    }
    let lines = vec![Line { name: "posts, each on disk", points }];
    Ok(Chart { title: "Posting, by the number of connections", across: "connections", up: "posts a second", lines })
}

async fn posts(stage: &Stage<'_>, connections: usize, figure: impl Fn(&Round) -> f64) -> Result<f64> {
    let posts = Posts::new(stage).await?;
    let asked = |_: u64, into: &mut Vec<u8>| posts.write(into);
    let load = stage.load(connections, 201, &asked);
    measure::warm(&load).await?;
    let mut rounds = Vec::new();
    for _ in 0..stage.arguments.rounds {
        rounds.push(measure::round(&load, stage.service.pid()).await?);
        stage.service.forget_log()?;
    }
    Ok(middle(&rounds, figure))
}

struct Site {
    comments: f64,
    /// Microseconds.
    changed: f64,
    cached: f64,
    post: f64,
}

async fn of_site(stage: &Stage<'_>) -> Result<Site> {
    let sown: &Sown = stage.sown;
    Ok(Site {
        comments: sown.comments as f64,
        changed: first_read(stage, HUNDRED, &sown.hundred).await?,
        cached: middle(&rounds(stage, HUNDRED, READERS, None).await?, |r| r.micros),
        post: posts(stage, WRITERS, |r| r.micros).await?,
    })
}

fn site_chart(sites: &[Site]) -> Chart {
    let line = |name, figure: &dyn Fn(&Site) -> f64| Line {
        name,
        points: sites.iter().map(|site| (site.comments, figure(site))).collect(),
    };
    let lines = vec![
        line("first read after a change", &|site| site.changed),
        line("post", &|site| site.post),
        line("read from memory", &|site| site.cached),
    ];
    let title = "A thread of 100 and a post, by the size of the site";
    Chart { title, across: "comments at the site", up: "processor time, µs", lines }
}
