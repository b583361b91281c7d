//! Old articles where nobody has written for long: spam is sent to what search engines know, readers write where the
//! debate is.

use super::Evidence;
use crate::domain::clock::Timestamp;
use crate::domain::verdict::{Signal, SignalCode};

const OLD: i64 = 60 * Timestamp::DAY;
const SILENT: i64 = 30 * Timestamp::DAY;

pub(super) fn check(evidence: &Evidence<'_>, found: &mut Vec<Signal>) {
    let Some(article) = evidence.history.article else { return };
    if article.age >= OLD && article.silent >= SILENT {
        found.push(Signal::with(SignalCode::ArticleOld, article.silent / Timestamp::DAY));
    }
}
