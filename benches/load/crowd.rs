//! A thousand readers who arrive together at a thread that has just changed.

use std::cell::Cell;

use anyhow::Result;

use crate::client::{Load, Until};
use crate::data::HUNDRED;
use crate::measure;
use crate::program::write_get;
use crate::stage::{Stage, fragment, write_vote};
use crate::table::{Table, median, short};

const CROWD: usize = 1_000;

pub async fn run(stage: &Stage<'_>, title: &str) -> Result<Table> {
    let columns = ["a thousand at once", "renderings", "µs each", "all answered in ms"];
    let mut table = Table::new(title, &columns);
    let token = stage.token(HUNDRED).await?;
    let path = fragment(HUNDRED);
    let wanted = [("crowd, plain", "identity"), ("crowd, gzip", "gzip"), ("crowd, brotli", "br")];
    for (name, encoding) in wanted.into_iter().filter(|(name, _)| stage.arguments.wants(name)) {
        let asked = |_: u64, into: &mut Vec<u8>| {
            // Of one reader the service would not work on so many at a time.
            write_get(into, &path, &[("accept-encoding", encoding)], stage.somebody());
        };
        let everybody = Load { until: Until::Requests(CROWD as u64), ..stage.load(CROWD, 200, &asked) };
        let (mut renderings, mut micros, mut millis) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..stage.arguments.rounds {
            change(stage, round, &token).await?;
            let before = stage.service.counted("svar_renderings_total").await?;
            let answers = measure::round(&everybody, stage.service.pid()).await?;
            renderings.push(stage.service.counted("svar_renderings_total").await? - before);
            micros.push(answers.micros);
            millis.push(answers.count / answers.a_second * 1_000.0);
        }
        table.row(vec![
            name.to_owned(),
            format!("{}", median(&mut renderings)),
            short(median(&mut micros)),
            short(median(&mut millis)),
        ]);
    }
    Ok(table)
}

async fn change(stage: &Stage<'_>, round: usize, token: &str) -> Result<()> {
    let comment = stage.sown.hundred.get(round % 100).copied().unwrap_or_default();
    let reader = Cell::new(stage.somebody());
    let vote = |_: u64, into: &mut Vec<u8>| write_vote(into, comment, token, reader.get());
    Load { until: Until::Requests(1), ..stage.load(1, 200, &vote) }.run().await.map(drop)
}
