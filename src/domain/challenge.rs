//! A challenge: a small sum that a doubtful submission's machine is asked to do before it is taken in.
//!
//! It is no puzzle for people and asks nobody else. Nothing is kept of it: its token carries what it is worth and until
//! when, and is signed for one text in one thread of one site.

use super::clock::Timestamp;

/// How a client stands to a challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Proof {
    /// It knows of none: the plain form, a program, a script from before.
    #[default]
    Unable,
    /// It does the sum when it is asked.
    Able,
    /// It was asked, and this is what it found; unread.
    Given(String),
}

/// What is asked: for each puzzle a number, so that SHA-256 of seed, puzzle and number begins with that many zero bits.
/// Several small puzzles take about as long each time; one large puzzle is luck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Comes back with the numbers.
    pub token: String,
    pub seed: [u8; 16],
    pub puzzles: u8,
    pub bits: u8,
    pub expires: Timestamp,
}

impl Challenge {
    /// By which clients say that they can do it, and know what is asked.
    pub const ALGORITHM: &str = "sha256-zeros";
    /// The time that all of them take scatters by one over the root of this: 18 %.
    pub const PUZZLES: u8 = 32;
    /// Long enough for an old telephone, and for a reader whose line is down for a while.
    pub const LIFE: i64 = 10 * Timestamp::MINUTE;
}
