//! Flat lists in, branches out: how a thread stands on the page.
//!
//! The true parent of a comment may lie 32 levels up; a page shows two tiers of indent. So every
//! reply below the second tier stands in it, in the order in which it was written, and says whom it
//! answers.

use std::collections::HashMap;

use crate::domain::comment::{Comment, CommentId, MAX_DEPTH, Tombstone};
use crate::i18n::rfc3339;
use crate::text::SafeHtml;

/// A top-level comment with the replies that were loaded.
#[derive(Debug)]
pub struct Branch {
    pub top: Node,
    /// Approved replies that exist and were not loaded.
    pub missing: i64,
}

/// A comment in its place.
#[derive(Debug)]
pub struct Node {
    pub comment: Comment,
    /// `None` for a top-level comment, and where the parent has no name any more.
    pub answers: Option<Answered>,
    pub replies: Vec<Node>,
}

/// Whom a reply answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub id: CommentId,
    pub name: String,
    /// The parent is itself a reply, so the indent does not say whom this one answers.
    pub is_reply: bool,
}

/// Replies that stand open; the rest of a list is folded.
const OPEN: usize = 3;

impl Node {
    fn new(comment: Comment, answers: Option<Answered>) -> Self {
        Self { comment, answers, replies: Vec::new() }
    }

    pub fn open(&self) -> &[Node] {
        self.replies.get(..OPEN).unwrap_or(&self.replies)
    }

    pub fn folded(&self) -> &[Node] {
        self.replies.get(OPEN..).unwrap_or_default()
    }

    /// Comments that unfolding brings to light.
    pub fn folded_count(&self) -> i64 {
        count(self.folded())
    }

    /// When it was written, as `<time datetime>` says it.
    pub(super) fn written(&self) -> String {
        rfc3339(self.comment.created)
    }

    pub(super) fn removed_by_author(&self) -> bool {
        self.comment.tombstone == Some(Tombstone::Author)
    }

    /// The text; `None` for a tombstone.
    pub fn body(&self) -> Option<SafeHtml> {
        self.comment.content.as_ref().map(|content| super::safe(&content.html))
    }
}

/// Comments with a text among `nodes` and below them.
pub(super) fn count(nodes: &[Node]) -> i64 {
    nodes.iter().map(|node| i64::from(node.comment.content.is_some()) + count(&node.replies)).sum()
}

/// Puts `replies`, in the order (time, id), under `top`, in the order in which it comes. A reply
/// whose parent was not loaded stands in the first tier; one whose top-level comment was not loaded
/// is left out.
pub fn arrange(top: Vec<Comment>, replies: Vec<Comment>) -> Vec<Branch> {
    let parents: HashMap<CommentId, Option<CommentId>> = replies.iter().map(|c| (c.id, c.parent)).collect();
    let names: HashMap<CommentId, String> =
        top.iter().chain(&replies).filter_map(|c| Some((c.id, c.content.as_ref()?.name.clone()))).collect();
    let mut by_root: HashMap<CommentId, Vec<Comment>> = HashMap::new();
    for reply in replies {
        by_root.entry(reply.root).or_default().push(reply);
    }
    let node = |comment: Comment| {
        let answers = comment
            .parent
            .and_then(|id| Some(Answered { id, name: names.get(&id)?.clone(), is_reply: parents.contains_key(&id) }));
        Node::new(comment, answers)
    };
    top.into_iter()
        .map(|comment| {
            let below = by_root.remove(&comment.id).unwrap_or_default();
            let loaded = below.iter().filter(|c| c.content.is_some()).count();
            let missing = comment.replies.saturating_sub(i64::try_from(loaded).unwrap_or(i64::MAX)).max(0);
            let mut top = Node::new(comment, None);
            top.replies = two_tiers(below, &parents, &node);
            Branch { top, missing }
        })
        .collect()
}

fn two_tiers(
    below: Vec<Comment>,
    parents: &HashMap<CommentId, Option<CommentId>>,
    node: &impl Fn(Comment) -> Node,
) -> Vec<Node> {
    let mut second: HashMap<CommentId, Vec<Node>> = HashMap::new();
    let mut first = Vec::new();
    for comment in below {
        let over = first_tier(comment.id, parents);
        if over == comment.id {
            first.push(node(comment));
        } else {
            second.entry(over).or_default().push(node(comment));
        }
    }
    for node in &mut first {
        node.replies = second.remove(&node.comment.id).unwrap_or_default();
    }
    first
}

/// The ancestor in the first tier. Bounded, so that a ring of parents in imported rows ends too.
fn first_tier(id: CommentId, parents: &HashMap<CommentId, Option<CommentId>>) -> CommentId {
    let mut at = id;
    for _ in 0..=MAX_DEPTH {
        match parents.get(&at).copied().flatten() {
            Some(parent) if parents.contains_key(&parent) => at = parent,
            _ => return at,
        }
    }
    id
}
