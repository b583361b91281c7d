//! The Akismet client: what it sends, and what it makes of every kind of answer.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::SecretString;
use svar::domain::clock::Timestamp;
use svar::egress::Egress;
use svar::spam::akismet::{Akismet, Answer, BadAddress, Check, Credentials, Feedback, Opinion, Trouble};
use tracing_subscriber::util::SubscriberInitExt;
use url::Url;

use crate::egress::HandClock;
use crate::support::akismet::{CHECK, HAM, SPAM, Say, ScriptedAkismet, THANKS, VERIFY};

const LONG: Duration = Duration::from_secs(30);
/// The budget against a server that never answers.
const SHORT: Duration = Duration::from_millis(50);
const KEY: &str = "0123456789ab";
const BLOG: &str = "https://fyr.example";
const HAM_FOR_GOOD: Opinion = Opinion::Ham { recheck_after: None };

struct Desk {
    server: ScriptedAkismet,
    akismet: Akismet,
    key: SecretString,
}

impl Desk {
    async fn open() -> Self {
        Self::with_key(KEY).await
    }

    async fn with_key(key: &str) -> Self {
        let server = ScriptedAkismet::start().await;
        // 15 November 1994, 08:12:31 UTC: RFC 9110's own example of a date.
        let egress = Egress::new(HandClock::at(784_887_151_000)).unwrap();
        let akismet = Akismet::new(Arc::new(egress), Some(server.url.clone())).unwrap();
        Self { server, akismet, key: SecretString::from(key) }
    }

    fn cred(&self) -> Credentials<'_> {
        Credentials { key: &self.key, blog: BLOG }
    }

    async fn check(&self, check: &Check) -> Result<Answer, Trouble> {
        self.akismet.check(self.cred(), check, LONG).await
    }

    async fn told(&self, say: Say) -> Result<Answer, Trouble> {
        self.server.next(say);
        self.check(&comment()).await
    }

    async fn trouble(&self, say: Say) -> Trouble {
        self.told(say).await.unwrap_err()
    }
}

fn comment() -> Check {
    Check { user_ip: "192.0.2.44".into(), comment_content: "Hej".into(), ..Check::default() }
}

fn everything() -> Check {
    let some = |value: &str| Some(value.to_owned());
    Check {
        user_ip: "2001:db8::44".into(),
        user_agent: some("Mozilla/5.0 (X11)"),
        referrer: some("https://fyr.example/?q=a&b"),
        permalink: some("https://fyr.example/æbler"),
        comment_type: some("comment"),
        comment_author: some("Søren Åberg"),
        comment_author_email: some("soren+svar@fyr.example"),
        comment_author_url: some("https://søren.example"),
        comment_content: "Blåbærgrød & <b>fløde</b> 🫐\r\n100 % = godt".into(),
        comment_date_gmt: Some(Timestamp(1_767_323_045_678)),
        comment_post_modified_gmt: Some(Timestamp(0)),
        comment_parent: some("17"),
        comment_context: vec!["natur".into(), "hav & himmel".into()],
        blog_lang: some("da"),
        blog_charset: some("UTF-8"),
        user_role: some("guest"),
        is_test: true,
        recheck_reason: some("edit"),
        honeypot: Some(("hjemmeside2".into(), "køb nu".into())),
        callback: None,
    }
}

#[tokio::test]
async fn everything_that_is_known_is_sent_unmodified_and_encoded_as_utf8() {
    let desk = Desk::open().await;
    desk.check(&everything()).await.unwrap();
    let asked = &desk.server.asked()[0];
    assert_eq!(asked.path, "/1.1/comment-check");
    assert_eq!(asked.headers["content-type"], "application/x-www-form-urlencoded; charset=UTF-8");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(asked.headers["user-agent"], format!("Svar/{version} | SvarAkismet/{version}"));
    let expected = [
        "api_key=0123456789ab",
        "blog=https%3A%2F%2Ffyr.example",
        "user_ip=2001%3Adb8%3A%3A44",
        "user_agent=Mozilla%2F5.0+%28X11%29",
        "referrer=https%3A%2F%2Ffyr.example%2F%3Fq%3Da%26b",
        "permalink=https%3A%2F%2Ffyr.example%2F%C3%A6bler",
        "comment_type=comment",
        "comment_author=S%C3%B8ren+%C3%85berg",
        "comment_author_email=soren%2Bsvar%40fyr.example",
        "comment_author_url=https%3A%2F%2Fs%C3%B8ren.example",
        "comment_content=Bl%C3%A5b%C3%A6rgr%C3%B8d+%26+%3Cb%3Efl%C3%B8de%3C%2Fb%3E+%F0%9F%AB%90%0D%0A100+%25+%3D+godt",
        "comment_date_gmt=2026-01-02T03%3A04%3A05Z",
        "comment_post_modified_gmt=1970-01-01T00%3A00%3A00Z",
        "comment_parent=17",
        "blog_lang=da",
        "blog_charset=UTF-8",
        "user_role=guest",
        "is_test=1",
        "recheck_reason=edit",
        "comment_context%5B%5D=natur",
        "comment_context%5B%5D=hav+%26+himmel",
        "honeypot_field_name=hjemmeside2",
        "hjemmeside2=k%C3%B8b+nu",
    ];
    assert_eq!(asked.body, expected.join("&"));
    assert_eq!(asked.values("comment_context[]"), ["natur", "hav & himmel"]);
}

#[tokio::test]
async fn what_the_owner_switched_off_is_not_sent_at_all() {
    let desk = Desk::open().await;
    desk.check(&comment()).await.unwrap();
    assert_eq!(
        desk.server.asked()[0].body,
        "api_key=0123456789ab&blog=https%3A%2F%2Ffyr.example&user_ip=192.0.2.44&comment_content=Hej"
    );
}

#[tokio::test]
async fn a_check_survives_being_kept_for_feedback_and_can_be_asked_again() {
    let kept = serde_json::to_vec(&everything()).unwrap();
    assert_eq!(serde_json::from_slice::<Check>(&kept).unwrap(), everything());
    // A row written before a field existed still reads.
    let older: Check = serde_json::from_str(r#"{"user_ip":"192.0.2.44","comment_content":"Hej"}"#).unwrap();
    assert_eq!(older, comment());

    let desk = Desk::open().await;
    desk.check(&older.again("retry")).await.unwrap();
    assert_eq!(desk.server.asked()[0].value("recheck_reason"), Some("retry"));
}

/// In the host name, as old clients send it, or in the path, the key would show in DNS and in logs.
#[tokio::test]
async fn the_key_travels_in_the_body_alone() {
    let desk = Desk::open().await;
    desk.check(&comment()).await.unwrap();
    desk.akismet.verify_key(desk.cred(), LONG).await.unwrap();
    let asked = desk.server.asked();
    for request in &asked {
        assert!(request.value("api_key") == Some(KEY) && request.value("blog") == Some(BLOG));
        assert!(!request.path.contains(KEY) && request.headers.values().all(|value| !value.contains(KEY)));
    }
    assert_eq!((asked[0].value("key"), asked[1].value("key")), (None, Some(KEY)));
}

#[tokio::test]
async fn a_key_is_valid_or_invalid_and_nothing_else() {
    let desk = Desk::open().await;
    assert_eq!(desk.akismet.verify_key(desk.cred(), LONG).await, Ok(true));
    assert_eq!(desk.server.asked()[0].path, "/1.1/verify-key");
    for (body, expected) in [
        ("valid\n", Ok(true)),
        (" invalid ", Ok(false)),
        ("", Err(Trouble::Garbage)),
        ("Valid", Err(Trouble::Garbage)),
        ("<p>valid</p>", Err(Trouble::Garbage)),
    ] {
        desk.server.next_for(VERIFY, Say::raw(200, &[], body));
        assert_eq!(desk.akismet.verify_key(desk.cred(), LONG).await, expected, "{body}");
    }
    desk.server.next_for(VERIFY, Say::Status(500));
    assert_eq!(desk.akismet.verify_key(desk.cred(), LONG).await, Err(Trouble::Status(500)));

    let desk = Desk::with_key("invalid-key").await;
    assert_eq!(desk.akismet.verify_key(desk.cred(), LONG).await, Ok(false));
    assert_eq!(desk.check(&comment()).await, Err(Trouble::InvalidKey));
}

#[tokio::test]
async fn the_services_guaranteed_results_are_understood() {
    let desk = Desk::open().await;
    let author = Check { comment_author: Some("akismet-guaranteed-spam".into()), is_test: true, ..comment() };
    let email = Some("akismet-guaranteed-spam@example.com".to_owned());
    let email = Check { comment_author_email: email, is_test: true, ..comment() };
    let boss = Check { user_role: Some("administrator".into()), ..author.clone() };
    assert_eq!(desk.check(&author).await.unwrap().opinion, Opinion::Spam { discard: false });
    assert_eq!(desk.check(&email).await.unwrap().opinion, Opinion::Spam { discard: false });
    assert_eq!(desk.check(&boss).await.unwrap().opinion, HAM_FOR_GOOD);
}

#[tokio::test]
async fn a_verdict_is_the_body_and_its_headers_refine_it() {
    let desk = Desk::open().await;
    let cases = [
        (Say::Spam, Opinion::Spam { discard: false }),
        (Say::Discard, Opinion::Spam { discard: true }),
        (Say::Ham, HAM_FOR_GOOD),
        (Say::RecheckAfter(120), Opinion::Ham { recheck_after: Some(Duration::from_secs(120)) }),
        (Say::raw(200, &[("X-AKISMET-PRO-TIP", "Discard")], " true\r\n"), Opinion::Spam { discard: true }),
        (Say::raw(200, &[("x-akismet-pro-tip", "discard")], "false"), HAM_FOR_GOOD),
        (Say::raw(200, &[("X-Akismet-Recheck-After", "120")], "true"), Opinion::Spam { discard: false }),
    ];
    for (say, expected) in cases {
        assert_eq!(desk.told(say.clone()).await.unwrap().opinion, expected, "{say:?}");
    }
    assert_eq!(desk.told(Say::Ham).await.unwrap().guid.as_deref(), Some("5f0c-scripted"));
}

/// The header says that the verdict is not final, whatever stands in it: never published at once.
#[tokio::test]
async fn a_provisional_verdict_stays_provisional_when_its_time_cannot_be_read() {
    let desk = Desk::open().await;
    for (header, seconds) in [("soon", 120), ("0", 1), ("-5", 120), ("999999999", 86_400)] {
        let answer = desk.told(Say::raw(200, &[("X-akismet-recheck-after", header)], "false")).await.unwrap();
        assert_eq!(answer.opinion, Opinion::Ham { recheck_after: Some(Duration::from_secs(seconds)) }, "{header}");
    }
}

#[tokio::test]
async fn nothing_but_true_and_false_in_a_success_is_a_verdict() {
    let desk = Desk::open().await;
    for say in [Say::Empty, Say::Garbage, Say::Html] {
        assert_eq!(desk.trouble(say.clone()).await, Trouble::Garbage, "{say:?}");
    }
    for body in ["True", "FALSE", "true false", "0", "\"true\"", "valid", "null", &"true ".repeat(20_000)] {
        assert_eq!(desk.trouble(Say::raw(200, &[], body)).await, Trouble::Garbage, "{body:.20}");
    }
    assert_eq!(desk.trouble(Say::Invalid).await, Trouble::InvalidKey);
    assert_eq!(desk.trouble(Say::Error("10010".into())).await, Trouble::Account("10010".into()));
    assert_eq!(desk.trouble(Say::Error(String::new())).await, Trouble::Account(String::new()));
    for status in [301, 302, 400, 403, 404, 500, 503] {
        assert_eq!(desk.trouble(Say::Status(status)).await, Trouble::Status(status));
    }
}

#[tokio::test]
async fn no_answer_is_trouble_and_never_a_verdict() {
    let desk = Desk::open().await;
    desk.server.otherwise(Say::Never);
    assert_eq!(desk.akismet.check(desk.cred(), &comment(), SHORT).await, Err(Trouble::Timeout));
    assert_eq!(desk.trouble(Say::Close).await, Trouble::Unreachable);

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let nobody = Akismet::new(Arc::new(Egress::new(HandClock::at(0)).unwrap()), Some(url)).unwrap();
    assert_eq!(nobody.check(desk.cred(), &comment(), LONG).await, Err(Trouble::Unreachable));
}

#[tokio::test]
async fn retry_after_is_read_in_seconds_and_as_a_date() {
    let desk = Desk::open().await;
    let wait = |seconds| Trouble::TooMany { retry_after: Some(Duration::from_secs(seconds)) };
    let none = Trouble::TooMany { retry_after: None };
    for (header, expected) in [
        ("120", wait(120)),
        (" 0 ", wait(0)),
        ("99999999", wait(86_400)),
        ("later", none.clone()),
        ("-1", none.clone()),
        ("99999999999999999999999", none.clone()),
    ] {
        assert_eq!(desk.trouble(Say::TooMany { retry_after: header.into() }).await, expected, "{header}");
    }
    assert_eq!(desk.trouble(Say::raw(429, &[], "true")).await, none);

    let until = "Tue, 15 Nov 1994 08:14:31 GMT";
    for (date, expected) in [
        ("Tue, 15 Nov 1994 08:14:01 GMT", wait(30)), // the service's clock, not ours
        ("Tue, 15 Nov 1994 08:20:00 GMT", wait(0)),
        ("Tue, 15 Nov 1993 08:14:31 GMT", wait(120)), // wrong weekday: no date, so our own clock
        ("nonsense", wait(120)),
    ] {
        let say = Say::raw(429, &[("Retry-After", until), ("Date", date)], "");
        assert_eq!(desk.trouble(say).await, expected, "{date}");
    }
}

#[tokio::test]
async fn what_the_owner_should_know_is_passed_on_fit_to_be_shown() {
    let desk = Desk::open().await;
    let answer = desk.told(Say::Alert { code: 10508, message: "Over the limit".into() }).await.unwrap();
    let alert = answer.alert.unwrap();
    assert_eq!((alert.code.as_str(), alert.message.as_str()), ("10508", "Over the limit"));
    assert_eq!(answer.opinion, HAM_FOR_GOOD);

    let long = "é".repeat(500);
    let headers = [
        ("X-Akismet-Alert-Code", "30001"),
        ("X-Akismet-Alert-Msg", "your\tkey 0123456789ab is personal"),
        ("X-Akismet-Debug-Help", long.as_str()),
    ];
    let answer = desk.told(Say::raw(200, &headers, "true")).await.unwrap();
    assert_eq!(answer.alert.unwrap().message, "yourkey … is personal");
    assert_eq!(answer.debug_help.unwrap(), "é".repeat(200));
    assert_eq!(desk.trouble(Say::Error(format!("bad key {KEY}"))).await, Trouble::Account("bad key …".into()));
}

#[tokio::test]
async fn feedback_repeats_what_was_sent_and_says_who_and_what_had_been_said() {
    let desk = Desk::open().await;
    let feedback = Feedback { reporter: Some("editor-7".into()), comment_check_response: Some(false) };
    let nothing = Feedback::default();
    desk.check(&everything()).await.unwrap();
    desk.akismet.submit_spam(desk.cred(), &everything(), &feedback, LONG).await.unwrap();
    desk.akismet.submit_ham(desk.cred(), &everything(), &nothing, LONG).await.unwrap();
    let asked = desk.server.asked();
    assert_eq!(
        asked.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(),
        ["/1.1/comment-check", "/1.1/submit-spam", "/1.1/submit-ham"]
    );
    assert_eq!(asked[1].body, format!("{}&reporter=editor-7&comment_check_response=false", asked[0].body));
    assert_eq!(asked[2].body, asked[0].body);
    assert_eq!((desk.server.asked_for(SPAM).len(), desk.server.asked_for(HAM).len()), (1, 1));
}

#[tokio::test]
async fn feedback_has_arrived_only_when_it_is_thanked_for() {
    let desk = Desk::open().await;
    let submit = || async { desk.akismet.submit_spam(desk.cred(), &comment(), &Feedback::default(), LONG).await };
    for (say, expected) in [
        (Say::raw(200, &[], &format!("{THANKS}\n")), Ok(())),
        (Say::Empty, Err(Trouble::Garbage)),
        (Say::Html, Err(Trouble::Garbage)),
        (Say::Invalid, Err(Trouble::InvalidKey)),
        (Say::Status(500), Err(Trouble::Status(500))),
        (Say::TooMany { retry_after: "5".into() }, Err(Trouble::TooMany { retry_after: Some(Duration::from_secs(5)) })),
    ] {
        desk.server.next_for(SPAM, say.clone());
        assert_eq!(submit().await, expected, "{say:?}");
    }
}

#[tokio::test]
async fn a_service_that_fails_repeatedly_is_left_alone() {
    let desk = Desk::open().await;
    desk.server.otherwise(Say::Status(500));
    for _ in 0..5 {
        assert_eq!(desk.check(&comment()).await, Err(Trouble::Status(500)));
    }
    assert_eq!(desk.check(&comment()).await, Err(Trouble::BreakerOpen));
    assert_eq!(desk.akismet.verify_key(desk.cred(), LONG).await, Err(Trouble::BreakerOpen));
    assert_eq!(desk.server.asked().len(), 5);
    // A wrong key or too many requests is not an outage.
    let desk = Desk::open().await;
    for _ in 0..3 {
        desk.trouble(Say::Invalid).await;
        desk.trouble(Say::TooMany { retry_after: "1".into() }).await;
        desk.trouble(Say::Garbage).await;
    }
    assert_eq!(desk.check(&comment()).await.unwrap().opinion, HAM_FOR_GOOD);
}

#[tokio::test]
async fn the_real_service_is_never_asked_over_plain_http() {
    let egress = Arc::new(Egress::new(HandClock::at(0)).unwrap());
    let open = |url: &str| Akismet::new(egress.clone(), Some(Url::parse(url).unwrap())).err();
    for url in ["http://rest.akismet.com", "http://akismet.com/", "http://KEY.Rest.Akismet.com.:8080/1.1"] {
        assert_eq!(open(url), Some(BadAddress::PlainHttp), "{url}");
    }
    for url in ["https://rest.akismet.com", "http://notakismet.com", "http://10.0.0.5:4000/akismet/"] {
        assert_eq!(open(url), None, "{url}");
    }
    assert_eq!(open("ftp://akismet.example"), Some(BadAddress::NotHttp));
    assert!(Akismet::new(egress, None).is_ok());
}

#[tokio::test]
async fn a_service_below_a_path_is_found_there() {
    let desk = Desk::open().await;
    let url = desk.server.url.join("/akismet/").unwrap();
    let below = Akismet::new(Arc::new(Egress::new(HandClock::at(0)).unwrap()), Some(url)).unwrap();
    below.check(desk.cred(), &comment(), LONG).await.unwrap();
    assert_eq!(desk.server.asked_for(CHECK)[0].path, "/akismet/1.1/comment-check");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_key_and_no_personal_data_reaches_a_log_or_an_error() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    // While there is only one, tracing asks whichever thread meets an event first whether anybody wants it: another
    // test's thread, which has none, and then it is for nobody.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let _guard = subscriber.set_default();

    let desk = Desk::open().await;
    let mut emitted = String::new();
    for say in [Say::Spam, Say::Invalid, Say::Html, Say::Close, Say::Error(KEY.into()), Say::Status(500)] {
        emitted += &format!("{:?}", desk.server_says(say).await);
    }
    desk.akismet.verify_key(desk.cred(), LONG).await.unwrap();
    desk.akismet.submit_ham(desk.cred(), &everything(), &Feedback::default(), LONG).await.unwrap();
    emitted += &format!("{:?} {:?}", desk.cred(), everything());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in ["comment-check", "outcome=\"spam\"", "outcome=\"invalid-key\"", "outcome=\"done\"", "duration_ms="]
    {
        assert!(log.contains(expected), "{expected} in {log}");
    }
    for secret in
        [KEY, "2001:db8::44", "2001%3Adb8", "soren", "Søren", "S%C3%B8ren", "grød", "gr%C3%B8d", "Mozilla", "køb"]
    {
        assert!(!log.contains(secret) && !emitted.contains(secret), "{secret} in {log}{emitted}");
    }
}

impl Desk {
    async fn server_says(&self, say: Say) -> Result<Answer, String> {
        self.server.next(say);
        self.check(&everything()).await.map_err(|trouble| format!("{trouble:?} {trouble} {}", trouble.as_str()))
    }
}
