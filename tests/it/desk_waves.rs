//! Waves of near-copies, and how the desks that stay open hear of each other.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Queue, Status};
use svar::moderation;
use svar::spam::sketch::Sketch;

use crate::desk::{Desk, EMAIL, counted, magazine, tally};
use crate::desk_undo::told;
use crate::readers::{listed, posted};
use crate::support::app::TestApp;
use crate::support::{Engine, TestDb, on_both_engines};

/// One text in many coats.
const ADVERTS: [&str; 5] = [
    "Jeg tjente 4000 kr om ugen hjemmefra med denne fantastiske metode, se selv hvordan det virker på min side nu",
    "jeg tjente 9000 kr om ugen hjemmefra med denne fantastiske metode, se selv hvordan det virker på min side i dag!",
    "Jeg tjente 250 kr om ugen hjemmefra med DENNE fantastiske metode — se selv hvordan det virker på min side nu",
    "Hej alle. Jeg tjente 4000 kr om ugen hjemmefra med denne fantastiske metode, se selv hvordan det virker på min side",
    "Jég tjente 7000 kr om ugen hjemmefra med denne fantastiske metode; se selv hvordan det virker på min side nu",
];

async fn sent(app: &TestApp, n: usize, body: &str) -> Value {
    let email = format!("laeser{n}@laeser.example");
    posted(app, "magasinet", json!({"name": format!("Læser {n}"), "email": email, "body": body})).await
}

fn id(answer: &Value) -> i64 {
    answer["id"].as_i64().unwrap()
}

/// The fields by which the desk decides about the wave that stands first.
async fn first_wave(app: &TestApp) -> Vec<String> {
    let site = app.services.store.sites().await.unwrap().remove(0);
    let waves = moderation::waves(&app.services, &site, Queue::Of(Status::Pending)).await.unwrap();
    waves[0].members.iter().map(|m| format!("{}.{}", m.id.0, m.version.unwrap())).collect()
}

async fn wave_decided(desk: &Desk<'_>, members: &[String], to: &str) -> Value {
    let fields: Vec<_> = members.iter().map(|id| ("id", id.as_str())).chain([("to", to)]).collect();
    let (status, answer) = told(desk, "/desk/magasinet/waves", &fields).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

#[test]
fn copies_are_alike_whatever_their_coat_and_strangers_are_not() {
    let sketch = |text: &str| Sketch::of(text).unwrap();
    for (n, one) in ADVERTS.iter().enumerate() {
        for other in &ADVERTS[n + 1..] {
            let likeness = sketch(one).likeness(&sketch(other));
            assert!(likeness >= 0.5, "{likeness}: {one} / {other}");
        }
    }
    let strangers = [
        "Tak for en grundig artikel. Jeg savner dog, at I forholder jer til de mindre forlag, som ikke har råd",
        "Det dyreste er ikke papiret, men lagerlejen. Jeg har selv drevet et lille forlag i tolv år",
        "Jeg har været bibliotekar i 31 år og savner en ting i regnestykket, nemlig de frivillige timer",
    ];
    for (n, one) in strangers.iter().enumerate() {
        for other in strangers[n + 1..].iter().chain(&ADVERTS) {
            let likeness = sketch(one).likeness(&sketch(other));
            assert!(likeness <= 0.15, "{likeness}: {one} / {other}");
        }
    }
    assert_eq!(Sketch::of("Enig. Godt skrevet."), None, "a few words are no text");
    let kept = sketch(ADVERTS[0]);
    assert_eq!(Sketch::from_bytes(&kept.bytes()), Some(kept));
    assert_eq!(Sketch::from_bytes(b"kort"), None);
}

on_both_engines! {
    /// Near-copies are one entry of the queue; readers who only share an address, or a word, are not.
    async fn near_copies_stand_together_and_neighbours_do_not(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let first = id(&sent(&app, 0, ADVERTS[0]).await);
        sent(&app, 1, "Enig.").await;
        sent(&app, 2, "Enig.").await;
        sent(&app, 3, "Jeg har selv drevet et lille forlag i tolv år og kan nikke genkendende til det hele.").await;
        for (n, advert) in ADVERTS.iter().enumerate().skip(1) {
            sent(&app, 10 + n, advert).await;
        }
        let a = id(&sent(&app, 20, "Læs mere på https://tilbud.example/a").await);
        let b = id(&sent(&app, 21, "Fin artikel! https://tilbud.example/b").await);

        let waves = moderation::waves(&app.services, &site, Queue::Of(Status::Pending)).await.unwrap();
        let members: Vec<Vec<i64>> = waves.iter().map(|w| w.members.iter().map(|m| m.id.0).collect()).collect();
        assert_eq!(members, [vec![first, first + 4, first + 5, first + 6, first + 7], vec![a, b]]);
        let page = Desk::signed_in(&app, EMAIL).await.page("/desk/magasinet/queue").await;
        assert!(page.contains("5 næsten ens kommentarer") && page.contains("de fører alle til tilbud.example"));
        assert!(page.contains(&format!("id=\"c{first}\"")) && !page.contains(&format!("id=\"c{}\"", first + 4)));
    }

    /// One decision settles the group and what arrives of it for a day; taking it back takes back all.
    async fn one_decision_settles_a_wave_and_its_arrivals_until_tomorrow(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        for (n, advert) in ADVERTS.iter().take(3).enumerate() {
            sent(&app, n, advert).await;
        }
        sent(&app, 8, "Noget helt andet, som venter på sin tur i køen hos redaktionen.").await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let answer = wave_decided(&desk, &first_wave(&app).await, "spam").await;
        assert_eq!(answer["decided"].as_array().unwrap().len(), 3);
        assert_eq!(tally(&app, &site).await, counted(1, 0, 3, 0));

        let late = sent(&app, 30, ADVERTS[3]).await;
        assert_eq!(late["status"], "pending", "the sender learns nothing");
        sent(&app, 31, "Et indlæg om noget tredje, som ikke ligner de andre det mindste.").await;
        assert_eq!(tally(&app, &site).await, counted(2, 0, 4, 0));
        let page = desk.page(&format!("/desk/magasinet/comments/{}", id(&late))).await;
        assert!(page.contains("Ligner andre, som redaktionen har afgjort samlet.") && page.contains("fulgte en samlet afgørelse"));

        let receipt = late["receipt"].as_str().unwrap();
        let edit = app.request("PATCH", &format!("/api/v1/magasinet/comments/{}", id(&late))).bearer_auth(receipt);
        let edited: Value = edit.json(&json!({"body": "Noget helt uskyldigt."})).send().await.unwrap().json().await.unwrap();
        assert_eq!(edited["status"], "pending", "who changes the text afterwards waits for a person");
        assert_eq!(tally(&app, &site).await, counted(3, 0, 3, 0));
        let another = sent(&app, 34, ADVERTS[3]).await;
        assert_eq!(another["status"], "pending");

        let (_, undone) = told(&desk, "/desk/magasinet/undo", &[]).await;
        assert_eq!(undone["restored"].as_array().unwrap().len(), 4, "the arrival too");
        assert_eq!(tally(&app, &site).await, counted(7, 0, 0, 0));
        sent(&app, 32, ADVERTS[4]).await;
        assert_eq!(tally(&app, &site).await, counted(8, 0, 0, 0), "nothing follows what was taken back");

        wave_decided(&desk, &first_wave(&app).await, "trash").await;
        app.clock.advance(moderation::FOLLOWED + Timestamp::SECOND);
        let before = tally(&app, &site).await;
        sent(&app, 33, ADVERTS[0]).await;
        assert_eq!(tally(&app, &site).await.pending, before.pending + 1, "a day is over");
    }

    /// After an approved wave only what is all but the same is shown, and only if the filter has nothing against it.
    async fn an_approved_wave_publishes_only_the_same(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let call = "Vi undertegnede læsere opfordrer kommunen til at bevare det gamle bibliotek i Rømersgade";
        sent(&app, 1, call).await;
        sent(&app, 2, call).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        wave_decided(&desk, &first_wave(&app).await, "approved").await;
        assert_eq!(sent(&app, 3, call).await["status"], "approved");
        let smuggled = format!("{call} https://smugler.example");
        assert_eq!(sent(&app, 4, &smuggled).await["status"], "pending", "it leads elsewhere");
        sent(&app, 5, &format!("{call} https://a.example https://b.example")).await;
        assert_eq!(tally(&app, &site).await, counted(2, 3, 0, 0));
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 3);
    }

    /// Whoever asks hears who decided what since, and how many came; never of another site.
    async fn the_desk_tells_what_others_decided(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let first = id(&sent(&app, 1, "En kommentar.").await);
        let desk = Desk::signed_in(&app, EMAIL).await;
        let news = async |query: &str| {
            desk.get(&format!("/desk/magasinet/news{query}")).await.json::<Value>().await.unwrap()
        };
        let start = news("").await;
        assert_eq!((start["changes"].as_array().unwrap().len(), start["counts"]["pending"].as_i64()), (0, Some(1)));
        let (after, seen) = (start["after"].as_i64().unwrap(), start["newest"].as_i64().unwrap());
        crate::readers::decide(&app, &site, first, Status::Approved).await;
        sent(&app, 2, "En til.").await;
        let other = app.add_site("avisen", &[]).await;
        let strange = posted(&app, "avisen", json!({})).await;
        crate::readers::decide(&app, &other, id(&strange), Status::Spam).await;

        let now = news(&format!("?after={after}&seen={seen}")).await;
        let changes = now["changes"].as_array().unwrap();
        assert_eq!((changes.len(), &changes[0]["id"], &changes[0]["status"]), (1, &json!(first), &json!("approved")));
        assert!(changes[0]["text"].as_str().unwrap().starts_with("Godkendt af Mette Moderator"));
        assert_eq!((now["new"].as_i64(), now["counts"]["approved"].as_i64()), (Some(1), Some(1)));
        assert_eq!(desk.get("/desk/magasinet/news?after=x").await.status(), StatusCode::BAD_REQUEST);
        assert_eq!(desk.get("/desk/avisen/news").await.status(), StatusCode::NOT_FOUND);
    }
}

/// A stream tells of a decision when it is made, and ends with its session.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_tells_at_once_and_ends_with_its_session() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let site = magazine(&app).await;
    let first = id(&sent(&app, 1, "En kommentar.").await);
    let desk = Desk::signed_in(&app, EMAIL).await;
    let mut stream = desk.get("/desk/magasinet/events?after=0").await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream; charset=utf-8");
    let mut heard = String::new();
    let mut hear = async |what: &str| {
        while !heard.contains(what) {
            heard.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().expect("the stream goes on")));
        }
        heard.clear();
    };
    hear("\"pending\":1").await;
    crate::readers::decide(&app, &site, first, Status::Spam).await;
    hear("\"spam\":1").await;
    desk.send("/desk/sign-out", &[]).await;
    sent(&app, 2, "En til, som ingen hører om.").await;
    while let Some(more) = stream.chunk().await.unwrap() {
        assert!(!String::from_utf8_lossy(&more).contains("\"pending\":1"), "whoever is signed out hears nothing");
    }
    let told = app.services.store.desk_comment(site.id, CommentId(first)).await.unwrap().unwrap();
    assert_eq!(told.status, Status::Spam);
}
