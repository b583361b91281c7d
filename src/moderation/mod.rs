//! What moderators do: decide, take back, ban, close; and what late verdicts may still change.
//!
//! A person's decision is never overridden by the filter. Whatever a moderator does is a step: it is in the audit
//! log, and its author can take it back. What a decision sets off outside (feedback, mail) waits for [`GRACE`],
//! so that one that is taken back at once tells nobody.

mod acts;
mod announce;
mod bans;
mod decide;
mod dry_run;
mod figures;
mod index;
mod jobs;
mod late;
mod log;
mod people;
mod recheck;
mod second_opinion;
mod threads;
mod undo;
mod waves;
mod webhook;

pub use acts::{Acted, Refused, delete, edit, mark, reply};
pub use announce::{announce_flagged, announce_waiting};
pub use bans::{
    BanWish, Banned, LONGEST as LONGEST_BAN, Planned, REASON as BAN_REASON, Terms, ban, lift_ban, plan_ban,
};
pub use decide::{Decided, Outcome, Target, WhyNot, Wish, decide};
pub use dry_run::{Caught, DryRun, Rule, dry_run};
pub use figures::{Figures, FiguresDay, SPANS, figures};
pub use index::{index, index_comment};
pub use jobs::retry_job;
pub use late::judge_again;
pub use log::export_log;
pub use people::{NoteError, NoteText, add_note, delete_note, email_of, set_trust};
pub use recheck::{RecheckBegun, Rechecked, begin_recheck, recheck, recheck_failed, stop_recheck};
pub use second_opinion::{AskedAgain, ask_again, stop_asking};
pub use threads::{ThreadDone, ThreadState, ThreadWhyNot, ThreadWish, change_thread};
pub use undo::{Undone, undo};
pub use waves::{Arrival, Because, FOLLOWED, Followed, Group, decide_wave, follow, record_followed, waves};
pub use webhook::{Heard, LateVerdict, hear};

use crate::domain::clock::Timestamp;
use crate::services::Failure;

/// How long what a decision sets off waits, in milliseconds.
pub const GRACE: i64 = Timestamp::MINUTE;

/// Runs a moderator's write to its end, in a task of its own: one who hangs up must not stop it half-way. It begins at
/// once.
pub(crate) fn to_its_end<T: Send + 'static>(
    run: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> impl Future<Output = Result<T, Failure>> {
    let task = tokio::spawn(run);
    async { task.await.map_err(|e| Failure::Defect(format!("a moderator's write ended early: {e}")))? }
}
