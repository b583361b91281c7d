//! The thread for machines: JSON-LD in the words of schema.org, in a data block that no browser runs.
//!
//! The same for every reader, as the thread itself, and made of nothing else than what it shows: no e-mail, no
//! address, no comment that is not public. Whatever somebody typed cannot end the block.

use std::collections::HashMap;

use serde::Serialize;

use super::thread::ThreadView;
use super::tree::{Branch, Node};
use crate::domain::comment::{Comment, CommentId, MAX_DEPTH};
use crate::i18n::rfc3339;
use crate::text;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Posting<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    /// The magazine: who wrote the article is not known here.
    author: Party<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// When the thread began.
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    comment_count: i64,
    interaction_statistic: Counter,
    comment: Vec<Said>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counter {
    #[serde(rename = "@type")]
    kind: &'static str,
    interaction_type: &'static str,
    user_interaction_count: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    author: Person,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comment: Vec<Said>,
}

#[derive(Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct Person {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// Adds the block; nothing where there is nothing to say.
pub(super) fn block(view: &ThreadView<'_>, html: &mut String) {
    if view.branches.is_empty() {
        return;
    }
    let posting = Posting {
        context: "https://schema.org",
        kind: "DiscussionForumPosting",
        url: view.links.canonical(),
        author: Party { kind: "Organization", name: view.site },
        headline: view.title,
        text: view.title,
        date_published: view.since.map(rfc3339),
        comment_count: view.count,
        interaction_statistic: Counter {
            kind: "InteractionCounter",
            interaction_type: "https://schema.org/CommentAction",
            user_interaction_count: view.count,
        },
        comment: view.branches.iter().flat_map(|branch| branch_of(view, branch)).collect(),
    };
    // Nothing in it can fail to be written; were it so, people still have the thread.
    let json = serde_json::to_string(&posting).unwrap_or_default();
    html.push_str("<script type=\"application/ld+json\">");
    push_harmless(html, &json);
    html.push_str("</script>\n");
}

/// Inside a script element only `<` means anything, and older readers of JSON stumble over U+2028 and U+2029; in
/// JSON all of these stand in strings.
fn push_harmless(out: &mut String, json: &str) {
    let mut rest = json;
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut after = from.chars();
        out.push_str(match after.next() {
            Some('<') => "\\u003c",
            Some('>') => "\\u003e",
            Some('&') => "\\u0026",
            Some('\u{2028}') => "\\u2028",
            _ => "\\u2029",
        });
        rest = after.as_str();
    }
    out.push_str(rest);
}

fn branch_of(view: &ThreadView<'_>, branch: &Branch) -> Vec<Said> {
    let mut below: HashMap<CommentId, Vec<&Comment>> = HashMap::new();
    let mut shown = Vec::new();
    collect(&branch.top.replies, &mut shown);
    let top = &branch.top.comment;
    let ids: Vec<CommentId> = shown.iter().map(|c| c.id).collect();
    for comment in shown {
        let parent = comment.parent.filter(|id| ids.contains(id)).unwrap_or(top.id);
        below.entry(parent).or_default().push(comment);
    }
    said(view, top, &mut below, 0)
}

fn collect<'v>(nodes: &'v [Node], into: &mut Vec<&'v Comment>) {
    for node in nodes {
        into.push(&node.comment);
        collect(&node.replies, into);
    }
}

/// A comment with what answers it, as it was written and not as it is indented. A tombstone says nothing, so its
/// answers stand in its place. Bounded, and each comment is taken once, so that a ring of parents ends too.
fn said(
    view: &ThreadView<'_>,
    comment: &Comment,
    below: &mut HashMap<CommentId, Vec<&Comment>>,
    depth: i64,
) -> Vec<Said> {
    let answers = below.remove(&comment.id).unwrap_or_default();
    let answers: Vec<Said> = match depth <= MAX_DEPTH {
        true => answers.into_iter().flat_map(|answer| said(view, answer, below, depth + 1)).collect(),
        false => Vec::new(),
    };
    let Some(content) = &comment.content else { return answers };
    vec![Said {
        kind: "Comment",
        url: view.links.comment(comment.id),
        author: Person { kind: "Person", name: content.name.clone() },
        date_published: rfc3339(comment.created),
        date_modified: content.edited.map(rfc3339),
        text: text::plain(&super::safe(&content.html)),
        comment: answers,
    }]
}
