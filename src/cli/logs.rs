//! Where logs go: the service's to stdout, for machines; a command's warnings to stderr, for people.

use std::io::IsTerminal;

use anyhow::Context;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::{Log, LogFormat};

/// One line an event on stdout, as `[log]` says.
pub fn of_the_service(log: &Log) -> anyhow::Result<()> {
    match log.format {
        LogFormat::Json => start(log.level, fmt::layer().json().flatten_event(true)),
        LogFormat::Text => start(log.level, fmt::layer().with_ansi(std::io::stdout().is_terminal())),
    }
}

pub fn of_a_command() -> anyhow::Result<()> {
    let layer = fmt::layer().with_writer(std::io::stderr).with_ansi(false).without_time().with_target(false);
    start(Level::WARN, layer)
}

/// Libraries are heard only when something is wrong: what they say below that is written for their own
/// developers, and may quote what readers sent.
fn start(level: Level, layer: impl Layer<Registry> + Send + Sync) -> anyhow::Result<()> {
    let filter = Targets::new().with_default(level.min(Level::WARN)).with_target("svar", level);
    let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter));
    subscriber.try_init().context("the log cannot be opened")
}
