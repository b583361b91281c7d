//! SQLite's readers: as many connections as a busy moment needs, and few in a quiet hour. Counted in `/proc`.

use std::path::Path;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use svar::store::readers::Readers;

/// Connections of this process to a database: each has the file open.
fn connections(database: &Path) -> usize {
    let open = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    open.filter(|file| std::fs::read_link(file.path()).is_ok_and(|to| to == database)).count()
}

/// Four readers at once, and how many connections there are then and when all have their answers.
async fn busy(readers: &Readers, database: &Path) -> (usize, usize) {
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(readers.reader().await.unwrap());
    }
    let then = connections(database);
    for mut reader in all {
        let answer = reader.ping().await;
        reader.done(answer).await.unwrap();
    }
    (then, connections(database))
}

#[tokio::test]
async fn what_a_busy_moment_opened_is_closed_again_when_nobody_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().canonicalize().unwrap().join("svar.db");
    let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);

    let patient = Readers::open(options.clone(), 4, Duration::from_secs(3_600)).await.unwrap();
    assert_eq!(connections(&file), 1);
    assert_eq!(busy(&patient, &file).await, (4, 4), "a second moment like that may come");
    patient.close().await;
    assert_eq!(connections(&file), 0);

    let impatient = Readers::open(options, 4, Duration::ZERO).await.unwrap();
    for _ in 0..2 {
        assert_eq!(busy(&impatient, &file).await, (4, 1), "one is kept, and more are opened when they are needed");
    }
    impatient.close().await;
    assert_eq!(connections(&file), 0);
}
