//! The program with everything around it that outlives it: database, key, mail server, an account of the desk's.

use svar::domain::clock::Timestamp;
use tokio::task::block_in_place;

use crate::store::Raw;
use crate::support::program::{Home, Serving};
use crate::support::smtp::SmtpServer;
use crate::support::{Engine, TestDb, eventually};

pub const MODERATOR: &str = "mette@redaktion.example";
/// Whoever writes this waits for a moderator.
pub const HELD: &str = "ventende";

pub struct Stage {
    pub home: Home,
    pub raw: Raw,
    pub smtp: SmtpServer,
    /// A bearer token of the desk's.
    pub token: String,
}

impl Stage {
    pub async fn new(db: &TestDb) -> Self {
        Self::at(db.engine, &db.url, &[], &[]).await
    }

    /// On this database, with settings of the program, and of the site.
    pub async fn at(engine: Engine, url: &str, variables: &[(&str, &str)], settings: &[&str]) -> Self {
        let smtp = SmtpServer::start().await;
        let mut home = Home::new();
        home.set("SVAR_DATABASE_URL", url);
        home.set("SVAR_LIMITS_ENABLED", "false");
        // Every comment comes from an address of its own, as the proxy in front says.
        home.set("SVAR_SERVER_TRUSTED_PROXIES", "127.0.0.1");
        home.set("SVAR_SMTP_URL", &smtp.url());
        home.set("SVAR_SMTP_FROM", "svar@magasinet.example");
        for (name, value) in variables {
            home.set(name, value);
        }
        let site =
            ["site", "add", "magasinet", "--name", "Magasinet", "--origin", "https://magasinet.example", "--set"];
        let held = format!("hold_words={HELD}");
        let usual = ["moderation=open", "checks_off=model", "flood_seconds=0", "form_min_seconds=0", &held];
        let user = [
            "user",
            "add",
            MODERATOR,
            "--name",
            "Mette",
            "--role",
            "editor",
            "--site",
            "magasinet",
            "--password-stdin",
        ];
        let token = ["token", "add", MODERATOR, "--site", "magasinet", "--scope", "moderate"];
        let token = block_in_place(|| {
            home.run(&[&site[..], &usual, settings].concat()).done();
            home.run_with("korrekt hest batteri hæfteklamme\n", &user).done();
            home.run(&token).done()
        });
        let token = token.lines().last().unwrap().trim().to_owned();
        Self { home, raw: Raw::at(engine, url).await, smtp, token }
    }

    pub fn serve(&self) -> Serving {
        block_in_place(|| self.home.serve(&[]))
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.raw.rows::<(i64,)>(sql, 0).await[0].0
    }

    /// As if the time had passed for which a node that is gone had claimed its jobs.
    pub async fn claims_run_out(&self) {
        self.raw.run("UPDATE job SET claimed_until = $1 WHERE claimed_until IS NOT NULL", 0).await;
    }

    /// Until the service has done everything that is due.
    pub async fn settled(&self) {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        // What is due in an hour (reminders) may wait.
        let soon = i64::try_from(now.as_millis()).unwrap() + 10 * Timestamp::MINUTE;
        let due = "SELECT COUNT(*) FROM job WHERE state = 'ready' AND run_at <= $1";
        // However many there are, as long as they become fewer.
        let mut left = i64::MAX;
        while left > 0 {
            left = eventually("a job that is due to be done", async || {
                let (now,) = self.raw.rows::<(i64,)>(due, soon).await[0];
                (now < left).then_some(now)
            })
            .await;
        }
    }
}
