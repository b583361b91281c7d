//! What the documents promise is there.

use std::path::Path;
use std::time::Duration;

use svar::config::Config;
use svar::domain::comment::Status;
use svar::domain::policy::Policy;
use svar::metrics::Metrics;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What stands between backquotes, outside of code blocks.
fn quoted(text: &str) -> Vec<String> {
    let outside: Vec<&str> = text.split("```").step_by(2).collect();
    let quoted = outside.iter().flat_map(|part| part.split('`').skip(1).step_by(2));
    quoted.map(str::to_owned).collect()
}

#[test]
fn every_test_that_the_architecture_names_exists() {
    let names: Vec<String> = quoted(&read("docs/ARCHITECTURE.md")).into_iter().filter(|q| is_test(q)).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let (file, test) = name.split_once("::").unwrap();
        let source = read(&format!("tests/it/{file}.rs"));
        assert!(source.contains(&format!("fn {test}(")), "{name} is not there");
    }
}

/// `file::name_of_a_test`, unlike `privacy::KEPT` or `Services::commit`.
fn is_test(quoted: &str) -> bool {
    let word = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    quoted.split_once("::").is_some_and(|(file, test)| word(file) && test.len() > 5 && word(test))
}

#[test]
fn every_room_has_its_place_in_the_architecture() {
    let text = read("docs/ARCHITECTURE.md");
    for line in read("src/lib.rs").lines() {
        if let Some(room) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';'))
            && room != "demo_text"
        {
            assert!(text.contains(&format!("`{room}`")), "{room} is missing");
        }
    }
}

#[test]
fn every_setting_that_the_documents_name_exists() {
    let sections = ["server", "database", "limits", "akismet", "smtp", "cache", "log"];
    for document in ["README.md", "docs/operations.md"] {
        for name in quoted(&read(document)) {
            let key = name.split([' ', '=']).next().unwrap_or_default();
            let section = key.split('.').next().unwrap_or_default();
            if key.contains('.') && sections.contains(&section) {
                assert!(Config::keys().any(|known| known == key), "{document}: {key}");
            }
            if let Some(variable) = key.strip_prefix("SVAR_").filter(|v| *v != "SECTION_KEY") {
                let known = Config::keys().any(|k| k.replace('.', "_").to_uppercase() == variable);
                assert!(known, "{document}: {key}");
            }
        }
    }
    let settings = read("README.md");
    let settings = settings.split("How a site works").nth(1).unwrap().split("### Akismet").next().unwrap();
    let names = settings.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    for name in names.flat_map(|cell| cell.split("`, `")) {
        assert!(Policy::NAMES.contains(&name.trim_end_matches('`')), "{name}");
    }
}

#[test]
fn every_metric_has_its_line_in_the_manual_and_no_other_is_named() {
    let manual = quoted(&read("docs/operations.md"));
    let named = |metric: &str| manual.iter().any(|q| q == metric || q == &format!("{metric}_total"));
    let encoded = one_of_each().encode();
    let metrics: Vec<&str> =
        encoded.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    for metric in &metrics {
        assert!(named(metric), "{metric} is not in the manual");
    }
    for name in manual.iter().filter(|q| q.starts_with("svar_") && !q.contains([' ', '{'])) {
        let base = name.strip_suffix("_total").unwrap_or(name);
        assert!(metrics.contains(&base), "{name} is not counted");
    }
}

/// What was never counted is not shown.
fn one_of_each() -> Metrics {
    let (metrics, took) = (Metrics::new(), Duration::ZERO);
    metrics.route("GET", "/healthz").answered(200, took);
    metrics.limited("read");
    metrics.comment(Status::Approved);
    metrics.decision(Status::Approved);
    metrics.challenge("asked");
    metrics.job("akismet-check", "done");
    metrics.akismet("ham", took);
    metrics.filter_alarm("recall", 1);
    metrics.cache(true);
    metrics
}

#[test]
fn the_readme_can_be_read_in_one_go() {
    let readme = read("README.md");
    assert!(readme.lines().count() <= 150);
    let run = readme.find("cargo run --release -- serve --demo").unwrap();
    let test = readme.find("cargo test").unwrap();
    let rest = readme.find("## A first site").unwrap();
    assert!(run < test && test < rest, "how to run it and how to test it come first");
}
