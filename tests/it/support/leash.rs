//! A server program that cannot outlive the test process, however that ends.
//!
//! A small shell script starts the program and then reads its standard input, a pipe that only the test
//! process holds. When the test process is gone, killed or crashed too, the system closes the pipe, and the
//! script stops the program and removes its directory.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// $1 directory, $2 signal that stops the program, $3 what to do first, then the program and its arguments.
/// A program that does not heed the signal (it may have come too early) is killed ten seconds later.
const SCRIPT: &str = r#"
dir=$1 signal=$2 prepare=$3; shift 3
remove() { cd /; rm -rf -- "$dir" || rm -rf -- "$dir"; }
if ! sh -c "$prepare" prepare "$dir" </dev/null >"$dir/log" 2>&1; then
    cat "$dir/log" >&2; remove; exit 1
fi
"$@" </dev/null >>"$dir/log" 2>&1 &
program=$!
exec 2>/dev/null
cat >/dev/null
kill -s "$signal" "$program"
(sleep 10; kill -s KILL "$program") &
killer=$!
wait "$program"
kill "$killer"
remove
"#;

/// A running program and its directory. Dropping it stops the program.
pub struct Leash {
    pub dir: PathBuf,
    script: Child,
}

/// What to run, and how it is stopped.
pub struct Program<'a> {
    pub path: &'a Path,
    pub stop_signal: &'a str,
    /// A shell script that runs first; the directory is its `$1`.
    pub prepare: &'a str,
    /// PostgreSQL refuses to run as root; Chromium does not mind.
    pub may_be_root: bool,
}

impl Leash {
    /// Starts the program in a new directory, whose path the arguments are made from.
    pub fn start(program: &Program<'_>, arguments: impl FnOnce(&Path) -> Vec<String>) -> Self {
        let dir = tempfile::Builder::new().prefix("svar-test-").tempdir_in(base()).unwrap();
        let am_root = dir.path().metadata().unwrap().uid() == 0;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SCRIPT, "leash"]).arg(dir.path()).args([program.stop_signal, program.prepare]);
        command.arg(program.path).args(arguments(dir.path()));
        // A group of its own: Ctrl-C is for the test process, and the script sees that one end.
        command.current_dir(dir.path()).env("HOME", dir.path()).process_group(0);
        if am_root && !program.may_be_root {
            let (uid, gid) = unprivileged_user();
            chown(dir.path(), Some(uid), Some(gid)).unwrap();
            command.uid(uid).gid(gid);
        }
        let script = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        Self { dir: dir.keep(), script }
    }

    /// What the program wrote so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.dir.join("log")).unwrap_or_default()
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        let _ = self.script.wait();
    }
}

/// The first of `names` on the `PATH`, or in one of the `elsewhere` directories.
pub fn find_program(names: &[&str], elsewhere: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories = std::env::split_paths(&path).chain(elsewhere.iter().cloned());
    let candidates = directories.flat_map(|dir| names.iter().map(move |name| dir.join(name)));
    candidates.into_iter().find(|file| file.is_file())
}

/// Short, because the path of a socket has at most 107 bytes, and open to the unprivileged user.
fn base() -> PathBuf {
    Some(PathBuf::from("/tmp")).filter(|dir| dir.is_dir()).unwrap_or_else(std::env::temp_dir)
}

/// The ids of `postgres`, or else of `nobody`.
pub fn unprivileged_user() -> (u32, u32) {
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids("postgres").or_else(|| ids("nobody")).expect("a user postgres or nobody in /etc/passwd")
}
