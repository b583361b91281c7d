//! What the local model goes by before a site has taught it: the shipped prior; and what becomes of a probability: zones, weights,
//! reasons. Every comment here is made up.

use std::sync::Arc;

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use svar::domain::reason::ReasonKind;
use svar::domain::verdict::{Signal, SignalCode};
use svar::spam::model::Model;
use svar::spam::model::features::{Comment, REVISION};
use svar::spam::model::learn::Features;
use svar::spam::model::opinion;
use svar::spam::model::prior::{BadPrior, MOST_BYTES, Prior};
use svar::spam::model::zones::{TAUGHT, Zones};

const FILE: &[u8] = include_bytes!("../../assets/spam/prior.bin");

const HAM: [&str; 8] = [
    "Tak for en god artikel. Jeg har selv været frivillig i den lokale forening i ti år og kan kun være enig.",
    "Det er ikke rigtigt, at kommunen har sparet på biblioteket; budgettet for i år er større end sidste år.",
    "Hvornår kommer andet afsnit? Jeg glæder mig til at læse om, hvordan det gik på Ærø.",
    "Min mor arbejdede på fabrikken dengang, og hun fortalte altid om kulden om vinteren.",
    "Jeg er dybt uenig. Man kan ikke bede de ældre om at vente et halvt år på hjælp!",
    "Der er en slåfejl i tredje afsnit: det skal være 1984 og ikke 1894. Ellers fint arbejde.",
    "God pointe om cykelstierne. På vores skole kører de fleste børn stadig i bil, og det er synd.",
    "Kan I skrive lidt mere om, hvad reglerne betyder for små foreninger uden ansatte?",
];

const SPAM: [&str; 6] = [
    "Spil på de bedste casinoer uden ROFUS! Hent din bonus her: https://lucky-spins77.top/bonus og https://casinobonus24.xyz/da",
    "Lån penge hurtigt uden sikkerhed, svar på 5 minutter https://kviklaan-nu.top/ansoeg http://hurtigelaan24.site/lån",
    "Billige Rolex kopier med gratis fragt http://replica-ure.shop/rolex og http://luksusure-outlet.store/tilbud",
    "Køb viagra online uden recept, diskret levering: https://apotek-online.xyz/viagra https://billigpiller.top/cialis",
    "Jeg tjener 20.000 om dagen på bitcoin med denne app! https://bitcoin-profit.site/start https://crypto-robot.top/da",
    "Flere besøgende på din hjemmeside? Køb backlinks her https://seo-boost.top/links og http://rank-first.xyz/seo",
];

fn shipped() -> Model {
    Model::new(Arc::new(Prior::embedded().unwrap()))
}

fn text(text: &str) -> Comment<'_> {
    Comment { text, ..Comment::default() }
}

/// The file with other bytes at the front, its checksum put right.
fn sealed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = FILE[..FILE.len() - 8].to_vec();
    change(&mut bytes);
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum[..8]);
    bytes
}

#[test]
fn the_shipped_prior_loads_and_is_small() {
    let prior = Prior::embedded().unwrap();
    assert!(FILE.len() <= MOST_BYTES && MOST_BYTES == 96 * 1024, "{} bytes", FILE.len());
    assert!(prior.len() > 1_000 && prior.bias().is_finite());
    for set in ["written for Svar", "yt-", "sms", "ham-da", "ham-de"] {
        assert!(prior.origin.contains(set), "it says what it was made from: {}", prior.origin);
    }
    assert_eq!(prior.to_bytes(), FILE);
}

#[test]
fn a_prior_that_is_not_ours_is_refused_with_its_own_sentence() {
    let refused = |bytes: &[u8]| Prior::from_bytes(bytes).unwrap_err();
    let cases = [
        (refused(b""), BadPrior::Foreign, "not a prior made by `svar spam train`"),
        (refused(b"PK\x03\x04 something else"), BadPrior::Foreign, "not a prior"),
        (refused(&sealed(|bytes| bytes[4] = 9)), BadPrior::Layout(9), "layout 9"),
        (
            refused(&sealed(|bytes| bytes[5] = REVISION + 1)),
            BadPrior::Revision(REVISION + 1),
            "revision 2 of the features",
        ),
        (refused(&FILE[..FILE.len() - 1]), BadPrior::Damaged, "its checksum is wrong"),
        (refused(&FILE[..4]), BadPrior::Damaged, "its checksum is wrong"),
        (refused(&[FILE, b"x"].concat()), BadPrior::Damaged, "its checksum is wrong"),
        (refused(&vec![0; MOST_BYTES + 1]), BadPrior::Large, "larger than 98304 bytes"),
    ];
    for (refused, expected, words) in cases {
        assert_eq!(refused, expected);
        assert!(refused.to_string().contains(words), "{refused}");
    }
    // A true checksum over something that is no list of weights.
    for broken in
        [sealed(|bytes| bytes.push(0x80)), sealed(|bytes| bytes.truncate(9)), sealed(|b| b.truncate(b.len() - 1))]
    {
        assert_eq!(refused(&broken), BadPrior::Damaged);
    }
}

#[test]
fn the_heaviest_weights_are_kept() {
    let weights = [(1, 0.5), (2, -4.0), (3, 0.001), (70_000, 2.0), (u32::MAX, 9.0)];
    let prior = Prior::new("made up", 0.25, weights.into_iter(), 3);
    let read = Prior::from_bytes(&prior.to_bytes()).unwrap();
    assert_eq!(read, prior);
    assert_eq!((read.len(), read.weight(3), read.bias()), (3, 0.0, 0.25), "the least one went");
    assert!((read.weight(2) + 4.0).abs() < 0.02 && (read.weight(70_000) - 2.0).abs() < 0.02);
    assert!(Prior::none().is_empty() && Prior::none().margin(&Features::of(&text("gratis"))) == 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_flipped_byte_anywhere_is_noticed(at in 0..FILE.len(), flip in 1_u8..) {
        let mut bytes = FILE.to_vec();
        bytes[at] ^= flip;
        let expected = match at {
            0..4 => BadPrior::Foreign,
            4 => BadPrior::Layout(bytes[4]),
            _ => BadPrior::Damaged,
        };
        prop_assert_eq!(Prior::from_bytes(&bytes), Err(expected));
    }

    #[test]
    fn any_bytes_under_a_true_checksum_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..64)) {
        let head = sealed(|bytes| {
            bytes.truncate(6);
            bytes.extend(body);
        });
        let _ = Prior::from_bytes(&head);
    }

    #[test]
    fn a_weight_never_falls_as_the_probability_rises(
        a in 0.0..=1.0_f64, b in 0.0..=1.0_f64, c in 0.0..=1.0_f64, d in 0.0..=1.0_f64
    ) {
        let zones = Zones { approve: a.min(b), spam: a.max(b) };
        prop_assert!(zones.weight(c.min(d)) <= zones.weight(c.max(d)), "{:?}", zones);
        let weight = zones.weight(c);
        let zone = (c < zones.approve, zones.is_unsure(c), c > zones.spam);
        match zone {
            (true, false, false) => prop_assert_eq!(weight, 0.0),
            (false, true, false) => prop_assert!((1.0..5.0).contains(&weight), "{weight}"),
            (false, false, true) => prop_assert!(weight >= 5.0, "{weight}"),
            _ => prop_assert!(false, "{} is in no zone, or in two: {:?}", c, zones),
        }
    }

    #[test]
    fn nothing_is_spam_before_the_site_has_taught_enough(p in 0.0..=1.0_f64, ham in 0..40_u32, spam in 0..40_u32) {
        let weight = Zones::default().for_taught(ham, spam).weight(p);
        if ham < TAUGHT || spam < TAUGHT {
            prop_assert!(weight < 5.0);
            prop_assert!(p < 0.05 || weight >= 1.0, "and less is ham");
        } else {
            prop_assert_eq!(weight, Zones::default().weight(p));
        }
    }
}

#[test]
fn the_edges_of_the_zones_wait() {
    let zones = Zones { approve: 0.10, spam: 0.98 };
    assert_eq!((zones.weight(0.0999), zones.weight(0.10)), (0.0, 1.0));
    assert!(zones.weight(0.98) < 5.0 && zones.weight(0.9801) >= 5.0);
    let all = Zones { approve: 0.0, spam: 1.0 };
    assert!(all.weight(0.0) >= 1.0 && all.weight(1.0) < 5.0, "an owner who wants to see everything");
}

#[test]
fn honest_danish_comments_are_not_taken_for_spam_by_the_prior_alone() {
    for comment in HAM {
        let probability = shipped().probability(&Features::of(&text(comment)));
        assert!(probability < 0.5, "{probability:.3}: {comment}");
    }
}

#[test]
fn danish_spam_with_links_is_taken_for_spam_by_the_prior_alone() {
    for comment in SPAM {
        let probability = shipped().probability(&Features::of(&text(comment)));
        assert!(probability > 0.5, "{probability:.3}: {comment}");
    }
}

#[test]
fn a_site_that_has_taught_ten_of_each_may_condemn_and_one_with_nine_may_not() {
    let mut model = shipped();
    let teach = |model: &mut Model, n: usize, spam: bool| {
        let typed = format!("{} {n}", if spam { SPAM[n % 6] } else { HAM[n % 8] });
        model.learn(&Features::of(&text(&typed)), spam, 1.0);
    };
    (0..10).for_each(|n| teach(&mut model, n, false));
    (0..9).for_each(|n| teach(&mut model, n, true));
    assert!(!model.is_taught());
    let before = opinion::signal(&model, &text(SPAM[0]), Zones::default());
    assert!(before.weight < 5.0, "{before:?}");
    teach(&mut model, 9, true);
    assert!(model.is_taught());
    let after = opinion::signal(&model, &text(SPAM[0]), Zones::default());
    assert!(after.weight >= 5.0, "{after:?}");
    assert_eq!(opinion::signal(&model, &text(HAM[0]), Zones::default()).weight, 0.0);
}

fn assert_reasons(typed: &str, signal: &Signal) {
    assert!(signal.reasons.len() <= 5 && signal.reasons.is_sorted_by(|a, b| a.weight >= b.weight), "{signal:?}");
    for reason in &signal.reasons {
        assert!(
            reason.weight > 0.0 && typed.get(reason.from as usize..reason.to as usize).is_some(),
            "{reason:?}: {typed:?}"
        );
        let stands = reason.to > reason.from;
        assert!(stands || !matches!(reason.kind, ReasonKind::Words | ReasonKind::Link), "{reason:?}");
    }
}

#[test]
fn an_unsure_comment_carries_the_words_and_the_link_that_speak_for_spam() {
    // Letters of several bytes before the words, so that a count of characters would miss them.
    let typed =
        "Kære Åse og Øjvind – tak for sidst på Ærø. Køb viagra online på https://billigpiller.top/cialis uden recept.";
    let signal = opinion::signal(&shipped(), &text(typed), Zones::default());
    assert!((1.0..5.0).contains(&signal.weight), "{signal:?}");
    assert_eq!(signal.code, SignalCode::Model);
    let percent: f64 = signal.detail.as_ref().unwrap().parse().unwrap();
    assert!((5.0..=100.0).contains(&percent), "{signal:?}");
    assert_reasons(typed, &signal);
    let named = |kind: ReasonKind| {
        let reasons = signal.reasons.iter().filter(move |reason| reason.kind == kind);
        reasons.map(|reason| &typed[reason.from as usize..reason.to as usize]).collect::<Vec<_>>()
    };
    assert!(named(ReasonKind::Words).iter().any(|words| words.contains("viagra")), "{signal:?}");
    assert_eq!(named(ReasonKind::Link), ["billigpiller.top/cialis"], "{signal:?}");
}

#[test]
fn a_word_in_disguise_is_named_as_it_was_typed() {
    let mut model = Model::new(Arc::new(Prior::none()));
    for n in 0..6 {
        model.learn(&Features::of(&text(&format!("casino nu {n}"))), true, 1.0);
        model.learn(&Features::of(&text(&format!("tak for artikel {n}"))), false, 1.0);
    }
    for disguise in ["ｃａｓｉｎｏ", "𝗰𝗮𝘀𝗶𝗻𝗼", "cаsinо", "c\u{200b}asino", "c a s i n o"] {
        let typed = format!("tak for artikel om {disguise} i går");
        let signal = opinion::signal(&model, &text(&typed), Zones { approve: 0.0, spam: 1.0 });
        assert_reasons(&typed, &signal);
        let words = signal.reasons.iter().filter(|reason| reason.kind == ReasonKind::Words);
        let named: Vec<&str> = words.map(|reason| &typed[reason.from as usize..reason.to as usize]).collect();
        assert!(named.iter().any(|words| words.contains(disguise)), "{disguise}: {named:?}");
    }
}

#[test]
fn what_is_plainly_ham_carries_no_reasons() {
    let mut model = shipped();
    for n in 0..20 {
        model.learn(&Features::of(&text(HAM[n % 8])), false, 1.0);
    }
    let signal = opinion::signal(&model, &text(HAM[0]), Zones::default());
    assert_eq!((signal.weight, signal.reasons.len()), (0.0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reasons_lie_in_the_text_whatever_it_is(strange in any::<String>(), spam in 0..6_usize, author in any::<String>()) {
        let typed = format!("{strange} {} {strange}", SPAM[spam]);
        let comment = Comment { text: &typed, author: &author, website: &strange, known: &[] };
        assert_reasons(&typed, &opinion::signal(&shipped(), &comment, Zones::default()));
    }
}
