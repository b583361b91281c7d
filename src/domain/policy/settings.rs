//! A policy from text and back, one setting at a time.

use serde::Serialize;

use super::{AkismetAsk, AkismetField, FactorFor, Moderation, Policy, Trust, Why, Wrong, checks};
use crate::domain::lang::Lang;
use crate::domain::look::{self, Look, Palette};
use crate::domain::normal;

impl Policy {
    /// Every setting's name, in the order in which they are shown.
    pub const NAMES: [&'static str; 32] = [
        "moderation",
        "trust",
        "require_name_email",
        "max_links",
        "max_length",
        "flood_seconds",
        "form_min_seconds",
        "challenge",
        "approve_below",
        "spam_above",
        "close_after_days",
        "edit_minutes",
        "hold_words",
        "spam_words",
        "checks_off",
        "votes",
        "flags",
        "live",
        "lang",
        "timezone",
        "akismet_ask",
        "akismet_send",
        "rules_url",
        "controller",
        "spam_days",
        "trash_days",
        "second_factor",
        "look_light",
        "look_dark",
        "look_radius",
        "look_font",
        "akismet_key",
    ];

    /// Sets one setting from text. The error is one sentence that names the setting and says what
    /// it takes. `akismet_key` is not a policy but a secret: `sites` seals it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Wrong> {
        match name {
            "moderation" => {
                self.moderation = choose(
                    name,
                    value,
                    &[("hold", Moderation::Hold), ("first", Moderation::First), ("open", Moderation::Open)],
                )?;
            }
            "trust" => self.trust = choose(name, value, &[("confirmed", Trust::Confirmed), ("typed", Trust::Typed)])?,
            "require_name_email" => self.require_name_email = boolean(name, value)?,
            "max_links" => self.max_links = number(name, value)?,
            "max_length" => self.max_length = number(name, value)?,
            "flood_seconds" => self.flood_seconds = number(name, value)?,
            "form_min_seconds" => self.form_min_seconds = number(name, value)?,
            "challenge" => self.challenge = boolean(name, value)?,
            "approve_below" => self.approve_below = share(name, value)?,
            "spam_above" => self.spam_above = share(name, value)?,
            "close_after_days" => self.close_after_days = number(name, value)?,
            "edit_minutes" => self.edit_minutes = number(name, value)?,
            "hold_words" => self.hold_words = word_list(name, value)?,
            "spam_words" => self.spam_words = word_list(name, value)?,
            "checks_off" => self.checks_off = checks::parse(value)?,
            "votes" => self.votes = boolean(name, value)?,
            "flags" => self.flags = boolean(name, value)?,
            "live" => self.live = boolean(name, value)?,
            "lang" => {
                self.lang = Lang::from_tag(value).ok_or_else(|| Wrong::new(name, value, Why::Lang))?;
            }
            "timezone" => self.timezone = value.trim().to_owned(),
            "akismet_ask" => {
                self.akismet_ask = choose(name, value, &AkismetAsk::ALL.map(|ask| (ask.as_str(), ask)))?;
            }
            "akismet_send" => self.akismet_send = akismet_fields(value)?,
            "rules_url" => self.rules_url = web_address(name, value)?,
            "controller" => self.controller = controller(name, value)?,
            "spam_days" => self.spam_days = number(name, value)?,
            "trash_days" => self.trash_days = number(name, value)?,
            "second_factor" => {
                self.second_factor = choose(name, value, &FactorFor::ALL.map(|who| (who.as_str(), who)))?;
            }
            "look_light" => self.look.light = Palette::parse(value).map_err(|why| Wrong::new(name, value, why))?,
            "look_dark" => self.look.dark = Palette::parse(value).map_err(|why| Wrong::new(name, value, why))?,
            "look_radius" => {
                self.look.radius = match value.trim() {
                    "" => None,
                    _ => Some(number(name, value)?),
                }
            }
            "look_font" => self.look.font = look::font(value).map_err(|why| Wrong::new(name, value, why))?,
            _ => return Err(Wrong::new(name, value, Why::Unknown)),
        }
        Ok(())
    }

    /// The present value of a setting as `set` would read it; `None` for an unknown name or a secret.
    pub fn get(&self, name: &str) -> Option<String> {
        Some(match name {
            "moderation" => word(&self.moderation),
            "trust" => word(&self.trust),
            "require_name_email" => self.require_name_email.to_string(),
            "max_links" => self.max_links.to_string(),
            "max_length" => self.max_length.to_string(),
            "flood_seconds" => self.flood_seconds.to_string(),
            "form_min_seconds" => self.form_min_seconds.to_string(),
            "challenge" => self.challenge.to_string(),
            "approve_below" => self.approve_below.to_string(),
            "spam_above" => self.spam_above.to_string(),
            "close_after_days" => self.close_after_days.to_string(),
            "edit_minutes" => self.edit_minutes.to_string(),
            "hold_words" => self.hold_words.join("\n"),
            "spam_words" => self.spam_words.join("\n"),
            "checks_off" => self.checks_off.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(" "),
            "votes" => self.votes.to_string(),
            "flags" => self.flags.to_string(),
            "live" => self.live.to_string(),
            "lang" => self.lang.tag().to_owned(),
            "timezone" => self.timezone.clone(),
            "akismet_ask" => self.akismet_ask.as_str().to_owned(),
            "akismet_send" => self.akismet_send.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(" "),
            "rules_url" => self.rules_url.clone(),
            "controller" => self.controller.clone(),
            "spam_days" => self.spam_days.to_string(),
            "trash_days" => self.trash_days.to_string(),
            "second_factor" => self.second_factor.as_str().to_owned(),
            "look_light" => self.look.light.to_string(),
            "look_dark" => self.look.dark.to_string(),
            "look_radius" => self.look.radius.map(|px| px.to_string()).unwrap_or_default(),
            "look_font" => self.look.font.clone(),
            _ => return None,
        })
    }

    pub fn sends(&self, field: AkismetField) -> bool {
        self.akismet_send.contains(&field)
    }
}

/// The numbers that a setting takes; `None` for what is no number. Said here once, for checking and for forms.
pub fn range(name: &str) -> Option<(u32, u32)> {
    Some(match name {
        "max_links" => (0, 20),
        "max_length" => (1, 60_000),
        "flood_seconds" => (0, 3_600),
        "form_min_seconds" => (0, 600),
        "close_after_days" => (0, 36_500),
        "edit_minutes" => (0, 1_440),
        "spam_days" | "trash_days" => (1, 3_650),
        "look_radius" => (0, Look::MOST_RADIUS),
        _ => return None,
    })
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn choose<T: Copy>(name: &str, value: &str, choices: &[(&'static str, T)]) -> Result<T, Wrong> {
    choices
        .iter()
        .find(|(word, _)| *word == value.trim())
        .map(|(_, choice)| *choice)
        .ok_or_else(|| Wrong::new(name, value, Why::Choice(choices.iter().map(|(word, _)| *word).collect())))
}

fn boolean(name: &str, value: &str) -> Result<bool, Wrong> {
    choose(name, value, &[("true", true), ("false", false)])
}

fn number(name: &str, value: &str) -> Result<u32, Wrong> {
    let (least, most) = range(name).unwrap_or((0, u32::MAX));
    match value.trim().parse::<u32>() {
        Ok(n) if (least..=most).contains(&n) => Ok(n),
        _ => Err(Wrong::new(name, value, Why::Number { least, most })),
    }
}

/// The probabilities that a setting takes, so that the first can never exceed the second.
pub fn share_range(name: &str) -> Option<(f64, f64)> {
    match name {
        "approve_below" => Some((0.0, 0.5)),
        "spam_above" => Some((0.5, 1.0)),
        _ => None,
    }
}

fn share(name: &str, value: &str) -> Result<f64, Wrong> {
    let (least, most) = share_range(name).unwrap_or((0.0, 1.0));
    match value.trim().replace(',', ".").parse::<f64>() {
        Ok(share) if (least..=most).contains(&share) => Ok(share),
        _ => Err(Wrong::new(name, value, Why::Share { least, most })),
    }
}

fn word_list(name: &str, value: &str) -> Result<Vec<String>, Wrong> {
    let words: Vec<String> = value.lines().map(normal::line).filter(|w| !w.is_empty()).collect();
    let too_long = value.lines().position(|line| normal::line(line).len() > 200).map(|at| at + 1);
    match too_long.or((words.len() > 2_000).then_some(2_001)) {
        Some(line) => Err(Wrong::new(name, value, Why::Words { line })),
        None => Ok(words),
    }
}

fn akismet_fields(value: &str) -> Result<Vec<AkismetField>, Wrong> {
    let words = value.split([' ', ',', '\n']).filter(|w| !w.is_empty());
    let known = |word: &str| AkismetField::ALL.into_iter().find(|f| f.as_str() == word);
    words.map(|w| known(w).ok_or_else(|| Wrong::new("akismet_send", w, Why::AkismetField))).collect()
}

fn web_address(name: &str, value: &str) -> Result<String, Wrong> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(String::new());
    }
    match url::Url::parse(value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.into()),
        _ => Err(Wrong::new(name, value, Why::Address)),
    }
}

fn controller(name: &str, value: &str) -> Result<String, Wrong> {
    let line = normal::line(value);
    match line.chars().count() {
        0..=200 => Ok(line),
        _ => Err(Wrong::new(name, value, Why::Long { most: 200 })),
    }
}
