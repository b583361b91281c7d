//! A throw-away PostgreSQL: one server a test process, one database a test.
//!
//! The server listens on a socket in its own directory only, gives up durability for speed, and goes with
//! the test process. Each test's database is cloned from a template that was migrated once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tokio::sync::OnceCell;

use super::leash::{Leash, Program, find_program};
use super::required_or_skip;
use super::wait::within;

const TEMPLATE: &str = "template_migrated";

/// One test's database; dropping it removes it, whoever is still connected.
pub struct Database {
    pub url: String,
    name: String,
}

/// A database with every migration run; None where PostgreSQL is not installed and need not be.
pub async fn fresh_database() -> Option<Database> {
    Some(create(cluster().await?, TEMPLATE).await)
}

/// A database with nothing in it, for tests of the migrations themselves.
pub async fn bare_database() -> Option<Database> {
    Some(create(cluster().await?, "template0").await)
}

async fn create(cluster: &Cluster, template: &str) -> Database {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    cluster.command(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    Database { url: cluster.url(&name), name }
}

impl Drop for Database {
    /// On a thread of its own, because a destructor cannot await, and not waited for: what is left when the
    /// process ends goes with the server.
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                if let Some(Some(cluster)) = CLUSTER.get()
                    && let Ok(mut connection) = PgConnection::connect(&cluster.url("postgres")).await
                {
                    let _ = connection.execute(AssertSqlSafe(statement)).await;
                }
            });
            std::io::Result::Ok(())
        });
    }
}

static CLUSTER: OnceCell<Option<Cluster>> = OnceCell::const_new();

struct Cluster {
    leash: Leash,
}

async fn cluster() -> Option<&'static Cluster> {
    CLUSTER.get_or_init(Cluster::start).await.as_ref()
}

impl Cluster {
    async fn start() -> Option<Self> {
        let bin_dirs = installed_versions();
        let (Some(initdb), Some(postgres)) =
            (find_program(&["initdb"], &bin_dirs), find_program(&["postgres"], &bin_dirs))
        else {
            required_or_skip("PostgreSQL (initdb, postgres)");
            return None;
        };
        let prepare = format!(
            "'{}' -D \"$1/data\" --username=svar --auth=trust --encoding=UTF8 --locale=C --no-sync",
            initdb.display()
        );
        let program = Program { path: &postgres, stop_signal: "INT", prepare: &prepare, may_be_root: false };
        let cluster = Self { leash: Leash::start(&program, server_arguments) };
        cluster.wait_until_it_answers().await;
        cluster.command(&format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0")).await;
        migrate(&cluster.url(TEMPLATE)).await;
        Some(cluster)
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://svar@localhost/{database}?host={}", self.leash.dir.display())
    }

    async fn wait_until_it_answers(&self) {
        let url = self.url("postgres");
        within(Duration::from_secs(60), "PostgreSQL to start", async || PgConnection::connect(&url).await.ok()).await;
    }

    async fn command(&self, sql: &str) {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap_or_else(|error| {
            panic!("PostgreSQL does not answer: {error}\n{}", self.leash.log());
        });
        connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    }
}

/// A server of a test's own, which it may hold, restart, and forbid to write.
pub struct OwnServer {
    // Stopped before its folder goes.
    server: Option<Leash>,
    folder: Leash,
    program: PathBuf,
}

impl OwnServer {
    /// None where PostgreSQL is not installed and need not be.
    pub async fn start() -> Option<Self> {
        let directories = installed_versions();
        let (Some(initdb), Some(program)) =
            (find_program(&["initdb"], &directories), find_program(&["postgres"], &directories))
        else {
            required_or_skip("PostgreSQL");
            return None;
        };
        let prepare = format!(
            "'{}' -D \"$1/data\" --username=svar --auth=trust --encoding=UTF8 --locale=C --no-sync && touch \"$1/made\"",
            initdb.display()
        );
        // Something that runs, so that the folder stays while the server is down.
        let keeper =
            Program { path: Path::new("/bin/sleep"), stop_signal: "TERM", prepare: &prepare, may_be_root: false };
        let folder = Leash::start(&keeper, |_| vec!["infinity".to_owned()]);
        let made = folder.dir.join("made");
        within(Duration::from_secs(60), "a database cluster", async || made.exists().then_some(())).await;
        let mut own = Self { server: None, folder, program };
        own.run("INT").await;
        Some(own)
    }

    async fn run(&mut self, stop_signal: &str) {
        let program = Program { path: &self.program, stop_signal, prepare: "true", may_be_root: false };
        self.server = Some(Leash::start(&program, |_| server_arguments(&self.folder.dir)));
        let url = self.url();
        within(Duration::from_secs(60), "PostgreSQL to start", async || PgConnection::connect(&url).await.ok()).await;
    }

    pub fn url(&self) -> String {
        format!("postgres://svar@localhost/postgres?host={}", self.folder.dir.display())
    }

    /// Stops it by a signal (`INT` in order, `QUIT` as after a crash) and starts it again.
    pub async fn restart(&mut self, signal: &str) {
        self.stop(signal).await;
        self.start_again().await;
    }

    pub async fn start_again(&mut self) {
        self.run("INT").await;
    }

    pub async fn stop(&mut self, signal: &str) {
        self.signal(&[signal], false);
        let pid = self.folder.dir.join("data/postmaster.pid");
        within(Duration::from_secs(60), "PostgreSQL to stop", async || (!pid.exists()).then_some(())).await;
        tokio::task::block_in_place(|| drop(self.server.take()));
    }

    /// Its processes stand still until [`OwnServer::go_on`].
    pub fn hold(&self) {
        self.signal(&["STOP"], true);
    }

    pub fn go_on(&self) {
        self.signal(&["CONT"], true);
    }

    /// From now on, for connections that are there as well.
    pub async fn read_only(&self, yes: bool) {
        let mut connection = PgConnection::connect(&self.url()).await.unwrap();
        let word = if yes { "on" } else { "off" };
        for sql in [
            "SET default_transaction_read_only = off".to_owned(),
            format!("ALTER DATABASE postgres SET default_transaction_read_only = {word}"),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'postgres'"
                .to_owned(),
        ] {
            connection.execute(AssertSqlSafe(sql)).await.unwrap();
        }
    }

    /// From now on new tables and their indexes are made there.
    pub async fn keep_tables_in(&self, place: &Path) {
        let mut connection = PgConnection::connect(&self.url()).await.unwrap();
        for sql in [
            format!("CREATE TABLESPACE elsewhere LOCATION '{}'", place.display()),
            "ALTER ROLE svar SET default_tablespace = elsewhere".to_owned(),
        ] {
            connection.execute(AssertSqlSafe(sql)).await.unwrap();
        }
    }

    fn signal(&self, signals: &[&str], everybody: bool) {
        let pid = std::fs::read_to_string(self.folder.dir.join("data/postmaster.pid")).unwrap();
        let first = pid.lines().next().unwrap().to_owned();
        let mut all = vec![first.clone()];
        if everybody {
            all.extend(children(&first));
        }
        for signal in signals {
            assert!(Command::new("kill").args(["-s", signal]).args(&all).status().unwrap().success());
        }
    }
}

/// Processes whose parent this is.
fn children(parent: &str) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter_map(|entry| {
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // After the name, which may hold anything: state, parent.
            let (_, rest) = stat.rsplit_once(") ")?;
            (rest.split(' ').nth(1) == Some(parent)).then(|| entry.file_name().into_string().ok()).flatten()
        })
        .collect()
}

/// Brings a PostgreSQL database up to date.
pub async fn migrate(url: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    if folder.is_dir() {
        let mut connection = PgConnection::connect(url).await.unwrap();
        Migrator::new(folder).await.unwrap().run(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

fn server_arguments(dir: &Path) -> Vec<String> {
    let place = dir.display();
    let mut arguments = vec!["-D".to_owned(), format!("{place}/data"), "-k".to_owned(), place.to_string()];
    let settings = [
        "listen_addresses=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=300",
        "log_min_messages=warning",
    ];
    arguments.extend(settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting.to_owned()]));
    arguments
}

/// Debian keeps the server's programs off the `PATH`, in a directory for each version. Newest first.
fn installed_versions() -> Vec<PathBuf> {
    let version = |dir: &PathBuf| dir.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let entries = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    versions.sort_by_key(|dir| std::cmp::Reverse(version(dir)));
    versions.into_iter().map(|dir| dir.join("bin")).collect()
}
