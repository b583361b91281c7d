//! Who and what is shut out.

use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::moderator::ModeratorId;
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::bans::{BanTarget, NewBan};

/// What a ban is made of, as the desk asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BanWish {
    /// The address that this comment came from, or the e-mail that it names.
    AddressOf(CommentId),
    EmailOf(CommentId),
    Word(String),
}

/// Bans; `false` when there is nothing to ban by (no such comment, or its address is no longer kept).
pub async fn ban(
    services: &Services,
    site: &Site,
    wish: &BanWish,
    days: Option<i64>,
    moderator: ModeratorId,
) -> Result<bool, Failure> {
    let (target, label) = match wish {
        BanWish::Word(word) => {
            let word = crate::domain::normal::line(word);
            if word.is_empty() || word.len() > 200 {
                return Ok(false);
            }
            (BanTarget::Word(word.clone()), word)
        }
        BanWish::AddressOf(id) | BanWish::EmailOf(id) => {
            let Some((name, email, address)) = services.store.author_hashes(site.id, *id).await? else {
                return Ok(false);
            };
            let target = match wish {
                BanWish::EmailOf(_) => email.map(BanTarget::Email),
                _ => address.map(BanTarget::Address),
            };
            let Some(target) = target else { return Ok(false) };
            (target, name)
        }
    };
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.insert_ban(&NewBan {
        site: site.id,
        target,
        label,
        moderator: Some(moderator),
        created: now,
        expires: days.map(|d| now.plus(d.clamp(1, 3_650) * Timestamp::DAY)),
    })
    .await?;
    services.commit(tx).await?;
    Ok(true)
}

pub async fn lift_ban(services: &Services, site: &Site, id: i64) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    let lifted = tx.delete_ban(site.id, id).await?;
    services.commit(tx).await?;
    Ok(lifted)
}
