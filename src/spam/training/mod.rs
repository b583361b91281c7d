//! Making the prior that ships (`svar spam train`). Needs no site and no network; the same sources give the same bytes.
//!
//! Training on such sets as they are teaches three false rules: that a link is spam and that Danish is ham, because ham sets
//! have few links and there is no public Danish spam; and that who has a name is a spammer, because the largest sets of ham
//! come without authors. So the comments are changed: [`vary`] puts plausible links into ham, takes them out of spam, sticks
//! ham in any language to spam, and gives names to the nameless.

pub mod corpus;
pub mod dice;
pub mod written;

use self::corpus::Labelled;
use self::dice::Dice;
use self::written::{Pattern, Slots};
use super::model::features::{Comment, Reader, SLOTS};
use super::model::learn::{Features, Steps, Weights, probability};
use super::model::links;
use super::model::prior::Prior;

/// How the prior is made. The defaults are what the shipped one was made with.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    pub steps: Steps,
    pub passes: usize,
    /// Times that all of it is done, each with other chance.
    pub runs: usize,
    /// Comments made of each written line.
    pub variants: usize,
    /// At most so many comments of one source.
    pub cap: usize,
    /// Weights that are kept.
    pub most: usize,
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            steps: Steps { rate: 0.45, start: 0.02, bias: 0.3 },
            passes: 3,
            runs: 4,
            variants: 4,
            cap: 1_700,
            most: 30_000,
            seed: 1,
        }
    }
}

/// Makes a prior of sets of labelled comments and of written lines: the mean of several runs, whose accidents cancel.
pub fn train(recipe: &Recipe, origin: &str, sets: &[Vec<Labelled>], written: &[Pattern], slots: &Slots) -> Prior {
    let mut dice = Dice::new(recipe.seed);
    let mut sums = vec![0.0; SLOTS as usize];
    let mut bias = 0.0;
    for _ in 0..recipe.runs {
        let weights = run(recipe, sets, written, slots, &mut dice);
        bias += weights.bias();
        for (slot, weight) in weights.slots() {
            if let Some(sum) = sums.get_mut(slot as usize) {
                *sum += weight;
            }
        }
    }
    let runs = recipe.runs.max(1) as f64;
    let means = sums.into_iter().zip(0_u32..).filter(|(sum, _)| *sum != 0.0).map(|(sum, slot)| (slot, sum / runs));
    Prior::new(origin, bias / runs, means, recipe.most)
}

fn run(recipe: &Recipe, sets: &[Vec<Labelled>], written: &[Pattern], slots: &Slots, dice: &mut Dice) -> Weights {
    let mut pool: Vec<Labelled> = Vec::new();
    for set in sets {
        let mut set = set.clone();
        dice.shuffle(&mut set);
        set.truncate(recipe.cap);
        pool.extend(set);
    }
    for pattern in written {
        pool.extend((0..recipe.variants).map(|_| pattern.comment(slots, dice)));
    }
    let ham: Vec<String> = pool.iter().filter(|c| !c.spam).map(|c| c.text.clone()).collect();
    let mut weights = Weights::new(recipe.steps);
    let mut reader = Reader::default();
    let mut features = Features::default();
    for _ in 0..recipe.passes {
        dice.shuffle(&mut pool);
        for comment in &pool {
            let varied = vary(comment, &ham, slots, dice);
            let seen = Comment { text: &varied.text, author: &varied.author, website: &varied.website, known: &[] };
            features.set(&mut reader, &seen);
            let error = probability(weights.margin(&features)) - f64::from(u8::from(varied.spam));
            weights.step(&features, error, 1.0);
        }
    }
    weights
}

/// One in so many honest comments is learnt as spam with spam's links in it: an honest text does not make them honest.
const LINKED_SPAM: usize = 6;

/// Of those without an author, one in so many stays without.
const NAMELESS: usize = 6;

/// The comment as it is learnt from this time.
fn vary(comment: &Labelled, ham: &[String], slots: &Slots, dice: &mut Dice) -> Labelled {
    let mut varied = comment.clone();
    if varied.author.is_empty() && !dice.once_in(NAMELESS) {
        varied.author = written::name(&comment.lang, slots, dice);
    }
    if !comment.spam {
        if dice.once_in(LINKED_SPAM) {
            varied.spam = true;
            varied.website = String::new();
            for _ in 0..2 + dice.below(2) {
                let link = written::spam_link(slots, dice);
                varied.text = with_link(&varied.text, &link, dice);
            }
        } else if dice.once_in(4) && !has_link(&comment.text) {
            for _ in 0..1 + usize::from(dice.once_in(5)) {
                let link = written::plausible_link(slots, dice);
                varied.text = with_link(&varied.text, &link, dice);
            }
        }
        return varied;
    }
    if dice.once_in(4) && has_link(&comment.text) {
        varied.text = without_links(&comment.text);
        if varied.text.trim().len() < 8 {
            varied.text.clone_from(&comment.text);
        }
    }
    if dice.once_in(2)
        && let Some(other) = dice.pick(ham)
    {
        let piece: String = other.chars().take(40 + dice.below(160)).collect();
        varied.text = match dice.once_in(2) {
            true => format!("{piece} {}", varied.text),
            false => format!("{} {piece}", varied.text),
        };
    }
    varied
}

/// A link where people and spammers put one: at the end, on a line of its own, in front, in the middle.
fn with_link(text: &str, link: &str, dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => format!("{text}\n{link}"),
        1 => format!("{link} {text}"),
        2 => {
            let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let (before, after) = text.split_at(dice.pick(&spaces).copied().unwrap_or(text.len()));
            format!("{before} {link}{after}")
        }
        _ => format!("{text} {link}"),
    }
}

fn has_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    links::find(&lower, &mut found);
    !found.is_empty()
}

fn without_links(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    links::find(&lower, &mut found);
    let mut out = String::new();
    let mut at = 0;
    for link in &found {
        let before = text.get(at..link.from).unwrap_or_default();
        out.push_str(before.trim_end_matches("://").trim_end_matches("https").trim_end_matches("http"));
        at = link.to;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
