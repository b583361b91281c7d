//! `svar user` and `svar token`: moderators' accounts, and the programs that act for them.
//!
//! The addresses that are shown here are the moderators' own, given to sign in with; no reader's is.

use std::io::BufRead;

use anyhow::Context;
use serde_json::json;

use super::args::{TokenCommand, UserCommand};
use super::{WrongUsage, email, output, site};
use crate::accounts;
use crate::domain::moderator::{Moderator, Role};
use crate::domain::site::{Site, SiteId, SiteKey};
use crate::services::Services;

pub async fn run(services: &Services, command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { email: address, name, role, sites, password_stdin } => {
            let address = email(&address)?;
            let password = password(password_stdin)?;
            let sites = named_or_all(services, &sites).await?;
            accounts::add(services, &address, &name, &password, role, &ids(&sites)).await?;
            output::line("The account is made.")?;
            say_where(&sites, role);
            Ok(())
        }
        UserCommand::List { json } => list(services, json).await,
        UserCommand::Role { email: address, role, sites } => {
            let sites = named_or_all(services, &sites).await?;
            accounts::grant(services, &email(&address)?, role, &ids(&sites)).await?;
            output::line("The role is set.")?;
            say_where(&sites, role);
            Ok(())
        }
        UserCommand::Passwd { email: address, password_stdin } => {
            let address = email(&address)?;
            accounts::set_password(services, &address, &password(password_stdin)?).await?;
            output::line("The password is set; whoever was signed in with this account must sign in again.")
        }
        UserCommand::Disable { email: address } => {
            accounts::disable(services, &email(&address)?).await?;
            output::line("The account is locked.")
        }
    }
}

/// The token is the last line, alone, so that a script can keep it.
pub async fn token(services: &Services, command: TokenCommand) -> anyhow::Result<()> {
    let TokenCommand::Add { email: address, site: key, scope } = command;
    let site = site::find(services, &key).await?;
    let token = accounts::add_token(services, &email(&address)?, &site, scope).await?;
    output::note("This token is shown once and works for a year. Whoever has it can do what it allows.");
    output::line(token.expose())
}

/// The longest password has 512 bytes; more than this is no password.
const LONGEST_LINE: u64 = 4096;

fn password(from_stdin: bool) -> anyhow::Result<String> {
    if !from_stdin {
        let why = "the password is read from stdin only: add --password-stdin and send it as one line, so that it is \
                   in no list of processes and no history";
        return Err(WrongUsage(why.to_owned()).into());
    }
    let mut line = String::new();
    std::io::Read::take(std::io::stdin().lock(), LONGEST_LINE)
        .read_line(&mut line)
        .context("the password cannot be read from stdin")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn named_or_all(services: &Services, keys: &[SiteKey]) -> anyhow::Result<Vec<Site>> {
    if keys.is_empty() {
        return Ok(services.store.sites().await?);
    }
    let mut sites = Vec::with_capacity(keys.len());
    for key in keys {
        sites.push(site::find(services, key).await?);
    }
    Ok(sites)
}

fn ids(sites: &[Site]) -> Vec<SiteId> {
    sites.iter().map(|site| site.id).collect()
}

fn say_where(sites: &[Site], role: Role) {
    let keys: Vec<&str> = sites.iter().map(|site| site.key.as_str()).collect();
    match keys.as_slice() {
        [] => output::note(
            "There is no site yet, so the account has no role anywhere; `svar user role` gives it one later.",
        ),
        keys => output::note(format_args!("Role {} at: {}", role.as_str(), keys.join(", "))),
    }
}

async fn list(services: &Services, json: bool) -> anyhow::Result<()> {
    let sites = services.store.sites().await?;
    let key = |id: SiteId| sites.iter().find(|site| site.id == id).map_or("?", |site| site.key.as_str());
    let roles = |account: &Moderator| -> Vec<(String, &'static str)> {
        account.roles.iter().map(|(site, role)| (key(*site).to_owned(), role.as_str())).collect()
    };
    let (mut entries, mut rows) = (Vec::new(), Vec::new());
    for (account, sealed) in services.store.moderators().await? {
        let address = services.account_email(&sealed)?.expose().to_owned();
        let roles = roles(&account);
        entries.push(json!({
            "email": address,
            "name": account.name,
            "disabled": account.disabled,
            "roles": roles.iter().map(|(site, role)| json!({"site": site, "role": role})).collect::<Vec<_>>(),
        }));
        let roles: Vec<String> = roles.iter().map(|(site, role)| format!("{site}: {role}")).collect();
        let state = if account.disabled { "locked" } else { "" };
        rows.push([address, account.name, roles.join(", "), state.to_owned()]);
    }
    if json { output::json(&entries) } else { output::table(&rows) }
}
