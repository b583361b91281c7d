//! People at the desk: the list, one person, the team's notes, trust, and the address for those who may see it.

use reqwest::StatusCode;
use serde_json::{Value, json};
use svar::domain::author::Email;
use svar::domain::moderator::Role;
use svar::privacy;

use crate::desk::{Desk, EMAIL, magazine};
use crate::desk_looks::shut_nobody_out;
use crate::readers::{decide, listed, posted};
use crate::support::app::TestApp;
use crate::support::{Engine, TestDb, on_both_engines};
use svar::domain::comment::Status;

const SECRET: &str = "sonja.hemmelig@laeser.example";

async fn sent(app: &TestApp, name: &str, email: &str, body: &str) -> i64 {
    posted(app, "magasinet", json!({"name": name, "email": email, "body": body})).await["id"].as_i64().unwrap()
}

/// The address of the person who wrote a comment, as its card has it.
async fn person_of(desk: &Desk<'_>, comment: i64) -> String {
    let page = desk.page(&format!("/desk/magasinet/comments/{comment}")).await;
    let (_, rest) = page.split_once("href=\"/desk/magasinet/people/").expect("the card leads to the person");
    format!("/desk/magasinet/people/{}", rest.split('"').next().unwrap())
}

on_both_engines! {
    /// Whoever writes with one address is one person; names are searched, and another site sees nobody.
    async fn a_person_is_found_by_any_name_and_shown_with_the_record(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first = sent(&app, "Sonja Holm", SECRET, "Den første.").await;
        sent(&app, "Søster Sonja", SECRET, "Den anden.").await;
        sent(&app, "Karl", "karl@laeser.example", "En tredje.").await;
        decide(&app, &site, first, Status::Approved).await;

        let found = desk.page("/desk/magasinet/people?q=holm").await;
        assert!(found.contains("Søster Sonja") && !found.contains("Karl"));
        let path = person_of(&desk, first).await;
        let page = desk.page(&path).await;
        assert!(page.contains("1 godkendt · 1 afventer") && page.contains("Sonja Holm") && page.contains("Den anden."));
        assert!(!page.contains(SECRET) && !found.contains(SECRET));
        assert!(desk.page("/desk/magasinet/people?trusted=1").await.contains("Ingen passer"));
        app.add_site("avisen", &[]).await;
        assert_eq!(desk.get(&path.replace("magasinet", "avisen")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(desk.get("/desk/magasinet/people/4711").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(desk.get("/desk/magasinet/people?before=x").await.status(), StatusCode::BAD_REQUEST);
    }

    /// Notes stand on every card of the person, are their author's to delete, and are never a reader's to see.
    async fn notes_are_the_teams_alone(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        app.add_moderator("line@redaktion.example", Role::Moderator, &[&site]).await;
        let (anne, line) = (Desk::signed_in(&app, EMAIL).await, Desk::signed_in(&app, "line@redaktion.example").await);
        let ids = [sent(&app, "Sonja", SECRET, "Den første.").await, sent(&app, "Sonja", SECRET, "Den anden.").await];
        let path = person_of(&anne, ids[0]).await;
        let note = "Ringede i mandags <script>alert(1)</script>";
        let said = anne.sent(&format!("{path}/notes"), &[("text", note)]).await;
        assert!(said.contains("Noten er gemt."));
        for id in ids {
            let card = line.page(&format!("/desk/magasinet/comments/{id}")).await;
            assert!(card.contains("Ringede i mandags &#60;script&#62;") && !card.contains("<script>alert"), "{card}");
            decide(&app, &site, id, Status::Approved).await;
        }
        for reader in ["/t/magasinet?key=artikel", "/api/v1/magasinet/comments?key=artikel", "/t/magasinet/feed.atom"] {
            assert!(!app.get(reader).await.text().await.unwrap().contains("mandags"), "{reader}");
        }
        let long = "x".repeat(2_001);
        let refused = anne.send(&format!("{path}/notes"), &[("text", &long)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text().await.unwrap();
        assert!(page.contains("Forkort noten med 1 tegn.") && page.contains(&long));

        let id = anne.page(&path).await.split("name=\"delete\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(line.send(&format!("{path}/notes"), &[("delete", &id)]).await.status(), StatusCode::NOT_FOUND);
        let karl = person_of(&anne, sent(&app, "Karl", "karl@laeser.example", "En tredje.").await).await;
        assert_eq!(anne.send(&format!("{karl}/notes"), &[("delete", &id)]).await.status(), StatusCode::NOT_FOUND, "not his");
        assert!(!anne.sent(&format!("{path}/notes"), &[("delete", &id)]).await.contains("mandags"));
        anne.sent("/desk/magasinet/undo", &[]).await;
        assert!(anne.page(&path).await.contains("mandags"), "taken back");

        let email = Email::parse(SECRET).unwrap();
        let export = serde_json::to_string(&privacy::export(&app.services, &email).await.unwrap()).unwrap();
        assert!(export.contains("mandags"), "it is about this person, so this person may have it");
        privacy::erase(&app.services, &email).await.unwrap();
        assert_eq!(anne.get(&path).await.status(), StatusCode::NOT_FOUND);
        assert!(privacy::export(&app.services, &email).await.unwrap().is_empty());
    }

    /// Trust counts only for who proves to be that person, and never against the filter.
    async fn trust_needs_proof_and_does_not_bypass_the_filter(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0"), ("spam_words", "guldkasino")]).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first: Value = posted(&app, "magasinet", json!({"name": "Sonja", "email": SECRET, "body": "Hej."})).await;
        let path = person_of(&desk, first["id"].as_i64().unwrap()).await;
        assert!(desk.sent(&format!("{path}/trust"), &[("to", "trusted")]).await.contains("Personen er betroet."));
        assert!(desk.page("/desk/magasinet/people?trusted=1").await.contains("Sonja"));
        let typed = posted(&app, "magasinet", json!({"name": "Sonja", "email": SECRET, "body": "Jeg er det virkelig."})).await;
        assert_eq!(typed["status"], "pending", "a typed address proves nothing");
        desk.sent("/desk/magasinet/undo", &[]).await;
        assert!(!desk.page("/desk/magasinet/people?trusted=1").await.contains("Sonja"));
        desk.sent(&format!("{path}/trust"), &[("to", "trusted")]).await;
        let spam = posted(&app, "magasinet", json!({"name": "Sonja", "email": SECRET, "body": "guldkasino", "author": first["receipt"]})).await;
        assert_eq!(spam["status"], "pending");
        assert_eq!(app.services.store.tally(site.id).await.unwrap().spam, 1);
        assert_eq!(desk.send(&format!("{path}/trust"), &[("to", "x")]).await.status(), StatusCode::BAD_REQUEST);
    }

    /// The address is for editors, on a button, and the log says who looked.
    async fn whoever_sees_an_address_is_in_the_log(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        app.add_moderator("line@redaktion.example", Role::Moderator, &[&site]).await;
        let (anne, line) = (Desk::signed_in(&app, EMAIL).await, Desk::signed_in(&app, "line@redaktion.example").await);
        let id = sent(&app, "Sonja", SECRET, "Hej.").await;
        let path = format!("{}/email", person_of(&anne, id).await);
        assert_eq!(line.send(&path, &[]).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(anne.get(&path).await.status(), StatusCode::METHOD_NOT_ALLOWED);
        let before = anne.page("/desk/magasinet/log").await;
        assert!(!before.contains("så e-mailadressen"));
        assert!(anne.send(&path, &[]).await.text().await.unwrap().contains(SECRET));
        let log = anne.page("/desk/magasinet/log").await;
        assert!(log.contains("så e-mailadressen") && !log.contains(SECRET));
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 0);
    }
}

/// Nobody is shut out of the pages about people and bans, and nothing is too wide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_and_bans_shut_nobody_out() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    magazine(&app).await;
    let desk = Desk::signed_in(&app, EMAIL).await;
    let id = sent(&app, "Etmegetlangtnavnudenmellemrumsomikkekanbrydesnogetsteds", SECRET, "Hej.").await;
    let path = person_of(&desk, id).await;
    desk.sent(&format!("{path}/notes"), &[("text", "Ringede i mandags.")]).await;
    desk.sent(&format!("{path}/trust"), &[("to", "trusted")]).await;
    desk.sent("/desk/magasinet/bans", &[("what", "email"), ("comment", &id.to_string()), ("days", "7")]).await;
    let comment = format!("/desk/magasinet/comments/{id}");
    let pages = [
        ("people", "/desk/magasinet/people"),
        ("person", path.as_str()),
        ("bans", "/desk/magasinet/bans"),
        ("comment-and-person", comment.as_str()),
    ];
    shut_nobody_out(&app, &pages).await;
}
