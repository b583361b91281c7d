//! The local checks: free, immediate, and made before anybody outside is asked.

use super::words::Matcher;
use crate::domain::clock::Timestamp;
use crate::domain::policy::Policy;
use crate::domain::submission::FormToken;
use crate::domain::verdict::{Signal, SignalCode};

/// What the local checks look at.
pub struct Evidence<'a> {
    pub policy: &'a Policy,
    pub name: &'a str,
    /// Only compared with the owner's lists, never kept.
    pub email: Option<&'a str>,
    pub website: Option<&'a str>,
    /// The comment's text without markup.
    pub plain: &'a str,
    /// Links in the text; the author's own website is not counted, as in WordPress.
    pub links: usize,
    /// The field that people never see was filled in.
    pub trapped: bool,
    /// `None` where no form is involved (an edit by its author).
    pub form: Option<FormToken>,
}

/// A form older than this was not opened for this comment.
const FORM_MAX_AGE: i64 = Timestamp::DAY;

pub fn examine(evidence: &Evidence<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    if evidence.trapped {
        signals.push(Signal::new(SignalCode::Honeypot));
    }
    if let Some(form) = evidence.form {
        signals.extend(form_signal(form, evidence.policy));
    }
    let matcher = listed(evidence.name, evidence.email, evidence.website, evidence.plain);
    if let Some(word) = matcher.first(&evidence.policy.spam_words) {
        signals.push(Signal::with(SignalCode::SpamWord, word));
    }
    if let Some(word) = matcher.first(&evidence.policy.hold_words) {
        signals.push(Signal::with(SignalCode::HoldWord, word));
    }
    let most = evidence.policy.max_links as usize;
    if (most > 0 && evidence.links >= most) || evidence.links > 20 {
        signals.push(Signal::with(SignalCode::Links, evidence.links));
    }
    signals
}

/// What the owner's word lists look at in a comment.
pub fn listed(name: &str, email: Option<&str>, website: Option<&str>, plain: &str) -> Matcher {
    Matcher::new(&[name, email.unwrap_or_default(), website.unwrap_or_default(), plain])
}

/// The owner's own list, or a moderator's ban, decided: nobody else need be asked, and nothing need leave the house.
pub fn settle(signals: &[Signal]) -> bool {
    let settling = [SignalCode::SpamWord, SignalCode::BanSpam, SignalCode::BanSpamPerson];
    signals.iter().any(|s| settling.contains(&s.code))
}

fn form_signal(form: FormToken, policy: &Policy) -> Option<Signal> {
    let least = i64::from(policy.form_min_seconds) * Timestamp::SECOND;
    let code = match form {
        FormToken::Missing => SignalCode::TokenMissing,
        FormToken::Forged => SignalCode::TokenForged,
        // A minute of tolerance for clocks of two nodes that disagree.
        FormToken::Age(age) if age < -Timestamp::MINUTE => SignalCode::TokenForged,
        FormToken::Age(age) if age < least => SignalCode::TokenYoung,
        FormToken::Age(age) if age > FORM_MAX_AGE => SignalCode::TokenOld,
        FormToken::Age(_) => return None,
    };
    Some(Signal::new(code))
}
