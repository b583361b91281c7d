//! What the bench is asked for.

use std::path::PathBuf;

/// As typed, after checking.
#[derive(Debug)]
pub struct Arguments {
    /// Measures a site of a million comments as well.
    pub large: bool,
    pub rounds: usize,
    /// Of one measurement.
    pub seconds: f64,
    /// Only what has this in its name.
    pub only: Option<String>,
    /// Draws the plots into this folder, instead of the tables.
    pub plots: Option<PathBuf>,
    /// Where the data is made, and removed again.
    pub folder: PathBuf,
    /// What is measured.
    pub program: PathBuf,
}

/// Stripped, with the settings of a release: cargo builds it for benches as it builds `--release`.
const PROGRAM: &str = env!("CARGO_BIN_EXE_svar");

pub const USAGE: &str = "\
cargo bench --bench load [-- OPTIONS]

  --large           also a site of 1,000,000 comments (some twenty minutes more, and 3 GB of disk)
  --rounds N        rounds of each measurement, of which the median counts (1 to 99; default 5)
  --seconds N       length of one measurement (0.1 to 600; default 2)
  --only NAME       only the measurements with NAME in their name, such as `fragment` or `post`
  --plots FOLDER    draws the plots into FOLDER instead of printing the tables
  --folder FOLDER   where the database lies meanwhile (default: the system's folder for such things)
  --program FILE    another program than the one that was just built, to compare one before with one after
";

impl Arguments {
    /// # Errors
    /// One sentence: what makes no sense. `Ok(None)`: help was asked for.
    pub fn parse(mut typed: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = Self {
            large: false,
            rounds: 5,
            seconds: 2.0,
            only: None,
            plots: None,
            folder: std::env::temp_dir(),
            program: PathBuf::from(PROGRAM),
        };
        while let Some(word) = typed.next() {
            let mut value = || typed.next().filter(|v| !v.is_empty()).ok_or_else(|| format!("{word} needs a value."));
            match word.as_str() {
                // What cargo itself says to a bench.
                "--bench" => {}
                "--help" | "-h" => return Ok(None),
                "--large" => arguments.large = true,
                "--rounds" => arguments.rounds = number(&word, &value()?, 1.0, 99.0)? as usize,
                "--seconds" => arguments.seconds = number(&word, &value()?, 0.1, 600.0)?,
                "--only" => arguments.only = Some(value()?),
                "--plots" => arguments.plots = Some(folder(&word, value()?)?),
                "--folder" => arguments.folder = folder(&word, value()?)?,
                "--program" => arguments.program = file(&word, value()?)?,
                other => return Err(format!("There is no option {other:?}; --help names those there are.")),
            }
        }
        if arguments.plots.is_some() && arguments.only.is_some() {
            return Err("--plots draws all plots, so --only makes no sense beside it.".to_owned());
        }
        Ok(Some(arguments))
    }

    pub fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|part| name.contains(part.as_str()))
    }
}

fn number(option: &str, text: &str, least: f64, most: f64) -> Result<f64, String> {
    let whole = option == "--rounds";
    let found = text.parse::<f64>().ok().filter(|n| (least..=most).contains(n) && (!whole || n.fract() == 0.0));
    found.ok_or_else(|| format!("{option} takes a number from {least} to {most}, not {text:?}."))
}

fn folder(option: &str, text: String) -> Result<PathBuf, String> {
    let path = PathBuf::from(&text).canonicalize().ok().filter(|path| path.is_dir());
    path.ok_or_else(|| format!("{option} takes a folder that exists, not {text:?}."))
}

fn file(option: &str, text: String) -> Result<PathBuf, String> {
    let path = PathBuf::from(&text).canonicalize().ok().filter(|path| path.is_file());
    path.ok_or_else(|| format!("{option} takes a file that exists, not {text:?}."))
}
