//! The real program: run to its end, or served until it is told to stop.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_svar");

/// Far more than a slow, busy machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// $@ the program. Says its number, ends with its status, and kills it when the test process is gone: then the
/// system closes the pipe that is read here.
const SCRIPT: &str = r#"
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
echo "pid $program" >&2
(cat <&3; kill -s KILL "$program") >/dev/null 2>&1 &
wait "$program"
"#;

/// A folder of its own to run the program in, with nothing of the tests' own environment.
pub struct Home {
    dir: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Home {
    pub fn new() -> Self {
        Self { dir: tempfile::Builder::new().prefix("svar-test-").tempdir().unwrap(), variables: Vec::new() }
    }

    /// From now on the program finds this in its environment.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// Where the data lies when nothing else is configured.
    pub fn key_file(&self) -> PathBuf {
        self.path("svar-data/svar.key")
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with("", arguments)
    }

    /// Runs the program to its end with `stdin`.
    pub fn run_with(&self, stdin: &str, arguments: &[&str]) -> Ended {
        let mut child = self.command(Path::new(PROGRAM)).args(arguments).spawn().unwrap();
        // A program that does not read it may have gone already.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let (out, err) = (whole(child.stdout.take().unwrap()), whole(child.stderr.take().unwrap()));
        let (Ok(out), Ok(err)) = (out.recv_timeout(PATIENCE), err.recv_timeout(PATIENCE)) else {
            let _ = child.kill();
            panic!("it does not end: svar {}", arguments.join(" "));
        };
        Ended { code: child.wait().unwrap().code(), out, err }
    }

    /// Starts the program and does not wait for its end.
    pub fn begin(&self, arguments: &[&str]) -> Begun {
        let mut child = self.command(Path::new(PROGRAM)).args(arguments).spawn().unwrap();
        let (out, err) = (whole(child.stdout.take().unwrap()), whole(child.stderr.take().unwrap()));
        Begun { child, out, err }
    }

    /// Runs a script of the shell in which `$@` is the program with its arguments.
    pub fn run_in(&self, wrapper: &[&str], script: &str, arguments: &[&str]) -> Ended {
        let words = [wrapper, &["/bin/sh", "-c", script, "sh", PROGRAM], arguments].concat();
        let output = self.command(Path::new(words[0])).args(&words[1..]).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts `serve` on a free port and waits until it listens.
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        self.serve_in(&[], arguments)
    }

    /// The same, started by a wrapper that ends by running what follows it in its own place.
    pub fn serve_in(&self, wrapper: &[&str], arguments: &[&str]) -> Serving {
        let mut command = self.command(Path::new("/bin/sh"));
        command.args(["-c", SCRIPT, "sh"]).args(wrapper).args([PROGRAM, "serve", "--listen", "127.0.0.1:0"]);
        command.args(arguments);
        let mut script = command.spawn().unwrap();
        let (leash, stderr) = (script.stdin.take().unwrap(), script.stderr.take().unwrap());
        let (said, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = said.send(line);
            }
        });
        // Read all the time: a service whose log nobody reads stands still when the pipe is full.
        let log = whole(script.stdout.take().unwrap());
        let (pid, address) = (String::new(), String::new());
        let mut serving = Serving { script, leash: Some(leash), lines, log, pid, address };
        serving.pid = serving.line_after("pid ");
        serving.address = serving.line_after("Listening on http://");
        serving
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().map(|(n, v)| (n, v))).current_dir(self.dir.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// A run that has not ended yet.
pub struct Begun {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Begun {
    /// Sends the signal and waits for the end.
    pub fn ended_by(mut self, signal: &str) -> Ended {
        let kill = format!("kill -s {signal} {}", self.child.id());
        assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
        let code = self.child.wait().unwrap().code();
        Ended { code, out: self.out.recv().unwrap(), err: self.err.recv().unwrap() }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Everything that is written there, once it is closed.
fn whole(mut stream: impl Read + Send + 'static) -> Receiver<String> {
    let (done, text) = channel();
    std::thread::spawn(move || {
        let mut read = String::new();
        stream.read_to_string(&mut read).unwrap();
        let _ = done.send(read);
    });
    text
}

/// What a finished run left behind.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// Its result, if it did what it was asked.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// The one sentence with which it failed, with nothing on stdout.
    #[track_caller]
    pub fn failed(self) -> String {
        self.ended_with(1)
    }

    /// What it says about a command line that makes no sense.
    #[track_caller]
    pub fn misused(self) -> String {
        self.ended_with(2)
    }

    #[track_caller]
    fn ended_with(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        if code == 1 {
            assert_eq!(self.err.lines().count(), 1, "one sentence: {}", self.err);
        }
        self.err
    }
}

/// A running service.
pub struct Serving {
    script: Child,
    /// Its end in this process holds the service: it is killed when this is closed.
    leash: Option<ChildStdin>,
    lines: Receiver<String>,
    log: Receiver<String>,
    pid: String,
    /// Host and port.
    pub address: String,
}

impl Serving {
    /// Waits for a line on stderr that begins so, and gives its rest.
    #[track_caller]
    pub fn line_after(&self, beginning: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("it never said {beginning:?}"));
            if let Some(rest) = line.trim_start().strip_prefix(beginning) {
                return rest.trim().to_owned();
            }
        }
    }

    /// Its number in the system.
    pub fn pid(&self) -> &str {
        &self.pid
    }

    /// The names of its threads that give way to its first one, ten steps each (`nice`).
    #[cfg(target_os = "linux")]
    pub fn gives_way(&self) -> Vec<String> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.pid)).unwrap();
        let stats = tasks.filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("stat")).ok());
        let thread = |stat: String| {
            let (id, named) = stat.split_once(" (").unwrap();
            let (name, fields) = named.rsplit_once(") ").unwrap();
            // proc_pid_stat(5): the nineteenth, of which two stand before.
            let nice: i32 = fields.split(' ').nth(16).unwrap().parse().unwrap();
            (id.to_owned(), name.to_owned(), nice)
        };
        let threads: Vec<_> = stats.map(thread).collect();
        let first = threads.iter().find(|(id, ..)| *id == self.pid).unwrap().2;
        let others = threads.into_iter().filter(|(_, _, nice)| *nice != first);
        others
            .map(|(_, name, nice)| {
                assert_eq!(nice, (first + 10).min(19), "{name}");
                name
            })
            .collect()
    }

    /// Sends a signal and does not wait.
    pub fn signal(&self, signal: &str) {
        let kill = format!("kill -s {signal} {}", self.pid);
        assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// The answer to a GET: status line, headers and body.
    pub fn get(&self, path: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends the signal (`TERM`, `INT`) and waits for the end; also gives what it logged.
    pub fn stop(self, signal: &str) -> (Option<i32>, String) {
        self.signal(signal);
        self.ended()
    }

    /// Waits for the end.
    pub fn ended(mut self) -> (Option<i32>, String) {
        (self.script.wait().unwrap().code(), self.log.recv().unwrap())
    }
}

impl Drop for Serving {
    /// Its folder is removed next, so it must be gone.
    fn drop(&mut self) {
        drop(self.leash.take());
        let _ = self.script.wait();
    }
}
