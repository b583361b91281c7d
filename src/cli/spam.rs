//! `svar spam`: the local filter on the operator's desk.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use serde::Serialize;

use super::args::{EvalArguments, LearnWord, ProtocolWord, TrainArguments};
use super::{WrongUsage, output};
use crate::spam::eval::{self, Learn, Measures, Options, Protocol};
use crate::spam::model::Model;
use crate::spam::model::prior::Prior;
use crate::spam::model::zones::Zones;
use crate::spam::training::written::Slots;
use crate::spam::training::{self, Recipe, corpus, written};

/// What a program reads. Rates in per cent, times in microseconds.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    measures: Measures,
    score_us: f64,
    learn_us: f64,
}

pub fn eval(arguments: &EvalArguments) -> anyhow::Result<ExitCode> {
    let zones = Zones { approve: arguments.approve, spam: arguments.spam };
    let shares = [zones.approve, zones.spam].iter().all(|share| (0.0..=1.0).contains(share));
    if !shares || zones.approve > zones.spam {
        return Err(
            WrongUsage("--approve and --spam are probabilities, the first no larger than the second".into()).into()
        );
    }
    let rows = corpus::read(&text_of(&arguments.file)?).with_context(|| name(&arguments.file))?;
    let options = Options {
        learn: match arguments.learn {
            LearnWord::All => Learn::All,
            LearnWord::Held => Learn::Held,
            LearnWord::None => Learn::None,
        },
        protocol: match arguments.protocol {
            ProtocolWord::Online => Protocol::Online,
            ProtocolWord::Tubespam => Protocol::Tubespam,
        },
        zones,
        seed: arguments.seed,
    };
    let model = Model::new(Arc::new(prior(&arguments.prior)?));
    let began = Instant::now();
    let now = || began.elapsed().as_secs_f64() * 1e6;
    let run = eval::run(&rows, model, &options, &now).with_context(|| name(&arguments.file))?;
    let measures = eval::measure(&run.scored, zones);
    match arguments.json {
        true => output::json(&Report { measures, score_us: run.score_us, learn_us: run.learn_us })?,
        false => print(&measures, &run)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print(measures: &Measures, run: &eval::Run) -> anyhow::Result<()> {
    let m = measures;
    let row = |what: &str, value: String| [what.to_owned(), value];
    output::table(&[
        row("comments", m.n.to_string()),
        row("spam", m.spam.to_string()),
        row("1-ROCA %", format!("{:.3}", m.roca)),
        row("accuracy %", format!("{:.2}", m.accuracy)),
        row("F1", format!("{:.4}", m.f1)),
        row("MCC", format!("{:.4}", m.mcc)),
        row("spam caught at 0.5 %", format!("{:.2}", m.sc)),
        row("ham blocked at 0.5 %", format!("{:.2}", m.bh)),
        row("spam caught with 0.1 % of ham blocked %", format!("{:.2}", m.sc01)),
        row("spam caught with 1 % of ham blocked %", format!("{:.2}", m.sc1)),
        row("held (of all) %", format!("{:.2}", m.held)),
        row("leaked (of spam) %", format!("{:.2}", m.leaked)),
        row("lost (of ham) %", format!("{:.2}", m.lost)),
        row("score, µs", format!("{:.1}", run.score_us)),
        row("learn, µs", format!("{:.1}", run.learn_us)),
    ])?;
    output::line("\nCalibration")?;
    let mut bins = vec![["p", "comments", "mean p", "spam"].map(str::to_owned)];
    bins.extend(m.calibration.iter().filter(|bin| bin.n > 0).map(|bin| {
        let share = bin.spam as f64 / bin.n as f64;
        [
            format!("{:.2} - {:.2}", bin.from, bin.to),
            bin.n.to_string(),
            format!("{:.3}", bin.mean),
            format!("{share:.3}"),
        ]
    }));
    output::table(&bins)
}

fn prior(word: &str) -> anyhow::Result<Prior> {
    match word {
        "none" => Ok(Prior::none()),
        "embedded" => Prior::embedded().context("the prior inside this program"),
        file => {
            let bytes = std::fs::read(file).with_context(|| format!("`{file}` cannot be read"))?;
            Prior::from_bytes(&bytes).with_context(|| file.to_owned())
        }
    }
}

pub fn train(arguments: &TrainArguments) -> anyhow::Result<ExitCode> {
    if arguments.out.exists() {
        anyhow::bail!("`{}` exists already; name another file", arguments.out.display());
    }
    let slots = Slots::read(&text_of(&arguments.slots)?).with_context(|| name(&arguments.slots))?;
    let written = written::read(&text_of(&arguments.written)?, &slots).with_context(|| name(&arguments.written))?;
    let mut sets = Vec::new();
    for file in &arguments.files {
        sets.push(corpus::read(&text_of(file)?).with_context(|| name(file))?);
    }
    let recipe = Recipe { most: arguments.weights, seed: arguments.seed, ..Recipe::default() };
    let names: Vec<String> =
        arguments.files.iter().filter_map(|f| f.file_stem()).map(|f| f.to_string_lossy().into()).collect();
    let origin = format!("written for Svar ({} lines); {}", written.len(), names.join(", "));
    let prior = training::train(&recipe, &origin, &sets, &written, &slots);
    let bytes = prior.to_bytes();
    Prior::from_bytes(&bytes).context("the result cannot be used; keep fewer weights")?;
    put(&arguments.out, &bytes)?;
    output::line(format_args!("{} weights, {} bytes, in {}.", prior.len(), bytes.len(), arguments.out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that must not exist, whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    let mut file = std::fs::File::create_new(path).with_context(|| format!("`{}` cannot be made", path.display()))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written.with_context(|| format!("`{}` cannot be written", path.display()))
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
