//! The end of a backup: a word and a SHA-256 of everything before it, so that a file that was cut short or changed on
//! the way is known for it. SQLite does not look behind its last page, so the whole is still a database that other
//! programs can read.

use std::fs::File;
use std::io::{Read, Result, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use super::{Progress, Tell};

const WORD: [u8; 16] = *b"svar backup 1\0\0\n";
const LENGTH: u64 = 48;
const CHUNK: usize = 1 << 20;
/// How SQLite's files begin; the header has 100 bytes.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// What a file is, by its beginning and its end.
pub enum Kind {
    /// Whole, as far as its end says; so many bytes are the database.
    Sealed(u64),
    /// One of ours, without its end.
    CutShort,
    Other,
}

/// Writes the end, and returns the whole length.
pub fn seal(file: &mut File) -> Result<u64> {
    file.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        let n = file.read(&mut chunk)?;
        let read = chunk.get(..n).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        hash.update(read);
        length += n as u64;
    }
    file.write_all(&WORD)?;
    file.write_all(&hash.finalize())?;
    Ok(length + LENGTH)
}

pub fn kind(file: &mut File) -> Result<Kind> {
    file.seek(SeekFrom::Start(0))?;
    let mut header = Vec::new();
    (&mut *file).take(100).read_to_end(&mut header)?;
    if !header.starts_with(SQLITE) {
        return Ok(Kind::Other);
    }
    let length = file.metadata()?.len();
    if let Some(body) = length.checked_sub(LENGTH) {
        file.seek(SeekFrom::Start(body))?;
        let mut word = [0; WORD.len()];
        file.read_exact(&mut word)?;
        if word == WORD {
            return Ok(Kind::Sealed(body));
        }
    }
    Ok(if crate::store::backup::is_ours(&header) { Kind::CutShort } else { Kind::Other })
}

/// Copies the database out of a sealed file; false when it is not what was sealed.
pub fn unseal(from: &mut File, body: u64, into: &mut File, tell: Tell<'_>) -> Result<bool> {
    from.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut done = 0;
    while done < body {
        let n = (&mut *from).take(body - done).read(&mut chunk)?;
        let read = chunk.get(..n).unwrap_or_default();
        if read.is_empty() {
            return Ok(false);
        }
        hash.update(read);
        into.write_all(read)?;
        done += n as u64;
        tell(Progress::Copying { done, total: body });
    }
    let mut end = Vec::new();
    from.read_to_end(&mut end)?;
    Ok(end.get(WORD.len()..) == Some(&hash.finalize()[..]))
}
