//! Codes that change every thirty seconds (TOTP, RFC 6238, with HMAC-SHA-1 and six digits, as every app reads them).

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::domain::clock::Timestamp;

/// 160 bits, as RFC 4226 §4 recommends.
pub type Secret = [u8; 20];

const STEP: i64 = 30 * Timestamp::SECOND;
const DIGITS: u32 = 1_000_000;

/// The time step of a moment.
pub fn step(now: Timestamp) -> i64 {
    now.0.div_euclid(STEP)
}

/// The code of a time step.
pub fn code(secret: &Secret, step: i64) -> String {
    // A key of the block's size or shorter is padded; twenty bytes always fit.
    let mut block = [0; 64];
    block.iter_mut().zip(secret).for_each(|(to, from)| *to = *from);
    let mut mac = <Hmac<Sha1> as KeyInit>::new(&block.into());
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash.last().copied().unwrap_or(0) & 0x0f);
    let word = hash.iter().skip(offset).take(4).fold(0_u32, |word, byte| (word << 8) | u32::from(*byte));
    format!("{:06}", (word & 0x7fff_ffff) % DIGITS)
}

/// The time step that a typed code is of: now, or one step of drift either way.
pub fn matching_step(secret: &Secret, typed: &str, now: Timestamp) -> Option<i64> {
    let now = step(now);
    [now, now - 1, now + 1].into_iter().find(|step| bool::from(code(secret, *step).as_bytes().ct_eq(typed.as_bytes())))
}

/// The secret as it is typed into an app: base 32 (RFC 4648), without padding.
pub fn spell(secret: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut held, mut bits, mut text) = (0_u32, 0_u32, String::new());
    for byte in secret {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let letter = LETTERS.get(((held >> bits) & 31) as usize).copied().unwrap_or(b'A');
            text.push(char::from(letter));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        let letter = LETTERS.get(((held << (5 - bits)) & 31) as usize).copied().unwrap_or(b'A');
        text.push(char::from(letter));
    }
    text
}
