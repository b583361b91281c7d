//! Whether Akismet is asked about a comment: after the local checks, and only where they leave a question.

use super::checks::settle;
use crate::domain::policy::AkismetAsk;
use crate::domain::verdict::{Opinion, Signal, local_opinion};

/// `learnt`: the local filter has learnt enough at this site to be trusted with what it is sure of. `signals`: what the
/// local checks have found; what Akismet said earlier does not count.
pub fn is_asked(ask: AkismetAsk, learnt: bool, signals: &[Signal]) -> bool {
    if ask == AkismetAsk::Never || settle(signals) {
        return false;
    }
    !only_in_doubt(ask, learnt) || local_opinion(signals) == Opinion::Unsure
}

/// Only what the local filter doubts is asked about; what readers are told on the privacy page.
pub fn only_in_doubt(ask: AkismetAsk, learnt: bool) -> bool {
    match ask {
        AkismetAsk::Never | AkismetAsk::Unsure => true,
        AkismetAsk::Always => false,
        AkismetAsk::Auto => learnt,
    }
}
