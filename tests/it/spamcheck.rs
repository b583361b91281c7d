//! The way of a comment past Akismet: what it says, what it does not say, and when it is not asked.

use std::time::Duration;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, DeskComment, Status};
use svar::domain::site::Site;
use svar::mail::Mailer;
use svar::moderation::{self, BanWish, Terms};
use svar::worker;

use crate::readers::{listed, post, posted};
use crate::support::akismet::{CHECK, Say, ScriptedAkismet};
use crate::support::app::{ORIGIN, Options, TestApp};
use crate::support::{TestDb, eventually, on_both_engines};

pub const KEY: &str = "0123456789ab";

/// A service whose sites are checked by a scripted Akismet.
pub async fn start(db: &TestDb, change: impl FnOnce(&mut Options)) -> (TestApp, ScriptedAkismet) {
    let akismet = ScriptedAkismet::start().await;
    let app = TestApp::start(db, |options| {
        options.config.akismet.key = Some(KEY.to_owned().into());
        options.config.akismet.url = Some(akismet.url.clone());
        // Nothing but the checks is to be waited for.
        options.mailer = Some(Mailer::Off);
        // Longer than any answer that is meant to come takes on a busy machine.
        options.config.akismet.budget = Duration::from_secs(20);
        change(options);
    })
    .await;
    (app, akismet)
}

/// As the desk knows it.
pub async fn desk(app: &TestApp, site: &Site, id: &Value) -> DeskComment {
    let id = CommentId(id.as_i64().unwrap());
    app.services.store.desk_comment(site.id, id).await.unwrap().unwrap()
}

/// The status, and the findings that explain it: `code` or `code=detail`.
pub async fn verdict(app: &TestApp, site: &Site, id: &Value) -> (Status, Vec<String>) {
    let comment = desk(app, site, id).await;
    let signals = comment.verdict.signals.iter().map(|signal| match &signal.detail {
        Some(detail) => format!("{}={detail}", signal.code.as_str()),
        None => signal.code.as_str().to_owned(),
    });
    (comment.status, signals.collect())
}

/// Waits until every job that is due has been run, by whichever loop.
pub async fn settled(app: &TestApp) {
    eventually("the jobs that are due to be done", async || {
        worker::run_due(&app.services).await.unwrap();
        let figures = app.services.store.job_figures(app.now()).await.unwrap();
        figures.oldest_due.is_none().then_some(())
    })
    .await;
}

/// The same after a decision, whose feedback waits a while in case it is taken back.
pub async fn told(app: &TestApp) {
    app.clock.advance(moderation::GRACE);
    settled(app).await;
}

/// How many jobs were given up.
pub async fn given_up(app: &TestApp) -> i64 {
    app.services.store.job_figures(app.now()).await.unwrap().dead
}

async fn next_job_in(app: &TestApp) -> i64 {
    app.services.store.next_job_at().await.unwrap().unwrap().since(app.now())
}

async fn count(app: &TestApp, site: &str) -> Value {
    listed(app, &format!("/api/v1/{site}/comments?key=artikel")).await["thread"]["count"].clone()
}

on_both_engines! {
    /// Verdict and policy make the status; whoever wrote spam is told the same as one who waits.
    async fn the_answer_and_the_policy_make_the_status(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let cases = [
            ("open", Say::Ham, Status::Approved, vec!["akismet-ham"]),
            ("open", Say::Spam, Status::Spam, vec!["akismet-spam"]),
            ("open", Say::Discard, Status::Spam, vec!["akismet-discard"]),
            ("first", Say::Ham, Status::Pending, vec!["akismet-ham", "first-comment"]),
            ("first", Say::Spam, Status::Spam, vec!["akismet-spam"]),
            ("hold", Say::Ham, Status::Pending, vec!["akismet-ham", "hold-all"]),
            ("hold", Say::Discard, Status::Spam, vec!["akismet-discard"]),
        ];
        for (n, (moderation, say, status, signals)) in cases.into_iter().enumerate() {
            let site = app.add_site(&format!("s{n}"), &[("moderation", moderation)]).await;
            akismet.next(say.clone());
            let answer = posted(&app, &format!("s{n}"), json!({})).await;
            let told = if status == Status::Approved { "approved" } else { "pending" };
            assert_eq!(answer["status"], told, "{moderation} {say:?}");
            let signals: Vec<String> = signals.into_iter().map(str::to_owned).collect();
            assert_eq!(verdict(&app, &site, &answer["id"]).await, (status, signals), "{moderation} {say:?}");
            assert_eq!(count(&app, &format!("s{n}")).await, i64::from(status == Status::Approved));
        }
        assert_eq!(akismet.asked().len(), 7);
    }

    /// Slow, down, or talking nonsense: the comment is on disk and waits, and the reader is answered. When the
    /// service is well again, its answer decides.
    async fn a_service_that_gives_no_verdict_holds_and_is_asked_again(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let date = "Mon, 02 Mar 2026 23:00:00 GMT";
        let told = Say::raw(429, &[("Retry-After", date), ("Date", "Mon, 02 Mar 2026 22:50:00 GMT")], "");
        let minute = Timestamp::MINUTE;
        let cases = [
            (Say::Garbage, "garbage", minute),
            (Say::Empty, "garbage", minute),
            (Say::Html, "garbage", minute),
            (Say::Status(500), "status", minute),
            (Say::Status(404), "status", minute),
            (Say::Close, "unreachable", minute),
            (Say::Invalid, "invalid-key", minute),
            (Say::Error("the account is over its limit".to_owned()), "account", minute),
            (Say::TooMany { retry_after: "300".to_owned() }, "too-many", 5 * minute),
            (Say::TooMany { retry_after: "soon".to_owned() }, "too-many", minute),
            (told, "too-many", 10 * minute),
        ];
        for (n, (say, reason, wait)) in cases.into_iter().enumerate() {
            let key = format!("s{n}");
            let site = app.add_site(&key, &[("moderation", "open")]).await;
            akismet.next(say.clone());
            let answer = posted(&app, &key, json!({})).await;
            let held = (Status::Pending, vec![format!("akismet-unavailable={reason}")]);
            assert_eq!(verdict(&app, &site, &answer["id"]).await, held, "{say:?}");
            assert_eq!(count(&app, &key).await, 0, "{say:?}");
            assert_eq!(next_job_in(&app).await, wait, "{say:?}");

            app.clock.advance(wait - 1);
            settled(&app).await;
            assert_eq!(akismet.asked().len(), 2 * n + 1, "asked too early after {say:?}");
            app.clock.advance(1);
            settled(&app).await;
            let asked = akismet.asked();
            assert_eq!(asked.len(), 2 * n + 2, "{say:?}");
            assert_eq!(asked[2 * n + 1].value("recheck_reason"), Some("retry"));
            assert_eq!(verdict(&app, &site, &answer["id"]).await, (Status::Approved, vec!["akismet-ham".to_owned()]));
            assert_eq!(count(&app, &key).await, 1, "{say:?}");
        }
        assert_eq!(given_up(&app).await, 0);
    }

    /// Its reader does not wait for a service that hangs.
    async fn a_service_that_never_answers_holds_and_is_asked_again(db: TestDb) {
        let (app, akismet) = start(&db, |options| options.config.akismet.budget = Duration::from_millis(300)).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        akismet.next(Say::Never);
        let answer = posted(&app, "magasinet", json!({})).await;
        let held = (Status::Pending, vec!["akismet-unavailable=timeout".to_owned()]);
        assert_eq!(verdict(&app, &site, &answer["id"]).await, held);
        akismet.release();
        eventually("an answer within the budget", async || {
            app.clock.advance(Timestamp::HOUR);
            settled(&app).await;
            (desk(&app, &site, &answer["id"]).await.status == Status::Approved).then_some(())
        })
        .await;
    }

    /// A provisional "not spam" publishes nothing; what is said at the second look counts.
    async fn a_provisional_answer_waits_for_the_second_look(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        for (n, (later, status)) in [(Say::Spam, Status::Spam), (Say::Ham, Status::Approved)].into_iter().enumerate() {
            let key = format!("s{n}");
            let site = app.add_site(&key, &[("moderation", "open")]).await;
            akismet.next(Say::RecheckAfter(120));
            let answer = posted(&app, &key, json!({})).await;
            let held = (Status::Pending, vec!["akismet-provisional".to_owned()]);
            assert_eq!(verdict(&app, &site, &answer["id"]).await, held);
            akismet.next(later);
            app.clock.advance(120 * Timestamp::SECOND - 1);
            settled(&app).await;
            assert_eq!(akismet.asked().len(), 2 * n + 1);
            app.clock.advance(1);
            settled(&app).await;
            assert_eq!(akismet.asked()[2 * n + 1].value("recheck_reason"), Some("recheck"));
            assert_eq!(desk(&app, &site, &answer["id"]).await.status, status);
        }
    }

    /// What is refused, and what the owner's own list settles, never leaves the house.
    async fn what_is_settled_here_is_not_sent(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let settings = [("moderation", "open"), ("spam_words", "kviklån"), ("flood_seconds", "30")];
        let site = app.add_site("magasinet", &settings).await;
        let first = posted(&app, "magasinet", json!({})).await;
        assert_eq!(akismet.asked().len(), 1);
        let refused = |change: Value| async { post(&app, "magasinet", change).await.status().as_u16() };
        assert_eq!(refused(json!({"body": "Straks igen"})).await, 429, "flood");
        app.clock.advance(Timestamp::MINUTE);
        assert_eq!(refused(json!({})).await, 409, "duplicate");
        assert_eq!(refused(json!({"email": "ikke en adresse"})).await, 422);
        assert_eq!(refused(json!({"body": " "})).await, 422);
        assert_eq!(refused(json!({"parent": 4711, "body": "Svar"})).await, 404);
        let spam = posted(&app, "magasinet", json!({"body": "Billigt KVIKLÅN her"})).await;
        let settled = (Status::Spam, vec!["spam-word=kviklån".to_owned()]);
        assert_eq!(verdict(&app, &site, &spam["id"]).await, settled);
        assert_eq!(spam["status"], "pending");

        let moderator = app.add_moderator("mette@holdet.example", svar::domain::moderator::Role::Editor, &[&site]).await;
        let author = BanWish::EmailOf(CommentId(first["id"].as_i64().unwrap()));
        for wish in [author, BanWish::Word("casino".to_owned())] {
            assert!(moderation::ban(&app.services, &site, &wish, &Terms { days: None, ..Terms::default() }, moderator).await.unwrap().is_ok());
        }
        app.clock.advance(Timestamp::MINUTE);
        assert_eq!(refused(json!({"body": "Endnu en"})).await, 403, "banned address");
        assert_eq!(refused(json!({"body": "Et Casino!", "email": "b@laeser.example"})).await, 403, "banned word");
        assert_eq!(akismet.asked().len(), 1);
    }

    /// The trap is reported by name with what was caught in it, and outweighs a clean answer.
    async fn the_honeypot_is_reported_by_name(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        let caught = posted(&app, "magasinet", json!({"hjemmeside2": "https://spam.example"})).await;
        assert_eq!(desk(&app, &site, &caught["id"]).await.status, Status::Spam);
        posted(&app, "magasinet", json!({"body": "Et menneske"})).await;
        let asked = akismet.asked_for(CHECK);
        let trap = |n: usize| (asked[n].value("honeypot_field_name"), asked[n].value("hjemmeside2"));
        assert_eq!(trap(0), (Some("hjemmeside2"), Some("https://spam.example")));
        assert_eq!(trap(1), (Some("hjemmeside2"), Some("")));
    }

    /// Everything that we have and may send, and nothing that the owner has switched off: the e-mail by default.
    async fn only_the_fields_that_are_switched_on_are_sent(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        app.add_site("alt", &[("akismet_send", "name email website user_agent referrer permalink date parent lang")]).await;
        app.add_site("standard", &[("moderation", "open")]).await;
        app.add_site("mindst", &[("akismet_send", "")]).await;
        let parent = posted(&app, "standard", json!({"body": "Det første"})).await["id"].as_i64().unwrap();
        for site in ["alt", "standard", "mindst"] {
            let mut body = json!({
                "url": format!("{ORIGIN}/artikel"), "name": "Åse & Bo", "email": "aase@laeser.example",
                "website": "https://aase.example/", "body": "Blå 🍇 <b>bær</b>\n+1", "key": "artikel",
            });
            if site == "standard" {
                body["parent"] = json!(parent);
                app.clock.advance(Timestamp::MINUTE);
            }
            let request = app.request("POST", &format!("/api/v1/{site}/comments")).json(&body);
            let headers = [("user-agent", "Læser/1"), ("referer", "https://magasinet.example/forside"), ("cookie", "a=b")];
            let sent = headers.into_iter().fold(request, |r, (name, value)| r.header(name, value.as_bytes()));
            assert_eq!(sent.send().await.unwrap().status(), 201);
        }
        let asked = akismet.asked_for(CHECK);
        let always = json!({"api_key": KEY, "blog": format!("{ORIGIN}/"), "user_ip": "127.0.0.1", "blog_charset": "UTF-8",
            "comment_content": "Blå 🍇 <b>bær</b>\n+1", "honeypot_field_name": "hjemmeside2", "hjemmeside2": "",
            "comment_type": "comment"});
        let form = |n: usize| -> Value {
            asked[n].form.iter().map(|(name, value)| (name.clone(), json!(value))).collect::<serde_json::Map<_, _>>().into()
        };
        assert_eq!(form(3), always);
        let mut all = always.clone();
        for (name, value) in [("comment_author", "Åse & Bo"), ("comment_author_email", "aase@laeser.example"),
            ("comment_author_url", "https://aase.example/"), ("referrer", "https://magasinet.example/forside"),
            ("permalink", "https://magasinet.example/artikel"), ("blog_lang", "da")] {
            all[name] = json!(value);
        }
        let mut sent = form(1);
        assert!(sent["comment_date_gmt"].as_str().unwrap().starts_with("2026-03-02T12:"));
        sent.as_object_mut().unwrap().retain(|name, _| name != "comment_date_gmt" && name != "user_agent");
        assert_eq!(sent, all);
        let standard = form(2);
        assert_eq!(standard["comment_parent"], parent.to_string());
        assert_eq!(standard["comment_type"], "reply");
        let names = |form: &Value| -> Vec<String> { form.as_object().unwrap().keys().cloned().collect() };
        let mut expected = [names(&form(1)), vec!["comment_parent".to_owned()]].concat();
        expected.retain(|name| name != "comment_author_email");
        expected.sort_unstable();
        assert_eq!(names(&standard), expected);
    }

    /// Without a key nobody outside is asked, and nothing waits for an answer; a site's own key counts.
    async fn without_a_key_nothing_is_sent(db: TestDb) {
        let (app, akismet) = start(&db, |options| options.config.akismet.key = None).await;
        app.add_site("uden", &[("moderation", "open")]).await;
        app.add_site("med", &[("moderation", "open"), ("akismet_key", "ffffffffffff")]).await;
        assert_eq!(posted(&app, "uden", json!({})).await["status"], "approved");
        assert_eq!(akismet.asked().len(), 0);
        assert_eq!(posted(&app, "med", json!({})).await["status"], "approved");
        assert_eq!(akismet.asked()[0].value("api_key"), Some("ffffffffffff"));
    }

    /// Under `open` a clean answer settles what the form alone made doubtful, but not what the owner wants to see.
    async fn a_clean_answer_settles_a_missing_token_but_not_the_owners_rules(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("hold_words", "advokat")]).await;
        let links = "se https://a.example og https://b.example";
        let cases = [
            (json!({"token": ""}), Status::Approved, "token-missing"),
            (json!({"token": "forfalsket", "body": "To"}), Status::Approved, "token-forged"),
            (json!({"body": "Min advokat skriver"}), Status::Pending, "hold-word=advokat"),
            (json!({"body": links}), Status::Pending, "links=2"),
            (json!({"body": "Advokat uden token", "token": ""}), Status::Pending, "hold-word=advokat"),
        ];
        for (change, status, reason) in cases {
            let answer = posted(&app, "magasinet", change.clone()).await;
            let (found, signals) = verdict(&app, &site, &answer["id"]).await;
            assert_eq!(found, status, "{change} {signals:?}");
            assert!(signals.contains(&reason.to_owned()), "{change} {signals:?}");
        }
        assert_eq!(akismet.asked().len(), 5);
        akismet.next(Say::Garbage);
        let answer = posted(&app, "magasinet", json!({"token": "", "body": "Uden svar"})).await;
        assert_eq!(desk(&app, &site, &answer["id"]).await.status, Status::Pending);
    }

    /// The key is for the service alone.
    async fn the_key_is_in_no_log(db: TestDb) {
        let logs = crate::support::logs::capture_logs();
        let key = "decafbad0001";
        let (app, akismet) = start(&db, |options| options.config.akismet.key = Some(key.to_owned().into())).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        for (n, say) in [Say::Ham, Say::Invalid, Say::Error(format!("key {key} is over its limit")), Say::Close]
            .into_iter()
            .enumerate()
        {
            akismet.next(say);
            posted(&app, "magasinet", json!({"body": format!("Nummer {n}")})).await;
        }
        assert_eq!(akismet.asked().len(), 4);
        assert_eq!(logs.lines_with(key), Vec::<String>::new());
    }
}
