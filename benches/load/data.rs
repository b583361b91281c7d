//! What is in the database: the same threads each time, taken in through the program's own use cases.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use svar::accounts;
use svar::app::{App, Parts};
use svar::config::Config;
use svar::domain::author::{AuthorKind, Email, Name};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::domain::site::{Origin, Site, SiteKey};
use svar::domain::submission::Address;
use svar::moderation::{self, Wish};
use svar::posting::sow::{Seed, sow};
use svar::services::Services;

use crate::texts;

pub const SITE: &str = "magasinet";
/// The thread of 100, which is read.
pub const HUNDRED: &str = "artikel-100";
/// The thread of 1,000.
pub const THOUSAND: &str = "artikel-1000";
/// The thread of 10,000.
pub const TEN_THOUSAND: &str = "artikel-10000";
/// The threads of 20: index pages ask for their counts, and posts go to them.
pub const TWENTIES: usize = 50;
/// So many threads of 100 more make a site of a million comments.
pub const MILLION: u64 = 9_879;

/// Comments of each kind that the moderators have decided.
const LESSONS: usize = 24;

pub fn twenty(number: usize) -> String {
    format!("artikel-{number:02}")
}

/// The ids that requests need.
pub struct Sown {
    pub hundred: Vec<i64>,
    pub thousand: Vec<i64>,
    pub ten_thousand: Vec<i64>,
    pub twenties: Vec<Vec<i64>>,
    pub comments: u64,
}

/// Makes the database in `folder`, with so many threads of 100 more than are asked for.
pub async fn sow_all(folder: &Path, more: u64) -> Result<Sown> {
    let mut config = Config::default();
    config.database.data_dir = folder.to_owned();
    let bound = "127.0.0.1:8080".parse()?;
    let services = App::build(config, bound, Parts::of_the_machine()).await?.services;
    let key = SiteKey::parse(SITE).map_err(|_| anyhow!("the site's key is wrong"))?;
    let origin =
        Origin::parse("https://magasinet.example").map_err(|why| anyhow!("the site's origin is wrong: {why}"))?;
    // Votes are turned on because a vote is the smallest change of a thread. All checks are made.
    let settings = [("moderation", "open"), ("votes", "true")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let site = svar::sites::add(&services, &key, "Magasinet", &[origin], &settings).await?;
    let mut sowing = Sowing { services, site, next: 0 };
    sowing.teach().await?;
    let hundred = sowing.thread(HUNDRED, 100).await?;
    let mut twenties = Vec::new();
    for number in 0..TWENTIES {
        twenties.push(sowing.thread(&twenty(number), 20).await?);
    }
    let thousand = sowing.thread(THOUSAND, 1_000).await?;
    let ten_thousand = sowing.thread(TEN_THOUSAND, 10_000).await?;
    for number in 0..more {
        if number % 1_000 == 999 {
            eprintln!("  {} comments are there", sowing.next);
        }
        sowing.thread(&format!("arkiv-{number:05}"), 100).await?;
    }
    sowing.services.store.close().await;
    Ok(Sown { hundred, thousand, ten_thousand, twenties, comments: sowing.next })
}

struct Sowing {
    services: Arc<Services>,
    site: Site,
    next: u64,
}

impl Sowing {
    /// A thread on three levels, half of it top-level: fifty of those are a page, so a page of any thread shows a
    /// hundred comments.
    async fn thread(&mut self, key: &str, comments: usize) -> Result<Vec<i64>> {
        let address = Address::parse(&self.site, key, &format!("https://magasinet.example/{key}"));
        let address = address.map_err(|_| anyhow!("the thread's key is wrong"))?;
        let seeds = (0..comments).map(|place| self.seed(place)).collect::<Result<Vec<_>>>()?;
        let ids = sow(&self.services, &self.site, &address, Some("Hvem læser endnu?"), &seeds).await?;
        Ok(ids.into_iter().map(|CommentId(id)| id).collect())
    }

    /// A site in use has moderators, and a filter that they have taught; before, it holds most of what comes.
    async fn teach(&mut self) -> Result<()> {
        let email = Email::parse("redaktion@magasinet.example").map_err(|_| anyhow!("the editor's e-mail is wrong"))?;
        let password = "en lang sætning som ingen gætter";
        let editor =
            accounts::add(&self.services, &email, "Redaktionen", password, Role::Owner, &[self.site.id]).await?;
        let address = Address::parse(&self.site, "artikel-foer", "").map_err(|_| anyhow!("a key is wrong"))?;
        let mut seeds = Vec::new();
        for place in 0..2 * LESSONS {
            let mut seed = self.seed(0)?;
            seed.status = Status::Pending;
            if place >= LESSONS {
                seed.source = texts::spam(place);
            }
            seeds.push(seed);
        }
        let ids = sow(&self.services, &self.site, &address, None, &seeds).await?;
        let (good, spam) = ids.split_at(LESSONS);
        let site = Arc::new(self.site.clone());
        moderation::decide(&self.services, &site, good, Wish::To(Status::Approved), editor).await?;
        moderation::decide(&self.services, &site, spam, Wish::To(Status::Spam), editor).await?;
        Ok(())
    }

    fn seed(&mut self, place: usize) -> Result<Seed> {
        let number = self.next;
        self.next += 1;
        Ok(Seed {
            parent: matches!(place % 6, 1 | 2 | 4).then(|| place - 1),
            author: AuthorKind::Guest,
            name: Name::parse(&texts::name(number)).map_err(|_| anyhow!("a name is wrong"))?,
            email: Some(Email::parse(&texts::email(number)).map_err(|_| anyhow!("an e-mail is wrong"))?),
            website: None,
            source: texts::body(number, true),
            status: Status::Approved,
            picked: false,
            created: Timestamp(1_795_000_000_000 - 10_000_000_000 + number as i64 * 1_000),
        })
    }
}
