//! Bans: each kind stops what it must and nothing else, what the desk says beforehand is what then happens, and all of
//! it can be taken back.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use svar::domain::ban::{Pattern, Range};
use svar::domain::clock::Timestamp;
use svar::domain::comment::CommentId;
use svar::domain::moderator::Role;
use svar::moderation::{self, BanWish, Rule};

use crate::desk::{Desk, EMAIL, counted, magazine, read, tally, value_of};
use crate::readers::form_token;
use crate::support::app::TestApp;
use crate::support::on_both_engines;
use crate::votes::behind_a_proxy;

const BANS: &str = "/desk/magasinet/bans";

/// A comment from a client address; what came of it: a status, or `banned`.
async fn post_from(app: &TestApp, client: &str, change: Value) -> (String, i64) {
    let token = form_token(app, "magasinet", "artikel").await;
    app.clock.advance(20 * Timestamp::SECOND);
    let mut body =
        json!({"key": "artikel", "name": "Bo", "email": "bo@laeser.example", "body": "En kommentar.", "token": token});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let request: RequestBuilder = app.request("POST", "/api/v1/magasinet/comments").header("x-forwarded-for", client);
    let answer: Value = request.json(&body).send().await.unwrap().json().await.unwrap();
    let word = answer["code"].as_str().or(answer["status"].as_str()).unwrap();
    (word.to_owned(), answer["id"].as_i64().unwrap_or_default())
}

async fn word_from(app: &TestApp, client: &str, change: Value) -> String {
    post_from(app, client, change).await.0
}

/// Bans as the desk does: what it hits is shown, and its page has the button.
async fn ban(desk: &Desk<'_>, fields: &[(&str, &str)]) -> String {
    let tried = desk.send(&format!("{BANS}/try"), fields).await;
    assert_eq!(tried.status(), StatusCode::OK, "{fields:?}");
    let page = read(tried).await;
    let tried = value_of(&page, "tried");
    let fields: Vec<_> = fields.iter().copied().chain([("tried", tried.as_str())]).collect();
    assert!(desk.sent(BANS, &fields).await.contains("Spærret."));
    page
}

async fn lift_all(app: &TestApp, desk: &Desk<'_>) {
    let site = app.services.store.sites().await.unwrap().remove(0);
    for entry in app.services.store.bans(site.id, app.now()).await.unwrap() {
        desk.sent(BANS, &[("lift", &entry.id.to_string())]).await;
    }
}

#[test]
fn a_pattern_that_matches_everything_is_none() {
    for text in ["*", "**", "?", "a*", "?*?", " ", "ab", "e*n*r"] {
        assert!(Pattern::parse(text).is_err(), "{text}");
    }
    assert!(Pattern::parse("kasino*").is_ok());
    for text in ["192.0.2.0/8", "::/0", "0.0.0.0/0", "192.0.2.0", "x/24", "2001:db8::/64"] {
        assert!(Range::parse(text).is_err(), "{text}");
    }
}

on_both_engines! {
    /// What was typed stops what holds it, in whatever coat, and nothing that only looks like it.
    async fn each_kind_that_is_typed_hits_what_it_must_and_no_more(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let mut n = 0;
        for (what, text, hit, missed) in [
            ("word", "guld", json!({"body": "Køb GULD nu"}), json!({"body": "Guldalderen var smuk."})),
            ("domain", "spam.example", json!({"body": "Se https://www.shop.spam.example/x"}), json!({"body": "Se https://notspam.example/"})),
            ("domain", "spam.example", json!({"website": "https://spam.example"}), json!({"website": "https://spam.example.dk"})),
            ("pattern", "kas?no*bonus", json!({"body": "Dit KASINO giver dig en stor BONUS i dag"}), json!({"body": "Et casino uden noget"})),
            ("name", "Spam Bot", json!({"name": "SPAM bot"}), json!({"name": "Spam Bothilde"})),
        ] {
            ban(&desk, &[("what", what), ("text", text), ("days", "30"), ("effect", "refuse")]).await;
            n += 1;
            let with = |mut change: Value, who: &str| {
                change["email"] = json!(format!("{who}{n}@laeser.example"));
                if change.get("body").is_none() {
                    change["body"] = json!(format!("Ganske almindelig nummer {n} {who}"));
                }
                change
            };
            let client = format!("198.51.{n}.7");
            assert_eq!(word_from(&app, &client, with(hit, "ramt")).await, "banned", "{what} {text}");
            assert_eq!(word_from(&app, &client, with(missed, "fri")).await, "pending", "{what} {text}");
            lift_all(&app, &desk).await;
        }
    }

    /// By e-mail, by address as IPv4 in whatever form and by the /64, and by ranges around it.
    async fn a_sender_is_banned_by_email_address_and_range(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let (_, four) = post_from(&app, "203.0.113.7", json!({"body": "Fra fire"})).await;
        let (_, six) = post_from(&app, "2001:db8:1:2::9", json!({"body": "Fra seks", "email": "six@laeser.example"})).await;
        let (four, six) = (four.to_string(), six.to_string());
        let other = json!({"email": "en.anden@laeser.example", "body": "Hej fra en anden"});

        desk.sent(BANS, &[("what", "email"), ("comment", &four), ("days", "7")]).await;
        assert_eq!(word_from(&app, "192.0.2.1", json!({"body": "Igen", "email": "BO@laeser.example"})).await, "banned");
        assert_eq!(word_from(&app, "203.0.113.7", other.clone()).await, "pending", "his neighbour is not he");
        app.clock.advance(7 * Timestamp::DAY + Timestamp::SECOND);
        assert_eq!(word_from(&app, "192.0.2.1", json!({"body": "Efter en uge"})).await, "pending", "its time is over");

        let desk = Desk::signed_in(&app, EMAIL).await;
        desk.sent(BANS, &[("what", "address"), ("comment", &four), ("days", "")]).await;
        desk.sent(BANS, &[("what", "address"), ("comment", &six), ("days", "")]).await;
        let next = |n: i32| json!({"email": format!("n{n}@laeser.example"), "body": format!("Hilsen nummer {n}")});
        for (n, client, expected) in [
            (1, "203.0.113.7", "banned"), (2, "::ffff:203.0.113.7", "banned"), (3, "203.0.113.8", "pending"),
            (4, "2001:db8:1:2:ffff::1", "banned"), (5, "2001:db8:1:3::9", "pending"),
        ] {
            assert_eq!(word_from(&app, client, next(n)).await, expected, "{client}");
        }
        lift_all(&app, &desk).await;
        ban(&desk, &[("what", "range"), ("text", "203.0.113.0/24"), ("days", "1"), ("effect", "refuse")]).await;
        ban(&desk, &[("what", "range-48"), ("comment", &six), ("days", "1"), ("effect", "refuse")]).await;
        for (n, client, expected) in [
            (6, "203.0.113.200", "banned"), (7, "203.0.114.1", "pending"), (8, "2001:db8:1:77::1", "banned"),
            (9, "2001:db8:2::1", "pending"),
        ] {
            assert_eq!(word_from(&app, client, next(n)).await, expected, "{client}");
        }
    }

    /// A ban may refuse, hold, or call it spam; what waits goes with it where that is wished; all of it comes back.
    async fn a_ban_says_what_happens_and_is_taken_back_with_all_it_did(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        post_from(&app, "192.0.2.1", json!({"body": "Billige lån her"})).await;
        post_from(&app, "192.0.2.2", json!({"body": "En venlig hilsen", "email": "ven@laeser.example"})).await;
        let page = ban(&desk, &[("what", "word"), ("text", "lån"), ("days", "30"), ("effect", "spam"), ("too", "1")]).await;
        assert!(page.contains("1 af de seneste 2 kommentarer"), "{page}");
        assert_eq!(tally(&app, &site).await, counted(1, 0, 1, 0));
        let (word, id) = post_from(&app, "192.0.2.3", json!({"body": "Nye lån", "email": "x@laeser.example"})).await;
        assert_eq!((word.as_str(), tally(&app, &site).await.spam), ("pending", 2), "its sender learns nothing");
        assert!(desk.page(&format!("/desk/magasinet/comments/{id}")).await.contains("»lån«"));
        desk.sent("/desk/magasinet/undo", &[]).await;
        assert_eq!(tally(&app, &site).await, counted(2, 0, 1, 0), "what waited waits again");
        assert_eq!(word_from(&app, "192.0.2.4", json!({"body": "Flere lån", "email": "y@laeser.example"})).await, "pending");
        assert_eq!(tally(&app, &site).await.spam, 1, "the ban is gone");

        ban(&desk, &[("what", "domain"), ("text", "lokal.example"), ("days", "30")]).await;
        let linked = json!({"body": "Se https://lokal.example/", "email": "z@laeser.example"});
        let (_, id) = post_from(&app, "192.0.2.5", linked).await;
        assert!(desk.page(&format!("/desk/magasinet/comments/{id}")).await.contains("»lokal.example«"), "held, and said why");
        lift_all(&app, &desk).await;
        desk.sent("/desk/magasinet/undo", &[]).await;
        assert_eq!(app.services.store.bans(site.id, app.now()).await.unwrap().len(), 1, "lifting is taken back, too");
    }

    /// Wide bans are an editor's, and none but a person's own is saved unseen; wrong ones are told and change nothing.
    async fn a_ban_is_tried_first_and_wide_ones_need_an_editor(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        app.add_moderator("line@redaktion.example", Role::Moderator, &[&site]).await;
        let (anne, line) = (Desk::signed_in(&app, EMAIL).await, Desk::signed_in(&app, "line@redaktion.example").await);
        for what in ["range", "domain", "pattern"] {
            assert_eq!(line.send(BANS, &[("what", what), ("text", "spam.example")]).await.status(), StatusCode::FORBIDDEN);
        }
        let unseen = anne.send(BANS, &[("what", "word"), ("text", "guld"), ("days", "1"), ("tried", "x")]).await;
        assert!(read(unseen).await.contains("Det rammer den"), "it shows what it hits instead");
        for (what, text) in [("pattern", "**"), ("range", "1.2.3.4/3"), ("domain", "dk"), ("word", " "), ("pattern", "<script>*")] {
            let answer = anne.send(&format!("{BANS}/try"), &[("what", what), ("text", text), ("days", "1")]).await;
            if text == "<script>*" {
                assert!(!read(answer).await.contains("<script>*"));
                continue;
            }
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{what} {text}");
            assert!(read(answer).await.contains(&format!("value=\"{text}\"")), "what was typed stands there still");
        }
        assert!(app.services.store.bans(site.id, app.now()).await.unwrap().is_empty());
    }

    /// The dry run and posting agree, over all pairs of rules and comments.
    async fn what_is_said_beforehand_is_what_then_happens(db: TestDb) {
        let app = behind_a_proxy(&db).await;
        let site = magazine(&app).await;
        let desk = Desk::signed_in(&app, EMAIL).await;
        let bodies = ["Køb guld", "Se https://a.shop.example/", "Tag et stort lån i dag", "Blåbærgrød er godt", "KASINO BONUS"];
        let rules = [
            BanWish::Word("guld".to_owned()), BanWish::Domain("shop.example".to_owned()),
            BanWish::Pattern("stort*lån".to_owned()), BanWish::Pattern("blaabaer*".to_owned()),
            BanWish::Word("kasino bonus".to_owned()), BanWish::Range("192.0.2.0/24".to_owned()),
        ];
        let mut ids = Vec::new();
        for (n, body) in bodies.iter().enumerate() {
            let client = if n < 2 { "192.0.2.9" } else { "198.51.100.9" };
            let sent = json!({"body": body, "email": format!("a{n}@laeser.example")});
            ids.push(CommentId(post_from(&app, client, sent).await.1));
        }
        for (r, wish) in rules.iter().enumerate() {
            let planned = moderation::plan_ban(&app.services, &site, wish).await.unwrap().unwrap();
            let run = moderation::dry_run(&app.services, &site, &Rule::Ban(planned.rule), 5).await.unwrap();
            let (what, text) = match wish {
                BanWish::Word(text) => ("word", text), BanWish::Domain(text) => ("domain", text),
                BanWish::Pattern(text) => ("pattern", text), BanWish::Range(text) => ("range", text),
                _ => unreachable!(),
            };
            ban(&desk, &[("what", what), ("text", text), ("days", "1"), ("effect", "refuse")]).await;
            for (n, body) in bodies.iter().enumerate() {
                let client = if n < 2 { "192.0.2.9" } else { "198.51.100.9" };
                let again = json!({"body": body, "email": format!("b{r}-{n}@laeser.example"), "key": format!("artikel-{r}")});
                let (word, id) = post_from(&app, client, again).await;
                assert_eq!(word == "banned", run.caught.iter().any(|c| c.id == ids[n]), "{wish:?}: {body}");
                if word != "banned" {
                    desk.sent(&format!("/desk/magasinet/comments/{id}/delete"), &[]).await;
                }
            }
            lift_all(&app, &desk).await;
        }
        let words = Rule::Words(vec!["guld".to_owned(), "grød".to_owned()]);
        let run = moderation::dry_run(&app.services, &site, &words, 5).await.unwrap();
        assert_eq!(run.caught.iter().map(|c| c.id).collect::<Vec<_>>(), [ids[0]], "whole words only");
    }
}
