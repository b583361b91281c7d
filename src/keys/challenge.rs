//! Challenges: made and compared without keeping anything.
//!
//! The token is `base64url(expires (8) ‖ puzzles (1) ‖ bits (1) ‖ salt (16) ‖ mac (16))`. The mac covers the site, the
//! thread's key and the hash of everything that was sent as well, and is itself the seed of the puzzles: what was
//! worked out for one text is worth nothing for another, and nothing can be worked out before it is asked for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{Keys, keyed};
use crate::domain::challenge::Challenge;
use crate::domain::clock::{Random, Timestamp};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadKey;

/// What a challenge is about.
pub struct About<'a> {
    pub site: SiteId,
    pub thread: &'a ThreadKey,
    /// Of everything that was sent.
    pub body_hash: &'a [u8],
}

const BODY: usize = 26;
/// No proof is longer: a token, and a number of at most ten digits for each puzzle.
const LONGEST: usize = 512;

impl Keys {
    /// `bits`: how many zero bits each puzzle takes; one more is twice the work.
    pub fn challenge(&self, random: &dyn Random, about: &About<'_>, bits: u8, now: Timestamp) -> Challenge {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let (puzzles, expires) = (Challenge::PUZZLES, now.plus(Challenge::LIFE));
        let body = [expires.0.to_be_bytes().as_slice(), &[puzzles, bits], &salt].concat();
        let seed = self.seed(about, &body);
        Challenge { token: BASE64URL.encode([body.as_slice(), &seed].concat()), seed, puzzles, bits, expires }
    }

    /// Whether `proof` (the token, and a number for each puzzle, with dots between them) does what was asked about
    /// just this, in time. Anything else is no proof.
    pub fn is_met(&self, about: &About<'_>, now: Timestamp, proof: &str) -> bool {
        self.read(about, now, proof).is_some()
    }

    fn read(&self, about: &About<'_>, now: Timestamp, proof: &str) -> Option<()> {
        let (token, numbers) = (proof.len() <= LONGEST).then_some(proof)?.split_once('.')?;
        let bytes = BASE64URL.decode(token).ok()?;
        let (body, mac) = bytes.split_at_checked(BODY)?;
        let seed = self.seed(about, body);
        if !bool::from(seed.as_slice().ct_eq(mac)) {
            return None;
        }
        let (expires, rest) = body.split_first_chunk::<8>()?;
        let (&[puzzles, bits], _) = rest.split_first_chunk::<2>()?;
        let in_time = now <= Timestamp(i64::from_be_bytes(*expires));
        let numbers: Vec<u32> = numbers.split('.').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        let solved = numbers.len() == usize::from(puzzles)
            && (0..).zip(&numbers).all(|(puzzle, number)| zeros(&seed, puzzle, *number) >= u32::from(bits));
        (in_time && solved).then_some(())
    }

    fn seed(&self, about: &About<'_>, body: &[u8]) -> [u8; 16] {
        let (site, thread) = (about.site.0.to_be_bytes(), about.thread.as_str().as_bytes());
        let mac = keyed(&self.challenge, &[body, &site, thread, about.body_hash]);
        let mut seed = [0; 16];
        seed.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
        seed
    }
}

/// How many zero bits SHA-256 of `seed ‖ puzzle ‖ number` begins with, at most 32; the numbers are big-endian.
fn zeros(seed: &[u8; 16], puzzle: u32, number: u32) -> u32 {
    let hash = Sha256::new().chain_update(seed).chain_update(puzzle.to_be_bytes()).chain_update(number.to_be_bytes());
    let hash = hash.finalize();
    hash.first_chunk::<4>().map_or(0, |first| u32::from_be_bytes(*first).leading_zeros())
}
