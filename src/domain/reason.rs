//! Why the local model takes a comment for spam, as it is kept with its Signal.

use serde::{Deserialize, Serialize};

/// Something in a comment that speaks for spam, in the local model's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub kind: ReasonKind,
    /// Log odds.
    pub weight: f64,
    /// Where it stands in the comment's source (bytes); both 0 where it stands nowhere.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub from: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub to: u32,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

macro_rules! reason_kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// The sentence is `desk-reason-{word}` in the locale files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ReasonKind { $($(#[$doc])* #[serde(rename = $word)] $name,)+ }

        impl ReasonKind {
            pub const ALL: &'static [ReasonKind] = &[$(ReasonKind::$name,)+];

            pub fn as_str(self) -> &'static str {
                match self { $(ReasonKind::$name => $word,)+ }
            }
        }
    };
}

reason_kinds! {
    Words = "words",
    Link = "link",
    Links = "links",
    Author = "author",
    Website = "website",
    /// Hidden, styled or mixed letters.
    Disguise = "disguise",
    Contact = "contact",
    Shouting = "shouting",
    Shape = "shape",
    /// The same text or host came before.
    Again = "again",
    /// What other checks found.
    Findings = "findings",
}
