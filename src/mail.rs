//! Sending mail: SMTP, or a box in memory for tests, or nothing at all.
//!
//! One recipient a mail, typed headers only, and `Auto-Submitted` on every one. An address appears in
//! the envelope and the `To` header and nowhere else: not in a log, not in an error.

use std::sync::Mutex;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Letter};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use crate::domain::author::Email;
use crate::domain::normal;

/// A mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: Email,
    pub subject: String,
    pub body: String,
    /// By which the same mail is known when it comes twice (the first part of its Message-ID); `None` for one that
    /// is sent once.
    pub name: Option<String>,
}

pub enum Mailer {
    Smtp {
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        from: Mailbox,
    },
    /// Keeps what was sent; for tests.
    Memory(Mutex<Vec<Mail>>),
    /// No mail server is configured: nothing may offer mail.
    Off,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The server does not take this mail; trying again does not help.
    #[error("the mail server refused the mail (code {0})")]
    Refused(String),
    #[error("the mail server cannot be reached or is busy")]
    Later,
    #[error("no mail server is configured")]
    Off,
}

/// Why `[smtp]` cannot be used; one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSetting(String);

const SUBJECT_CHARACTERS: usize = 150;

impl Mailer {
    pub fn smtp(url: &SecretString, from: &str) -> Result<Self, BadSetting> {
        let from = from
            .parse::<Mailbox>()
            .map_err(|_| BadSetting("smtp.from must be an address, like Svar <svar@example.dk>".to_owned()))?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
            .map_err(|_| BadSetting("smtp.url must be like smtps://user:password@mail.example.dk".to_owned()))?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        Ok(Self::Smtp { transport: Box::new(transport), from })
    }

    pub fn memory() -> Self {
        Self::Memory(Mutex::new(Vec::new()))
    }

    /// Whether anything may offer mail.
    pub fn is_on(&self) -> bool {
        !matches!(self, Mailer::Off)
    }

    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        match self {
            Mailer::Off => Err(MailError::Off),
            Mailer::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
            Mailer::Smtp { transport, from } => {
                let letter = letter(mail, from)?;
                transport.send(letter).await.map(|_| ()).map_err(|e| match e.status() {
                    Some(code) if e.is_permanent() => MailError::Refused(code.to_string()),
                    _ => MailError::Later,
                })
            }
        }
    }

    /// Speaks to the server without sending anything, for `svar check`.
    pub async fn test(&self) -> Result<(), MailError> {
        match self {
            Mailer::Smtp { transport, .. } => match transport.test_connection().await {
                Ok(true) => Ok(()),
                _ => Err(MailError::Later),
            },
            Mailer::Memory(_) => Ok(()),
            Mailer::Off => Err(MailError::Off),
        }
    }
}

fn letter(mail: &Mail, from: &Mailbox) -> Result<Letter, MailError> {
    let refused = |why: &str| MailError::Refused(why.to_owned());
    let to: lettre::Address = mail.to.expose().parse().map_err(|_| refused("address"))?;
    let subject: String = normal::line(&mail.subject).chars().take(SUBJECT_CHARACTERS).collect();
    let id = mail.name.as_ref().map(|name| format!("<{name}@{}>", from.email.domain()));
    Letter::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .message_id(id)
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|_| refused("form"))
}
