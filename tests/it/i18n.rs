//! The catalogues: complete, equal, and right about numbers and dates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use svar::domain::clock::Timestamp;
use svar::domain::error::{FieldCode, FieldError, Refusal};
use svar::domain::lang::Lang;
use svar::domain::verdict::{Signal, SignalCode};
use svar::i18n::{I18n, Part, catalogue_source, rfc3339};

/// Each message of a catalogue with the variables that it uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    let sources = [Part::Reader, Part::Desk].map(|part| catalogue_source(lang, part));
    for line in sources.iter().flat_map(|source| source.lines()).filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            current = line.split_once(" = ").unwrap_or_else(|| panic!("{line}")).0.to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice in {lang:?}");
        }
        let variables = line
            .split('$')
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default().to_owned());
        if let Some(of_message) = found.get_mut(&current) {
            of_message.extend(variables);
        }
    }
    found
}

/// The literal ids in templates and sources: the first argument of `t`, `n` and `with`.
fn ids_in_use(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            ids_in_use(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["words.t(\"", "words.n(\"", "words.with(\""] {
            found.extend(text.split(call).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let danish = messages(Lang::Da);
    assert!(danish.len() > 150, "the catalogue was not read: {}", danish.len());
    for lang in Lang::ALL {
        assert_eq!(danish, messages(lang), "{lang:?}");
    }
}

#[test]
fn every_message_that_templates_and_sources_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    ids_in_use(&root.join("templates"), &mut used);
    ids_in_use(&root.join("src"), &mut used);
    assert!(used.len() > 80, "the sources were not read: {}", used.len());
    let known = messages(Lang::Da);
    let missing: Vec<_> = used.iter().filter(|id| !known.contains_key(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_error_refusal_and_signal_has_its_sentence() {
    let i18n = I18n::new().unwrap();
    for lang in Lang::ALL {
        let words = i18n.words(lang);
        let errors = FieldCode::ALL.map(|code| words.field_error(&FieldError::counted("body", code, 3)));
        let refusals = refusals().map(|refusal| words.refusal(&refusal));
        let signals = SignalCode::ALL.iter().map(|code| words.signal(&Signal::with(*code, 2)));
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

#[test]
fn numbers_are_written_and_counted_as_the_language_does() {
    let i18n = I18n::new().unwrap();
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
}

#[test]
fn times_are_shown_in_the_zone_of_the_site() {
    let i18n = I18n::new().unwrap();
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
