//! A test in a process of its own: for what would disturb the others (limits of the process), or be disturbed by
//! them (everything that was logged).

use std::process::Command;

/// Runs one ignored test of this binary by itself, started by `wrapper` (a program and its arguments that end by
/// running what follows them; empty for none). Panics with what the test said when it fails.
pub fn run_alone(test: &str, wrapper: &[&str], variables: &[(&str, &str)]) {
    let program = std::env::current_exe().unwrap();
    let mut command = match wrapper {
        [] => Command::new(&program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(&program);
            command
        }
    };
    command.args(["--exact", test, "--ignored", "--nocapture"]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("1 passed"), "{test} in a process of its own:\n{said}");
}
