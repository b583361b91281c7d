//! The local checks: free, immediate, and made before anybody outside is asked. Each is a file of its own; the list
//! of them stands here.
//!
//! A finding about what was before ([`History`]) never makes spam by itself: it weighs less than
//! `Verdict::SPAM_FROM`. Two that agree do.

mod article;
mod copies;
mod domains;
mod form;
mod honeypot;
pub mod lately;
mod links;
mod listed;
mod sender;
mod time;

pub use listed::listed;

use std::sync::Arc;

use super::sketch::Sketch;
use crate::domain::history::{ArticleAge, HostPast, Past};
use crate::domain::policy::{Check, Policy};
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
    /// By which two texts are the same, whatever their markup.
    pub text_hash: &'a [u8],
    /// By which two texts are alike; `None`: too short for that.
    pub sketch: Option<&'a Sketch>,
    /// Links in the text; the author's own website is not counted, as in WordPress.
    pub links: usize,
    /// The field that people never see was filled in.
    pub trapped: bool,
    /// `None` where no form is involved (an edit by its author).
    pub form: Option<FormToken>,
    pub history: &'a History,
}

/// What the site knows from before. Empty where nothing is known, or where nobody asked.
#[derive(Debug, Default)]
pub struct History {
    /// Of comments from the same client address.
    pub address: Past,
    /// Of comments under the same e-mail address. It was typed: only what speaks against it counts.
    pub email: Past,
    /// Comments that people approved and that the sender has proved to have written.
    pub proved: i64,
    /// Each host that the comment leads to, but for the site's own.
    pub hosts: Vec<HostPast>,
    /// What people marked as spam lately.
    pub marked: Arc<[Marked]>,
    /// `None` where the article has no comments yet.
    pub article: Option<ArticleAge>,
}

/// A comment that a person marked as spam.
#[derive(Clone, Debug)]
pub struct Marked {
    pub id: i64,
    /// `None`: its text is too short to be compared.
    pub sketch: Option<Sketch>,
    pub text_hash: Vec<u8>,
    /// Where it leads.
    pub hosts: Vec<String>,
}

type Finding = fn(&Evidence<'_>, &mut Vec<Signal>);

/// Every check, in the order in which their findings are shown; with the name under which an owner turns it off.
/// Those without one have a setting of their own.
const CHECKS: [(Option<Check>, Finding); 9] = [
    (Some(Check::Honeypot), honeypot::check),
    (Some(Check::Form), form::check),
    (None, time::check),
    (None, listed::check),
    (None, links::check),
    (Some(Check::Domains), domains::check),
    (Some(Check::Copies), copies::check),
    (Some(Check::Sender), sender::check),
    (Some(Check::Article), article::check),
];

pub fn examine(evidence: &Evidence<'_>) -> Vec<Signal> {
    let mut found = Vec::new();
    for (name, check) in CHECKS {
        if name.is_none_or(|name| evidence.policy.runs(name)) {
            check(evidence, &mut found);
        }
    }
    found
}

/// The owner's own list, or a moderator's ban, decided: nobody else need be asked, and nothing need leave the house.
pub fn settle(signals: &[Signal]) -> bool {
    let settling = [SignalCode::SpamWord, SignalCode::BanSpam, SignalCode::BanSpamPerson];
    signals.iter().any(|s| settling.contains(&s.code))
}

/// The check that makes this finding, as far as it can be turned off.
pub fn made_by(code: SignalCode) -> Option<Check> {
    use SignalCode::*;
    Some(match code {
        Honeypot => Check::Honeypot,
        TokenMissing | TokenForged | TokenOld => Check::Form,
        HostSpam | HostKnown => Check::Domains,
        CopySpam => Check::Copies,
        AddressSpam | EmailSpam | SenderBusy | SenderBusyDay | SenderKnown => Check::Sender,
        ArticleOld => Check::Article,
        _ => return None,
    })
}
