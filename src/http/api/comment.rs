//! A comment as JSON: what every reader may know, and for its author the status.
//!
//! Built from types that have no private field. There is no e-mail, no address and no hash of either here.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::clock::Timestamp;
use crate::domain::comment::{Comment, OwnComment};
use crate::http::view::Links;
use crate::i18n::rfc3339;
use crate::text;

/// A comment. One that was removed but still has answers keeps its place: `author` is null, `html` is
/// empty, `status` is `rejected`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommentJson {
    pub id: i64,
    /// The thread's key.
    pub key: String,
    pub parent: Option<i64>,
    /// 0 for a comment that answers the article itself.
    pub depth: i64,
    pub author: Option<AuthorJson>,
    /// Safe to insert as it is: only the elements and the one attribute that the documentation lists.
    pub html: String,
    /// RFC 3339, UTC.
    pub created: String,
    pub edited: Option<String>,
    /// The editors' pick.
    pub picked: bool,
    /// Stands before all others on the article's page.
    pub pinned: bool,
    /// `approved`, `pending` or `rejected`.
    pub status: String,
    pub votes: i64,
    /// Approved comments below this one.
    pub replies: i64,
    pub permalink: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuthorJson {
    pub name: String,
    pub website: Option<String>,
    /// Address of a drawn picture; null while avatars are off.
    pub avatar: Option<String>,
    /// `guest`, or `member` for the site's own staff.
    pub role: String,
}

/// A comment as its author gets it: also while it waits, and with what it takes to change it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnJson {
    #[serde(flatten)]
    pub comment: CommentJson,
    /// What was typed, in Markdown; empty once it is withdrawn.
    pub source: String,
    /// Until when the text may be changed, RFC 3339 in UTC; null when it may not.
    pub editable_until: Option<String>,
}

/// A comment for whoever asks, or for its author.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ShownJson {
    Public(CommentJson),
    Own(OwnJson),
}

/// The answer to a post: the comment and, this once, the secret by which its author owns it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedJson {
    #[serde(flatten)]
    pub own: OwnJson,
    pub receipt: String,
}

impl CommentJson {
    pub fn public(comment: &Comment, key: &str, links: &Links) -> Self {
        let content = comment.content.as_ref();
        Self {
            id: comment.id.0,
            key: key.to_owned(),
            parent: comment.parent.map(|p| p.0),
            depth: comment.depth,
            author: content.map(|c| AuthorJson {
                name: c.name.clone(),
                website: c.website.as_ref().map(|w| w.as_str().to_owned()),
                avatar: None,
                role: if c.staff { "member" } else { "guest" }.to_owned(),
            }),
            html: content.map(|c| text::from_store(&c.html).as_str().to_owned()).unwrap_or_default(),
            created: rfc3339(comment.created),
            edited: content.and_then(|c| c.edited).map(rfc3339),
            picked: content.is_some_and(|c| c.picked),
            pinned: content.is_some_and(|c| c.pinned),
            status: if content.is_some() { "approved" } else { "rejected" }.to_owned(),
            votes: comment.votes,
            replies: comment.replies,
            permalink: links.comment(comment.id),
        }
    }
}

impl OwnJson {
    /// For the author alone. `until`: the end of the time for editing.
    pub fn new(own: &OwnComment, until: Option<Timestamp>, key: &str, links: &Links) -> Self {
        let comment = CommentJson {
            id: own.id.0,
            key: key.to_owned(),
            parent: own.parent.map(|p| p.0),
            depth: own.depth,
            author: Some(AuthorJson {
                name: own.name.clone(),
                website: own.website.as_ref().map(|w| w.as_str().to_owned()),
                avatar: None,
                role: "guest".to_owned(),
            }),
            html: text::from_store(&own.html).as_str().to_owned(),
            created: rfc3339(own.created),
            edited: own.edited.map(rfc3339),
            picked: own.picked,
            pinned: own.pinned,
            status: own.status.public(own.decided).to_owned(),
            votes: own.votes,
            replies: own.replies,
            permalink: links.comment(own.id),
        };
        Self { comment, source: own.source.clone(), editable_until: until.map(rfc3339) }
    }
}
