//! Who wrote a comment: name, hidden e-mail, website.
//!
//! An e-mail address must never reach a page, an answer, a feed, a log or an error, so [`Email`] has
//! no `Display` and no `Serialize`, and its `Debug` hides it.

use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use super::normal;

/// A display name: 1 to 60 characters as people count them, at most 200 bytes, one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    Missing,
    TooLong,
}

impl Name {
    pub const MAX_GRAPHEMES: usize = 60;
    pub const MAX_BYTES: usize = 200;

    pub fn parse(raw: &str) -> Result<Self, NameError> {
        let name = normal::line(raw);
        if !name.chars().any(|c| !c.is_whitespace()) {
            return Err(NameError::Missing);
        }
        if name.len() > Self::MAX_BYTES || name.graphemes(true).count() > Self::MAX_GRAPHEMES {
            return Err(NameError::TooLong);
        }
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address that mail can be sent to (security reference §10). Kept secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    Missing,
    Invalid,
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email(***)")
    }
}

impl Email {
    const MAX_LOCAL: usize = 64;
    const MAX_TOTAL: usize = 254;

    /// Accepts `local@domain` with an ASCII dot-atom and a domain of at least two labels; Danish and
    /// other letters in the domain become its A-labels (`blåbær.dk`).
    pub fn parse(raw: &str) -> Result<Self, EmailError> {
        let raw = raw.trim_matches([' ', '\t']);
        if raw.is_empty() {
            return Err(EmailError::Missing);
        }
        // Checked before anything costs time: no legal address is longer, whatever its script.
        if raw.len() > 4 * Self::MAX_TOTAL {
            return Err(EmailError::Invalid);
        }
        let (local, domain) = raw.rsplit_once('@').ok_or(EmailError::Invalid)?;
        let domain = Self::ascii_domain(domain).ok_or(EmailError::Invalid)?;
        let whole = format!("{local}@{domain}");
        let good = Self::is_dot_atom(local) && Self::is_domain(&domain) && whole.len() <= Self::MAX_TOTAL;
        if good { Ok(Self(whole)) } else { Err(EmailError::Invalid) }
    }

    fn ascii_domain(domain: &str) -> Option<String> {
        if domain.is_ascii() {
            return Some(domain.to_ascii_lowercase());
        }
        idna::domain_to_ascii_strict(domain).ok()
    }

    fn is_dot_atom(local: &str) -> bool {
        let atom = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&c);
        (1..=Self::MAX_LOCAL).contains(&local.len())
            && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom))
    }

    fn is_domain(domain: &str) -> bool {
        let label = |l: &str| {
            (1..=63).contains(&l.len())
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
        };
        let last_is_a_name = domain.rsplit('.').next().is_some_and(|l| !l.bytes().all(|c| c.is_ascii_digit()));
        domain.contains('.') && last_is_a_name && domain.split('.').all(label)
    }

    /// The address itself. Callers are the mailer, sealing, the keyed hash, and Akismet where the
    /// owner turned that field on.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What two spellings of one address have in common, for the keyed hash.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// An author's website: absolute `http` or `https`, with a host and without a user part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Website(String);

/// What was typed is no address of a website.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAWebsite;

impl Website {
    pub const MAX_BYTES: usize = 500;

    /// `None` when nothing was typed; a bare `example.dk` gets `https://`.
    pub fn parse(raw: &str) -> Result<Option<Self>, NotAWebsite> {
        let raw = normal::line(raw);
        if raw.is_empty() {
            return Ok(None);
        }
        let with_scheme = if raw.contains(':') { raw } else { format!("https://{raw}") };
        let url = Url::parse(&with_scheme).map_err(|_| NotAWebsite)?;
        let plain_user = url.username().is_empty() && url.password().is_none();
        let has_host = url.host_str().is_some_and(|h| h.contains('.') || h.starts_with('['));
        let shown = url.as_str();
        if matches!(url.scheme(), "http" | "https") && plain_user && has_host && shown.len() <= Self::MAX_BYTES {
            Ok(Some(Self(shown.to_owned())))
        } else {
            Err(NotAWebsite)
        }
    }

    /// A website that this program stored earlier; checked again, because rows can be imported.
    pub fn stored(raw: &str) -> Option<Self> {
        Self::parse(raw).ok().flatten()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How an author is told apart from others of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorKind {
    /// Typed a name; proves nothing by it.
    Guest,
    /// A moderator of the site, signed in.
    Member,
}

impl AuthorKind {
    pub fn as_str(self) -> &'static str {
        match self {
            AuthorKind::Guest => "guest",
            AuthorKind::Member => "member",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [AuthorKind::Guest, AuthorKind::Member].into_iter().find(|k| k.as_str() == word)
    }
}
