//! What is sent about a comment. Kept sealed by the caller, because feedback must repeat it unchanged.

use serde::{Deserialize, Serialize};

use crate::domain::clock::Timestamp;

/// One comment as Akismet is told about it, unmodified: what the author typed, not what is shown.
/// A field that is `None` was not known or is switched off by the site's owner, and is not sent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Check {
    /// Required by the service: without it every answer is `invalid`.
    pub user_ip: String,
    /// The reader's browser, never our own client.
    pub user_agent: Option<String>,
    pub referrer: Option<String>,
    /// The article.
    pub permalink: Option<String>,
    /// `comment` or `reply`.
    pub comment_type: Option<String>,
    pub comment_author: Option<String>,
    pub comment_author_email: Option<String>,
    pub comment_author_url: Option<String>,
    pub comment_content: String,
    pub comment_date_gmt: Option<Timestamp>,
    pub comment_post_modified_gmt: Option<Timestamp>,
    /// The id of the comment that is answered.
    pub comment_parent: Option<String>,
    /// Tags and categories of the page.
    pub comment_context: Vec<String>,
    /// ISO 639-1, several with commas.
    pub blog_lang: Option<String>,
    /// The charset of these values: `UTF-8`, which is what the form is sent in.
    pub blog_charset: Option<String>,
    /// `administrator` is never spam to the service.
    pub user_role: Option<String>,
    /// Neither learned from nor counted.
    pub is_test: bool,
    /// Why the same comment is asked about again: `edit`, `retry`, `recheck`.
    pub recheck_reason: Option<String>,
    /// The hidden field: its name, and what was written into it.
    pub honeypot: Option<(String, String)>,
    /// Where the service tells of later verdicts; only of a check, and not kept.
    #[serde(skip)]
    pub callback: Option<String>,
}

impl Check {
    /// The same comment, asked about again.
    pub fn again(&self, reason: &str) -> Self {
        Self { recheck_reason: Some(reason.to_owned()), ..self.clone() }
    }

    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let date = self.comment_date_gmt.and_then(iso8601);
        let modified = self.comment_post_modified_gmt.and_then(iso8601);
        let one = |name: &'static str, value: &Option<String>| Some((name, value.clone()?));
        let single = [
            Some(("user_ip", self.user_ip.clone())),
            one("user_agent", &self.user_agent),
            one("referrer", &self.referrer),
            one("permalink", &self.permalink),
            one("comment_type", &self.comment_type),
            one("comment_author", &self.comment_author),
            one("comment_author_email", &self.comment_author_email),
            one("comment_author_url", &self.comment_author_url),
            Some(("comment_content", self.comment_content.clone())),
            one("comment_date_gmt", &date),
            one("comment_post_modified_gmt", &modified),
            one("comment_parent", &self.comment_parent),
            one("blog_lang", &self.blog_lang),
            one("blog_charset", &self.blog_charset),
            one("user_role", &self.user_role),
            self.is_test.then(|| ("is_test", "1".to_owned())),
            one("recheck_reason", &self.recheck_reason),
        ];
        let mut pairs: Vec<_> = single.into_iter().flatten().map(|(name, value)| (name.to_owned(), value)).collect();
        pairs.extend(self.comment_context.iter().map(|word| ("comment_context[]".to_owned(), word.clone())));
        if let Some((name, value)) = &self.honeypot {
            pairs.push(("honeypot_field_name".to_owned(), name.clone()));
            pairs.push((name.clone(), value.clone()));
        }
        pairs
    }
}

/// Names what is sent, never what it says: most of it is personal data.
impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut names: Vec<String> = self.pairs().into_iter().map(|(name, _)| name).collect();
        names.dedup();
        write!(f, "Check({})", names.join(" "))
    }
}

/// What a person thinks of an earlier verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Feedback {
    /// Who reports, under a name that tells the service nothing.
    pub reporter: Option<String>,
    /// What the check had said; `None` if it never answered.
    pub comment_check_response: Option<bool>,
}

impl Feedback {
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let reporter = self.reporter.clone().map(|reporter| ("reporter".to_owned(), reporter));
        let response = self.comment_check_response.map(|said| ("comment_check_response".to_owned(), said.to_string()));
        reporter.into_iter().chain(response).collect()
    }
}

/// `None` for a time that no calendar holds.
fn iso8601(moment: Timestamp) -> Option<String> {
    let seconds = moment.0.div_euclid(Timestamp::SECOND);
    jiff::Timestamp::from_second(seconds).ok().map(|moment| moment.to_string())
}
