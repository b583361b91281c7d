//! The program: prepares the process and hands its arguments to the commands.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The message of a panic may quote what somebody sent; where it happened says enough.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let _ = writeln!(std::io::stderr(), "svar: a defect of the program ended a task at {place}");
    }));
    // Fails only where a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    svar::cli::main(std::env::args_os())
}
