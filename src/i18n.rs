//! The words that people read, in every language of [`Lang`].
//!
//! The catalogues are compiled in, and each is parsed when somebody first reads its language: most services speak one
//! or two, and all of them together take 5 MB. A missing word is a mistake of ours that a test catches, so its id is
//! shown in its place, ⟦like-this⟧, and nothing fails while a reader waits; a catalogue that does not parse is one as
//! well ([`check_catalogue`]).
//! Values are put in as they are: escaping belongs to the template that prints the sentence.

mod catalogue;
mod days;
mod own;

use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentValue};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use crate::domain::clock::Timestamp;
use crate::domain::error::{FieldCode, FieldError, Refusal};
use crate::domain::lang::Lang;
use crate::domain::texts::Texts;
use crate::domain::verdict::Signal;
use catalogue::{Catalogue, Grouping};
pub use catalogue::{CatalogueError, Part, catalogue_source};
pub use days::{day_begins, last_days};
pub use own::{Form, Group, Message, check, readers_messages};

/// The catalogues of all languages, in the order of [`Lang::ALL`].
#[derive(Default)]
pub struct I18n {
    catalogues: [OnceLock<Option<Catalogue>>; Lang::ALL.len()],
    /// The only messages that are read; `None`: all.
    only: Option<&'static [&'static str]>,
}

/// Reads a catalogue as it is read when it is needed.
///
/// # Errors
/// Says what is wrong, and where.
pub fn check_catalogue(lang: Lang) -> Result<(), CatalogueError> {
    catalogue::read(lang, None).map(drop)
}

impl I18n {
    /// A few words in every language, without reading all that each has.
    pub fn holding(ids: &'static [&'static str]) -> Self {
        Self { only: Some(ids), ..Self::default() }
    }

    fn read(&self, lang: Lang) -> Option<Catalogue> {
        let read = catalogue::read(lang, self.only);
        read.inspect_err(|e| tracing::error!(error = %e, "the words of a language cannot be read")).ok()
    }

    fn catalogue(&self, lang: Lang) -> Option<&Catalogue> {
        let place = Lang::ALL.iter().position(|known| *known == lang)?;
        self.catalogues.get(place)?.get_or_init(|| self.read(lang)).as_ref()
    }

    /// The words of one language, to be handed to a view. What moderators read takes
    /// [`Lang::at_desk`], because most languages have no words for the desk.
    pub fn words(&self, lang: Lang) -> Words<'_> {
        Words { lang, catalogue: self.catalogue(lang), own: None }
    }

    /// The same for the readers of a site that has words of its own.
    pub fn words_with<'a>(&'a self, lang: Lang, texts: &'a Texts) -> Words<'a> {
        Words { own: Some(texts).filter(|texts| texts.has(lang)), ..self.words(lang) }
    }
}

/// One language's words. Cheap to copy; every view holds one.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    lang: Lang,
    catalogue: Option<&'a Catalogue>,
    /// What the site says otherwise.
    own: Option<&'a Texts>,
}

impl Words<'_> {
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence that needs nothing.
    pub fn t(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// A sentence that needs nothing, if there is one of this id: for words that come from the database.
    pub fn known(&self, id: &str) -> Option<String> {
        self.catalogue?.get_message(id)?.value()?;
        Some(self.t(id))
    }

    /// A sentence about a number, `$n`, in its right plural form.
    pub fn n(&self, id: &str, n: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n);
        self.format(id, Some(&args))
    }

    /// The plural forms of a sentence about `$n`, for scripts: each category of the language (as in
    /// `Intl.PluralRules`) that a whole number can have, with `{n}` where the number stands. A form may
    /// lack it (`Show the reply`) where its category is that one number. A sentence that is the same
    /// for every number has the one form `other`.
    pub fn forms(&self, id: &str) -> Vec<(&'static str, String)> {
        let tag = self.lang.tag().parse::<LanguageIdentifier>().unwrap_or_default();
        let rules = PluralRules::create(tag, PluralRuleType::CARDINAL).ok();
        let category = |n| rules.as_ref().and_then(|rules| rules.select(n).ok()).map_or("other", category_name);
        let mut forms: Vec<(&'static str, String)> = Vec::new();
        // Every category has a number up to 200; 0 comes last, for it is shown least. A later number
        // of a category wins only where the earlier one's sentence names no number.
        for n in (1..=200_u8).chain([0]) {
            let (name, n) = (category(n), i64::from(n));
            let known = forms.iter_mut().find(|(known, _)| *known == name);
            if known.as_ref().is_some_and(|(_, text)| text.contains(NUMBER)) {
                continue;
            }
            let text = with_number_open(&self.n(id, n), n);
            match known {
                None => forms.push((name, text)),
                Some(form) if text.contains(NUMBER) => form.1 = text,
                Some(_) => {}
            }
        }
        match forms.first().cloned() {
            Some((_, text)) if forms.iter().all(|(_, other)| *other == text) => vec![("other", text)],
            _ => forms,
        }
    }

    /// A sentence with texts put in, each under its name.
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args = args.iter().map(|(name, text)| (*name, FluentValue::from(*text))).collect::<FluentArgs<'_>>();
        self.format(id, Some(&args))
    }

    /// What to do about a wrong field.
    pub fn field_error(&self, error: &FieldError) -> String {
        let about = if error.code == FieldCode::ReasonMissing { "report" } else { "error" };
        self.n(&format!("{about}-{}", error.code.as_str()), error.n.unwrap_or_default())
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
            code if code.counts() => FluentValue::try_number(detail),
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
        Grouping::of(self.lang).number(n)
    }

    /// A sentence about a moment: `$day`, `$month` (its name), `$year`, `$hour`, `$minute`.
    pub fn dated(&self, id: &str, time: Timestamp, zone: &str) -> String {
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
        if let Some(said) = self.own.and_then(|texts| own::say(texts, self.lang, id, args)) {
            return said;
        }
        let message = self.catalogue.and_then(|catalogue| Some((catalogue, catalogue.get_message(id)?.value()?)));
        let Some((catalogue, pattern)) = message else {
            return format!("⟦{id}⟧");
        };
        catalogue.format_pattern(pattern, args, &mut Vec::new()).to_string()
    }
}

/// Where a script puts the number.
const NUMBER: &str = "{n}";

/// The sentence with [`NUMBER`] in place of the first number in it that is `n`.
fn with_number_open(sentence: &str, n: i64) -> String {
    let digits = n.to_string();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let stands = sentence.match_indices(&digits).find_map(|(at, _)| {
        let (before, rest) = sentence.split_at_checked(at)?;
        let after = rest.strip_prefix(digits.as_str())?;
        let alone = !is_digit(before.chars().next_back()) && !is_digit(after.chars().next());
        alone.then(|| format!("{before}{NUMBER}{after}"))
    });
    stands.unwrap_or_else(|| sentence.to_owned())
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

/// RFC 3339 in UTC, to the second: what `<time datetime>`, feeds and the API say.
pub fn rfc3339(time: Timestamp) -> String {
    moment(time).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn moment(time: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(time.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// The first moment of a day (`2026-03-29`) in a zone, and the first of the next: 23 to 25 hours later where clocks
/// change. `None` for what is no day.
pub fn day(text: &str, zone: &str) -> Option<(Timestamp, Timestamp)> {
    let date: jiff::civil::Date = text.trim().parse().ok()?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let first = |date: jiff::civil::Date| {
        Some(Timestamp(date.to_zoned_datetime(zone.clone()).ok()?.timestamp().as_millisecond()))
    };
    Some((first(date)?, first(date.tomorrow().ok()?)?))
}

/// The day of a moment in a zone, as fields for days hold it: `2026-03-29`.
pub fn day_of(time: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    moment(time).to_zoned_datetime(zone).date().to_string()
}
