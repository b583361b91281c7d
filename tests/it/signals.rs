//! What a comment is judged by beyond its text, made from real history: posted, decided about, posted again.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::domain::verdict::SignalCode;

use crate::desk::{Desk, EMAIL};
use crate::desk_undo::told;
use crate::readers::{decide, form_token};
use crate::support::app::TestApp;
use crate::support::{TestDb, on_both_engines};

/// A comment's findings about what was before: code, weight, detail.
type Found = Vec<(&'static str, f64, Option<String>)>;

/// A site where only what the filter doubts waits, on a service that believes who the client is.
pub struct Scene {
    pub app: TestApp,
    pub site: Arc<Site>,
}

impl Scene {
    pub async fn of(db: &TestDb, settings: &[(&str, &str)]) -> Self {
        let app = TestApp::start(db, |o| {
            o.config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        })
        .await;
        let usual = [("moderation", "open"), ("flood_seconds", "0"), ("max_links", "0")];
        let site = app.add_site("magasinet", &[&usual, settings].concat()).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        Self { app, site }
    }

    /// Sends a comment from a client address, named by its last number, and under an e-mail address of its own.
    pub async fn send(&self, address: u8, change: Value) -> Value {
        let key = change.get("key").and_then(Value::as_str).unwrap_or("artikel").to_owned();
        let token = form_token(&self.app, "magasinet", &key).await;
        self.app.clock.advance(20 * Timestamp::SECOND);
        let mut body = json!({"key": key, "name": "Mette Holm", "token": token, "body": "Tak for en god artikel.",
            "email": format!("n{}@laeser.example", self.app.now().0)});
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        let request = self.app.request("POST", "/api/v1/magasinet/comments");
        let request = request.header("x-forwarded-for", format!("203.0.113.{address}"));
        let answer = request.json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// The same, decided about at once.
    pub async fn decided(&self, address: u8, change: Value, to: Status) -> Value {
        let sent = self.send(address, change).await;
        decide(&self.app, &self.site, id(&sent), to).await;
        sent
    }

    /// What was found in a comment, and what became of it.
    pub async fn judged(&self, sent: &Value) -> (Status, Found) {
        let comment = self.app.services.store.desk_comment(self.site.id, CommentId(id(sent))).await.unwrap().unwrap();
        let history = |code: SignalCode| svar::spam::checks::made_by(code).is_some() && code != SignalCode::Honeypot;
        let found = comment.verdict.signals.into_iter().filter(|s| history(s.code));
        (comment.status, found.map(|s| (s.code.as_str(), s.weight, s.detail)).collect())
    }

    /// Sends, and says what was found.
    pub async fn found(&self, address: u8, change: Value) -> (Status, Found) {
        self.judged(&self.send(address, change).await).await
    }
}

fn id(answer: &Value) -> i64 {
    answer["id"].as_i64().unwrap()
}

/// Findings as a test writes them.
fn signals(all: &[(&'static str, f64, &str)]) -> Found {
    all.iter()
        .map(|(code, weight, detail)| (*code, *weight, (!detail.is_empty()).then(|| (*detail).to_owned())))
        .collect()
}

const ADVERT: &str =
    "Jeg tjente 4000 kr om ugen hjemmefra med denne fantastiske metode, se selv hvordan det virker på min side nu";
const LIKE_IT: &str =
    "jeg tjente 9000 kr om ugen hjemmefra med denne fantastiske metode, se selv hvordan det virker på min side i dag!";

on_both_engines! {
    /// A client address counts by how much of what came from there was spam; what the filter did alone counts nothing.
    async fn an_address_is_known_by_what_people_marked(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        for n in 0..4 {
            scene.send(1, json!({"body": format!("Fælde nummer {n}"), "hjemmeside2": "x"})).await;
        }
        assert_eq!(scene.found(1, json!({"body": "Efter fælderne."})).await, (Status::Approved, vec![]));
        for (n, weight) in [(1, 0.5), (2, 1.0), (3, 2.0)] {
            scene.app.clock.advance(Timestamp::HOUR);
            scene.decided(1, json!({"body": format!("Skidt nummer {n}")}), Status::Spam).await;
            let (status, found) = scene.found(1, json!({"body": format!("Og så {n} igen")})).await;
            assert_eq!(found, signals(&[("address-spam", weight, &n.to_string())]));
            assert_eq!(status, if weight < 1.0 { Status::Approved } else { Status::Pending });
        }
        assert_eq!(scene.found(2, json!({"body": "Fra en nabo."})).await, (Status::Approved, vec![]));

        for n in 0..3 {
            scene.decided(3, json!({"body": format!("Fra skolen {n}")}), Status::Approved).await;
            scene.decided(3, json!({"body": format!("Drillerier {n}")}), Status::Spam).await;
        }
        assert_eq!(scene.found(3, json!({"body": "Et barn til."})).await.1, vec![], "a school is one address");
    }

    /// Whoever types somebody's name and address gets nothing of their good name, and all of their bad one.
    async fn a_typed_address_borrows_nothing(db: TestDb) {
        let scene = Scene::of(&db, &[("trust", "typed")]).await;
        let aase = |body: &str| json!({"name": "Åse", "email": "aase@laeser.example", "body": body});
        let mut last = json!(null);
        for n in 0..4 {
            last = scene.decided(1, aase(&format!("Et godt indlæg {n}")), Status::Approved).await;
        }
        assert_eq!(scene.found(2, aase("Jeg skriver som Åse.")).await.1, vec![]);

        let mut with = aase("Jeg har min kvittering.");
        with["author"] = last["receipt"].clone();
        assert_eq!(scene.found(2, with.clone()).await.1, signals(&[("sender-known", -0.5, "1")]));
        let thief = scene.decided(9, aase("Et pænt indlæg i hendes navn."), Status::Approved).await;
        let mut stolen = aase("Og så er jeg hende.");
        stolen["author"] = thief["receipt"].clone();
        assert_eq!(scene.found(9, stolen).await.1, signals(&[("sender-known", -0.5, "1")]), "one comment, not five");

        confirm(&scene, &last).await;
        with["body"] = json!("Og min adresse er bekræftet.");
        assert_eq!(scene.found(2, with.clone()).await.1, signals(&[("sender-known", -1.0, "5")]));
        with["email"] = json!("en.anden@laeser.example");
        with["body"] = json!("Men det er en anden adresse.");
        assert_eq!(scene.found(2, with.clone()).await.1, signals(&[("sender-known", -0.5, "1")]));

        scene.app.clock.advance(Timestamp::HOUR);
        scene.decided(3, aase("Køb piller."), Status::Spam).await;
        assert_eq!(scene.found(4, aase("Typed.")).await, (Status::Pending, signals(&[("email-spam", 1.0, "1")])));
        scene.decided(5, aase("Køb flere piller."), Status::Spam).await;
        assert_eq!(scene.found(6, aase("Typed again.")).await.1, signals(&[("email-spam", 2.0, "2")]));
        with["email"] = json!("aase@laeser.example");
        with["body"] = json!("Det var ikke mig.");
        assert_eq!(scene.found(2, with).await, (Status::Approved, vec![]), "what she proved outweighs what others typed");
    }

    /// Much from one sender within an hour weighs a little; a regular may write as much as they like.
    async fn much_from_one_sender_is_noticed(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        for n in 0..10 {
            assert_eq!(scene.found(1, json!({"body": format!("Indlæg {n}")})).await.1, vec![], "{n}");
        }
        assert_eq!(scene.found(1, json!({"body": "Det ellevte."})).await, (Status::Approved, signals(&[("sender-busy", 0.5, "10")])));
        assert_eq!(scene.found(2, json!({"body": "Andre."})).await.1, vec![]);
        scene.app.clock.advance(2 * Timestamp::HOUR);
        assert_eq!(scene.found(1, json!({"body": "To timer efter."})).await.1, vec![]);
        let email = "flittig@laeser.example";
        for n in 0..20 {
            scene.send(50 + n, json!({"email": email, "body": format!("Ny maskine {n}")})).await;
        }
        let busy = scene.found(99, json!({"email": email, "body": "Stadig mig."})).await;
        assert_eq!(busy, (Status::Approved, signals(&[("sender-busy", 0.75, "20")])), "never enough alone");
    }

    /// Domains that people marked hold, those that they approved help a little, and what belongs to everybody says
    /// nothing.
    async fn domains_are_known_by_what_people_decided(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        let at = |body: &str| json!({"body": body});
        scene.decided(1, at("Her: https://www.skidt.example/a og https://youtube.com/a og https://magasinet.example/x"), Status::Spam).await;
        let held = |weight: f64, host: &str| (Status::Pending, signals(&[("host-spam", weight, host)]));
        assert_eq!(scene.found(2, at("Se https://skidt.example/andet")).await, held(3.0, "skidt.example"));
        assert_eq!(scene.found(3, at("Se https://ny.skidt.example/")).await, held(2.0, "ny.skidt.example"));
        let website = json!({"website": "https://skidt.example", "body": "Fin artikel."});
        assert_eq!(scene.found(4, website).await, held(3.0, "skidt.example"));
        assert_eq!(scene.found(5, at("Se https://youtube.com/b og https://magasinet.example/y")).await.1, vec![]);
        assert_eq!(scene.found(6, at("Se https://aldrig-set.example/")).await, (Status::Approved, vec![]));

        scene.decided(7, at("Se https://avis.example/1"), Status::Approved).await;
        assert_eq!(scene.found(8, at("Se https://avis.example/2")).await.1, signals(&[("host-known", -0.5, "")]));
        assert_eq!(scene.found(9, at("https://avis.example/3 og https://ukendt.example")).await.1, vec![], "a decoy helps nobody");
        scene.decided(10, at("Køb: https://avis.example/4"), Status::Spam).await;
        assert_eq!(scene.found(11, at("Se https://avis.example/5")).await, (Status::Approved, vec![]), "as many for as against");
        scene.decided(12, at("Køb nu: https://avis.example/6"), Status::Spam).await;
        assert_eq!(scene.found(13, at("Se https://avis.example/7")).await, held(1.5, "avis.example"));
    }

    /// Near-copies of what people marked wait, with their number; copies of what they approved get nothing for it.
    async fn copies_of_marked_spam_are_found(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        let at = |body: &str| json!({"body": body, "key": format!("artikel-{}", body.len())});
        for text in [ADVERT, "Enig.", "Meget fin artikel, tak"] {
            scene.decided(1, at(text), Status::Spam).await;
        }
        let one = scene.send(2, at(LIKE_IT)).await;
        assert_eq!(scene.judged(&one).await, (Status::Pending, signals(&[("copy-spam", 3.0, "1")])));
        let short = scene.found(3, json!({"body": "meget  fin ARTIKEL, tak", "key": "andetsteds"})).await;
        assert_eq!(short, (Status::Pending, signals(&[("copy-spam", 1.5, "1")])));
        assert_eq!(scene.found(4, json!({"body": "Enig.", "key": "andetsteds"})).await, (Status::Approved, vec![]));
        let other = "Det dyreste er ikke papiret, men lagerlejen. Jeg har selv drevet et lille forlag i tolv år";
        scene.decided(5, json!({"body": other}), Status::Approved).await;
        assert_eq!(scene.found(6, json!({"body": other})).await, (Status::Approved, vec![]));

        decide(&scene.app, &scene.site, id(&one), Status::Spam).await;
        scene.decided(7, json!({"body": format!("Hej alle. {ADVERT}")}), Status::Spam).await;
        let many = scene.found(8, json!({"body": format!("{ADVERT} igen")})).await;
        assert_eq!(many, (Status::Pending, signals(&[("copy-spam", 4.0, "3")])), "history alone never makes spam");
        scene.app.clock.advance(31 * Timestamp::DAY);
        assert_eq!(scene.found(9, json!({"body": format!("{ADVERT} endnu")})).await.1, vec![], "a month is over");
    }

    /// Two kinds of history that agree make spam, and a decision that is taken back is no history.
    async fn a_marked_domain_in_a_near_copy_is_spam_until_that_is_taken_back(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        let sent = scene.send(1, json!({"body": format!("{ADVERT} https://skidt.example/a")})).await;
        let desk = Desk::signed_in(&scene.app, EMAIL).await;
        told(&desk, "/desk/magasinet/decisions", &[("id", &id(&sent).to_string()), ("to", "spam")]).await;
        let again = json!({"body": format!("{LIKE_IT} https://skidt.example/b")});
        let both = signals(&[("host-spam", 3.0, "skidt.example"), ("copy-spam", 3.0, "1")]);
        let second = scene.send(2, again).await;
        assert_eq!(scene.judged(&second).await, (Status::Spam, both));
        assert_eq!(second["status"], "pending", "its sender learns nothing");
        let page = desk.page(&format!("/desk/magasinet/comments/{}", id(&second))).await;
        for sentence in ["Fører til »skidt.example«.", "Ligner en kommentar, som I har markeret som spam."] {
            assert!(page.contains(sentence), "{sentence}");
        }
        told(&desk, "/desk/magasinet/undo", &[]).await;
        let third = json!({"body": format!("{LIKE_IT} https://skidt.example/c")});
        assert_eq!(scene.found(3, third).await, (Status::Approved, vec![]), "nobody marked the second");
    }

    /// An old article where nobody writes any more is a place for spam; one where people write is not.
    async fn a_comment_on_an_old_silent_article_is_noticed(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        scene.send(1, json!({"body": "Det første."})).await;
        scene.app.clock.advance(59 * Timestamp::DAY);
        assert_eq!(scene.found(2, json!({"body": "Næsten to måneder efter."})).await.1, vec![]);
        scene.app.clock.advance(29 * Timestamp::DAY);
        assert_eq!(scene.found(3, json!({"body": "Her skrives der endnu."})).await.1, vec![]);
        scene.app.clock.advance(31 * Timestamp::DAY);
        let late = scene.found(4, json!({"body": "Hvor er her stille."})).await;
        assert_eq!(late, (Status::Approved, signals(&[("article-old", 0.5, "31")])));
        assert_eq!(scene.found(5, json!({"body": "Ny.", "key": "ny artikel"})).await.1, vec![]);
    }

    /// Who changes a text is judged by it as if it came now; what is known of the comment itself is no history of it.
    async fn a_changed_text_is_judged_by_history_too(db: TestDb) {
        let scene = Scene::of(&db, &[("edit_minutes", "60")]).await;
        scene.decided(1, json!({"body": format!("{ADVERT} https://skidt.example/a")}), Status::Spam).await;
        let sent = scene.send(2, json!({"body": "Et uskyldigt indlæg."})).await;
        assert_eq!(scene.judged(&sent).await, (Status::Approved, vec![]));
        let edited = edit(&scene, &sent, "Et indlæg med https://skidt.example/b").await;
        assert_eq!(scene.judged(&edited).await, (Status::Pending, signals(&[("host-spam", 3.0, "skidt.example")])));
        edit(&scene, &sent, &format!("{LIKE_IT} https://skidt.example/b")).await;
        assert_eq!(scene.judged(&sent).await.0, Status::Spam);
        edit(&scene, &sent, "Et uskyldigt indlæg igen.").await;
        assert_eq!(scene.judged(&sent).await, (Status::Approved, vec![]), "its own links are no history");

        let link = scene.send(3, json!({"body": "https://skidt.example/c"})).await;
        let withdrawn = scene.app.request("DELETE", &format!("/api/v1/magasinet/comments/{}", id(&link)));
        let receipt = link["receipt"].as_str().unwrap();
        assert!(withdrawn.bearer_auth(receipt).send().await.unwrap().status().is_success());
        assert_eq!(scene.judged(&link).await.1, signals(&[("host-spam", 3.0, "…")]), "where it led goes with it");
    }

    /// What the owner switched off yields no signal.
    async fn each_check_can_be_turned_off(db: TestDb) {
        let scene = Scene::of(&db, &[]).await;
        let text = |n: u8| format!("{ADVERT} {n} https://skidt.example/{n}");
        for n in 0..3 {
            scene.decided(1, json!({"body": text(n)}), Status::Spam).await;
        }
        scene.app.clock.advance(20 * Timestamp::DAY);
        scene.send(9, json!({"body": "Det første.", "key": "gammel"})).await;
        scene.app.clock.advance(61 * Timestamp::DAY);
        scene.decided(1, json!({"body": text(4)}), Status::Spam).await;
        let codes = ["honeypot", "token-missing", "host-spam", "copy-spam", "address-spam", "article-old"];
        for (n, (check, gone)) in [
            ("", &[][..]),
            ("honeypot", &["honeypot"]),
            ("form", &["token-missing"]),
            ("domains", &["host-spam"]),
            ("copies", &["copy-spam"]),
            ("sender", &["address-spam"]),
            ("article", &["article-old"]),
            ("domains, copies\nsender", &["host-spam", "copy-spam", "address-spam"]),
            ("article copies domains form honeypot model sender", &codes),
        ]
        .into_iter()
        .enumerate()
        {
            set(&scene, "checks_off", check).await;
            let n = u8::try_from(n).unwrap() + 10;
            let sent = json!({"body": text(n), "key": "gammel", "token": "", "hjemmeside2": "x"});
            let sent = scene.send(1, sent).await;
            let comment = scene.app.services.store.desk_comment(scene.site.id, CommentId(id(&sent))).await.unwrap().unwrap();
            let found = comment.verdict.signals.iter().map(|s| s.code.as_str());
            let found: Vec<_> = found.filter(|code| *code != "model").collect();
            let expected: Vec<_> = codes.into_iter().filter(|code| !gone.contains(code)).collect();
            assert_eq!(found, expected, "without {check}");
        }
    }
}

/// Changes a setting as the command line does.
async fn set(scene: &Scene, name: &str, value: &str) {
    let settings = [(name.to_owned(), value.to_owned())];
    svar::sites::set(&scene.app.services, &scene.site.key, &settings).await.unwrap();
}

async fn edit(scene: &Scene, sent: &Value, body: &str) -> Value {
    let edit = scene.app.request("PATCH", &format!("/api/v1/magasinet/comments/{}", id(sent)));
    let answer = edit.bearer_auth(sent["receipt"].as_str().unwrap()).json(&json!({"body": body})).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

/// Opens the link that is mailed to the address of a comment.
async fn confirm(scene: &Scene, sent: &Value) {
    let receipt = format!("/r/{}", sent["receipt"].as_str().unwrap());
    assert_eq!(scene.app.form(&receipt, &[("action", "confirm")]).send().await.unwrap().status(), 303);
    let link = crate::browser::mailed_link(&scene.app).await;
    let path = &link[link.find("/m/").unwrap()..];
    assert!(scene.app.form(path, &[]).send().await.unwrap().status().is_success());
}
