//! The catalogues as they are compiled in, and how numbers look in each language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

use crate::domain::lang::Lang;

pub type Catalogue = FluentBundle<FluentResource>;

/// Whose words a catalogue holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What readers see and are mailed.
    Reader,
    /// The desk, and mails to moderators. There for [`Lang::DESK`] only; for any other language
    /// [`Lang::at_desk`] says whose words stand in, so that a page is in one language throughout.
    Desk,
}

/// A catalogue that is not well formed; says which and where.
#[derive(Debug, thiserror::Error)]
#[error("locales/{lang}/ is not well formed: {problem}")]
pub struct CatalogueError {
    lang: &'static str,
    problem: String,
}

/// The desk's words of one language: a file for each part of the desk.
macro_rules! desk {
    ($lang:literal) => {
        concat!(
            include_str!(concat!("../../locales/", $lang, "/desk/common.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/queue.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/comments.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/people.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/settings.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/akismet.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/accounts.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/log.ftl")),
            "\n",
            include_str!(concat!("../../locales/", $lang, "/desk/health.ftl")),
        )
    };
}

/// The text of a catalogue; empty where the desk does not speak the language.
pub fn catalogue_source(lang: Lang, part: Part) -> &'static str {
    match (part, lang) {
        (Part::Desk, Lang::Da) => desk!("da"),
        (Part::Desk, Lang::En) => desk!("en"),
        (Part::Desk, _) => "",
        (Part::Reader, Lang::Da) => include_str!("../../locales/da/reader.ftl"),
        (Part::Reader, Lang::En) => include_str!("../../locales/en/reader.ftl"),
        (Part::Reader, Lang::Sv) => include_str!("../../locales/sv/reader.ftl"),
        (Part::Reader, Lang::Nb) => include_str!("../../locales/nb/reader.ftl"),
        (Part::Reader, Lang::Fi) => include_str!("../../locales/fi/reader.ftl"),
        (Part::Reader, Lang::Is) => include_str!("../../locales/is/reader.ftl"),
        (Part::Reader, Lang::Fo) => include_str!("../../locales/fo/reader.ftl"),
        (Part::Reader, Lang::De) => include_str!("../../locales/de/reader.ftl"),
        (Part::Reader, Lang::Nl) => include_str!("../../locales/nl/reader.ftl"),
        (Part::Reader, Lang::Fr) => include_str!("../../locales/fr/reader.ftl"),
        (Part::Reader, Lang::Es) => include_str!("../../locales/es/reader.ftl"),
        (Part::Reader, Lang::Pt) => include_str!("../../locales/pt/reader.ftl"),
        (Part::Reader, Lang::It) => include_str!("../../locales/it/reader.ftl"),
        (Part::Reader, Lang::Pl) => include_str!("../../locales/pl/reader.ftl"),
        (Part::Reader, Lang::Uk) => include_str!("../../locales/uk/reader.ftl"),
        (Part::Reader, Lang::Ar) => include_str!("../../locales/ar/reader.ftl"),
    }
}

/// Parses what is compiled in for a language, or only the messages of these ids.
pub fn read(lang: Lang, only: Option<&[&str]>) -> Result<Catalogue, CatalogueError> {
    let wrong = |problem: String| CatalogueError { lang: lang.tag(), problem };
    let tag = lang.tag().parse().map_err(|e| wrong(format!("{e:?}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would end up in titles, mails and attributes; templates isolate names with <bdi>.
    bundle.set_use_isolating(false);
    // The bundle takes a plain function, so each grouping is named once more.
    bundle.set_formatter(Some(match Grouping::of(lang) {
        Grouping::Dot => |value, _| Grouping::Dot.value(value),
        Grouping::LateDot => |value, _| Grouping::LateDot.value(value),
        Grouping::Comma => |value, _| Grouping::Comma.value(value),
        Grouping::Space => |value, _| Grouping::Space.value(value),
        Grouping::LateSpace => |value, _| Grouping::LateSpace.value(value),
        Grouping::NarrowSpace => |value, _| Grouping::NarrowSpace.value(value),
    }));
    for part in [Part::Reader, Part::Desk] {
        let whole = catalogue_source(lang, part);
        let source = only.map_or_else(|| whole.to_owned(), |ids| messages(whole, ids));
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
    }
    Ok(bundle)
}

/// The messages of these ids: each begins at the beginning of a line, and what belongs to it is indented.
fn messages(whole: &str, ids: &[&str]) -> String {
    let mut taken = false;
    let is_wanted = |line: &&str| {
        if !line.starts_with([' ', '}']) && !line.trim_end().is_empty() {
            taken = line.split_once('=').is_some_and(|(id, _)| ids.contains(&id.trim_end()));
        }
        taken
    };
    whole.split_inclusive('\n').filter(is_wanted).collect()
}

/// How thousands are set apart, after CLDR. Digits are 0–9 in every language, Arabic too, so that a
/// number looks the same in a sentence and where a script writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// 1.234
    Dot,
    /// 1234 and 12.345: a number of four digits stays whole.
    LateDot,
    /// 1,234
    Comma,
    /// 1 234 with U+00A0
    Space,
    /// 1234 and 12 345
    LateSpace,
    /// 1 234 with U+202F
    NarrowSpace,
}

impl Grouping {
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Da | Lang::Is | Lang::Fo | Lang::De | Lang::Nl | Lang::Pt => Self::Dot,
            Lang::Es | Lang::It => Self::LateDot,
            Lang::En | Lang::Ar => Self::Comma,
            Lang::Sv | Lang::Nb | Lang::Fi | Lang::Uk => Self::Space,
            Lang::Pl => Self::LateSpace,
            Lang::Fr => Self::NarrowSpace,
        }
    }

    /// 5000 is 5.000 in Danish and 5,000 in English.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let (separator, least) = match self {
            Self::Dot => ('.', 4),
            Self::LateDot => ('.', 5),
            Self::Comma => (',', 4),
            Self::Space => ('\u{a0}', 4),
            Self::LateSpace => ('\u{a0}', 5),
            Self::NarrowSpace => ('\u{202f}', 4),
        };
        let mut text = String::from(if n < 0 { "-" } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && digits.len() >= least && (digits.len() - place).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    fn value(self, value: &FluentValue<'_>) -> Option<String> {
        match value {
            // Whole numbers only: they come in through `n`, as i64.
            FluentValue::Number(number) if number.value.fract() == 0.0 => Some(self.number(number.value as i64)),
            _ => None,
        }
    }
}
