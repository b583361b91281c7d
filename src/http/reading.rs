//! From a question about a thread to its rendering: which thread, which part, in which order.

use std::sync::Arc;

use axum::http::StatusCode;

use super::problem::Problem;
use super::state::Web;
use super::threads::{self, Encoding, Form, Rendered, failed};
use super::view::{self, Links, Openness, Part, ThreadView};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{Comment, CommentId};
use crate::domain::lang::Lang;
use crate::domain::site::{Site, SiteKey};
use crate::domain::submission::Address;
use crate::domain::thread::Thread;
use crate::services::Failure;
use crate::store::comments::{Position, Sort};

/// Top-level comments on a page, and the replies that are loaded with each.
const PAGE: i64 = 50;
const REPLIES: i64 = 20;
/// Comments on a page of one branch.
const BRANCH: i64 = 200;

/// What is asked about a thread.
#[derive(Clone)]
pub struct Ask {
    pub site: Arc<Site>,
    pub address: Address,
    pub lang: Lang,
    pub sort: Sort,
    pub after: Option<String>,
    pub branch: Option<CommentId>,
    /// `after` was not asked for: it is where one comment stands, so the whole is wanted from there.
    pub turned: bool,
}

impl Web {
    /// The site of an address; 404 for any other word.
    pub async fn site(&self, key: &str) -> Result<Arc<Site>, Problem> {
        let not_found = || Problem::of(StatusCode::NOT_FOUND);
        let key = SiteKey::parse(key).map_err(|_| not_found())?;
        self.services.site(&key).await.map_err(|e| failed(&e))?.ok_or_else(not_found)
    }

    /// The addresses of a thread, as pages and answers name them.
    pub fn links(&self, ask: &Ask, url: Option<&str>) -> Links {
        let lang = (ask.lang != ask.site.policy.lang).then(|| ask.lang.tag());
        let sort = (ask.sort != Sort::Oldest).then(|| ask.sort.as_str());
        let url = url.or(ask.address.url.as_ref().map(|u| u.as_str()));
        Links::new(self.base(), ask.site.key.as_str(), ask.address.key.as_str(), url, lang, sort)
    }

    /// The thread, or an empty one.
    pub async fn thread(&self, ask: &Ask) -> Result<Thread, Failure> {
        let found = self.services.store.thread(ask.site.id, &ask.address.key).await?;
        Ok(found.unwrap_or_else(|| Thread::empty(ask.address.key.clone(), ask.address.url.clone())))
    }

    /// The thread as HTML: what the page, the fragment and the demo share.
    pub async fn html(&self, ask: &Ask, encoding: Encoding) -> Result<Rendered, Problem> {
        let form = ask.branch.map_or(Form::Html, |id| Form::Branch(id.0));
        self.cached(ask, form, encoding, || self.render_html(ask)).await
    }

    /// Any rendering of a thread, from memory where it is there.
    pub async fn cached<F>(
        &self,
        ask: &Ask,
        form: Form,
        encoding: Encoding,
        render: impl FnOnce() -> F,
    ) -> Result<Rendered, Problem>
    where
        F: Future<Output = Result<Rendered, Problem>>,
    {
        let version = self.services.thread_version(&ask.site, &ask.address.key).await.map_err(|e| failed(&e))?;
        let mut key = threads::key(&ask.site, ask.address.key.clone(), version, form, ask.lang);
        key.url = ask.address.url.as_ref().map(|u| u.as_str().to_owned());
        key.sort = ask.sort;
        key.after = ask.after.clone();
        key.encoding = encoding;
        self.threads.get(&self.services, key, render).await
    }

    /// The same, made anew.
    pub async fn render_html(&self, ask: &Ask) -> Result<Rendered, Problem> {
        let loaded = self.load(ask).await?;
        let thread = &loaded.thread;
        let policy = &ask.site.policy;
        let now = self.services.now();
        let url = thread.url.as_ref().map(|u| u.as_str());
        let links = self.links(ask, url);
        let (open, until) = (thread.is_open(policy, now), thread.closes_at(policy));
        let view = ThreadView {
            words: self.site_words(&ask.site, ask.lang),
            zone: &policy.timezone,
            links: &links,
            site: &ask.site.name,
            since: thread.created,
            title: thread.title.as_deref(),
            count: thread.count,
            branches: view::arrange(loaded.top, loaded.replies),
            sort: ask.sort.as_str(),
            votes: policy.votes,
            flags: policy.flags,
            openness: match open {
                true => Openness::Open { until },
                false => Openness::Closed { since: thread.closed.or(until) },
            },
            part: loaded.part,
            next: loaded.next.as_deref(),
            next_count: loaded.next_count,
        };
        let fragment = view.fragment().map_err(|e| failed(&Failure::Defect(e.to_string())))?;
        let mut rendered = Rendered::new(fragment.bytes(), "text/html; charset=utf-8");
        rendered.fragment = Some(fragment);
        rendered.title = thread.title.as_deref().map(Arc::from);
        rendered.url = url.map(Arc::from);
        rendered.own_url = thread.has_own_url();
        rendered.open = open;
        rendered.until = until.filter(|_| open);
        Ok(rendered)
    }

    async fn load(&self, ask: &Ask) -> Result<Loaded, Problem> {
        let thread = self.thread(ask).await.map_err(|e| failed(&e))?;
        let cursor = ask.after.as_deref().map(|raw| self.read_cursor(ask, raw)).transpose()?;
        let branch = match (&cursor, ask.branch) {
            (Some(Cursor::Branch { root, .. }), _) => Some(*root),
            (Some(Cursor::Top { .. }), _) => None,
            (None, branch) => branch,
        };
        let loaded = match branch {
            Some(root) => self.load_branch(ask, thread, root, cursor).await,
            None => self.load_page(ask, thread, cursor).await,
        };
        loaded?.ok_or_else(|| Problem::of(StatusCode::NOT_FOUND))
    }

    async fn load_page(&self, ask: &Ask, thread: Thread, cursor: Option<Cursor>) -> Result<Option<Loaded>, Problem> {
        let Some(id) = thread.id else { return Ok(Some(Loaded::empty(thread))) };
        let (after, shown) = match cursor {
            Some(Cursor::Top { position, shown }) => (Some(position), shown),
            _ => (None, 0),
        };
        let site = ask.site.id;
        let store = &self.services.store;
        let fail = |e: crate::store::Error| failed(&e.into());
        let mut rest = store.top_level(site, id, ask.sort, after, PAGE + 1).await.map_err(fail)?;
        let more = rest.len() > PAGE as usize;
        rest.truncate(PAGE as usize);
        let last = rest.last().filter(|_| more).map(Position::of);
        // What the editors pinned stands before all others, whatever their order.
        let mut top = if after.is_none() { store.pinned(site, id).await.map_err(fail)? } else { Vec::new() };
        top.append(&mut rest);
        let answered: Vec<CommentId> = top.iter().filter(|c| c.replies > 0).map(|c| c.id).collect();
        let replies = match answered.is_empty() {
            true => Vec::new(),
            false => store.replies(site, &answered, REPLIES).await.map_err(fail)?,
        };
        let shown = shown + top.len() as i64;
        let next = last.map(|position| self.write_cursor(ask, &Cursor::Top { position, shown }));
        let next_count = next.is_some().then(|| (thread.top - shown).clamp(1, PAGE));
        let part = if after.is_some() { Part::Later } else { Part::First };
        Ok(Some(Loaded { thread, top, replies, part, next, next_count }))
    }

    async fn load_branch(
        &self,
        ask: &Ask,
        thread: Thread,
        root: CommentId,
        cursor: Option<Cursor>,
    ) -> Result<Option<Loaded>, Problem> {
        let store = &self.services.store;
        let fail = |e: crate::store::Error| failed(&e.into());
        let Some((place, top)) = store.comment(ask.site.id, root).await.map_err(fail)? else { return Ok(None) };
        if Some(place) != thread.id || top.parent.is_some() {
            return Ok(None);
        }
        let after = match cursor {
            Some(Cursor::Branch { position, .. }) => Some(position),
            _ => None,
        };
        let mut replies = store.branch(ask.site.id, root, after, BRANCH + 1).await.map_err(fail)?;
        let more = replies.len() > BRANCH as usize;
        replies.truncate(BRANCH as usize);
        let next = replies
            .last()
            .filter(|_| more)
            .map(|last| self.write_cursor(ask, &Cursor::Branch { root, position: Position::of(last) }));
        Ok(Some(Loaded { thread, top: vec![top], replies, part: Part::Branch, next, next_count: None }))
    }

    /// A cursor is bound to its list: site, thread and order.
    fn list(ask: &Ask) -> String {
        format!("html {} {} {}", ask.site.id.0, ask.sort.as_str(), ask.address.key.as_str())
    }

    /// A cursor that makes a branch begin with this reply.
    pub fn cursor_before(&self, ask: &Ask, reply: &Comment) -> String {
        let position = Position { votes: 0, created: reply.created, id: reply.id.0 - 1 };
        self.write_cursor(ask, &Cursor::Branch { root: reply.root, position })
    }

    fn write_cursor(&self, ask: &Ask, cursor: &Cursor) -> String {
        self.services.keys.sign_cursor(&Self::list(ask), &cursor.text())
    }

    fn read_cursor(&self, ask: &Ask, raw: &str) -> Result<Cursor, Problem> {
        let position = self.services.keys.read_cursor(&Self::list(ask), raw);
        position.as_deref().and_then(Cursor::parse).ok_or_else(bad_cursor)
    }
}

pub fn bad_cursor() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "cursor", "This cursor does not belong to this list")
}

struct Loaded {
    thread: Thread,
    top: Vec<Comment>,
    replies: Vec<Comment>,
    part: Part,
    next: Option<String>,
    next_count: Option<i64>,
}

impl Loaded {
    fn empty(thread: Thread) -> Self {
        Self { thread, top: Vec::new(), replies: Vec::new(), part: Part::First, next: None, next_count: None }
    }
}

/// Where a later page begins.
enum Cursor {
    /// Behind this top-level comment, after so many of them.
    Top {
        position: Position,
        shown: i64,
    },
    Branch {
        root: CommentId,
        position: Position,
    },
}

impl Cursor {
    fn text(&self) -> String {
        match self {
            Cursor::Top { position: p, shown } => format!("t {} {} {} {shown}", p.votes, p.created.0, p.id),
            Cursor::Branch { root, position: p } => format!("b {} {} {}", root.0, p.created.0, p.id),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ')?;
        let numbers: Vec<i64> = rest.split(' ').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        match (kind, numbers.as_slice()) {
            ("t", [votes, created, id, shown]) => Some(Cursor::Top {
                position: Position { votes: *votes, created: Timestamp(*created), id: *id },
                shown: *shown,
            }),
            ("b", [root, created, id]) => Some(Cursor::Branch {
                root: CommentId(*root),
                position: Position { votes: 0, created: Timestamp(*created), id: *id },
            }),
            _ => None,
        }
    }
}
