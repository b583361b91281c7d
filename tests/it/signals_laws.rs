//! What holds of the local checks for any input, and the boxes by which an owner turns them off.

use proptest::prelude::*;
use svar::domain::history::{ArticleAge, HostPast, Past};
use svar::domain::moderator::Role;
use svar::domain::policy::{Check, Policy};
use svar::domain::submission::FormToken;
use svar::domain::verdict::{Opinion, Signal, SignalCode, Verdict};
use svar::spam::checks::{Evidence, History, Marked, examine, made_by};
use svar::spam::domains::{registered, tells};
use svar::spam::sketch::Sketch;

use crate::desk::{Desk, EMAIL};
use crate::desk_settings::{OWNER, after, form_of, owned, save, send, site};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

/// Everything that the checks look at, of any kind.
#[derive(Debug)]
struct Anything {
    texts: [String; 4],
    numbers: (usize, bool, Option<FormToken>, u32),
    history: History,
    off: Vec<Check>,
}

fn past() -> impl Strategy<Value = Past> {
    (any::<i64>(), any::<i64>(), any::<i64>(), any::<i64>()).prop_map(|(spam, approved, hour, day)| Past {
        spam,
        approved,
        hour,
        day,
    })
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]{1,2}(\\.[a-c]{1,3}){0,3}", "\\PC{0,12}", "[0-9.:\\[\\]]{0,12}"]
}

fn history() -> impl Strategy<Value = History> {
    let hosts =
        (host(), any::<i64>(), any::<i64>()).prop_map(|(host, spam, approved)| HostPast { host, spam, approved });
    let marked = ("(\\PC{0,8} ){0,12}", proptest::collection::vec(host(), 0..4)).prop_map(|(text, hosts)| Marked {
        id: 1,
        sketch: Sketch::of(&text),
        text_hash: text.into_bytes(),
        hosts,
    });
    let article =
        proptest::option::of((any::<i64>(), any::<i64>()).prop_map(|(age, silent)| ArticleAge { age, silent }));
    let lists = (proptest::collection::vec(hosts, 0..5), proptest::collection::vec(marked, 0..5));
    (past(), past(), any::<i64>(), lists, article).prop_map(|(address, email, proved, (hosts, marked), article)| {
        History { address, email, proved, hosts, marked: marked.into(), article }
    })
}

fn anything() -> impl Strategy<Value = Anything> {
    let text = || "(\\PC{0,8} ){0,12}";
    let form = prop_oneof![
        Just(None),
        Just(Some(FormToken::Missing)),
        Just(Some(FormToken::Forged)),
        any::<i64>().prop_map(|age| Some(FormToken::Age(age)))
    ];
    let texts = (text(), text(), text(), text()).prop_map(|(a, b, c, d)| [a, b, c, d]);
    let off = proptest::sample::subsequence(Check::ALL.to_vec(), 0..=Check::ALL.len());
    let numbers = (any::<usize>(), any::<bool>(), form, any::<u32>());
    (texts, numbers, history(), off, 0..5_usize).prop_map(|(texts, numbers, mut history, off, copies)| {
        let plain = &texts[3];
        let text_hash = plain.clone().into_bytes();
        let copy = Marked { id: 1, sketch: Sketch::of(plain), text_hash, hosts: Vec::new() };
        history.marked = history.marked.iter().cloned().chain(std::iter::repeat_n(copy, copies)).collect();
        Anything { texts, numbers, history, off }
    })
}

fn found(any: &Anything, off: &[Check]) -> Vec<Signal> {
    let (links, trapped, form, seconds) = any.numbers;
    let policy = Policy { checks_off: off.to_vec(), form_min_seconds: seconds, ..Policy::default() };
    let [name, email, website, plain] = &any.texts;
    examine(&Evidence {
        policy: &policy,
        name,
        email: Some(email),
        website: Some(website),
        plain,
        text_hash: plain.as_bytes(),
        sketch: Sketch::of(plain).as_ref(),
        links,
        trapped,
        form,
        history: &any.history,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// No input panics; what is turned off is not found, and takes nothing else with it.
    #[test]
    fn what_is_turned_off_is_not_found_and_the_rest_is(any in anything()) {
        let kept = found(&any, &[]).into_iter().filter(|s| made_by(s.code).is_none_or(|check| !any.off.contains(&check)));
        prop_assert_eq!(found(&any, &any.off), kept.collect::<Vec<_>>());
    }

    /// One finding about what was before never makes spam.
    #[test]
    fn history_alone_never_makes_spam(any in anything()) {
        for signal in found(&any, &[Check::Honeypot]).into_iter().filter(|s| made_by(s.code).is_some()) {
            prop_assert_ne!(Verdict::from_signals(vec![signal]).opinion, Opinion::Spam);
        }
    }

    /// Nothing that is known of a typed address helps it.
    #[test]
    fn no_good_name_is_borrowed(any in anything(), approved in any::<i64>()) {
        let score = |approved: i64| {
            let history = History {
                address: Past::default(),
                email: Past { approved, ..any.history.email },
                proved: 0,
                ..History::default()
            };
            let any = Anything { texts: any.texts.clone(), numbers: any.numbers, history, off: Vec::new() };
            Verdict::from_signals(found(&any, &[])).score
        };
        prop_assert_eq!(score(approved).to_bits(), score(0).to_bits());
    }

    #[test]
    fn a_registered_domain_is_the_end_of_its_host(host in host()) {
        let _ = tells(&host);
        if let Some(domain) = registered(&host) {
            prop_assert!(host.trim_end_matches('.').ends_with(domain));
            prop_assert_eq!(registered(domain), Some(domain));
        }
    }
}

#[test]
fn domains_belong_to_whoever_registered_them() {
    for (host, domain) in [
        ("skidt.example", Some("skidt.example")),
        ("a.b.skidt.example", Some("skidt.example")),
        ("shop.skidt.co.uk", Some("skidt.co.uk")),
        ("spam.blogspot.com", None),
        ("a.spam.blogspot.com", None),
        ("192.168.7.1", None),
        ("[::1]", None),
        ("localhost", None),
    ] {
        assert_eq!(registered(host), domain, "{host}");
    }
    assert!(tells("netflix.com") && tells("spam.blogspot.com") && !tells("m.youtube.com") && !tells("x.com"));
}

#[test]
fn every_box_is_a_check_and_unknown_words_are_refused() {
    for check in Check::ALL {
        let made = SignalCode::ALL.iter().any(|code| made_by(*code) == Some(check));
        assert!(made || check == Check::Model, "{check:?}");
    }
    let mut policy = Policy::default();
    policy.set("checks_off", " copies,honeypot\ncopies ").unwrap();
    assert_eq!(policy.get("checks_off").unwrap(), "honeypot copies");
    let wrong = policy.set("checks_off", "honeypot skinke").unwrap_err();
    assert!(
        wrong.to_string().contains("honeypot, form, sender, domains, copies, article, model, not \"skinke\""),
        "{wrong}"
    );
    assert_eq!(policy.get("checks_off").unwrap(), "honeypot copies", "nothing is half set");
    policy.set("checks_off", "").unwrap();
    assert!(Check::ALL.into_iter().all(|check| policy.runs(check)));
}

on_both_engines! {
    /// A box that is not ticked turns its check off; a form that has no such boxes changes none.
    async fn an_owner_turns_checks_off_by_boxes(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let key = site(&app).await.key.clone();
        svar::sites::set(&app.services, &key, &[("checks_off".to_owned(), String::new())]).await.unwrap();
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = desk.page("/desk/magasinet/settings/moderation").await;
        let mut form = form_of(&page, &[]);
        assert_eq!(form.iter().filter(|(name, _)| name == "check").count(), Check::ALL.len(), "all are on at first");
        form.retain(|(name, value)| name != "check" || !matches!(value.as_str(), "copies" | "article"));
        let page = after(&desk, send(&desk, "moderation", &form).await).await;
        assert_eq!(site(&app).await.policy.checks_off, [Check::Copies, Check::Article]);
        assert!(page.contains("value=\"copies\">") && page.contains("value=\"form\" checked>"), "{page}");

        after(&desk, save(&desk, "moderation", &[("checks", None), ("check", None), ("max_links", Some("3"))]).await).await;
        let policy = site(&app).await.policy;
        assert_eq!((policy.checks_off, policy.max_links), (vec![Check::Copies, Check::Article], 3));

        let wrong = save(&desk, "moderation", &[("max_links", Some("mange")), ("check", Some("model"))]).await;
        assert_eq!(wrong.status(), 422);
        let kept = wrong.text().await.unwrap();
        assert!(kept.contains("value=\"model\" checked>") && !kept.contains("value=\"form\" checked>"), "{kept}");
        app.add_moderator(EMAIL, Role::Editor, &[&site(&app).await]).await;
        let editor = Desk::signed_in(&app, EMAIL).await;
        assert_eq!(editor.get("/desk/magasinet/settings/moderation").await.status(), 403);
    }
}
