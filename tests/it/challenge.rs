//! The quiet challenge: who is asked for work, what it counts for, and that nobody's comment is lost by it.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use svar::domain::challenge::Challenge;
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::policy::Moderation;
use svar::domain::site::Site;
use svar::domain::verdict::{Opinion, Signal, SignalCode, Verdict};

use crate::readers::{fields_of, fill, listed, post, posted};
use crate::spamcheck::{self, verdict};
use crate::support::akismet::{CHECK, Say};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::on_both_engines;

const SITE: &str = "magasinet";
const PATH: &str = "/api/v1/magasinet/comments";

/// What a client does with the problem document of a 428.
pub fn solve(challenge: &Value) -> String {
    assert_eq!(challenge["algorithm"], Challenge::ALGORITHM);
    let seed = challenge["seed"].as_str().unwrap();
    let seed: Vec<u8> = (0..16).map(|at| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).unwrap()).collect();
    let bits = u32::try_from(challenge["bits"].as_u64().unwrap()).unwrap();
    let fits = |puzzle: u32, number: u32| {
        let block = [seed.as_slice(), &puzzle.to_be_bytes(), &number.to_be_bytes()].concat();
        u32::from_be_bytes(Sha256::digest(block)[..4].try_into().unwrap()).leading_zeros() >= bits
    };
    let puzzles = u32::try_from(challenge["puzzles"].as_u64().unwrap()).unwrap();
    let numbers = (0..puzzles).map(|puzzle| (0..).find(|number| fits(puzzle, *number)).unwrap().to_string());
    [challenge["token"].as_str().unwrap().to_owned()].into_iter().chain(numbers).collect::<Vec<_>>().join(".")
}

/// The same doubtful text each time, whose form has no token.
fn doubtful(change: Value) -> Value {
    let mut sent = json!({"token": "", "solves": "sha256-zeros"});
    change.as_object().unwrap().iter().for_each(|(name, value)| sent[name] = value.clone());
    sent
}

async fn asked(app: &TestApp, site: &str, change: Value) -> Value {
    let answer = post(app, site, doubtful(change)).await;
    assert_eq!(answer.status(), StatusCode::PRECONDITION_REQUIRED);
    answer.json::<Value>().await.unwrap()["challenge"].clone()
}

async fn stored(app: &TestApp, site: &Site) -> i64 {
    let tally = app.services.store.tally(site.id).await.unwrap();
    Status::ALL.into_iter().map(|status| tally.of(status)).sum()
}

/// Sends under an idempotency key, as the widget does.
async fn keyed(app: &TestApp, sent: &Value) -> Response {
    let request = app.request("POST", PATH).header("idempotency-key", "en-noegle-som-bliver");
    request.header("origin", ORIGIN).json(sent).send().await.unwrap()
}

on_both_engines! {
    /// Asked, worked out, sent again: only then is anything written, and the moderator sees what was done.
    async fn a_doubtful_comment_is_taken_in_with_its_proof(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site(SITE, &[("moderation", "open")]).await;
        let mut sent = json!({"key": "artikel", "name": "Mette Holm", "email": "mette@laeser.example",
            "body": "Tak for en god artikel.", "solves": "sha256-zeros"});
        let answer = keyed(&app, &sent).await;
        assert_eq!(answer.status(), StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(answer.headers()["access-control-allow-origin"], ORIGIN, "the page may read what is asked");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(stored(&app, &site).await, 0, "nothing is written yet");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!((&problem["code"], &problem["status"]), (&json!("challenge"), &json!(428)));
        let challenge = &problem["challenge"];
        assert_eq!((&challenge["puzzles"], &challenge["bits"]), (&json!(32), &json!(6)));
        let text = problem.to_string();
        assert!(!text.contains("token-missing") && !text.contains("score"), "{text}");

        sent["proof"] = solve(challenge).into();
        sent["solves"] = "".into();
        let answer = keyed(&app, &sent).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let first: Value = answer.json().await.unwrap();
        assert_eq!(first["status"], "pending", "what is more than slightly doubtful waits all the same");
        let found = verdict(&app, &site, &first["id"]).await;
        assert_eq!(found, (Status::Pending, vec!["token-missing".to_owned(), "proof-of-work".to_owned()]));
        let comment = spamcheck::desk(&app, &site, &first["id"]).await;
        assert_eq!(comment.verdict.score, 1.0);
        let again: Value = keyed(&app, &sent).await.json().await.unwrap();
        assert_eq!((&again["id"], &again["receipt"]), (&first["id"], &first["receipt"]), "an answer that was lost");
        assert_eq!(stored(&app, &site).await, 1);
    }

    /// What was worked out is worth something for that text, in that thread of that site, in time; else nothing. The
    /// comment is taken in all the same and waits.
    async fn any_other_proof_counts_for_nothing_and_costs_no_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site(SITE, &[("moderation", "open"), ("flood_seconds", "0")]).await;
        app.add_site("naboen", &[("moderation", "open")]).await;
        let proof = solve(&asked(&app, SITE, json!({"body": "Den ene."})).await);
        let (token, numbers) = proof.split_once('.').unwrap();
        let changed = |from: usize, to: &str| format!("{}{to}{}", &token[..from], &token[from + 1..]);
        let other = if token.starts_with('A') { "B" } else { "A" };
        let elsewhere = solve(&asked(&app, "naboen", json!({"body": "Fra naboen."})).await);
        let there = solve(&asked(&app, SITE, json!({"key": "en-anden", "body": "Et andet sted."})).await);
        let mine = json!({"name": "Mette Holm", "body": "Under et andet navn."});
        let name = solve(&asked(&app, SITE, mine).await);
        let late = solve(&asked(&app, SITE, json!({"body": "For sent."})).await);
        let few = solve(&asked(&app, SITE, json!({"body": "For lidt."})).await);
        let few = few.rsplit_once('.').unwrap().0.to_owned();
        let wrong = solve(&asked(&app, SITE, json!({"body": "Forkert."})).await);
        let wrong = wrong.split('.').next().unwrap().to_owned() + &".4294967295".repeat(32);
        let cases = [
            ("another text", json!({"body": "En anden.", "proof": proof.clone()})),
            ("a forged token", json!({"body": "Den ene.", "proof": format!("{}.{numbers}", changed(0, other))})),
            ("another site", json!({"body": "Fra naboen.", "proof": elsewhere})),
            ("another thread", json!({"body": "Et andet sted.", "proof": there})),
            ("another name", json!({"name": "Karl", "body": "Under et andet navn.", "proof": name})),
            ("too few numbers", json!({"body": "For lidt.", "proof": few})),
            ("wrong numbers", json!({"body": "Forkert.", "proof": wrong})),
            ("nonsense", json!({"body": "Vrøvl.", "proof": "…"})),
            ("very long nonsense", json!({"body": "Mere vrøvl.", "proof": "1.".repeat(50_000)})),
        ];
        for (what, sent) in cases {
            let answer = posted(&app, SITE, doubtful(sent)).await;
            assert_eq!(verdict(&app, &site, &answer["id"]).await, (Status::Pending, vec!["token-missing".to_owned()]), "{what}");
        }
        app.clock.advance(Challenge::LIFE + Timestamp::MINUTE);
        let answer = posted(&app, SITE, doubtful(json!({"body": "For sent.", "proof": late}))).await;
        assert_eq!(verdict(&app, &site, &answer["id"]).await.1, ["token-missing"]);
    }

    /// A proof is used up with its comment: the same text again is a duplicate, whatever it carries.
    async fn a_proof_cannot_be_used_again(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site(SITE, &[("flood_seconds", "0")]).await;
        let proof = solve(&asked(&app, SITE, json!({})).await);
        posted(&app, SITE, doubtful(json!({"proof": proof.clone()}))).await;
        assert_eq!(post(&app, SITE, doubtful(json!({"proof": proof}))).await.status(), StatusCode::CONFLICT);
        assert_eq!(stored(&app, &site).await, 1);
    }

    /// Whoever does not say that they can is asked nothing: programs, scripts from before, and the plain form.
    async fn without_script_the_doubtful_waits(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site(SITE, &[("moderation", "open"), ("flood_seconds", "0")]).await;
        for (body, solves) in [("Uden.", Value::Null), ("En anden slags.", json!("md5")), ("Tomt.", json!(""))] {
            let answer = posted(&app, SITE, doubtful(json!({"solves": solves, "body": body}))).await;
            assert_eq!(verdict(&app, &site, &answer["id"]).await, (Status::Pending, vec!["token-missing".to_owned()]));
        }
        let mut fields = fields_of(&app.get("/t/magasinet?key=artikel").await.text().await.unwrap());
        for (name, value) in [("body", "Fra formularen."), ("name", "Karl"), ("email", "karl@laeser.example"), ("token", "")] {
            fill(&mut fields, name, value);
        }
        fields.push(("solves".to_owned(), "sha256-zeros".to_owned()));
        let sent = app.request("POST", "/t/magasinet").form(&fields).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        assert_eq!(verdict(&app, &site, &json!(4)).await, (Status::Pending, vec!["token-missing".to_owned()]));
    }

    /// Only where it can move something: not what is clean, what is settled or waits anyway, nor where it is off. What
    /// nobody asked for counts for nothing.
    async fn only_what_is_doubted_is_asked(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let all = [("moderation", "open"), ("hold_words", "lagerleje"), ("spam_words", "guldur")];
        let site = app.add_site(SITE, &all).await;
        app.add_site("fra", &[("moderation", "open"), ("challenge", "false")]).await;
        app.add_site("alt", &[("moderation", "hold")]).await;
        app.add_site("foerst", &[("moderation", "first")]).await;
        let able = json!("sha256-zeros");
        let clean = posted(&app, SITE, json!({"solves": able, "body": "Ren."})).await;
        assert_eq!(clean["status"], "approved");
        let unasked = posted(&app, SITE, json!({"proof": "AAAA.1.2.3", "body": "Uspurgt."})).await;
        assert_eq!(verdict(&app, &site, &unasked["id"]).await, (Status::Approved, Vec::new()));
        for change in [
            json!({"body": "Honning.", "hjemmeside2": "https://spam.example"}),
            json!({"body": "Om lagerleje."}),
            json!({"body": "Køb guldur."}),
            json!({"body": "https://a.example og https://b.example"}),
        ] {
            assert_eq!(posted(&app, SITE, doubtful(change.clone())).await["status"], "pending", "{change}");
        }
        for site in ["fra", "alt"] {
            assert_eq!(posted(&app, site, doubtful(json!({}))).await["status"], "pending", "{site}");
        }
        // By policy alone nobody is asked; what is doubted besides is.
        assert_eq!(posted(&app, "foerst", json!({"solves": able})).await["status"], "pending");
        asked(&app, "foerst", json!({"body": "Mere."})).await;
    }

    /// The work comes before anybody outside is asked, and can be what tips the scales.
    async fn a_proof_and_a_clean_answer_from_outside_publish_what_was_slightly_doubtful(db: TestDb) {
        let (app, akismet) = spamcheck::start(&db, |_| {}).await;
        // How well the sender is known would lift the doubt as well; here the work alone shall.
        let settings = [("moderation", "first"), ("flood_seconds", "0"), ("checks_off", "model sender")];
        let site = app.add_site(SITE, &settings).await;
        akismet.next(Say::Ham);
        let known = posted(&app, SITE, json!({"body": "Den første."})).await;
        crate::readers::decide(&app, &site, known["id"].as_i64().unwrap(), Status::Approved).await;
        let author = known["receipt"].clone();
        let before = akismet.asked_for(CHECK).len();
        let challenge = asked(&app, SITE, json!({"body": "Den anden.", "author": author})).await;
        assert_eq!(akismet.asked_for(CHECK).len(), before, "nobody is asked before the work is done");
        akismet.next(Say::Ham);
        let sent = json!({"body": "Den anden.", "author": author, "proof": solve(&challenge)});
        let answer = posted(&app, SITE, doubtful(sent)).await;
        let signals = ["token-missing", "proof-of-work", "akismet-ham"].map(str::to_owned).to_vec();
        assert_eq!(verdict(&app, &site, &answer["id"]).await, (Status::Approved, signals));
        akismet.next(Say::Ham);
        let without = posted(&app, SITE, json!({"body": "Den tredje.", "author": author, "token": ""})).await;
        assert_eq!(without["status"], "pending");
        assert_eq!(listed(&app, &format!("{PATH}?key=artikel")).await["thread"]["count"], 2);
    }
}

fn signal(code: SignalCode, weight: f64) -> Signal {
    Signal { weight, ..Signal::new(code) }
}

/// It tips what is slightly doubtful, and nothing else: neither spam nor what has to wait.
#[test]
fn a_proof_lifts_a_slight_doubt_alone() {
    let proof = Signal::new(SignalCode::ProofOfWork);
    let decide = |code, weight| {
        let verdict = Verdict::from_signals(vec![signal(code, weight), proof.clone()]);
        let (status, verdict) = verdict.decide(Moderation::Open, true);
        (status, verdict.opinion, verdict.score)
    };
    use SignalCode::{HoldWord, Links, TokenOld};
    assert_eq!(decide(TokenOld, 1.9), (Status::Approved, Opinion::Ham, 1.9 - 1.0));
    assert_eq!(decide(TokenOld, 2.0), (Status::Pending, Opinion::Unsure, 1.0));
    assert_eq!(decide(TokenOld, 5.0), (Status::Spam, Opinion::Spam, 5.0), "weighs nothing against spam");
    assert_eq!(decide(TokenOld, 5.9), (Status::Spam, Opinion::Spam, 5.9));
    assert_eq!(decide(Links, 1.0), (Status::Pending, Opinion::Ham, 0.0));
    assert_eq!(decide(HoldWord, 1.0).0, Status::Pending);
}
