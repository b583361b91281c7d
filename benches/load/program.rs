//! The programs that are measured, as child processes: the service as it is released, and the bare server.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::client::{Connection, Reply};
use crate::{bare, machine};

/// As in a real installation, but for limits so wide that one machine's load fits through. They are counted all the
/// same. The load is the proxy in front: it says who each reader is.
const SETTINGS: [(&str, &str); 13] = [
    ("SVAR_SERVER_LISTEN", "127.0.0.1:0"),
    ("SVAR_SERVER_METRICS_LISTEN", "127.0.0.1:0"),
    ("SVAR_SERVER_TRUSTED_PROXIES", "127.0.0.1/32"),
    ("SVAR_SERVER_MAX_REQUESTS", "2048"),
    ("SVAR_LIMITS_READ_PER_MINUTE", "1000000"),
    ("SVAR_LIMITS_READ_BURST", "1000000"),
    ("SVAR_LIMITS_POST_PER_MINUTE", "1000000"),
    ("SVAR_LIMITS_POST_BURST", "1000000"),
    ("SVAR_LIMITS_POST_PER_HOUR", "1000000"),
    ("SVAR_LIMITS_SITE_POSTS_PER_MINUTE", "1000000"),
    ("SVAR_LIMITS_THREAD_POSTS_PER_MINUTE", "1000000"),
    ("SVAR_LIMITS_EMAIL_POSTS_PER_HOUR", "1000000"),
    ("SVAR_LIMITS_EDIT_PER_MINUTE", "1000000"),
];

/// Where a service lives.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    pub program: &'a Path,
    pub folder: &'a Path,
    /// On which it runs; `None` where cores cannot be chosen.
    pub core: Option<usize>,
}

/// A running service.
pub struct Service {
    child: Child,
    pub address: SocketAddr,
    metrics: SocketAddr,
    log: PathBuf,
}

impl Service {
    /// Starts it over the data in a home and waits until it listens. Its log goes into a file, as under a service
    /// manager.
    pub fn start(home: &Home<'_>) -> Result<Self> {
        let folder = home.folder;
        let log = folder.join("log");
        let mut command = machine::on_core(home.core, home.program);
        command.arg("serve").env_clear().envs(SETTINGS).env("SVAR_DATABASE_DATA_DIR", folder);
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.current_dir(folder).stdin(Stdio::null()).stdout(File::create(&log)?).stderr(Stdio::piped());
        let mut child = command.spawn().context("the program cannot be started")?;
        let mut said = BufReader::new(child.stderr.take().context("no stderr")?);
        let address = line_after(&mut said, "Listening on http://");
        let metrics = line_after(&mut said, "Metrics on http://");
        // Nobody reads on; what else it says there is for people.
        std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
        match (address, metrics) {
            (Ok(address), Ok(metrics)) => {
                let metrics = metrics.trim_end_matches("/metrics").parse()?;
                Ok(Self { child, address: address.parse()?, metrics, log })
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                bail!("the program does not start; its log: {}", std::fs::read_to_string(&log).unwrap_or_default())
            }
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A log of minutes at full speed would fill the disk.
    pub fn forget_log(&self) -> Result<()> {
        Ok(File::options().write(true).open(&self.log)?.set_len(0)?)
    }

    /// The answer to a GET.
    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Reply> {
        let mut request = Vec::new();
        write_get(&mut request, path, headers, 0);
        Connection::open(self.address).await?.fetch(&request).await
    }

    /// What the service has counted under this name and these labels (`""` for none).
    pub async fn counted(&self, name: &str) -> Result<f64> {
        let mut request = Vec::new();
        write_get(&mut request, "/metrics", &[], 0);
        let text = Connection::open(self.metrics).await?.fetch(&request).await?.text();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        Ok(line.and_then(|value| value.trim().parse().ok()).unwrap_or(0.0))
    }

    /// Ends it as a service manager does, and waits.
    pub fn stop(mut self) -> Result<()> {
        let told = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status()?;
        anyhow::ensure!(told.success(), "the program cannot be stopped");
        let until = Instant::now() + Duration::from_secs(60);
        while self.child.try_wait()?.is_none() {
            anyhow::ensure!(Instant::now() < until, "the program does not stop");
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line_after(from: &mut impl BufRead, beginning: &str) -> Result<String> {
    let mut line = String::new();
    while from.read_line(&mut line)? > 0 {
        if let Some(rest) = line.trim().strip_prefix(beginning) {
            return Ok(rest.to_owned());
        }
        line.clear();
    }
    bail!("it never said {beginning:?}")
}

/// A running bare server.
pub struct Bare {
    child: Child,
    _stdin: ChildStdin,
    pub address: SocketAddr,
}

impl Bare {
    /// Starts it with these answers, by number.
    pub fn start(answers: &[Reply], core: Option<usize>) -> Result<Self> {
        let mut command = machine::on_core(core, &std::env::current_exe()?);
        let mut child = command.arg(bare::ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut stdin = child.stdin.take().context("no stdin")?;
        writeln!(stdin, "{}", answers.len())?;
        for answer in answers {
            writeln!(stdin, "{}", bare::line(answer)?)?;
        }
        stdin.flush()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("no stdout")?).read_line(&mut address)?;
        let address = address.trim().parse().context("the bare server does not start")?;
        Ok(Self { child, _stdin: stdin, address })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A GET as a browser behind a proxy sends it; `reader` is who asks.
pub fn write_get(into: &mut Vec<u8>, path: &str, headers: &[(&str, &str)], reader: u64) {
    into.extend_from_slice(b"GET ");
    into.extend_from_slice(path.as_bytes());
    into.extend_from_slice(b" HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: ");
    into.extend_from_slice(client(reader).as_bytes());
    into.extend_from_slice(b"\r\n");
    for (name, value) in headers {
        into.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    into.extend_from_slice(b"\r\n");
}

/// A POST of JSON from one reader.
pub fn write_post(into: &mut Vec<u8>, path: &str, headers: &[(&str, &str)], reader: u64, json: &str) {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        client(reader),
        json.len()
    );
    into.extend_from_slice(head.as_bytes());
    for (name, value) in headers {
        into.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    into.extend_from_slice(b"\r\n");
    into.extend_from_slice(json.as_bytes());
}

/// An address of the range for private networks, for each number another.
fn client(reader: u64) -> String {
    let [.., a, b, c] = reader.to_be_bytes();
    format!("10.{a}.{b}.{c}")
}
