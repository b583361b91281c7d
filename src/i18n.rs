//! The words that people read, in every language of [`Lang`].
//!
//! The catalogues are compiled in and parsed once, when the program starts; a catalogue that does not
//! parse stops the start. A missing word is a mistake of ours that a test catches, so its id is
//! shown in its place, ⟦like-this⟧, and nothing fails while a reader waits.
//! Values are put in as they are: escaping belongs to the template that prints the sentence.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;

use crate::domain::clock::Timestamp;
use crate::domain::error::{FieldError, Refusal};
use crate::domain::lang::Lang;
use crate::domain::verdict::{Signal, SignalCode};

/// The catalogues of all languages.
pub struct I18n {
    danish: Catalogue,
    english: Catalogue,
}

type Catalogue = FluentBundle<FluentResource>;

/// A catalogue that is not well formed; says which and where.
#[derive(Debug, thiserror::Error)]
#[error("locales/{lang}/ is not well formed: {problem}")]
pub struct CatalogueError {
    lang: &'static str,
    problem: String,
}

impl I18n {
    /// Reads every catalogue.
    pub fn new() -> Result<Self, CatalogueError> {
        Ok(Self { danish: read(Lang::Da)?, english: read(Lang::En)? })
    }

    /// The words of one language, to be handed to a view.
    pub fn words(&self, lang: Lang) -> Words<'_> {
        let catalogue = match lang {
            Lang::Da => &self.danish,
            Lang::En => &self.english,
        };
        Words { lang, catalogue }
    }
}

/// Whose words a catalogue holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What readers see and are mailed.
    Reader,
    /// The desk, and mails to moderators.
    Desk,
}

/// The text of a catalogue, for the checks that hold the languages equal.
pub fn catalogue_source(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Da, Part::Reader) => include_str!("../locales/da/reader.ftl"),
        (Lang::Da, Part::Desk) => include_str!("../locales/da/desk.ftl"),
        (Lang::En, Part::Reader) => include_str!("../locales/en/reader.ftl"),
        (Lang::En, Part::Desk) => include_str!("../locales/en/desk.ftl"),
    }
}

fn read(lang: Lang) -> Result<Catalogue, CatalogueError> {
    let wrong = |problem: String| CatalogueError { lang: lang.tag(), problem };
    let tag = lang.tag().parse().map_err(|e| wrong(format!("{e:?}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would end up in titles, mails and attributes; templates isolate names with <bdi>.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Da => |value, _| grouped_value(value, '.'),
        Lang::En => |value, _| grouped_value(value, ','),
    }));
    for part in [Part::Reader, Part::Desk] {
        let source = catalogue_source(lang, part).to_owned();
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
    }
    Ok(bundle)
}

fn grouped_value(value: &FluentValue<'_>, separator: char) -> Option<String> {
    match value {
        // Whole numbers only: they come in through `n`, as i64.
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(grouped(number.value as i64, separator)),
        _ => None,
    }
}

/// Thousands apart: 5000 is 5.000 in Danish and 5,000 in English.
fn grouped(n: i64, separator: char) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::from(if n < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// One language's words. Cheap to copy; every view holds one.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    lang: Lang,
    catalogue: &'a Catalogue,
}

impl Words<'_> {
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence that needs nothing.
    pub fn t(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// A sentence about a number, `$n`, in its right plural form.
    pub fn n(&self, id: &str, n: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n);
        self.format(id, Some(&args))
    }

    /// A sentence about a number as a script needs it: for each plural form its category (CLDR) and its text,
    /// with `{n}` where the number stands.
    pub fn forms(&self, id: &str) -> Vec<(&'static str, String)> {
        [(1, "one"), (2, "other")]
            .map(|(n, category)| (category, self.n(id, n).replace(&n.to_string(), "{n}")))
            .to_vec()
    }

    /// A sentence with texts put in, each under its name.
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args = args.iter().map(|(name, text)| (*name, FluentValue::from(*text))).collect::<FluentArgs<'_>>();
        self.format(id, Some(&args))
    }

    /// What to do about a wrong field.
    pub fn field_error(&self, error: &FieldError) -> String {
        self.n(&format!("error-{}", error.code.as_str()), error.n.unwrap_or_default())
    }

    /// Why something is not done, and what helps.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let n = match refusal {
            Refusal::TooFast { seconds } => *seconds,
            Refusal::Fields(errors) => i64::try_from(errors.len()).unwrap_or(i64::MAX),
            _ => 0,
        };
        self.n(&format!("refused-{}", refusal.as_str()), n)
    }

    /// The reason that a moderator reads.
    pub fn signal(&self, signal: &Signal) -> String {
        let detail = signal.detail.as_deref().unwrap_or_default();
        let value = match signal.code {
            SignalCode::Links => FluentValue::try_number(detail),
            _ => FluentValue::from(detail),
        };
        let args = FluentArgs::from_iter([("detail", value)]);
        self.format(&format!("signal-{}", signal.code.as_str()), Some(&args))
    }

    /// `21. november 2026 kl. 14.32`, `21 November 2026 at 14:32`. `zone` is an IANA name; one that
    /// nobody knows falls back to UTC.
    pub fn date_time(&self, time: Timestamp, zone: &str) -> String {
        self.dated("date-time", time, zone)
    }

    /// `21. november 2026`, `21 November 2026`.
    pub fn date(&self, time: Timestamp, zone: &str) -> String {
        self.dated("date", time, zone)
    }

    /// `kl. 14.32`, `14:32`.
    pub fn time(&self, time: Timestamp, zone: &str) -> String {
        self.dated("time", time, zone)
    }

    pub fn number(&self, n: i64) -> String {
        grouped(n, if self.lang == Lang::Da { '.' } else { ',' })
    }

    fn dated(&self, id: &str, time: Timestamp, zone: &str) -> String {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let local = moment(time).to_zoned_datetime(zone);
        let month = self.n("month", local.month().into());
        self.with(
            id,
            &[
                ("day", &local.day().to_string()),
                ("month", &month),
                ("year", &local.year().to_string()),
                ("hour", &format!("{:02}", local.hour())),
                ("minute", &format!("{:02}", local.minute())),
            ],
        )
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.catalogue.get_message(id).and_then(|message| message.value()) else {
            return format!("⟦{id}⟧");
        };
        self.catalogue.format_pattern(pattern, args, &mut Vec::new()).to_string()
    }
}

/// RFC 3339 in UTC, to the second: what `<time datetime>`, feeds and the API say.
pub fn rfc3339(time: Timestamp) -> String {
    moment(time).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn moment(time: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(time.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}
