//! The catalogues: complete, equal, written with care, and right about numbers and dates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use intl_pluralrules::{PluralRuleType, PluralRules};
use svar::domain::clock::Timestamp;
use svar::domain::error::{FieldCode, FieldError, Refusal};
use svar::domain::lang::Lang;
use svar::domain::verdict::{Signal, SignalCode};
use svar::i18n::{I18n, Part, catalogue_source, rfc3339};

/// The messages of a catalogue by their ids, in which nothing stands twice.
type Messages = BTreeMap<&'static str, Pattern<&'static str>>;

fn messages(lang: Lang, part: Part) -> Messages {
    let parsed = fluent_syntax::parser::parse(catalogue_source(lang, part));
    let mut found = Messages::new();
    for entry in parsed.unwrap_or_else(|(_, wrong)| panic!("{lang:?} {part:?}: {wrong:?}")).body {
        if let Entry::Message(message) = entry {
            let twice = found.insert(message.id.name, message.value.unwrap());
            assert!(twice.is_none() && message.attributes.is_empty(), "{lang:?}: {}", message.id.name);
        }
    }
    found
}

/// What a message is made of, its variants included.
#[derive(Default)]
struct Anatomy {
    texts: Vec<&'static str>,
    variables: BTreeSet<&'static str>,
    selections: Vec<(&'static str, Vec<Variant<&'static str>>)>,
}

impl Anatomy {
    fn of(pattern: &Pattern<&'static str>) -> Self {
        let mut all = Self::default();
        all.take(pattern);
        all
    }

    fn take(&mut self, pattern: &Pattern<&'static str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.texts.push(value),
                PatternElement::Placeable { expression: Expression::Inline(expression) } => self.inline(expression),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.inline(selector);
                    let InlineExpression::VariableReference { id } = selector else { panic!("{selector:?}") };
                    self.selections.push((id.name, variants.clone()));
                    variants.iter().for_each(|variant| self.take(&variant.value));
                }
            }
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&'static str>) {
        match expression {
            InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name)),
            // Escapes such as {"\u00A0"}.
            InlineExpression::StringLiteral { value } => self.texts.push(value),
            other => panic!("the catalogues do without {other:?}"),
        }
    }

    fn is_plural(&self) -> bool {
        let by_category = |v: &Variant<&str>| matches!(v.key, VariantKey::Identifier { name } if name != "other");
        self.selections.iter().any(|(_, variants)| variants.iter().any(by_category))
    }
}

/// Each message with the variables that it uses.
fn variables(lang: Lang, part: Part) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    messages(lang, part).iter().map(|(id, pattern)| (*id, Anatomy::of(pattern).variables)).collect()
}

/// The literal ids in templates and sources: the first argument of `t`, `n`, `with` and `forms`.
fn ids_in_use(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            ids_in_use(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["words.t(\"", "words.n(\"", "words.with(\"", "words.forms(\""] {
            found.extend(text.split(call).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let readers = variables(Lang::Da, Part::Reader);
    let desk = variables(Lang::Da, Part::Desk);
    assert!(readers.len() > 150 && desk.len() > 80, "not read: {} and {}", readers.len(), desk.len());
    let twice: Vec<_> = desk.keys().filter(|id| readers.contains_key(*id)).collect();
    assert!(twice.is_empty(), "both a reader's and the desk's: {twice:?}");
    let mut wrong = Vec::new();
    for (danish, part, langs) in [(&readers, Part::Reader, &Lang::ALL[..]), (&desk, Part::Desk, &Lang::DESK[..])] {
        for lang in langs {
            let here = variables(*lang, part);
            for id in danish.keys().chain(here.keys()).collect::<BTreeSet<_>>() {
                let problem = match (danish.get(id), here.get(id)) {
                    (Some(_), None) => "is missing".to_owned(),
                    (None, Some(_)) => "is not in the Danish catalogue".to_owned(),
                    (Some(want), Some(has)) if want != has => format!("uses {has:?} and should use {want:?}"),
                    _ => continue,
                };
                wrong.push(format!("{}: {id} {problem}", lang.tag()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_message_that_templates_and_sources_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    ids_in_use(&root.join("templates"), &mut used);
    ids_in_use(&root.join("src"), &mut used);
    assert!(used.len() > 80, "the sources were not read: {}", used.len());
    let known = [Part::Reader, Part::Desk].map(|part| variables(Lang::Da, part));
    let missing: Vec<_> = used.iter().filter(|id| !known.iter().any(|part| part.contains_key(id.as_str()))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_catalogue_is_well_formed() {
    for lang in Lang::ALL {
        svar::i18n::check_catalogue(lang).unwrap();
    }
}

#[test]
fn every_error_refusal_and_signal_has_its_sentence() {
    let i18n = I18n::default();
    for lang in Lang::ALL {
        let words = i18n.words(lang);
        let errors = FieldCode::ALL.map(|code| words.field_error(&FieldError::counted("body", code, 3)));
        let refusals = refusals().map(|refusal| words.refusal(&refusal));
        let codes: &[SignalCode] = if Lang::DESK.contains(&lang) { SignalCode::ALL } else { &[] };
        let signals = codes.iter().map(|code| words.signal(&Signal::with(*code, 2)));
        for sentence in errors.into_iter().chain(refusals).chain(signals) {
            assert!(!sentence.contains(['⟦', '$', '{']), "{lang:?}: {sentence}");
            assert!(sentence.ends_with('.') && sentence.len() > 10, "{lang:?}: {sentence}");
        }
    }
}

/// One of each. The match makes a new refusal fail to compile here until it stands in the list.
fn refusals() -> [Refusal; 12] {
    match Refusal::Closed {
        Refusal::Fields(_) | Refusal::Closed | Refusal::Banned | Refusal::ParentGone | Refusal::Duplicate => {}
        Refusal::TooFast { .. } | Refusal::KeyReused | Refusal::NotFound | Refusal::EditWindowOver { .. } => {}
        Refusal::Stale | Refusal::NotOffered | Refusal::Unavailable => {}
    }
    [
        Refusal::Fields(vec![FieldError::new("body", FieldCode::BodyMissing)]),
        Refusal::Closed,
        Refusal::Banned,
        Refusal::ParentGone,
        Refusal::Duplicate,
        Refusal::TooFast { seconds: 1 },
        Refusal::KeyReused,
        Refusal::NotFound,
        Refusal::EditWindowOver { since: Timestamp(0) },
        Refusal::Stale,
        Refusal::NotOffered,
        Refusal::Unavailable,
    ]
}

/// The whole numbers that can stand in a sentence, as far as the rules of any language tell them apart.
const COUNTED: std::ops::RangeInclusive<i64> = 0..=1000;

fn category(rules: &PluralRules, n: i64) -> String {
    format!("{:?}", rules.select(n).unwrap()).to_lowercase()
}

fn rules(lang: Lang) -> PluralRules {
    PluralRules::create(lang.tag().parse::<unic_langid::LanguageIdentifier>().unwrap(), PluralRuleType::CARDINAL)
        .unwrap()
}

#[test]
fn every_plural_has_every_form_and_names_its_number_where_that_can_differ() {
    let mut wrong = Vec::new();
    let parts = Lang::ALL.map(|lang| (lang, Part::Reader)).into_iter().chain(Lang::DESK.map(|l| (l, Part::Desk)));
    for (lang, part) in parts {
        let rules = rules(lang);
        for (id, pattern) in messages(lang, part) {
            for (variable, variants) in Anatomy::of(&pattern).selections {
                wrong.extend(faults(&rules, variable, &variants).map(|fault| format!("{}: {id} {fault}", lang.tag())));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is wrong with one choice by number.
fn faults<'a>(
    rules: &'a PluralRules,
    variable: &'a str,
    variants: &'a [Variant<&'static str>],
) -> impl Iterator<Item = String> + 'a {
    let exact: Vec<i64> = variants.iter().filter_map(exact).collect();
    let mut numbers: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    // A choice among numbers alone, as of months, leaves the rest to its default.
    let plural = exact.len() + 1 < variants.len();
    for n in COUNTED.filter(|n| plural && !exact.contains(n)) {
        numbers.entry(category(rules, n)).or_default().push(n);
    }
    let known = ["zero", "one", "two", "few", "many", "other"];
    let strange = variants.iter().filter_map(move |v| match v.key {
        VariantKey::Identifier { name } => (!known.contains(&name)).then(|| format!("has a form [{name}]")),
        VariantKey::NumberLiteral { .. } => None,
    });
    let lacking = numbers.into_iter().filter_map(move |(name, numbers)| {
        let form = variants.iter().find(|v| matches!(v.key, VariantKey::Identifier { name: key } if key == name));
        let Some(form) = form else { return Some(format!("has no form [{name}], as for {}", numbers[0])) };
        let names_it = Anatomy::of(&form.value).variables.contains(variable);
        (numbers.len() > 1 && !names_it).then(|| format!("says in [{name}] the same of {numbers:?}"))
    });
    strange.chain(lacking)
}

/// The number of a form that is for one number only, as `[1]`.
fn exact(variant: &Variant<&str>) -> Option<i64> {
    match variant.key {
        VariantKey::NumberLiteral { value } => Some(value.parse().unwrap()),
        VariantKey::Identifier { .. } => None,
    }
}

/// Sentences that English inflects, in the languages where they stay as they are: one sign, two signs.
const UNINFLECTED: &[(&str, &[&str])] = &[
    ("error-body-too-long", &["da", "sv", "nb"]),
    ("left", &["da", "sv", "nb"]),
    ("limit", &["da", "sv", "nb"]),
    ("over", &["da", "sv", "nb"]),
];

#[test]
fn what_english_inflects_by_number_is_inflected() {
    let english = messages(Lang::En, Part::Reader);
    let inflected: Vec<_> = english.iter().filter(|(_, p)| Anatomy::of(p).is_plural()).map(|(id, _)| *id).collect();
    assert!(inflected.len() > 12, "{inflected:?}");
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for lang in Lang::ALL {
        let here = messages(lang, Part::Reader);
        for id in inflected.iter().filter(|id| !Anatomy::of(&here[*id]).is_plural()) {
            found.entry(id).or_default().push(lang.tag());
        }
    }
    let allowed = UNINFLECTED.iter().map(|(id, langs)| (*id, langs.to_vec())).collect();
    assert_eq!(found, allowed);
}

/// Sentences that are right although they are the same in Danish or in English.
#[rustfmt::skip]
const SAME: &[(&str, &[&str])] = &[
    ("akismet-gets-parent", &["nb"]),
    ("arrivals", &["nb"]),
    ("badge-staff", &["sv"]),
    ("date-time", &["nb"]),
    ("deleted", &["nb"]),
    ("erased-name", &["sv", "nb", "de"]),
    ("error-body-missing", &["sv", "nb"]),
    ("export-button", &["nb"]),
    ("failed-title", &["es"]),
    ("feed-entry", &["nb"]),
    ("feed-title-site", &["sv", "nb"]),
    ("field-body", &["sv", "nb", "de"]),
    ("field-email", &["nl", "fr", "pt", "it", "pl"]),
    ("field-name", &["nb", "fo", "de"]),
    ("field-website", &["de", "nl"]),
    ("form-title", &["nb"]),
    ("form-title-to", &["nb"]),
    ("format-help", &["sv", "nb"]),
    ("in-reply-to", &["nb", "is", "fo"]),
    ("kept-body", &["sv"]),
    ("kept-hours", &["nb"]),
    ("like", &["nb"]),
    ("loading", &["nb"]),
    ("mail-hello", &["sv"]),
    ("more-unknown", &["nb"]),
    ("optional", &["de"]),
    ("own-withdrawn", &["nb"]),
    ("powered", &["sv", "nb"]),
    ("privacy-akismet-link", &["nb"]),
    ("privacy-purpose-title", &["nb"]),
    ("privacy-why", &["nb"]),
    ("receipt-title", &["sv"]),
    ("reply", &["nb"]),
    ("reply-to-whom", &["nb", "fo"]),
    ("report-spam", &["nb"]),
    ("report-whom", &["nb"]),
    ("rss", &["nb"]),
    ("send", &["nb"]),
    ("send-reply", &["nb", "fo"]),
    ("sending", &["nb"]),
    ("sort-newest", &["nb"]),
    ("summary", &["nb"]),
    ("time", &["sv", "nb"]),
    ("title", &["sv", "nb"]),
    ("title-empty", &["sv", "nb"]),
    ("whole", &["nb"]),
    ("write", &["nb"]),
];

#[test]
fn no_message_was_left_in_danish_or_english() {
    let references = [Lang::Da, Lang::En].map(|lang| messages(lang, Part::Reader));
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for lang in Lang::ALL.into_iter().filter(|lang| !Lang::DESK.contains(lang)) {
        for (id, pattern) in messages(lang, Part::Reader) {
            let speaks = Anatomy::of(&pattern).texts.iter().any(|text| text.contains(char::is_alphabetic));
            if speaks && references.iter().any(|reference| reference.get(id) == Some(&pattern)) {
                found.entry(id).or_default().push(lang.tag());
            }
        }
    }
    let allowed = SAME.iter().map(|(id, langs)| (*id, langs.to_vec())).collect();
    assert_eq!(found, allowed);
}

#[test]
fn ukrainian_and_arabic_are_written_in_their_own_letters() {
    for (lang, own) in [(Lang::Uk, '\u{400}'..='\u{52f}'), (Lang::Ar, '\u{600}'..='\u{6ff}')] {
        let is_own = |c: char| own.contains(&c);
        for (id, pattern) in messages(lang, Part::Reader) {
            let text = Anatomy::of(&pattern).texts.concat();
            let letters = text.contains(char::is_alphabetic);
            assert!(!letters || text.contains(is_own), "{lang:?}: {id}: {text}");
            for word in text.split(|c: char| !c.is_alphabetic()) {
                let mixed = word.contains(is_own) && word.contains(|c: char| c.is_ascii_alphabetic());
                assert!(!mixed, "{lang:?}: {id}: look-alike letters in {word}");
            }
        }
    }
}

#[test]
fn every_message_is_set_with_care() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (id, pattern) in messages(lang, Part::Reader) {
            for text in Anatomy::of(&pattern).texts {
                let faults = [
                    ("a straight quote", text.contains(['"', '\''])),
                    ("dots for an ellipsis", text.contains("..")),
                    ("two spaces", text.contains("  ") || text.contains(" \u{a0}") || text.contains("\u{a0} ")),
                    ("a line break", text.contains('\n')),
                    ("a space that breaks before a mark", [" ,", " .", " ;", " :", " !", " ?"].iter().any(|m| text.contains(m))),
                    ("a mark without its space", lang == Lang::Fr && lacks_french_space(text)),
                    ("a hyphen for a dash", text.contains(" - ")),
                    ("an invisible character", text.contains(|c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))),
                    ("letters in pieces", unicode_normalization::UnicodeNormalization::nfc(text).ne(text.chars())),
                ];
                for (fault, _) in faults.iter().filter(|(_, is)| *is) {
                    wrong.push(format!("{}: {id} has {fault}: {text:?}", lang.tag()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// In French a space that does not break stands before `; : ! ?` and inside `« »`.
fn lacks_french_space(text: &str) -> bool {
    let is_space = |c: Option<char>| matches!(c, Some('\u{a0}' | '\u{202f}'));
    text.char_indices().any(|(at, c)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
        match c {
            ';' | '!' | '?' | '»' => !is_space(before),
            // Not the one in an address or in a time of day.
            ':' => !is_space(before) && after != Some('/') && text != ":",
            '«' => !is_space(after),
            _ => false,
        }
    })
}

#[test]
fn exclamation_is_for_thanks_only() {
    let thanks = ["sent-held", "sent-live", "notice-confirmed"];
    for lang in Lang::ALL {
        for (id, pattern) in messages(lang, Part::Reader) {
            let text = Anatomy::of(&pattern).texts.concat();
            assert!(!text.contains(['!', '¡']) || thanks.contains(&id), "{lang:?}: {id}: {text}");
        }
    }
}

#[test]
fn numbers_are_written_and_counted_as_the_language_does() {
    let i18n = I18n::default();
    let (da, en) = (i18n.words(Lang::Da), i18n.words(Lang::En));
    assert_eq!([0, 1, 2].map(|n| da.n("title", n)), ["0 kommentarer", "1 kommentar", "2 kommentarer"]);
    assert_eq!([0, 1, 2].map(|n| en.n("title", n)), ["0 comments", "1 comment", "2 comments"]);
    assert_eq!(
        (da.n("limit", 5_000), en.n("limit", 60_000)),
        ("Højst 5.000 tegn.".into(), "60,000 characters at most.".into())
    );
    assert_eq!([7, 999, 1_000, 1_234_567, -1_000].map(|n| da.number(n)), ["7", "999", "1.000", "1.234.567", "-1.000"]);
    assert_eq!(da.signal(&Signal::with(SignalCode::Links, 1)), "Indeholder 1 link.");
    assert_eq!(da.signal(&Signal::with(SignalCode::SpamWord, "007")), "Indeholder »007« fra listen over spamord.");
    let expected = [
        ("da", "1.234", "1.234.567"),
        ("en", "1,234", "1,234,567"),
        ("sv", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
        ("nb", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
        ("fi", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
        ("is", "1.234", "1.234.567"),
        ("fo", "1.234", "1.234.567"),
        ("de", "1.234", "1.234.567"),
        ("nl", "1.234", "1.234.567"),
        ("fr", "1\u{202f}234", "1\u{202f}234\u{202f}567"),
        ("es", "1234", "1.234.567"),
        ("pt", "1.234", "1.234.567"),
        ("it", "1234", "1.234.567"),
        ("pl", "1234", "1\u{a0}234\u{a0}567"),
        ("uk", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
        ("ar", "1,234", "1,234,567"),
    ];
    for (lang, (tag, four, seven)) in Lang::ALL.into_iter().zip(expected) {
        let words = i18n.words(lang);
        assert_eq!((lang.tag(), words.number(1_234).as_str(), words.number(1_234_567).as_str()), (tag, four, seven));
        assert!(words.n("title", 1_234).contains(four), "in a sentence too: {}", words.n("title", 1_234));
    }
}

#[test]
fn scripts_get_each_plural_form_with_a_place_for_the_number() {
    let i18n = I18n::default();
    let forms = |lang, id: &str| i18n.words(lang).forms(id);
    let list = |forms: &[(&'static str, &str)]| forms.iter().map(|(c, t)| (*c, (*t).to_owned())).collect::<Vec<_>>();
    let danish = [("one", "{n} ny kommentar – vis den"), ("other", "{n} nye kommentarer – vis dem")];
    assert_eq!(forms(Lang::Da, "arrivals"), list(&danish));
    let english = [("one", "{n} new comment – show it"), ("other", "{n} new comments – show them")];
    assert_eq!(forms(Lang::En, "arrivals"), list(&english));
    assert_eq!(forms(Lang::Da, "whole-branch"), list(&[("one", "Vis svaret"), ("other", "Vis alle {n} svar")]));
    assert_eq!(forms(Lang::Da, "left"), list(&[("other", "{n} tegn tilbage")]), "the same for every number");
    assert_eq!(forms(Lang::Da, "retry"), list(&[("other", "Prøv igen")]), "no number at all");
    for (lang, names) in [
        (Lang::Pl, &["one", "few", "many"][..]),
        (Lang::Uk, &["one", "few", "many"]),
        (Lang::Ar, &["one", "two", "few", "many", "other", "zero"]),
    ] {
        let arrivals = forms(lang, "arrivals");
        assert_eq!(arrivals.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
        assert!(arrivals.iter().all(|(_, text)| !text.contains(char::is_numeric)), "{arrivals:?}");
    }
    // What a script makes of the forms is what the service writes itself.
    for lang in Lang::ALL {
        let (words, rules) = (i18n.words(lang), rules(lang));
        for id in ["arrivals", "added", "more-replies", "left", "over", "whole-branch", "edit-minutes"] {
            let forms = words.forms(id);
            for n in 1..=130 {
                let name = category(&rules, n);
                let form = forms.iter().find(|(c, _)| *c == name || forms.len() == 1).unwrap();
                let (made, written) = (form.1.replace("{n}", &n.to_string()), words.n(id, n));
                assert!(made == written || made.contains(&n.to_string()), "{lang:?} {id} {n}: {made} or {written}");
            }
        }
    }
}

#[test]
fn times_are_shown_in_the_zone_of_the_site() {
    let i18n = I18n::default();
    let (da, en) = (i18n.words(Lang::Da), i18n.words(Lang::En));
    let winter = Timestamp(1_795_267_925_000);
    assert_eq!(rfc3339(winter), "2026-11-21T13:32:05Z");
    assert_eq!(da.date_time(winter, "Europe/Copenhagen"), "21. november 2026 kl. 14.32");
    assert_eq!(en.date_time(winter, "Europe/Copenhagen"), "21 November 2026 at 14:32");
    assert_eq!(da.time(winter, "Europe/Copenhagen"), "kl. 14.32");
    assert_eq!(da.date(winter, "Asia/Tokyo"), "21. november 2026");
    assert_eq!(da.date_time(winter, "Ingen/Steder"), "21. november 2026 kl. 13.32", "an unknown zone is UTC");
    let summer = Timestamp(1_783_000_000_000);
    assert_eq!(da.date_time(summer, "Europe/Copenhagen"), "2. juli 2026 kl. 15.46", "summer time");
    assert_eq!(rfc3339(Timestamp(i64::MAX)), "1970-01-01T00:00:00Z", "a nonsense time panics nowhere");
}

#[test]
fn dates_are_written_as_the_language_does() {
    let i18n = I18n::default();
    let expected = [
        "21. november 2026 kl. 14.32",
        "21 November 2026 at 14:32",
        "21 november 2026 kl. 14.32",
        "21. november 2026 kl. 14.32",
        "21. marraskuuta 2026 klo 14.32",
        "21. nóvember 2026 kl. 14:32",
        "21. november 2026 kl. 14:32",
        "21. November 2026 um 14:32",
        "21 november 2026 om 14:32",
        "21 novembre 2026 à 14:32",
        "21 de noviembre de 2026, 14:32",
        "21 de novembro de 2026 às 14:32",
        "21 novembre 2026 alle ore 14:32",
        "21 listopada 2026 14:32",
        "21 листопада 2026 р. о 14:32",
        "21 نوفمبر 2026، 14:32",
    ];
    let moment = Timestamp(1_795_267_925_000);
    let said = Lang::ALL.map(|lang| i18n.words(lang).date_time(moment, "Europe/Copenhagen"));
    assert_eq!(said.each_ref().map(String::as_str), expected);
    for lang in Lang::ALL {
        let words = i18n.words(lang);
        let months: BTreeSet<String> = (1..=12).map(|n| words.n("month", n)).collect();
        assert_eq!(months.len(), 12, "{lang:?}: {months:?}");
        assert!(!months.iter().any(|month| month.contains(char::is_numeric)), "{months:?}");
    }
}

#[test]
fn a_language_is_found_by_its_tag_and_by_the_browsers_wish() {
    for lang in Lang::ALL {
        let tag = lang.tag();
        let written = [tag.to_owned(), tag.to_uppercase(), format!("{tag}-XX"), format!("{tag}_xx")];
        assert!(written.iter().all(|tag| Lang::from_tag(tag) == Some(lang)), "{tag}");
        assert_eq!(serde_json::to_value(lang).unwrap(), tag, "as it is stored");
        assert_eq!((lang.is_rtl(), lang.dir()), (tag == "ar", if tag == "ar" { "rtl" } else { "ltr" }));
    }
    for (tag, lang) in
        [("no", Lang::Nb), ("nn-NO", Lang::Nb), ("NO", Lang::Nb), ("pt-BR", Lang::Pt), ("ar-EG", Lang::Ar)]
    {
        assert_eq!(Lang::from_tag(tag), Some(lang), "{tag}");
    }
    assert!(["", "kl", "zh-Hans", "fil", "d", "dan"].iter().all(|tag| Lang::from_tag(tag).is_none()));
    for (header, readers, desk) in [
        ("de", Some(Lang::De), Some(Lang::En)),
        ("fr;q=0.5, uk;q=0.8, zh", Some(Lang::Uk), Some(Lang::En)),
        ("nn-NO, no;q=0.9, da;q=0.8, en;q=0.7", Some(Lang::Nb), Some(Lang::Da)),
        ("sv;q=0, en", Some(Lang::En), Some(Lang::En)),
        ("zh, *;q=0.1", None, None),
    ] {
        assert_eq!(Lang::from_accept_language(header), readers, "{header}");
        assert_eq!(Lang::from_accept_language_at_desk(header), desk, "{header}");
    }
}
