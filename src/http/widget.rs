//! What the widget asks for: the thread with the form and the words of its script, in one answer.
//!
//! As shared as the fragment itself: no token, nothing of one reader. The script adds what is its reader's own.

use super::problem::Problem;
use super::reading::Ask;
use super::state::Web;
use super::threads::{Encoding, Form, Rendered, exactly, failed};
use super::view::{FormView, Hidden, Typed, WidgetView};
use crate::domain::comment::CommentId;
use crate::services::Failure;

impl Web {
    /// The thread as the widget shows it; a later page is the thread alone.
    pub async fn widget(&self, ask: &Ask, encoding: Encoding) -> Result<Rendered, Problem> {
        let form = Form::Widget { branch: ask.branch.map(|id| id.0), whole: ask.after.is_none() || ask.turned };
        self.cached(ask, form, encoding, || self.render_widget(ask)).await
    }

    async fn render_widget(&self, ask: &Ask) -> Result<Rendered, Problem> {
        let thread = self.html(ask, Encoding::Identity).await?;
        let defect = |text: String| failed(&Failure::Defect(text));
        let Some(fragment) = &thread.fragment else { return Err(defect("a thread without its halves".to_owned())) };
        let policy = &ask.site.policy;
        let words = self.site_words(&ask.site, ask.lang);
        let links = self.links(ask, thread.url.as_deref());
        let privacy = links.privacy();
        let form = FormView {
            words,
            action: links.root(),
            policy,
            akismet: self.services.akismet_key(&ask.site).map_err(|e| failed(&e))?.is_some(),
            notify: false,
            widget: true,
            privacy: &privacy,
            hidden: Hidden::default(),
            typed: Typed::default(),
            asked: None,
            refusal: None,
        };
        let view = WidgetView {
            said: &self.said(&ask.site, ask.lang),
            fragment,
            form,
            open: thread.open,
            later: ask.after.is_some() && !ask.turned,
        };
        let html = view.html().map_err(|e| defect(e.to_string()))?;
        let mut rendered = Rendered::new(exactly(html.into_bytes()), thread.kind);
        (rendered.own_url, rendered.open, rendered.until) = (thread.own_url, thread.open, thread.until);
        Ok(rendered)
    }

    /// The question for the page that holds this comment: the first one, the comment's own branch, or that branch from the
    /// comment on. Where nobody may see the comment, it is the same.
    pub async fn turned_to(&self, ask: &Ask, id: CommentId) -> Result<Ask, Problem> {
        let mut ask = ask.clone();
        if self.shows(&ask, id).await? {
            return Ok(ask);
        }
        let found = self.services.store.comment(ask.site.id, id).await.map_err(|e| failed(&e.into()))?;
        let here = self.thread(&ask).await.map_err(|e| failed(&e))?.id;
        let Some((_, comment)) = found.filter(|(thread, _)| Some(*thread) == here) else { return Ok(ask) };
        ask.branch = Some(comment.root);
        if !self.shows(&ask, id).await? {
            ask.after = Some(self.cursor_before(&ask, &comment));
            ask.turned = true;
        }
        Ok(ask)
    }

    async fn shows(&self, ask: &Ask, id: CommentId) -> Result<bool, Problem> {
        let mark = format!("id=\"svar-{}\"", id.0);
        let page = self.html(ask, Encoding::Identity).await?;
        Ok(page.body.windows(mark.len()).any(|part| part == mark.as_bytes()))
    }
}
