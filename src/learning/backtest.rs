//! What other thresholds or lists would have done to the comments that people have decided about.
//!
//! Each comment is judged again by what was found out when it came (its Signals, the model's probability among them), so the
//! answer is about the filter as it was then. Nothing is changed.

use crate::domain::comment::{CommentId, Status};
use crate::domain::policy::Policy;
use crate::domain::site::Site;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::spam::checks::listed;
use crate::spam::model::Model;
use crate::spam::model::zones::Zones;
use crate::store::lessons::DecidedComment;
use crate::text;

/// Comments that are looked at, at most.
pub const MOST: i64 = 10_000;

/// A comment on which the two policies differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    pub id: CommentId,
    pub name: String,
    /// What the filter would do by the policy as it is, and by the other one; and what people decided.
    pub now: Status,
    pub then: Status,
    pub people: Status,
}

/// How often the filter, by one policy, did what people then decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
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

/// Judges the last decided comments by the site's policy and by another one.
pub async fn backtest(services: &Services, site: &Site, other: &Policy, last: i64) -> Result<Backtest, Failure> {
    let decided = services.store.decided_comments(site.id, last.min(MOST)).await?;
    let model = services.model(site.id, services.store.lesson_progress(site.id).await?).await?;
    let mut found = Backtest { looked_at: decided.len(), ..Backtest::default() };
    for comment in &decided {
        let (now, then) = (judged(comment, &site.policy, &model), judged(comment, other, &model));
        count(&mut found.now, now, comment.status);
        count(&mut found.then, then, comment.status);
        if now != then {
            let name = comment.name.clone();
            found.differs.push(Differs { id: comment.id, name, now, then, people: comment.status });
        }
    }
    Ok(found)
}

fn count(outcome: &mut Outcome, filter: Status, people: Status) {
    outcome.held += usize::from(filter == Status::Pending);
    outcome.leaked += usize::from(filter == Status::Approved && people == Status::Spam);
    outcome.lost += usize::from(filter == Status::Spam && people == Status::Approved);
}

fn judged(comment: &DecidedComment, policy: &Policy, model: &Model) -> Status {
    use SignalCode::{HoldWord, Links, SpamWord};
    let zones = Zones { approve: policy.approve_below, spam: policy.spam_above }.for_taught(model.ham, model.spam);
    let known = !comment.signals.iter().any(|s| matches!(s.code, SignalCode::FirstComment | SignalCode::HoldAll));
    let kept = comment.signals.iter().filter(|s| !s.code.is_policy() && !matches!(s.code, SpamWord | HoldWord | Links));
    let mut signals: Vec<Signal> = kept.map(|signal| again(signal, zones)).collect();
    signals.extend(by_lists(comment, policy));
    Verdict::from_signals(signals).decide(policy.moderation, known).0
}

/// The model's finding, weighed by other zones.
fn again(signal: &Signal, zones: Zones) -> Signal {
    let percent = signal.detail.as_deref().and_then(|detail| detail.parse::<f64>().ok());
    match (signal.code, percent) {
        (SignalCode::Model, Some(percent)) => Signal { weight: zones.weight(percent / 100.0), ..signal.clone() },
        _ => signal.clone(),
    }
}

fn by_lists(comment: &DecidedComment, policy: &Policy) -> Vec<Signal> {
    let Ok(rendered) = text::render(&comment.source) else { return Vec::new() };
    let matcher = listed(&comment.name, None, comment.website.as_deref(), &rendered.plain);
    let spam = matcher.first(&policy.spam_words).map(|word| Signal::with(SignalCode::SpamWord, word));
    let hold = matcher.first(&policy.hold_words).map(|word| Signal::with(SignalCode::HoldWord, word));
    let links = rendered.links.len();
    let most = policy.max_links as usize;
    let many = ((most > 0 && links >= most) || links > 20).then(|| Signal::with(SignalCode::Links, links));
    spam.into_iter().chain(hold).chain(many).collect()
}
