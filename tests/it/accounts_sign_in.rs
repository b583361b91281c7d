//! Signing in: what slows guessing down and locks nobody out, the second factor, and planted cookies.

use reqwest::{Response, StatusCode};
use svar::accounts::totp;
use svar::domain::clock::Timestamp;
use svar::domain::moderator::Role;

use crate::desk::{Desk, EMAIL, cookie_of, magazine, read, sign_in, value_of};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::{eventually, on_both_engines};

/// The second cookie of an answer: by which a browser is known again.
fn device_of(answer: &Response) -> String {
    let cookies = answer.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap());
    let device = cookies.map(|c| c.split(';').next().unwrap()).find(|c| c.starts_with("svar-device=")).unwrap();
    device.to_owned()
}

async fn sign_in_from(app: &TestApp, device: &str, password: &str) -> Response {
    let token = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
    let fields = [("csrf", token.as_str()), ("email", EMAIL), ("password", password)];
    app.form("/desk/sign-in", &fields).header("cookie", device).send().await.unwrap()
}

/// The secret that a page spells, and a code of it.
pub fn secret_of(html: &str) -> totp::Secret {
    let spelled: String = html.split("<code class=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let (mut bits, mut held, mut bytes) = (0, 0_u32, Vec::new());
    for letter in spelled.bytes().filter(|b| *b != b' ') {
        let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        held = held << 5 | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes.try_into().unwrap()
}

/// Sets a second factor up; the secret and the recovery codes.
pub async fn with_factor(app: &TestApp, desk: &mut Desk<'_>) -> (totp::Secret, Vec<String>) {
    let html = desk.page("/desk/profile/factor").await;
    let secret = secret_of(&html);
    let code = totp::code(&secret, totp::step(app.now()));
    let (csrf, offer) = (value_of(&html, "csrf"), value_of(&html, "offer"));
    let fields = [("csrf", &*csrf), ("offer", &*offer), ("what", "add"), ("code", &*code)];
    let answer = desk.form("/desk/profile/factor", &fields).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    desk.cookie = cookie_of(&answer);
    let html = read(answer).await;
    let codes = html.split("<li><code>").skip(1).map(|c| c.split('<').next().unwrap().to_owned()).collect();
    (secret, codes)
}

/// Sends the second step after the page of the first.
async fn second(app: &TestApp, page: &str, code: &str) -> Response {
    let (csrf, half) = (value_of(page, "csrf"), value_of(page, "half"));
    let fields = [("csrf", &*csrf), ("half", &*half), ("code", code)];
    app.form("/desk/sign-in/factor", &fields).header("sec-fetch-site", "same-origin").send().await.unwrap()
}

/// RFC 6238, appendix B, the last six of its eight digits.
#[test]
fn codes_are_those_of_the_standard() {
    let secret = *b"12345678901234567890";
    for (seconds, code) in
        [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
    {
        assert_eq!(totp::code(&secret, totp::step(Timestamp(seconds * 1_000))), code);
    }
    assert_eq!(totp::spell(&secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    let now = Timestamp(1_111_111_109_000);
    for (drift, fits) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let typed = totp::code(&secret, totp::step(now) + drift);
        assert_eq!(totp::matching_step(&secret, &typed, now).is_some(), fits, "{drift}");
    }
}

on_both_engines! {
    /// Whoever guesses from elsewhere slows themselves down, not the one whose account it is; and that one is told.
    async fn a_stranger_locks_nobody_out(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let device = device_of(&sign_in(&app, EMAIL, PASSWORD).await);
        for _ in 0..20 {
            assert_eq!(sign_in(&app, EMAIL, "gættet forkert igen").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
            app.clock.advance(15 * Timestamp::MINUTE + 1);
        }
        assert_eq!(sign_in(&app, EMAIL, "gættet forkert igen").await.status(), 422);
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), 422, "a stranger waits even with the right one");
        assert_eq!(sign_in_from(&app, &device, PASSWORD).await.status(), 303, "the known browser does not");
        assert_eq!(sign_in_from(&app, "svar-device=opdigtet", PASSWORD).await.status(), 422, "made up");
        let mail = eventually("a mail to the account's owner", || async {
            app.mails().into_iter().find(|mail| mail.subject.contains("prøver at logge ind"))
        })
        .await;
        assert_eq!(mail.to.expose(), EMAIL);
        assert!(mail.body.contains("20 forkerte adgangskoder") && mail.body.contains("/desk/profile/password"));

        for _ in 0..6 {
            assert_eq!(sign_in_from(&app, &device, "gættet forkert igen").await.status(), 422);
        }
        assert_eq!(sign_in_from(&app, &device, PASSWORD).await.status(), 422, "a known browser has a counter of its own");
        app.clock.advance(3 * Timestamp::SECOND);
        assert_eq!(sign_in_from(&app, &device, PASSWORD).await.status(), 303);
        assert_eq!(app.mails().iter().filter(|mail| mail.subject.contains("prøver at logge ind")).count(), 1);
    }

    /// A cookie that somebody planted before signing in opens nothing after it.
    async fn a_planted_cookie_is_not_used(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let planted = format!("svar={}", "x".repeat(43));
        let token = value_of(&read(app.get("/desk/sign-in").await).await, "csrf");
        let fields = [("csrf", token.as_str()), ("email", EMAIL), ("password", PASSWORD)];
        let answer = app.form("/desk/sign-in", &fields).header("cookie", &planted).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        let own = cookie_of(&answer);
        assert_ne!(own, planted);
        assert_eq!(Desk { app: &app, cookie: planted }.get("/desk/profile").await.status(), 303);
        assert_eq!(Desk { app: &app, cookie: own }.get("/desk/profile").await.status(), 200);
    }

    /// With a second factor the password alone opens nothing; each code works once, and so does each recovery code.
    async fn a_second_factor_is_asked_for_and_each_code_works_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let mut desk = Desk::signed_in(&app, EMAIL).await;
        let other = Desk::signed_in(&app, EMAIL).await;
        let before = desk.cookie.clone();
        let (secret, codes) = with_factor(&app, &mut desk).await;
        assert_eq!(codes.len(), 10);
        for gone in [&before, &other.cookie] {
            let gone = Desk { app: &app, cookie: gone.clone() };
            assert_eq!(gone.get("/desk/profile").await.status(), 303, "what was signed in before is not any more");
        }
        assert_eq!(desk.get("/desk/profile").await.status(), 200);

        let step = async |code: &str| {
            let page = sign_in(&app, EMAIL, PASSWORD).await;
            assert!(page.status() == 200 && page.headers().get("set-cookie").is_none(), "no session yet");
            second(&app, &read(page).await, code).await
        };
        let now = totp::code(&secret, totp::step(app.now()));
        assert_eq!(step(&now).await.status(), 422, "the code that set it up is used");
        app.clock.advance(30 * Timestamp::SECOND);
        let now = totp::code(&secret, totp::step(app.now()));
        assert_eq!(step(&now).await.status(), 303);
        assert_eq!(step(&now).await.status(), 422, "used");
        assert_eq!(step(&codes[3].to_uppercase().replace('-', " ")).await.status(), 303, "however it is spelled");
        assert_eq!(step(&codes[3]).await.status(), 422, "used");
        assert!(desk.page("/desk/profile").await.contains("9 gendannelseskoder er tilbage"));

        let late = read(sign_in(&app, EMAIL, PASSWORD).await).await;
        app.clock.advance(11 * Timestamp::MINUTE);
        let answer = second(&app, &late, &totp::code(&secret, totp::step(app.now()))).await;
        assert!(answer.headers().get("set-cookie").is_none());
        assert!(read(answer).await.contains("Der gik for lang tid"));
        let forged = late.replace(&value_of(&late, "half"), "AAAA");
        assert!(second(&app, &forged, "000000").await.headers().get("set-cookie").is_none());
    }

    /// A right password does not forgive wrong codes: six digits are soon guessed where nothing slows it down.
    async fn codes_cannot_be_guessed_by_typing_the_password_again(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        magazine(&app).await;
        let mut desk = Desk::signed_in(&app, EMAIL).await;
        let (secret, _) = with_factor(&app, &mut desk).await;
        for _ in 0..6 {
            let page = read(sign_in(&app, EMAIL, PASSWORD).await).await;
            assert_eq!(second(&app, &page, "000000").await.status(), 422);
        }
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.status(), 422, "the account has to wait");
        app.clock.advance(30 * Timestamp::SECOND);
        let page = read(sign_in(&app, EMAIL, PASSWORD).await).await;
        let code = totp::code(&secret, totp::step(app.now()));
        assert_eq!(second(&app, &page, &code).await.status(), 303);
    }

    /// Where a site asks a role for a second factor, nothing opens until it is there; others are left alone.
    async fn a_site_can_ask_a_role_for_a_second_factor(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("second_factor", "editor")]).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        app.add_moderator("bo@redaktion.example", Role::Moderator, &[&site]).await;
        let mut anne = Desk::signed_in(&app, EMAIL).await;
        let asked = anne.get("/desk/magasinet/queue").await;
        assert_eq!(asked.headers()["location"], "/desk/profile/factor?needed=1");
        assert!(anne.page("/desk/profile/factor?needed=1").await.contains("Webstedet kræver totrinsbekræftelse"));
        with_factor(&app, &mut anne).await;
        assert_eq!(anne.get("/desk/magasinet/queue").await.status(), 200);
        assert!(anne.page("/desk/profile/factor").await.contains("kan ikke slås fra"));
        let removed = anne.sent("/desk/profile/factor", &[("what", "remove")]).await;
        assert!(removed.contains("Intet er ændret"));
        let bo = Desk::signed_in(&app, "bo@redaktion.example").await;
        assert_eq!(bo.get("/desk/magasinet/queue").await.status(), 200);
    }
}
