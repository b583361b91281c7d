//! What Akismet tells later of its own accord, and who may tell it.

use std::sync::Arc;

use reqwest::Response;
use serde_json::{Value, json};
use svar::domain::comment::{CommentId, Status};
use svar::domain::site::Site;

use crate::readers::{decide, posted};
use crate::spamcheck::{KEY, desk, settled, start, verdict};
use crate::spamcheck_later::edit;
use crate::support::akismet::{CHECK, Say, ScriptedAkismet};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

async fn open_site(app: &TestApp) -> Arc<Site> {
    app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await
}

/// A comment that Akismet answers about under this name.
async fn checked(
    app: &TestApp,
    akismet: &ScriptedAkismet,
    guid: &str,
    answer: &str,
    headers: &[(&str, &str)],
) -> Value {
    let headers: Vec<_> = [("X-akismet-guid", guid)].into_iter().chain(headers.iter().copied()).collect();
    akismet.next(Say::raw(200, &headers, answer));
    posted(app, "magasinet", json!({"body": format!("Kommentar {guid}")})).await
}

async fn call(app: &TestApp, body: &Value) -> Response {
    app.request("POST", "/akismet/magasinet").json(body).send().await.unwrap()
}

async fn hook(app: &TestApp, comments: Value) -> Value {
    let answer = call(app, &json!({"key": KEY, "endpoint": "comment-check", "comments": comments})).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

async fn history(app: &TestApp, site: &Site, comment: &Value) -> Vec<String> {
    let id = CommentId(comment["id"].as_i64().unwrap());
    app.services.store.decisions(site.id, id).await.unwrap().into_iter().map(|entry| entry.action).collect()
}

on_both_engines! {
    /// A later verdict goes through policy like the first; saying it twice changes nothing, and ends the asking.
    async fn a_later_verdict_moves_a_comment_once(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        let missed = checked(&app, &akismet, "g-1", "false", &[]).await;
        let wronged = checked(&app, &akismet, "g-2", "true", &[]).await;
        let open = checked(&app, &akismet, "g-3", "false", &[("X-akismet-recheck-after", "120")]).await;
        assert_eq!(desk(&app, &site, &open["id"]).await.status, Status::Pending);
        let verdicts = json!([
            {"guid": "g-1", "result": "true", "comment_author_email": "x@laeser.example"}, {"guid": "g-2", "result": "false"},
            {"guid": "g-3", "result": "false"}, {"guid": "g-9", "result": "true"}, {"result": "true"}, "støj",
        ]);
        for _ in 0..2 {
            let heard = hook(&app, verdicts.clone()).await;
            for guid in ["g-1", "g-2", "g-3"] {
                assert_eq!(heard["comments"][guid], json!({"status": "success"}));
            }
            assert_eq!(heard["comments"]["g-9"]["status"], "error");
            assert_eq!(heard["comments"].as_object().unwrap().len(), 4);
        }
        for (comment, status, signal) in
            [(&missed, Status::Spam, "akismet-spam"), (&wronged, Status::Approved, "akismet-ham"), (&open, Status::Approved, "akismet-ham")]
        {
            assert_eq!(verdict(&app, &site, &comment["id"]).await, (status, vec![signal.to_owned()]));
            assert_eq!(history(&app, &site, comment).await, ["webhook"]);
        }
        app.clock.advance(600_000);
        settled(&app).await;
        assert_eq!(akismet.asked_for(CHECK).len(), 3, "what it wanted to be asked about it has answered");
        // What a person then says is measured by its last word.
        decide(&app, &site, wronged["id"].as_i64().unwrap(), Status::Spam).await;
        crate::spamcheck::told(&app).await;
        let report = akismet.asked_for(crate::support::akismet::SPAM).remove(0);
        assert_eq!(report.value("comment_check_response"), Some("false"));
    }

    /// A person's word stands, and so does the author's newer text, which Akismet knows under another name.
    async fn a_later_verdict_never_overrides_a_person(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        for (n, to) in [Status::Approved, Status::Pending, Status::Spam, Status::Trash].into_iter().enumerate() {
            let (guid, other) = (format!("g-{n}"), if to == Status::Spam { "false" } else { "true" });
            let comment = checked(&app, &akismet, &guid, if other == "true" { "false" } else { "true" }, &[]).await;
            decide(&app, &site, comment["id"].as_i64().unwrap(), to).await;
            let heard = hook(&app, json!([{"guid": guid, "result": other}])).await;
            assert_eq!(heard["comments"][&guid]["status"], "success");
            assert_eq!(desk(&app, &site, &comment["id"]).await.status, to);
            assert_eq!(history(&app, &site, &comment).await, ["decide"]);
        }
        let edited = checked(&app, &akismet, "old", "false", &[]).await;
        akismet.next(Say::raw(200, &[("X-akismet-guid", "new")], "false"));
        edit(&app, &edited, "En anden tekst").await;
        assert_eq!(hook(&app, json!([{"guid": "old", "result": "true"}])).await["comments"]["old"]["status"], "error");
        assert_eq!(desk(&app, &site, &edited["id"]).await.status, Status::Approved);
        hook(&app, json!([{"guid": "new", "result": "true"}])).await;
        assert_eq!(desk(&app, &site, &edited["id"]).await.status, Status::Spam);
    }

    /// Only whoever has the key is heard, only in the agreed shape, and only about checks.
    async fn nobody_without_the_key_is_heard(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = open_site(&app).await;
        let comment = checked(&app, &akismet, "g-1", "false", &[]).await;
        checked(&app, &akismet, "twice", "false", &[]).await;
        akismet.next(Say::raw(200, &[("X-akismet-guid", "twice")], "false"));
        posted(&app, "magasinet", json!({"body": "En anden under samme navn"})).await;
        let spam = json!([{"guid": "g-1", "result": "true"}]);
        let many: Vec<Value> = (0..101).map(|n| json!({"guid": format!("m-{n}"), "result": "true"})).collect();
        for (body, status) in [
            (json!({"key": "0123456789ac", "endpoint": "comment-check", "comments": spam}), 403),
            (json!({"endpoint": "comment-check", "comments": spam}), 403),
            (json!({"key": "", "endpoint": "comment-check", "comments": spam}), 403),
            (json!([1, 2]), 403),
            (json!({"key": KEY, "endpoint": "comment-check", "comments": {"guid": "g-1"}}), 400),
            (json!({"key": KEY, "endpoint": "comment-check"}), 400),
            (json!({"key": KEY, "endpoint": "comment-check", "comments": many}), 400),
            (json!({"key": KEY, "endpoint": "submit-spam", "comments": spam}), 200),
            (json!({"key": KEY, "comments": spam}), 200),
        ] {
            let answer = call(&app, &body).await;
            assert_eq!(answer.status(), status, "{body:.80}");
            let text = answer.text().await.unwrap();
            assert!(!text.contains(KEY), "{text}");
            assert!(status != 400 || text.contains("malformed_request"), "{text}");
        }
        let raw = app.request("POST", "/akismet/magasinet").body("key=x&comments[]=y").send().await.unwrap();
        assert_eq!(raw.status(), 400);
        let large = app.request("POST", "/akismet/magasinet").body("x".repeat(300_000)).send().await.unwrap();
        assert_eq!(large.status(), 413);
        assert_eq!(app.request("POST", "/akismet/findes-ikke").json(&json!({"key": KEY})).send().await.unwrap().status(), 404);
        let heard = hook(&app, json!([{"guid": "twice", "result": "true"}])).await;
        assert!(heard["comments"]["twice"]["message"].as_str().unwrap().contains("Several"));
        assert_eq!(desk(&app, &site, &comment["id"]).await.status, Status::Approved, "nothing of it was heard");

        let upper = json!({"key": "0123456789AB", "endpoint": "comment-check", "comments": spam});
        assert_eq!(call(&app, &upper).await.status(), 200, "in whatever case");
        assert_eq!(desk(&app, &site, &comment["id"]).await.status, Status::Spam);
        svar::sites::set(&app.services, &site.key, &[("akismet_ask".to_owned(), "never".to_owned())]).await.unwrap();
        assert_eq!(call(&app, &upper).await.status(), 403, "a site that asks nobody hears nobody");
    }
}
