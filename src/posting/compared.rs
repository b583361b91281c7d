//! By what a submission is compared with what is there, without its text and without whom it is from.

use super::Posting;
use crate::domain::sealed::{KeyedHash, TokenHash};
use crate::domain::submission::{Draft, Submission, Visit};
use crate::keys::half_digest;
use crate::keys::tokens::{Token, TokenKind};
use crate::spam::sketch::Sketch;
use crate::text::Rendered;

/// Of one submission.
pub(super) struct Hashes {
    pub text: Vec<u8>,
    /// `None`: too short to be compared.
    pub sketch: Option<Sketch>,
    pub email: Option<KeyedHash>,
    pub address: KeyedHash,
    pub author: Option<TokenHash>,
}

impl Posting<'_> {
    pub(super) fn hashes(&self, submission: &Submission, rendered: &Rendered, draft: &Draft, visit: &Visit) -> Hashes {
        let keys = &self.services.keys;
        Hashes {
            text: text_hash(&rendered.plain),
            sketch: Sketch::of(&rendered.plain),
            email: submission.email.as_ref().map(|e| keys.email_hash(self.site.id, e)),
            address: keys.address_hash(self.site.id, &visit.client_key),
            author: Token::parse(TokenKind::Receipt, &draft.author)
                .filter(|token| token.site == self.site.id)
                .map(|token| token.hash()),
        }
    }
}

/// By which two texts are the same: their words, whatever the markup, case and spacing.
pub(crate) fn text_hash(plain: &str) -> Vec<u8> {
    half_digest(&[crate::domain::normal::comparable(plain).as_bytes()])
}
