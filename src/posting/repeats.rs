//! A request that comes twice, because its answer was lost or a button pressed again: it acts once, and is answered the
//! same both times.

use super::{NotDone, Posted, Posting};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::error::Refusal;
use crate::domain::submission::Draft;
use crate::keys::digest;
use crate::keys::tokens::{Token, TokenKind};
use crate::services::Failure;
use crate::store::Tx;
use crate::store::idempotency::FirstAnswer;
use crate::store::submissions::Facts;

/// How long a first answer is given again.
const ANSWER_KEPT: i64 = Timestamp::DAY;

impl Posting<'_> {
    /// What the first request with this key was answered, if this is the same one.
    pub(super) async fn first_answer(&self, key: &str, body_hash: &[u8]) -> Result<Option<Posted>, NotDone> {
        let since = self.services.now().plus(-ANSWER_KEPT);
        let Some(first) = self.services.store.first_answer(self.site.id, key, since).await? else { return Ok(None) };
        if first.body_hash != body_hash {
            return Err(Refusal::KeyReused.into());
        }
        let plain = self.services.keys.open(self.site.id, "first answer", &first.answer)?;
        let receipt = std::str::from_utf8(&plain).ok().and_then(|text| Token::parse(TokenKind::Receipt, text));
        let receipt = receipt.ok_or_else(|| Failure::Defect("a first answer is damaged".into()))?;
        let own = self.services.store.own_comment(self.site.id, &receipt.hash()).await?;
        let comment = own.ok_or(Refusal::NotFound)?;
        let thread = self.services.store.thread_by_id(self.site.id, comment.thread).await?;
        let thread = thread.ok_or(Refusal::NotFound)?;
        Ok(Some(Posted { comment, key: thread.key, url: thread.url, receipt }))
    }

    /// Keeps the answer in the write that it answers. `facts`: as they are inside that write.
    pub(super) async fn keep_first_answer(
        &self,
        tx: &mut Tx,
        facts: &Facts,
        (key, body_hash): (&str, &[u8]),
        (comment, receipt): (CommentId, &Token),
        now: Timestamp,
    ) -> Result<(), NotDone> {
        let (services, site) = (self.services, self.site.id);
        if facts.answered.is_some() {
            tx.forget_answer(site, key, now.plus(-ANSWER_KEPT)).await?;
        }
        let answer = services.keys.seal(&*services.random, site, "first answer", receipt.expose().as_bytes())?;
        let first = FirstAnswer { body_hash: body_hash.to_vec(), answer };
        Ok(tx.keep_answer(site, key, &first, comment, now).await?)
    }
}

/// A request with this key was answered, and that is not forgotten yet.
pub(super) fn not_answered(facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    match facts.answered {
        Some(at) if Timestamp(at) >= now.plus(-ANSWER_KEPT) => Err(Refusal::KeyReused),
        _ => Ok(()),
    }
}

/// What a repeated request must have in common with the first. The form token is not part of it: a form
/// that is sent again after a reload has a new one.
pub(super) fn body_hash(draft: &Draft) -> Vec<u8> {
    let parts =
        [&draft.key, &draft.url, &draft.title, &draft.parent, &draft.name, &draft.email, &draft.website, &draft.body];
    digest(&parts.map(|p| p.as_bytes()))
}
