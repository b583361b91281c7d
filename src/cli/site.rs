//! `svar site`: sites are made, shown and set up.

use anyhow::Context;
use serde_json::json;

use super::args::SiteCommand;
use super::output;
use crate::domain::policy::Policy;
use crate::domain::site::{Origin, Site, SiteKey};
use crate::i18n::rfc3339;
use crate::services::Services;
use crate::sites;
use crate::widget::{self, Widget};

pub async fn run(services: &Services, command: SiteCommand) -> anyhow::Result<()> {
    match command {
        SiteCommand::Add { key, name, origins, lang, settings } => {
            let lang = lang.map(|lang| ("lang".to_owned(), lang.tag().to_owned()));
            let settings: Vec<_> = lang.into_iter().chain(read_files(settings)?).collect();
            let site = sites::add(services, &key, &name, &origins, &settings).await?;
            output::line(format_args!("The site {} is made.", key.as_str()))?;
            verify(services, &site, &settings).await
        }
        SiteCommand::List { json } => list(services, json).await,
        SiteCommand::Show { key, json } => show(&find(services, &key).await?, json),
        SiteCommand::Embed { key, pinned } => embed(services, &find(services, &key).await?, pinned),
        SiteCommand::Set { key, settings } => {
            let settings = read_files(settings)?;
            let site = sites::set(services, &key, &settings).await?;
            output::line(format_args!("The site {} is changed.", key.as_str()))?;
            verify(services, &site, &settings).await
        }
    }
}

pub async fn find(services: &Services, key: &SiteKey) -> anyhow::Result<Site> {
    let found = services.store.site(key).await?;
    found.with_context(|| format!("there is no site with the key {:?}; `svar site list` shows all", key.as_str()))
}

/// `@FILE` stands for what is in the file: word lists and keys need not stand on a command line.
fn read_files(settings: Vec<(String, String)>) -> anyhow::Result<Vec<(String, String)>> {
    let read = |(name, value): (String, String)| match value.strip_prefix('@') {
        Some(path) => {
            let content = std::fs::read_to_string(path);
            let content = content.with_context(|| format!("{name} names {path}, which cannot be read"))?;
            Ok((name, content.trim_end().to_owned()))
        }
        None => Ok((name, value)),
    };
    settings.into_iter().map(read).collect()
}

/// Says when a key that was just set will not work; it is kept all the same, because comments are held
/// and not lost while Akismet gives no answer.
async fn verify(services: &Services, site: &Site, settings: &[(String, String)]) -> anyhow::Result<()> {
    if !settings.iter().any(|(name, value)| name == "akismet_key" && !value.trim().is_empty()) {
        return Ok(());
    }
    let verified = sites::verify_akismet_key(services, site).await?;
    sites::note_key(services, site.id, verified.as_ref()).await?;
    match verified {
        Some(Ok(false)) => output::note(
            "warning: akismet_key is invalid: Akismet does not accept this key for this site, so every comment will wait",
        ),
        Some(Err(trouble)) => {
            output::note(format_args!("warning: akismet_key is set, but could not be verified: {trouble}"));
        }
        Some(Ok(true)) | None => {}
    }
    Ok(())
}

async fn list(services: &Services, json: bool) -> anyhow::Result<()> {
    let sites = services.store.sites().await?;
    if json {
        let entry = |site: &Site| json!({"key": site.key.as_str(), "name": site.name, "origins": origins(site)});
        return output::json(&sites.iter().map(entry).collect::<Vec<_>>());
    }
    if sites.is_empty() {
        output::note("There is no site yet; `svar site add` makes one.");
    }
    let row = |site: &Site| [site.key.as_str().to_owned(), site.name.clone(), origins(site).join(" ")];
    output::table(&sites.iter().map(row).collect::<Vec<_>>())
}

fn show(site: &Site, json: bool) -> anyhow::Result<()> {
    if json {
        return output::json(&json!({
            "key": site.key.as_str(),
            "name": site.name,
            "origins": origins(site),
            "created": rfc3339(site.created),
            "settings": site.policy,
            "texts": site.texts.all(),
            "akismet_key_set": site.akismet_key.is_some(),
        }));
    }
    let mut rows = vec![
        ["key".to_owned(), site.key.as_str().to_owned()],
        ["name".to_owned(), site.name.clone()],
        ["origin".to_owned(), origins(site).join(" ")],
        ["created".to_owned(), rfc3339(site.created)],
    ];
    for name in Policy::NAMES {
        let secret = || if site.akismet_key.is_some() { "(set)" } else { "(not set)" }.to_owned();
        let value = site.policy.get(name).unwrap_or_else(secret);
        let mut lines = value.lines();
        rows.push([name.to_owned(), lines.next().unwrap_or_default().to_owned()]);
        rows.extend(lines.map(|line| [String::new(), line.to_owned()]));
    }
    rows.extend(site.texts.all().into_iter().map(|(name, text)| [name, text.to_owned()]));
    output::table(&rows)
}

/// The snippet for the site's pages. The link finds the article by the address of the page it stands on, so the
/// same snippet serves them all.
fn embed(services: &Services, site: &Site, pinned: bool) -> anyhow::Result<()> {
    let base = &services.settings.public_url;
    let fallback = services.i18n.words_with(site.policy.lang, &site.texts).t("no-script");
    output::line(widget::tag(base, &site.key, &fallback))?;
    if !pinned {
        return output::line(widget::script_tag(base));
    }
    let script = Widget::default().script;
    output::line(format_args!(
        "<script async src=\"{base}{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        script.path, script.integrity
    ))?;
    output::note(
        "This snippet names one version of the script: print it again, and renew it on every page, with each upgrade.",
    );
    Ok(())
}

fn origins(site: &Site) -> Vec<&str> {
    site.origins.iter().map(Origin::as_str).collect()
}
