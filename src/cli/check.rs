//! `svar check`: everything that can be wrong with an installation, a line each, with how to mend it.
//!
//! Asks the outside services, and writes nothing but the probe. No secret and no address is in a line.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;
use url::{Host, Url};

use super::output;
use crate::app::{App, Parts, StartError};
use crate::config::{Config, DatabaseTarget};
use crate::domain::policy::AkismetAsk;
use crate::domain::site::{Origin, Site};
use crate::mail::MailError;
use crate::services::Services;
use crate::sites;

pub async fn run(config: Config, json: bool) -> anyhow::Result<ExitCode> {
    let mut report = Report::default();
    report.ok("configuration", "every setting is known and fits");
    match App::build(config.clone(), config.server.listen, Parts::of_the_machine()).await {
        Ok(app) => {
            look_at(&app.services, &config, &mut report).await;
            app.services.store.close().await;
        }
        Err(error) => {
            let what = match &error {
                StartError::Key(_) => "key file",
                StartError::Store(_) | StartError::Folder(..) => "database",
                StartError::Setting(_) => "settings",
            };
            report.broken(what, error);
        }
    }
    let broken = report.findings.iter().any(|f| f.state == State::Broken);
    if json {
        output::json(&report.findings)?;
    } else {
        let row = |f: &Finding| [f.state.as_str().to_owned(), f.what.to_owned(), f.text.clone()];
        output::table(&report.findings.iter().map(row).collect::<Vec<_>>())?;
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    /// It works, but somebody should know.
    Warning,
    /// Something that was asked for does not work.
    Broken,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warning => "WARNING",
            State::Broken => "BROKEN",
        }
    }
}

#[derive(Serialize)]
struct Finding {
    state: State,
    what: &'static str,
    text: String,
}

#[derive(Default)]
struct Report {
    findings: Vec<Finding>,
}

impl Report {
    fn add(&mut self, state: State, what: &'static str, text: impl ToString) {
        // One line each, whatever an outside service or a driver says.
        self.findings.push(Finding { state, what, text: text.to_string().replace('\n', " ") });
    }

    fn ok(&mut self, what: &'static str, text: impl ToString) {
        self.add(State::Ok, what, text);
    }

    fn warn(&mut self, what: &'static str, text: impl ToString) {
        self.add(State::Warning, what, text);
    }

    fn broken(&mut self, what: &'static str, text: impl ToString) {
        self.add(State::Broken, what, text);
    }
}

async fn look_at(services: &Arc<Services>, config: &Config, report: &mut Report) {
    database(services, config, report).await;
    key_file(&config.database.key_path(), report);
    public_url(services, config, report);
    mail(services, report).await;
    match services.store.sites().await {
        Ok(sites) if sites.is_empty() => {
            report.warn("sites", "there is none; make one: svar site add KEY --name NAME --origin ORIGIN");
        }
        Ok(sites) => {
            for site in &sites {
                settings_of(site, report);
                akismet(services, site, report).await;
            }
        }
        Err(error) => report.broken("sites", error),
    }
    moderators(services, report).await;
    jobs(services, report).await;
}

async fn database(services: &Services, config: &Config, report: &mut Report) {
    // A PostgreSQL address may hold a password, so it is not shown.
    let which = match config.database.target() {
        DatabaseTarget::Sqlite(path) => format!("SQLite, {}", path.display()),
        DatabaseTarget::Postgres(_) => "PostgreSQL".to_owned(),
    };
    match services.store.probe(services.now()).await {
        Ok(()) => report.ok("database", format_args!("{which}: can be read and written")),
        Err(error) => report.broken("database", format_args!("{which}: {error}")),
    }
}

#[cfg(unix)]
fn key_file(path: &Path, report: &mut Report) {
    use std::os::unix::fs::PermissionsExt;
    let shown = path.display();
    match std::fs::metadata(path).map(|file| file.permissions().mode() & 0o077) {
        Ok(0) => report.ok("key file", format_args!("{shown}: fits the database; only its owner can read it")),
        Ok(_) => report.warn("key file", format_args!("{shown}: others can read it; run: chmod 600 {shown}")),
        Err(error) => report.broken("key file", format_args!("{shown}: {error}")),
    }
}

#[cfg(not(unix))]
fn key_file(path: &Path, report: &mut Report) {
    report.ok("key file", format_args!("{}: fits the database", path.display()));
}

fn public_url(services: &Services, config: &Config, report: &mut Report) {
    const WHAT: &str = "public address";
    let shown = &services.settings.public_url;
    match &config.server.public_url {
        None => report.warn(
            WHAT,
            format_args!("server.public_url is not set, so links lead to {shown}; set it to the address readers use"),
        ),
        Some(origin) if !origin.is_https() && is_public(origin) => report.warn(
            WHAT,
            format_args!(
                "{shown} is plain http: what readers and moderators send can be read on the way; put a proxy with TLS \
                 in front and set server.public_url to its https address"
            ),
        ),
        Some(_) => report.ok(WHAT, shown),
    }
}

fn is_public(origin: &Origin) -> bool {
    let url = Url::parse(origin.as_str()).ok();
    match url.as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name != "localhost" && !name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => !(ip.is_loopback() || ip.is_private() || ip.is_link_local()),
        Some(Host::Ipv6(ip)) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()),
        None => true,
    }
}

async fn mail(services: &Services, report: &mut Report) {
    match services.mailer.test().await {
        Ok(()) => report.ok("mail", "the mail server answers"),
        Err(MailError::Off) => report.ok("mail", "no server is set (smtp.url), so nothing offers mail"),
        Err(error) => {
            report.broken("mail", format_args!("{error}; look at smtp.url, its name and password, and the firewall"));
        }
    }
}

fn settings_of(site: &Site, report: &mut Report) {
    let key = site.key.as_str();
    if site.origins.is_empty() {
        let mend = format!("svar site set {key} origin=https://www.example.dk");
        report.warn("site", format_args!("{key}: no page may embed it, because it has no origin; run: {mend}"));
    } else {
        let origins: Vec<&str> = site.origins.iter().map(Origin::as_str).collect();
        report.ok("site", format_args!("{key}: for {}", origins.join(" ")));
    }
    let zone = &site.policy.timezone;
    if jiff::tz::TimeZone::get(zone).is_err() {
        let mend = format!("svar site set {key} timezone=Europe/Copenhagen");
        report.broken("time zone", format_args!("{key}: there is no time zone {zone:?}; run: {mend}"));
    }
}

async fn akismet(services: &Services, site: &Site, report: &mut Report) {
    const WHAT: &str = "Akismet";
    let key = site.key.as_str();
    if site.policy.akismet_ask == AkismetAsk::Never {
        return report.ok(WHAT, format_args!("{key}: not used, akismet_ask is never"));
    }
    match sites::verify_akismet_key(services, site).await {
        Ok(None) => report.ok(WHAT, format_args!("{key}: not used, no key is set")),
        Ok(Some(Ok(true))) => report.ok(WHAT, format_args!("{key}: the key is valid")),
        Ok(Some(Ok(false))) => report.broken(
            WHAT,
            format_args!("{key}: the key is invalid, so every comment waits; run: svar site set {key} akismet_key=KEY"),
        ),
        Ok(Some(Err(trouble))) => {
            report.broken(WHAT, format_args!("{key}: {trouble}; comments wait until it answers"));
        }
        Err(failure) => report.broken(WHAT, format_args!("{key}: {failure}")),
    }
}

async fn moderators(services: &Services, report: &mut Report) {
    const WHAT: &str = "moderators";
    match services.store.moderators().await {
        Ok(all) => match all.iter().filter(|(account, _)| !account.disabled).count() {
            0 => report.warn(
                WHAT,
                "nobody can sign in at the desk; run: svar user add EMAIL --name NAME --role owner --password-stdin",
            ),
            1 => report.ok(WHAT, "1 account"),
            many => report.ok(WHAT, format_args!("{many} accounts")),
        },
        Err(error) => report.broken(WHAT, error),
    }
}

async fn jobs(services: &Services, report: &mut Report) {
    match services.store.job_figures(services.now()).await {
        Ok(figures) if figures.dead > 0 => {
            report.warn("jobs", format_args!("{} were given up; the desk shows them and why", figures.dead));
        }
        Ok(figures) => report.ok("jobs", format_args!("{} wait, none was given up", figures.ready)),
        Err(error) => report.broken("jobs", error),
    }
}
