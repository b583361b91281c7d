//! Configuration: one layer over the other, and one sentence for everything that is wrong.

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::ExposeSecret;
use svar::config::{Config, DatabaseTarget, LogFormat, Overrides};

const NOTHING: [(String, String); 0] = [];

fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A file that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &str) -> Self {
        let path = std::env::temp_dir().join(format!("svar-config-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn text(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn refused(file: Option<&Path>, pairs: &[(&str, &str)]) -> String {
    let sentence = Config::load(file, env(pairs), Overrides::default()).unwrap_err().to_string();
    assert!(!sentence.contains('\n'), "one sentence, one line: {sentence}");
    sentence
}

#[test]
fn the_sample_says_exactly_what_is_built_in() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/svar.toml");
    let loaded = Config::load(Some(&sample), NOTHING, Overrides::default()).unwrap();
    assert_eq!(format!("{loaded:?}"), format!("{:?}", Config::default()));

    let text = std::fs::read_to_string(&sample).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let written: Vec<String> = table
        .iter()
        .flat_map(|(section, keys)| keys.as_table().unwrap().keys().map(move |key| format!("{section}.{key}")))
        .collect();
    for key in Config::keys() {
        assert!(written.iter().any(|w| w == key), "config/svar.toml leaves out {key}");
    }
    let lines: Vec<&str> = text.lines().collect();
    for (before, line) in lines.iter().zip(lines.iter().skip(1)) {
        assert!(!line.contains(" = ") || line.starts_with('#') || before.starts_with('#'), "no reason above {line}");
    }
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let file = Scratch::new(
        "layers.toml",
        "[server]\nlisten = \"127.0.0.1:1\"\nmax_requests = 7\nhosts = [\"A.example.dk\"]\n[log]\nformat = \"text\"\n",
    );
    let variables = env(&[
        ("SVAR_SERVER_LISTEN", "127.0.0.1:2"),
        ("SVAR_SERVER_SHUTDOWN_SECONDS", "3"),
        ("SVAR_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("SVAR_LIMITS_ENABLED", "false"),
        ("PATH", "/bin"),
    ]);
    let flags = Overrides::default().with("--listen", "server.listen", "127.0.0.1:3");
    let config = Config::load(Some(&file.0), variables, flags).unwrap();
    assert_eq!(config.server.listen.port(), 3);
    assert_eq!(config.server.max_requests, 7);
    assert_eq!(config.server.hosts, ["a.example.dk"]);
    assert_eq!(config.server.shutdown, Duration::from_secs(3));
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert!(!config.limits.enabled);
    assert_eq!(config.log.format, LogFormat::Text);
}

#[test]
fn an_unknown_key_is_named_with_its_place_and_its_neighbours() {
    let file = Scratch::new("unknown.toml", "[server]\n\nlisten_on = \"127.0.0.1:1\"\n");
    let sentence = refused(Some(&file.0), &[]);
    assert!(sentence.contains("server.listen_on") && sentence.contains("line 3"), "{sentence}");
    assert!(sentence.contains("did you mean server.listen"), "{sentence}");

    let sentence = refused(None, &[("SVAR_AKISMET_KEYS", "x")]);
    assert!(sentence.contains("variable SVAR_AKISMET_KEYS") && sentence.contains("SVAR_AKISMET_KEY"), "{sentence}");

    let section = Scratch::new("section.toml", "[servers]\nlisten = \"127.0.0.1:1\"\n");
    assert!(refused(Some(&section.0), &[]).contains("servers"));
    let loose = Scratch::new("loose.toml", "listen = \"127.0.0.1:1\"\n");
    assert!(refused(Some(&loose.0), &[]).contains("listen"));
}

#[test]
fn a_value_that_does_not_fit_is_named_with_what_the_key_takes() {
    for (name, value, takes) in [
        ("SVAR_SERVER_LISTEN", "8080", "an IP address and a port"),
        ("SVAR_SERVER_PUBLIC_URL", "https://a.dk/path", "without a path"),
        ("SVAR_SERVER_MAX_REQUESTS", "0", "from 1"),
        ("SVAR_SERVER_HOSTS", "a b/c", "host names"),
        ("SVAR_SERVER_TRUSTED_PROXIES", "10.0.0.0/33", "networks"),
        ("SVAR_LIMITS_POST_BURST", "many", "a whole number"),
        ("SVAR_LIMITS_ENABLED", "yes", "true or false"),
        ("SVAR_LOG_LEVEL", "loud", "error, warn"),
        ("SVAR_AKISMET_URL", "ftp://a", "http or https"),
        ("SVAR_SMTP_FROM", "nobody", "a mail address"),
        ("SVAR_DATABASE_DATA_DIR", "", "a folder"),
    ] {
        let sentence = refused(None, &[(name, value)]);
        assert!(sentence.contains(&format!("variable {name}")) && sentence.contains(takes), "{sentence}");
        assert!(sentence.ends_with(&format!("not {value:?}")), "{sentence}");
    }
    let file = Scratch::new("kind.toml", "[server]\nmax_requests = \"7\"\n");
    assert!(refused(Some(&file.0), &[]).contains("line 2"));
    let file = Scratch::new("syntax.toml", "[server]\nmax_requests = \n");
    assert!(refused(Some(&file.0), &[]).contains("line 2"));
    assert!(refused(Some(Path::new("/no/such.toml")), &[]).contains("/no/such.toml"));
}

#[test]
fn a_secret_comes_from_a_file_and_is_never_shown() {
    let key = Scratch::new("key", "s3cret-key\n");
    let config = Config::load(None, env(&[("SVAR_AKISMET_KEY_FILE", key.text())]), Overrides::default()).unwrap();
    assert_eq!(config.akismet.key.as_ref().unwrap().expose_secret(), "s3cret-key");

    let all = env(&[
        ("SVAR_AKISMET_KEY", "s3cret-key"),
        ("SVAR_DATABASE_URL", "postgres://svar:s3cret-key@db/svar"),
        ("SVAR_SMTP_URL", "smtp://svar:s3cret-key@mail:25"),
        ("SVAR_SMTP_FROM", "svar@example.dk"),
    ]);
    let config = Config::load(None, all, Overrides::default()).unwrap();
    assert!(!format!("{config:?}").contains("s3cret"));
    assert!(!format!("{:?}", config.database.target()).contains("s3cret"));

    for (name, value) in
        [("SVAR_DATABASE_URL", "mysql://s3cret"), ("SVAR_SMTP_URL", "s3cret"), ("SVAR_AKISMET_KEY", "s3cret æ")]
    {
        let sentence = refused(None, &[(name, value)]);
        assert!(sentence.contains(name) && !sentence.contains("s3cret"), "{sentence}");
    }
}

#[test]
fn a_secret_given_twice_or_unreadable_stops_the_start() {
    let key = Scratch::new("twice", "abc");
    let sentence = refused(None, &[("SVAR_AKISMET_KEY", "abc"), ("SVAR_AKISMET_KEY_FILE", key.text())]);
    assert!(sentence.contains("akismet.key is set twice"), "{sentence}");

    let file = Scratch::new("later.toml", &format!("[akismet]\nkey_file = \"{}\"\n", key.text()));
    let later = env(&[("SVAR_AKISMET_KEY", "later")]);
    let config = Config::load(Some(&file.0), later, Overrides::default()).unwrap();
    assert_eq!(config.akismet.key.unwrap().expose_secret(), "later");

    let sentence = refused(None, &[("SVAR_SMTP_URL_FILE", "/no/such/secret")]);
    assert!(sentence.contains("smtp.url_file") && sentence.contains("/no/such/secret"), "{sentence}");
    let empty = Scratch::new("empty", "\n");
    assert!(refused(None, &[("SVAR_SMTP_URL_FILE", empty.text())]).contains("empty"));
}

#[test]
fn trusting_everybody_and_mail_without_a_sender_are_contradictions() {
    for everybody in ["0.0.0.0/0", "::/0"] {
        let sentence = refused(None, &[("SVAR_SERVER_TRUSTED_PROXIES", everybody)]);
        assert!(sentence.contains("server.trusted_proxies"), "{sentence}");
        let meant =
            env(&[("SVAR_SERVER_TRUSTED_PROXIES", everybody), ("SVAR_SERVER_I_KNOW_EVERY_PEER_IS_MY_PROXY", "true")]);
        assert!(Config::load(None, meant, Overrides::default()).is_ok());
    }
    assert!(refused(None, &[("SVAR_SMTP_URL", "smtp://mail:25")]).contains("smtp.from"));
    let same = [("SVAR_SERVER_LISTEN", "127.0.0.1:9"), ("SVAR_SERVER_METRICS_LISTEN", "127.0.0.1:9")];
    assert!(refused(None, &same).contains("server.metrics_listen"));
}

#[test]
fn what_is_left_out_follows_from_what_is_set() {
    let config = Config::load(None, env(&[("SVAR_DATABASE_DATA_DIR", "/data")]), Overrides::default()).unwrap();
    assert!(matches!(config.database.target(), DatabaseTarget::Sqlite(path) if path == Path::new("/data/svar.db")));
    assert_eq!(config.database.key_path(), Path::new("/data/svar.key"));
    let bound = |text: &str| config.server.public_origin(text.parse().unwrap());
    assert_eq!(bound("127.0.0.1:4711").as_str(), "http://127.0.0.1:4711");
    assert_eq!(bound("0.0.0.0:8080").as_str(), "http://127.0.0.1:8080");
    assert_eq!(bound("[::]:80").as_str(), "http://[::1]");

    let named =
        env(&[("SVAR_SERVER_PUBLIC_URL", "https://Svar.Example.dk:443/"), ("SVAR_DATABASE_URL", "sqlite:/x.db")]);
    let config = Config::load(None, named, Overrides::default()).unwrap();
    assert_eq!(config.server.public_origin("127.0.0.1:1".parse().unwrap()).as_str(), "https://svar.example.dk");
    assert!(matches!(config.database.target(), DatabaseTarget::Sqlite(path) if path == Path::new("/x.db")));
}
