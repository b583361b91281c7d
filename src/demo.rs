//! The demo site: a magazine's article with a lively thread, some comments waiting, some spam, and one
//! moderator.
//!
//! Made through the same use cases as any other site, so that it shows what the service really does. A site
//! `demo` that somebody made for a purpose of their own is left as it is.

use std::sync::Arc;

use crate::accounts::{self, NotMade};
use crate::demo_text::{COMMENTS, DemoComment, KEY, SITE, TITLE};
use crate::domain::author::{AuthorKind, Email, Name};
use crate::domain::clock::{Random, Timestamp};
use crate::domain::comment::Status;
use crate::domain::moderator::{ModeratorId, Role};
use crate::domain::site::{Origin, Site, SiteKey};
use crate::domain::submission::Address;
use crate::domain::thread::{PageUrl, ThreadKey};
use crate::moderation::{self, Wish};
use crate::posting::sow::{Seed, sow};
use crate::services::{Failure, Services};
use crate::sites::{self, NotSet};

/// The key of the demo's site.
pub const SITE_KEY: &str = "demo";

const EMAIL: &str = "redaktion@demo.example";
/// Signs the article; the comment that is marked `staff` is hers.
const EDITOR: &str = "Ellen Ravnsborg";

/// What the demo's spam is recognised by.
const SPAM_WORDS: &str = "ingen rki\nbacklinks\ngratis spins";

/// What somebody needs to look around.
pub struct DemoAccess {
    /// Address of the article.
    pub article: String,
    /// Address of its thread alone.
    pub thread: String,
    /// Address of the moderators' desk.
    pub desk: String,
    /// The moderator's account.
    pub email: String,
    /// New at each start, and never kept.
    pub password: String,
}

/// Why the demo is not there.
#[derive(Debug, thiserror::Error)]
pub enum NoDemo {
    #[error("the demo site cannot be made: {0}")]
    Site(#[from] NotSet),
    #[error("the demo's moderator cannot be made: {0}")]
    Moderator(#[from] NotMade),
    #[error("the demo's comments cannot be made: {0}")]
    Comments(#[from] Failure),
}

impl From<crate::store::Error> for NoDemo {
    fn from(error: crate::store::Error) -> Self {
        Self::Comments(error.into())
    }
}

/// Makes the demo where it is missing, and gives its moderator a new password.
pub async fn seed(services: &Arc<Services>) -> Result<DemoAccess, NoDemo> {
    let base = services.settings.public_url.as_str();
    let (site, key) = (site(services, base).await?, fitting(ThreadKey::parse(KEY).ok_or(KEY))?);
    let email = fitting(Email::parse(EMAIL).map_err(|_| EMAIL))?;
    let password = password(&*services.random);
    let moderator = moderator(services, &site, &email, &password).await?;
    if site.name == SITE && services.store.thread_version(site.id, &key).await? == 0 {
        let address = Address { key, url: PageUrl::parse(&format!("{base}/demo")) };
        sow_thread(services, &Arc::new(site), &address, moderator).await?;
    }
    Ok(DemoAccess {
        article: format!("{base}/demo"),
        thread: format!("{base}/t/{SITE_KEY}?key={KEY}"),
        desk: format!("{base}/desk"),
        email: EMAIL.to_owned(),
        password,
    })
}

/// The constants above fit; if one ever does not, it is named.
fn fitting<T, E: std::fmt::Display>(parsed: Result<T, E>) -> Result<T, Failure> {
    parsed.map_err(|what| Failure::Defect(format!("{what} does not fit")))
}

/// The site, with the address at which the service is reached this time among its origins.
async fn site(services: &Services, base: &str) -> Result<Site, NoDemo> {
    let key = fitting(SiteKey::parse(SITE_KEY))?;
    let origin = fitting(Origin::parse(base))?;
    let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match services.store.site(&key).await? {
        Some(site) if site.origins.contains(&origin) || site.name != SITE => Ok(site),
        Some(site) => {
            let origins: Vec<&str> = site.origins.iter().chain([&origin]).map(Origin::as_str).collect();
            Ok(sites::set(services, &key, &[setting("origin", &origins.join(" "))]).await?)
        }
        None => {
            let settings = [setting("moderation", "first"), setting("lang", "da"), setting("spam_words", SPAM_WORDS)];
            Ok(sites::add(services, &key, SITE, &[origin], &settings).await?)
        }
    }
}

async fn moderator(services: &Services, site: &Site, email: &Email, password: &str) -> Result<ModeratorId, NotMade> {
    match accounts::find(services, email).await {
        Ok(id) => {
            accounts::set_password(services, email, password).await?;
            accounts::grant(services, email, Role::Owner, &[site.id]).await?;
            Ok(id)
        }
        Err(NotMade::NoAccount) => accounts::add(services, email, EDITOR, password, Role::Owner, &[site.id]).await,
        Err(error) => Err(error),
    }
}

/// A hundred random bits in letters and digits that cannot be mistaken for one another.
fn password(random: &dyn Random) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0; 20];
    random.fill(&mut bytes);
    let letters: Vec<char> =
        bytes.iter().filter_map(|b| LETTERS.get(usize::from(b % 32))).map(|b| char::from(*b)).collect();
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

async fn sow_thread(
    services: &Arc<Services>,
    site: &Arc<Site>,
    thread: &Address,
    moderator: ModeratorId,
) -> Result<(), Failure> {
    let now = services.now();
    let seeds = COMMENTS.iter().map(|comment| seed_of(comment, now)).collect::<Result<Vec<_>, _>>()?;
    let ids = sow(services, site, thread, Some(TITLE), &seeds).await?;
    let removed: Vec<_> = ids.iter().zip(&COMMENTS).filter(|(_, comment)| comment.removed).map(|(id, _)| *id).collect();
    moderation::decide(services, site, &removed, Wish::To(Status::Trash), moderator).await?;
    Ok(())
}

fn seed_of(comment: &DemoComment, now: Timestamp) -> Result<Seed, Failure> {
    Ok(Seed {
        parent: comment.parent,
        author: if comment.staff { AuthorKind::Member } else { AuthorKind::Guest },
        name: fitting(Name::parse(comment.author).map_err(|_| comment.author))?,
        email: if comment.staff { None } else { Some(address_of(comment.author)?) },
        website: None,
        source: comment.text.to_owned(),
        status: comment.status,
        picked: comment.picked,
        created: now.plus(-comment.minutes_ago * Timestamp::MINUTE),
    })
}

/// An address of one's own for each name, so that the desk knows an author again.
fn address_of(author: &str) -> Result<Email, Failure> {
    let place = COMMENTS.iter().position(|comment| comment.author == author).unwrap_or_default();
    fitting(Email::parse(&format!("laeser{place}@demo.example")).map_err(|_| author))
}
