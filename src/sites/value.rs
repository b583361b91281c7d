//! One setting of a site from text and back. Beside the policy's own names there are `name`, `origin` (several, with
//! white space between them), `akismet_key` and `text.{lang}.{message}[.{form}]`.

use crate::domain::normal;
use crate::domain::policy::{Why, Wrong};
use crate::domain::sealed::Sealed;
use crate::domain::site::{Origin, Site};
use crate::domain::texts::TextName;
use crate::i18n;
use crate::services::{Failure, Services};

/// Sets all of them on `site`, and says which were wrong.
pub(super) fn apply(
    services: &Services,
    site: &mut Site,
    settings: &[(String, String)],
) -> Result<Vec<Wrong>, Failure> {
    let mut wrong = Vec::new();
    for (name, value) in settings {
        wrong.extend(one(services, site, name, value)?.err());
    }
    Ok(wrong)
}

fn one(services: &Services, site: &mut Site, name: &str, value: &str) -> Result<Result<(), Wrong>, Failure> {
    let set = match name {
        "name" => site_name(value).map(|name| site.name = name),
        "origin" => origins(value).map(|origins| site.origins = origins),
        "akismet_key" => match akismet_key(value) {
            Ok(key) => {
                site.akismet_key = key.map(|key| seal(services, site, &key)).transpose()?;
                Ok(())
            }
            Err(wrong) => Err(wrong),
        },
        "timezone" if jiff::tz::TimeZone::get(value.trim()).is_err() => Err(Wrong::new(name, value, Why::Zone)),
        _ => match TextName::parse(name) {
            Some(text) => {
                let own = clean(value);
                let fits = i18n::check(&text, &own).map_err(|why| Wrong::new(name, value, why));
                fits.map(|()| site.texts.set(&text, &own))
            }
            None => site.policy.set(name, value),
        },
    };
    Ok(set)
}

/// A text for readers as it is kept: normal form, on one line.
pub(super) fn clean(value: &str) -> String {
    normal::text(value).lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The value of a setting as the log and the desk show it: of a secret only whether there is one.
pub fn shown(site: &Site, name: &str) -> String {
    match name {
        "name" => site.name.clone(),
        "origin" => site.origins.iter().map(Origin::as_str).collect::<Vec<_>>().join("\n"),
        "akismet_key" => if site.akismet_key.is_some() { "set" } else { "unset" }.to_owned(),
        _ => match TextName::parse(name) {
            Some(text) => site.texts.get(text.lang, &text.id, &text.form).unwrap_or_default().to_owned(),
            None => site.policy.get(name).unwrap_or_default(),
        },
    }
}

pub(super) fn site_name(raw: &str) -> Result<String, Wrong> {
    let name = normal::line(raw);
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Wrong::new("name", raw, Why::SiteName));
    }
    Ok(name)
}

/// None where nothing is named: then no page may embed the site. The same one twice counts once.
pub(super) fn origins(raw: &str) -> Result<Vec<Origin>, Wrong> {
    let mut origins: Vec<Origin> = Vec::new();
    for (at, line) in raw.lines().enumerate() {
        for word in line.split_whitespace() {
            let origin = Origin::parse(word).map_err(|_| Wrong::new("origin", word, Why::Origin { line: at + 1 }))?;
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }
    Ok(origins)
}

/// At the desk a field that was emptied by mistake shuts no page out; on the command line `origin=` is meant.
pub(super) fn some_origin(raw: &str) -> Result<Vec<Origin>, Wrong> {
    match origins(raw)? {
        none if none.is_empty() => Err(Wrong::new("origin", raw, Why::NoOrigin)),
        some => Ok(some),
    }
}

/// An empty value takes the key away. Whether Akismet accepts it is for the caller to ask, because that needs the
/// network. The error does not repeat the key.
pub(super) fn akismet_key(value: &str) -> Result<Option<String>, Wrong> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    if value.len() > 64 || !value.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Wrong::new("akismet_key", "", Why::AkismetKey));
    }
    Ok(Some(value.to_owned()))
}

/// Sealed like every secret in the database.
fn seal(services: &Services, site: &Site, key: &str) -> Result<Sealed, Failure> {
    Ok(services.keys.seal(&*services.random, site.id, "akismet_key", key.as_bytes())?)
}
