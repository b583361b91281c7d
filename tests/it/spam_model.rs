//! The local spam model's arithmetic: folding, features and learning. What it goes by before it has learnt anything, and what
//! becomes of its opinion, is in `spam_prior`.

use std::sync::Arc;

use proptest::prelude::*;
use svar::spam::model::Model;
use svar::spam::model::features::{Comment, REVISION, Reader, SLOTS};
use svar::spam::model::fold::{Folded, MOST, fold};
use svar::spam::model::learn::Features;
use svar::spam::model::links;
use svar::spam::model::prior::Prior;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn text(text: &str) -> Comment<'_> {
    Comment { text, ..Comment::default() }
}

fn features(of: &str) -> Features {
    Features::of(&text(of))
}

/// Plain letters take a short way; Unicode's long one leads to the same place.
#[test]
fn what_is_folded_by_case_alone_has_no_other_form() {
    // `&` may begin a reference, and the soft hyphen cannot be seen.
    let latin = ('!'..='\u{24F}').filter(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '&' | '\u{AD}'));
    let mut compared = 0;
    for word in latin.flat_map(|c| ['a', 'Z', 'ø', 'É', '0'].map(|other| format!("{c}{other}{c}"))) {
        let folded: String = word.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        if !folded.contains(|c: char| is_combining_mark(c) || c.is_whitespace()) {
            assert_eq!(fold(&word), folded, "{word}");
            compared += 1;
        }
    }
    assert!(compared > 2_000, "{compared}");
}

fn untaught() -> Model {
    Model::new(Arc::new(Prior::none()))
}

fn taught(lessons: &[(String, bool)]) -> Model {
    let mut model = untaught();
    for (text, spam) in lessons {
        model.learn(&features(text), *spam, 1.0);
    }
    model
}

/// What folding has to do with: alphabets, marks, what cannot be seen, white space, references, addresses.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "casino", "Æble", "å", "A\u{30a}", "e\u{301}", "\u{301}", "\u{327}", "\u{338}", "ｃａｓｉｎｏ", "𝗰𝗮𝘀𝗶𝗻𝗼", "ⓒ", "Ⅷ",
    "ﬁ", "\u{fdfa}", "㍿", "½", "İ", "ẞ", "ς", "Σ", "сasino", "казино", "αβγ", "Α", "\u{200b}", "\u{ad}", "\u{202e}",
    "\u{fe0f}", "\u{e0041}", "\u{3164}", "가", "한국", "ᄀ", "ᅡ", "ไทย", "हिन्दी", "עברית", "عربي", "👍🏽", "👨\u{200d}👩", "\u{a8}",
    "\u{b4}", " ", "  ", "\n", "\t", "\u{a0}", "\u{3000}", "\u{2028}", "\u{85}", "\u{1}", "\0", "\u{7f}", "v i a g r a",
    "v1agr4", "$$$", "...", ".", "x.dk", "https://x.top/bonus?a=1", "[url=http://x.dk]y[/url]", "a@b.dk", "+45 12345678",
    "<a href=\"http://x.dk\">", "\u{fdd0}", "\u{10ffff}", "9", "!", "?",
];

/// References of HTML, and parts that become one.
const REFERENCES: &[&str] = &[
    "&", "&amp;", "&lt;", "amp;", "&#1089;", "&#x200b;", "&#32;", "&nbsp;", "＆", "&#xd800;", "#38;", "&#x26;", "；",
    ";", "#x", "38", "lt;",
];

fn anything() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = [PIECES, REFERENCES, REFERENCES].concat();
    let made = prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => made, 1 => any::<String>(), 1 => "\\PC{0,20}"]
}

/// Every stretch of the folded text lies in the original on whole characters.
fn assert_spans(text: &str) {
    let mut folded = Folded::default();
    folded.set(text);
    let starts: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).collect();
    for start in &starts {
        for length in [1, 4, 40] {
            let end = (start + length).min(folded.text.len());
            let (from, to) = folded.original(*start as u32, end as u32);
            let stretch = text.get(from as usize..to as usize);
            assert!(from < to && stretch.is_some(), "{start}..{end} is {from}..{to} in {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_what_is_folded_changes_nothing(text in anything()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn whatever_is_typed_is_folded_and_its_spans_lie_on_whole_characters(text in anything()) {
        assert_spans(&text);
    }

    #[test]
    fn features_come_back_from_their_bytes_as_they_were(typed in anything(), author in any::<String>(), website in anything()) {
        let comment = Comment { text: &typed, author: &author, website: &website, known: &["links"] };
        let features = Features::of(&comment);
        prop_assert!(features.slots.is_sorted_by(|a, b| a.0 < b.0));
        prop_assert!(features.slots.iter().all(|(slot, weight)| *slot < SLOTS && (1..=3).contains(weight)));
        prop_assert_eq!(Features::from_bytes(&features.to_bytes()), Some(features.clone()));
        // The same buffers again, after another comment.
        let (mut reader, mut again) = (Reader::default(), Features::default());
        again.set(&mut reader, &text("noget helt andet på http://x.dk"));
        again.set(&mut reader, &comment);
        prop_assert_eq!(again, features);
    }

    #[test]
    fn bytes_that_are_no_features_never_lead_outside(mut bytes in prop::collection::vec(any::<u8>(), 0..64), ours in any::<bool>()) {
        if let (true, Some(first)) = (ours, bytes.first_mut()) {
            *first = REVISION;
        }
        if let Some(read) = Features::from_bytes(&bytes) {
            prop_assert!(read.slots.iter().all(|(slot, weight)| *slot < SLOTS && *weight <= 3));
            prop_assert!((0.0..=1.0).contains(&untaught().probability(&read)));
        }
        let _ = Model::from_bytes(Arc::new(Prior::none()), &bytes);
    }
}

#[test]
fn what_looks_like_a_word_is_the_word() {
    for disguise in [
        "casino",
        "CASINO",
        "ｃａｓｉｎｏ",
        "𝗰𝗮𝘀𝗶𝗻𝗼",
        "𝓬𝓪𝓼𝓲𝓷𝓸",
        "ⓒⓐⓢⓘⓝⓞ",
        "c\u{200b}a\u{200d}s\u{ad}i\u{2060}n\u{feff}o",
        "\u{202e}casino\u{202c}",
        "cаsinо",
        "casinο",
        "c\u{338}a\u{338}s\u{338}i\u{338}n\u{338}o\u{338}",
        "c&#97;s&#x69;no",
        "ca&shy;sino",
    ] {
        assert_eq!(fold(disguise), "casino", "{disguise:?}");
    }
}

#[test]
fn what_folding_took_away_is_counted() {
    let tricks = |text: &str| {
        let mut folded = Folded::default();
        folded.set(text);
        folded.tricks
    };
    assert_eq!(tricks("c\u{200b}a\u{200b}sino").hidden, 2);
    assert_eq!(tricks("𝗰𝗮𝘀𝗶𝗻𝗼").styled, 6);
    assert_eq!(tricks("cаsino kаsino ok").mixed, 2);
    assert_eq!(tricks("x\u{338}\u{338}").marks, 2);
    assert_eq!(tricks("Café på Ærø i går"), tricks(""));
}

#[test]
fn letters_that_belong_to_a_language_stay() {
    assert_eq!(fold("Å Ä Ö É Æ Ø å ä ö é æ ø ü ß ñ"), "å ä ö é æ ø å ä ö é æ ø ü ß ñ");
    assert_eq!(fold("A\u{30a}rhus Cafe\u{301}"), "århus café");
    assert_eq!(fold("Привет, мир! Οκ, ναι"), "привет, мир! οκ, ναι");
    assert_eq!(fold("о casino"), "о casino", "a word wholly in Cyrillic beside a Latin one");
}

#[test]
fn one_space_stands_between_words_and_none_around_them() {
    assert_eq!(fold(" \n en\u{a0}\u{3000}to \u{200b} &nbsp; tre\t"), "en to tre");
    assert_eq!(fold("\u{200b} \u{301} \u{ad}"), "");
    assert_eq!(fold("c&amp;amp;#97;sino ＆amp；lt；b &am\u{200b}p;"), "casino <b &");
    let deep = format!("&{}", "amp;".repeat(3_000));
    assert_eq!(fold(&fold(&deep)), fold(&deep));
}

#[test]
fn a_long_word_and_a_million_marks_are_read_as_far_as_comments_go() {
    let word = "ordsprogsbog".chars().cycle().take(5_000).collect::<String>();
    assert_eq!(fold(&word), word);
    assert!(!features(&word).slots.is_empty());

    let marks = format!("a{} b", "\u{338}".repeat(1_000_000));
    assert_eq!(fold(&marks), "a");
    assert!(features(&marks).slots.len() < 100);
    assert!(features(&"ord.top/a ".repeat(100_000)).slots.len() < 10_000);
    assert_eq!(fold(&"x".repeat(MOST + 1)).len(), MOST);
}

#[test]
fn the_same_comment_has_the_same_features_and_another_has_others() {
    let comment =
        Comment { text: "Se http://x.top/bonus", author: "Åse", website: "https://y.dk/", known: &["links"] };
    assert_eq!(Features::of(&comment), Features::of(&comment));
    for other in [
        Comment { text: "Se http://x.top/andet", ..comment },
        Comment { author: "Bo", ..comment },
        Comment { website: "", ..comment },
        Comment { known: &[], ..comment },
    ] {
        assert_ne!(Features::of(&comment), Features::of(&other), "{other:?}");
    }
    assert!(!Features::of(&Comment::default()).slots.is_empty(), "an empty comment is judged as well");
}

/// A change of any feature must be a new revision: old lessons would teach something else.
#[test]
fn the_features_of_this_revision_stay_where_they_are() {
    let comment =
        Comment { text: "Gratis spins på http://x.top/bonus", author: "Åse", website: "", known: &["links"] };
    let sum = Features::of(&comment).slots.iter().fold(0_u64, |sum, (slot, weight)| {
        sum.wrapping_mul(31).wrapping_add(u64::from(*slot) * 4 + u64::from(*weight))
    });
    assert_eq!((REVISION, sum), (1, 11099820381333996844));
}

#[test]
fn damaged_features_are_refused() {
    let bytes = features("gratis spins").to_bytes();
    assert_eq!(Features::from_bytes(&[]), None);
    assert_eq!(Features::from_bytes(&[REVISION + 1]), None);
    assert_eq!(Features::from_bytes(&[&[REVISION + 1], &bytes[1..]].concat()), None);
    assert_eq!(Features::from_bytes(&[&bytes[..], &[0x80]].concat()), None, "cut within a number");
    assert_eq!(
        Features::from_bytes(&[&bytes[..], &[0xfd, 0xff, 0xff, 0x7f]].concat()),
        None,
        "a slot that is not there"
    );
}

#[test]
fn an_address_is_found_in_whatever_markup() {
    let hosts = |text: &str| {
        let lower = text.to_ascii_lowercase();
        let mut found = Vec::new();
        links::find(&lower, &mut found);
        found.iter().map(|link| link.host.to_owned()).collect::<Vec<_>>()
    };
    for text in [
        "se HTTPS://www.x.top/bonus nu",
        "[url=http://x.top]y[/url]",
        "<a href=\"//x.top/a\">y</a>",
        "[y](https://x.top)",
        "www.x.top.",
        "(x.top)",
        "x.top/bonus?a=1",
        "på»x.top«",
    ] {
        assert_eq!(hosts(text), ["x.top"], "{text}");
    }
    for text in [
        "skriv til bo@ugen.example",
        "Det var alt.Men ikke mere",
        "kl. 8.30",
        "f.eks. i dag",
        "1.000 kr.",
        "Nej...de kom ikke",
        "ok..no",
        "skrevet i .NET",
        "bo@mail.ugen.dk",
        "bo.me@ugen.dk",
    ] {
        assert!(hosts(text).is_empty(), "{text}: {:?}", hosts(text));
    }
}

fn lessons() -> Vec<(String, bool)> {
    let ham = |n: usize| (format!("Tak for artikel nummer {n}, den var værd at læse igen"), false);
    let spam = |n: usize| (format!("Gratis spins {n} http://bonus{n}.top/vind uden indbetaling"), true);
    (0..20).flat_map(|n| [ham(n), spam(n)]).collect()
}

#[test]
fn learning_moves_the_probability_towards_what_was_decided() {
    let (good, bad) = (features("Tak for den fine artikel"), features("Gratis spins http://bonus.top/vind"));
    let mut model = untaught();
    assert_eq!(model.probability(&good), 0.5, "no prior, no lessons, no opinion");
    model.learn(&bad, true, 1.0);
    let once = model.probability(&bad);
    assert!(once > 0.5, "{once}");
    model.learn(&bad, true, 1.0);
    assert!(model.probability(&bad) > once);
    model.learn(&good, false, 1.0);
    assert!(model.probability(&good) < 0.5 && model.probability(&bad) > 0.5);
    assert_eq!((model.ham, model.spam), (1, 2));

    let mut half = untaught();
    half.learn(&bad, true, 0.5);
    assert!(half.probability(&bad) > 0.5 && half.probability(&bad) < once, "half a lesson teaches less");
}

#[test]
fn a_decision_that_is_turned_round_is_learnt_as_well() {
    let bad = features("Gratis spins http://bonus.top/vind");
    let mut model = untaught();
    for _ in 0..5 {
        model.learn(&bad, true, 1.0);
    }
    for _ in 0..5 {
        model.learn(&bad, false, 1.0);
    }
    assert!(model.probability(&bad) < 0.5, "{}", model.probability(&bad));
}

#[test]
fn the_same_lessons_make_the_same_weights_bit_for_bit() {
    let model = taught(&lessons());
    assert_eq!(model.to_bytes(), taught(&lessons()).to_bytes());

    // Out of the database, where lessons are bytes; and in two halves, with the weights written down between.
    let (first, second) = (&lessons()[..17], &lessons()[17..]);
    let mut resumed = Model::from_bytes(Arc::new(Prior::none()), &taught(first).to_bytes()).unwrap();
    for (text, spam) in second {
        resumed.learn(&Features::from_bytes(&features(text).to_bytes()).unwrap(), *spam, 1.0);
    }
    assert_eq!(resumed.to_bytes(), model.to_bytes());
}

#[test]
fn lessons_that_are_left_out_leave_nothing_behind() {
    let wrong = |n: usize| (format!("Foredraget på biblioteket var godt {n}"), true);
    let mut with: Vec<(String, bool)> = lessons();
    for at in [3, 11, 30] {
        with.insert(at, wrong(at));
    }
    assert_ne!(taught(&with).to_bytes(), taught(&lessons()).to_bytes());
    with.retain(|(text, _)| !text.starts_with("Foredraget"));
    let (model, never) = (taught(&with), taught(&lessons()));
    assert_eq!(model.to_bytes(), never.to_bytes());
    assert_eq!((model.ham, model.spam), (20, 20));
}

#[test]
fn a_model_that_was_written_down_says_the_same() {
    let prior = Arc::new(Prior::embedded().unwrap());
    let mut model = Model::new(prior.clone());
    for (text, spam) in lessons() {
        model.learn(&features(&text), spam, 1.0);
    }
    let bytes = model.to_bytes();
    let read = Model::from_bytes(prior.clone(), &bytes).unwrap();
    assert_eq!((read.ham, read.spam), (20, 20));
    for text in ["Tak for artiklen", "Gratis spins http://bonus.top/vind", "", "Ćasino"] {
        let (now, then) = (model.probability(&features(text)), read.probability(&features(text)));
        assert_eq!(now.to_bits(), then.to_bits(), "{text}");
    }
    for damaged in [&bytes[..7], &bytes[..bytes.len() - 1], &[&bytes[..8], &[REVISION + 1], &bytes[9..]].concat()[..]] {
        assert!(Model::from_bytes(prior.clone(), damaged).is_none());
    }
    let untaught = Model::from_bytes(prior.clone(), &Model::new(prior).to_bytes()).unwrap();
    assert_eq!((untaught.ham, untaught.spam, untaught.local().slots().count()), (0, 0, 0));
}

/// Words made of syllables, so that no two comments are alike and the slots fill as they do in a year.
fn varied(n: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "kom", "mu", "ne", "bib", "li", "o", "tek", "fri", "vil", "lig", "by", "råd", "sko", "le", "år", "for", "en",
        "ing", "bør", "ste", "der", "på", "gad", "hus",
    ];
    let mut state = n as u64 + 1;
    let mut text = String::new();
    while text.len() < 300 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word = state >> 33;
        text.extend((0..2 + word % 3).map(|part| SYLLABLES[(word >> (part * 5 + 2)) as usize % SYLLABLES.len()]));
        text.push(' ');
    }
    text
}

#[test]
fn a_thousand_lessons_fit_into_a_mebibyte() {
    let mut model = untaught();
    for n in 0..1_000 {
        model.learn(&features(&varied(n)), n % 3 == 0, 1.0);
    }
    let bytes = model.to_bytes().len();
    assert!(bytes < 1024 * 1024, "{bytes} bytes of weights");
    let lesson = features(&varied(0)).to_bytes().len();
    assert!(lesson < 2 * 1024, "{lesson} bytes of one lesson");
}
