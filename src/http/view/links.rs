//! The addresses of one thread. Absolute, because the thread is also read inside other people's pages.

use url::form_urlencoded::Serializer;

use crate::domain::comment::CommentId;

/// Builds every address that a thread's page, fragment and form need.
#[derive(Clone, Debug)]
pub struct Links {
    /// `{base}/t/{site}`.
    root: String,
    /// What finds the thread, in the order in which it is written.
    query: Vec<(&'static str, String)>,
    /// The thread page from its beginning: put together once, for most addresses begin with it.
    page: String,
    /// The article's own address.
    article: Option<String>,
}

impl Links {
    /// `base` is the service's public address without a final slash. `key` is left out of the
    /// addresses when it is the article's own. `lang` and `sort` are handed in only where the reader
    /// asked for something else than the site's own.
    pub fn new(base: &str, site: &str, key: &str, url: Option<&str>, lang: Option<&str>, sort: Option<&str>) -> Self {
        let key = (url != Some(key)).then_some(key);
        let query = [("key", key), ("url", url), ("lang", lang), ("sort", sort)];
        let query: Vec<_> = query.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect();
        let root = format!("{}/t/{site}", base.trim_end_matches('/'));
        let page = written(root.clone(), query.iter().map(|(name, value)| (*name, value.as_str())));
        Self { root, query, page, article: url.map(str::to_owned) }
    }

    /// The thread page from its beginning.
    pub fn page(&self) -> &str {
        &self.page
    }

    /// The comments that follow `cursor`.
    pub fn after(&self, cursor: &str) -> String {
        let query = Serializer::new(String::new()).append_pair("after", cursor).finish();
        format!("{}{}{query}", self.page, self.join())
    }

    /// The thread page with the form set to answer one comment.
    pub fn reply(&self, id: CommentId) -> String {
        format!("{}{}reply={}#svar-form", self.page, self.join(), id.0)
    }

    /// The thread page with a form that reports one comment.
    pub fn report(&self, id: CommentId) -> String {
        format!("{}{}report={}#svar-report", self.page, self.join(), id.0)
    }

    /// The page that says thank you for a report.
    pub fn reported(&self) -> String {
        let kept = self.query.iter().filter(|(name, _)| *name != "sort");
        written(format!("{}/report", self.root), kept.map(|(name, value)| (*name, value.as_str())))
    }

    /// One comment with everything below it.
    pub fn branch(&self, id: CommentId) -> String {
        format!("{0}{1}branch={2}#svar-{2}", self.page, self.join(), id.0)
    }

    /// A comment's permalink: the article's address, or the thread page where there is none.
    pub fn comment(&self, id: CommentId) -> String {
        match &self.article {
            Some(article) => format!("{article}#svar-{}", id.0),
            None => format!("{}#svar-{}", self.page(), id.0),
        }
    }

    /// The one address under which search engines should know the thread: the article's, else the thread page's
    /// without what a reader chose.
    pub fn canonical(&self) -> String {
        let thread = self.query.iter().filter(|(name, _)| matches!(*name, "key" | "url"));
        let page = || written(self.root.clone(), thread.map(|(name, value)| (*name, value.as_str())));
        self.article.clone().unwrap_or_else(page)
    }

    pub fn article(&self) -> Option<&str> {
        self.article.as_deref()
    }

    /// Where the form is sent, and the sort control leads.
    pub fn root(&self) -> &str {
        &self.root
    }

    pub fn feed(&self) -> String {
        let thread = self.query.iter().filter(|(name, _)| matches!(*name, "key" | "url"));
        written(format!("{}/feed.atom", self.root), thread.map(|(name, value)| (*name, value.as_str())))
    }

    pub fn privacy(&self) -> String {
        let lang = self.query.iter().filter(|(name, _)| *name == "lang");
        written(format!("{}/privacy", self.root), lang.map(|(name, value)| (*name, value.as_str())))
    }

    /// What the sort control must keep: everything but the order itself.
    pub fn kept(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.query.iter().filter(|(name, _)| *name != "sort").map(|(name, value)| (*name, value.as_str()))
    }

    /// What stands before one more parameter.
    fn join(&self) -> char {
        if self.query.is_empty() { '?' } else { '&' }
    }
}

fn written<'a>(path: String, query: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query = Serializer::new(String::new()).extend_pairs(query).finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
