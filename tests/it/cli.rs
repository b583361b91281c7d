//! The command line, by the real program: what it makes, what it says, and how it ends.

use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::support::akismet::ScriptedAkismet;
use crate::support::program::Home;

const PASSWORD: &str = "tolv grønne ænder på en gren\n";

fn with_site() -> Home {
    let home = Home::new();
    add_site(&home, "ugen");
    home
}

fn add_site(home: &Home, key: &str) {
    home.run(&["site", "add", key, "--name", "Ugen", "--origin", "https://ugen.example"]).done();
}

fn add_user(home: &Home, email: &str) {
    let user = ["user", "add", email, "--name", "Åse", "--role", "editor", "--password-stdin"];
    home.run_with(PASSWORD, &user).done();
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_site_is_made_shown_and_changed() {
    let home = Home::new();
    let add = ["site", "add", "ugen", "--name", "Ugen", "--origin", "https://ugen.example", "https://m.ugen.example"];
    home.run(&[&add[..], &["--lang", "en", "--set", "moderation=hold", "max_links=3"]].concat()).done();

    let shown = json_of(&home.run(&["site", "show", "ugen", "--json"]).done());
    assert_eq!(shown["origins"], json!(["https://ugen.example", "https://m.ugen.example"]));
    assert_eq!(shown["settings"]["lang"], "en");
    assert_eq!(shown["settings"]["moderation"], "hold");
    assert_eq!(shown["settings"]["max_links"], 3);

    home.run(&["site", "set", "ugen", "moderation=open", "name=Ugens blad", "text.en.title.one=One word"]).done();
    let missing = home.run(&["site", "set", "ugen", "text.en.title.other=Words"]).failed();
    assert!(missing.contains("text.en.title.other must contain {n}"), "{missing}");
    assert!(home.run(&["site", "show", "ugen"]).done().contains("text.en.title.one"));
    let shown = json_of(&home.run(&["site", "show", "ugen", "--json"]).done());
    assert_eq!(shown["settings"]["moderation"], "open");
    assert_eq!(shown["texts"], json!({"text.en.title.one": "One word"}));
    let list = home.run(&["site", "list"]).done();
    assert_eq!(list, "ugen  Ugens blad  https://ugen.example https://m.ugen.example\n");
    assert_eq!(json_of(&home.run(&["site", "list", "--json"]).done())[0]["key"], "ugen");
}

#[test]
fn a_key_is_given_to_one_site_only() {
    let home = with_site();
    let again = home.run(&["site", "add", "ugen", "--name", "X", "--origin", "https://x.example"]).failed();
    assert!(again.contains("exists already"), "{again}");
    let unknown = home.run(&["site", "show", "nowhere"]).failed();
    assert!(unknown.contains("\"nowhere\""), "{unknown}");
}

#[test]
fn with_one_wrong_setting_none_is_changed() {
    let home = with_site();
    let sentence = home.run(&["site", "set", "ugen", "max_links=7", "moderation=sometimes"]).failed();
    assert!(sentence.contains("moderation must be one of hold, first, open"), "{sentence}");
    let unknown = home.run(&["site", "set", "ugen", "max_links=7", "colour=red"]).failed();
    assert!(unknown.contains("\"colour\""), "{unknown}");
    assert_eq!(json_of(&home.run(&["site", "show", "ugen", "--json"]).done())["settings"]["max_links"], 2);
}

#[test]
fn a_list_of_words_is_read_from_a_file() {
    let home = with_site();
    home.write("words.txt", "kviklån\ngratis spins\n");
    home.run(&["site", "set", "ugen", "spam_words=@words.txt"]).done();
    let shown = json_of(&home.run(&["site", "show", "ugen", "--json"]).done());
    assert_eq!(shown["settings"]["spam_words"], json!(["kviklån", "gratis spins"]));
    let sentence = home.run(&["site", "set", "ugen", "spam_words=@nothing.txt"]).failed();
    assert!(sentence.contains("spam_words names nothing.txt"), "{sentence}");
}

#[test]
fn an_account_is_made_for_every_site_or_for_those_that_are_named() {
    let home = with_site();
    add_site(&home, "bladet");
    add_user(&home, "ase@ugen.example");
    let one = ["user", "add", "bo@ugen.example", "--name", "Bo", "--role", "moderator", "--site", "bladet"];
    home.run_with(PASSWORD, &[&one[..], &["--password-stdin"]].concat()).done();
    let roles = |at: usize| json_of(&home.run(&["user", "list", "--json"]).done())[at]["roles"].clone();
    assert_eq!(roles(0), json!([{"site": "ugen", "role": "editor"}, {"site": "bladet", "role": "editor"}]));
    assert_eq!(roles(1), json!([{"site": "bladet", "role": "moderator"}]));

    home.run(&["user", "role", "bo@ugen.example", "--role", "owner", "--site", "ugen"]).done();
    assert_eq!(roles(1), json!([{"site": "ugen", "role": "owner"}, {"site": "bladet", "role": "moderator"}]));
    home.run(&["user", "disable", "bo@ugen.example"]).done();
    let list = home.run(&["user", "list"]).done();
    assert!(list.lines().any(|line| line.starts_with("bo@ugen.example") && line.ends_with("locked")), "{list}");
}

#[test]
fn a_password_comes_from_stdin_and_must_be_long() {
    let home = with_site();
    let user = ["user", "add", "ase@ugen.example", "--name", "Åse", "--role", "editor"];
    let sentence = home.run(&user).misused();
    assert!(sentence.contains("--password-stdin"), "{sentence}");
    let sentence = home.run_with("short\n", &[&user[..], &["--password-stdin"]].concat()).failed();
    assert!(sentence.contains("15 to 128 characters"), "{sentence}");
    assert_eq!(home.run(&["user", "list"]).done(), "");

    add_user(&home, "ase@ugen.example");
    home.run_with("another long one, quite new\n", &["user", "passwd", "ase@ugen.example", "--password-stdin"]).done();
    let sentence = home.run(&["user", "passwd", "nobody@ugen.example"]).misused();
    assert!(sentence.contains("--password-stdin"), "{sentence}");
}

#[test]
fn the_last_line_of_token_add_is_the_token() {
    let home = with_site();
    add_user(&home, "ase@ugen.example");
    add_site(&home, "bladet");
    let token = home.run(&["token", "add", "ase@ugen.example", "--site", "ugen", "--scope", "moderate"]).done();
    assert!(token.lines().last().unwrap().starts_with("svar_k_"), "{token}");
    let sentence = home.run(&["token", "add", "ase@ugen.example", "--site", "bladet", "--scope", "read"]).failed();
    assert!(sentence.contains("no role at the site bladet"), "{sentence}");
}

#[test]
fn the_configuration_file_may_be_named_anywhere_on_the_line() {
    let home = Home::new();
    home.write("my.toml", "[database]\ndata_dir = \"elsewhere\"\n");
    home.run(&["--config", "my.toml", "site", "add", "a", "--name", "A", "--origin", "https://a.example"]).done();
    assert!(home.path("elsewhere/svar.db").exists() && !home.path("svar-data").exists());
    for line in [
        ["--config", "my.toml", "site", "list"],
        ["site", "--config", "my.toml", "list"],
        ["site", "list", "--config", "my.toml"],
    ] {
        assert!(home.run(&line).done().starts_with("a "), "{line:?}");
    }
    assert_eq!(home.run(&["site", "list", "--config=nothing.toml"]).code, Some(1));
}

#[test]
fn a_setting_that_is_wrong_stops_every_command_with_one_sentence() {
    let mut home = Home::new();
    home.write("my.toml", "[server]\nlistn = \"127.0.0.1:1\"\n");
    for command in [&["serve"][..], &["check"], &["migrate"]] {
        let sentence = home.run(&[command, &["--config", "my.toml"]].concat()).failed();
        assert!(sentence.contains("server.listn (my.toml, line 2)"), "{sentence}");
        assert!(sentence.contains("did you mean server.listen"), "{sentence}");
    }
    home.write("my.toml", "[akismet]\nkey_file = \"no-such-file\"\n");
    let sentence = home.run(&["serve", "--config", "my.toml"]).failed();
    assert!(sentence.contains("akismet.key_file") && sentence.contains("no-such-file"), "{sentence}");
    home.set("SVAR_SERVER_LISTEN", "everywhere");
    let sentence = home.run(&["serve"]).failed();
    assert!(sentence.contains("server.listen (variable SVAR_SERVER_LISTEN)"), "{sentence}");
    assert!(!home.path("svar-data").exists());
}

#[test]
fn the_key_file_is_made_once_and_read_by_its_owner_alone() {
    let home = with_site();
    let mode = std::fs::metadata(home.key_file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let key = std::fs::read(home.key_file()).unwrap();
    home.run(&["migrate"]).done();
    assert_eq!(std::fs::read(home.key_file()).unwrap(), key);
}

#[test]
fn a_lost_key_file_is_never_replaced() {
    let home = with_site();
    std::fs::rename(home.key_file(), home.path("kept.key")).unwrap();
    for command in ["serve", "migrate"] {
        let sentence = home.run(&[command]).failed();
        assert!(sentence.contains("svar.key does not exist; put the key file back"), "{sentence}");
    }
    assert!(!home.key_file().exists());

    let other = with_site();
    std::fs::copy(other.key_file(), home.key_file()).unwrap();
    let sentence = home.run(&["serve"]).failed();
    assert!(sentence.contains("is not the one this database was made with"), "{sentence}");

    std::fs::copy(home.path("kept.key"), home.key_file()).unwrap();
    home.run(&["migrate"]).done();
}

#[test]
fn help_is_an_answer_and_nonsense_is_wrong_usage() {
    let home = Home::new();
    let help = home.run(&["--help"]).done();
    for command in ["serve", "check", "site", "user", "token", "person", "backup", "restore", "migrate"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is missing: {help}");
    }
    home.run(&["--version"]).done();
    for line in [
        &["dance"][..],
        &[],
        &["site", "add", "Ugen", "--name", "U", "--origin", "https://ugen.example"],
        &["site", "add", "desk", "--name", "U", "--origin", "https://ugen.example"],
        &["site", "add", "ugen", "--name", "U", "--origin", "https://ugen.example/path"],
        &["site", "add", "ugen", "--name", "U"],
        &["site", "set", "ugen", "moderation"],
        &["serve", "--listen", "8080"],
        &["user", "add", "a@ugen.example", "--name", "A", "--role", "king"],
    ] {
        home.run(line).misused();
    }
    assert!(!home.path("svar-data").exists(), "wrong usage opens nothing");
}

#[test]
fn an_address_that_is_mistyped_is_not_repeated() {
    let home = Home::new();
    for line in [["person", "export", "mette.ugen.example"], ["person", "erase", "mette.ugen.example"]] {
        let sentence = home.run(&line).misused();
        assert!(!sentence.contains("mette"), "{sentence}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_akismet_key_is_verified_when_it_is_set() {
    let akismet = ScriptedAkismet::start().await;
    let mut home = with_site();
    home.set("SVAR_AKISMET_URL", akismet.url.as_str());
    let good = home.run(&["site", "set", "ugen", "akismet_key=abc123"]);
    assert_eq!((good.code, good.err.as_str()), (Some(0), ""));
    assert!(home.run(&["check"]).done().contains("the key is valid"));

    let bad = home.run(&["site", "set", "ugen", "akismet_key=invalid1"]);
    assert_eq!(bad.code, Some(0));
    assert!(bad.err.contains("akismet_key is invalid"), "{}", bad.err);
    let check = home.run(&["check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.out.contains("the key is invalid"), "{}", check.out);

    drop(akismet);
    let unreachable = home.run(&["site", "set", "ugen", "akismet_key=abc123"]);
    assert_eq!(unreachable.code, Some(0));
    assert!(unreachable.err.contains("could not be verified"), "{}", unreachable.err);
    let shown = home.run(&["site", "show", "ugen"]).done();
    assert!(shown.contains("(set)") && !shown.contains("abc123"), "{shown}");
}

#[test]
fn check_says_what_is_wrong_and_how_to_mend_it() {
    let mut home = Home::new();
    let fresh = home.run(&["check"]).done();
    for word in ["svar site add", "svar user add", "server.public_url is not set"] {
        assert!(fresh.contains(word), "{word}: {fresh}");
    }

    home.set("SVAR_SERVER_PUBLIC_URL", "http://svar.example");
    home.set("SVAR_SMTP_URL", "smtp://127.0.0.1:1");
    home.set("SVAR_SMTP_FROM", "svar@ugen.example");
    home.run(&["site", "add", "ugen", "--name", "Ugen", "--origin", "https://ugen.example", "--set", "origin="]).done();
    std::fs::set_permissions(home.key_file(), PermissionsExt::from_mode(0o644)).unwrap();
    let check = home.run(&["check", "--json"]);
    assert_eq!(check.code, Some(1));
    let findings = json_of(&check.out);
    let state = |what: &str| {
        let found = findings.as_array().unwrap().iter().find(|f| f["what"] == what).unwrap();
        (found["state"].as_str().unwrap().to_owned(), found["text"].as_str().unwrap().to_owned())
    };
    assert_eq!(state("database").0, "ok");
    assert_eq!(state("mail").0, "broken");
    for (what, mend) in [("key file", "chmod 600"), ("public address", "TLS"), ("site", "svar site set ugen origin=")] {
        let (state, text) = state(what);
        assert!(state == "warning" && text.contains(mend), "{what}: {state} {text}");
    }

    std::fs::remove_file(home.key_file()).unwrap();
    let check = home.run(&["check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.out.contains("BROKEN") && check.out.contains("put the key file back"), "{}", check.out);
}

#[test]
fn the_service_says_where_it_listens_and_stops_when_it_is_told() {
    let home = Home::new();
    for signal in ["TERM", "INT"] {
        let service = home.serve(&[]);
        assert!(service.get("/healthz").starts_with("HTTP/1.1 200"));
        let (code, log) = service.stop(signal);
        assert_eq!(code, Some(0));
        let lines: Vec<Value> = log.lines().map(json_of).collect();
        assert!(lines.iter().any(|line| line["message"] == "stopped" && line["level"] == "INFO"), "{log}");
    }
}

#[test]
fn an_empty_service_says_how_to_begin() {
    let home = Home::new();
    let service = home.serve(&[]);
    assert!(service.line_after("svar site add").contains("--origin"));
    assert!(service.line_after("svar user add").contains("--password-stdin"));
}

/// The link of a running service opens the set-up; a new one replaces it, and there is none when somebody is there.
#[test]
fn a_new_link_for_the_set_up_is_printed_until_somebody_is_there() {
    let home = Home::new();
    let link = home.run(&["setup-link"]).done();
    let (first, second) = (link.trim().to_owned(), home.run(&["setup-link"]).done().trim().to_owned());
    assert!(first.starts_with("http://127.0.0.1:") && first.contains("/setup/svar_s_"), "{first}");
    assert_ne!(first, second);
}

#[test]
fn two_services_cannot_have_one_port() {
    let home = Home::new();
    let service = home.serve(&[]);
    let sentence = Home::new().run(&["serve", "--listen", &service.address]).failed();
    assert!(sentence.contains(&format!("server.listen: the address {} cannot", service.address)), "{sentence}");
}

#[test]
fn sites_and_accounts_are_made_while_the_service_runs() {
    let home = Home::new();
    let service = home.serve(&[]);
    add_site(&home, "ugen");
    add_user(&home, "ase@ugen.example");
    assert_eq!(service.stop("TERM").0, Some(0));
    assert!(home.run(&["site", "list"]).done().starts_with("ugen"));
}

#[test]
fn the_demo_says_where_it_is_and_who_may_sign_in() {
    let home = Home::new();
    let password = |service: &crate::support::program::Serving| {
        assert_eq!(service.line_after("The article"), format!("http://{}/demo", service.address));
        assert_eq!(service.line_after("The desk"), format!("http://{}/desk", service.address));
        assert_eq!(service.line_after("E-mail"), "redaktion@demo.example");
        service.line_after("Password")
    };
    let service = home.serve(&["--demo"]);
    let first = password(&service);
    let (_, log) = service.stop("TERM");
    assert!(!log.contains(&first) && !log.contains("demo.example"), "{log}");
    assert_ne!(password(&home.serve(&["--demo"])), first, "a new password each time");

    let own = |what: &str| home.run(&["person", what, "laeser0@demo.example"]).done();
    let exported = json_of(&own("export"));
    assert_eq!(exported[0]["comments"].as_array().unwrap().len(), 2);
    assert_eq!(own("erase"), "2 comments and reports were erased.\n");
}

/// What `site embed` prints works as it stands, and a pinned snippet says what it costs.
#[test]
fn the_snippet_for_a_sites_pages_is_printed() {
    let home = with_site();
    let tag = "<svar-thread site=\"ugen\" style=\"display:block;min-height:100vh\"><a href=\"http://127.0.0.1:8080/t/ugen\" \
               referrerpolicy=\"no-referrer-when-downgrade\">Læs kommentarerne og skriv et svar</a></svar-thread>";
    let plain = home.run(&["site", "embed", "ugen"]);
    assert_eq!(plain.err, "");
    assert_eq!(plain.done(), format!("{tag}\n<script async src=\"http://127.0.0.1:8080/svar.js\"></script>\n"));

    let script = svar::widget::Widget::default().script;
    let pinned = home.run(&["site", "embed", "ugen", "--pinned"]);
    assert!(pinned.err.contains("with each upgrade") && pinned.err.lines().count() == 1, "{}", pinned.err);
    let script = format!(
        "<script async src=\"http://127.0.0.1:8080{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        script.path, script.integrity
    );
    assert_eq!(pinned.done(), format!("{tag}\n{script}\n"));
    assert!(home.run(&["site", "embed", "nowhere"]).failed().contains("\"nowhere\""));
}
