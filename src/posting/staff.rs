//! A moderator's own comment: signed with the account's name, shown at once, marked as the editors'.
//!
//! What a reader's post is refused for (limits, a closed article) does not apply, nobody is asked about it, and it
//! has no receipt: it is looked after at the desk.

use super::{linked_hosts, policy, text_hash};
use crate::domain::author::AuthorKind;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::Site;
use crate::domain::submission::Source;
use crate::domain::verdict::Verdict;
use crate::keys::tokens::{Token, TokenKind};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::submissions::NewComment;
use crate::text::{self, Rendered};

pub struct Reply<'a> {
    pub to: CommentId,
    pub name: &'a str,
    pub source: &'a Source,
    pub rendered: &'a Rendered,
}

/// Stores the reply inside a write, after the site's lock.
pub async fn insert(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    reply: &Reply<'_>,
    now: Timestamp,
) -> Result<CommentId, Failure> {
    let gone = || Failure::Defect("what is answered vanished inside its write".to_owned());
    let above = tx.above(site.id, reply.to).await?.ok_or_else(gone)?;
    let place = policy::below(reply.to, &above);
    let new = NewComment {
        site: site.id,
        thread: above.thread,
        parent: place.parent,
        root: place.root,
        depth: place.depth,
        status: Status::Approved,
        author_kind: AuthorKind::Member,
        name: reply.name.to_owned(),
        website: None,
        email: None,
        notify: false,
        address: None,
        source: reply.source.as_str().to_owned(),
        html: text::to_store(&reply.rendered.html),
        text_hash: text_hash(&reply.rendered.plain),
        verdict: Verdict::from_signals(Vec::new()),
        // The column is a hash of something; nobody ever holds what it is of.
        receipt: Token::new(TokenKind::Receipt, site.id, &*services.random).hash(),
        sketch: None,
        article_title: None,
        picked: false,
        created: now,
    };
    let id = tx.insert_comment(&new).await?;
    tx.add_links(site.id, id, &linked_hosts(reply.rendered, None)).await?;
    crate::moderation::index_comment(tx, site, id).await?;
    Ok(id)
}
