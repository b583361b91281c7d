//! Everything that the program logs, kept in memory, so that a test can search it.
//!
//! One subscriber for the whole test process: work on other threads (databases, blocking tasks) would
//! escape one that is bound to a thread. So a test looks for what only it can have caused.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The log lines written so far, by every test of this process.
#[derive(Clone, Default)]
pub struct Logs(Arc<Mutex<Vec<u8>>>);

/// Starts capturing at the first call; later calls give the same logs.
pub fn capture_logs() -> &'static Logs {
    static LOGS: LazyLock<Logs> = LazyLock::new(|| {
        let logs = Logs::default();
        // Ours in full, libraries as far as an operator could turn them up; not the test's own tools.
        let filter =
            "debug,svar=trace,chromiumoxide=off,async_tungstenite=off,tungstenite=off,html5ever=off,selectors=off";
        let subscriber =
            tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(filter)).with_writer(logs.clone()).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        logs
    });
    &LOGS
}

impl Logs {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    pub fn lines_with(&self, needle: &str) -> Vec<String> {
        self.text().lines().filter(|line| line.contains(needle)).map(str::to_owned).collect()
    }
}

impl io::Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Logs {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
