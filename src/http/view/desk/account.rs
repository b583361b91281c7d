//! A moderator's own account: profile, password, second factor, and being asked for the password again.

use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};

use super::{DeskFrame, SignInError};
use crate::accounts::FactorOffer;
use crate::domain::clock::Timestamp;
use crate::i18n::rfc3339;
use crate::store::accounts::{SessionEntry, SessionId};

/// `/desk/sign-in/factor`: the second step of signing in.
#[derive(Template)]
#[template(path = "desk/sign_in_factor.html")]
pub struct FactorView<'a> {
    pub frame: DeskFrame<'a>,
    pub token: String,
    pub next: Option<String>,
    /// Says that the password was right.
    pub half: &'a str,
    pub error: Option<SignInError>,
}

impl FactorView<'_> {
    fn problem(&self) -> Option<String> {
        Some(self.error?.sentence(self.frame.words))
    }
}

/// Asks for the password again, and then goes on with what was asked for.
#[derive(Template)]
#[template(path = "desk/confirm.html")]
pub struct ConfirmView<'a> {
    pub frame: DeskFrame<'a>,
    /// Where the form is sent: to `/desk/confirm`, or where the form that was held up belongs.
    pub action: &'a str,
    /// What that form holds.
    pub kept: &'a [(&'a str, &'a str)],
    /// There is a second factor to ask for.
    pub code: bool,
    pub wrong: bool,
}

/// `/desk/profile`
#[derive(Template)]
#[template(path = "desk/profile.html")]
pub struct ProfileView<'a> {
    pub frame: DeskFrame<'a>,
    /// IANA name of the zone that times are shown in.
    pub zone: &'a str,
    pub name: &'a str,
    pub keys_off: bool,
    pub error: Option<String>,
    pub said: Option<String>,
    pub second_factor: bool,
    pub codes_left: i64,
    /// The last used first.
    pub sessions: &'a [SessionEntry],
    pub this: SessionId,
}

/// A session as a line.
struct SessionLine {
    id: i64,
    this: bool,
    browser: String,
    network: String,
    created: (String, String),
    seen: (String, String),
}

impl ProfileView<'_> {
    fn lines(&self) -> Vec<SessionLine> {
        let words = self.frame.words;
        let time = |at: i64| (rfc3339(Timestamp(at)), words.date_time(Timestamp(at), self.zone));
        let line = |entry: &SessionEntry| SessionLine {
            id: entry.id,
            this: entry.id == self.this.0,
            browser: match entry.browser.as_str() {
                "" => words.t("desk-session-unknown"),
                known => known.to_owned(),
            },
            network: entry.network.clone(),
            created: time(entry.created),
            seen: time(entry.seen),
        };
        self.sessions.iter().map(line).collect()
    }
}

/// `/desk/profile/password`
#[derive(Template)]
#[template(path = "desk/password.html")]
pub struct PasswordView<'a> {
    pub frame: DeskFrame<'a>,
    pub error: Option<String>,
}

/// `/desk/profile/factor`
#[derive(Template)]
#[template(path = "desk/factor.html")]
pub struct FactorSetView<'a> {
    pub frame: DeskFrame<'a>,
    /// What is to be set up; `None` where there is a second factor already.
    pub offer: Option<&'a FactorOffer>,
    pub codes_left: i64,
    /// The visitor was led here, because a site asks for it.
    pub needed: bool,
    /// A site asks for it, so it cannot be removed.
    pub required: bool,
    /// A part of setting Svar up, where it can be skipped.
    pub setup: bool,
    pub wrong: bool,
}

impl FactorSetView<'_> {
    fn action(&self) -> &'static str {
        if self.setup { "/desk/profile/factor?setup=1" } else { "/desk/profile/factor" }
    }

    /// In groups of four, as people read it.
    fn spelled(&self) -> String {
        let letters: Vec<char> = self.offer.map(|o| o.spelled.chars().collect()).unwrap_or_default();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The drawing that an app reads: the side of its square, and its path. `None` when it does not fit.
    fn drawing(&self) -> Option<(i32, String)> {
        const QUIET: i32 = 4;
        let code = QrCode::encode_text(&self.offer?.link, QrCodeEcc::Medium).ok()?;
        let size = code.size();
        let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
        let path: String = dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET)).collect();
        Some((size + 2 * QUIET, path))
    }
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "desk/codes.html")]
pub struct CodesView<'a> {
    pub frame: DeskFrame<'a>,
    pub codes: &'a [String],
    pub setup: bool,
}
