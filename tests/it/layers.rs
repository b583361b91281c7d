//! The layer rules of the design, held against the sources.
//!
//! Each rule is a function from files to complaints, so that it can be seen to fail on planted text.

use std::path::Path;

use crate::support::source::{Kind, NamedPath, SourceFile, Token, files, paths, tokens};

/// Rooms, lowest first. A room may name those of its own rank and below; a room that is missing here must be
/// given a place before it is built.
const RANKS: [&[&str]; 6] = [
    &["domain"],
    &[
        "text",
        "spam",
        "store",
        "keys",
        "egress",
        "mail",
        "i18n",
        "config",
        "metrics",
        "freshness",
        "passwords",
        "letters",
        "demo_text",
        "widget",
    ],
    &["services"],
    &["checking", "learning"],
    &["posting", "moderation", "accounts", "sites", "privacy", "backup"],
    &["http", "cli", "worker", "demo", "app"],
];

/// What these need of one another is handed in by whoever calls them.
const STRANGERS: &[&str] = &["text", "spam", "store", "keys"];

/// Edges are thin and never call each other; only these put the program together.
const ASSEMBLERS: &[(&str, &[&str])] = &[("app", &["http", "worker", "demo"]), ("cli", &["app", "demo"])];

/// Libraries that one place hides from all others.
const CRATES: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("axum", &["http", "app"]),
    ("axum_extra", &["http", "app"]),
    ("utoipa_axum", &["http", "app"]),
    ("reqwest", &["egress", "spam/akismet"]),
    ("ammonia", &["text"]),
];

/// Where time, chance and the world outside come from: `domain` is handed all of these.
const OUTSIDE: &[&str] =
    &["std::env", "std::fs", "std::process", "std::thread", "getrandom", "rand", "tokio", "sqlx", "axum", "reqwest"];
const OUTSIDE_WORDS: &[&str] =
    &["SystemTime", "Instant", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "ToSocketAddrs", "OsRng"];

const MOST_LINES: usize = 400;

#[test]
fn each_library_is_named_in_its_own_room_only() {
    holds(crates_at_home);
}

#[test]
fn the_domain_reads_no_clock_no_environment_and_no_chance() {
    holds(domain_is_pure);
}

#[test]
fn rooms_name_only_rooms_below_them() {
    holds(dependencies_point_down);
}

#[test]
fn only_text_makes_safe_html_and_nothing_else_is_printed_unescaped() {
    holds(safe_html_comes_from_text);
    let templates = files(&root().join("templates"), None);
    let complaints: Vec<String> = templates.iter().flat_map(unescaped_in_template).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn there_is_no_global_state() {
    holds(no_global_state);
}

#[test]
fn no_file_is_too_long_to_read() {
    holds(short_enough);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn holds(rule: fn(&SourceFile) -> Vec<String>) {
    let sources = files(&root().join("src"), Some("rs"));
    assert!(sources.iter().any(|file| file.path == "lib.rs"), "src/ was not found");
    let complaints: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn crates_at_home(file: &SourceFile) -> Vec<String> {
    let mut complaints = Vec::new();
    for path in paths(&tokens(&file.text)) {
        let home = CRATES.iter().find(|(name, _)| path.segments[0] == *name);
        if let Some((name, homes)) = home
            && !homes.iter().any(|home| is_in(&file.path, home))
        {
            let homes = homes.join(" and ");
            complaints.push(format!("{}: `{name}` may be named in {homes} only", place(file, path.line)));
        }
    }
    complaints
}

fn domain_is_pure(file: &SourceFile) -> Vec<String> {
    if !is_in(&file.path, "domain") {
        return Vec::new();
    }
    let tokens = tokens(&file.text);
    let named = paths(&tokens).into_iter().filter(|path| OUTSIDE.iter().any(|outside| reaches(path, outside)));
    let named = named.map(|path| (path.line, path.segments.join("::")));
    let words = tokens.iter().filter(|token| token.kind == Kind::Word && OUTSIDE_WORDS.contains(&&*token.text));
    let words = words.map(|token| (token.line, token.text.clone()));
    let complain = |(line, what)| format!("{}: `{what}` reaches outside of the domain", place(file, line));
    named.chain(words).map(complain).collect()
}

/// Whether the path is `outside`, lies below it, or takes it in with a `*`.
fn reaches(path: &NamedPath, outside: &str) -> bool {
    let name = path.segments.join("::");
    let below = name == outside || name.starts_with(&format!("{outside}::"));
    below || name.strip_suffix('*').is_some_and(|above| outside.starts_with(above))
}

fn dependencies_point_down(file: &SourceFile) -> Vec<String> {
    let here = room_of(&file.path);
    if matches!(here, "lib" | "main") {
        return Vec::new();
    }
    if rank(here).is_none() {
        return vec![format!("src/{}: give the room `{here}` a rank in tests/it/layers.rs", file.path)];
    }
    let named = paths(&tokens(&file.text)).into_iter();
    let named = named.filter_map(|path| Some((path.line, room_named(&file.path, &path)?)));
    let forbidden = named.filter(|(_, there)| !may_name(here, there));
    forbidden.map(|(line, there)| format!("{}: `{here}` may not name `{there}`", place(file, line))).collect()
}

fn may_name(here: &str, there: &str) -> bool {
    let (Some(from), Some(to)) = (rank(here), rank(there)) else {
        return true;
    };
    let edge = RANKS.len() - 1;
    let assembles = || ASSEMBLERS.iter().any(|(name, parts)| *name == here && parts.contains(&there));
    let strangers = STRANGERS.contains(&here) && STRANGERS.contains(&there);
    here == there || to < from || to == from && !strangers && (to != edge || assembles())
}

fn rank(room: &str) -> Option<usize> {
    RANKS.iter().position(|rooms| rooms.contains(&room))
}

/// The first folder, or the file's own name: `http/desk/queue.rs` is in `http`, `posting.rs` is `posting`.
fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn is_in(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The room that a path leads into, where it starts at the crate or climbs up to it.
fn room_named(file: &str, path: &NamedPath) -> Option<String> {
    let segments = &path.segments;
    if segments[0] == "crate" {
        return segments.get(1).cloned();
    }
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let depth = file.split('/').count() - usize::from(file.ends_with("/mod.rs"));
    (ups > 0 && ups == depth).then(|| segments.get(ups).cloned())?
}

fn safe_html_comes_from_text(file: &SourceFile) -> Vec<String> {
    let tokens = tokens(&file.text);
    let mut complaints = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = |steps: usize| tokens.get(at + steps).map_or("", |token| &*token.text);
        let word = |text: &str| token.kind == Kind::Word && token.text == text;
        let makes = word("SafeHtml") && next(1) == "(" && !is_in(&file.path, "text");
        // `Trusted` is the output of our own thread template, kept to be put between two halves of a page.
        let our_own = next(2) == "Trusted" && file.path == "http/view/thread.rs";
        let vouches = word("HtmlSafe") && next(1) == "for" && next(2) != "SafeHtml" && !our_own;
        let passes = word("Safe") && next(1) == "(";
        let unescaped = word("escape") && next(1) == "=" && next(2) == "none";
        let inline = word("source") && next(1) == "=" && skips_escaping(next(2));
        if makes || vouches || passes || unescaped || inline {
            complaints.push(format!("{}: only `text` makes HTML that is printed as it is", place(file, token.line)));
        }
    }
    complaints
}

fn unescaped_in_template(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().enumerate().filter(|(_, line)| skips_escaping(line));
    lines.map(|(at, _)| format!("templates/{}:{}: the filter `safe` is not ours", file.path, at + 1)).collect()
}

fn skips_escaping(template: &str) -> bool {
    let spaceless: String = template.chars().filter(|letter| !letter.is_whitespace()).collect();
    let filter =
        spaceless.split("|safe").skip(1).any(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    filter || spaceless.contains("filtersafe%") || spaceless.contains("|escape(\"none\")")
}

fn no_global_state(file: &SourceFile) -> Vec<String> {
    let tokens = tokens(&file.text);
    let complain = |token: &Token| {
        format!("{}: `{}` is global state; make it a field of what `App` holds", place(file, token.line), token.text)
    };
    let words = tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
    let bad = words.filter(|(at, token)| match token.text.as_str() {
        "lazy_static" | "thread_local" => true,
        "static" => changes(&tokens[at + 1..]),
        _ => false,
    });
    bad.map(|(_, token)| complain(token)).collect()
}

/// Whether the declaration after the word `static` can change while the program runs.
fn changes(declaration: &[Token]) -> bool {
    let words = declaration.iter().take_while(|token| token.text != "=" && token.text != ";");
    let cells = ["mut", "OnceLock", "LazyLock", "OnceCell", "LazyCell", "Mutex", "RwLock", "RefCell", "Cell"];
    let mut words = words.filter(|token| token.kind == Kind::Word);
    words.any(|token| cells.contains(&&*token.text) || token.text.starts_with("Atomic"))
}

fn short_enough(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().count();
    let complaint = format!("src/{}: {lines} lines, more than {MOST_LINES}: split it", file.path);
    if lines > MOST_LINES { vec![complaint] } else { Vec::new() }
}

fn place(file: &SourceFile, line: usize) -> String {
    format!("src/{}:{line}", file.path)
}

/// The rules themselves, on planted text.
mod planted {
    use super::*;

    fn complaints(rule: fn(&SourceFile) -> Vec<String>, path: &str, text: &str) -> usize {
        rule(&SourceFile { path: path.to_owned(), text: text.to_owned() }).len()
    }

    #[test]
    fn a_library_out_of_its_room_is_found_however_it_is_written() {
        for text in [
            "use sqlx::Row;",
            "use sqlx;",
            "use {std::fmt, sqlx::{Row, Pool}};",
            "fn f() { ::sqlx::query(\"x\") }",
            "use ::sqlx::Row;",
            "#[derive(sqlx::FromRow)] struct A;",
            "fn f<'a>(x: &'a str) -> char { let c = '\"'; sqlx::query(x) }",
        ] {
            assert_eq!(
                complaints(crates_at_home, "posting.rs", text),
                if text.contains("{Row") { 2 } else { 1 },
                "{text}"
            );
            assert_eq!(complaints(crates_at_home, "store/comments.rs", text), 0, "{text}");
        }
        assert_eq!(complaints(crates_at_home, "spam/rules.rs", "use reqwest::Client;"), 1);
        assert_eq!(complaints(crates_at_home, "spam/akismet.rs", "use reqwest::Client;"), 0);
        assert_eq!(complaints(crates_at_home, "http/mod.rs", "use axum::Router;"), 0);
        assert_eq!(complaints(crates_at_home, "storehouse.rs", "use sqlx::Row;"), 1);
    }

    #[test]
    fn comments_and_strings_do_not_count() {
        let text = r##"
            //! We do not use sqlx::Row here, nor crate::http.
            /* use sqlx::Row; /* nested */ use crate::http::x; */
            const A: &str = "sqlx::Row and \" crate::http::x";
            const B: &str = r#"use sqlx::"Row"; crate::http::x"#;
            const C: &[u8] = b"sqlx::Row";
            fn f(text: Text) { text::sqlx::x(); my_sqlx::y() }
        "##;
        assert_eq!(complaints(crates_at_home, "posting.rs", text), 0);
        assert_eq!(complaints(dependencies_point_down, "posting.rs", text), 0);
    }

    #[test]
    fn a_domain_that_reaches_outside_is_found() {
        for text in [
            "use std::time::SystemTime;",
            "use std::{fmt, env};",
            "use std::*;",
            "fn f() { std::fs::read(\"x\") }",
            "use std::net::{IpAddr, TcpStream};",
            "fn f() { getrandom::fill(x) }",
            "use tokio;",
        ] {
            assert_ne!(complaints(domain_is_pure, "domain/site.rs", text), 0, "{text}");
            assert_eq!(complaints(domain_is_pure, "store/mod.rs", text), 0, "{text}");
        }
        let harmless = "use std::net::IpAddr; use std::time::Duration; use std::fmt::*; use serde::Serialize;";
        assert_eq!(complaints(domain_is_pure, "domain/site.rs", harmless), 0);
    }

    #[test]
    fn a_room_that_names_one_above_or_beside_is_found() {
        for (path, text) in [
            ("domain/site.rs", "use crate::text::Rendered;"),
            ("spam/rules.rs", "use crate::text::links;"),
            ("store/mod.rs", "use crate::{domain::site::Site, keys::Keys};"),
            ("keys.rs", "use super::store::Tx;"),
            ("store/jobs.rs", "use super::super::spam::Model;"),
            ("store/mod.rs", "use super::text::links;"),
            ("posting.rs", "fn f() { crate::http::problem() }"),
            ("services.rs", "use crate::posting;"),
            ("http/desk/queue.rs", "use crate::worker::Job;"),
            ("worker.rs", "use crate::app::App;"),
            ("attic.rs", "fn f() {}"),
        ] {
            assert_eq!(complaints(dependencies_point_down, path, text), 1, "{path}: {text}");
        }
    }

    #[test]
    fn what_points_down_is_fine() {
        for (path, text) in [
            ("posting.rs", "use crate::{domain::site::Site, store::Store, text, services::Services};"),
            ("moderation.rs", "use crate::posting::x;"),
            ("spam/akismet.rs", "use crate::egress::Client; use super::rules; use super::super::egress::Answer;"),
            ("store/mod.rs", "mod text; use self::text::x; use crate::store::comments;"),
            ("http/desk/queue.rs", "use super::super::view; use crate::moderation::decide; use super::text;"),
            ("app.rs", "use crate::http; use crate::worker;"),
            ("cli.rs", "use crate::app::App;"),
            ("main.rs", "use svar::cli;"),
        ] {
            assert_eq!(complaints(dependencies_point_down, path, text), 0, "{path}: {text}");
        }
    }

    #[test]
    fn html_that_text_did_not_make_is_found() {
        for text in [
            "fn f() -> SafeHtml { SafeHtml(source) }",
            "impl askama::filters::HtmlSafe for Page {}",
            "let x = askama::filters::Safe(text);",
            "#[template(path = \"a.html\", escape = \"none\")] struct A;",
            "#[template(source = \"{{ x|safe }}\", ext = \"html\")] struct A;",
        ] {
            assert_eq!(complaints(safe_html_comes_from_text, "http/view.rs", text), 1, "{text}");
        }
        let fine = "fn f(x: SafeHtml) -> SafeHtml { x } impl HtmlSafe for SafeHtml {}";
        assert_eq!(complaints(safe_html_comes_from_text, "http/view.rs", fine), 0);
        assert_eq!(complaints(safe_html_comes_from_text, "text.rs", "let x = SafeHtml(y);"), 0);
    }

    #[test]
    fn a_template_that_prints_unescaped_is_found() {
        for text in ["{{ body|safe }}", "{{ body | safe }}", "{% filter safe %}", "{{ body|escape(\"none\") }}"] {
            assert_eq!(complaints(unescaped_in_template, "a.html", text), 1, "{text}");
        }
        assert_eq!(complaints(unescaped_in_template, "a.html", "<p>{{ body|safe_url }} is safe</p>"), 0);
    }

    #[test]
    fn state_that_two_programs_would_share_is_found() {
        for text in [
            "static mut COUNT: u32 = 0;",
            "static CACHE: std::sync::OnceLock<u8> = OnceLock::new();",
            "pub static NEXT: AtomicU64 = AtomicU64::new(0);",
            "static A: LazyLock<Regex> = LazyLock::new(f);",
            "thread_local! { static A: u8 = 0; }",
            "lazy_static! {}",
        ] {
            assert_eq!(complaints(no_global_state, "posting.rs", text), 1, "{text}");
        }
        let fine = "static NAMES: &[&'static str] = &[]; struct A { cell: OnceLock<u8> } const C: u8 = 1;";
        assert_eq!(complaints(no_global_state, "posting.rs", fine), 0);
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(complaints(short_enough, "a.rs", &"\n".repeat(MOST_LINES + 1)), 1);
        assert_eq!(complaints(short_enough, "a.rs", &"\n".repeat(MOST_LINES)), 0);
    }
}
