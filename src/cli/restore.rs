//! `svar restore`: a backup in the database's place.

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Context as _;

use super::backup::{Terminal, Timed, held, size, verified};
use super::output::{self, note};
use crate::app::Parts;
use crate::backup::{self, Restored, Restoring};
use crate::config::Config;

pub async fn run(config: &Config, file: &Path, replace: bool, json: bool) -> anyhow::Result<ExitCode> {
    let begun = Instant::now();
    let (database, key_path) = (config.database.target(), config.database.key_path());
    let order = Restoring {
        backup: file,
        database: &database,
        key_path: &key_path,
        data_dir: &config.database.data_dir,
        replace,
        now: Parts::of_the_machine().clock.now(),
        ending: AtomicBool::new(false),
    };
    let terminal = Terminal::new();
    let tell_terminal = |progress| terminal.show(progress);
    let mut restoring = std::pin::pin!(backup::restore(&order, &tell_terminal));
    let restored = tokio::select! {
        restored = &mut restoring => restored,
        stopped = super::interrupted() => {
            stopped?;
            if !order.ending.load(Ordering::Relaxed) {
                anyhow::bail!("stopped; the database is what it was");
            }
            restoring.await
        }
    };
    terminal.clear();
    let restored = Timed { seconds: begun.elapsed().as_secs_f64(), report: restored? };
    for warning in &restored.report.warnings {
        note(format_args!("svar: the database is what the backup is, but in that {warning}"));
    }
    let told = if json { output::json(&restored) } else { tell(&restored) };
    let kept = restored.report.kept.as_ref().map(|kept| format!(" and what was there is kept as {kept}"));
    let done = || format!("the backup is restored{}, but the report could not be written", kept.unwrap_or_default());
    told.with_context(done)?;
    Ok(ExitCode::SUCCESS)
}

fn tell(restored: &Timed<Restored>) -> anyhow::Result<()> {
    let Timed { report, seconds } = restored;
    let row = |name: &str, text: String| [name.to_owned(), text];
    let [comments, threads, sites] = held(&report.contents);
    let mut rows = vec![
        row("restored", report.file.display().to_string()),
        row("taken", report.made.clone()),
        comments,
        threads,
        sites,
        row("size", format!("{} in {seconds:.1} s", size(report.bytes))),
        row("schema", format!("{}, into {}", report.schema, report.engine)),
        row("verified", verified(&report.warnings).to_owned()),
        row("sessions", "ended; everybody signs in again".to_owned()),
    ];
    if let (Some(key), Some(file)) = (&report.key.fingerprint, &report.key.file) {
        rows.push(row("key", format!("{key}, in {}", file.display())));
    }
    if let Some(kept) = &report.kept {
        let kept = match report.engine {
            "postgres" => {
                format!("the schema {kept} holds what was there; when it is not needed: DROP SCHEMA {kept} CASCADE")
            }
            _ => format!("{kept} is what was there; remove it when it is not needed"),
        };
        rows.push(row("kept", kept));
    }
    if let Some(kept) = &report.kept_key {
        rows.push(row("kept key", format!("{} belongs to what was there", kept.display())));
    }
    output::table(&rows)
}
