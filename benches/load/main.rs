//! The whole service under load: the program as it is released on one core, a bare server with the same bytes beside
//! it, and the load on another core.
//!
//! `cargo bench --bench load -- --help`

#![allow(clippy::print_stdout)]

mod arguments;
mod bare;
mod changed;
mod client;
mod data;
mod machine;
mod measure;
mod program;
mod reading;
mod stage;
mod table;
mod texts;
mod writing;

use std::process::ExitCode;

use anyhow::{Context, Result};

use self::arguments::{Arguments, USAGE};
use self::program::Service;
use self::stage::Stage;
use self::table::Table;

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|word| word == bare::ARGUMENT) {
        return ended(bare::run());
    }
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    ended(begin(&arguments))
}

fn ended(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn begin(arguments: &Arguments) -> Result<()> {
    let folder = tempfile::Builder::new().prefix("svar-load-").tempdir_in(&arguments.folder);
    let folder = folder.context("a folder for the data cannot be made")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        // Not killed at once, so that the folder and the programs are cleared away.
        tokio::select! {
            done = measure_all(arguments, folder.path()) => done,
            _ = tokio::signal::ctrl_c() => anyhow::bail!("interrupted"),
        }
    });
    folder.close().context("the data cannot be removed")?;
    outcome
}

async fn measure_all(arguments: &Arguments, folder: &std::path::Path) -> Result<()> {
    let pinned = machine::can_pin();
    let core = pinned.then_some(machine::SERVER_CORE);
    println!("Machine: {}.", machine::name(folder));
    match pinned {
        true => println!("The servers on core {}, the load on core {}.", machine::SERVER_CORE, machine::LOAD_CORE),
        false => println!("Not pinned to cores of their own: there is one core, or no `taskset`."),
    }
    println!("Four kilobytes are on disk after {} ms.\n", table::short(machine::flush_time(folder)?));
    eprintln!("Sowing.");
    let sown = data::sow_all(folder, false).await?;
    if pinned {
        machine::stay_on(machine::LOAD_CORE)?;
    }
    let stage = Stage::new(Service::start(folder, core)?, &sown, arguments, core);
    show(&reading::run(&stage).await?);
    show(&changed::run(&stage, "Reading what was just changed").await?);
    show(&writing::run(&stage).await?);
    show(&writing::beside_reads(&stage).await?);
    stage.service.stop()
}

fn show(table: &Table) {
    if !table.is_empty() {
        println!("{}", table.text());
    }
}
