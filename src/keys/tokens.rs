//! Tokens: random ones, of which only the hash is stored, and signed ones, which need no storing.
//!
//! A random token has one purpose and 256 bits from the operating system; it is looked up by its
//! SHA-256 or half of that, so there is no timing to learn from. It names its site in clear, because every look-up
//! starts with the site.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use subtle::ConstantTimeEq;

use super::{Keys, digest, half_digest, keyed};
use crate::domain::clock::{Random, Timestamp};
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::TokenHash;
use crate::domain::site::SiteId;
use crate::domain::submission::FormToken;
use crate::domain::thread::ThreadKey;

/// The kinds of random token, told apart by their prefix so that a leaked one can be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// By which a guest owns a comment.
    Receipt,
    /// In a mail link.
    Mail,
    /// A bearer token for the desk's API.
    Desk,
    /// Behind which somebody joins a site's team.
    Invitation,
}

impl TokenKind {
    fn prefix(self) -> &'static str {
        match self {
            TokenKind::Receipt => "svar_r_",
            TokenKind::Mail => "svar_m_",
            TokenKind::Desk => "svar_k_",
            TokenKind::Invitation => "svar_i_",
        }
    }
}

/// A random token in clear. Shown once, never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: String,
    pub site: SiteId,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(***)")
    }
}

impl Token {
    pub fn new(kind: TokenKind, site: SiteId, random: &dyn Random) -> Self {
        let mut secret = [0; 32];
        random.fill(&mut secret);
        Self { text: format!("{}{}.{}", kind.prefix(), site.0, BASE64URL.encode(secret)), site }
    }

    /// Reads what somebody sent; `None` for anything that is not a whole token of this kind.
    pub fn parse(kind: TokenKind, text: &str) -> Option<Self> {
        let (site, secret) = text.strip_prefix(kind.prefix())?.split_once('.')?;
        let site = SiteId(site.parse().ok().filter(|id| *id > 0)?);
        (BASE64URL.decode(secret).ok()?.len() == 32).then(|| Self { text: text.to_owned(), site })
    }

    /// The token in clear, for the one answer or mail that carries it.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Half of it: nobody finds a second token with the same 128 bits.
    pub fn hash(&self) -> TokenHash {
        TokenHash(half_digest(&[self.text.as_bytes()]))
    }
}

/// A session's secret: the cookie's value.
pub fn session_secret(random: &dyn Random) -> (String, TokenHash) {
    let mut secret = [0; 32];
    random.fill(&mut secret);
    let text = BASE64URL.encode(secret);
    let hash = session_hash(&text);
    (text, hash)
}

pub fn session_hash(cookie: &str) -> TokenHash {
    TokenHash(digest(&[b"session", cookie.as_bytes()]))
}

/// The secret in the link by which the first owner's account is made. Of no site: there is none yet.
pub fn setup_secret(random: &dyn Random) -> (String, TokenHash) {
    let mut secret = [0; 32];
    random.fill(&mut secret);
    let text = format!("svar_s_{}", BASE64URL.encode(secret));
    let hash = setup_hash(&text);
    (text, hash)
}

pub fn setup_hash(text: &str) -> TokenHash {
    TokenHash(digest(&[b"setup", text.as_bytes()]))
}

/// A nonce for idempotency keys, request ids and the like.
pub fn nonce(random: &dyn Random) -> String {
    let mut bytes = [0; 18];
    random.fill(&mut bytes);
    BASE64URL.encode(bytes)
}

const FORM_BODY: usize = 24;
const MAC: usize = 16;

impl Keys {
    /// `base64url(issued ‖ site ‖ thread key hash ‖ mac)`: not bound to a person, so that it may be
    /// shared; it marks posts that no form of ours was opened for.
    pub fn form_token(&self, site: SiteId, thread: &ThreadKey, now: Timestamp) -> String {
        let body = form_body(site, thread, now);
        BASE64URL.encode([body.as_slice(), self.form_mac(&body).as_slice()].concat())
    }

    pub fn read_form_token(&self, site: SiteId, thread: &ThreadKey, now: Timestamp, token: &str) -> FormToken {
        if token.is_empty() {
            return FormToken::Missing;
        }
        let Ok(bytes) = BASE64URL.decode(token) else { return FormToken::Forged };
        let Some((body, mac)) = bytes.split_at_checked(FORM_BODY) else { return FormToken::Forged };
        if !bool::from(self.form_mac(body).ct_eq(mac)) {
            return FormToken::Forged;
        }
        let Some((issued, _)) = body.split_first_chunk::<8>() else { return FormToken::Forged };
        let issued = Timestamp(i64::from_be_bytes(*issued));
        if body != form_body(site, thread, issued) {
            return FormToken::Forged;
        }
        FormToken::Age(now.since(issued))
    }

    fn form_mac(&self, body: &[u8]) -> Vec<u8> {
        keyed(&self.form, &[body]).into_iter().take(MAC).collect()
    }

    /// Signs an opaque cursor for one list, so that it cannot be used for another.
    pub fn sign_cursor(&self, list: &str, position: &str) -> String {
        let mac: Vec<u8> = self.cursor_mac(list, position);
        BASE64URL.encode([mac.as_slice(), position.as_bytes()].concat())
    }

    /// The position in a cursor that `sign_cursor` made for the same list; `None` for any other.
    pub fn read_cursor(&self, list: &str, cursor: &str) -> Option<String> {
        let bytes = BASE64URL.decode(cursor).ok()?;
        let (mac, position) = bytes.split_at_checked(MAC)?;
        let position = std::str::from_utf8(position).ok()?;
        bool::from(self.cursor_mac(list, position).ct_eq(mac)).then(|| position.to_owned())
    }

    fn cursor_mac(&self, list: &str, position: &str) -> Vec<u8> {
        keyed(&self.cursor, &[list.as_bytes(), position.as_bytes()]).into_iter().take(MAC).collect()
    }

    /// A token for the sign-in form, where there is no session yet to hold one.
    pub fn sign_in_token(&self, now: Timestamp) -> String {
        let issued = now.0.to_be_bytes();
        let mac = keyed(&self.desk, &[b"sign-in", &issued]);
        BASE64URL.encode([issued.as_slice(), mac.as_slice()].concat())
    }

    pub fn is_sign_in_token(&self, now: Timestamp, token: &str) -> bool {
        let Ok(bytes) = BASE64URL.decode(token) else { return false };
        let Some((issued, mac)) = bytes.split_first_chunk::<8>() else { return false };
        let good = bool::from(keyed(&self.desk, &[b"sign-in", issued]).as_slice().ct_eq(mac));
        let age = now.since(Timestamp(i64::from_be_bytes(*issued)));
        good && (-Timestamp::MINUTE..=Timestamp::DAY).contains(&age)
    }
}

/// How long a browser is known again by which an account was signed in to.
pub const DEVICE_LIFE: i64 = 90 * Timestamp::DAY;

impl Keys {
    /// By which a browser is known again at sign-in: `base64url(issued ‖ moderator ‖ device ‖ mac)`. It opens nothing.
    pub fn device_cookie(&self, moderator: ModeratorId, device: &[u8; 16], now: Timestamp) -> String {
        let body = [now.0.to_be_bytes().as_slice(), &moderator.0.to_be_bytes(), device].concat();
        BASE64URL.encode([body.as_slice(), &keyed(&self.desk, &[b"device", &body])].concat())
    }

    /// Whose browser it is, and which.
    pub fn read_device_cookie(&self, now: Timestamp, cookie: &str) -> Option<(ModeratorId, [u8; 16])> {
        let bytes = BASE64URL.decode(cookie).ok()?;
        let (body, mac) = bytes.split_at_checked(32)?;
        if !bool::from(keyed(&self.desk, &[b"device", body]).as_slice().ct_eq(mac)) {
            return None;
        }
        let (issued, rest) = body.split_first_chunk::<8>()?;
        let (moderator, device) = rest.split_first_chunk::<8>()?;
        let age = now.since(Timestamp(i64::from_be_bytes(*issued)));
        let device = <[u8; 16]>::try_from(device).ok()?;
        (-Timestamp::MINUTE..=DEVICE_LIFE)
            .contains(&age)
            .then_some((ModeratorId(i64::from_be_bytes(*moderator)), device))
    }
}

fn form_body(site: SiteId, thread: &ThreadKey, issued: Timestamp) -> [u8; FORM_BODY] {
    let mut body = [0; FORM_BODY];
    let thread = digest(&[thread.as_str().as_bytes()]);
    let parts = issued.0.to_be_bytes().into_iter().chain(site.0.to_be_bytes()).chain(thread);
    body.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
    body
}
