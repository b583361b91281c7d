//! What the facts mean: who is refused, who is known, where a reply is attached.

use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, MAX_DEPTH};
use crate::domain::error::Refusal;
use crate::domain::policy::Trust;
use crate::domain::site::Site;
use crate::domain::submission::Submission;
use crate::domain::thread::{Thread, ThreadId};
use crate::store::statuses::Above;
use crate::store::submissions::Facts;

/// The refusals of WordPress's order (reply target, closed, banned, duplicate, flood), each with a
/// reason of its own. `banned`: a ban hits that refuses.
pub fn refuse(
    facts: &Facts,
    banned: bool,
    submission: &Submission,
    site: &Site,
    now: Timestamp,
) -> Result<(), Refusal> {
    if submission.parent.is_some() {
        let shown = facts.parent_shown == Some(true);
        let here = facts.thread_id.is_some() && facts.parent_thread == facts.thread_id;
        if !(shown && here) {
            return Err(Refusal::ParentGone);
        }
    }
    let thread = Thread {
        created: facts.thread_created.map(Timestamp),
        closed: facts.thread_closed.map(Timestamp),
        closes: facts.thread_closes.map(Timestamp),
        ..Thread::empty(submission.thread.key.clone(), None)
    };
    if !thread.is_open(&site.policy, now) {
        return Err(Refusal::Closed);
    }
    if banned {
        return Err(Refusal::Banned);
    }
    if facts.duplicate {
        return Err(Refusal::Duplicate);
    }
    let wait = i64::from(site.policy.flood_seconds) * Timestamp::SECOND;
    let last = facts.last_by_address.max(facts.last_by_email);
    match last.map(|last| wait - now.since(Timestamp(last))) {
        Some(left) if left > 0 && left <= wait => {
            // Whole seconds, rounded up, so that waiting them is enough.
            Err(Refusal::TooFast { seconds: (left + Timestamp::SECOND - 1) / Timestamp::SECOND })
        }
        _ => Ok(()),
    }
}

/// Under `confirmed` only this browser's receipt proves anything at this point; a confirmed address is
/// known later, when its link is opened. `typed` believes what was typed, as WordPress does. That a moderator trusts
/// somebody proves nothing about who is writing: it counts with the same proofs, and not with a typed address.
pub fn is_known(facts: &Facts, site: &Site) -> bool {
    facts.known_by_receipt || facts.trusted || (site.policy.trust == Trust::Typed && facts.known_by_name)
}

pub struct Place {
    pub parent: Option<CommentId>,
    pub root: Option<CommentId>,
    pub depth: i64,
}

impl Place {
    /// It answers no comment.
    pub fn top() -> Self {
        Self { parent: None, root: None, depth: 0 }
    }
}

/// Where a submission hangs.
pub fn place(facts: &Facts) -> Place {
    let (Some(parent), Some(thread)) = (facts.parent_id, facts.parent_thread) else { return Place::top() };
    let above = Above {
        thread: ThreadId(thread),
        parent: facts.parent_parent.map(CommentId),
        root: facts.parent_root.map(CommentId),
        depth: facts.parent_depth.unwrap_or(0),
    };
    below(CommentId(parent), &above)
}

/// Where a reply to this comment hangs. Below the greatest depth it becomes a sibling of what it answers.
pub fn below(parent: CommentId, above: &Above) -> Place {
    let (parent, depth) = match above.parent {
        Some(grandparent) if above.depth >= MAX_DEPTH => (grandparent, above.depth),
        _ => (parent, above.depth + 1),
    };
    Place { parent: Some(parent), root: Some(above.root.unwrap_or(parent)), depth }
}
