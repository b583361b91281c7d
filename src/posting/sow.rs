//! Taking in comments whose status is decided already, at the times at which they were written: the demo's,
//! and those of another system.
//!
//! They pass through the same rendering and the same store functions as a post, so that text is as safe and
//! counters are as right. What a post is refused for (limits, duplicates, closed threads) does not apply;
//! nobody is asked, nobody is mailed.

use super::policy::{self, Place};
use crate::domain::author::{AuthorKind, Email, Name, Website};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::search::Document;
use crate::domain::site::Site;
use crate::domain::submission::Address;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::keys::tokens::{Token, TokenKind};
use crate::services::{Failure, Services};
use crate::spam::checks::{self, Evidence, History};
use crate::store::Tx;
use crate::store::statuses::Above;
use crate::store::submissions::NewComment;
use crate::text::{self, Rendered};

/// One comment to take in.
pub struct Seed {
    /// The place in the batch of the comment that it answers; always an earlier one.
    pub parent: Option<usize>,
    pub author: AuthorKind,
    pub name: Name,
    pub email: Option<Email>,
    pub website: Option<Website>,
    /// What its author typed.
    pub source: String,
    pub status: Status,
    pub picked: bool,
    pub created: Timestamp,
}

/// Takes in comments of one thread, all or none, and returns their ids in the same order. Nobody gets a
/// receipt: their authors are not here to be given one.
///
/// # Errors
/// Also when a text is too complex to be shown, or a parent is not an earlier seed.
pub async fn sow(
    services: &Services,
    site: &Site,
    thread: &Address,
    title: Option<&str>,
    seeds: &[Seed],
) -> Result<Vec<CommentId>, Failure> {
    let Some(first) = seeds.iter().map(|seed| seed.created).min() else { return Ok(Vec::new()) };
    let rendered: Result<Vec<Rendered>, _> = seeds.iter().map(|seed| services.renderer.render(&seed.source)).collect();
    let rendered = rendered.map_err(|e| Failure::Defect(e.to_string()))?;

    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let id = tx.ensure_thread(site.id, thread, title, first).await?;
    let sowing = Sowing { services, site, title, id };
    let mut sown: Vec<(CommentId, Above)> = Vec::with_capacity(seeds.len());
    for (seed, rendered) in seeds.iter().zip(&rendered) {
        let place = match seed.parent.map(|parent| sown.get(parent)) {
            Some(Some((parent, above))) => policy::below(*parent, above),
            Some(None) => return Err(Failure::Defect("a parent comes too late".into())),
            None => Place::top(),
        };
        let above = Above { thread: id, parent: place.parent, root: place.root, depth: place.depth };
        sown.push((sowing.insert(&mut tx, seed, rendered, place).await?, above));
    }
    services.commit(tx).await?;
    Ok(sown.into_iter().map(|(id, _)| id).collect())
}

struct Sowing<'a> {
    services: &'a Services,
    site: &'a Site,
    title: Option<&'a str>,
    id: ThreadId,
}

impl Sowing<'_> {
    async fn insert(&self, tx: &mut Tx, seed: &Seed, rendered: &Rendered, place: Place) -> Result<CommentId, Failure> {
        let (services, site) = (self.services, self.site.id);
        let email = match &seed.email {
            Some(email) => {
                Some((services.keys.seal_email(&*services.random, site, email)?, services.keys.email_hash(site, email)))
            }
            None => None,
        };
        let new = NewComment {
            site,
            thread: self.id,
            parent: place.parent,
            root: place.root,
            depth: place.depth,
            status: seed.status,
            author_kind: seed.author,
            name: seed.name.as_str().to_owned(),
            website: seed.website.as_ref().map(|w| w.as_str().to_owned()),
            email,
            notify: false,
            address: None,
            source: seed.source.clone(),
            html: text::to_store(&rendered.html),
            text_hash: super::text_hash(&rendered.plain),
            verdict: self.verdict(seed, rendered),
            // The column is a hash of something; nobody ever holds what it is of.
            receipt: Token::new(TokenKind::Receipt, site, &*services.random).hash(),
            sketch: None,
            article_title: None,
            picked: seed.picked,
            created: seed.created,
        };
        let id = tx.insert_comment(&new).await?;
        tx.add_links(site, id, &super::linked_hosts(rendered, seed.website.as_ref())).await?;
        tx.put_words(site, id, &Document::new(site, seed.name.as_str(), self.title, &rendered.plain)).await?;
        Ok(id)
    }

    /// What the local checks say of it. A status that they do not explain was a person's decision.
    fn verdict(&self, seed: &Seed, rendered: &Rendered) -> Verdict {
        let signals = checks::examine(&Evidence {
            policy: &self.site.policy,
            name: seed.name.as_str(),
            email: seed.email.as_ref().map(Email::expose),
            website: seed.website.as_ref().map(Website::as_str),
            plain: &rendered.plain,
            text_hash: &[],
            sketch: None,
            links: rendered.links.len(),
            trapped: false,
            form: None,
            // What was decided elsewhere, and long ago, is not judged by what is known here now.
            history: &History::default(),
        });
        let known = seed.status == Status::Approved;
        let (expected, mut verdict) = Verdict::from_signals(signals).decide(self.site.policy.moderation, known);
        if !known && expected != seed.status {
            verdict.signals.push(Signal::new(SignalCode::Person));
        }
        verdict
    }
}
