//! What a rule would have done, before it is saved: the site's last comments, asked as posting will ask those to come.
//!
//! Nothing is changed here.

use crate::domain::ban;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::Site;
use crate::posting::bans;
use crate::services::{Failure, Services};
use crate::spam::checks;
use crate::store::tried::Tried;
use crate::text;

/// What is tried: a ban, or a list of words as the site's `hold_words` and `spam_words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Ban(ban::Rule),
    Words(Vec<String>),
}

/// What a rule would have caught.
#[derive(Clone, Debug, Default)]
pub struct DryRun {
    /// How many comments it was tried on.
    pub looked: usize,
    /// Newest first.
    pub caught: Vec<Caught>,
}

#[derive(Clone, Debug)]
pub struct Caught {
    pub id: CommentId,
    pub version: i64,
    pub status: Status,
    pub name: String,
    /// The beginning of the text, without markup.
    pub excerpt: String,
    pub title: String,
    pub created: Timestamp,
}

/// Characters, as people count them, that are shown of a comment.
const EXCERPT: usize = 160;

impl DryRun {
    pub fn of(&self, status: Status) -> usize {
        self.caught.iter().filter(|caught| caught.status == status).count()
    }

    /// What moderators have let in, and the rule would not have.
    pub fn false_alarms(&self) -> usize {
        self.of(Status::Approved)
    }
}

/// Tries a rule on the last comments by guests, whatever their status; what was withdrawn or purged is not asked. A
/// client address that is no longer kept cannot be hit.
pub async fn dry_run(services: &Services, site: &Site, rule: &Rule, last: i64) -> Result<DryRun, Failure> {
    examine(services, site, rule, services.store.last_comments(site.id, last).await?).await
}

/// The same on the last of those that wait.
pub(super) async fn among_waiting(services: &Services, site: &Site, rule: &Rule, last: i64) -> Result<DryRun, Failure> {
    examine(services, site, rule, services.store.last_waiting(site.id, last).await?).await
}

async fn examine(services: &Services, site: &Site, rule: &Rule, comments: Vec<Tried>) -> Result<DryRun, Failure> {
    let mut run = DryRun { looked: comments.len(), caught: Vec::new() };
    for (n, comment) in comments.into_iter().enumerate() {
        // A thousand texts are rendered: others get their turn in between.
        if n % 50 == 49 {
            tokio::task::yield_now().await;
        }
        let Ok(rendered) = services.renderer.render(&comment.source) else { continue };
        if is_hit(services, site, rule, &comment, &rendered)? {
            run.caught.push(Caught {
                id: comment.id,
                version: comment.version,
                status: comment.status,
                name: comment.name,
                excerpt: text::excerpt(&rendered.plain, EXCERPT),
                title: comment.title,
                created: comment.created,
            });
        }
    }
    Ok(run)
}

fn is_hit(
    services: &Services,
    site: &Site,
    rule: &Rule,
    comment: &Tried,
    rendered: &text::Rendered,
) -> Result<bool, Failure> {
    match rule {
        Rule::Ban(rule) => {
            let (email, address) = (comment.email.clone(), comment.address.clone());
            let source = bans::source(services, site, email, address, comment.prefix.as_deref());
            Ok(bans::subject(source, &comment.name, comment.website.as_ref(), rendered).is_hit_by(rule))
        }
        Rule::Words(list) => {
            let sealed = comment.email_sealed.as_ref();
            let email = sealed.map(|sealed| services.keys.open_email(site.id, sealed)).transpose()?;
            let website = comment.website.as_ref().map(|website| website.as_str());
            let matcher = checks::listed(&comment.name, email.as_ref().map(|e| e.expose()), website, &rendered.plain);
            Ok(matcher.first(list).is_some())
        }
    }
}
