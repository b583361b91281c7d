//! An owner tries settings on the team's last decisions, before anything is saved.

use std::sync::Arc;

use reqwest::{Response, StatusCode};
use serde_json::json;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::learning;

use crate::desk::{Desk, read};
use crate::desk_settings::{OWNER, form_of, site};
use crate::readers::{decide, posted};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const AT: &str = "/desk/magasinet/settings/moderation";
const LINKS: &str = "Se https://a.example og https://b.example";
const SPAM: &str = "Et guldur til enhver pris";
const HAM: &str = "Tak for en grundig artikel. Jeg savner dog et ord om, hvad kommunen siger til det.";

/// A site where only what is doubted waits, with its owner.
async fn open(app: &TestApp, checks_off: &str) -> Arc<Site> {
    let settings = [("moderation", "open"), ("checks_off", checks_off), ("flood_seconds", "0")];
    let site = app.add_site("magasinet", &settings).await;
    app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    site
}

async fn decided(app: &TestApp, site: &Arc<Site>, body: &str, name: &str, to: Status) -> i64 {
    let id = posted(app, "magasinet", json!({"body": body, "name": name})).await["id"].as_i64().unwrap();
    decide(app, site, id, to).await;
    id
}

/// Opens the page, changes some fields, and presses the button that tries.
async fn tried(desk: &Desk<'_>, change: &[(&str, Option<&str>)]) -> Response {
    let page = desk.page(AT).await;
    assert!(page.contains(&format!("formaction=\"{AT}/try\"")), "{page}");
    let form = form_of(&page, change);
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.form(&format!("{AT}/try"), &fields).send().await.unwrap()
}

/// The rows of the table: what it was, what it would be.
fn outcomes(page: &str) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(page);
    let rows = scraper::Selector::parse(".trial tbody tr").unwrap();
    let cells = scraper::Selector::parse("td").unwrap();
    let text = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>();
    let row = |row: scraper::ElementRef<'_>| {
        let mut cells = row.select(&cells).map(text);
        (cells.next().unwrap(), cells.next().unwrap())
    };
    document.select(&rows).map(row).collect()
}

/// Every comment of the list: its address, and its line as text.
fn lines(page: &str) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(page);
    let items = scraper::Selector::parse(".tried ol li").unwrap();
    let link = scraper::Selector::parse("a").unwrap();
    let line = |item: scraper::ElementRef<'_>| {
        let address = item.select(&link).next().unwrap().value().attr("href").unwrap().to_owned();
        (address, item.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
    };
    document.select(&items).map(line).collect()
}

fn numbers(rows: [(i64, i64); 4]) -> Vec<(String, String)> {
    rows.iter().map(|(now, then)| (now.to_string(), then.to_string())).collect()
}

on_both_engines! {
    /// Comment by comment, with what people decided; everything typed stays in the form, and nothing is changed.
    async fn typed_settings_are_tried_and_nothing_is_changed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = open(&app, "model sender copies domains").await;
        let links = decided(&app, &here, LINKS, "Linda", Status::Approved).await;
        let spam = decided(&app, &here, SPAM, "Guldmand", Status::Spam).await;
        let kind = decided(&app, &here, "Et guldur er en god gave.", "Gave", Status::Approved).await;
        decided(&app, &here, HAM, "Tak", Status::Approved).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let typed = [("max_links", Some("0")), ("spam_words", Some("guldur")), ("edit_minutes", Some("17"))];
        let answer = tried(&desk, &typed).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let page = read(answer).await;
        assert!(page.contains("De seneste 4 kommentarer, I har besluttet noget om") && page.contains("Intet er gemt endnu."), "{page}");
        // Right, held, leaked, lost.
        assert_eq!(outcomes(&page), numbers([(2, 3), (1, 0), (1, 0), (0, 1)]));
        let expected = [
            (kind, "Gave Godkendt → Spam I besluttede: Godkendt Et guldur er en god gave."),
            (spam, "Guldmand Godkendt → Spam I besluttede: Spam Et guldur til enhver pris"),
            (links, "Linda Afventer → Godkendt I besluttede: Godkendt Se https://a.example og https://b.example"),
        ];
        let expected = expected.map(|(id, line)| (format!("/desk/magasinet/comments/{id}"), line.to_owned()));
        assert_eq!(lines(&page), expected, "what would go wrong comes first");

        let again = form_of(&page, &[]);
        for (name, value) in [("max_links", "0"), ("spam_words", "guldur"), ("edit_minutes", "17"), ("moderation", "open")] {
            assert!(again.contains(&(name.to_owned(), value.to_owned())), "{name}: {again:?}");
        }
        let now = site(&app).await;
        assert_eq!((now.version, now.policy), (here.version, here.policy.clone()));
        let comment = app.services.store.desk_comment(here.id, CommentId(kind)).await.unwrap().unwrap();
        assert_eq!(comment.status, Status::Approved);
        assert!(app.services.store.settings_changes(here.id, 10).await.unwrap().is_empty());

        // What was tried can be saved as it stands.
        let fields: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(desk.form(AT, &fields).send().await.unwrap().status(), StatusCode::SEE_OTHER);
        assert_eq!(site(&app).await.policy.max_links, 0);
    }

    /// The filter's limits, and checks that are turned off, by what was found when the comments came.
    async fn limits_and_checks_are_tried(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = open(&app, "sender copies domains").await;
        // The first that the filter lets through as it is.
        for body in ["Tak for en god artikel.", HAM, "Hvad siger kommunen?", "Jeg er helt enig med forfatteren i det meste."] {
            let sent = posted(&app, "magasinet", json!({ "body": body })).await;
            if sent["status"] == "approved" {
                decide(&app, &here, sent["id"].as_i64().unwrap(), Status::Approved).await;
                break;
            }
        }
        let doubted = decided(&app, &here, "Gratis spins uden indskud, hent bonus nu", "Kasino", Status::Spam).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = read(tried(&desk, &[]).await).await;
        assert!(page.contains("Ingen af dem ville få en anden skæbne."), "{page}");
        assert_eq!(outcomes(&page), numbers([(1, 1), (1, 1), (0, 0), (0, 0)]));
        let page = read(tried(&desk, &[("approve_below", Some("0"))]).await).await;
        assert_eq!(outcomes(&page), numbers([(1, 0), (1, 2), (0, 0), (0, 0)]), "nothing is below 0");
        let page = read(tried(&desk, &[("check", None)]).await).await;
        assert_eq!(outcomes(&page), numbers([(1, 1), (1, 0), (0, 1), (0, 0)]), "without any check it is shown");
        assert!(lines(&page)[0].0.ends_with(&format!("/{doubted}")));
    }

    /// Where only what is doubted waits, nothing says whose comment was a first one: who proved nothing would wait.
    async fn a_first_comment_would_wait(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = open(&app, "model").await;
        decided(&app, &here, HAM, "Tak", Status::Approved).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = read(tried(&desk, &[("moderation", Some("first"))]).await).await;
        assert_eq!(outcomes(&page), numbers([(1, 0), (0, 1), (0, 0), (0, 0)]));
    }

    /// A wrong value is named, and nothing is tried with half of the settings; without decisions there is nothing to try.
    async fn a_wrong_value_is_named_and_nothing_is_tried(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = open(&app, "model sender").await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = read(tried(&desk, &[]).await).await;
        assert!(page.contains("så der er ikke noget at prøve på") && outcomes(&page).is_empty(), "{page}");
        decided(&app, &here, HAM, "Tak", Status::Approved).await;
        let wrong = [("spam_above", Some("halv")), ("max_links", Some("99")), ("spam_words", Some("artikel"))];
        let answer = tried(&desk, &wrong).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = read(answer).await;
        assert!(page.contains("Skriv et helt tal fra 0 til 20.") && page.contains("set-spam-above-wrong"), "{page}");
        assert!(page.contains("value=\"halv\"") && page.contains("artikel</textarea>") && outcomes(&page).is_empty());
    }

    /// The number of comments is bounded: the last ones are looked at, and the page says how many that were.
    async fn only_the_last_are_looked_at(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = open(&app, "model sender").await;
        for n in 0..4 {
            decided(&app, &here, &format!("Nummer {n} om forlag"), "Tak", Status::Approved).await;
        }
        let mut other = here.policy.clone();
        other.set("hold_words", "forlag").unwrap();
        let found = learning::backtest(&app.services, &here, &other, 3).await.unwrap();
        assert_eq!((found.looked_at, found.then.held, found.differs.len()), (3, 3, 3));
        assert_eq!(found.differs[0].excerpt, "Nummer 3 om forlag");
    }
}
