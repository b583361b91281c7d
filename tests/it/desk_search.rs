//! Finding comments at the desk: what the address bar holds, what it never holds, and what follows a comment's fate.

use reqwest::StatusCode;
use serde_json::json;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;
use svar::store::jobs::{JobKind, NewJob};

use crate::desk::{Desk, EMAIL, magazine, read, waiting};
use crate::readers::posted;
use crate::store::Raw;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const PATH: &str = "/desk/magasinet/comments";

/// Where a search form leads.
async fn led(desk: &Desk<'_>, fields: &[(&str, &str)]) -> String {
    let answer = desk.send(PATH, fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

on_both_engines! {
    async fn words_are_found_marked_and_decided_about(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let ids = waiting(&app, &["Den grønlandske indlandsis smelter", "En hund <b>og</b> en kat"]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let address = led(&desk, &[("q", "GROENLANDSKE")]).await;
        assert_eq!(address, "/desk/magasinet/comments?q=GROENLANDSKE");
        let html = desk.page(&address).await;
        assert!(html.contains("<mark>grønlandske</mark>") && !html.contains("hund"), "{html}");
        assert!(desk.page(&format!("{PATH}?q=læser+-smelter")).await.contains("hund og en kat"));

        let id = ids[0].to_string();
        let after = desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "approved"), ("back", &address)]).await;
        assert!(after.contains("1 kommentar godkendt.") && after.contains("<mark>grønlandske</mark>"));
        assert!(!desk.page(&format!("{PATH}?q=smelter&status=pending")).await.contains("<mark>"));
        assert!(desk.page(&format!("{PATH}?q=smelter&status=approved&by=person")).await.contains("<mark>"));
        assert_eq!(crate::desk::tally(&app, &site).await, crate::desk::counted(1, 1, 0, 0));
    }

    /// An e-mail address and a client's address are asked for by a hash, and stand nowhere.
    async fn an_address_is_found_and_never_shown(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        waiting(&app, &["Fra den første", "Fra den anden"]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        for fields in [[("email", "Hemmelig1@laeser.example")], [("q", "hemmelig1@laeser.example")]] {
            let address = led(&desk, &fields).await;
            assert!(address.contains("person=") && !address.to_lowercase().contains("hemmelig"), "{address}");
            let html = desk.page(&address).await;
            assert!(html.contains("Fra den anden") && !html.contains("Fra den første"));
            assert!(html.contains("e-mailadressen, du skrev") && !html.to_lowercase().contains("hemmelig1@"));
        }
        let address = led(&desk, &[("address", "127.0.0.1")]).await;
        assert!(address.contains("client=") && !address.contains("127.0.0.1"));
        assert!(desk.page(&address).await.contains("Fra den første"));
        let address = led(&desk, &[("address", "127.0.0.0/24")]).await;
        assert!(address.contains("net=127.0.0.0%2F24") && desk.page(&address).await.contains("Fra den anden"));
        let address = led(&desk, &[("address", "203.0.113.9")]).await;
        assert!(desk.page(&address).await.contains("ingen kommentarer, der passer"));

        for (fields, sentence) in [
            ([("email", "ingen adresse"), ("name", "Bo")], "Det er ikke en e-mailadresse."),
            ([("address", "127.0.0.1/32"), ("name", "Bo")], "Det er ikke en netadresse."),
        ] {
            let answer = desk.send(PATH, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let html = read(answer).await;
            assert!(html.contains(sentence) && html.contains(fields[0].1) && html.contains("value=\"Bo\""));
        }
        // A hash of one site opens nothing at another.
        let other = app.add_site("andre", &[]).await;
        app.add_moderator("ude@redaktion.example", Role::Owner, &[&other]).await;
        let person = led(&desk, &[("email", "hemmelig1@laeser.example")]).await.replace("magasinet", "andre");
        let ude = Desk::signed_in(&app, "ude@redaktion.example").await;
        assert!(ude.page(&person).await.contains("gælder ikke her"));
        assert_eq!(ude.get(PATH).await.status(), StatusCode::NOT_FOUND);
        assert!(!ude.page("/desk/andre/comments?q=fra").await.contains("Fra den"));
    }

    /// What says nothing sensible is told beside its field and left out; the rest is searched for.
    async fn bad_values_are_told_and_left_out(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        waiting(&app, &["Der står noget"]).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        for (query, sentence) in [
            ("from=2026-02-30", "Det er ikke en dato."),
            ("to=i+g%C3%A5r", "Det er ikke en dato."),
            ("host=%3C%3E", "Det er ikke et domæne."),
            ("status=gone", "Den status findes ikke."),
            ("reason=%27", "Den grund findes ikke."),
            ("by=x", "Vælg, om et menneske"),
            ("thread=-1", "Artiklen kunne ikke findes."),
            ("article=findesikke", "Der er ingen artikel med de ord."),
            ("person=abc", "gælder ikke her"),
            ("client=abc", "gælder ikke her"),
            ("net=203.0.113.7/32", "kunne ikke læses"),
        ] {
            let html = desk.page(&format!("{PATH}?{query}")).await;
            assert!(html.contains(sentence) && html.contains("Der står noget"), "{query}: {html}");
        }
        for hostile in ["%22%3E%3Cscript%3E", "%00", "%27%3B+DROP", "%22", "a%22*-%28"] {
            for name in ["q", "name", "article", "order", "host"] {
                let html = desk.page(&format!("{PATH}?{name}={hostile}")).await;
                assert!(!html.contains("<script>"), "{name}={hostile}");
            }
        }
        assert_eq!(desk.get(&format!("{PATH}?after=abc")).await.status(), StatusCode::BAD_REQUEST);
    }

    /// One article is chosen by its title, or offered among several.
    async fn an_article_is_chosen_by_its_title(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        for (key, body) in [("et-forlag", "Første"), ("to-forlag", "Andet")] {
            let id = posted(&app, "magasinet", json!({"key": key, "body": body})).await["id"].as_i64().unwrap();
            crate::readers::decide(&app, &site, id, svar::domain::comment::Status::Approved).await;
        }
        let desk = Desk::signed_in(&app, EMAIL).await;
        let one = desk.page(&format!("{PATH}?article=et+forlag")).await;
        assert!(one.contains("artiklen »et-forlag«") && one.contains("Første") && !one.contains("Andet"));
        let both = desk.page(&format!("{PATH}?article=forlag")).await;
        assert!(both.contains("Hvilken artikel?") && both.contains("Første") && both.contains("Andet"));
    }

    /// Pages follow each other, each comment once; and a cursor is of one search.
    async fn pages_show_each_comment_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let bodies: Vec<String> = (0..53).map(|n| format!("Nummer {n:02} af mange.")).collect();
        waiting(&app, &bodies.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let first = desk.page(&format!("{PATH}?q=mange")).await;
        let next = first.split("href=\"").find(|rest| rest.contains("rel=\"next\"")).unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&");
        let second = desk.page(&next).await;
        for n in 0..53 {
            let number = format!("Nummer {n:02}");
            assert_eq!((first.contains(&number), second.contains(&number)), (n >= 3, n < 3), "{n}");
        }
        let of_another = next.replace("q=mange", "q=nummer");
        assert_eq!(desk.get(&of_another).await.status(), StatusCode::BAD_REQUEST);
    }

    /// Edited, a comment is found by its new words; taken back or erased, by none.
    async fn the_index_follows_a_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let comment = posted(&app, "magasinet", json!({"body": "oprindelig https://eksempel.dk/x"})).await;
        let (id, receipt) = (comment["id"].to_string(), comment["receipt"].as_str().unwrap());
        posted(&app, "magasinet", json!({"body": "andenperson", "email": "en@laeser.example", "name": "En"})).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let found = async |query: &str| desk.page(&format!("{PATH}?{query}")).await.contains("<article");
        assert!(found("q=oprindelig").await && found("host=www.eksempel.dk").await && !found("host=andet.dk").await);
        let path = format!("/api/v1/magasinet/comments/{id}");
        let edit = app.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": "forandret"}));
        assert!(edit.send().await.unwrap().status().is_success());
        assert!(found("q=forandret").await && !found("q=oprindelig").await && !found("host=eksempel.dk").await);
        app.request("DELETE", &path).bearer_auth(receipt).send().await.unwrap();
        assert!(!found("q=forandret").await);
        assert!(found("q=andenperson").await);
        svar::privacy::erase(&app.services, &svar::domain::author::Email::parse("en@laeser.example").unwrap()).await.unwrap();
        assert!(!found("q=andenperson").await);
    }

    /// Comments from before search are made findable by a job, which may be cut off and begin again.
    async fn what_was_there_before_becomes_findable(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        waiting(&app, &["Gamle ord https://eksempel.dk", "Flere gamle ord"]).await;
        let raw = Raw::open(&db).await;
        raw.run("DELETE FROM link WHERE site_id = $1", site.id.0).await;
        raw.run("UPDATE thread SET words = '' WHERE site_id = $1", site.id.0).await;
        let all = if matches!(raw, Raw::Sqlite(_)) { "rowid > $1 - 9" } else { "site_id = $1" };
        raw.run(&format!("DELETE FROM comment_search WHERE {all}"), site.id.0).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        assert!(!desk.page(&format!("{PATH}?q=gamle")).await.contains("<article"));
        let far = app.now().plus(Timestamp::DAY);
        let (kind, payload) = (JobKind::Index, json!({}));
        let mut tx = app.services.store.begin().await.unwrap();
        tx.add_job(&NewJob { site: site.id, kind, comment: None, payload: payload.clone(), run_at: far }).await.unwrap();
        tx.commit().await.unwrap();
        assert!(desk.page(&format!("{PATH}?q=gamle")).await.contains("ved at blive gjort søgbare"));
        for _ in 0..2 {
            svar::moderation::index(&app.services, &site, &payload).await.unwrap();
        }
        for query in ["q=gamle", "host=eksempel.dk", "article=artikel"] {
            assert!(desk.page(&format!("{PATH}?{query}")).await.contains("<article"), "{query}");
        }
    }
}
