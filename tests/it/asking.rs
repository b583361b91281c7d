//! When Akismet is asked, and what its answer may settle.

use serde_json::json;
use svar::checking::is_reachable;
use svar::domain::comment::Status;
use svar::domain::policy::{AkismetAsk, Moderation};
use svar::domain::submission::{Draft, Visit};
use svar::domain::verdict::{Signal, SignalCode, Verdict};
use svar::spam::asking::{is_asked, only_in_doubt};
use svar::{posting, sites};

use crate::readers::{decide, posted};
use crate::spamcheck::{desk, settled, start, told, verdict};
use crate::spamcheck_later::edit;
use crate::support::akismet::{CHECK, SPAM, Say};
use crate::support::on_both_engines;

/// What the local checks may find: nothing, a doubt, spam, and what the owner's own rules settle.
fn found(what: &str) -> Vec<Signal> {
    let codes: &[SignalCode] = match what {
        "ham" => &[],
        "unsure" => &[SignalCode::TokenMissing],
        "spam" => &[SignalCode::Honeypot],
        "word" => &[SignalCode::SpamWord],
        "ban" => &[SignalCode::BanSpam],
        "person" => &[SignalCode::TokenMissing, SignalCode::BanSpamPerson],
        _ => unreachable!("{what}"),
    };
    codes.iter().map(|code| Signal::new(*code)).collect()
}

#[test]
fn whether_akismet_is_asked_follows_the_setting_in_every_cell() {
    let columns = ["ham", "unsure", "spam", "word", "ban", "person"];
    for (ask, learnt, asked) in [
        (AkismetAsk::Auto, false, "yes yes yes no no no"),
        (AkismetAsk::Auto, true, "no yes no no no no"),
        (AkismetAsk::Never, false, "no no no no no no"),
        (AkismetAsk::Never, true, "no no no no no no"),
        (AkismetAsk::Unsure, false, "no yes no no no no"),
        (AkismetAsk::Unsure, true, "no yes no no no no"),
        (AkismetAsk::Always, false, "yes yes yes no no no"),
        (AkismetAsk::Always, true, "yes yes yes no no no"),
    ] {
        for (what, expected) in columns.into_iter().zip(asked.split(' ')) {
            assert_eq!(is_asked(ask, learnt, &found(what)), expected == "yes", "{ask:?} learnt={learnt} {what}");
        }
    }
    let earlier = [Signal::new(SignalCode::TokenMissing), Signal::new(SignalCode::AkismetSpam)];
    assert!(is_asked(AkismetAsk::Unsure, true, &earlier), "what Akismet said before is not the local filter's");
    assert!(!only_in_doubt(AkismetAsk::Auto, false) && only_in_doubt(AkismetAsk::Auto, true));
    assert!(!only_in_doubt(AkismetAsk::Always, true) && only_in_doubt(AkismetAsk::Unsure, false));
}

/// A(pproved), P(ending) or S(pam), for each answer of Akismet's.
#[test]
fn policy_opinion_and_akismet_make_the_status_in_every_cell() {
    use SignalCode::*;
    let answers = [
        None,
        Some(AkismetHam),
        Some(AkismetProvisional),
        Some(AkismetUnavailable),
        Some(AkismetSpam),
        Some(AkismetDiscard),
    ];
    let local = |what: &str| match what {
        // Spam by so little that a good word of Akismet's brings it below the line.
        "barely spam" => vec![Signal { weight: 5.5, ..Signal::new(Honeypot) }],
        other => found(other),
    };
    let spam = [("spam", "SSSSSS"), ("barely spam", "SPSSSS")];
    let waits = [("ham", "PPPPSS"), ("unsure", "PPPPSS")];
    let known = [("ham", "AAPPSS"), ("unsure", "PPPPSS")];
    let open = [("ham", "AAPPSS"), ("unsure", "PAPPSS")];
    let table = [
        (Moderation::Hold, false, waits),
        (Moderation::Hold, true, waits),
        (Moderation::First, false, waits),
        (Moderation::First, true, known),
        (Moderation::Open, false, open),
        (Moderation::Open, true, open),
    ];
    for (moderation, is_known, rows) in table {
        for (what, statuses) in rows.into_iter().chain(spam) {
            for (answer, expected) in answers.into_iter().zip(statuses.chars()) {
                let signals = local(what).into_iter().chain(answer.map(Signal::new)).collect();
                let (status, verdict) = Verdict::from_signals(signals).decide(moderation, is_known);
                let letter = match status {
                    Status::Approved => 'A',
                    Status::Pending => 'P',
                    Status::Spam => 'S',
                    Status::Trash => 'T',
                };
                assert_eq!(letter, expected, "{moderation:?} known={is_known} {what} {answer:?}");
                assert!(status == Status::Approved || !verdict.signals.is_empty(), "whatever waits says why");
            }
        }
    }
}

#[test]
fn only_an_address_that_the_world_can_reach_is_called_back() {
    for base in [
        "https://svar.example",
        "https://comments.magasinet.dk:8443",
        "https://8.8.8.8",
        "https://[2a00:1450:400f:80d::200e]",
    ] {
        assert!(is_reachable(base), "{base}");
    }
    for base in [
        "http://svar.example",
        "https://localhost:8080",
        "https://svar.localhost",
        "https://svar",
        "https://127.0.0.1",
        "https://[::1]",
        "https://10.0.0.7",
        "https://192.168.1.2",
        "https://[fd00::1]",
        "https://svar.local",
        "https://svar.internal.",
        "ftp://svar.example",
        "",
    ] {
        assert!(!is_reachable(base), "{base}");
    }
}

on_both_engines! {
    /// From the form to the wire: what is asked about is what the setting says, and nothing else leaves the house.
    async fn a_comment_is_sent_to_akismet_as_the_setting_says(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let mut asked = 0;
        for (ask, sent) in [("auto", [1, 1, 1, 0]), ("never", [0; 4]), ("unsure", [0, 1, 0, 0]), ("always", [1, 1, 1, 0])] {
            let settings = [("moderation", "open"), ("flood_seconds", "0"), ("spam_words", "guldur"), ("akismet_ask", ask)];
            let site = app.add_site(ask, &settings).await;
            let comments = [json!({}), json!({"token": ""}), json!({"hjemmeside2": "x"}), json!({"body": "guldur"})];
            for (n, (comment, sent)) in comments.into_iter().zip(sent).enumerate() {
                let mut comment = comment;
                if comment.get("body").is_none() {
                    comment["body"] = json!(format!("Nummer {n}"));
                }
                let answer = posted(&app, ask, comment).await;
                asked += sent;
                assert_eq!(akismet.asked_for(CHECK).len(), asked, "{ask} {n}");
                let (status, signals) = verdict(&app, &site, &answer["id"]).await;
                let kept = app.services.kept_check(&site, svar::domain::comment::CommentId(answer["id"].as_i64().unwrap())).await.unwrap();
                assert_eq!(kept.is_some(), sent == 1, "what is not sent is not kept: {ask} {n}");
                let expected = match (n, ask) {
                    (0, _) => Status::Approved,
                    (1, "never") => Status::Pending,
                    (1, _) => Status::Approved,
                    _ => Status::Spam,
                };
                assert_eq!(status, expected, "{ask} {n} {signals:?}");
            }
            let privacy = app.get(&format!("/t/{ask}/privacy?lang=da")).await.text().await.unwrap();
            let says = |words: &str| privacy.contains(words);
            assert_eq!(says("Kun hvor det er i tvivl"), ask == "unsure", "{ask}");
            assert_eq!(says("sender vi hver ny kommentar til Akismet"), ["auto", "always"].contains(&ask), "{ask}");
            let form = app.get(&format!("/t/{ask}?key=artikel")).await.text().await.unwrap();
            assert_eq!(form.contains("Siden bruger Akismet"), ask != "never", "{ask}");
        }
    }

    /// An owner who says never is obeyed at once: no question, no report, and no question that was to come.
    async fn never_holds_for_what_was_under_way(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        akismet.next(Say::RecheckAfter(60));
        posted(&app, "magasinet", json!({})).await;
        let missed = posted(&app, "magasinet", json!({"body": "To"})).await["id"].as_i64().unwrap();
        decide(&app, &site, missed, Status::Spam).await;
        sites::set(&app.services, &site.key, &[("akismet_ask".to_owned(), "never".to_owned())]).await.unwrap();
        told(&app).await;
        posted(&app, "magasinet", json!({"body": "Tre"})).await;
        settled(&app).await;
        assert_eq!((akismet.asked_for(CHECK).len(), akismet.asked_for(SPAM).len()), (2, 0));
        let wrong = sites::set(&app.services, &site.key, &[("akismet_ask".to_owned(), "maybe".to_owned())]).await;
        assert!(wrong.unwrap_err().to_string().contains("auto, never, unsure, always"));
    }

    /// A changed text is asked about only where the filter doubts it; and what is then held against the comment is about
    /// the new text: nothing is reported that was never sent.
    async fn an_edit_is_asked_about_as_the_setting_says(db: TestDb) {
        let (app, akismet) = start(&db, |_| {}).await;
        let settings = [("moderation", "open"), ("flood_seconds", "0"), ("max_links", "1"), ("akismet_ask", "unsure")];
        let site = app.add_site("magasinet", &settings).await;
        let link = "Se https://a.example";
        // Doubted by its form, which no edit mends: asked about again.
        let formless = posted(&app, "magasinet", json!({"token": "", "body": "Et"})).await;
        assert_eq!(edit(&app, &formless, "Et og et halvt").await.status(), 200);
        let asked = akismet.asked_for(CHECK);
        assert_eq!((asked.len(), asked[1].value("recheck_reason")), (2, Some("edit")));
        assert_eq!(asked[1].value("comment_content"), Some("Et og et halvt"));

        // Never doubted and never asked about: now it is, and it cannot be.
        let clean = posted(&app, "magasinet", json!({"body": "To"})).await;
        edit(&app, &clean, "Kig på https://a.example").await;
        let (status, signals) = verdict(&app, &site, &clean["id"]).await;
        assert!(status == Status::Pending && signals.contains(&"akismet-not-asked".to_owned()), "{signals:?}");

        // Doubted first and not any more: nobody is asked, and the answer about the old text counts for nothing.
        akismet.next(Say::Ham);
        let linked = posted(&app, "magasinet", json!({"body": link})).await;
        assert_eq!(akismet.asked_for(CHECK).len(), 3);
        edit(&app, &linked, "Uden noget").await;
        assert_eq!(akismet.asked_for(CHECK).len(), 3);
        assert_eq!(desk(&app, &site, &linked["id"]).await.status, Status::Approved);
        decide(&app, &site, linked["id"].as_i64().unwrap(), Status::Spam).await;
        told(&app).await;
        assert_eq!(akismet.asked_for(SPAM).len(), 0, "the new text was never sent");
        // And doubted once more: what is kept is good enough to ask with.
        let again = posted(&app, "magasinet", json!({"body": format!("{link} igen")})).await;
        edit(&app, &again, "Uden").await;
        edit(&app, &again, &format!("{link} nu")).await;
        let last = akismet.asked_for(CHECK).pop().unwrap();
        assert_eq!((last.value("recheck_reason"), last.value("comment_content")), (Some("edit"), Some("Se https://a.example nu")));
    }

    /// The address to call back goes along with a check and with nothing else; it is not part of what is kept.
    async fn the_callback_is_sent_where_the_world_can_reach_it(db: TestDb) {
        let (app, akismet) = start(&db, |options| {
            options.config.server.public_url = Some(svar::domain::site::Origin::parse("https://svar.example").unwrap());
        }).await;
        let site = app.add_site("magasinet", &[("moderation", "open")]).await;
        let draft = Draft { key: "artikel".into(), name: "Mette".into(), email: "m@laeser.example".into(), body: "Hej".into(), ..Draft::default() };
        let visit = Visit { address: "192.0.2.1".into(), ..Visit::default() };
        let posted = posting::post(&app.services, &site, draft, visit, None, app.services.room().unwrap()).await.unwrap();
        decide(&app, &site, posted.comment.id.0, Status::Spam).await;
        told(&app).await;
        let (check, report) = (akismet.asked_for(CHECK).remove(0), akismet.asked_for(SPAM).remove(0));
        assert_eq!(check.value("callback"), Some("https://svar.example/akismet/magasinet"));
        assert_eq!(report.value("callback"), None);
    }
}
