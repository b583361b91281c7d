//! Readers' reports: from the button under a comment to the moderators' desk, and out of the database again.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use svar::domain::author::Email;
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::moderator::Role;
use svar::privacy::{self, KEPT};

use crate::desk::{Desk, EMAIL, magazine, value_of};
use crate::readers::{decide, fill, form_token, listed, posted};
use crate::store::Raw;
use crate::support::app::{ORIGIN, TestApp};
use crate::support::{Engine, TestDb, eventually, on_both_engines};
use crate::votes::behind_a_proxy;

const HERE: &str = "203.0.113.77";
const THERE: &str = "198.51.100.66";
const SECRET: &str = "sonja.skjult@diskret.example";

async fn send(app: &TestApp, id: &Value, client: &str, change: Value) -> Response {
    let token = form_token(app, "magasinet", "artikel").await;
    let mut flag = json!({"reason": "attack", "token": token});
    flag.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let request = app.request("POST", &format!("/api/v1/magasinet/comments/{id}/flags"));
    request.header("x-forwarded-for", client).header("origin", ORIGIN).json(&flag).send().await.unwrap()
}

async fn flagged(app: &TestApp, id: &Value, client: &str, change: Value) {
    let answer = send(app, id, client, change).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({}));
}

/// A comment that everybody can see.
async fn shown(app: &TestApp, site: &std::sync::Arc<svar::domain::site::Site>, body: &str) -> Value {
    let email = format!("l{}@laeser.example", body.len());
    let comment = posted(app, "magasinet", json!({"body": body, "name": "Bo Bøs", "email": email})).await;
    decide(app, site, comment["id"].as_i64().unwrap(), Status::Approved).await;
    comment
}

/// A row of the database, as far as somebody could be known by it.
type Kept = (bool, bool, bool, String, bool);

async fn kept(db: &TestDb) -> Vec<Kept> {
    let sql = "SELECT reporter IS NOT NULL, contact_sealed IS NOT NULL, email_hash IS NOT NULL, note,
               settled IS NOT NULL FROM flag WHERE site_id = $1 ORDER BY id";
    Raw::open(db).await.rows(sql, 1).await
}

on_both_engines! {
    /// The comment stays, the moderators see why, and their decision settles it.
    async fn a_report_reaches_the_desk_and_is_settled_by_a_decision(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let other = shown(&app, &site, "Den her er der ikke noget i vejen med").await["id"].clone();
        flagged(&app, &id, HERE, json!({"note": "Han <b>råber</b>"})).await;
        flagged(&app, &id, HERE, json!({"reason": "other", "note": "Igen"})).await;
        flagged(&app, &id, THERE, json!({"reason": "illegal", "name": "Sonja Skjult", "email": SECRET})).await;
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 2);

        let desk = Desk::signed_in(&app, EMAIL).await;
        let queue = "/desk/magasinet/queue?status=flagged";
        let html = desk.page(queue).await;
        for said in ["Anmeldt <b>1</b>", "Anmeldt af 2 læsere", "Personangreb eller chikane", "Ulovligt indhold",
            "Han &#60;b&#62;råber&#60;/b&#62;", "Du er dum", "Behold", "Behold valgte"] {
            assert!(html.contains(said), "{said} is missing: {html}");
        }
        for hidden in ["Igen", "Sonja", "diskret", HERE, "Den her er der"] {
            assert!(!html.contains(hidden), "{hidden} is shown");
        }
        let one = desk.page(&format!("/desk/magasinet/comments/{id}")).await;
        assert!(one.contains("Anmeldt af 2 læsere") && one.contains("råber"));

        let id_text = id.to_string();
        let decision = async |to| desk.sent("/desk/magasinet/decisions", &[("id", &id_text), ("to", to), ("back", queue)]).await;
        let kept = decision("approved").await;
        assert!(kept.contains("Ingen anmeldte kommentarer.") && kept.contains("Anmeldt <b>0</b>"), "{kept}");
        let reported = desk.sent("/desk/magasinet/undo", &[("step", &value_of(&kept, "step")), ("back", queue)]).await;
        assert!(reported.contains("Anmeldt <b>1</b>"), "taking it back opens the reports again");
        decision("approved").await;
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 2);
        flagged(&app, &id, HERE, json!({})).await;
        assert!(desk.page(queue).await.contains("Anmeldt <b>0</b>"), "who was heard is not heard twice");
        flagged(&app, &id, "192.0.2.9", json!({"reason": "spam"})).await;
        flagged(&app, &other, "192.0.2.9", json!({"reason": "spam"})).await;
        assert!(desk.page(queue).await.contains("Anmeldt <b>2</b>"));
        let after = decision("trash").await;
        assert!(after.contains("Anmeldt <b>1</b>") && after.contains("1 kommentar afvist.") && !after.contains("Du er dum"));
        let undone = desk.sent("/desk/magasinet/decisions", &[("id", &id_text), ("to", "restore"), ("back", queue)]).await;
        assert!(undone.contains("Anmeldt <b>1</b>"));
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 2);
    }

    /// Machines read the same queue.
    async fn the_desks_api_lists_what_is_reported(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        flagged(&app, &id, HERE, json!({"reason": "illegal", "note": "Det må man ikke", "email": SECRET})).await;
        let token = app.add_token(EMAIL, &site, svar::domain::moderator::Scope::Read).await;
        let list = app.request("GET", "/api/v1/desk/magasinet/comments?status=flagged").bearer_auth(token);
        let text = list.send().await.unwrap().text().await.unwrap();
        assert!(!text.contains("diskret"), "{text}");
        let list: Value = serde_json::from_str(&text).unwrap();
        let flag = &list["comments"][0]["flags"][0];
        assert_eq!((&flag["reason"], &flag["note"]), (&json!("illegal"), &json!("Det må man ikke")));
        assert_eq!((&list["comments"][0]["flag_count"], &list["counts"]["flagged"]), (&json!(1), &json!(1)));
        assert_eq!(list["comments"][0]["status"], "approved");
    }

    /// Every wrong field at once, in words; and nothing is kept.
    async fn what_is_no_report_is_refused_with_its_reason(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        app.add_site("andet", &[("flags", "false"), ("moderation", "open")]).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let waits = posted(&app, "magasinet", json!({"body": "Venter", "email": "v@laeser.example"})).await["id"].clone();
        let long = "å".repeat(1_001);
        for (wrong, codes) in [
            (json!({"reason": ""}), &["reason-missing"][..]),
            (json!({"reason": "grim"}), &["reason-missing"]),
            (json!({"reason": null, "note": long}), &["reason-missing", "note-too-long"]),
            (json!({"reason": "illegal", "email": "sonja@", "name": "x".repeat(99)}), &["name-too-long", "email-invalid"]),
            (json!({"token": "smedet", "reason": ""}), &["token-invalid"]),
            (json!({"token": null}), &["token-invalid"]),
        ] {
            let answer = send(&app, &id, HERE, wrong.clone()).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            let problem: Value = answer.json().await.unwrap();
            let found: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
            assert_eq!(found, codes, "{wrong}");
        }
        for nothing in [json!(999), waits] {
            assert_eq!(send(&app, &nothing, HERE, json!({})).await.status(), 404);
        }
        let off = posted(&app, "andet", json!({})).await;
        let answer = app.request("POST", &format!("/api/v1/andet/comments/{}/flags", off["id"])).json(&json!({"reason": "spam"}));
        assert_eq!(answer.send().await.unwrap().status(), 404);
        let page = app.get("/t/andet?key=artikel").await.text().await.unwrap();
        assert!(!page.contains("svar-report") && !page.contains("Anmeld"), "it is not offered where it is off");
        let foreign = app.request("POST", &format!("/api/v1/magasinet/comments/{id}/flags")).header("origin", "null");
        assert_eq!(foreign.json(&json!({"reason": "spam"})).send().await.unwrap().status(), 403);
        assert!(kept(&db).await.is_empty());
        // What is not asked for is not kept, however wrong it is.
        flagged(&app, &id, HERE, json!({"reason": "spam", "email": "sonja@", "note": "å".repeat(1_000)})).await;
        assert_eq!(kept(&db).await.len(), 1);
        let row = &kept(&db).await[0];
        assert_eq!((row.0, row.1, row.2), (true, false, false));
    }

    /// Without a script: a link, a form, a refusal that keeps what was typed, a thank you.
    async fn a_reader_without_scripts_reports_a_comment(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let thread = format!("{}/t/magasinet?key=artikel", app.base);
        crate::support::app::close_thread(&app.services, &site, svar::domain::thread::ThreadId(1), true).await;
        let html = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        let link = format!("href=\"{thread}&#38;report={id}#svar-report\" rel=\"nofollow\">Anmeld<span class=\"svar-vh\"> kommentaren fra Bo Bøs</span>");
        assert!(html.contains(&link), "closed threads can be reported too: {html}");

        let form = app.get(&format!("/t/magasinet?key=artikel&report={id}")).await;
        assert_eq!(form.status(), 200);
        let form = form.text().await.unwrap();
        for said in ["Anmeld kommentaren fra Bo Bøs", "<legend>Hvorfor anmelder du kommentaren?</legend>", "Trusler eller had",
            "Er indholdet ulovligt, så skriv dit navn", "Tilbage til tråden", "noindex"] {
            assert!(form.contains(said), "{said} is missing: {form}");
        }
        let mut fields = crate::readers::fields_of(&form);
        fields.retain(|(name, _)| name != "reason");
        fill(&mut fields, "note", "Jeg har <skrevet> længe");
        fill(&mut fields, "name", "Sonja");
        fill(&mut fields, "email", SECRET);
        let post = async |fields: &[(String, String)]| app.request("POST", "/t/magasinet/report").form(fields).send().await.unwrap();
        let refused = post(&fields).await;
        assert_eq!(refused.status(), 422);
        let refused = refused.text().await.unwrap();
        assert!(refused.contains("Vælg en grund.") && refused.contains("aria-describedby=\"svar-reason-error\"") && refused.contains("<title>Fejl:"));
        let again = crate::readers::fields_of(&refused);
        for typed in [("note", "Jeg har <skrevet> længe"), ("name", "Sonja"), ("email", SECRET)] {
            assert!(again.contains(&(typed.0.to_owned(), typed.1.to_owned())), "{typed:?} is lost: {again:?}");
        }
        fields.push(("reason".to_owned(), "illegal".to_owned()));
        app.clock.advance(2 * Timestamp::DAY);
        let old = post(&fields).await;
        assert_eq!(old.status(), 422, "the page had been open for long");
        let old = old.text().await.unwrap();
        assert!(old.contains("value=\"illegal\" checked"));
        let token = crate::readers::fields_of(&old).into_iter().find(|(name, _)| name == "token").unwrap().1;
        fill(&mut fields, "token", &token);
        let sent = post(&fields).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        let thanks = app.get(sent.headers()["location"].to_str().unwrap()).await.text().await.unwrap();
        assert!(thanks.contains("Tak. Redaktionen ser på den.") && thanks.contains(&format!("href=\"{thread}\"")), "{thanks}");
        assert_eq!(kept(&db).await, [(true, true, true, "Jeg har <skrevet> længe".to_owned(), false)]);

        let foreign = app.request("POST", "/t/magasinet/report").form(&fields).header("origin", "https://fremmed.example");
        assert_eq!(foreign.send().await.unwrap().status(), 403);
        for nothing in ["999", "x"] {
            fill(&mut fields, "id", nothing);
            assert_eq!(post(&fields).await.status(), 404);
        }
        assert_eq!(app.get("/t/magasinet?key=artikel&report=999").await.status(), 404);
        assert_eq!(app.get(&format!("/t/magasinet?key=anden&report={id}")).await.status(), 404, "not of that thread");
    }

    /// The database is gone altogether: the form comes back alone, in its language, with what was typed.
    async fn a_report_is_not_lost_when_nothing_can_be_read(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = magazine(&app).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let form = app.get(&format!("/t/magasinet?key=artikel&report={id}&lang=en")).await.text().await.unwrap();
        let mut fields = crate::readers::fields_of(&form);
        fields.retain(|(name, _)| name != "reason");
        fields.push(("reason".to_owned(), "illegal".to_owned()));
        fill(&mut fields, "note", "It took me <long> to write");
        fill(&mut fields, "name", "Sonja");
        let post = async |fields: &[(String, String)]| app.request("POST", "/t/magasinet/report").form(fields).send().await.unwrap();
        let mut nowhere = fields.clone();
        fill(&mut nowhere, "id", "x");
        let nowhere = post(&nowhere).await.text().await.unwrap();
        let not_found = app.services.i18n.words(svar::domain::lang::Lang::En).t("notice-not-found");
        assert!(nowhere.contains(&not_found), "in the form's language: {nowhere}");

        app.services.store.close().await;
        let refused = post(&fields).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.headers().contains_key("retry-after"));
        if db.engine == Engine::Postgres {
            // With the database goes the news of changes, so not even the site is believed in any more.
            return;
        }
        let refused = refused.text().await.unwrap();
        assert!(refused.contains("<html lang=\"en\"") && refused.contains("role=\"alert\""), "{refused}");
        assert!(refused.contains("value=\"illegal\" checked") && !refused.contains("svar-asked"), "{refused}");
        let again = crate::readers::fields_of(&refused);
        for typed in fields.iter().filter(|(name, _)| ["id", "key", "note", "name", "lang"].contains(&name.as_str())) {
            assert!(again.contains(typed), "{typed:?} is lost: {again:?}");
        }
    }

    /// Owners and editors can answer whoever gave notice, and that they looked is written down; nobody else
    /// learns that there is anybody.
    async fn whoever_answers_a_notice_sees_who_gave_it_and_that_is_recorded(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        app.add_moderator("owner@redaktion.example", Role::Owner, &[&site]).await;
        app.add_moderator("mod@redaktion.example", Role::Moderator, &[&site]).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let other = shown(&app, &site, "Den her er der ikke noget i vejen med").await["id"].clone();
        flagged(&app, &other, HERE, json!({"reason": "attack", "name": "Sonja Skjult", "email": SECRET})).await;
        flagged(&app, &id, HERE, json!({"reason": "illegal", "name": "Sonja <b>", "email": SECRET})).await;
        flagged(&app, &id, THERE, json!({"reason": "illegal", "email": "anden@diskret.example"})).await;
        let queue = "/desk/magasinet/queue?status=flagged";
        let own = format!("/desk/magasinet/comments/{id}");
        let contact = format!("{own}/contact");
        let moderator = Desk::signed_in(&app, "mod@redaktion.example").await;
        for page in [queue, &own] {
            let html = moderator.page(page).await;
            assert!(!html.contains("Vis kontakt") && !html.contains("/contact"), "{html}");
        }
        assert_eq!(moderator.send(&contact, &[]).await.status(), 404);
        let looked = "SELECT m.name, d.at FROM decision d JOIN moderator m ON m.id = d.moderator_id
                      WHERE d.comment_id = $1 AND d.action = 'flag-contact'";
        let looks = async || Raw::open(&db).await.rows::<(String, i64)>(looked, id.as_i64().unwrap()).await;
        assert!(looks().await.is_empty());

        for (n, who) in [EMAIL, "owner@redaktion.example"].into_iter().enumerate() {
            let desk = Desk::signed_in(&app, who).await;
            let html = desk.page(queue).await;
            assert_eq!(html.matches("Vis kontakt").count(), 1, "{html}");
            assert!(html.contains(&format!("action=\"{contact}\"")) && !html.contains("diskret") && !html.contains("Sonja"));
            assert_eq!(desk.form(&contact, &[("csrf", "smedet")]).send().await.unwrap().status(), 403);
            assert_eq!(desk.get(&contact).await.status(), 405, "looking is never a link");
            assert_eq!(desk.send(&format!("/desk/magasinet/comments/{other}/contact"), &[]).await.status(), 404);
            assert_eq!(looks().await.len(), n);
            let answer = desk.send(&contact, &[]).await;
            assert_eq!(answer.status(), 200);
            assert_eq!(answer.headers()["cache-control"], "no-store");
            let html = crate::desk::read(answer).await;
            for said in ["Sonja &#60;b&#62;", SECRET, "Uden navn", "anden@diskret.example", "historik"] {
                assert!(html.contains(said), "{said} is missing: {html}");
            }
            assert_eq!(looks().await[n], ("Mette Moderator".to_owned(), app.now().0));
        }
        // The address stands nowhere else, and having looked is no decision.
        let desk = Desk::signed_in(&app, EMAIL).await;
        let id_text = id.to_string();
        let decided = desk.sent("/desk/magasinet/decisions", &[("id", &id_text), ("to", "trash"), ("back", &own)]).await;
        assert!(decided.contains("anmelderens kontakt vist") && decided.contains("Vis kontakt"), "the answer may come later: {decided}");
        for page in [&own, queue, "/desk/magasinet/queue?status=trash", "/desk/magasinet/log", "/desk/magasinet/bans"] {
            let html = desk.page(page).await;
            assert!(!html.contains("diskret") && !html.contains("Sonja"), "{page}: {html}");
        }
    }

    /// One mail when the first report comes, not one for each; and nothing of who made it.
    async fn moderators_get_a_mail_when_a_comment_is_reported(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Moderator, &[&site]).await;
        let comment = posted(&app, "magasinet", json!({"body": "Du er dum", "name": "Bo Bøs", "title": "De små forlag"})).await;
        let notice = json!({"reason": "illegal", "name": "Sonja Skjult", "email": SECRET, "note": "Det er mig, Sonja"});
        flagged(&app, &comment["id"], HERE, notice).await;
        let mail = eventually("the mail to the moderator", || async {
            app.mails().into_iter().find(|mail| mail.to.expose() == EMAIL)
        }).await;
        assert_eq!(mail.subject, "Kommentar anmeldt: »De små forlag«");
        for said in ["Bo Bøs har skrevet om »De små forlag«", "> Du er dum", "Derfor er den anmeldt:", "- Ulovligt indhold",
            "1 kommentar er anmeldt.", "/desk/magasinet/queue?status=flagged"] {
            assert!(mail.body.contains(said), "{said} is missing: {}", mail.body);
        }
        for hidden in ["Sonja", "diskret", HERE, "Det er mig"] {
            assert!(!mail.body.contains(hidden), "{hidden} is in the mail");
        }
        flagged(&app, &comment["id"], THERE, json!({"reason": "spam"})).await;
        crate::spamcheck::settled(&app).await;
        assert_eq!(app.mails().len(), 1, "the second report of the same comment is seen at the desk");
        let other = posted(&app, "magasinet", json!({"body": "Du er dummere", "name": "Bo Bøs"})).await;
        flagged(&app, &other["id"], HERE, json!({"reason": "attack"})).await;
        crate::spamcheck::settled(&app).await;
        assert_eq!(app.mails().len(), 1, "what comes while they have not looked is told later");
        app.clock.advance(Timestamp::HOUR);
        crate::spamcheck::settled(&app).await;
        assert!(app.mails()[1].body.contains("2 kommentarer er anmeldt."), "{}", app.mails()[1].body);
    }

    /// One address, many people: whoever says that something is illegal is heard, and each of them once.
    async fn a_notice_of_illegal_content_is_never_dropped(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        let id = shown(&app, &site, "Du er dum").await["id"].clone();
        let notice = json!({"reason": "illegal", "name": "Sonja Skjult", "email": SECRET, "note": "Se her"});
        for (change, count) in [
            (json!({"reason": "spam"}), 1),
            (json!({"reason": "attack", "note": "Igen"}), 1),
            (notice.clone(), 2),
            (notice.clone(), 2),
            (json!({"reason": "illegal", "name": "Sonja Skjult", "email": SECRET.to_uppercase(), "note": "Se her"}), 2),
            (json!({"reason": "illegal", "name": "En anden", "email": "anden@diskret.example", "note": "Se her"}), 3),
            (json!({"reason": "illegal", "name": "En tredje"}), 4),
            (json!({"reason": "illegal"}), 5),
            (json!({"reason": "illegal"}), 5),
            (json!({"reason": "other"}), 5),
        ] {
            flagged(&app, &id, HERE, change.clone()).await;
            assert_eq!(kept(&db).await.len(), count, "{change}");
        }
    }

    /// The reporter's name and e-mail are sealed, given out and erased on request, and let go of in time.
    async fn a_reporters_contact_is_sealed_given_out_and_forgotten(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        let first = posted(&app, "magasinet", json!({"body": "Den første"})).await;
        let second = posted(&app, "magasinet", json!({"body": "Den anden", "email": "b@laeser.example"})).await;
        let contact = json!({"reason": "illegal", "name": "Sonja Skjult", "email": SECRET, "note": "Se her"});
        flagged(&app, &first["id"], HERE, contact.clone()).await;
        flagged(&app, &second["id"], HERE, contact.clone()).await;
        flagged(&app, &second["id"], THERE, json!({"reason": "illegal", "name": "En anden"})).await;
        let rows: Vec<(Vec<u8>, Vec<u8>)> = Raw::open(&db).await
            .rows("SELECT contact_sealed, reporter FROM flag WHERE site_id = $1 ORDER BY id", 1).await;
        assert!(rows.iter().all(|(sealed, _)| !String::from_utf8_lossy(sealed).contains("onja")));
        assert_ne!(rows[0].1, rows[1].1, "two reports of one reader do not show to be of one reader");

        let email = Email::parse("SONJA.skjult@diskret.example").unwrap();
        let export = serde_json::to_value(privacy::export(&app.services, &email).await.unwrap()).unwrap();
        let report = &export[0]["reports"][0];
        assert_eq!((&report["name"], &report["note"], &report["reason"]), (&json!("Sonja Skjult"), &json!("Se her"), &json!("illegal")));
        assert_eq!((export[0]["reports"].as_array().unwrap().len(), export[0]["comments"].as_array().unwrap().len()), (2, 0));

        let path = format!("/api/v1/magasinet/comments/{}", first["id"]);
        let withdrawn = app.request("DELETE", &path).bearer_auth(first["receipt"].as_str().unwrap());
        assert_eq!(withdrawn.send().await.unwrap().status(), 204);
        assert_eq!(kept(&db).await.len(), 2, "a report goes with its comment");
        assert_eq!(app.services.store.tally(site.id).await.unwrap().flagged, 1);
        assert_eq!(privacy::erase(&app.services, &email).await.unwrap(), 1);
        assert!(privacy::export(&app.services, &email).await.unwrap().is_empty());
        assert_eq!(kept(&db).await, [(false, false, false, String::new(), false), (true, true, false, String::new(), false)]);
        assert_eq!(app.services.store.tally(site.id).await.unwrap().flagged, 1, "it is still reported");

        let until = |code: &str| KEPT.iter().find(|kept| kept.code == code).unwrap().period.days(&site.policy).unwrap();
        let mut passed = 0;
        for (code, left) in [("address", (false, true)), ("flag-contact", (false, false))] {
            app.clock.advance((until(code) - passed) * Timestamp::DAY - Timestamp::MINUTE);
            privacy::purge(&app.services).await.unwrap();
            let row = kept(&db).await.remove(1);
            assert_ne!((row.0, row.1), left, "{code}: too early");
            app.clock.advance(2 * Timestamp::MINUTE);
            privacy::purge(&app.services).await.unwrap();
            let row = kept(&db).await.remove(1);
            assert_eq!((row.0, row.1), left, "{code}: too late");
            passed = until(code);
        }
    }
}
