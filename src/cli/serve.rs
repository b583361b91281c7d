//! `svar serve`: the service, until a signal ends it.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Context;
use tokio::net::{TcpListener, TcpSocket};
use tokio_util::sync::CancellationToken;

use super::output::note;
use crate::accounts::setup;
use crate::app::{App, Parts};
use crate::config::Config;
use crate::demo::{self, DemoAccess};

/// Connections that wait to be accepted; the system may allow fewer.
const BACKLOG: u32 = 1024;

pub async fn run(config: Config, demo: bool) -> anyhow::Result<ExitCode> {
    // Before anything that takes time, so that a signal is never lost.
    let shutdown = stop_on_signals()?;
    let place = Place::take(config.server.listen, "server.listen")?;
    let metrics = config.server.metrics_listen.map(|a| Place::take(a, "server.metrics_listen")).transpose()?;
    let bound = place.bound;
    let app = App::build(config, bound, Parts::of_the_machine()).await?;
    let access = if demo { Some(demo::seed(&app.services).await?) } else { None };
    let setup = setup::link(&app.services).await?;

    let metrics = metrics.map(|m| Ok::<_, anyhow::Error>((m.bound, m.open()?))).transpose()?;
    let listener = place.open()?;
    note(format_args!("Listening on http://{bound}"));
    if let Some((bound, _)) = &metrics {
        note(format_args!("Metrics on http://{bound}/metrics"));
    }
    if let Some(access) = &access {
        show_demo(access);
    } else if let Some(link) = &setup {
        show_first_steps(link);
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), engine = app.services.store.engine_name(), "started");
    app.serve(listener, metrics.map(|(_, listener)| listener), demo, shutdown).await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// An address that is ours but not open yet: links are built from the bound port, and nobody may connect
/// before everything is checked.
struct Place {
    socket: TcpSocket,
    bound: SocketAddr,
    setting: &'static str,
}

impl Place {
    fn take(address: SocketAddr, setting: &'static str) -> anyhow::Result<Self> {
        let taken = || format!("{setting}: the address {address} cannot be listened on");
        let socket = if address.is_ipv6() { TcpSocket::new_v6() } else { TcpSocket::new_v4() }.with_context(taken)?;
        // A service that is restarted need not wait for its old connections to be forgotten.
        #[cfg(unix)]
        socket.set_reuseaddr(true).with_context(taken)?;
        socket.bind(address).with_context(taken)?;
        let bound = socket.local_addr().with_context(taken)?;
        Ok(Self { socket, bound, setting })
    }

    fn open(self) -> anyhow::Result<TcpListener> {
        let (bound, setting) = (self.bound, self.setting);
        let taken = || format!("{setting}: the address {bound} cannot be listened on");
        self.socket.listen(BACKLOG).with_context(taken)
    }
}

/// The first SIGINT or SIGTERM lets what is in flight finish; the second ends at once.
#[cfg(unix)]
fn stop_on_signals() -> anyhow::Result<CancellationToken> {
    use tokio::signal::unix::{SignalKind, signal};
    let deaf = "the program cannot listen for signals";
    let mut interrupt = signal(SignalKind::interrupt()).context(deaf)?;
    let mut terminate = signal(SignalKind::terminate()).context(deaf)?;
    let shutdown = CancellationToken::new();
    let token = shutdown.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if token.is_cancelled() {
                std::process::exit(1);
            }
            note("Stopping; what is in flight is finished first. A second signal stops at once.");
            token.cancel();
        }
    });
    Ok(shutdown)
}

#[cfg(not(unix))]
fn stop_on_signals() -> anyhow::Result<CancellationToken> {
    let shutdown = CancellationToken::new();
    let token = shutdown.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            token.cancel();
        }
    });
    Ok(shutdown)
}

fn show_first_steps(link: &str) {
    note(format_args!(
        "There is no moderator yet. Open this within 30 minutes to set everything up in a browser; it works once,\n\
         and `svar setup-link` prints a new one:\n\n  {link}\n\n\
         Or, with the same configuration as this service, run:\n  \
         svar site add KEY --name NAME --origin https://www.example.dk\n  \
         svar user add you@example.dk --name NAME --role owner --password-stdin"
    ));
}

fn show_demo(access: &DemoAccess) {
    let DemoAccess { article, thread, desk, email, password } = access;
    note(format_args!(
        "\n  The article   {article}\n  Its thread    {thread}\n  The desk      {desk}\n  \
         E-mail        {email}\n  Password      {password}\n"
    ));
}
