//! Asking Akismet about a comment, and turning what comes back into Signals.
//!
//! Asked only where a site has a key and wants it asked (`akismet_ask`), after the local checks. Whatever goes wrong is itself a Signal that holds the comment: a
//! service that is slow, down or answers nonsense never publishes, never loses and never blocks.

mod account;
mod callback;

use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};

use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::policy::{AkismetAsk, AkismetField};
use crate::domain::sealed::Sealed;
use crate::domain::site::Site;
use crate::domain::submission::{Submission, Visit};
use crate::domain::verdict::{Signal, SignalCode};
use crate::services::{Failure, Services};
use crate::spam::akismet::{Answer, Check, Credentials, Opinion, Trouble};
use crate::spam::asking;
use crate::store::tokens::CheckRequest;

pub use callback::is_reachable;

/// The honeypot's name in the form, as it is reported.
pub const TRAP: &str = "hjemmeside2";

const SEALED_AS: &str = "akismet request";

/// A question to Akismet with its outcome.
pub struct Checked {
    pub check: Check,
    pub outcome: Result<Answer, Trouble>,
}

impl Checked {
    pub fn signal(&self) -> Signal {
        signal(&self.outcome)
    }

    /// When to ask again, if at all; milliseconds from now.
    pub fn ask_again_in(&self) -> Option<i64> {
        match &self.outcome {
            Ok(Answer { opinion: Opinion::Ham { recheck_after: Some(after) }, .. }) => Some(millis(*after)),
            Ok(_) => None,
            Err(Trouble::TooMany { retry_after: Some(after) }) => Some(millis(*after).max(Timestamp::MINUTE)),
            Err(_) => Some(Timestamp::MINUTE),
        }
    }
}

pub fn signal(outcome: &Result<Answer, Trouble>) -> Signal {
    match outcome {
        Ok(answer) => Signal::new(match answer.opinion {
            Opinion::Ham { recheck_after: None } => SignalCode::AkismetHam,
            Opinion::Ham { recheck_after: Some(_) } => SignalCode::AkismetProvisional,
            Opinion::Spam { discard: false } => SignalCode::AkismetSpam,
            Opinion::Spam { discard: true } => SignalCode::AkismetDiscard,
        }),
        Err(trouble) => Signal::with(SignalCode::AkismetUnavailable, trouble.as_str()),
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl Services {
    /// The key that this site's comments are checked with; `None` where the site wants nobody asked.
    pub fn akismet_key(&self, site: &Site) -> Result<Option<SecretString>, Failure> {
        if site.policy.akismet_ask == AkismetAsk::Never { Ok(None) } else { self.akismet_key_set(site) }
    }

    /// The key that there is, used or not: the site's own, else the installation's.
    pub fn akismet_key_set(&self, site: &Site) -> Result<Option<SecretString>, Failure> {
        match &site.akismet_key {
            Some(sealed) => {
                let plain = self.keys.open(site.id, "akismet_key", sealed)?;
                let text = String::from_utf8(plain).map_err(|_| Failure::Defect("an Akismet key is damaged".into()))?;
                Ok(Some(SecretString::from(text)))
            }
            None => Ok(self.settings.akismet_key.as_ref().map(|k| SecretString::from(k.expose_secret().to_owned()))),
        }
    }

    /// Whether the local model has learnt enough at this site to be trusted with what it is sure of.
    pub fn has_learnt(&self, site: &Site) -> bool {
        site.policy.runs(crate::domain::policy::Check::Model)
            && self.models.get(site.id.0).is_some_and(|learnt| learnt.model.is_taught())
    }

    /// Whether the site wants Akismet asked about a comment with these findings, if it has a key.
    pub fn wants_akismet(&self, site: &Site, signals: &[Signal]) -> bool {
        asking::is_asked(site.policy.akismet_ask, self.has_learnt(site), signals)
    }

    /// Whether Akismet is asked only about what the local filter doubts.
    pub fn asks_only_in_doubt(&self, site: &Site) -> bool {
        asking::only_in_doubt(site.policy.akismet_ask, self.has_learnt(site))
    }

    /// Asks about a submission; `None` where the site uses no Akismet.
    pub async fn check_submission(
        &self,
        site: &Site,
        submission: &Submission,
        visit: &Visit,
        trap: &str,
    ) -> Result<Option<Checked>, Failure> {
        let Some(key) = self.akismet_key(site)? else { return Ok(None) };
        let check = self.question(site, submission, visit, trap);
        let outcome = self.ask(site, &key, &check, self.settings.akismet_budget).await;
        Ok(Some(Checked { check, outcome }))
    }

    /// Asks again, or about a changed text, with what was sent the first time.
    pub async fn check_again(&self, site: &Site, check: Check, reason: &str) -> Result<Option<Checked>, Failure> {
        let Some(key) = self.akismet_key(site)? else { return Ok(None) };
        let outcome = self.ask(site, &key, &check.again(reason), self.settings.akismet_budget).await;
        Ok(Some(Checked { check, outcome }))
    }

    async fn ask(&self, site: &Site, key: &SecretString, check: &Check, budget: Duration) -> Result<Answer, Trouble> {
        let blog = blog(site);
        let started = Instant::now();
        let check = Check { callback: self.callback(site), ..check.clone() };
        let outcome = self.akismet.check(Credentials { key, blog: &blog }, &check, budget).await;
        let word = outcome.as_ref().map_or_else(Trouble::as_str, |answer| answer.opinion.as_str());
        self.metrics.akismet(word, started.elapsed());
        self.note_outcome(site, &outcome).await;
        outcome
    }

    /// Everything of `akismet-api` that we have and that the owner lets us send.
    fn question(&self, site: &Site, submission: &Submission, visit: &Visit, trap: &str) -> Check {
        let policy = &site.policy;
        let may = |field: AkismetField, value: Option<String>| value.filter(|_| policy.sends(field));
        let permalink = submission.thread.url.as_ref().map(|u| u.as_str().to_owned());
        Check {
            user_ip: visit.address.clone(),
            user_agent: may(AkismetField::UserAgent, visit.user_agent.clone()),
            referrer: may(AkismetField::Referrer, visit.referrer.clone()),
            permalink: may(AkismetField::Permalink, permalink),
            comment_type: Some(if submission.parent.is_some() { "reply" } else { "comment" }.to_owned()),
            comment_author: may(AkismetField::Name, Some(submission.name.as_str().to_owned())),
            comment_author_email: may(AkismetField::Email, submission.email.as_ref().map(|e| e.expose().to_owned())),
            comment_author_url: may(AkismetField::Website, submission.website.as_ref().map(|w| w.as_str().to_owned())),
            comment_content: submission.source.as_str().to_owned(),
            comment_date_gmt: Some(self.now()).filter(|_| policy.sends(AkismetField::Date)),
            comment_post_modified_gmt: None,
            comment_parent: may(AkismetField::Parent, submission.parent.map(|p| p.0.to_string())),
            comment_context: Vec::new(),
            blog_lang: may(AkismetField::Lang, Some(policy.lang.tag().to_owned())),
            blog_charset: Some("UTF-8".to_owned()),
            user_role: None,
            is_test: false,
            recheck_reason: None,
            honeypot: Some((TRAP.to_owned(), trap.to_owned())),
            callback: None,
        }
    }

    /// The request as it is kept: sealed, for 15 days at most.
    pub fn seal_check(&self, site: &Site, checked: &Checked) -> Result<CheckRequest, Failure> {
        let (guid, answer) = match &checked.outcome {
            Ok(answer) => {
                let spam = matches!(answer.opinion, Opinion::Spam { .. });
                (answer.guid.clone(), Some(if spam { "true" } else { "false" }.to_owned()))
            }
            Err(_) => (None, None),
        };
        Ok(CheckRequest { guid, answer, ..self.seal_unasked(site, &checked.check)? })
    }

    /// A question that was not sent, because the local checks settled it: there is no answer to correct.
    pub fn seal_unasked(&self, site: &Site, check: &Check) -> Result<CheckRequest, Failure> {
        let json = serde_json::to_vec(check).map_err(|e| Failure::Defect(e.to_string()))?;
        let sealed = self.keys.seal(&*self.random, site.id, SEALED_AS, &json)?;
        Ok(CheckRequest { sealed, guid: None, answer: None, reported: None })
    }

    pub fn open_check(&self, site: &Site, sealed: &Sealed) -> Result<Check, Failure> {
        let json = self.keys.open(site.id, SEALED_AS, sealed)?;
        serde_json::from_slice(&json).map_err(|e| Failure::Defect(e.to_string()))
    }

    /// What was sent about this comment, while it is kept.
    pub async fn kept_check(&self, site: &Site, comment: CommentId) -> Result<Option<(Check, CheckRequest)>, Failure> {
        match self.store.check_request(site.id, comment).await? {
            Some(kept) => Ok(Some((self.open_check(site, &kept.sealed)?, kept))),
            None => Ok(None),
        }
    }
}

/// The front page by which Akismet knows a site.
pub fn blog(site: &Site) -> String {
    site.origins
        .first()
        .map_or_else(|| format!("https://{}.invalid/", site.key.as_str()), |o| format!("{}/", o.as_str()))
}
