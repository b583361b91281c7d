//! What other thresholds or lists would have done to the comments that people have decided about.
//!
//! Each comment is judged again by what was found out when it came (its Signals, the model's probability among them), so the
//! answer is about the filter as it was then: a check that was turned off then has found nothing, and cannot be tried.
//! Nothing is changed.

use std::sync::Arc;

use crate::domain::comment::{CommentId, Status};
use crate::domain::policy::{Check, Moderation, Policy};
use crate::domain::site::Site;
use crate::domain::verdict::{Opinion, Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::spam::checks::{listed, made_by};
use crate::spam::model::Model;
use crate::spam::model::zones::Zones;
use crate::store::lessons::DecidedComment;
use crate::text;

/// Comments that are looked at, at most.
pub const MOST: i64 = 10_000;

/// Characters, as people count them, that are shown of a comment.
const EXCERPT: usize = 160;

/// A comment on which the two policies differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    pub id: CommentId,
    pub name: String,
    /// The beginning of the text, without markup.
    pub excerpt: String,
    /// What the filter would do by the policy as it is, and by the other one; and what people decided.
    pub now: Status,
    pub then: Status,
    pub people: Status,
}

/// How often the filter, by one policy, did what people then decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The same as people, by itself.
    pub right: usize,
    pub held: usize,
    /// Published, though people called it spam.
    pub leaked: usize,
    /// Called spam, though people approved it.
    pub lost: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backtest {
    pub looked_at: usize,
    pub now: Outcome,
    pub then: Outcome,
    pub differs: Vec<Differs>,
}

/// Judges the last decided comments, at most [`MOST`], by the site's policy and by another one.
pub async fn backtest(services: &Services, site: &Site, other: &Policy, last: i64) -> Result<Backtest, Failure> {
    let decided = services.store.decided_comments(site.id, last.min(MOST)).await?;
    let model = services.model(site.id, services.store.lesson_progress(site.id).await?).await?;
    let replay = Replay { present: site.policy.clone(), other: other.clone(), model };
    // A thousand texts are rendered: not where requests are answered.
    let replayed = tokio::task::spawn_blocking(move || replay.of(&decided)).await;
    replayed.map_err(|e| Failure::Defect(format!("a back-test ended early: {e}")))
}

struct Replay {
    present: Policy,
    other: Policy,
    model: Arc<Model>,
}

impl Replay {
    fn of(&self, decided: &[DecidedComment]) -> Backtest {
        let renderer = text::Renderer::default();
        let mut found = Backtest { looked_at: decided.len(), ..Backtest::default() };
        for comment in decided {
            let rendered = renderer.render(&comment.source).ok();
            let judged = |policy: &Policy| self.judged(comment, rendered.as_ref(), policy);
            let (now, then) = (judged(&self.present), judged(&self.other));
            found.now.count(now, comment.status);
            found.then.count(then, comment.status);
            if now != then {
                let excerpt = rendered.as_ref().map(|r| text::excerpt(&r.plain, EXCERPT)).unwrap_or_default();
                let (id, name, people) = (comment.id, comment.name.clone(), comment.status);
                found.differs.push(Differs { id, name, excerpt, now, then, people });
            }
        }
        found
    }

    fn judged(&self, comment: &DecidedComment, rendered: Option<&text::Rendered>, policy: &Policy) -> Status {
        use SignalCode::{HoldWord, Links, SpamWord};
        let zones = Zones { approve: policy.approve_below, spam: policy.spam_above };
        let zones = zones.for_taught(self.model.ham, self.model.spam);
        let kept = comment.signals.iter().filter(|s| !s.code.is_policy() && is_found(s.code, policy));
        let kept = kept.filter(|s| !matches!(s.code, SpamWord | HoldWord | Links));
        let mut signals: Vec<Signal> = kept.map(|signal| again(signal, zones)).collect();
        signals.extend(rendered.into_iter().flat_map(|rendered| by_lists(comment, rendered, policy)));
        Verdict::from_signals(signals).decide(policy.moderation, self.is_known(comment)).0
    }

    /// Whether the author was known when the comment came. Only where a first comment waits does the comment say so;
    /// elsewhere what its sender has proved must do.
    fn is_known(&self, comment: &DecidedComment) -> bool {
        let has = |code: SignalCode| comment.signals.iter().any(|signal| signal.code == code);
        let asked = self.present.moderation == Moderation::First
            && Verdict::from_signals(comment.signals.clone()).opinion != Opinion::Spam;
        has(SignalCode::SenderKnown) || (asked && !has(SignalCode::FirstComment) && !has(SignalCode::HoldAll))
    }
}

impl Outcome {
    fn count(&mut self, filter: Status, people: Status) {
        self.right += usize::from(filter == people);
        self.held += usize::from(filter == Status::Pending);
        self.leaked += usize::from(filter == Status::Approved && people == Status::Spam);
        self.lost += usize::from(filter == Status::Spam && people == Status::Approved);
    }
}

/// Whether the check that made a finding is made under this policy.
fn is_found(code: SignalCode, policy: &Policy) -> bool {
    match code {
        SignalCode::Model => policy.runs(Check::Model),
        SignalCode::TokenYoung => policy.form_min_seconds > 0,
        code => made_by(code).is_none_or(|check| policy.runs(check)),
    }
}

/// The model's finding, weighed by other zones.
fn again(signal: &Signal, zones: Zones) -> Signal {
    let percent = signal.detail.as_deref().and_then(|detail| detail.parse::<f64>().ok());
    match (signal.code, percent) {
        (SignalCode::Model, Some(percent)) => Signal { weight: zones.weight(percent / 100.0), ..signal.clone() },
        _ => signal.clone(),
    }
}

fn by_lists(comment: &DecidedComment, rendered: &text::Rendered, policy: &Policy) -> Vec<Signal> {
    let matcher = listed(&comment.name, None, comment.website.as_deref(), &rendered.plain);
    let spam = matcher.first(&policy.spam_words).map(|word| Signal::with(SignalCode::SpamWord, word));
    let hold = matcher.first(&policy.hold_words).map(|word| Signal::with(SignalCode::HoldWord, word));
    let links = rendered.links.len();
    let most = policy.max_links as usize;
    let many = ((most > 0 && links >= most) || links > 20).then(|| Signal::with(SignalCode::Links, links));
    spam.into_iter().chain(hold).chain(many).collect()
}
