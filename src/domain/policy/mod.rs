//! A site's rules: what waits, what is refused, how long things stay open and are kept.
//!
//! [`Policy::set`] is the one way in from text, so `svar site set`, the desk and the API name and
//! check the settings alike.

mod checks;
mod settings;
mod wrong;

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::look::Look;
use super::moderator::Role;

pub use checks::Check;
pub use settings::range;
pub use wrong::{Why, Wrong};

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

/// Which comments Akismet is asked about, where a site has a key. Never one that the local rules settle
/// (`spam::asking`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AkismetAsk {
    /// Every comment until the local filter has learnt enough at this site, then only what it doubts.
    #[default]
    Auto,
    /// None: nothing is sent, whatever key there is.
    Never,
    /// What the local filter doubts.
    Unsure,
    Always,
}

impl AkismetAsk {
    pub const ALL: [AkismetAsk; 4] = [Self::Auto, Self::Never, Self::Unsure, Self::Always];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Never => "never",
            Self::Unsure => "unsure",
            Self::Always => "always",
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
    /// The machine of whoever sends something doubtful is asked for a moment's work first.
    pub challenge: bool,
    /// Below this probability of spam the local model takes a comment for ham, above `spam_above` for spam.
    pub approve_below: f64,
    pub spam_above: f64,
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
    pub akismet_ask: AkismetAsk,
    pub akismet_send: Vec<AkismetField>,
    /// Local checks that are not made here.
    pub checks_off: Vec<Check>,
    /// Address of the house rules; empty: none are linked.
    pub rules_url: String,
    /// Who answers for the data, as the privacy page names it; empty: the site's name.
    pub controller: String,
    /// Days that spam and rejected comments are kept.
    pub spam_days: u32,
    pub trash_days: u32,
    pub second_factor: FactorFor,
    /// The site's own colours, corners and type.
    pub look: Look,
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
            challenge: true,
            approve_below: 0.10,
            spam_above: 0.98,
            close_after_days: 0,
            edit_minutes: 5,
            hold_words: Vec::new(),
            spam_words: Vec::new(),
            votes: false,
            flags: true,
            live: false,
            lang: Lang::Da,
            timezone: "Europe/Copenhagen".to_owned(),
            akismet_ask: AkismetAsk::Auto,
            akismet_send: AkismetField::ALL.into_iter().filter(|f| *f != AkismetField::Email).collect(),
            checks_off: Vec::new(),
            rules_url: String::new(),
            controller: String::new(),
            spam_days: 15,
            trash_days: 30,
            second_factor: FactorFor::Nobody,
            look: Look::default(),
        }
    }
}
