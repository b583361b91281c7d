//! The key file: 32 random bytes beside the database, readable by its owner alone.
//!
//! It is made once, at the first start. A database that has seen a key never gets a new one silently:
//! that would turn every address in it into noise.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{KeyError, Keys};
use crate::domain::clock::Random;

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error(
        "the database was used with a key file, but {0} does not exist; put the key file back (from the backup, or from \
         the other node), because without it no e-mail address in the database can be read"
    )]
    Missing(PathBuf),
    #[error(
        "the key file {0} is not the one this database was made with; put the right one there, because with this one no \
         e-mail address in the database can be read"
    )]
    Other(PathBuf),
    #[error("the key file {path} cannot be {doing}: {source}")]
    Io { path: PathBuf, doing: &'static str, source: std::io::Error },
    #[error(
        "the key file {0} is damaged: it must hold one line, 32 bytes in base64; put the right one there, or move it away"
    )]
    Damaged(PathBuf),
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Reads the key file, or makes it when the database has never seen one. `fingerprint` is what the
/// database remembers.
pub fn open(path: &Path, fingerprint: Option<&str>, random: &dyn Random) -> Result<Keys, KeyFileError> {
    let keys = match read(path)? {
        Some(keys) => keys,
        None if fingerprint.is_some() => return Err(KeyFileError::Missing(path.to_owned())),
        None => create(path, random)?,
    };
    match fingerprint {
        Some(known) if known != keys.fingerprint() => Err(KeyFileError::Other(path.to_owned())),
        _ => Ok(keys),
    }
}

/// The key of a file; `None` where there is none.
pub fn read(path: &Path) -> Result<Option<Keys>, KeyFileError> {
    // Whoever opened a pipe would wait for ever.
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        let source = std::io::Error::other("it is no file");
        return Err(KeyFileError::Io { path: path.to_owned(), doing: "read", source });
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(KeyFileError::Io { path: path.to_owned(), doing: "read", source }),
    };
    let damaged = || KeyFileError::Damaged(path.to_owned());
    let bytes = BASE64.decode(text.trim()).map_err(|_| damaged())?;
    let master: [u8; 32] = bytes.try_into().map_err(|_| damaged())?;
    Ok(Some(Keys::from_master(&master)?))
}

/// Writes a new key so that a crash leaves either no file or a whole one on the disk.
fn create(path: &Path, random: &dyn Random) -> Result<Keys, KeyFileError> {
    let io = |doing| move |source| KeyFileError::Io { path: path.to_owned(), doing, source };
    let mut master = [0; 32];
    random.fill(&mut master);
    // A name of its own, because two processes may be starting at the same time.
    let mut name = [0; 8];
    random.fill(&mut name);
    let partial = path.with_extension(format!("{}-{:016x}.new", std::process::id(), u64::from_le_bytes(name)));
    let line = format!("{}\n", BASE64.encode(master));
    // `hard_link` refuses to replace a file that another process made in the meantime.
    let made = write_private(&partial, line.as_bytes()).and_then(|()| std::fs::hard_link(&partial, path));
    let _ = std::fs::remove_file(&partial);
    match made {
        Ok(()) => {}
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
        Err(source) => return Err(io("made")(source)),
    }
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(io("written"))?;
    }
    read(path)?.ok_or_else(|| KeyFileError::Missing(path.to_owned()))
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
