//! A site's rules: what waits, what is refused, how long things stay open and are kept.
//!
//! [`Policy::set`] is the one way in from text, so `svar site set`, the desk and the API name and
//! check the settings alike.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::moderator::Role;

/// Which comments wait for a moderator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moderation {
    /// Everything waits.
    Hold,
    /// An author's first comment waits.
    #[default]
    First,
    /// Only what the filter doubts waits.
    Open,
}

/// How an author is known again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// By a confirmed address, or by the receipt that this browser keeps.
    #[default]
    Confirmed,
    /// By the name and address that are typed, as WordPress does; anybody can borrow them.
    Typed,
}

/// Who must sign in with a second factor: nobody, or those with at least this role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactorFor {
    #[default]
    Nobody,
    Owner,
    Editor,
    Moderator,
}

impl FactorFor {
    pub const ALL: [FactorFor; 4] = [Self::Nobody, Self::Owner, Self::Editor, Self::Moderator];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Moderator => "moderator",
        }
    }

    pub fn asks(self, role: Role) -> bool {
        match self {
            Self::Nobody => false,
            Self::Owner => role >= Role::Owner,
            Self::Editor => role >= Role::Editor,
            Self::Moderator => true,
        }
    }
}

/// The parts of a comment that Akismet may be told. Text, client address and site always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AkismetField {
    Name,
    Email,
    Website,
    UserAgent,
    Referrer,
    Permalink,
    Date,
    Parent,
    Lang,
}

impl AkismetField {
    pub const ALL: [AkismetField; 9] = [
        Self::Name,
        Self::Email,
        Self::Website,
        Self::UserAgent,
        Self::Referrer,
        Self::Permalink,
        Self::Date,
        Self::Parent,
        Self::Lang,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Website => "website",
            Self::UserAgent => "user_agent",
            Self::Referrer => "referrer",
            Self::Permalink => "permalink",
            Self::Date => "date",
            Self::Parent => "parent",
            Self::Lang => "lang",
        }
    }
}

/// A site's settings, with the defaults of a new site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    pub moderation: Moderation,
    pub trust: Trust,
    pub require_name_email: bool,
    /// This many links or more in a comment hold it; 0 turns the rule off.
    pub max_links: u32,
    /// Characters (code points).
    pub max_length: u32,
    pub flood_seconds: u32,
    pub form_min_seconds: u32,
    /// 0: threads never close by age.
    pub close_after_days: u32,
    /// 0: no editing.
    pub edit_minutes: u32,
    pub hold_words: Vec<String>,
    pub spam_words: Vec<String>,
    /// Readers can recommend comments.
    pub votes: bool,
    /// Readers can report comments to the editors.
    pub flags: bool,
    /// Pages hear of new comments while they are open.
    pub live: bool,
    pub lang: Lang,
    /// IANA name of the zone that times are shown in.
    pub timezone: String,
    pub akismet_send: Vec<AkismetField>,
    /// Address of the house rules; empty: none are linked.
    pub rules_url: String,
    /// Who answers for the data, as the privacy page names it; empty: the site's name.
    pub controller: String,
    /// Days that spam and rejected comments are kept.
    pub spam_days: u32,
    pub trash_days: u32,
    pub second_factor: FactorFor,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            moderation: Moderation::First,
            trust: Trust::Confirmed,
            require_name_email: true,
            max_links: 2,
            max_length: 5_000,
            flood_seconds: 15,
            form_min_seconds: 2,
            close_after_days: 0,
            edit_minutes: 5,
            hold_words: Vec::new(),
            spam_words: Vec::new(),
            votes: false,
            flags: true,
            live: false,
            lang: Lang::Da,
            timezone: "Europe/Copenhagen".to_owned(),
            akismet_send: AkismetField::ALL.into_iter().filter(|f| *f != AkismetField::Email).collect(),
            rules_url: String::new(),
            controller: String::new(),
            spam_days: 15,
            trash_days: 30,
            second_factor: FactorFor::Nobody,
        }
    }
}

impl Policy {
    /// Every setting's name, in the order in which they are shown.
    pub const NAMES: [&'static str; 23] = [
        "moderation",
        "trust",
        "require_name_email",
        "max_links",
        "max_length",
        "flood_seconds",
        "form_min_seconds",
        "close_after_days",
        "edit_minutes",
        "hold_words",
        "spam_words",
        "votes",
        "flags",
        "live",
        "lang",
        "timezone",
        "akismet_send",
        "rules_url",
        "controller",
        "spam_days",
        "trash_days",
        "second_factor",
        "akismet_key",
    ];

    /// Sets one setting from text. The error is one sentence that names the setting and says what
    /// it takes. `akismet_key` is not a policy but a secret: `sites` seals it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
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
            "max_links" => self.max_links = number(name, value, 0, 20)?,
            "max_length" => self.max_length = number(name, value, 1, 60_000)?,
            "flood_seconds" => self.flood_seconds = number(name, value, 0, 3_600)?,
            "form_min_seconds" => self.form_min_seconds = number(name, value, 0, 600)?,
            "close_after_days" => self.close_after_days = number(name, value, 0, 36_500)?,
            "edit_minutes" => self.edit_minutes = number(name, value, 0, 1_440)?,
            "hold_words" => self.hold_words = word_list(name, value)?,
            "spam_words" => self.spam_words = word_list(name, value)?,
            "votes" => self.votes = boolean(name, value)?,
            "flags" => self.flags = boolean(name, value)?,
            "live" => self.live = boolean(name, value)?,
            "lang" => {
                self.lang = Lang::from_tag(value).ok_or_else(|| {
                    format!("lang must be one of {}, not {value:?}", Lang::ALL.map(Lang::tag).join(", "))
                })?;
            }
            "timezone" => self.timezone = value.trim().to_owned(),
            "akismet_send" => self.akismet_send = akismet_fields(value)?,
            "rules_url" => self.rules_url = web_address(name, value)?,
            "controller" => self.controller = value.trim().to_owned(),
            "spam_days" => self.spam_days = number(name, value, 1, 3_650)?,
            "trash_days" => self.trash_days = number(name, value, 1, 3_650)?,
            "second_factor" => {
                self.second_factor = choose(name, value, &FactorFor::ALL.map(|who| (who.as_str(), who)))?;
            }
            _ => return Err(format!("{name:?} is not a setting of a site; there are: {}", Self::NAMES.join(", "))),
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
            "close_after_days" => self.close_after_days.to_string(),
            "edit_minutes" => self.edit_minutes.to_string(),
            "hold_words" => self.hold_words.join("\n"),
            "spam_words" => self.spam_words.join("\n"),
            "votes" => self.votes.to_string(),
            "flags" => self.flags.to_string(),
            "live" => self.live.to_string(),
            "lang" => self.lang.tag().to_owned(),
            "timezone" => self.timezone.clone(),
            "akismet_send" => self.akismet_send.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(" "),
            "rules_url" => self.rules_url.clone(),
            "controller" => self.controller.clone(),
            "spam_days" => self.spam_days.to_string(),
            "trash_days" => self.trash_days.to_string(),
            "second_factor" => self.second_factor.as_str().to_owned(),
            _ => return None,
        })
    }

    pub fn sends(&self, field: AkismetField) -> bool {
        self.akismet_send.contains(&field)
    }
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn choose<T: Copy>(name: &str, value: &str, choices: &[(&str, T)]) -> Result<T, String> {
    choices.iter().find(|(word, _)| *word == value.trim()).map(|(_, choice)| *choice).ok_or_else(|| {
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        format!("{name} must be one of {}, not {value:?}", words.join(", "))
    })
}

fn boolean(name: &str, value: &str) -> Result<bool, String> {
    choose(name, value, &[("true", true), ("false", false)])
}

fn number(name: &str, value: &str, least: u32, most: u32) -> Result<u32, String> {
    match value.trim().parse::<u32>() {
        Ok(n) if (least..=most).contains(&n) => Ok(n),
        _ => Err(format!("{name} must be a whole number from {least} to {most}, not {value:?}")),
    }
}

fn word_list(name: &str, value: &str) -> Result<Vec<String>, String> {
    let words: Vec<String> = value.lines().map(super::normal::line).filter(|w| !w.is_empty()).collect();
    if words.len() > 2_000 || words.iter().any(|w| w.len() > 200) {
        return Err(format!("{name} takes at most 2000 lines of at most 200 bytes"));
    }
    Ok(words)
}

fn akismet_fields(value: &str) -> Result<Vec<AkismetField>, String> {
    value
        .split([' ', ',', '\n'])
        .filter(|w| !w.is_empty())
        .map(|w| {
            AkismetField::ALL.into_iter().find(|f| f.as_str() == w).ok_or_else(|| {
                let known: Vec<_> = AkismetField::ALL.iter().map(|f| f.as_str()).collect();
                format!("akismet_send takes words of {}, not {w:?}", known.join(", "))
            })
        })
        .collect()
}

fn web_address(name: &str, value: &str) -> Result<String, String> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(String::new());
    }
    match url::Url::parse(value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.into()),
        _ => Err(format!("{name} must be an address that starts with http:// or https://, not {value:?}")),
    }
}
