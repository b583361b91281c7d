//! How good the model is, on labelled comments in the order of their file: score, then learn (`svar spam eval`).
//!
//! Nothing here is random but the shuffling of `tubespam`, and that by a seed. Times are measured by the caller's clock.

mod measures;

pub use measures::{Bin, Measures, measure};

use super::model::Model;
use super::model::features::{Comment, Reader};
use super::model::learn::Features;
use super::model::zones::Zones;
use super::training::corpus::Labelled;
use super::training::dice::Dice;

/// Which comments teach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Learn {
    /// Each of them, after it was scored.
    #[default]
    All,
    /// Those that would have waited for a moderator.
    Held,
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    /// In the order of the file, each scored and then learnt.
    #[default]
    Online,
    /// The published YouTube protocol: three shuffled passes over what is marked `train`, then what is marked `test`.
    Tubespam,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    pub learn: Learn,
    pub protocol: Protocol,
    pub zones: Zones,
    pub seed: u64,
}

/// A comment's score with the truth about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub probability: f64,
    pub spam: bool,
}

/// What came of a run. Times in microseconds, means over the run; 0 where nothing was timed.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub scored: Vec<Scored>,
    pub score_us: f64,
    pub learn_us: f64,
}

/// Why a file does not suit the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("the protocol `tubespam` needs lines with `\"tubespam\": \"train\"` and others with `\"test\"`")]
    NoSplit,
}

/// Passes of `tubespam` over what is for training.
const PASSES: usize = 3;

/// Runs a protocol. `now`: microseconds of a clock that never goes back.
pub fn run(rows: &[Labelled], model: Model, options: &Options, now: &dyn Fn() -> f64) -> Result<Run, Unfit> {
    let mut trial =
        Trial { model, reader: Reader::default(), features: Features::default(), now, timed: Timed::default() };
    let scored = match options.protocol {
        Protocol::Online => trial.online(rows, options),
        Protocol::Tubespam => trial.tubespam(rows, options)?,
    };
    let mean = |sum: f64, n: u32| if n == 0 { 0.0 } else { sum / f64::from(n) };
    let timed = &trial.timed;
    Ok(Run { scored, score_us: mean(timed.scoring, timed.scores), learn_us: mean(timed.learning, timed.lessons) })
}

struct Trial<'a> {
    model: Model,
    reader: Reader,
    features: Features,
    now: &'a dyn Fn() -> f64,
    timed: Timed,
}

#[derive(Default)]
struct Timed {
    scoring: f64,
    scores: u32,
    learning: f64,
    lessons: u32,
}

impl Trial<'_> {
    fn online(&mut self, rows: &[Labelled], options: &Options) -> Vec<Scored> {
        let mut scored = Vec::with_capacity(rows.len());
        for row in rows {
            let result = self.score(row);
            scored.push(result);
            let learns = match options.learn {
                Learn::All => true,
                Learn::Held => options.zones.is_unsure(result.probability),
                Learn::None => false,
            };
            if learns {
                self.learn(row);
            }
        }
        scored
    }

    fn tubespam(&mut self, rows: &[Labelled], options: &Options) -> Result<Vec<Scored>, Unfit> {
        let mut train: Vec<&Labelled> = rows.iter().filter(|row| row.train == Some(true)).collect();
        let test: Vec<&Labelled> = rows.iter().filter(|row| row.train == Some(false)).collect();
        if train.is_empty() || test.is_empty() {
            return Err(Unfit::NoSplit);
        }
        let mut dice = Dice::new(options.seed);
        for _ in 0..PASSES {
            dice.shuffle(&mut train);
            for row in &train {
                self.learn(row);
            }
        }
        Ok(test.into_iter().map(|row| self.score(row)).collect())
    }

    fn score(&mut self, row: &Labelled) -> Scored {
        let began = (self.now)();
        self.features.set(&mut self.reader, &seen(row));
        let probability = self.model.probability(&self.features);
        self.timed.scoring += (self.now)() - began;
        self.timed.scores += 1;
        Scored { probability, spam: row.spam }
    }

    fn learn(&mut self, row: &Labelled) {
        let began = (self.now)();
        self.features.set(&mut self.reader, &seen(row));
        self.model.learn(&self.features, row.spam, 1.0);
        self.timed.learning += (self.now)() - began;
        self.timed.lessons += 1;
    }
}

fn seen(row: &Labelled) -> Comment<'_> {
    Comment { text: &row.text, author: &row.author, website: &row.website, known: &[] }
}
