//! The languages that readers are spoken to in, and the two that the desk speaks.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Da,
    En,
    Sv,
    Nb,
    Fi,
    Is,
    Fo,
    De,
    Nl,
    Fr,
    Es,
    Pt,
    It,
    Pl,
    Uk,
    Ar,
}

impl Lang {
    pub const ALL: [Lang; 16] = [
        Self::Da,
        Self::En,
        Self::Sv,
        Self::Nb,
        Self::Fi,
        Self::Is,
        Self::Fo,
        Self::De,
        Self::Nl,
        Self::Fr,
        Self::Es,
        Self::Pt,
        Self::It,
        Self::Pl,
        Self::Uk,
        Self::Ar,
    ];

    /// What moderators can be spoken to in.
    pub const DESK: [Lang; 2] = [Self::Da, Self::En];

    /// The BCP 47 tag, as in `lang="da"`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
            Self::Sv => "sv",
            Self::Nb => "nb",
            Self::Fi => "fi",
            Self::Is => "is",
            Self::Fo => "fo",
            Self::De => "de",
            Self::Nl => "nl",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::It => "it",
            Self::Pl => "pl",
            Self::Uk => "uk",
            Self::Ar => "ar",
        }
    }

    /// Reads a tag such as `da`, `da-DK` or `EN_gb`; `None` for a language that is not spoken here.
    /// Norwegian in any form is answered in bokmål.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        if ["no", "nn"].iter().any(|norwegian| norwegian.eq_ignore_ascii_case(primary)) {
            return Some(Self::Nb);
        }
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The first spoken language of an `Accept-Language` header, weights honoured (RFC 9110 §12.5.4).
    pub fn from_accept_language(header: &str) -> Option<Self> {
        Self::wished(header, &Self::ALL)
    }

    /// The same among what the desk speaks; a header with other languages only gets what stands in for them.
    pub fn from_accept_language_at_desk(header: &str) -> Option<Self> {
        Self::wished(header, &Self::DESK).or_else(|| Some(Self::from_accept_language(header)?.at_desk()))
    }

    fn wished(header: &str, spoken: &[Self]) -> Option<Self> {
        let mut best: Option<(f32, Lang)> = None;
        for item in header.split(',') {
            let mut parts = item.split(';');
            let lang = parts.next().and_then(Self::from_tag).filter(|lang| spoken.contains(lang));
            let Some(lang) = lang else { continue };
            let weight =
                parts.find_map(|p| p.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok())).unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(top, _)| weight > top) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The language of the desk of a site in this one: English for all that it does not speak.
    pub fn at_desk(self) -> Self {
        if Self::DESK.contains(&self) { self } else { Self::En }
    }

    /// Written from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Ar
    }

    /// As in `dir="ltr"`.
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }
}
