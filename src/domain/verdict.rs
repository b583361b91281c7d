//! What the filter thinks, and what becomes of a comment.
//!
//! The filter advises (Verdict); policy and people decide (Status). Both are kept, because an
//! explanation needs both. A comment that is not approved always has at least one [`Signal`].

use serde::{Deserialize, Serialize};

use super::comment::Status;
use super::policy::Moderation;
use super::reason::Reason;

/// One check's finding. The sentence that explains it is `signal-{code}` in the locale files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    pub code: SignalCode,
    /// Evidence for spam when positive, against it when negative.
    pub weight: f64,
    /// What the sentence needs: a word that matched, a number of links. Never private data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What the local model goes by, the strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Signal {
    pub fn new(code: SignalCode) -> Self {
        Self { code, weight: code.weight(), detail: None, reasons: Vec::new() }
    }

    pub fn with(code: SignalCode, detail: impl ToString) -> Self {
        Self { detail: Some(detail.to_string()), ..Self::new(code) }
    }

    /// A finding that weighs more or less than its kind usually does.
    pub fn weighing(self, weight: f64) -> Self {
        Self { weight, ..self }
    }
}

macro_rules! signal_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $weight:literal;)+) => {
        /// Every finding there is, with its weight.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum SignalCode { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl SignalCode {
            pub const ALL: &'static [SignalCode] = &[$(SignalCode::$name,)+];

            /// The stable word in the database, the API and the locale files.
            pub fn as_str(self) -> &'static str {
                match self { $(SignalCode::$name => $code,)+ }
            }

            fn weight(self) -> f64 {
                match self { $(SignalCode::$name => $weight,)+ }
            }
        }
    };
}

signal_codes! {
    /// The hidden field was filled in.
    Honeypot = "honeypot", 6.0;
    TokenMissing = "token-missing", 2.0;
    TokenForged = "token-forged", 2.0;
    TokenYoung = "token-young", 2.0;
    TokenOld = "token-old", 2.0;
    /// A word of the site's `spam_words`; detail: the word.
    SpamWord = "spam-word", 6.0;
    /// A word of the site's `hold_words`; detail: the word.
    HoldWord = "hold-word", 1.0;
    /// A ban that calls it spam; detail: the word, pattern or domain.
    BanSpam = "ban-spam", 6.0;
    /// The same, of the sender.
    BanSpamPerson = "ban-spam-person", 6.0;
    /// A ban that holds it; detail: the word, pattern or domain.
    BanHold = "ban-hold", 1.0;
    /// The same, of the sender.
    BanHoldPerson = "ban-hold-person", 1.0;
    /// As many links as the site's `max_links` or more; detail: how many.
    Links = "links", 1.0;
    /// People marked comments from this address as spam; detail: how many. The weight is that of three and more.
    AddressSpam = "address-spam", 2.0;
    /// The same under this e-mail address, typed by whomever.
    EmailSpam = "email-spam", 2.0;
    /// Much comes from one sender; detail: comments within an hour.
    SenderBusy = "sender-busy", 0.5;
    /// The same within a day.
    SenderBusyDay = "sender-busy-day", 0.5;
    /// Whoever wrote it has proved to have written what people approved; detail: how many comments.
    SenderKnown = "sender-known", -0.5;
    /// It leads where comments led that people marked as spam; detail: the host.
    HostSpam = "host-spam", 3.0;
    /// It leads only where comments lead that people approved.
    HostKnown = "host-known", -0.5;
    /// Near-copies of it were marked as spam by people; detail: how many.
    CopySpam = "copy-spam", 3.0;
    /// The article is old and nobody has written there for long; detail: days.
    ArticleOld = "article-old", 0.5;
    /// The local model; detail: the probability of spam in per cent. Its weight follows from that.
    Model = "model", 0.0;
    /// Policy: everything waits here.
    HoldAll = "hold-all", 0.0;
    /// Policy: nothing of this author was approved before.
    FirstComment = "first-comment", 0.0;
    /// The comment was changed by its author and is looked at again.
    Edited = "edited", 0.0;
    /// The sender's machine did the sum that it was asked for. Weighs nothing against spam.
    ProofOfWork = "proof-of-work", -1.0;
    /// Akismet says spam.
    AkismetSpam = "akismet-spam", 8.0;
    /// Akismet says blatant spam (`X-akismet-pro-tip: discard`).
    AkismetDiscard = "akismet-discard", 12.0;
    /// Akismet says not spam.
    AkismetHam = "akismet-ham", -1.0;
    /// Akismet says not spam for now and asks to be asked again.
    AkismetProvisional = "akismet-provisional", 0.0;
    /// No usable answer yet; detail: a short reason.
    AkismetUnavailable = "akismet-unavailable", 0.0;
    /// Asked for longer than a day without an answer.
    AkismetGaveUp = "akismet-gave-up", 0.0;
    /// Akismet should have been asked about a changed text, and cannot be: what it needs is not kept.
    AkismetNotAsked = "akismet-not-asked", 0.0;
    /// Near-copies of it were decided about, and it followed.
    Wave = "wave", 0.0;
    /// A person marked it as spam or removed it.
    Person = "person", 0.0;
}

impl SignalCode {
    /// Findings with which a comment waits whatever else is known, because the owner said so or
    /// because the check that the owner asked for has not been made.
    fn holds(self) -> bool {
        use SignalCode::*;
        matches!(
            self,
            HoldWord
                | BanHold
                | BanHoldPerson
                | Links
                | HoldAll
                | FirstComment
                | Wave
                | AkismetProvisional
                | AkismetUnavailable
                | AkismetGaveUp
                | AkismetNotAsked
        )
    }

    /// Findings that settle what becomes of a comment.
    fn settles(self) -> bool {
        use SignalCode::*;
        matches!(self, Honeypot | SpamWord | BanSpam | BanSpamPerson)
    }

    /// Findings that policy adds; they are made anew whenever a comment is judged again.
    pub fn is_policy(self) -> bool {
        matches!(self, SignalCode::HoldAll | SignalCode::FirstComment | SignalCode::Person)
    }

    /// Its detail is a number of something.
    pub fn counts(self) -> bool {
        use SignalCode::*;
        matches!(
            self,
            Links | AddressSpam | EmailSpam | SenderBusy | SenderBusyDay | SenderKnown | CopySpam | ArticleOld
        )
    }

    /// Findings that the local model weighs with what it has learnt about them; not the owner's own rules.
    pub fn teaches(self) -> bool {
        use SignalCode::*;
        matches!(
            self,
            Honeypot
                | TokenMissing
                | TokenForged
                | TokenYoung
                | TokenOld
                | AddressSpam
                | EmailSpam
                | SenderBusy
                | SenderBusyDay
                | SenderKnown
                | HostSpam
                | HostKnown
                | CopySpam
                | ArticleOld
                | AkismetSpam
                | AkismetDiscard
                | AkismetHam
        )
    }

    pub fn is_akismet(self) -> bool {
        use SignalCode::*;
        matches!(
            self,
            AkismetSpam
                | AkismetDiscard
                | AkismetHam
                | AkismetProvisional
                | AkismetUnavailable
                | AkismetGaveUp
                | AkismetNotAsked
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    Ham,
    Unsure,
    Spam,
}

impl Opinion {
    pub fn as_str(self) -> &'static str {
        match self {
            Opinion::Ham => "ham",
            Opinion::Unsure => "unsure",
            Opinion::Spam => "spam",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Opinion::Ham, Opinion::Unsure, Opinion::Spam].into_iter().find(|o| o.as_str() == word)
    }
}

/// The filter's opinion with everything it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub opinion: Opinion,
    pub score: f64,
    pub signals: Vec<Signal>,
}

impl Verdict {
    pub const UNSURE_FROM: f64 = 1.0;
    pub const SPAM_FROM: f64 = 5.0;

    pub fn from_signals(signals: Vec<Signal>) -> Self {
        let sum = |signals: &mut dyn Iterator<Item = &Signal>| signals.map(|s| s.weight).sum::<f64>();
        // What is spam without it is spam with it: work is cheap for those who send much.
        let score = match sum(&mut signals.iter().filter(|s| s.code != SignalCode::ProofOfWork)) {
            spam if spam >= Self::SPAM_FROM => spam,
            _ => sum(&mut signals.iter()),
        };
        let opinion = match score {
            s if s >= Self::SPAM_FROM => Opinion::Spam,
            s if s >= Self::UNSURE_FROM => Opinion::Unsure,
            _ => Opinion::Ham,
        };
        Self { opinion, score, signals }
    }

    /// The same verdict with another word of Akismet's in place of all that it said before.
    pub fn with_akismet(&self, signal: Signal) -> Self {
        let local = self.signals.iter().filter(|s| !s.code.is_akismet()).cloned();
        Self::from_signals(local.chain([signal]).collect())
    }

    pub fn has(&self, code: SignalCode) -> bool {
        self.signals.iter().any(|s| s.code == code)
    }

    /// It is doubted, and nothing in it settles it or makes it wait whatever else is known: more evidence can count.
    pub fn can_be_moved(&self) -> bool {
        self.opinion != Opinion::Ham && !self.signals.iter().any(|s| s.code.holds() || s.code.settles())
    }

    /// Policy and verdict make the status (DESIGN §4.5). `known`: this author is trusted here.
    /// Adds the policy's own reasons to the verdict, so that whatever waits says why.
    pub fn decide(mut self, moderation: Moderation, known: bool) -> (Status, Verdict) {
        if self.opinion == Opinion::Spam {
            return (Status::Spam, self);
        }
        match moderation {
            Moderation::Hold => self.signals.push(Signal::new(SignalCode::HoldAll)),
            Moderation::First if !known => self.signals.push(Signal::new(SignalCode::FirstComment)),
            _ => {}
        }
        // Under `open` a clean answer from Akismet settles what the local checks only doubted, never what they condemned.
        let settled = moderation == Moderation::Open && self.has(SignalCode::AkismetHam);
        let doubted = match local_opinion(&self.signals) {
            Opinion::Spam => true,
            _ => self.opinion == Opinion::Unsure && !settled,
        };
        let held = self.signals.iter().any(|s| s.code.holds());
        (if doubted || held { Status::Pending } else { Status::Approved }, self)
    }
}

/// What the local checks alone think, whatever Akismet has said.
pub fn local_opinion(signals: &[Signal]) -> Opinion {
    Verdict::from_signals(signals.iter().filter(|s| !s.code.is_akismet()).cloned().collect()).opinion
}
