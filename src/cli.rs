//! Commands: what an operator types, and what comes of it.
//!
//! Results go to stdout and everything else to stderr, so that a program can read the one and a person the
//! other. Exit status 0: done, 1: failed, 2: wrong usage. A command opens the database and the key file as
//! `serve` does and then calls the same use cases as the edges; it decides nothing itself. Only `backup` and `restore`
//! open neither: the one must not migrate what it copies, the other may find anything in the database's place.

mod args;
mod backup;
mod check;
mod logs;
mod output;
mod person;
mod restore;
mod serve;
mod site;
mod spam;
mod spam_site;
mod user;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use self::args::{Arguments, Command, SpamCommand};
use crate::app::{App, Parts};
use crate::config::{Config, Overrides};
use crate::domain::author::Email;
use crate::services::Services;

/// Runs one command line to its end. `arguments` begins with the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => {
            let _ = answer.print();
            return u8::try_from(answer.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    // Who judges comments takes a quarter of a millisecond at a time; the network is looked at more often than tokio
    // would (61), so that readers and those who are refused need not wait for sixty of these.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().event_interval(16).build();
    let done = runtime.context("the program cannot start its threads").and_then(|r| r.block_on(run(arguments)));
    done.unwrap_or_else(|error| report(&error))
}

/// The command line was understood, but makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUsage(String);

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut flags = Overrides::default();
    if let Command::Serve { listen: Some(address), .. } = &arguments.command {
        flags = flags.with("--listen", "server.listen", address.to_string());
    }
    let env = std::env::vars_os().map(|(name, value)| (text(name), text(value)));
    let config = Config::load(arguments.config.as_deref(), env, flags)?;
    match arguments.command {
        Command::Serve { demo, .. } => {
            logs::of_the_service(&config.log)?;
            serve::run(config, demo).await
        }
        // Neither needs a site: they work on files alone.
        Command::Spam(SpamCommand::Eval(arguments)) => spam::eval(&arguments),
        Command::Spam(SpamCommand::Train(arguments)) => spam::train(&arguments),
        Command::Check { json } => {
            logs::of_a_command()?;
            check::run(config, json).await
        }
        Command::Backup { file, with_key, json } => {
            logs::of_a_command()?;
            backup::run(&config, &file, with_key, json).await
        }
        Command::Restore { file, replace, json } => {
            logs::of_a_command()?;
            restore::run(&config, &file, replace, json).await
        }
        other => {
            logs::of_a_command()?;
            with_services(config, other).await
        }
    }
}

/// A name or value that is not UTF-8 is no setting of ours, or one that will be refused by its name.
fn text(raw: OsString) -> String {
    raw.to_string_lossy().into_owned()
}

async fn with_services(config: Config, command: Command) -> anyhow::Result<ExitCode> {
    let listen = config.server.listen;
    let services = App::build(config, listen, Parts::of_the_machine()).await?.services;
    let done = match command {
        Command::Site(command) => site::run(&services, command).await,
        Command::User(command) => user::run(&services, command).await,
        Command::Token(command) => user::token(&services, command).await,
        Command::Person(command) => person::run(&services, command).await,
        Command::SetupLink => setup_link(&services).await,
        Command::Migrate => {
            output::line(format_args!("The database ({}) is up to date.", services.store.engine_name()))
        }
        Command::Spam(command) => spam_site::run(&services, command).await,
        Command::Serve { .. } | Command::Check { .. } | Command::Backup { .. } | Command::Restore { .. } => Ok(()),
    };
    services.store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

/// The link is the last line, alone.
async fn setup_link(services: &Services) -> anyhow::Result<()> {
    let link = crate::accounts::setup::link(services).await?;
    let link = link.context("Svar is set up already: `svar user list` shows who can sign in")?;
    output::note("Open this within 30 minutes. It makes the first owner's account, and works once.");
    output::line(link)
}

/// An address as it is typed after a command. The sentence does not repeat it.
fn email(typed: &str) -> Result<Email, WrongUsage> {
    Email::parse(typed).map_err(|_| WrongUsage("EMAIL must be a mail address, like name@example.dk".to_owned()))
}

/// Ends when a signal asks a command to stop, so that it can clean up behind itself.
#[cfg(unix)]
async fn interrupted() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let deaf = "the program cannot listen for signals";
    let mut terminate = signal(SignalKind::terminate()).context(deaf)?;
    // Whoever worked on the machine from afar is gone.
    let mut hang_up = signal(SignalKind::hangup()).context(deaf)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = hang_up.recv() => Ok(()),
        heard = tokio::signal::ctrl_c() => heard.context(deaf),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> anyhow::Result<()> {
    tokio::signal::ctrl_c().await.context("the program cannot listen for signals")
}

/// Says on stderr, as one sentence, why a command failed.
fn report(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == ErrorKind::BrokenPipe)
    };
    // Whoever read the results has seen enough of them (`svar site list | head -1`).
    if error.chain().any(broken_pipe) {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(std::io::stderr(), "svar: {}", sentence(error));
    if error.is::<WrongUsage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
}

/// The chain of causes; one that its parent has quoted already is not said twice.
fn sentence(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |mut sentence, cause| {
        let cause = cause.to_string().replace('\n', " ");
        if !sentence.contains(&cause) {
            if !sentence.is_empty() {
                sentence.push_str(": ");
            }
            sentence.push_str(&cause);
        }
        sentence
    })
}
