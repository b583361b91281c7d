//! Akismet slow, dead and lying while everybody posts: everybody is answered, nothing is shown that it has not passed,
//! and when it is well again each comment gets its verdict.

use std::time::Duration;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use tokio::task::JoinSet;

use crate::readers::{form_token, listed};
use crate::spamcheck::{given_up, settled, start};
use crate::support::akismet::Say;
use crate::support::{eventually, on_both_engines};

/// Posts of one trouble, all at once.
const CROWD: usize = 24;

on_both_engines! {
    async fn trouble_under_load_holds_and_loses_nothing(db: TestDb) {
        // Long enough for a good answer on a busy machine, short enough that its readers do not wait.
        let (app, akismet) = start(&db, |options| options.config.akismet.budget = Duration::from_millis(500)).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        let token = form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(Timestamp::MINUTE);
        let slow_dead_and_lying = [
            Say::Never,
            Say::Close,
            Say::Status(500),
            Say::Html,
            Say::Garbage,
            Say::Error("an account without credit".to_owned()),
            Say::Invalid,
            Say::TooMany { retry_after: "soon".to_owned() },
        ];
        let mut sent = 0;
        for say in slow_dead_and_lying {
            akismet.otherwise(say.clone());
            // It is left alone for a minute after five failures; each trouble is met by those who are let through.
            app.clock.advance(2 * Timestamp::MINUTE);
            let mut posts = JoinSet::new();
            for _ in 0..CROWD {
                sent += 1;
                let body = json!({"key": "artikel", "name": "Anna", "email": format!("l{sent}@laeser.example"),
                    "body": format!("Kommentar nummer {sent}"), "token": token});
                let post = app.request("POST", "/api/v1/magasinet/comments").json(&body);
                posts.spawn(post.header("idempotency-key", format!("noegle-til-nummer-{sent:04}")).send());
            }
            for answer in posts.join_all().await {
                let answer = answer.unwrap();
                assert_eq!(answer.status(), 201, "{say:?}");
                let answer: Value = answer.json().await.unwrap();
                assert_eq!(answer["status"], "pending", "{say:?}");
            }
            let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
            assert_eq!(list["thread"]["count"], 0, "{say:?} published something");
        }
        let tally = app.services.store.tally(site.id).await.unwrap();
        assert_eq!((tally.pending, tally.approved, tally.spam), (sent, 0, 0));

        akismet.otherwise(Say::Ham);
        akismet.release();
        eventually("each comment to have its verdict", async || {
            app.clock.advance(Timestamp::HOUR);
            settled(&app).await;
            let tally = app.services.store.tally(site.id).await.unwrap();
            (tally.approved == sent && tally.pending == 0).then_some(())
        })
        .await;
        assert_eq!(given_up(&app).await, 0);
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], sent);
    }
}
