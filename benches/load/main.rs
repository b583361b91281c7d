//! The whole service under load: the program as it is released on one core, a bare server with the same bytes beside
//! it, and the load on another core.
//!
//! `cargo bench --bench load -- --help`

#![allow(clippy::print_stdout)]

mod arguments;
mod bare;
mod changed;
mod client;
mod crowd;
mod data;
mod machine;
mod measure;
mod overload;
mod plots;
mod program;
mod reading;
mod small;
mod stage;
mod svg;
mod table;
mod texts;
mod writing;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use self::arguments::{Arguments, USAGE};
use self::data::{MILLION, Sown};
use self::program::{Home, Service};
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

async fn measure_all(arguments: &Arguments, folder: &Path) -> Result<()> {
    let pinned = machine::can_pin();
    let core = pinned.then_some(machine::SERVER_CORE);
    println!("Machine: {}.", machine::name(folder));
    match pinned {
        true => println!("The servers on core {}, the load on core {}.", machine::SERVER_CORE, machine::LOAD_CORE),
        false => println!("Not pinned to cores of their own: there is one core, or no `taskset`."),
    }
    println!("Four kilobytes are on disk after {} ms.\n", table::short(machine::flush_time(folder)?));
    if let Some(to) = &arguments.plots {
        return plots::draw(arguments, folder, core, to).await;
    }
    let mut small = small::table();
    let sites = [("small site", 0), ("large site", MILLION)];
    for (name, more) in sites.into_iter().take(if arguments.large { 2 } else { 1 }) {
        let data = folder.join(name.replace(' ', "-"));
        std::fs::create_dir(&data)?;
        let home = Home { program: &arguments.program, folder: &data, core };
        eprintln!("Sowing.");
        let sown = data::sow_all(&data, more).await?;
        if pinned {
            machine::stay_on(machine::LOAD_CORE)?;
        }
        measure_site(arguments, &home, (name, &sown), &mut small).await?;
        if pinned {
            machine::stay_anywhere();
        }
        std::fs::remove_dir_all(&data)?;
    }
    show(&small);
    Ok(())
}

async fn measure_site(
    arguments: &Arguments,
    home: &Home<'_>,
    (name, sown): (&str, &Sown),
    small: &mut Table,
) -> Result<()> {
    let name = &format!("{name}, {} comments", table::whole(sown.comments as f64));
    let smallest = if arguments.wants("small") { Some(small::Before::measure(home, sown).await?) } else { None };
    let stage = Stage::new(Service::start(home)?, sown, arguments, home.core);
    show(&reading::run(&stage, &format!("Reading a thread of 100 from memory ({name})")).await?);
    show(&changed::run(&stage, &format!("Reading what was just changed ({name})")).await?);
    show(&crowd::run(&stage, &format!("A thousand readers at a thread that has just changed ({name})")).await?);
    show(&writing::run(&stage, &format!("Posts through the whole pipeline ({name})")).await?);
    show(&writing::beside_reads(&stage, &format!("Reading the fragment while others post ({name})")).await?);
    show(&overload::run(&stage, &format!("Ten times more than fits ({name})")).await?);
    let loaded = machine::resident(stage.service.pid())? as f64;
    stage.service.stop()?;
    if let Some(before) = smallest {
        before.rows(small, name, loaded, home).await?;
    }
    Ok(())
}

fn show(table: &Table) {
    if !table.is_empty() {
        println!("{}", table.text());
    }
}
