//! File, environment and flags, laid over each other; the later one wins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::Config;
use super::error::{ConfigError, Place};
use super::table::{Raw, SETTINGS, Setting};

/// Settings that the command line carries.
#[derive(Clone, Debug, Default)]
pub struct Overrides(Vec<(&'static str, &'static str, String)>);

impl Overrides {
    /// `flag` as it is written (`--listen`), the key that it stands for, and its value.
    pub fn with(mut self, flag: &'static str, key: &'static str, value: impl Into<String>) -> Self {
        self.0.push((flag, key, value.into()));
        self
    }
}

/// What was found, by key.
#[derive(Default)]
pub struct Layers {
    given: BTreeMap<&'static str, Given>,
}

struct Given {
    raw: Raw,
    place: Place,
    layer: Layer,
}

impl Given {
    /// Written, but as "none".
    fn is_empty(&self) -> bool {
        self.raw.text() == Some("")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    File,
    Environment,
    Flags,
}

impl Layers {
    pub fn file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let unreadable = |reason: String| ConfigError::File { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|err| unreadable(err.to_string()))?;
        let at = |span: std::ops::Range<usize>| Place::File { path: path.to_owned(), line: line_of(&text, span.start) };
        let root = DeTable::parse(&text).map_err(|err| ConfigError::Syntax {
            place: at(err.span().unwrap_or(0..0)),
            reason: err.message().replace('\n', "; "),
        })?;
        for (section, value) in root.get_ref() {
            let DeValue::Table(entries) = value.get_ref() else {
                return Err(unknown(section.get_ref(), at(section.span())));
            };
            let known = SETTINGS.iter().any(|s| s.key.split('.').next() == Some(section.get_ref()));
            if !known {
                return Err(unknown(section.get_ref(), at(section.span())));
            }
            for (name, value) in entries {
                let key = format!("{}.{}", section.get_ref(), name.get_ref());
                let place = at(name.span());
                let setting = find(&key).ok_or_else(|| unknown(&key, place.clone()))?;
                self.add(setting, Given { raw: raw(value.get_ref()), place, layer: Layer::File })?;
            }
        }
        Ok(())
    }

    /// Takes `SVAR_SECTION_KEY`; other names are other programs' business.
    pub fn environment(&mut self, env: impl IntoIterator<Item = (String, String)>) -> Result<(), ConfigError> {
        for (name, value) in env {
            if !name.starts_with("SVAR_") {
                continue;
            }
            let setting = SETTINGS.iter().find(|s| variable(s.key) == name);
            let place = Place::Variable(name.clone());
            let setting = setting.ok_or_else(|| unknown(&name, place.clone()))?;
            self.add(setting, Given { raw: Raw::Word(value), place, layer: Layer::Environment })?;
        }
        Ok(())
    }

    pub fn flags(&mut self, flags: Overrides) -> Result<(), ConfigError> {
        for (flag, key, value) in flags.0 {
            let place = Place::Flag(flag.to_owned());
            let setting = find(key).ok_or_else(|| unknown(key, place.clone()))?;
            self.add(setting, Given { raw: Raw::Word(value), place, layer: Layer::Flags })?;
        }
        Ok(())
    }

    /// A secret and the file that holds it are one setting: given both in one layer is a
    /// contradiction, given in a later layer it replaces the earlier form.
    fn add(&mut self, setting: &'static Setting, given: Given) -> Result<(), ConfigError> {
        if let Some(twin) = twin(setting)
            && let Some(other) = self.given.get(twin.key)
        {
            if other.layer == given.layer && (other.is_empty() || given.is_empty()) {
                self.given.insert(setting.key, given);
                return Ok(());
            }
            if other.layer == given.layer {
                let key = if setting.secret { setting.key } else { twin.key };
                return Err(ConfigError::Twice { key, place: other.place.clone(), other: given.place });
            }
            self.given.remove(twin.key);
        }
        self.given.insert(setting.key, given);
        Ok(())
    }

    pub fn finish(self) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        for (key, given) in &self.given {
            let Some(setting) = find(key) else { continue };
            apply(&mut config, setting, given)?;
        }
        self.contradictions(&config)?;
        Ok(config)
    }

    fn contradictions(&self, config: &Config) -> Result<(), ConfigError> {
        let server = &config.server;
        let everybody = server.trusted_proxies.iter().any(|net| net.prefix_len() == 0);
        if everybody && !server.i_know_every_peer_is_my_proxy {
            return self.conflict(
                "server.trusted_proxies",
                "would let everybody choose the address they are known by; name your proxies, or set \
                 server.i_know_every_peer_is_my_proxy = true",
            );
        }
        if server.metrics_listen == Some(server.listen) && server.listen.port() != 0 {
            return self.conflict("server.metrics_listen", "must be another address than server.listen");
        }
        if config.smtp.url.is_some() && config.smtp.from.is_none() {
            let in_file = self.given.get("smtp.url_file").is_some_and(|given| !given.is_empty());
            let key = if in_file { "smtp.url_file" } else { "smtp.url" };
            return self.conflict(key, "also needs smtp.from, the address that mail is sent from");
        }
        Ok(())
    }

    fn conflict(&self, key: &'static str, why: &str) -> Result<(), ConfigError> {
        match self.given.get(key) {
            Some(given) => Err(ConfigError::Conflict { key, place: given.place.clone(), why: why.to_owned() }),
            None => Ok(()),
        }
    }
}

fn apply(config: &mut Config, setting: &'static Setting, given: &Given) -> Result<(), ConfigError> {
    let wrong = |setting: &'static Setting, shown: String| ConfigError::Value {
        key: setting.key,
        place: given.place.clone(),
        takes: setting.takes,
        given: shown,
    };
    if setting.secret {
        return (setting.set)(config, &given.raw).ok_or_else(|| wrong(setting, String::new()));
    }
    (setting.set)(config, &given.raw).ok_or_else(|| wrong(setting, format!(", not {}", show(&given.raw))))?;
    match (twin(setting), given.raw.text()) {
        (Some(secret), Some(path)) if !path.is_empty() => {
            let content = read_secret(setting.key, &given.place, Path::new(path))?;
            (secret.set)(config, &Raw::Text(content)).ok_or_else(|| wrong(secret, String::new()))
        }
        _ => Ok(()),
    }
}

fn read_secret(key: &'static str, place: &Place, path: &Path) -> Result<String, ConfigError> {
    let wrong = |reason: String| ConfigError::Secret { key, place: place.clone(), path: PathBuf::from(path), reason };
    let content = std::fs::read_to_string(path).map_err(|err| wrong(err.to_string()))?;
    let content = content.trim();
    if content.is_empty() { Err(wrong("it is empty".to_owned())) } else { Ok(content.to_owned()) }
}

/// The other form of a secret: `akismet.key` and `akismet.key_file`.
fn twin(setting: &Setting) -> Option<&'static Setting> {
    if setting.secret {
        return find(&format!("{}_file", setting.key));
    }
    find(setting.key.strip_suffix("_file")?).filter(|other| other.secret)
}

fn find(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

/// `server.listen` is `SVAR_SERVER_LISTEN` in the environment.
fn variable(key: &str) -> String {
    format!("SVAR_{}", key.replace('.', "_").to_ascii_uppercase())
}

fn unknown(key: &str, place: Place) -> ConfigError {
    let in_environment = matches!(place, Place::Variable(_));
    let names = SETTINGS.iter().map(|s| if in_environment { variable(s.key) } else { s.key.to_owned() });
    let mut near: Vec<(usize, String)> =
        names.map(|name| (distance(key, &name), name)).filter(|(d, name)| *d <= name.len() / 3).collect();
    near.sort();
    let names: Vec<String> = near.into_iter().take(3).map(|(_, name)| name).collect();
    let near = if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(" or ")) };
    ConfigError::Unknown { key: key.to_owned(), place, near }
}

/// How many letters must be typed, removed or replaced to get from one word to the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((b, above), diagonal) in to.chars().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(a != b)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn raw(value: &DeValue<'_>) -> Raw {
    match value {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Boolean(flag) => Raw::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Raw::Other, Raw::Number)
        }
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            texts.collect::<Option<Vec<_>>>().map_or(Raw::Other, Raw::List)
        }
        _ => Raw::Other,
    }
}

fn show(raw: &Raw) -> String {
    match raw {
        Raw::Word(text) | Raw::Text(text) => format!("{text:?}"),
        Raw::Number(number) => number.to_string(),
        Raw::Flag(flag) => flag.to_string(),
        Raw::List(items) => format!("{items:?}"),
        Raw::Other => "a value of another kind".to_owned(),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}
