//! `svar backup`: the whole database in one file.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::Context as _;
use serde::Serialize;

use super::output::{self, note};
use crate::app::Parts;
use crate::backup::{self, Contents, Progress, Taken, Taking};
use crate::config::Config;

pub async fn run(config: &Config, file: &Path, with_key: bool, json: bool) -> anyhow::Result<ExitCode> {
    let begun = Instant::now();
    let (database, key_path) = (config.database.target(), config.database.key_path());
    let now = Parts::of_the_machine().clock.now();
    let order = Taking { database: &database, key_path: &key_path, target: file, with_key, now };
    let terminal = Terminal::new();
    let tell_terminal = |progress| terminal.show(progress);
    let taking = backup::take(&order, &tell_terminal);
    let taken = tokio::select! {
        taken = taking => taken,
        stopped = super::interrupted() => {
            stopped?;
            anyhow::bail!("stopped; there is no backup");
        }
    };
    terminal.clear();
    let taken = Timed { seconds: begun.elapsed().as_secs_f64(), report: taken? };
    for warning in &taken.report.warnings {
        note(format_args!("svar: the backup is what the database is, but in that {warning}"));
    }
    for other in &taken.report.left_out {
        note(format_args!("svar: {other}, and is not in the backup"));
    }
    let told = if json { output::json(&taken) } else { tell(&taken) };
    told.with_context(|| format!("the backup {} is whole, but the report could not be written", file.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// A report with how long it took.
#[derive(Serialize)]
pub struct Timed<T: Serialize> {
    #[serde(flatten)]
    pub report: T,
    pub seconds: f64,
}

fn tell(taken: &Timed<Taken>) -> anyhow::Result<()> {
    let Timed { report, seconds } = taken;
    let shown = |path: &Path| path.display().to_string();
    let key = match (&report.key.file, &report.key.fingerprint) {
        (Some(file), Some(key)) => {
            format!("{key}, in {}: whoever has both files can read e-mail addresses, so keep them apart", shown(file))
        }
        (None, Some(key)) => format!(
            "{key}, not in the backup: keep the key file too (--with-key copies it), for without it no e-mail address \
             in the backup can be read"
        ),
        _ => "none was ever used".to_owned(),
    };
    let [comments, threads, sites] = held(&report.contents);
    output::table(&[
        ["file".to_owned(), shown(&report.file)],
        comments,
        threads,
        sites,
        ["size".to_owned(), format!("{} in {seconds:.1} s", size(report.bytes))],
        ["schema".to_owned(), format!("{}, from {}", report.schema, report.engine)],
        ["taken".to_owned(), report.made.clone()],
        ["verified".to_owned(), verified(&report.warnings).to_owned()],
        ["key".to_owned(), key],
    ])
}

pub fn verified(warnings: &[String]) -> &'static str {
    if warnings.is_empty() { "pages, references, tables and counters" } else { "pages, references and tables" }
}

/// Lines of a report about what it holds.
pub fn held(contents: &Contents) -> [[String; 2]; 3] {
    let c = contents.comments;
    let by_status = format!("{} pending, {} approved, {} spam, {} trash", c.pending, c.approved, c.spam, c.trash);
    let sites = if contents.sites.is_empty() { "none".to_owned() } else { contents.sites.join(" ") };
    [
        ["comments".to_owned(), by_status],
        ["threads".to_owned(), contents.threads.to_string()],
        ["sites".to_owned(), sites],
    ]
}

pub fn size(bytes: u64) -> String {
    match bytes {
        0..=999_999 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// One line at the terminal that says how far it is; nothing where nobody looks.
pub struct Terminal {
    /// What the line says now; `None` where there is no terminal.
    shown: Option<Mutex<String>>,
}

impl Terminal {
    pub fn new() -> Self {
        Self { shown: std::io::stderr().is_terminal().then(Mutex::default) }
    }

    pub fn show(&self, progress: Progress) {
        self.write(match progress {
            Progress::Copying { done, total } => match (done * 100).checked_div(total) {
                Some(percent) => format!("Copying: {} %", percent.min(100)),
                None => "Copying".to_owned(),
            },
            Progress::Checking => "Verifying".to_owned(),
        });
    }

    pub fn clear(&self) {
        self.write(String::new());
    }

    fn write(&self, line: String) {
        if let Some(shown) = &self.shown
            && let Ok(mut shown) = shown.lock()
            && *shown != line
        {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K{line}");
            *shown = line;
        }
    }
}
