//! The key file and what is made with it: sealed values, hashes, tokens, cursors.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use proptest::prelude::*;
use svar::domain::author::Email;
use svar::domain::clock::Timestamp;
use svar::domain::sealed::Sealed;
use svar::domain::site::SiteId;
use svar::domain::submission::FormToken;
use svar::domain::thread::ThreadKey;
use svar::keys::file::{KeyFileError, open};
use svar::keys::tokens::{Token, TokenKind, nonce, session_hash, session_secret};
use svar::keys::{KeyError, Keys, digest};

use crate::support::doubles::SeededRandom;

const SITE: SiteId = SiteId(1);
const OTHER_SITE: SiteId = SiteId(2);
const NOON: Timestamp = Timestamp(1_772_452_800_000);

fn keys() -> Keys {
    Keys::from_master(&[7; 32]).unwrap()
}

fn random() -> SeededRandom {
    SeededRandom::new(1)
}

fn thread(key: &str) -> ThreadKey {
    ThreadKey::parse(key).unwrap()
}

/// A path in a folder of its own.
fn place() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("svar.key");
    (dir, path)
}

#[test]
fn the_first_start_makes_a_key_file_that_its_owner_alone_can_read() {
    let (dir, path) = place();
    let keys = open(&path, None, &random()).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(&path).unwrap().trim().len(), 44, "32 bytes in base64");
    assert_eq!(dir.path().read_dir().unwrap().count(), 1, "nothing unfinished is left");
    let again = open(&path, Some(&keys.fingerprint()), &SeededRandom::new(9)).unwrap();
    assert_eq!(again.fingerprint(), keys.fingerprint());
    assert_eq!(open(&path, None, &SeededRandom::new(9)).unwrap().fingerprint(), keys.fingerprint());
}

/// A new key would turn every address in the database into noise.
#[test]
fn a_database_that_knows_a_key_gets_no_other() {
    let (_dir, path) = place();
    let Err(error) = open(&path, Some("00000000"), &random()) else { panic!("a key was made") };
    assert!(matches!(error, KeyFileError::Missing(_)));
    assert!(error.to_string().contains("put the key file back"), "{error}");
    assert!(!path.exists());
    open(&path, None, &random()).unwrap();
    let Err(error) = open(&path, Some("00000000"), &random()) else { panic!("another key was taken") };
    assert!(matches!(error, KeyFileError::Other(_)));
    assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
}

#[test]
fn a_damaged_key_file_is_neither_used_nor_replaced() {
    let (_dir, path) = place();
    for damaged in ["", "\n", "ikke base64!", "c2hvcnQ=", &"A".repeat(88)] {
        std::fs::write(&path, damaged).unwrap();
        for fingerprint in [None, Some("00000000")] {
            assert!(matches!(open(&path, fingerprint, &random()), Err(KeyFileError::Damaged(_))), "{damaged:?}");
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    assert!(matches!(open(&path, None, &random()), Err(KeyFileError::Io { doing: "read", .. })));
    let nowhere = path.join("intet/svar.key");
    assert!(matches!(open(&nowhere, None, &random()), Err(KeyFileError::Io { doing: "made", .. })));
}

/// Two nodes that start for the first time at the same moment, many times over.
#[test]
fn starts_at_the_same_moment_agree_on_one_key() {
    for round in 0..50 {
        let (dir, path) = place();
        let start = std::sync::Barrier::new(4);
        let fingerprints: Vec<String> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4)
                .map(|node| {
                    let (start, path) = (&start, &path);
                    scope.spawn(move || {
                        start.wait();
                        open(path, None, &SeededRandom::new(4 * round + node)).unwrap().fingerprint()
                    })
                })
                .collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(fingerprints.iter().all(|fingerprint| *fingerprint == fingerprints[0]), "{fingerprints:?}");
        assert_eq!(dir.path().read_dir().unwrap().count(), 1);
    }
}

#[test]
fn what_is_sealed_is_opened_for_its_site_and_purpose_alone() {
    let (keys, other) = (keys(), Keys::from_master(&[8; 32]).unwrap());
    let sealed = keys.seal(&random(), SITE, "email", b"aase@laeser.example").unwrap();
    assert_eq!(keys.open(SITE, "email", &sealed).unwrap(), b"aase@laeser.example");
    assert!(matches!(keys.open(OTHER_SITE, "email", &sealed), Err(KeyError::Damaged)));
    assert!(matches!(keys.open(SITE, "first answer", &sealed), Err(KeyError::Damaged)));
    assert!(matches!(other.open(SITE, "email", &sealed), Err(KeyError::OtherKey)));
    for at in 0..sealed.0.len() {
        let mut bytes = sealed.0.clone();
        bytes[at] ^= 1;
        assert!(keys.open(SITE, "email", &Sealed(bytes)).is_err(), "byte {at}");
        assert!(keys.open(SITE, "email", &Sealed(sealed.0[..at].to_vec())).is_err(), "cut at {at}");
    }
    assert!(!sealed.0.windows(4).any(|part| part == b"aase"), "it is not in clear");
    let random = random();
    let twice = [(); 2].map(|()| keys.seal(&random, SITE, "email", b"x").unwrap());
    assert_ne!(twice[0], twice[1], "equal values must not look equal");
}

#[test]
fn an_address_is_found_again_at_its_site_whatever_its_capitals() {
    let (keys, other) = (keys(), Keys::from_master(&[8; 32]).unwrap());
    let email = Email::parse("Aase@Laeser.example").unwrap();
    let sealed = keys.seal_email(&random(), SITE, &email).unwrap();
    assert_eq!(keys.open_email(SITE, &sealed).unwrap().expose(), email.expose());
    assert!(keys.open_email(OTHER_SITE, &sealed).is_err());
    let hash = keys.email_hash(SITE, &email);
    assert_eq!(hash, keys.email_hash(SITE, &Email::parse("aase@laeser.example").unwrap()));
    assert_ne!(hash, keys.email_hash(OTHER_SITE, &email), "sites must not be joined by it");
    assert_ne!(hash, other.email_hash(SITE, &email), "it must not be guessed without the key");
    let machine = keys.address_hash(SITE, email.expose().as_bytes());
    assert_ne!(machine, keys.address_hash(OTHER_SITE, email.expose().as_bytes()));
    assert_ne!(machine, hash, "each use has a key of its own");
    assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]), "borders count");
}

#[test]
fn a_token_is_read_as_what_it_is_and_stored_as_its_hash() {
    let random = random();
    for kind in [TokenKind::Receipt, TokenKind::Mail, TokenKind::Desk] {
        let token = Token::new(kind, SITE, &random);
        let read = Token::parse(kind, token.expose()).unwrap();
        assert_eq!((read.site, read.hash()), (SITE, token.hash()));
        assert_eq!(token.hash().0.len(), 16);
        assert_ne!(token.hash(), Token::new(kind, SITE, &random).hash());
        assert_eq!(format!("{token:?}"), "Token(***)");
        for other in [TokenKind::Receipt, TokenKind::Mail, TokenKind::Desk] {
            assert_eq!(Token::parse(other, token.expose()).is_some(), other == kind);
        }
        let whole = token.expose();
        for wrong in [
            "",
            &whole[1..],
            &whole[..whole.len() - 1],
            &format!("{whole}A"),
            &format!(" {whole}"),
            &whole.replace("_1.", "_0."),
            &whole.replace("_1.", "_-1."),
            &whole.replace("_1.", "_x."),
            &whole.replace("_1.", "_"),
        ] {
            assert!(Token::parse(kind, wrong).is_none(), "{wrong}");
        }
        assert_ne!(Token::parse(kind, &whole.replace("_1.", "_2.")).unwrap().hash(), token.hash());
    }
    let (cookie, hash) = session_secret(&random);
    assert_eq!(session_hash(&cookie), hash);
    assert_ne!(hash.0, digest(&[cookie.as_bytes()]), "a session is no other token");
    assert_ne!(nonce(&random), nonce(&random));
}

#[test]
fn a_form_token_is_of_one_thread_at_one_site_and_tells_its_age() {
    let (keys, article) = (keys(), thread("artikel"));
    let token = keys.form_token(SITE, &article, NOON);
    let read = |token: &str, now| keys.read_form_token(SITE, &article, now, token);
    assert_eq!(read(&token, NOON.plus(Timestamp::HOUR)), FormToken::Age(Timestamp::HOUR));
    assert_eq!(read(&token, NOON.plus(-5)), FormToken::Age(-5));
    assert_eq!(read("", NOON), FormToken::Missing);
    assert_eq!(keys.read_form_token(OTHER_SITE, &article, NOON, &token), FormToken::Forged);
    assert_eq!(keys.read_form_token(SITE, &thread("anden"), NOON, &token), FormToken::Forged);
    let other = Keys::from_master(&[8; 32]).unwrap();
    assert_eq!(other.read_form_token(SITE, &article, NOON, &token), FormToken::Forged);
    for at in 0..token.len() {
        let mut forged = token.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(read(std::str::from_utf8(&forged).unwrap(), NOON), FormToken::Forged, "character {at}");
        assert_ne!(read(&token[..at], NOON), FormToken::Age(0), "cut at {at}");
    }
}

#[test]
fn a_cursor_belongs_to_its_list() {
    let keys = keys();
    let cursor = keys.sign_cursor("1 artikel oldest", "17 4");
    assert_eq!(keys.read_cursor("1 artikel oldest", &cursor).as_deref(), Some("17 4"));
    for list in ["1 artikel newest", "2 artikel oldest", "1 artikel oldest1", ""] {
        assert_eq!(keys.read_cursor(list, &cursor), None, "{list:?}");
    }
    assert_eq!(Keys::from_master(&[8; 32]).unwrap().read_cursor("1 artikel oldest", &cursor), None);
    // Its signature must not hold for another border between list and position.
    let mut moved = BASE64URL.decode(&cursor).unwrap();
    moved.insert(16, b't');
    assert_eq!(keys.read_cursor("1 artikel oldes", &BASE64URL.encode(moved)), None);
}

#[test]
fn the_sign_in_form_is_good_for_a_day() {
    let keys = keys();
    let token = keys.sign_in_token(NOON);
    for (later, good) in
        [(0, true), (Timestamp::DAY, true), (Timestamp::DAY + 1, false), (-2 * Timestamp::MINUTE, false)]
    {
        assert_eq!(keys.is_sign_in_token(NOON.plus(later), &token), good, "{later}");
    }
    assert!(!keys.is_sign_in_token(NOON, ""));
    assert!(!keys.is_sign_in_token(NOON, &keys.form_token(SITE, &thread("artikel"), NOON)));
    assert!(!Keys::from_master(&[8; 32]).unwrap().is_sign_in_token(NOON, &token));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing that somebody sends instead makes it panic or is taken for good.
    #[test]
    fn what_was_not_made_here_is_refused(text in "\\PC{0,80}", bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let keys = keys();
        prop_assert!(Token::parse(TokenKind::Receipt, &text).is_none());
        prop_assert!(keys.read_cursor("liste", &text).is_none());
        prop_assert!(!keys.is_sign_in_token(NOON, &text));
        let form = keys.read_form_token(SITE, &thread("artikel"), NOON, &text);
        prop_assert_eq!(form, if text.is_empty() { FormToken::Missing } else { FormToken::Forged });
        prop_assert!(keys.open(SITE, "email", &Sealed(bytes)).is_err());
    }
}
