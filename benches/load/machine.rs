//! The machine: its cores, what a process has used of it, and what it costs to have something on its disk.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Where what is measured runs, and where what measures it.
pub const SERVER_CORE: usize = 0;
pub const LOAD_CORE: usize = 1;

/// `USER_HZ`, in which Linux counts for programs; 100 on every architecture.
const TICKS: u64 = 100;

/// Whether server and load can have a core each.
pub fn can_pin() -> bool {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores > LOAD_CORE && Command::new("taskset").arg("--version").output().is_ok_and(|o| o.status.success())
}

/// A command that runs on one core; becomes the program, so that its number is the program's.
pub fn on_core(core: Option<usize>, program: &Path) -> Command {
    match core {
        Some(core) => {
            let mut command = Command::new("taskset");
            command.args(["-c", &core.to_string()]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Keeps this process and its threads on one core.
pub fn stay_on(core: usize) -> Result<()> {
    anyhow::ensure!(may_run_on(&core.to_string()), "taskset cannot keep the load on core {core}");
    Ok(())
}

/// Lets this process use both cores again, for work that is not measured; were it not to, that would only take longer.
pub fn stay_anywhere() {
    may_run_on(&format!("{SERVER_CORE},{LOAD_CORE}"));
}

fn may_run_on(cores: &str) -> bool {
    let pid = std::process::id().to_string();
    let once =
        || Command::new("taskset").args(["-a", "-c", "-p", cores, &pid]).output().is_ok_and(|o| o.status.success());
    // It fails where a thread ends while it looks.
    (0..5).any(|_| once())
}

/// Processor time that a process has used, its ended threads included.
pub fn processor_time(pid: u32) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).context("the process is gone")?;
    let after_name = stat.rsplit_once(')').context("/proc/…/stat is not as expected")?.1;
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 1_000 / TICKS))
}

/// Resident memory of a process, in bytes.
pub fn resident(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).context("the process is gone")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    Ok(kilobytes.context("/proc/…/status names no memory")? * 1_024)
}

/// Median milliseconds until four kilobytes more of a file are on disk.
pub fn flush_time(folder: &Path) -> Result<f64> {
    let mut file = tempfile::tempfile_in(folder)?;
    let mut times = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(crate::table::median(&mut times))
}

/// Processor, cores, system and file system, in one line.
pub fn name(folder: &Path) -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).map(str::to_owned);
        line.and_then(|line| line.split_once(':').map(|(_, value)| value.trim().to_owned())).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory: u64 =
        field(&read("/proc/meminfo"), "MemTotal").split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let disk = Command::new("stat").args(["-f", "-c", "%T"]).arg(folder).output();
    let disk = disk.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default();
    let kernel = read("/proc/sys/kernel/osrelease");
    format!(
        "{}, {cores} cores, {:.1} GB of memory, Linux {}, {disk}",
        field(&info, "model name"),
        memory as f64 / 1_048_576.0,
        kernel.trim()
    )
}
