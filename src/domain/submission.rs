//! What was sent: first a [`Draft`] of untrusted strings, then a [`Submission`] whose every part is
//! known to be right. All wrong fields are reported at once, and the draft is never changed, so that
//! nothing somebody typed is lost.

use unicode_segmentation::UnicodeSegmentation;

use super::author::{Email, EmailError, Name, NameError, Website};
use super::challenge::Proof;
use super::comment::CommentId;
use super::error::{FieldCode, FieldError};
use super::lang::Lang;
use super::normal;
use super::site::{Origin, Site};
use super::thread::{PageUrl, Thread, ThreadKey};

/// Exactly what the form or the API call held.
#[derive(Clone, Default)]
pub struct Draft {
    pub key: String,
    pub url: String,
    pub title: String,
    pub parent: String,
    pub name: String,
    pub email: String,
    pub website: String,
    pub body: String,
    /// The form token (security reference §9).
    pub token: String,
    /// The receipt of an approved comment, kept by this browser.
    pub author: String,
    pub notify: bool,
    /// The hidden field that people never see.
    pub trap: String,
    pub proof: Proof,
}

/// Where a submission came from. The address is a reader's: it goes to Akismet where the owner uses it,
/// and into a keyed hash, and nowhere else; so there is no `Debug`.
#[derive(Clone, Default)]
pub struct Visit {
    /// Canonical form of the client's address.
    pub address: String,
    /// By which the client is recognised: the address, or the /64 of an IPv6 one.
    pub client_key: Vec<u8>,
    /// Truncated form (/24, /48): all that is shown to anybody.
    pub prefix: String,
    pub user_agent: Option<String>,
    pub referrer: Option<String>,
}

/// What a form token says about the form that it came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormToken {
    Missing,
    Forged,
    /// Milliseconds since it was issued; negative when it claims to come from the future.
    Age(i64),
}

/// A comment that is not saved yet, every part of it checked.
#[derive(Clone, Debug)]
pub struct Submission {
    pub thread: Address,
    pub title: Option<String>,
    pub parent: Option<CommentId>,
    pub name: Name,
    pub email: Option<Email>,
    pub website: Option<Website>,
    pub source: Source,
    pub notify: bool,
}

/// Where a thread is: its key, and the address of its article if it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub key: ThreadKey,
    pub url: Option<PageUrl>,
}

impl Address {
    /// `key` if it is given, else the normalised `url`. An address must be of one of the site's origins.
    pub fn parse(site: &Site, key: &str, url: &str) -> Result<Self, FieldError> {
        let url = match url.trim() {
            "" => None,
            raw => Some(Self::page(site, "url", raw)?),
        };
        let key = if !normal::line(key).is_empty() {
            // An address given as a key is the same thread as that address given as `url`.
            let page = PageUrl::parse(key).as_ref().map(ThreadKey::from);
            page.or_else(|| ThreadKey::parse(key)).ok_or(FieldError::new("key", FieldCode::KeyInvalid))?
        } else if let Some(url) = &url {
            ThreadKey::from(url)
        } else {
            return Err(FieldError::new("key", FieldCode::KeyMissing));
        };
        Ok(Self { key, url })
    }

    fn page(site: &Site, field: &'static str, raw: &str) -> Result<PageUrl, FieldError> {
        let page = PageUrl::parse(raw).ok_or(FieldError::new(field, FieldCode::UrlInvalid))?;
        if !site.origins.contains(&Origin::of(page.url())) {
            return Err(FieldError::new(field, FieldCode::UrlForeign));
        }
        Ok(page)
    }
}

/// What an author typed, in normal form: 1 to the site's `max_length` characters (code points).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

impl Source {
    pub const MAX_BYTES: usize = 240 * 1024;

    pub fn parse(raw: &str, max_length: u32) -> Result<Self, FieldError> {
        let text = normal::text(raw);
        if !text.chars().any(is_visible) {
            return Err(FieldError::new("body", FieldCode::BodyMissing));
        }
        let most = max_length as usize;
        let length = text.chars().count();
        if length > most || text.len() > Self::MAX_BYTES {
            return Err(FieldError::counted("body", FieldCode::BodyTooLong, length.saturating_sub(most).max(1)));
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

pub(crate) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !matches!(u32::from(c), 0x200B..=0x200F | 0x2060..=0x206F | 0xFEFF | 0x00AD | 0x3164 | 0xFFA0)
}

impl Submission {
    pub fn parse(site: &Site, draft: &Draft) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut keep = |error: FieldError| {
            wrong.push(error);
        };
        let policy = &site.policy;
        let source = Source::parse(&draft.body, policy.max_length).map_err(&mut keep).ok();
        let name = name(&draft.name, policy.require_name_email, site).map_err(&mut keep).ok();
        let email = email(&draft.email, policy.require_name_email).map_err(&mut keep).ok();
        let website = Website::parse(&draft.website)
            .map_err(|_| keep(FieldError::new("website", FieldCode::WebsiteInvalid)))
            .ok();
        let thread = Address::parse(site, &draft.key, &draft.url).map_err(&mut keep).ok();
        let title = title(&draft.title).map_err(&mut keep).ok();
        let parent = parent(&draft.parent).map_err(&mut keep).ok();
        match (source, name, email, website, thread, title, parent) {
            (Some(source), Some(name), Some(email), Some(website), Some(thread), Some(title), Some(parent)) => {
                Ok(Self { thread, title, parent, name, email, website, source, notify: draft.notify })
            }
            _ => Err(wrong),
        }
    }
}

/// The name of somebody who gave none, where the site allows that. The catalogues have it as
/// `erased-name`; a test holds the two equal.
fn nobody(lang: Lang) -> &'static str {
    match lang {
        Lang::Da | Lang::Sv | Lang::Nb | Lang::De => "Anonym",
        Lang::En => "Anonymous",
        Lang::Fi => "Nimetön",
        Lang::Is => "Nafnlaus",
        Lang::Fo => "Dulnevndur",
        Lang::Nl => "Anoniem",
        Lang::Fr => "Anonyme",
        Lang::Es | Lang::Pt => "Anónimo",
        Lang::It => "Anonimo",
        Lang::Pl => "Anonim",
        Lang::Uk => "Анонім",
        Lang::Ar => "مجهول",
    }
}

fn name(raw: &str, required: bool, site: &Site) -> Result<Name, FieldError> {
    match Name::parse(raw) {
        Ok(name) if claims_to_be_staff(&name, site) => Err(FieldError::new("name", FieldCode::NameTaken)),
        Ok(name) => Ok(name),
        Err(NameError::Missing) if !required => {
            Name::parse(nobody(site.policy.lang)).map_err(|_| FieldError::new("name", FieldCode::NameMissing))
        }
        Err(NameError::Missing) => Err(FieldError::new("name", FieldCode::NameMissing)),
        Err(NameError::TooLong) => Err(FieldError::counted("name", FieldCode::NameTooLong, Name::MAX_GRAPHEMES)),
    }
}

/// Words for a site's staff: the badge of every language (a test sees to that), as it is and with its
/// article. A reader of one language must not be fooled by the badge of another.
#[rustfmt::skip]
const STAFF: [&str; 29] = [
    "admin", "administrator", "moderator",
    "redaktionen", "redaktion", "redaksjonen", "redaksjon", "toimitus", "ritstjórn", "ritstjórnin",
    "editorial team", "the editorial team", "editors", "the editors",
    "die redaktion", "redactie", "de redactie", "rédaction", "la rédaction",
    "redacción", "la redacción", "redação", "a redação", "redazione", "la redazione",
    "redakcja", "редакція", "هيئة التحرير", "التحرير",
];

/// The site's own name and the words for its staff are not for guests (security reference §3).
fn claims_to_be_staff(name: &Name, site: &Site) -> bool {
    let mut reserved = STAFF.into_iter().chain([site.name.as_str()]);
    reserved.any(|reserved| normal::are_alike(reserved, name.as_str()))
}

fn email(raw: &str, required: bool) -> Result<Option<Email>, FieldError> {
    match Email::parse(raw) {
        Ok(email) => Ok(Some(email)),
        Err(EmailError::Missing) if !required => Ok(None),
        Err(EmailError::Missing) => Err(FieldError::new("email", FieldCode::EmailMissing)),
        Err(EmailError::Invalid) => Err(FieldError::new("email", FieldCode::EmailInvalid)),
    }
}

fn title(raw: &str) -> Result<Option<String>, FieldError> {
    let title = normal::line(raw);
    if title.graphemes(true).count() > Thread::TITLE_GRAPHEMES {
        return Err(FieldError::counted("title", FieldCode::TitleTooLong, Thread::TITLE_GRAPHEMES));
    }
    Ok((!title.is_empty()).then_some(title))
}

fn parent(raw: &str) -> Result<Option<CommentId>, FieldError> {
    match raw.trim() {
        "" | "0" => Ok(None),
        raw => match raw.parse::<i64>() {
            Ok(id) if id > 0 => Ok(Some(CommentId(id))),
            _ => Err(FieldError::new("parent", FieldCode::ParentInvalid)),
        },
    }
}
