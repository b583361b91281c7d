//! Why a value is not taken, so that the command line and the desk refuse the same values.

use std::fmt;

use super::{AkismetField, Check, Policy};
use crate::domain::lang::Lang;

/// A value that a setting does not take. Its `Display` is the sentence of the command line: English, with the
/// setting's name. At the desk the sentence is `desk-wrong-{word}`, beside the field.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// As in `svar site set`.
    pub setting: String,
    pub given: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// There is no setting of this name.
    Unknown,
    Choice(Vec<&'static str>),
    Number {
        least: u32,
        most: u32,
    },
    /// A probability within bounds.
    Share {
        least: f64,
        most: f64,
    },
    Lang,
    Zone,
    /// A list's line that is too long, or one too many. Lines count from 1.
    Words {
        line: usize,
    },
    AkismetField,
    /// There is no check of this name.
    Check,
    Address,
    /// A line that is no origin; from 1.
    Origin {
        line: usize,
    },
    /// A site that no page may embed.
    NoOrigin,
    SiteKey,
    /// A site has this key already.
    Taken,
    SiteName,
    /// Characters (code points).
    Long {
        most: u32,
    },
    AkismetKey,
    /// The key has the right form, but Akismet does not accept it for this site.
    AkismetRefused,
    /// The colour of this name.
    Colour {
        name: String,
    },
    Font,
    /// There is no text of this name for readers.
    NoText,
    /// The own text lacks this variable of the usual one.
    Lacks {
        name: String,
    },
    /// The own text names a variable that there is not.
    Strange {
        name: String,
    },
}

impl Wrong {
    pub fn new(setting: &str, given: &str, why: Why) -> Self {
        Self { setting: setting.to_owned(), given: given.to_owned(), why }
    }
}

impl Why {
    /// The stable word in the locale files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unknown | Self::NoText => "unknown",
            Self::Choice(_) => "choice",
            Self::Number { .. } => "number",
            Self::Share { .. } => "share",
            Self::Lang => "lang",
            Self::Zone => "zone",
            Self::Words { .. } => "words",
            Self::AkismetField => "akismet-field",
            Self::Check => "check",
            Self::Address => "address",
            Self::Origin { .. } => "origin",
            Self::NoOrigin => "no-origin",
            Self::SiteKey => "site-key",
            Self::Taken => "taken",
            Self::SiteName => "site-name",
            Self::Long { .. } => "long",
            Self::AkismetKey => "akismet-key",
            Self::AkismetRefused => "akismet-refused",
            Self::Colour { .. } => "colour",
            Self::Font => "font",
            Self::Lacks { .. } => "lacks",
            Self::Strange { .. } => "strange",
        }
    }

    /// What the sentence at the desk names, each under its name.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Number { least, most } => vec![("least", least.to_string()), ("most", most.to_string())],
            Self::Share { least, most } => vec![("least", least.to_string()), ("most", most.to_string())],
            Self::Words { line } | Self::Origin { line } => vec![("line", line.to_string())],
            Self::Long { most } => vec![("most", most.to_string())],
            Self::Lacks { name } | Self::Strange { name } => vec![("name", name.clone())],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { setting, given, why } = self;
        match why {
            Why::Unknown => {
                write!(f, "{setting:?} is not a setting of a site; there are: {}", Policy::NAMES.join(", "))
            }
            Why::Choice(words) => write!(f, "{setting} must be one of {}, not {given:?}", words.join(", ")),
            Why::Number { least, most } => {
                write!(f, "{setting} must be a whole number from {least} to {most}, not {given:?}")
            }
            Why::Share { least, most } => write!(f, "{setting} must be a number from {least} to {most}, not {given:?}"),
            Why::Lang => {
                write!(f, "{setting} must be one of {}, not {given:?}", Lang::ALL.map(Lang::tag).join(", "))
            }
            Why::Zone => {
                write!(f, "{setting} must be the name of a time zone, like Europe/Copenhagen, not {given:?}")
            }
            Why::Words { line } => {
                write!(f, "{setting} takes at most 2000 lines of at most 200 bytes; line {line} is beyond that")
            }
            Why::AkismetField => {
                let known: Vec<_> = AkismetField::ALL.iter().map(|f| f.as_str()).collect();
                write!(f, "{setting} takes words of {}, not {given:?}", known.join(", "))
            }
            Why::Check => {
                let known: Vec<_> = Check::ALL.iter().map(|check| check.as_str()).collect();
                write!(f, "{setting} takes words of {}, not {given:?}", known.join(", "))
            }
            Why::Address => {
                write!(f, "{setting} must be an address that starts with http:// or https://, not {given:?}")
            }
            Why::Origin { .. } => write!(f, "origin {given:?} must be like https://example.dk, without a path"),
            Why::NoOrigin => write!(f, "{setting} must name at least one address, like https://example.dk"),
            Why::SiteKey => write!(f, "site key {given:?} must be 1 to 32 of a-z, 0-9 and -, and not \"desk\""),
            Why::Taken => write!(f, "a site with the key {given:?} exists already"),
            Why::SiteName => write!(f, "{setting} must have 1 to 100 characters"),
            Why::Long { most } => write!(f, "{setting} must have at most {most} characters"),
            Why::AkismetKey => write!(f, "{setting} must be the key that Akismet gave you, letters and digits"),
            Why::AkismetRefused => write!(f, "{setting} is not accepted by Akismet for this site"),
            Why::Colour { name } => {
                write!(f, "{setting} must hold pairs like text=#1d1b18; this is wrong: {name:?}")
            }
            Why::Font => write!(f, "{setting} must be names of fonts with commas between them, not {given:?}"),
            Why::NoText => write!(f, "{setting:?} is not a text for readers"),
            Why::Lacks { name } => write!(f, "{setting} must contain {{{name}}}, as the usual text does"),
            Why::Strange { name } => write!(f, "{setting} names {{{name}}}, which this text does not have"),
        }
    }
}
