//! `svar spam`, by the real program: what it measures, what it makes, and what it says about a file that is no good.

use serde_json::{Value, json};

use crate::support::program::Home;

/// Labelled comments, made up: `n` of each kind, taking turns.
fn comments(n: usize) -> String {
    let line = |n: usize, label: u8| {
        let text = match label {
            1 => format!("Gratis spins {n} http://bonus{n}.top/vind uden indbetaling"),
            _ => format!("Tak for artikel nummer {n}, den var værd at læse"),
        };
        json!({"text": text, "label": label, "author": "Åse", "url": null, "lang": "da", "id": n}).to_string()
    };
    (0..n).flat_map(|n| [line(n, 0), line(n, 1)]).collect::<Vec<_>>().join("\n")
}

fn with_comments() -> Home {
    let home = Home::new();
    home.write("set.jsonl", &comments(15));
    home
}

fn report(home: &Home, more: &[&str]) -> Value {
    let out = home.run(&[&["spam", "eval", "set.jsonl", "--json"], more].concat()).done();
    serde_json::from_str(&out).unwrap()
}

/// All but the times, which no two runs share.
fn figures(mut report: Value) -> Value {
    for time in ["score_us", "learn_us"] {
        assert!(report.as_object_mut().unwrap().remove(time).unwrap().as_f64().unwrap() >= 0.0);
    }
    report
}

#[test]
fn a_report_for_programs_has_these_keys_and_no_others() {
    let report = report(&with_comments(), &[]);
    let mut keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let mut expected = [
        "n", "spam", "roca", "accuracy", "f1", "mcc", "sc", "bh", "sc01", "sc1", "held", "leaked", "lost", "score_us",
        "learn_us",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!((&report["n"], &report["spam"]), (&json!(30), &json!(15)));
    for key in expected {
        assert!(report[key].is_number(), "{key}: {report}");
    }
}

#[test]
fn two_runs_have_the_same_figures() {
    let home = with_comments();
    for more in [&[][..], &["--prior", "none"], &["--learn", "held"], &["--learn", "none"]] {
        assert_eq!(figures(report(&home, more)), figures(report(&home, more)), "{more:?}");
    }
    assert_ne!(
        figures(report(&home, &["--prior", "none"])),
        figures(report(&home, &["--prior", "none", "--learn", "none"]))
    );
}

#[test]
fn a_filter_that_knows_nothing_holds_everything() {
    let report = report(&with_comments(), &["--prior", "none", "--learn", "none"]);
    let (held, roca) = (report["held"].as_f64(), report["roca"].as_f64());
    assert_eq!((held, roca), (Some(100.0), Some(50.0)), "{report}");
    assert_eq!((&report["leaked"], &report["lost"], &report["learn_us"]), (&json!(0.0), &json!(0.0), &json!(0.0)));
}

#[test]
fn what_it_learns_on_the_way_shows() {
    let (learnt, not) = (
        report(&with_comments(), &["--prior", "none"]),
        report(&with_comments(), &["--prior", "none", "--learn", "none"]),
    );
    assert!(learnt["accuracy"].as_f64() > not["accuracy"].as_f64(), "{learnt} {not}");
    assert!(learnt["roca"].as_f64() < not["roca"].as_f64(), "{learnt} {not}");
}

#[test]
fn people_get_a_table_with_the_calibration() {
    let home = with_comments();
    let table = home.run(&["spam", "eval", "set.jsonl"]).done();
    for row in
        ["comments", "1-ROCA %", "MCC", "held (of all) %", "leaked (of spam) %", "lost (of ham) %", "Calibration"]
    {
        assert!(table.lines().any(|line| line.starts_with(row)), "{row}: {table}");
    }
}

#[test]
fn a_bad_line_is_named_with_its_number_and_what_is_wrong() {
    let home = Home::new();
    let good = r#"{"text": "Tak", "label": 0}"#;
    for (bad, why) in [
        (r#"{"label": 0}"#, "missing field `text`"),
        (r#"{"text": "Tak"}"#, "missing field `label`"),
        (r#"{"text": "", "label": 0}"#, "`text` is empty"),
        (r#"{"text": " \n ", "label": 1}"#, "`text` is empty"),
        (r#"{"text": "Tak", "label": 2}"#, "`label` must be 1 (spam) or 0 (ham), not 2"),
        (r#"{"text": "Tak", "label": "spam"}"#, "`label` must be 1 (spam) or 0 (ham), not \"spam\""),
        (r#"{"text": "Tak", "label": null}"#, "`label` must be"),
        (r#"{"text": "Tak", "label": 0, "tubespam": "dev"}"#, "`tubespam` must be `train` or `test`, not `dev`"),
        ("Tak", "expected"),
        (r#"{"text": "Tak", "label": 0"#, "EOF"),
        (r#"{"text": "\ud800", "label": 0}"#, "hex escape"),
    ] {
        // The empty line counts as a line and is no comment.
        home.write("set.jsonl", &format!("{good}\n\n{bad}\n{good}\n"));
        let sentence = home.run(&["spam", "eval", "set.jsonl", "--json"]).failed();
        assert!(sentence.contains("set.jsonl") && sentence.contains("line 3: "), "{bad}: {sentence}");
        assert!(sentence.contains(why), "{bad}: {sentence}");
        assert!(!sentence.contains("at line 1"), "no second number of a line: {sentence}");
    }
    home.write("set.jsonl", "\n");
    assert!(home.run(&["spam", "eval", "set.jsonl"]).failed().contains("the file holds no comment"));
    assert!(home.run(&["spam", "eval", "nothing.jsonl"]).failed().contains("`nothing.jsonl` cannot be read"));
    std::fs::write(home.path("set.jsonl"), b"{\"text\": \"\xff\", \"label\": 0}").unwrap();
    assert!(home.run(&["spam", "eval", "set.jsonl"]).failed().contains("`set.jsonl` cannot be read"));
}

#[test]
fn zones_that_are_no_probabilities_are_wrong_usage() {
    let home = with_comments();
    for zones in [
        &["--approve", "2"][..],
        &["--spam", "1.01"],
        &["--approve=-0.1"],
        &["--approve", "NaN"],
        &["--approve", "0.9", "--spam", "0.5"],
        &["--approve", "much"],
        &["--learn", "some"],
        &["--protocol", "offline"],
    ] {
        home.run(&[&["spam", "eval", "set.jsonl"], zones].concat()).misused();
    }
    home.run(&["spam", "eval", "set.jsonl", "--approve", "0", "--spam", "1"]).done();
}

#[test]
fn a_prior_that_is_no_good_is_refused_with_one_sentence() {
    let home = with_comments();
    let mut bytes = include_bytes!("../../assets/spam/prior.bin").to_vec();
    bytes[1_000] ^= 1;
    std::fs::write(home.path("prior.bin"), &bytes).unwrap();
    let eval = |prior: &str| home.run(&["spam", "eval", "set.jsonl", "--prior", prior]).failed();
    let sentence = eval("prior.bin");
    assert!(sentence.contains("prior.bin") && sentence.contains("its checksum is wrong"), "{sentence}");
    assert!(eval("set.jsonl").contains("not a prior made by `svar spam train`"));
    assert!(eval("nothing.bin").contains("`nothing.bin` cannot be read"));
}

#[test]
fn the_published_protocol_needs_a_split() {
    let home = with_comments();
    let sentence = home.run(&["spam", "eval", "set.jsonl", "--protocol", "tubespam"]).failed();
    assert!(sentence.contains("set.jsonl") && sentence.contains("needs lines with"), "{sentence}");

    let split = |line: (usize, &str)| {
        let part = if line.0 < 20 { "train" } else { "test" };
        line.1.replacen('{', &format!("{{\"tubespam\": \"{part}\", "), 1)
    };
    let lines: Vec<String> = comments(15).lines().enumerate().map(split).collect();
    home.write("set.jsonl", &lines.join("\n"));
    let seeded = |seed: &str| figures(report(&home, &["--protocol", "tubespam", "--seed", seed]));
    assert_eq!(seeded("7")["n"], 10, "only what is for testing is scored");
    assert_eq!(seeded("7"), seeded("7"));
    home.write("set.jsonl", &lines[..20].join("\n"));
    home.run(&["spam", "eval", "set.jsonl", "--protocol", "tubespam"]).failed();
}

const SLOTS: &str = include_str!("../../assets/spam/slots.json");

/// A few written lines instead of thousands: what is made of them is of no use, but made at once.
fn with_written(lines: &[&str]) -> Home {
    let home = with_comments();
    home.write("slots.json", SLOTS);
    home.write("written.jsonl", &lines.join("\n"));
    home
}

const WRITTEN: [&str; 2] = [
    r#"{"label": 1, "lang": "da", "author": "{first}", "url": "{link:casino}", "text": "{Hent|Tag} {n} spins: {link:casino}"}"#,
    r#"{"label": 0, "lang": "da", "author": "{first} {last}", "text": "Tak for en {god|fin} artikel"}"#,
];

fn train<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let files = ["--written", "written.jsonl", "--slots", "slots.json", "--out", "prior.bin"];
    [&["spam", "train", "set.jsonl"], &files[..], more].concat()
}

#[test]
fn a_prior_is_made_the_same_from_the_same_sources_and_can_be_measured() {
    let home = with_written(&WRITTEN);
    let said = home.run(&train(&[])).done();
    let made = std::fs::read(home.path("prior.bin")).unwrap();
    assert!(said.contains(&format!("{} bytes, in prior.bin.", made.len())), "{said}");
    std::fs::rename(home.path("prior.bin"), home.path("first.bin")).unwrap();
    home.run(&train(&[])).done();
    assert!(std::fs::read(home.path("prior.bin")).unwrap() == made, "the same bytes");
    std::fs::remove_file(home.path("prior.bin")).unwrap();
    home.run(&train(&["--seed", "2"])).done();
    assert!(std::fs::read(home.path("prior.bin")).unwrap() != made, "other chance");

    let measured = report(&home, &["--prior", "first.bin", "--learn", "none"]);
    assert!(measured["accuracy"].as_f64().unwrap() > 90.0, "of what it was made from: {measured}");
}

#[test]
fn a_prior_never_replaces_a_file() {
    let home = with_written(&WRITTEN);
    home.write("prior.bin", "mine");
    let sentence = home.run(&train(&[])).failed();
    assert!(sentence.contains("`prior.bin` exists already"), "{sentence}");
    assert_eq!(std::fs::read(home.path("prior.bin")).unwrap(), b"mine");
}

#[test]
fn a_written_line_that_cannot_be_filled_is_named_with_its_number() {
    for (bad, why) in [
        (r#"{"label": 1, "lang": "da", "text": "Hent {nothing}"}"#, "`{nothing}` is no slot"),
        (r#"{"label": 1, "lang": "da", "text": "Se {link:nothing}"}"#, "`nothing` is no topic"),
        (r#"{"label": 1, "lang": "da", "url": "{host:nothing}", "text": "Se"}"#, "`nothing` is no topic"),
        (r#"{"label": 1, "lang": "da", "text": "Hent {n"}"#, "a `{` has no `}`"),
        (r#"{"label": 1, "text": "Hent"}"#, "missing field `lang`"),
        ("Hent", "expected"),
    ] {
        let home = with_written(&[WRITTEN[0], "", bad]);
        let sentence = home.run(&train(&[])).failed();
        assert!(sentence.contains("written.jsonl") && sentence.contains("line 3: "), "{bad}: {sentence}");
        assert!(sentence.contains(why), "{bad}: {sentence}");
        assert!(!home.path("prior.bin").exists());
    }
}

#[test]
fn a_set_that_is_no_good_makes_no_prior() {
    let home = with_written(&WRITTEN);
    home.write("set.jsonl", "{\"text\": \"Tak\", \"label\": 7}");
    assert!(home.run(&train(&[])).failed().contains("line 1: `label` must be"));
    home.write("slots.json", "{}");
    assert!(home.run(&train(&[])).failed().contains("missing field"));
    assert!(!home.path("prior.bin").exists());
    home.run(&["spam", "train", "set.jsonl"]).misused();
}
